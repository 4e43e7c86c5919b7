//! Vague numerals: "dozens of", "several hundred thousand", "no casualties".

use super::Draft;
use super::lexicon::{self, Vague, hedge_before, unit_words};
use crate::annotation::numeral::scales;
use crate::annotation::scan::Pieces;
use crate::annotation::{Hedge, QuantityKind};

/// "dozens of", "several", "a handful", "no casualties".
pub(super) fn vague(pieces: &Pieces<'_>, i: usize, floor: usize) -> Option<Draft> {
    let (vague, end) = lexicon::vague(pieces, i)?;
    if !is_vague_number(pieces, i, end, &vague) {
        return None;
    }
    let zero = vague.high == Some(0.0);
    let (vague, end) = if zero { (vague, end) } else { multiplied(pieces, vague, end) };
    let mut draft = Draft {
        first: i,
        end: if pieces.word(end - 1) == "of" { end - 1 } else { end },
        low: Some(vague.low),
        high: vague.high,
        hedge: if zero { Hedge::Exactly } else { Hedge::Vague },
        kind: QuantityKind::Count,
        rule: Some(vague.rule),
        unit: None,
        number_end: end,
    };
    if let Some((unit, end)) = unit_words(pieces, end).filter(|_| pieces.follows(end) && !zero) {
        (draft.kind, draft.unit, draft.end) = (unit.0, Some(unit.1), end);
    }
    if !zero {
        add_vague_hedge(pieces, &mut draft, floor);
    }
    Some(draft)
}

/// "several hundred thousand", "a handful of million": the scale after it multiplies the range.
fn multiplied(pieces: &Pieces<'_>, vague: Vague, end: usize) -> (Vague, usize) {
    let Some((scale, end)) = scales(pieces, end) else { return (vague, end) };
    let high = vague.high.map(|high| (high + 1.0) * scale - 1.0);
    (Vague { low: vague.low * scale, high, ..vague }, end)
}

/// A hedge before a vague numeral bounds its range: "at least dozens", "more than a dozen" is elsewhere.
fn add_vague_hedge(pieces: &Pieces<'_>, draft: &mut Draft, floor: usize) {
    let Some((hedge, first)) = hedge_before(pieces, draft.first).filter(|&(_, first)| first >= floor) else {
        return;
    };
    match hedge {
        Hedge::AtLeast | Hedge::MoreThan => draft.high = None,
        Hedge::AtMost | Hedge::FewerThan => draft.low = None,
        _ => {}
    }
    draft.first = first;
}

/// Whether a vague word counts something here.
fn is_vague_number(pieces: &Pieces<'_>, i: usize, end: usize, vague: &Vague) -> bool {
    let next = pieces.word(end);
    match pieces.word(i) {
        "no" | "not" => {
            let plural =
                next.len() > 3 && next.ends_with('s') && !next.ends_with("ss") && !next.ends_with("us")
                    || matches!(next, "people" | "men" | "women" | "children" | "deaths");
            let adjective = pieces.word(end + 1);
            let after = adjective.len() > 3
                && adjective.ends_with('s')
                && !adjective.ends_with("ss")
                && !lexicon::is_stop(adjective)
                && !lexicon::is_stop(next)
                && !next.is_empty();
            let single = end > i + 1;
            single
                || (plural && !matches!(next, "always"))
                || (after
                    && !next.ends_with("er")
                    && !matches!(next, "one" | "doubt" | "matter" | "way" | "longer"))
        }
        "scores" => {
            pieces.word(end - 1) == "of"
                && !matches!(pieces.word_before(i), "the" | "their" | "test" | "final")
        }
        "few" => {
            matches!(
                pieces.word_before(i),
                "a" | "the"
                    | "these"
                    | "those"
                    | "last"
                    | "past"
                    | "next"
                    | "first"
                    | "only"
                    | "from"
                    | "every"
            ) && pieces.word_before(i) != "every"
        }
        "thousands" | "hundreds" | "millions" | "billions" | "dozens" => {
            !lexicon::is_label(pieces.word_before(i))
        }
        "several" | "none" => true,
        _ => vague.low >= 0.0,
    }
}
