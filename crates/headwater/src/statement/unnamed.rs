//! On what terms somebody speaks: "who asked not to be named", "on condition of anonymity". That is nothing that is said.

use super::clause::has_tense;
use super::frame::Site;
use super::lexicon::lexicon;
use super::reading::Reading;
use super::surface::{APPOSITION, phrase_start, speaker_head};

/// "Who asked not to be named", "declined to give her name": on what terms somebody speaks is nothing that is said.
pub(super) fn stays_unnamed(reading: &Reading, verb: usize) -> bool {
    if !lexicon().asks_for_terms(reading.lemma(verb)) {
        return false;
    }
    let end = reading.sentence_tokens(verb).end.min(verb + TERMS);
    let words: Vec<String> = (verb + 1..end).map(|at| reading.lower(at)).collect();
    let pair = |first: &[&str], second: &[&str]| {
        let next = words.iter().skip(1);
        words.iter().zip(next).any(|(a, b)| first.contains(&a.as_str()) && second.contains(&b.as_str()))
    };
    let holds = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    let own = ["his", "her", "their", "its", "a", "the"];
    pair(&["be"], &["named", "identified", "quoted", "anonymous"])
        || pair(&["remain", "stay"], &["anonymous", "unnamed"])
        || pair(&own, &["name", "names", "surname"])
            && holds(&[
                "give",
                "given",
                "provide",
                "withheld",
                "used",
                "use",
                "published",
                "disclose",
                "disclosed",
            ])
        || words.iter().any(|word| word == "anonymity")
}

/// The terms on which somebody speaks stand in so many words after the verb.
const TERMS: usize = 8;

/// "A local official who asked not to be named said": whoever stands before the clause about the terms of speaking.
pub(super) fn unnamed_before(reading: &Reading, verb: usize) -> Option<Site> {
    let sentence = reading.sentence_tokens(verb);
    let from = verb.saturating_sub(APPOSITION).max(sentence.start);
    let who = (from..verb).rev().find(|&at| reading.lower(at) == "who")?;
    let mut tensed = (who + 1..verb).filter(|&at| has_tense(reading, at));
    let terms = tensed.next().filter(|&at| stays_unnamed(reading, at))?;
    if tensed.any(|at| at > terms) {
        return None;
    }
    let comma = who.checked_sub(1).filter(|&at| reading.words(at) == ",");
    let end = comma.unwrap_or(who);
    let start = phrase_start(reading, sentence.start, end)?;
    let head = speaker_head(reading, start..end)?;
    Some(Site { head, tokens: start..end })
}
