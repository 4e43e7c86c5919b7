//! What stands around narration: the sources of its neighbours, and articles with which it shares its text.
//!
//! An article seldom repeats a source with every sentence. Narration whose neighbours are attributed to
//! X, when another article attributes the same claim to X, goes back to X; and narration in articles that
//! are largely the same text has one origin, even where the sentence itself was rewritten.

use std::collections::BTreeMap;

use super::Reason;
use super::origin::{Key, Standing, Trace, called, cite, cite_head};
use super::paths::{Join, Joins, Path};
use crate::alignment::Reading;
use crate::alignment::passage::PassageKind;
use crate::alignment::question::Member;
use crate::article::ArticleId;
use crate::statement::StatementId;
use crate::text::Span;

/// How many sentences away an attribution still speaks for narration.
const REACH: usize = 2;

/// Two articles are largely the same text from this share of the shorter one on: one in so many.
const SHARE: usize = 4;

/// Neighbours and kindred texts, by article.
pub(super) struct Nearby {
    /// Attributed statements by the number of their sentence.
    attributed: BTreeMap<ArticleId, Vec<(usize, StatementId)>>,
    /// Articles that are largely the same text, with the longest passage.
    kindred: BTreeMap<ArticleId, Vec<(ArticleId, usize)>>,
}

impl Nearby {
    pub(super) fn new(reading: Reading<'_>) -> Self {
        let mut attributed: BTreeMap<ArticleId, Vec<(usize, StatementId)>> = BTreeMap::new();
        for (n, statement) in (0u32..).zip(reading.statements).filter(|(_, it)| !it.is_narration()) {
            let number = sentence(reading, statement.article, statement.sentence);
            attributed.entry(statement.article).or_default().push((number, StatementId(n)));
        }
        attributed.values_mut().for_each(|list| list.sort_unstable());
        Nearby { attributed, kindred: kindred(reading) }
    }

    /// The attributed statements within reach of a span.
    fn around(&self, reading: Reading<'_>, article: ArticleId, span: Span) -> &[(usize, StatementId)] {
        let list = self.attributed.get(&article).map_or(&[][..], Vec::as_slice);
        let number = sentence(reading, article, span);
        let first = list.partition_point(|&(at, _)| at + REACH < number);
        let end = list.partition_point(|&(at, _)| at <= number + REACH);
        list.get(first..end).unwrap_or_default()
    }
}

/// The number of the sentence in which a span begins.
fn sentence(reading: Reading<'_>, article: ArticleId, span: Span) -> usize {
    let sentences = reading.annotations.get(article.index()).map_or(&[][..], |found| &found.sentences);
    sentences.partition_point(|sentence| sentence.span.end <= span.start)
}

/// Pairs of articles that share at least a quarter of the shorter one's text, both ways.
fn kindred(reading: Reading<'_>) -> BTreeMap<ArticleId, Vec<(ArticleId, usize)>> {
    let mut shared: BTreeMap<(ArticleId, ArticleId), (usize, usize, usize)> = BTreeMap::new();
    let prose = reading.passages.iter().enumerate().filter(|(_, it)| it.kind == PassageKind::Prose);
    for (place, passage) in prose {
        let length = passage.a.span.len().min(passage.b.span.len());
        let (sum, longest, at) =
            shared.entry((passage.a.article, passage.b.article)).or_insert((0, 0, place));
        *sum += length;
        if length > *longest {
            (*longest, *at) = (length, place);
        }
    }
    let length = |id: ArticleId| reading.articles.get(id.index()).map_or(usize::MAX, |it| it.text.len());
    let mut found: BTreeMap<ArticleId, Vec<(ArticleId, usize)>> = BTreeMap::new();
    for ((a, b), (sum, _, at)) in shared {
        if sum.saturating_mul(SHARE) >= length(a).min(length(b)) {
            found.entry(a).or_default().push((b, at));
            found.entry(b).or_default().push((a, at));
        }
    }
    found
}

impl Joins<'_> {
    /// Narration whose neighbours are attributed to somebody who gives the same answer elsewhere.
    pub(super) fn by_neighbours(&self, members: &[Member]) -> Vec<Join> {
        let mut given: BTreeMap<&Key, usize> = BTreeMap::new();
        for (place, member) in members.iter().enumerate() {
            let is_attributed = !self.is_told(member) && !self.only_confirms(member);
            if let Some(trace) =
                self.trace(member).filter(|it| is_attributed && it.standing() == Standing::Known)
            {
                given.entry(&trace.key).or_insert(place);
            }
        }
        let mut joins = Vec::new();
        for (b, member) in members.iter().enumerate() {
            let Some(statement) = self.statement(member).filter(|it| it.is_narration()) else { continue };
            let around = self.nearby.around(self.cast.reading, statement.article, member.focus);
            let beside = around.iter().filter_map(|&(_, id)| Some((id, self.traces.get(id.index())?)));
            joins.extend(beside.filter_map(|(id, trace)| {
                let &a = given.get(&trace.key)?;
                let reason = self.beside(statement.article, id, trace, members.get(a)?);
                Some(Join { a, b, reason, path: Path::Beside })
            }));
        }
        joins
    }

    fn beside(&self, here: ArticleId, beside: StatementId, trace: &Trace, given: &Member) -> Option<Reason> {
        let articles = self.cast.reading.articles;
        let (theirs, mine) = (self.statement(given)?, self.cast.reading.statements.get(beside.index())?);
        let (here, there) = (articles.get(here.index())?, articles.get(theirs.article.index())?);
        Some(Reason {
            sentence: format!(
                "{} attributes what stands beside it to {}, to whom {} attributes it.",
                called(here),
                trace.name,
                called(there)
            ),
            citations: vec![cite(here, mine.sentence), cite(there, theirs.sentence)],
        })
    }

    /// Narration in articles that are largely the same text.
    pub(super) fn by_kinship(&self, members: &[Member]) -> Vec<Join> {
        let mut told: BTreeMap<ArticleId, usize> = BTreeMap::new();
        for (place, member) in members.iter().enumerate().filter(|(_, member)| self.is_told(member)) {
            if let Some(statement) = self.statement(member) {
                told.entry(statement.article).or_insert(place);
            }
        }
        let mut joins = Vec::new();
        for (article, &b) in &told {
            for (other, passage) in self.nearby.kindred.get(article).into_iter().flatten() {
                if let Some(&a) = told.get(other) {
                    joins.push(Join { a, b, reason: self.kinship(*passage), path: Path::Kinship });
                }
            }
        }
        joins
    }

    fn kinship(&self, passage: usize) -> Option<Reason> {
        let passage = self.cast.reading.passages.get(passage)?;
        let article = |id: ArticleId| self.cast.reading.articles.get(id.index());
        let (a, b) = (article(passage.a.article)?, article(passage.b.article)?);
        Some(Reason {
            sentence: format!("{} and {} are in large part the same text.", called(a), called(b)),
            citations: vec![cite_head(a, passage.a.span), cite_head(b, passage.b.span)],
        })
    }
}
