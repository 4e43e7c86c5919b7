//! Word by word, what was kept and what was changed between two stretches of text.

use rustc_hash::FxHashMap;

use super::Change;
use super::judge::Tally;
use crate::text::Span;
use crate::text::fold::{self, Fold, Word};

/// Cells of a table in which a small stretch is compared exactly.
const TABLE: usize = 1 << 14;

/// Compares two spans word by word, ignoring typography (quotation marks, case, accents, invisible characters).
///
/// The changes cover both spans' words in order, same and changed stretches in turn; words that were moved count
/// as dropped and added. Linear: stretches between words that stand once on both sides (patience) are compared
/// by longest common subsequence where they are short, and given as changed where they are not.
pub fn difference(a: &str, a_span: Span, b: &str, b_span: Span) -> Vec<Change> {
    let (one, other) = (words_in(a, a_span), words_in(b, b_span));
    changes(&one, &other, &same(&one, &other), (a_span.start, b_span.start))
}

/// How many words two spans have, and how many of them are kept.
pub(super) fn counted((a, b): (&str, &str), (a_span, b_span): (Span, Span)) -> Tally {
    let one = words_in(a, a_span);
    if a_span.of(a) == b_span.of(b) {
        return Tally { kept: one.len(), a: one.len(), b: one.len() };
    }
    let other = words_in(b, b_span);
    Tally { kept: same(&one, &other).len(), a: one.len(), b: other.len() }
}

/// The pairs of equal words, in order.
fn same(one: &[Word], other: &[Word]) -> Vec<(usize, usize)> {
    let mut same = Vec::new();
    Compare { one, other }.collect((0, one.len()), (0, other.len()), 0, &mut same);
    same
}

/// The words of a span, placed in the whole text.
fn words_in(text: &str, span: Span) -> Vec<Word> {
    let mut words = fold::words(span.of(text), Fold::Typography);
    for word in &mut words {
        word.start += span.start as u32;
        word.end += span.start as u32;
    }
    words
}

type Range = (usize, usize);

struct Compare<'w> {
    one: &'w [Word],
    other: &'w [Word],
}

impl Compare<'_> {
    /// Adds the pairs of equal words within two ranges, in order.
    fn collect(
        &self,
        (mut a, mut a_end): Range,
        (mut b, mut b_end): Range,
        depth: usize,
        same: &mut Vec<(usize, usize)>,
    ) {
        while a < a_end && b < b_end && self.equal(a, b) {
            same.push((a, b));
            (a, b) = (a + 1, b + 1);
        }
        let mut tail = 0;
        while a < a_end && b < b_end && self.equal(a_end - 1, b_end - 1) {
            (a_end, b_end, tail) = (a_end - 1, b_end - 1, tail + 1);
        }
        if a < a_end && b < b_end {
            if (a_end - a) * (b_end - b) <= TABLE {
                self.by_table((a, a_end), (b, b_end), same);
            } else {
                self.by_anchors((a, a_end), (b, b_end), depth, same);
            }
        }
        same.extend((0..tail).map(|n| (a_end + n, b_end + n)));
    }

    fn equal(&self, a: usize, b: usize) -> bool {
        self.one[a].key == self.other[b].key
    }

    /// The longest common subsequence of two short ranges.
    fn by_table(&self, (a, a_end): Range, (b, b_end): Range, same: &mut Vec<(usize, usize)>) {
        let width = b_end - b + 1;
        let mut table = vec![0_u16; (a_end - a + 1) * width];
        for i in (a..a_end).rev() {
            for j in (b..b_end).rev() {
                let at = (i - a) * width + j - b;
                table[at] = if self.equal(i, j) {
                    table[at + width + 1] + 1
                } else {
                    table[at + width].max(table[at + 1])
                };
            }
        }
        let (mut i, mut j) = (a, b);
        while i < a_end && j < b_end {
            let at = (i - a) * width + j - b;
            if self.equal(i, j) && table[at] == table[at + width + 1] + 1 {
                same.push((i, j));
                (i, j) = (i + 1, j + 1);
            } else if table[at + width] >= table[at + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
    }

    /// Compares what lies between words that stand once in both ranges and in the same order.
    fn by_anchors(&self, a: Range, b: Range, depth: usize, same: &mut Vec<(usize, usize)>) {
        let anchors = if depth < 8 { rising(&self.once_in_both(a, b)) } else { Vec::new() };
        if anchors.is_empty() {
            return;
        }
        let (mut i, mut j) = (a.0, b.0);
        for (x, y) in anchors {
            self.collect((i, x), (j, y), depth + 1, same);
            same.push((x, y));
            (i, j) = (x + 1, y + 1);
        }
        self.collect((i, a.1), (j, b.1), depth + 1, same);
    }

    /// Places of the words that stand exactly once in each range.
    fn once_in_both(&self, a: Range, b: Range) -> Vec<(usize, usize)> {
        let mut places: FxHashMap<u32, (u32, u32, usize)> = FxHashMap::default();
        for word in &self.one[a.0..a.1] {
            places.entry(word.key).or_default().0 += 1;
        }
        for (nth, word) in self.other[b.0..b.1].iter().enumerate() {
            if let Some(place) = places.get_mut(&word.key) {
                (place.1, place.2) = (place.1 + 1, b.0 + nth);
            }
        }
        let once = |at: usize| {
            places
                .get(&self.one[at].key)
                .filter(|place| (place.0, place.1) == (1, 1))
                .map(|place| (at, place.2))
        };
        (a.0..a.1).filter_map(once).collect()
    }
}

/// The longest part of `pairs` whose second places rise (patience sorting).
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (nth, pair) in pairs.iter().enumerate() {
        let place = piles.partition_point(|&top| pairs[top].1 < pair.1);
        before.push(place.checked_sub(1).map(|left| piles[left]));
        if place == piles.len() { piles.push(nth) } else { piles[place] = nth }
    }
    let mut chain: Vec<(usize, usize)> =
        std::iter::successors(piles.last().copied(), |&nth| before[nth]).map(|nth| pairs[nth]).collect();
    chain.reverse();
    chain
}

/// Turns pairs of equal words into stretches that cover all words of both sides.
fn changes(one: &[Word], other: &[Word], same: &[(usize, usize)], begin: (usize, usize)) -> Vec<Change> {
    let mut changes = Vec::new();
    let (mut i, mut j) = (0, 0);
    let mut at = begin;
    let mut rest = same;
    while i < one.len() || j < other.len() {
        let length = rest.iter().zip(0..).take_while(|&(&pair, n)| pair == (i + n, j + n)).count();
        let (next_i, next_j) = if length > 0 {
            (i + length, j + length)
        } else {
            rest.first().copied().unwrap_or((one.len(), other.len()))
        };
        let a = covering(one, i..next_i, at.0);
        let b = covering(other, j..next_j, at.1);
        changes.push(Change { a, b, same: length > 0 });
        rest = rest.get(length..).unwrap_or_default();
        (i, j, at) = (next_i, next_j, (a.end, b.end));
    }
    changes
}

/// The span of a range of words; an empty one at `at` where there are none.
fn covering(words: &[Word], range: std::ops::Range<usize>, at: usize) -> Span {
    match words.get(range) {
        Some([first, .., last]) => first.span().cover(last.span()),
        Some([only]) => only.span(),
        _ => Span::new(at, at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(a: &str, b: &str) -> Vec<(String, String, bool)> {
        let changes = difference(a, Span::new(0, a.len()), b, Span::new(0, b.len()));
        changes
            .into_iter()
            .map(|change| (change.a.of(a).to_owned(), change.b.of(b).to_owned(), change.same))
            .collect()
    }

    #[test]
    fn a_changed_word_is_shown_alone() {
        let owned = |a: &str, b: &str, same| (a.to_owned(), b.to_owned(), same);
        assert_eq!(
            shown("The mayor of Orrin denied it.", "The mayor of Orrin rejected it flatly."),
            [
                owned("The mayor of Orrin", "The mayor of Orrin", true),
                owned("denied", "rejected", false),
                owned("it", "it", true),
                owned("", "flatly", false),
            ]
        );
    }

    #[test]
    fn typography_is_no_change() {
        assert_eq!(shown("\"It's ours,\" he said", "“It’s ours”, he\u{a0}said").len(), 1);
    }

    #[test]
    fn long_texts_are_compared_between_anchors() {
        let words: Vec<String> = (0..2000).map(|n| format!("word{n}")).collect();
        let mut edited = words.clone();
        edited[700] = "other".to_owned();
        edited.remove(1500);
        let changes = shown(&words.join(" "), &edited.join(" "));
        assert_eq!(changes.iter().filter(|change| !change.2).count(), 2);
    }
}
