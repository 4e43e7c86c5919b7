//! Statements that stand in copied wording, and what that says about where narration comes from.
//!
//! A passage joins the statements on its two sides that stand in corresponding words. Narration that
//! shares its wording with a statement whose source is named goes back to that source, whichever way the
//! words went; narration shared by outlets alone goes back to the one that all others took it from. Where
//! that cannot be told each keeps its own voice, and they still count once.

use std::collections::BTreeMap;

use super::Reason;
use super::origin::cast::Cast;
use super::origin::{Standing, Trace, called, cite_head};
use super::places::Places;
use crate::alignment::Reading;
use crate::alignment::passage::{Change, Direction, Passage, PassageKind, Place};
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
        let mut steps = None;
        for &a in index.in_place(passage.a) {
            let Some(inside) = covered(reading, passage, a) else { continue };
            let steps = steps.get_or_insert_with(|| passage.difference(reading.articles));
            let mapped = Span::new(across(passage, steps, inside.start), across(passage, steps, inside.end));
            let across = index.in_place(Place { article: passage.b.article, span: mapped });
            let matching = across.iter().filter(|&&b| is_mostly_in(reading, b, mapped));
            found.extend(matching.map(|&b| Shared { a, b, passage: place }));
        }
    }
    found.sort_unstable();
    found
}

/// The words of statement `a` that lie in a passage; `None` if they are mostly outside.
fn covered(reading: Reading<'_>, passage: &Passage, a: StatementId) -> Option<Span> {
    let statement = reading.statements.get(a.index()).filter(|it| is_covered(it, passage.a.span))?;
    statement.content_span().intersection(passage.a.span)
}

/// The place in `b` that corresponds to a place in `a`, by the word-by-word comparison.
fn across(passage: &Passage, steps: &[Change], at: usize) -> usize {
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
///
/// Only statements that share a passage directly are asked: wording drifts from copy to copy.
pub(super) fn adopt(cast: &Cast<'_>, shared: &[Shared], own: &[Trace]) -> Vec<Trace> {
    let mut partners: BTreeMap<StatementId, Vec<&Shared>> = BTreeMap::new();
    for pair in shared {
        partners.entry(pair.a).or_default().push(pair);
        partners.entry(pair.b).or_default().push(pair);
    }
    let mut traces = own.to_vec();
    // What stands the same on both sides of each passage is looked for once: it may be a whole article.
    let mut kept: BTreeMap<usize, [Vec<Span>; 2]> = BTreeMap::new();
    for (id, pairs) in partners {
        let is_narration = cast.reading.statements.get(id.index()).is_some_and(Statement::is_narration);
        let source = is_narration.then(|| head(cast, id, &pairs, own)).flatten();
        let said = cast.reading.statements.get(id.index());
        if let (Some((source, pair)), Some(trace), Some(said)) = (source, traces.get_mut(id.index()), said) {
            let kept = kept.entry(pair.passage).or_insert_with(|| kept_words(cast.reading, pair.passage));
            let side = if pair.a == id { &kept[0] } else { &kept[1] };
            let by_words = Some(within(side, said.content_span().cover(said.sentence)));
            *trace =
                Trace { reason: wording(cast, pair.passage, [pair.a, pair.b]), by_words, ..source.clone() };
        }
    }
    traces
}

/// What stands the same on both sides of a passage, as spans of each without gaps between words, in order.
fn kept_words(reading: Reading<'_>, passage: usize) -> [Vec<Span>; 2] {
    let Some(passage) = reading.passages.get(passage) else { return [Vec::new(), Vec::new()] };
    let steps = passage.difference(reading.articles);
    if steps.is_empty() {
        return [vec![passage.a.span], vec![passage.b.span]];
    }
    let runs = || steps.chunk_by(|one, next| one.same == next.same).filter(|run| run[0].same);
    let side = |of: fn(&Change) -> Span| {
        runs().map(|run| run.iter().map(of).fold(of(&run[0]), Span::cover)).collect()
    };
    [side(|step| step.a), side(|step| step.b)]
}

/// Those of some spans, which stand in order, that reach into `span`.
fn within(spans: &[Span], span: Span) -> Vec<Span> {
    let first = spans.partition_point(|kept| kept.end <= span.start);
    spans[first..].iter().take_while(|kept| kept.start < span.end).copied().collect()
}

/// The one source of the words of a narration: whom another article names for them; else the agency that
/// another credits; else the outlet of the article from which all took them, unless an agency may stand before it. `None`
/// where two are named.
fn head<'t, 'p>(
    cast: &Cast<'_>,
    id: StatementId,
    pairs: &[&'p Shared],
    own: &'t [Trace],
) -> Option<(&'t Trace, &'p Shared)> {
    let mine = own.get(id.index())?;
    let other = |pair: &Shared| if pair.a == id { pair.b } else { pair.a };
    let theirs = pairs.iter().filter_map(|&pair| Some((own.get(other(pair).index())?, pair)));
    let mut theirs: Vec<(&Trace, &Shared)> = theirs.filter(|(trace, _)| trace.key != mine.key).collect();
    theirs.sort_by(|a, b| a.0.key.cmp(&b.0.key));
    theirs.dedup_by(|a, b| a.0.key == b.0.key);
    let known: Vec<_> = theirs.iter().filter(|(trace, _)| trace.standing() == Standing::Known).collect();
    match known.as_slice() {
        [one] => return Some(**one),
        [] => {}
        _ => return None,
    }
    let is_narrated =
        |pair: &Shared| cast.reading.statements.get(other(pair).index()).is_some_and(Statement::is_narration);
    let narrated: Vec<_> = theirs.into_iter().filter(|(_, pair)| is_narrated(pair)).collect();
    let credited = narrated.iter().find(|(trace, _)| trace.reason.is_some() && mine.reason.is_none());
    // Where either names an agency both may have it from there, whoever of them was first.
    let articles = pairs.iter().flat_map(|pair| [pair.a, pair.b]);
    let mut is_agencys = articles.filter_map(|it| Some(cast.reading.statements.get(it.index())?.article));
    let is_agencys = is_agencys.any(|article| cast.names_agency(article));
    let first = first_article(cast.reading, pairs).filter(|_| !is_agencys);
    let by_first = narrated.iter().find(|(_, pair)| {
        let there = cast.reading.statements.get(other(pair).index()).map(|statement| statement.article);
        there == first
    });
    credited.or(by_first).copied()
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

/// Why these statements, which stand on the two sides of a passage, count once. What their sentences have of it is cited:
/// where whole articles are the same, all of it would stand in every question.
pub(super) fn wording(cast: &Cast<'_>, place: usize, statements: [StatementId; 2]) -> Option<Reason> {
    let passage = cast.reading.passages.get(place)?;
    let (a, b) = (passage.a, passage.b);
    let article = |place: Place| cast.reading.articles.get(place.article.index());
    let (first, second) = (article(a)?, article(b)?);
    let sentence = match (passage.kind, passage.direction) {
        (PassageKind::Quotation, _) => {
            format!("{} and {} carry the same quotation.", called(first), called(second))
        }
        // What an agency may have sent to both need not have gone from one to the other.
        _ if cast.names_agency(first.id) || cast.names_agency(second.id) => format!(
            "{} and {} share wording, which an agency may have sent to both.",
            called(first),
            called(second)
        ),
        (_, Direction::AToB) => format!("{} took wording from {}.", called(second), called(first)),
        (_, Direction::BToA) => format!("{} took wording from {}.", called(first), called(second)),
        (_, Direction::Unknown) => format!(
            "{} and {} share wording; which of them had it first, or whether both took it from a third, cannot be told.",
            called(first),
            called(second)
        ),
    };
    let shared = |side: Place| {
        let told = statements.iter().filter_map(|id| cast.reading.statements.get(id.index()));
        let here = told.filter(|statement| statement.article == side.article);
        here.filter_map(|statement| side.span.intersection(statement.sentence)).next().unwrap_or(side.span)
    };
    Some(Reason { sentence, citations: vec![cite_head(first, shared(a)), cite_head(second, shared(b))] })
}
