//! What is said on standard error: what happened, where, and what to do next.

use std::io::Write;

use console::style;
use headwater::notice::{Notice, Severity};

/// Exit code: done.
pub const DONE: u8 = 0;
/// Exit code: could not run.
pub const COULD_NOT_RUN: u8 = 1;
/// Exit code: done, with some input unread.
pub const SOME_UNREAD: u8 = 2;

/// How many notices are told on the terminal; the dossier holds all.
const TOLD: usize = 12;

/// Says why the program could not run.
pub fn failure(error: &headwater::Error) {
    say(&format!("{} {}", style("error:").red().bold().for_stderr(), plain(&error.to_string())));
    hint(error.hint());
}

/// Tells the errors and warnings of a run, and how many more there are.
pub fn notices(notices: &[Notice]) {
    let telling: Vec<&Notice> = notices.iter().filter(|notice| notice.severity != Severity::Note).collect();
    for notice in telling.iter().take(TOLD) {
        say(&format!("{} {}", label(notice.severity), sentence(notice)));
        hint(notice.hint.as_deref());
    }
    if telling.len() > TOLD {
        say(&format!("… and {} more, all listed in the dossier", telling.len() - TOLD));
    }
}

/// Tells the notes of a run, for commands that write no dossier.
pub fn notes(notices: &[Notice]) {
    let notes: Vec<&Notice> = notices.iter().filter(|notice| notice.severity == Severity::Note).collect();
    for notice in notes.iter().take(TOLD) {
        say(&format!("{} {}", label(notice.severity), sentence(notice)));
    }
    if notes.len() > TOLD {
        say(&format!("… and {} more notes", notes.len() - TOLD));
    }
}

/// Says a line on standard error. A closed standard error is nothing to stop for.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Words out of files and names without characters that a terminal would obey.
fn plain(words: &str) -> String {
    words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn hint(hint: Option<&str>) {
    if let Some(hint) = hint {
        say(&format!("{} {hint}", style("hint:").cyan().bold().for_stderr()));
    }
}

fn label(severity: Severity) -> String {
    let label = match severity {
        Severity::Error => style("error:").red(),
        Severity::Warning => style("warning:").yellow(),
        Severity::Note => style("note:").blue(),
    };
    label.bold().for_stderr().to_string()
}

fn sentence(notice: &Notice) -> String {
    match &notice.path {
        Some(path) if path == headwater::capture::STDIN => {
            plain(&format!("standard input: {}", notice.message))
        }
        Some(path) => plain(&format!("{path}: {}", notice.message)),
        None => plain(&notice.message),
    }
}
