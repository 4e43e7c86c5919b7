//! Which figures tell how many or how much, and of whom.

use super::sort;
use crate::alignment::question::clause::{self, Event};
use crate::alignment::question::lexicon::{Class, LEXICON};
use crate::alignment::question::point::{Sort, is_harm};
use crate::alignment::question::scene::View;
use crate::alignment::question::words::{WORDS, holds};
use crate::annotation::{Quantity, QuantityKind, Relation, Upos};

/// Whether a figure answers no question of how many or how much.
pub(super) fn tells_nothing(
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
    let few = quantity.high.is_some_and(|high| high <= 3.0);
    let named = counted.is_some_and(|at| view.is(at, Upos::Propn)) && few;
    let labelled = *sort == Sort::Count && is_label(view, quantity, counted);
    // "Latitude 25.6 north".
    let tokens = view.found.tokens_in(quantity.span);
    let directed =
        *sort == Sort::Count && view.is(tokens.end, Upos::Adv) && !can_be_counted(view, tokens.end);
    let uncounted = counted.is_some_and(|at| !can_be_counted(view, at));
    // A row of a table.
    let before = tokens.start.checked_sub(1);
    let in_a_row = before.is_some_and(|before| view.is(before, Upos::Num)) && view.is(tokens.end, Upos::Num);
    // "His daughter turned 18".
    let age = counted.is_none() && before.is_some_and(|before| view.lemma(before) == "turn");
    // "A 12-week low" lasted no twelve weeks.
    let of_a_level = *sort == Sort::Measure("time".into())
        && quantity.span.of(&view.article.text).contains('-')
        && counted.is_some_and(|at| clause::classes_of(view, at).is_empty());
    let when = *sort == Sort::Measure("time".into()) && is_when(view, &tokens);
    let age = age || counted.is_none() && is_told_of_somebody(view, quantity);
    none || both
        || labelled
        || directed
        || of_a_level
        || when
        || *sort == Sort::Count && (named || uncounted || age || in_a_row)
}

/// Whether a stretch of time only says when something was ("three days after the raid"), and not how long ("held for three
/// days before he was freed").
fn is_when(view: View<'_>, tokens: &std::ops::Range<usize>) -> bool {
    let apart = matches!(view.lemma(tokens.end).as_str(), "after" | "before" | "later" | "earlier" | "ago");
    let lasting = |at: usize| matches!(view.lemma(at).as_str(), "for" | "last" | "take" | "spend" | "wait");
    apart && !(tokens.start.saturating_sub(2)..tokens.start).any(lasting)
}

/// Of whom is told only that they were brought to hospital is told that they were hurt ("84 people have been taken to
/// hospital").
pub(super) fn hurt(view: View<'_>, event: Event, counted: Option<usize>) -> Event {
    let somebody = counted.is_none_or(|at| LEXICON.is_somebody(LEXICON.kinds_of(&view.lemma(at))));
    if !somebody || event.classes.iter().any(|class| is_harm(*class)) {
        return event;
    }
    let describing = [Relation::Acl, Relation::AclRelcl];
    let below = counted.into_iter().flat_map(|at| view.found.dependents(view.children, at, &describing));
    let above = counted.and_then(|at| view.found.head(at));
    let brought = event.token.into_iter().chain(above).chain(below).find(|verb| is_brought_in(view, *verb));
    let hurt = LEXICON.events.iter().position(|event| event.name == "injure");
    match brought.zip(hurt.and_then(|class| Class::try_from(class).ok())) {
        Some((verb, class)) => Event { token: Some(verb), classes: vec![class] },
        None => event,
    }
}

/// Whether a verb says of somebody that they were brought to hospital, and not in case something was wrong with them.
fn is_brought_in(view: View<'_>, verb: usize) -> bool {
    let hangs = |list: &[String]| {
        let below = view.found.dependents(view.children, verb, &[Relation::Obl, Relation::Nmod]);
        below.into_iter().any(|at| holds(list, &view.lemma(at)))
    };
    holds(&WORDS.bringing, &view.lemma(verb)) && hangs(&WORDS.clinics) && !hangs(&WORDS.in_case)
}

/// "Harva, who was 17, was shot", "she is 31": the figure is how old somebody is.
fn is_told_of_somebody(view: View<'_>, quantity: &Quantity) -> bool {
    let tokens = view.found.tokens_in(quantity.span);
    let age = quantity.low == quantity.high && quantity.low.is_some_and(|low| (1.0..=110.0).contains(&low));
    let is = tokens.start.checked_sub(2).filter(|at| view.lemma(*at + 1) == "be");
    age && tokens.len() == 1
        && is.is_some_and(|at| matches!(view.lemma(at).as_str(), "who" | "he" | "she" | "I" | "i"))
}

/// Whether a number says how old whoever is named before it is ("Lena Vars, 31, said").
pub(super) fn is_bare_age(view: View<'_>, quantity: &Quantity) -> bool {
    let tokens = view.found.tokens_in(quantity.span);
    let age = quantity.low == quantity.high && quantity.low.is_some_and(|low| (1.0..=110.0).contains(&low));
    let alone = tokens.len() == 1 && quantity.kind == QuantityKind::Count && age;
    let comma = |at: usize| view.lemma(at) == ",";
    let closed = |at: usize| matches!(view.lemma(at).as_str(), "," | ";" | ")" | ".");
    let ended = closed(tokens.end) || tokens.end == view.sentence(tokens.start).end;
    let named = tokens.start.checked_sub(2).is_some_and(|at| view.is(at, Upos::Propn) && comma(at + 1));
    alone && ended && named
}

/// Whose age a figure is: the name before it, or whom it describes.
pub(super) fn of_age(view: View<'_>, quantity: &Quantity, number: usize) -> Option<usize> {
    let tokens = view.found.tokens_in(quantity.span);
    if let Some(name) =
        tokens.start.checked_sub(2).filter(|at| view.is(*at, Upos::Propn) && view.lemma(*at + 1) == ",")
    {
        return Some(name);
    }
    let noun = |at: &usize| view.is(*at, Upos::Noun) || view.is(*at, Upos::Propn);
    let person = |at: &usize| noun(at) && !tokens.contains(at) && view.lemma(*at) != "year";
    view.found.ancestors(number).take(3).find(person)
}

/// Whether a number only tells one thing from others ("nine 2004 options", "Section 4", "Lena Vars 28, Ion Brask 26").
fn is_label(view: View<'_>, quantity: &Quantity, counted: Option<usize>) -> bool {
    let words = quantity.span.of(&view.article.text);
    let digits = words.len() == 4 && words.bytes().all(|byte| byte.is_ascii_digit());
    let year = digits && matches!(words.get(..2), Some("19" | "20")) && !words.ends_with("00");
    let first = view.found.tokens_in(quantity.span).start;
    // "737-700s", "call 234-7743".
    let glued = view.token(first).is_some_and(|token| {
        token.span.end > quantity.span.end
            && view.article.text.get(quantity.span.end..token.span.end).is_some_and(|rest| {
                rest.strip_prefix('-')
                    .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
            })
    });
    let parts: Vec<usize> =
        words.split('-').map(|part| part.bytes().filter(u8::is_ascii_digit).count()).collect();
    let called = words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && parts == [3, 4];
    let after_name = counted.is_none()
        && first > view.sentence(first).start
        && view.is(first - 1, Upos::Propn)
        && view.is(first, Upos::Num);
    // "Lap 48", "game five": what comes before its number is named by it.
    let single = |at: usize| view.token(at).is_some_and(|token| matches!(token.xpos.as_str(), "NN" | "NNP"));
    let numbered = first.checked_sub(1).is_some_and(|at| single(at) && view.found.head(first) == Some(at));
    // "Caption 9 of 25".
    let numbered = numbered || is_one_of_a_series(view, first);
    // "The Estmark Harva 5 rocket", "the Harva 4 space mission": one of a make that is called so.
    let made = first > view.sentence(first).start
        && view.is(first - 1, Upos::Propn)
        && view.times_in(view.token(first - 1).map(|token| token.span).unwrap_or_default()).next().is_none()
        && quantity.low.is_some_and(|low| low > 1.0)
        && counted.is_some_and(|at| at > first && at <= first + 3 && single(at));
    after_name || glued || called || numbered || made || year && counted.is_some_and(|at| at == first + 1)
}

/// Whether a number tells which of a row something is, or how many there are in the row ("Caption 9 of 25 Photos").
fn is_one_of_a_series(view: View<'_>, number: usize) -> bool {
    let start = view.sentence(number).start;
    let named = |at: usize| at > start && holds(&WORDS.numbered, &view.lemma(at - 1));
    let of = number.checked_sub(2).filter(|at| *at > start && view.lemma(at + 1) == "of");
    named(number) || of.is_some_and(|at| view.is(at, Upos::Num) && named(at))
}

/// Whether a figure is another one in another unit, in brackets after it ("50 km (32 miles)").
pub(super) fn is_converted(view: View<'_>, quantity: &Quantity) -> bool {
    let first = view.found.tokens_in(quantity.span).start;
    let at = view.found.quantities.partition_point(|other| other.span.start < quantity.span.start);
    let before = at.checked_sub(1).and_then(|at| view.found.quantities.get(at));
    let beside = |other: &Quantity| {
        first >= 1
            && view.lemma(first - 1) == "("
            && view.found.tokens_in(other.span).end + 1 == first
            && other.unit != quantity.unit
            && sort(other) == sort(quantity)
    };
    matches!(sort(quantity), Some(Sort::Measure(_))) && before.is_some_and(beside)
}

/// Whether a word can be what is counted: no figure, no sign, and no direction ("latitude 18 north").
fn can_be_counted(view: View<'_>, at: usize) -> bool {
    let lemma = view.lemma(at);
    let compass = LEXICON.kind("compass");
    lemma.starts_with(char::is_alphabetic)
        && !LEXICON.kinds_of(&lemma).iter().any(|kind| Some(kind.kind) == compass)
}
