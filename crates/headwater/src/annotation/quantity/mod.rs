//! Quantities: numbers of the text with their hedges, units and what they count.
//!
//! One scan from left to right; numbers inside dates and times of day belong to those, lengths of time are
//! measures as well. The words are data (`data/numerals.toml`, `hedges.toml`, `vague.toml`, `units.toml`).

mod age;
mod counted;
mod fits;
mod idle;
mod lexicon;
mod number;
mod range;
mod rank;
mod unit;
mod vague;

use super::scan::Pieces;
use super::{Annotations, Hedge, Quantity, QuantityKind, TimeKind};
use crate::text::Span;

/// A quantity in the making, by pieces.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    first: usize,
    end: usize,
    low: Option<f64>,
    high: Option<f64>,
    hedge: Hedge,
    kind: QuantityKind,
    rule: Option<&'static str>,
    unit: Option<&'static str>,
    /// One past the number itself, before unit and hedge: where what is counted may begin.
    number_end: usize,
}

/// Every quantity of `text`, in order of place; none overlap. `found` holds its times, and its tokens if
/// it was parsed.
pub fn quantities(text: &str, found: &Annotations) -> Vec<Quantity> {
    quantities_in(&Pieces::new(text), found)
}

/// The same from pieces that were scanned already.
pub(crate) fn quantities_in(pieces: &Pieces<'_>, found: &Annotations) -> Vec<Quantity> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut times = found
        .times
        .iter()
        .filter(|time| is_date(time.kind, time.value.as_ref()) || is_stretch(time.span.of(pieces.text)))
        .map(|time| time.span)
        .peekable();
    let mut i = 0;
    let mut floor = 0;
    while let Some(piece) = pieces.get(i) {
        while times.peek().is_some_and(|span| span.end <= piece.span.start) {
            times.next();
        }
        if times.peek().is_some_and(|span| span.start <= piece.span.start) {
            i += 1;
            floor = i;
            continue;
        }
        let until = times.peek().map_or(usize::MAX, |span| span.start);
        let draft = number::draft(pieces, i, floor).or_else(|| rank::draft(pieces, i));
        match draft.filter(|draft| pieces.span(draft.first, draft.end).end <= until) {
            Some(mut draft) => {
                draft.first = draft.first.max(floor);
                i = draft.end.max(i + 1);
                floor = i;
                match drafts.last_mut().and_then(|before| range::joined(pieces, before, &draft)) {
                    Some(both) => {
                        drafts.pop();
                        drafts.push(both);
                    }
                    None => drafts.push(draft),
                }
            }
            None => i = fits::past_code(pieces, i),
        }
    }
    drafts.into_iter().map(|draft| finish(pieces, draft, found)).collect()
}

/// Whether a time's numbers are its own and no quantities: everything but lengths.
fn is_date(kind: TimeKind, value: Option<&crate::edtf::Edtf>) -> bool {
    kind != TimeKind::Duration || value.is_some_and(crate::edtf::Edtf::is_interval)
}

/// "the last two months" is a time even where it could not be reckoned out.
fn is_stretch(words: &str) -> bool {
    let mut words = words.split_whitespace().take(2).map(str::to_lowercase);
    words.any(|word| {
        matches!(word.as_str(), "last" | "past" | "next" | "previous" | "coming" | "following" | "preceding")
    })
}

/// The quantity with what it counts.
fn finish(pieces: &Pieces<'_>, draft: Draft, found: &Annotations) -> Quantity {
    let span = pieces.span(draft.first, draft.end);
    let counts = counted::counted(pieces, &draft, found);
    Quantity {
        span,
        low: draft.low,
        high: draft.high,
        hedge: draft.hedge,
        kind: draft.kind,
        rule: draft.rule,
        unit: draft.unit.map(str::to_owned),
        counts: counts.map(|(counts, _)| counts),
        counted: counts.and_then(|(_, head)| token_at(found, head)),
    }
}

/// The token that covers the start of `span`.
fn token_at(found: &Annotations, span: Span) -> Option<usize> {
    let at = found.tokens.partition_point(|token| token.span.end <= span.start);
    found.tokens.get(at).filter(|token| token.span.overlaps(span)).map(|_| at)
}

#[cfg(test)]
mod tests;
