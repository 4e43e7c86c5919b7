//! Corrections: what a person says against the program, beside the case, in a file `corrections.toml`.
//!
//! A correction wins over the program and is applied again on every run. So it points at things by what stays the
//! same: an article by its file, address or digest, words by the words themselves (W3C `TextQuoteSelector`), an
//! entity by its name, a matter by words of its statements; never by a number of a run. Each stage applies the
//! corrections that concern it and tells what became of them ([`Fate`]).

mod quote;
mod read;
#[cfg(test)]
mod tests;

use std::fmt;

pub use quote::{Finder, Quote};
pub use read::MOST_BYTES;

/// What a person says against the program: all entries of one file.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    /// The file, as given.
    pub path: Option<String>,
    /// The entries, sorted by what they say, so that their order in the file changes nothing.
    pub entries: Vec<Entry>,
}

impl Corrections {
    /// The entries with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (EntryId, &Entry)> {
        (0u32..).map(EntryId).zip(&self.entries)
    }

    /// The entry with this number.
    pub fn get(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(id.0 as usize)
    }
}

/// The number of an entry in this run, from zero, in the order of what the entries say; shown as `c1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "c{}", self.0 + 1)
    }
}

/// One entry of the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// What it says.
    pub what: Correction,
    /// Who says so.
    pub by: Option<String>,
    /// When they said so, as written.
    pub on: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// The line of the file where it begins, from 1.
    pub line: usize,
}

/// What an entry says against the program.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Correction {
    /// An article was published then.
    Date {
        /// The article.
        article: Option<String>,
        /// Words of it, where its file holds several.
        quote: Option<Quote>,
        /// The date.
        published: String,
    },
    /// These are one.
    JoinEntities(Vec<Called>),
    /// These are not one.
    PartEntities(Vec<Called>),
    /// This was said by somebody else, or by nobody knows whom.
    Speaker {
        /// What was said.
        quote: Quote,
        /// Who said it.
        speaker: Speaker,
    },
    /// These statements speak to one question.
    JoinMatters {
        /// Words of the statements.
        statements: Vec<Pointed>,
        /// What the matter is called.
        label: Option<String>,
    },
    /// These statements speak to a question of their own.
    PartMatters {
        /// Words of the statements.
        statements: Vec<Pointed>,
        /// What their matter is called.
        label: Option<String>,
    },
    /// Whoever writes these words need not have them from anybody.
    Idiom(Quote),
}

impl Correction {
    /// The word for it: in the file, and in the dossier.
    pub fn name(&self) -> &'static str {
        match self {
            Correction::Date { .. } => "date",
            Correction::JoinEntities(_) => "join-entities",
            Correction::PartEntities(_) => "part-entities",
            Correction::Speaker { .. } => "speaker",
            Correction::JoinMatters { .. } => "join-matters",
            Correction::PartMatters { .. } => "part-matters",
            Correction::Idiom(_) => "idiom",
        }
    }

    /// What it says, as a clause.
    pub fn clause(&self) -> String {
        let names = |called: &[Called]| {
            let names: Vec<String> = called.iter().map(Called::to_string).collect();
            names.join(" and ")
        };
        let several = |statements: &[Pointed], one: &str, many: &str, label: &Option<String>| {
            let label = label.as_ref().map(|label| format!(": {label}")).unwrap_or_default();
            match statements {
                [_] => format!("{one}{label}"),
                _ => format!("{many}{label}"),
            }
        };
        match self {
            Correction::Date { published, .. } => format!("published {published}"),
            Correction::JoinEntities(called) => format!("{} are one", names(called)),
            Correction::PartEntities(called) => format!("{} are not one", names(called)),
            Correction::Speaker { speaker, .. } => speaker.clause(),
            Correction::JoinMatters { statements, label } => {
                several(statements, "it speaks to this question", "they speak to one question", label)
            }
            Correction::PartMatters { statements, label } => several(
                statements,
                "it speaks to a question of its own",
                "they speak to a question of their own",
                label,
            ),
            Correction::Idiom(_) => "idiom, and no sign of copying".to_owned(),
        }
    }
}

/// An entity by a name that it goes by, everywhere or in one article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Called {
    /// The name, as the dossier shows it.
    pub name: String,
    /// The one article that is meant.
    pub article: Option<String>,
}

impl fmt::Display for Called {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.article {
            Some(article) => write!(f, "“{}” of {article}", self.name),
            None => write!(f, "“{}”", self.name),
        }
    }
}

/// A statement of a matter, by its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pointed {
    /// The words that speak to the matter.
    pub quote: Quote,
    /// What the matter is called that they stand in, where they stand in several.
    pub matter: Option<String>,
}

/// Who said it, by a person's word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Speaker {
    /// Somebody with a name.
    Named {
        /// The name.
        name: String,
        /// For whom they speak.
        speaks_for: Option<String>,
    },
    /// Somebody who is described and not named.
    Described {
        /// The words that describe them.
        words: String,
        /// For whom they speak.
        speaks_for: Option<String>,
    },
    /// Who it was is not known.
    Unknown,
}

impl Speaker {
    fn clause(&self) -> String {
        let body = |speaks_for: &Option<String>| {
            speaks_for.as_ref().map(|body| format!(", for {body}")).unwrap_or_default()
        };
        match self {
            Speaker::Named { name, speaks_for } => format!("said by {name}{}", body(speaks_for)),
            Speaker::Described { words, speaks_for } => {
                format!("said by somebody not named, “{words}”{}", body(speaks_for))
            }
            Speaker::Unknown => "who says it is not known".to_owned(),
        }
    }
}

/// What became of an entry at the stage that it concerns; `T` is what it acts on there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate<T> {
    /// The entry.
    pub entry: EntryId,
    /// Whether it acted.
    pub status: Status,
    /// What was there without it, as a clause.
    pub instead_of: Option<String>,
    /// What the reader must be told about it, as a clause: why it did not act, or acted in part.
    pub because: Option<String>,
    /// What it acted on; for an entry that did not act, what it points at.
    pub on: Vec<T>,
}

impl<T> Fate<T> {
    /// An entry that acted.
    pub fn applied(entry: EntryId, on: Vec<T>) -> Self {
        Fate { entry, status: Status::Applied, instead_of: None, because: None, on }
    }

    /// An entry that did not act.
    pub fn idle(entry: EntryId, idle: Idle) -> Self {
        Fate { entry, status: idle.status, instead_of: None, because: Some(idle.because), on: Vec::new() }
    }

    /// The same fate in other terms.
    pub fn map<U>(self, on: impl FnMut(T) -> U) -> Fate<U> {
        let Fate { entry, status, instead_of, because, .. } = self;
        Fate { entry, status, instead_of, because, on: self.on.into_iter().map(on).collect() }
    }
}

/// Why an entry does not act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idle {
    /// In one word.
    pub status: Status,
    /// As a clause.
    pub because: String,
}

impl Idle {
    /// What it points at is not there.
    pub fn missing(because: impl Into<String>) -> Self {
        Idle { status: Status::Stale, because: because.into() }
    }

    /// The program says so by itself.
    pub fn agreed() -> Self {
        Idle { status: Status::Agreed, because: "the program says so by itself".to_owned() }
    }

    /// It points at several things.
    pub fn ambiguous(what: &str, candidates: &[String]) -> Self {
        const SHOWN: usize = 6;
        let shown = candidates.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("; or ");
        let more = if candidates.len() > SHOWN { "; or others" } else { "" };
        Idle { status: Status::Ambiguous, because: format!("{what} may be {shown}{more}") }
    }

    /// It cannot be done, or another entry says otherwise.
    pub fn refused(because: impl Into<String>) -> Self {
        Idle { status: Status::Refused, because: because.into() }
    }
}

/// Whether an entry acted, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It acted.
    Applied,
    /// It is not needed: the program says so by itself.
    Agreed,
    /// It points at several things, and it is not clear which is meant.
    Ambiguous,
    /// It cannot be done, or contradicts another entry.
    Refused,
    /// What it points at is no longer there.
    Stale,
}

impl Status {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            Status::Applied => "applied",
            Status::Stale => "stale",
            Status::Agreed => "agreed",
            Status::Ambiguous => "ambiguous",
            Status::Refused => "refused",
        }
    }
}

/// The entries among `fates` that say different things about one thing, each with the others.
pub fn contradictions<T: Ord + Clone, S: PartialEq>(said: &[(EntryId, T, S)]) -> Vec<(EntryId, EntryId)> {
    let mut sorted: Vec<&(EntryId, T, S)> = said.iter().collect();
    sorted.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    let mut found = Vec::new();
    for same in sorted.chunk_by(|a, b| a.1 == b.1) {
        let Some(first) = same.first() else { continue };
        if let Some(other) = same.iter().find(|entry| entry.2 != first.2) {
            found.extend(same.iter().map(|entry| {
                let against = if entry.2 == first.2 { other.0 } else { first.0 };
                (entry.0, against)
            }));
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|pair| pair.0);
    found
}
