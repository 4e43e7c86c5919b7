//! Words that a hyphen at the end of a line breaks: "min-" and "ister" on the next line are one word, "well-" and "known"
//! are two with a hyphen between them.
//!
//! The token of a word in two lines holds the hyphen and the line's end, so that its span stays exact;
//! [`in_one`] gives the word as it is read.

use std::borrow::Cow;

use super::{PREFIXES, is_invisible, plain};
use crate::annotation::lexicon::LEXICON;
use crate::text::Span;

/// Whether the piece of text that ends at `end` is the first part of a word that goes on in the next line.
pub(in crate::annotation) fn is_broken(text: &str, end: usize, last: usize) -> bool {
    let end = text.get(..end).map_or(end, |before| before.trim_end().len());
    let Some(before) = text.get(..end).and_then(|before| before.strip_suffix(['-', '\u{ad}'])) else {
        return false;
    };
    let rest = text.get(end..last).unwrap_or_default();
    let next = rest.trim_start();
    let white = rest.get(..rest.len() - next.len()).unwrap_or_default();
    let one_line = white.bytes().filter(|&byte| byte == b'\n').count() == 1;
    one_line && before.ends_with(char::is_alphabetic) && next.starts_with(char::is_lowercase)
}

/// Joins the last token before `first`, which ends in a hyphen, with the token at `first`; or parts the hyphen from it,
/// where both are words by themselves and together none.
pub(super) fn mend(text: &str, first: usize, out: &mut Vec<Span>) {
    let Some((&open, &next)) = first.checked_sub(1).and_then(|last| out.get(last)).zip(out.get(first)) else {
        return;
    };
    let (left, right) = (open.of(text), next.of(text));
    let Some(mark) = left.chars().next_back().filter(|&mark| mark == '-' || is_invisible(mark)) else {
        return;
    };
    let left = left.strip_suffix(mark).unwrap_or(left);
    let known = |word: &str| LEXICON.entry(&plain(word).to_lowercase()).is_some();
    let prefix = PREFIXES.contains(left.to_lowercase().as_str());
    let whole = known(&format!("{left}{right}"));
    // "short- and long-term": the first part waits for its noun.
    if !whole && matches!(right, "and" | "or" | "to") {
        return;
    }
    let two = mark == '-' && !prefix && !whole && known(left) && known(right);
    if left.is_empty() || !right.starts_with(char::is_lowercase) {
        return;
    }
    if two {
        let hyphen = open.start + left.len();
        out[first - 1] = Span::new(open.start, hyphen);
        out.insert(first, Span::new(hyphen, open.end));
    } else {
        out[first - 1] = open.cover(next);
        out.remove(first);
    }
}

/// A word without the hyphen and the line's end that break it.
pub(in crate::annotation) fn in_one(word: &str) -> Cow<'_, str> {
    if !word.contains('\n') {
        return Cow::Borrowed(word);
    }
    let parts = word.split('\n').map(str::trim);
    Cow::Owned(parts.map(|part| part.trim_end_matches(['-', '\u{ad}'])).collect())
}
