//! The words by which an origin is known, out of `data/origins.toml`, and the agencies.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::article::agency;

#[derive(Deserialize)]
struct Words {
    spokespersons: Vec<String>,
    reporters: Vec<String>,
    outlets: Vec<String>,
    outlet_phrases: Vec<String>,
    outlet_ends: Vec<String>,
    not_outlets: Vec<String>,
    hearsay: Vec<String>,
    voiceless: Vec<String>,
    empty: Vec<String>,
    asides: Vec<String>,
    each: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/origins.toml"))
        .expect("data/origins.toml is checked by a test")
});

/// Full names of agencies, by every name they go by, squashed.
static AGENCIES: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let names = agency::signs().iter().map(|(sign, full)| (squashed(sign), *full));
    names.filter(|(name, _)| !name.is_empty()).collect()
});

/// Whether a role is that of somebody who reports for an outlet.
pub(super) fn is_reporter(role: &str) -> bool {
    let role = role.to_lowercase();
    WORDS.reporters.iter().any(|word| holds(&role, word))
}

/// Whether a word tells that several who are named together each say it by themselves.
pub(in crate::corroboration) fn tells_each(word: &str) -> bool {
    let word = word.to_lowercase();
    WORDS.each.contains(&word)
}

/// Whether the words name a role that speaks with its organisation's voice.
pub(super) fn is_spokesperson(role: &str) -> bool {
    let role = role.to_lowercase();
    WORDS.spokespersons.iter().any(|word| holds(&role, word))
}

/// Whether an organisation of this name is an outlet or agency.
pub(super) fn is_outlet(name: &str) -> bool {
    if AGENCIES.contains_key(&squashed(name)) {
        return true;
    }
    let name = name.to_lowercase();
    let any = |words: &[String]| words.iter().any(|word| holds(&name, word));
    let ends =
        || name.rsplit_once(' ').is_some_and(|(_, last)| WORDS.outlet_ends.iter().any(|word| word == last));
    !any(&WORDS.not_outlets) && (any(&WORDS.outlets) || any(&WORDS.outlet_phrases) || ends())
}

/// Whether the words point at what others say without naming them.
pub(super) fn is_hearsay(hedge: &str) -> bool {
    let hedge = hedge.to_lowercase();
    WORDS.hearsay.iter().any(|word| holds(&hedge, word))
}

/// Whether the words for a document name what shows something and is nobody's word ("the mound of evidence").
pub(super) fn is_voiceless(name: &str) -> bool {
    let name = name.to_lowercase();
    WORDS.voiceless.iter().any(|word| holds(&name, word))
}

/// Whether a clause behind a comma begins as one that is put in between ("which left forty dead").
pub(in crate::corroboration) fn opens_aside(clause: &str) -> bool {
    let first = clause.split_whitespace().next().unwrap_or_default().to_lowercase();
    WORDS.asides.contains(&first)
}

/// The full name of the agency that goes by `name`.
pub(super) fn agency(name: &str) -> Option<&'static str> {
    AGENCIES.get(&squashed(name)).copied()
}

/// The words of a name, in lower case, without those that name nothing.
pub(in crate::corroboration) fn parts(name: &str) -> Vec<String> {
    // "U.S." and "US" are one word.
    let name = name.replace('.', "");
    let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| !word.is_empty() && !WORDS.empty.contains(word)).collect()
}

/// Whether `words` stand in `text` between word boundaries, letter by letter.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// A name as it is compared: letters and digits in lower case, without a leading "the"; of a domain,
/// the part that names its owner ("www.harbour-post.co.uk" → "harbourpost").
pub(super) fn squashed(name: &str) -> String {
    let name = name.trim();
    let name = if name.contains(char::is_whitespace) { name } else { owner(name) };
    let lower = name.to_lowercase();
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    lower.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The label of a domain that its owner chose; other words as they are.
fn owner(domain: &str) -> &str {
    let labels: Vec<&str> = domain.split('.').filter(|label| !label.is_empty()).collect();
    let top = labels.last().map_or(0, |label| label.len());
    let shared = ["co", "com", "org", "net", "gov", "ac", "edu", "gob", "or", "ne"];
    match labels.as_slice() {
        // Initials with points ("U.N.") are no domain.
        _ if labels.iter().all(|label| label.len() == 1) => domain,
        [.., owner, second, _] if top == 2 && shared.contains(second) => owner,
        [.., owner, _] => owner,
        _ => domain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_known_by_its_owner() {
        assert_eq!(squashed("www.harbour-post.co.uk"), squashed("The Harbour Post"));
        assert_eq!(squashed("news.lamp.com.xy"), "lamp");
        assert_eq!(squashed("U.N."), "un");
        assert_eq!(squashed("Lamp"), "lamp");
        assert_eq!(squashed("..."), "");
    }

    #[test]
    fn outlets_are_told_from_other_bodies() {
        for name in [
            "Harbour Post",
            "Reuters",
            "AFP",
            "Veld State News Agency",
            "Orrin TV",
            "Nova Gazeta",
            "The Orlan Advocate",
        ] {
            assert!(is_outlet(name), "{name}");
        }
        for name in ["Disaster Agency", "Veld Observatory", "Ministry of Posts", "Press Council", "Posthumus"]
        {
            assert!(!is_outlet(name), "{name}");
        }
    }

    #[test]
    fn only_a_spokesperson_speaks_with_its_organisations_voice() {
        assert!(is_spokesperson("Spokeswoman"));
        assert!(is_spokesperson("presidential press secretary"));
        assert!(!is_spokesperson("foreign minister"));
        assert!(is_hearsay("credible reports indicate"));
        assert!(!is_hearsay("probably"));
    }
}
