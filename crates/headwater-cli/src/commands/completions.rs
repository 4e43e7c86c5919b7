//! `headwater completions`: a completion script for a shell.

use std::process::ExitCode;

use clap::CommandFactory;
use headwater::Result;

use crate::args::{Args, Completions};
use crate::output::Target;

/// Prints the script.
pub fn run(completions: &Completions) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut Args::command(), "headwater", &mut script);
    Target::Stdout.write(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
