//! Numbers in words: "twenty-six", "two hundred and five", "half a dozen", "two thirds".

use super::{NumberWord, Numeral, NumeralKind, number_word};
use crate::annotation::scan::Pieces;

/// The numeral in words that begins at `i`.
pub(super) fn words(pieces: &Pieces<'_>, i: usize) -> Option<Numeral> {
    let first = number_word(pieces, i);
    if first.is_none() && !matches!(pieces.word(i), "a" | "an") {
        return None;
    }
    half(pieces, i).or_else(|| part(pieces, i)).or_else(|| {
        let sum = Sum::read(pieces, i)?;
        Some(sum.numeral())
    })
}

/// "half a dozen", "half a million", "half of", "a half".
fn half(pieces: &Pieces<'_>, i: usize) -> Option<Numeral> {
    let at =
        if matches!(pieces.word(i), "a" | "one") { pieces.past_hyphen(i + 1).unwrap_or(i + 1) } else { i };
    if pieces.word(at) != "half" || !(at == i || pieces.follows(at)) {
        return None;
    }
    let next = if pieces.word(at + 1) == "a" { at + 2 } else { pieces.past_hyphen(at + 1).unwrap_or(at + 1) };
    if let Some((scale, end)) = multiplier(pieces, next).filter(|_| pieces.follows(next)) {
        return Some(cardinal(0.5 * scale, end));
    }
    Some(Numeral { kind: NumeralKind::Part, ..cardinal(0.5, at + 1) })
}

fn cardinal(value: f64, end: usize) -> Numeral {
    Numeral { value, end, kind: NumeralKind::Cardinal, in_digits: false }
}

/// A scale or "dozen" at `i`.
fn multiplier(pieces: &Pieces<'_>, i: usize) -> Option<(f64, usize)> {
    match number_word(pieces, i) {
        Some(NumberWord::Scale(scale)) => Some((scale, i + 1)),
        _ if matches!(pieces.word(i), "dozen" | "dozens") => Some((12.0, i + 1)),
        _ => None,
    }
}

/// "two thirds", "a quarter", "one twenty-fifth": the fewest words that leave an ordinal to divide by.
fn part(pieces: &Pieces<'_>, i: usize) -> Option<Numeral> {
    let article = matches!(pieces.word(i), "a" | "an");
    let mut top =
        if article { Some(cardinal(1.0, i + 1)) } else { Sum::first(pieces, i).map(|sum| sum.numeral()) };
    while let Some(number) = top {
        let at = pieces.past_hyphen(number.end).unwrap_or(number.end);
        if let Some((bottom, end, plural)) = divisor(pieces, at).filter(|_| pieces.follows(at)) {
            let singular =
                !plural && (number.value - 1.0).abs() < f64::EPSILON && is_small_part(pieces, at, article);
            if plural || singular {
                if let Some((scale, end)) = multiplier(pieces, end).filter(|_| pieces.follows(end)) {
                    return Some(cardinal(number.value / bottom * scale, end));
                }
                return Some(Numeral { kind: NumeralKind::Part, ..cardinal(number.value / bottom, end) });
            }
        }
        top = Sum::longer(pieces, i, number.end).map(|sum| sum.numeral());
    }
    None
}

/// Whether one of the ordinal at `i` is a part and not a place in an order: "one third", "a quarter", "a fifth of".
fn is_small_part(pieces: &Pieces<'_>, i: usize, article: bool) -> bool {
    match number_word(pieces, i) {
        Some(NumberWord::Part(_)) => true,
        Some(NumberWord::Ordinal(value)) if article => {
            value > 2.0 && (pieces.word(i + 1) == "of" || !pieces.is_word(i + 1))
        }
        _ => !matches!(pieces.word(i), "first" | "second"),
    }
}

/// What to divide by: an ordinal of any length or the name of a part, and whether it is plural.
fn divisor(pieces: &Pieces<'_>, i: usize) -> Option<(f64, usize, bool)> {
    if let Some(NumberWord::Part(value)) = number_word(pieces, i) {
        return Some((value, i + 1, pieces.word(i).ends_with('s')));
    }
    let (sum, plural) = Sum::read_divisor(pieces, i)?;
    (sum.ordinal && sum.value() > 0.0).then(|| (sum.value(), sum.end, plural))
}

/// "two and a half (million)", "one million and a half", "twenty and three fifths".
pub(super) fn with_part(pieces: &Pieces<'_>, number: Numeral) -> Numeral {
    let at = number.end;
    if number.kind != NumeralKind::Cardinal
        || pieces.word(at) != "and"
        || !pieces.follows(at)
        || !pieces.follows(at + 1)
    {
        return number;
    }
    let a_half = matches!(pieces.word(at + 1), "a" | "one") && pieces.word(at + 2) == "half";
    let half = a_half.then(|| Numeral { kind: NumeralKind::Part, ..cardinal(0.5, at + 3) });
    let Some(part) = half.or_else(|| part(pieces, at + 1)) else { return number };
    if part.kind == NumeralKind::Cardinal {
        // "one billion and three quarters million"
        let fits = part.value < number.value && part.value >= 1e3;
        return if fits {
            Numeral { value: number.value + part.value, end: part.end, ..number }
        } else {
            number
        };
    }
    if part.value >= 1.0 {
        return number;
    }
    if let Some((scale, end)) = multiplier(pieces, part.end).filter(|_| pieces.follows(part.end)) {
        // "two and a half million", "one billion and three quarters million"
        let value = if number.value < scale {
            (number.value + part.value) * scale
        } else {
            number.value + part.value * scale
        };
        return Numeral { value, end, ..number };
    }
    // "one million and a half" is half a million more.
    let last = [1e12, 1e9, 1e6].into_iter().find(|scale| number.value >= *scale).unwrap_or(1.0);
    Numeral { value: number.value + part.value * last, end: part.end, ..number }
}

/// What was read last, which decides what may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Nothing,
    Unit,
    Teen,
    Tens,
    Hundred,
    Scale,
}

/// A sum of number words in the making.
#[derive(Clone, Copy, Debug)]
struct Sum {
    total: f64,
    group: f64,
    last: Last,
    /// The last scale above a hundred; what follows must be smaller.
    ceiling: f64,
    hundreds: bool,
    end: usize,
    ordinal: bool,
}

impl Sum {
    fn new(i: usize) -> Self {
        Sum {
            total: 0.0,
            group: 0.0,
            last: Last::Nothing,
            ceiling: f64::INFINITY,
            hundreds: false,
            end: i,
            ordinal: false,
        }
    }

    fn value(&self) -> f64 {
        self.total + self.group
    }

    fn numeral(&self) -> Numeral {
        let kind = if self.ordinal { NumeralKind::Ordinal } else { NumeralKind::Cardinal };
        Numeral { kind, ..cardinal(self.value(), self.end) }
    }

    /// As many words as make one number, an ordinal at its end included.
    fn read(pieces: &Pieces<'_>, i: usize) -> Option<Self> {
        let mut sum = Sum::started(pieces, i);
        while let Some(next) = sum.step(pieces, false) {
            sum = next;
            if sum.ordinal {
                break;
            }
        }
        let sum = sum.with_point(pieces);
        (sum.last != Last::Nothing || sum.ordinal).then_some(sum)
    }

    /// The same for what stands below the line, where the ordinal may be plural.
    fn read_divisor(pieces: &Pieces<'_>, i: usize) -> Option<(Self, bool)> {
        let mut sum = Sum::new(i);
        while !sum.ordinal {
            sum = sum.step(pieces, true)?;
        }
        Some((sum, pieces.word(sum.end.saturating_sub(1)).ends_with('s')))
    }

    /// The shortest number at `i`: hyphenated words are one.
    fn first(pieces: &Pieces<'_>, i: usize) -> Option<Self> {
        Sum::new(i).step(pieces, false).filter(|sum| !sum.ordinal)
    }

    /// The shortest number at `i` that ends after `end`.
    fn longer(pieces: &Pieces<'_>, i: usize, end: usize) -> Option<Self> {
        let mut sum = Sum::started(pieces, i);
        while sum.end <= end {
            sum = sum.step(pieces, false).filter(|sum| !sum.ordinal)?;
        }
        Some(sum)
    }

    /// "a hundred", "a dozen" begin with one.
    fn started(pieces: &Pieces<'_>, i: usize) -> Self {
        let article = matches!(pieces.word(i), "a" | "an") && pieces.follows(i + 1);
        match article.then(|| multiplier(pieces, i + 1)).flatten() {
            Some(_) => Sum { group: 1.0, last: Last::Unit, end: i + 1, ..Sum::new(i) },
            None => Sum::new(i),
        }
    }

    /// One word more; `None` when no word can follow.
    fn step(self, pieces: &Pieces<'_>, plural: bool) -> Option<Self> {
        let begun = self.last != Last::Nothing;
        let mut at = if begun { pieces.past_hyphen(self.end).unwrap_or(self.end) } else { self.end };
        if begun && !pieces.follows(at) {
            return None;
        }
        if begun && pieces.word(at) == "and" && matches!(self.last, Last::Hundred | Last::Scale) {
            at += 1;
            // "two hundred and five hundred" is two numbers.
            let again = matches!(number_word(pieces, at + 1), Some(NumberWord::Scale(scale)) if scale < 1e3);
            if !pieces.follows(at) || (again && self.last == Last::Hundred) {
                return None;
            }
        }
        let next = Sum { end: at + 1, ..self };
        if begun && matches!(pieces.word(at), "dozen" | "dozens") && self.total == 0.0 {
            return Some(Sum {
                total: self.group * 12.0,
                group: 0.0,
                last: Last::Scale,
                ceiling: 0.0,
                ..next
            });
        }
        let singular = pieces.word(at);
        let word = number_word(pieces, at);
        let word = word.or_else(|| if plural { plural_ordinal(singular) } else { None })?;
        next.add(word, self)
    }

    /// The sum with `word` added, where `word` may follow what was `before`.
    fn add(self, word: NumberWord, before: Sum) -> Option<Self> {
        use Last::{Hundred, Nothing, Scale, Teen, Tens, Unit};
        let after_hundred = matches!(before.last, Nothing | Hundred | Scale) && self.ceiling > 1.0;
        match word {
            NumberWord::Unit(value) if after_hundred || (before.last == Tens && value > 0.0) => {
                Some(Sum { group: self.group + value, last: Unit, ..self })
            }
            NumberWord::Teen(value) if after_hundred => {
                Some(Sum { group: self.group + value, last: Teen, ..self })
            }
            NumberWord::Tens(value) if after_hundred => {
                Some(Sum { group: self.group + value, last: Tens, ..self })
            }
            NumberWord::Scale(scale) => self.scaled(scale, before),
            NumberWord::Ordinal(value) => self.ended(value, before),
            _ => None,
        }
    }

    /// The sum after "hundred", "thousand", …
    fn scaled(self, scale: f64, before: Sum) -> Option<Self> {
        if scale < 1e3 {
            let fits =
                self.group > 0.0 && self.group < 100.0 && !self.hundreds && before.last != Last::Hundred;
            return fits.then_some(Sum {
                group: self.group * scale,
                last: Last::Hundred,
                hundreds: true,
                ..self
            });
        }
        if self.group > 0.0 && scale < self.ceiling {
            let total = self.total + self.group * scale;
            return Some(Sum {
                total,
                group: 0.0,
                last: Last::Scale,
                ceiling: scale,
                hundreds: false,
                ..self
            });
        }
        // "two hundred thousand million" multiplies on.
        let on = self.group == 0.0
            && (1.0..1e15).contains(&self.total)
            && before.last == Last::Scale
            && self.ceiling > 1.0;
        on.then(|| Sum { total: self.total * scale, ceiling: scale.min(self.ceiling), ..self })
    }

    /// The sum ended by an ordinal.
    fn ended(self, value: f64, before: Sum) -> Option<Self> {
        let ended = Sum { ordinal: true, ..self };
        let fits = match before.last {
            Last::Nothing => true,
            Last::Tens => value < 10.0,
            Last::Hundred | Last::Scale if value < 100.0 => self.ceiling > 1.0,
            Last::Unit | Last::Teen | Last::Hundred | Last::Scale => value >= 100.0,
        };
        if !fits {
            return None;
        }
        if value >= 100.0 && before.last != Last::Nothing {
            let (total, group) =
                if self.group > 0.0 { (self.total, self.group * value) } else { (self.total * value, 0.0) };
            return Some(Sum { total, group, ..ended });
        }
        Some(Sum { group: self.group + value, ..ended })
    }

    /// "nine point nought four".
    fn with_point(self, pieces: &Pieces<'_>) -> Self {
        if self.last == Last::Nothing || self.ordinal || pieces.word(self.end) != "point" {
            return self;
        }
        let (mut end, mut value, mut place) = (self.end + 1, self.group, 0.1);
        while let Some(NumberWord::Unit(digit)) = number_word(pieces, end) {
            value += digit * place;
            place /= 10.0;
            end += 1;
        }
        if end == self.end + 1 { self } else { Sum { group: value, end, ..self } }
    }
}

/// The plural of an ordinal: "fifths", "trillionths".
fn plural_ordinal(word: &str) -> Option<NumberWord> {
    super::LEXICON
        .words
        .get(word.strip_suffix('s')?)
        .copied()
        .filter(|word| matches!(word, NumberWord::Ordinal(_)))
}
