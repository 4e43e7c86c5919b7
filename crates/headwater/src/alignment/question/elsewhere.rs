//! Tolls of other events: what an account tells beside the toll of its own story.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::label::is_vague;
use super::lexicon::Class;
use super::point::{Point, is_harm, same_thing};
use super::scene::Scene;
use super::setting::Another;
use super::slot::size;
use super::value::compatible;
use crate::article::ArticleId;
use crate::statement::StatementId;
use crate::text::Span;

/// Marks the tolls that an article gives beside the one of its story and places or dates otherwise ("killed 48 people",
/// "last week an airstrike killed 30"): no account gives two tolls for one event. What fits such a toll better than that
/// of its own article's story goes with it.
pub(super) fn mark(scene: &Scene<'_>, points: &mut [Point]) {
    let mut tolls: BTreeMap<(usize, Class), BTreeMap<ArticleId, Vec<&Point>>> = BTreeMap::new();
    for point in points.iter().filter(|point| point.is_toll() && point.anchor.is_none()) {
        let story = scene.stories.of(point.article);
        for class in point.event.classes.iter().filter(|class| is_harm(**class)) {
            tolls.entry((story, *class)).or_default().entry(point.article).or_default().push(point);
        }
    }
    let marked: BTreeSet<(StatementId, Span)> =
        tolls.values().flat_map(elsewhere).map(|point| (point.statement, point.focus)).collect();
    for point in points.iter_mut() {
        point.elsewhere = marked.contains(&(point.statement, point.focus));
    }
}

/// The tolls of one kind, by article, that are none of the story's event.
fn elsewhere<'p>(tolls: &BTreeMap<ArticleId, Vec<&'p Point>>) -> Vec<&'p Point> {
    // News tells first what it is about, and comes back to it.
    let first =
        |own: &[&'p Point]| own.iter().copied().min_by_key(|point| (is_vague(&point.value), point.focus));
    let fits = |own: &[&'p Point], other: &Point| {
        first(own).is_none_or(|first| compatible(&first.value, &other.value))
    };
    let about = |own: &Vec<&'p Point>| {
        let fitting = own.iter().copied().filter(|point| fits(own, point));
        fitting.collect::<Vec<&Point>>()
    };
    let days: Vec<(Date, Date)> = tolls.values().flat_map(about).filter_map(|point| point.when).collect();
    let dated = |other: &Point| {
        other.when.is_some_and(|own| !days.is_empty() && !days.iter().any(|day| contains(*day, own)))
    };
    let mut beside: Vec<&Point> = Vec::new();
    let mut found: Vec<&Point> = Vec::new();
    for own in tolls.values() {
        let Some(first) = first(own) else { continue };
        let story = about(own);
        // What other accounts give as well is hardly told of another place: its name may be spelled otherwise.
        let alone = |other: &Point| {
            let same = |point: &Point| !is_vague(&point.value) && exact(point, other);
            tolls.values().flatten().all(|point| point.article == other.article || !same(point))
        };
        let placed = |other: &Point| {
            !other.places.is_empty()
                && alone(other)
                && story.iter().all(|point| point.places.is_disjoint(&other.places))
        };
        // "58 killed", and then "at least 59": the same toll, an hour later.
        let later =
            |other: &Point| (size(&first.value) - size(&other.value)).abs() <= size(&first.value) / 8.0;
        let others = own.iter().copied().filter(|other| {
            let one = fits(own, other) || later(other) && size(&first.value) >= MANY;
            !one && same_thing(first, other, 1.0).is_some_and(|sure| sure >= ONE_TOLL)
        });
        let (away, near): (Vec<&Point>, Vec<&Point>) =
            others.partition(|other| placed(other) || dated(other));
        found.extend(away);
        beside.extend(near);
        // "strikes on Orlan that left 32 dead", in the words of who tells why: that no article gives for the story.
        let named = |other: &Point| {
            let others = tolls.values().flatten().filter(|point| !std::ptr::eq(**point, other));
            !other.places.is_empty() && others.clone().all(|point| point.places.is_disjoint(&other.places))
        };
        let another = |other: &Point| match other.of_another {
            Another::No => false,
            Another::Event => alone(other) && named(other),
            Another::Earlier => alone(other),
        };
        found.extend(own.iter().copied().filter(|other| another(other)));
        // "One died there, in contrast with the 84 of Thursday": so few are none of the story's many, or a few of them.
        let most = own.iter().filter(|point| !is_vague(&point.value)).map(|point| size(&point.value));
        let most = most.fold(0.0, f64::max);
        let few = |other: &Point| most >= MANY && !is_vague(&other.value) && size(&other.value) * FEW <= most;
        found.extend(own.iter().copied().filter(|other| few(other) && alone(other)));
        found.extend(listed(own).into_iter().filter(|other| alone(other) && !fits(own, other)));
    }
    let with = |point: &&Point| found.iter().any(|other| exact(other, point));
    let joined: Vec<&Point> = beside.into_iter().filter(with).collect();
    found.extend(joined);
    found
}

/// From so many victims on another figure near it is the same toll at another hour.
const MANY: f64 = 20.0;

/// So many times as many are no other count of the same.
const FEW: f64 = 8.0;

/// From so many tolls that cannot be one on an article lists events ("Five such fires: Orlan, 12 dead; Tarnby, 30 dead").
const LIST: usize = 5;

/// The tolls of an article that lists events.
fn listed<'p>(own: &[&'p Point]) -> Vec<&'p Point> {
    let mut apart: Vec<&Point> = Vec::new();
    for point in own.iter().copied().filter(|point| !is_vague(&point.value)) {
        if apart.iter().all(|other| !compatible(&other.value, &point.value)) {
            apart.push(point);
        }
    }
    if apart.len() >= LIST { own.to_vec() } else { Vec::new() }
}

/// Whether two tolls are one figure, more or less.
fn exact(one: &Point, other: &Point) -> bool {
    compatible(&one.value, &other.value)
        && (size(&one.value) - size(&other.value)).abs() <= size(&one.value) / 8.0
}

/// From how sure it is that two tolls count one thing they cannot both be so of one event.
const ONE_TOLL: f32 = 0.65;

/// Whether two tolls of other events may tell of one such.
pub(super) fn may_be_one(one: &Point, other: &Point) -> bool {
    let apart = !one.places.is_empty() && !other.places.is_empty() && one.places.is_disjoint(&other.places);
    let meets = |a: (Date, Date), b: (Date, Date)| contains(a, b) || contains(b, a);
    !apart && one.when.zip(other.when).is_none_or(|(a, b)| meets(a, b))
}

/// Whether two accounts that give other tolls of other events tell of one such: by its place, its day, or the words for it.
/// Two other events of one account are two.
pub(super) fn is_of_one(one: &Point, other: &Point) -> bool {
    let place = !one.places.is_disjoint(&other.places);
    let day = one.when.zip(other.when).is_some_and(|(a, b)| contains(a, b) || contains(b, a));
    let named = one.of_another != Another::No && other.of_another != Another::No;
    one.article != other.article && (place || day || named)
}

/// Whether some days hold others.
fn contains(days: (Date, Date), others: (Date, Date)) -> bool {
    days.0 <= others.0 && others.1 <= days.1
}
