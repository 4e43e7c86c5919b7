//! The cues, out of `data/scopes.toml`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::annotation::ScopeKind;

#[derive(Deserialize, Default)]
struct File {
    negation: Vec<String>,
    modality: Vec<String>,
    hedge: Vec<String>,
    clause_hedge: Vec<String>,
    clause_modality: Vec<String>,
    passive: Vec<String>,
    phrases: Vec<String>,
    affirming: Vec<String>,
    passing: Vec<String>,
}

/// Cues by their words, in lower case.
pub(super) struct Lexicon {
    words: FxHashMap<&'static str, ScopeKind>,
    /// Verbs, adjectives and nouns by their lemma that hold for the clause that hangs from them.
    clauses: FxHashMap<&'static str, ScopeKind>,
    /// Verbs that do so in the passive only.
    passive: FxHashSet<&'static str>,
    /// Longer ones by their first word.
    phrases: Phrases,
    /// Phrases that hold a word of negation and turn nothing.
    affirming: Phrases,
}

/// Phrases word by word, by their first word.
type Phrases = FxHashMap<&'static str, Vec<Vec<&'static str>>>;

static FILE: LazyLock<File> =
    // The file is part of the program; a test reads it, so the default never shows.
    LazyLock::new(|| toml::from_str(include_str!("../../../data/scopes.toml")).unwrap_or_default());

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let lists = [
        (&FILE.negation, ScopeKind::Negation),
        (&FILE.modality, ScopeKind::Modality),
        (&FILE.hedge, ScopeKind::Hedge),
    ];
    let words = lists.into_iter().flat_map(|(list, kind)| list.iter().map(move |word| (word.as_str(), kind)));
    let clauses = [(&FILE.clause_hedge, ScopeKind::Hedge), (&FILE.clause_modality, ScopeKind::Modality)];
    let clauses =
        clauses.into_iter().flat_map(|(list, kind)| list.iter().map(move |word| (word.as_str(), kind)));
    let passive = FILE.passive.iter().map(String::as_str).collect();
    let (phrases, affirming) = (by_first(&FILE.phrases), by_first(&FILE.affirming));
    Lexicon { words: words.collect(), clauses: clauses.collect(), passive, phrases, affirming }
});

fn by_first(list: &'static [String]) -> Phrases {
    let mut phrases = Phrases::default();
    for phrase in list {
        let words: Vec<&str> = phrase.split(' ').collect();
        phrases.entry(words.first().copied().unwrap_or_default()).or_default().push(words);
    }
    phrases
}

impl Lexicon {
    /// What a word is the cue of.
    pub(super) fn kind(&self, word: &str) -> Option<ScopeKind> {
        lowered(word, |word| self.words.get(word).copied())
    }

    /// What a verb, adjective or noun is for the clause that hangs from it, by its lemma.
    pub(super) fn over_clause(&self, lemma: &str, is_passive: bool) -> Option<ScopeKind> {
        let passive = || (is_passive && self.passive.contains(lemma)).then_some(ScopeKind::Hedge);
        self.clauses.get(lemma).copied().or_else(passive)
    }

    /// The phrases that begin with a word.
    pub(super) fn phrases(&self, first: &str) -> &[Vec<&'static str>] {
        lowered(first, |word| self.phrases.get(word).map(Vec::as_slice)).unwrap_or_default()
    }

    /// Whether a word beside one of negation only says since when or how often ("no longer").
    pub(super) fn passes(&self, lemma: &str) -> bool {
        FILE.passing.iter().any(|word| word == lemma)
    }

    /// The phrases that begin with a word and turn nothing, though they hold a word of negation ("no doubt").
    pub(super) fn affirming(&self, first: &str) -> &[Vec<&'static str>] {
        lowered(first, |word| self.affirming.get(word).map(Vec::as_slice)).unwrap_or_default()
    }
}

/// Looks a word up in small letters, and allocates only for words that have capitals.
fn lowered<T>(word: &str, look_up: impl Fn(&str) -> Option<T>) -> Option<T> {
    if word.contains(|letter: char| letter.is_ascii_uppercase() || letter == '’') {
        look_up(&word.to_ascii_lowercase().replace('’', "'"))
    } else {
        look_up(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read() {
        assert_eq!(LEXICON.kind("Allegedly"), Some(ScopeKind::Hedge));
        assert_eq!(LEXICON.kind("not"), Some(ScopeKind::Negation));
        assert!(LEXICON.phrases("It").len() >= 4);
    }
}
