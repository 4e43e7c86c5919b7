//! Points that are a word: which of a kind of things it was ("a car bomb", "west of X"), or a count in a word ("twin blasts").

use super::{Seed, named_place, plant};
use crate::alignment::question::Value;
use crate::alignment::question::clause::{self, Event};
use crate::alignment::question::lexicon::LEXICON;
use crate::alignment::question::point::{Point, Sort};
use crate::alignment::question::role::Role;
use crate::alignment::question::scene::{Scene, View};
use crate::alignment::question::words::{WORDS, holds};
use crate::annotation::{Hedge, Relation, Upos};
use crate::text::Span;

/// A word of a kind of which only one can be so, beside an event ("a car bomb", "west of X"), or a count in a word ("twin blasts").
pub(super) fn of_kind(scene: &Scene<'_>, view: View<'_>, at: usize) -> Option<Point> {
    let lemma = view.lemma(at);
    // "A twin bombing": the parse may take it for a noun.
    let described = view.is(at, Upos::Adj) || view.found.has_relation(at, &[Relation::Compound]);
    if holds(&WORDS.twofold, &lemma) && described {
        return twofold(scene, view, at);
    }
    let kind = *LEXICON.kinds_of(&lemma).iter().find(|kind| {
        LEXICON
            .kinds
            .get(usize::from(kind.kind))
            .is_some_and(|kind| kind.exclusive && matches!(kind.name, "vehicle" | "compass"))
    })?;
    let of = LEXICON.kinds.get(usize::from(kind.kind))?;
    let (event, reference) = if of.name == "compass" {
        let next = view.lemma(at + 1);
        (Event::default(), Some(named_place(scene, view, at + 2).filter(|_| next == "of")?))
    } else {
        (used(view, at).then(|| beside(view, at)).flatten()?, None)
    };
    let member = *of.members.get(usize::from(kind.member))?;
    // "North-west" in three tokens is one direction, told by its last.
    let part = |word: usize| {
        let own = LEXICON.kinds_of(&view.lemma(word)).iter().find(|own| own.kind == kind.kind).copied();
        of.members.get(usize::from(own?.member)).copied()
    };
    let hyphen = |mark: usize| matches!(view.lemma(mark).as_str(), "-" | "–" | "‑");
    if hyphen(at + 1) && part(at + 2).is_some() {
        return None;
    }
    let first = at.checked_sub(2).filter(|_| hyphen(at - 1)).and_then(part).unwrap_or_default();
    let member = format!("{first}{member}");
    plant(
        scene,
        view,
        Seed {
            token: at,
            focus: view.token(at)?.span,
            value: Value::Phrase(member),
            sort: Sort::OneOf(kind.kind),
            words: Span::default(),
            counted: None,
            role: Role::plain(view, at, None),
            reference,
            event,
        },
    )
}

/// Whether a vehicle may be what something was done with: one, and no "gas tank"; "burnt cars" are what is left.
fn used(view: View<'_>, at: usize) -> bool {
    let one = view.token(at).is_some_and(|token| token.xpos != "NNS");
    let vessel = view.lemma(at) == "tank" && view.child(at, &[Relation::Compound]).is_some();
    one && !vessel
}

/// The event right beside a word of a kind: the noun it stands before, or the verb that it is subject or means of.
fn beside(view: View<'_>, at: usize) -> Option<Event> {
    let head = view.found.head(at);
    let near = [Some(at + 1), head, head.and_then(|head| view.found.head(head))].into_iter().flatten();
    // "a truck loaded with explosives", "an explosives-laden truck"; not "a tank to detonate".
    let describing = [Relation::Acl, Relation::Amod, Relation::Compound];
    let below = view.found.dependents(view.children, at, &describing).filter(|word| {
        let participle = view.token(*word).is_some_and(|token| token.xpos == "VBN");
        participle || !view.found.has_relation(*word, &[Relation::Acl])
    });
    let below = below.flat_map(|word| std::iter::once(word).chain(view.children.of(word)));
    near.chain(below).find_map(|token| {
        let classes = clause::classes_of(view, token);
        // "The ferry fire": a blaze, and no shots.
        if view.is(token, Upos::Noun) && view.lemma(token) == "fire" {
            return None;
        }
        clause::are_attacks(&classes).then_some(Event { token: Some(token), classes })
    })
}

/// "twin blasts", "a double bombing": two of an event.
fn twofold(scene: &Scene<'_>, view: View<'_>, at: usize) -> Option<Point> {
    let sentence = view.sentence(at);
    let counted = (at + 1..sentence.end).take(3).find(|next| !clause::classes_of(view, *next).is_empty())?;
    if view.lemma(at) == "second" {
        return None;
    }
    plant(
        scene,
        view,
        Seed {
            token: at,
            focus: view.found.span_of(at..counted + 1),
            value: Value::Number { low: Some(2.0), high: Some(2.0), hedge: Hedge::Exactly, unit: None },
            sort: Sort::Count,
            event: Event { token: Some(counted), classes: clause::classes_of(view, counted) },
            words: view.token(counted)?.span,
            counted: Some(counted),
            reference: None,
            role: Role::plain(view, at, Some(counted)),
        },
    )
}
