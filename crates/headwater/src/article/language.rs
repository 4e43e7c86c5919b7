//! Which language an article is in, where its letters and words tell reliably.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;
use whatlang::{Detector, Lang, Script};

/// The lists of `data/languages.toml`.
#[derive(Default, Deserialize)]
struct Lists {
    english: BTreeSet<String>,
    words: BTreeMap<String, BTreeSet<String>>,
}

static LISTS: LazyLock<Lists> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/languages.toml")).unwrap_or_default());

/// How many bytes of a text are looked at: more changes the answer hardly ever and costs time.
const SAMPLE: usize = 4096;
/// Fewer letters than this tell nothing reliable.
const FEWEST: usize = 40;

/// What stands for a language that is not English and cannot be named (ISO 639-2).
const UNDETERMINED: &str = "und";
/// Words without which nobody writes English.
const COMMON: [&str; 12] = ["the", "of", "and", "to", "in", "a", "is", "was", "that", "for", "on", "he"];
/// So many words tell whether a text is English.
const ENOUGH: usize = 40;

/// The language of a text as ISO 639-1 code (639-3 where it has none), if it can be told; `und` where only
/// so much is sure that it is not English.
pub(super) fn of(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() < FEWEST {
        return None;
    }
    let end = (0..=SAMPLE.min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
    let sample = text.get(..end)?;
    let found = Detector::new().detect(sample)?;
    let told = code(found.lang());
    if found.script() == Script::Latin && !(found.is_reliable() && found.lang() == Lang::Eng) {
        if let Some(foreign) = by_small_words(sample, told) {
            return Some(foreign);
        }
        // Foreign names in a headline tell no language.
        if found.is_reliable() && mostly_names(sample) {
            return None;
        }
    }
    match found.is_reliable() {
        true if found.lang() == Lang::Eng || !reads_as_english(sample) => Some(code(found.lang()).to_owned()),
        false if found.script() != Script::Latin || lacks_english(sample) => Some(UNDETERMINED.to_owned()),
        _ => None,
    }
}

/// The words between white space, without the marks around them.
fn plain_words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
}

/// So many small words of another language tell that a text is in it, if it has fewer English ones.
const FEWEST_SMALL: usize = 2;

/// The language whose small words a text has, where it has more of them than of English ones; `told` wins a tie.
fn by_small_words(text: &str, told: &str) -> Option<String> {
    let words: Vec<&str> = plain_words(text).filter(|word| !word.is_empty()).collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let capital = |at: usize| words.get(at).is_some_and(|word| word.starts_with(char::is_uppercase));
    let count = |list: &BTreeSet<String>, anywhere: bool| {
        let fits = |at: &usize| lower.get(*at).is_some_and(|word| list.contains(word));
        let letters =
            |at: usize| words.get(at).is_some_and(|word| word.chars().nth(1).is_some_and(char::is_uppercase));
        let free = |at: &usize| anywhere || !capital(at + 1) && !letters(*at) && *at + 1 < words.len();
        let mut found: Vec<&String> =
            (0..words.len()).filter(fits).filter(free).filter_map(|at| lower.get(at)).collect();
        let all = found.len();
        found.sort_unstable();
        found.dedup();
        (all, found.len())
    };
    let (english, _) = count(&LISTS.english, true);
    let of = |(code, list): (&'static String, &BTreeSet<String>)| {
        let (all, different) = count(list, code == "de");
        (different >= FEWEST_SMALL && all > english).then_some((all, code == told, code))
    };
    LISTS.words.iter().filter_map(of).max().map(|(.., code)| code.clone())
}

/// Whether more than half of the words of a short text begin with a capital, as where it is little more than names.
fn mostly_names(text: &str) -> bool {
    let words = || plain_words(text).filter(|word| !word.is_empty());
    let capital = words().filter(|word| word.starts_with(char::is_uppercase)).count();
    words().count() < ENOUGH && capital * 2 > words().count()
}

/// How many words there are, and how many of them are English ones that every text has.
fn common(text: &str) -> (usize, usize) {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold((0, 0), |(all, common), word| {
        (all + 1, common + usize::from(COMMON.iter().any(|known| known.eq_ignore_ascii_case(word))))
    })
}

/// Whether so many words are English that no other language can be meant, whatever its names look like.
fn reads_as_english(text: &str) -> bool {
    let (all, common) = common(text);
    all >= ENOUGH && common * 5 > all
}

/// Whether a text long enough to tell has hardly any of the words that English cannot do without.
fn lacks_english(text: &str) -> bool {
    let (all, common) = common(text);
    all >= ENOUGH && common * 25 < all
}

/// The two-letter code where there is one (ISO 639-1).
fn code(language: Lang) -> &'static str {
    let long = language.code();
    CODES.iter().find(|(known, _)| *known == long).map_or(long, |(_, short)| *short)
}

/// The English name of a language that was told.
pub(super) fn name(code_of: &str) -> &'static str {
    let same = Lang::all().iter().find(|language| code(**language) == code_of);
    same.map_or("a language that is not English", |language| language.eng_name())
}

/// ISO 639-3 and 639-1.
const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_and_what_is_not_english_is_known_to_be_so() {
        let english =
            "The ferry struck a rock on Monday, the captain of the ship said, and it sank in the storm.";
        assert_eq!(of(english).as_deref(), Some("en"));
        let german = "Die Fähre lief am Montag auf einen Felsen, sagte die Kapitänin, und sank in dem Sturm vor der Küste.";
        assert_eq!(of(german).as_deref(), Some("de"));
        let cyrillic = "Паром ударился о скалу в понедельник, заявила капитан Рута Сел.";
        assert!(of(cyrillic).is_some_and(|code| code != "en"));
        assert_eq!(of("1 2 3"), None);
    }

    #[test]
    fn short_texts_are_told_by_their_small_words() {
        for (text, language) in [
            ("El alcalde dimitió el lunes por la tarde. No dio ninguna razón.", "es"),
            ("Le maire a démissionné lundi soir. Il n'a pas dit pourquoi.", "fr"),
            ("Der Bürgermeister trat am Montag zurück. Warum, sagte er nicht.", "de"),
            ("Il sindaco si è dimesso lunedì sera. Non ha detto perché.", "it"),
            ("A polícia deteve doze pescadores perto do cais. Os advogados não puderam vê-los.", "pt"),
            ("De burgemeester trad maandagavond af. Hij gaf geen reden.", "nl"),
            ("Polisen grep tolv fiskare vid kajen. Advokaterna fick inte träffa dem.", "sv"),
            ("Burmistrz podał się do dymisji w poniedziałek. Nie powiedział dlaczego.", "pl"),
        ] {
            assert_eq!(of(text).as_deref(), Some(language), "{text}");
        }
    }

    #[test]
    fn english_with_foreign_names_stays_english() {
        for text in [
            "Hundreds march in Rio de Janeiro against José María da Silva e Souza",
            "El Faro and La Prensa quoted Ana María de la Cruz.",
            "Le Phare reported that Jean-Pierre du Bois met François Lefèvre in Aix-la-Rive.",
            "Nguyễn Phú Lộc re-elected Vietnam party chief",
            "Die Woche and Der Bote quoted Annegret Kramer-Lindt.",
            "Staffan de Marn and Xi Lanping met Sheikh Ali al-Din el Tarn on Monday.",
        ] {
            assert!(of(text).is_none_or(|code| code == "en"), "{text}: {:?}", of(text));
        }
    }

    #[test]
    fn latin_text_without_english_words_is_not_taken_for_english() {
        // Somali, which the detector does not know.
        let somali = "Doontii ayaa dhagax ku dhacday maalintii Isniinta, sida uu sheegay kabtanku. Afartan qof \
            ayaa ku dhaawacantay shilka, waxaana loo qaaday isbitaalka magaalada. Wasiirka gaadiidka ayaa \
            sheegay in baaritaan la bilaabay, isla markaana natiijada la shaacin doono toddobaadka soo socda. \
            Dadka deegaanka ayaa ka cabanaya in badbaadada doonyaha aan la hubin sanadihii la soo dhaafay.";
        assert!(of(somali).is_some_and(|code| code != "en"));
    }
}
