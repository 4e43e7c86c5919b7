//! Names that the program knows before it reads: evidence for the tagger of names, never a decision by itself.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::annotation::hash::{hash, mix};
use crate::annotation::lexeme::Lexeme;
use crate::annotation::lists::pairs;

use super::{BODY, NOTHING, PERSON};

/// Most words of a name that is looked up.
const LONGEST: usize = 5;

/// The kinds of names, one bit each.
const GIVEN: u32 = 1;
const COUNTRY: u32 = 2;
const NATIONALITY: u32 = 4;
const CITY: u32 = 8;
const ORGANISATION: u32 = 16;
const KNOWN: u32 = 32;
const TITLE: u32 = 64;
const STYLE: u32 = 256;
/// The word stands inside a name of several words.
const INSIDE: u32 = 128;

#[derive(Default, Deserialize)]
struct Lists {
    country: String,
    nationality: String,
    city: String,
    organisation: String,
    known: String,
    title: String,
    style: String,
    site: String,
}

/// The lists of `data/gazetteer.toml`.
static LISTS: LazyLock<Lists> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/gazetteer.toml")).unwrap_or_default());

/// The words of the list `site`.
static SITES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| LISTS.site.split(';').collect());

/// Whether names of buildings, streets and grounds end in this word ("Tower").
pub(in crate::annotation) fn is_site(word: &str) -> bool {
    SITES.contains(word)
}

/// Names by the hashes of their words in lower case.
static NAMES: LazyLock<FxHashMap<u32, u32>> = LazyLock::new(|| {
    let mut names = FxHashMap::default();
    let lists = &*LISTS;
    add(&mut names, lists.country.split(';'), COUNTRY);
    add(&mut names, lists.nationality.split(';'), NATIONALITY);
    add(&mut names, lists.city.split(';'), CITY);
    add(&mut names, lists.organisation.split(';'), ORGANISATION);
    add(&mut names, lists.known.split(';'), KNOWN);
    add(&mut names, lists.title.split(';'), TITLE);
    add(&mut names, lists.style.split(';'), STYLE);
    let plurals: Vec<String> = lists.nationality.split(';').map(|name| format!("{name}s")).collect();
    add(&mut names, plurals.iter().map(String::as_str), NATIONALITY);
    for (_, given) in pairs(include_str!("../../../data/given_names.tsv")) {
        add(&mut names, given.split(' '), GIVEN);
    }
    names
});

fn add<'a>(names: &mut FxHashMap<u32, u32>, list: impl Iterator<Item = &'a str>, bit: u32) {
    for name in list {
        let words =
            name.split([' ', '-']).map(|word| hash(word.trim_end_matches('.').to_lowercase().bytes()));
        *names.entry(words.fold(0, mix)).or_default() |= bit;
    }
}

/// What the lists say of each word of a sentence: the kinds of the names that it stands in.
pub(in crate::annotation) fn kinds(words: &[Lexeme]) -> Vec<u32> {
    let hyphen = hash("-".bytes());
    let mut out = vec![0; words.len()];
    for start in 0..words.len() {
        let mut key = 0;
        let mut count = 0;
        for (end, word) in words.iter().enumerate().skip(start).take(LONGEST * 2) {
            if word.lower == hyphen && end > start {
                continue;
            }
            key = mix(key, word.plain);
            count += 1;
            if count > LONGEST {
                break;
            }
            if let Some(kind) = NAMES.get(&key) {
                mark(&mut out, start, end, *kind);
            }
        }
    }
    out
}

/// How many of the first words make the longest name of a well-known body, if at least two do.
pub(in crate::annotation) fn known_body<'w>(words: impl Iterator<Item = &'w str>) -> Option<usize> {
    let mut key = 0;
    let mut longest = None;
    for (count, word) in (1..=LONGEST).zip(words) {
        key = mix(key, hash(word.trim_end_matches('.').to_lowercase().bytes()));
        if count > 1 && NAMES.get(&key).is_some_and(|bits| bits & KNOWN != 0) {
            longest = Some(count);
        }
    }
    longest
}

/// Whether the word is a people's name or its adjective ("Albanian"), in the singular or plural.
pub(crate) fn is_nationality(word: &str) -> bool {
    let is = |word: &str| {
        let key = mix(0, hash(word.to_lowercase().bytes()));
        NAMES.get(&key).is_some_and(|bits| bits & NATIONALITY != 0)
    };
    is(word) || word.strip_suffix('s').is_some_and(is)
}

/// Whether the word is a given name.
pub(super) fn is_given(word: &str) -> bool {
    let key = mix(0, hash(word.to_lowercase().bytes()));
    NAMES.get(&key).is_some_and(|bits| bits & GIVEN != 0)
}

/// Whether the word alone is the name of a country.
pub(in crate::annotation) fn is_country(word: &str) -> bool {
    let key = mix(0, hash(word.to_lowercase().bytes()));
    NAMES.get(&key).is_some_and(|bits| bits & COUNTRY != 0)
}

/// Takes titles off the front of persons' names ("Mr Roe", "Foreign Minister Roe"): they are no part of them.
pub(in crate::annotation) fn untitle(kinds: &[u32], labels: &mut [usize]) {
    for at in 1..labels.len().min(kinds.len()) {
        let goes_on = labels[at] == PERSON + 1;
        if goes_on && labels[at - 1] == PERSON && kinds[at - 1] & TITLE != 0 {
            labels[at - 1] = NOTHING;
        }
        if goes_on && labels[at - 1] == NOTHING {
            labels[at] = PERSON;
        }
    }
}

/// Puts the word that says what a body is to the front of its name ("Radio Corvo", "Bank Tessen"), where both have
/// capitals. Persons with one name do not follow such words: what looks like one there is the body's name too.
pub(super) fn whole_body(kinds: &[u32], capitals: &[bool], labels: &mut [usize]) {
    for at in (1..labels.len().min(kinds.len()).min(capitals.len())).rev() {
        let alone = labels.get(at + 1) != Some(&(PERSON + 1));
        let name = labels[at] == BODY || labels[at] == PERSON && alone;
        if name && labels[at - 1] == NOTHING && capitals[at - 1] && kinds[at - 1] & ORGANISATION != 0 {
            labels[at - 1] = BODY;
            labels[at] = BODY + 1;
        }
    }
}

fn mark(out: &mut [u32], start: usize, end: usize, kind: u32) {
    for (place, bits) in out.iter_mut().enumerate().take(end + 1).skip(start) {
        *bits |= kind | if place > start { INSIDE } else { 0 };
    }
}
