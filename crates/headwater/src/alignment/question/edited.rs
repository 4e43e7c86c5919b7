//! One thing changed in wording that two articles share: a name, a day, a figure, a "not", or who is said to have said it.
//!
//! Where one article was written from the other, word by word comparison shows what alignment by meaning cannot: that
//! the accounts differ, and in what. As witnesses of one text are collated, a reading that only one of them has is shown
//! beside the reading of the others.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::clause;
use super::lexicon::stem;
use super::role::Role;
use super::scene::{Scene, View};
use super::value::compatible;
use super::words::{WORDS, holds};
use super::{About, Agreement, Answer, Fit, Member, Question, Value};
use crate::alignment::entity::{self, EntityId};
use crate::alignment::passage::{Change, Edit, Passage, PassageKind};
use crate::alignment::union::Union;
use crate::annotation::{Form, Hedge, Quantity, ScopeKind, TimeKind, Upos};
use crate::article::ArticleId;
use crate::statement::{Stance, StatementId};
use crate::text::Span;

/// Words of a change at most: more is rewritten, and not one thing changed.
const LONGEST: usize = 6;
/// Words on either side of a change that the label of its question gives.
const BESIDE: usize = 6;

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Number,
    Date,
    Name,
    Denial,
    Speaker,
}

/// How one article reads where another reads otherwise.
#[derive(Clone, Debug)]
struct Witness {
    article: ArticleId,
    statement: StatementId,
    focus: Span,
    stance: Stance,
    /// What it reads; the same for all that read the same.
    reading: String,
    value: Option<Value>,
}

/// The questions on which copies differ in one thing, but for those that `asked` already shows to differ.
pub(super) fn questions(scene: &Scene<'_>, asked: &[Question]) -> Vec<Question> {
    let shared = scene.reading.passages.par_iter().filter(|passage| is_compared(scene, passage));
    let mut changes: Vec<(Kind, [Witness; 2])> =
        shared.flat_map_iter(|passage| changed(scene, passage)).collect();
    changes.retain(|(_, pair)| !is_shown(scene, asked, pair));
    collated(&changes).into_iter().filter_map(|group| question(scene, &group)).collect()
}

fn is_compared(scene: &Scene<'_>, passage: &Passage) -> bool {
    let one_story = scene.stories.of(passage.a.article) == scene.stories.of(passage.b.article);
    one_story && passage.edit != Edit::Verbatim && passage.kind != PassageKind::Boilerplate
}

/// What was changed between the two sides of a passage, one thing at a time.
fn changed(scene: &Scene<'_>, passage: &Passage) -> Vec<(Kind, [Witness; 2])> {
    let (Some(a), Some(b)) = (scene.view(passage.a.article), scene.view(passage.b.article)) else {
        return Vec::new();
    };
    let steps = passage.difference(scene.reading.articles);
    let whole = |at: Option<usize>| at.and_then(|at| steps.get(at)).is_some_and(|step| step.same);
    steps
        .iter()
        .enumerate()
        .filter(|(at, step)| !step.same && whole(at.checked_sub(1)) && whole(Some(at + 1)))
        .filter_map(|(_, step)| Some((step, classified(scene, (a, b), step)?)))
        .filter(|(step, (kind, _))| match kind {
            Kind::Denial | Kind::Speaker => true,
            Kind::Number => !is_of_another((a, b), step, &steps),
            Kind::Date => is_alone((a, b), step, &steps) && !is_of_another((a, b), step, &steps),
            Kind::Name => is_alone((a, b), step, &steps),
        })
        .map(|(_, change)| change)
        .collect()
}

/// What share of a sentence may be changed beside one thing for it to tell still of the same.
const REWRITTEN: f64 = 0.25;

/// The other changes in the sentence of one.
fn beside<'s>(a: View<'_>, change: &'s Change, steps: &'s [Change]) -> impl Iterator<Item = &'s Change> {
    let at = a.found.token_at(change.a.start);
    let sentence = at.map_or(change.a, |at| a.found.span_of(a.sentence(at)));
    let first = steps.partition_point(|step| step.a.end < sentence.start);
    let inside = steps.iter().skip(first).take_while(move |step| step.a.start < sentence.end);
    inside.filter(|step| !step.same && step.a != change.a)
}

/// Whether little else of the sentence of a change is changed: what is told at another time in like words is another
/// thing told.
fn is_alone((a, b): (View<'_>, View<'_>), change: &Change, steps: &[Change]) -> bool {
    let Some(at) = a.found.token_at(change.a.start) else { return true };
    let words = |view: View<'_>, span: Span| {
        view.found.tokens_in(span).filter(|at| !view.is(*at, Upos::Punct)).count()
    };
    let changed: usize = beside(a, change, steps).map(|step| words(a, step.a).max(words(b, step.b))).sum();
    changed as f64 <= REWRITTEN * words(a, a.found.span_of(a.sentence(at))) as f64
}

/// Whether the sentence of a change names somebody or something else in the place of another: the same is told of two.
fn is_of_another((a, b): (View<'_>, View<'_>), change: &Change, steps: &[Change]) -> bool {
    let named = |view: View<'_>, span: Span| view.found.tokens_in(span).any(|at| view.is(at, Upos::Propn));
    beside(a, change, steps).any(|step| named(a, step.a) && named(b, step.b))
}

fn classified(
    scene: &Scene<'_>,
    (a, b): (View<'_>, View<'_>),
    step: &Change,
) -> Option<(Kind, [Witness; 2])> {
    let tokens = |view: View<'_>, span: Span| view.found.tokens_in(span).len();
    if tokens(a, step.a) > LONGEST || tokens(b, step.b) > LONGEST {
        return None;
    }
    if step.a.is_empty() || step.b.is_empty() {
        return denial(scene, (a, b), step).map(|pair| (Kind::Denial, pair));
    }
    let figures = figure(a, step.a).zip(figure(b, step.b));
    let figures =
        figures.filter(|(x, y)| is_one_measure((a, x), (b, y)) && play_one_part(scene, (a, x), (b, y)));
    let valued = figures.map(|(x, y)| (Kind::Number, (number(x), number(y))));
    let valued = valued.or_else(|| date(a, step.a).zip(date(b, step.b)).map(|pair| (Kind::Date, pair)));
    if let Some((kind, (one, other))) = valued {
        if !differ(&one.1, &other.1) {
            return None;
        }
        let witness = |view: View<'_>, (span, value): (Span, Value)| {
            let reading = span.of(&view.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
            witness(scene, view, span, reading, Some(value))
        };
        return Some((kind, [witness(a, one)?, witness(b, other)?]));
    }
    name(scene, (a, b), step)
}

/// The figure that stands in a change, where it is one and not a range.
fn figure<'v>(view: View<'v>, span: Span) -> Option<&'v Quantity> {
    let mut quantities = view.found.quantities.iter();
    let quantity = quantities.find(|quantity| quantity.span.overlaps(span))?;
    (quantity.low.is_some() && quantity.hedge == Hedge::Exactly).then_some(quantity)
}

/// Whether two figures count one thing in one unit.
fn is_one_measure((a, one): (View<'_>, &Quantity), (b, other): (View<'_>, &Quantity)) -> bool {
    let counted = |view: View<'_>, quantity: &Quantity| quantity.counted.map(|at| stem(&view.lemma(at)));
    let (x, y) = (counted(a, one), counted(b, other));
    one.kind == other.kind && one.unit == other.unit && (x.is_none() || y.is_none() || x == y)
}

/// From what speaks against it on two figures play two parts, in however like words they stand.
const OTHER_PART: f32 = 0.3;

/// Whether two figures play one part in what their clauses tell.
fn play_one_part(
    scene: &Scene<'_>,
    (a, one): (View<'_>, &Quantity),
    (b, other): (View<'_>, &Quantity),
) -> bool {
    let role = |view: View<'_>, quantity: &Quantity| {
        let tokens = view.found.tokens_in(quantity.span);
        let number = tokens.clone().rev().find(|at| view.is(*at, Upos::Num)).or(tokens.last())?;
        let event = clause::event_of(view, number, quantity.counted);
        Some(Role::of(scene, view, quantity, (number, quantity.counted), &event, None))
    };
    let pair = role(a, one).zip(role(b, other));
    pair.is_none_or(|(x, y)| x.against(&y, false).is_some_and(|against| against < OTHER_PART))
}

fn number(quantity: &Quantity) -> (Span, Value) {
    let value = Value::Number {
        low: quantity.low,
        high: quantity.high,
        hedge: quantity.hedge,
        unit: quantity.unit.clone(),
    };
    (quantity.span, value)
}

/// The date that stands in a change.
fn date(view: View<'_>, span: Span) -> Option<(Span, Value)> {
    let time = view.times_in(span).find(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time))?;
    let words = || Value::Phrase(time.span.of(&view.article.text).to_lowercase());
    Some((time.span, time.value.clone().map_or_else(words, Value::Date)))
}

/// Whether two readings of one place cannot both be so. Of days that cannot be put into the calendar the names tell.
fn differ(one: &Value, other: &Value) -> bool {
    let unplaced = |value: &Value| matches!(value, Value::Date(date) if date.bounds().is_none());
    !compatible(one, other) || unplaced(one) && unplaced(other) && one != other
}

/// A name that a change is, or is a part of.
struct Named {
    /// All of it.
    span: Span,
    /// The words of it that were changed, in lower case.
    changed: Vec<String>,
    whom: Option<EntityId>,
    /// Whether its head was changed: "President" for "Lena" before one surname is another name for one.
    headed: bool,
}

/// One name in the place of another.
fn name(scene: &Scene<'_>, (a, b): (View<'_>, View<'_>), step: &Change) -> Option<(Kind, [Witness; 2])> {
    let (one, other) = (named(scene, a, step.a)?, named(scene, b, step.b)?);
    let shared = one.changed.iter().any(|word| other.changed.contains(word));
    let spelled = entity::edits(&one.changed.join(" "), &other.changed.join(" "), SPELLED).is_some();
    // "@lenavars" is Lena Vars.
    let squashed = |view: View<'_>, span: Span| {
        let name = span.of(&view.article.text).to_lowercase();
        name.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>()
    };
    let same =
        one.whom.is_some() && one.whom == other.whom || squashed(a, one.span) == squashed(b, other.span);
    if shared || spelled || same || !(one.headed || other.headed) {
        return None;
    }
    // Who is named as the source is no part of what is said.
    if let Some((x, y)) = speaker(scene, a, one.span).zip(speaker(scene, b, other.span)) {
        return Some((Kind::Speaker, [x, y]));
    }
    let named = |view: View<'_>, span: Span| {
        let name = span.of(&view.article.text);
        witness(scene, view, span, name.to_owned(), Some(Value::Phrase(name.to_lowercase())))
    };
    Some((Kind::Name, [named(a, one.span)?, named(b, other.span)?]))
}

/// Letters that may differ between two spellings of one name.
const SPELLED: usize = 2;

/// The name that a change is, or is a part of: one that was read as such, or words that are parts of names and nothing else.
fn named(scene: &Scene<'_>, view: View<'_>, span: Span) -> Option<Named> {
    let tokens = view.found.tokens_in(span);
    let changed = tokens.clone().map(|at| view.found.word(&view.article.text, at).to_lowercase()).collect();
    let mut mentions =
        view.found.mentions.iter().filter(|it| it.form == Form::Name && it.span.overlaps(span));
    let Some(first) = mentions.next() else {
        let proper = |at: usize| view.is(at, Upos::Propn);
        let all = tokens.clone().all(|at| proper(at) || !is_telling(view, at)) && tokens.clone().any(proper);
        return all.then_some(Named { span, changed, whom: None, headed: false });
    };
    // "A and B" for "C" changes more than a name.
    // An address of a page is no name.
    if first.span.of(&view.article.text).contains('/') {
        return None;
    }
    let whole = tokens.clone().all(|at| {
        view.token(at).is_some_and(|token| first.span.contains(token.span) || !is_telling(view, at))
    });
    let whom = scene.reading.entities.resolve(view.article.id, first.entity);
    let headed = tokens.contains(&first.head);
    whole.then_some(Named { span: first.span, changed, whom, headed })
}

fn is_telling(view: View<'_>, at: usize) -> bool {
    use Upos::{Adj, Adv, Noun, Num, Propn, Verb};
    view.token(at).is_some_and(|token| matches!(token.upos, Adj | Adv | Noun | Num | Propn | Verb))
}

/// The statement of which a name is the source.
fn speaker(scene: &Scene<'_>, view: View<'_>, name: Span) -> Option<Witness> {
    let said = |id: StatementId| Some((id, scene.statement(id)?));
    let mut own = view.statements.iter().filter_map(|id| said(*id));
    let (statement, said) =
        own.find(|(_, said)| said.source.span.is_some_and(|source| source.overlaps(name)))?;
    Some(Witness {
        article: view.article.id,
        statement,
        focus: *said.content.first()?,
        stance: said.stance,
        reading: name.of(&view.article.text).to_owned(),
        value: None,
    })
}

/// A word that denies, on one side alone.
fn denial(scene: &Scene<'_>, (a, b): (View<'_>, View<'_>), step: &Change) -> Option<[Witness; 2]> {
    let added = if step.a.is_empty() { (b, step.b) } else { (a, step.a) };
    let (view, span) = added;
    let denies =
        view.found.scopes_in(span).any(|scope| scope.kind == ScopeKind::Negation && scope.cue.overlaps(span));
    let alone =
        view.found.tokens_in(span).all(|at| holds(&WORDS.denied, &view.lemma(at)) || !is_telling(view, at));
    if !denies || !alone {
        return None;
    }
    // Where nothing stands, the place is between two words: the statement is that of the word before.
    let place = |view: View<'_>, span: Span| {
        let before = view.found.tokens.partition_point(|token| token.span.end <= span.end).checked_sub(1)?;
        Some(view.token(before)?.span)
    };
    let of = |view: View<'_>, span: Span| {
        let focus = if span.is_empty() { place(view, span)? } else { span };
        let mut witness = witness(scene, view, focus, String::new(), None)?;
        witness.focus = scene.statement(witness.statement)?.content_span();
        Some(witness)
    };
    let (mut one, mut other) = (of(a, step.a)?, of(b, step.b)?);
    let denying = if step.a.is_empty() { &mut other } else { &mut one };
    if denying.stance == Stance::Asserts {
        denying.stance = Stance::Denies;
    }
    Some([one, other])
}

fn witness(
    scene: &Scene<'_>,
    view: View<'_>,
    focus: Span,
    reading: String,
    value: Option<Value>,
) -> Option<Witness> {
    let statement = scene.owner(view, focus).or_else(|| around_it(scene, view, focus))?;
    let said = scene.statement(statement)?;
    let inside = said.content.iter().any(|part| part.contains(focus));
    let focus = if inside { focus } else { *said.content.first()? };
    Some(Witness { article: view.article.id, statement, focus, stance: said.stance, reading, value })
}

/// The statement beside words that attribute it ("announced on Friday"): the first of the sentence.
fn around_it(scene: &Scene<'_>, view: View<'_>, focus: Span) -> Option<StatementId> {
    let holds = |id: &StatementId| scene.statement(*id).is_some_and(|said| said.sentence.contains(focus));
    view.statements.iter().copied().find(holds).filter(|_| !view.article.is_furniture(focus))
}

/// Whether a question that is asked shows already that two accounts differ here.
fn is_shown(scene: &Scene<'_>, asked: &[Question], pair: &[Witness; 2]) -> bool {
    let member = |question: &Question, witness: &Witness| {
        let mut members = question.answers.iter().flat_map(|answer| &answer.members).copied();
        members.find(|member| {
            let at = scene.statement(member.statement).map(|said| said.article);
            at == Some(witness.article) && member.focus.overlaps(witness.focus)
        })
    };
    let denies = |member: Member| member.stance == Stance::Denies;
    // Between two reporters of one source no dispute shows.
    let sourced = pair.iter().all(|witness| is_sourced(scene, witness));
    asked.iter().any(|question| {
        let [one, other] = pair.each_ref().map(|witness| member(question, witness));
        one.zip(other).is_some_and(|(one, other)| {
            question.relation != Agreement::Agree || !sourced && denies(one) != denies(other)
        })
    })
}

/// Changes of one place in all the articles that carry it.
fn collated(changes: &[(Kind, [Witness; 2])]) -> Vec<(Kind, Vec<&Witness>)> {
    type Place = (Kind, ArticleId, usize);
    let mut numbers: BTreeMap<Place, usize> = BTreeMap::new();
    let mut number = |kind: Kind, witness: &Witness| {
        let next = numbers.len();
        *numbers.entry((kind, witness.article, witness.focus.start)).or_insert(next)
    };
    let places: Vec<(usize, usize)> =
        changes.iter().map(|(kind, [a, b])| (number(*kind, a), number(*kind, b))).collect();
    let mut sets = Union::new(numbers.len());
    for &(a, b) in &places {
        sets.join(a, b);
    }
    let mut groups: BTreeMap<usize, (Kind, Vec<&Witness>)> = BTreeMap::new();
    for ((kind, pair), (a, _)) in changes.iter().zip(&places) {
        groups.entry(sets.find(*a)).or_insert((*kind, Vec::new())).1.extend(pair);
    }
    groups.into_values().collect()
}

fn question(scene: &Scene<'_>, (kind, witnesses): &(Kind, Vec<&Witness>)) -> Option<Question> {
    let mut answers: BTreeMap<&str, Answer> = BTreeMap::new();
    for witness in witnesses {
        let label =
            if witness.reading.is_empty() { "that it is so".to_owned() } else { witness.reading.clone() };
        let answer = answers.entry(&witness.reading).or_insert(Answer {
            label,
            value: witness.value.clone(),
            members: Vec::new(),
        });
        let member = Member {
            statement: witness.statement,
            focus: witness.focus,
            stance: witness.stance,
            fit: Fit::Sure,
        };
        answer.members.push(member);
    }
    for answer in answers.values_mut() {
        answer.members.sort_unstable();
        answer.members.dedup_by_key(|member| member.statement);
    }
    let around = around(scene, witnesses.iter().min_by_key(|it| (it.article, it.focus.start))?, *kind)?;
    let (about, label, relation) = match kind {
        Kind::Number => (About::Number, format!("which figure: {around}"), Agreement::ValuesDiffer),
        Kind::Date => (About::Date, format!("which date: {around}"), Agreement::ValuesDiffer),
        Kind::Name => (About::Name, format!("which name: {around}"), Agreement::ValuesDiffer),
        // What one source said cannot be disputed between its reporters: they word it differently.
        Kind::Denial if witnesses.iter().all(|witness| is_sourced(scene, witness)) => {
            (About::Words, format!("whether it was denied: {around}"), Agreement::WordingDiffers)
        }
        Kind::Denial => (About::Event, format!("whether it is so: {around}"), Agreement::Agree),
        Kind::Speaker => (About::Words, format!("who said {around}"), Agreement::SpeakerDiffers),
    };
    Some(Question { label, about, answers: answers.into_values().collect(), relation, long_ago: false })
}

fn is_sourced(scene: &Scene<'_>, witness: &Witness) -> bool {
    scene.statement(witness.statement).is_some_and(|said| !said.is_narration())
}

/// The words around a change, with a gap in its place; what is said where the change is not in it.
fn around(scene: &Scene<'_>, witness: &Witness, kind: Kind) -> Option<String> {
    let said = scene.statement(witness.statement)?;
    let text = scene.text(witness.article);
    let words = |span: Span| span.of(text).split_whitespace().collect::<Vec<_>>();
    if matches!(kind, Kind::Denial | Kind::Speaker) {
        let first = words(witness.focus);
        let cut = if first.len() > 2 * BESIDE { " …" } else { "" };
        let first = first.get(..first.len().min(2 * BESIDE))?.join(" ");
        return Some(format!("“{}{cut}”", first.trim_matches(['“', '”', '"', ','])));
    }
    let before = words(Span::new(said.sentence.start.min(witness.focus.start), witness.focus.start));
    let after = words(Span::new(witness.focus.end, said.sentence.end.max(witness.focus.end)));
    let before = before.get(before.len().saturating_sub(BESIDE)..)?.join(" ");
    let after = after.get(..after.len().min(BESIDE))?.join(" ");
    Some(format!("“{}”", format!("{before} … {after}").trim()))
}
