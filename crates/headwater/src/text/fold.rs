//! Words as they are compared: without what typography, house style and inflection do to them.
//!
//! Two texts that differ in quotation marks, no-break spaces, invisible characters, hyphenation, case,
//! accents, or points in abbreviations give the same keys. Every word keeps its place in the text as it
//! stands, so nothing has to be mapped back. Scripts written without spaces give one word a character.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::Span;

/// One word of a text, by its key: equal keys mean the same word for whoever compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// First byte; texts are read up to 4 GiB.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What the word is compared by.
    pub key: u32,
}

impl Word {
    /// Where the word stands.
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// How much of what distinguishes words is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Typography alone: marks, case, invisible characters, points inside abbreviations.
    Typography,
    /// Also house style (`data/reuse/equivalents.tsv`) and inflection (`data/reuse/endings.tsv`).
    Style,
}

/// The words of `text`, in order.
pub fn words(text: &str, fold: Fold) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut scan = Scan { text, at: 0, letters: String::new() };
    while let Some((start, end)) = scan.plain_word().or_else(|| scan.next_word()) {
        let key = match fold {
            Fold::Typography => hash(&scan.letters),
            Fold::Style => STYLE.key(&scan.letters),
        };
        let word = Word { start: start as u32, end: end as u32, key };
        if fold == Fold::Style && STYLE.joins(&mut words, word) {
            continue;
        }
        words.push(word);
    }
    words
}

/// The key of one word under [`Fold::Style`], as [`words`] gives it.
pub fn key(word: &str) -> u32 {
    words(word, Fold::Style).first().map_or(0, |word| word.key)
}

/// A key needs no more letters: no language has longer words, and one unbroken line must not cost its square.
const LONGEST: usize = 256;

/// Reads one word after the other, its letters folded.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    letters: String,
}

impl<'t> Scan<'t> {
    /// The next word's bounds where it is plain letters and digits and ends at what joins no words, as nearly all do in
    /// most languages of Latin letters. Where it is not, nothing is read.
    fn plain_word(&mut self) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let skipped = self.rest().iter().take_while(|byte| byte.is_ascii() && !is_plain(**byte)).count();
        let start = self.at + skipped;
        let rest = bytes.get(start..)?.iter();
        let end = start + rest.take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let ends = match (bytes.get(end), bytes.get(end + 1)) {
            (None, _) => true,
            (Some(b'.' | b',' | b'\'' | b'`'), next) => {
                next.is_none_or(|next| next.is_ascii() && !is_plain(*next))
            }
            (Some(b'-'), next) => next != Some(&b'\n'),
            (Some(mark), _) => mark.is_ascii() && !mark.is_ascii_alphanumeric(),
        };
        if start == end || !ends {
            return None;
        }
        self.letters.clear();
        self.letters.push_str(self.text.get(start..end)?);
        self.letters.make_ascii_lowercase();
        self.at = end;
        Some((start, end))
    }

    /// The next word's bounds; its folded letters stand in `letters`.
    fn next_word(&mut self) -> Option<(usize, usize)> {
        self.letters.clear();
        let mut start = None;
        let mut end = self.at;
        while let Some(c) = self.peek(self.at) {
            // Most words are plain letters, and are taken at once.
            let plain = self.plain_letters();
            if plain > 0 {
                start.get_or_insert(self.at);
                self.letters
                    .extend(self.rest().iter().take(plain).map(|byte| byte.to_ascii_lowercase() as char));
                self.at += plain;
                end = self.at;
                if self.letters.len() > LONGEST {
                    break;
                }
                continue;
            }
            let next = self.at + c.len_utf8();
            if is_invisible(c) {
                self.at = next;
                continue;
            }
            let alone = stands_alone(c);
            if is_letter(c) && !(alone && start.is_some()) {
                start.get_or_insert(self.at);
                fold_into(c, &mut self.letters);
                (self.at, end) = (next, next);
                if alone {
                    break;
                }
            } else if let Some(after) = start.and_then(|_| self.joined(c, next)) {
                self.at = after;
            } else if start.is_some() {
                break;
            } else {
                self.at = next;
            }
            if self.letters.len() > LONGEST {
                break;
            }
        }
        start.map(|start| (start, end))
    }

    /// How many of the next bytes are plain letters and digits, as far as a word may be long.
    fn plain_letters(&self) -> usize {
        let room = (LONGEST + 1).saturating_sub(self.letters.len());
        self.rest().iter().take(room).take_while(|byte| byte.is_ascii_alphanumeric()).count()
    }

    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn peek(&self, at: usize) -> Option<char> {
        let first = *self.text.as_bytes().get(at)?;
        if first < 0x80 { Some(first as char) } else { self.text.get(at..)?.chars().next() }
    }

    /// Where the word goes on after `mark`, which ends before `next`: "don't", "U.S.", "1,000", "hyphen-\nation".
    fn joined(&self, mark: char, next: usize) -> Option<usize> {
        let follower = self.peek(next)?;
        match mark {
            '\'' | '’' | 'ʼ' | '‘' | '`' => is_letter(follower).then_some(next),
            '.' | ',' if follower.is_numeric() => {
                self.letters.ends_with(|c: char| c.is_ascii_digit()).then_some(next)
            }
            '.' => {
                let initials = self.letters.len() <= 4 && follower.is_alphabetic();
                let single = !self.peek(next + follower.len_utf8()).is_some_and(is_letter);
                (initials && single && self.after_initial()).then_some(next)
            }
            '-' if follower == '\n' => {
                self.peek(next + 1).is_some_and(char::is_lowercase).then_some(next + 1)
            }
            _ => None,
        }
    }

    /// Whether the letter before `at` is an initial: a letter alone or after a point.
    fn after_initial(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        let mut chars = before.chars().rev();
        chars.next().is_some_and(char::is_alphabetic) && !chars.next().is_some_and(is_letter)
    }
}

/// A byte that is a letter by itself.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'%'
}

fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '%' => true,
        c if c.is_ascii() => false,
        c => c.is_alphanumeric() || is_combining_mark(c),
    }
}

/// Characters that print nothing: soft hyphens, zero-width marks, direction marks, variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Scripts written without spaces: each character is compared as a word; so is the sign for "percent".
fn stands_alone(c: char) -> bool {
    matches!(c, '%' | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Appends `c` in lower case, without accents, in its plain form.
fn fold_into(c: char, letters: &mut String) {
    if c.is_ascii() {
        letters.push(c.to_ascii_lowercase());
        return;
    }
    decompose_compatible(c, |part| {
        if !('\u{300}'..='\u{36f}').contains(&part) {
            letters.extend(part.to_lowercase());
        }
    });
}

/// 32 bits of FNV-1a over 64: the same on every machine.
fn hash(letters: &str) -> u32 {
    let full = letters
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    (full ^ (full >> 32)) as u32
}

static STYLE: LazyLock<Style> = LazyLock::new(Style::read);

/// What house style and inflection do to words, out of the data files.
struct Style {
    /// Letters to the key of the line they stand in.
    same: FxHashMap<&'static str, u32>,
    /// Two keys that stand for one.
    pairs: FxHashMap<(u32, u32), u32>,
    endings: Vec<(&'static str, usize)>,
    /// By how the letters of a line begin and end, which lengths they have: most words need not be looked up.
    lengths: Vec<u64>,
    /// The keys with which a pair begins, by some of their bits.
    firsts: Vec<bool>,
    /// The bytes with which an ending ends.
    lasts: [bool; 256],
}

/// Letters and lengths that [`Style::lengths`] tells apart.
const BYTES: usize = 64;

impl Style {
    fn read() -> Self {
        let mut style = Style {
            same: FxHashMap::default(),
            pairs: FxHashMap::default(),
            endings: Vec::new(),
            lengths: vec![0; BYTES * BYTES],
            firsts: vec![false; 1 << 12],
            lasts: [false; 256],
        };
        for row in rows(include_str!("../../data/reuse/endings.tsv")) {
            if let Some((ending, least)) = row.split_once('\t') {
                style.endings.push((ending, least.trim().parse().unwrap_or(4)));
                ending.bytes().next_back().into_iter().for_each(|last| style.lasts[usize::from(last)] = true);
            }
        }
        let lines = include_str!("../../data/reuse/equivalents.tsv");
        for (row, way) in rows(lines).flat_map(|row| row.split('\t').map(move |way| (row, way))) {
            if !way.contains(' ') {
                style.same.insert(way, hash(row));
                let (place, length) = Style::place(way);
                style.lengths[place] |= length;
            }
        }
        for (row, way) in rows(lines).flat_map(|row| row.split('\t').map(move |way| (row, way))) {
            if let Some((first, second)) = way.split_once(' ') {
                let pair = (style.key(first), style.key(second));
                style.pairs.insert(pair, hash(row));
                let first = style.first(pair.0);
                style.firsts[first] = true;
            }
        }
        style
    }

    /// By what letters are looked up in `lengths`.
    fn place(letters: &str) -> (usize, u64) {
        let bytes = letters.as_bytes();
        let at = |byte: Option<&u8>| byte.map_or(0, |byte| usize::from(*byte) % BYTES);
        (at(bytes.first()) * BYTES + at(bytes.last()), 1 << (bytes.len() % 64))
    }

    /// Where a key stands in `firsts`.
    fn first(&self, key: u32) -> usize {
        key as usize & (self.firsts.len() - 1)
    }

    fn key(&self, letters: &str) -> u32 {
        let (place, length) = Style::place(letters);
        let same = if self.lengths[place] & length == 0 { None } else { self.same.get(letters).copied() };
        same.unwrap_or_else(|| hash(self.stem(letters)))
    }

    fn stem<'w>(&self, letters: &'w str) -> &'w str {
        let last = letters.bytes().next_back().unwrap_or_default();
        if !self.lasts[usize::from(last)] || !letters.is_ascii() || letters.ends_with("ss") {
            return letters;
        }
        let bare = |(ending, least): &(&str, usize)| {
            letters.strip_suffix(ending).filter(|stem| stem.len() >= *least)
        };
        self.endings.iter().find_map(bare).unwrap_or(letters)
    }

    /// Puts `word` into the word before it where the two stand for one.
    fn joins(&self, words: &mut [Word], word: Word) -> bool {
        let Some(last) = words.last_mut().filter(|last| self.firsts[self.first(last.key)]) else {
            return false;
        };
        let Some(&key) = self.pairs.get(&(last.key, word.key)) else { return false };
        (last.end, last.key) = (word.end, key);
        true
    }
}

/// The lines of a data file that are not comments.
fn rows(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str, fold: Fold) -> Vec<u32> {
        words(text, fold).into_iter().map(|word| word.key).collect()
    }

    fn shown(text: &str) -> Vec<&str> {
        words(text, Fold::Typography).into_iter().map(|word| word.span().of(text)).collect()
    }

    #[test]
    fn typography_makes_no_difference() {
        let plain = "Don't say \"cafe\" in the U.S. - not 1,000 times";
        let set = "Don’t say “cafe\u{301}” in\u{a0}the US — not 1000 ti\u{ad}mes";
        assert_eq!(keys(plain, Fold::Typography), keys(set, Fold::Typography));
    }

    #[test]
    fn house_style_makes_no_difference_where_asked() {
        let one = "The United States lost 5 per cent of two ships";
        let other = "The U.S. lost five % of 2 ships";
        assert_eq!(keys(one, Fold::Style), keys(other, Fold::Style));
        assert_ne!(keys(one, Fold::Typography), keys(other, Fold::Typography));
    }

    #[test]
    fn words_stand_where_they_stand() {
        assert_eq!(
            shown("“It’s 3.5,” he said.\nWell-\nknown U.S. men."),
            ["It’s", "3.5", "he", "said", "Well-\nknown", "U.S", "men"]
        );
        assert_eq!(shown("地震が"), ["地", "震", "が"]);
        assert_eq!(shown("…'' -- ."), Vec::<&str>::new());
    }

    #[test]
    fn hyphenation_is_undone() {
        assert_eq!(keys("an earth-\nquake", Fold::Typography), keys("an earthquake", Fold::Typography));
    }

    /// The words as they are read letter by letter.
    fn slowly(text: &str) -> Vec<(usize, usize, String)> {
        let mut scan = Scan { text, at: 0, letters: String::new() };
        std::iter::from_fn(|| scan.next_word().map(|(start, end)| (start, end, scan.letters.clone())))
            .collect()
    }

    proptest::proptest! {
        #[test]
        fn plain_words_are_read_as_all_are(text in "[a-cA-C1-3.,'`%’é \\-\n\u{ad}\"_]{0,40}") {
            let mut scan = Scan { text: &text, at: 0, letters: String::new() };
            let quickly: Vec<(usize, usize, String)> = std::iter::from_fn(|| {
                let (start, end) = scan.plain_word().or_else(|| scan.next_word())?;
                Some((start, end, scan.letters.clone()))
            })
            .collect();
            proptest::prop_assert_eq!(quickly, slowly(&text));
        }
    }
}
