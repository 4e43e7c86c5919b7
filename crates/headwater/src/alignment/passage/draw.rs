//! Drawing a block to the character: where exactly the shared wording begins and ends in both texts.

use super::block::{Block, Pair, Words};
use super::pile::Worded;
use super::rarity::BIT;
use crate::text::Span;

/// A reworded end of a sentence belongs to the passage when it is as long on both sides and no longer than this.
const REWORDED: usize = 3;
/// The same where the whole passage is reworded.
const REWORDED_FREELY: usize = 12;
/// Share of what a passage tells below which it is reworded throughout.
const FREELY: f64 = 0.8;

/// Words past the end of a sentence that may be left off, and what they tell at most.
const OVERHANG: usize = 3;
const CHANCE: u32 = 24 * BIT;

/// The spans of a block in both texts.
pub(super) fn spans(pair: Pair, block: &Block) -> (Span, Span) {
    let sides = (Side(pair.a), Side(pair.b));
    let reach = if pair.sides().weigh(block).cover < FREELY { REWORDED_FREELY } else { REWORDED };
    let first = completed(
        sides.0.words_to(block.a.start, reach, Way::Back),
        sides.1.words_to(block.b.start, reach, Way::Back),
    );
    let last = completed(
        sides.0.words_to(block.a.end, reach, Way::Ahead),
        sides.1.words_to(block.b.end, reach, Way::Ahead),
    );
    let a = block.a.start - first.0..block.a.end + last.0;
    let b = block.b.start - first.1..block.b.end + last.1;
    let (a, b) = trimmed(pair, (a, b));
    let (a_span, b_span) = (pair.a.span(&a), pair.b.span(&b));
    let opening = common(sides.0.marks_before(a_span.start), sides.1.marks_before(b_span.start), true);
    let closing = common(sides.0.marks_after(&a, a_span.end), sides.1.marks_after(&b, b_span.end), false);
    (
        Span::new(a_span.start - opening.0, a_span.end + closing.0),
        Span::new(b_span.start - opening.1, b_span.end + closing.1),
    )
}

/// Leaves off the few words with which a next sentence begins, or an earlier one ends, alike by chance.
fn trimmed(pair: Pair, (a, b): (Words, Words)) -> (Words, Words) {
    let chance = |worded: &Worded, words: Words| worded.weight(words) < CHANCE;
    let head = |worded: &Worded, all: &Words| {
        let until = |&at: &usize| worded.sentence_ends(at);
        let near = (all.start..all.end).take(OVERHANG + 1).find(until)?;
        chance(worded, all.start..near).then_some(near)
    };
    let tail = |worded: &Worded, all: &Words| {
        let from = |&at: &usize| worded.sentence_ends(at);
        let near = (all.start + 1..=all.end).rev().take(OVERHANG + 1).find(from)?;
        chance(worded, near..all.end).then_some(near)
    };
    let starts = head(pair.a, &a).zip(head(pair.b, &b)).unwrap_or((a.start, b.start));
    let ends = tail(pair.a, &a).zip(tail(pair.b, &b)).unwrap_or((a.end, b.end));
    if starts.0 < ends.0 && starts.1 < ends.1 { (starts.0..ends.0, starts.1..ends.1) } else { (a, b) }
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Back,
    Ahead,
}

/// How many words to add on both sides: the rest of both sentences, where it is as long on both.
fn completed(a: Option<usize>, b: Option<usize>) -> (usize, usize) {
    match (a, b) {
        (Some(a), Some(b)) if a.abs_diff(b) <= a.max(b) / 6 => (a, b),
        _ => (0, 0),
    }
}

struct Side<'p>(&'p Worded<'p>);

impl Side<'_> {
    /// How many words lie between `at` and the sentence's end in that direction, within reach.
    fn words_to(&self, at: usize, reach: usize, way: Way) -> Option<usize> {
        let place = |n: usize| if way == Way::Back { at.checked_sub(n) } else { Some(at + n) };
        (0..=reach).find(|&n| place(n).is_some_and(|at| self.ends_between(at)))
    }

    /// Whether a sentence, or a quotation, ends or begins just before the word at `at`.
    fn ends_between(&self, at: usize) -> bool {
        self.0.sentence_ends(at) || self.0.quotation_ends(at)
    }

    /// The marks right before `at`, the nearest first.
    fn marks_before(&self, at: usize) -> Vec<char> {
        let before = self.0.text.get(..at).unwrap_or_default();
        before.chars().rev().take_while(|&c| class(c).is_some_and(|class| class != Class::Stop)).collect()
    }

    /// The marks right after a range, where its last sentence ends.
    fn marks_after(&self, range: &Words, at: usize) -> Vec<char> {
        if !self.ends_between(range.end) {
            return Vec::new();
        }
        self.0.text.get(at..).unwrap_or_default().chars().take_while(|&c| class(c).is_some()).collect()
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Stop,
    Quote,
    Open,
    Close,
}

fn class(c: char) -> Option<Class> {
    match c {
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | ',' | ';' | ':' => Some(Class::Stop),
        '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’' => Some(Class::Quote),
        '(' | '[' | '¿' | '¡' => Some(Class::Open),
        ')' | ']' => Some(Class::Close),
        _ => None,
    }
}

/// How many bytes of marks the two sides have in common; closing brackets only close, opening ones only open.
fn common(a: Vec<char>, b: Vec<char>, opening: bool) -> (usize, usize) {
    let alike = |&(x, y): &(&char, &char)| {
        let fits = class(*x) != Some(if opening { Class::Close } else { Class::Open });
        class(*x) == class(*y) && fits && (class(*x) != Some(Class::Stop) || x == y && *x != ',')
    };
    let shared = a.iter().zip(&b).take_while(alike);
    shared.fold((0, 0), |(one, other), (x, y)| (one + x.len_utf8(), other + y.len_utf8()))
}
