//! Infinitives and phrases as content: "promised to pay", "denied the report", "called for calm", "the claim was denied by X".

use std::ops::Range;

use super::collect::may_speak;
use super::content::{Found, found};
use super::ending::{clause_end, relative_saying, surface_end};
use super::frame::{Frame, Rule, agent, block, is_passive, preposition, site};
use super::lexicon::{CueWord, Takes, lexicon};
use super::reading::Reading;
use super::verb::stance;
use super::{Attitude, Stance};
use crate::annotation::{EntityKind, Relation, Upos};

/// Infinitives and gerunds: "promised to pay", "denied knowing her", "urged them to go".
pub(super) fn infinitive(reading: &Reading, verb: usize, word: &CueWord) -> Option<Found> {
    let takes = &word.takes;
    // "called for action to end it": what is called for holds what it is for.
    if prepositional(reading, verb, takes)
        .is_some_and(|(_, at)| reading.relation(at) == Relation::Obl && !takes.to)
    {
        return None;
    }
    let content = reading.children(verb).find(|&child| {
        child > verb
            && matches!(reading.relation(child), Relation::Xcomp | Relation::Advcl | Relation::Ccomp)
            && match reading.child(child, &[Relation::Mark]).map(|mark| reading.lemma(mark)) {
                Some("to") => takes.to || takes.prepositions.iter().any(|word| word == "on"),
                None => {
                    let near = (verb + 1..child).all(|at| reading.upos(at) == Upos::Adv);
                    takes.ing
                        && reading.xpos(child) == "VBG"
                        && (near || reading.relation(child) != Relation::Advcl)
                }
                Some(_) => false,
            }
    })?;
    let object = reading.child(verb, &[Relation::Obj]).filter(|&object| object > verb);
    let telephoned = object.is_some_and(|object| is_telephoned(reading, verb, object));
    if telephoned || word.stance == Stance::Declines && !is_telling(reading, content) {
        return None;
    }
    let whole = reading.subtree(content);
    let mut start = whole.start;
    let mut own = block(reading, verb, Some(content));
    let called_on = reading.children(verb).find(|&child| {
        child > verb
            && child < content
            && reading.relation(child) == Relation::Obl
            && preposition(reading, child) == Some("on")
            && !reading.is_time(child)
    });
    if let Some(object) =
        called_on.or_else(|| reading.child(verb, &[Relation::Obj]).filter(|_| takes.him && !takes.that))
    {
        let first = reading.subtree(object).start;
        start = start.min(if Some(object) == called_on { first + 1 } else { first });
        own.end = own.end.min(start.max(verb + 1));
    }
    // "reported Ana Ruiz to be dead": the parse may take whoever is spoken of for the subject of the cue.
    let spoken_of = reading.children(verb).find(|&child| {
        let stands = matches!(reading.relation(child), Relation::Nsubj | Relation::Obj);
        child > verb && child < content && stands && !takes.him
    });
    if let Some(spoken_of) = spoken_of {
        start = start.min(reading.subtree(spoken_of).start);
        own.end = own.end.min(start.max(verb + 1));
    }
    // "was told to leave" speaks to the subject, "is expected to leave" about it.
    let about = !takes.him || word.attitude != Attitude::Speech;
    let subject = reading.child(verb, &[Relation::NsubjPass]).filter(|_| is_passive(reading, verb) && about);
    let subject = subject.map(|subject| reading.subtree(subject));
    let end = surface_end(reading, start.max(verb + 1), whole.end);
    let end = occasion(reading, start.max(verb + 1)..end);
    let parts: Vec<_> = subject.into_iter().chain(std::iter::once(start.max(verb + 1)..end)).collect();
    let sentence = reading.sentence_tokens(verb);
    Some(found(reading, parts, Rule::Infinitive, own, &sentence))
}

/// Where the article tells what gave occasion to the words ("urged them to stay calm, following reports of looting").
fn occasion(reading: &Reading, content: Range<usize>) -> usize {
    let opens = |at: usize| {
        reading.words(at) == ","
            && matches!(reading.lower(at + 1).as_str(), "following" | "amid")
            && reading.relation(at + 1) == Relation::Case
            && reading.quotation(at + 1).is_none()
    };
    content.clone().find(|&at| opens(at)).unwrap_or(content.end)
}

/// Whether not to do it is not to say it: "refused to name them" declines, "refused to grant them visas" does not; nor do
/// soldiers who "refused to respond" where nobody asked them anything.
pub(super) fn is_telling(reading: &Reading, verb: usize) -> bool {
    let given = || {
        reading.child(verb, &[Relation::Obj]).is_some_and(|at| lexicon().is_information(reading.lemma(at)))
    };
    let answers = || {
        let end = reading.sentence_tokens(verb).end.min(verb + ANSWERED);
        (verb + 1..end).any(|at| {
            let word = reading.lemma(at);
            lexicon().is_account(word) || lexicon().is_audience(word) || lexicon().is_asked(word)
        })
    };
    let refuses =
        || reading.head(verb).is_some_and(|head| matches!(reading.lemma(head), "refuse" | "refusal"));
    match reading.lemma(verb) {
        "respond" if refuses() => answers(),
        other => lexicon().is_telling(other) || given(),
    }
}

/// What is answered stands in so many words behind "respond".
const ANSWERED: usize = 6;

/// Noun phrases and phrases with a preposition: "denied the report", "called for calm", "accused her of lying".
pub(super) fn phrase(reading: &Reading, verb: usize, word: &CueWord, frame: &Frame) -> Option<Found> {
    if is_passive(reading, verb) {
        return None;
    }
    let sentence = reading.sentence_tokens(verb);
    let object = reading.child(verb, &[Relation::Obj]).filter(|&child| child > verb);
    // "called Ana “a liar”": the parse may take both for what she was called.
    let named = || {
        let nominal = |at: &usize| matches!(reading.upos(*at), Upos::Propn | Upos::Pron);
        let first =
            reading.child(verb, &[Relation::Xcomp]).filter(|at| reading.subtree(*at).start == verb + 1);
        first.filter(nominal).filter(|_| word.takes.him_np)
    };
    // "answer shouted questions": the parse may take a participle for a verb of its own.
    let described = || {
        let next = |at: &usize| *at == verb + 1 && reading.xpos(*at) == "VBN";
        reading
            .child(verb, &[Relation::Xcomp])
            .filter(next)
            .filter(|at| reading.child(*at, &[Relation::Obj]).is_some())
    };
    let object = object.or_else(named).or_else(described);
    let shown = || frame.source.as_ref().is_some_and(|site| lexicon().is_document(reading.lemma(site.head)));
    let put_at = || {
        word.takes.at
            && (verb + 1..sentence.end).any(|at| {
                reading.lower(at) == "at" && (at + 1..at + 4).any(|number| reading.upos(number) == Upos::Num)
            })
    };
    let unsaid = word.takes.not_np && stance(reading, verb, word) == Stance::Declines;
    let takes_object =
        unsaid || put_at() || word.takes.np || word.takes.him_np || (word.takes.doc_np && shown());
    if let (Some(object), true) = (object, takes_object) {
        if is_empty_object(reading, object, word)
            || is_turned_down(reading, verb, object)
            || is_taken(reading, verb, object)
            || is_menaced(reading, verb, object)
            || is_telephoned(reading, verb, object)
        {
            return None;
        }
        let mut end = reading.subtree(object).end;
        for child in reading.children(verb).filter(|&child| child > object) {
            if belongs_to_object(reading, child, &word.takes) {
                end = end.max(reading.subtree(child).end);
            }
        }
        let end = phrase_end(reading, verb, end, &sentence, &word.takes);
        let own = block(reading, verb, Some(object));
        let part = reading.subtree(object).start.max(verb + 1)..end;
        let own = own.start..own.end.min(part.start.max(verb + 1));
        return Some(found(reading, vec![part], Rule::Phrase, own, &sentence));
    }
    let (preposition, content) = prepositional(reading, verb, &word.takes)?;
    let own = block(reading, verb, Some(content));
    let end = phrase_end(reading, verb, reading.subtree(content).end, &sentence, &word.takes);
    let part = preposition + 1..end;
    let own = own.start..own.end.min(preposition + 1).max(verb + 1);
    let mut found = found(reading, vec![part], Rule::Phrase, own, &sentence);
    found.cue_end = if preposition <= verb + 2 { preposition + 1 } else { 0 };
    Some(found)
}

/// Where a noun phrase that is content ends: with what the parse hangs beside it, up to a comma outside quotations.
fn phrase_end(reading: &Reading, verb: usize, end: usize, sentence: &Range<usize>, takes: &Takes) -> usize {
    let stop = clause_end(reading, verb, end, sentence);
    let told = (verb + 1..stop).find(|&at| relative_saying(reading, at).is_some() || joins_verb(reading, at));
    if let Some(told) = told {
        return told;
    }
    let loose = |at: usize| {
        matches!(reading.words(at), "," | "—" | "–" | "―" | "." | ":") && reading.quotation(at).is_none()
    };
    // "warned of floods, with waves of up to nine metres", "praised many, including the crews".
    let widens = |at: usize| {
        reading.words(at) == ","
            && matches!(reading.lower(at + 1).as_str(), "with" | "including")
            && reading.relation(at + 1) == Relation::Case
            && reading.words(at + 2) != ":"
            && reading.quotation(at + 1).is_none()
    };
    if takes.him_np {
        // "called the region for Ruiz, giving her a lead": what comes of it is not what was said.
        let outcome = |at: usize| {
            reading.words(at) == ","
                && reading.xpos(at + 1) == "VBG"
                && reading.head(at + 1) == Some(verb)
                && reading.quotation(at + 1).is_none()
        };
        return (verb + 1..stop).find(|&at| outcome(at)).unwrap_or(stop);
    }
    (end..stop).find(|&at| loose(at) && !widens(at)).unwrap_or(stop)
}

/// Whether a verb with a tense is joined to a noun or to a bare participle here: the parse took a deed of whoever speaks for one
/// more thing that is said ("expressed regret and offered help", "accused them of stealing and put them off the train").
fn joins_verb(reading: &Reading, at: usize) -> bool {
    let nominal = |at: usize| matches!(reading.upos(at), Upos::Noun | Upos::Propn | Upos::Pron);
    let bare = |at: usize| reading.xpos(at) == "VBG" && reading.child(at, &[Relation::Aux]).is_none();
    let verb = reading.head(at).filter(|&verb| verb > at && reading.relation(at) == Relation::Cc);
    verb.is_some_and(|verb| {
        matches!(reading.xpos(verb), "VBD" | "VBZ")
            && reading.relation(verb) == Relation::Conj
            && reading.head(verb).is_some_and(|head| nominal(head) || bare(head))
            && reading.child(verb, &[Relation::Nsubj, Relation::NsubjPass]).is_none()
            && reading.quotation(at).is_none()
    })
}

/// Whether somebody only will not have something ("rejected the bid"): that denies nothing that is said.
fn is_turned_down(reading: &Reading, verb: usize, object: usize) -> bool {
    matches!(reading.lemma(verb), "reject" | "rebuff" | "spurn" | "refuse" | "decline")
        && lexicon().is_offer(reading.lemma(object))
}

/// "claimed asylum", "conceded a penalty": something is taken or lost, and nothing said.
fn is_taken(reading: &Reading, verb: usize, object: usize) -> bool {
    matches!(reading.lemma(verb), "claim" | "concede") && lexicon().is_prize(reading.lemma(object))
}

/// "called Ana Hale on Friday to thank her": nothing stands behind whoever is called that they are called.
pub(super) fn is_telephoned(reading: &Reading, verb: usize, object: usize) -> bool {
    let person = reading.mention(object).is_some_and(|mention| mention.kind == EntityKind::Person);
    let next = reading.subtree(object).end;
    let over = reading.is_time(next)
        || matches!(reading.lower(next).as_str(), "on" | "from" | "after" | "to" | "at")
        || matches!(reading.words(next), "." | ",");
    reading.lemma(verb) == "call"
        && person
        && over
        && reading.quotation(next) == reading.quotation(verb)
        && !is_passive(reading, verb)
}

/// Whether an object is who or what is threatened, and not what with ("threatened the town", not "threatened a strike").
fn is_menaced(reading: &Reading, verb: usize, object: usize) -> bool {
    let first = reading.subtree(object).start;
    let definite = matches!(reading.lower(first).as_str(), "the" | "this" | "these" | "those")
        || matches!(reading.xpos(first), "PRP" | "PRP$");
    // "threatened the “islands should be sunk”": words of theirs are said.
    let quoted = |at: usize| reading.quotation(at).is_some() && reading.quotation(verb).is_none();
    let said = reading.subtree(object).any(quoted) || quoted(object + 1);
    reading.lemma(verb) == "threaten"
        && !said
        && (definite
            || is_each_other(reading, object)
            || reading.is_named(object)
            || reading.mention(object).is_some())
}

fn is_each_other(reading: &Reading, object: usize) -> bool {
    let first = reading.subtree(object).start;
    matches!(reading.lower(first).as_str(), "each" | "one")
        && reading.lower(object) != "each"
        && matches!(reading.lower(first + 1).as_str(), "other" | "another")
        || reading.lower(object) == "each" && reading.lower(object + 1) == "other"
}

/// Objects that say nothing: "said it", "released a statement" (its content stands elsewhere). What somebody is only called
/// or blamed for says something, however short the object ("laid this at the door of the union").
fn is_empty_object(reading: &Reading, object: usize, word: &CueWord) -> bool {
    let lemma = reading.lemma(object);
    // "the senate confirmed him", "was asked that same day".
    let person = reading.mention(object).is_some_and(|mention| mention.kind == EntityKind::Person);
    let office = word.stance == Stance::Confirms && person;
    let time = reading.is_time(object) || lexicon().is_time_noun(lemma);
    if office || time || word.stance == Stance::Denies && lexicon().is_grant(lemma) {
        return true;
    }
    let pronoun = reading.upos(object) == Upos::Pron
        && !word.takes.him_np
        && matches!(word.stance, Stance::Asserts | Stance::Asks);
    let pointer = matches!(lemma, "much" | "this" | "that") && !word.takes.him_np;
    pronoun || pointer || matches!(lemma, "nothing" | "something" | "anything")
}

fn belongs_to_object(reading: &Reading, child: usize, takes: &Takes) -> bool {
    match reading.relation(child) {
        Relation::Xcomp => takes.him_np,
        // "called her a liar on Monday": the day is none of what she was called.
        Relation::Obl | Relation::Advcl | Relation::Nmod => {
            let takes = |word: &str| takes.prepositions.iter().any(|other| other == word);
            !reading.is_time(child) && preposition(reading, child).is_some_and(takes)
        }
        _ => false,
    }
}

/// The preposition and the head of a phrase that is content.
fn prepositional(reading: &Reading, verb: usize, takes: &Takes) -> Option<(usize, usize)> {
    reading.children(verb).filter(|&child| child > verb).find_map(|child| {
        if !matches!(
            reading.relation(child),
            Relation::Obl | Relation::Advcl | Relation::Nmod | Relation::Xcomp
        ) {
            return None;
        }
        let case = reading.child(child, &[Relation::Case, Relation::Mark])?;
        (case > verb
            && !reading.is_time(child)
            && takes.prepositions.iter().any(|word| word == reading.lemma(case)))
        .then_some((case, child))
    })
}

/// "The claim was denied by X": the subject is the content, where somebody is named who says so.
pub(super) fn passive_phrase(reading: &Reading, verb: usize, word: &CueWord, frame: &Frame) -> Option<Found> {
    if !is_passive(reading, verb) || !(word.takes.np || word.takes.him_np || word.takes.at) {
        return None;
    }
    let by = agent(reading, verb)?;
    // "was put by the door": what is put somewhere is put at no figure.
    if frame.source.is_none() || word.takes.at && !may_speak(reading, by) {
        return None;
    }
    let content = match reading.relation(verb) {
        Relation::Acl | Relation::AclRelcl => site(reading, reading.head(verb)?).tokens,
        _ => reading.subtree(reading.child(verb, &[Relation::NsubjPass])?),
    };
    // "The study was supported by the Harbour Foundation": it was paid for.
    let paid = |at: usize| matches!(reading.lemma(at), "study" | "research" | "survey" | "work");
    if reading.lemma(verb) == "support" && content.clone().any(paid) {
        return None;
    }
    let content = content.start..content.end.min(verb.max(content.start + 1));
    let sentence = reading.sentence_tokens(verb);
    let end = reading.subtree(by).end.max(site(reading, by).tokens.end).max(verb + 1);
    // "was identified as X by police", "was described by police as armed".
    let hung = reading.children(verb).chain(reading.children(by).filter(|&child| child > by));
    let said_of = { hung }.find(|&child| {
        let takes = |case: &str| {
            case == "as"
                || case == "to"
                || case == "at"
                || word.takes.prepositions.iter().any(|it| it == case)
        };
        // "was blamed by the union for the fire": the parse may hang from the agent what is said.
        let complement = matches!(
            reading.relation(child),
            Relation::Xcomp | Relation::Obl | Relation::Advcl | Relation::Nmod | Relation::Acl
        );
        child > verb && complement && preposition(reading, child).is_some_and(takes)
    });
    let said_of = said_of.map(|child| reading.subtree(child)).map(|words| {
        let case = (words.start..by).rev().find(|&at| reading.lower(at) == "by");
        words.start..case.filter(|&case| case > words.start).unwrap_or(words.end)
    });
    let end = if said_of.as_ref().is_some_and(|words| words.end <= by) { verb + 1 } else { end };
    let parts = std::iter::once(content).chain(said_of).collect();
    Some(found(reading, parts, Rule::Phrase, frame.cue.start..end, &sentence))
}
