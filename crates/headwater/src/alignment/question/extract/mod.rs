//! Reads the points of all articles: figures, ranks, times, and words of which only one of a kind can be so.

mod kind;

use smol_str::SmolStr;

use super::Value;
use super::clause::{self, Event};
use super::elsewhere;
use super::lexicon::{Class, LEXICON, stem};
use super::point::{self, Point, Saying, Sort, is_harm};
use super::predication;
use super::scene::{Scene, View};
use super::setting::{Another, Setting, is_contrast, is_former, is_part, setting};
use super::value::measure;
use crate::alignment::entity::EntityId;
use crate::annotation::{EntityKind, Hedge, Quantity, QuantityKind, Time, TimeKind, Upos};
use crate::edtf::Edtf;
use crate::statement::{Stance, Statement, StatementId};
use crate::text::Span;

/// The points of all articles, in an order that does not depend on where the articles stand.
pub(super) fn points(scene: &Scene<'_>) -> Vec<Point> {
    let mut points = Vec::new();
    for view in scene.views() {
        points.extend(view.found.quantities.iter().filter_map(|quantity| of_quantity(scene, view, quantity)));
        points.extend(
            view.found.times.iter().enumerate().filter_map(|(at, time)| of_time(scene, view, at, time)),
        );
        points.extend(view.statements.iter().filter_map(|id| of_saying(scene, view, *id)));
        points.extend((0..view.found.tokens.len()).filter_map(|at| kind::of_kind(scene, view, at)));
    }
    elsewhere::mark(scene, &mut points);
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
    part: bool,
}

fn plant(scene: &Scene<'_>, view: View<'_>, seed: Seed) -> Option<Point> {
    let statement = scene.owner(view, seed.focus)?;
    if clause::is_supposed(view, seed.event.token.unwrap_or(seed.token)) {
        return None;
    }
    let Setting { context, named_places, places, parties, anchor, when, without, of_another } =
        setting(scene, view, seed.token, &seed.event, seed.focus);
    let clause = match (&seed.sort, seed.event.token) {
        (Sort::Time, Some(at)) => predication::over(scene, view, statement, at),
        _ => None,
    };
    let sentence = view.found.span_of(view.sentence(seed.token));
    let around = if seed.sort == Sort::Time { Vec::new() } else { scene.terms(view, sentence) };
    // "23 detained": who was is left out, and the participle is the event.
    let counted = seed.counted.filter(|at| !view.is(*at, Upos::Verb));
    let words = if counted == seed.counted { seed.words.of(&view.article.text) } else { "" };
    Some(Point {
        statement,
        article: view.article.id,
        clause,
        saying: Saying::No,
        event_stem: seed.event.token.map(|at| stem(&view.lemma(at))).unwrap_or_default(),
        counted: counted.map(|at| SmolStr::from(view.lemma(at))).unwrap_or_default(),
        counted_words: words.split_whitespace().collect::<Vec<_>>().join(" "),
        focus: seed.focus,
        value: seed.value,
        sort: seed.sort,
        event: seed.event,
        reference: seed.reference,
        part: seed.part,
        former: is_former(view, seed.token),
        oblique: counted.is_some_and(|at| is_oblique(view, at)),
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
        without,
    })
}

/// Whether a noun only tells where or with what: a preposition hangs from it, and it is no agent or patient.
fn is_oblique(view: View<'_>, noun: usize) -> bool {
    use crate::annotation::Relation::{Case, Nmod, Obl};
    let place = LEXICON.kinds_of(&view.lemma(noun)).iter().any(|kind| {
        LEXICON
            .kinds
            .get(usize::from(kind.kind))
            .is_some_and(|kind| matches!(kind.name, "settlement" | "building"))
    });
    place
        && view.found.has_relation(noun, &[Obl, Nmod])
        && view.found.dependents(view.children, noun, &[Case]).any(|case| view.lemma(case) != "of")
}

/// Leaves out harm that is done to people where what is counted is none ("the bodies reached three hospitals").
fn fitting(view: View<'_>, mut event: Event, counted: Option<usize>) -> Event {
    let lemma = counted.map(|at| view.lemma(at)).unwrap_or_default();
    let kinds = LEXICON.kinds_of(&lemma);
    let person = LEXICON.kind("person");
    if !kinds.is_empty() && !kinds.iter().any(|kind| Some(kind.kind) == person) {
        event.classes.retain(|class| !is_harm(*class));
    }
    event
}

fn of_quantity(scene: &Scene<'_>, view: View<'_>, quantity: &Quantity) -> Option<Point> {
    let tokens = view.found.tokens_in(quantity.span);
    let number = tokens.clone().rev().find(|at| view.is(*at, Upos::Num));
    let number = number.or_else(|| tokens.end.checked_sub(1).filter(|last| tokens.contains(last)))?;
    if quantity.kind == QuantityKind::Rank {
        return of_rank(scene, view, quantity, number);
    }
    // "April 2014: militants take 276".
    if view.times_in(quantity.span).any(|time| time.span.contains(quantity.span))
        && quantity.kind == QuantityKind::Count
    {
        return None;
    }
    let sort = sort(quantity)?;
    let counted = quantity.counted.filter(|at| !tokens.contains(at));
    // "30 per cent brighter" is a share of no thing.
    let thing = |at: &usize| sort != Sort::Share || view.is(*at, Upos::Noun) || view.is(*at, Upos::Propn);
    let counted = counted.filter(thing);
    let unit = quantity.unit.clone().or_else(|| match &sort {
        Sort::Measure(unit) => Some(unit.to_string()),
        _ => None,
    });
    let mut event = fitting(view, clause::event_of(view, number, counted), counted);
    if tells_nothing(view, quantity, &sort, &event, counted) {
        return None;
    }
    let measured = matches!(sort, Sort::Measure(_));
    if sort == Sort::Measure("time".into()) {
        event = clause::happening(view, event);
    }
    if sort == Sort::Measure("length".into()) && !is_depth(&event) {
        event = deep(view, &tokens).unwrap_or(event);
    }
    if measured && event.classes.is_empty() && event.token.is_none() {
        event.token = view.found.head(counted.unwrap_or(number));
    }
    plant(
        scene,
        view,
        Seed {
            token: number,
            focus: quantity.span,
            value: Value::Number { low: quantity.low, high: quantity.high, hedge: quantity.hedge, unit },
            words: quantity.counts.filter(|_| counted.is_some()).unwrap_or_default(),
            reference: measured.then(|| reference(scene, view, tokens.end)).flatten(),
            part: is_part(view, number, counted) && !is_contrast(view, number, &event),
            sort,
            event,
            counted,
        },
    )
}

/// Whether a figure answers no question of how many or how much.
fn tells_nothing(
    view: View<'_>,
    quantity: &Quantity,
    sort: &Sort,
    event: &Event,
    counted: Option<usize>,
) -> bool {
    // "no live rounds" tells how many only where somebody could have been hurt.
    let none = quantity.high == Some(0.0) && !event.classes.iter().any(|class| is_harm(*class));
    // "scores were killed and injured": that is neither how many were killed nor how many were injured.
    let both = clause::is_of_both(view, event);
    // "The two Estmarks": what has a name of its own is not counted.
    let named = counted.is_some_and(|at| view.is(at, Upos::Propn)) && quantity.high <= Some(3.0);
    let uncounted = counted.is_some_and(|at| !can_be_counted(view, at));
    // "His daughter turned 18".
    let first = view.found.tokens_in(quantity.span).start;
    let age = counted.is_none() && first.checked_sub(1).is_some_and(|at| view.lemma(at) == "turn");
    // "A 12-week low" lasted no twelve weeks.
    let of_a_level = *sort == Sort::Measure("time".into())
        && quantity.span.of(&view.article.text).contains('-')
        && counted.is_some_and(|at| clause::classes_of(view, at).is_empty());
    none || both || of_a_level || *sort == Sort::Count && (named || uncounted || age)
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

/// Whether a word can be what is counted: no figure, no sign, and no direction ("latitude 18 north").
fn can_be_counted(view: View<'_>, at: usize) -> bool {
    let lemma = view.lemma(at);
    let compass = LEXICON.kind("compass");
    lemma.starts_with(char::is_alphabetic)
        && !LEXICON.kinds_of(&lemma).iter().any(|kind| Some(kind.kind) == compass)
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

/// A place in an order ("the first country to …", "one of the first countries to …").
fn of_rank(scene: &Scene<'_>, view: View<'_>, quantity: &Quantity, number: usize) -> Option<Point> {
    let rank = quantity.low.filter(|rank| rank.fract() == 0.0 && (1.0..1000.0).contains(rank))? as u32;
    let counted = quantity.counted.or_else(|| {
        let head = view.found.head(number)?;
        view.token(head).filter(|token| token.upos == Upos::Noun).map(|_| head)
    })?;
    let inside = view.found.tokens_in(quantity.span);
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
            part: false,
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

/// Whether a time stands somewhere in the calendar, be its year unknown.
fn is_placed(value: &Edtf) -> bool {
    value.bounds().is_some() || value.as_str().starts_with("XXXX-") && value.precision().is_some()
}

fn of_time(scene: &Scene<'_>, view: View<'_>, at: usize, time: &Time) -> Option<Point> {
    if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
        return None;
    }
    let value = time.value.clone().filter(is_placed)?;
    let tokens = view.found.tokens_in(time.span);
    let inside = tokens.clone();
    let outer =
        tokens.clone().find(|token| view.found.head(*token).is_none_or(|head| !inside.contains(&head)))?;
    let event = clause::happening(view, clause::predicate(view, outer)?);
    let statement = scene.owner(view, time.span)?;
    // When something was said is no part of what was said.
    if scene.statement(statement).is_some_and(|said| {
        said.said == Some(at) || closing_time(view, said) == Some(at) && said.cue.is_some()
    }) {
        return None;
    }
    let subject = event.token.and_then(|verb| subject(view, verb));
    plant(
        scene,
        view,
        Seed {
            token: outer,
            focus: time.span,
            value: Value::Date(value),
            sort: Sort::Time,
            words: Span::default(),
            reference: subject.and_then(|subject| scene.entity_at(view, subject)),
            counted: subject,
            part: false,
            event,
        },
    )
}

/// When somebody reported what is said: accounts that date one report differently differ. The day on which somebody said
/// something is no question of its own.
fn of_saying(scene: &Scene<'_>, view: View<'_>, id: StatementId) -> Option<Point> {
    let said = scene.statement(id).filter(|said| said.stance != Stance::Denies)?;
    let time = view.found.times.get(said.said.or_else(|| closing_time(view, said))?)?;
    let value = time.value.clone().filter(is_placed)?;
    let cue = view.found.tokens_in(said.cue?);
    let verb = cue.clone().find(|at| view.is(*at, Upos::Verb))?;
    let first = cue.start.saturating_sub(1)..cue.end;
    let first = first.into_iter().any(|at| view.lemma(at) == "first");
    let reports =
        |class: Class| LEXICON.events.get(usize::from(class)).is_some_and(|event| event.name == "report");
    if !first && !LEXICON.events_of(&view.lemma(verb)).any(reports) {
        return None;
    }
    let source =
        said.source.entity.and_then(|local| scene.reading.entities.resolve(view.article.id, local))?;
    Some(Point {
        statement: id,
        article: view.article.id,
        focus: time.span,
        value: Value::Date(value),
        sort: Sort::Time,
        event: Event { token: Some(verb), classes: Vec::new() },
        event_stem: stem(&view.lemma(verb)),
        counted: "source".into(),
        counted_words: String::new(),
        reference: Some(source),
        context: scene.content_terms(view, said),
        around: Vec::new(),
        superlative: SmolStr::default(),
        clause: None,
        saying: if first { Saying::First } else { Saying::Once },
        anchor: None,
        when: None,
        elsewhere: false,
        of_another: Another::No,
        without: false,
        named_places: std::collections::BTreeSet::new(),
        places: std::collections::BTreeSet::new(),
        parties: std::collections::BTreeSet::new(),
        part: false,
        former: false,
        oblique: false,
        sentence: said.sentence,
    })
}

/// The time that ends what is said where that is a thing and no clause: it dates the report, not the thing ("reported
/// the arrests in April").
fn closing_time(view: View<'_>, said: &Statement) -> Option<usize> {
    let content = said.content.last()?;
    let mut tokens = view.found.tokens_in(*content);
    let verbal = |at: usize| {
        let finite = view.token(at).is_some_and(|token| matches!(token.upos, Upos::Aux | Upos::Sconj));
        finite || view.is(at, Upos::Verb) && !view.is_ing(at)
    };
    if tokens.any(verbal) {
        return None;
    }
    let place = view.found.times.iter().rposition(|time| content.contains(time.span))?;
    let rest = view.found.times.get(place)?.span.end..content.end;
    let rest = view.article.text.get(rest)?;
    rest.chars().all(|letter| !letter.is_alphanumeric()).then_some(place)
}

/// The subject of a verb.
fn subject(view: View<'_>, verb: usize) -> Option<usize> {
    use crate::annotation::Relation::{Nsubj, NsubjPass};
    view.child(verb, &[Nsubj, NsubjPass])
}
