//! When it was, and whether it was: accounts that date one event differently, with those that give it no date.

use std::collections::BTreeSet;

use super::scene::Scene;
use super::{About, Agreement, Answer, Member, Question, Value};
use crate::annotation::Time;
use crate::statement::{Stance, StatementId};
use crate::text::Span;

/// Puts each question of when on which the accounts differ together with the question of whether that the same
/// statements answer, so that a reader finds at one place who says when and who gives no date.
pub(super) fn with_undated(scene: &Scene<'_>, questions: &mut [Question], events: &mut Vec<Question>) {
    let differing = questions
        .iter_mut()
        .filter(|question| question.about == About::Date && question.relation == Agreement::ValuesDiffer);
    for question in differing {
        let own = question.statements();
        let Some((shared, at)) = nearest(&own, events) else { continue };
        if shared * 2 < own.len() {
            continue;
        }
        let event = events.remove(at);
        let undated = event.answers.into_iter().flat_map(|answer| answer.members);
        // Who denies that it was so says nothing of when.
        let speaks = |member: &Member| member.stance != Stance::Denies && !own.contains(&member.statement);
        let mut members = Vec::new();
        for member in undated.filter(speaks) {
            match given(scene, question, &member) {
                Some((answer, focus)) => {
                    let own = question.answers.get_mut(answer);
                    own.into_iter().for_each(|own| {
                        own.members.push(Member { focus, ..member });
                        own.members.sort_unstable();
                    });
                }
                None => members.push(member),
            }
        }
        if !members.is_empty() {
            question.answers.push(Answer { label: "no date".to_owned(), value: None, members });
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

/// The question of whether that most of some statements answer, with how many do.
fn nearest(own: &BTreeSet<StatementId>, events: &[Question]) -> Option<(usize, usize)> {
    let shared = |question: &Question| question.statements().intersection(own).count();
    let places = events.iter().enumerate().map(|(at, question)| (shared(question), at));
    places.max_by_key(|(shared, at)| (*shared, std::cmp::Reverse(*at)))
}
