//! What the words of a name or description tell of whom it means: whose office, of which rank, held when, which of several.
//!
//! Read once a mention: descriptions are compared with hundreds before them.

use std::ops::Range;

use super::lexicon::OFFICES;
use crate::annotation::Annotations;
use crate::annotation::name::{is_country, is_nationality};

/// Words that make another office of one.
const RANKS: [&str; 6] = ["prime", "vice", "deputy", "assistant", "shadow", "acting"];
/// Words that say that somebody holds an office no longer.
const PAST: [&str; 6] = ["former", "ex", "late", "then", "onetime", "erstwhile"];
/// Words that say that somebody holds it now.
const PRESENT: [&str; 5] = ["current", "new", "sitting", "incumbent", "incoming"];
/// Words that tell which of several a description means.
const ORDINALS: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "other"];

/// What the words of a name or description tell; nothing for pronouns.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// The first five letters of its capitalised words, so that a demonym meets its country.
    pub(super) capitals: Vec<String>,
    /// The countries and peoples that it names, by their first four letters ("Britain" and "British").
    nations: Vec<String>,
    ranks: [bool; RANKS.len()],
    /// Whether it says that somebody held the office once.
    pub(super) past: bool,
    present: bool,
    ordinal: Option<usize>,
    /// The lines of `role_equals.tsv` whose description, and whose office, it holds.
    described: Vec<usize>,
    held: Vec<usize>,
}

impl Marks {
    /// Reads the words of a mention, of which `head` is the noun.
    pub(super) fn of(text: &str, found: &Annotations, tokens: &Range<usize>, head: usize) -> Self {
        let mut marks = Self {
            past: found.word(text, head).to_lowercase().starts_with("ex-")
                || found.word(text, tokens.start.saturating_sub(1)).eq_ignore_ascii_case("ex"),
            ..Self::default()
        };
        for at in tokens.clone() {
            let word = found.word(text, at);
            marks.nations.extend(nation(word));
            // The noun itself says which office it is and not whose, whatever letters it begins with.
            if at != head {
                marks.capitals.extend(capital(word));
            }
            if at < head {
                marks.modify(word);
            }
        }
        let words = found.span_of(tokens.clone()).of(text).to_lowercase();
        for (line, (description, office)) in OFFICES.iter().enumerate() {
            marks.described.extend(words.contains(description).then_some(line));
            marks.held.extend(words.contains(office).then_some(line));
        }
        marks
    }

    /// Reads a word before the noun.
    fn modify(&mut self, word: &str) {
        let place =
            |list: &[&str], word: &str| list.iter().position(|listed| word.eq_ignore_ascii_case(listed));
        if let Some(rank) = place(&RANKS, word).and_then(|rank| self.ranks.get_mut(rank)) {
            *rank = true;
        }
        self.past |= place(&PAST, word).is_some();
        self.present |= place(&PRESENT, word).is_some();
        let other = word.eq_ignore_ascii_case("another");
        self.ordinal = self.ordinal.or_else(|| place(&ORDINALS, if other { "other" } else { word }));
    }

    /// "The president" is not the vice president, and "the prime minister" is no minister of education; "the minister" may
    /// be the prime minister.
    pub(super) fn ranks_agree(&self, earlier: &Self) -> bool {
        let ([prime, lower @ ..], [its_prime, its_lower @ ..]) = (&self.ranks, &earlier.ranks);
        lower == its_lower && (!prime || *its_prime)
    }

    /// "The former president" is nobody whom the text calls president, and "the current president" no former one.
    pub(super) fn eras_agree(&self, earlier: &Self) -> bool {
        match (self.past, self.present) {
            (true, _) => earlier.past,
            (false, true) => !earlier.past,
            (false, false) => true,
        }
    }

    /// "The second source" is not the first one, nor one that came without a number.
    pub(super) fn ordinals_agree(&self, earlier: &Self) -> bool {
        match (self.ordinal, earlier.ordinal) {
            (Some(own), Some(its)) => own == its,
            (Some(own), None) => own == 0,
            (None, _) => true,
        }
    }

    /// Capitalised modifiers ("Russian", "Interior") that both have must not contradict each other.
    pub(super) fn modifiers_agree(&self, other: &Self) -> bool {
        // "British Prime Minister" and "Norwegian Prime Minister" share nothing that tells which.
        agree(&self.nations, &other.nations) && agree(&self.capitals, &other.capitals)
    }

    /// Whether both carry the same place or body by name: "Russia's" and "Russian" share their beginning.
    pub(super) fn shares_place(&self, other: &Self) -> bool {
        self.capitals.is_empty() == other.capitals.is_empty() && agree(&self.capitals, &other.capitals)
    }

    /// "top diplomat" and "foreign minister" (`role_equals.tsv`).
    pub(super) fn same_office(&self, office: &Self) -> bool {
        self.described.iter().any(|line| office.held.contains(line))
    }
}

/// Whether they share a word, or one of them has none.
fn agree(one: &[String], other: &[String]) -> bool {
    one.is_empty() || other.is_empty() || one.iter().any(|word| other.contains(word))
}

/// The first four letters of a country's or people's name.
pub(super) fn nation(word: &str) -> Option<String> {
    (is_nationality(word) || is_country(word)).then(|| first(word, 4))
}

/// The first five letters of a word that begins with a capital and is neither article nor rank.
fn capital(word: &str) -> Option<String> {
    let rank = RANKS.iter().any(|rank| word.eq_ignore_ascii_case(rank));
    let named = word.starts_with(char::is_uppercase) && !matches!(word, "The" | "A" | "An") && !rank;
    named.then(|| first(word, 5))
}

fn first(word: &str, letters: usize) -> String {
    word.chars().take(letters).flat_map(char::to_lowercase).collect()
}
