//! The `headwater` command: a folder of articles in, a dossier out.

use std::process::ExitCode;

fn main() -> ExitCode {
    let inputs: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "report").collect();
    let read = headwater::capture::read(&inputs, None);
    let metadata = headwater::article::Metadata::default();
    let dossier = headwater::report(&read.captures, &metadata, &|_, _| {});
    println!("{}", headwater::dossier::json::write(&dossier));
    ExitCode::SUCCESS
}
