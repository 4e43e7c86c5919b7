//! What the models see of a word: its hashed form, ends, shape, and what the lexicon knows of it.

use super::hash::{hash, mix};
use super::lexicon::Lexicon;
use super::token::plain;

/// One word as the models see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexeme {
    /// The form in lower case with digits made equal.
    pub(super) lower: u32,
    /// The same without a full stop at the end.
    pub(super) plain: u32,
    /// Its last one to four characters, in lower case.
    pub(super) suffixes: [u32; 4],
    /// Its first one to four characters, in lower case.
    pub(super) prefixes: [u32; 4],
    /// Its shape ("Xxxx-d").
    pub(super) shape: u32,
    /// What it holds: see [`flags`].
    pub(super) flags: u32,
    /// Its place in the lexicon.
    pub(super) entry: Option<u32>,
}

/// The word begins with a capital letter.
pub(super) const CAPITAL: u32 = 1;
/// All its letters are capital.
pub(super) const UPPER: u32 = 2;
/// It holds a digit.
pub(super) const DIGIT: u32 = 4;
/// It holds a letter.
pub(super) const LETTER: u32 = 8;

impl Lexeme {
    /// Looks at a word.
    pub(super) fn new(word: &str, lexicon: &Lexicon) -> Self {
        let plain = plain(word);
        let form: String = plain.chars().take(48).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        let lower = form.to_lowercase();
        let entry = lexicon.entry(&lower);
        Lexeme {
            lower: hash(lower.bytes()),
            plain: hash(lower.trim_end_matches('.').bytes()),
            suffixes: ends(lower.chars().rev(), 7),
            prefixes: ends(lower.chars(), 8),
            shape: shape(&form),
            flags: flags(&form),
            entry,
        }
    }
}

/// Hashes of the first one, two, three and four characters; shorter words repeat their whole.
fn ends(chars: impl Iterator<Item = char>, seed: u32) -> [u32; 4] {
    let mut hashes = [0; 4];
    let mut sum = seed;
    let mut chars = chars;
    for slot in &mut hashes {
        sum = chars.next().map_or(sum, |c| mix(sum, c as u32));
        *slot = sum;
    }
    hashes
}

fn kind(c: char) -> u8 {
    match c {
        _ if c.is_uppercase() => b'X',
        _ if c.is_alphabetic() => b'x',
        _ if c.is_numeric() => b'd',
        _ => u8::try_from(c).unwrap_or(b'?'),
    }
}

/// The word with letters and digits made equal, runs cut to two.
fn shape(form: &str) -> u32 {
    let mut out: Vec<u8> = Vec::with_capacity(12);
    for kind in form.chars().map(kind) {
        let run = out.len() > 1 && out.ends_with(&[kind, kind]);
        if !run && out.len() < 12 {
            out.push(kind);
        }
    }
    hash(out)
}

fn flags(form: &str) -> u32 {
    let letters = || form.chars().filter(|c| c.is_alphabetic());
    let mut flags = 0;
    if form.starts_with(char::is_uppercase) {
        flags |= CAPITAL;
    }
    if letters().next().is_some() {
        flags |= LETTER | if letters().all(char::is_uppercase) { UPPER } else { 0 };
    }
    flags | if form.contains(char::is_numeric) { DIGIT } else { 0 }
}
