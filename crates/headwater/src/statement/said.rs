//! Whether what a rule found is said by anybody: nobody's, the reader's, and what a thing is for are no statements.

use super::actor::is_mute;
use super::collect::{may_speak, speaks};
use super::frame::{Frame, Rule, Site, is_passive};
use super::lexicon::lexicon;
use super::reading::Reading;
use super::{Attitude, Stance};
use crate::annotation::{Relation, Upos};
use crate::text::Span;

/// Nobody said it where nobody is its subject ("no one claimed responsibility").
pub(super) fn is_said(reading: &Reading, frame: &Frame) -> bool {
    let Some(site) = &frame.source else {
        // Without a source only a clause or a quotation is surely somebody's words ("it was reported that …").
        if frame.attitude != Attitude::Speech {
            // "The bridge is expected to open": held by somebody who is not named.
            let before = frame.content.first().is_some_and(|part| part.end <= reading.span(frame.head).start);
            // "It is understood that …": likewise.
            let it = reading.child(frame.head, &[Relation::Expl, Relation::NsubjPass]);
            let impersonal = frame.rule == Rule::Clause && it.is_some_and(|it| reading.lower(it) == "it");
            return is_passive(reading, frame.head) && (before && frame.content.len() > 1 || impersonal);
        }
        // "It is important to note that …": an infinitive of nobody's is the article's own.
        let infinitive = reading.xpos(frame.head) == "VB"
            && reading.child(frame.head, &[Relation::Mark]).is_some_and(|mark| reading.lower(mark) == "to");
        return !(infinitive || matches!(frame.rule, Rule::Phrase | Rule::Infinitive));
    };
    // What is done says nothing ("applying for it, not counting the fees"), and what a thing is for is nobody's plan
    // ("a vote seeking to end it").
    let deed = reading.upos(site.head) == Upos::Verb && frame.rule == Rule::Phrase;
    let purpose = frame.attitude == Attitude::Plan
        && reading.relation(frame.head) == Relation::Acl
        && reading.upos(site.head) == Upos::Noun
        && !speaks(reading, site.head);
    if deed || purpose || is_possible(reading, frame, site) || is_fragment(reading, frame) {
        return false;
    }
    // "if you want to avoid the crowds": the reader's own mind is nobody's word.
    let reader = frame.attitude != Attitude::Speech
        && reading.lower(site.head) == "you"
        && reading.quotation(site.head).is_none();
    // "The attack highlighted the need for guards", "the stand-off underscores it": what happened shows something and says nothing.
    let happened = frame.rule == Rule::Phrase
        && !reading.is_named(site.head)
        && (lexicon().is_deed(reading.lemma(site.head))
            || is_mute(reading, site.head) && shows(reading, frame));
    if reader || happened || is_purpose(reading, frame) || is_unsaid(reading, frame) {
        return false;
    }
    let nobody = is_nobody(reading, site);
    // "It alleged that …" has a speaker, "it was alleged" and "it turned out" have none.
    let speaks = frame.attitude == Attitude::Speech && !is_passive(reading, frame.head);
    let expletive = reading.upos(site.head) == Upos::Pron
        && reading.child(frame.head, &[Relation::Expl]).is_some_and(|it| it != site.head || !speaks);
    !nobody && !expletive
}

/// Whether a verb is one by which also things that do not speak can show something.
fn shows(reading: &Reading, frame: &Frame) -> bool {
    lexicon().is_showing(reading.lemma(frame.head)) && reading.quotation(frame.head).is_none()
}

/// "would urge them to leave", "tried to explain why": what somebody will, could or only wants to say has not been said yet.
fn is_unsaid(reading: &Reading, frame: &Frame) -> bool {
    let head = frame.head;
    let quoted = |at: usize| reading.quotation(at).is_some();
    let words = || frame.content.iter().flat_map(|&part| reading.tokens_in(part));
    let asserted = matches!(frame.stance, Stance::Asserts | Stance::Confirms | Stance::Asks);
    if !asserted || quoted(head) || words().any(quoted) {
        return false;
    }
    let is_open = |at: usize| {
        let word = reading.lower(at);
        matches!(word.as_str(), "will" | "would" | "could" | "may" | "might" | "can" | "'ll" | "’ll")
    };
    let negated =
        frame.cue.clone().any(|at| matches!(reading.lower(at).as_str(), "not" | "n't" | "n’t" | "never"));
    let bare = matches!(frame.rule, Rule::Infinitive | Rule::Phrase) || frame.attitude != Attitude::Speech;
    let possible = bare && !negated && frame.cue.clone().any(is_open);
    let marked = reading.child(head, &[Relation::Mark]).is_some_and(|mark| reading.lower(mark) == "to");
    let tried = marked
        && reading.xpos(head) == "VB"
        && matches!(reading.relation(head), Relation::Xcomp | Relation::Advcl | Relation::Ccomp)
        && reading.head(head).is_some_and(|verb| lexicon().is_endeavour(reading.lemma(verb)));
    let helped = reading.child(head, &[Relation::Aux]).is_some();
    let inquired = reading.xpos(head) == "VB" && !helped && lexicon().is_inquiry(reading.lemma(head));
    // "questions about whether he was referring to the fire": what is only asked about has not been said.
    let asked = matches!(frame.rule, Rule::Infinitive | Rule::Phrase)
        && reading.child(head, &[Relation::Mark]).is_some_and(|mark| reading.lower(mark) == "whether");
    possible || tried || inquired || asked
}

/// "was founded to encourage crews", "a notation for expressing numbers": what something is done for is not said.
fn is_purpose(reading: &Reading, frame: &Frame) -> bool {
    let head = frame.head;
    let marked = reading.child(head, &[Relation::Mark]).filter(|&mark| mark < head);
    let marked = marked.is_some_and(|mark| matches!(reading.lower(mark).as_str(), "to" | "for"));
    let speaking = |verb: usize| {
        lexicon().verb(reading.lemma(verb)).is_some()
            || lexicon().is_giver(reading.lemma(verb))
            || matches!(
                reading.lemma(verb),
                "use" | "take" | "go" | "appear" | "join" | "call" | "turn" | "meet"
            )
    };
    // "gathered to call for a truce": that was said there.
    let calls = lexicon()
        .verb(reading.lemma(head))
        .is_some_and(|word| word.takes.prepositions.iter().any(|case| case == "for"));
    marked
        && !calls
        && matches!(reading.xpos(head), "VB" | "VBG")
        && matches!(frame.rule, Rule::Phrase | Rule::Infinitive)
        && reading.relation(head) == Relation::Advcl
        && reading.head(head).is_some_and(|verb| !speaking(verb))
}

/// "talks to discuss the ban", "the prospect of agreeing to it": what a thing is for or about is nobody's word.
fn is_possible(reading: &Reading, frame: &Frame, site: &Site) -> bool {
    // "a refuge to seek shelter and report a crime": the second is for the same as the first.
    let joined = reading.xpos(frame.head) == "VB" && reading.relation(frame.head) == Relation::Conj;
    let first = reading.head(frame.head).filter(|&at| joined && reading.xpos(at) == "VB");
    let head = first.unwrap_or(frame.head);
    let marked = reading.child(head, &[Relation::Mark]).is_some_and(|mark| mark < head);
    let hangs = reading.relation(head) == Relation::Acl && reading.head(head) == Some(site.head);
    // However the parse hangs it: "in the capital for talks to discuss the ban".
    let follows = reading.xpos(head) == "VB"
        && matches!(reading.relation(head), Relation::Acl | Relation::Advcl | Relation::Xcomp)
        && site.tokens.end + 1 == head;
    (hangs || follows)
        && marked
        && matches!(reading.xpos(head), "VB" | "VBG")
        && reading.upos(site.head) == Upos::Noun
        && (!may_speak(reading, site.head) || hangs && !lexicon().is_document(reading.lemma(site.head)))
}

/// "nobody", "no group", "not a single fact": what is not there says nothing.
fn is_nobody(reading: &Reading, site: &Site) -> bool {
    let start = site.tokens.start;
    let none = |at: usize| {
        let number = reading.upos(at + 1) == Upos::Num;
        match reading.lower(at).as_str() {
            "nobody" | "none" | "neither" | "nothing" => true,
            "no" => !reading.is_named(at) && !number,
            // "had not seen any signs indicating …".
            "any" => lexicon().is_document(reading.lemma(site.head)),
            "not" => matches!(reading.lower(at + 1).as_str(), "a" | "one" | "any"),
            _ => false,
        }
    };
    let before = start.checked_sub(1).filter(|&at| reading.sentence_tokens(start).contains(&at));
    // "was not welcomed by all": that somebody did not is told of nobody.
    let all = site.tokens.len() == 1
        && matches!(reading.lower(start).as_str(), "all" | "everyone" | "everybody")
        && before.is_some_and(|by| reading.lower(by) == "by");
    all || none(start) || before.is_some_and(|at| reading.lower(at) == "not" && none(at))
}

/// A noun phrase of one or two words says nothing by itself, except where it is denied or confirmed; and who asks not
/// to be named says nothing by that.
fn is_fragment(reading: &Reading, frame: &Frame) -> bool {
    let tokens = || frame.content.iter().flat_map(|&part| reading.tokens_in(part));
    let words = tokens().filter(|&at| reading.words(at).chars().any(char::is_alphanumeric)).count();
    let unnamed = || {
        let mut first = tokens().take(6);
        first.any(|at| match reading.lower(at).as_str() {
            "named" | "identified" => {
                at > 0 && matches!(reading.lemma(at - 1), "be" | "remain" | "not" | "further")
            }
            word => matches!(word, "anonymous" | "anonymously" | "anonymity"),
        })
    };
    let quoted =
        || tokens().any(|at| reading.quotation(at).is_some() && reading.quotation(frame.head).is_none());
    // "The attack was claimed by X": the subject is whole, however short.
    let by_name = is_passive(reading, frame.head)
        && frame.source.as_ref().is_some_and(|site| reading.upos(site.head) == Upos::Propn);
    match frame.rule {
        Rule::Phrase => {
            let brief = lexicon().verb(reading.lemma(frame.head)).is_some_and(|word| word.takes.brief);
            words < if brief { 1 } else { 3 }
                && !by_name
                && matches!(frame.stance, Stance::Asserts | Stance::Asks)
                && !quoted()
        }
        Rule::Infinitive | Rule::Clause => frame.stance == Stance::Asks && !quoted() && unnamed(),
        _ => false,
    }
}

/// "told the Post in a statement that …": the noun that says how it was said says nothing of its own.
pub(super) fn drop_said_twice(frames: &mut Vec<Frame>) {
    let says = |frame: &&Frame| frame.rule != Rule::Noun && frame.source.is_some();
    let mut said: Vec<Vec<Span>> = frames.iter().filter(says).map(|frame| frame.content.clone()).collect();
    said.sort_unstable();
    frames.retain(|frame| {
        let nobody = frame.rule == Rule::Noun && frame.source.is_none();
        !(nobody && said.binary_search(&frame.content).is_ok())
    });
}
