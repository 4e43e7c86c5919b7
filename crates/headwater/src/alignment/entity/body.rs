//! Bodies under the names that news gives them: with words around a name, with an agency's sign left before it, by what
//! a state's own outlets are called, misspelt.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::join::{Groups, Node, fullest, names_of};
use super::names::{KNOWN, edits, plain, rows, telling};
use crate::annotation::EntityKind;
use crate::article::agency;

/// Well-known bodies, their aliases and the words around names, out of `data/alignment`.
struct Bodies {
    /// Plain names under every normal name of a body.
    known: FxHashMap<String, String>,
    /// Words that stand around a body's name and are no part of it.
    around: FxHashSet<&'static str>,
    /// Words that make what stands behind them another body ("former").
    parting: FxHashSet<&'static str>,
    /// The kinds of outlets that a state has one of, by every word for them.
    outlets: Vec<(&'static str, &'static str)>,
    /// What else a state has one of, by every word for it.
    bodies: Vec<(&'static str, &'static str)>,
    /// Words by which a body is one of a state's.
    official: FxHashSet<&'static str>,
    /// The plain names of states by every seat or office that stands for one.
    seats: FxHashMap<String, String>,
    /// The words for what belongs to the state, the longest first.
    states: Vec<&'static str>,
    /// The names by which agencies sign.
    signs: FxHashSet<&'static str>,
}

static BODIES: LazyLock<Bodies> = LazyLock::new(Bodies::read);

impl Bodies {
    fn read() -> Self {
        let mut bodies = Bodies {
            known: FxHashMap::default(),
            around: FxHashSet::default(),
            parting: FxHashSet::default(),
            outlets: Vec::new(),
            bodies: Vec::new(),
            official: FxHashSet::default(),
            seats: FxHashMap::default(),
            states: Vec::new(),
            signs: FxHashSet::default(),
        };
        for line in rows(include_str!("../../../data/alignment/bodies.tsv")) {
            let (name, others) = line.split_once('\t').unwrap_or((line, ""));
            for alias in std::iter::once(name).chain(others.split('|')).filter(|alias| !alias.is_empty()) {
                bodies.known.insert(normal(alias), plain(name));
            }
        }
        for line in rows(include_str!("../../../data/alignment/body_words.tsv")) {
            match line.split('\t').collect::<Vec<_>>().as_slice() {
                ["around", words] => bodies.around.extend(words.split('|')),
                ["parting", words] => bodies.parting.extend(words.split('|')),
                ["state", words] => bodies.states.extend(words.split('|')),
                ["outlet", kind, words] => bodies.outlets.extend(words.split('|').map(|word| (word, *kind))),
                ["official", words] => bodies.official.extend(words.split('|')),
                ["body", kind, words] => bodies.bodies.extend(words.split('|').map(|word| (word, *kind))),
                _ => {}
            }
        }
        for line in rows(include_str!("../../../data/alignment/metonyms.tsv")) {
            let mut names = line.split(' ').map(|name| plain(&name.replace('_', " ")));
            let Some(state) = names.next() else { continue };
            bodies.seats.extend(names.map(|seat| (seat, state.clone())));
        }
        bodies.signs.extend(agency::signs().iter().map(|(sign, _)| *sign).filter(|name| is_acronym(name)));
        bodies
    }
}

fn is_acronym(name: &str) -> bool {
    name.chars().count() > 1 && name.chars().all(char::is_uppercase)
}

/// A plain name with peoples and countries under one word, in its order ("Norlandish state TV" → "norland state tv").
fn normal(name: &str) -> String {
    let plain = plain(name);
    let words: Vec<&str> = plain.split(' ').collect();
    let mut normal: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(&word) = words.get(at) {
        let two = words.get(at + 1).map(|next| format!("{word} {next}")).unwrap_or_default();
        if let Some(country) = KNOWN.country(&two) {
            normal.push(country);
            at += 1;
        } else {
            normal.push(KNOWN.country(word).unwrap_or(word));
        }
        at += 1;
    }
    normal.join(" ")
}

/// Whether a name, as it stands, is that of a well-known body.
pub(super) fn is_known(name: &str) -> bool {
    listed(name).is_some()
}

/// The plain name of the body that a name with its words around it means, where it is well known or a state's own
/// outlet.
pub(super) fn known(name: &str) -> Option<String> {
    [name, unframed(name), unsigned(unframed(name))]
        .into_iter()
        .find_map(|name| listed(name).or_else(|| state_outlet(name)).or_else(|| state_body(name)))
        .or_else(|| listed(named_with_epithet(unframed(name))?))
}

fn listed(name: &str) -> Option<String> {
    let normal = normal(name);
    if KNOWN.country(&normal).is_some() {
        return None;
    }
    BODIES.known.get(&normal).cloned()
}

/// "Norland's state-run television": a state has one of a kind.
pub(super) fn state_outlet(name: &str) -> Option<String> {
    let normal = normal(name);
    let (country, rest) = country_first(&normal)?;
    let rest = BODIES.states.iter().find_map(|state| rest.strip_prefix(state)?.strip_prefix(' '))?;
    let (_, kind) = BODIES.outlets.iter().find(|(word, _)| *word == rest)?;
    let canonical = format!("{country} state {kind}");
    Some(BODIES.known.get(&canonical).cloned().unwrap_or(canonical))
}

/// The country whose name a normal name begins with, and what stands behind it.
fn country_first(normal: &str) -> Option<(String, &str)> {
    let words: Vec<&str> = normal.split(' ').collect();
    let country = (1..=words.len().min(4)).rev().map(|n| words[..n].join(" ")).find(|it| is_country(it))?;
    let rest = normal.strip_prefix(&country)?.trim_start();
    Some((country, rest))
}

/// "Norland's government", "the foreign ministry of Norland": a state has one, and it speaks with one voice.
pub(super) fn state_body(name: &str) -> Option<String> {
    let normal = normal(name);
    let kind = |words: &str| BODIES.bodies.iter().find(|(word, _)| *word == words).map(|(_, kind)| *kind);
    let behind = || {
        let (country, rest) = country_first(&normal)?;
        Some((kind(rest)?, country))
    };
    let before = || {
        let (body, country) = normal.rsplit_once(" of ")?;
        Some((kind(body)?, country.to_owned())).filter(|(_, country)| is_country(country))
    };
    let (kind, country) = behind().or_else(before)?;
    Some(format!("{country} {kind}"))
}

/// The country for which something speaks by its name: a country, its seat of government, a body of which a state has one, or
/// another of its bodies, where the name or `of` (plain) tells whose.
pub(super) fn state_of(name: &str, of: Option<&str>) -> Option<String> {
    let plain = plain(name);
    let country = |words: &str| KNOWN.country(words).or_else(|| BODIES.seats.get(words).map(String::as_str));
    let words: Vec<&str> = plain.split(' ').collect();
    let first = |words: &[&str]| (1..=words.len().min(4)).rev().find_map(|n| country(&words[..n].join(" ")));
    let official = words.iter().any(|word| BODIES.official.contains(word));
    let whose = || first(&words).or_else(|| of.and_then(|of| KNOWN.country(of)));
    let own = country(&plain).or_else(|| official.then(whose).flatten()).map(str::to_owned);
    own.or_else(|| first(&state_body(name)?.split(' ').collect::<Vec<_>>()).map(str::to_owned))
}

fn is_country(name: &str) -> bool {
    KNOWN.country(name).is_some_and(|country| country == name)
}

/// The name without the small words around it ("the official QNA news agency" → "QNA").
fn unframed(name: &str) -> &str {
    let is_small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let is_around = |word: &str| BODIES.around.contains(word.to_lowercase().as_str());
    let mut rest = name.trim();
    while let Some((first, after)) = rest.split_once(' ') {
        let is_parting = BODIES.parting.contains(first.to_lowercase().as_str());
        let is_loose = first.eq_ignore_ascii_case("the") || is_small(first);
        if is_parting || !is_loose {
            break;
        }
        rest = after.trim_start();
    }
    while let Some((before, last)) = rest.rsplit_once(' ') {
        if !(is_small(last) && is_around(last)) {
            break;
        }
        rest = before.trim_end();
    }
    rest
}

/// A well-known body's name, or a state outlet's, without what stands around it; any other name as it is.
pub(super) fn shown(name: &str) -> &str {
    let bare = unframed(name);
    match (listed(bare), state_outlet(unsigned(bare))) {
        (Some(_), _) => bare,
        (None, Some(_)) => unsigned(bare),
        (None, None) => name,
    }
}

/// The name without the sign of an agency that lost its brackets ("QNA Norland's state TV").
fn unsigned(name: &str) -> &str {
    match name.split_once(' ') {
        Some((sign, rest)) if BODIES.signs.contains(sign) => rest.trim_start(),
        _ => name,
    }
}

/// Initials behind one word that says what the writer thinks of them ("Rebel QLF"), unless it is a country's.
fn named_with_epithet(name: &str) -> Option<&str> {
    let (epithet, initials) = name.split_once(' ')?;
    let is_own = KNOWN.country(&plain(epithet)).is_some() || BODIES.parting.contains(plain(epithet).as_str());
    (!is_own && is_acronym(initials) && initials.chars().count() > 2 && !is_acronym(epithet))
        .then_some(initials)
}

/// Shorter words are never misspelt into one another.
const LONG: usize = 8;

/// Bodies of one name but for a slip in one long word.
pub(super) fn misspelt(nodes: &[Node], groups: &mut Groups) {
    let mut without: BTreeMap<Vec<String>, BTreeSet<(String, usize)>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| node.kind != EntityKind::Person) {
        let words = telling(&node.key);
        for (place, word) in words.iter().enumerate().filter(|(_, word)| word.chars().count() >= LONG) {
            let mut rest = words.clone();
            rest.remove(place);
            if rest.len() > 1 {
                without.entry(rest).or_default().insert((word.clone(), at));
            }
        }
    }
    for alike in without.values() {
        let mut words: Vec<(&str, usize)> = Vec::new();
        for (word, at) in alike {
            if words.last().is_none_or(|(last, _)| last != word) {
                words.push((word, *at));
            }
        }
        for (n, (word, at)) in words.iter().enumerate() {
            for (other, to) in words.iter().skip(n + 1).take(32) {
                let is_slip = edits(word, other, 1).is_some() && word.chars().next() == other.chars().next();
                if is_slip {
                    groups.join(
                        *at,
                        *to,
                        names_of(nodes, *at, *to, "differ only in the spelling of one word"),
                    );
                }
            }
        }
    }
}

/// The nodes that are read as described and yet name a body, with the reason: it is well known, or a state's own outlet.
pub(super) fn by_description(nodes: &[Node]) -> impl Iterator<Item = (usize, String)> {
    nodes.iter().enumerate().filter_map(|(at, node)| {
        let described = node.description.as_deref().filter(|_| !node.key.is_empty())?;
        Some((at, format!("“{described}” names one body")))
    })
}

/// Why two names with one key are one body, where it is not plain from the names.
pub(super) fn reason(one: &Node, other: &Node) -> Option<String> {
    let shown = |node: &Node| fullest(node).or_else(|| node.description.clone());
    let (a, b) = (shown(one)?, shown(other)?);
    let (low, high) = (a.as_str().min(&b), a.as_str().max(&b));
    let differ = plain(&a) != plain(&b) && (known(&a).is_some() || known(&b).is_some());
    differ.then(|| format!("“{low}” and “{high}” are one body’s name with other words around it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_around_a_name_are_no_part_of_it() {
        let one = known("Reuters");
        assert!(one.is_some());
        for name in
            ["the Reuters news agency", "The London-based Reuters", "the international Reuters agency"]
        {
            let expected = if name.contains("London") { None } else { one.clone() };
            assert_eq!(known(name), expected, "{name}");
        }
        assert_eq!(known("the Takfiri ISIS group"), known("Islamic State"));
        assert_eq!(known("Daesh"), known("Islamic State"));
    }

    #[test]
    fn another_body_is_not_the_one_that_its_name_holds() {
        for name in ["former KGB officers", "UN peacekeeping force", "Reuters Foundation", "Kenyan Red Cross"]
        {
            assert_eq!(known(name), None, "{name}");
        }
    }

    #[test]
    fn a_state_has_one_government() {
        let one = state_body("Kenya's government");
        assert!(one.is_some());
        for name in ["the Kenyan government", "The government of Kenya", "Kenyas government"] {
            assert_eq!(state_body(name), one, "{name}");
        }
        let ministry = state_body("the Kenyan foreign ministry");
        assert_eq!(state_body("Ministry of Foreign Affairs of Kenya"), ministry);
        for name in
            ["Peruvian government", "Kenyan government officials", "government", "Kenyan county government"]
        {
            assert_ne!(state_body(name), one, "{name}");
        }
    }

    #[test]
    fn seats_and_bodies_speak_for_their_state() {
        let one = state_of("Japan", None);
        assert!(one.is_some());
        for name in ["Tokyo", "Japan's government", "the Japanese Coast Guard", "Japan's Ministry of Defense"]
        {
            assert_eq!(state_of(name, None), one, "{name}");
        }
        assert_eq!(state_of("Joint Chiefs of Staff", Some("japan")), one);
        for name in ["Japan Airlines", "the Japanese Red Cross", "Ana Hale", "Kenya"] {
            assert_ne!(state_of(name, None), one, "{name}");
        }
    }

    #[test]
    fn a_state_has_one_television() {
        let one = state_outlet("Kenyan state TV");
        assert!(one.is_some());
        for name in ["Kenya's state television", "Kenyas state-run TV", "AP Kenyas state TV"] {
            assert_eq!(known(name), one, "{name}");
        }
        for name in ["Peruvian state TV", "Kenyan state radio", "Kenyan TV", "state TV", "Kenyan state"] {
            assert_ne!(state_outlet(name), one, "{name}");
        }
    }

    fn body(article: u32, name: &str) -> Node {
        Node {
            article: crate::article::ArticleId(article),
            local: 0,
            kind: EntityKind::Organisation,
            names: [name.to_owned()].into(),
            description: None,
            key: plain(name),
            roles: Vec::new(),
            of: None,
            first: 0,
            credited: false,
            headline: String::new(),
        }
    }

    fn are_one(one: &str, other: &str) -> bool {
        let groups = super::super::join::groups(&[body(0, one), body(0, other)], |_| {});
        groups.of(0) == groups.of(1)
    }

    #[test]
    fn a_slip_in_one_long_word_makes_no_other_body() {
        assert!(are_one("Orrin Observatory for River Rights", "Orrin Obervatory for River Rights"));
        assert!(are_one("Verick Organisation for Bridges", "Verick Organization for Bridges"));
        assert!(!are_one("Orrin Bridge Fund", "Orrin Fridge Fund"), "short words are other words");
        assert!(!are_one("Observatory of Hale", "Obervatory of Tarn"));
        assert!(!are_one("Northern Relief Committee", "Southern Relief Committee"));
    }

    #[test]
    fn joins_say_why() {
        let nodes = [body(0, "Kyodo"), body(1, "the official Kyodo wire")];
        let nodes = nodes.map(|node| Node { key: known("Kyodo").unwrap_or_default(), ..node });
        let groups = super::super::join::groups(&nodes, |_| {});
        assert_eq!(groups.of(0), groups.of(1));
        assert_eq!(
            groups.because(0),
            ["“Kyodo” and “the official Kyodo wire” are one body’s name with other words around it"]
        );
    }

    #[test]
    fn a_well_known_body_is_no_place() {
        assert!(is_known("U.S. Geological Survey") && is_known("USGS"));
        assert!(!is_known("Kenya") && !is_known("Geological Survey of Orrin"));
    }
}
