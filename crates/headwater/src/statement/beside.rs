//! Quotations given to a cue by place, where the parse has failed: "“…,” NAME, a long description, said." and "NAME
//! recalled at length, “…”".

use std::ops::Range;

use super::actor::{HEARD, actor};
use super::clause::has_tense;
use super::collect::{held, may_speak, merged};
use super::content::Found;
use super::frame::{Frame, Rule, Site, block, cue_tokens, site, without_marks, without_punctuation};
use super::inverted::ends_as_verb;
use super::lexicon::{CueWord, lexicon};
use super::noun::noun_head;
use super::postposed::right_quotation;
use super::reading::Reading;
use super::surface::{Edge, subject_before};
use super::verb::addressee;
use super::{Attitude, Stance};
use crate::annotation::{EntityKind, Relation, Upos};

/// Gives quotations that no frame holds to a cue of speech that stands beside them in the sentence, where the
/// parse has failed: "“…,” NAME, a long description, said." and "NAME recalled at length, “…”".
pub(super) fn beside(reading: &Reading, frames: &mut Vec<Frame>) {
    let held = held(reading, frames);
    let unheld = (0..reading.quotations.len()).filter(|&number| !held.get(number).copied().unwrap_or(true));
    let mut found: Vec<Frame> = Vec::new();
    for number in unheld {
        let placed = signed(reading, number).or_else(|| cue_after(reading, number));
        let Some(frame) = placed.or_else(|| cue_before(reading, number)) else {
            continue;
        };
        match frames.binary_search_by_key(&frame.head, |other| other.head) {
            Ok(place) => {
                if let Some(other) = frames.get_mut(place) {
                    if matches!(other.rule, Rule::Phrase | Rule::Infinitive) {
                        other.content.clear();
                        other.rule = Rule::Quote;
                        // "opposed the plan: “…”": words of theirs are said, whatever the cue tells of their mind.
                        if other.attitude != Attitude::Speech {
                            (other.attitude, other.stance) = (Attitude::Speech, Stance::Asserts);
                        }
                    }
                    other.content.extend(frame.content);
                    other.content =
                        merged(reading, std::mem::take(&mut other.content), reading.span_of(&other.block));
                }
            }
            Err(_) => match found.last_mut().filter(|other| other.head == frame.head) {
                Some(other) => other.content.extend(frame.content),
                None => found.push(frame),
            },
        }
    }
    frames.extend(found);
    frames.sort_by_key(|frame| frame.head);
}

/// Longest way, in tokens, between a quotation and a cue that is given it by place.
const BESIDE: usize = 30;

fn is_saying(reading: &Reading, at: usize) -> bool {
    let says = |word: &CueWord| word.takes.quote && word.attitude == Attitude::Speech;
    // "…, the statement, sent to X, read.": a verb without a tense of its own that ends the sentence.
    let last = matches!(reading.xpos(at), "VB" | "VBN")
        && reading.words(at.saturating_sub(1)) == ","
        && matches!(reading.words(at + 1), "." | ":" | "");
    (last || is_heard(reading, at) || matches!(reading.xpos(at), "VBD" | "VBZ" | "VBP"))
        && reading.quotation(at).is_none()
        && lexicon().verb(reading.lemma(at)).is_some_and(says)
}

/// "a bystander can be heard saying".
fn is_heard(reading: &Reading, at: usize) -> bool {
    let heard = at.checked_sub(1).filter(|&heard| reading.xpos(at) == "VBG" && reading.xpos(heard) == "VBN");
    heard.is_some_and(|heard| HEARD.contains(&reading.lemma(heard)))
}

/// "“…,” Ana Ruiz, a doctor, said": who stands between the closing mark and the cue speaks, and none of it is said,
/// whatever the parse makes of it.
pub(super) fn behind_quotation(reading: &Reading, verb: usize, word: &CueWord) -> Option<Edge> {
    let tensed = (matches!(reading.xpos(verb), "VBD" | "VBZ" | "VBP")
        || reading.xpos(verb) == "NNS" && ends_as_verb(reading, verb))
        && reading.quotation(verb).is_none();
    if !tensed || !word.takes.quote || word.attitude != Attitude::Speech {
        return None;
    }
    let sentence = reading.sentence_tokens(verb);
    let least = verb.saturating_sub(BESIDE).max(sentence.start);
    let mark = (least..verb).rev().find(|&at| reading.quotation(at).is_some())?;
    let quotation = reading.quotations.get(reading.quotation(mark)?)?;
    let whole = quotation.outer.end == reading.span(mark).end
        && quotation.outer.start <= reading.span(sentence.start).start;
    let comma = reading.words(mark + 1) == ",";
    let open_end = comma || quotation.inner.of(reading.text).trim_end().ends_with([',', '?', '!']);
    let from = mark + 1 + usize::from(comma);
    let told = (from..verb).find(|&at| has_tense(reading, at) || matches!(reading.xpos(at), "WP" | "WDT"));
    let described = told.is_none_or(|at| matches!(reading.xpos(at), "WP" | "WDT"));
    let opens = matches!(reading.upos(from), Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj);
    if !whole || !open_end || !described || !opens || from >= verb {
        return None;
    }
    let first = (from..verb).find(|&at| reading.upos(at) == Upos::Punct).unwrap_or(verb);
    let head = noun_head(reading, from..first)?;
    let near = subject_before(reading, verb).filter(|site| site.tokens.start == from);
    let source = near.unwrap_or(Site { head, tokens: from..first });
    let end = block(reading, verb, None).end;
    let right = right_quotation(reading, end).map(|tokens| reading.span_of(&tokens));
    let content = std::iter::once(quotation.outer).chain(right).collect();
    let found = Found { content, rule: Rule::Quote, block: from..end, cue_end: 0 };
    may_speak(reading, source.head).then_some(Edge { source, found, addressee: None })
}

/// "“…,” X, a doctor, said": a comma closes the quotation, and a cue follows in the same sentence.
fn cue_after(reading: &Reading, number: usize) -> Option<Frame> {
    // What runs over paragraphs is attributed after its last.
    let quotation = reading.quotations.get(reading.run(number).end - 1)?;
    let open_end = quotation.inner.of(reading.text).trim_end().ends_with([',', '?', '!'])
        || reading.text.get(quotation.outer.end..)?.trim_start().starts_with(',');
    let from = reading.token_from(quotation.outer.end);
    // "“We will not load them”: dockers tell ministry": in headlines a colon does the same.
    let colon = reading.words(from) == ":" && reading.is_headline(from);
    let open_end = open_end || colon;
    // In the next paragraph somebody else may speak, unless a comma leads there.
    let gap = reading.text.get(quotation.outer.end..reading.span(from).start)?;
    if gap.contains('\n') && !quotation.inner.of(reading.text).trim_end().ends_with(',') {
        return None;
    }
    // "“…,” but the union cited cases that suggest otherwise": another clause has a cue of its own.
    if reading.upos(from) == Upos::Cconj {
        return None;
    }
    let sentence = reading.sentence_tokens(from);
    let end = sentence.end.min(from + BESIDE);
    let verb = (from..end).find(|&at| is_saying(reading, at)).filter(|_| open_end)?;
    // "a bystander can be heard saying": the words of hearing are none of who speaks.
    let heard = (from..verb).find(|&at| is_heard(reading, verb) && reading.upos(at) == Upos::Aux);
    let before = from..heard.unwrap_or(verb);
    let head = noun_head(reading, before.clone());
    let named = head.is_some();
    let told = lexicon().verb(reading.lemma(verb)).is_some_and(|word| word.takes.him);
    let (head, tokens) = match head {
        Some(head) => (head, before),
        None if told => return None,
        None => {
            let stop =
                (verb + 1..sentence.end).find(|&at| matches!(reading.upos(at), Upos::Punct | Upos::Verb));
            let after = verb + 1..stop.unwrap_or(sentence.end);
            (noun_head(reading, after.clone())?, after)
        }
    };
    let block = if named { from..verb + 1 } else { verb..tokens.end };
    let tokens = without_punctuation(reading, tokens);
    // "the statement, sent to X, read": without what is told of it, but from its first word.
    let whole = subject_before(reading, verb).filter(|site| named && site.tokens.start == tokens.start);
    let source = whole.unwrap_or(Site { head, tokens });
    Some(placed(reading, number, verb, source, block))
}

/// "X recalled at length, “…”": a comma or colon opens the quotation, and a cue stands before it.
fn cue_before(reading: &Reading, number: usize) -> Option<Frame> {
    let quotation = reading.quotations.get(number)?;
    let open = reading.token_from(quotation.outer.start);
    let mark = open.checked_sub(1)?;
    let sentence = reading.sentence_tokens(mark);
    if !matches!(reading.words(mark), "," | ":") {
        return mistaken_cue(reading, number, mark);
    }
    let from = sentence.start.max(mark.saturating_sub(BESIDE));
    let Some(verb) = (from..mark).rev().find(|&at| is_saying(reading, at)) else {
        return colon_after(reading, number, sentence.start, mark);
    };
    let source = actor(reading, verb).map(|actor| actor.site);
    let source = source.or_else(|| {
        // "Said Ana Ruiz: “…”": whoever speaks may stand behind the cue.
        let words = if verb == sentence.start { verb + 1..mark } else { from..verb };
        Some(Site { head: noun_head(reading, words.clone())?, tokens: without_punctuation(reading, words) })
    })?;
    Some(placed(reading, number, verb, source, from.min(verb)..mark))
}

/// A quotation that makes up its paragraph, with a dash and the name of whoever said it behind it or in the next line.
fn signed(reading: &Reading, number: usize) -> Option<Frame> {
    let run = reading.run(number);
    let quotation = reading.quotations.get(run.end - 1)?;
    let opens =
        |start: usize| reading.paragraphs.binary_search_by_key(&start, |paragraph| paragraph.start).is_ok();
    let dash = reading.token_from(quotation.outer.end);
    let between = reading.text.get(quotation.outer.end..reading.span(dash).start)?;
    let is_dash = matches!(reading.words(dash), "-" | "–" | "—" | "--" | "―");
    if !is_dash || !between.trim().is_empty() || !opens(reading.quotations.get(run.start)?.outer.start) {
        return None;
    }
    let after = reading.paragraphs.partition_point(|paragraph| paragraph.end <= reading.span(dash).start);
    let paragraph = *reading.paragraphs.get(after)?;
    let name = without_punctuation(reading, dash + 1..reading.tokens_in(paragraph).end);
    let head = noun_head(reading, name.clone())?;
    let short = name.len() <= 12 && !name.clone().any(|at| has_tense(reading, at));
    let site = Site { head, tokens: name.clone() };
    (short && may_speak(reading, head)).then(|| {
        let mut frame = placed(reading, number, dash, site, dash..name.end);
        (frame.cue, frame.rule) = (dash..dash + 1, Rule::Label);
        frame
    })
}

/// "The mayor opposed the plan: “…”": what stands behind the colon is said by whoever the sentence is about, whatever its verb.
fn colon_after(reading: &Reading, number: usize, from: usize, mark: usize) -> Option<Frame> {
    let verb = (from..mark).find(|&at| reading.relation(at) == Relation::Root && reading.is_finite(at))?;
    let subject = reading.child(verb, &[Relation::Nsubj]).filter(|&at| at < verb)?;
    let pronoun = matches!(reading.lower(subject).as_str(), "he" | "she" | "they");
    let speaks = pronoun
        || reading.upos(subject) == Upos::Noun && may_speak(reading, subject)
        || reading
            .name_at(subject)
            .is_some_and(|name| matches!(name.kind, EntityKind::Person | EntityKind::Organisation));
    let long = reading.tokens_in(reading.quotations.get(number)?.inner).len() >= 6;
    (speaks && long && reading.words(mark) == ":" && reading.quotation(verb).is_none())
        .then(|| placed(reading, number, verb, site(reading, subject), from..mark))
}

/// "Radio Ondal estimates “at least 50 …”": the cue right before a quotation, where the tagger took it for a noun.
fn mistaken_cue(reading: &Reading, number: usize, cue: usize) -> Option<Frame> {
    let says = |word: &CueWord| word.takes.quote && word.takes.that && word.attitude == Attitude::Speech;
    let is_cue = reading.xpos(cue) == "NNS" && lexicon().verb(reading.lemma(cue)).is_some_and(says);
    let name = reading.name_at(cue.checked_sub(1)?).filter(|_| is_cue)?;
    let tokens = reading.tokens_in(name.span);
    let long = reading.tokens_in(reading.quotations.get(number)?.inner).len() >= 3;
    let speaks = matches!(name.kind, EntityKind::Organisation | EntityKind::Person);
    let site = Site { head: name.head, tokens: tokens.clone() };
    (long && speaks && tokens.end == cue).then(|| placed(reading, number, cue, site, tokens.start..cue + 1))
}

fn placed(reading: &Reading, number: usize, verb: usize, source: Site, block: Range<usize>) -> Frame {
    let plain = CueWord::plain();
    let mut frame = Frame::new(lexicon().verb(reading.lemma(verb)).unwrap_or(&plain), verb, Rule::Quote);
    frame.cue = cue_tokens(reading, verb);
    frame.source = Some(without_marks(reading, source, verb));
    frame.addressee = lexicon().verb(reading.lemma(verb)).and_then(|word| addressee(reading, verb, word));
    frame.block = block;
    frame.content = reading
        .run(number)
        .filter_map(|piece| reading.quotations.get(piece))
        .map(|piece| piece.outer)
        .collect();
    frame
}
