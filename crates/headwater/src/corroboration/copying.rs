//! Statements that stand in copied wording, and what that says about where narration comes from.
//!
//! A passage joins the statements on its two sides that stand in corresponding words. Narration that
//! shares its wording with a statement whose source is named goes back to that source, whichever way the
//! words went; narration shared by outlets alone goes back to the one that all others took it from. Where
//! that cannot be told each keeps its own voice, and they still count once.

use std::collections::BTreeMap;

use super::Reason;
use super::origin::cast::Cast;
use super::origin::{Standing, Trace, called, cite};
use super::places::Places;
use super::union::Union;
use crate::alignment::Reading;
use crate::alignment::passage::{Direction, Passage, PassageKind, Place};
use crate::article::ArticleId;
use crate::statement::{Statement, StatementId};
use crate::text::Span;

/// Two statements in corresponding words of one passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shared {
    pub(super) a: StatementId,
    pub(super) b: StatementId,
    /// Its place in the list of passages.
    pub(super) passage: usize,
}

/// Every pair of statements in corresponding words, sorted.
pub(super) fn shared(reading: Reading<'_>) -> Vec<Shared> {
    let index = Places::new(reading);
    let mut found = Vec::new();
    for (place, passage) in reading.passages.iter().enumerate() {
        if passage.kind == PassageKind::Boilerplate {
            continue;
        }
        for &a in index.in_place(passage.a) {
            let Some(mapped) = counterpart(reading, passage, a) else { continue };
            let across = index.in_place(Place { article: passage.b.article, span: mapped });
            let matching = across.iter().filter(|&&b| is_mostly_in(reading, b, mapped));
            found.extend(matching.map(|&b| Shared { a, b, passage: place }));
        }
    }
    found.sort_unstable();
    found
}

/// Where the words of statement `a` stand in the other article; `None` if they are mostly outside.
fn counterpart(reading: Reading<'_>, passage: &Passage, a: StatementId) -> Option<Span> {
    let statement = reading.statements.get(a.index())?;
    if !is_covered(statement, passage.a.span) {
        return None;
    }
    let inside = statement.content_span().intersection(passage.a.span)?;
    Some(Span::new(across(passage, inside.start), across(passage, inside.end)))
}

/// The place in `b` that corresponds to a place in `a`, by the word-by-word comparison.
fn across(passage: &Passage, at: usize) -> usize {
    let steps = &passage.difference;
    let next = steps.partition_point(|step| step.a.end < at);
    match steps.get(next).filter(|step| step.a.start <= at) {
        Some(step) => step.b.start + (at - step.a.start).min(step.b.len()),
        None if steps.is_empty() => {
            let (a, b) = (passage.a.span, passage.b.span);
            b.start + (at.saturating_sub(a.start) as f64 / a.len().max(1) as f64 * b.len() as f64) as usize
        }
        None => steps.get(next.saturating_sub(1)).map_or(passage.b.span.start, |step| step.b.end),
    }
}

/// Whether at least half of the statement's content lies in `span`.
pub(super) fn is_covered(statement: &Statement, span: Span) -> bool {
    let inside: usize = statement.content.iter().filter_map(|it| it.intersection(span)).map(Span::len).sum();
    let all: usize = statement.content.iter().map(|it| it.len()).sum();
    inside > 0 && inside * 2 >= all
}

/// Whether the statement and the span are mostly the same words: each holds at least half of the other.
fn is_mostly_in(reading: Reading<'_>, id: StatementId, span: Span) -> bool {
    reading.statements.get(id.index()).is_some_and(|statement| {
        let shared = statement.content_span().intersection(span).map_or(0, Span::len);
        is_covered(statement, span) && shared * 2 >= span.len()
    })
}

/// Lets narration in copied wording go back to where the words come from.
pub(super) fn adopt(cast: &Cast<'_>, shared: &[Shared], own: &[Trace]) -> Vec<Trace> {
    let mut traces = own.to_vec();
    let mut sets = Union::new(own.len());
    for pair in shared {
        sets.join(pair.a.index(), pair.b.index());
    }
    let mut groups: BTreeMap<usize, Vec<&Shared>> = BTreeMap::new();
    for pair in shared {
        groups.entry(sets.find(pair.a.index())).or_default().push(pair);
    }
    for pairs in groups.values() {
        adopt_in(cast, pairs, &mut traces);
    }
    traces
}

fn adopt_in(cast: &Cast<'_>, pairs: &[&Shared], traces: &mut [Trace]) {
    let statements = cast.reading.statements;
    let is_narration = |id: StatementId| statements.get(id.index()).is_some_and(Statement::is_narration);
    let mut members: Vec<StatementId> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
    members.sort_unstable();
    members.dedup();
    let Some(source) = head(cast, pairs, &members, traces) else { return };
    for id in members.into_iter().filter(|&id| is_narration(id)) {
        let reason = pairs.iter().find(|pair| pair.a == id || pair.b == id);
        let reason = reason.and_then(|pair| wording(cast, pair.passage));
        if let Some(trace) = traces.get_mut(id.index()).filter(|trace| trace.key != source.key) {
            *trace = Trace { reason, ..source.clone() };
        }
    }
}

/// The one source of words that several statements share; `None` where two are named.
fn head(cast: &Cast<'_>, pairs: &[&Shared], members: &[StatementId], traces: &[Trace]) -> Option<Trace> {
    let statements = cast.reading.statements;
    let found: Vec<&Trace> = members.iter().filter_map(|id| traces.get(id.index())).collect();
    let mut known: Vec<&Trace> =
        found.iter().copied().filter(|trace| trace.standing() == Standing::Known).collect();
    known.sort_by(|a, b| a.key.cmp(&b.key));
    known.dedup_by(|a, b| a.key == b.key);
    match known.as_slice() {
        [one] => return Some((*one).clone()),
        [] => {}
        _ => return None,
    }
    let narrated: Vec<StatementId> = members
        .iter()
        .copied()
        .filter(|id| statements.get(id.index()).is_some_and(Statement::is_narration))
        .collect();
    let credited = narrated.iter().filter_map(|id| traces.get(id.index())).find(|it| it.reason.is_some());
    let first = first_article(cast.reading, pairs);
    let by_first = narrated
        .iter()
        .find(|id| statements.get(id.index()).is_some_and(|statement| Some(statement.article) == first))
        .and_then(|id| traces.get(id.index()));
    credited.or(by_first).cloned()
}

/// The article from which all others of the group took the words, where the directions agree on one.
fn first_article(reading: Reading<'_>, pairs: &[&Shared]) -> Option<ArticleId> {
    let mut first: BTreeMap<ArticleId, bool> = BTreeMap::new();
    for passage in pairs.iter().filter_map(|pair| reading.passages.get(pair.passage)) {
        let (a, b) = (passage.a.article, passage.b.article);
        let (up, down) = match passage.direction {
            Direction::AToB => (a, b),
            Direction::BToA => (b, a),
            Direction::Unknown => {
                first.entry(a).or_insert(true);
                first.entry(b).or_insert(true);
                continue;
            }
        };
        first.entry(up).or_insert(true);
        first.insert(down, false);
    }
    let mut heads = first.into_iter().filter(|&(_, is_first)| is_first);
    let head = heads.next()?.0;
    heads.next().is_none().then_some(head)
}

/// Why the statements on the two sides of a passage count once.
pub(super) fn wording(cast: &Cast<'_>, place: usize) -> Option<Reason> {
    let passage = cast.reading.passages.get(place)?;
    let (a, b) = (passage.a, passage.b);
    let article = |place: Place| cast.reading.articles.get(place.article.index());
    let (first, second) = (article(a)?, article(b)?);
    let sentence = match (passage.kind, passage.direction) {
        (PassageKind::Quotation, _) => {
            format!("{} and {} carry the same quotation.", called(first), called(second))
        }
        (_, Direction::AToB) => format!("{} took wording from {}.", called(second), called(first)),
        (_, Direction::BToA) => format!("{} took wording from {}.", called(first), called(second)),
        (_, Direction::Unknown) => format!(
            "{} and {} share wording; which of them had it first, or whether both took it from a third, cannot be told.",
            called(first),
            called(second)
        ),
    };
    Some(Reason { sentence, citations: vec![cite(first, a.span), cite(second, b.span)] })
}
