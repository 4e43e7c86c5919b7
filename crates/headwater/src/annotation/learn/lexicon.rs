//! The lexicon and the exceptions to the rules for lemmas, counted out of treebanks.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::annotation::conllu::{GoldSentence, GoldWord};
use crate::annotation::lemma;
use crate::annotation::token::plain;

/// A word has no tags but those it was seen with once it was seen so often.
const OFTEN: usize = 20;
/// A word enters the lexicon once it was seen so often.
const ENTERS: usize = 2;
/// A class that so many different rare words have takes new words.
const OPEN: usize = 12;
/// A tag is kept for a word when at least one in so many of its uses has it; the rest are slips of annotators.
const SLIP: usize = 400;

/// The key of a word: lower case, straight quotes, digits made equal.
fn key(form: &str) -> String {
    plain(form)
        .chars()
        .take(48)
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect::<String>()
        .to_lowercase()
}

/// The lexicon as the text that ships.
pub fn lexicon(treebank: &[GoldSentence]) -> String {
    let mut words: BTreeMap<String, BTreeMap<(&str, &str), usize>> = BTreeMap::new();
    for word in treebank.iter().flat_map(|sentence| &sentence.words) {
        *words.entry(key(&word.form)).or_default().entry((word.upos.name(), &word.xpos)).or_default() += 1;
    }
    let classes = classes(&words);
    let number: BTreeMap<(&str, &str), usize> =
        classes.iter().enumerate().map(|(at, &(tag, _))| (tag, at)).collect();
    let mut out = String::from(
        "# The lexicon: made by `cargo xtask train lexicon` out of the treebanks that README.md names.\n",
    );
    for ((upos, xpos), open) in &classes {
        let _ = writeln!(out, "tag\t{upos}\t{xpos}\t{}", if *open { "open" } else { "closed" });
    }
    for (word, tags) in &words {
        let count: usize = tags.values().sum();
        if count < ENTERS || word.starts_with('#') || word.contains(['\t', '\n']) {
            continue;
        }
        let seen: Vec<String> = tags
            .iter()
            .filter(|&(_, &times)| times * SLIP >= count)
            .filter_map(|(tag, _)| number.get(tag).map(ToString::to_string))
            .collect();
        let _ = writeln!(out, "{word}\t{}{}", seen.join(" "), if count >= OFTEN { "+" } else { "" });
    }
    out
}

/// All pairs of tags, each with whether new words may have it.
fn classes<'a>(
    words: &BTreeMap<String, BTreeMap<(&'a str, &'a str), usize>>,
) -> Vec<((&'a str, &'a str), bool)> {
    let mut rare: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for tags in words.values() {
        let is_rare = tags.values().sum::<usize>() <= 2;
        for &tag in tags.keys() {
            *rare.entry(tag).or_default() += usize::from(is_rare);
        }
    }
    rare.into_iter().map(|(tag, count)| (tag, count >= OPEN)).collect()
}

/// The lemmas that the rules do not make, as the text that ships.
pub fn lemmas(treebank: &[GoldSentence]) -> String {
    let mut seen: BTreeMap<(String, String), BTreeMap<String, usize>> = BTreeMap::new();
    for word in treebank.iter().flat_map(|sentence| &sentence.words).filter(|word| is_lemma(word)) {
        let key = (plain(&word.form).to_lowercase(), word.xpos.clone());
        *seen.entry(key).or_default().entry(word.lemma.clone()).or_default() += 1;
    }
    let mut out = String::from(
        "# Lemmas that no rule makes: made by `cargo xtask train lexicon`. Word, Penn tag, lemma.\n",
    );
    for ((form, xpos), lemmas) in &seen {
        let most = lemmas.iter().max_by_key(|&(_, count)| count);
        let Some((lemma, _)) = most else { continue };
        if !form.contains('\t') && lemma::by_rule(form, xpos) != *lemma {
            let _ = writeln!(out, "{form}\t{xpos}\t{lemma}");
        }
    }
    out
}

/// Whether a lemma is a word and neither a number nor a name, whose lemma is its form.
fn is_lemma(word: &GoldWord) -> bool {
    let name = word.xpos.starts_with("NNP");
    !name
        && word.lemma != "_"
        && word.form.chars().any(char::is_alphabetic)
        && !word.form.contains(char::is_numeric)
}
