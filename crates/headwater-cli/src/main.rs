//! The `headwater` command: a folder of articles in, a dossier out.

mod args;
mod beside;
mod commands;
mod interrupt;
mod messages;
mod output;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(told) => {
            // What was typed cannot be run: 1, as for everything that could not run. clap's own 2 would read as
            // "done, with some input unread".
            let _ = told.print();
            return if told.use_stderr() {
                ExitCode::from(messages::COULD_NOT_RUN)
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    interrupt::watch();
    let done = match args.command {
        Command::Report(report) => commands::report::run(&report),
        Command::Annotate(annotate) => commands::annotate::run(&annotate),
        Command::Passages(passages) => commands::passages::run(&passages),
        Command::Completions(completions) => commands::completions::run(&completions),
        Command::Man => commands::man::run(),
    };
    done.unwrap_or_else(|error| {
        interrupt::settled();
        messages::failure(&error);
        ExitCode::from(messages::COULD_NOT_RUN)
    })
}
