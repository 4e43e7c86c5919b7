//! Clauses that a verb governs: "X said that …", "X said …", "it was reported that …".

use std::ops::Range;

use super::collect::is_citing;
use super::content::{Found, found, outside};
use super::ending::{
    asks_on, clause_end, contrast, listed_beside, occasion_of_saying, other_speaker, speaking_on,
    surface_end, told_on,
};
use super::frame::{Frame, Rule, block, is_passive, preposition};
use super::lexicon::{CueWord, Takes, lexicon};
use super::postposed::{bounded, clause_after, left_quotation, right_quotation};
use super::reading::Reading;
use super::{Attitude, Stance};
use crate::annotation::{Relation, Upos};

/// A finite clause that the verb governs, after it or around it.
pub(super) fn clause(reading: &Reading, verb: usize, word: &CueWord, frame: &Frame) -> Option<Found> {
    if !(word.takes.that || word.takes.quote) {
        return None;
    }
    let mut contents =
        reading.children(verb).filter(|&child| is_content_clause(reading, verb, child, &word.takes));
    let content = contents.find(|&child| child > verb || closes(reading, verb, child))?;
    let agent = is_passive(reading, verb) && reading.lower(reading.subtree(content).start) == "by";
    if agent || quotes_saying(reading, verb).is_some_and(|saying| saying < content) {
        return None;
    }
    if tells_of_object(reading, verb, content, word) || is_series(reading, verb, content) {
        return None;
    }
    let mut own = block(reading, verb, Some(content));
    let mut whole = reading.subtree(content);
    if content > verb && whole.start > verb {
        whole.start = clause_start(reading, verb, whole.clone(), word, frame);
        own.end = own.end.min(whole.start.max(verb + 1));
        if let Some(start) = behind_day(reading, verb, &whole) {
            (whole.start, own.end) = (start, start);
        }
    }
    let mut parts = outside(reading, &whole, &own);
    parts.first()?;
    let follows = content > verb;
    if !follows || whole.start < verb {
        // "…, she said, …": what stands on the other side of the cue belongs to the same words.
        let sentence = reading.sentence_tokens(verb);
        if whole.end <= own.start && !bounded(reading, &own) {
            return None;
        }
        let last = parts.last().map_or(whole.end, |part| part.end);
        let right = || led_to(reading, &whole, &own, &sentence);
        parts.extend(right_quotation(reading, own.end).or_else(right).filter(|right| right.start >= last));
        return Some(found(reading, parts, Rule::Postposed, own, &sentence));
    }
    let raised = raised_subject(reading, verb);
    let sentence = reading.sentence_tokens(verb);
    if let Some(last) = parts.last_mut() {
        last.end = match (speaking_on(reading, last), &raised) {
            (Some(end), _) => end,
            // "is said to be ill, and the police are looking for him": what follows is said by nobody else.
            (None, Some(_)) => surface_end(reading, last.start, last.end),
            (None, None) => clause_end(reading, verb, last.end, &sentence),
        };
        last.end = told_on(reading, last);
        last.end = occasion_of_saying(reading, last).unwrap_or(last.end);
        last.end = listed_beside(reading, verb, frame, last).unwrap_or(last.end);
        last.end = other_speaker(reading, content, frame, last).unwrap_or(last.end);
        last.end = asks_on(reading, word, content, frame, last).unwrap_or(last.end);
        if word.stance == Stance::Denies {
            last.end = contrast(reading, last).unwrap_or(last.end);
        }
    }
    let before = raised.or_else(|| parted(reading, verb).map(|parted| parted.left));
    before.into_iter().chain(left_quotation(reading, &own)).for_each(|part| parts.insert(0, part));
    if let Some(place) = place_before(reading, verb, content, frame) {
        own.start = own.start.max(place.end);
        parts.insert(0, place);
    }
    Some(found(reading, parts, Rule::Clause, own, &sentence))
}

/// "Details aside, she said, the plan is good": what has no verb before the attribution only leads to what is said.
fn led_to(
    reading: &Reading,
    left: &Range<usize>,
    own: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let bare = reading.quotation(left.start).is_none() && !left.clone().any(|at| has_tense(reading, at));
    let leads = left.end <= own.start && bare;
    let subject = |right: &Range<usize>| !matches!(reading.upos(right.start), Upos::Cconj | Upos::Sconj);
    clause_after(reading, own, sentence).filter(|right| leads && subject(right))
}

/// What an attribution between commas parts from its verb, and whoever says it.
pub(super) struct Parted {
    /// What stands before the attribution.
    pub(super) left: Range<usize>,
    /// The head of the source.
    pub(super) source: usize,
}

/// "The attack, officials said, killed eight": the parse gives both the subject of what is said and whoever says it to the
/// verb of saying, or takes the one for another word for the other; what is said has no subject left.
pub(super) fn parted(reading: &Reading, verb: usize) -> Option<Parted> {
    let subjects = [Relation::Nsubj, Relation::NsubjPass, Relation::Csubj, Relation::Expl];
    let content = reading.child(verb, &[Relation::Ccomp]).filter(|&at| at > verb)?;
    let whole = reading.subtree(content);
    let comma = |at: usize| reading.words(at) == ",";
    let set_off = comma(whole.start) || whole.start > verb + 1 && comma(whole.start - 1);
    let tensed = has_tense(reading, content)
        || reading.children(content).any(|at| at < content && has_tense(reading, at));
    if !set_off || !tensed || reading.child(content, &subjects).is_some() {
        return None;
    }
    let mut before =
        reading.children(verb).filter(|&at| at < verb && subjects.contains(&reading.relation(at)));
    let first = before.next()?;
    let source = match before.next() {
        Some(second) => second,
        // "Eleven people, the ministry said, were killed": between "The mayor, Jon Hale, said" and the verb stands a comma.
        None => reading
            .child(first, &[Relation::Appos])
            .filter(|&at| at > first && reading.subtree(at).end == verb)?,
    };
    let end = reading.subtree(source).start.checked_sub(1).filter(|&at| comma(at))?;
    let sentence = reading.sentence_tokens(verb);
    let own = reading.subtree(first).start;
    let opens =
        reading.relation(verb) == Relation::Root && !(sentence.start..end).any(|at| has_tense(reading, at));
    let start = if opens { sentence.start } else { own };
    (start < end).then_some(Parted { left: start..end, source })
}

/// "had learned a lesson that towns forget": what a verb has for its object is what the clause behind it is about.
fn tells_of_object(reading: &Reading, verb: usize, content: usize, word: &CueWord) -> bool {
    let object = reading.child(verb, &[Relation::Obj]).filter(|&object| object > verb && object < content);
    let that = reading.lower(reading.subtree(content).start) == "that";
    let takes_none = !word.takes.him && !word.takes.np && !word.takes.him_np && !word.takes.quote;
    takes_none && that && object.is_some_and(|at| reading.upos(at) == Upos::Noun && !reading.is_time(at))
}

/// "threatened them, obstructed them and took part in riots": deeds in a row, of which the parse took one for what another says.
fn is_series(reading: &Reading, verb: usize, content: usize) -> bool {
    let object = reading.child(verb, &[Relation::Obj]).filter(|&object| object > verb && object < content);
    let subjects = [Relation::Nsubj, Relation::NsubjPass, Relation::Expl, Relation::Mark, Relation::Aux];
    let bare = reading.child(content, &subjects).is_none() && reading.xpos(content) == reading.xpos(verb);
    object.is_some_and(|at| bare && reading.words(reading.subtree(at).end) == ",")
}

/// "In the old town, police said, two men fled": where or when it was stands before the attribution that commas set off.
fn place_before(reading: &Reading, verb: usize, content: usize, frame: &Frame) -> Option<Range<usize>> {
    let source = frame.source.as_ref().filter(|site| site.tokens.end <= verb)?;
    let sentence = reading.sentence_tokens(verb);
    let comma = source.tokens.start.checked_sub(1).filter(|&at| at > sentence.start)?;
    let place = sentence.start..comma;
    let closed = reading.words(comma) == "," && reading.words(verb + 1) == ",";
    // "In a letter, she said, “…”": how it was said is none of it.
    let manner = |at: usize| lexicon().is_manner(&reading.lemma(at).to_lowercase());
    let plain = reading.upos(place.start) == Upos::Adp
        && place.clone().all(|at| !has_tense(reading, at) && !manner(at) && reading.quotation(at).is_none());
    let clause = reading.subtree(content);
    let unquoted = clause.end > verb + 1 && clause.clone().all(|at| reading.quotation(at).is_none());
    (closed && plain && unquoted && place.len() >= 2).then_some(place)
}

/// "X quoted Y as saying that …": the verb by which the one who is quoted speaks.
pub(super) fn quotes_saying(reading: &Reading, verb: usize) -> Option<usize> {
    let says = |at: usize| {
        matches!(reading.xpos(at), "VBG") && reading.children(at).any(|child| reading.lemma(child) == "as")
    };
    matches!(reading.lemma(verb), "quote" | "cite")
        .then(|| reading.children(verb).find(|&child| child > verb && says(child)))
        .flatten()
}

/// Whether a clause before its cue is closed by the attribution, and not only followed by a clause of somebody else's
/// ("it was opened, though X denied that …").
fn closes(reading: &Reading, verb: usize, content: usize) -> bool {
    let own = block(reading, verb, Some(content));
    // What stands before a semicolon is a sentence of its own.
    let apart = (reading.subtree(content).start..verb)
        .any(|at| reading.words(at) == ";" && reading.quotation(at).is_none());
    if apart {
        return false;
    }
    bounded(reading, &own) || own.start < reading.subtree(content).end
}

fn is_content_clause(reading: &Reading, verb: usize, child: usize, takes: &Takes) -> bool {
    // "warned them to leave as rockets fell": what happened meanwhile is none of it.
    let beside = reading.child(child, &[Relation::Mark]).is_some_and(|mark| {
        matches!(reading.lower(mark).as_str(), "as" | "after" | "before" | "while" | "because" | "since")
    });
    match reading.relation(child) {
        Relation::Ccomp => !(beside && child > verb),
        // "It is understood that …".
        Relation::Csubj | Relation::CsubjPass => {
            child > verb && is_passive(reading, verb) && reading.child(verb, &[Relation::Expl]).is_some()
        }
        // "said to be", "reported missing": only in the passive; the infinitive has a rule of its own.
        Relation::Xcomp => {
            takes.that
                && !takes.to
                && !takes.him_np
                && child > verb
                && (reading.is_finite(child)
                    || (is_passive(reading, verb) && preposition(reading, child) == Some("to")))
        }
        // After a colon the parse often hangs what is said beside the verb.
        Relation::Parataxis => {
            child > verb
                && takes.quote
                && reading.words(reading.subtree(child).start.saturating_sub(1)) == ":"
        }
        _ => false,
    }
}

/// Where a clause after its cue begins: noun phrases between the cue and the clause belong to it, however the parse
/// hangs them; times before "that" do not.
fn clause_start(reading: &Reading, verb: usize, whole: Range<usize>, word: &CueWord, frame: &Frame) -> usize {
    let is_that = |at: &usize| reading.lower(*at) == "that" && reading.upos(*at) == Upos::Sconj;
    let that = (whole.start..whole.end.min(whole.start + 4)).find(is_that);
    if let Some(that) = that.filter(|&that| (whole.start..that).any(|at| reading.is_time(at))) {
        return that;
    }
    if let Some(start) = behind_title(reading, &whole) {
        return start;
    }
    // "said, citing two nurses, that …": on whose word is said beside what is said.
    let cites = is_citing(reading, whole.start);
    let behind = |at: &usize| is_that(at) && reading.words(at - 1) == ",";
    if let Some(that) = whole.clone().find(|at| cites && *at > whole.start && behind(at)) {
        return that;
    }
    let told =
        frame.addressee.and_then(|told| reading.name_at(told)).map(|name| reading.tokens_in(name.span));
    let in_told = |told: &Range<usize>| told.start > verb && (verb + 1..told.end).contains(&whole.start);
    if let Some(told) = told.filter(|told| word.takes.him && in_told(told)) {
        return told.end.min(whole.end);
    }
    if word.takes.him {
        // "told the press a search had found nothing": what stands behind whoever was told is the clause's own subject.
        let bare = reading.upos(whole.start) == Upos::Aux;
        let (told, next) = (reading.child(verb, &[Relation::Iobj]), reading.child(verb, &[Relation::Obj]));
        let lost =
            told.zip(next).filter(|&(told, next)| bare && verb < told && told < next && next < whole.start);
        return lost.map_or(whole.start, |(_, next)| reading.subtree(next).start.max(verb + 1));
    }
    if reading.upos(whole.start) == Upos::Sconj {
        return whole.start;
    }
    let speaker = frame.source.as_ref().map(|site| site.head);
    let stray = |child: &usize| {
        let child = *child;
        use Relation::{Conj, Dep, Expl, Iobj, Nsubj, NsubjPass, Obj, OblUnmarked};
        let stands = match reading.relation(child) {
            Obj | Iobj | Nsubj | NsubjPass | OblUnmarked | Dep | Conj => !reading.is_time(child),
            relation => relation == Expl || reading.lower(child) == "there",
        };
        child > verb && child < whole.start && Some(child) != speaker && stands
    };
    let start = reading.children(verb).filter(stray).map(|child| reading.subtree(child).start).min();
    start.unwrap_or(whole.start).clamp(verb + 1, whole.start)
}

/// "said on “The Orlan Morning Show” that she doubts it": the title of what it was said on is none of it.
fn behind_title(reading: &Reading, whole: &Range<usize>) -> Option<usize> {
    let on = matches!(reading.lower(whole.start).as_str(), "on" | "in" | "to");
    let quotation = reading.quotation(whole.start + 1).filter(|_| on)?;
    let title = reading.tokens_in(reading.quotations.get(quotation)?.outer);
    let capital = |at: usize| {
        matches!(reading.upos(at), Upos::Punct | Upos::Adp | Upos::Det | Upos::Cconj | Upos::Num)
            || reading.words(at).starts_with(char::is_uppercase)
    };
    let that = (title.end..title.end + 2).find(|&at| reading.lower(at) == "that")?;
    (title.start == whole.start + 1 && title.clone().all(capital) && that < whole.end).then_some(that)
}

/// "said Wednesday she doubts it": a bare day right behind the cue tells when it was said, and what is said begins with the
/// subject behind it. "Said Wednesday was too late" tells of the day.
fn behind_day(reading: &Reading, verb: usize, whole: &Range<usize>) -> Option<usize> {
    let day = whole.start;
    if let Some(start) =
        behind_phrase_of_day(reading, verb, whole).or_else(|| behind_manner(reading, verb, whole))
    {
        return Some(start);
    }
    let start = day + 1;
    let bare = day == verb + 1
        && reading.is_time(day)
        && !reading.is_time(start)
        && reading.upos(day) == Upos::Propn;
    let subject = matches!(reading.xpos(start), "PRP" | "EX" | "DT" | "PRP$")
        || reading.upos(start) == Upos::Propn && !reading.is_named(day);
    (bare && subject && start + 1 < whole.end).then_some(start)
}

/// "said on Monday it would close", "said this week he would go": no comma parts the time of saying from what is said.
fn behind_phrase_of_day(reading: &Reading, verb: usize, whole: &Range<usize>) -> Option<usize> {
    let (first, opens) = (whole.start, reading.lower(whole.start));
    let on = opens == "on" && reading.is_time(first + 1) && reading.upos(first + 1) == Upos::Propn;
    let this = opens == "this" && reading.is_time(first) && reading.is_time(first + 1);
    let start = (first + 1..whole.end).find(|&at| !reading.is_time(at))?;
    let subject =
        matches!(reading.xpos(start), "PRP" | "EX" | "DT" | "PRP$" | "NNP" | "NNS" | "NN" | "CD" | "JJ");
    (first == verb + 1 && (on || this) && subject && start + 1 < whole.end).then_some(start)
}

/// "has said publicly the park should close": how or how often it was said is none of it.
fn behind_manner(reading: &Reading, verb: usize, whole: &Range<usize>) -> Option<usize> {
    let manner = ["publicly", "privately", "openly", "repeatedly", "previously", "explicitly", "flatly"];
    let start = verb + 2;
    let subject =
        matches!(reading.upos(start), Upos::Pron | Upos::Det | Upos::Propn | Upos::Noun | Upos::Num);
    let says = whole.start == verb + 1 && manner.contains(&reading.lower(verb + 1).as_str());
    (says && subject && start + 1 < whole.end).then_some(start)
}

/// "X is said to be …": X belongs to what is said.
fn raised_subject(reading: &Reading, verb: usize) -> Option<Range<usize>> {
    let subject = reading.child(verb, &[Relation::NsubjPass])?;
    let raises = reading.child(verb, &[Relation::Xcomp]).is_some()
        && reading.child(verb, &[Relation::Ccomp]).is_none();
    raises.then(|| reading.subtree(subject))
}

/// "announced the new region, to be called Ondal, would …": a clause without "that" whose verb the parse joined to the cue,
/// with its subject taken for the cue's object or for that of a clause of its own.
pub(super) fn joined(reading: &Reading, verb: usize, word: &CueWord, frame: &Frame) -> Option<Found> {
    let before = frame.source.as_ref().is_some_and(|site| site.tokens.end <= verb);
    let plain = word.takes.that && !word.takes.him && word.attitude == Attitude::Speech;
    if !plain || !before || !reading.is_finite(verb) || is_passive(reading, verb) {
        return None;
    }
    let sentence = reading.sentence_tokens(verb);
    let above = [Some(verb), reading.head(verb).filter(|_| reading.relation(verb) == Relation::Conj)];
    let clause = (verb + 2..sentence.end).find(|&at| {
        reading.relation(at) == Relation::Conj
            && above.contains(&reading.head(at))
            && reading.is_finite(at)
            && reading.child(at, &[Relation::Cc]).is_none()
            && reading.quotation(at).is_none()
    })?;
    let own = reading.child(clause, &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl]);
    let object = reading.child(verb, &[Relation::Obj]).filter(|&at| at > verb && at < clause);
    let start = match (own.filter(|&at| at > verb && at < clause), object) {
        (Some(own), None) => reading.subtree(own).start,
        (None, Some(object)) if own.is_none() => reading.subtree(object).start,
        _ => return None,
    };
    // Between the cue and its clause stand only a time or a place ("estimated by 2050, …").
    let light = |at: usize| {
        reading.is_time(at) || matches!(reading.upos(at), Upos::Adp | Upos::Adv | Upos::Punct | Upos::Num)
    };
    let close = start > verb && (verb + 1..start).all(light) && start - verb <= 6;
    let whole = start..clause_end(reading, verb, reading.subtree(clause).end, &sentence);
    let own = block(reading, verb, None);
    let own = own.start..start;
    close.then(|| found(reading, vec![whole], Rule::Clause, own, &sentence))
}

/// The rest of the sentence after "X said", where the parse found no clause but there is a verb with a tense.
pub(super) fn rest(reading: &Reading, verb: usize, word: &CueWord, frame: &Frame) -> Option<Found> {
    let plain = word.takes.that && word.attitude == Attitude::Speech;
    // "It was reported the bridge had fallen": nobody is named who says so.
    let impersonal = is_passive(reading, verb)
        && reading
            .child(verb, &[Relation::NsubjPass, Relation::Nsubj, Relation::Expl])
            .is_some_and(|it| reading.lower(it) == "it");
    let quoted = reading.head(verb).and_then(|head| quotes_saying(reading, head)) == Some(verb);
    let active = reading.is_finite(verb) && !is_passive(reading, verb);
    let before = frame.source.as_ref().map(|site| site.tokens.end <= verb);
    if !plain || !(impersonal || (before == Some(true) && (quoted || active))) {
        return None;
    }
    let sentence = reading.sentence_tokens(verb);
    let that = that_after(reading, verb, &sentence);
    let of_object = that.is_some_and(|that| tells_of_object(reading, verb, that, word));
    // "was responding to reports claiming that …": the reports claim it.
    let of_another = that.and_then(|that| reading.head(reading.head(that)?)).is_some_and(|by| {
        let participle = verb < by && that.is_some_and(|that| by < that) && reading.xpos(by) == "VBG";
        participle && lexicon().verb(reading.lemma(by)).is_some()
    });
    if of_object || of_another || that.is_none() && (word.takes.him || !word.takes.quote) {
        return None;
    }
    let skipped = |at: usize| {
        let before_time = reading.upos(at) == Upos::Adp && reading.is_time(at + 1);
        let adverb = reading.upos(at) == Upos::Adv && reading.lower(at) != "there";
        // "estimated by noon, the gates would open".
        let after_time = reading.words(at) == "," && reading.is_time(at - 1);
        before_time || reading.is_time(at) || adverb || after_time
    };
    let start = that.or_else(|| (verb + 1..sentence.end).find(|&at| !skipped(at)))?;
    let opens = matches!(
        reading.upos(start),
        Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Sconj
    ) || reading.lower(start) == "there";
    let end = clause_end(reading, verb, start + 1, &sentence);
    let beside = |at: usize| reading.quotation(at) == reading.quotation(verb);
    let comma = (start..end).find(|&at| reading.words(at) == "," && beside(at)).unwrap_or(end);
    let headline = reading.is_headline(verb);
    // "conceded a penalty which the referee had given": a clause that only describes a noun is none that is said.
    let describes = |at: usize| {
        let bears = if reading.upos(at) == Upos::Aux { reading.head(at).unwrap_or(at) } else { at };
        reading.relation(bears) == Relation::AclRelcl
    };
    let told = |at: usize| has_tense(reading, at) && !describes(at);
    let tense = (start + 1..comma).any(|at| told(at) || (headline && reading.xpos(at) == "VBN"));
    if end < start + if headline { 2 } else { 3 } || (that.is_none() && !(opens && tense)) {
        return None;
    }
    let own = block(reading, verb, None);
    let from =
        if quoted { own.start.min(block(reading, reading.head(verb)?, Some(verb)).start) } else { own.start };
    let own = from..own.end.min(start).max(verb + 1);
    Some(found(reading, std::iter::once(start..end).collect(), Rule::Clause, own, &sentence))
}

/// The "that" which opens what is said, with a time or the one addressed before it; not one that is a subject itself.
fn that_after(reading: &Reading, verb: usize, sentence: &Range<usize>) -> Option<usize> {
    let end = sentence.end.min(verb + 14);
    let that = (verb + 1..end).find(|&at| reading.lower(at) == "that")?;
    let between =
        (verb + 1..that).any(|at| has_tense(reading, at) || matches!(reading.words(at), "," | ";" | ":"));
    (!between && !has_tense(reading, that + 1) && that + 2 < sentence.end).then_some(that)
}

pub(super) fn has_tense(reading: &Reading, at: usize) -> bool {
    matches!(reading.xpos(at), "VBD" | "VBZ" | "VBP" | "MD")
}
