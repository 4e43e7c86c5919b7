//! Tokens: syntactic words and punctuation with their exact places, as Universal Dependencies English cuts them.
//!
//! Text is cut at white space first; each piece is then peeled of the punctuation around it and scanned once
//! from left to right, so the time is linear however long a piece is.

mod address;
pub(super) mod broken;

use smol_str::{SmolStr, SmolStrBuilder};

use self::address::{is_address, is_smiley};
use super::lists::{ABBREVIATIONS, Abbreviation, CLITICS, PREFIXES};
use crate::text::Span;

/// Longest word, in characters, that lists and shapes are asked about; longer pieces are addresses or noise.
const LONGEST: usize = 64;

/// The tokens of `text` inside `block`, in order.
pub(super) fn tokens(text: &str, block: Span, out: &mut Vec<Span>) {
    let inside = block.of(text);
    let mut pieces = inside.split_whitespace().peekable();
    let mut broken = false;
    while let Some(piece) = pieces.next() {
        let start = block.start + (piece.as_ptr() as usize - inside.as_ptr() as usize);
        let next = pieces.peek().and_then(|next| next.chars().find(|c| c.is_alphanumeric()));
        let first = out.len();
        Piece::new(piece, start, next).cut(out);
        if broken {
            broken::mend(text, first, out);
        }
        broken = broken::is_broken(text, start + piece.len(), block.end);
    }
}

/// Characters that show nothing and belong to the word they stand in: zero-width marks, soft hyphens, byte-order marks.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// A word as rules and models see it: straight quotes, no invisible characters.
pub(super) fn plain(word: &str) -> SmolStr {
    if word.is_ascii() && !word.bytes().any(|byte| matches!(byte, b'`' | b'\n')) {
        return SmolStr::new(word);
    }
    // Two of them are a quotation mark of typewriters.
    if word == "``" {
        return SmolStr::new(word);
    }
    let word = broken::in_one(word);
    let mut out = SmolStrBuilder::new();
    for c in word.chars().filter(|&c| !is_invisible(c)) {
        match c {
            '’' | '‘' | 'ʼ' | '`' | '´' | '′' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' | '″' => out.push('"'),
            '‐' | '‑' | '‒' => out.push('-'),
            _ => out.push(c),
        }
    }
    out.finish()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | '´' | 'ʼ' | '‘')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_invisible(c) || is_mark(c)
}

/// Combining marks, which `char::is_alphanumeric` leaves out for some scripts, and joiners of emoji.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '„' | '«' | '(' | '[' | '{' | '<' | '`' | '¿' | '¡')
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '“'
            | '»'
            | ')'
            | ']'
            | '}'
            | '>'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '.'
            | '…'
            | '%'
    )
}

/// Whether repetitions of this character make one token ("...", "--", "!!!").
fn repeats(c: char) -> bool {
    matches!(c, '.' | '-' | '!' | '?' | '*' | '=' | '_' | '~' | '–' | '—' | '+' | '#' | '$')
}

/// Text between two stretches of white space.
struct Piece<'t> {
    /// Its characters with their places in the text.
    chars: Vec<(usize, char)>,
    text: &'t str,
    start: usize,
    /// The first letter or digit after it.
    next: Option<char>,
}

impl<'t> Piece<'t> {
    fn new(text: &'t str, start: usize, next: Option<char>) -> Self {
        let chars = text.char_indices().map(|(at, c)| (start + at, c)).collect();
        Piece { chars, text, start, next }
    }

    fn cut(&self, out: &mut Vec<Span>) {
        if is_smiley(self.text) {
            return out.push(Span::new(self.start, self.start + self.text.len()));
        }
        let (mut from, mut to) = (0, self.chars.len());
        while let Some(length) = self.opening(from, to) {
            out.push(self.span(from, from + length));
            from += length;
        }
        let mut after = Vec::new();
        while let Some(length) = self.closing(from, to) {
            to -= length;
            after.push(self.span(to, to + length));
        }
        self.core(from, to, out);
        out.extend(after.into_iter().rev());
    }

    fn at(&self, place: usize) -> Option<char> {
        self.chars.get(place).map(|&(_, c)| c)
    }

    fn byte(&self, place: usize) -> usize {
        self.chars.get(place).map_or(self.start + self.text.len(), |&(at, _)| at)
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.byte(from), self.byte(to))
    }

    fn str(&self, from: usize, to: usize) -> &'t str {
        let (from, to) = (self.byte(from) - self.start, self.byte(to) - self.start);
        self.text.get(from..to).unwrap_or_default()
    }

    /// The length of the opening mark at `from`, if there is one and it does not belong to a word (’90s, ’em).
    fn opening(&self, from: usize, to: usize) -> Option<usize> {
        let c = self.at(from).filter(|&c| from < to && is_opening(c))?;
        if is_apostrophe(c) && self.keeps_apostrophe(from + 1, to) {
            return None;
        }
        let twin = matches!(c, '\'' | '`' | '<') && self.at(from + 1) == Some(c) && from + 1 < to;
        Some(1 + usize::from(twin))
    }

    /// Whether the word from `from` may begin with an apostrophe.
    fn keeps_apostrophe(&self, from: usize, to: usize) -> bool {
        if to - from > 8 {
            return false;
        }
        let word = self.str(from, to).trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let decade =
            word.len() == 3 && word.ends_with("0s") && word.starts_with(|c: char| c.is_ascii_digit());
        decade || matches!(word.as_str(), "em" | "tis" | "twas" | "til" | "cause" | "s" | "re" | "ll" | "ve")
    }

    /// The length of the closing mark that ends at `to`, if there is one and it does not belong to the word.
    fn closing(&self, from: usize, to: usize) -> Option<usize> {
        let c = self.at(to.checked_sub(1)?).filter(|&c| from < to && is_closing(c))?;
        if c == '.' && self.keeps_full_stop(from, to) {
            return None;
        }
        let same = |c: char| {
            self.at(to - 1).is_some_and(|last| last == c || matches!((last, c), ('!', '?') | ('?', '!')))
        };
        let run = if repeats(c) {
            (from..to).rev().take_while(|&place| self.at(place).is_some_and(same)).count()
        } else {
            let twin = matches!(c, '\'' | '’' | '>') && to >= from + 2 && self.at(to - 2) == Some(c);
            1 + usize::from(twin)
        };
        Some(run)
    }

    /// Whether the full stop that ends at `to` belongs to the word before it.
    fn keeps_full_stop(&self, from: usize, to: usize) -> bool {
        let last = to == self.chars.len();
        let start = (from..to - 1)
            .rev()
            .take(LONGEST)
            .take_while(|&place| self.at(place).is_some_and(|c| is_word(c) || c == '.'));
        let start = start.last().unwrap_or(to - 1);
        let word = self.str(start, to - 1);
        if word.is_empty() || word.starts_with('.') || word.ends_with('.') {
            return false;
        }
        let single = word.chars().nth(1).is_none();
        if single && word.starts_with(char::is_uppercase) {
            return !last || self.next.is_some_and(char::is_uppercase);
        }
        if word.contains('.') {
            return word
                .split('.')
                .all(|part| part.chars().count() == 1 && part.starts_with(char::is_alphabetic))
                || ABBREVIATIONS.contains_key(word.to_lowercase().as_str());
        }
        if from == 0 && last && word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        self.is_abbreviation(word, last)
    }

    fn is_abbreviation(&self, word: &str, last: bool) -> bool {
        let lower = word.to_lowercase();
        match ABBREVIATIONS.get(lower.as_str()) {
            None => false,
            Some(Abbreviation::BeforeName) => {
                !last || self.next.is_some_and(|c| c.is_uppercase() || c.is_numeric())
            }
            Some(Abbreviation::BeforeNumber) => last && self.next.is_some_and(char::is_numeric),
            // Months, states and days are capitalised; "mar", "sat" or "wash" at a sentence's end are words.
            Some(Abbreviation::Open) => !AMBIGUOUS.contains(&word),
        }
    }

    /// What remains between the marks.
    fn core(&self, from: usize, to: usize, out: &mut Vec<Span>) {
        if from >= to {
            return;
        }
        if is_address(self.str(from, to)) {
            return out.push(self.span(from, to));
        }
        let mut start = from;
        if let Some(end) = self.abbreviation_before(from, to) {
            out.push(self.span(from, end));
            start = end;
        }
        let mut place = start;
        while place < to {
            let length = self.mark(start, place, to);
            if length == 0 {
                place += 1;
                continue;
            }
            self.word(start, place, out);
            out.push(self.span(place, place + length));
            place += length;
            start = place;
        }
        self.word(start, to, out);
    }

    /// Where an abbreviation ends that a word without a space follows: "U.S.government", "Mr.Jones", "J.K.Rowling".
    fn abbreviation_before(&self, from: usize, to: usize) -> Option<usize> {
        let stop = (from..to).take(8).find(|&at| self.at(at) == Some('.'))?;
        let word = |at: usize| {
            let letters = (at..to).take(4).take_while(|&at| self.at(at).is_some_and(char::is_alphabetic));
            let small = (at + 1..at + 3).all(|at| at < to && self.at(at).is_some_and(char::is_lowercase));
            letters.count() >= 3 && small
        };
        let titled = ABBREVIATIONS.get(self.str(from, stop).to_lowercase().as_str())
            == Some(&Abbreviation::BeforeName);
        if titled && self.at(from).is_some_and(char::is_uppercase) {
            return (self.at(stop + 1).is_some_and(char::is_uppercase) && word(stop + 1)).then_some(stop + 1);
        }
        let mut end = from;
        while self.at(end).is_some_and(char::is_uppercase) && self.at(end + 1) == Some('.') && end + 2 < to {
            end += 2;
        }
        let several = end >= from + 4;
        let named = end > from && self.at(end).is_some_and(char::is_uppercase);
        ((several || named) && word(end)).then_some(end)
    }

    /// The length of the token of punctuation that begins at `place`; 0 if the character belongs to the word from `start`.
    fn mark(&self, start: usize, place: usize, to: usize) -> usize {
        let Some(c) = self.at(place) else { return 0 };
        let before = place.checked_sub(1).filter(|&at| at >= start).and_then(|at| self.at(at));
        let after = self.at(place + 1).filter(|_| place + 1 < to);
        if is_word(c) || self.joins(c, before, after, start, place, to) {
            return 0;
        }
        if !repeats(c) {
            return 1;
        }
        (place..to).take_while(|&at| self.at(at) == Some(c)).count()
    }

    /// Whether a character that is neither letter nor digit belongs to the word around it.
    fn joins(
        &self,
        c: char,
        before: Option<char>,
        after: Option<char>,
        start: usize,
        place: usize,
        to: usize,
    ) -> bool {
        let is = |side: Option<char>, test: fn(char) -> bool| side.is_some_and(test);
        let letters = is(before, is_word) && is(after, is_word);
        let digits = is(before, char::is_numeric) && is(after, char::is_numeric);
        match c {
            // A full stop that was not peeled off is part of its word.
            '.' if place + 1 == to => true,
            '.' => {
                (letters && !self.is_missing_space(start, place, to))
                    || (is(after, char::is_numeric) && before.is_none())
                    || self.inner_full_stop(start, place)
            }
            ',' => digits && self.is_thousands(place, to),
            ':' => digits,
            '/' => digits,
            '&' => is(before, char::is_uppercase) && is(after, char::is_uppercase) && place > start + 1,
            '@' | '#' => before.is_none() && is(after, char::is_alphabetic),
            // "w-", "re-": a word broken off.
            '-' if place + 1 == to => is(before, char::is_alphabetic),
            '-' | '‐' | '‑' => letters && self.is_joined_hyphen(start, place, to),
            _ => is_apostrophe(c) && is(after, is_word) && (before.is_none() || is(before, is_word)),
        }
    }

    /// Whether the full stop at `place` ends an abbreviation inside the piece ("Mr.-like", "U.S.-led").
    fn inner_full_stop(&self, start: usize, place: usize) -> bool {
        self.at(place + 1).is_some_and(|c| matches!(c, '-' | '–' | '/' | '\'' | '’'))
            && self.keeps_full_stop(start, place + 1)
    }

    /// Whether a space is missing after the full stop at `place` ("visas.Meanwhile", "injured.15 people").
    fn is_missing_space(&self, start: usize, place: usize, to: usize) -> bool {
        let run = |of: fn(char) -> bool| {
            (start..place).rev().take_while(|&at| self.at(at).is_some_and(of)).take(4).count()
        };
        let left = run(char::is_lowercase);
        // "in 2017.The police", "NATO.The ministry": a capital and small letters begin a word.
        let begins = self.at(place + 1).is_some_and(char::is_uppercase)
            && self.at(place + 2).is_some_and(char::is_lowercase)
            && place + 2 < to;
        if begins && (run(char::is_uppercase) >= 2 || run(|c| c.is_ascii_digit()) == 4) {
            return true;
        }
        let capital = self.at(place + 1).is_some_and(|c| c.is_uppercase() || c.is_numeric());
        let word = self.at(place + 2).is_none_or(|c| !c.is_uppercase() && c != '.') || place + 2 >= to;
        left >= 2 && capital && word
    }

    fn is_thousands(&self, place: usize, to: usize) -> bool {
        let run = (place + 1..to).take(4).take_while(|&at| self.at(at).is_some_and(char::is_numeric)).count();
        run >= 2
    }

    /// Whether the hyphen at `place` is no token of its own: after a prefix, in telephone numbers and dates, in "e-mail".
    fn is_joined_hyphen(&self, start: usize, place: usize, to: usize) -> bool {
        if place - start > 8 || !self.at(place + 1).is_some_and(char::is_alphanumeric) {
            return false;
        }
        let left = plain(self.str(start, place));
        if left.bytes().all(|byte| byte.is_ascii_digit()) {
            let right =
                (place + 1..to).take(8).take_while(|&at| self.at(at).is_some_and(char::is_numeric)).count();
            let more = self.at(place + 1 + right).filter(|_| place + 1 + right < to) == Some('-');
            return (left.len() == 3 && right >= 3) || (right > 0 && more);
        }
        let number = left.contains('-') && left.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        number || PREFIXES.contains(left.to_lowercase().as_str())
    }

    /// One word without punctuation around it; cut before its clitic or unit if it has one.
    fn word(&self, from: usize, to: usize, out: &mut Vec<Span>) {
        if from >= to {
            return;
        }
        match self.inner_cut(from, to).filter(|&cut| cut > from && cut < to) {
            Some(cut) => {
                out.push(self.span(from, cut));
                self.word_end(cut, to, out);
            }
            None => out.push(self.span(from, to)),
        }
    }

    /// What was cut off a word may have a clitic of its own ("shouldn't've").
    fn word_end(&self, from: usize, to: usize, out: &mut Vec<Span>) {
        let again = self.inner_cut(from, to).filter(|&cut| cut > from + 1 && cut < to && to - from > 3);
        match again.filter(|_| !self.str(from, to).to_lowercase().starts_with('n')) {
            Some(cut) => out.extend([self.span(from, cut), self.span(cut, to)]),
            None => out.push(self.span(from, to)),
        }
    }

    fn inner_cut(&self, from: usize, to: usize) -> Option<usize> {
        if to - from > LONGEST {
            return None;
        }
        let lower = plain(self.str(from, to)).to_lowercase();
        if lower.len() != to - from && lower.chars().count() != to - from {
            return None;
        }
        if let Some(apostrophe) = lower.rfind('\'') {
            let place = from + lower.get(..apostrophe)?.chars().count();
            return match lower.get(apostrophe + 1..)? {
                "t" if lower.ends_with("n't") && lower.len() > 3 => Some(place - 1),
                "s" | "m" | "d" | "re" | "ve" | "ll" => Some(place),
                _ => None,
            };
        }
        CLITICS
            .get(lower.as_str())
            .map(|first| from + first)
            .or_else(|| unit_cut(&lower).map(|cut| from + cut))
    }
}

/// Capitalised or not, these are words when a full stop follows at the end of a sentence.
const AMBIGUOUS: [&str; 16] = [
    "mar", "sat", "sun", "wash", "mass", "ill", "miss", "ore", "ind", "fax", "mob", "al", "mo", "pa", "mins",
    "max",
];

/// Where a unit begins that is written against its number ("35mm", "5pm").
fn unit_cut(lower: &str) -> Option<usize> {
    let digits =
        lower.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':')).count();
    let unit = lower.get(digits..).filter(|_| lower.starts_with(|c: char| c.is_ascii_digit()))?;
    UNITS.contains(&unit).then_some(digits)
}

/// Units that stand apart from their number.
const UNITS: [&str; 24] = [
    "am", "pm", "a.m", "p.m", "a.m.", "p.m.", "km", "m", "cm", "mm", "kg", "g", "mg", "lb", "lbs", "ft",
    "mph", "kph", "k", "bn", "mn", "mw", "kw", "hrs",
];
