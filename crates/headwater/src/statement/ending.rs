//! Where what is said ends: at the next clause of whoever speaks, at somebody else's, or where the article tells on.

use std::ops::Range;

use super::actor::{actor, is_coordinate};
use super::clause::has_tense;
use super::collect::may_speak;
use super::frame::{Frame, Rule, STEPS};
use super::lexicon::{CueWord, lexicon};
use super::reading::Reading;
use super::{Attitude, Stance};
use crate::annotation::{Relation, Upos};
use crate::text::Span;

/// Where whoever told something goes on to ask for something, whatever the parse makes of it ("told the judge that she was
/// ill and asked him to wait").
pub(super) fn asks_on(
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
pub(super) fn other_speaker(
    reading: &Reading,
    clause: usize,
    frame: &Frame,
    content: &Range<usize>,
) -> Option<usize> {
    let source = frame.source.as_ref().map(|site| site.head).filter(|head| !content.contains(head));
    // "said the strike had closed the port and warned that …": whoever said the one says the other.
    let speaks_on = |verb: usize| {
        let own = actor(reading, verb).map(|actor| actor.site.head);
        own.is_some() && own == source
    };
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
        let same = reading.relation(at) == Relation::Cc
            && reading.relation(verb) == Relation::Conj
            && speaker.is_none()
            && speaks_on(verb);
        // "said he would help, though he denied that …": what is set against the words is the article's, whoever said it.
        let conceded = matches!(reading.lower(at).as_str(), "though" | "although")
            && reading.words(at - 1) == ","
            && cue.stance == Stance::Denies
            && speaker.is_some_and(|at| reading.upos(at) == Upos::Pron);
        let outside = reading.quotation(at).is_none() && reading.quotation(verb).is_none();
        (tensed && outside && (against || conceded || uneven || same)).then_some(at)
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
    let bears = if reading.upos(verb) == Upos::Aux { reading.head(verb)? } else { verb };
    let says = lexicon().verb(reading.lemma(bears)).is_some_and(|word| word.attitude == Attitude::Speech);
    let subject = (at + 2..verb).all(|at| {
        matches!(reading.upos(at), Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adv)
    });
    (says && subject).then_some(at)
}

/// The comma at which a list goes on beside a clause that only describes one of its members ("counts of assault on a guard, who
/// the ministry said was bruised, obstructing a guard and throwing stones").
pub(super) fn listed_beside(
    reading: &Reading,
    verb: usize,
    frame: &Frame,
    content: &Range<usize>,
) -> Option<usize> {
    let source = frame.source.as_ref()?;
    let pronoun = source.tokens.start.checked_sub(1).filter(|&at| matches!(reading.xpos(at), "WP" | "WDT"));
    let apart = pronoun.and_then(|at| at.checked_sub(1)).is_some_and(|at| reading.words(at) == ",");
    let list = |at: usize| {
        reading.words(at) == "," && reading.xpos(at + 1) == "VBG" && reading.quotation(at).is_none()
    };
    let ends = |at: usize| reading.lower(at) == "and" && reading.xpos(at + 1) == "VBG";
    let comma = content.clone().find(|&at| apart && source.tokens.end <= verb && list(at))?;
    (comma..content.end).any(ends).then_some(comma)
}

/// Where whoever denies goes on to say what is so in its place ("denied that …, instead calling it …").
pub(super) fn contrast(reading: &Reading, content: &Range<usize>) -> Option<usize> {
    content.clone().find(|&at| {
        reading.words(at) == "," && reading.lower(at + 1) == "instead" && reading.quotation(at).is_none()
    })
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
        stop = main_clause(reading, verb, end).map_or(stop, |start| stop.min(start));
    }
    surface_end(reading, end, stop)
}

/// "Ships that the ministry says are breaking the ban are owned abroad": where the verb stands whose subject a relative clause
/// describes, the article speaks again.
fn main_clause(reading: &Reading, verb: usize, end: usize) -> Option<usize> {
    let noun = reading.head(verb).filter(|_| reading.relation(verb) == Relation::AclRelcl)?;
    let subject = matches!(reading.relation(noun), Relation::Nsubj | Relation::NsubjPass);
    let main = reading.head(noun).filter(|&main| subject && main >= end)?;
    let own = reading.children(main).filter(|&child| child >= end).map(|child| reading.subtree(child).start);
    let start = own.chain([main]).filter(|&at| at >= end).min()?;
    let joined = matches!(reading.upos(start), Upos::Cconj | Upos::Sconj);
    (!joined).then_some(start)
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
pub(super) fn told_on(reading: &Reading, content: &Range<usize>) -> usize {
    let mark = |at: &usize| matches!(reading.words(*at), "," | "—" | "–");
    // "said it “cannot be ignored,” and yet we ignore it": what a writer sets against words that have been closed is the writer's.
    let yet = |at: usize| {
        let closed = at > 0 && reading.quotation(at - 1).is_some() && reading.quotation(at).is_none();
        closed && reading.lower(at) == "and" && reading.lower(at + 1) == "yet"
    };
    let own = |at: usize| tells_on(reading, at + 1) || judges(reading, at + 1);
    content.clone().find(|&at| yet(at) || mark(&at) && own(at)).unwrap_or(content.end)
}

/// Where a clause ends that names at its end on what occasion it was said ("said the mine was closed in an interview with
/// Radio Ondal"): the parse hangs the phrase from what is said. Leaves alone what happened on such an occasion, which a verb of
/// saying of its own tells ("said he was quoted in a statement").
pub(super) fn occasion_of_saying(reading: &Reading, content: &Range<usize>) -> Option<usize> {
    let case = content.clone().rev().take(OCCASION).find(|&at| {
        matches!(reading.lower(at).as_str(), "in" | "at" | "during")
            && reading.quotation(at).is_none()
            && is_occasion(reading, at + 1, content.end)
    })?;
    let before = content.start..case;
    let clause = before.clone().any(|at| has_tense(reading, at));
    let verb = reading.head(case).and_then(|noun| reading.head(noun)).filter(|verb| before.contains(verb))?;
    let says = lexicon().verb(reading.lemma(verb)).is_some_and(|word| word.attitude == Attitude::Speech);
    let behind = (case..content.end).any(|at| has_tense(reading, at) || reading.words(at) == ",");
    (clause && !says && !behind && before.len() > 2).then_some(case)
}

/// Longest phrase, in tokens, that names an occasion of saying at the end of a clause.
const OCCASION: usize = 14;

/// Whether these words name an occasion of saying that has not been named before ("an interview", "a written statement").
fn is_occasion(reading: &Reading, at: usize, end: usize) -> bool {
    let article = matches!(reading.lower(at).as_str(), "a" | "an");
    let noun = (at + 1..end.min(at + 5))
        .find(|&at| reading.upos(at) == Upos::Noun && reading.upos(at + 1) != Upos::Noun);
    article && noun.is_some_and(|noun| lexicon().is_occasion(reading.lemma(noun)))
}

/// "…, a move expected to anger its neighbours": by such a noun behind a comma the article says in its own voice what to make
/// of what was said or done.
fn judges(reading: &Reading, at: usize) -> bool {
    let article = matches!(reading.lower(at).as_str(), "a" | "an");
    let noun = if reading.upos(at + 1) == Upos::Adj { at + 2 } else { at + 1 };
    let next = noun + 1;
    let told = reading.xpos(next) == "VBN"
        || reading.lower(next) == "likely"
        || reading.xpos(next) == "WDT"
        || reading.lower(next) == "that";
    article && reading.quotation(at).is_none() && lexicon().is_judgement(reading.lemma(noun)) && told
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
pub(super) fn speaking_on(reading: &Reading, part: &Range<usize>) -> Option<usize> {
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

/// What somebody inside a quotation is told to say ends with the quotation ("“People say it will not hold,” said Ana Ruiz").
pub(super) fn keep_inside(reading: &Reading, frame: &mut Frame) {
    let Some(number) = reading.quotation(frame.head).filter(|_| frame.rule != Rule::Label) else { return };
    let run = reading.run(number);
    let pieces = || run.clone().filter_map(|piece| reading.quotations.get(piece)).map(|piece| piece.inner);
    let inside = |tokens: &Range<usize>| pieces().any(|piece| piece.contains(reading.span_of(tokens)));
    if frame.source.as_ref().is_some_and(|site| !inside(&site.tokens)) {
        return;
    }
    let closed = |span: Span| {
        Span::new(span.start, span.start + span.of(reading.text).trim_end_matches([',', ' ']).len())
    };
    let within =
        |part: &Span| pieces().filter_map(|piece| piece.intersection(*part)).map(closed).collect::<Vec<_>>();
    frame.content = frame.content.iter().flat_map(within).filter(|part| !part.is_empty()).collect();
}
