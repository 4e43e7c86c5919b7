//! Frames: a cue with its source and its content, as the rules find them, before anybody is resolved.

use std::ops::Range;

use super::lexicon::{CueWord, lexicon};
use super::noun::noun_head;
use super::reading::Reading;
use super::{Attitude, Stance};
use crate::annotation::{EntityKind, Relation, Upos};
use crate::text::Span;

/// Which rule found a frame; the confidence of a statement rests on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// A quotation right beside the cue.
    Quote,
    /// A clause that the cue governs.
    Clause,
    /// A clause that the cue interrupts or ends ("…, she said").
    Postposed,
    /// An infinitive or gerund.
    Infinitive,
    /// A noun phrase, or a phrase with a preposition.
    Phrase,
    /// A noun as the cue ("the claim that …").
    Noun,
    /// "according to", "in the words of".
    According,
    /// "reportedly".
    Adverb,
    /// A label before a colon, or a name after one.
    Label,
    /// A quotation without a cue of its own, after one with a cue.
    Continued,
    /// A post that is shown whole, with its signature behind it.
    Post,
}

/// Where a source is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Site {
    /// The token to resolve; for a relative pronoun, the head of what it stands for.
    pub(super) head: usize,
    /// The words that mention it here.
    pub(super) tokens: Range<usize>,
}

/// One attribution.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) attitude: Attitude,
    pub(super) stance: Stance,
    /// The tokens of the cue; empty when there is none.
    pub(super) cue: Range<usize>,
    /// The token that heads the cue, or the first token of the content when there is none.
    pub(super) head: usize,
    pub(super) source: Option<Site>,
    pub(super) content: Vec<Span>,
    /// The tokens that attribute and say nothing themselves.
    pub(super) block: Range<usize>,
    pub(super) rule: Rule,
    /// Who was told.
    pub(super) addressee: Option<usize>,
    /// Who quotes the source ("X quoted Y as saying"), or in what the words stand ("released a statement saying").
    pub(super) through: Option<usize>,
    /// Words that say of the content that it is not so, and are none of it ("it was not true").
    pub(super) aside: Range<usize>,
    /// Whoever says it together with the source, the source among them.
    pub(super) together: Option<Range<usize>>,
}

/// Longest way up the tree in search of a subject.
pub(super) const STEPS: usize = 6;

impl Frame {
    pub(super) fn new(word: &CueWord, head: usize, rule: Rule) -> Self {
        Frame {
            attitude: word.attitude,
            stance: word.stance,
            cue: head..head + 1,
            head,
            source: None,
            content: Vec::new(),
            block: head..head + 1,
            rule,
            addressee: None,
            through: None,
            aside: 0..0,
            together: None,
        }
    }

    /// From the first to the last character of the content.
    pub(super) fn cover(&self) -> Span {
        self.content.iter().copied().reduce(Span::cover).unwrap_or_default()
    }
}

/// Whether the verb is in the passive, or a participle that describes ("asked about it, she said").
pub(super) fn is_passive(reading: &Reading, verb: usize) -> bool {
    let described = matches!(reading.relation(verb), Relation::Acl | Relation::Advcl)
        && matches!(reading.xpos(verb), "VBN" | "VBD")
        && reading.child(verb, &[Relation::Nsubj, Relation::Aux, Relation::Mark]).is_none();
    described || reading.child(verb, &[Relation::AuxPass, Relation::NsubjPass]).is_some()
}

/// The one by whom a passive verb's action is done.
pub(super) fn agent(reading: &Reading, verb: usize) -> Option<usize> {
    let by = reading.children(verb).find(|&child| {
        reading.relation(child) == Relation::ObliqueAgent
            || (matches!(reading.relation(child), Relation::Obl | Relation::Nmod)
                && preposition(reading, child) == Some("by"))
    });
    // "was put at 40 by the ministry": the parse may hang it from what stands between.
    let beyond = || {
        reading.children(verb).filter(|&child| child > verb).find_map(|child| {
            let obl = matches!(reading.relation(child), Relation::Obl | Relation::OblUnmarked)
                && matches!(preposition(reading, child), Some("at" | "as"));
            let by = |at: &usize| {
                reading.relation(*at) == Relation::Nmod && preposition(reading, *at) == Some("by")
            };
            reading.children(child).filter(|_| obl).find(by)
        })
    };
    // The parse may hang the phrase elsewhere, but it stands right behind the verb.
    by.or_else(beyond).or_else(|| {
        let end = reading.sentence_tokens(verb).end;
        (reading.lower(verb + 1) == "by").then(|| noun_head(reading, verb + 2..end.min(verb + 10))).flatten()
    })
}

/// The preposition of a phrase.
pub(super) fn preposition<'a>(reading: &Reading<'a>, head: usize) -> Option<&'a str> {
    reading.child(head, &[Relation::Case, Relation::Mark]).map(|case| reading.lemma(case))
}

/// A noun phrase as a site: its words without relative clauses and what stands after them.
pub(super) fn site(reading: &Reading, head: usize) -> Site {
    let all = reading.subtree(head);
    let cut = reading
        .children(head)
        .filter(|&child| child > head)
        .find(|&child| leaves_phrase(reading, child))
        .map_or(all.end, |child| reading.subtree(child).start.max(head + 1));
    let start = reading
        .children(head)
        .find(|&child| {
            let opens = matches!(reading.relation(child), Relation::Case | Relation::Mark | Relation::Cc);
            // "on-the-ground sources": what a hyphen joins to the noun is part of it.
            child < head && opens && !reading.is_joined(child + 1)
        })
        .map_or(all.start, |case| case + 1)
        .min(head);
    // A name right after its title belongs to it, however the parse hangs it ("spokesperson Ana Ruiz").
    let end = reading.sentence_tokens(head).end;
    let named = (cut..end).find(|&at| reading.upos(at) != Upos::Propn).unwrap_or(end);
    // "According to the report, Tolmar ships …": behind a comma another name begins.
    let joined = cut > head && reading.words(cut - 1) != ",";
    let cut = if joined { named.max(cut) } else { cut };
    // A name is never cut ("Workers' Aid").
    let cut = match reading.name_at(cut.saturating_sub(1)) {
        Some(name) if cut > head => cut.max(reading.tokens_in(name.span).end),
        _ => cut,
    };
    // A dateline is no part of the speaker ("DALEN, 4 March - Minister X").
    let dash = (start..head)
        .rev()
        .find(|&at| matches!(reading.words(at), "-" | "–" | "—" | "--") && !reading.is_joined(at));
    let start = dash.map_or(start, |dash| dash + 1);
    let start = signed(reading, start, head).map_or(start, |bracket| bracket + 1);
    Site { head, tokens: without_punctuation(reading, start..cut) }
}

/// The bracket that closes an agency's sign at the head of the sentence, before a speaker ("DALEN (XY) Neighbours said").
fn signed(reading: &Reading, start: usize, head: usize) -> Option<usize> {
    let first = reading.sentence_tokens(head).start;
    let bracket = (start..head).rev().find(|&at| reading.words(at) == ")")?;
    let sign = |at: usize| matches!(reading.upos(at), Upos::Propn | Upos::Punct | Upos::Num);
    (first..bracket).all(sign).then_some(bracket)
}

/// A speaker without the mark that closes a quotation before it, whatever the tagger takes the mark for, and without the
/// place and agency in brackets before it ("DALEN (XY) Neighbours said").
pub(super) fn without_marks(reading: &Reading, site: Site, cue: usize) -> Site {
    let Site { head, mut tokens } = site;
    let is_mark = |at: usize| !reading.words(at).contains(char::is_alphanumeric);
    let is_sign = |at: usize| matches!(reading.upos(at), Upos::Propn | Upos::Punct | Upos::Num);
    let first = reading.sentence_tokens(head).start;
    let bracket = (tokens.start..(tokens.start + 6).min(cue)).find(|&at| reading.words(at) == ")");
    if let Some(bracket) = bracket.filter(|&at| (first..at).all(is_sign)) {
        // The parse may take the place for whoever speaks.
        let end = if tokens.end > bracket + 1 { tokens.end } else { cue };
        let behind = bracket + 1..end;
        if noun_head(reading, behind.clone()).is_some() {
            tokens = behind;
        }
    }
    while tokens.len() > 1 && is_mark(tokens.start) && !matches!(reading.words(tokens.start), "(" | "[") {
        tokens.start += 1;
    }
    let head = if tokens.contains(&head) { Some(head) } else { noun_head(reading, tokens.clone()) };
    Site { head: head.unwrap_or(tokens.start), tokens }
}

/// A speaker without an agency's sign at the head of the sentence, whose brackets or dash were lost ("AP Norland's state TV").
pub(super) fn without_sign(reading: &Reading, site: Site) -> Site {
    let start = site.tokens.start;
    let word = reading.words(start);
    let sign = word.len() > 1 && word.chars().all(char::is_uppercase) && lexicon().is_outlet_name(word);
    let opens = start == reading.sentence_tokens(site.head).start;
    if opens && sign && start + 1 < site.head && reading.upos(start + 1) == Upos::Propn {
        return Site { tokens: start + 1..site.tokens.end, ..site };
    }
    site
}

/// Whether the words of a dependent begin with a comma or right after one.
fn is_behind_comma(reading: &Reading, child: usize) -> bool {
    let start = reading.subtree(child).start;
    [Some(start), start.checked_sub(1)].into_iter().flatten().any(|at| reading.words(at) == ",")
}

/// Whether a dependent after a noun is a clause that says something about it, and no part of its phrase.
fn leaves_phrase(reading: &Reading, child: usize) -> bool {
    match reading.relation(child) {
        // "said Ana Ruiz to the Post", "the paper citing two nurses said".
        Relation::Nmod if reading.head(child).is_some_and(|person| is_told(reading, person, child)) => true,
        Relation::Acl if reading.xpos(child) == "VBG" && matches!(reading.lemma(child), "cite" | "quote") => {
            true
        }
        // "the ministry on Monday said".
        Relation::Nmod
            if reading.is_time(child) && matches!(preposition(reading, child), Some("on" | "in" | "at")) =>
        {
            !reading.is_named(child)
        }
        Relation::AclRelcl | Relation::Parataxis | Relation::Ccomp => true,
        // "the statement, sent to the Post, read".
        Relation::Acl if is_behind_comma(reading, child) => true,
        Relation::Conj | Relation::Acl | Relation::Advcl => reading.is_finite(child),
        _ => false,
    }
}

/// "said Ana Ruiz to the Post": what stands after "to" behind a person's name was told, and is none of the name.
fn is_told(reading: &Reading, person: usize, child: usize) -> bool {
    let named = reading.name_at(person).is_some_and(|name| name.kind == EntityKind::Person);
    named && preposition(reading, child) == Some("to")
}

/// Whom a speaker's phrase says was told, however the parse hangs it ("said Ana Ruiz to the Post").
pub(super) fn told_beside(reading: &Reading, source: &Site) -> Option<usize> {
    reading.children(source.head).find(|&child| {
        child > source.head
            && reading.relation(child) == Relation::Nmod
            && is_told(reading, source.head, child)
    })
}

/// A range of tokens without punctuation at its edges; closing brackets stay where the opening one is inside.
pub(super) fn without_punctuation(reading: &Reading, tokens: Range<usize>) -> Range<usize> {
    let mut tokens = tokens;
    let loose = |at: usize| reading.upos(at) == Upos::Punct && !matches!(reading.words(at), ")" | "]");
    while tokens.start + 1 < tokens.end && loose(tokens.start) {
        tokens.start += 1;
    }
    while tokens.start + 1 < tokens.end && loose(tokens.end - 1) {
        tokens.end -= 1;
    }
    tokens
}

/// The cue with its auxiliaries, negation, adverbs and particle, as far as they stand together.
pub(super) fn cue_tokens(reading: &Reading, verb: usize) -> Range<usize> {
    use Relation::{Advmod, Aux, AuxPass, Cop};
    let mut start = verb;
    while start > 0 {
        let before = start - 1;
        let part = reading.head(before) == Some(verb)
            && matches!(reading.relation(before), Aux | AuxPass | Cop | Advmod)
            && reading.upos(before) != Upos::Sconj
            && !reading.is_named(before)
            && !matches!(reading.xpos(before), "WRB");
        if !part {
            break;
        }
        start = before;
    }
    let particle = reading.child(verb, &[Relation::CompoundPrt]).filter(|&child| child == verb + 1);
    start..particle.map_or(verb + 1, |particle| particle + 1)
}

/// The words of an attribution around its cue: subject, auxiliaries, phrases, but no clause that says something itself.
pub(super) fn block(reading: &Reading, verb: usize, content: Option<usize>) -> Range<usize> {
    use Relation::{Advcl, AdvclRelcl, Cc, Ccomp, Conj, Csubj, Mark, Parataxis, Punct};
    let mut block = verb..verb + 1;
    let belongs = |child: usize| {
        Some(child) != content
            && !matches!(
                reading.relation(child),
                Advcl | AdvclRelcl | Cc | Ccomp | Conj | Csubj | Parataxis | Punct
            )
    };
    let before: Vec<usize> = reading.children(verb).filter(|&child| child < verb).collect();
    for &child in before.iter().rev() {
        if !belongs(child) {
            if matches!(reading.relation(child), Punct | Relation::Cc) && reading.relation(child) == Punct {
                continue;
            }
            break;
        }
        let tokens = reading.subtree(child);
        if reading.relation(child) == Mark && reading.lemma(child) != "as" || tokens.end > block.start {
            continue;
        }
        block.start = tokens.start;
    }
    for child in reading.children(verb).filter(|&child| child > verb) {
        if reading.relation(child) == Punct {
            continue;
        }
        if !belongs(child) {
            break;
        }
        block.end = block.end.max(reading.subtree(child).end);
    }
    block
}
