//! Several questions as one, and how its answers then stand to each other.

use std::collections::{BTreeMap, BTreeSet};

use super::corrected::Spot;
use super::value::compatible;
use super::{Agreement, Answer, Fit, Member, Question, Value, order, slot};
use crate::alignment::Reading;
use crate::article::{Article, ArticleId};
use crate::statement::StatementId;

/// What an answer to a question of whether is called.
pub(super) const SO: &str = "that it is so";

/// What the answers are called, beside others, of who says that it was or is so, that it may be, and that it will or should be.
pub(super) const WAS: &str = "that it was or is so";
pub(super) const MAY_BE: &str = "that it may be so";
pub(super) const WILL_BE: &str = "that it is to be so";

/// The label of the answer of who says that something had not happened when it was said.
pub(crate) const NOT_YET: &str = "not yet";

/// One question of several: the widest gives its name, and values that can both be so stand under one answer.
pub(super) fn merged(
    reading: Reading<'_>,
    mut taken: Vec<Question>,
    label: Option<&str>,
    on: &BTreeSet<Spot>,
) -> Option<Question> {
    taken.retain(|question| !question.answers.is_empty());
    taken.sort_by_cached_key(|question| {
        (std::cmp::Reverse(articles(reading, question).len()), order(question))
    });
    let mut all = taken.into_iter();
    let mut question = all.next()?;
    let mut relations = vec![question.relation];
    for other in all {
        relations.push(other.relation);
        other.answers.into_iter().for_each(|answer| put(&mut question.answers, answer));
    }
    let valued: BTreeSet<StatementId> = question
        .answers
        .iter()
        .filter(|answer| answer.value.is_some())
        .flat_map(|answer| answer.members.iter().map(|member| member.statement))
        .collect();
    for answer in &mut question.answers {
        if answer.value.is_none() && !valued.is_empty() {
            answer.members.retain(|member| !valued.contains(&member.statement));
            answer.label =
                if answer.label == SO { "without a value".to_owned() } else { answer.label.clone() };
        }
        for member in &mut answer.members {
            if on.iter().any(|(id, _)| *id == member.statement) {
                member.fit = Fit::Sure;
            }
        }
        answer.members.sort_unstable();
        answer.members.dedup_by_key(|member| member.statement);
    }
    question.answers.retain(|answer| !answer.members.is_empty());
    question.label = label.map_or(question.label, str::to_owned);
    let worded =
        relations.into_iter().find(|it| matches!(it, Agreement::SpeakerDiffers | Agreement::WordingDiffers));
    question.relation = worded.unwrap_or(Agreement::Agree);
    question.relation = relation(reading, &question);
    Some(question)
}

/// Puts an answer beside others, or into the one that it can stand under.
fn put(answers: &mut Vec<Answer>, answer: Answer) {
    let fits = |other: &&mut Answer| match (&other.value, &answer.value) {
        (Some(one), Some(two)) => {
            std::mem::discriminant(one) == std::mem::discriminant(two) && compatible(one, two)
        }
        (None, None) => other.label == answer.label,
        _ => false,
    };
    match answers.iter_mut().find(fits) {
        Some(other) => other.members.extend(answer.members),
        None => answers.push(answer),
    }
}

/// Everything that answers a question.
pub(super) fn members(question: &Question) -> impl Iterator<Item = &Member> {
    question.answers.iter().flat_map(|answer| &answer.members)
}

fn articles(reading: Reading<'_>, question: &Question) -> BTreeSet<ArticleId> {
    let statements = members(question).filter_map(|member| reading.statements.get(member.statement.index()));
    statements.map(|statement| statement.article).collect()
}

/// How the answers of a question stand to each other, after some came or went.
pub(super) fn relation(reading: Reading<'_>, question: &Question) -> Agreement {
    if articles(reading, question).len() < 2 {
        return Agreement::Agree;
    }
    if matches!(question.relation, Agreement::SpeakerDiffers | Agreement::WordingDiffers) {
        return question.relation;
    }
    if question.answers.len() > 1 && question.answers.iter().any(|answer| answer.label == NOT_YET) {
        return Agreement::Update;
    }
    let valued: Vec<(&Value, &Answer)> =
        question.answers.iter().filter_map(|answer| Some((answer.value.as_ref()?, answer))).collect();
    let differ = valued.iter().enumerate().any(|(at, (one, _))| {
        valued.iter().skip(at + 1).any(|(other, _)| {
            std::mem::discriminant(*one) == std::mem::discriminant(*other) && !compatible(one, other)
        })
    });
    let mut articles: BTreeMap<ArticleId, usize> = BTreeMap::new();
    let statement = |member: &Member| reading.statements.get(member.statement.index());
    for member in valued.iter().flat_map(|(_, answer)| &answer.members) {
        statement(member).into_iter().for_each(|it| *articles.entry(it.article).or_default() += 1);
    }
    if !differ || articles.len() < 2 {
        return Agreement::Agree;
    }
    let published = |member: &Member| {
        let article: &Article = reading.articles.get(statement(member)?.article.index())?;
        Some(article.published.as_ref()?.value.as_str().to_owned())
    };
    let counts = valued.iter().filter(|(value, _)| matches!(value, Value::Number { .. }));
    let dated: Vec<(String, f64)> = counts
        .flat_map(|(value, answer)| {
            answer.members.iter().filter_map(|it| Some((published(it)?, slot::size(value))))
        })
        .collect();
    if slot::rises(&dated) { Agreement::Update } else { Agreement::ValuesDiffer }
}
