//! Clauses that say opposite things of one doer and one thing.

use super::lexicon::LEXICON;
use super::mood::Mood;
use super::point::of_one_time;
use super::predication::{ALIKE, Predication, THING};
use super::similarity::match_of;
use super::term::{Term, TermKind};
use super::words::{WORDS, holds};

/// Whether two clauses say of one doer and one thing what cannot both be so ("the council passed the plan", "the plan was
/// rejected by the council"). Both must say that it is so; where they name what the other does not, they may tell of two
/// things.
pub(super) fn are_opposed(one: &Predication, other: &Predication) -> bool {
    let (a, b) = (&one.predicate.lemma, &other.predicate.lemma);
    let contrary = WORDS.contrary.iter().any(|[for_it, against]| {
        holds(for_it, a) && holds(against, b) || holds(for_it, b) && holds(against, a)
    });
    let plain = |own: &Predication| {
        own.mood == Mood::Asserted && !own.planned && !own.failed && !own.denied && own.carriers.is_empty()
    };
    if !contrary || !plain(one) || !plain(other) || !of_one_time(one.long_ago, other.long_ago) {
        return false;
    }
    fn at(own: &Predication, head: Option<usize>) -> Option<&Term> {
        own.terms.iter().find(|term| Some(term.token) == head)
    }
    let matched =
        |a: Option<&Term>, b: Option<&Term>, from: f32| a.zip(b).map(|(a, b)| match_of(a, b) >= from);
    let doers = matched(at(one, one.subject), at(other, other.subject), ALIKE);
    let things = matched(at(one, one.object), at(other, other.object), THING);
    let names = |own: &Predication, theirs: &Predication| {
        let named = own.terms.iter().filter(|term| term.kind == TermKind::Name);
        named.filter(|term| !theirs.terms.iter().any(|their| match_of(term, their) >= ALIKE)).count()
    };
    let of_two = names(one, other) > 0 && names(other, one) > 0;
    let objects = one.object.is_some() == other.object.is_some();
    let one_thing = match (doers, things) {
        (Some(true), Some(true)) => true,
        // "The boy climbed through the fence and fell": a person may do both.
        (Some(true), None) => {
            let somebody = at(one, one.subject).is_some_and(|term| LEXICON.is_somebody(term.kinds));
            (!objects || one.object.is_none()) && !somebody
        }
        (None, Some(true)) => true,
        _ => false,
    };
    one_thing && !of_two
}
