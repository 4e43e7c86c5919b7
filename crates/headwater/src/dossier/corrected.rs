//! The ledger of corrections: what a person said against the program, what became of it, and on what it acted.

use std::collections::{BTreeMap, BTreeSet};

use crate::alignment::entity::EntityId;
use crate::alignment::question::corrected::Spot;
use crate::article::ArticleId;
use crate::corrections::{Correction, Corrections, Entry, EntryId, Fate, Status};
use crate::corroboration::Corroboration;
use crate::notice::{Notice, Severity};
use crate::statement::StatementId;

/// All corrections of a case, and what they acted on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The corrections, by their [`EntryId`].
    pub entries: Vec<Corrected>,
    /// The file that they stand in, as given.
    path: Option<String>,
    /// In the ledger of a part: those that point at nothing there.
    elsewhere: Vec<Corrected>,
    /// Those that acted, by what they acted on.
    by_thing: BTreeMap<Thing, Vec<EntryId>>,
}

/// One correction and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// Its number.
    pub id: EntryId,
    /// What the file says.
    pub entry: Entry,
    /// Whether it acted.
    pub status: Status,
    /// What the program said without it, as a clause.
    pub instead_of: Option<String>,
    /// Why it did not act, or what of it did not, as a clause.
    pub because: Option<String>,
    /// What it acted on, or what it points at, sorted.
    pub things: Vec<Thing>,
}

/// Something that a correction can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// An article.
    Article(ArticleId),
    /// An entity across articles.
    Entity(EntityId),
    /// A statement.
    Statement(StatementId),
    /// A passage, by its place.
    Passage(usize),
    /// A matter, by its place.
    Matter(usize),
}

impl std::fmt::Display for Thing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Thing::Article(id) => id.fmt(f),
            Thing::Entity(id) => id.fmt(f),
            Thing::Statement(id) => id.fmt(f),
            Thing::Passage(place) => write!(f, "p{}", place + 1),
            Thing::Matter(place) => write!(f, "m{}", place + 1),
        }
    }
}

/// Corrections, some of which have acted already.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// The corrections.
    pub corrections: Corrections,
    /// What became of them so far.
    pub fates: Fates,
}

/// What became of the corrections at every stage.
#[derive(Clone, Debug, Default)]
pub struct Fates {
    /// Entries that have parted the entities of single articles.
    pub parted: BTreeSet<EntryId>,
    /// Dates.
    pub articles: Vec<Fate<ArticleId>>,
    /// Speakers.
    pub statements: Vec<Fate<StatementId>>,
    /// Entities joined and parted.
    pub entities: Vec<Fate<EntityId>>,
    /// Idiom.
    pub passages: Vec<Fate<usize>>,
    /// Matters joined and parted.
    pub questions: Vec<Fate<Spot>>,
}

impl Applied {
    /// The same for a part of the articles, whose things have other numbers: an entry that acted on none of them is not
    /// among its fates.
    pub fn cut(
        &self,
        article: impl Fn(ArticleId) -> Option<ArticleId>,
        statement: impl Fn(StatementId) -> Option<StatementId>,
        passage: impl Fn(usize) -> Option<usize>,
    ) -> Applied {
        fn kept<T: Copy>(fates: &[Fate<T>], moved: impl Fn(T) -> Option<T>) -> Vec<Fate<T>> {
            let cut = |fate: &Fate<T>| {
                let on: Vec<T> = fate.on.iter().filter_map(|thing| moved(*thing)).collect();
                (!on.is_empty()).then(|| Fate { on, ..fate.clone() })
            };
            fates.iter().filter_map(cut).collect()
        }
        let fates = Fates {
            parted: self.fates.parted.clone(),
            articles: kept(&self.fates.articles, article),
            statements: kept(&self.fates.statements, statement),
            passages: kept(&self.fates.passages, passage),
            ..Fates::default()
        };
        Applied { corrections: self.corrections.clone(), fates }
    }
}

impl Ledger {
    /// Writes down what became of every correction.
    pub fn of(corrections: &Corrections, fates: Fates, found: &Corroboration) -> Ledger {
        let things = |spot: &Spot| {
            let matters = matters_of(found, *spot).map(Thing::Matter);
            std::iter::once(Thing::Statement(spot.0)).chain(matters).collect::<Vec<Thing>>()
        };
        let mut all: Vec<Fate<Thing>> = Vec::new();
        all.extend(fates.articles.into_iter().map(|fate| fate.map(Thing::Article)));
        all.extend(fates.statements.into_iter().map(|fate| fate.map(Thing::Statement)));
        all.extend(fates.entities.into_iter().map(|fate| fate.map(Thing::Entity)));
        all.extend(fates.passages.into_iter().map(|fate| fate.map(Thing::Passage)));
        all.extend(fates.questions.into_iter().map(|fate| {
            let on = fate.on.iter().flat_map(things).collect();
            Fate { on, ..fate.map(|_| Thing::Matter(0)) }
        }));
        all.sort_by_key(|fate| fate.entry);
        let mut ledger = Ledger { path: corrections.path.clone(), ..Ledger::default() };
        for fate in all {
            let Some(entry) = corrections.get(fate.entry) else { continue };
            let mut things = fate.on;
            things.sort_unstable();
            things.dedup();
            if fate.status == Status::Applied {
                for thing in &things {
                    ledger.by_thing.entry(*thing).or_default().push(fate.entry);
                }
            }
            ledger.entries.push(Corrected {
                id: fate.entry,
                entry: entry.clone(),
                status: fate.status,
                instead_of: fate.instead_of,
                because: fate.because,
                things,
            });
        }
        ledger
    }

    /// The ledger of a part of the articles: without what points at nothing that is there, and may elsewhere.
    pub fn here(mut self) -> Ledger {
        let is_here =
            |corrected: &Corrected| !corrected.things.is_empty() && corrected.status != Status::Stale;
        let (here, elsewhere) = std::mem::take(&mut self.entries).into_iter().partition(is_here);
        Ledger { entries: here, elsewhere, ..self }
    }

    /// What became of corrections over several parts: each by the best that it met with in any.
    pub fn together(early: Ledger, parts: impl Iterator<Item = Ledger>) -> Ledger {
        let mut best: BTreeMap<EntryId, Corrected> = BTreeMap::new();
        let path = early.path.clone();
        for ledger in std::iter::once(early).chain(parts) {
            for corrected in ledger.entries.into_iter().chain(ledger.elsewhere) {
                // Things have other numbers in every part.
                let corrected = Corrected { things: Vec::new(), ..corrected };
                match best.get(&corrected.id) {
                    Some(other) if other.status <= corrected.status => {}
                    _ => drop(best.insert(corrected.id, corrected)),
                }
            }
        }
        Ledger { path, entries: best.into_values().collect(), ..Ledger::default() }
    }

    /// What the reader is told of corrections that did not act, or only in part.
    pub fn notices(&self) -> Vec<Notice> {
        self.entries.iter().filter_map(|corrected| notice(self.path.as_deref(), corrected)).collect()
    }

    /// The corrections that acted on a thing.
    pub fn on(&self, thing: Thing) -> &[EntryId] {
        self.by_thing.get(&thing).map_or(&[], Vec::as_slice)
    }

    /// The correction with this number.
    pub fn get(&self, id: EntryId) -> Option<&Corrected> {
        let place = self.entries.binary_search_by_key(&id, |corrected| corrected.id).ok()?;
        self.entries.get(place)
    }

    /// How many corrections have this fate.
    pub fn count(&self, status: Status) -> usize {
        self.entries.iter().filter(|corrected| corrected.status == status).count()
    }
}

/// The matters in which a statement stands with these words.
fn matters_of(found: &Corroboration, (id, focus): Spot) -> impl Iterator<Item = usize> {
    let matters = found.matters.iter().enumerate();
    let holds = move |member: &crate::alignment::question::Member| {
        member.statement == id && (member.focus.overlaps(focus) || member.focus == focus)
    };
    matters
        .filter(move |(_, matter)| matter.claims.iter().flat_map(|claim| &claim.members).any(holds))
        .map(|(place, _)| place)
}

/// What the reader is told of a correction that did not act, or only in part.
fn notice(path: Option<&str>, corrected: &Corrected) -> Option<Notice> {
    let (because, entry) = (corrected.because.as_deref()?, &corrected.entry);
    let (severity, did, hint) = match corrected.status {
        Status::Applied => (Severity::Warning, "acted in part", "mend the rest of what it points at"),
        Status::Stale => {
            (Severity::Warning, "did not act", "mend what it points at, or take it out of the file")
        }
        Status::Agreed => (Severity::Note, "is not needed any more", "it can be taken out of the file"),
        Status::Ambiguous => (Severity::Warning, "did not act", "say which of them is meant"),
        Status::Refused => (Severity::Warning, "did not act", "mend it, or take it out of the file"),
    };
    let message = format!("the correction at line {} ({}) {did}: {because}", entry.line, shown(&entry.what));
    let notice = Notice::new(severity, message).hint(hint);
    Some(match path {
        Some(path) => notice.about(path),
        None => notice,
    })
}

/// What a correction says, with what it says it of.
pub(super) fn shown(what: &Correction) -> String {
    match pointer(what) {
        Some(pointer) => format!("{pointer}: {}", what.clause()),
        None => what.clause(),
    }
}

/// What a correction points at, where its clause does not say.
pub(super) fn pointer(what: &Correction) -> Option<String> {
    use crate::article::corrected::short;
    let words = |words: &str| format!("“{}”", short(words));
    match what {
        Correction::Date { article, quote, .. } => {
            article.clone().or_else(|| quote.as_ref().map(|quote| words(&quote.exact)))
        }
        Correction::JoinEntities(_) | Correction::PartEntities(_) => None,
        Correction::Speaker { quote, .. } | Correction::Idiom(quote) => Some(words(&quote.exact)),
        Correction::JoinMatters { statements, .. } | Correction::PartMatters { statements, .. } => {
            const SHOWN: usize = 3;
            let mut all: Vec<String> =
                statements.iter().take(SHOWN).map(|pointed| words(&pointed.quote.exact)).collect();
            if statements.len() > SHOWN {
                all.push("others".to_owned());
            }
            Some(all.join(" and "))
        }
    }
}
