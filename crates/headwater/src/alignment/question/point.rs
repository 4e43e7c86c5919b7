//! Points: what a statement says of how many, when, which, where or what, with all that tells which question it answers.

use std::collections::BTreeSet;

use jiff::civil::Date;
use smol_str::SmolStr;

use super::clause::Event;
use super::lexicon::{Kind, LEXICON, stem};
use super::predication::{Predication, nearness};
use super::proposition::SAME_CLAUSE;
use super::scene::{Scene, View};
use super::similarity::align;
use super::term::{Term, TermKind};
use super::value::compatible;
use super::words::{WORDS, holds};
use super::{About, Value};
use crate::alignment::entity::EntityId;
use crate::annotation::{EntityKind, Relation, TimeKind, Upos};
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
}

/// Something a statement says that another may say differently.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub statement: StatementId,
    pub article: ArticleId,
    /// The words that give the answer.
    pub focus: Span,
    pub value: Value,
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
    /// The clause that it dates, for a time.
    pub clause: Option<Predication>,
    /// Whether it dates a report and not what is reported.
    pub saying: Saying,
    /// When it was, where the clause says so and that is not when the story was published.
    pub anchor: Option<(Date, Date)>,
    /// Places that narrow it.
    pub places: BTreeSet<EntityId>,
    /// Whether only those without something are counted ("left without papers").
    pub without: bool,
    /// Whether it is a part of another figure ("another four").
    pub part: bool,
    /// Whether what is counted only tells where or with what ("killed in 14 countries").
    pub oblique: bool,
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

/// How much of its sentence on either side orders a point, in bytes.
const WIDEST: usize = 1000;

impl Point {
    /// What a question about it turns on.
    pub(super) fn about(&self) -> About {
        match self.sort {
            Sort::Time => About::Date,
            Sort::Rank => About::Rank,
            Sort::OneOf(kind) if LEXICON.kind("compass") == Some(kind) => About::Place,
            Sort::OneOf(_) => About::Name,
            _ => About::Number,
        }
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

/// What is around a point: the words, the places that narrow it, when it was.
pub(super) struct Setting {
    pub context: Vec<Term>,
    pub places: BTreeSet<EntityId>,
    pub anchor: Option<(Date, Date)>,
    pub without: bool,
}

/// Reads the setting of what stands at `token` and hangs from `event`, leaving out the tokens of `focus`.
pub(super) fn setting(
    scene: &Scene<'_>,
    view: View<'_>,
    token: usize,
    event: &Event,
    focus: Span,
) -> Setting {
    let sentence = view.sentence(token);
    let span = view.found.span_of(sentence);
    let outside = |term: &Term| view.token(term.token).is_some_and(|token| !focus.overlaps(token.span));
    let context: Vec<Term> = scene
        .terms(view, span)
        .into_iter()
        .filter(|term| Some(term.token) != event.token && outside(term) && term.kind != TermKind::Figure)
        .collect();
    Setting {
        places: narrowing(scene, view, token, event),
        anchor: anchor(scene, view, token, event),
        without: is_without(view, event.token.unwrap_or(token)),
        context,
    }
}

/// The places that the clause names and that are not where the whole story plays.
fn narrowing(scene: &Scene<'_>, view: View<'_>, token: usize, event: &Event) -> BTreeSet<EntityId> {
    let top = event.token.unwrap_or(token);
    let clause = own_words(view, top);
    let span = view.found.span_of(view.found.subtree(view.children, top));
    let mentions = view.found.mentions_in(span).filter_map(|at| view.found.mentions.get(at));
    mentions
        .filter(|mention| mention.kind == EntityKind::Place && clause.contains(&mention.head))
        .filter_map(|mention| scene.reading.entities.resolve(view.article.id, mention.entity))
        .filter(|place| !scene.stories.is_wide(view.article.id, *place))
        .collect()
}

/// Whether what hangs from a word says without what it was.
fn is_without(view: View<'_>, top: usize) -> bool {
    let mut hanging = view.found.dependents(view.children, top, &[Relation::Obl, Relation::Nmod]);
    hanging.any(|head| view.child(head, &[Relation::Case]).is_some_and(|case| view.lemma(case) == "without"))
}

/// The words of a clause without those of clauses beside and below it ("held, and taken to a camp at Orlan").
fn own_words(view: View<'_>, top: usize) -> BTreeSet<usize> {
    let others = [Relation::Conj, Relation::Advcl, Relation::Parataxis];
    let mut own = BTreeSet::new();
    let mut todo = vec![top];
    while let Some(at) = todo.pop() {
        if own.insert(at) {
            todo.extend(view.children.of(at).filter(|child| !view.found.has_relation(*child, &others)));
        }
    }
    own
}

/// How many days before the story's publication something is no part of it.
const LONG_AGO: i32 = 20;

/// When the clause says it was, where that is long before the story.
fn anchor(scene: &Scene<'_>, view: View<'_>, token: usize, event: &Event) -> Option<(Date, Date)> {
    let sentence = view.sentence(token);
    let whole = view.found.span_of(sentence.clone());
    let at = event.token.unwrap_or(token);
    let mut times = view
        .times_in(whole)
        .filter(|time| whole.contains(time.span) && matches!(time.kind, TimeKind::Date | TimeKind::Time));
    let mut dated = false;
    let said = times.find_map(|time| {
        let bounds = time.value.as_ref()?.bounds()?;
        dated = true;
        governs(view, time.span, at, sentence.start).then_some(bounds)
    });
    match said {
        Some(said) => is_long_ago(scene, view, said).then_some(said),
        None if dated => None,
        None => carried(scene, view, token),
    }
}

/// Whether a time says when the event at `at` was: it opens the sentence, or hangs from the event or from what the
/// event is part of, not from a clause that describes something else ("a region hit by the flood of 2004").
fn governs(view: View<'_>, time: Span, at: usize, first: usize) -> bool {
    let tokens = view.found.tokens_in(time);
    // What comes before the event dates it, however the parse hangs it.
    if tokens.start <= first + 2 || tokens.end <= at {
        return true;
    }
    let inside = tokens.clone();
    let top =
        tokens.clone().find(|token| view.found.head(*token).is_some_and(|head| !inside.contains(&head)));
    let Some(top) = top else { return false };
    for above in view.found.ancestors(top).take(8) {
        if above == at || view.found.ancestors(at).any(|over| over == above) {
            return true;
        }
        if view.found.has_relation(above, &[Relation::Acl, Relation::AclRelcl]) {
            return false;
        }
    }
    false
}

/// When the sentence before opens with a time long ago, and this one goes on about "the" thing that it told of, it was then.
fn carried(scene: &Scene<'_>, view: View<'_>, token: usize) -> Option<(Date, Date)> {
    let place = view.found.sentence_of_token(token)?;
    let before = view.found.sentences.get(place.checked_sub(1)?)?.tokens.clone();
    let own = view.sentence(token);
    let told: BTreeSet<SmolStr> = before.clone().map(|at| stem(&view.lemma(at))).collect();
    let goes_on = own.clone().any(|at| {
        let noun = view.is(at, Upos::Noun);
        noun && at > own.start && view.lemma(at - 1) == "the" && told.contains(&stem(&view.lemma(at)))
    });
    let opening = view.found.span_of(before.start..(before.start + 5).min(before.end));
    let time = view.times_in(opening).find(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time))?;
    let said = time.value.as_ref()?.bounds()?;
    (goes_on && is_long_ago(scene, view, said)).then_some(said)
}

fn is_long_ago(scene: &Scene<'_>, view: View<'_>, said: (Date, Date)) -> bool {
    let story = scene.stories.published(view.article.id);
    let days = story.and_then(|story| said.1.until(story.0).ok()).map_or(0, |gap| gap.get_days());
    days > LONG_AGO || story.is_none()
}

/// Whether a figure is a part of another one ("another four people", "four others").
pub(super) fn is_part(view: View<'_>, number: usize, counted: Option<usize>) -> bool {
    // "27 people, eight of them workers", "of whom eight were workers".
    let of_them = [number.checked_sub(2), number.checked_sub(1), Some(number + 1), Some(number + 2)];
    // "eight more than was said before", "another four".
    let of_them = view.lemma(number + 1) == "more"
        || of_them.into_iter().flatten().any(|at| {
            view.lemma(at) == "of"
                && matches!(view.lemma(at + 1).as_str(), "whom" | "which" | "they" | "those")
        });
    if of_them {
        return true;
    }
    let beside = [number.checked_sub(1), Some(number + 1), counted];
    let named = beside.into_iter().flatten().any(|at| holds(&WORDS.part, &view.lemma(at)));
    named
        || counted
            .is_some_and(|counted| view.children.of(counted).any(|at| holds(&WORDS.part, &view.lemma(at))))
}

/// How well two points answer one question, from 0 to 1; `None` where they cannot.
pub(super) fn same_question(scene: &Scene<'_>, one: &Point, other: &Point) -> Option<f32> {
    let alike = one.sort == other.sort && one.part == other.part && one.oblique == other.oblique;
    let both_said = (one.saying == Saying::No) == (other.saying == Saying::No);
    if !alike || !both_said || !same_time(one, other) || is_beside(one, other) {
        return None;
    }
    let event = same_event(one, other)?;
    let thing = same_thing(one, other)?;
    let around = align(&one.context, &other.context, |term| term.weight).score();
    if one.sort == Sort::Time {
        let near = one.clause.as_ref().zip(other.clause.as_ref()).map_or(0.0, |(a, b)| nearness(a, b));
        let first = one.saying == Saying::First && other.saying == Saying::First;
        if first && one.reference == other.reference {
            return Some(1.0);
        }
        let around = 0.27 * event + 0.20 * thing + 0.53 * around;
        let dated = near - SAME_CLAUSE + super::slot::SAME;
        return same_moment(scene, one, other).map(|far| around.max(dated) - far);
    }
    let equal = if compatible(&one.value, &other.value) { 0.08 } else { 0.0 };
    // "several bombings" may be any; only what is around tells which.
    let loose = if one.counts_events() || other.counts_events() { 0.18 } else { 0.0 };
    Some(0.40 * event + 0.22 * thing + 0.38 * around + equal - loose - narrowed(one, other))
}

/// Two figures of one sentence answer two questions, unless one is the other in another unit.
fn is_beside(one: &Point, other: &Point) -> bool {
    one.article == other.article && one.sentence == other.sentence && !compatible(&one.value, &other.value)
}

/// What speaks against one question when clauses name different places, or one tells of those without something.
fn narrowed(one: &Point, other: &Point) -> f32 {
    if one.without != other.without {
        return 0.35;
    }
    if one.places == other.places {
        0.0
    } else if one.places.is_empty() || other.places.is_empty() {
        0.14
    } else if one.places.is_disjoint(&other.places) {
        0.35
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
        Some(first > published.1)
    };
    if let (Some(x), Some(y)) = (to_come(one, a.0), to_come(other, b.0))
        && x != y
    {
        return None;
    }
    let apart =
        a.1.until(b.0).map_or(0, |gap| gap.get_days()).max(b.1.until(a.0).map_or(0, |gap| gap.get_days()));
    Some(match apart {
        ..46 => 0.0,
        46..400 => 0.18,
        _ => 0.35,
    })
}

/// Clauses that date themselves long ago are about what was then; the others about the story.
fn same_time(one: &Point, other: &Point) -> bool {
    if one.sort == Sort::Time {
        return true;
    }
    match (one.anchor, other.anchor) {
        (None, None) => true,
        // Accounts of what was long ago may differ by a month or so.
        (Some(a), Some(b)) => {
            let gap = |from: Date, to: Date| from.until(to).map_or(0, |gap| gap.get_days());
            gap(a.1, b.0) <= 45 && gap(b.1, a.0) <= 45
        }
        _ => false,
    }
}

/// How sure it is that two points hang from one kind of event.
fn same_event(one: &Point, other: &Point) -> Option<f32> {
    let (a, b) = (&one.event.classes, &other.event.classes);
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
fn same_thing(one: &Point, other: &Point) -> Option<f32> {
    let measured = matches!(one.sort, Sort::Measure(_));
    let dated = one.sort == Sort::Time && one.clause.is_some() && other.clause.is_some();
    if !dated
        && one.reference != other.reference
        && (measured || one.reference.is_some() && other.reference.is_some())
    {
        return None;
    }
    let (a, b) = (one.counted.as_str(), other.counted.as_str());
    if a == b || matches!(one.sort, Sort::OneOf(_)) {
        return Some(1.0);
    }
    if a.is_empty() || b.is_empty() {
        return Some(0.9);
    }
    if stem(a) == stem(b) || LEXICON.classes(a).iter().any(|class| LEXICON.classes(b).contains(class)) {
        return Some(0.95);
    }
    let kinds = LEXICON.kinds_of(a);
    let kin = LEXICON.kinds_of(b).iter().any(|kind| kinds.iter().any(|own| own.kind == kind.kind));
    // "people" may be the strikers; miners are none of them.
    let any = |kinds: &[Kind]| {
        kinds.iter().any(|own| {
            own.member == 0 && LEXICON.kinds.get(usize::from(own.kind)).is_some_and(|kind| !kind.exclusive)
        })
    };
    let wide = any(kinds) || any(LEXICON.kinds_of(b));
    let unknown = kinds.is_empty() || LEXICON.kinds_of(b).is_empty();
    match one.sort {
        _ if kin && wide => Some(0.75),
        _ if kin => Some(0.65),
        Sort::Measure(_) => Some(0.6),
        Sort::Time | Sort::Age | Sort::Money => Some(0.3),
        // A word of no known kind may name the same ("forty gays", "forty men").
        _ => unknown.then_some(0.4),
    }
}
