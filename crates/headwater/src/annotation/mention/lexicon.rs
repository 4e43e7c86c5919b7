//! The word lists of this stage: roles, offices, given names.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::annotation::EntityKind;
use crate::annotation::lists::{entries, pairs};

/// Grammatical gender of a person, as far as a name or a word shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Feminine,
    Masculine,
}

/// What a noun of `roles.tsv` describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) kind: EntityKind,
    /// Several persons, even in the singular ("police").
    pub(super) group: bool,
    /// Synonyms share a key.
    pub(super) key: &'static str,
}

static ROLES: LazyLock<FxHashMap<&str, Role>> =
    LazyLock::new(|| entries(include_str!("../../../data/roles.tsv")).filter_map(role).collect());

fn role(line: &'static str) -> Option<(&'static str, Role)> {
    let mut columns = line.split('\t');
    let (lemma, kind, key) = (columns.next()?, columns.next()?, columns.next()?);
    let of_kind = if kind == "organisation" { EntityKind::Organisation } else { EntityKind::Person };
    Some((lemma, Role { kind: of_kind, group: kind == "group", key }))
}

/// What the noun describes, by its lemma in lower case.
pub(super) fn role_of(lemma: &str) -> Option<Role> {
    ROLES.get(lemma).copied()
}

/// Descriptions that mean an office: words of the description, and the office.
pub(super) static OFFICES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| pairs(include_str!("../../../data/role_equals.tsv")).collect());

/// The verbs that attribute what is said or thought, out of the list of the stage after this one.
static SAYING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let verbs = entries(include_str!("../../../data/cues.tsv"));
    verbs.filter_map(|line| line.split('\t').next()).collect()
});

/// Whether a verb says that somebody says or thinks something, by its lemma.
pub(super) fn says(lemma: &str) -> bool {
    SAYING.contains(lemma)
}

static GIVEN_NAMES: LazyLock<FxHashMap<&str, Gender>> = LazyLock::new(|| {
    let lists = pairs(include_str!("../../../data/given_names.tsv"));
    let gender = |mark| if mark == "f" { Gender::Feminine } else { Gender::Masculine };
    lists.flat_map(|(mark, names)| names.split(' ').map(move |name| (name, gender(mark)))).collect()
});

/// The gender that a given name goes with.
pub(super) fn gender_of_name(name: &str) -> Option<Gender> {
    GIVEN_NAMES.get(name).copied()
}

/// The gender that a title or noun shows.
pub(super) fn gender_of_word(word: &str) -> Option<Gender> {
    let word = word.trim_end_matches('.').to_lowercase();
    match word.as_str() {
        "mrs" | "ms" | "miss" | "madam" | "mme" | "lady" | "queen" | "princess" | "sister" | "mother"
        | "wife" | "daughter" | "widow" | "actress" | "girl" | "she" | "her" | "hers" | "herself" => {
            Some(Gender::Feminine)
        }
        "mr" | "sir" | "lord" | "king" | "prince" | "brother" | "father" | "husband" | "son" | "boy"
        | "he" | "him" | "his" | "himself" => Some(Gender::Masculine),
        word if word.ends_with("woman") => Some(Gender::Feminine),
        word if word.ends_with("man") && word != "human" && word != "woman" => Some(Gender::Masculine),
        _ => None,
    }
}
