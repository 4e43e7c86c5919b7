//! "…, said X, a doctor", "… said the ministry on Monday.": whoever speaks stands behind the cue, and behind the clause.

use std::ops::Range;

use super::clause::has_tense;
use super::collect::may_speak;
use super::content::found;
use super::frame::{Rule, Site, without_punctuation};
use super::lexicon::{CueWord, lexicon};
use super::noun::noun_head;
use super::reading::Reading;
use super::surface::{Edge, left_of, sets_off, subject_after};
use crate::annotation::{EntityKind, Mention, Relation, Upos};
use crate::article::agency;

/// "…, said X, a doctor."
pub(super) fn inverted(
    reading: &Reading,
    verb: usize,
    word: &CueWord,
    sentence: &Range<usize>,
) -> Option<Edge> {
    let mark = verb.checked_sub(1).filter(|&mark| mark > sentence.start)?;
    let adverb = matches!(reading.upos(mark), Upos::Adv) && reading.words(mark - 1) == ",";
    let marked = sets_off(reading, mark) || adverb;
    // "… for two days said the ministry.": some verbs of saying never have whoever speaks for their object.
    let plain = lexicon().is_inverting(reading.lemma(verb));
    if word.takes.him || !(marked || reading.lacks_commas || plain) || reading.xpos(verb) == "VBN" {
        return None;
    }
    let (source, told) = speaker_after(reading, verb, sentence)?;
    let end = told.as_ref().map_or(source.tokens.end, |told| told.end);
    if !marked && (end + 1 < sentence.end || !may_speak(reading, source.head)) {
        return None;
    }
    // "The statement, which was posted on Wednesday, announced his death": what does not speak is what is announced.
    let object = reading.child(verb, &[Relation::Obj]).is_some_and(|at| source.tokens.contains(&at));
    if object
        && !plain
        && !reading.is_headline(verb)
        && !may_speak(reading, source.head)
        && reading.quotation(mark - 1).is_none()
    {
        return None;
    }
    let block = verb..end;
    if let Some(parts) = subject_cut_off(reading, mark, end, &source, sentence) {
        let found = found(reading, parts, Rule::Postposed, block, sentence);
        return Some(Edge { found, source, addressee: None });
    }
    let start = if adverb { mark } else { verb };
    let left =
        left_of(reading, start, sentence).or_else(|| told_on(reading, start, end, &source, sentence))?;
    Some(Edge {
        found: found(reading, vec![left], Rule::Postposed, block, sentence),
        source,
        addressee: told.and_then(|told| told.head),
    })
}

/// "Ana Ruiz said the talks had failed, reported Radio Ondal.": an outlet that closes a sentence tells all of it, also what
/// another says there.
fn told_on(
    reading: &Reading,
    start: usize,
    end: usize,
    source: &Site,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let left = sentence.start..start;
    let signs = |name: &Mention| {
        let words = name.span.of(reading.text);
        agency::full_name(words).is_some() || lexicon().is_outlet_name(words)
    };
    let outlet = reading.name_at(source.head).is_some_and(signs);
    let last = (end..sentence.end).all(|at| reading.upos(at) == Upos::Punct);
    let clause = left.clone().any(|at| has_tense(reading, at));
    let plain = left.clone().all(|at| reading.quotation(at).is_none());
    (outlet && last && clause && plain).then_some(left)
}

/// "…, the Evening Post reports.": behind a name that a comma sets off, the last word of a sentence is what that name does,
/// where the tagger took it for a noun in the plural.
pub(super) fn ends_as_verb(reading: &Reading, verb: usize) -> bool {
    let sentence = reading.sentence_tokens(verb);
    let last = (verb + 1..sentence.end).all(|at| reading.upos(at) == Upos::Punct || reading.is_time(at));
    let proper = |&at: &usize| reading.upos(at) == Upos::Propn || reading.is_named(at);
    let Some(name) = (sentence.start..verb).rev().take_while(proper).last() else { return false };
    let place = reading.name_at(verb - 1).is_some_and(|name| name.kind == EntityKind::Place);
    let article = name.checked_sub(1).filter(|&at| reading.upos(at) == Upos::Det);
    let open = article.unwrap_or(name);
    // "“…,” the Evening Post reports": the comma may stand inside the mark.
    let closes = |at: usize| matches!(reading.words(at), "\"" | "”") && reading.quotation(at).is_some();
    let set_off = open > sentence.start && (sets_off(reading, open - 1) || closes(open - 1));
    let clause = (sentence.start..open).any(|at| has_tense(reading, at));
    last && !place && set_off && clause
}

/// "The boats, said Ana Ruiz, are to be sold": the attribution parts a subject from its verb.
fn subject_cut_off(
    reading: &Reading,
    mark: usize,
    end: usize,
    source: &Site,
    sentence: &Range<usize>,
) -> Option<Vec<Range<usize>>> {
    let left = sentence.start..mark;
    let nominal = left.clone().any(|at| matches!(reading.upos(at), Upos::Noun | Upos::Propn | Upos::Pron));
    let plain = left.clone().all(|at| reading.upos(at) != Upos::Punct && !has_tense(reading, at));
    let closed = reading.words(mark) == "," && reading.words(end) == ",";
    let goes_on = has_tense(reading, end + 1) && sentence.contains(&(end + 1));
    let speaks = may_speak(reading, source.head) || reading.upos(source.head) == Upos::Pron;
    let opens = !matches!(reading.upos(left.start), Upos::Adp | Upos::Sconj);
    (nominal && plain && closed && goes_on && speaks && opens).then(|| vec![left, end + 1..sentence.end])
}

/// What stands behind a speaker that follows the cue: when, how and to whom it was said.
struct Circumstance {
    end: usize,
    /// Who was told.
    head: Option<usize>,
}

/// The noun phrase after a verb that can only be its subject, without what stands behind it of time and manner
/// ("said the ministry on Monday", "said Ana Ruiz to the Post").
fn speaker_after(
    reading: &Reading,
    verb: usize,
    sentence: &Range<usize>,
) -> Option<(Site, Option<Circumstance>)> {
    let source = subject_after(reading, verb, sentence)?;
    let tokens = source.tokens.clone();
    let Some(cut) = (source.head + 1..tokens.end).find(|&at| is_circumstance(reading, verb, source.head, at))
    else {
        return Some((source, None));
    };
    let to = reading.lower(cut) == "to" && !reading.is_time(cut + 1);
    let head = to.then(|| noun_head(reading, cut + 1..tokens.end)).flatten();
    let site = Site { head: source.head, tokens: without_punctuation(reading, tokens.start..cut) };
    Some((site, Some(Circumstance { end: tokens.end, head })))
}

/// Whether a time, a manner or the one who was told begins here, behind the speaker with this head.
fn is_circumstance(reading: &Reading, verb: usize, head: usize, at: usize) -> bool {
    if reading.upos(at) != Upos::Adp {
        return reading.is_time(at) && !reading.is_named(at) && reading.xpos(at + 1) != "POS";
    }
    let Some(noun) = reading.head(at).filter(|_| reading.relation(at) == Relation::Case) else {
        return false;
    };
    let person = reading.name_at(head).is_some_and(|name| name.kind == EntityKind::Person);
    let told = reading.lower(at) == "to" && (person || lexicon().is_audience(reading.lemma(noun)));
    let manner = reading.head(noun) == Some(verb)
        && matches!(reading.lower(at).as_str(), "in" | "on" | "at" | "by" | "via" | "during")
        && lexicon().is_manner(&reading.lemma(noun).to_lowercase());
    told || manner || reading.is_time(at + 1)
}
