//! When it was: accounts that date one event differently, with those that date it in other words.

use std::collections::{BTreeMap, BTreeSet};

use super::clause;
use super::lexicon::Class;
use super::scene::Scene;
use super::{About, Agreement, Answer, Member, Question, Value};
use crate::annotation::{Time, TimeKind};
use crate::statement::{Stance, StatementId};
use crate::text::Span;

/// What is shown for accounts whose words for the time lead to no day.
const UNRECKONED: &str = "a date that cannot be reckoned";

/// Adds to each question of when on which the accounts differ those who date it in other words and stand so far only in
/// the question of whether ("Easter weekend", "in recent weeks"). Who gives no date answers the question of whether alone.
pub(super) fn with_others_dated(scene: &Scene<'_>, questions: &mut [Question], events: &[Question]) {
    let differing = questions
        .iter_mut()
        .filter(|question| question.about == About::Date && question.relation == Agreement::ValuesDiffer);
    for question in differing {
        let own = question.statements();
        let Some((shared, event)) = nearest(&own, events) else { continue };
        if shared * 2 < own.len() {
            continue;
        }
        let others = event.answers.iter().flat_map(|answer| &answer.members);
        // Who denies that it was so says nothing of when.
        let speaks = |member: &&Member| member.stance != Stance::Denies && !own.contains(&member.statement);
        let mut open: Vec<Member> = Vec::new();
        let kinds = kinds(scene, question);
        let mut recent: BTreeMap<String, Vec<Member>> = BTreeMap::new();
        for member in others.filter(speaks) {
            if let Some((answer, focus)) = given(scene, question, member)
                && let Some(answer) = question.answers.get_mut(answer)
            {
                answer.members.push(Member { focus, ..*member });
                answer.members.sort_unstable();
            } else if let Some(focus) = unreckoned(scene, member) {
                open.push(Member { focus, ..*member });
            } else if let Some((words, focus)) = lately(scene, member, &kinds) {
                recent.entry(words).or_default().push(Member { focus, ..*member });
            }
        }
        let of_recent = |(label, members)| Answer { label, value: None, members };
        question.answers.extend(recent.into_iter().map(of_recent));
        if !open.is_empty() {
            question.answers.push(Answer { label: UNRECKONED.to_owned(), value: None, members: open });
        }
    }
}

/// Which answer to the question a member that was not taken for dated gives after all, and with which words: its clause
/// names a time that is that answer's, or that is called by the same name of a day ("Easter weekend") where the year is
/// not known.
fn given(scene: &Scene<'_>, question: &Question, member: &Member) -> Option<(usize, Span)> {
    let article = scene.statement(member.statement)?.article;
    let view = scene.view(article)?;
    // One week's Friday is not another's.
    let named = |words: &str| {
        let first = words.split(' ').next().unwrap_or_default();
        first.starts_with(char::is_uppercase) && !first.ends_with("day")
    };
    let same = |time: &Time, answer: &Answer| match (&time.value, &answer.value) {
        (Some(own), Some(Value::Date(date))) if own.bounds().is_some() => own.as_str() == date.as_str(),
        _ => {
            let words = time.span.of(&view.article.text);
            named(words)
                && answer.members.iter().any(|other| {
                    let article = scene.statement(other.statement).map(|said| said.article);
                    article.is_some_and(|at| other.focus.of(scene.text(at)).eq_ignore_ascii_case(words))
                })
        }
    };
    view.times_in(member.focus).filter(|time| member.focus.contains(time.span)).find_map(|time| {
        let answer = question.answers.iter().position(|answer| same(time, answer))?;
        Some((answer, time.span))
    })
}

/// The words of a member for a time that could not be put on the calendar, for want of a date of publication.
fn unreckoned(scene: &Scene<'_>, member: &Member) -> Option<Span> {
    let view = scene.view(scene.statement(member.statement)?.article)?;
    if view.article.published.is_some() {
        return None;
    }
    let is_placed = |time: &Time| time.value.as_ref().is_some_and(|value| value.bounds().is_some());
    let mut times = view.times_in(member.focus);
    times.find(|time| time.kind == TimeKind::Date && !is_placed(time)).map(|time| time.span)
}

/// The kinds of events that a question of when dates.
fn kinds(scene: &Scene<'_>, question: &Question) -> BTreeSet<Class> {
    let members = question.answers.iter().flat_map(|answer| &answer.members);
    let of_member = |member: &Member| {
        let view = scene.view(scene.statement(member.statement)?.article)?;
        let first = view.found.tokens_in(member.focus).start;
        Some(clause::happening(view, clause::predicate(view, first)?).classes)
    };
    members.filter_map(of_member).flatten().collect()
}

/// That a member says that it was of late, where its clause tells of one of these kinds of events ("in recent weeks").
fn lately(scene: &Scene<'_>, member: &Member, kinds: &BTreeSet<Class>) -> Option<(String, Span)> {
    let view = scene.view(scene.statement(member.statement)?.article)?;
    view.found.tokens_in(member.focus).find_map(|at| {
        let time = match view.lemma(at).as_str() {
            "recently" | "lately" => at..at + 1,
            "recent" if matches!(view.lemma(at + 1).as_str(), "day" | "week" | "month") => at..at + 2,
            _ => return None,
        };
        let event = clause::happening(view, clause::predicate(view, time.end - 1)?);
        let span = view.found.span_of(time);
        let of_it = event.classes.iter().any(|class| kinds.contains(class));
        of_it.then(|| (span.of(&view.article.text).to_lowercase(), span))
    })
}

/// The question of whether that most of some statements answer, with how many do.
fn nearest<'q>(own: &BTreeSet<StatementId>, events: &'q [Question]) -> Option<(usize, &'q Question)> {
    let shared = |question: &Question| question.statements().intersection(own).count();
    let places = events.iter().enumerate().map(|(at, question)| (shared(question), at, question));
    let best = places.max_by_key(|(shared, at, _)| (*shared, std::cmp::Reverse(*at)));
    best.map(|(shared, _, question)| (shared, question))
}
