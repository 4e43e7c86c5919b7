//! `headwater man`: the manual page.

use std::io;
use std::process::ExitCode;

use clap::{Command, CommandFactory};
use headwater::{Error, ErrorKind, Result};

use crate::args::Args;
use crate::output::Target;

/// Prints the page in roff, the options of `report` included.
pub fn run() -> Result<ExitCode> {
    let page = page().map_err(|error| Error::new(ErrorKind::Io, error.to_string()))?;
    Target::Stdout.write(&String::from_utf8_lossy(&page))?;
    Ok(ExitCode::SUCCESS)
}

fn page() -> io::Result<Vec<u8>> {
    let mut args = Args::command();
    args.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(args.clone()).render(&mut page)?;
    for command in args.get_subcommands().filter(|command| command.get_name() != "help") {
        describe(command, &mut page)?;
    }
    Ok(page)
}

fn describe(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let man = clap_mangen::Man::new(command.clone());
    page.extend(format!(".SH \"{}\"\n", command.get_name().to_uppercase()).as_bytes());
    man.render_description_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_options_section(page)?;
    man.render_extra_section(page)
}
