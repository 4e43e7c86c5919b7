//! Attributions read from the order of the words, where parses of news go wrong most: "…, the aid group X told
//! Y on Monday.", "…, said Z, a doctor.", and subjects that are long or stand before an apposition.

use std::ops::Range;

use super::Attitude;
use super::beside::behind_quotation;
use super::clause::has_tense;
use super::content::{Found, found};
use super::ending::surface_end;
use super::frame::{Rule, Site, without_punctuation};
use super::inverted::{ends_as_verb, inverted};
use super::lexicon::{CueWord, lexicon};
use super::noun::noun_head;
use super::postposed::right_quotation;
use super::reading::Reading;
use super::unnamed::unnamed_before;
use crate::annotation::{EntityKind, Form, Relation, Upos};

/// Longest description between two commas that stands between a name and its verb.
pub(super) const APPOSITION: usize = 24;
/// Longest noun phrase that is read as a subject.
const PHRASE: usize = 24;
/// Most tokens of an office before a name.
const OFFICE: usize = 8;
/// Most tokens between a cue and the end of its sentence ("told reporters in Orlan on Monday").
const TAIL: usize = 14;

/// An attribution at the edge of what is said, with its speaker.
pub(super) struct Edge {
    pub(super) source: Site,
    pub(super) found: Found,
    /// Who was told, if anybody.
    pub(super) addressee: Option<usize>,
}

/// "…, X said on Monday.", "…, X told Y." and "…, said X.": the clause before is what is said.
pub(super) fn edge(reading: &Reading, verb: usize, word: &CueWord) -> Option<Edge> {
    // Headlines end in ", claims X", where the tagger sees a noun.
    let noun = reading.xpos(verb) == "NNS"
        && (reading.is_headline(verb) && sets_off(reading, verb.saturating_sub(1))
            || ends_as_verb(reading, verb));
    // "…, say police": a bare form between a comma and whoever speaks.
    let bare = reading.xpos(verb) == "VB"
        && sets_off(reading, verb.saturating_sub(1))
        && lexicon().is_inverting(reading.lemma(verb));
    let saying = (noun || bare || matches!(reading.xpos(verb), "VBD" | "VBZ" | "VBP" | "VBN"))
        && word.takes.that
        && word.takes.quote
        && word.attitude == Attitude::Speech
        && reading.quotation(verb).is_none();
    if !saying {
        return None;
    }
    let sentence = reading.sentence_tokens(verb);
    if let Some(behind) = behind_quotation(reading, verb, word).filter(|_| noun) {
        return Some(behind);
    }
    inverted(reading, verb, word, &sentence).or_else(|| closing(reading, verb, word, &sentence))
}

/// The speaker in "“…,” said X" where the parse took one inside the quotation.
pub(super) fn speaker_after_quotation(reading: &Reading, verb: usize) -> Option<Site> {
    let before = verb.checked_sub(1).filter(|&mark| reading.words(mark) != ",").or(verb.checked_sub(2));
    let quoted = before.is_some_and(|mark| reading.quotation(mark).is_some());
    let outside = quoted && reading.quotation(verb).is_none() && reading.xpos(verb) != "VBG";
    outside.then(|| subject_after(reading, verb, &reading.sentence_tokens(verb))).flatten()
}

/// The noun phrase after a verb, where it can only be its subject.
pub(super) fn subject_after(reading: &Reading, verb: usize, sentence: &Range<usize>) -> Option<Site> {
    let end = (verb + 1..sentence.end).find(|&at| ends_phrase(reading, at)).unwrap_or(sentence.end);
    let phrase = verb + 1..end;
    // What a tense follows is a clause ("Fauzi, an official, said two had died"), unless it describes the speaker.
    let open =
        end < sentence.end && !matches!(reading.words(end), "," | "." | "?" | "!" | ";" | ")" | "”" | "\"");
    let relative = matches!(reading.xpos(end), "WP" | "WDT");
    let prepositional = reading.upos(phrase.start) == Upos::Adp;
    if phrase.is_empty() || (open && !relative) || prepositional || reading.is_time(phrase.start) {
        return None;
    }
    let head = speaker_head(reading, phrase.clone())?;
    Some(with_apposition(reading, Site { head, tokens: phrase }, sentence))
}

/// "…, X said on Monday." and "…, X told Y, …"
fn closing(reading: &Reading, verb: usize, word: &CueWord, sentence: &Range<usize>) -> Option<Edge> {
    let source = subject_before(reading, verb)?;
    let mark = source.tokens.start.checked_sub(1).filter(|&mark| mark > sentence.start)?;
    let unmarked = reading.lacks_commas && !ends_phrase(reading, mark);
    if !(sets_off(reading, mark) || unmarked) {
        return None;
    }
    let comma = (verb + 1..sentence.end.min(verb + TAIL)).find(|&at| sets_off(reading, at));
    let (end, addressee) = occasioned(reading, verb, sentence)
        .map(|end| (end, None))
        .or_else(|| tail(reading, verb, word, verb + 1..comma.unwrap_or(sentence.end)))?;
    let right = comma.map(|comma| right_of(reading, comma + 1, &source, sentence));
    let left = left_of(reading, mark + 1, sentence)?;
    let block = source.tokens.start..end;
    let parts = std::iter::once(left).chain(right.flatten()).collect();
    Some(Edge { found: found(reading, parts, Rule::Postposed, block, sentence), source, addressee })
}

/// What goes on after an attribution that stands inside what is said ("…, X told Y, and are …").
fn right_of(reading: &Reading, start: usize, source: &Site, sentence: &Range<usize>) -> Option<Range<usize>> {
    let mut right = start..surface_end(reading, start, sentence.end);
    // "The harbour, which, X said, is full, was closed": the relative clause ends where the sentence's own verb stands.
    if relative_before(reading, source.tokens.start).is_some() {
        let goes_on = |&at: &usize| sets_off(reading, at) && has_tense(reading, at + 1);
        right.end = right.clone().find(goes_on).unwrap_or(right.end);
    }
    let words = right.clone().filter(|&at| reading.upos(at) != Upos::Punct).count();
    // "…, she said, wiping her glasses" tells about her; "…, the agency said, sending people into the streets" does not.
    let gesture = reading.xpos(start) == "VBG"
        && (reading.upos(source.head) == Upos::Pron || is_person(reading, source.head));
    let speaks = reading.xpos(start) == "VBG" && lexicon().verb(reading.lemma(start)).is_some();
    (words >= 2 && !gesture && !speaks).then_some(right)
}

fn is_person(reading: &Reading, at: usize) -> bool {
    reading.mention(at).is_some_and(|mention| mention.kind == EntityKind::Person)
}

/// An attribution before what is said, with its speaker.
pub(super) struct Opening {
    pub(super) source: Site,
    pub(super) found: Found,
}

/// "X, the director of Y, confirmed on Thursday that …", where the parse took the verb for a participle.
pub(super) fn opening(reading: &Reading, verb: usize, word: &CueWord) -> Option<Opening> {
    let alone = reading
        .child(verb, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::AuxPass])
        .is_none();
    let participle = matches!(reading.xpos(verb), "VBN" | "VBD")
        && matches!(reading.relation(verb), Relation::Acl | Relation::Amod | Relation::Root)
        && verb.checked_sub(1).is_some_and(|before| reading.words(before) == ",");
    if !word.takes.that || !alone || !(participle || is_mistaken_for_noun(reading, verb)) {
        return None;
    }
    let sentence = reading.sentence_tokens(verb);
    let that = (verb + 1..sentence.end.min(verb + 8)).find(|&at| reading.lower(at) == "that")?;
    let light = |at: usize| reading.is_time(at) || matches!(reading.upos(at), Upos::Adp | Upos::Adv);
    if !word.takes.him && !(verb + 1..that).all(light) {
        return None;
    }
    let source = subject_before(reading, verb)?;
    let block = source.tokens.start..that;
    let end = surface_end(reading, that, sentence.end);
    Some(Opening {
        source,
        found: found(reading, std::iter::once(that..end).collect(), Rule::Clause, block, &sentence),
    })
}

/// "As X reported on Monday, …": what stands behind the comma is what was said.
pub(super) fn as_said(reading: &Reading, verb: usize, word: &CueWord) -> Option<Opening> {
    use Relation::{Ccomp, Obj, Xcomp};
    let sentence = reading.sentence_tokens(verb);
    let opens = reading.lower(sentence.start) == "as"
        && matches!(reading.relation(verb), Relation::Advcl | Relation::Parataxis | Relation::Ccomp)
        && reading.subtree(verb).start == sentence.start;
    let says =
        has_tense(reading, verb) && word.takes.that && word.takes.quote && word.attitude == Attitude::Speech;
    let put_it = reading.lemma(verb) == "put";
    let objects = if put_it {
        &[][..]
    } else if word.takes.him {
        &[Ccomp, Xcomp][..]
    } else {
        &[Ccomp, Obj, Xcomp][..]
    };
    if !opens || !says || reading.child(verb, objects).is_some_and(|at| at > verb && !reading.is_named(at)) {
        return None;
    }
    let comma = (verb + 1..sentence.end.min(verb + TAIL)).find(|&at| sets_off(reading, at))?;
    let told =
        |at: usize| word.takes.him && matches!(reading.upos(at), Upos::Noun | Upos::Propn | Upos::Pron);
    let light = |at: usize| {
        reading.is_time(at)
            || matches!(reading.upos(at), Upos::Adp | Upos::Adv | Upos::Det)
            || told(at)
            || put_it && at == verb + 1
    };
    let source = subject_before(reading, verb).filter(|source| source.tokens.start == sentence.start + 1)?;
    let content = comma + 1..surface_end(reading, comma + 1, sentence.end);
    let tense = content.clone().any(|at| has_tense(reading, at));
    if !(verb + 1..comma).all(light) || !tense || reading.quotation(verb).is_some() {
        return None;
    }
    let block = sentence.start..comma;
    let found = found(reading, vec![content], Rule::Clause, block, &sentence);
    Some(Opening { source, found })
}

/// "…, she said, adding that …": the participle of whoever said what stands before, where the parse lost it.
pub(super) fn adding(reading: &Reading, verb: usize, word: &CueWord) -> Option<Opening> {
    let first = if verb > 0 && reading.upos(verb - 1) == Upos::Adv { verb - 1 } else { verb };
    // "… a week,” further saying": the comma may stand inside the mark.
    let closed = first > 1 && matches!(reading.words(first - 1), "\"" | "”" | "''" | "’");
    let before = first.checked_sub(if closed { 2 } else { 1 });
    let comma = before.is_some_and(|before| sets_off(reading, before));
    let opens = reading.xpos(verb) == "VBG" && comma && word.takes.that && word.attitude == Attitude::Speech;
    if !opens || reading.quotation(verb).is_some() {
        return None;
    }
    let sentence = reading.sentence_tokens(verb);
    let said =
        (sentence.start..verb).rev().find(|&at| is_saying(reading, at) && reading.quotation(at).is_none())?;
    // Another clause between has a subject of its own.
    let between = (said + 1..verb).any(|at| has_tense(reading, at) && reading.quotation(at).is_none());
    let start = verb + 1;
    let clause = reading.lower(start) == "that"
        || (start..sentence.end.min(start + 8)).any(|at| has_tense(reading, at));
    let quoted = right_quotation(reading, start);
    if between || !(clause || quoted.is_some()) || (quoted.is_none() && reading.quotation(start).is_some()) {
        return None;
    }
    let source = subject_before(reading, said)
        .or_else(|| Some(behind_quotation(reading, said, lexicon().verb(reading.lemma(said))?)?.source))
        .or_else(|| subject_after(reading, said, &sentence))?;
    if let Some(quoted) = quoted {
        let found = found(reading, vec![quoted], Rule::Quote, first..start, &sentence);
        return Some(Opening { source, found });
    }
    let end = surface_end(reading, start + 1, sentence.end);
    Some(Opening {
        source,
        found: found(reading, std::iter::once(start..end).collect(), Rule::Clause, verb..start, &sentence),
    })
}

/// "The ministry denies that …", where the tagger took the verb for a noun in the plural: the sentence has no other verb.
pub(super) fn is_mistaken_for_noun(reading: &Reading, at: usize) -> bool {
    reading.xpos(at) == "NNS" && reading.relation(at) == Relation::Root && reading.lower(at + 1) == "that"
}

/// The whole noun phrase of a subject, where the parse cut it in two ("Tolmari | Foreign Minister X"), and the one who
/// speaks where it took a relative pronoun for the subject ("the man who officials said fled").
pub(super) fn whole_subject(reading: &Reading, verb: usize, source: Option<Site>) -> Option<Site> {
    let site = source?;
    // "A driver who saw it, Josip Rell, said": the name that stands right before the verb speaks.
    if let Some(name) = apposed_name(reading, verb).filter(|name| site.tokens.end < name.tokens.end) {
        return Some(Site {
            head: name.head,
            tokens: site.tokens.start.min(name.tokens.start)..name.tokens.end,
        });
    }
    if site.tokens.end > verb || reading.upos(site.head) == Upos::Pron {
        return Some(site);
    }
    let Some(near) = subject_before(reading, verb) else { return Some(site) };
    // "Orlan resident Ana Ruiz a writer said": the place before what she is does not speak.
    let between = site.tokens.end..near.tokens.start.max(site.tokens.end);
    let place = reading.name_at(site.head).is_some_and(|name| name.kind == EntityKind::Place);
    if place && is_person(reading, near.head) && between.clone().all(|at| reading.upos(at) == Upos::Noun) {
        return Some(Site {
            head: near.head,
            tokens: site.tokens.start.min(near.tokens.start)..near.tokens.end,
        });
    }
    // "Police left after many of the victims said …": what holds the verb that the clause hangs from is no phrase.
    let above =
        reading.head(verb).filter(|_| matches!(reading.relation(verb), Relation::Advcl | Relation::Ccomp));
    let other = reading
        .children(verb)
        .find(|&at| at != site.head && at < site.tokens.start && reading.relation(at) == Relation::Nsubj);
    if above.into_iter().chain(other).any(|at| near.tokens.contains(&at)) {
        return Some(site);
    }
    let inside = near.tokens.start <= site.tokens.start && site.tokens.end <= near.tokens.end;
    // "the man who officials said fled": the pronoun stands for whom they speak of.
    let between = site.tokens.end <= near.tokens.start
        && reading.relation(verb) == Relation::AclRelcl
        && near.tokens.start.checked_sub(1).is_some_and(|at| matches!(reading.xpos(at), "WP" | "WDT"));
    // What holds a verb before the speaker is no phrase.
    let longer = site.tokens.start < near.tokens.start && near.tokens.end <= site.tokens.end;
    let before = if longer { site.tokens.start..near.tokens.start } else { 0..0 };
    if between || before.clone().any(|at| has_tense(reading, at)) {
        return Some(near);
    }
    // A time before the speaker is none of it ("in April, X, the mayor of Y, said").
    if let Some(time) = before.rev().find(|&at| reading.is_time(at)) {
        let tokens = without_punctuation(reading, time + 1..site.tokens.end);
        return Some(if tokens.contains(&site.head) { Site { tokens, ..site } } else { near });
    }
    let relative = matches!(reading.xpos(site.head), "WP" | "WDT") && near.tokens.start < site.tokens.start;
    if relative || inside && near.tokens.len() > site.tokens.len() { Some(near) } else { Some(site) }
}

/// A person's name between two commas right before a verb.
pub(super) fn apposed_name(reading: &Reading, verb: usize) -> Option<Site> {
    let close = verb.checked_sub(1).filter(|&at| reading.words(at) == ",")?;
    let name = reading.name_at(close.checked_sub(1)?).filter(|name| name.kind == EntityKind::Person)?;
    let tokens = reading.tokens_in(name.span);
    // "…, former Minister of Trade Ana Hale, argued": an office may stand before the name.
    let office = |at: &usize| {
        reading.words(*at).starts_with(char::is_uppercase)
            || matches!(reading.lower(*at).as_str(), "of" | "for" | "former" | "the")
    };
    let first = (reading.sentence_tokens(verb).start..tokens.start).rev().take_while(office).last();
    let titled = first.filter(|&at| tokens.start - at <= OFFICE).unwrap_or(tokens.start);
    let open = titled.checked_sub(1).filter(|&at| reading.words(at) == ",");
    (open.is_some() && tokens.end == close).then_some(Site { head: name.head, tokens })
}

/// What stands before an attribution, if it is a clause and nobody else's.
pub(super) fn left_of(reading: &Reading, end: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    // "creating lakes, which, they observed, froze again": what is said is told of the noun before alone.
    if let Some(pronoun) = relative_before(reading, end) {
        return Some(pronoun..end);
    }
    let left = sentence.start..end;
    let words = left.clone().filter(|&at| reading.upos(at) != Upos::Punct).count();
    let headline = reading.is_headline(left.start);
    let tense = headline || left.clone().any(|at| has_tense(reading, at));
    let quoted = reading.quotation(left.start).is_some();
    let other = left.clone().any(|at| is_saying(reading, at));
    let opened = matches!(reading.upos(sentence.start), Upos::Sconj) || reading.lower(sentence.start) == "as";
    // "It burnt for days, and two nurses commented on it": what is joined on is another clause.
    let joined = end.checked_sub(1).is_some_and(|at| reading.upos(at) == Upos::Cconj);
    (words >= 3 && tense && !quoted && !other && !opened && !joined).then_some(left)
}

/// The relative pronoun that stands alone before the comma which opens an attribution.
pub(super) fn relative_before(reading: &Reading, end: usize) -> Option<usize> {
    let comma = end.checked_sub(1).filter(|&at| sets_off(reading, at))?;
    let pronoun = comma.checked_sub(1).filter(|&at| matches!(reading.xpos(at), "WDT" | "WP"))?;
    pronoun.checked_sub(1).is_some_and(|at| sets_off(reading, at)).then_some(pronoun)
}

fn is_saying(reading: &Reading, at: usize) -> bool {
    matches!(reading.xpos(at), "VBD" | "VBZ" | "VBP")
        && lexicon()
            .verb(reading.lemma(at))
            .is_some_and(|word| word.takes.that && word.takes.quote && word.attitude == Attitude::Speech)
        || reading.lower(at) == "according"
}

/// Where an attribution that ends a sentence ends, and who is told in it: after the cue come only the one told,
/// a time, a place and a manner.
fn tail(
    reading: &Reading,
    verb: usize,
    word: &CueWord,
    mut after: Range<usize>,
) -> Option<(usize, Option<usize>)> {
    let end = after.rfind(|&at| reading.upos(at) != Upos::Punct).unwrap_or(verb);
    let tail = verb + 1..end + 1;
    if tail.len() > TAIL || tail.clone().any(|at| ends_phrase(reading, at)) {
        return None;
    }
    let free = tail.clone().find(|&at| !reading.is_time(at)).unwrap_or(tail.end);
    let first = reading.upos(free);
    let told = free < tail.end && !matches!(first, Upos::Adp | Upos::Adv | Upos::Part);
    // "two men claim to lead it": what they claim stands behind the cue.
    let claims = free < tail.end && reading.xpos(free) == "TO" && reading.xpos(free + 1) == "VB";
    if claims || told != word.takes.him {
        return None;
    }
    // "told the Post late on Monday": the time is nobody who was told.
    let timely = |at: &usize| reading.is_time(*at) && !reading.is_named(*at);
    let last = (free..tail.end).find(timely).unwrap_or(tail.end);
    let addressee = told.then(|| speaker_head(reading, free..last)).flatten();
    Some((tail.end, addressee))
}

/// "…, an engineer has said amid fears it could fall": where an attribution ends that tells on what occasion it was made.
fn occasioned(reading: &Reading, verb: usize, sentence: &Range<usize>) -> Option<usize> {
    let occasion = matches!(reading.lower(verb + 1).as_str(), "amid" | "amidst" | "despite" | "following");
    let rest = verb + 1..sentence.end;
    let end = rest.clone().rev().find(|&at| reading.upos(at) != Upos::Punct).filter(|_| occasion)?;
    let free =
        rest.clone().all(|at| reading.quotation(at).is_none() && !matches!(reading.words(at), "," | ";"));
    free.then_some(end + 1)
}

/// Whether a mark sets an attribution off from what it closes.
pub(super) fn sets_off(reading: &Reading, at: usize) -> bool {
    matches!(reading.words(at), "," | "—" | "–" | "―" | "--")
}

/// Whether a noun phrase is over here: at a mark, a verb with a tense, or a word that opens a clause.
fn ends_phrase(reading: &Reading, at: usize) -> bool {
    let mark = reading.upos(at) == Upos::Punct && !matches!(reading.words(at), "-" | "’" | "'");
    let opens = matches!(reading.xpos(at), "WP" | "WDT" | "WRB" | "TO") || reading.upos(at) == Upos::Sconj;
    !reading.is_named(at) && (mark || has_tense(reading, at) || opens)
}

/// The token to resolve in a noun phrase: the name that ends it, or its noun.
pub(super) fn speaker_head(reading: &Reading, tokens: Range<usize>) -> Option<usize> {
    let first = noun_head(reading, tokens.clone())?;
    let person = |at: usize| {
        reading.mention(at).is_some_and(|mention| {
            mention.form == Form::Name
                && matches!(mention.kind, EntityKind::Person | EntityKind::Organisation)
                && mention.span.end >= reading.span(first).end
        })
    };
    let run = (tokens.start..tokens.end)
        .take_while(|&at| at <= first || !matches!(reading.upos(at), Upos::Adp | Upos::Punct));
    Some(run.filter(|&at| person(at)).last().unwrap_or(first)).filter(|&head| !reading.is_time(head))
}

/// The noun phrase that stands before a verb as its subject, with its apposition.
pub(super) fn subject_before(reading: &Reading, verb: usize) -> Option<Site> {
    let sentence = reading.sentence_tokens(verb);
    let light = |at: usize| {
        matches!(reading.upos(at), Upos::Aux | Upos::Adv | Upos::Part)
            && !reading.is_named(at)
            && reading.words(at) != "'"
            && reading.words(at) != "’"
            && reading.xpos(at) != "POS"
    };
    if let Some(unnamed) = unnamed_before(reading, verb) {
        return Some(unnamed);
    }
    let last = (sentence.start..verb).rev().find(|&at| !light(at))?;
    let last = before_time(reading, sentence.start, last);
    let (name_end, end) = if reading.words(last) == "," {
        let from = last.saturating_sub(APPOSITION).max(sentence.start);
        let comma = (from..last).rev().find(|&at| reading.words(at) == ",")?;
        let described = comma + 1..last;
        let clause = matches!(reading.xpos(described.start), "WP" | "WDT");
        // "Ana Hale, director of a clinic that treated them, said".
        let told = described.clone().find(|&at| has_tense(reading, at));
        let within = told.is_some_and(|told| matches!(reading.xpos(told - 1), "WP" | "WDT"));
        if described.is_empty() || (!clause && !within && told.is_some()) {
            return None;
        }
        // What a clause or participle tells about the speaker is no part of the mention.
        let told = clause || matches!(reading.xpos(described.start), "VBN" | "VBG");
        (comma, if told { comma } else { last })
    } else {
        (last + 1, last + 1)
    };
    let nominal = |at: usize| {
        matches!(reading.upos(at), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
            || reading.is_named(at)
            || reading.words(at) == ")"
    };
    let start = phrase_start(reading, sentence.start, name_end).filter(|_| nominal(name_end - 1))?;
    if let Some(name) = apposed_to(reading, start) {
        return Some(Site { head: name.head, tokens: name.tokens.start..end });
    }
    let head = speaker_head(reading, start..name_end)?;
    Some(Site { head, tokens: start..end })
}

/// The last word of a subject without the time of saying behind it ("the ministry on Monday said").
fn before_time(reading: &Reading, start: usize, last: usize) -> usize {
    let timely = |&at: &usize| reading.is_time(at) && !reading.is_named(at);
    let Some(time) = (start + 1..=last).rev().take_while(timely).last() else { return last };
    let case = reading.upos(time - 1) == Upos::Adp && time > start + 1;
    if case { time - 2 } else { last }
}

/// "Ana Ruiz a doctor in Orlan said", "…, Ana Ruiz, head of the clinic said": the name before a description that has lost its
/// commas, or the second of them.
fn apposed_to(reading: &Reading, start: usize) -> Option<Site> {
    let comma = start.checked_sub(1).filter(|&at| reading.words(at) == ",");
    let role = reading.upos(start) == Upos::Noun && lexicon().is_spokesperson(reading.lemma(start));
    let named = comma.and_then(|comma| reading.name_at(comma.checked_sub(1)?)).filter(|_| role);
    if let Some(name) = named.filter(|name| name.kind == EntityKind::Person) {
        let tokens = reading.tokens_in(name.span);
        // A given name that is a word as well may be lost to the name ("Christian Hale").
        let given =
            tokens.start.checked_sub(1).filter(|&at| reading.words(at).starts_with(char::is_uppercase));
        let open = given.unwrap_or(tokens.start).checked_sub(1).is_none_or(|at| sets_off(reading, at));
        let tokens = given.unwrap_or(tokens.start)..tokens.end;
        return (open && Some(tokens.end) == comma).then_some(Site { head: name.head, tokens });
    }
    let article = matches!(reading.lower(start).as_str(), "a" | "an");
    let before = start.checked_sub(1).filter(|_| article && reading.lacks_commas)?;
    let name = reading.name_at(before).filter(|name| name.kind == EntityKind::Person)?;
    let tokens = reading.tokens_in(name.span);
    (tokens.end == start).then_some(Site { head: name.head, tokens })
}

/// Where the noun phrase that ends before `end` begins.
pub(super) fn phrase_start(reading: &Reading, sentence: usize, end: usize) -> Option<usize> {
    let least = end.saturating_sub(PHRASE).max(sentence);
    let breaks = |at: usize| {
        let but = reading.upos(at) == Upos::Cconj && matches!(reading.lower(at).as_str(), "but" | "yet");
        let more = at + 1 < end && is_counted_more(reading, at);
        let next =
            but || more || at + 1 < end && (begins_phrase(reading, at + 1) || follows_time(reading, at));
        next || ends_phrase(reading, at)
    };
    let mut start = (least..end).rev().find(|&at| breaks(at)).map_or(least, |at| at + 1);
    // A time, a conjunction or an adverb before the phrase is none of it.
    while start < end
        && (reading.upos(start) == Upos::Cconj
            || reading.upos(start) == Upos::Adv
            || reading.is_time(start)
            || (reading.upos(start) == Upos::Adp && reading.is_time(start + 1)))
    {
        start += 1;
    }
    (start < end && reading.upos(start) != Upos::Adp && reading.upos(start) != Upos::Verb).then_some(start)
}

/// "… and hurting dozens more Norland state media said": without commas, "more" belongs to the number before it, and not
/// to the name behind it.
fn is_counted_more(reading: &Reading, at: usize) -> bool {
    let counted = |at: usize| reading.upos(at) == Upos::Num || reading.xpos(at) == "NNS";
    let follows = at > reading.sentence_tokens(at).start + 1 && counted(at - 1);
    reading.lacks_commas && reading.lower(at) == "more" && follows && reading.upos(at + 1) == Upos::Propn
}

/// Whether an article right after a noun begins a phrase of its own, where a text has lost its commas.
fn begins_phrase(reading: &Reading, at: usize) -> bool {
    let article = matches!(reading.lower(at).as_str(), "the" | "a" | "an") && !reading.is_named(at);
    article && at > 0 && matches!(reading.upos(at - 1), Upos::Noun | Upos::Propn | Upos::Num)
}

/// Whether a time ends here, and something else goes on ("on Wednesday state television").
fn follows_time(reading: &Reading, at: usize) -> bool {
    let possessive = reading.xpos(at + 1) == "POS";
    // "the Evening Post": a time that is part of a name ends nothing.
    let named =
        reading.upos(at) == Upos::Propn && reading.upos(at + 1) == Upos::Propn && !reading.is_named(at + 1)
            || reading.is_named(at);
    reading.is_time(at)
        && !named
        && !reading.is_time(at + 1)
        && !possessive
        && reading.upos(at + 1) != Upos::Adp
}

/// A speaker with the description after the comma ("said Ana Ruiz, a doctor at …").
fn with_apposition(reading: &Reading, site: Site, sentence: &Range<usize>) -> Site {
    let comma = site.tokens.end;
    let opens =
        matches!(reading.upos(comma + 1), Upos::Det | Upos::Propn | Upos::Noun | Upos::Pron | Upos::Num);
    if comma + 1 >= sentence.end || reading.words(comma) != "," || !opens {
        return site;
    }
    let end = (comma + 1..sentence.end).find(|&at| ends_phrase(reading, at)).unwrap_or(sentence.end);
    let nominal = !(comma + 1..end).any(|at| reading.relation(at) == Relation::Root);
    if nominal && end < sentence.end && !matches!(reading.words(end), "." | "," | ";") {
        return site;
    }
    if nominal { Site { head: site.head, tokens: site.tokens.start..end } } else { site }
}
