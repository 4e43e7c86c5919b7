//! Text and the places in it: spans, citations, and the way from bytes to code points.
//!
//! Inside the program every place is a half-open range of **bytes** of an article's text, always on
//! character boundaries. Everything written out counts **Unicode code points** (W3C Web Annotation,
//! `TextPositionSelector`); [`CodePoints`] is the only way across.

pub mod fold;

use std::ops::Range;

use crate::article::ArticleId;

/// A half-open range of bytes of one text, on character boundaries (W3C `TextPositionSelector`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`; an end before the start gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The characters of `text` in the span; empty when the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// What both spans share, if anything.
    pub fn intersection(self, other: Span) -> Option<Span> {
        let shared = Span::new(self.start.max(other.start), self.end.min(other.end));
        (!shared.is_empty()).then_some(shared)
    }

    /// The span without white space at its edges.
    pub fn trimmed(self, text: &str) -> Span {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        Span::new(start, start + inside.trim().len())
    }

    /// The range of bytes, for slicing with `get`.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A span of an article with its exact words and what stands around them (W3C `TextQuoteSelector`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// The article cited.
    pub article: ArticleId,
    /// Where, in bytes of the article's text.
    pub span: Span,
    /// The exact characters of the span.
    pub quote: String,
    /// Up to 32 characters before it.
    pub prefix: String,
    /// Up to 32 characters after it.
    pub suffix: String,
}

/// How many characters of context a citation keeps on each side.
pub const CONTEXT: usize = 32;

impl Citation {
    /// Cites `span` of `text`, the text of `article`.
    pub fn new(article: ArticleId, text: &str, span: Span) -> Self {
        let before = text.get(..span.start).unwrap_or_default();
        let after = text.get(span.end..).unwrap_or_default();
        let start = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        Citation {
            article,
            span,
            quote: span.of(text).to_owned(),
            prefix: before.get(start..).unwrap_or_default().to_owned(),
            suffix: after.get(..end).unwrap_or_default().to_owned(),
        }
    }
}

/// The way from byte offsets of one text to code points and back, in constant time a step.
///
/// Keeps one count per block of [`CodePoints::BLOCK`] bytes, so it costs 1/16 of the text's size.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Characters that begin before each block.
    before: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    const BLOCK: usize = 64;

    /// Counts through `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::with_capacity(text.len() / Self::BLOCK + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(Self::BLOCK) {
            before.push(count);
            count += begins(block);
        }
        before.push(count);
        CodePoints { text, before }
    }

    /// How many code points stand before byte `at`; a place past the end counts as the end.
    pub fn at(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let block = at / Self::BLOCK;
        let rest = self.text.as_bytes().get(block * Self::BLOCK..at).unwrap_or_default();
        self.before.get(block).map_or(0, |&n| n as usize) + begins(rest) as usize
    }

    /// The span's bounds in code points.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

/// How many characters begin in these bytes of UTF-8: all bytes but continuation bytes begin one.
fn begins(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(byte & 0b1100_0000 != 0b1000_0000)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting() {
        let text = "“Grüße”, said Łukasz — ".repeat(40);
        let map = CodePoints::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(map.at(at), count);
        }
        assert_eq!(map.at(text.len()), text.chars().count());
        assert_eq!(map.at(text.len() + 9), text.chars().count());
    }

    #[test]
    fn a_citation_keeps_thirty_two_characters_on_each_side() {
        let text = format!("{}he said so{}", "é".repeat(40), "ü".repeat(40));
        let start = "é".len() * 40;
        let cited = Citation::new(ArticleId(0), &text, Span::new(start, start + 10));
        assert_eq!(cited.quote, "he said so");
        assert_eq!(cited.prefix, "é".repeat(32));
        assert_eq!(cited.suffix, "ü".repeat(32));
    }

    #[test]
    fn a_span_that_does_not_fit_quotes_nothing() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(5, 9).of("abc"), "");
    }
}
