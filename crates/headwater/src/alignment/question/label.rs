//! Short names for questions and answers, made from the words of the texts.

use std::collections::BTreeMap;

use super::Value;
use super::lexicon::LEXICON;
use super::point::{Point, Sort};
use super::scene::{Scene, View};
use super::slot::Slot;
use super::words::{WORDS, holds};
use crate::annotation::{Relation, Upos};
use crate::statement::StatementId;

/// How many words of the text a label takes at most.
const MOST: usize = 11;

/// The label of a question that turns on a value.
pub(super) fn of_slot(scene: &Scene<'_>, slot: &Slot<'_>) -> String {
    let Some(first) = typical(slot) else { return String::new() };
    let label = match &first.sort {
        Sort::Count => count(slot, first),
        Sort::Measure(dimension) => measured(scene, first, dimension),
        Sort::Share => format!("what share of {}", thing(slot).unwrap_or_else(|| "the whole".to_owned())),
        Sort::Money => {
            format!("how much money {}", doing(scene, first).unwrap_or_else(|| "it was".to_owned()))
        }
        Sort::Age => format!("how old {} was", thing(slot).unwrap_or_else(|| "the person".to_owned())),
        Sort::Time => format!("when {}", doing(scene, first).unwrap_or_else(|| clause(scene, first))),
        Sort::Rank => rank(scene, first),
        Sort::OneOf(kind) => one_of(scene, first, *kind),
    };
    match year(slot) {
        Some(year) if first.sort != Sort::Time => format!("{label} in {year}"),
        _ => label,
    }
}

/// The label of an answer: its words, as most give them, shortest first.
pub(super) fn of_answer(scene: &Scene<'_>, points: &[&Point]) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for point in points {
        let words = words(point.focus.of(scene.text(point.article)));
        let with_unit = match (&point.sort, &point.value) {
            (Sort::Measure(_), Value::Number { unit: Some(unit), .. })
                if !words.contains(|l: char| l.is_alphabetic()) =>
            {
                format!("{words} {unit}")
            }
            _ => words,
        };
        *counts.entry(with_unit).or_default() += 1;
    }
    let best = counts.into_iter().max_by_key(|(words, count)| {
        (*count, std::cmp::Reverse(words.len()), std::cmp::Reverse(words.clone()))
    });
    best.map(|(words, _)| words).unwrap_or_default()
}

/// The label of a question of whether.
pub(super) fn of_event(scene: &Scene<'_>, statement: StatementId) -> String {
    let Some(said) = scene.statement(statement) else { return String::new() };
    let content = words(said.content_span().of(scene.text(said.article)));
    let bare = content.strip_prefix("that ").unwrap_or(&content);
    let short = lower_first(&cut(bare, MOST));
    let verbal = scene.view(said.article).is_some_and(|view| {
        let mut tokens = said.content.iter().flat_map(|part| view.found.tokens_in(*part)).take(MOST + 3);
        tokens.any(|at| view.token(at).is_some_and(|token| matches!(token.upos, Upos::Verb | Upos::Aux)))
    });
    if verbal { format!("whether {short}") } else { short }
}

fn typical<'p>(slot: &Slot<'p>) -> Option<&'p Point> {
    slot.iter().copied().max_by_key(|point| {
        (
            !point.event.classes.is_empty(),
            !point.counted.is_empty(),
            std::cmp::Reverse(point.counted_words.len()),
        )
    })
}

fn count(slot: &Slot<'_>, first: &Point) -> String {
    let event = first.event.classes.first().and_then(|class| LEXICON.events.get(usize::from(*class)));
    let loose = |thing: &String| thing == "more" || holds(&WORDS.part, thing);
    let thing =
        thing(slot).filter(|thing| event.is_none_or(|event| !thing.contains(event.label)) && !loose(thing));
    if first.oblique {
        return format!("in how many {}", thing.unwrap_or_else(|| plural(&first.counted)));
    }
    let own = LEXICON.classes(&first.counted).iter().any(|class| first.event.classes.contains(class));
    match (event, thing) {
        (Some(event), _)
            if own && LEXICON.kinds_of(&first.counted).is_empty() && event.label == event.name =>
        {
            format!("how many {} there were", plural(&first.counted))
        }
        (Some(event), Some(thing)) if !own => format!("how many {thing} were {}", event.label),
        (Some(event), _) => format!("how many were {}", event.label),
        (None, Some(thing)) => format!("how many {thing}"),
        (None, None) => "how many".to_owned(),
    }
}

fn plural(word: &str) -> String {
    if word.ends_with('s') { word.to_owned() } else { format!("{word}s") }
}

/// What is counted, in the words that most texts use.
fn thing(slot: &Slot<'_>) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for point in slot.iter().filter(|point| !point.counted_words.is_empty() && !is_one(&point.value)) {
        *counts.entry(cut(&point.counted_words, 4).to_lowercase()).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(words, count)| (*count, std::cmp::Reverse(words.len())))
        .map(|(words, _)| words)
}

/// Whether a value is one: what it counts stands in the singular.
fn is_one(value: &Value) -> bool {
    matches!(value, Value::Number { low: Some(low), .. } if (low - 1.0).abs() < 0.5)
}

fn measured(scene: &Scene<'_>, first: &Point, dimension: &str) -> String {
    let reference =
        first.reference.and_then(|id| scene.reading.entities.get(id)).map(|entity| entity.name.clone());
    let class = first.event.classes.first().and_then(|class| LEXICON.events.get(usize::from(*class)));
    let what = match class {
        Some(event) => event.name.replace('_', " "),
        None => first.counted_words.to_lowercase(),
    };
    match (dimension, reference) {
        ("length", Some(reference)) => format!("how far from {reference}"),
        ("length", None) if class.is_some() && matches!(what.as_str(), "depth") => format!("the {what}"),
        ("length", None) if !what.is_empty() => format!("what length or distance ({what})"),
        ("length", None) => "what length or distance".to_owned(),
        ("time", _) => format!("how long {}", doing(scene, first).unwrap_or_else(|| "it took".to_owned())),
        (unit, _) => format!("the {unit}"),
    }
}

fn rank(scene: &Scene<'_>, first: &Point) -> String {
    let Some(view) = scene.view(first.article) else { return String::new() };
    let tokens = view.found.tokens_in(first.focus);
    let Some(counted) = tokens.end.checked_sub(1) else { return String::new() };
    let end = view.found.subtree(view.children, counted).end.min(counted + 8);
    let span = view.found.span_of(counted..end.max(counted + 1));
    let ordinal = match first.value {
        Value::Rank { rank: 1, .. } => "first".to_owned(),
        Value::Rank { rank, .. } => format!("number {rank}"),
        _ => String::new(),
    };
    let subject =
        [Some(counted), view.found.head(counted)].into_iter().flatten().find_map(|at| subject(view, at));
    let what = cut(&words(span.of(&view.article.text)), 8);
    match subject {
        Some(subject) => format!("whether {subject} was the {ordinal} {what}"),
        None => format!("which was the {ordinal} {what}"),
    }
}

/// The words of the subject of a verb or of a noun with a copula.
fn subject(view: View<'_>, at: usize) -> Option<String> {
    let subject = view.found.dependents(view.children, at, &[Relation::Nsubj, Relation::NsubjPass]).next()?;
    let pronoun = view.token(subject).is_some_and(|token| token.upos == Upos::Pron);
    let span = view.found.subtree_span(view.children, subject);
    (!pronoun).then(|| cut(&words(span.of(&view.article.text)), 5))
}

fn one_of(scene: &Scene<'_>, first: &Point, kind: u16) -> String {
    let name = LEXICON.kinds.get(usize::from(kind)).map_or("kind", |kind| kind.name);
    let reference =
        first.reference.and_then(|id| scene.reading.entities.get(id)).map(|entity| entity.name.clone());
    match (name, reference) {
        ("compass", Some(reference)) => format!("in which direction from {reference}"),
        (name, _) => format!("which {name} was used"),
    }
}

/// Subject, verb and object of the event that a point hangs from, in the text's words.
fn doing(scene: &Scene<'_>, point: &Point) -> Option<String> {
    let view = scene.view(point.article)?;
    let verb = point.event.token?;
    let subject = lower_first(&subject(view, verb)?);
    let verb_words = verb_group(view, verb);
    let object = view.found.dependents(view.children, verb, &[Relation::Obj]).next();
    let object =
        object.map(|at| cut(&words(view.found.subtree_span(view.children, at).of(&view.article.text)), 5));
    Some([Some(subject), Some(verb_words), object].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// The first words of the statement that a point stands in.
fn clause(scene: &Scene<'_>, point: &Point) -> String {
    let Some(said) = scene.statement(point.statement) else { return "it was".to_owned() };
    lower_first(&cut(&words(said.content_span().of(scene.text(point.article))), 8))
}

/// A verb with its auxiliaries.
fn verb_group(view: View<'_>, verb: usize) -> String {
    let helping =
        view.found.dependents(view.children, verb, &[Relation::Aux, Relation::AuxPass, Relation::Cop]);
    let tokens = helping.filter(|at| *at < verb).chain([verb]);
    tokens.map(|at| view.found.word(&view.article.text, at)).collect::<Vec<_>>().join(" ")
}

/// The year that a slot is anchored in.
fn year(slot: &Slot<'_>) -> Option<i16> {
    let (first, last) = slot.iter().find_map(|point| point.anchor)?;
    (first.year() == last.year()).then(|| first.year())
}

/// The text with single spaces, without quotation marks at its edges.
fn words(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let edge = |letter: char| matches!(letter, '"' | '“' | '”' | ',' | ';' | ':' | '.');
    joined.trim_matches(edge).to_owned()
}

/// The first words, up to `most`, without what hangs over at the cut.
fn cut(text: &str, most: usize) -> String {
    let all: Vec<&str> = text.split(' ').collect();
    let mut kept = all.get(..most.min(all.len())).unwrap_or_default();
    if kept.len() < all.len() {
        let hanging = [
            "the", "a", "an", "of", "in", "to", "and", "or", "for", "by", "with", "at", "on", "that", "as",
            "was", "were", "is",
        ];
        while let Some((last, rest)) = kept.split_last()
            && hanging.contains(&last.to_lowercase().as_str())
        {
            kept = rest;
        }
    }
    kept.join(" ").trim_end_matches([',', ';', ':', '"', '”']).to_owned()
}

/// The text with a small first letter, unless the first word is a name or initials.
fn lower_first(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    let small = LEXICON.weight(&super::lexicon::stem(&first.to_lowercase())) < 4.0;
    match text.char_indices().nth(1) {
        Some((at, _))
            if small && first.chars().count() > 1 && !first.chars().skip(1).any(char::is_uppercase) =>
        {
            let (head, tail) = text.split_at(at);
            format!("{}{tail}", head.to_lowercase())
        }
        _ => text.to_owned(),
    }
}
