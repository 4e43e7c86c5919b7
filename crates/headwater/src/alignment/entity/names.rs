//! Names as they are compared: without accents, titles and articles, with countries under one name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What is known of names beforehand.
pub(super) static KNOWN: LazyLock<Known> = LazyLock::new(Known::read);

/// Names that are known under others, and words that are no part of names.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// From a plain name to the plain name of the country or body.
    names: FxHashMap<String, String>,
    /// From an adjective or people to the plain name of the country.
    peoples: FxHashMap<String, String>,
    countries: FxHashMap<String, ()>,
    titles: FxHashMap<&'static str, ()>,
    /// Offices that one person holds with the words for them, the longest words first.
    pub offices: Vec<(String, String)>,
    nicknames: FxHashMap<&'static str, usize>,
}

impl Known {
    fn read() -> Self {
        let mut known = Known::default();
        for line in rows(include_str!("../../../data/alignment/countries.tsv")) {
            let mut columns = line.split('\t');
            let name = plain(columns.next().unwrap_or_default());
            known.countries.insert(name.clone(), ());
            known.put(&name, columns.next());
            for people in columns.next().unwrap_or_default().split('|').filter(|people| !people.is_empty()) {
                known.peoples.insert(plain(people), name.clone());
            }
        }
        for line in rows(include_str!("../../../data/alignment/bodies.tsv")) {
            let mut columns = line.split('\t');
            let name = plain(columns.next().unwrap_or_default());
            known.put(&name, columns.next());
        }
        known
            .titles
            .extend(rows(include_str!("../../../data/alignment/titles.tsv")).map(|title| (title, ())));
        let offices = rows(include_str!("../../../data/alignment/offices.tsv"));
        known.offices = offices.map(|office| (plain(office), plain(office))).collect();
        // Of one word alone ("leader") it is not clear which office is meant.
        let meant =
            rows(include_str!("../../../data/role_equals.tsv")).filter_map(|row| row.split_once('\t'));
        let meant = meant.filter(|(words, _)| words.contains(' '));
        known.offices.extend(meant.map(|(words, office)| (plain(words), plain(office))));
        known
            .offices
            .sort_by_key(|(words, office)| (std::cmp::Reverse(words.len()), words.clone(), office.clone()));
        for (at, line) in rows(include_str!("../../../data/alignment/nicknames.tsv")).enumerate() {
            known.nicknames.extend(line.split(' ').map(|name| (name, at)));
        }
        known
    }

    fn put(&mut self, name: &str, others: Option<&str>) {
        for other in others.unwrap_or_default().split('|').filter(|other| !other.is_empty()) {
            self.names.insert(plain(other), name.to_owned());
        }
    }

    /// The plain name under which a country or body is known.
    pub(super) fn canonical<'n>(&'n self, plain: &'n str) -> &'n str {
        self.names.get(plain).map_or(plain, String::as_str)
    }

    /// The country that a name, adjective or people belongs to.
    pub(super) fn country(&self, word: &str) -> Option<&str> {
        let name = self.canonical(word);
        match self.countries.get_key_value(name) {
            Some((name, ())) => Some(name),
            None => self.peoples.get(word).map(String::as_str).or_else(|| self.possessive(word)),
        }
    }

    /// The country of a possessive that lost its apostrophe ("Norlands state television").
    fn possessive(&self, word: &str) -> Option<&str> {
        let bare = word.strip_suffix('s').filter(|bare| bare.chars().count() > 3)?;
        self.countries.get_key_value(bare).map(|(name, ())| name.as_str())
    }

    /// Whether a word may stand before a name without being part of it.
    pub(super) fn is_title(&self, word: &str) -> bool {
        self.titles.contains_key(word)
    }

    /// Whether two given names may be one person's: the same, an initial, or a short form.
    pub(super) fn same_given(&self, one: &str, other: &str) -> bool {
        let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
        one == other
            || initial(one, other)
            || initial(other, one)
            || self.nicknames.get(one).is_some_and(|name| self.nicknames.get(other) == Some(name))
    }
}

/// The rows of a list, without comments.
pub(super) fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A name in lower case, without accents, points, possessives and a leading article; hyphens part words.
pub(super) fn plain(name: &str) -> String {
    let folded: String = name.nfkd().filter(|letter| !is_combining_mark(*letter)).collect();
    let folded = folded.to_lowercase().replace(['’', '‘', '`', 'ʼ'], "'");
    let mut words = Vec::new();
    for word in folded.split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '–' | '—' | '/'))
    {
        let word = word.strip_suffix("'s").unwrap_or(word);
        let word: String = word.chars().filter(|letter| letter.is_alphanumeric() || *letter == '&').collect();
        if !word.is_empty() {
            words.push(american(word));
        }
    }
    if words.len() > 1 && words.first().is_some_and(|word| word == "the") {
        words.remove(0);
    }
    words.join(" ")
}

/// A plain word as Americans spell it, for one outlet writes "Ministry of Defence" and another "Ministry of Defense".
/// Leaves alone: "labour", for parties keep their own spelling.
fn american(word: String) -> String {
    match word.as_str() {
        "defence" => "defense".to_owned(),
        "centre" => "center".to_owned(),
        "theatre" => "theater".to_owned(),
        "programme" => "program".to_owned(),
        "harbour" => "harbor".to_owned(),
        _ => match word.strip_suffix("isation") {
            Some(stem) if stem.len() > 3 => format!("{stem}ization"),
            _ => word,
        },
    }
}

/// A person's plain name without titles.
pub(super) fn without_titles(plain: &str) -> &str {
    let mut rest = plain;
    while let Some((first, after)) = rest.split_once(' ') {
        if !KNOWN.is_title(first) {
            break;
        }
        rest = after;
    }
    rest
}

/// Words that bodies' names carry or drop at will.
const LOOSE: [&str; 14] =
    ["the", "of", "for", "and", "in", "inc", "corp", "ltd", "co", "llc", "plc", "group", "agency", "news"];

/// The telling words of a body's name, with peoples under their country ("Norlandish" → "norland"), sorted.
pub(super) fn telling(plain: &str) -> Vec<String> {
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    let mut telling = Vec::new();
    let mut at = 0;
    while let Some(&word) = words.get(at) {
        let two = words.get(at + 1).map(|next| format!("{word} {next}")).unwrap_or_default();
        if let Some(country) = KNOWN.country(&two) {
            telling.push(country.to_owned());
            at += 2;
            continue;
        }
        if !LOOSE.contains(&word) {
            telling.push(KNOWN.country(word).unwrap_or(word).to_owned());
        }
        at += 1;
    }
    telling.sort();
    telling.dedup();
    telling
}

/// The initials that a name of several words may be shortened to: with and without its small words.
pub(super) fn initials(name: &str) -> Vec<String> {
    let words: Vec<&str> =
        name.split([' ', '-']).filter(|word| word.chars().any(char::is_alphabetic)).collect();
    if words.len() < 2 {
        return Vec::new();
    }
    let take = |all: bool| -> String {
        let words = words.iter().filter(|word| all || word.starts_with(char::is_uppercase));
        words
            .filter_map(|word| word.chars().find(|letter| letter.is_alphabetic()))
            .flat_map(char::to_uppercase)
            .collect()
    };
    // "UN High Commissioner for Refugees" keeps the letters that it begins with.
    let letters =
        |word: &str| (2..=3).contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase));
    let kept = capitals.map(|word| word.chars().take(if letters(word) { 3 } else { 1 }).collect::<String>());
    let mut initials = vec![take(true), take(false), kept.collect()];
    initials.dedup();
    initials
}

/// The consonants that a spelling variant keeps ("Qadira", "Kadirah" → "kdr").
pub(super) fn skeleton(plain: &str) -> String {
    let bare = plain.strip_prefix("al ").or(plain.strip_prefix("el ")).unwrap_or(plain);
    let mut skeleton = String::new();
    for letter in bare.chars() {
        let letter = match letter {
            'q' | 'c' => 'k',
            'z' => 's',
            'w' => 'v',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | ' ' => continue,
            other => other,
        };
        if !skeleton.ends_with(letter) {
            skeleton.push(letter);
        }
    }
    skeleton
}

/// Most letters of words whose spelling is compared.
const LONGEST: usize = 64;

/// How many letters must be changed, put in or taken out to make one word of the other, if at most `most`.
pub(crate) fn edits(one: &str, other: &str, most: usize) -> Option<usize> {
    let (mut left, mut right) = (['\0'; LONGEST], ['\0'; LONGEST]);
    let (one, other) = (letters(one, &mut left)?, letters(other, &mut right)?);
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    // The row of the table for the letters of `one` so far, after its first place, which counts those letters.
    let mut row: [usize; LONGEST] = std::array::from_fn(|at| at + 1);
    for (i, a) in one.iter().enumerate() {
        let (mut before, mut last, mut least) = (i, i + 1, i + 1);
        for (b, place) in other.iter().zip(&mut row) {
            let change = before + usize::from(a != b);
            before = *place;
            last = change.min(before + 1).min(last + 1);
            least = least.min(last);
            *place = last;
        }
        if least > most {
            return None;
        }
    }
    let edits = other.len().checked_sub(1).map_or(Some(one.len()), |last| row.get(last).copied());
    edits.filter(|edits| *edits <= most)
}

/// The letters of a word, laid into `room`; `None` where it has more.
fn letters<'r>(word: &str, room: &'r mut [char; LONGEST]) -> Option<&'r [char]> {
    let mut count = 0;
    for letter in word.chars() {
        *room.get_mut(count)? = letter;
        count += 1;
    }
    room.get(..count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_names_lose_what_does_not_tell() {
        assert_eq!(plain("The  Côte-d’Azur’s"), "cote dazur");
        assert_eq!(plain("U.S."), "us");
        assert_eq!(plain("Norland’s foreign minister"), "norland foreign minister");
        assert_eq!(without_titles("prime minister ana hale"), "ana hale");
        assert_eq!(without_titles("president"), "president");
    }

    #[test]
    fn bodies_are_told_by_their_words() {
        assert_eq!(telling("kenyan bird network"), telling("kenya bird network"));
        assert_eq!(telling("south korean news agency"), vec!["south korea"]);
        assert_eq!(initials("Ministry of the Interior"), vec!["MOTI", "MI"]);
    }

    #[test]
    fn spelling_variants_share_their_consonants() {
        assert_eq!(skeleton("al qadira"), skeleton("kadirah"));
        assert_eq!(edits("qadira", "kadirah", 2), Some(2));
        assert_eq!(edits("qadira", "mandala", 2), None);
        assert_eq!(edits("", "ab", 2), Some(2));
        assert_eq!(edits("ab", "", 2), Some(2));
        assert_eq!(edits("", "", 0), Some(0));
        assert_eq!(edits("kitten", "sitting", 3), Some(3));
        assert_eq!(edits("kitten", "sitting", 2), None);
        assert_eq!(edits("Đorđe", "Djordje", 4), Some(4));
        let long = "a".repeat(LONGEST + 1);
        assert_eq!(edits(&long, &long, 2), None);
    }
}
