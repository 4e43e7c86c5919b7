//! Clauses that a verb governs: "X said that …", "X said …", "it was reported that …".

use std::ops::Range;

use super::collect::{is_citing, may_speak};
use super::content::{Found, found, outside};
use super::frame::{Frame, Rule, STEPS, block, is_coordinate, is_passive, preposition};
use super::lexicon::{CueWord, Takes, lexicon};
use super::postposed::{bounded, left_quotation, right_quotation};
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
    let mut own = block(reading, verb, Some(content));
    let mut whole = reading.subtree(content);
    if content > verb && whole.start > verb {
        whole.start = clause_start(reading, verb, whole.clone(), word, frame);
        own.end = own.end.min(whole.start.max(verb + 1));
    }
    let mut parts = outside(reading, &whole, &own);
    if parts.is_empty() {
        return None;
    }
    let follows = content > verb;
    if !follows || whole.start < verb {
        // "…, she said, …": what stands on the other side of the cue belongs to the same words.
        let sentence = reading.sentence_tokens(verb);
        if whole.end <= own.start && !bounded(reading, &own) {
            return None;
        }
        let last = parts.last().map_or(whole.end, |part| part.end);
        parts.extend(right_quotation(reading, own.end).filter(|right| right.start >= last));
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
        last.end = other_speaker(reading, content, last).unwrap_or(last.end);
        last.end = asks_on(reading, word, content, frame, last).unwrap_or(last.end);
        if word.stance == Stance::Denies {
            last.end = contrast(reading, last).unwrap_or(last.end);
        }
    }
    if let Some(raised) = raised {
        parts.insert(0, raised);
    }
    if let Some(left) = left_quotation(reading, &own) {
        parts.insert(0, left);
    }
    Some(found(reading, parts, Rule::Clause, own, &sentence))
}

/// Where whoever told something goes on to ask for something, whatever the parse makes of it ("told the judge that she was
/// ill and asked him to wait").
fn asks_on(
    reading: &Reading,
    word: &CueWord,
    clause: usize,
    frame: &Frame,
    content: &Range<usize>,
) -> Option<usize> {
    let source = frame.source.as_ref().filter(|_| word.takes.him && frame.addressee.is_some())?;
    // Whoever acts in what was told is whoever tells it.
    let subject = reading.child(clause, &[Relation::Nsubj, Relation::NsubjPass])?;
    let (told, teller) = (reading.mention(subject)?, reading.mention(source.head)?);
    let pronoun = reading.upos(subject) == Upos::Pron;
    let same = told.entity == teller.entity || reading.lower(subject) == reading.lower(source.head);
    let asks = |at: usize| {
        let asked = lexicon().verb(reading.lemma(at)).is_some_and(|word| word.takes.him && word.takes.to);
        asked && matches!(reading.xpos(at), "VBD" | "VBZ" | "VBP") && reading.upos(at + 1) == Upos::Pron
    };
    content.clone().find(|&at| {
        pronoun
            && same
            && at > subject
            && reading.lower(at) == "and"
            && asks(at + 1)
            && content.contains(&(at + 2))
    })
}

/// Where another clause of saying begins that is none of the words: one set against them with a speaker of its own ("…,
/// while X said …"), or one whose verb cannot go with theirs ("would close and called for calm").
fn other_speaker(reading: &Reading, clause: usize, content: &Range<usize>) -> Option<usize> {
    let begins = |at: usize| {
        let verb = reading.head(at).filter(|&verb| verb > at && content.contains(&verb))?;
        let cue = lexicon().verb(reading.lemma(verb)).filter(|word| word.attitude == Attitude::Speech)?;
        let tensed = matches!(reading.xpos(verb), "VBD" | "VBZ" | "VBP")
            && (cue.takes.that || cue.takes.np || cue.takes.quote);
        let speaker = reading.child(verb, &[Relation::Nsubj]).filter(|&at| at < verb);
        let another = speaker.is_some_and(|at| reading.upos(at) != Upos::Pron && may_speak(reading, at));
        let against = reading.lower(at) == "while" && reading.words(at - 1) == "," && another;
        let uneven = reading.relation(at) == Relation::Cc
            && !is_coordinate(reading, verb, clause)
            && reading.head(verb) == Some(clause)
            && (another || speaker.is_none());
        let outside = reading.quotation(at).is_none() && reading.quotation(verb).is_none();
        (tensed && outside && (against || uneven)).then_some(at)
    };
    content.clone().skip(1).find_map(|at| relative_saying(reading, at).or_else(|| begins(at)))
}

/// The comma before a relative clause that somebody says ("…, which the mayor said would …"), if it stands at `at`: what is
/// told there has a cue of its own.
pub(super) fn relative_saying(reading: &Reading, at: usize) -> Option<usize> {
    let opens = reading.words(at) == ","
        && matches!(reading.xpos(at + 1), "WDT" | "WP")
        && reading.quotation(at + 1).is_none();
    let verb = (at + 3..at + 8).find(|&at| has_tense(reading, at)).filter(|_| opens)?;
    let says = lexicon()
        .verb(reading.lemma(verb))
        .is_some_and(|word| word.attitude == Attitude::Speech && word.takes.that && word.takes.quote);
    let subject = (at + 2..verb).all(|at| {
        matches!(reading.upos(at), Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adv)
    });
    (says && subject).then_some(at)
}

/// Where whoever denies goes on to say what is so in its place ("denied that …, instead calling it …").
fn contrast(reading: &Reading, content: &Range<usize>) -> Option<usize> {
    content.clone().find(|&at| {
        reading.words(at) == "," && reading.lower(at + 1) == "instead" && reading.quotation(at).is_none()
    })
}

/// "X quoted Y as saying that …": the verb by which the one who is quoted speaks.
fn quotes_saying(reading: &Reading, verb: usize) -> Option<usize> {
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
    match reading.relation(child) {
        Relation::Ccomp => true,
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
    // "said, citing two nurses, that …": on whose word is said beside what is said.
    let cites = is_citing(reading, whole.start);
    let behind = |at: &usize| is_that(at) && reading.words(at - 1) == ",";
    if let Some(that) = whole.clone().find(|at| cites && *at > whole.start && behind(at)) {
        return that;
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
    let plain = word.takes.that && word.takes.quote && !word.takes.him && word.attitude == Attitude::Speech;
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
    if that.is_none() && (word.takes.him || !word.takes.quote) {
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
    let comma =
        (start..end).find(|&at| reading.words(at) == "," && reading.quotation(at).is_none()).unwrap_or(end);
    let headline = reading.is_headline(verb);
    let tense =
        (start + 1..comma).any(|at| has_tense(reading, at) || (headline && reading.xpos(at) == "VBN"));
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

/// Where a clause after its cue ends: what follows it in the sentence belongs to it, however the parse hangs it,
/// up to the next clause of the one who speaks ("…, adding that", "… and left").
pub(super) fn clause_end(reading: &Reading, verb: usize, end: usize, sentence: &Range<usize>) -> usize {
    let mut stop = sentence.end;
    // "Calling it a farce the mayor said …": the clause that the participle opens begins with its subject.
    let opened = reading.head(verb).filter(|&head| reading.relation(verb) == Relation::Advcl && head > verb);
    if let Some(subject) = opened.and_then(|head| reading.child(head, &[Relation::Nsubj])) {
        let start = reading.subtree(subject).start;
        stop = if start >= end && start > verb { start } else { stop };
    }
    let mut above = Some(verb);
    for _ in 0..STEPS {
        let Some(at) = above else { break };
        for child in reading.children(at).filter(|&child| child > verb && reading.subtree(child).start >= end)
        {
            if opens_own_clause(reading, child)
                && !goes_on(reading, child)
                && !changes_tense(reading, verb, child)
            {
                stop = stop.min(reading.subtree(child).start);
            }
        }
        above = reading.head(at);
    }
    // Inside brackets or a relative clause the sentence goes on elsewhere.
    if matches!(
        reading.relation(verb),
        Relation::AclRelcl | Relation::Acl | Relation::Advcl | Relation::Xcomp
    ) {
        let comma = (end..stop).find(|&at| matches!(reading.words(at), "," | ")" | "—" | "–" | "―"));
        stop = comma.unwrap_or(stop);
    }
    surface_end(reading, end, stop)
}

/// Whether a clause after the content is about the one who speaks: a cue again, or a verb without a subject.
fn opens_own_clause(reading: &Reading, child: usize) -> bool {
    let cue = lexicon().verb(reading.lemma(child)).is_some_and(|word| word.attitude == Attitude::Speech);
    let subject = reading.child(child, &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl]).is_some();
    match reading.relation(child) {
        Relation::Conj => reading.is_clause(child) && (!subject || cue),
        Relation::Advcl | Relation::Parataxis => cue,
        _ => false,
    }
}

/// "claims she was kept awake and ended up ill": a verb of the past, joined to a cue of the present, goes on with what is said.
fn changes_tense(reading: &Reading, verb: usize, child: usize) -> bool {
    let past = |at: usize| reading.xpos(at) == "VBD" && reading.child(at, &[Relation::Nsubj]).is_none();
    let told = reading.child(verb, &[Relation::Ccomp]).is_some_and(|clause| {
        reading.xpos(clause) == "VBD" || reading.children(clause).any(|at| reading.xpos(at) == "VBD")
    });
    matches!(reading.xpos(verb), "VBZ" | "VBP")
        && reading.child(verb, &[Relation::Aux]).is_none()
        && reading.head(child) == Some(verb)
        && reading.relation(child) == Relation::Conj
        && told
        && past(child)
}

/// "… and that …": one more clause of the same words.
fn goes_on(reading: &Reading, child: usize) -> bool {
    let start = reading.subtree(child).start;
    let that = if reading.relation(start) == Relation::Cc { start + 1 } else { start };
    reading.lower(that) == "that" && reading.upos(that) == Upos::Sconj
}

/// The first place where the words themselves end a clause: a semicolon, a bracket that closes what was opened
/// before, or a participle that speaks on (", saying").
pub(super) fn surface_end(reading: &Reading, end: usize, stop: usize) -> usize {
    let mut open = 0;
    for at in end..stop {
        match reading.words(at) {
            "(" | "[" => open += 1,
            ")" | "]" if open == 0 => return at,
            ")" | "]" => open -= 1,
            ";" if reading.quotation(at).is_none() => return at,
            "," | "―" | "—" if speaks_on(reading, behind_mark(reading, at + 1)) => return at,
            "," | "—" | "–" if tells_on(reading, at + 1) => return at,
            _ => {}
        }
    }
    stop
}

/// Where the article tells on in its own voice, or else the end of the content.
fn told_on(reading: &Reading, content: &Range<usize>) -> usize {
    let mark = |at: &usize| matches!(reading.words(*at), "," | "—" | "–");
    content.clone().find(|at| mark(at) && tells_on(reading, at + 1)).unwrap_or(content.end)
}

/// Whether the article tells on in its own voice what was made of the words ("…, opening the door to talks").
fn tells_on(reading: &Reading, at: usize) -> bool {
    reading.quotation(at).is_none()
        && reading.xpos(at) == "VBG"
        && lexicon().is_sequel(&format!("{} {}", reading.lower(at), words_after(reading, at)))
}

/// The word after a participle, or the two that begin with an article ("the door").
fn words_after(reading: &Reading, at: usize) -> String {
    let next = reading.lower(at + 1);
    if next == "the" { format!("the {}", reading.lower(at + 2)) } else { next }
}

/// Where the speaker goes on after a quotation inside what was said (", further saying"), whatever the parse makes of it.
fn speaking_on(reading: &Reading, part: &Range<usize>) -> Option<usize> {
    let closes = |at: usize| reading.words(at) == "," && behind_mark(reading, at + 1) == at + 2;
    part.clone().find(|&at| closes(at) && speaks_on(reading, at + 2)).map(|at| at + 2)
}

/// The token, or the one behind it where it closes a quotation.
fn behind_mark(reading: &Reading, at: usize) -> usize {
    if matches!(reading.words(at), "\"" | "”" | "''" | "’") { at + 1 } else { at }
}

fn speaks_on(reading: &Reading, at: usize) -> bool {
    let says = |word: &CueWord| (word.takes.that || word.takes.quote) && word.attitude == Attitude::Speech;
    let verb = if reading.upos(at) == Upos::Adv { at + 1 } else { at };
    reading.quotation(at).is_none()
        && reading.xpos(verb) == "VBG"
        && lexicon().verb(reading.lemma(verb)).is_some_and(says)
}
