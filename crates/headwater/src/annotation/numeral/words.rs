//! Numbers in words: "twenty-six", "two hundred and five thousand", "one point five million".

use super::{NumberWord, Numeral, NumeralKind, multiplier, number_word, part, past_joint};
use crate::annotation::scan::Pieces;

/// The numeral in words that begins at `i`.
pub(super) fn words(pieces: &Pieces<'_>, i: usize) -> Option<Numeral> {
    if number_word(pieces, i).is_none() && !matches!(pieces.word(i), "a" | "an") {
        return None;
    }
    part::part(pieces, i).or_else(|| Sum::read(pieces, i).map(|sum| sum.numeral()))
}

/// A cardinal in words that no scale is said of.
pub(super) fn cardinal(value: f64, end: usize) -> Numeral {
    Numeral { value, end, kind: NumeralKind::Cardinal, in_digits: false, scale: 1.0 }
}

/// What was read last, which decides what may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Last {
    Nothing,
    Unit,
    Teen,
    Tens,
    Hundred,
    Scale,
}

/// A sum of number words in the making.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sum {
    total: f64,
    group: f64,
    pub(super) last: Last,
    /// The last scale above a hundred; what follows must be smaller.
    ceiling: f64,
    hundreds: bool,
    /// The scales at the end, multiplied: what the whole was said in.
    scale: f64,
    /// Whether "and" may join on.
    ands: bool,
    pub(super) end: usize,
    pub(super) ordinal: bool,
}

impl Sum {
    fn new(i: usize) -> Self {
        Sum {
            total: 0.0,
            group: 0.0,
            last: Last::Nothing,
            ceiling: f64::INFINITY,
            hundreds: false,
            scale: 1.0,
            ands: true,
            end: i,
            ordinal: false,
        }
    }

    pub(super) fn value(&self) -> f64 {
        self.total + self.group
    }

    pub(super) fn numeral(&self) -> Numeral {
        let kind = if self.ordinal { NumeralKind::Ordinal } else { NumeralKind::Cardinal };
        Numeral { kind, scale: self.scale, ..cardinal(self.value(), self.end) }
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
    pub(super) fn read_divisor(pieces: &Pieces<'_>, i: usize, ands: bool) -> Option<(Self, bool)> {
        let mut sum = Sum { ands, ..Sum::new(i) };
        while !sum.ordinal {
            sum = sum.step(pieces, true)?;
        }
        Some((sum, pieces.word(sum.end.saturating_sub(1)).ends_with('s')))
    }

    /// The shortest number at `i`, one word long.
    pub(super) fn first(pieces: &Pieces<'_>, i: usize, ands: bool) -> Option<Self> {
        let sum = Sum { ands, ..Sum::started(pieces, i) };
        if sum.last != Last::Nothing && sum.end > i {
            return Some(sum);
        }
        sum.step(pieces, false).filter(|sum| !sum.ordinal)
    }

    /// One word more that is no ordinal.
    pub(super) fn longer(self, pieces: &Pieces<'_>) -> Option<Self> {
        self.step(pieces, false).filter(|sum| !sum.ordinal)
    }

    /// "a hundred", "a dozen" begin with one, and so does "hundred thousand" by itself.
    fn started(pieces: &Pieces<'_>, i: usize) -> Self {
        let article = matches!(pieces.word(i), "a" | "an") && pieces.follows(i + 1);
        if article && multiplier(pieces, i + 1).is_some() {
            return Sum { group: 1.0, last: Last::Unit, end: i + 1, ..Sum::new(i) };
        }
        let scale = |at: usize| matches!(number_word(pieces, at), Some(NumberWord::Scale(_)));
        let bare = pieces.word(i) == "hundred" && scale(i + 1) && pieces.follows(i + 1);
        // "per hundred thousand" is a rate, "several hundred thousand" is vague.
        let counted = i == 0 || !pieces.follows(i) || !super::is_multiplied(pieces.word_before(i));
        if !bare || !counted {
            return Sum::new(i);
        }
        Sum { group: 100.0, last: Last::Hundred, hundreds: true, scale: 100.0, end: i + 1, ..Sum::new(i) }
    }

    /// One word more; `None` when no word can follow.
    fn step(self, pieces: &Pieces<'_>, plural: bool) -> Option<Self> {
        let begun = self.last != Last::Nothing;
        let mut at = if begun { pieces.past_hyphen(self.end).unwrap_or(self.end) } else { self.end };
        if let Some(next) = past_joint(pieces, self.end).filter(|_| self.last == Last::Tens)
            && next > at
            && matches!(number_word(pieces, next), Some(NumberWord::Unit(_)))
            && pieces.word(next + 1) != "of"
        {
            at = next;
        }
        if begun && !pieces.follows(at) {
            return None;
        }
        if begun && pieces.word(at) == "and" && matches!(self.last, Last::Hundred | Last::Scale) {
            at += 1;
            // "two hundred and five hundred" is two numbers, "one hundred and three quarters" has a part.
            let again = matches!(number_word(pieces, at + 1), Some(NumberWord::Scale(scale)) if scale < 1e3);
            let follows = self.ands && pieces.follows(at) && !(again && self.last == Last::Hundred);
            // "two million and three lorries" are two numbers, "two million and fifty thousand" is one.
            let scaled =
                || (at + 1..at + 3).any(|at| matches!(number_word(pieces, at), Some(NumberWord::Scale(_))));
            let apart = self.last == Last::Scale && self.ceiling >= 1e6 && !scaled();
            if !follows || apart || part::is_proper(pieces, at) {
                return None;
            }
        }
        let next = Sum { end: at + 1, ..self };
        let word = number_word(pieces, at);
        let word = word.or_else(|| if plural { plural_ordinal(pieces.word(at)) } else { None });
        let several = begun && self.value() > 1.0;
        let word = word.or_else(|| if several { plural_scale(pieces.word(at)) } else { None })?;
        next.add(word, self)
    }

    /// The sum with `word` added, where `word` may follow what was `before`.
    fn add(self, word: NumberWord, before: Sum) -> Option<Self> {
        use Last::{Hundred, Nothing, Scale, Teen, Tens, Unit};
        let after_hundred = matches!(before.last, Nothing | Hundred | Scale) && self.ceiling > 1.0;
        let plus = |value: f64, last: Last| Sum { group: self.group + value, last, scale: 1.0, ..self };
        match word {
            NumberWord::Unit(value) if after_hundred || (before.last == Tens && value > 0.0) => {
                Some(plus(value, Unit))
            }
            NumberWord::Teen(value) if after_hundred => Some(plus(value, Teen)),
            NumberWord::Tens(value) if after_hundred => Some(plus(value, Tens)),
            NumberWord::Dozen(size) => self.dozens(size, before),
            NumberWord::Scale(scale) => self.scaled(scale, before),
            NumberWord::Ordinal(value) => self.ended(value, before),
            _ => None,
        }
    }

    /// The sum after "dozen": "three hundred and two dozen" are two dozen more.
    fn dozens(self, size: f64, before: Sum) -> Option<Self> {
        if before.last == Last::Nothing || self.total != 0.0 {
            return None;
        }
        let small = self.group % 100.0;
        let (rest, dozens) = if small > 0.0 { (self.group - small, small) } else { (0.0, self.group) };
        let scale = if rest > 0.0 { 1.0 } else { self.scale * size };
        let total = rest + dozens * size;
        Some(Sum { total, group: 0.0, last: Last::Scale, ceiling: 0.0, scale, ..self })
    }

    /// The sum after "hundred", "thousand", …
    fn scaled(self, scale: f64, before: Sum) -> Option<Self> {
        let said = self.scale * scale;
        if scale < 1e3 {
            let fits =
                self.group > 0.0 && self.group < 100.0 && !self.hundreds && before.last != Last::Hundred;
            return fits.then_some(Sum {
                group: self.group * scale,
                last: Last::Hundred,
                hundreds: true,
                scale: said,
                ..self
            });
        }
        if self.group > 0.0 && scale < self.ceiling {
            return Some(Sum {
                total: self.total + self.group * scale,
                group: 0.0,
                last: Last::Scale,
                ceiling: scale,
                hundreds: false,
                scale: if self.total > 0.0 { 1.0 } else { said },
                ..self
            });
        }
        // "two hundred thousand million" multiplies on.
        let on = self.group == 0.0
            && (1.0..1e15).contains(&self.total)
            && before.last == Last::Scale
            && self.ceiling > 1.0;
        on.then(|| Sum { total: self.total * scale, ceiling: scale.min(self.ceiling), scale: said, ..self })
    }

    /// The sum ended by an ordinal.
    fn ended(self, value: f64, before: Sum) -> Option<Self> {
        let ended = Sum { ordinal: true, scale: 1.0, ..self };
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

    /// "nine point nought four", "nought point eleven", "one point five million".
    fn with_point(self, pieces: &Pieces<'_>) -> Self {
        if self.last == Last::Nothing || self.ordinal || pieces.word(self.end) != "point" {
            return self;
        }
        let first = self.end + 1;
        let (mut end, mut value, mut place) = (first, self.group, 0.1);
        while let Some(NumberWord::Unit(digit)) = number_word(pieces, end).filter(|_| pieces.follows(end)) {
            value += digit * place;
            place /= 10.0;
            end += 1;
        }
        if end == first {
            // "point eleven", "point seventy-one": hundredths that are said as one number.
            let Some(mut sum) = Sum::first(pieces, first, false) else { return self };
            if sum.last == Last::Tens {
                sum = sum.longer(pieces).unwrap_or(sum);
            }
            if !matches!(sum.last, Last::Teen | Last::Tens | Last::Unit) || !pieces.follows(first) {
                return self;
            }
            (value, end) = (value + sum.group / 100.0, sum.end);
        }
        let mut sum = Sum { group: value, end, ..self };
        while let Some(NumberWord::Scale(scale)) =
            number_word(pieces, sum.end).filter(|_| pieces.follows(sum.end))
        {
            sum = Sum { group: sum.group * scale, scale: sum.scale * scale, end: sum.end + 1, ..sum };
        }
        sum
    }
}

/// The plural of an ordinal: "fifths", "trillionths".
fn plural_ordinal(word: &str) -> Option<NumberWord> {
    super::word(word.strip_suffix('s')?).filter(|word| matches!(word, NumberWord::Ordinal(_)))
}

/// The plural of a scale after a number: "five hundreds", "two millions".
fn plural_scale(word: &str) -> Option<NumberWord> {
    super::word(word.strip_suffix('s')?).filter(|word| matches!(word, NumberWord::Scale(_)))
}
