//! Prayer times on the command line: `solat --help`.

mod arguments;
mod output;
mod times;

use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use ukhwah_solat::{hijri, malaysia, qibla};

use self::arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments, &mut BufWriter::new(io::stdout().lock())) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has seen enough, as `head` has.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do if the error itself cannot be written.
            let _ = writeln!(io::stderr(), "error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_closed = |cause: &io::Error| cause.kind() == ErrorKind::BrokenPipe;
    error.chain().any(|cause| {
        cause.downcast_ref().is_some_and(is_closed)
            || matches!(cause.downcast_ref::<csv::Error>().map(csv::Error::kind), Some(csv::ErrorKind::Io(io)) if is_closed(io))
    })
}

fn run(arguments: &Arguments, out: &mut impl Write) -> Result<()> {
    match &arguments.command {
        Some(Command::Hijri { date }) => {
            let hijri = hijri::Calendar::new().date(*date).with_context(|| format!("{date} has no Hijri date here"))?;
            writeln!(out, "{hijri}")?;
        }
        Some(Command::Zones { search }) => zones(&search.join(" "), out)?,
        Some(Command::Qibla { place }) => {
            let qibla = qibla(*place);
            writeln!(out, "{:.2}° from true north, {:.0} km", qibla.bearing.get(), qibla.distance_km)?;
        }
        None => times::print(&arguments.times, out)?,
    }
    Ok(out.flush()?)
}

/// The zones that fit a search, one in each row: code, state, the name that fits, all districts.
fn zones(search: &str, out: &mut impl Write) -> Result<()> {
    let found = malaysia::search(search);
    ensure!(!found.is_empty(), "no zone fits {search:?}");
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(["zone", "state", "name", "districts"])?;
    for found in found {
        let districts = found.zone.districts().join(", ");
        rows.write_record([found.zone.code(), found.zone.state(), found.name, &districts])?;
    }
    Ok(rows.flush()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    /// Options and values that exist, in any order, and any text beside them; dates at most five days apart.
    fn arguments() -> impl Strategy<Value = Vec<String>> {
        let known = select(vec![
            "--zone",
            "WLY01",
            "all",
            "--from",
            "2028-02-27",
            "--to",
            "2028-03-02",
            "--format",
            "csv",
            "json",
            "ics",
            "--place",
            "3.1,101.7",
            "-36.8,174.8",
            "69.6,19",
            "90,0",
            "--method",
            "mwl",
            "makkah",
            "custom",
            "--fajr-angle",
            "18",
            "--isha-angle",
            "5",
            "NaN",
            "--hijri-shift",
            "-2",
            "--asr",
            "hanafi",
            "--high-latitude",
            "angle",
            "--nearest-latitude",
            "--utc-offset",
            "+08:00",
            "-14",
            "--tz",
            "Europe/London",
            "--historical-subuh",
            "hijri",
            "zones",
            "kuantan",
            "qibla",
            "--help",
            "--",
            "=",
        ]);
        let joined = (known.clone(), ".{0,4}").prop_map(|(known, more)| format!("{known}{more}"));
        let any = prop_oneof![8 => known.prop_map(str::to_owned), 1 => joined, 1 => ".{0,12}"];
        // Most lines start well, as few would by chance.
        let start = select(vec![
            "",
            "--zone WLY01 --from 2028-02-27",
            "--place 3.1,101.7 --method makkah --from 2028-02-27",
            "--place 69.6,19 --method custom --from 2028-02-27",
            "hijri",
            "qibla",
        ]);
        (start, prop::collection::vec(any, 0..8))
            .prop_map(|(start, more)| start.split_whitespace().map(str::to_owned).chain(more).collect())
    }

    proptest! {
        #[test]
        fn any_arguments_print_times_or_one_error(arguments in arguments()) {
            let mut printed = Vec::new();
            let line = std::iter::once("solat".to_owned()).chain(arguments);
            if let Ok(arguments) = Arguments::try_parse_from(line) {
                match run(&arguments, &mut printed) {
                    Ok(()) => prop_assert!(!printed.is_empty()),
                    Err(error) => prop_assert!(printed.is_empty() && !format!("{error:#}").contains('\n'), "{error:#}"),
                }
            }
        }
    }
}
