//! Family names that are words as well: "May left" after "Theresa May", "Will said" after "Anton Will".
//!
//! And first names that look like verbs ("Sayed").
//!
//! At the beginning of a sentence nothing but the words around tells "May left" from "May he leave".

use std::collections::BTreeSet;

use super::{Name, given};
use crate::annotation::time::is_day_or_month;
use crate::annotation::{Annotations, EntityKind, Relation, Upos};

/// The names with those family names that were taken for another word; their tokens are tagged anew.
pub(super) fn found_again(text: &str, found: &mut Annotations, mut names: Vec<Name>) -> Vec<Name> {
    for name in names.iter_mut().filter(|name| name.kind == EntityKind::Person && name.tokens.len() == 1) {
        if is_family(text, found, name.tokens.end) || is_plain_family(text, found, name.tokens.end) {
            tag(text, found, name.tokens.end);
            name.tokens.end += 1;
        }
    }
    for name in names.iter_mut().filter(|name| name.kind == EntityKind::Person) {
        if let Some(first) = name.tokens.start.checked_sub(1).filter(|&at| is_first_name(text, found, at)) {
            tag(text, found, first);
            name.tokens.start = first;
        }
    }
    let full = names.iter().filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 1);
    let families: BTreeSet<String> =
        full.map(|name| found.word(text, name.tokens.end - 1).to_owned()).collect();
    let taken = given::in_names(found, &names);
    let again: Vec<usize> = (0..found.tokens.len())
        .filter(|&at| !taken.get(at).copied().unwrap_or(true) && families.contains(found.word(text, at)))
        .filter(|&at| is_taken_for_verb(found, at) && acts(text, found, at))
        .collect();
    for &at in &again {
        tag(text, found, at);
        names.push(Name { tokens: at..at + 1, kind: EntityKind::Person });
    }
    names.sort_by_key(|name| name.tokens.start);
    names
}

/// Whether the word after a given name is a family name that was taken for a month or a helping verb ("Ana May met").
fn is_family(text: &str, found: &Annotations, at: usize) -> bool {
    let word = found.word(text, at);
    let helps = found.tokens.get(at).is_some_and(|token| token.upos == Upos::Aux);
    let small = word.chars().skip(1).all(char::is_lowercase);
    let here = at > 0 && found.sentence_of_token(at) == found.sentence_of_token(at - 1);
    let capital = word.starts_with(char::is_uppercase) && small;
    // "Verick Monday said" tells the day.
    let month = is_day_or_month(word) && !word.ends_with("day");
    here && capital && (helps || month) && acts(text, found, at)
}

/// Whether the word after a given name is a family name that was taken for a noun: the given name hangs from it, and an office
/// stands behind the comma after it ("Qadir Fares, chairman of the club, said").
fn is_plain_family(text: &str, found: &Annotations, at: usize) -> bool {
    let word = found.word(text, at);
    let capital = word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
    let noun = found.tokens.get(at).is_some_and(|token| token.upos == Upos::Noun);
    let given = at.checked_sub(1).is_some_and(|before| {
        found.head(before) == Some(at) && found.has_relation(before, &[Relation::Compound])
    });
    capital && noun && given && given::has_office(text, found, at + 1)
}

/// Whether the word before a name is a first name that was taken for a verb: amid small letters it has a capital ("police
/// chief Sayed Kamal Drost").
fn is_first_name(text: &str, found: &Annotations, at: usize) -> bool {
    let word = found.word(text, at);
    let before = at.checked_sub(1).map_or("", |before| found.word(text, before));
    let sentence = |at: usize| found.sentence_of_token(at);
    let inside = at > 0 && sentence(at - 1) == sentence(at) && sentence(at + 1) == sentence(at);
    let plain = word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
    inside && plain && before.starts_with(char::is_lowercase) && is_taken_for_verb(found, at)
}

/// Makes a family name of a token, and its subject's place of that of a helping verb.
fn tag(text: &str, found: &mut Annotations, at: usize) {
    let helps = is_taken_for_verb(found, at);
    let verb = found.head(at).filter(|&verb| helps && verb > at);
    let Some(token) = found.tokens.get_mut(at) else { return };
    (token.upos, token.xpos) = (Upos::Propn, "NNP".into());
    token.lemma = token.span.of(text).into();
    if verb.is_some() {
        token.relation = Relation::Nsubj;
    }
    if let Some(verb) = verb.and_then(|verb| found.tokens.get_mut(verb)).filter(|verb| verb.xpos == "VBN") {
        verb.xpos = "VBD".into();
    }
}

/// Whether a word was tagged as a verb or a helping one.
fn is_taken_for_verb(found: &Annotations, at: usize) -> bool {
    found.tokens.get(at).is_some_and(|token| matches!(token.upos, Upos::Aux | Upos::Verb))
}

/// Whether the next word shows that somebody acts: a verb in another form than a helping verb asks for ("May left"), or
/// the mark of an owner ("May's"). "May he rest" and "May leave" show nothing.
fn acts(text: &str, found: &Annotations, at: usize) -> bool {
    let Some(next) =
        found.tokens.get(at + 1).filter(|_| found.sentence_of_token(at) == found.sentence_of_token(at + 1))
    else {
        return false;
    };
    let word = next.span.of(text);
    let inflected = next.upos == Upos::Verb && next.lemma != word && !word.ends_with("ing");
    let helps =
        next.upos == Upos::Aux && matches!(word, "has" | "was" | "is" | "had" | "will" | "would" | "did");
    inflected || helps || found.owns(text, at + 1)
}
