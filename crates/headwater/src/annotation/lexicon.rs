//! The lexicon out of the training texts: which tags a word was seen with, and lemmas that no rule makes.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Upos;
use super::lists::entries;

/// The lexicon that ships.
pub(super) static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon.tsv")));

/// Words with the tags they were seen with.
///
/// As text: lines `tag UPOS XPOS` name the classes in order, `open` or `closed` as the last column; every other line
/// is a word, its tags by number, and `+` when it was seen often enough that it has no others.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    tags: Vec<Tag>,
    open: Vec<u16>,
    proper: Vec<u16>,
    words: FxHashMap<Box<str>, u32>,
    entries: Vec<Entry>,
}

/// One class of the tagger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) upos: Upos,
    pub(super) xpos: smol_str::SmolStr,
}

#[derive(Clone, Debug)]
struct Entry {
    /// The tags to choose from.
    candidates: Vec<u16>,
}

impl Lexicon {
    /// Reads a lexicon from its text; lines that do not fit are left out.
    pub fn parse(list: &'static str) -> Self {
        let mut lexicon = Lexicon::default();
        for line in entries(list) {
            let columns: Vec<&str> = line.split('\t').collect();
            match columns[..] {
                ["tag", upos, xpos, kind] => lexicon.add_tag(upos, xpos, kind == "open"),
                [word, tags] => lexicon.add_word(word, tags),
                _ => {}
            }
        }
        lexicon
    }

    fn add_tag(&mut self, upos: &str, xpos: &str, open: bool) {
        let class = u16::try_from(self.tags.len()).unwrap_or(u16::MAX);
        let upos = Upos::parse(upos).unwrap_or_default();
        self.tags.push(Tag { upos, xpos: xpos.into() });
        if open {
            self.open.push(class);
        }
        if upos == Upos::Propn {
            self.proper.push(class);
        }
    }

    fn add_word(&mut self, word: &str, tags: &str) {
        let known = tags.ends_with('+');
        let mut candidates: Vec<u16> =
            tags.trim_end_matches('+').split(' ').filter_map(|tag| tag.parse().ok()).collect();
        candidates.retain(|&tag| usize::from(tag) < self.tags.len());
        if !known {
            candidates.extend(self.open.iter().filter(|tag| !candidates.contains(tag)).collect::<Vec<_>>());
        }
        let place = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.words.insert(word.into(), place);
        self.entries.push(Entry { candidates });
    }

    /// The entry of a word in lower case, digits made equal.
    pub(super) fn entry(&self, lower: &str) -> Option<u32> {
        self.words.get(lower).copied()
    }

    /// The tags that a word may have.
    pub(super) fn candidates(&self, entry: Option<u32>, capital: bool, out: &mut Vec<u16>) {
        out.clear();
        match entry.and_then(|entry| self.entries.get(entry as usize)) {
            Some(entry) => out.extend(&entry.candidates),
            None => out.extend(&self.open),
        }
        if capital {
            let known = out.len();
            out.extend(&self.proper);
            dedup_after(out, known);
        }
    }

    /// All classes, by number.
    pub(super) fn tags(&self) -> impl Iterator<Item = &Tag> {
        self.tags.iter()
    }

    pub(super) fn tag(&self, class: u16) -> Option<&Tag> {
        self.tags.get(usize::from(class))
    }

    /// The class of a pair of tags.
    pub(super) fn class(&self, upos: Upos, xpos: &str) -> Option<u16> {
        let place = self.tags.iter().position(|tag| tag.upos == upos && tag.xpos == xpos)?;
        u16::try_from(place).ok()
    }
}

/// Takes out of `list` what stands after `known` and also before it.
fn dedup_after(list: &mut Vec<u16>, known: usize) {
    let mut place = known;
    while place < list.len() {
        if list.iter().take(known).any(|tag| list.get(place) == Some(tag)) {
            list.swap_remove(place);
        } else {
            place += 1;
        }
    }
}
