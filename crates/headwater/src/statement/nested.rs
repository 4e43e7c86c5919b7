//! What others say about an attribution is no part of what is attributed: "…, the ministry said, the Evening Post reported",
//! and "said it was not true that …" says the opposite of what stands behind it.

use std::ops::Range;

use super::content::trimmed_end;
use super::frame::{Frame, Rule};
use super::lexicon::lexicon;
use super::reading::Reading;
use super::{Attitude, Stance};
use crate::annotation::{Relation, Upos};
use crate::text::Span;

/// How many frames after one may say on whose word it is.
const OUTER: usize = 4;

/// Takes the attribution that closes a sentence out of what an attribution inside it says ("The mine was closed, the ministry
/// said, according to the Evening Post"): the newspaper says that the ministry said so.
pub(super) fn without_outer(reading: &Reading, frames: &mut [Frame]) {
    for inner in 0..frames.len() {
        let Some(frame) = frames.get(inner) else { continue };
        let sentence = reading.sentence_tokens(frame.head);
        let cue = reading.span(frame.head);
        let outer: Vec<Range<usize>> = frames
            .iter()
            .skip(inner + 1)
            .take(OUTER)
            .take_while(|other| sentence.contains(&other.head))
            .filter(|other| matches!(other.rule, Rule::Postposed | Rule::According | Rule::Label))
            .filter(|other| other.block.start >= frame.block.end && is_set_off(reading, other))
            .filter(|other| reading.quotation(other.head) == reading.quotation(frame.head))
            .filter(|other| other.content.iter().any(|part| part.contains(cue)))
            .map(|other| other.block.clone())
            .collect();
        let Some(frame) = frames.get_mut(inner) else { continue };
        for block in outer {
            frame.content = frame.content.iter().filter_map(|&part| before(reading, part, &block)).collect();
        }
    }
}

/// Whether a mark sets an attribution off from what stands before it; "according to" and a label behind its colon need none.
fn is_set_off(reading: &Reading, frame: &Frame) -> bool {
    let mark = frame.block.start.checked_sub(1).map_or("", |at| reading.words(at));
    matches!(frame.rule, Rule::According | Rule::Label)
        || matches!(mark, "," | "—" | "–" | "―" | "--" | "”" | "\"")
            && reading.upos(frame.block.start) != Upos::Sconj
}

/// What of a part stands before an attribution; all of it, where the attribution does not close it.
fn before(reading: &Reading, part: Span, block: &Range<usize>) -> Option<Span> {
    let tokens = reading.tokens_in(part);
    let closes =
        tokens.contains(&block.start) && (block.end..tokens.end).all(|at| reading.upos(at) == Upos::Punct);
    if !closes {
        return Some(part);
    }
    let left = trimmed_end(reading, tokens.start..block.start);
    (!left.is_empty()).then(|| reading.span_of(&left))
}

/// "said it was not true that …", "it is a lie that …, she said": whoever says so denies the clause behind it.
pub(super) fn deny_what_is_false(reading: &Reading, frame: &mut Frame) {
    if frame.stance != Stance::Asserts || frame.attitude != Attitude::Speech {
        return;
    }
    let [first, rest @ ..] = frame.content.as_slice() else { return };
    let tokens = reading.tokens_in(*first);
    let one_sentence = reading.sentence(tokens.start) == reading.sentence(tokens.end.saturating_sub(1));
    let Some(that) = false_that(reading, &tokens).filter(|_| one_sentence && rest.is_empty()) else { return };
    frame.aside = tokens.start..that;
    frame.content = vec![Span::new(reading.span(that).start, first.end)];
    frame.stance = Stance::Denies;
}

/// The "that" of a clause which is said not to be so, where these words open with it.
fn false_that(reading: &Reading, tokens: &Range<usize>) -> Option<usize> {
    let opens = |at: usize| reading.upos(at) == Upos::Punct || reading.lower(at) == "that";
    let it = tokens.clone().find(|&at| !opens(at)).filter(|&at| reading.lower(at) == "it")?;
    let that = (it + 2..tokens.end.min(it + 9)).find(|&at| reading.lower(at) == "that")?;
    let between = it + 1..that;
    let is = between.clone().any(|at| reading.lemma(at) == "be");
    let not = between.clone().any(|at| matches!(reading.lower(at).as_str(), "not" | "n't" | "n’t"));
    let judged = that.checked_sub(1).filter(|at| between.contains(at))?;
    let word = reading.lemma(judged).to_lowercase();
    let light = |at: usize| {
        let plain = matches!(reading.upos(at), Upos::Aux | Upos::Part | Upos::Adv | Upos::Det)
            || reading.lemma(at) == "be";
        plain && !matches!(reading.lower(at).as_str(), "only" | "just" | "always")
    };
    let bare = between.clone().all(|at| at == judged || light(at));
    let false_ = if not { lexicon().is_truth(&word) } else { lexicon().is_dismissal(&word) };
    // "It is not true to say …" judges words; only a clause behind "that" is what is not so.
    let clause = that + 1 < tokens.end && reading.relation(that) != Relation::Nsubj;
    (is && bare && false_ && clause).then_some(that)
}
