//! Lemmas: irregular verbs first, then exceptions from the treebanks, then the rules of English inflection. Treebanks lack
//! many a form ("shook", "slain"), and of a few they have the wrong verb ("fled").

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::lists::entries;
use super::token::plain;

/// Exceptions, by word in lower case and Penn tag.
static EXCEPTIONS: LazyLock<FxHashMap<(&str, &str), &str>> =
    LazyLock::new(|| entries(include_str!("../../data/lemmas.tsv")).filter_map(exception).collect());

/// Irregular verbs, by a past form and its Penn tag.
static IRREGULAR: LazyLock<FxHashMap<(&str, &str), &str>> =
    LazyLock::new(|| entries(include_str!("../../data/irregular_verbs.tsv")).flat_map(irregular).collect());

fn irregular(line: &'static str) -> Vec<((&'static str, &'static str), &'static str)> {
    let mut forms = line.split('\t');
    let verb = forms.next().unwrap_or_default();
    let tags = ["VBD", "VBN"].into_iter();
    forms.zip(tags).map(|(form, tag)| ((form, tag), verb)).collect()
}

fn exception(line: &'static str) -> Option<((&'static str, &'static str), &'static str)> {
    let (form, rest) = line.split_once('\t')?;
    let (xpos, lemma) = rest.split_once('\t')?;
    Some(((form, xpos), lemma))
}

/// The dictionary form of a word with a Penn tag.
pub(super) fn lemma(word: &str, xpos: &str) -> SmolStr {
    let plain = plain(word);
    if xpos == "NNP" || plain.contains(char::is_numeric) {
        return plain;
    }
    if xpos == "NNPS" {
        return SmolStr::new(singular(&plain));
    }
    let lower = plain.to_lowercase();
    let form = (lower.as_str(), xpos);
    match IRREGULAR.get(&form).or_else(|| EXCEPTIONS.get(&form)) {
        Some(lemma) => SmolStr::new_static(lemma),
        None => SmolStr::new(by_rule(&lower, xpos)),
    }
}

/// The dictionary form that the rules give a word in lower case.
pub(super) fn by_rule(lower: &str, xpos: &str) -> String {
    match xpos {
        "NNS" => singular(lower),
        "VBZ" => third_person(lower),
        "VBD" | "VBN" => stem(lower, "ed"),
        "VBG" => stem(lower, "ing"),
        "JJR" | "RBR" => stem(lower, "er"),
        "JJS" | "RBS" => stem(lower, "est"),
        _ => lower.to_owned(),
    }
}

/// "parties", "boxes", "dogs".
fn singular(word: &str) -> String {
    let cut = |end: &str, instead: &str| {
        word.strip_suffix(end).filter(|stem| stem.len() > 1).map(|stem| format!("{stem}{instead}"))
    };
    let es = ["ches", "shes", "sses", "xes", "zzes"].iter().any(|end| word.ends_with(end));
    let made = if es { cut("es", "") } else { cut("ies", "y").or_else(|| cut("men", "man")) };
    let plain = || cut("s", "").filter(|_| !word.ends_with("ss") && !word.ends_with("us"));
    made.or_else(plain).unwrap_or_else(|| word.to_owned())
}

/// "goes", "tries", "says".
fn third_person(word: &str) -> String {
    match word.strip_suffix("oes") {
        Some(stem) => format!("{stem}o"),
        None => singular(word),
    }
}

/// The verb or adjective before an ending: "stopped" → "stop", "tried" → "try", "noted" → "note".
fn stem(word: &str, end: &str) -> String {
    let Some(stem) = word.strip_suffix(end).filter(|stem| stem.len() > 1 && stem.contains(is_vowel)) else {
        return word.to_owned();
    };
    if let Some(base) = stem.strip_suffix('i').filter(|_| end != "ing") {
        return format!("{base}y");
    }
    let last: Vec<char> = stem.chars().rev().take(3).collect();
    match last[..] {
        [a, b, ..] if a == b && !matches!(a, 'l' | 's' | 'z' | 'f' | 'e' | 'o') => {
            stem.strip_suffix(a).unwrap_or(stem).to_owned()
        }
        ['l', 'l', 'e' | 'a' | 'o'] if stem.len() > 4 => stem.strip_suffix('l').unwrap_or(stem).to_owned(),
        _ if takes_e(stem, &last) => format!("{stem}e"),
        _ => stem.to_owned(),
    }
}

/// Whether a stem ends in a mute "e" when nothing follows it.
fn takes_e(stem: &str, last: &[char]) -> bool {
    const ENDS: [&str; 22] = [
        "at", "iv", "av", "ov", "lv", "rv", "c", "g", "u", "uc", "iz", "yz", "as", "us", "is", "ns", "rs",
        "ps", "dl", "bl", "tl", "ur",
    ];
    const NOT: [&str; 9] = ["eat", "oat", "ng", "ew", "ss", "ous", "eg", "our", "gg"];
    let short = matches!(last, [a, b, c] if !is_vowel(*a) && is_vowel(*b) && !is_vowel(*c) && !matches!(a, 'w' | 'x' | 'y' | 'r' | 'n' | 'l' | 't'));
    let long = matches!(last, [a, 'i' | 'o' | 'a' | 'u', c] if !is_vowel(*c) && matches!(a, 'n' | 'l' | 'r' | 'm' | 'd' | 'k' | 'p' | 't' | 'v' | 's'))
        && stem.len() <= 5;
    !NOT.iter().any(|end| stem.ends_with(end))
        && (ENDS.iter().any(|end| stem.ends_with(end)) || (short && stem.len() > 2) || long)
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irregular_verbs_are_known() {
        for (word, xpos, verb) in [
            ("shook", "VBD", "shake"),
            ("fled", "VBD", "flee"),
            ("slain", "VBN", "slay"),
            ("Shot", "VBD", "shoot"),
            ("lay", "VBD", "lie"),
            ("shot", "NN", "shot"),
        ] {
            assert_eq!(lemma(word, xpos), verb, "{word}");
        }
    }

    #[test]
    fn rules_undo_inflection() {
        for (word, xpos, lemma) in [
            ("parties", "NNS", "party"),
            ("boxes", "NNS", "box"),
            ("stopped", "VBD", "stop"),
            ("tried", "VBD", "try"),
            ("negotiated", "VBN", "negotiate"),
            ("bigger", "JJR", "big"),
            ("reporting", "VBG", "report"),
            ("goes", "VBZ", "go"),
        ] {
            assert_eq!(by_rule(word, xpos), lemma, "{word}");
        }
    }
}
