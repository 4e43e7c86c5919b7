//! Verbs as cues: "X said that …", "…, X said", "said X", "X denied the report", "it was reported that …".

use std::ops::Range;

use super::frame::{
    Frame, Rule, STEPS, actor, agent, block, cue_tokens, is_passive, neighbour, preposition, site,
    without_punctuation,
};
use super::lexicon::{CueWord, Takes, lexicon};
use super::noun::noun_head;
use super::reading::Reading;
use super::{Attitude, Stance};
use crate::annotation::{Relation, Upos};
use crate::text::Span;

/// The frame of a verb, if it is a cue here.
pub(super) fn verb_frame(reading: &Reading, verb: usize) -> Option<Frame> {
    let word = word(reading, verb)?;
    if !can_attribute(reading, verb) {
        return None;
    }
    let mut frame = Frame::new(word, verb, Rule::Clause);
    frame.cue = cue_tokens(reading, verb);
    if let Some(actor) = actor(reading, verb) {
        frame.source = Some(actor.site);
        frame.through = actor.through;
    } else if word.takes.quote && reading.child(verb, &[Relation::AuxPass, Relation::NsubjPass]).is_none() {
        let participle = reading.xpos(verb) == "VBN" || is_passive(reading, verb);
        let near = neighbour(reading, verb, word.takes.him);
        let finite = matches!(reading.xpos(verb), "VBD" | "VBZ" | "VBP" | "VBN");
        frame.source = near.filter(|site| finite && (!participle || site.tokens.start > verb));
    }
    if word.takes.him && !is_passive(reading, verb) {
        // Whoever stands after "told" was told.
        frame.source = frame.source.filter(|site| site.tokens.start < verb);
    }
    if word.takes.that && frame.source.as_ref().is_some_and(|site| site.tokens.start > verb) {
        // "police said the officer …": what stands after the verb is its subject only where nothing stands before it.
        let before = neighbour(reading, verb, word.takes.him).filter(|site| site.tokens.end <= verb);
        frame.source = before.or(frame.source);
    }
    if frame.source.as_ref().is_some_and(|site| is_dateline(reading, site.tokens.clone(), verb)) {
        let near = neighbour(reading, verb, true).filter(|site| site.tokens.end <= verb);
        frame.source = near.or(frame.source);
    }
    frame.addressee = addressee(reading, verb, word);
    // A finite verb without anybody who says it is a slip of the parse; its quotation is given by place.
    let sourceless = frame.source.is_none() && reading.is_finite(verb) && !is_passive(reading, verb);
    if sourceless {
        return None;
    }
    let found = clause(reading, verb, word, &frame)
        .or_else(|| quoted(reading, verb, word, &frame))
        .or_else(|| rest(reading, verb, word, &frame))
        .or_else(|| postposed(reading, verb, word, &frame))
        .or_else(|| infinitive(reading, verb, word))
        .or_else(|| phrase(reading, verb, word, &frame))
        .or_else(|| passive_phrase(reading, verb, word, &frame))?;
    let Found { content, rule, block, cue_end } = found;
    frame.content = content;
    if frame.source.is_none() && rule == Rule::Quote {
        // "“…,” the statement, sent to X, read": the speaker stands between the quotation and the cue.
        let from = left_quotation(reading, &block).map_or(verb, |left| left.end);
        frame.source = noun_head(reading, from..verb).map(|head| site(reading, head));
    }
    frame.rule = rule;
    frame.block = block;
    frame.cue.end = frame.cue.end.max(cue_end);
    frame.stance = stance(reading, verb, word);
    is_said(reading, &frame).then_some(frame)
}

/// The cue word of a verb, with its particle where it has one ("pointed out").
fn word<'a>(reading: &Reading, verb: usize) -> Option<&'a CueWord> {
    let particle = reading.child(verb, &[Relation::CompoundPrt]);
    match particle {
        Some(particle) => lexicon().verb(&format!("{} {}", reading.lemma(verb), reading.lemma(particle))),
        None => lexicon().verb(reading.lemma(verb)),
    }
}

/// What a rule found.
struct Found {
    content: Vec<Span>,
    rule: Rule,
    block: Range<usize>,
    cue_end: usize,
}

/// Whether a subject is the place of a dateline: it opens the sentence, and one dash stands between it and the verb.
fn is_dateline(reading: &Reading, tokens: Range<usize>, verb: usize) -> bool {
    let dash = |at: &usize| matches!(reading.words(*at), "-" | "–" | "—" | "--");
    tokens.start == reading.sentence_tokens(verb).start && (tokens.end..verb).filter(dash).count() == 1
}

/// Verbs that only describe a noun ("the alleged plot", "the called-for vote") attribute nothing here.
fn can_attribute(reading: &Reading, verb: usize) -> bool {
    let tag = matches!(reading.upos(verb), Upos::Verb) || reading.xpos(verb).starts_with("VB");
    tag && !matches!(
        reading.relation(verb),
        Relation::Amod | Relation::Compound | Relation::Case | Relation::Fixed | Relation::Flat
    )
}

/// Nobody said it where nobody is its subject ("no one claimed responsibility").
fn is_said(reading: &Reading, frame: &Frame) -> bool {
    let Some(site) = &frame.source else {
        // Without a source only a clause or a quotation is surely somebody's words ("it was reported that …").
        return frame.attitude == Attitude::Speech && !matches!(frame.rule, Rule::Phrase | Rule::Infinitive);
    };
    let first = reading.lower(site.tokens.start);
    if is_fragment(reading, frame) {
        return false;
    }
    let nobody = matches!(first.as_str(), "nobody" | "none" | "neither" | "nothing")
        || (first == "no"
            && matches!(
                reading.lemma(site.head),
                "one" | "no" | "group" | "party" | "organisation" | "organization"
            ));
    let expletive =
        reading.upos(site.head) == Upos::Pron && reading.child(frame.head, &[Relation::Expl]).is_some();
    !nobody && !expletive
}

/// A noun phrase of one or two words says nothing by itself, except where it is denied or confirmed; and who asks not
/// to be named says nothing by that.
fn is_fragment(reading: &Reading, frame: &Frame) -> bool {
    let tokens = || frame.content.iter().flat_map(|&part| reading.tokens_in(part));
    let words = tokens().filter(|&at| reading.words(at).chars().any(char::is_alphanumeric)).count();
    let unnamed =
        || tokens().any(|at| matches!(reading.lower(at).as_str(), "named" | "identified" | "anonymous"));
    let quoted =
        || tokens().any(|at| reading.quotation(at).is_some() && reading.quotation(frame.head).is_none());
    match frame.rule {
        Rule::Phrase => words < 3 && matches!(frame.stance, Stance::Asserts | Stance::Asks) && !quoted(),
        Rule::Infinitive => words < 7 && unnamed(),
        _ => false,
    }
}

/// Who was told: the object of a verb that addresses, or the phrase with "to".
fn addressee(reading: &Reading, verb: usize, word: &CueWord) -> Option<usize> {
    let to = || {
        reading.children(verb).find(|&child| {
            child > verb
                && reading.relation(child) == Relation::Obl
                && preposition(reading, child) == Some("to")
        })
    };
    if word.takes.him {
        let object = if is_passive(reading, verb) {
            reading.child(verb, &[Relation::NsubjPass])
        } else {
            reading.child(verb, &[Relation::Iobj, Relation::Obj])
        };
        return object.or_else(to);
    }
    (word.takes.that && !word.takes.prepositions.iter().any(|word| word == "to")).then(to).flatten()
}

/// A finite clause that the verb governs, after it or around it.
fn clause(reading: &Reading, verb: usize, word: &CueWord, frame: &Frame) -> Option<Found> {
    if !(word.takes.that || word.takes.quote) {
        return None;
    }
    let content =
        reading.children(verb).find(|&child| is_content_clause(reading, verb, child, &word.takes))?;
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
    if let Some(raised) = raised_subject(reading, verb) {
        parts.insert(0, raised);
    }
    let sentence = reading.sentence_tokens(verb);
    if let Some(last) = parts.last_mut() {
        last.end = clause_end(reading, verb, last.end, &sentence);
    }
    if let Some(left) = left_quotation(reading, &own) {
        parts.insert(0, left);
    }
    Some(found(reading, parts, Rule::Clause, own, &sentence))
}

fn found(
    reading: &Reading,
    parts: Vec<Range<usize>>,
    rule: Rule,
    block: Range<usize>,
    sentence: &Range<usize>,
) -> Found {
    let content = parts
        .into_iter()
        .map(|part| {
            without_punctuation_but_quotes(
                reading,
                part.start.max(sentence.start)..part.end.min(sentence.end),
            )
        })
        .filter(|part| !part.is_empty())
        .map(|part| reading.span_of(&part))
        .collect();
    Found { content, rule, block, cue_end: 0 }
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
    let that = (whole.start..whole.end.min(whole.start + 4))
        .find(|&at| reading.lower(at) == "that" && reading.upos(at) == Upos::Sconj);
    if let Some(that) = that.filter(|&that| (whole.start..that).any(|at| reading.is_time(at))) {
        return that;
    }
    if word.takes.him || reading.upos(whole.start) == Upos::Sconj {
        return whole.start;
    }
    let speaker = frame.source.as_ref().map(|site| site.head);
    let stray = |child: &usize| {
        let child = *child;
        use Relation::{Conj, Dep, Iobj, Nsubj, NsubjPass, Obj, OblUnmarked};
        child > verb
            && child < whole.start
            && Some(child) != speaker
            && matches!(reading.relation(child), Obj | Iobj | Nsubj | NsubjPass | OblUnmarked | Dep | Conj)
            && !reading.is_time(child)
    };
    let start = reading.children(verb).filter(stray).map(|child| reading.subtree(child).start).min();
    start.unwrap_or(whole.start).clamp(verb + 1, whole.start)
}

fn has_tense(reading: &Reading, at: usize) -> bool {
    matches!(reading.xpos(at), "VBD" | "VBZ" | "VBP" | "MD")
}

/// The "that" which opens what is said, with a time or the one addressed before it; not one that is a subject itself.
fn that_after(reading: &Reading, verb: usize, sentence: &Range<usize>) -> Option<usize> {
    let end = sentence.end.min(verb + 14);
    let that = (verb + 1..end).find(|&at| reading.lower(at) == "that")?;
    let between =
        (verb + 1..that).any(|at| has_tense(reading, at) || matches!(reading.words(at), "," | ";" | ":"));
    (!between && !has_tense(reading, that + 1) && that + 2 < sentence.end).then_some(that)
}

/// The rest of the sentence after "X said", where the parse found no clause but there is a verb with a tense.
fn rest(reading: &Reading, verb: usize, word: &CueWord, frame: &Frame) -> Option<Found> {
    let site = frame.source.as_ref()?;
    let plain = word.takes.that && word.attitude == Attitude::Speech;
    if !plain || site.tokens.end > verb || is_passive(reading, verb) || !reading.is_finite(verb) {
        return None;
    }
    let sentence = reading.sentence_tokens(verb);
    let that = that_after(reading, verb, &sentence);
    if that.is_none() && (word.takes.him || !word.takes.quote) {
        return None;
    }
    let skipped = |at: usize| {
        let before_time = reading.upos(at) == Upos::Adp && reading.is_time(at + 1);
        before_time || reading.is_time(at) || matches!(reading.upos(at), Upos::Adv)
    };
    let start = that.or_else(|| (verb + 1..sentence.end).find(|&at| !skipped(at)))?;
    let opens = matches!(
        reading.upos(start),
        Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Sconj
    );
    let end = clause_end(reading, verb, start + 1, &sentence);
    let comma =
        (start..end).find(|&at| reading.words(at) == "," && reading.quotation(at).is_none()).unwrap_or(end);
    let tense = (start + 1..comma).any(|at| has_tense(reading, at));
    if end < start + 3 || (that.is_none() && !(opens && tense)) {
        return None;
    }
    let own = block(reading, verb, None);
    let own = own.start..own.end.min(start).max(verb + 1);
    Some(found(reading, std::iter::once(start..end).collect(), Rule::Clause, own, &sentence))
}

/// Where a clause after its cue ends: what follows it in the sentence belongs to it, however the parse hangs it,
/// up to the next clause of the one who speaks ("…, adding that", "… and left").
fn clause_end(reading: &Reading, verb: usize, end: usize, sentence: &Range<usize>) -> usize {
    let mut stop = sentence.end;
    let mut above = Some(verb);
    for _ in 0..STEPS {
        let Some(at) = above else { break };
        for child in reading.children(at).filter(|&child| child > verb && reading.subtree(child).start >= end)
        {
            if opens_own_clause(reading, child) {
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

/// The first place where the words themselves end a clause: a semicolon, a bracket that closes what was opened
/// before, or a participle that speaks on (", saying").
fn surface_end(reading: &Reading, end: usize, stop: usize) -> usize {
    let mut open = 0;
    for at in end..stop {
        match reading.words(at) {
            "(" | "[" => open += 1,
            ")" | "]" if open == 0 => return at,
            ")" | "]" => open -= 1,
            ";" if reading.quotation(at).is_none() => return at,
            "," | "―" | "—" if speaks_on(reading, at + 1) => return at,
            _ => {}
        }
    }
    stop
}

fn speaks_on(reading: &Reading, at: usize) -> bool {
    let says = |word: &CueWord| word.takes.that && word.attitude == Attitude::Speech;
    reading.quotation(at).is_none()
        && reading.xpos(at) == "VBG"
        && lexicon().verb(reading.lemma(at)).is_some_and(says)
}

/// Where a noun phrase that is content ends: with what the parse hangs beside it, up to a comma outside quotations.
fn phrase_end(reading: &Reading, verb: usize, end: usize, sentence: &Range<usize>, takes: &Takes) -> usize {
    let stop = clause_end(reading, verb, end, sentence);
    let loose = |at: usize| {
        matches!(reading.words(at), "," | "—" | "–" | "―" | "." | ":") && reading.quotation(at).is_none()
    };
    let comma = if takes.him_np { None } else { (end..stop).find(|&at| loose(at)) };
    comma.unwrap_or(stop)
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

/// "X is said to be …": X belongs to what is said.
fn raised_subject(reading: &Reading, verb: usize) -> Option<Range<usize>> {
    let subject = reading.child(verb, &[Relation::NsubjPass])?;
    let raises = reading.child(verb, &[Relation::Xcomp]).is_some()
        && reading.child(verb, &[Relation::Ccomp]).is_none();
    raises.then(|| reading.subtree(subject))
}

/// A quotation that ends where the attribution begins ("“…,” he said, “…”").
fn left_quotation(reading: &Reading, own: &Range<usize>) -> Option<Range<usize>> {
    let start = reading.span(own.start).start;
    let before = own.start.checked_sub(1)?;
    let quotation = reading.quotation(before)?;
    let outer = reading.quotations.get(quotation)?.outer;
    let stopped = reading.quotations.get(quotation)?.inner.of(reading.text).trim_end().ends_with('.')
        && reading.sentence_tokens(own.start).start == own.start;
    let beside = reading.only_punctuation_between(outer.end, start) && outer.end <= start && !stopped;
    beside.then(|| reading.tokens_in(outer))
}

/// Quotations right before or right after the attribution.
fn quoted(reading: &Reading, verb: usize, word: &CueWord, frame: &Frame) -> Option<Found> {
    if !word.takes.quote {
        return None;
    }
    let own = block(reading, verb, None);
    let sentence = reading.sentence_tokens(verb);
    let right = right_quotation(reading, own.end);
    let left = left_quotation(reading, &own);
    if left.is_none() && right.is_none() {
        return None;
    }
    // A quotation within a longer clause is part of it: "The plan was “madness,” she said".
    let inside = left
        .as_ref()
        .is_some_and(|left| left.start > sentence.start && reading.quotation(sentence.start).is_none());
    if inside && frame.source.is_some() {
        return None;
    }
    if right.is_some() && left.is_none() && frame.source.is_none() && reading.relation(verb) != Relation::Root
    {
        return None;
    }
    let content = left.into_iter().chain(right).map(|tokens| reading.span_of(&tokens)).collect();
    Some(Found { content, rule: Rule::Quote, block: own, cue_end: 0 })
}

/// A quotation that begins where the attribution ends, with a comma or colon between, or nothing.
fn right_quotation(reading: &Reading, end: usize) -> Option<Range<usize>> {
    let from = reading.span(end.checked_sub(1)?).end;
    let next =
        (end..end + 3).find_map(|at| reading.quotation(at).filter(|_| reading.span(at).start >= from))?;
    let outer = reading.quotations.get(next)?.outer;
    let between = Span::new(from, outer.start).of(reading.text);
    let beside = outer.start >= from
        && reading.only_punctuation_between(from, outer.start)
        && !between.contains(['.', '\n']);
    (beside || between.trim() == ":").then(|| reading.tokens_in(outer))
}

/// "Y, X said." and "Y, X said, Z.": the rest of the sentence is what is said.
fn postposed(reading: &Reading, verb: usize, word: &CueWord, frame: &Frame) -> Option<Found> {
    let site = frame.source.as_ref()?;
    if !word.takes.that || word.attitude == Attitude::Plan {
        return None;
    }
    let own = block(reading, verb, None);
    let sentence = reading.sentence_tokens(verb);
    let inside = own.start <= site.tokens.start && site.tokens.end <= own.end;
    if !inside || !(bounded(reading, &own) || ends_unmarked(reading, &own, &sentence)) {
        return None;
    }
    let object = reading.child(verb, &[Relation::Obj]).is_some() && !word.takes.him;
    // A clause at the sentence's end is often taken for a relative one ("…, the mayor said").
    let last = (own.end..sentence.end).all(|at| reading.upos(at) == Upos::Punct);
    let governed = matches!(reading.relation(verb), Relation::AclRelcl | Relation::Acl | Relation::Xcomp);
    if object || (governed && !last) {
        return None;
    }
    let left = clause_before(reading, verb, &own, &sentence);
    let right = right_quotation(reading, own.end).or_else(|| clause_after(reading, &own, &sentence));
    let parts: Vec<_> = [left, right].into_iter().flatten().collect();
    if parts.is_empty() {
        return None;
    }
    Some(found(reading, parts, Rule::Postposed, own, &sentence))
}

/// Whether an attribution ends a sentence whose comma was lost ("Two were hurt a witness said.").
fn ends_unmarked(reading: &Reading, own: &Range<usize>, sentence: &Range<usize>) -> bool {
    let last = (own.end..sentence.end).all(|at| reading.upos(at) == Upos::Punct);
    last && own.start >= sentence.start + 4 && (sentence.start..own.start).any(|at| has_tense(reading, at))
}

/// Whether an attribution is set off from what stands before it.
fn bounded(reading: &Reading, own: &Range<usize>) -> bool {
    let Some(before) = own.start.checked_sub(1) else { return false };
    let mark = reading.words(before);
    matches!(mark, "," | "”" | "\"" | "''" | "’" | "'" | "—" | "–" | "-" | "--" | ";" | "(" | "?" | "!")
}

fn clause_before(
    reading: &Reading,
    verb: usize,
    own: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    // Up to the coordinated clause that the attribution ends; the whole sentence where there is none.
    let mut start = sentence.start;
    let mut place = reading.head(verb);
    for _ in 0..STEPS {
        let Some(at) = place else { break };
        let before = reading.subtree(at).start;
        if reading.relation(at) == Relation::Conj && reading.is_finite(at) && before < own.start {
            start = before;
            break;
        }
        place = reading.head(at);
    }
    let words = (start..own.start).filter(|&at| reading.upos(at) != Upos::Punct).count();
    (words >= 2).then_some(start..own.start)
}

/// What follows an attribution that a comma closes, if it goes on with the same clause.
fn clause_after(reading: &Reading, own: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let mark = reading.words(own.end);
    if own.end >= sentence.end
        || own.start == sentence.start
        || !matches!(mark, "," | "—" | "–" | "-" | "--" | ")")
    {
        return None;
    }
    let part = own.end + 1..sentence.end;
    let words = part.clone().filter(|&at| reading.upos(at) != Upos::Punct).count();
    let participle = reading.xpos(part.start) == "VBG" || reading.xpos(part.start + 1) == "VBG";
    (words >= 2 && !participle).then_some(part)
}

/// Infinitives and gerunds: "promised to pay", "denied knowing her", "urged them to go".
fn infinitive(reading: &Reading, verb: usize, word: &CueWord) -> Option<Found> {
    let takes = &word.takes;
    let content = reading.children(verb).find(|&child| {
        child > verb
            && matches!(reading.relation(child), Relation::Xcomp | Relation::Advcl | Relation::Ccomp)
            && match reading.child(child, &[Relation::Mark]).map(|mark| reading.lemma(mark)) {
                Some("to") => takes.to || takes.prepositions.iter().any(|word| word == "on"),
                None => {
                    takes.ing && reading.xpos(child) == "VBG" && reading.relation(child) != Relation::Advcl
                }
                Some(_) => false,
            }
    })?;
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
    let subject =
        reading.child(verb, &[Relation::NsubjPass]).filter(|_| is_passive(reading, verb) && !takes.him);
    let subject = subject.map(|subject| reading.subtree(subject));
    let parts: Vec<_> = subject.into_iter().chain(std::iter::once(start.max(verb + 1)..whole.end)).collect();
    let sentence = reading.sentence_tokens(verb);
    Some(found(reading, parts, Rule::Infinitive, own, &sentence))
}

/// Noun phrases and phrases with a preposition: "denied the report", "called for calm", "accused her of lying".
fn phrase(reading: &Reading, verb: usize, word: &CueWord, frame: &Frame) -> Option<Found> {
    if is_passive(reading, verb) {
        return None;
    }
    let sentence = reading.sentence_tokens(verb);
    let object = reading.child(verb, &[Relation::Obj]).filter(|&child| child > verb);
    let shown = || frame.source.as_ref().is_some_and(|site| lexicon().is_document(reading.lemma(site.head)));
    let put_at = || {
        word.takes.at
            && reading.children(verb).any(|child| child > verb && preposition(reading, child) == Some("at"))
    };
    let takes_object = put_at() || word.takes.np || word.takes.him_np || (word.takes.doc_np && shown());
    if let (Some(object), true) = (object, takes_object) {
        if is_empty_object(reading, object, word) {
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

/// Objects that say nothing: "said it", "released a statement" (its content stands elsewhere).
fn is_empty_object(reading: &Reading, object: usize, word: &CueWord) -> bool {
    let lemma = reading.lemma(object);
    if word.stance == Stance::Denies && lexicon().is_grant(lemma) {
        return true;
    }
    let pronoun = reading.upos(object) == Upos::Pron
        && !word.takes.him_np
        && matches!(word.stance, Stance::Asserts | Stance::Asks);
    pronoun || matches!(lemma, "nothing" | "something" | "anything" | "much" | "this" | "that")
}

fn belongs_to_object(reading: &Reading, child: usize, takes: &Takes) -> bool {
    match reading.relation(child) {
        Relation::Xcomp => takes.him_np,
        Relation::Obl | Relation::Advcl | Relation::Nmod => preposition(reading, child)
            .is_some_and(|word| takes.prepositions.iter().any(|other| other == word)),
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
fn passive_phrase(reading: &Reading, verb: usize, word: &CueWord, frame: &Frame) -> Option<Found> {
    if !is_passive(reading, verb) || !(word.takes.np || word.takes.him_np) {
        return None;
    }
    let by = agent(reading, verb)?;
    frame.source.as_ref()?;
    let content = match reading.relation(verb) {
        Relation::Acl => site(reading, reading.head(verb)?).tokens,
        _ => reading.subtree(reading.child(verb, &[Relation::NsubjPass])?),
    };
    let content = content.start..content.end.min(verb.max(content.start + 1));
    let sentence = reading.sentence_tokens(verb);
    let end = reading.subtree(by).end.max(verb + 1);
    Some(found(reading, vec![content], Rule::Phrase, frame.cue.start..end, &sentence))
}

/// The parts of `whole` that lie outside `block`.
fn outside(reading: &Reading, whole: &Range<usize>, block: &Range<usize>) -> Vec<Range<usize>> {
    let left = whole.start..whole.end.min(block.start);
    let right = whole.start.max(block.end)..whole.end;
    let mut parts = Vec::new();
    for part in [left, right] {
        let words = part.clone().filter(|&at| reading.upos(at) != Upos::Punct).count();
        if words > 0 && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// A part without commas and dashes at its edges, but with its quotation marks and full stops.
fn without_punctuation_but_quotes(reading: &Reading, part: Range<usize>) -> Range<usize> {
    let mut part = part;
    let loose = |at: usize| matches!(reading.words(at), "," | ";" | ":" | "—" | "–" | "-" | "--" | ".");
    while part.start < part.end && loose(part.start) {
        part.start += 1;
    }
    while part.start < part.end && loose(part.end - 1) {
        part.end -= 1;
    }
    // A mark that only closes an attribution's own quotation is not content: nothing is left then.
    if part.clone().all(|at| reading.upos(at) == Upos::Punct) {
        part.start..part.start
    } else {
        without_loose_marks(reading, part)
    }
}

/// Quotation marks at an edge stay only with their partner inside the part.
fn without_loose_marks(reading: &Reading, part: Range<usize>) -> Range<usize> {
    let clean = without_punctuation(reading, part.clone());
    let span = reading.span_of(&part);
    let paired = |at: usize| {
        reading
            .quotation(at)
            .and_then(|number| reading.quotations.get(number))
            .is_some_and(|quotation| span.contains(quotation.outer))
    };
    let start = if paired(part.start) { part.start } else { clean.start };
    let end = if paired(part.end - 1) { part.end } else { clean.end };
    start..end
}

/// How the source stands to the content: the cue's stance, turned by a negation or by what governs the cue.
fn stance(reading: &Reading, verb: usize, word: &CueWord) -> Stance {
    let negated = reading.children(verb).any(|child| {
        child < verb && matches!(reading.lower(child).as_str(), "not" | "n't" | "n’t" | "never" | "cannot")
    });
    let governor = reading.head(verb).filter(|_| reading.relation(verb) == Relation::Xcomp);
    let governor = governor.and_then(|head| lexicon().verb(reading.lemma(head)));
    if governor.is_some_and(|governor| governor.stance == Stance::Declines) {
        return Stance::Declines;
    }
    match (word.stance, negated) {
        (Stance::Asserts | Stance::Confirms, true)
            if word.attitude == Attitude::Speech && word.takes.that =>
        {
            Stance::Declines
        }
        (Stance::Denies, true) => Stance::Asserts,
        (Stance::Asserts, false) if calls_on(reading, verb, word) => Stance::Asks,
        (stance, _) => stance,
    }
}

/// "called for calm", "called on them to leave", "told them to leave".
fn calls_on(reading: &Reading, verb: usize, word: &CueWord) -> bool {
    let calls = reading.lemma(verb) == "call"
        && reading
            .children(verb)
            .any(|child| child > verb && matches!(preposition(reading, child), Some("for" | "on")));
    let orders = word.takes.him
        && word.takes.to
        && reading.child(verb, &[Relation::Ccomp]).is_none()
        && reading.child(verb, &[Relation::Xcomp]).is_some();
    calls || orders
}
