//! Which words of an article stand in quotation marks.

use super::block::Block;
use super::pile::Worded;
use crate::text::Span;

/// Stretches between quotation marks, in order. A mark that is not closed in its paragraph quotes up to its end.
fn quoted(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut at = 0;
    while let Some(mark) = bytes.get(at..).and_then(|rest| next_mark(rest, open.map(|(_, mark)| mark))) {
        at += mark;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        match open {
            Some((start, mark)) if c == '\n' || closes(mark, c) => {
                found.push(Span::new(start, at));
                open = None;
            }
            None if opens(c) => open = Some((at + c.len_utf8(), c)),
            _ => {}
        }
        at += c.len_utf8();
    }
    found.extend(open.map(|(start, _)| Span::new(start, text.len())));
    found
}

/// How far off the next character is that may open a quotation, or end the one that is `open`: by its first byte.
fn next_mark(bytes: &[u8], open: Option<char>) -> Option<usize> {
    match open {
        None => {
            let near = memchr::memchr3(b'"', 0xe2, 0xc2, bytes);
            // Marks of East Asian texts, which hold none of the others.
            let wide = memchr::memchr(0xe3, bytes.get(..near.unwrap_or(bytes.len())).unwrap_or_default());
            wide.or(near)
        }
        Some('"' | '“' | '„' | '”') => memchr::memchr3(b'"', 0xe2, b'\n', bytes),
        Some('«' | '»') => memchr::memchr2(0xc2, b'\n', bytes),
        Some(_) => memchr::memchr2(0xe3, b'\n', bytes),
    }
}

/// Single marks are left out: most of them are apostrophes.
fn opens(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '『')
}

fn closes(open: char, c: char) -> bool {
    match open {
        '"' => matches!(c, '"' | '”'),
        '“' | '„' => matches!(c, '”' | '“' | '"'),
        '”' => c == '”',
        '«' => c == '»',
        '»' => c == '«',
        '「' => c == '」',
        _ => c == '』',
    }
}

/// What of some words of an article stands in quotation marks.
pub(super) struct Quoted<'p> {
    side: &'p Worded<'p>,
    span: Span,
    stretches: Vec<Span>,
}

impl<'p> Quoted<'p> {
    pub(super) fn of(side: &'p Worded<'p>, span: Span) -> Self {
        Quoted { side, span, stretches: around(side.text, span) }
    }

    /// Whether nearly all of it does.
    pub(super) fn is_all(&self) -> bool {
        let held: usize =
            self.stretches.iter().filter_map(|it| it.intersection(self.span)).map(Span::len).sum();
        held * 100 >= self.span.len() * ALL
    }

    fn holds(&self, at: usize) -> bool {
        let word = self.side.words.get(at).map(|word| word.span());
        word.is_some_and(|word| reaching(&self.stretches, word).is_some())
    }
}

/// Which of some stretches, in order and apart from each other, a word stands in, if only in part.
pub(super) fn reaching(stretches: &[Span], word: Span) -> Option<usize> {
    let last = stretches.partition_point(|it| it.start < word.end).checked_sub(1)?;
    stretches.get(last).filter(|it| it.overlaps(word)).map(|_| last)
}

/// Of a hundred parts, so many are nearly all.
pub(super) const ALL: usize = 88;

/// How many of the words that two sides share stand in quotation marks on both, and how many they share.
pub(super) fn shared(block: &Block, [one, other]: &[Quoted; 2]) -> (usize, usize) {
    let all = block.runs.iter().map(|run| run.length).sum();
    if one.stretches.is_empty() || other.stretches.is_empty() {
        return (0, all);
    }
    let words = block.runs.iter().flat_map(|run| (0..run.length).map(|nth| (run.a + nth, run.b + nth)));
    (words.filter(|&(a, b)| one.holds(a) && other.holds(b)).count(), all)
}

/// The quoted stretches of the paragraphs in which `span` stands, in order and apart from each other: none goes beyond its
/// paragraph.
pub(super) fn around(text: &str, span: Span) -> Vec<Span> {
    let before = text.get(..span.start).unwrap_or_default();
    let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
    let after = text.get(span.end..).unwrap_or_default();
    let end = memchr::memchr(b'\n', after.as_bytes()).map_or(text.len(), |at| span.end + at);
    let paragraphs = text.get(start..end).unwrap_or_default();
    // The plain mark, or the first byte of one of the others: most paragraphs hold none.
    let bytes = paragraphs.as_bytes();
    let marks = memchr::memchr3(b'"', 0xe2, 0xc2, bytes).or_else(|| memchr::memchr(0xe3, bytes)).is_some();
    let mut found = if marks { quoted(paragraphs) } else { Vec::new() };
    if memchr::memmem::find(bytes, b"(@").is_some() {
        found.extend(posted(paragraphs));
        found.sort_unstable();
        found.dedup_by(|next, before| {
            let overlaps = next.overlaps(*before);
            if overlaps {
                *before = before.cover(*next);
            }
            overlaps
        });
    }
    found.into_iter().map(|it| Span::new(start + it.start, start + it.end)).collect()
}

/// Posts that a page shows without quotation marks, each with the signature of whoever wrote it behind it ("… — Ana Hale
/// (@anahale) May 5, 2026").
fn posted(text: &str) -> impl Iterator<Item = Span> + '_ {
    /// No name in a signature is longer, in bytes.
    const NAME: usize = 60;
    /// The longest post, in bytes, with its links.
    const LONGEST: usize = 340;
    memchr::memmem::find_iter(text.as_bytes(), b"(@").filter_map(|account| {
        let before = text.get(..account)?;
        // Never farther back than a signature and a post reach: a text may hold nothing but accounts.
        let mut name = before.char_indices().rev().take_while(|(at, _)| account - at <= NAME);
        let (dash, _) =
            name.find(|(_, c)| matches!(c, '—' | '–' | '―' | '\n')).filter(|(_, c)| *c != '\n')?;
        let mut post =
            before.get(..dash)?.char_indices().rev().take_while(|(at, _)| dash - at <= LONGEST + 1);
        let line = post.find(|(_, c)| *c == '\n').map(|(at, _)| at + 1);
        line.or((dash <= LONGEST).then_some(0)).map(|line| Span::new(line, dash))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_found_in_all_marks() {
        let text = "\"One,\" he said. “Two” and «three», „four“.\n“Five\nsix";
        let shown: Vec<&str> = quoted(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(shown, ["One,", "Two", "three", "four", "Five"]);
    }

    #[test]
    fn a_post_with_its_signature_is_somebodys_words() {
        let text =
            "He posted this.\nThe quay is shut! — Ana Hale (@anahale) May 5, 2026\nWrite to us (@oar).";
        let shown: Vec<&str> =
            around(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(shown, ["The quay is shut! "]);
    }
}
