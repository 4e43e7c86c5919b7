//! Clauses that say opposite things of one doer and one thing.

use super::lexicon::LEXICON;
use super::mood::{Mood, Status};
use super::point::of_one_time;
use super::predication::{ALIKE, Predication, THING, are_opposites};
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
    let seems = |word: &str| holds(&WORDS.seeming, word);
    let contrary = contrary || one.described && other.described && is_un(a, b) && !seems(a) && !seems(b);
    let plain = |own: &Predication| {
        own.mood == Mood::Asserted
            && own.status == Status::Told
            && !own.failed
            && !own.denied
            && own.carriers.is_empty()
    };
    if !contrary || !plain(one) || !plain(other) || !of_one_time(one.long_ago, other.long_ago) {
        return false;
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

/// Whether a clause that says that something is not so denies what another says: of the same doer the same act upon the same
/// thing. What it names must stand in the other, in its clause or `around` it: who says that the ship did not call at Orlan
/// denies nobody that it called at Tarnby. Who "thinks not" denies nobody what he thinks, nor does who does not "appear" so.
pub(super) fn denies(denial: &Predication, other: &Predication, around: &[Term]) -> bool {
    let thinks = holds(&WORDS.thinking, &denial.predicate.lemma)
        || holds(&WORDS.linking, &denial.predicate.lemma) && denial.predicate.lemma != "be";
    if denial.mood != Mood::Asserted
        || denial.aside
        || thinks
        || !is_one_act(&denial.predicate, &other.predicate)
    {
        return false;
    }
    let met = |term: &Term, from: f32| other.terms.iter().any(|their| nearly(term, their) >= from);
    let open = |term: &Term| term.kind == TermKind::Reference && term.entity.is_none();
    let doer = match (at(denial, denial.subject), at(other, other.subject)) {
        (Some(x), Some(y)) if is_spoken(x) || is_spoken(y) => x.entity.is_some() && x.entity == y.entity,
        (Some(x), Some(y)) => open(x) || open(y) || nearly(x, y) >= KIN,
        _ => true,
    };
    let thing = match (at(denial, denial.object), at(other, other.object)) {
        (Some(x), Some(y)) => open(x) || open(y) || nearly(x, y) >= KIN,
        (Some(x), None) => open(x) || met(x, KIN),
        _ => true,
    };
    let named = denial.terms.iter().filter(|term| matches!(term.kind, TermKind::Name | TermKind::Figure));
    let told = |term: &Term| met(term, ALIKE) || around.iter().any(|their| nearly(term, their) >= ALIKE);
    let all: f32 = denial.terms.iter().map(|term| term.weight).sum();
    let shared: f32 = denial.terms.iter().filter(|term| met(term, KIN)).map(|term| term.weight).sum();
    doer && thing && shared >= all * HALF && named.into_iter().all(told)
}

/// What share of a denial must stand in the clause that it denies.
const HALF: f32 = 0.5;

/// The term of a clause that stands at a head.
fn at(own: &Predication, head: Option<usize>) -> Option<&Term> {
    own.terms.iter().find(|term| Some(term.token) == head)
}

/// Whether a clause calls accounts groundless ("the allegations of torture are baseless").
pub(super) fn calls_groundless(own: &Predication) -> bool {
    let account = |term: &Term| term.kind == TermKind::Word && holds(&WORDS.accounts, &term.lemma);
    holds(&WORDS.groundless, &own.predicate.lemma) && at(own, own.subject).is_some_and(account)
}

/// From how well two words match they may name one thing.
const KIN: f32 = 0.4;

/// How well two terms match, by lists or by the company that they keep.
fn nearly(one: &Term, other: &Term) -> f32 {
    let company = || one.meaning.zip(other.meaning).map_or(0.0, |(a, b)| a.likeness(b));
    match_of(one, other).max(if one.kind == TermKind::Word && other.kind == TermKind::Word {
        company()
    } else {
        0.0
    })
}

/// Whether two predicates tell of one act, and not of its opposite.
fn is_one_act(one: &Term, other: &Term) -> bool {
    match_of(one, other) >= ALIKE && !are_opposites(&one.lemma, &other.lemma)
}

fn is_spoken(term: &Term) -> bool {
    term.kind == TermKind::Reference && holds(&WORDS.spoken, &term.lemma)
}

/// Whether one of two words is the other with a syllable that denies it ("known", "unknown").
pub(super) fn is_un(one: &str, other: &str) -> bool {
    let un = |long: &str, short: &str| {
        // "Unknown" is an adjective, "known" a form of "know".
        let bare = |rest: &str| rest.starts_with(short) && rest.len() <= short.len() + 1;
        ["un", "in", "im", "dis", "non", "non-"]
            .iter()
            .any(|first| long.strip_prefix(first).is_some_and(bare))
    };
    un(one, other) || un(other, one)
}
