//! Slots: points of several articles that answer one question with a figure, a time, a rank or a word.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::cluster::{Pairs, groups};
use super::discord::discord;
use super::fit::{fit, said_alike};
use super::opposed::are_opposed;
use super::point::{Point, Sort, is_beside, same_question};
use super::predication::keys;
use super::scene::Scene;
use super::setting;
use super::value::compatible;
use super::{Agreement, Answer, Fit, Member, Question, Value, label};
use crate::alignment::entity::EntityId;
use crate::article::ArticleId;
use crate::statement::StatementId;

/// How sure it must be that two points answer one question.
pub(super) const SAME: f32 = 0.56;
/// What speaks against two different figures of one sentence answering one question ("10 passengers and two pilots").
const BESIDE: f32 = -4.0;
/// In buckets of more points than this each is compared with so many of the others only.
const CROWD: usize = 160;

/// Points that answer one question, in order.
pub(super) type Slot<'p> = Vec<&'p Point>;

/// Groups the points that answer one question. What stands in the same words is compared once.
pub(super) fn slots<'p>(scene: &Scene<'_>, points: &'p [Point]) -> Vec<Slot<'p>> {
    let mut copies: BTreeMap<(String, usize, usize), Vec<&Point>> = BTreeMap::new();
    for point in points {
        let (sentence, offset) = point.rank(scene);
        copies.entry((sentence, offset, scene.stories.of(point.article))).or_default().push(point);
    }
    let nodes: Vec<Vec<&Point>> = copies.into_values().collect();
    let firsts: Vec<&Point> = nodes.iter().filter_map(|node| node.first().copied()).collect();
    let mut meeting: Vec<(usize, usize)> =
        buckets(scene, &firsts).into_values().flat_map(|bucket| compared(&bucket)).collect();
    meeting.par_sort_unstable();
    meeting.dedup();
    let weighed = |(one, other): (usize, usize)| {
        let (a, b) = (firsts.get(one)?, firsts.get(other)?);
        let sure = same_question(scene, a, b);
        let against = if is_beside(a, b) { BESIDE } else { -1.0 };
        Some((one, other, sure.map_or(against, |sure| sure - SAME)))
    };
    let pairs: Pairs = meeting.into_par_iter().filter_map(weighed).collect::<Vec<_>>().into_iter().collect();
    let grouped = groups(firsts.len(), &pairs);
    grouped
        .into_iter()
        .map(|group| group.iter().filter_map(|at| nodes.get(*at)).flatten().copied().collect())
        .collect()
}

/// Slots of one measure of which a label says the same and whose values can all be so are one question ("the magnitude").
pub(super) fn one_measure<'p>(scene: &Scene<'_>, slots: Vec<Slot<'p>>) -> Vec<Slot<'p>> {
    let mut kept: Vec<(Option<(String, usize)>, Slot<'p>)> = Vec::new();
    for slot in slots {
        let measure =
            slot.first().filter(|point| matches!(point.sort, Sort::Measure(_)) && point.reference.is_none());
        let name = measure.map(|point| (label::of_slot(scene, &slot), scene.stories.of(point.article)));
        let fits = |own: &Slot<'p>| {
            own.iter().all(|one| slot.iter().all(|other| one.sort == other.sort && fit(one, other)))
        };
        match kept.iter_mut().find(|(own, one)| name.is_some() && *own == name && fits(one)) {
            Some((_, own)) => own.extend(slot),
            None => kept.push((name, slot)),
        }
    }
    kept.into_iter().map(|(_, slot)| slot).collect()
}

/// Where points that may answer one question meet.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    story: usize,
    sort: Sort,
    word: String,
}

fn buckets(scene: &Scene<'_>, points: &[&Point]) -> BTreeMap<Key, Vec<usize>> {
    let mut buckets: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (at, point) in points.iter().enumerate() {
        let story = scene.stories.of(point.article);
        for word in words(point) {
            buckets.entry(Key { story, sort: point.sort.clone(), word }).or_default().push(at);
        }
    }
    buckets
}

/// Under which words a point may meet others: its kinds of events, or the event's own word and what is counted.
fn words(point: &Point) -> BTreeSet<String> {
    let classes = point.event.classes.iter().map(|class| format!("#{class}"));
    let own = [format!("e{}", point.event_stem), format!("c{}", super::lexicon::stem(&point.counted))];
    let kinds = super::lexicon::LEXICON.kinds_of(&point.counted).iter().map(|kind| format!("k{}", kind.kind));
    let sorts = matches!(point.sort, Sort::Measure(_) | Sort::OneOf(_) | Sort::Claimed).then(|| "measure".to_owned());
    let dated = point.clause.iter().flat_map(|clause| keys(&clause.terms)).map(|(key, _)| format!("t{key}"));
    classes.chain(own).chain(kinds).chain(sorts).chain(dated).filter(|word| word.len() > 1).collect()
}

/// The pairs of a bucket that are compared: all of a small one; in a large one each with so many, near and far.
fn compared(bucket: &[usize]) -> Vec<(usize, usize)> {
    let count = bucket.len();
    let steps: Vec<usize> = if count <= CROWD {
        (1..count).collect()
    } else {
        (1..CROWD / 2).chain((1..CROWD / 2).map(|step| step * (count / (CROWD / 2)))).collect()
    };
    let pair = |at: usize, step: usize| Some((*bucket.get(at)?, *bucket.get(at + step)?));
    let mut pairs: Vec<(usize, usize)> =
        (0..count).flat_map(|at| steps.iter().filter_map(move |step| pair(at, *step))).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The articles of a slot.
pub(super) fn articles(slot: &Slot<'_>) -> BTreeSet<ArticleId> {
    slot.iter().map(|point| point.article).collect()
}

/// The statements of a slot.
pub(super) fn statements(slot: &Slot<'_>) -> BTreeSet<StatementId> {
    slot.iter().map(|point| point.statement).collect()
}

/// The kinds of events whose victims a slot counts.
pub(super) fn harmed(slot: &Slot<'_>) -> BTreeSet<super::lexicon::Class> {
    let counts = slot.iter().filter(|point| point.sort == Sort::Count);
    counts.flat_map(|point| point.event.classes.iter().copied()).collect()
}

/// The question that a slot is, with its answers.
pub(super) fn question(scene: &Scene<'_>, slot: &Slot<'_>) -> Option<Question> {
    let slot = &without_seconds(slot);
    let first = slot.first()?;
    let groups = answers(slot);
    let own = by_article(slot);
    let (parts, whole): (Vec<Vec<&Point>>, Vec<Vec<&Point>>) =
        groups.iter().cloned().partition(|points| points.iter().all(|point| part_of(&own, point).is_some()));
    // What one article counts in one place is no other count of the whole; without one it may be.
    let relation = relation(scene, if whole.is_empty() { &parts } else { &whole });
    let answers = groups.iter().map(|points| answer(scene, slot, &own, points)).collect();
    let long_ago = slot.iter().all(|point| setting::is_of_long_ago(scene, point));
    Some(Question { label: label::of_slot(scene, slot), about: first.about(), answers, relation, long_ago })
}

/// The points of a slot by their articles.
type ByArticle<'p> = BTreeMap<ArticleId, Vec<&'p Point>>;
/// Of one article a point is laid beside so many others.
const OF_ONE: usize = 64;

fn by_article<'p>(slot: &Slot<'p>) -> ByArticle<'p> {
    let mut own = ByArticle::new();
    for point in slot {
        own.entry(point.article).or_default().push(point);
    }
    own
}

/// The place of which alone a point tells, where its own article gives a larger figure for the whole ("10 in Orlan", beside
/// 24 in all).
fn part_of(points: &ByArticle<'_>, point: &Point) -> Option<EntityId> {
    let own = size(&point.value);
    let whole = |other: &&Point| {
        !label::is_vague(&other.value)
            && size(&other.value) > own
            && !compatible(&other.value, &point.value)
            && other.named_places.is_disjoint(&point.named_places)
    };
    let counts = point.sort == Sort::Count && own > 0.0;
    let mut beside = points.get(&point.article).into_iter().flatten().take(OF_ONE);
    point.named_places.first().copied().filter(|_| counts && beside.any(whole))
}

/// Of two of a kind that one sentence names ("a truck, followed by a motorcycle") the one that other sentences name too.
fn without_seconds<'p>(slot: &Slot<'p>) -> Slot<'p> {
    let beside = |one: &Point, other: &Point| {
        one.article == other.article && one.sentence == other.sentence && one.value != other.value
    };
    let named = |point: &Point| slot.iter().filter(|other| other.value == point.value).count();
    let second = |point: &Point| {
        matches!(point.sort, Sort::OneOf(_))
            && slot.iter().any(|other| beside(point, other) && named(other) > named(point))
    };
    slot.iter().copied().filter(|point| !second(point)).collect()
}

/// From how sure it is that a point of another article answers the same question, a point surely answers it.
const SURE: f32 = 0.70;
/// With so many points of other articles each is compared.
const ASKED: usize = 24;

/// Whether a point surely answers the question of its slot: one of another article does, by all that stands around both.
/// A toll does by what it counts.
fn is_sure(scene: &Scene<'_>, slot: &Slot<'_>, point: &Point) -> bool {
    let others = slot.iter().filter(|other| other.article != point.article).take(ASKED);
    // Who will send 200 has not sent them; when more came is not when fewer did.
    let apart = |other: &Point| match (&point.clause, &other.clause) {
        (Some(a), Some(b)) => discord(scene, a, b).is_some() || are_opposed(a, b),
        _ => false,
    };
    let fits = |other: &&&Point| other.status == point.status && !apart(other);
    let mut others = others.filter(fits).peekable();
    slot.iter().all(|other| other.article == point.article)
        || point.is_toll() && others.peek().is_some()
        || others.any(|other| same_question(scene, point, other).is_some_and(|sure| sure >= SURE))
}

fn answer(scene: &Scene<'_>, slot: &Slot<'_>, own: &ByArticle<'_>, points: &[&Point]) -> Answer {
    let mut members: Vec<Member> = points
        .iter()
        .filter_map(|point| {
            let said = scene.statement(point.statement)?;
            let sure = is_sure(scene, slot, point);
            Some(Member {
                statement: point.statement,
                focus: point.focus,
                stance: said.stance,
                fit: Fit::of(sure),
            })
        })
        .collect();
    members.sort_unstable();
    members.dedup_by_key(|member| member.statement);
    let figure = points.iter().find(|point| !label::is_vague(&point.value));
    let value = figure.or(points.first()).map(|point| point.value.clone());
    let hours = |point: &&Point| label::names_an_hour(&point.value);
    let finely = slot.iter().any(|other| hours(other) && points.iter().any(|own| !fit(own, other)));
    let fine: Vec<&Point> = points.iter().copied().filter(|point| finely && hours(point)).collect();
    let label = label::of_answer(scene, if fine.is_empty() { points } else { &fine });
    let places: Option<BTreeSet<EntityId>> = points.iter().map(|point| part_of(own, point)).collect();
    let place = places.filter(|places| places.len() == 1).and_then(|places| places.first().copied());
    let name = place.and_then(|place| scene.reading.entities.get(place)).map(|entity| entity.name.as_str());
    let label = name.map_or_else(|| label.clone(), |name| format!("{label} in {name}"));
    Answer { label, value, members }
}

/// Points with compatible values under one answer: the value that most articles give first.
fn answers<'p>(slot: &Slot<'p>) -> Vec<Vec<&'p Point>> {
    let mut values: Vec<Vec<&'p Point>> = Vec::new();
    // "140" and "at least 140" are one figure, whatever else would fit either of them.
    let one_figure = |one: &Point, other: &Point| {
        let (a, b) = (&one.value, &other.value);
        let numbers = matches!((a, b), (Value::Number { .. }, Value::Number { .. }));
        a == b || numbers && (size(a) - size(b)).abs() < 1e-9 && compatible(a, b)
    };
    for point in slot.iter().copied() {
        match values.iter_mut().find(|own| own.first().is_some_and(|first| one_figure(first, point))) {
            Some(points) => points.push(point),
            None => values.push(vec![point]),
        }
    }
    let count = |points: &[&Point]| points.iter().map(|point| point.article).collect::<BTreeSet<_>>().len();
    values.sort_by(|a, b| count(b).cmp(&count(a)).then_with(|| size_of(a).total_cmp(&size_of(b))));
    let mut answers: Vec<Vec<&Point>> = Vec::new();
    for points in values {
        let fits = |answer: &[&Point]| {
            let pairs = || answer.iter().flat_map(|own| points.iter().map(move |point| (*own, *point)));
            pairs().all(|(own, point)| fit(own, point)) || pairs().any(|(own, point)| said_alike(own, point))
        };
        let fitting = answers.iter_mut().find(|answer| fits(answer));
        match fitting {
            Some(answer) => answer.extend(points),
            None => answers.push(points),
        }
    }
    answers.sort_by(|a, b| size_of(a).total_cmp(&size_of(b)));
    answers
}

fn size_of(points: &[&Point]) -> f64 {
    points.first().map_or(0.0, |point| size(&point.value))
}

/// A value as a number, for order.
pub(super) fn size(value: &Value) -> f64 {
    match value {
        Value::Number { low, high, .. } => low.or(*high).unwrap_or_default(),
        Value::Rank { rank, shared } => f64::from(*rank) + if *shared { 0.5 } else { 0.0 },
        Value::Date(date) => date.bounds().map_or(0.0, |(first, _)| {
            f64::from(first.year()) * 400.0 + f64::from(first.month()) * 32.0 + f64::from(first.day())
        }),
        Value::Phrase(_) => 0.0,
    }
}

/// How the answers stand to each other. Only what different articles say can differ.
fn relation(scene: &Scene<'_>, answers: &[Vec<&Point>]) -> Agreement {
    let articles = |points: &[&Point]| points.iter().map(|point| point.article).collect::<BTreeSet<_>>();
    let sets: Vec<BTreeSet<ArticleId>> = answers.iter().map(|points| articles(points)).collect();
    let apart = sets
        .iter()
        .enumerate()
        .any(|(at, one)| sets.iter().skip(at + 1).any(|other| one.union(other).count() > 1));
    if !apart {
        Agreement::Agree
    } else if is_rising(scene, answers) || is_claimed_since(answers) {
        Agreement::Update
    } else {
        Agreement::ValuesDiffer
    }
}

/// Whether some tell who claimed a deed that in others nobody had claimed so far.
fn is_claimed_since(answers: &[Vec<&Point>]) -> bool {
    let (none, named): (Vec<_>, Vec<_>) = answers.iter().partition(|points| points.iter().all(|it| it.is_unclaimed()));
    !none.is_empty() && named.len() == 1
}

/// Whether later articles give the higher counts, as tolls do, and how often something was, and how long it has lasted.
fn is_rising(scene: &Scene<'_>, answers: &[Vec<&Point>]) -> bool {
    let dated: Vec<(String, f64)> = answers
        .iter()
        .flatten()
        .filter(|point| grows(&point.sort))
        .filter_map(|point| {
            let published = scene.reading.articles.get(point.article.index())?.published.as_ref()?;
            Some((published.value.as_str().to_owned(), size(&point.value)))
        })
        .collect();
    rises(&dated)
}

/// Whether what a point tells of may grow from day to day.
fn grows(sort: &Sort) -> bool {
    matches!(sort, Sort::Count | Sort::Rank) || *sort == Sort::Measure("time".into())
}

/// Whether the later values of a list are the higher ones, by far most often.
pub(super) fn rises(dated: &[(String, f64)]) -> bool {
    let (mut with, mut against) = (0, 0);
    for (at, one) in dated.iter().enumerate() {
        for other in dated.iter().skip(at + 1).take(200) {
            let later = one.0.cmp(&other.0);
            let higher = one.1.total_cmp(&other.1);
            if later != std::cmp::Ordering::Equal && higher != std::cmp::Ordering::Equal {
                if later == higher { with += 1 } else { against += 1 }
            }
        }
    }
    with > 0 && with >= 4 * against
}
