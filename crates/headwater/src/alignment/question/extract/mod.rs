//! Reads the points of all articles: figures, ranks, times, and words of which only one of a kind can be so.

pub(super) mod claimed;
mod kind;
mod nobody;
mod rank;
mod time;
mod told;

use smol_str::SmolStr;

use super::Value;
use super::clause::{self, Event};
use super::elsewhere;
use super::fit::Worded;
use super::lexicon::{LEXICON, stem};
use super::mood::Status;
use super::point::{self, Point, Saying, Sort, is_harm};
use super::predication;
use super::role::{self, Role};
use super::scene::{Scene, View};
use super::setting::{self, Setting};
use super::value::measure;
use super::words::{WORDS, holds};
use crate::alignment::entity::EntityId;
use crate::annotation::{EntityKind, Quantity, QuantityKind, Upos};
use crate::text::Span;

/// The points of all articles, in an order that does not depend on where the articles stand.
pub(super) fn points(scene: &Scene<'_>) -> Vec<Point> {
    let mut points = Vec::new();
    for view in scene.views() {
        points.extend(view.found.quantities.iter().filter_map(|quantity| of_quantity(scene, view, quantity)));
        points.extend(nobody::figures(view).filter_map(|none| of_quantity(scene, view, &none)));
        points.extend(
            view.found.times.iter().enumerate().filter_map(|(at, time)| time::of_time(scene, view, at, time)),
        );
        points.extend(view.statements.iter().filter_map(|id| time::of_saying(scene, view, *id)));
        points.extend((0..view.found.tokens.len()).filter_map(|at| kind::of_kind(scene, view, at)));
        points.extend((0..view.found.tokens.len()).filter_map(|at| claimed::of_claim(scene, view, at)));
    }
    elsewhere::mark(scene, &mut points);
    role::add_up(&mut points);
    points.sort_by_cached_key(|point| (point.rank(scene), point.statement));
    points
}

/// What is known of a point before its setting.
struct Seed {
    token: usize,
    focus: Span,
    value: Value,
    sort: Sort,
    event: Event,
    counted: Option<usize>,
    words: Span,
    reference: Option<EntityId>,
    role: Role,
}

fn plant(scene: &Scene<'_>, view: View<'_>, seed: Seed) -> Option<Point> {
    let statement = scene.owner(view, seed.focus)?;
    if clause::is_supposed(view, seed.event.token.unwrap_or(seed.token)) {
        return None;
    }
    let Setting { context, named_places, places, parties, all_parties, anchor, when, without, of_another } =
        setting::setting(scene, view, seed.token, &seed.event, seed.focus);
    let clause = match (&seed.sort, seed.event.token) {
        (Sort::Time, Some(at)) => predication::over(scene, view, statement, at),
        _ => None,
    };
    let sentence = view.found.span_of(view.sentence(seed.token));
    let around = if seed.sort == Sort::Time { Vec::new() } else { scene.terms(view, sentence) };
    // "23 detained": who was is left out, and the participle is the event.
    let counted = seed.counted.filter(|at| !view.is(*at, Upos::Verb));
    let worded = match seed.sort {
        Sort::Time => time::worded(view, seed.focus),
        _ => Worded::default(),
    };
    let words = if counted == seed.counted { seed.words.of(&view.article.text) } else { "" };
    Some(Point {
        statement,
        article: view.article.id,
        clause,
        saying: Saying::No,
        status: seed.event.token.map_or(Status::Told, |at| predication::status_at(view, at)),
        event_stem: seed.event.token.map(|at| stem(&view.lemma(at))).unwrap_or_default(),
        counted: counted.map(|at| SmolStr::from(view.lemma(at))).unwrap_or_default(),
        counted_words: words.split_whitespace().collect::<Vec<_>>().join(" "),
        focus: seed.focus,
        value: seed.value,
        worded,
        sort: seed.sort,
        event: seed.event,
        reference: seed.reference,
        role: seed.role,
        around,
        sentence,
        context,
        superlative: SmolStr::default(),
        anchor,
        when,
        elsewhere: false,
        of_another,
        named_places,
        places,
        parties,
        all_parties,
        without,
    })
}

/// Leaves out harm that is done to people where what is counted is none ("the bodies reached three hospitals").
fn fitting(view: View<'_>, mut event: Event, counted: Option<usize>) -> Event {
    let lemma = counted.map(|at| view.lemma(at)).unwrap_or_default();
    let kinds = LEXICON.kinds_of(&lemma);
    if !kinds.is_empty() && !LEXICON.is_somebody(kinds) {
        event.classes.retain(|class| !is_harm(*class));
    }
    event
}

fn of_quantity(scene: &Scene<'_>, view: View<'_>, quantity: &Quantity) -> Option<Point> {
    let tokens = view.found.tokens_in(quantity.span);
    let number = tokens.clone().rev().find(|at| view.is(*at, Upos::Num));
    let number = number.or_else(|| tokens.end.checked_sub(1).filter(|last| tokens.contains(last)))?;
    if quantity.kind == QuantityKind::Rank {
        return rank::of_rank(scene, view, quantity, number);
    }
    // "April 2014: militants take 276".
    if view.times_in(quantity.span).any(|time| time.span.contains(quantity.span))
        && quantity.kind == QuantityKind::Count
    {
        return None;
    }
    if told::is_converted(view, quantity) {
        return None;
    }
    let sort = if told::is_bare_age(view, quantity) { Sort::Age } else { sort(quantity)? };
    let counted = quantity.counted.filter(|at| !tokens.contains(at));
    let counted = if sort == Sort::Age { told::of_age(view, quantity, number) } else { counted };
    // "30 per cent brighter" is a share of no thing.
    let thing = |at: &usize| sort != Sort::Share || view.is(*at, Upos::Noun) || view.is(*at, Upos::Propn);
    let counted = counted.filter(thing);
    let unit = quantity.unit.clone().or_else(|| match &sort {
        Sort::Measure(unit) => Some(unit.to_string()),
        _ => None,
    });
    let event = fitting(view, clause::event_of(view, number, counted), counted);
    let event = clause::tolled(view, told::hurt(view, event, counted));
    // "The toll rose to 44" counts those of whom it is the toll.
    let tally = |at: &usize| *at < tokens.start && holds(&WORDS.tallies, &view.lemma(*at));
    let counted = if sort == Sort::Count { counted.filter(|at| !tally(at)) } else { counted };
    if told::tells_nothing(view, quantity, &sort, &event, counted) {
        return None;
    }
    let role =
        Role::of(scene, view, quantity, (number, counted), &event, said_when(scene, view, quantity.span));
    let measured = matches!(sort, Sort::Measure(_));
    let event =
        if measured { of_measure(view, &sort, event, &tokens, counted.unwrap_or(number)) } else { event };
    plant(
        scene,
        view,
        Seed {
            token: number,
            focus: quantity.span,
            value: Value::Number { low: quantity.low, high: quantity.high, hedge: quantity.hedge, unit },
            words: quantity.counts.filter(|_| counted.is_some()).unwrap_or_default(),
            reference: match sort {
                Sort::Age => {
                    counted.filter(|at| view.is(*at, Upos::Propn)).and_then(|at| scene.entity_at(view, at))
                }
                // "Felt for 15 seconds, from Orlan to the coast" reckons nothing from Orlan.
                Sort::Measure(ref unit) if unit != "time" => reference(scene, view, tokens.end),
                _ => None,
            },
            role,
            sort,
            event,
            counted,
        },
    )
}

/// The event that a measure hangs from: what lasted, what is so deep, or what is measured.
fn of_measure(
    view: View<'_>,
    sort: &Sort,
    event: Event,
    tokens: &std::ops::Range<usize>,
    thing: usize,
) -> Event {
    let mut event = match sort {
        Sort::Measure(unit) if unit == "time" => clause::happening(view, event),
        Sort::Measure(unit) if unit == "length" && !is_depth(&event) => deep(view, tokens).unwrap_or(event),
        _ => event,
    };
    if event.classes.is_empty() && event.token.is_none() {
        event.token = view.found.head(thing);
    }
    event
}

/// The words that date what is said around a place, and not what it says.
fn said_when(scene: &Scene<'_>, view: View<'_>, focus: Span) -> Option<Span> {
    let said = scene.statement(scene.owner(view, focus)?)?;
    Some(view.found.times.get(said.said?)?.span)
}

/// What says beside a length that it is a depth ("six miles beneath the surface").
fn deep(view: View<'_>, tokens: &std::ops::Range<usize>) -> Option<Event> {
    let sentence = view.sentence(tokens.start);
    let before = tokens.start.saturating_sub(4).max(sentence.start)..tokens.start;
    let after = tokens.end..(tokens.end + 6).min(sentence.end);
    let stops = |at: &usize| !matches!(view.lemma(*at).as_str(), "," | ";" | "and" | "from" | "of");
    before.rev().take(3).chain(after.take_while(stops)).find_map(|at| {
        let classes: Vec<_> = LEXICON.events_of(&view.lemma(at)).collect();
        Some(Event { token: Some(at), classes }).filter(is_depth)
    })
}

fn is_depth(event: &Event) -> bool {
    point::is_depth(&event.classes)
}

fn sort(quantity: &Quantity) -> Option<Sort> {
    quantity.low.or(quantity.high)?;
    Some(match quantity.kind {
        QuantityKind::Count => Sort::Count,
        QuantityKind::Share => Sort::Share,
        QuantityKind::Money => Sort::Money,
        QuantityKind::Age => Sort::Age,
        QuantityKind::Measure => {
            let unit = quantity.unit.as_deref()?;
            Sort::Measure(measure(unit).map_or(unit, |(dimension, _)| dimension).into())
        }
        QuantityKind::Rank => Sort::Rank,
    })
}

/// The place after "of" or "from" that a measure is reckoned from ("55 kilometres south of X").
fn reference(scene: &Scene<'_>, view: View<'_>, after: usize) -> Option<EntityId> {
    let sentence = view.sentence(after);
    // "55 kilometres (34 miles) west of": the other unit stands between.
    let lemma = |at: usize| view.lemma(at);
    let closing =
        (lemma(after) == "(").then(|| (after..sentence.end).take(6).find(|at| lemma(*at) == ")")).flatten();
    let after = closing.map_or(after, |closing| closing + 1);
    let link = (after..sentence.end).take(4).find(|at| matches!(view.lemma(*at).as_str(), "of" | "from"))?;
    named_place(scene, view, link + 1)
}

/// The first place named within a few words.
fn named_place(scene: &Scene<'_>, view: View<'_>, from: usize) -> Option<EntityId> {
    let sentence = view.sentence(from);
    (from..sentence.end).take(6).find_map(|at| {
        let token = view.token(at).filter(|token| token.upos == Upos::Propn)?;
        let mention = view.found.mentions.iter().find(|mention| mention.span.contains(token.span))?;
        (mention.kind != EntityKind::Person).then(|| scene.entity_at(view, at)).flatten()
    })
}
