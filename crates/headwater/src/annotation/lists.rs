//! The word lists of this stage, read once out of `data/`.
//!
//! A list is plain text: `#` heads a comment, every other line is an entry, and columns stand apart by a tab.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// What the full stop of an abbreviation can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Stands before a name and never ends a sentence.
    BeforeName,
    /// Stands before a number; elsewhere an ordinary word.
    BeforeNumber,
    /// May end a sentence.
    Open,
}

/// The entries of a list, in the order of the file.
pub(super) fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The entries of a list with two columns.
pub(super) fn pairs(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    entries(list).filter_map(|line| line.split_once('\t'))
}

/// The entries of a list as a set.
pub(super) fn set(list: &'static str) -> FxHashSet<&'static str> {
    entries(list).collect()
}

/// Abbreviations without their last full stop, in lower case.
pub(super) static ABBREVIATIONS: LazyLock<FxHashMap<&str, Abbreviation>> = LazyLock::new(|| {
    pairs(include_str!("../../data/abbreviations.tsv"))
        .map(|(word, kind)| (word, abbreviation(kind)))
        .collect()
});

fn abbreviation(kind: &str) -> Abbreviation {
    match kind {
        "name" => Abbreviation::BeforeName,
        "number" => Abbreviation::BeforeNumber,
        _ => Abbreviation::Open,
    }
}

/// Words that begin sentences, in lower case.
pub(super) static STARTERS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| set(include_str!("../../data/sentence_starters.txt")));

/// Prefixes that stay joined to what follows their hyphen.
pub(super) static PREFIXES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| set(include_str!("../../data/unsplit_prefixes.txt")));

/// Two words written as one, with the number of characters of the first.
pub(super) static CLITICS: LazyLock<FxHashMap<&str, usize>> = LazyLock::new(|| {
    pairs(include_str!("../../data/clitics.tsv"))
        .filter_map(|(word, first)| Some((word, first.parse().ok()?)))
        .collect()
});
