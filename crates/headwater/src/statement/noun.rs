//! Nouns as cues ("the claim that …", "X's promise to …", "allegations of …") and phrases that attribute
//! without a verb ("according to X", "in the words of X").

use std::ops::Range;

use super::actor::{is_mute, subject_above};
use super::clause::has_tense;
use super::frame::{Frame, Rule, Site, preposition, site, without_punctuation};
use super::lexicon::{CueWord, lexicon};
use super::phrase::is_telling;
use super::reading::Reading;
use super::{Attitude, Stance};
use crate::annotation::{EntityKind, Relation, Upos};
use crate::text::Span;

/// The frame of a noun, if it is a cue here.
pub(super) fn noun_frame(reading: &Reading, noun: usize) -> Option<Frame> {
    if reading.upos(noun) != Upos::Noun {
        return None;
    }
    let word = lexicon().noun(reading.lemma(noun))?;
    let (content, block_end, cue_end) = content(reading, noun, word)?;
    // "their refusal to hit back": only not to say something is to decline.
    let done = content.clone().find(|&at| reading.head(at) == Some(noun));
    if word.stance == Stance::Declines && !done.is_none_or(|verb| is_telling(reading, verb)) {
        return None;
    }
    let mut frame = Frame::new(word, noun, Rule::Noun);
    let giver = reading.head(noun).filter(|_| reading.relation(noun) == Relation::Obj);
    let light = giver.filter(|&verb| lexicon().is_giver(reading.lemma(verb)));
    frame.source = owner(reading, noun).or_else(|| light.and_then(|verb| subject_above(reading, verb)));
    // "a Harbour Post report that …".
    frame.source = frame.source.or_else(|| included(reading, noun));
    frame.source = frame.source.or_else(|| maker(reading, noun).filter(|_| cue_end <= noun + 1));
    // Without anybody who says it, only a clause is a statement ("reports that …"); a phrase is a topic.
    let infinitive = reading.xpos(content.start) == "TO";
    let phrase = cue_end > noun + 1 || infinitive;
    if frame.source.is_none() && (phrase || word.attitude != Attitude::Speech || word.stance == Stance::Asks)
    {
        return None;
    }
    let start = light.filter(|&verb| verb < noun && noun - verb < 6).unwrap_or(noun);
    frame.cue = start..cue_end.max(noun + 1);
    frame.block = start..block_end.max(noun + 1);
    let content = without_punctuation(reading, content);
    frame.content = vec![reading.span_of(&content)];
    Some(frame)
}

/// The tokens of the content, where the attribution ends, and where the cue ends.
fn content(reading: &Reading, noun: usize, word: &CueWord) -> Option<(Range<usize>, usize, usize)> {
    reading.children(noun).filter(|&child| child > noun).find_map(|child| {
        let whole = reading.subtree(child);
        let whole = whole.start.max(noun + 1)..whole.end;
        let mark = reading.child(child, &[Relation::Mark, Relation::Case])?;
        let lemma = reading.lemma(mark);
        match reading.relation(child) {
            Relation::Acl | Relation::Ccomp | Relation::Advcl | Relation::Xcomp => {
                let fits = (lemma == "that" && word.takes.that) || (lemma == "to" && word.takes.to);
                let of = word.takes.prepositions.iter().any(|other| other == lemma);
                (fits || of).then_some((whole.clone(), whole.start, noun + 1))
            }
            Relation::Nmod | Relation::Obl => {
                let fits = word.takes.prepositions.iter().any(|other| other == lemma);
                let people = reading.mention(child).is_some() && lemma == "of";
                (fits && !people && mark == noun + 1).then_some((mark + 1..whole.end, mark + 1, mark + 1))
            }
            _ => None,
        }
    })
}

/// Whose claim it is: the possessor, or the phrase with "by" or "from".
fn owner(reading: &Reading, noun: usize) -> Option<Site> {
    let possessor = reading.child(noun, &[Relation::NmodPoss]);
    let by = || {
        reading.children(noun).find(|&child| {
            child > noun
                && matches!(reading.relation(child), Relation::Nmod | Relation::Obl | Relation::ObliqueAgent)
                && matches!(preposition(reading, child), Some("by" | "from"))
        })
    };
    possessor.or_else(by).map(|head| site(reading, head))
}

/// "Hale's address included a warning that …": whose address it was.
fn included(reading: &Reading, noun: usize) -> Option<Site> {
    let verb = reading.head(noun).filter(|_| reading.relation(noun) == Relation::Obj)?;
    let address = reading.child(verb, &[Relation::Nsubj]).filter(|&at| {
        matches!(reading.lemma(verb), "include" | "contain") && lexicon().is_manner(reading.lemma(at))
    })?;
    reading.child(address, &[Relation::NmodPoss]).map(|whose| site(reading, whose))
}

/// The body whose name stands right before a noun of saying.
fn maker(reading: &Reading, noun: usize) -> Option<Site> {
    let name = reading.name_at(noun.checked_sub(1)?)?;
    let tokens = reading.tokens_in(name.span);
    let body = name.kind == EntityKind::Organisation || lexicon().is_outlet_name(name.span.of(reading.text));
    (body && tokens.end == noun).then_some(Site { head: name.head, tokens })
}

/// The frame of "according to", "per" or "by X's count", if it stands at `at`.
pub(super) fn according_frame(reading: &Reading, at: usize) -> Option<Frame> {
    let phrase = according_to(reading, at)?;
    // "strike freely according to need and purpose": what a speaker goes by says nothing.
    let measure = reading.quotation(at).is_some() && is_mute(reading, phrase.source.head);
    if measure {
        return None;
    }
    let sentence = reading.sentence_tokens(at);
    let last = (phrase.end..sentence.end).all(|at| reading.upos(at) == Upos::Punct);
    // "…, was “unsafe,” according to the union": the comma may stand inside the mark.
    let closed = at > sentence.start + 1
        && matches!(reading.words(at - 1), "”" | "\"" | "’" | "'" | "''")
        && reading.words(at - 2) == ",";
    let ends = last && at > sentence.start && (reading.words(at - 1) == "," || closed);
    // "She learnt that according to the ministry the port was shut": what stands before "that" is somebody else's.
    // And "in the words of the ministry" opens what it says.
    let opened = at > sentence.start && reading.lower(at - 1) == "that" || reading.lower(at) == "in";
    let whole = if ends { sentence.clone() } else { host(reading, at, phrase.head, &sentence, last) };
    let whole = if opened { at..whole.end.max(phrase.end) } else { whole };
    let sentence = if opened { at..sentence.end } else { sentence };
    let parts = around(reading, &phrase, &whole);
    let parts = if parts.is_empty() { around(reading, &phrase, &sentence) } else { parts };
    let content: Vec<Span> = parts.iter().map(|part| reading.span_of(part)).collect();
    if content.is_empty() {
        return None;
    }
    let word = CueWord::plain();
    let mut frame = Frame::new(&word, at, Rule::According);
    frame.cue = phrase.tokens_from..phrase.cue_end;
    frame.block = phrase.tokens_from..phrase.end;
    frame.source = Some(phrase.source);
    frame.content = content;
    Some(frame)
}

/// What stands before and after a phrase in a clause. What follows a phrase that no comma sets off belongs to its source
/// ("… according to police on Monday", "… according to the Post, which counted 20").
fn around(reading: &Reading, phrase: &Phrase, whole: &Range<usize>) -> Vec<Range<usize>> {
    let before = whole.start..phrase.tokens_from;
    let after = phrase.end..whole.end;
    let joined = !before.is_empty() && reading.upos(before.end - 1) == Upos::Cconj;
    let set_off =
        before.is_empty() || joined || !reading.words(before.end - 1).starts_with(char::is_alphanumeric);
    // "The bridge was old and according to the ministry it was unsafe": another clause begins with the phrase.
    let before = if joined && words_in(reading, &after) > 1 { 0..0 } else { before };
    let parts = [before, if set_off { after } else { 0..0 }];
    let parts = parts.into_iter().map(|part| trimmed(reading, part));
    parts.filter(|part| words_in(reading, part) > 1).collect()
}

fn words_in(reading: &Reading, part: &Range<usize>) -> usize {
    part.clone().filter(|&at| reading.upos(at) != Upos::Punct).count()
}

/// A phrase that attributes without a verb.
struct Phrase {
    tokens_from: usize,
    cue_end: usize,
    end: usize,
    head: usize,
    source: Site,
}

fn according_to(reading: &Reading, at: usize) -> Option<Phrase> {
    match reading.lower(at).as_str() {
        "according" if reading.lower(at + 1) == "to" => attributed_to(reading, at, at + 2),
        "per" if is_per_somebody(reading, at) => attributed_to(reading, at, at + 1),
        // "in the words of the prosecutor, …".
        "in" if ["the", "words", "of"].iter().zip(at + 1..).all(|(word, at)| reading.lower(at) == *word) => {
            attributed_to(reading, at, at + 4)
        }
        "by" => by_account(reading, at),
        _ => None,
    }
}

/// "Per the ministry, …", "…, per two officials": not "per day", and not inside a phrase.
fn is_per_somebody(reading: &Reading, at: usize) -> bool {
    let opens =
        at == reading.sentence_tokens(at).start || matches!(reading.words(at - 1), "," | "(" | "—" | "–");
    let next = matches!(reading.upos(at + 1), Upos::Det | Upos::Propn | Upos::Num)
        || reading.upos(at + 1) == Upos::Noun && reading.xpos(at + 1) == "NNS";
    opens && next && reading.quotation(at).is_none()
}

/// "By the union's count, …": whose count it is says so.
fn by_account(reading: &Reading, at: usize) -> Option<Phrase> {
    let sentence = reading.sentence_tokens(at);
    let reckoning =
        (at + 2..sentence.end.min(at + 10)).find(|&at| lexicon().is_reckoning(reading.lemma(at)))?;
    let owner = reading.child(reckoning, &[Relation::NmodPoss]).filter(|&owner| owner > at)?;
    let mut source = site(reading, owner);
    let end = source.tokens.end.min(reckoning);
    let mark = reading.xpos(end - 1) == "POS";
    source.tokens = source.tokens.start.max(at + 1)..(end - usize::from(mark)).max(at + 2);
    let plain = source.tokens.start == at + 1 && reading.quotation(at).is_none();
    let end = reckoning + 1;
    plain.then_some(Phrase { tokens_from: at, cue_end: end, end, head: reckoning, source })
}

/// The phrase whose cue stands from `at` to `from`, and whose source follows.
fn attributed_to(reading: &Reading, at: usize, from: usize) -> Option<Phrase> {
    let sentence = reading.sentence_tokens(at);
    let head = [reading.head(at), reading.head(from - 1), reading.children(at).find(|&child| child >= from)]
        .into_iter()
        .flatten()
        .find(|&head| {
            head >= from
                && sentence.contains(&head)
                && matches!(
                    reading.upos(head),
                    Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::X
                )
        });
    let surface = || {
        (from..sentence.end)
            .find(|&at| matches!(reading.words(at), "," | "." | ";" | "”" | "\""))
            .unwrap_or(sentence.end)
    };
    let (head, end) = match head {
        Some(head) => (head, reading.subtree(head).end.min(sentence.end)),
        None => {
            let end = surface();
            (noun_head(reading, from..end)?, end)
        }
    };
    let mut source = site(reading, head);
    source.tokens = source.tokens.start.max(from)..source.tokens.end.max(from + 1);
    if let Some(poll) = named_poll(reading, &source.tokens, sentence.end) {
        let source = Site { head: poll, tokens: source.tokens.start..poll + 1 };
        return Some(Phrase {
            tokens_from: at,
            cue_end: from,
            end: surface().max(poll + 1),
            head: poll,
            source,
        });
    }
    let end = end.max(from + 1).max(source.tokens.end);
    if let Some(comma) = clause_after_source(reading, at, from..end) {
        let tokens = without_punctuation(reading, from..comma);
        let head =
            if tokens.contains(&source.head) { source.head } else { noun_head(reading, tokens.clone())? };
        let source = Site { head, tokens };
        return Some(Phrase { tokens_from: at, cue_end: from, end: comma, head, source });
    }
    Some(Phrase { tokens_from: at, cue_end: from, end, head, source })
}

/// "a Harbour Post/Radio Ondal poll released last week": the poll that two or more names stand before, of which the parse
/// takes the first for all of the phrase.
fn named_poll(reading: &Reading, source: &Range<usize>, end: usize) -> Option<usize> {
    let slash = (source.start..end).take(POLL).find(|&at| reading.words(at) == "/")?;
    let run = |at: &usize| reading.upos(*at) == Upos::Propn || matches!(reading.words(*at), "/" | "-");
    let poll = (slash + 1..end).find(|at| !run(at))?;
    let names = (source.start..slash).all(|at| run(&at) || reading.upos(at) == Upos::Det);
    (names && poll > slash + 1 && lexicon().is_document(reading.lemma(poll))).then_some(poll)
}

/// Names before a poll end within so many tokens.
const POLL: usize = 8;

/// The colon behind a source, or the comma behind the source of a phrase that opens a sentence, where the parse joined to
/// the source whoever the clause behind it is about ("According to the Post, Ana Ruiz said …", "According to the Post, the
/// mayor, Ana Ruiz, said …").
fn clause_after_source(reading: &Reading, at: usize, phrase: Range<usize>) -> Option<usize> {
    // "According to the ministry: Ana Ruiz, Josip Rell and …": what a colon opens is said, however it is joined.
    let colon = phrase.clone().find(|&at| reading.words(at) == ":" && reading.quotation(at).is_none());
    if colon.is_some_and(|colon| colon > phrase.start) {
        return colon;
    }
    let sentence = reading.sentence_tokens(at);
    let phrase = phrase.start..phrase.end - usize::from(reading.words(phrase.end - 1) == ",");
    let light = |at: &usize| !matches!(reading.upos(*at), Upos::Adv | Upos::Aux) || has_tense(reading, *at);
    let apposed = reading.words(phrase.end) == ",";
    let verb = (phrase.end + usize::from(apposed)..sentence.end).find(light)?;
    if at != sentence.start || !has_tense(reading, verb) {
        return None;
    }
    let mut commas = phrase
        .rev()
        .filter(|&at| reading.words(at) == "," && !reading.is_named(at) && reading.quotation(at).is_none());
    commas.nth(usize::from(apposed))
}

/// The head of a run of tokens without a parse: the last noun before a preposition or comma.
pub(super) fn noun_head(reading: &Reading, tokens: Range<usize>) -> Option<usize> {
    let mut head = None;
    for at in tokens {
        match reading.upos(at) {
            Upos::Noun | Upos::Propn | Upos::Pron => head = Some(at),
            Upos::Adp | Upos::Punct | Upos::Verb if head.is_some() => break,
            _ => {}
        }
    }
    head
}

/// The clause that a phrase belongs to, as tokens of its sentence.
/// At the end of a sentence no clause that only describes a noun is attributed without it ("no cases in which it leaked
/// according to the count").
fn host(reading: &Reading, at: usize, head: usize, sentence: &Range<usize>, last: bool) -> Range<usize> {
    let mut place = if reading.subtree(at).contains(&head) { at } else { head };
    for _ in 0..8 {
        let Some(above) = reading.head(place) else { break };
        place = above;
        let describes = last && reading.relation(place) == Relation::AclRelcl;
        let clause = matches!(reading.upos(place), Upos::Verb | Upos::Aux) && !describes;
        if clause || reading.relation(place) == Relation::Root {
            break;
        }
    }
    let whole = reading.subtree(place);
    if place == at || place == head {
        sentence.clone()
    } else {
        whole.start.max(sentence.start)..whole.end.min(sentence.end)
    }
}

fn trimmed(reading: &Reading, part: Range<usize>) -> Range<usize> {
    let mut part = part;
    let loose = |at: usize| {
        matches!(reading.words(at), "," | ";" | ":" | "—" | "–" | "―" | "-" | "--" | "." | "(" | ")")
    };
    while part.start < part.end && (loose(part.start)) {
        part.start += 1;
    }
    while part.start < part.end && loose(part.end - 1) {
        part.end -= 1;
    }
    part
}

/// A label before a colon at the head of a paragraph or headline ("Mayor: the bridge is safe", "NAME: words"),
/// or a name after one ("Bridge unsafe: report").
pub(super) fn label_frame(reading: &Reading, paragraph: Span, is_headline: bool) -> Option<Frame> {
    let tokens = reading.tokens_in(paragraph);
    let colon = (tokens.start..tokens.end.min(tokens.start + 9)).find(|&at| reading.words(at) == ":");
    let word = CueWord::plain();
    if let Some(colon) = colon.filter(|&colon| is_label(reading, tokens.start..colon, is_headline)) {
        let content = trimmed(reading, colon + 1..tokens.end);
        if content.len() > 1 && !is_tally(reading, &content) {
            let mut frame = Frame::new(&word, colon, Rule::Label);
            frame.source = Some(label_site(reading, tokens.start..colon)?);
            frame.content = vec![reading.span_of(&content)];
            frame.block = tokens.start..colon + 1;
            return Some(frame);
        }
    }
    if !is_headline {
        return None;
    }
    // A hyphen inside a word sets nobody off ("the Upper-Norland envoy").
    let inside = |at: usize| reading.words(at) != ":" && reading.is_joined(at) && reading.is_joined(at + 1);
    let mark = |at: usize| matches!(reading.words(at), ":" | "–" | "—" | "―" | "-") && !inside(at);
    let colon = tokens.clone().rev().find(|&at| mark(at))?;
    let name = trimmed(reading, colon + 1..tokens.end);
    let content = trimmed(reading, tokens.start..colon);
    // "Updated: 2026-05-30 09:53 (Agencies)".
    let dated = reading.is_time(name.start) || reading.upos(name.start) == Upos::Num;
    let speaks = name.len() <= 5
        && !dated
        && content.len() > 2
        && name.clone().any(|at| can_speak(reading, at))
        && !name.clone().any(|at| reading.upos(at) == Upos::Verb);
    if !speaks {
        return None;
    }
    let mut frame = Frame::new(&word, colon, Rule::Label);
    frame.source = Some(label_site(reading, name.clone())?);
    frame.content = vec![reading.span_of(&content)];
    frame.block = colon..name.end;
    Some(frame)
}

/// "Harbour school: 26 killed" in a list: a figure of what is named before it, and nobody's words.
fn is_tally(reading: &Reading, content: &Range<usize>) -> bool {
    content.len() <= TALLY && reading.upos(content.start) == Upos::Num
}

/// A tally has no more tokens.
const TALLY: usize = 4;

fn label_site(reading: &Reading, tokens: Range<usize>) -> Option<Site> {
    let head = noun_head(reading, tokens.clone()).unwrap_or(tokens.start);
    (!tokens.is_empty()).then_some(Site { head, tokens })
}

/// Whether a word may stand for a speaker in a label: a name, or a noun of sources.
fn can_speak(reading: &Reading, at: usize) -> bool {
    let lemma = reading.lower(at);
    let singular = lemma.strip_suffix('s').unwrap_or(&lemma);
    let known = [lemma.as_str(), singular].into_iter().any(|word| {
        lexicon().is_document(word)
            || lexicon().is_outlet_noun(word)
            || lexicon().is_unnamed(word)
            || lexicon().is_spokesperson(word)
    });
    known || reading.mention(at).is_some()
}

fn is_label(reading: &Reading, tokens: Range<usize>, is_headline: bool) -> bool {
    let text = reading.span_of(&tokens).of(reading.text);
    if tokens.is_empty()
        || tokens.len() > 6
        || tokens.clone().any(|at| matches!(reading.upos(at), Upos::Verb | Upos::Aux))
    {
        return false;
    }
    if lexicon().is_signpost(&text.to_lowercase()) {
        return false;
    }
    if lexicon().is_asker(&text.to_lowercase()) || lexicon().is_answerer(&text.to_lowercase()) {
        return true;
    }
    let shouted =
        text.chars().any(char::is_alphabetic) && text.chars().all(|c| !c.is_lowercase()) && text.len() <= 40;
    let named = tokens.clone().all(|at| matches!(reading.upos(at), Upos::Propn | Upos::Punct));
    if is_headline {
        // "Valley flood: two hurt": a topic says nothing, whatever place it names.
        let head = noun_head(reading, tokens.clone()).unwrap_or(tokens.start);
        let place = |at: usize| reading.name_at(at).is_some_and(|name| name.kind == EntityKind::Place);
        // "Cup day five: two win" likewise.
        let last = tokens.end - 1;
        let counted = reading.upos(last) == Upos::Num || reading.is_time(last);
        !lexicon().is_deed(reading.lemma(head))
            && !counted
            && (can_speak(reading, head) || tokens.clone().any(|at| can_speak(reading, at) && !place(at)))
    } else {
        shouted || (named && tokens.len() <= 3)
    }
}
