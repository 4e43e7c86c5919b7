//! The words of `data/head.toml`, and what makes a line look like a headline.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::Span;

/// The lists of `data/head.toml`.
#[derive(Default, Deserialize)]
pub(super) struct Words {
    pub(super) published: BTreeSet<String>,
    pub(super) updated: BTreeSet<String>,
    pub(super) beside: BTreeSet<String>,
    pub(super) zones: BTreeSet<String>,
    pub(super) by: Vec<String>,
    pub(super) particles: BTreeSet<String>,
    pub(super) roles: BTreeSet<String>,
    pub(super) pictures: BTreeSet<String>,
    pub(super) shown: BTreeSet<String>,
    pub(super) open: BTreeSet<String>,
}

pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/head.toml")).unwrap_or_default());

/// Headlines are not longer than this many bytes.
const LONGEST: usize = 220;
/// A headline that ends in a full stop is shorter than this.
const LONGEST_SENTENCE: usize = 120;

/// Whether the first line above `after` is a headline: short, closed by no full stop unless the next
/// lines say the same again, and followed by a story.
pub(super) fn is_headline(text: &str, line: Span, after: &[Span]) -> bool {
    let words = line.of(text);
    let count = words.split_whitespace().count();
    let follows: usize = after.iter().map(|span| span.len()).sum();
    if line.len() > LONGEST || count < 2 || follows < words.len() || starts_small(words) {
        return false;
    }
    if goes_on(text, line, after) {
        return false;
    }
    match words.trim_end_matches(['"', '”', '’', '\'', ')']).chars().last() {
        Some('.' | ';' | ',' | ':') => line.len() <= LONGEST_SENTENCE && is_said_again(text, line, after),
        _ => true,
    }
}

/// Whether a line was wrapped to fit a page and is the beginning of a sentence that goes on in the next line: no empty
/// line stands between them, the next begins in small letters or this one leaves its last words open, the next line's first
/// word had no room in it, and the lines together hold a sentence's end, as those of a long headline do not.
fn goes_on(text: &str, line: Span, after: &[Span]) -> bool {
    let mut block = vec![line];
    for &next in after {
        let end = block.last().map_or(line.end, |last| last.end);
        let between = text.get(end..next.start).unwrap_or_default();
        if between.bytes().filter(|&byte| byte == b'\n').count() != 1 {
            break;
        }
        block.push(next);
    }
    let Some(next) = block.get(1).map(|next| next.of(text)) else { return false };
    let letters = |words: &str| words.chars().count();
    let widest = block.iter().map(|line| letters(line.of(text))).max().unwrap_or(0);
    let words = line.of(text);
    let first = next.split_whitespace().next().unwrap_or_default();
    let full = widest <= WIDEST && letters(words) + 1 + letters(first) > widest;
    let last = words.split_whitespace().next_back().unwrap_or_default();
    let open = starts_small(next) || last.ends_with(',') || WORDS.open.contains(last);
    let ends =
        block.iter().any(|line| line.of(text).contains(". ") || line.of(text).ends_with(['.', '”', '"']));
    full && open && ends
}

/// Lines of wrapped text are no longer than this, in characters.
const WIDEST: usize = 120;

/// Whether a line begins in small letters, as no headline does.
fn starts_small(words: &str) -> bool {
    words.chars().find(|letter| letter.is_alphanumeric()).is_some_and(char::is_lowercase)
}

/// Whether most words of substance come again in the next two lines.
fn is_said_again(text: &str, line: Span, after: &[Span]) -> bool {
    let next: BTreeSet<String> = after.iter().take(2).flat_map(|span| substance(span.of(text))).collect();
    let said = substance(line.of(text)).collect::<BTreeSet<_>>();
    said.len() > 2 && said.iter().filter(|word| next.contains(*word)).count() * 3 >= said.len() * 2
}

/// Whether the first line shows people doing something of which the story then says nothing: the words
/// under a picture that was lost when the text was saved.
pub(super) fn is_caption(text: &str, line: Span) -> bool {
    if line.len() > LONGEST || text.len() < 3 * line.len() {
        return false;
    }
    let words: Vec<&str> = line.of(text).split_whitespace().collect();
    let Some(at) = words.iter().position(|word| WORDS.shown.contains(*word)).filter(|at| *at > 0) else {
        return false;
    };
    let rest = text.get(line.end..).unwrap_or_default();
    let rest: BTreeSet<String> = substance(rest).map(|word| stem(&word).to_owned()).collect();
    let verb = words.get(at).copied().unwrap_or_default();
    let place = substance(&words.get(at + 1..).unwrap_or_default().join(" ")).last();
    !rest.contains(stem(verb)) && place.is_none_or(|place| !rest.contains(stem(&place)))
}

/// Words of four letters and more, in small letters and without what stands around them.
fn substance(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .map(str::to_lowercase)
}

/// The beginning that the forms of a word share.
fn stem(word: &str) -> &str {
    let end = word.char_indices().nth(6).map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or(word).trim_end_matches(['s', 'e'])
}

/// The words with single spaces between them.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
