//! Which words of an article stand in quotation marks.

use super::block::Block;
use super::pile::Worded;
use crate::text::Span;

/// Stretches between quotation marks, in order. A mark that is not closed in its paragraph quotes up to its end; a single
/// one does so only where the paragraph begins with it.
fn quoted(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    // What one single mark has not found to close it, no later one in its paragraph finds.
    let (mut at, mut unclosed) = (0, 0);
    let mut openings = Openings::default();
    while let Some(mark) = openings.from(bytes, at) {
        let Some(open) = text.get(mark..).and_then(|rest| rest.chars().next()) else { break };
        let start = mark + open.len_utf8();
        at = start;
        let is_first = || text.get(..mark).is_none_or(|it| it.is_empty() || it.ends_with('\n'));
        if !opens(text, mark, open) || is_single(open) && start < unclosed && !is_first() {
            continue;
        }
        let (end, is_closed) = closing(text, start, open);
        if is_closed || !is_single(open) || is_first() {
            found.push(Span::new(start, end));
            at = end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        } else {
            unclosed = end;
        }
    }
    found
}

/// Where the characters stand that may open a quotation, by their first bytes: a text that holds many of some kind and
/// none of another is looked through once for each.
#[derive(Default)]
struct Openings {
    double: Option<usize>,
    other: Option<usize>,
}

impl Openings {
    /// The first from `at` on, which never goes back.
    fn from(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let rest = bytes.get(at..)?;
        let end = bytes.len();
        if self.double.is_none_or(|place| place < at) {
            self.double = Some(memchr::memchr3(b'"', 0xe2, 0xc2, rest).map_or(end, |mark| at + mark));
        }
        // Single marks, and those of East Asian texts.
        if self.other.is_none_or(|place| place < at) {
            self.other = Some(memchr::memchr2(b'\'', 0xe3, rest).map_or(end, |mark| at + mark));
        }
        self.double.min(self.other).filter(|place| *place < end)
    }
}

/// Where the quotation that `open` begins ends, at its mark or with its paragraph, and whether it is closed.
fn closing(text: &str, start: usize, open: char) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(mark) = bytes.get(at..).and_then(|rest| next_closing(rest, open)) {
        at += mark;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        if c == '\n' {
            return (at, false);
        }
        if closes(text, at, (open, c)) {
            return (at, true);
        }
        at += c.len_utf8();
    }
    (text.len(), false)
}

/// How far off the next character is that may close the quotation that `open` began, or end its paragraph: by its first byte.
fn next_closing(bytes: &[u8], open: char) -> Option<usize> {
    match open {
        '"' | '“' | '„' | '”' => memchr::memchr3(b'"', 0xe2, b'\n', bytes),
        '\'' | '‘' => memchr::memchr3(b'\'', 0xe2, b'\n', bytes),
        '«' | '»' => memchr::memchr2(0xc2, b'\n', bytes),
        _ => memchr::memchr2(0xe3, b'\n', bytes),
    }
}

/// Whether the mark is a single one, which inside of words is an apostrophe.
fn is_single(mark: char) -> bool {
    matches!(mark, '\'' | '‘' | '’')
}

/// Whether the mark at a place opens a quotation.
fn opens(text: &str, at: usize, mark: char) -> bool {
    match mark {
        '"' | '“' | '”' | '„' | '«' | '»' | '「' | '『' => true,
        // "'90s" and "players' bus" open none.
        '\'' | '‘' => {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + mark.len_utf8()..).and_then(|after| after.chars().next());
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–'))
                && after.is_some_and(char::is_alphabetic)
        }
        _ => false,
    }
}

/// Whether the second mark, which stands at a place, closes what the first opened.
fn closes(text: &str, at: usize, (open, mark): (char, char)) -> bool {
    match open {
        '"' => matches!(mark, '"' | '”'),
        '“' | '„' => matches!(mark, '”' | '“' | '"'),
        '”' => mark == '”',
        '\'' | '‘' => {
            let after = text.get(at + mark.len_utf8()..).and_then(|after| after.chars().next());
            matches!(mark, '\'' | '’') && !after.is_some_and(char::is_alphanumeric)
        }
        '«' => mark == '»',
        '»' => mark == '«',
        '「' => mark == '」',
        _ => mark == '』',
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

/// How many of the words that two sides share stand in quotation marks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spoken {
    /// All that they share.
    pub(super) all: usize,
    in_a: usize,
    in_b: usize,
    /// In marks on both sides.
    pub(super) both: usize,
}

impl Spoken {
    pub(super) fn of(block: &Block, [a, b]: &[Quoted; 2]) -> Self {
        let mut spoken = Spoken { all: block.runs.iter().map(|run| run.length).sum(), ..Spoken::default() };
        if a.stretches.is_empty() && b.stretches.is_empty() {
            return spoken;
        }
        let words = block.runs.iter().flat_map(|run| (0..run.length).map(|nth| (run.a + nth, run.b + nth)));
        for (in_a, in_b) in words.map(|(at_a, at_b)| (a.holds(at_a), b.holds(at_b))) {
            spoken.in_a += usize::from(in_a);
            spoken.in_b += usize::from(in_b);
            spoken.both += usize::from(in_a && in_b);
        }
        spoken
    }

    /// Whether nearly all of it does on both sides.
    pub(super) fn is_all(self) -> bool {
        self.both * 100 >= self.all * ALL
    }

    /// Whether both sides quote, and little but what stands in the marks of one or the other is shared.
    pub(super) fn is_most(self) -> bool {
        let either = self.in_a + self.in_b - self.both;
        self.in_a > 0 && self.in_b > 0 && either > self.all - either && self.all - either < FEW
    }
}

/// Fewer words of an article's own voice than these are "said the minister on Tuesday".
const FEW: usize = 8;

/// The quoted stretches of the paragraphs in which `span` stands, in order and apart from each other: none goes beyond its
/// paragraph.
pub(super) fn around(text: &str, span: Span) -> Vec<Span> {
    let before = text.get(..span.start).unwrap_or_default();
    let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
    let after = text.get(span.end..).unwrap_or_default();
    let end = memchr::memchr(b'\n', after.as_bytes()).map_or(text.len(), |at| span.end + at);
    let paragraphs = text.get(start..end).unwrap_or_default();
    let mut found = quoted(paragraphs);
    if memchr::memmem::find(paragraphs.as_bytes(), b"(@").is_some() {
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
    fn single_marks_quote_where_they_are_no_apostrophes() {
        let shown = |text: &str| -> Vec<String> {
            quoted(text).into_iter().map(|span| span.of(text).to_owned()).collect()
        };
        assert_eq!(
            shown("'It wasn't us,' she said. ‘We didn’t,’ said Orr."),
            ["It wasn't us,", "We didn’t,"]
        );
        assert_eq!(shown("In the '90s the players' bus wasn't the owner’s. Don’t.\nRock 'em."), [""; 0]);
        assert_eq!(
            shown("'We left at dawn.\n'We came at noon,' he said."),
            ["We left at dawn.", "We came at noon,"]
        );
        assert_eq!(shown("\"They call it 'home',\" he said."), ["They call it 'home',"]);
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
