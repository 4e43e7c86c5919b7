//! What a clause says itself that somebody is: "she is the director", "he served as the director", "Ana Verick, the voice
//! of the dockers".

use std::ops::Range;

use super::{Draft, Number};
use crate::annotation::access::Children;
use crate::annotation::{Annotations, EntityKind, Form, Relation};

/// The subject of the clause that says that it is what a description says.
pub(super) fn subject(text: &str, found: &Annotations, drafts: &[Draft], place: usize) -> Option<usize> {
    let draft = drafts.get(place).filter(|draft| draft.number == Number::Singular)?;
    let clause = if has_copula(found, draft.tokens.start, draft.head) {
        draft.head
    } else {
        as_of(text, found, draft)?
    };
    let (at, subject) = drafts.iter().enumerate().take(place).rev().take(WINDOW).find(|(_, other)| {
        other.subject && other.head < draft.tokens.start && found.head(other.head) == Some(clause)
    })?;
    let fits = match draft.kind {
        EntityKind::Person => subject.kind == EntityKind::Person && subject.number == Number::Singular,
        // "It was a company that …" says nothing of whom it was.
        _ => subject.kind == EntityKind::Organisation && (draft.definite || subject.form == Form::Name),
    };
    let clash = draft.gender.zip(subject.gender).is_some_and(|(a, b)| a != b);
    (fits && !clash && is_so(text, found, clause, subject.head..draft.head)).then_some(at)
}

/// How many mentions back the subject of a description's clause may stand.
const WINDOW: usize = 12;

/// A form of "be" that hangs from a noun and stands before it.
fn has_copula(found: &Annotations, start: usize, head: usize) -> bool {
    (start.saturating_sub(6)..start)
        .any(|at| found.has_relation(at, &[Relation::Cop]) && found.head(at) == Some(head))
}

/// The verb of "served as the director": whoever does so is it.
fn as_of(text: &str, found: &Annotations, draft: &Draft) -> Option<usize> {
    let word = draft.tokens.start.checked_sub(1).filter(|word| found.word(text, *word) == "as")?;
    let verb = found.head(draft.head).filter(|verb| *verb < word)?;
    let lemma = found.tokens.get(verb)?.lemma.as_str();
    let mut before = verb.saturating_sub(6)..verb;
    let passive =
        before.any(|at| found.has_relation(at, &[Relation::AuxPass]) && found.head(at) == Some(verb));
    let acts = matches!(lemma, "serve" | "act" | "work" | "resign" | "retire" | "return" | "continue");
    let made =
        matches!(lemma, "appoint" | "elect" | "reelect" | "re-elect" | "name" | "install" | "hire" | "know");
    (acts || (made && passive)).then_some(verb)
}

/// Whether nothing in the clause says that it is not so, may be so, or is asked.
pub(super) fn is_so(text: &str, found: &Annotations, clause: usize, between: Range<usize>) -> bool {
    let open = |at: usize| {
        let word = found.word(text, at).to_lowercase();
        matches!(
            word.as_str(),
            "not" | "n't" | "n’t" | "never" | "no" | "would" | "could" | "may" | "might" | "should" | "can"
        )
    };
    let condition = |at: &usize| {
        found.head(*at) == Some(clause)
            && matches!(found.word(text, *at).to_lowercase().as_str(), "if" | "whether" | "unless")
    };
    let from = between.start.saturating_sub(6);
    !between.clone().any(open) && !(from..between.start).any(|at| condition(&at))
}

/// The kind of what a noun without a role is said to be: that of the name that it is in apposition to, or a person where
/// a form of "be" says that "he", "she" or a person is it.
pub(super) fn kind_of(
    text: &str,
    found: &Annotations,
    children: &Children,
    names: &[(Range<usize>, EntityKind)],
    head: usize,
) -> Option<EntityKind> {
    let named = |at: usize| {
        let place = names.partition_point(|(tokens, _)| tokens.end <= at);
        names.get(place).filter(|(tokens, _)| tokens.contains(&at)).map(|(_, kind)| *kind)
    };
    let person = |kind: &EntityKind| *kind == EntityKind::Person;
    if found.has_relation(head, &[Relation::Appos]) {
        let comma = |at: usize| at > 0 && found.word(text, at - 1) == ",";
        let start = found.subtree(children, head).start;
        let opens = comma(start) || matches!(found.word(text, start), ",");
        return found.head(head).and_then(named).filter(person).filter(|_| opens);
    }
    let subject = found.dependents(children, head, &[Relation::Nsubj]).find(|at| *at < head)?;
    found.dependents(children, head, &[Relation::Cop]).find(|at| *at < head)?;
    let he = matches!(found.word(text, subject), "he" | "He" | "she" | "She");
    (he || named(subject) == Some(EntityKind::Person)).then_some(EntityKind::Person)
}
