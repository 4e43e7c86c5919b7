//! Numerals: what number the digits and number words at one place spell out.

mod digits;
mod part;
mod words;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::sync::LazyLock;

use super::scan::{Pieces, is_hyphen};

/// What kind of numeral stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumeralKind {
    /// "26", "two hundred".
    Cardinal,
    /// "third", "21st".
    Ordinal,
    /// "two thirds", "1/4", "half a".
    Part,
}

/// A number that the text spells out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numeral {
    /// Its value.
    pub(crate) value: f64,
    /// One past its last piece.
    pub(crate) end: usize,
    /// What kind it is.
    pub(crate) kind: NumeralKind,
    /// Whether it begins with digits.
    pub(crate) in_digits: bool,
    /// The scale that the whole is said in: a million for "three million", one where none is said.
    pub(crate) scale: f64,
}

/// What one word adds to a numeral.
#[derive(Clone, Copy, Debug, PartialEq)]
enum NumberWord {
    /// 0 to 9.
    Unit(f64),
    /// 10 to 19.
    Teen(f64),
    /// 20 to 90.
    Tens(f64),
    /// A dozen, which is said after a number or an article.
    Dozen(f64),
    /// A power of ten to multiply by.
    Scale(f64),
    /// A place in an order, or the name of a part.
    Ordinal(f64),
    /// The name of a part that is no ordinal.
    Part(f64),
}

/// The numeral that begins at `i`, as long as it goes.
pub(crate) fn numeral(pieces: &Pieces<'_>, i: usize) -> Option<Numeral> {
    if let Some(first) = past_sign(pieces, i) {
        let number = unsigned(pieces, first)?;
        return Some(Numeral { value: -number.value, ..number });
    }
    unsigned(pieces, i)
}

/// A numeral without its sign.
fn unsigned(pieces: &Pieces<'_>, i: usize) -> Option<Numeral> {
    let number = digits::digits(pieces, i).or_else(|| words::words(pieces, i))?;
    Some(part::with_part(pieces, number)).filter(|number| number.value.is_finite())
}

/// Past "minus", "negative", or a minus sign that stands free on its left, after no number, and tight on its right.
fn past_sign(pieces: &Pieces<'_>, i: usize) -> Option<usize> {
    let after_number = i > 0 && pieces.follows(i) && !pieces.digits(i - 1).is_empty();
    let spelled = matches!(pieces.word(i), "minus" | "negative");
    let sign = is_hyphen(pieces.mark(i))
        && !after_number
        && !pieces.is_tight(i)
        && pieces.is_tight(i + 1)
        && !is_hyphen(pieces.mark(i + 1));
    (spelled || sign).then_some(i + 1)
}

/// What the word at `i` adds to a numeral.
fn number_word(pieces: &Pieces<'_>, i: usize) -> Option<NumberWord> {
    word(pieces.word(i))
}

/// What `word` adds to a numeral.
fn word(word: &str) -> Option<NumberWord> {
    LEXICON.words.get(word).copied()
}

/// A scale or "dozen" at `i`.
fn multiplier(pieces: &Pieces<'_>, i: usize) -> Option<(f64, usize)> {
    match number_word(pieces, i) {
        Some(NumberWord::Scale(scale) | NumberWord::Dozen(scale)) => Some((scale, i + 1)),
        _ => None,
    }
}

/// The scales in words from `i` on, multiplied, and one past them: "thousand", "million".
pub(crate) fn scales(pieces: &Pieces<'_>, i: usize) -> Option<(f64, usize)> {
    let (mut scale, mut end) = (1.0, i);
    while let Some(NumberWord::Scale(next)) = number_word(pieces, end).filter(|_| pieces.follows(end)) {
        (scale, end) = (scale * next, end + 1);
    }
    (end > i).then_some((scale, end))
}

/// Past a hyphen between the parts of a compound, which tokenised text sets between spaces.
fn past_joint(pieces: &Pieces<'_>, i: usize) -> Option<usize> {
    let free = |at: usize| pieces.follows(at) && !pieces.is_tight(at);
    let spaced = pieces.mark(i) == '-' && free(i) && free(i + 1);
    pieces.past_hyphen(i).or(spaced.then_some(i + 1))
}

/// Whether a scale after the word is not said of one: "several hundred thousand", "per hundred thousand".
fn is_multiplied(word: &str) -> bool {
    LEXICON.multiplied.contains(word)
}

/// Whether the word at `i` is part of a numeral.
pub(crate) fn is_number_word(pieces: &Pieces<'_>, i: usize) -> bool {
    number_word(pieces, i).is_some()
}

/// The scale that letters tight after digits stand for ("bn").
pub(crate) fn short_scale(letters: &str) -> Option<f64> {
    LEXICON.short_scales.get(letters).copied()
}

/// The scale that letters after a sum of money stand for ("$5m", "$1MM").
pub(crate) fn money_scale(letters: &str) -> Option<f64> {
    LEXICON.money_scales.get(letters).copied().or_else(|| short_scale(letters))
}

/// The scale that letters after a space stand for, where nothing else is written so.
fn spaced_scale(letters: &str) -> Option<f64> {
    LEXICON.spaced_scales.get(letters).copied()
}

/// The number words by their lower case.
struct Lexicon {
    words: FxHashMap<String, NumberWord>,
    short_scales: FxHashMap<String, f64>,
    spaced_scales: FxHashMap<String, f64>,
    money_scales: FxHashMap<String, f64>,
    multiplied: FxHashSet<String>,
}

/// `data/numerals.toml`.
#[derive(Default, Deserialize)]
struct Lists {
    units: FxHashMap<String, f64>,
    teens: FxHashMap<String, f64>,
    tens: FxHashMap<String, f64>,
    dozens: FxHashMap<String, f64>,
    scales: FxHashMap<String, f64>,
    short_scales: FxHashMap<String, f64>,
    spaced_scales: FxHashMap<String, f64>,
    money_scales: FxHashMap<String, f64>,
    multiplied: Multiplied,
    ordinals: FxHashMap<String, f64>,
    parts: FxHashMap<String, f64>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let lists: Lists = toml::from_str(include_str!("../../../data/numerals.toml")).unwrap_or_default();
    let mut words = FxHashMap::default();
    let mut add = |list: FxHashMap<String, f64>, meaning: fn(f64) -> NumberWord| {
        words.extend(list.into_iter().map(|(word, value)| (word, meaning(value))));
    };
    add(lists.units, NumberWord::Unit);
    add(lists.teens, NumberWord::Teen);
    add(lists.tens, NumberWord::Tens);
    add(lists.dozens, NumberWord::Dozen);
    add(lists.scales, NumberWord::Scale);
    add(lists.ordinals, NumberWord::Ordinal);
    add(lists.parts, NumberWord::Part);
    Lexicon {
        words,
        short_scales: lists.short_scales,
        spaced_scales: lists.spaced_scales,
        money_scales: lists.money_scales,
        multiplied: lists.multiplied.after,
    }
});

/// Words before a scale that say how many of it there are.
#[derive(Default, Deserialize)]
struct Multiplied {
    after: FxHashSet<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        let pieces = Pieces::new(text);
        let Some(found) = numeral(&pieces, 0) else { return "none".to_owned() };
        let rest =
            if found.end == pieces.len() { String::new() } else { format!(" +{}", pieces.raw(found.end)) };
        let kind = match found.kind {
            NumeralKind::Cardinal => "",
            NumeralKind::Ordinal => "th",
            NumeralKind::Part => " part",
        };
        format!("{}{kind}{rest}", (found.value * 1e4).round() / 1e4)
    }

    #[test]
    fn the_lists_can_be_read() {
        assert!(toml::from_str::<Lists>(include_str!("../../../data/numerals.toml")).is_ok());
    }

    #[test]
    fn digits_are_read_with_their_separators() {
        assert_eq!(value("1,674,200.5"), "1674200.5");
        assert_eq!(value("1,50"), "1 +,");
        assert_eq!(value("2013,100"), "2013 +,");
        assert_eq!(value("1\u{202f}234\u{202f}567"), "1234567");
        assert_eq!(value("12 140 injured"), "12 +140");
        assert_eq!(value("1.5 million"), "1500000");
        assert_eq!(value("$"), "none");
        assert_eq!(value("1.2bn"), "1200000000");
        assert_eq!(value("-30"), "-30");
        assert_eq!(value("6 1/4"), "6.25 part");
        assert_eq!(value("1/10th"), "0.1 part");
        assert_eq!(value("2½"), "2.5");
        assert_eq!(value("2 ½ spoons"), "2.5 +spoons");
        assert_eq!(value("21st"), "21th");
        assert_eq!(value("3 hundred and 21"), "321");
        assert_eq!(value("1.234.567,8"), "1234567.8");
        assert_eq!(value("6.1-magnitude"), "6.1 +-");
        assert_eq!(value("1.234,5 tonnes"), "1234.5 +tonnes");
        assert_eq!(value("1.3x10^6"), "1300000");
        assert_eq!(value("1,2 million"), "1200000");
        assert_eq!(value("1e9"), "1000000000");
        assert_eq!(value("5 bn euros"), "5000000000 +euros");
        assert_eq!(value("1.2b"), "1200000000");
        assert_eq!(value("10b"), "10 +b");
    }

    #[test]
    fn a_scale_takes_in_what_is_smaller() {
        assert_eq!(value("3 hundred and one"), "301");
        assert_eq!(value("3 million and 20 carts"), "3000000 +and");
        assert_eq!(value("two million and three carts"), "2000000 +and");
        assert_eq!(value("two million and fifty thousand"), "2050000");
        assert_eq!(value("hundred thousand coins"), "100000 +coins");
        assert_eq!(value("five hundreds"), "500");
        assert_eq!(value("three hundred and two dozen"), "324");
        assert_eq!(value("12,34,567"), "1234567");
        assert_eq!(value("two crore"), "20000000");
    }

    #[test]
    fn a_slash_makes_a_part_only_where_fractions_are_written_so() {
        assert_eq!(value("3/4"), "0.75 part");
        for text in ["24/7", "50/50", "11/34", "2015/16"] {
            assert!(value(text).ends_with("+/"), "{text}");
        }
    }

    #[test]
    fn ordinals_may_be_large() {
        assert_eq!(value("one hundred and fifth"), "105th");
        assert_eq!(value("3 thousandth"), "3000th");
        assert_eq!(value("1,000th"), "1000th");
        assert_eq!(value("3 hundredths"), "0.03 part");
    }

    #[test]
    fn words_are_added_up() {
        assert_eq!(value("twenty-six men"), "26 +men");
        assert_eq!(value("two hundred and five thousand"), "205000");
        assert_eq!(value("one hundred and six"), "106");
        assert_eq!(value("half a dozen"), "6");
        assert_eq!(value("two and a half million"), "2500000");
        assert_eq!(value("three dozen"), "36");
        assert_eq!(value("a hundred"), "100");
        assert_eq!(value("one two"), "1 +two");
        assert_eq!(value("two and three"), "2 +and");
        assert_eq!(value("twenty-first"), "21th");
        assert_eq!(value("two thirds of"), "0.6667 part +of");
        assert_eq!(value("five eighths"), "0.625 part");
        assert_eq!(value("a quarter"), "0.25 part");
        assert_eq!(value("nine point nought four"), "9.04");
        assert_eq!(value("nought point eleven"), "0.11");
        assert_eq!(value("one point five million"), "1500000");
        assert_eq!(value("fifty - two boats"), "52 +boats");
        assert_eq!(value("a man"), "none");
    }

    #[test]
    fn a_part_of_a_number_is_a_number() {
        assert_eq!(value("a quarter of a million"), "250000");
        assert_eq!(value("two thirds of a dozen"), "8");
        assert_eq!(value("quarter million"), "250000");
        assert_eq!(value("one hundred and three quarters"), "100.75");
        assert_eq!(value("two and fifty-four hundredths"), "2.54");
        assert_eq!(value("two million and a half"), "2500000");
    }
}
