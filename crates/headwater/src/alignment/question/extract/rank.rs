//! Points that are a place in an order.

use smol_str::SmolStr;

use super::{Seed, plant};
use crate::alignment::question::Value;
use crate::alignment::question::clause;
use crate::alignment::question::lexicon::stem;
use crate::alignment::question::point::{Point, Sort};
use crate::alignment::question::role::Role;
use crate::alignment::question::scene::{Scene, View};
use crate::alignment::question::words::{WORDS, holds};
use crate::annotation::{Hedge, Quantity, Relation, Upos};
use crate::text::Span;

/// A place in an order ("the first country to …", "one of the first countries to …").
pub(super) fn of_rank(
    scene: &Scene<'_>,
    view: View<'_>,
    quantity: &Quantity,
    number: usize,
) -> Option<Point> {
    let rank = quantity.low.filter(|rank| rank.fract() == 0.0 && (1.0..1000.0).contains(rank))? as u32;
    let counted = quantity.counted.or_else(|| {
        let head = view.found.head(number)?;
        view.token(head).filter(|token| token.upos == Upos::Noun).map(|_| head)
    })?;
    let inside = view.found.tokens_in(quantity.span);
    // "The 53rd Street tunnel": it is called so.
    let called = |at: usize| holds(&WORDS.ordinal_names, &view.lemma(at));
    // "The second part will follow": it says which part will, and not which it is.
    let subject = view.found.has_relation(counted, &[Relation::Nsubj, Relation::NsubjPass]);
    let verb = view.found.head(counted).is_some_and(|verb| view.is(verb, Upos::Verb));
    let known = view.child(counted, &[Relation::Det]).is_some_and(|the| view.lemma(the) == "the");
    let counts = superlative(view, quantity.span).is_empty();
    if called(inside.end) || called(counted) || counts && subject && verb && known {
        return None;
    }
    let from = one_of_several(view, inside.start, inside.end);
    let shared = from.is_some() || quantity.hedge == Hedge::About;
    let from = from.unwrap_or(inside.start);
    let event = clause::event_of(view, number, Some(counted));
    let planted = plant(
        scene,
        view,
        Seed {
            token: number,
            focus: view.found.span_of(from..counted.max(number) + 1),
            value: Value::Rank { rank, shared },
            sort: Sort::Rank,
            words: view.token(counted)?.span,
            counted: Some(counted),
            reference: None,
            role: Role::plain(view, number, Some(counted)),
            event,
        },
    );
    planted.map(|point| Point { superlative: superlative(view, quantity.span), ..point })
}

/// The adjective of a place in an order, by dictionary form ("the deadliest": "deadly"); empty for "the first".
fn superlative(view: View<'_>, rank: Span) -> SmolStr {
    let last = view.found.tokens_in(rank).last();
    let adjective = last.filter(|at| {
        let word = view.found.word(&view.article.text, *at).to_lowercase();
        let counts = word == "first" || word.starts_with(|letter: char| letter.is_ascii_digit());
        let most = *at > 0 && matches!(view.lemma(*at - 1).as_str(), "most" | "least");
        (word.ends_with("st") || most) && !counts
    });
    adjective.map(|at| stem(&view.lemma(at))).unwrap_or_default()
}

/// Where "one of" or "among" begins, just before a rank or in it.
fn one_of_several(view: View<'_>, start: usize, end: usize) -> Option<usize> {
    let first = start.saturating_sub(4).max(view.sentence(start).start);
    (first..end).find(|at| {
        let word = view.lemma(*at);
        word == "among" || (word == "one" && view.lemma(at + 1) == "of")
    })
}
