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
    match run(&arguments) {
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

fn run(arguments: &Arguments) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match &arguments.command {
        Some(Command::Hijri { date }) => {
            let hijri = hijri::Calendar::new().date(*date).with_context(|| format!("{date} has no Hijri date here"))?;
            writeln!(out, "{hijri}")?;
        }
        Some(Command::Zones { search }) => zones(&search.join(" "), &mut out)?,
        Some(Command::Qibla { place }) => {
            let qibla = qibla(*place);
            writeln!(out, "{:.2}° from true north, {:.0} km", qibla.bearing.get(), qibla.distance_km)?;
        }
        None => times::print(&arguments.times, &mut out)?,
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
