//! `headwater report`: articles in, a dossier out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use headwater::article::Metadata;
use headwater::dossier::{Dossier, html, json, summary};
use headwater::notice::{Notice, Severity};
use headwater::{Error, ErrorKind, Result};

use super::inputs;
use crate::args::{Format, Report};
use crate::messages::{self, DONE, SOME_UNREAD};
use crate::output::Target;
use crate::progress::Progress;

/// The page's name where the user gives none.
const PAGE: &str = "dossier.html";

/// Reads, reports, writes, and tells the main findings.
pub fn run(args: &Report) -> Result<ExitCode> {
    let target = target(args)?;
    let dossier = read_and_report(args, &target)?;
    if dossier.articles.is_empty() {
        messages::notices(&dossier.notices);
        return Err(inputs::nothing_to_read());
    }
    target.write(&written(&dossier, args.format))?;
    tell(args, &dossier, &target);
    open(args, &target)?;
    let unread = dossier.notices.iter().any(|notice| notice.severity == Severity::Error);
    Ok(ExitCode::from(if unread { SOME_UNREAD } else { DONE }))
}

fn read_and_report(args: &Report, target: &Target) -> Result<Dossier> {
    let table = metadata_path(args);
    target.keep_off(args.inputs.iter().chain(&table).map(PathBuf::as_path))?;
    let metadata = table.as_deref().map(inputs::metadata).transpose();
    let progress = Progress::new(args.quiet);
    let mut captures = inputs::captures(&args.inputs)?;
    target.keep_off(captures.captures.iter().map(|capture| Path::new(&capture.path)))?;
    // A table that is used is not left out.
    let used = table.map(|path| path.to_string_lossy().replace('\\', "/"));
    captures.notices.retain(|notice| used.is_none() || notice.path != used);
    let metadata = match metadata {
        Ok(metadata) => metadata.unwrap_or_default().into_value(&mut captures.notices),
        Err(error) if args.metadata.is_some() => return Err(error),
        // A table that only happens to stand in the folder does not keep its articles from being read.
        Err(error) => {
            captures.notices.push(unread_table(&error));
            Metadata::default()
        }
    };
    Ok(headwater::report(&captures, &metadata, &|stage, articles| progress.at(stage, articles)))
}

/// The notice for a table that is none.
fn unread_table(error: &Error) -> Notice {
    let notice = Notice::new(Severity::Error, format!("not read: {}", error.message()));
    notice.about(error.path().unwrap_or_default()).hint(error.hint().unwrap_or_default())
}

/// The table that the user names, or the one that stands in an input folder.
fn metadata_path(args: &Report) -> Option<PathBuf> {
    let beside = || args.inputs.iter().map(|input| input.join("metadata.csv")).find(|path| path.is_file());
    args.metadata.clone().or_else(beside)
}

fn target(args: &Report) -> Result<Target> {
    let target = match (&args.output, args.format) {
        (Some(path), Format::Html) => Target::new(path, PAGE),
        (Some(path), Format::Json) => Target::new(path, "dossier.json"),
        (Some(path), Format::Text) => Target::new(path, "dossier.txt"),
        (None, Format::Html) => Target::File(PathBuf::from(PAGE)),
        (None, Format::Json | Format::Text) => Target::Stdout,
    };
    target.check(args.output.is_some())?;
    Ok(target)
}

fn written(dossier: &Dossier, format: Format) -> String {
    match format {
        Format::Html => html::page(dossier),
        Format::Json => json::write(dossier),
        Format::Text => summary::write(dossier, 100),
    }
}

/// After a page was written: the main findings, and where the page is.
fn tell(args: &Report, dossier: &Dossier, target: &Target) {
    messages::notices(&dossier.notices);
    let Target::File(path) = target else { return };
    if args.quiet {
        return;
    }
    let width = usize::from(console::Term::stdout().size().1).clamp(40, 100);
    if args.format == Format::Html {
        let _ = Target::Stdout.write(&summary::write(dossier, width));
    }
    let _ = Target::Stdout.write(&format!("\nThe dossier: {}\n", path.display()));
}

fn open(args: &Report, target: &Target) -> Result<()> {
    match (args.open, target) {
        (true, Target::File(path)) => open::that_detached(path).map_err(|error| {
            Error::new(ErrorKind::Io, format!("cannot open {}: {error}", path.display()))
                .with_hint("open the file in your browser")
        }),
        _ => Ok(()),
    }
}
