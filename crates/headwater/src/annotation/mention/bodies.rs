//! Names of bodies in full: "Committee to Protect Journalists", "Bank for International Settlements".
//!
//! Taggers of names cut them at small words, and of what is left ("the Committee") nobody can tell whose letters "CPJ" are.

use super::Name;
use super::lexicon::role_of;
use crate::annotation::name::{is_country, is_nationality};
use crate::annotation::time::is_day_or_month;
use crate::annotation::{Annotations, EntityKind, Upos};

/// Small words that go on with a body's name where capitals follow.
const LINKS: [&str; 6] = ["of", "for", "against", "without", "on", "to"];
/// No name has more words after its first part.
const LONGEST: usize = 9;

/// Whether a word is one that goes on with a body's name.
pub(super) fn is_link(word: &str) -> bool {
    LINKS.contains(&word.to_lowercase().as_str())
}

/// Names of bodies grown over the small words after them, and over what these lead to.
pub(super) fn in_full(text: &str, found: &Annotations, names: Vec<Name>) -> Vec<Name> {
    let mut whole: Vec<Name> = Vec::with_capacity(names.len());
    let mut names = names.into_iter().peekable();
    while let Some(mut name) = names.next() {
        let end = end(text, found, &name);
        if end > name.tokens.end {
            // What it leads to may have been a name of its own; of a place or a person it stays one.
            let mut inside = Vec::new();
            while let Some(next) = names.next_if(|next| next.tokens.start < end) {
                inside.push(next);
            }
            let after_the = |other: &Name| found.word(text, other.tokens.start - 1) == "the";
            // "The Ministry of Defence and Reuters" are two.
            let beside = |other: &Name| matches!(found.word(text, other.tokens.start - 1), "and" | "&");
            let parts = |other: &Name| match other.kind {
                EntityKind::Person => true,
                EntityKind::Organisation if beside(other) => true,
                // "The Red Cross" may have been taken for a place.
                EntityKind::Place => !after_the(other),
                _ => false,
            };
            if inside.iter().any(|other| parts(other) || other.tokens.end > end) {
                whole.push(name);
                whole.extend(inside);
                continue;
            }
            name.tokens.end = end;
            name.kind = EntityKind::Organisation;
        }
        whole.push(name);
    }
    whole
}

/// Where the body's name ends that begins with `name`: its own end, where nothing goes on.
fn end(text: &str, found: &Annotations, name: &Name) -> usize {
    let last = name.tokens.end - 1;
    let body = found
        .tokens
        .get(last)
        .and_then(|token| role_of(&token.lemma.to_lowercase()))
        .is_some_and(|role| role.kind == EntityKind::Organisation);
    // "Organization for Security" of "Organization for Security and Co-operation".
    let begun = name.tokens.clone().any(|at| is_link(found.word(text, at)));
    let unowned = matches!(name.kind, EntityKind::Organisation | EntityKind::Other);
    let is_body = body || unowned && (name.tokens.len() < 3 || begun);
    if !is_body || is_title_case(text, found, name) {
        return name.tokens.end;
    }
    let mut end = if begun { while_capital(text, found, name.tokens.end) } else { name.tokens.end };
    while let Some(next) = after_link(text, found, end).filter(|next| next - name.tokens.end <= LONGEST) {
        end = next;
    }
    end
}

/// Where the capitalised words end that a small word at `at` leads to.
fn after_link(text: &str, found: &Annotations, at: usize) -> Option<usize> {
    let word = |at: usize| found.word(text, at);
    let sentence = found.sentence_of_token(at.checked_sub(1)?);
    let here = |at: usize| found.sentence_of_token(at) == sentence;
    if !here(at) || !is_link(word(at)) {
        return None;
    }
    let first = if here(at + 1) && word(at + 1) == "the" { at + 2 } else { at + 1 };
    // "To" leads to a verb ("Committee to Protect Journalists"), or it is a way.
    let acts = found.tokens.get(first).is_some_and(|token| token.upos == Upos::Verb);
    if !here(first) || !is_plain(word(first)) || word(at).eq_ignore_ascii_case("to") && !acts {
        return None;
    }
    Some(while_capital(text, found, first + 1))
}

/// Where the words with capitals end that go on at `end`, with those that "and" adds.
fn while_capital(text: &str, found: &Annotations, mut end: usize) -> usize {
    let sentence = end.checked_sub(1).and_then(|last| found.sentence_of_token(last));
    let word = |at: usize| found.word(text, at);
    let capital = |at: usize| found.sentence_of_token(at) == sentence && is_plain(word(at));
    loop {
        end += match word(end) {
            _ if capital(end) => 1,
            "and" | "&" if capital(end + 1) && !capital(end + 2) => 2,
            _ => return end,
        };
    }
}

/// Whether a word with a capital may be part of a body's name, and names no country, people, day or month.
fn is_plain(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().all(|letter| letter.is_alphabetic() || letter == '-')
        && !is_country(word)
        && !is_nationality(word)
        && !is_day_or_month(word)
}

/// Whether nearly all words around a name have capitals, as in headlines: they tell no end of it.
fn is_title_case(text: &str, found: &Annotations, name: &Name) -> bool {
    let Some(sentence) = found.sentence_of_token(name.tokens.start).and_then(|at| found.sentences.get(at))
    else {
        return false;
    };
    let words = || {
        sentence
            .tokens
            .clone()
            .map(|at| found.word(text, at))
            .filter(|word| word.starts_with(char::is_alphabetic))
    };
    let capitals = words().filter(|word| word.starts_with(char::is_uppercase)).count();
    capitals * 5 > words().count() * 3
}
