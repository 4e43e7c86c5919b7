//! Sentences: where the text is cut before anything else is read.
//!
//! Paragraphs, the headline and furniture are cut first; a sentence never runs across them. Inside them a
//! sentence ends after a full stop, question or exclamation mark and the marks that close over it.

use super::Sentence;
use super::lists::{ABBREVIATIONS, Abbreviation, STARTERS};
use super::token::broken::is_broken;
use super::token::{plain, tokens};
use crate::article::Article;
use crate::text::Span;

/// Longest sentence in tokens: what is longer is cut, so that no later step meets an endless sentence.
const LONGEST: usize = 250;

/// Cuts the article into sentences and tokens.
pub(super) fn sentences(article: &Article) -> (Vec<Sentence>, Vec<Span>) {
    let mut cut = Cut { text: &article.text, sentences: Vec::new(), tokens: Vec::new() };
    for (paragraph, blocks) in paragraphs(article).into_iter().enumerate() {
        for block in blocks {
            cut.block(block, u32::try_from(paragraph).unwrap_or(u32::MAX));
        }
    }
    (cut.sentences, cut.tokens)
}

/// Paragraphs, each as the stretches that no sentence may run across.
fn paragraphs(article: &Article) -> Vec<Vec<Span>> {
    let mut edges: Vec<usize> =
        article.furniture.iter().flat_map(|piece| [piece.span.start, piece.span.end]).collect();
    edges.extend(article.headline_span.iter().flat_map(|span| [span.start, span.end]));
    edges.sort_unstable();
    let mut edges = edges.into_iter().filter(|&at| article.text.is_char_boundary(at)).peekable();
    let mut found = Vec::new();
    for paragraph in breaks(&article.text) {
        let mut start = paragraph.start;
        let mut blocks = Vec::new();
        while let Some(edge) = edges.next_if(|&edge| edge < paragraph.end) {
            if edge > start {
                blocks.push(Span::new(start, edge));
                start = edge;
            }
        }
        blocks.push(Span::new(start, paragraph.end));
        found.push(blocks);
    }
    found
}

/// Paragraphs of plain text: apart by an empty line, or by any line break where lines are not merely wrapped.
fn breaks(text: &str) -> Vec<Span> {
    let wrapped = is_wrapped(text);
    let mut found: Vec<Span> = Vec::new();
    let mut open = false;
    for line in lines(text) {
        let words = line.of(text).trim();
        if words.is_empty() {
            open = false;
            continue;
        }
        // A word that goes on in the next line holds both lines together.
        open |= found.last().is_some_and(|last| is_broken(text, last.end, line.end));
        match found.last_mut().filter(|_| open) {
            Some(paragraph) => paragraph.end = line.end,
            None => found.push(line),
        }
        open = wrapped && is_long(words);
    }
    found
}

/// The lines of a text, their ends included.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    text.split_inclusive(['\n', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}']).map(move |line| {
        let span = Span::new(start, start + line.len());
        start = span.end;
        span
    })
}

/// Whether a line is long enough to have been wrapped at its end.
pub(super) fn is_long(words: &str) -> bool {
    (45..=120).contains(&words.chars().take(121).count())
}

/// Whether line breaks inside paragraphs are only there to fit a page: most lines that a line follows are of like
/// length and end in the middle of a sentence.
pub(super) fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = lines(text).map(|line| line.of(text).trim()).collect();
    let pairs = || lines.windows(2).filter(|pair| pair.iter().all(|line| !line.is_empty()));
    let joined = |pair: &&[&str]| {
        let [line, next] = pair else { return false };
        is_long(line)
            && !line.ends_with(['.', '!', '?', '"', '”', ':'])
            && next.starts_with(|c: char| !c.is_uppercase())
    };
    let (all, wrapped) = (pairs().count(), pairs().filter(joined).count());
    wrapped * 5 >= all * 2 && wrapped > 0
}

struct Cut<'t> {
    text: &'t str,
    sentences: Vec<Sentence>,
    tokens: Vec<Span>,
}

impl Cut<'_> {
    fn block(&mut self, block: Span, paragraph: u32) {
        let first = self.tokens.len();
        tokens(self.text, block, &mut self.tokens);
        let mut start = first;
        let mut quoted = false;
        for at in first..self.tokens.len() {
            if self.word(at) == "\"" {
                quoted = !quoted;
            }
            // A line of stars or strokes parts what stands before it from what follows.
            if at > start && self.is_line(at) {
                self.close(start, at, paragraph);
                start = at;
            }
            if at + 1 == self.tokens.len()
                || self.is_line(at)
                || at + 1 - start >= LONGEST
                || self.ends(start, at, quoted)
            {
                self.close(start, at + 1, paragraph);
                start = at + 1;
            }
        }
    }

    fn close(&mut self, start: usize, end: usize, paragraph: u32) {
        let (Some(first), Some(last)) = (self.tokens.get(start), self.tokens.get(end - 1)) else { return };
        self.sentences.push(Sentence { span: first.cover(*last), tokens: start..end, paragraph });
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |span| span.of(self.text))
    }

    /// Whether white space stands before token `at`.
    fn apart(&self, at: usize) -> bool {
        let end = at.checked_sub(1).and_then(|before| self.tokens.get(before)).map_or(0, |span| span.end);
        self.tokens.get(at).is_none_or(|span| span.start > end)
    }

    /// Whether the sentence that began at token `start` ends with token `at`.
    fn ends(&self, start: usize, at: usize, quoted: bool) -> bool {
        let Some(stop) = self.stop(start, at) else { return false };
        if self.closes(at + 1, quoted) {
            return false;
        }
        let next = self.opened(at + 1);
        let word = self.word(next);
        let first = word.chars().next().unwrap_or(' ');
        match self.kind(stop) {
            Stop::None => false,
            Stop::Full => {
                stop > start && self.begins(stop, at, first) && !(stop == start + 1 && self.is_number(start))
            }
            Stop::Mark => self.begins(stop, at, first),
            Stop::Dots => !continues(first) && self.apart(at + 1),
            Stop::Abbreviation => first.is_uppercase() && STARTERS.contains(word.to_lowercase().as_str()),
        }
    }

    /// Whether a sentence may begin with `first` after the stop at token `stop` and what closes over it up to `at`.
    ///
    /// A small letter begins one only after a plain word and a stop with nothing closed over it, as in careless writing.
    fn begins(&self, stop: usize, at: usize, first: char) -> bool {
        let before = stop.checked_sub(1).map_or("", |before| self.word(before));
        let plain = before.len() > 2 && before.chars().all(char::is_lowercase);
        !continues(first) || (first.is_lowercase() && stop == at && plain && self.apart(at + 1))
    }

    /// The token that stops the sentence, seen from `at` back over the marks that close over it.
    fn stop(&self, start: usize, at: usize) -> Option<usize> {
        (start..=at)
            .rev()
            .take(6)
            .find(|&place| {
                place == start || !(is_closer(self.word(place)) || self.is_note(place)) || self.apart(place)
            })
            .filter(|&place| self.kind(place) != Stop::None)
    }

    fn kind(&self, at: usize) -> Stop {
        let word = self.word(at);
        match word {
            "." | "。" => Stop::Full,
            "…" => Stop::Dots,
            _ if word.starts_with(['!', '?', '！', '？']) => Stop::Mark,
            _ if word.len() > 1 && word.bytes().all(|byte| byte == b'.') => Stop::Dots,
            _ if word.ends_with('.') && word.len() > 2 => abbreviated(word),
            _ => Stop::None,
        }
    }

    /// Whether token `at` closes over the stop before it.
    fn closes(&self, at: usize, quoted: bool) -> bool {
        let word = self.word(at);
        let closer = self.is_note(at) || (is_closer(word) && (quoted || !matches!(word, "\"" | "''")));
        closer && !self.apart(at) || (quoted && word == "\"" && self.apart(at + 1))
    }

    /// Whether token `at` belongs to the mark of a note that stands against the stop ("[6]"); a stop that an editor put in
    /// is none ("it is over[.]”").
    fn is_note(&self, at: usize) -> bool {
        let note = |open: usize| {
            let inside = self.word(open + 1);
            let stop = matches!(inside, "." | "!" | "?");
            let around = self.word(open) == "[" && self.word(open + 2) == "]";
            around && !self.apart(open) && inside.len() <= 3 && !stop
        };
        note(at) || (at > 0 && note(at - 1)) || (at > 1 && note(at - 2))
    }

    /// The first token at or after `at` that is no opening mark.
    fn opened(&self, at: usize) -> usize {
        (at..at + 4).find(|&place| !is_opener(self.word(place))).unwrap_or(at)
    }

    /// Whether token `at` is a line drawn with one sign ("***", "=====").
    fn is_line(&self, at: usize) -> bool {
        let word = self.word(at).as_bytes();
        let least = if word.first() == Some(&b'-') { 4 } else { 3 };
        let drawn =
            word.first().is_some_and(|sign| b"*=_-~#".contains(sign) && word.iter().all(|b| b == sign));
        drawn && word.len() >= least && self.apart(at) && self.apart(at + 1)
    }

    fn is_number(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    None,
    Full,
    Mark,
    Dots,
    Abbreviation,
}

fn abbreviated(word: &str) -> Stop {
    let stem = plain(word.trim_end_matches('.')).to_lowercase();
    match ABBREVIATIONS.get(stem.as_str()) {
        Some(Abbreviation::Open) => Stop::Abbreviation,
        Some(_) => Stop::None,
        None if stem.contains('.') => Stop::Abbreviation,
        None => Stop::None,
    }
}

/// Whether a sentence goes on with a word that begins so.
fn continues(first: char) -> bool {
    first.is_lowercase() || matches!(first, ',' | ';' | ':' | '.' | '!' | '?' | '-' | '–' | '—' | ')')
}

fn is_closer(word: &str) -> bool {
    matches!(word, "\"" | "”" | "’" | "'" | "''" | "’’" | "»" | ")" | "]" | "}" | ">" | "“")
}

fn is_opener(word: &str) -> bool {
    matches!(word, "\"" | "“" | "‘" | "'" | "``" | "«" | "„" | "(" | "[" | "{" | "<" | "”")
}
