//! The content of a frame as a rule finds it: its parts, cleaned at their edges.

use std::ops::Range;

use super::frame::{Rule, without_punctuation};
use super::reading::Reading;
use crate::annotation::{Relation, Upos};
use crate::text::Span;

/// What a rule found.
pub(super) struct Found {
    pub(super) content: Vec<Span>,
    pub(super) rule: Rule,
    pub(super) block: Range<usize>,
    pub(super) cue_end: usize,
}

pub(super) fn found(
    reading: &Reading,
    parts: Vec<Range<usize>>,
    rule: Rule,
    block: Range<usize>,
    sentence: &Range<usize>,
) -> Found {
    let content = parts
        .into_iter()
        .map(|part| {
            without_punctuation_but_quotes(
                reading,
                part.start.max(sentence.start)..part.end.min(sentence.end),
            )
        })
        .filter(|part| !part.is_empty())
        .map(|part| reading.span_of(&part))
        .collect();
    Found { content, rule, block, cue_end: 0 }
}

/// The parts of `whole` that lie outside `block`.
pub(super) fn outside(reading: &Reading, whole: &Range<usize>, block: &Range<usize>) -> Vec<Range<usize>> {
    let left = whole.start..whole.end.min(block.start);
    let right = whole.start.max(block.end)..whole.end;
    let mut parts = Vec::new();
    for part in [left, right] {
        let words = part.clone().filter(|&at| reading.upos(at) != Upos::Punct).count();
        if words > 0 && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// A part without commas and dashes at its end.
pub(super) fn trimmed_end(reading: &Reading, part: Range<usize>) -> Range<usize> {
    let loose = |at: usize| matches!(reading.words(at), "," | ";" | ":" | "—" | "–" | "―" | "-" | "--" | ".");
    let end = part.clone().rev().find(|&at| !loose(at)).map_or(part.start, |last| last + 1);
    part.start..end
}

/// A part without commas and dashes at its edges, but with its quotation marks and full stops.
fn without_punctuation_but_quotes(reading: &Reading, part: Range<usize>) -> Range<usize> {
    let mut part = part;
    let loose = |at: usize| matches!(reading.words(at), "," | ";" | ":" | "—" | "–" | "―" | "-" | "--" | ".");
    while part.start < part.end && loose(part.start) {
        part.start += 1;
    }
    while part.start < part.end && loose(part.end - 1) {
        part.end -= 1;
    }
    part.end = end_of_phrase(reading, &part);
    // A mark that only closes an attribution's own quotation is not content: nothing is left then.
    if part.clone().all(|at| reading.upos(at) == Upos::Punct) {
        part.start..part.start
    } else {
        without_loose_marks(reading, part)
    }
}

/// Where a noun phrase that is said ends: a comma before its closing mark ends it, whatever the parse joins to it ("called
/// the report “a fairy tale,” and the mayor left").
fn end_of_phrase(reading: &Reading, part: &Range<usize>) -> usize {
    let outside = |at: &usize| reading.head(*at).is_none_or(|head| !part.contains(&head));
    let phrase = part.clone().find(outside).is_some_and(|head| {
        matches!(reading.upos(head), Upos::Noun | Upos::Propn | Upos::Num)
            && reading.child(head, &[Relation::Cop]).is_none()
    });
    let closes = |at: &usize| {
        let joins = matches!(reading.lower(at + 1).as_str(), "and" | "but" | "while" | "as");
        let closed = matches!(reading.words(*at), "\"" | "”" | "''") && reading.words(at - 1) == ",";
        closed && joins && reading.quotation(at + 2).is_none() && reading.lower(at + 2) != "that"
    };
    let end = (part.start + 1..part.end).find(|at| phrase && closes(at));
    end.map_or(part.end, |at| at + 1)
}

/// Quotation marks at an edge stay only with their partner inside the part.
fn without_loose_marks(reading: &Reading, part: Range<usize>) -> Range<usize> {
    let clean = without_punctuation(reading, part.clone());
    let span = reading.span_of(&part);
    let paired = |at: usize| {
        reading
            .quotation(at)
            .and_then(|number| reading.quotations.get(number))
            .is_some_and(|quotation| span.contains(quotation.outer))
    };
    let start = if paired(part.start) { part.start } else { clean.start };
    let end = if paired(part.end - 1) { part.end } else { clean.end };
    start..end
}
