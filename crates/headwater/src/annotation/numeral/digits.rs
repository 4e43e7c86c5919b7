//! Numbers in digits: separators, decimals, vulgar fractions, ordinal endings, and scales after them.

use super::{
    NumberWord, Numeral, NumeralKind, multiplier, number_word, short_scale, spaced_scale, word, words,
};
use crate::annotation::scan::Pieces;

/// The numeral in digits that begins at `i`.
pub(super) fn digits(pieces: &Pieces<'_>, i: usize) -> Option<Numeral> {
    let (value, end) = plain(pieces, i)?;
    let cardinal = Numeral { value, end, kind: NumeralKind::Cardinal, in_digits: true, scale: 1.0 };
    let whole = value.fract() == 0.0;
    if whole && pieces.is_tight(end) && is_ordinal_ending(pieces.word(end)) {
        return Some(Numeral { end: end + 1, kind: NumeralKind::Ordinal, ..cardinal });
    }
    if let Some(named) = named(pieces, cardinal).filter(|_| whole) {
        return Some(named);
    }
    Some(
        fraction(pieces, i, cardinal)
            .or_else(|| power(pieces, cardinal))
            .unwrap_or_else(|| scaled(pieces, cardinal)),
    )
}

/// "3 thousandth", a place in an order, and "3 hundredths", a part.
fn named(pieces: &Pieces<'_>, number: Numeral) -> Option<Numeral> {
    let at = pieces.past_hyphen(number.end).unwrap_or(number.end);
    if !pieces.follows(at) || pieces.is_tight(number.end) && at == number.end {
        return None;
    }
    let large = |name: &str| match word(name) {
        Some(NumberWord::Ordinal(value)) if value >= 100.0 => Some(value),
        _ => None,
    };
    let name = pieces.word(at);
    if let Some(scale) = large(name) {
        let value = number.value * scale;
        return Some(Numeral { value, end: at + 1, kind: NumeralKind::Ordinal, ..number });
    }
    let bottom = large(name.strip_suffix('s')?)?;
    Some(Numeral { value: number.value / bottom, end: at + 1, kind: NumeralKind::Part, ..number })
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
    let with_comma =
        || decimals(pieces, end, ',').filter(|rest| end == i + 1 && is_of_scale(pieces, end + 2, rest));
    if let Some(rest) = decimals(pieces, end, decimal).or_else(with_comma) {
        number.push('.');
        number.push_str(rest);
        end += 2;
    }
    let mut value: f64 = number.parse().ok()?;
    if let Some(part) = vulgar(pieces.mark(end)).filter(|_| pieces.follows(end)) {
        value += part;
        end += 1;
    }
    value.is_finite().then_some((value, end))
}

/// Whether `decimals` after a comma, which end before `i`, can be nothing else: "1,2 million".
fn is_of_scale(pieces: &Pieces<'_>, i: usize, decimals: &str) -> bool {
    let scale = matches!(number_word(pieces, i), Some(NumberWord::Scale(scale)) if scale > 1e3);
    decimals.len() < 3 && scale && pieces.follows(i)
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
    let commas = groups(pieces, i, |at| by_mark(',', at)).or_else(|| parted(pieces, i));
    let dots = groups(pieces, i, |at| by_mark('.', at));
    let spaces = groups(pieces, i, by_space);
    match (commas, dots, spaces) {
        (Some((number, end, _)), _, _) => (number, end, '.'),
        (_, Some((number, end, count)), _) if count > 1 || has_cents(pieces, end) => (number, end, ','),
        (_, _, Some((number, end, count)))
            if count > 1 || is_unbreakable(pieces, i + 1) || is_round(pieces, i + 1) =>
        {
            (number, end, '.')
        }
        _ => alone,
    }
}

/// "Some 1, 600 officers": a space that slipped in after the comma of the thousands. Only after a word that a number must
/// follow, for "on page 1, 600 words" are two numbers, and so are those of a list.
fn parted(pieces: &Pieces<'_>, i: usize) -> Option<(String, usize, usize)> {
    let hedged = matches!(
        pieces.word_before(i),
        "some"
            | "about"
            | "around"
            | "roughly"
            | "approximately"
            | "nearly"
            | "almost"
            | "than"
            | "over"
            | "least"
            | "estimated"
            | "additional"
            | "extra"
            | "further"
    );
    let comma = pieces.mark(i + 1) == ',' && pieces.is_tight(i + 1) && is_narrow_space(pieces, i + 2);
    let group = pieces.digits(i + 2);
    let ended = pieces.is_word(i + 3) && pieces.follows(i + 3) && !pieces.is_tight(i + 3);
    let counted = ended && !matches!(pieces.word(i + 3), "and" | "or");
    (hedged && comma && group.len() == 3 && counted)
        .then(|| (format!("{}{group}", pieces.digits(i)), i + 3, 1))
}

/// Whether a comma and one or two decimals end the number: only then is the dot before them no decimal point.
fn has_cents(pieces: &Pieces<'_>, i: usize) -> bool {
    decimals(pieces, i, ',').is_some_and(|cents| cents.len() < 3)
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

/// Divisors above ten that fractions are written with.
const COMMON_DIVISORS: [u32; 12] = [12, 15, 16, 20, 24, 25, 30, 32, 50, 60, 64, 100];

/// "1/4", "6 1/4"; no dates ("1/4/2017").
fn fraction(pieces: &Pieces<'_>, i: usize, whole: Numeral) -> Option<Numeral> {
    let parts = |at: usize| {
        let top = pieces.number(at, 1..=4)?;
        let slash = pieces.mark(at + 1) == '/' && pieces.is_tight(at + 1) && pieces.is_tight(at + 2);
        let bottom = pieces.number(at + 2, 1..=4).filter(|&bottom| bottom > 0)?;
        let goes_on = pieces.is_tight(at + 3) && matches!(pieces.mark(at + 3), '/' | '-');
        // "24/7", "50/50" and "9/11" are no parts.
        let proper = top < bottom && (bottom <= 10 || COMMON_DIVISORS.contains(&bottom));
        // "1/10th".
        let named = pieces.is_tight(at + 3)
            && matches!(pieces.word(at + 3), "th" | "ths" | "rd" | "rds" | "nd" | "st");
        let end = if named { at + 4 } else { at + 3 };
        (slash && proper && !goes_on).then_some((f64::from(top) / f64::from(bottom), end))
    };
    let part = |value, end| Numeral { value, end, kind: NumeralKind::Part, ..whole };
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

/// "1e10", "1.1^23", "1.3x10^6".
fn power(pieces: &Pieces<'_>, base: Numeral) -> Option<Numeral> {
    let mark = base.end;
    let times = pieces.word(mark) == "x" || matches!(pieces.mark(mark), '×' | '*');
    if times && pieces.digits(mark + 1) == "10" && pieces.mark(mark + 2) == '^' {
        let tight = (mark..mark + 3).all(|at| pieces.is_tight(at));
        let ten = Numeral { value: 10.0, end: mark + 2, ..base };
        let power = power(pieces, ten).filter(|_| tight)?;
        return Some(Numeral { value: base.value * power.value, ..power });
    }
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
    if let Some(scale) = letters_scale(pieces, number) {
        return Numeral { value: number.value * scale, end: number.end + 1, scale, ..number };
    }
    let mut sum = number;
    let mut smallest = f64::INFINITY;
    while let Some((scale, end)) = scale_word(pieces, sum.end) {
        sum = Numeral { value: sum.value * scale, end, scale: sum.scale * scale, ..sum };
        smallest = scale;
    }
    if smallest.is_infinite() {
        return number;
    }
    // "3 million and 20 lorries" are two numbers; "3 hundred and 20" is one.
    let and = pieces.word(sum.end) == "and" && smallest < 1e6;
    let next = if and { sum.end + 1 } else { sum.end };
    let rest = if pieces.follows(next) {
        digits(pieces, next).or_else(|| words::words(pieces, next).filter(|_| and))
    } else {
        None
    };
    let fits = |rest: &Numeral| {
        let whole = rest.value > 0.0 && rest.value < smallest && rest.value.fract() == 0.0;
        rest.kind == NumeralKind::Cardinal && whole && smallest > 12.0
    };
    match rest.filter(fits) {
        Some(rest) => Numeral { value: sum.value + rest.value, end: rest.end, scale: 1.0, ..sum },
        None => sum,
    }
}

/// Letters after digits: "1.2bn", "10M", "100k", "1.2b", "10 bn". A small "m" may be metres and is left to the units.
fn letters_scale(pieces: &Pieces<'_>, number: Numeral) -> Option<f64> {
    let i = number.end;
    let letters = pieces.word(i);
    if pieces.is_tight(i + 1) && pieces.mark(i + 1) == '\0' {
        return None;
    }
    if !pieces.is_tight(i) {
        let small = pieces.raw(i) == letters && pieces.follows(i);
        return spaced_scale(letters).filter(|_| small);
    }
    // "1.2b" is a billion, "Article 10b" and "flat 24B" are none.
    let billion = letters == "b" && number.value.fract() != 0.0;
    let clear = letters.len() > 1 || letters == "k" || billion || pieces.raw(i) == "M";
    if clear { short_scale(letters) } else { None }
}

/// A scale word on the same line, one space or a hyphen away.
fn scale_word(pieces: &Pieces<'_>, i: usize) -> Option<(f64, usize)> {
    let at = pieces.past_hyphen(i).unwrap_or(i);
    let dozen = matches!(number_word(pieces, at), Some(NumberWord::Dozen(_)));
    multiplier(pieces, at).filter(|_| pieces.follows(at) && !(dozen && at != i))
}
