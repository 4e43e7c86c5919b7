//! News agencies by the names they sign with, out of `data/agencies.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The names that agencies sign with, each with the agency's full name, in the order of the file.
static SIGNS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = include_str!("../../data/agencies.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.flat_map(|row| {
        let full = row.split('\t').next().unwrap_or_default();
        row.split('\t').filter(|name| !name.is_empty()).map(move |name| (name, full))
    })
    .collect()
});

/// Full names by each name.
static AGENCIES: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| SIGNS.iter().copied().collect());

/// The names by their first byte, so that a text is read once and not once for every name.
static BY_FIRST: LazyLock<Vec<Vec<(&'static str, &'static str)>>> = LazyLock::new(|| {
    let mut by_first = vec![Vec::new(); 256];
    for &(sign, full) in SIGNS.iter() {
        by_first[usize::from(sign.as_bytes()[0])].push((sign, full));
    }
    by_first
});

/// The names that agencies sign with, each with the agency's full name.
pub(crate) fn signs() -> &'static [(&'static str, &'static str)] {
    &SIGNS
}

/// The full name of the agency that signs so.
pub(crate) fn full_name(name: &str) -> Option<&'static str> {
    AGENCIES.get(name).copied()
}

/// The full name of the agency whose name begins at a place of a text, where a word begins.
pub(crate) fn named_at(text: &str, at: usize) -> Option<&'static str> {
    let rest = text.get(at..)?;
    let signs = BY_FIRST.get(usize::from(*rest.as_bytes().first()?))?;
    let stands = |sign: &str| {
        let after = rest.strip_prefix(sign);
        after.is_some_and(|after| !after.chars().next().is_some_and(char::is_alphanumeric))
    };
    signs.iter().filter(|(sign, _)| stands(sign)).max_by_key(|(sign, _)| sign.len()).map(|(_, full)| *full)
}

/// The full names of the agencies that a text names, as they write themselves ("ap" in a sentence is none), in the order
/// of the text and as often as it names them.
pub(crate) fn named_in(text: &str) -> impl Iterator<Item = &'static str> {
    let starts = text.bytes().enumerate().filter(move |(at, byte)| {
        !BY_FIRST[usize::from(*byte)].is_empty()
            && !text
                .get(..*at)
                .is_none_or(|before| before.chars().next_back().is_some_and(char::is_alphanumeric))
    });
    starts.filter_map(|(at, _)| named_at(text, at))
}

/// The agency under whose name an outlet files an address: a folder that is called so ("…/reuters/2026/…", "…/aponline/…"),
/// or by its sign in a folder of wires ("…/wires/afp/…"). The last part is the article's own name.
pub(crate) fn of_address(url: &str) -> Option<&'static str> {
    /// Shorter names are words and signs of other things ("/pa/", "/app/").
    const NAME: usize = 5;
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let mut folders: Vec<&str> = path.split('/').skip(1).collect();
    folders.pop();
    let signs = |sign: &str| {
        let own = AGENCIES.iter().find(|(name, _)| name.eq_ignore_ascii_case(sign));
        own.map(|(_, full)| *full)
    };
    folders.iter().enumerate().find_map(|(at, folder)| {
        let of_wires = at > 0 && folders.get(at - 1).is_some_and(|before| WIRES.contains(before));
        let named = signs(folder).filter(|_| of_wires || folder.len() >= NAME);
        named.or_else(|| signs(folder.strip_suffix("online")?))
    })
}

/// Folders in which outlets keep what agencies send.
const WIRES: [&str; 4] = ["wires", "wire", "agencies", "newswire"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_agency_is_found_by_every_name_and_not_inside_of_words() {
        for (sign, full) in signs() {
            assert!(named_in(&format!("he told {sign}, by phone")).any(|found| found == *full), "{sign}");
            assert!(!named_in(&format!("é{sign}é")).any(|found| found == *full), "{sign}");
        }
        assert_eq!(named_in("an ap and a tass").next(), None);
    }

    #[test]
    fn folders_of_agencies() {
        let found = |path: &str| of_address(&format!("https://oar.example/{path}"));
        assert_eq!(found("reuters/2026/05/01/barge.html"), Some("Reuters"));
        assert_eq!(found("aponline/2026/05/01/ap-barge.html"), Some("Associated Press"));
        assert_eq!(found("wires/afp/article-17/Barge-sinks.html?mode=ap"), Some("Agence France-Presse"));
        // Other folders, the article's own name, and signs that stand for other things.
        for path in ["pa/barge.html", "app/barge", "news/reuters", "2026/online/barge.html", "wires/", ""] {
            assert_eq!(found(path), None, "{path}");
        }
    }
}
