//! Drawing a block to the character: where exactly the shared wording begins and ends in both texts.

use super::block::{Block, Pair, Words};
use super::pile::Worded;
use crate::text::Span;

/// A reworded first or last part of a sentence belongs to the passage when it is no longer than this.
const REWORDED: usize = 4;

/// The spans of a block in both texts.
pub(super) fn spans(pair: Pair, texts: (&str, &str), block: &Block) -> (Span, Span) {
    let a = span(pair.a, texts.0, completed(pair.a, texts.0, block.a.clone()));
    let b = span(pair.b, texts.1, completed(pair.b, texts.1, block.b.clone()));
    (a, b)
}

/// Lets a range begin and end with its sentence where only a few words of it are missing.
fn completed(side: &Worded, text: &str, range: Words) -> Words {
    let start =
        (0..=REWORDED.min(range.start)).map(|n| range.start - n).find(|&at| begins_sentence(side, text, at));
    let end = (range.end..=(range.end + REWORDED).min(side.words.len()))
        .find(|&at| begins_sentence(side, text, at));
    start.unwrap_or(range.start)..end.unwrap_or(range.end)
}

/// Whether a sentence ends between the word before `at` and the word at `at`.
fn begins_sentence(side: &Worded, text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| side.words.get(at)).map_or(0, |word| word.end as usize);
    let after = side.words.get(at).map_or(text.len(), |word| word.start as usize);
    let between = text.get(before..after).unwrap_or_default();
    at == 0
        || at == side.words.len()
        || between.contains('\n')
        || between.contains(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
            && between.contains(char::is_whitespace)
}

/// The characters of a range of words, with the marks that close its last sentence.
fn span(side: &Worded, text: &str, range: Words) -> Span {
    let start = side.words.get(range.start).map_or(text.len(), |word| word.start as usize);
    let end =
        range.end.checked_sub(1).and_then(|at| side.words.get(at)).map_or(start, |word| word.end as usize);
    let opening = text
        .get(..start)
        .unwrap_or_default()
        .chars()
        .rev()
        .take_while(|&c| opens(c))
        .map(char::len_utf8)
        .sum::<usize>();
    let closes_sentence = begins_sentence(side, text, range.end);
    let rest = text.get(end..).unwrap_or_default();
    let closing =
        if closes_sentence { rest.chars().take_while(|&c| closes(c)).map(char::len_utf8).sum() } else { 0 };
    let opening = if begins_sentence(side, text, range.start) { opening } else { 0 };
    Span::new(start - opening, end + closing)
}

fn opens(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '„' | '¿' | '¡')
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '。' | '！' | '？' | '؟' | '।'
    )
}
