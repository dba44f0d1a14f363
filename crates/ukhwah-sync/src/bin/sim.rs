//! Runs the simulator over many seeds, or one of them in full: `./dev sim --seeds 1000000`, `./dev sim --seed 17`;
//! with `--real` it uses real keys instead of toys.

#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, reason = "it is a program for the terminal")]

use std::process::ExitCode;

use ukhwah_sync::simulator::{Figures, Setting, plan, run, run_steps, shrink};

/// How many failures are shown before the others are only counted.
const SHOWN: u64 = 10;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)?.parse().ok()
    };
    let has_real_keys = arguments.iter().any(|argument| argument == "--real");
    let setting = Setting { has_real_keys, ..Setting::default() };
    match (number("--seed"), number("--seeds"), number("--from")) {
        (Some(seed), _, _) => show(seed, setting),
        (None, Some(seeds), from) => many(from.unwrap_or(0), seeds, setting),
        _ => {
            println!("sim [--real] --seeds <how many> [--from <first>]   or   sim [--real] --seed <which>");
            ExitCode::FAILURE
        }
    }
}

fn many(from: u64, seeds: u64, setting: Setting) -> ExitCode {
    let mut sum = Figures::default();
    let mut failed = 0;
    for seed in from..from.saturating_add(seeds) {
        match run(seed, setting) {
            Ok(figures) => sum += figures,
            Err(failure) => {
                failed += 1;
                println!("seed {seed}: {}", failure.what);
                if failed <= SHOWN {
                    print_shrunk(seed, setting);
                }
            }
        }
    }
    println!("{sum:#?}");
    println!("{failed} of {seeds} seeds failed");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn show(seed: u64, setting: Setting) -> ExitCode {
    match run_steps(seed, &plan(seed), setting) {
        Ok(figures) => {
            println!("seed {seed}: good, {figures:?}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            println!("seed {seed}: {}", failure.what);
            print_shrunk(seed, setting);
            ExitCode::FAILURE
        }
    }
}

fn print_shrunk(seed: u64, setting: Setting) {
    let steps = shrink(seed, setting);
    let what = run_steps(seed, &steps, setting).err().map(|failure| failure.what).unwrap_or_default();
    println!("  {} steps are enough for: {what}", steps.len());
    for step in steps {
        println!("    {step}");
    }
}
