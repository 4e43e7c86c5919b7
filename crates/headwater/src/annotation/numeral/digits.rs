//! Numbers in digits: separators, decimals, vulgar fractions, ordinal endings, and scales after them.

use super::{NumberWord, Numeral, NumeralKind, number_word, short_scale};
use crate::annotation::scan::Pieces;

/// The numeral in digits that begins at `i`.
pub(super) fn digits(pieces: &Pieces<'_>, i: usize) -> Option<Numeral> {
    let (value, end) = plain(pieces, i)?;
    let cardinal = Numeral { value, end, kind: NumeralKind::Cardinal, in_digits: true };
    let simple = end == i + 1;
    if simple && pieces.is_tight(end) && is_ordinal_ending(pieces.word(end)) {
        return Some(Numeral { end: end + 1, kind: NumeralKind::Ordinal, ..cardinal });
    }
    Some(
        fraction(pieces, i, cardinal)
            .or_else(|| power(pieces, cardinal))
            .unwrap_or_else(|| scaled(pieces, cardinal)),
    )
}

fn is_ordinal_ending(letters: &str) -> bool {
    matches!(letters, "st" | "nd" | "rd" | "th")
}

/// Digits with their separators and decimals: the value, and one past the last piece.
fn plain(pieces: &Pieces<'_>, i: usize) -> Option<(f64, usize)> {
    if pieces.mark(i) == '.'
        && !pieces.is_tight(i)
        && pieces.is_tight(i + 1)
        && !pieces.digits(i + 1).is_empty()
    {
        return Some((format!("0.{}", pieces.digits(i + 1)).parse().ok()?, i + 2));
    }
    if let Some(part) = vulgar(pieces.mark(i)) {
        return Some((part, i + 1));
    }
    if pieces.digits(i).is_empty() {
        return None;
    }
    let (mut number, mut end, decimal) = grouped(pieces, i);
    if let Some(rest) = decimals(pieces, end, decimal) {
        number.push('.');
        number.push_str(rest);
        end += 2;
    }
    let mut value: f64 = number.parse().ok()?;
    if let Some(part) = vulgar(pieces.mark(end)).filter(|_| pieces.is_tight(end)) {
        value += part;
        end += 1;
    }
    value.is_finite().then_some((value, end))
}

/// The whole digits with separators taken out, one past them, and the decimal mark that goes with them.
fn grouped(pieces: &Pieces<'_>, i: usize) -> (String, usize, char) {
    let first = pieces.digits(i);
    let alone = (first.to_owned(), i + 1, '.');
    if first.len() > 3 {
        return alone;
    }
    let by_mark = |mark: char, at: usize| {
        let tight = pieces.is_tight(at) && pieces.is_tight(at + 1);
        (pieces.mark(at) == mark && tight).then_some(at + 1)
    };
    let by_space = |at: usize| (is_narrow_space(pieces, at)).then_some(at);
    let commas = groups(pieces, i, |at| by_mark(',', at));
    let dots = groups(pieces, i, |at| by_mark('.', at));
    let spaces = groups(pieces, i, by_space);
    match (commas, dots, spaces) {
        (Some((number, end, _)), _, _) => (number, end, '.'),
        (_, Some((number, end, count)), _) if count > 1 => (number, end, ','),
        (_, _, Some((number, end, count)))
            if count > 1 || is_unbreakable(pieces, i + 1) || is_round(pieces, i + 1) =>
        {
            (number, end, '.')
        }
        _ => alone,
    }
}

/// Groups of three digits (of two inside, as in India) after the first, by the way `past` a separator.
fn groups(
    pieces: &Pieces<'_>,
    i: usize,
    past: impl Fn(usize) -> Option<usize>,
) -> Option<(String, usize, usize)> {
    let mut number = pieces.digits(i).to_owned();
    let mut end = i + 1;
    let mut best = None;
    let mut count = 0;
    while let Some(next) = past(end) {
        let group = pieces.digits(next);
        if group.len() != 3 && group.len() != 2 {
            break;
        }
        number.push_str(group);
        end = next + 1;
        count += 1;
        if group.len() == 3 {
            best = Some((number.clone(), end, count));
        }
        if count > 8 {
            break;
        }
    }
    best
}

/// Whether only one space of any width stands before the digits at `i`.
fn is_narrow_space(pieces: &Pieces<'_>, i: usize) -> bool {
    between(pieces, i).is_some_and(|between| matches!(between, " " | "\u{a0}" | "\u{202f}" | "\u{2009}"))
}

/// Whether a space that does not break stands before `i`: nobody types one between two numbers.
fn is_unbreakable(pieces: &Pieces<'_>, i: usize) -> bool {
    between(pieces, i).is_some_and(|between| matches!(between, "\u{a0}" | "\u{202f}" | "\u{2009}"))
}

/// Whether the group of digits ends in two noughts: "40 000", and not "22 140" where a comma was lost.
fn is_round(pieces: &Pieces<'_>, i: usize) -> bool {
    pieces.digits(i).ends_with("00") && pieces.digits(i + 1).is_empty()
}

/// What stands between the piece at `i` and the one before.
fn between<'t>(pieces: &Pieces<'t>, i: usize) -> Option<&'t str> {
    let before = pieces.get(i.checked_sub(1)?)?.span.end;
    pieces.text.get(before..pieces.get(i)?.span.start)
}

/// The decimals after `mark` at `i`, if both are tight and no further mark and digits follow ("192.168.1.2").
fn decimals<'t>(pieces: &Pieces<'t>, i: usize, mark: char) -> Option<&'t str> {
    let tight = pieces.is_tight(i) && pieces.is_tight(i + 1);
    let digits = pieces.digits(i + 1);
    let goes_on = pieces.mark(i + 2) == mark
        && pieces.is_tight(i + 2)
        && pieces.is_tight(i + 3)
        && !pieces.digits(i + 3).is_empty();
    (pieces.mark(i) == mark && tight && !digits.is_empty() && !goes_on).then_some(digits)
}

/// The value of a vulgar fraction.
fn vulgar(mark: char) -> Option<f64> {
    Some(match mark {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}

/// "1/4", "6 1/4", "1 over 3"; no dates ("1/4/2017").
fn fraction(pieces: &Pieces<'_>, i: usize, whole: Numeral) -> Option<Numeral> {
    let parts = |at: usize| {
        let top = pieces.number(at, 1..=4)?;
        let slash = pieces.mark(at + 1) == '/' && pieces.is_tight(at + 1) && pieces.is_tight(at + 2);
        let bottom = pieces.number(at + 2, 1..=4).filter(|&bottom| bottom > 0)?;
        let goes_on = pieces.is_tight(at + 3) && matches!(pieces.mark(at + 3), '/' | '-');
        (slash && !goes_on).then_some((f64::from(top) / f64::from(bottom), at + 3))
    };
    let part = |value, end| Numeral { value, end, kind: NumeralKind::Part, in_digits: true };
    if let Some((value, end)) = parts(i) {
        return Some(part(value, end));
    }
    let next = whole.end;
    if pieces.follows(next)
        && !pieces.is_tight(next)
        && let Some((value, end)) = parts(next).filter(|&(value, _)| value < 1.0)
    {
        return Some(part(whole.value + value, end));
    }
    None
}

/// "1e10", "1.1^23".
fn power(pieces: &Pieces<'_>, base: Numeral) -> Option<Numeral> {
    let mark = base.end;
    if !pieces.is_tight(mark) || !pieces.is_tight(mark + 1) {
        return None;
    }
    let scientific = pieces.word(mark) == "e";
    if !scientific && pieces.mark(mark) != '^' {
        return None;
    }
    let signed = matches!(pieces.mark(mark + 1), '-' | '+');
    let first = if signed { mark + 2 } else { mark + 1 };
    let sign = if pieces.mark(mark + 1) == '-' { -1.0 } else { 1.0 };
    let (exponent, end) = plain(pieces, first)?;
    let exponent = sign * exponent;
    let value = if scientific { base.value * 10f64.powf(exponent) } else { base.value.powf(exponent) };
    value.is_finite().then_some(Numeral { value, end, ..base })
}

/// A scale after digits, and smaller numbers after that: "1.5 million", "4 thousand 3 hundred and 21".
fn scaled(pieces: &Pieces<'_>, number: Numeral) -> Numeral {
    if let Some(scale) = letters_scale(pieces, number.end) {
        return Numeral { value: number.value * scale, end: number.end + 1, ..number };
    }
    let mut sum = number;
    let mut smallest = f64::INFINITY;
    while let Some((scale, end)) = scale_word(pieces, sum.end) {
        sum = Numeral { value: sum.value * scale, end, ..sum };
        smallest = scale;
    }
    if smallest.is_infinite() {
        return number;
    }
    let next = if pieces.word(sum.end) == "and" { sum.end + 1 } else { sum.end };
    let rest = if pieces.follows(next) { digits(pieces, next) } else { None };
    match rest.filter(|rest| rest.kind == NumeralKind::Cardinal && rest.value > 0.0 && rest.value < smallest)
    {
        Some(rest) => Numeral { value: sum.value + rest.value, end: rest.end, ..sum },
        None => sum,
    }
}

/// Letters tight after digits: "1.2bn", "10M", "100k". A small "m" may be metres and is left to the units.
fn letters_scale(pieces: &Pieces<'_>, i: usize) -> Option<f64> {
    let letters = pieces.word(i);
    let clear = letters.len() > 1 || letters == "k" || pieces.raw(i) == "M";
    if pieces.is_tight(i) && clear && !pieces.is_tight(i + 1)
        || clear && pieces.is_tight(i) && pieces.mark(i + 1) != '\0'
    {
        short_scale(letters)
    } else {
        None
    }
}

/// A scale word on the same line, one space or a hyphen away.
fn scale_word(pieces: &Pieces<'_>, i: usize) -> Option<(f64, usize)> {
    let at = pieces.past_hyphen(i).unwrap_or(i);
    match number_word(pieces, at).filter(|_| pieces.follows(at)) {
        Some(NumberWord::Scale(scale)) => Some((scale, at + 1)),
        _ if matches!(pieces.word(at), "dozen" | "dozens") && at == i && pieces.follows(at) => {
            Some((12.0, at + 1))
        }
        _ => None,
    }
}
