//! Content before the cue, and quotations beside it: "“…,” X said", "…, X said", "X said: “…”".

use std::ops::Range;

use super::Attitude;
use super::clause::has_tense;
use super::content::{Found, found};
use super::frame::{Frame, Rule, STEPS, agent, block};
use super::lexicon::CueWord;
use super::reading::Reading;
use super::surface::relative_before;
use crate::annotation::{Relation, Upos};
use crate::text::Span;

/// Quotations right before or right after the attribution.
pub(super) fn quoted(reading: &Reading, verb: usize, word: &CueWord, frame: &Frame) -> Option<Found> {
    if !word.takes.quote {
        return None;
    }
    let own = block(reading, verb, None);
    let sentence = reading.sentence_tokens(verb);
    // "told Reuters “…”": the parse may take whoever was told for the subject of what was said.
    let told = || {
        let name = reading.name_at(verb + 1).filter(|_| word.takes.him)?;
        right_quotation(reading, reading.tokens_in(name.span).end)
    };
    // "said the danger mentioned in the report “does not exist”": the quotation goes on with the clause it stands in.
    let predicate = |tokens: &Range<usize>| {
        let first = tokens.clone().find(|&at| !matches!(reading.upos(at), Upos::Punct | Upos::Adv));
        let bare = reading.quotation(tokens.start.saturating_sub(1)).is_none()
            && reading.words(tokens.start.saturating_sub(1)).ends_with(char::is_alphanumeric);
        bare && reading.relation(verb) == Relation::Ccomp && first.is_some_and(|at| has_tense(reading, at))
    };
    let right = right_quotation(reading, own.end).or_else(told).filter(|right| !predicate(right));
    // "“…,” said X; he called it Y and urged them to go": what another verb has said is not said again.
    let site = frame.source.as_ref().map_or(verb, |site| site.tokens.end.min(verb));
    let other = (site..verb).any(|at| has_tense(reading, at) && reading.head(at) != Some(verb));
    let left = left_quotation(reading, &own).filter(|_| !other);
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

/// A quotation that ends where the attribution begins ("“…,” he said, “…”").
pub(super) fn left_quotation(reading: &Reading, own: &Range<usize>) -> Option<Range<usize>> {
    let start = reading.span(own.start).start;
    let before = own.start.checked_sub(1)?;
    let quotation = reading.quotation(before)?;
    let outer = reading.quotations.get(quotation)?.outer;
    let said = reading.quotations.get(quotation)?.inner.of(reading.text);
    let stopped = said.trim_end_matches(|c: char| c.is_whitespace() || c == ']').ends_with('.')
        && reading.sentence_tokens(own.start).start == own.start;
    // In the next paragraph somebody else may speak, unless a comma leads there.
    let apart = reading.text.get(outer.end..start).is_some_and(|gap| gap.contains('\n'))
        && !said.trim_end().ends_with(',');
    let beside =
        reading.only_punctuation_between(outer.end, start) && outer.end <= start && !stopped && !apart;
    beside.then(|| reading.tokens_in(outer))
}

/// A quotation that begins where the attribution ends, with a comma or colon between, or nothing.
pub(super) fn right_quotation(reading: &Reading, end: usize) -> Option<Range<usize>> {
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
pub(super) fn postposed(reading: &Reading, verb: usize, word: &CueWord, frame: &Frame) -> Option<Found> {
    let site = frame.source.as_ref()?;
    if !word.takes.that || word.attitude == Attitude::Plan {
        return None;
    }
    let mut own = block(reading, verb, None);
    let last = (own.end..reading.sentence_tokens(verb).end).all(|at| reading.upos(at) == Upos::Punct);
    let cut = last && site.tokens.end <= verb && site.tokens.start < own.start;
    if cut {
        own.start = site.tokens.start;
    }
    let sentence = reading.sentence_tokens(verb);
    let inside = own.start <= site.tokens.start && site.tokens.end <= own.end;
    // "…, whom he described as …", "…, in which it agreed to …": a clause that describes attributes nothing before it.
    let describes = (own.start..site.tokens.start).any(|at| {
        matches!(reading.xpos(at), "WP" | "WDT" | "WRB" | "WP$")
            || reading.upos(at) == Upos::Sconj && reading.lower(at) != "as"
    });
    // "creating what they describe as …".
    let free = own.start > 0 && matches!(reading.xpos(own.start - 1), "WP" | "WDT" | "WRB" | "WP$");
    // "a book on the war, written by X": what describes a noun attributes nothing before it.
    let made = reading.xpos(verb) == "VBN"
        && matches!(reading.relation(verb), Relation::Acl | Relation::Amod)
        && reading.child(verb, &[Relation::Aux, Relation::AuxPass]).is_none()
        && agent(reading, verb).is_some();
    // "closed because the two could not agree": a reason is none of what was before it.
    let reason = reading.child(verb, &[Relation::Mark]).is_some_and(|mark| reading.lower(mark) != "as");
    // "they cited cases that suggest otherwise": what a pronoun stands for in its own clause attributes nothing before it.
    let relative = reading
        .child(verb, &[Relation::Nsubj])
        .is_some_and(|subject| subject < verb && matches!(reading.xpos(subject), "WDT" | "WP"));
    if describes || relative || free || made || reason || reading.xpos(verb) == "VBG" {
        return None;
    }
    // "the state they found it in": what is found, and not said, needs its comma.
    let unmarked = || (word.takes.quote || reading.lacks_commas) && ends_unmarked(reading, &own, &sentence);
    if !inside || !(bounded(reading, &own) || unmarked()) {
        return None;
    }
    let put_it = reading.lemma(verb) == "put";
    // "two men claim to lead it", "as she urges her colleagues to help": what they claim or ask for stands behind the cue.
    let to = |at: usize| {
        reading.child(at, &[Relation::Mark]).is_some_and(|mark| mark > verb && reading.lower(mark) == "to")
    };
    let infinitive = word.takes.to && reading.child(verb, &[Relation::Xcomp]).is_some_and(to);
    if infinitive {
        return None;
    }
    let object = reading.child(verb, &[Relation::Obj]).is_some() && !word.takes.him && !put_it;
    // A clause at the sentence's end is often taken for a relative one ("…, the mayor said").
    let last = (own.end..sentence.end).all(|at| reading.upos(at) == Upos::Punct);
    let governed = matches!(reading.relation(verb), Relation::AclRelcl | Relation::Acl | Relation::Xcomp);
    if object || (governed && !last) {
        return None;
    }
    let left = clause_before(reading, verb, &own, &sentence)
        .filter(|left| !cut || left.clone().any(|at| has_tense(reading, at)));
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
    let apart = own.start.checked_sub(1).is_some_and(|at| matches!(reading.words(at), ";" | ":"));
    last && !apart
        && own.start >= sentence.start + 4
        && (sentence.start..own.start).any(|at| has_tense(reading, at))
}

/// Whether an attribution is set off from what stands before it. What stands after a semicolon is a sentence of its own.
pub(super) fn bounded(reading: &Reading, own: &Range<usize>) -> bool {
    let Some(before) = own.start.checked_sub(1) else { return false };
    let mark = reading.words(before);
    matches!(mark, "," | "”" | "\"" | "''" | "’" | "'" | "—" | "–" | "―" | "-" | "--" | "(" | "?" | "!")
}

fn clause_before(
    reading: &Reading,
    verb: usize,
    own: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    // "It burnt for days, and two nurses commented on it": what is joined on is another clause.
    if reading.child(verb, &[Relation::Cc]).is_some_and(|cc| cc < verb) {
        return None;
    }
    if let Some(pronoun) = relative_before(reading, own.start) {
        return Some(pronoun..own.start);
    }
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
pub(super) fn clause_after(
    reading: &Reading,
    own: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let mark = reading.words(own.end);
    if own.end >= sentence.end
        || own.start == sentence.start
        || !matches!(mark, "," | "—" | "–" | "―" | "-" | "--" | ")")
    {
        return None;
    }
    let part = own.end + 1..sentence.end;
    let words = part.clone().filter(|&at| reading.upos(at) != Upos::Punct).count();
    let participle = reading.xpos(part.start) == "VBG" || reading.xpos(part.start + 1) == "VBG";
    (words >= 2 && !participle).then_some(part)
}
