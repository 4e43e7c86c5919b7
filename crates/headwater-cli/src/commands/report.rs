//! `headwater report`: articles in, a dossier out; of a mixed pile an overview, and a dossier for each story in a folder
//! beside it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use headwater::dossier::pile::{PartId, Parts, Pile};
use headwater::dossier::{Dossier, html, json, summary};
use headwater::notice::Severity;
use headwater::{Error, ErrorKind, Result};

use super::inputs;
use crate::args::{Format, Report};
use crate::beside::{self, Folder};
use crate::messages::{self, DONE, SOME_UNREAD};
use crate::output::Target;
use crate::progress::Progress;

/// The page's name where the user gives none.
const PAGE: &str = "dossier.html";
/// The widest lines of a summary.
const WIDEST: usize = 100;

/// How many stories of an overview are told on the terminal.
const TOLD: usize = 4;

/// Reads, reports, writes, and tells the main findings.
pub fn run(args: &Report) -> Result<ExitCode> {
    let target = target(args)?;
    let progress = Progress::new(args.quiet);
    let pile = read(args, &target, &progress)?;
    if pile.articles.is_empty() {
        drop(progress);
        messages::notices(&pile.notices);
        return Err(inputs::nothing_to_read());
    }
    let unread = pile.notices.iter().any(|notice| notice.severity == Severity::Error);
    let parts = Parts::of(&pile);
    match (args.story, is_overview(args, &target, &parts)) {
        (Some(number), _) => {
            let part = story(pile, &parts, number)?;
            one(args, part, &target, progress)?;
        }
        (None, true) => many(args, pile, &parts, &target, progress)?,
        (None, false) => one(args, pile, &target, progress)?,
    }
    open(args, &target)?;
    Ok(ExitCode::from(if unread { SOME_UNREAD } else { DONE }))
}

/// Whether the pile is written as an overview with a dossier for each story.
fn is_overview(args: &Report, target: &Target, parts: &Parts) -> bool {
    if args.one || args.story.is_some() || !parts.are_many() {
        return false;
    }
    // Pages that lead to each other cannot all go to standard output.
    let many = *target != Target::Stdout || args.format != Format::Html;
    if !many {
        messages::say(&format!(
            "the articles tell {} stories, and standard output takes one page: all stand in one dossier; name a file with -o for an overview",
            parts.stories()
        ));
    }
    many
}

/// The story with this number.
fn story(pile: Pile, parts: &Parts, number: u32) -> Result<Pile> {
    let place = number as usize - 1;
    if place >= parts.stories() {
        let message = match parts.stories() {
            0 => "no two of the articles tell the same story".to_owned(),
            1 => format!("there is no story {number}: the articles tell one"),
            stories => format!("there is no story {number}: the articles tell {stories}"),
        };
        let hint = "leave --story away for all, or look the number up in the overview";
        return Err(Error::new(ErrorKind::NotFound, message).with_hint(hint));
    }
    Ok(parts.cut(&pile, PartId::Story(place)))
}

/// Writes one dossier.
fn one(args: &Report, pile: Pile, target: &Target, progress: Progress) -> Result<()> {
    let dossier = headwater::dossier(pile, &|stage, number| progress.at(stage, number));
    drop(progress);
    let content = match args.format {
        Format::Html => html::page(&dossier),
        Format::Json => json::write(&dossier),
        Format::Text => summary::write(&dossier, WIDEST),
    };
    target.write(&content)?;
    messages::notices(&dossier.notices);
    let Target::File(path) = target else { return Ok(()) };
    let left = beside::folder(path);
    if left.is_dir() && beside::is_ours(&left).unwrap_or(false) {
        messages::say(&format!("{} is left from an earlier run", left.display()));
    }
    tell(args, &[("The dossier", path)], |width| summary::write(&dossier, width));
    Ok(())
}

/// Writes an overview, and the dossiers of its stories beside it.
fn many(args: &Report, pile: Pile, parts: &Parts, target: &Target, progress: Progress) -> Result<()> {
    let with_dossiers = |path| if args.format == Format::Text { None } else { Some(path) };
    let file = if let Target::File(path) = target { with_dossiers(path.as_path()) } else { None };
    let folder = file.map(Folder::begin).transpose()?;
    let back =
        file.and_then(Path::file_name).map(|name| format!("../{}", beside::address(&name.to_string_lossy())));
    let write = |dossier: &Dossier| match (&folder, &dossier.part) {
        (Some(folder), Some(part)) if args.format == Format::Html => {
            folder.write(&html::file_name(part.id), &html::page_of(dossier, back.as_deref()))
        }
        (Some(folder), Some(part)) => folder.write(&json::file_name(part.id), &json::write(dossier)),
        _ => Ok(()),
    };
    let overview = headwater::stories(pile, parts, &write, &|stage, number| progress.at(stage, number))?;
    drop(progress);
    let beside = file.map(beside::folder);
    let name = beside.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let content = match args.format {
        Format::Html => html::overview(&overview, &beside::address(name.as_deref().unwrap_or_default())),
        Format::Json => json::overview(&overview, name.as_deref()),
        Format::Text => summary::overview(&overview, WIDEST, usize::MAX),
    };
    match (folder, file) {
        (Some(folder), Some(path)) => folder.finish(path, &content)?,
        _ => target.write(&content)?,
    }
    messages::notices(&overview.notices);
    match (target, &beside) {
        (Target::File(path), Some(beside)) => {
            tell(args, &[("The overview", path), ("Its dossiers", beside)], |width| {
                summary::overview(&overview, width, TOLD)
            });
        }
        (Target::File(path), None) => tell(args, &[("The overview", path)], |_| String::new()),
        (Target::Stdout, _) if args.format == Format::Json && !args.quiet => messages::say(
            "this is the overview: name a file with -o for the dossiers too, or write one of them with --story, or all as one with --one",
        ),
        (Target::Stdout, _) => {}
    }
    Ok(())
}

/// Reads what was named, as far as it is taken together.
fn read(args: &Report, target: &Target, progress: &Progress) -> Result<Pile> {
    let table = inputs::near(&args.inputs, args.metadata.as_ref(), inputs::TABLE);
    let by_hand = inputs::near(&args.inputs, args.corrections.as_ref(), "corrections.toml");
    target.keep_off(args.inputs.iter().chain(&table).chain(&by_hand).map(PathBuf::as_path))?;
    let metadata = table.as_deref().map(inputs::metadata).transpose();
    let corrections = by_hand.as_deref().map(inputs::corrections).transpose();
    let mut captures = inputs::captures(&args.inputs)?;
    target.keep_off(captures.captures.iter().map(|capture| Path::new(&capture.path)))?;
    inputs::not_left_out(table.iter().chain(&by_hand), &mut captures.notices);
    let metadata = inputs::used(metadata, args.metadata.is_some(), &mut captures.notices)?;
    let corrections = inputs::used(corrections, args.corrections.is_some(), &mut captures.notices)?;
    let read = |stage, number| progress.at(stage, number);
    Ok(headwater::read_corrected(&captures, &metadata, corrections, &read))
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
    if let (Target::File(path), false, None, Format::Html | Format::Json) =
        (&target, args.one, args.story, args.format)
    {
        beside::check(&beside::folder(path))?;
    }
    Ok(target)
}

/// After a page was written: the main findings, and where it is.
fn tell(args: &Report, places: &[(&str, &PathBuf)], summary: impl Fn(usize) -> String) {
    if args.quiet {
        return;
    }
    let width = usize::from(console::Term::stdout().size().1).clamp(40, WIDEST);
    let mut told = if args.format == Format::Html { summary(width) } else { String::new() };
    told.push('\n');
    for (what, place) in places {
        told.push_str(&format!("{what}: {}\n", place.display()));
    }
    let _ = Target::Stdout.write(&told);
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
