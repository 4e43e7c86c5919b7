//! When it was, and whether it was: accounts that date one event differently, with those that give it no date.

use std::collections::BTreeSet;

use super::{About, Agreement, Answer, Member, Question};
use crate::statement::{Stance, StatementId};

/// Puts each question of when on which the accounts differ together with the question of whether that the same
/// statements answer, so that a reader finds at one place who says when and who gives no date.
pub(super) fn with_undated(questions: &mut [Question], events: &mut Vec<Question>) {
    let differing = questions
        .iter_mut()
        .filter(|question| question.about == About::Date && question.relation == Agreement::ValuesDiffer);
    for question in differing {
        let own = statements(question);
        let Some((shared, at)) = nearest(&own, events) else { continue };
        if shared * 2 < own.len() {
            continue;
        }
        let event = events.remove(at);
        let undated = event.answers.into_iter().flat_map(|answer| answer.members);
        // Who denies that it was so says nothing of when.
        let speaks = |member: &Member| member.stance != Stance::Denies && !own.contains(&member.statement);
        let members: Vec<Member> = undated.filter(speaks).collect();
        if !members.is_empty() {
            question.answers.push(Answer { label: "no date".to_owned(), value: None, members });
        }
    }
}

fn statements(question: &Question) -> BTreeSet<StatementId> {
    let members = question.answers.iter().flat_map(|answer| &answer.members);
    members.map(|member| member.statement).collect()
}

/// The question of whether that most of some statements answer, with how many do.
fn nearest(own: &BTreeSet<StatementId>, events: &[Question]) -> Option<(usize, usize)> {
    let shared = |question: &Question| statements(question).intersection(own).count();
    let places = events.iter().enumerate().map(|(at, question)| (shared(question), at));
    places.max_by_key(|(shared, at)| (*shared, std::cmp::Reverse(*at)))
}
