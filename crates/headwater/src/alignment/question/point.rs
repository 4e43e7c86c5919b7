//! Points: what a statement says of how many, when, which, where or what, with all that tells which question it answers.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use smol_str::SmolStr;

use super::clause::Event;
use super::elsewhere;
use super::extract::claimed::NO_ONE;
use super::fit::{Worded, fit};
use super::label::is_vague;
use super::lexicon::{Class, Kind, LEXICON, stem};
use super::mood::Status;
use super::predication::{Predication, nearness};
use super::proposition::{SAME_CLAUSE, nearness_of_words};
use super::role::{self, Role};
use super::scene::Scene;
use super::setting::Another;
use super::similarity::align;
use super::term::Term;
use super::value::{same_odd_minute, times};
use super::words::{WORDS, holds};
use super::{About, Value};
use crate::alignment::entity::EntityId;
use crate::annotation::Meaning;
use crate::article::ArticleId;
use crate::statement::StatementId;
use crate::text::Span;

/// What a point measures; only points of one sort can answer one question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// How many of something.
    Count,
    /// How much, in units of one dimension, or in this unit.
    Measure(SmolStr),
    /// A share.
    Share,
    /// Money.
    Money,
    /// An age.
    Age,
    /// When.
    Time,
    /// Which in an order.
    Rank,
    /// Which of a kind of things, by the number of the kind.
    OneOf(u16),
    /// Who claimed a deed.
    Claimed,
}

/// Something a statement says that another may say differently.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub statement: StatementId,
    pub article: ArticleId,
    /// The words that give the answer.
    pub focus: Span,
    pub value: Value,
    /// The words of a time.
    pub worded: Worded,
    pub sort: Sort,
    /// The event that it hangs from.
    pub event: Event,
    /// The stem of the event's word.
    pub event_stem: SmolStr,
    /// What is counted, by dictionary form; empty where it is left out.
    pub counted: SmolStr,
    /// What is counted, in the text's words.
    pub counted_words: String,
    /// The place or thing that it is reckoned from ("west of X").
    pub reference: Option<EntityId>,
    /// The words around it.
    pub context: Vec<Term>,
    /// All words of its sentence, for a figure or a rank.
    pub around: Vec<Term>,
    /// The adjective that puts it first ("deadliest"); empty where it is counted ("first").
    pub superlative: SmolStr,
    /// The clause that it dates, for a time.
    pub clause: Option<Predication>,
    /// Whether it dates a report and not what is reported.
    pub saying: Saying,
    /// Whether its event was or is so, or may or will be.
    pub status: Status,
    /// When it was, where the clause says so and that is not when the story was published.
    pub anchor: Option<(Date, Date)>,
    /// When its clause says it was.
    pub when: Option<(Date, Date)>,
    /// Whether its article gives another figure for the same, and this one where or when of its own: it tells of another
    /// event.
    pub elsewhere: bool,
    /// Of which other event its clause only tells.
    pub of_another: Another,
    /// All places that its sentence names.
    pub named_places: BTreeSet<EntityId>,
    /// Places that narrow it.
    pub places: BTreeSet<EntityId>,
    /// Who or what its clause says it of, by name.
    pub parties: BTreeSet<EntityId>,
    /// The same, with those places that the whole story tells of.
    pub all_parties: BTreeSet<EntityId>,
    /// Whether only those without something are counted ("left without papers").
    pub without: bool,
    /// What part it plays in what its clause tells.
    pub role: Role,
    /// The sentence that it stands in.
    pub sentence: Span,
}

/// What a time says of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saying {
    /// It dates no report.
    No,
    /// When somebody reported something.
    Once,
    /// When somebody reported the story first; there is one such time.
    First,
}

/// Whether two points stand in one article, told by one source: who gives two dates tells of two events.
fn are_of_one_voice(scene: &Scene<'_>, one: &Point, other: &Point) -> bool {
    let source =
        |point: &Point| scene.statement(point.statement).map(|said| (said.source.kind, said.source.entity));
    one.article == other.article && source(one) == source(other)
}

/// How much of its sentence on either side orders a point, in bytes.
const WIDEST: usize = 1000;

impl Point {
    /// What a question about it turns on.
    pub(super) fn about(&self) -> About {
        match self.sort {
            Sort::Time => About::Date,
            Sort::Rank => About::Rank,
            Sort::OneOf(kind) if LEXICON.kind("compass") == Some(kind) => About::Place,
            Sort::OneOf(_) | Sort::Claimed => About::Name,
            _ => About::Number,
        }
    }

    /// Whether it counts to whom harm was done.
    pub(super) fn is_toll(&self) -> bool {
        self.sort == Sort::Count && self.event.classes.iter().any(|class| is_harm(*class))
    }

    /// Whether it says that nobody claimed a deed.
    pub(super) fn is_unclaimed(&self) -> bool {
        self.sort == Sort::Claimed && self.value == Value::Phrase(NO_ONE.to_owned())
    }

    /// Whether what is counted is itself the event ("two blasts").
    fn counts_events(&self) -> bool {
        let classes = LEXICON.classes(&self.counted);
        self.sort == Sort::Count
            && LEXICON.kinds_of(&self.counted).is_empty()
            && self.event.classes.iter().any(|class| classes.contains(class))
    }

    /// Its words in order of sort, for an order that does not depend on where articles stand.
    pub(super) fn rank(&self, scene: &Scene<'_>) -> (String, usize) {
        let said = scene.statement(self.statement).map(|said| said.sentence).unwrap_or_default();
        let text = scene.text(self.article);
        let whole = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let near = Span::new(
            whole(said.start.max(self.focus.start.saturating_sub(WIDEST))),
            whole(said.end.min(self.focus.end.saturating_add(WIDEST))),
        );
        (near.of(text).to_owned(), self.focus.start.saturating_sub(said.start))
    }
}

/// How well two points answer one question, from 0 to 1; `None` where they cannot.
pub(super) fn same_question(scene: &Scene<'_>, one: &Point, other: &Point) -> Option<f32> {
    let roles = one.role.against(&other.role, fit(one, other))?;
    if !may_be_asked_together(scene, one, other) {
        return None;
    }
    let event = same_event(one, other)?;
    let thing = same_thing(one, other, event)?;
    let around = align(&one.context, &other.context, |term| term.weight).score();
    if one.sort == Sort::Time {
        return same_date(scene, one, other, 0.27 * event + 0.20 * thing + 0.53 * around);
    }
    // How long one thing lasted is asked once, whatever else is told beside it.
    if lasts_alike(one, other, event) {
        let apart = narrowed(one, other) >= ELSEWHERE;
        return Some(0.62 + 0.38 * around - roles - if apart { ELSEWHERE } else { 0.0 });
    }
    let equal = if fit(one, other) { 0.08 } else { 0.0 };
    // "several bombings" may be any; only what is around tells which. "Twin blasts" and "a double bombing" are two.
    let figure = one.value == other.value && !is_vague(&one.value);
    let loose = if !figure && (one.counts_events() || other.counts_events()) { 0.18 } else { 0.0 };
    Some(
        0.40 * event + 0.22 * thing + 0.38 * around + equal
            - loose
            - roles
            - strangeness(one, other)
            - narrowed(one, other),
    )
}

/// Whether nothing that two points say of themselves keeps them from answering one question.
fn may_be_asked_together(scene: &Scene<'_>, one: &Point, other: &Point) -> bool {
    let fitting = fit(one, other);
    let both_said = (one.saying == Saying::No) == (other.saying == Saying::No);
    let elsewhere = one.elsewhere && other.elsewhere;
    one.sort == other.sort
        && both_said
        && same_time(one, other)
        && !is_beside(one, other)
        && (fitting || !is_measured_again(scene, one, other))
        && same_order(one, other)
        && !role::is_summed(one, other)
        && !role::is_summed(other, one)
        && !are_of_other_sizes(one, other)
        && !count_others(one, other)
        && one.elsewhere == other.elsewhere
        && (!elsewhere || elsewhere::may_be_one(one, other))
        && (!elsewhere || fitting || elsewhere::is_of_one(one, other))
        && (one.sort != Sort::Time || fitting || !are_of_one_voice(scene, one, other))
}

/// Whether two measures that differ stand in articles far apart, neither with a day long ago: what was measured then is not
/// what is measured now.
fn is_measured_again(scene: &Scene<'_>, one: &Point, other: &Point) -> bool {
    let measure = |sort: &Sort| matches!(sort, Sort::Measure(unit) if unit != "time");
    measure(&one.sort) && measure(&other.sort) && are_far_apart(scene, one.article, other.article)
}

/// Whether two counts are of others: "six children" are some of "24 people", not another count of them.
fn count_others(one: &Point, other: &Point) -> bool {
    let Some(parts) = told_apart(&one.counted, &other.counted) else { return false };
    if one.is_toll() && other.is_toll() {
        parts == Apart::Others || !fit(one, other)
    } else {
        parts == Apart::Others && one.sort == Sort::Count && !fit(one, other)
    }
}

/// How well two times date one event, by how much `around` them is alike; `None` where they cannot.
fn same_date(scene: &Scene<'_>, one: &Point, other: &Point, around: f32) -> Option<f32> {
    // That two things of one story were at 7:37 would be chance.
    if same_odd_minute(&one.value, &other.value) {
        return same_moment(scene, one, other).map(|far| 1.0 - far);
    }
    let near = one.clause.as_ref().zip(other.clause.as_ref()).map_or(0.0, |(a, b)| nearness(a, b));
    let first = one.saying == Saying::First && other.saying == Saying::First;
    if first && one.reference == other.reference {
        return Some(1.0);
    }
    let dated = near - SAME_CLAUSE + super::slot::SAME;
    let others = if of_others(one, other) { OTHERS } else { 0.0 };
    let acts = if !fit(one, other) && of_other_acts(one, other) { OTHER_ACTS } else { 0.0 };
    same_moment(scene, one, other).map(|far| around.max(dated) - far - others - acts)
}

/// Whether two stretches of time say of one thing how long it lasted.
fn lasts_alike(one: &Point, other: &Point, event: f32) -> bool {
    one.sort == Sort::Measure("time".into())
        && event >= 1.0
        && !one.event.classes.is_empty()
        && one.role.is_of_one_thing(&other.role)
}

/// Sums and measures of which one is so many times the other are not told of one thing, nor are so many times as many things
/// that are called otherwise ("140 settlements", "430,000 settlers").
const OTHER_SIZE: f64 = 20.0;
const OTHER_COUNT: f64 = 100.0;

fn are_of_other_sizes(one: &Point, other: &Point) -> bool {
    let ratio = times(&one.value, &other.value);
    match one.sort {
        Sort::Money | Sort::Measure(_) => ratio >= OTHER_SIZE,
        Sort::Count => {
            ratio >= OTHER_COUNT && !one.is_toll() && !are_of_one_kind(&one.counted, &other.counted)
        }
        _ => false,
    }
}

/// Whether two words are one, or are listed for one kind of things ("houses", "buildings").
fn are_of_one_kind(one: &str, other: &str) -> bool {
    let kinds = |word: &str| LEXICON.kinds_of(word).iter().map(|kind| kind.kind).collect::<Vec<_>>();
    let classes = LEXICON.classes(one).iter().any(|class| LEXICON.classes(other).contains(class));
    one == other
        || one.is_empty()
        || other.is_empty()
        || classes
        || kinds(one).iter().any(|kind| kinds(other).contains(kind))
}

/// What speaks against one question where the sentences around two figures have nothing in common; sums and shares of
/// everything stand in one story.
const STRANGE: f32 = 0.15;
const STRANGE_SUM: f32 = 0.30;

/// What speaks against two figures answering one question by the sentences around them: nothing where both count the
/// victims of one kind of harm, for a story mostly tells of one such toll, in whatever words.
fn strangeness(one: &Point, other: &Point) -> f32 {
    let toll = one.event.classes.iter().any(|class| is_harm(*class) && other.event.classes.contains(class));
    let toll = toll || one.sort == Sort::Claimed || matches!(one.sort, Sort::OneOf(_)) && fit(one, other);
    let strange = if matches!(one.sort, Sort::Money | Sort::Share) { STRANGE_SUM } else { STRANGE };
    if toll { 0.0 } else { (strange - 0.40 * nearness_of_words(&one.around, &other.around)).max(0.0) }
}

/// Whether some kinds of events make of a length a depth.
pub(super) fn is_depth(classes: &[Class]) -> bool {
    let depth =
        |class: &Class| LEXICON.events.get(usize::from(*class)).is_some_and(|event| event.name == "depth");
    classes.iter().any(depth)
}

pub(super) fn is_harm(class: Class) -> bool {
    LEXICON.events.get(usize::from(class)).is_some_and(|event| event.harm)
}

/// Two places in an order are places in one order: the first is asked for by itself, the deadliest with the worst.
fn same_order(one: &Point, other: &Point) -> bool {
    let (a, b) = (one.superlative.as_str(), other.superlative.as_str());
    a == b || LEXICON.classes(a).iter().any(|class| LEXICON.classes(b).contains(class))
}

/// Two figures of one sentence answer two questions, unless one is the other in another unit.
pub(super) fn is_beside(one: &Point, other: &Point) -> bool {
    one.article == other.article && one.sentence == other.sentence && !fit(one, other)
}

/// What speaks against one question where clauses name others as those of whom they tell.
const OTHERS: f32 = 0.3;
/// What speaks against it besides where their figures differ.
const OTHER_FIGURES: f32 = 0.15;

/// What speaks against two times dating one event where what is told of it is told by verbs that have nothing in common.
const OTHER_ACTS: f32 = 0.2;

fn of_other_acts(one: &Point, other: &Point) -> bool {
    let verb = |point: &Point| {
        let clause = point.clause.as_ref()?;
        Some((clause.predicate.stem.clone(), clause.predicate.classes, clause.predicate.meaning))
    };
    let Some((a, b)) = verb(one).zip(verb(other)) else { return false };
    let alike = a.2.zip(b.2).map_or(0.0, |(x, y)| x.likeness(y));
    a.0 != b.0 && !a.1.iter().any(|class| b.1.contains(class)) && alike < MAY_BE
}

/// Whether two points tell of others by name.
fn of_others(one: &Point, other: &Point) -> bool {
    !one.parties.is_empty() && !other.parties.is_empty() && one.parties.is_disjoint(&other.parties)
}

/// What speaks against one question where each clause names places of its own.
const ELSEWHERE: f32 = 0.35;

/// What speaks against one question when clauses name different places, or one tells of those without something.
fn narrowed(one: &Point, other: &Point) -> f32 {
    if one.without != other.without {
        return 0.35;
    }
    if of_others(one, other) {
        return if fit(one, other) { OTHERS } else { OTHERS + OTHER_FIGURES };
    }
    // The four missions of another country are not the two of that of the story.
    let one_of_them = one.parties.is_empty() != other.parties.is_empty();
    let both = !one.all_parties.is_empty() && !other.all_parties.is_empty();
    if one_of_them && both && one.all_parties.is_disjoint(&other.all_parties) && !fit(one, other) {
        return OTHERS;
    }
    if one.places == other.places {
        0.0
    } else if one.places.is_empty() || other.places.is_empty() {
        0.14
    } else if one.places.is_disjoint(&other.places) {
        ELSEWHERE
    } else {
        0.05
    }
}

/// What speaks against two times dating one event; `None` where one is to come and the other past.
fn same_moment(scene: &Scene<'_>, one: &Point, other: &Point) -> Option<f32> {
    let (Value::Date(a), Value::Date(b)) = (&one.value, &other.value) else { return None };
    let (Some(a), Some(b)) = (a.bounds(), b.bounds()) else { return Some(0.0) };
    let to_come = |point: &Point, first: Date| {
        let published =
            scene.reading.articles.get(point.article.index())?.published.as_ref()?.value.bounds()?;
        // The clock of a site may be a day behind that of the scene.
        let behind = point.status == Status::Told && days(published.1, first) <= 1;
        Some(first > published.1 && !behind)
    };
    if let (Some(x), Some(y)) = (to_come(one, a.0), to_come(other, b.0))
        && x != y
    {
        return None;
    }
    let news = |(point, told)| news(scene, point, told).is_some();
    if one.worded.earlier && news((other, b)) || other.worded.earlier && news((one, a)) {
        return None;
    }
    if !fit(one, other) && are_two_occasions(scene, (one, a), (other, b)) {
        return None;
    }
    let apart = days(a.1, b.0).max(days(b.1, a.0));
    Some(match apart {
        ..46 => 0.0,
        46..400 => 0.18,
        _ => 0.35,
    })
}

/// How many days lie between an end and a beginning; below zero where they overlap.
fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |gap| gap.get_days())
}

/// Between articles that were published so many days apart two things that are each told as news are two.
const LATER: i32 = 3;

/// Whether each of two accounts tells of the day of its own article, or the one before, and the articles are days apart:
/// prices fall and missiles fly more than once.
fn are_two_occasions(scene: &Scene<'_>, one: (&Point, (Date, Date)), other: (&Point, (Date, Date))) -> bool {
    let news = |(point, told)| news(scene, point, told);
    news(one).zip(news(other)).is_some_and(|(a, b)| days(a.1, b.0).max(days(b.1, a.0)) >= LATER)
}

/// When the article of a point was published, where what it dates was on that day or the one before.
fn news(scene: &Scene<'_>, point: &Point, told: (Date, Date)) -> Option<(Date, Date)> {
    let published = scene.reading.articles.get(point.article.index())?.published.as_ref()?.value.bounds()?;
    (days(told.1, published.0) <= 1 && days(published.1, told.0) <= 1).then_some(published)
}

/// Articles that were published so many days apart may tell of two events in the same words.
const AGAIN: i32 = 10;

/// Whether two articles were published long after each other.
fn are_far_apart(scene: &Scene<'_>, one: ArticleId, other: ArticleId) -> bool {
    let day = |id: ArticleId| scene.reading.articles.get(id.index())?.published.as_ref()?.value.bounds();
    let gap = |(a, b): ((Date, Date), (Date, Date))| days(a.1, b.0).max(days(b.1, a.0));
    day(one).zip(day(other)).is_some_and(|both| gap(both) >= AGAIN)
}

/// What is known of two events of one kind in one story: missiles fly more than once, and what is told of one flight is not
/// told of the other.
#[derive(Debug, Default)]
pub(super) struct Twice {
    /// Articles of which each tells as its news that it happened on its own day; the lower number first.
    pairs: BTreeSet<(ArticleId, ArticleId)>,
    /// The stories that tell of two such events.
    stories: BTreeSet<usize>,
}

impl Twice {
    /// Whether two articles tell of two of them. In such a story articles far apart hardly tell of one.
    pub(super) fn between(&self, scene: &Scene<'_>, one: ArticleId, other: ArticleId) -> bool {
        let story = scene.stories.of(one);
        let together = || self.stories.contains(&story) && scene.stories.of(other) == story;
        self.pairs.contains(&(one.min(other), one.max(other)))
            || together() && are_far_apart(scene, one, other)
    }
}

/// Which articles tell of two events of one kind, by the times that date them.
pub(super) fn told_twice(scene: &Scene<'_>, points: &[Point]) -> Twice {
    type Told<'p> = (&'p Point, (Date, Date));
    let mut by_class: BTreeMap<(usize, Class), Vec<Told<'_>>> = BTreeMap::new();
    let dated = points.iter().filter(|point| point.sort == Sort::Time && point.status == Status::Told);
    for point in dated.filter(|point| point.saying == Saying::No && point.anchor.is_none()) {
        let Value::Date(date) = &point.value else { continue };
        let Some(told) = date.bounds().filter(|told| news(scene, point, *told).is_some()) else { continue };
        for class in &point.event.classes {
            by_class.entry((scene.stories.of(point.article), *class)).or_default().push((point, told));
        }
    }
    let mut twice = Twice::default();
    for ((story, _), own) in &by_class {
        // Of what is told on one day by both there is one.
        let apart = |a: (Date, Date), b: (Date, Date)| days(a.1, b.0).max(days(b.1, a.0)) >= LATER;
        for (one, told) in own.iter().take(OCCASIONS) {
            let others = own.iter().take(OCCASIONS).filter(|(other, _)| one.article < other.article);
            for (other, _) in others.filter(|(_, other)| apart(*told, *other)) {
                twice.pairs.insert((one.article, other.article));
                twice.stories.insert(*story);
            }
        }
    }
    twice
}

/// So many times that date events of one kind are looked at.
const OCCASIONS: usize = 200;

/// Clauses that date themselves long ago are about what was then; the others about the story.
fn same_time(one: &Point, other: &Point) -> bool {
    if one.sort == Sort::Time {
        return true;
    }
    let (Some(a), Some(b)) = (one.anchor, other.anchor) else { return one.anchor == other.anchor };
    // Accounts that give another figure and another day tell of another event.
    if fit(one, other) {
        of_one_time(one.anchor, other.anchor)
    } else {
        days(a.1, b.0).max(days(b.1, a.0)) <= 0
    }
}

/// Whether what was long ago in two accounts, or in neither, may be one event: they may differ by a month or so.
pub(super) fn of_one_time(one: Option<(Date, Date)>, other: Option<(Date, Date)>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(a), Some(b)) => {
            // A year does not reach into the next.
            let wide = days(a.0, a.1).max(days(b.0, b.1)) > 45;
            days(a.1, b.0).max(days(b.1, a.0)) <= if wide { 0 } else { 45 }
        }
        _ => false,
    }
}

/// How sure it is that two points hang from one kind of event.
fn same_event(one: &Point, other: &Point) -> Option<f32> {
    let (a, b) = (&one.event.classes, &other.event.classes);
    // What was claimed is often only called the attack.
    if one.sort == Sort::Claimed {
        return Some(1.0);
    }
    if matches!(one.sort, Sort::Measure(_)) && is_depth(a) != is_depth(b) {
        return None;
    }
    if a.iter().any(|class| b.contains(class)) {
        return Some(1.0);
    }
    match (a.is_empty(), b.is_empty()) {
        // A measure may hang from any verb ("a quake hits", "a quake strikes").
        (false, false) => match one.sort {
            Sort::Measure(_) => Some(0.4),
            Sort::Time => Some(0.35),
            _ => None,
        },
        // Directions are reckoned from one place, whatever is there.
        _ if matches!(one.sort, Sort::OneOf(_)) && one.reference.is_some() => Some(1.0),
        _ if one.event_stem == other.event_stem && !one.event_stem.is_empty() => Some(1.0),
        _ => Some(0.3),
    }
}

/// How sure it is that two points count or measure one thing.
pub(super) fn same_thing(one: &Point, other: &Point, event: f32) -> Option<f32> {
    let measured = matches!(one.sort, Sort::Measure(_));
    let dated = one.sort == Sort::Time && one.clause.is_some() && other.clause.is_some();
    if !dated
        && one.reference != other.reference
        && (measured || one.reference.is_some() && other.reference.is_some())
    {
        return None;
    }
    let (a, b) = (one.counted.as_str(), other.counted.as_str());
    if one.sort == Sort::Age && one.reference.is_some() && one.reference == other.reference {
        return Some(1.0);
    }
    if a == b || matches!(one.sort, Sort::OneOf(_) | Sort::Claimed) {
        return Some(1.0);
    }
    let counts = matches!(one.sort, Sort::Count | Sort::Share) && one.event.classes.is_empty();
    let apart = counts && !fit(one, other);
    if a.is_empty() || b.is_empty() {
        return Some(if apart { 0.4 } else { 0.9 });
    }
    if stem(a) == stem(b) || LEXICON.classes(a).iter().any(|class| LEXICON.classes(b).contains(class)) {
        return Some(0.95);
    }
    // The first title and the tenth inning stand in no one order.
    let near = || Meaning::of(a).zip(Meaning::of(b)).is_some_and(|(a, b)| a.likeness(b) >= NEAR);
    if one.sort == Sort::Rank && !near() {
        return None;
    }
    // "Six times" counts nothing that "five places" counts.
    if holds(&WORDS.occasions, a) != holds(&WORDS.occasions, b) {
        return None;
    }
    let kinds = LEXICON.kinds_of(a);
    let kin = LEXICON.kinds_of(b).iter().any(|kind| kinds.iter().any(|own| own.kind == kind.kind));
    // "people" may be the strikers; miners are none of them.
    let wide = kinds.iter().any(is_anybody) || LEXICON.kinds_of(b).iter().any(is_anybody);
    let unknown = kinds.is_empty() || LEXICON.kinds_of(b).is_empty();
    match one.sort {
        // An age is somebody's; who is of one age may be one.
        Sort::Age if fit(one, other) => Some(0.75),
        Sort::Age if !(kin && wide) && one.reference.zip(other.reference).is_none() => None,
        _ if kin && wide => Some(0.75),
        _ if kin => Some(0.65),
        Sort::Measure(_) => Some(0.6),
        Sort::Time | Sort::Age | Sort::Money => Some(0.3),
        // A word of no known kind may name the same ("forty gays", "forty men"), where it keeps the same company or the
        // same is told of it; where no list joins them nor an event of a known kind, other figures count other things.
        _ if unknown && apart => None,
        _ if unknown && event < 1.0 => likeness(a, b),
        _ => unknown.then_some(0.4),
    }
}

/// How two words tell people apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apart {
    /// Some of the others ("children", "people").
    Some,
    /// Others ("children", "pilots").
    Others,
}

/// Whether of two words for people one is told apart ("children"): from all, or from others that are named.
pub(super) fn told_apart(one: &str, other: &str) -> Option<Apart> {
    let apart = |word: &str| holds(&WORDS.apart, word);
    let anybody = |word: &str| word.is_empty() || LEXICON.kinds_of(word).iter().any(is_anybody);
    let parts = apart(one) != apart(other) || apart(one) && one != other;
    // "Four militants" are none of "21 girls", and some of "30 people".
    let force = |word: &str| WORDS.forces.iter().position(|force| holds(force, word));
    let known =
        |word: &str| anybody(word) || apart(word) || force(word).is_some() || holds(&WORDS.no_forces, word);
    let forces = force(one).is_some() || force(other).is_some();
    let trade = |word: &str| WORDS.trades.iter().position(|trade| holds(trade, word));
    let group = |word: &str| holds(&WORDS.groups, word);
    let grouped = (group(one) || group(other)) && stem(one) != stem(other);
    if grouped || trade(one).zip(trade(other)).is_some_and(|(one, other)| one != other) {
        return Some(Apart::Others);
    }
    let parts = if forces { force(one) != force(other) && known(one) && known(other) } else { parts };
    parts.then(|| if anybody(one) || anybody(other) { Apart::Some } else { Apart::Others })
}

/// Whether a word stands for all of its kind ("people", "building").
pub(super) fn is_anybody(own: &Kind) -> bool {
    own.member == 0 && LEXICON.kinds.get(usize::from(own.kind)).is_some_and(|kind| !kind.exclusive)
}

/// From this likeness on two words may name one thing, and from this on they are near to it.
const MAY_BE: f32 = 0.25;
const NEAR: f32 = 0.5;

/// How sure it is that two words of which no list tells count one thing, by the company that they keep.
fn likeness(one: &str, other: &str) -> Option<f32> {
    let alike = Meaning::of(one).zip(Meaning::of(other)).map(|(a, b)| a.likeness(b));
    match alike {
        Some(alike) if alike < MAY_BE => None,
        Some(alike) if alike >= NEAR => Some(0.7),
        _ => Some(0.4),
    }
}
