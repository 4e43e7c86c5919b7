//! Which language an article is in, where its letters and words tell reliably.

use whatlang::{Detector, Lang};

/// How many bytes of a text are looked at: more changes the answer hardly ever and costs time.
const SAMPLE: usize = 4096;
/// Fewer letters than this tell nothing reliable.
const FEWEST: usize = 40;

/// The language of a text as ISO 639-1 code (639-3 where it has none), if it can be told.
pub(super) fn of(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() < FEWEST {
        return None;
    }
    let end = (0..=SAMPLE.min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
    let found = Detector::new().detect(text.get(..end)?)?;
    found.is_reliable().then(|| code(found.lang()).to_owned())
}

/// The two-letter code where there is one (ISO 639-1).
fn code(language: Lang) -> &'static str {
    let long = language.code();
    CODES.iter().find(|(known, _)| *known == long).map_or(long, |(_, short)| *short)
}

/// The English name of a language that was told.
pub(super) fn name(code_of: &str) -> &'static str {
    let same = Lang::all().iter().find(|language| code(**language) == code_of);
    same.map_or("another language", |language| language.eng_name())
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
