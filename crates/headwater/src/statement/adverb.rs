//! Adverbs that lay a clause in somebody's mouth and do not say whose: "reportedly", "allegedly".

use std::ops::Range;

use super::content::{Found, found, outside};
use super::frame::{Frame, Rule, Site, site};
use super::lexicon::{CueWord, lexicon};
use super::reading::Reading;
use super::verb::verb_frame;
use crate::annotation::{Relation, Upos};

/// The frame of an adverb, if it is a cue here. Beside a cue ("reportedly said") it only says how that one is known.
pub(super) fn adverb_frame(reading: &Reading, at: usize) -> Option<Frame> {
    let is_cue = reading.upos(at) == Upos::Adv && lexicon().is_evidential(&reading.lower(at));
    if !is_cue || reading.quotation(at).is_some() {
        return None;
    }
    let host = reading.head(at)?;
    let sentence = reading.sentence_tokens(at);
    let whole = reading.subtree(host);
    let whole = opening(reading, host, whole.start.max(sentence.start)..whole.end.min(sentence.end));
    if reading.is_clause(host) && verb_frame(reading, host).is_some() {
        return None;
    }
    let shared = shared_subject(reading, host).map(|site| site.tokens);
    let parts = shared.into_iter().chain(outside(reading, &whole, &(at..at + 1))).collect();
    let Found { content, .. } = found(reading, parts, Rule::Adverb, at..at + 1, &sentence);
    let word = CueWord::plain();
    let mut frame = Frame::new(&word, at, Rule::Adverb);
    frame.content = content;
    (!frame.content.is_empty()).then_some(frame)
}

/// The subject that a clause shares with the one it is joined to ("they fled and reportedly drowned").
fn shared_subject(reading: &Reading, host: usize) -> Option<Site> {
    let own = reading.child(host, &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl]);
    let joined = own.is_none() && reading.relation(host) == Relation::Conj && reading.is_clause(host);
    let above = reading.head(host).filter(|_| joined)?;
    let subject = reading.child(above, &[Relation::Nsubj, Relation::NsubjPass]).filter(|&at| at < host)?;
    Some(site(reading, subject))
}

/// A clause without the conjunction that joins it to what stands before.
fn opening(reading: &Reading, host: usize, whole: Range<usize>) -> Range<usize> {
    let joins = |at: usize| {
        reading.head(at) == Some(host)
            && matches!(reading.relation(at), Relation::Cc | Relation::Mark | Relation::Punct)
    };
    let start = whole.clone().find(|&at| !joins(at)).unwrap_or(whole.start);
    start..whole.end
}
