//! A light scanner for times and quantities: words, runs of digits and marks, with what stands before each.
//!
//! Numbers and dates care about pieces that a syntactic tokeniser joins or parts by other rules ("6.1-magnitude",
//! "07:37", "1,500"), so they read the text by themselves.

use smol_str::SmolStr;

use super::sentence::{is_long, is_wrapped};
use crate::text::Span;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A run of letters.
    Word,
    /// A run of the digits 0 to 9.
    Digits,
    /// One other character.
    Mark,
}

/// What stands before a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// White space on one line.
    Space,
    /// The end of a line.
    Line,
    /// An empty line, or the start of the text.
    Paragraph,
}

/// One piece of a text.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'t> {
    /// Where.
    pub(crate) span: Span,
    /// Its characters.
    pub(crate) text: &'t str,
    /// A word in lower case; empty for what is no word, and for words too long to be in any list.
    pub(crate) lower: SmolStr,
    /// What it is.
    pub(crate) kind: Kind,
    /// What stands before it.
    pub(crate) gap: Gap,
}

/// All pieces of a text, in order.
#[derive(Clone, Debug)]
pub(crate) struct Pieces<'t> {
    /// The text.
    pub(crate) text: &'t str,
    list: Vec<Piece<'t>>,
}

/// Words longer than this stand in no list.
const LONGEST_WORD: usize = 40;

impl<'t> Pieces<'t> {
    /// Scans `text` once.
    pub(crate) fn new(text: &'t str) -> Self {
        let mut list = Vec::with_capacity(text.len() / 5 + 1);
        let mut gap = Gap::Paragraph;
        let mut at = 0;
        let mut line = 0;
        let wrapped = is_wrapped(text);
        let mut runs_on = false;
        while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
            if first.is_whitespace() {
                gap = wider(gap, first);
                at += first.len_utf8();
                if wrapped && first == '\n' {
                    runs_on = is_long(text.get(line..at).unwrap_or_default().trim());
                    line = at;
                }
                continue;
            }
            // Where lines only fit a page, a time or a number may go on in the next.
            if gap == Gap::Line && runs_on {
                gap = Gap::Space;
            }
            let (kind, len) = piece(text, at, first);
            let span = Span::new(at, at + len);
            let text = span.of(text);
            list.push(Piece { span, text, lower: lower(kind, text), kind, gap });
            gap = Gap::None;
            at += len;
        }
        Pieces { text, list }
    }

    /// How many pieces there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The piece at `i`.
    pub(crate) fn get(&self, i: usize) -> Option<&Piece<'t>> {
        self.list.get(i)
    }

    /// The word at `i` in lower case; empty when there is none.
    pub(crate) fn word(&self, i: usize) -> &str {
        self.list.get(i).map_or("", |piece| piece.lower.as_str())
    }

    /// The word before `i` in lower case; empty when there is none or a mark stands there.
    pub(crate) fn word_before(&self, i: usize) -> &str {
        i.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// The piece's characters as they stand.
    pub(crate) fn raw(&self, i: usize) -> &'t str {
        self.list.get(i).map_or("", |piece| piece.text)
    }

    /// The mark at `i`; NUL when there is none.
    pub(crate) fn mark(&self, i: usize) -> char {
        let mark = self.list.get(i).filter(|piece| piece.kind == Kind::Mark);
        mark.and_then(|piece| piece.text.chars().next()).unwrap_or('\0')
    }

    /// The mark before `i`; NUL when there is none.
    pub(crate) fn mark_before(&self, i: usize) -> char {
        i.checked_sub(1).map_or('\0', |before| self.mark(before))
    }

    /// The run of digits at `i`; empty when there is none.
    pub(crate) fn digits(&self, i: usize) -> &'t str {
        self.list.get(i).filter(|piece| piece.kind == Kind::Digits).map_or("", |piece| piece.text)
    }

    /// The value of a run of `width` digits at `i`.
    pub(crate) fn number(&self, i: usize, width: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let digits = self.digits(i);
        if width.contains(&digits.len()) { digits.parse().ok() } else { None }
    }

    /// Whether nothing stands between the piece at `i` and the one before.
    pub(crate) fn is_tight(&self, i: usize) -> bool {
        self.gap(i) == Gap::None
    }

    /// What stands before the piece at `i`; a paragraph's end after the last.
    pub(crate) fn gap(&self, i: usize) -> Gap {
        self.list.get(i).map_or(Gap::Paragraph, |piece| piece.gap)
    }

    /// Whether the piece at `i` stands on the same line as the one before.
    pub(crate) fn follows(&self, i: usize) -> bool {
        self.gap(i) < Gap::Line
    }

    /// Whether the piece is a word that begins with a capital.
    pub(crate) fn is_capital(&self, i: usize) -> bool {
        let first = self.list.get(i).filter(|piece| piece.kind == Kind::Word);
        first.and_then(|piece| piece.text.chars().next()).is_some_and(char::is_uppercase)
    }

    /// Whether the piece is a word in capitals throughout, two letters or more.
    pub(crate) fn is_all_capitals(&self, i: usize) -> bool {
        let piece = self.list.get(i).filter(|piece| piece.kind == Kind::Word && piece.text.len() > 1);
        piece.is_some_and(|piece| !piece.text.contains(char::is_lowercase))
    }

    /// Whether the piece is a word.
    pub(crate) fn is_word(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|piece| piece.kind == Kind::Word)
    }

    /// From the start of piece `first` to the end of the piece before `end`.
    pub(crate) fn span(&self, first: usize, end: usize) -> Span {
        let start = self.list.get(first).map_or(self.text.len(), |piece| piece.span.start);
        let last = end.checked_sub(1).and_then(|last| self.list.get(last));
        Span::new(start, last.map_or(start, |piece| piece.span.end))
    }

    /// Past a hyphen or dash that is tight on both sides, or one of the words `joins`; `None` for neither.
    pub(crate) fn past_hyphen(&self, i: usize) -> Option<usize> {
        (is_hyphen(self.mark(i)) && self.is_tight(i) && self.is_tight(i + 1)).then_some(i + 1)
    }
}

/// Whether `c` joins the parts of a compound or of a range.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−')
}

/// Whether `c` is an apostrophe of any make.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

/// The gap after one more character of white space.
fn wider(gap: Gap, white: char) -> Gap {
    match (gap, white) {
        (Gap::Paragraph, _) => Gap::Paragraph,
        (Gap::Line, '\n') => Gap::Paragraph,
        (_, '\n' | '\u{2028}' | '\u{2029}' | '\u{85}') => Gap::Line,
        (Gap::Line, _) => Gap::Line,
        _ => Gap::Space,
    }
}

/// The kind and length of the piece at `at`, which begins with `first`.
fn piece(text: &str, at: usize, first: char) -> (Kind, usize) {
    let rest = text.get(at..).unwrap_or_default();
    let run = |part: fn(char) -> bool| rest.find(|c| !part(c)).unwrap_or(rest.len());
    if first.is_ascii_digit() {
        (Kind::Digits, run(|c| c.is_ascii_digit()))
    } else if first.is_alphabetic() {
        (Kind::Word, run(|c| c.is_alphabetic() || ('\u{300}'..'\u{370}').contains(&c)))
    } else {
        (Kind::Mark, first.len_utf8())
    }
}

/// A word in lower case, where it may stand in a list.
fn lower(kind: Kind, text: &str) -> SmolStr {
    if kind != Kind::Word || text.len() > LONGEST_WORD {
        return SmolStr::default();
    }
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return SmolStr::new(text);
    }
    text.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_hold_every_character_that_is_not_white() {
        let text = "At 07:37 a.m., 6.1-magnitude\nquake\n\nin “Łódź”";
        let pieces = Pieces::new(text);
        let joined: String = (0..pieces.len()).map(|i| pieces.raw(i)).collect();
        assert_eq!(joined, text.split_whitespace().collect::<String>());
        assert_eq!(pieces.digits(1), "07");
        let line = (0..pieces.len()).find(|&i| pieces.word(i) == "quake").unwrap();
        assert_eq!((pieces.gap(line), pieces.gap(line + 1)), (Gap::Line, Gap::Paragraph));
    }
}
