//! Short names for questions and answers, made from the words of the texts.
//!
//! A label is a sentence that a person would write, or else a quotation of what was said: what the parse gives only in
//! pieces is quoted.

mod figure;
mod sentence;

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::Value;
use super::fit::{Worded, fit};
use super::lexicon::{LEXICON, stem};
use super::point::{Point, Saying, Sort, is_anybody};
use super::predication::{self, Predication, phrase};
use super::scene::{Scene, View};
use super::slot::Slot;
use super::words::{WORDS, holds};
use crate::annotation::{Hedge, Relation, Upos, is_nationality};
use crate::statement::StatementId;
use crate::text::Span;
pub(super) use sentence::Words;
use sentence::{Told, told};

/// How many words of the text a label takes at most: a question that is cut is often another one, so labels are rather long.
const MOST: usize = 20;
/// How many words of what was said are quoted where no label can be made of it.
const QUOTED: usize = 16;

/// The label of a question that turns on a value.
pub(super) fn of_slot(scene: &Scene<'_>, slot: &Slot<'_>) -> String {
    let Some(first) = typical(slot) else { return String::new() };
    let label = match &first.sort {
        Sort::Count => count(scene, slot, first),
        Sort::Measure(dimension) => measured(scene, first, dimension),
        Sort::Share => match thing(slot) {
            Some(thing) => format!("what share of {thing}"),
            None => format!("what share: {}", clause(scene, first)),
        },
        Sort::Money => {
            match figure::asked(scene, slot).map(|asked| asked.said).or_else(|| doing(scene, first)) {
                Some(said) => format!("how much money {said}"),
                None => format!("how much money: {}", clause(scene, first)),
            }
        }
        Sort::Age => format!("how old {} was", whose_age(scene, slot)),
        Sort::Time if first.saying != Saying::No => reported(scene, slot),
        Sort::Time => dated(scene, slot).unwrap_or_else(|| format!("when: {}", clause(scene, first))),
        Sort::Rank => rank(scene, first),
        Sort::OneOf(kind) => one_of(scene, first, *kind),
        Sort::Claimed => claimed(slot),
    };
    match year(slot) {
        Some(year) if first.sort != Sort::Time => format!("{label} in {year}"),
        _ => label,
    }
}

/// The label of an answer: its words, as most give them, shortest first. Values that differ and may all be so are all named
/// ("over 100 or dozens"): none is put into the mouth of who gave another.
pub(super) fn of_answer(scene: &Scene<'_>, points: &[&Point]) -> String {
    let mut kinds: Vec<(&Value, BTreeMap<String, usize>)> = Vec::new();
    for point in points.iter().filter(|point| !is_finer(point, points)) {
        let words = worded(scene, point);
        match kinds.iter_mut().find(|(value, _)| **value == point.value) {
            Some((_, counts)) => *counts.entry(words).or_default() += 1,
            None => kinds.push((&point.value, BTreeMap::from([(words, 1)]))),
        }
    }
    // What is no figure comes last.
    let mut best: Vec<(bool, usize, String)> = Vec::new();
    for (value, counts) in kinds {
        let all: usize = counts.values().sum();
        let Some(words) = counts.into_iter().max_by_key(|(words, count)| {
            (*count, std::cmp::Reverse(words.len()), std::cmp::Reverse(words.clone()))
        }) else {
            continue;
        };
        best.push((is_vague(value), all, words.0));
    }
    let key = |(vague, count, words): &(bool, usize, String)| {
        (*vague, std::cmp::Reverse(*count), words.len(), words.clone())
    };
    best.sort_by_cached_key(key);
    let mut named: Vec<String> = Vec::new();
    for (_, _, words) in best {
        if !named.iter().any(|own| is_worded_alike(own, &words)) {
            named.push(words);
        }
    }
    any_of(&named)
}

/// Whether two answers are in the same words, but for what tells nothing ("11:36 a.m. Tuesday", "11:36 am on Tuesday").
fn is_worded_alike(one: &str, other: &str) -> bool {
    let figure = |words: &str| words.starts_with(|letter: char| letter.is_ascii_digit());
    let (a, b) = (Worded::of(one), Worded::of(other));
    let letters = |words: &str| words.to_lowercase().replace([' ', '-', '–', ','], "");
    letters(one) == letters(other) || figure(one) == figure(other) && a == b && a.names_a_time()
}

/// Whether a value is an hour of a day.
pub(super) fn names_an_hour(value: &Value) -> bool {
    matches!(value, Value::Date(date) if date.as_str().contains('T'))
}

/// Whether a point gives an hour of a day that another gives alone: who says "Friday morning" says Friday.
fn is_finer(point: &Point, points: &[&Point]) -> bool {
    let Value::Date(date) = &point.value else { return false };
    let Some((day, _)) = date.as_str().split_once('T') else { return false };
    points.iter().any(|other| matches!(&other.value, Value::Date(other) if other.as_str() == day))
}

/// The words of one answer, with the unit where they leave it out.
fn worded(scene: &Scene<'_>, point: &Point) -> String {
    if let (Sort::Claimed, Value::Phrase(name)) = (&point.sort, &point.value) {
        return name.clone();
    }
    let words = words(point.focus.of(scene.text(point.article)));
    match (&point.sort, &point.value) {
        (Sort::Measure(_), Value::Number { unit: Some(unit), .. })
            if !words.contains(|l: char| l.is_alphabetic()) =>
        {
            format!("{words} {unit}")
        }
        (Sort::Count, Value::Number { high: Some(high), .. }) if *high == 0.0 => "none".to_owned(),
        (_, Value::Number { .. }) => within_sentence(words),
        (_, Value::Date(_)) => match words.split(' ').next() {
            Some(
                "Last" | "This" | "Next" | "Earlier" | "Later" | "Late" | "Early" | "Today" | "Yesterday"
                | "Tonight",
            ) => small_first(&words),
            _ => words,
        },
        _ => words,
    }
}

/// So many answers that may all be so are named.
const NAMED: usize = 4;

/// "Over, at least or around 100", "140 or over 100".
fn any_of(all: &[String]) -> String {
    // "More than" and "around" are hedges; "April 2014" is none.
    let hedged =
        |words: &str| !words.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
    let parts: Option<Vec<(&str, &str)>> =
        all.iter().map(|words| words.rsplit_once(' ').filter(|(hedge, _)| hedged(hedge))).collect();
    let shared = parts.filter(|parts| parts.len() > 1).and_then(|parts| {
        let number = parts.first()?.1;
        let one =
            parts.iter().all(|(_, last)| *last == number) && number.starts_with(|c: char| c.is_ascii_digit());
        one.then(|| (parts.iter().map(|(hedge, _)| (*hedge).to_owned()).collect::<Vec<_>>(), number))
    });
    let (named, last) = match &shared {
        Some((hedges, number)) => (hedges.as_slice(), format!(" {number}")),
        None => (all, String::new()),
    };
    let more = if named.len() > NAMED { " or the like" } else { "" };
    let mut named: Vec<&str> = named.iter().take(NAMED).map(String::as_str).collect();
    let end = if more.is_empty() { named.pop().unwrap_or_default() } else { "" };
    let list = match (named.is_empty(), end.is_empty()) {
        (true, _) => end.to_owned(),
        (false, true) => named.join(", "),
        (false, false) => format!("{} or {end}", named.join(", ")),
    };
    format!("{list}{more}{last}")
}

/// Whether a value is no figure ("dozens").
pub(super) fn is_vague(value: &Value) -> bool {
    matches!(value, Value::Number { hedge: Hedge::Vague, .. })
}

/// A number's words as they stand inside a sentence ("At least two" that opened one); signs of currencies stay ("Rs 500").
fn within_sentence(words: String) -> String {
    let first = words.split(' ').next().unwrap_or_default();
    let mut letters = first.chars();
    let opens =
        letters.next().is_some_and(char::is_uppercase) && letters.all(|c| c.is_lowercase() || c == '-');
    let word = first.len() > 2 || matches!(first, "A" | "At" | "Up" | "No" | "An");
    if opens && word { small_first(&words) } else { words }
}

/// The label of a question of whether, from the first words of a statement that could not be parsed.
pub(super) fn of_event(scene: &Scene<'_>, statement: StatementId) -> String {
    let Some(said) = scene.statement(statement) else { return String::new() };
    let Some(view) = scene.view(said.article) else { return String::new() };
    let is_verb = |at: usize| matches!(view.token(at).map(|token| token.upos), Some(Upos::Verb | Upos::Aux));
    let mut span = said.content_span();
    // "The attack was claimed by the group": the attack alone tells nothing, nor does "to leave" without who was asked to.
    let aim = view.found.tokens_in(span).next().is_some_and(|at| view.is(at, Upos::Part));
    if aim || !view.found.tokens_in(span).any(is_verb) {
        let around = [said.cue, said.source.span].into_iter().flatten();
        let whole = around.fold(span, Span::cover);
        span = if said.cue.is_some() && said.sentence.contains(whole) { whole } else { span };
    }
    let content = words(span.of(&view.article.text));
    let bare = content.strip_prefix("that ").unwrap_or(&content);
    format!("“{}”", shortened(bare))
}

/// The first words of what was said, with a mark where more follows and without quotation marks of its own.
fn shortened(said: &str) -> String {
    let plain: String = said.chars().filter(|letter| !matches!(letter, '“' | '”' | '"')).collect();
    let first = cut(&plain, QUOTED);
    if first.len() < plain.trim_end_matches(['.', ',']).len() { format!("{first} …") } else { first }
}

/// The label of a question of whether: who does what to whom, without the words that deny it and without what one of
/// those who answer it says alone.
pub(super) fn of_predication(scene: &Scene<'_>, clause: &Predication, words: &Words) -> Option<String> {
    match told(scene, clause, None, words)? {
        Told::Sentence(text) => Some(format!("whether {text}")),
        Told::Phrase(text) => Some(text),
        Told::Pieces(_) => None,
    }
}

/// When who reported what, by the shortest account of it.
fn reported(scene: &Scene<'_>, slot: &Slot<'_>) -> String {
    let accounts = slot.iter().filter_map(|point| {
        let said = scene.statement(point.statement)?;
        let text = scene.text(point.article);
        let name = point.reference.and_then(|id| scene.reading.entities.get(id))?.name.clone();
        let content = said.content_span();
        // What is reported ends before the time that is asked for.
        let end = if content.contains(point.focus) { point.focus.start } else { content.end };
        let what = trimmed(&shortened(&words(Span::new(content.start, end.max(content.start)).of(text))));
        Some((what.len(), format!("when {name} {} {what}", words(said.cue?.of(text)))))
    });
    accounts.min().map(|(_, label)| label).unwrap_or_default()
}

/// When what happened that times of a slot date, in the words of the clause that names who did what.
fn dated(scene: &Scene<'_>, slot: &Slot<'_>) -> Option<String> {
    let clauses = slot.iter().filter_map(|point| {
        let clause = point.clause.as_ref()?;
        let text = match happened(scene, point, clause) {
            Some(text) => text,
            None => match told(scene, clause, Some(point.focus), &Words::default())? {
                Told::Sentence(text) => text,
                _ => return None,
            },
        };
        let named = clause.subject.is_some_and(|head| is_telling(scene, clause.article, head));
        let words = text.split(' ').count();
        let plain = !is_headline(scene, clause);
        Some((named, plain, clause.object.is_some(), words.min(7), std::cmp::Reverse(words), text))
    });
    clauses.max().map(|(.., text)| format!("when {text}"))
}

/// What a time dates that stands in a noun of the clause ("the capture of the 40 in April has caused an outcry": "the
/// capture of the 40 was").
fn happened(scene: &Scene<'_>, point: &Point, clause: &Predication) -> Option<String> {
    let view = scene.view(point.article)?;
    let noun = point.event.token.filter(|at| *at != clause.token && !clause.carriers.contains(at))?;
    if !view.is(noun, Upos::Noun) {
        return None;
    }
    let text = sentence::noun(view, noun, point.focus);
    let several = view.token(noun).is_some_and(|token| token.xpos == "NNS");
    text.contains(' ').then(|| format!("{text} {}", if several { "were" } else { "was" }))
}

/// Whether a clause is a headline's, which is in short: "Strikers locked up at Orlan".
pub(super) fn is_headline(scene: &Scene<'_>, clause: &Predication) -> bool {
    let place = || {
        let view = scene.view(clause.article)?;
        Some((view.article.headline_span?, view.token(clause.token)?.span))
    };
    place().is_some_and(|(headline, word)| headline.overlaps(word))
}

/// From the first to the last word of a clause and its arguments.
pub(super) fn clause_span(scene: &Scene<'_>, clause: &Predication) -> Option<Span> {
    let view = scene.view(clause.article)?;
    let said = scene.statement(clause.statement)?;
    let part = said
        .content
        .iter()
        .find(|part| view.token(clause.token).is_some_and(|token| part.contains(token.span)))?;
    let tree = view.found.subtree_span(view.children, clause.token);
    let span = Span::new(tree.start.max(part.start), tree.end.min(part.end));
    (!clause.main && span.start < span.end).then_some(span).or(Some(*part))
}

/// Whether a subject says who: it is no pronoun, or one whose entity is known.
pub(super) fn is_telling(scene: &Scene<'_>, article: crate::article::ArticleId, head: usize) -> bool {
    let Some(view) = scene.view(article) else { return false };
    // "A deal, one that would create it": "one" says no more than "it".
    let one =
        matches!(view.lemma(head).as_str(), "one" | "ones") && view.child(head, &[Relation::Nmod]).is_none();
    !(is_pronoun(scene, article, head) || one) || scene.entity_at(view, head).is_some()
}

/// Whether a word stands for a name ("she", "this").
pub(super) fn is_pronoun(scene: &Scene<'_>, article: crate::article::ArticleId, head: usize) -> bool {
    let token = scene.view(article).and_then(|view| view.token(head));
    token.is_some_and(|token| matches!(token.upos, Upos::Pron | Upos::Det))
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

fn count(scene: &Scene<'_>, slot: &Slot<'_>, first: &Point) -> String {
    let event = first.event.classes.first().and_then(|class| LEXICON.events.get(usize::from(*class)));
    let loose = |thing: &String| thing == "more" || holds(&WORDS.part, thing) || holds(&WORDS.more, thing);
    let thing = thing(slot).filter(|thing| {
        let said = |event: &super::lexicon::EventClass| {
            thing.contains(event.label) || LEXICON.events_of(thing).next().is_some()
        };
        !event.is_some_and(said) && !loose(thing)
    });
    if first.role.oblique {
        return format!("in how many {}", thing.unwrap_or_else(|| plural(&first.counted)));
    }
    // Who dies bears it.
    let event = event.filter(|event| event.harm || !is_doing(scene, first) && is_so_called(event, first));
    let own = LEXICON.classes(&first.counted).iter().any(|class| first.event.classes.contains(class));
    match (event, thing) {
        // "Several bombings": they are counted themselves, and nobody whom they befell.
        _ if own && !LEXICON.is_somebody(LEXICON.kinds_of(&first.counted)) => {
            format!("how many {} there were", plural(&first.counted))
        }
        (Some(event), Some(thing)) if !own && befalls(event, first) => {
            format!("how many {thing} {}{}", were(event.label), given(scene, first).unwrap_or_default())
        }
        (Some(event), _) if befalls(event, first) => format!("how many {}", were(event.label)),
        (_, Some(thing)) => match acting(scene, first) {
            Some(acts) => format!("how many {thing} {acts}"),
            None => match (figure::asked(scene, slot), suffering(scene, first)) {
                (Some(asked), _) => format!("how many {}", asked.of(&thing)),
                (None, Some(told)) => format!("how many {thing} were {told}"),
                (None, None) => format!("how many {thing}: {}", clause(scene, first)),
            },
        },
        (_, None) => match suffering(scene, first) {
            Some(told) => format!("how many were {told}"),
            None => format!("how many: {}", clause(scene, first)),
        },
    }
}

/// Whether the word that stands for a kind of event in a label tells what a text tells: who was displaced or fled did so, but
/// what was launched was not shelled, nor did who left withdraw.
fn is_so_called(event: &super::lexicon::EventClass, point: &Point) -> bool {
    let own = event.label.trim_start_matches('+').split(' ').any(|word| stem(word) == point.event_stem);
    own || matches!(event.name, "damage" | "flee" | "infect" | "protest")
}

/// Whether a kind of event may befall what a point counts: harm may befall anything, a meeting only those who meet.
fn befalls(event: &super::lexicon::EventClass, point: &Point) -> bool {
    event.harm || event.ruin || !LEXICON.kinds_of(&point.counted).is_empty()
}

/// Whether what is counted does what is told, or is only named by it ("the engines fired", "two fire engines").
fn is_doing(scene: &Scene<'_>, point: &Point) -> bool {
    let told = || {
        let (view, event) = (scene.view(point.article)?, point.event.token?);
        let figure = view.found.tokens_in(point.focus).end.checked_sub(1)?;
        let sentence = view.sentence(figure);
        let counted = (figure..sentence.end).take(COUNTED).find(|at| view.lemma(*at) == point.counted)?;
        let subject = view.found.has_relation(counted, &[Relation::Nsubj]);
        let acts = subject && view.is(event, Upos::Verb) && view.found.head(counted) == Some(event);
        let within = |part: usize, whole: usize| {
            view.found.has_relation(part, &[Relation::Compound]) && view.found.head(part) == Some(whole)
        };
        let names = within(event, counted) || within(counted, event);
        Some(acts || names)
    };
    told().unwrap_or(false)
}

/// So many tokens after a figure stands what it counts.
const COUNTED: usize = 8;

/// What happened to those who are counted: "were killed"; labels with a plus sign have their own verb ("+survived").
fn were(label: &str) -> String {
    label.strip_prefix('+').map_or_else(|| format!("were {label}"), str::to_owned)
}

/// What was given to those who are counted (" visas").
fn given(scene: &Scene<'_>, point: &Point) -> Option<String> {
    let view = scene.view(point.article)?;
    let mut objects = view.found.dependents(view.children, point.event.token?, &[Relation::Obj]);
    let object = objects.find(|at| {
        let tree = view.found.subtree_span(view.children, *at);
        !tree.overlaps(point.focus) && view.is(*at, Upos::Noun)
    })?;
    Some(format!(" {}", small(view.found.word(&view.article.text, object))))
}

/// What is done to those who are counted, in the text's own word ("stationed").
fn suffering(scene: &Scene<'_>, point: &Point) -> Option<String> {
    let view = scene.view(point.article)?;
    let verb = point.event.token.filter(|at| view.token(*at).is_some_and(|token| token.xpos == "VBN"))?;
    let passive = view.child(verb, &[Relation::AuxPass]).is_some();
    let subject = view.child(verb, &[Relation::NsubjPass]).filter(|_| passive)?;
    let counts = view.found.subtree_span(view.children, subject).overlaps(point.focus);
    let counts = counts && (point.counted.is_empty() || view.lemma(subject) == point.counted);
    counts.then(|| small(view.found.word(&view.article.text, verb)))
}

/// What those who are counted do, where they are the subject of a verb that no list has ("came from both gates").
fn acting(scene: &Scene<'_>, point: &Point) -> Option<String> {
    let view = scene.view(point.article)?;
    let clause = predication::over(scene, view, point.statement, point.event.token?)?;
    let subject = view.found.span_of(phrase_range(view, clause.subject?));
    if !subject.overlaps(point.focus) {
        return None;
    }
    let (Told::Sentence(whole) | Told::Phrase(whole) | Told::Pieces(whole)) =
        told(scene, &clause, Some(subject), &Words::default())?;
    (whole.split(' ').count() <= 7).then_some(whole)
}

fn phrase_range(view: View<'_>, head: usize) -> std::ops::Range<usize> {
    let tokens = phrase(view, head);
    let first = tokens.first().copied().unwrap_or(head);
    first..tokens.last().copied().unwrap_or(head) + 1
}

fn plural(word: &str) -> String {
    if word.ends_with('s') { word.to_owned() } else { format!("{word}s") }
}

/// What is counted, in the words that most texts use.
fn thing(slot: &Slot<'_>) -> Option<String> {
    if counts_several(slot) {
        return None;
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for point in slot.iter().filter(|point| !point.counted_words.is_empty() && !is_one(&point.value)) {
        let counted = cut(point.counted_words.split(',').next().unwrap_or_default(), 4);
        let lower = |word: &str| if is_nationality(word) { word.to_owned() } else { word.to_lowercase() };
        *counts.entry(counted.split(' ').map(lower).collect::<Vec<_>>().join(" ")).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(words, count)| (*count, std::cmp::Reverse(words.len())))
        .map(|(words, _)| words)
        .filter(|words| !words.is_empty())
}

/// Whose age a slot gives: by name, or by what they are called.
fn whose_age(scene: &Scene<'_>, slot: &Slot<'_>) -> String {
    let named = slot.iter().find_map(|point| scene.reading.entities.get(point.reference?));
    let called = slot.iter().map(|point| point.counted.as_str());
    let called = called.filter(|word| LEXICON.is_somebody(LEXICON.kinds_of(word)));
    match named {
        Some(entity) => entity.name.clone(),
        None => match thing(slot).or_else(|| called.min().map(str::to_owned)) {
            Some(who) => format!("the {who}"),
            None => "the person".to_owned(),
        },
    }
}

/// Whether the points of a slot count what two call otherwise, and no word for it is most of theirs ("three guards", "tens of
/// invaders"): a question that names one of them asks for the other too.
fn counts_several(slot: &Slot<'_>) -> bool {
    let mut stems: BTreeMap<smol_str::SmolStr, usize> = BTreeMap::new();
    for point in slot.iter().filter(|point| point.sort == Sort::Count && !point.counted.is_empty()) {
        *stems.entry(stem(&point.counted)).or_default() += 1;
    }
    let all: usize = stems.values().sum();
    let anybody = |word: &str| LEXICON.kinds_of(word).iter().any(is_anybody);
    let differ = || slot.iter().any(|one| slot.iter().any(|other| !fit(one, other)));
    stems.len() > 1
        && differ()
        && !stems.values().any(|count| count * 2 > all)
        && !slot.iter().any(|point| anybody(&point.counted))
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
        ("length", None) => format!("what length or distance: {}", clause(scene, first)),
        ("time", _) => match doing(scene, first) {
            Some(doing) => format!("how long {doing}"),
            None if !first.counted_words.is_empty() => {
                format!("how long the {} lasted", first.counted_words.to_lowercase())
            }
            None => format!("how long: {}", clause(scene, first)),
        },
        (unit, _) => match &first.role.amount {
            Some(what) => format!("how much {what}"),
            None => format!("the {unit}"),
        },
    }
}

fn rank(scene: &Scene<'_>, first: &Point) -> String {
    let Some(view) = scene.view(first.article) else { return String::new() };
    let tokens = view.found.tokens_in(first.focus);
    let Some(counted) = tokens.end.checked_sub(1) else { return String::new() };
    // "the first country to take in the dockers [who had fled]".
    let tree = view.found.subtree(view.children, counted).end;
    let adds = |at: &usize| {
        view.found.has_relation(*at, &[Relation::AclRelcl, Relation::Advcl])
            || view.found.has_relation(*at, &[Relation::Acl]) && view.is_ing(*at)
    };
    let end = (counted + 1..tree).find(adds).unwrap_or(tree).min(counted + 10);
    let span = view.found.span_of(counted..end.max(counted + 1));
    // "Carried out its sixth test", "shot from the 32nd floor": who did is neither.
    let is = |verb: &usize| {
        let linked = view.found.has_relation(counted, &[Relation::Xcomp, Relation::Conj, Relation::Appos]);
        let lemma = view.lemma(*verb);
        let marks = matches!(lemma.as_str(), "mark" | "represent");
        linked || marks || !view.is(*verb, Upos::Verb) || holds(&WORDS.linking, &lemma)
    };
    let above = view.found.head(counted).filter(is);
    let subject = [Some(counted), above].into_iter().flatten().find_map(|at| subject(view, at));
    let what = trimmed(&cut(&words(span.of(&view.article.text)), 10));
    let ordinal = view.found.quantities.iter().find(|quantity| first.focus.overlaps(quantity.span));
    let ordinal = ordinal.map(|quantity| quantity.span.of(&view.article.text).to_lowercase());
    let ordinal = ordinal.map(|words| place_alone(&words).to_owned()).unwrap_or_else(|| "first".to_owned());
    match subject {
        Some(subject) => format!("whether {} was the {ordinal} {what}", lower_first(&subject)),
        None => format!("the {ordinal} {what}"),
    }
}

/// What a rank says of the order alone: "one of the deadliest" is "deadliest".
fn place_alone(words: &str) -> &str {
    const BEFORE: [&str; 12] =
        ["one", "two", "three", "some", "of", "among", "amongst", "the", "its", "their", "his", "her"];
    let mut rest = words.trim();
    while let Some((first, more)) = rest.split_once(' ')
        && BEFORE.contains(&first)
    {
        rest = more.trim_start();
    }
    rest
}

/// The words of the subject of a verb or of a noun with a copula.
fn subject(view: View<'_>, at: usize) -> Option<String> {
    let subject = view.child(at, &[Relation::Nsubj, Relation::NsubjPass])?;
    let pronoun = view.is(subject, Upos::Pron);
    let span = view.found.subtree_span(view.children, subject);
    (!pronoun).then(|| cut(&words(span.of(&view.article.text)), 5))
}

fn one_of(scene: &Scene<'_>, first: &Point, kind: u16) -> String {
    let name = LEXICON.kinds.get(usize::from(kind)).map_or("kind", |kind| kind.name);
    let reference =
        first.reference.and_then(|id| scene.reading.entities.get(id)).map(|entity| entity.name.clone());
    match (name, reference) {
        ("compass", Some(reference)) => format!("in which direction from {reference}"),
        // A vessel may be what was struck.
        (name, _) => format!("what kind of {name} it was"),
    }
}

/// "Who claimed responsibility for the bombing", by the word that most have for the deed.
fn claimed(slot: &Slot<'_>) -> String {
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    // "Responsibility for it" names no deed.
    let named = |word: &&SmolStr| LEXICON.events_of(word).next().is_some();
    for deed in slot.iter().map(|point| &point.counted).filter(named) {
        *words.entry(deed).or_default() += 1;
    }
    let most = words.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)));
    let deed = most.map_or("attack", |(word, _)| word);
    format!("who claimed responsibility for the {deed}")
}

/// Subject, verb and object of the event that a point hangs from, in the text's words.
fn doing(scene: &Scene<'_>, point: &Point) -> Option<String> {
    let view = scene.view(point.article)?;
    let verb = point.event.token.filter(|at| !holds(&WORDS.telling, &view.lemma(*at)))?;
    let subject = lower_first(&subject(view, verb)?);
    let verb_words = verb_group(view, verb);
    let object = view.child(verb, &[Relation::Obj]);
    let object =
        object.map(|at| cut(&words(view.found.subtree_span(view.children, at).of(&view.article.text)), 5));
    Some([Some(subject), Some(verb_words), object].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// Words of the statement that a point stands in, as a quotation.
fn clause(scene: &Scene<'_>, point: &Point) -> String {
    figure::quoted(scene, point)
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

/// The text without words that hang over at its end.
fn trimmed(text: &str) -> String {
    let mut kept: Vec<&str> = text.split(' ').collect();
    while kept.len() > 2 && kept.last().is_some_and(|last| holds(&WORDS.hanging, &last.to_lowercase())) {
        kept.pop();
    }
    kept.join(" ").trim_end_matches([',', ';', ':']).to_owned()
}

/// A word with a small first letter, unless it is an abbreviation.
fn small(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if !letters.clone().any(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => word.to_owned(),
    }
}

/// The first words, up to `most`, without what hangs over at the cut.
fn cut(text: &str, most: usize) -> String {
    let all: Vec<&str> = text.split(' ').collect();
    let kept = all.get(..most.min(all.len())).unwrap_or_default();
    let kept = if kept.len() < all.len() { trimmed(&kept.join(" ")) } else { kept.join(" ") };
    kept.trim_end_matches([',', ';', ':', '"', '”']).to_owned()
}

/// The text with a small first letter, unless the first word is a name or initials.
fn lower_first(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    let small = LEXICON.weight(&stem(&first.to_lowercase())) < 4.0;
    let word = first.chars().count() > 1 && !first.chars().skip(1).any(char::is_uppercase);
    if small && word { small_first(text) } else { text.to_owned() }
}

/// The text with a small first letter.
fn small_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::within_sentence;

    #[test]
    fn a_number_that_opened_a_sentence_stands_inside_one() {
        let inside = |words: &str| within_sentence(words.to_owned());
        assert_eq!(inside("At least two"), "at least two");
        assert_eq!(inside("Twenty-three"), "twenty-three");
        assert_eq!(inside("Rs 500"), "Rs 500");
        assert_eq!(inside("US$40"), "US$40");
        assert_eq!(inside("40"), "40");
    }
}
