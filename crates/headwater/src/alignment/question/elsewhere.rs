//! Tolls of other events: what an account tells beside the toll of its own story.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::lexicon::Class;
use super::point::{Point, is_harm, same_thing};
use super::value::compatible;
use crate::article::ArticleId;
use crate::statement::StatementId;
use crate::text::Span;

/// Marks the tolls that an article gives beside the one of its story and places or dates otherwise ("killed 48 people", "in
/// July a bomb killed 16"): no account gives two tolls for one event.
pub(super) fn mark(points: &mut [Point]) {
    let mut tolls: BTreeMap<(ArticleId, Class), Vec<usize>> = BTreeMap::new();
    for (at, point) in
        points.iter().enumerate().filter(|(_, point)| point.is_toll() && point.anchor.is_none())
    {
        for class in point.event.classes.iter().filter(|class| is_harm(**class)) {
            tolls.entry((point.article, *class)).or_default().push(at);
        }
    }
    let mut marked: BTreeSet<(StatementId, Span)> = BTreeSet::new();
    for own in tolls.into_values() {
        // News tells first what it is about, and comes back to it.
        let own: Vec<&Point> = own.iter().filter_map(|at| points.get(*at)).collect();
        let Some(first) = own.iter().min_by_key(|point| point.focus) else { continue };
        let story: Vec<&&Point> = own.iter().filter(|point| compatible(&first.value, &point.value)).collect();
        let placed = |other: &Point| {
            !other.places.is_empty() && story.iter().all(|point| point.places.is_disjoint(&other.places))
        };
        let dated = |other: &Point| {
            let mut days = story.iter().filter_map(|point| point.when).peekable();
            let own = other.when.filter(|_| days.peek().is_some());
            own.is_some_and(|own| !days.any(|day| contains(day, own)))
        };
        let elsewhere = |other: &Point| {
            !compatible(&first.value, &other.value)
                && same_thing(first, other, 1.0).is_some_and(|sure| sure >= ONE_TOLL)
                && (placed(other) || dated(other))
        };
        marked
            .extend(own.iter().filter(|other| elsewhere(other)).map(|point| (point.statement, point.focus)));
    }
    for point in points.iter_mut() {
        point.elsewhere = marked.contains(&(point.statement, point.focus));
    }
}

/// From how sure it is that two tolls count one thing they cannot both be so of one event.
const ONE_TOLL: f32 = 0.65;

/// Whether two tolls of other events may tell of one such.
pub(super) fn may_be_one(one: &Point, other: &Point) -> bool {
    let apart = !one.places.is_empty() && !other.places.is_empty() && one.places.is_disjoint(&other.places);
    let meets = |a: (Date, Date), b: (Date, Date)| contains(a, b) || contains(b, a);
    !apart && one.when.zip(other.when).is_none_or(|(a, b)| meets(a, b))
}

/// Whether some days hold others.
fn contains(days: (Date, Date), others: (Date, Date)) -> bool {
    days.0 <= others.0 && others.1 <= days.1
}
