//! Which language an article is in, where its letters and words tell reliably.

use whatlang::{Detector, Lang, Script};

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
    match found.is_reliable() {
        true if found.lang() == Lang::Eng || !reads_as_english(sample) => Some(code(found.lang()).to_owned()),
        false if found.script() != Script::Latin || lacks_english(sample) => Some(UNDETERMINED.to_owned()),
        _ => None,
    }
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
    fn latin_text_without_english_words_is_not_taken_for_english() {
        // Somali, which the detector does not know.
        let somali = "Doontii ayaa dhagax ku dhacday maalintii Isniinta, sida uu sheegay kabtanku. Afartan qof \
            ayaa ku dhaawacantay shilka, waxaana loo qaaday isbitaalka magaalada. Wasiirka gaadiidka ayaa \
            sheegay in baaritaan la bilaabay, isla markaana natiijada la shaacin doono toddobaadka soo socda. \
            Dadka deegaanka ayaa ka cabanaya in badbaadada doonyaha aan la hubin sanadihii la soo dhaafay.";
        assert!(of(somali).is_some_and(|code| code != "en"));
    }
}
