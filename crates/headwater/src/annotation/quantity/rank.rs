//! Places in an order: "the first", "one of the first", "second-largest", "the deadliest", "21st".

use super::{Draft, lexicon};
use crate::annotation::numeral::{NumeralKind, numeral};
use crate::annotation::scan::{Pieces, is_apostrophe, is_hyphen};
use crate::annotation::{Hedge, QuantityKind};

/// The rank that begins at `i`.
pub(super) fn draft(pieces: &Pieces<'_>, i: usize) -> Option<Draft> {
    shared(pieces, i).or_else(|| place(pieces, i)).or_else(|| superlative(pieces, i))
}

fn rank(first: usize, end: usize, place: f64, rule: Option<&'static str>) -> Draft {
    let hedge = if rule == Some(ONE_OF) { Hedge::About } else { Hedge::Exactly };
    Draft {
        first,
        end,
        low: Some(place),
        high: if rule == Some(ONE_OF) { None } else { Some(place) },
        hedge,
        kind: QuantityKind::Rank,
        rule,
        unit: None,
        number_end: end,
    }
}

/// The rule for a place that is shared with others: it is not known which of them is before which.
const ONE_OF: &str = "one of several";
/// The rule for an adjective that says first place by itself.
const SUPERLATIVE: &str = "superlative";

/// "one of the first", "among the deadliest", "two of the largest".
fn shared(pieces: &Pieces<'_>, i: usize) -> Option<Draft> {
    let the = match (pieces.word(i), pieces.word(i + 1)) {
        ("among" | "amongst", "the" | "its" | "their") => i + 1,
        (_, "of") if matches!(pieces.word(i + 2), "the" | "its" | "their" | "his" | "her") => i + 2,
        _ => return None,
    };
    let counted = matches!(pieces.word(i), "one" | "two" | "three" | "some" | "among" | "amongst");
    let inner = place(pieces, the + 1).or_else(|| superlative(pieces, the)).filter(|_| counted)?;
    Some(rank(i, inner.end, inner.low.unwrap_or(1.0), Some(ONE_OF)))
}

/// "the first", "third-largest", "21st", "for the second time".
fn place(pieces: &Pieces<'_>, i: usize) -> Option<Draft> {
    let number =
        numeral(pieces, i).filter(|number| number.kind == NumeralKind::Ordinal && number.value > 0.0)?;
    let before = pieces.word_before(i);
    let owned = before == "s" && i >= 2 && is_apostrophe(pieces.mark(i - 2));
    let determined =
        owned || matches!(before, "the" | "its" | "his" | "her" | "their" | "our" | "this" | "a" | "s");
    let joined = |at: usize| is_hyphen(pieces.mark(at)) || pieces.mark(at) == '/';
    let glued = pieces.is_tight(i) && i > 0 && (pieces.is_word(i - 1) || joined(i - 1));
    let next = pieces.past_hyphen(number.end);
    let largest = superlative_at(pieces, next.unwrap_or(number.end));
    if glued || is_other_ordinal(pieces, i, number.end) {
        return None;
    }
    if let Some(end) = largest.filter(|_| pieces.follows(next.unwrap_or(number.end))) {
        return Some(rank(i, end, number.value, None));
    }
    let small = number.value <= 3.0 && !number.in_digits;
    let hyphenated = next.is_some();
    let placed = lexicon::is_placing(before) && !(pieces.is_word(number.end) && pieces.follows(number.end));
    (!small || (determined || placed) && !hyphenated).then(|| rank(i, number.end, number.value, None))
}

/// "first lady", "second-hand", "at first", "World War": ordinals that rank nothing.
fn is_other_ordinal(pieces: &Pieces<'_>, i: usize, end: usize) -> bool {
    let next = pieces.word(end);
    let set = matches!(
        next,
        "lady"
            | "aid"
            | "hand"
            | "name"
            | "names"
            | "class"
            | "person"
            | "degree"
            | "nature"
            | "thing"
            | "things"
            | "half"
            | "quarter"
            | "glance"
            | "instance"
            | "amendment"
            | "world"
            | "floor"
            | "grade"
            | "street"
            | "avenue"
            | "century"
            | "place"
            | "cousin"
            | "cousins"
            | "party"
            | "parties"
            | "thoughts"
            | "minister"
            | "secretary"
    );
    matches!(pieces.word_before(i), "at" | "from") || (set && (end == i + 1)) || pieces.mark(end) == '/'
}

/// "the deadliest", "the most powerful", "its worst": first place by the adjective.
fn superlative(pieces: &Pieces<'_>, i: usize) -> Option<Draft> {
    let determined = matches!(pieces.word(i), "the" | "its" | "their" | "his" | "her" | "s");
    if !determined || !pieces.follows(i + 1) {
        return None;
    }
    let end = superlative_at(pieces, i + 1)?;
    // "the worst-hit district"
    let end = pieces.past_hyphen(end).filter(|&next| pieces.is_word(next)).map_or(end, |next| next + 1);
    Some(rank(if pieces.word(i) == "s" { i + 1 } else { i }, end, 1.0, Some(SUPERLATIVE)))
}

/// One past the superlative at `i`.
fn superlative_at(pieces: &Pieces<'_>, i: usize) -> Option<usize> {
    let word = pieces.word(i);
    if word == "most" || word == "least" {
        let adjective = pieces.word(i + 1);
        let fits = adjective.len() > 4
            && pieces.follows(i + 1)
            && !adjective.ends_with("ly")
            && !matches!(adjective, "likely" | "people" | "recent" | "those");
        let ending =
            ["ful", "ous", "ive", "ant", "ent", "al", "ic", "able", "ible", "ing", "ed", "less", "ary"]
                .iter()
                .any(|ending| adjective.ends_with(ending));
        return (fits && ending).then_some(i + 2);
    }
    let regular = word.len() > 5 && word.ends_with("est") && !NO_SUPERLATIVES.contains(&word)
        || matches!(word, "worst" | "best" | "first" | "oldest" | "biggest");
    (regular && word != "first" && !pieces.is_capital(i)).then_some(i + 1)
}

/// Words in "-est" that are no superlatives.
const NO_SUPERLATIVES: [&str; 28] = [
    "interest",
    "forest",
    "request",
    "protest",
    "contest",
    "conquest",
    "harvest",
    "suggest",
    "honest",
    "modest",
    "arrest",
    "invest",
    "northwest",
    "southwest",
    "latest",
    "digest",
    "manifest",
    "tempest",
    "midwest",
    "attest",
    "detest",
    "infest",
    "inquest",
    "earnest",
    "behest",
    "bequest",
    "guest",
    "unrest",
];
