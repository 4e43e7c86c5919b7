//! A pile: what was read of all articles before origins are counted, and the parts of it that make a dossier each.
//!
//! **When a pile is taken apart.** A page on one story is what a reader wants; a page on forty is none. So everything
//! stands in one dossier while all articles but a few ([`STRAYS`]) tell one story: a small pile always, and a folder
//! on one event with some articles astray in it. Beyond that each story has a dossier of its own, and an overview
//! leads to them.
//!
//! **What a part holds.** Statements are compared within a story, since tolls of different events are different
//! questions. But whoever took a passage need not tell the same story as the one it was taken from: a round-up takes
//! from ten. Joining stories wherever they share wording would, over paragraphs of background that everybody copies,
//! make one story of the whole pile again. So passages are looked for over the whole pile, and every article of another
//! story that shares wording with a story is brought into its dossier as a *neighbour*: with its whole text, its
//! passages with the story, and what it says in the shared words, and nothing else of what it says. So its statements
//! take part in lineage and origins, a claim that it carries counts it as a carrier, and the toll of its own event is
//! not held against this one's. What both say in the shared words stands in both dossiers.
//!
//! Articles that tell a story alone (the *others*) are put together, in their order, [`OTHERS`] to a dossier: each
//! remains a story of its own there, with its neighbours.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::corrected::Applied;
use super::{CaptureRecord, Part};
use crate::alignment::Stories;
use crate::alignment::passage::{Passage, PassageKind, Place};
use crate::annotation::Annotations;
use crate::article::{Article, ArticleId};
use crate::notice::{Notice, Severity};
use crate::statement::{Statement, StatementId};
use crate::text::Span;

/// So many articles beside the largest story can still be overseen on its page: the table of matters has a column for
/// each of so many.
const STRAYS: usize = 16;
/// Articles without a story in one dossier.
const OTHERS: usize = 50;
/// Articles of other stories in one dossier, those that share the most; of wording that half the pile carries a notice tells.
const NEIGHBOURS: usize = 64;

/// What was read of a set of articles, before origins are counted.
#[derive(Debug, Default)]
pub struct Pile {
    /// What the articles were read from.
    pub captures: Vec<CaptureRecord>,
    /// The articles, by their [`ArticleId`].
    pub articles: Vec<Article>,
    /// What was read from each article, in the same order.
    pub annotations: Vec<Annotations>,
    /// The statements, by their [`crate::statement::StatementId`].
    pub statements: Vec<Statement>,
    /// The passages, sorted.
    pub passages: Vec<Passage>,
    /// Which articles tell one story.
    pub stories: Stories,
    /// What a person said against the program, and what became of it so far.
    pub corrected: Applied,
    /// What the reader must be told, sorted.
    pub notices: Vec<Notice>,
    /// Which part it is, where it is one of a larger pile.
    pub part: Option<Part>,
}

/// The name of a part of a pile, from zero; shown as `story-1`, `others-1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartId {
    /// A story that several articles tell; the most told is the first.
    Story(usize),
    /// Articles that each tell a story alone.
    Others(usize),
}

impl fmt::Display for PartId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartId::Story(place) => write!(f, "story-{}", place + 1),
            PartId::Others(place) => write!(f, "others-{}", place + 1),
        }
    }
}

/// The parts of a pile: every article is in exactly one.
#[derive(Debug)]
pub struct Parts {
    /// The articles of each story, sorted; the most told first.
    stories: Vec<Vec<ArticleId>>,
    /// The articles without a story.
    others: Vec<Vec<ArticleId>>,
    /// Where each article is at home.
    home: BTreeMap<ArticleId, PartId>,
    /// For each article the passages that it shares, by their place.
    passages_of: Vec<Vec<usize>>,
}

impl Parts {
    /// Finds the parts of a pile.
    pub fn of(pile: &Pile) -> Self {
        let mut told: BTreeMap<usize, Vec<ArticleId>> = BTreeMap::new();
        for article in &pile.articles {
            told.entry(pile.stories.of(article.id)).or_default().push(article.id);
        }
        let (mut stories, alone): (Vec<_>, Vec<_>) =
            told.into_values().partition(|articles| articles.len() > 1);
        stories.sort_by_key(|articles| (std::cmp::Reverse(articles.len()), articles.first().copied()));
        let mut alone = alone.concat();
        alone.sort_unstable();
        let others: Vec<Vec<ArticleId>> = alone.chunks(OTHERS).map(<[_]>::to_vec).collect();
        let mut passages_of = vec![Vec::new(); pile.articles.len()];
        for (place, passage) in pile.passages.iter().enumerate().filter(|(_, it)| tells(it)) {
            for article in [passage.a.article, passage.b.article] {
                passages_of.get_mut(article.index()).into_iter().for_each(|own: &mut Vec<_>| own.push(place));
            }
        }
        let mut parts = Parts { stories, others, home: BTreeMap::new(), passages_of };
        for id in parts.ids() {
            let articles: Vec<ArticleId> = parts.articles(id).to_vec();
            parts.home.extend(articles.into_iter().map(|article| (article, id)));
        }
        parts
    }

    /// Whether one page for all would be none to read.
    pub fn are_many(&self) -> bool {
        let largest = self.stories.first().map_or(1, Vec::len);
        self.home.len().saturating_sub(largest) > STRAYS
    }

    /// How many stories several articles tell.
    pub fn stories(&self) -> usize {
        self.stories.len()
    }

    /// All parts, stories first.
    pub fn ids(&self) -> Vec<PartId> {
        let stories = (0..self.stories.len()).map(PartId::Story);
        stories.chain((0..self.others.len()).map(PartId::Others)).collect()
    }

    /// The articles that are at home in a part, sorted.
    pub fn articles(&self, id: PartId) -> &[ArticleId] {
        let found = match id {
            PartId::Story(place) => self.stories.get(place),
            PartId::Others(place) => self.others.get(place),
        };
        found.map_or(&[], Vec::as_slice)
    }

    /// The part in which an article is at home.
    pub fn home(&self, article: ArticleId) -> Option<PartId> {
        self.home.get(&article).copied()
    }

    /// A part as a pile of its own, with its neighbours.
    pub fn cut(&self, pile: &Pile, id: PartId) -> Pile {
        let own: BTreeSet<ArticleId> = self.articles(id).iter().copied().collect();
        let mut shared = self.shared(pile, &own);
        let all = shared.len();
        keep_nearest(&mut shared);
        let mut notices = Vec::new();
        if all > shared.len() {
            let message = format!(
                "{all} articles of other stories share wording with these: the {} that share the most are shown",
                shared.len()
            );
            notices.push(Notice::new(Severity::Note, message));
        }
        let mut cut = Cut::new(pile, &own, &shared).pile();
        let numbers: Vec<ArticleId> =
            own.iter().chain(shared.keys()).copied().collect::<BTreeSet<_>>().into_iter().collect();
        let at_home = |(new, old): (u32, &ArticleId)| {
            Some((ArticleId(new), self.home(*old)?)).filter(|_| shared.contains_key(old))
        };
        let homes = (0..).zip(&numbers).filter_map(at_home).collect();
        cut.part = Some(Part { id, stories: self.stories(), articles: pile.articles.len(), numbers, homes });
        cut.notices.extend(notices);
        cut.notices.sort();
        cut
    }

    /// The articles outside `own` that share wording with an article in it, with the words on their side.
    fn shared(&self, pile: &Pile, own: &BTreeSet<ArticleId>) -> BTreeMap<ArticleId, Shared> {
        let mut found: BTreeMap<ArticleId, Shared> = BTreeMap::new();
        let places = own.iter().flat_map(|id| self.passages_of.get(id.index()).into_iter().flatten());
        for passage in places.filter_map(|place| pile.passages.get(*place)) {
            let (here, there) = match (own.contains(&passage.a.article), own.contains(&passage.b.article)) {
                (true, false) => (passage.a, passage.b),
                (false, true) => (passage.b, passage.a),
                _ => continue,
            };
            let shared = found.entry(there.article).or_default();
            shared.story.get_or_insert(pile.stories.of(here.article));
            shared.spans.push(there.span);
        }
        found
    }
}

/// Whether a passage says anything about who has what from whom.
fn tells(passage: &Passage) -> bool {
    passage.kind != PassageKind::Boilerplate
}

/// What a neighbour shares.
#[derive(Debug, Default)]
struct Shared {
    /// The story that it shares wording with, the first of several.
    story: Option<usize>,
    /// The shared words on its side.
    spans: Vec<Span>,
}

impl Shared {
    fn holds(&self, span: Span) -> bool {
        self.spans.iter().any(|shared| shared.overlaps(span))
    }
}

/// Leaves those that share the most, in characters.
fn keep_nearest(shared: &mut BTreeMap<ArticleId, Shared>) {
    let length = |shared: &Shared| shared.spans.iter().copied().map(Span::len).sum::<usize>();
    let mut by_length: Vec<(std::cmp::Reverse<usize>, ArticleId)> =
        shared.iter().map(|(article, shared)| (std::cmp::Reverse(length(shared)), *article)).collect();
    by_length.sort_unstable();
    for (_, article) in by_length.into_iter().skip(NEIGHBOURS) {
        shared.remove(&article);
    }
}

/// A part in the making: some articles of a pile under numbers of their own.
struct Cut<'p> {
    pile: &'p Pile,
    shared: &'p BTreeMap<ArticleId, Shared>,
    /// The number in the part of each article that is in it.
    numbers: BTreeMap<ArticleId, ArticleId>,
}

impl<'p> Cut<'p> {
    fn new(pile: &'p Pile, own: &BTreeSet<ArticleId>, shared: &'p BTreeMap<ArticleId, Shared>) -> Self {
        let members: BTreeSet<ArticleId> = own.iter().chain(shared.keys()).copied().collect();
        Cut { pile, shared, numbers: members.into_iter().zip((0..).map(ArticleId)).collect() }
    }

    fn pile(&self) -> Pile {
        let pile = self.pile;
        let articles: Vec<Article> = self
            .numbers
            .iter()
            .filter_map(|(old, new)| Some(Article { id: *new, ..pile.articles.get(old.index())?.clone() }))
            .collect();
        let annotations = self.numbers.keys().filter_map(|old| pile.annotations.get(old.index()).cloned());
        let (statements, place_of) = self.statements();
        let (passages, kept) = self.passages();
        let corrected = pile.corrected.cut(
            |article| self.numbers.get(&article).copied(),
            |id| Some(StatementId(u32::try_from(*place_of.get(&id.index())?).ok()?)),
            |place| kept.binary_search(&place).ok(),
        );
        let paths: BTreeSet<&str> = articles.iter().map(|article| article.path.as_str()).collect();
        Pile {
            captures: pile.captures.iter().filter(|it| paths.contains(it.path.as_str())).cloned().collect(),
            annotations: annotations.collect(),
            statements,
            passages,
            corrected,
            stories: self.stories(),
            notices: pile.notices.iter().filter_map(|notice| self.notice(notice)).collect(),
            part: None,
            articles,
        }
    }

    /// All statements of own articles; of a neighbour those in the shared words, and those that these stand in.
    ///
    /// With the place here of each, by its place in the pile.
    fn statements(&self) -> (Vec<Statement>, BTreeMap<usize, usize>) {
        let all = &self.pile.statements;
        let mut kept: Vec<Statement> = Vec::new();
        let mut place_of: BTreeMap<usize, usize> = BTreeMap::new();
        for (old, new) in &self.numbers {
            let from = all.partition_point(|said| said.article < *old);
            let to = all.partition_point(|said| said.article <= *old);
            let wanted = self.wanted(*old, from..to);
            for (place, said) in (from..).zip(all.get(from..to).unwrap_or_default()) {
                if wanted.as_ref().is_none_or(|wanted| wanted.contains(&place)) {
                    place_of.insert(place, kept.len());
                    kept.push(Statement { article: *new, ..said.clone() });
                }
            }
        }
        for said in &mut kept {
            said.within = said.within.and_then(|outer| place_of.get(&outer).copied());
        }
        (kept, place_of)
    }

    /// The statements of a neighbour that are taken along; `None` for all of an own article.
    fn wanted(&self, article: ArticleId, places: std::ops::Range<usize>) -> Option<BTreeSet<usize>> {
        let shared = self.shared.get(&article)?;
        let mut wanted = BTreeSet::new();
        for place in places {
            let said = |place: usize| self.pile.statements.get(place);
            if said(place).is_some_and(|said| said.content.iter().any(|part| shared.holds(*part))) {
                let mut outer = Some(place);
                while let Some(place) = outer.filter(|place| wanted.insert(*place)) {
                    outer = said(place).and_then(|said| said.within);
                }
            }
        }
        Some(wanted)
    }

    /// The passages between its articles; of those between two neighbours, only of words that the story has too.
    ///
    /// With the place of each in the pile.
    fn passages(&self) -> (Vec<Passage>, Vec<usize>) {
        let is_at_issue =
            |place: Place| self.shared.get(&place.article).is_none_or(|shared| shared.holds(place.span));
        let moved = |place: Place| Some(Place { article: *self.numbers.get(&place.article)?, ..place });
        let kept = self.pile.passages.iter().enumerate().filter_map(|(place, passage)| {
            let (a, b) = (moved(passage.a)?, moved(passage.b)?);
            let kept = is_at_issue(passage.a) && is_at_issue(passage.b);
            kept.then(|| (Passage { a, b, ..passage.clone() }, place))
        });
        kept.unzip()
    }

    fn stories(&self) -> Stories {
        let of = self.numbers.keys().map(|old| {
            let lent = self.shared.get(old).and_then(|shared| shared.story);
            lent.unwrap_or_else(|| self.pile.stories.of(*old))
        });
        let neighbours = self.shared.keys().filter_map(|old| self.numbers.get(old).copied());
        Stories { of: of.collect(), neighbours: neighbours.collect() }
    }

    /// A notice about one of its own articles.
    fn notice(&self, notice: &Notice) -> Option<Notice> {
        let old = notice.article.filter(|article| !self.shared.contains_key(article))?;
        Some(notice.clone().in_article(*self.numbers.get(&old)?))
    }
}
