//! Replies: "denied that this is the case" speaks to what was said just before.

use std::collections::BTreeSet;

use super::scene::Scene;
use super::term::TermKind;
use super::words::{WORDS, holds};
use super::{Question, denial, event};
use crate::statement::{Stance, StatementId};

/// Puts each denial or confirmation that only points back with the question that the statement before it answers; gives
/// the statements that were joined so.
pub(super) fn to_what_was_said(
    scene: &Scene<'_>,
    events: &mut Vec<Question>,
    placed: &mut BTreeSet<StatementId>,
) -> BTreeSet<StatementId> {
    let mut joined = BTreeSet::new();
    for view in scene.views() {
        for id in view.statements.iter().copied().filter(|id| points_back(scene, *id)) {
            let Some(before) = said_before(scene, view.statements, id) else { continue };
            let Some(member) = denial::member(scene, id) else { continue };
            let place = events.iter().position(|question| answers(question, before));
            if place.is_none() {
                events.extend(event::single(scene, before));
                placed.insert(before);
            }
            let question = match place {
                Some(place) => events.get_mut(place),
                None => events.last_mut().filter(|question| answers(question, before)),
            };
            let answer = question.and_then(|question| question.answers.first_mut());
            if let Some(answer) = answer
                && placed.insert(id)
            {
                answer.members.push(member);
                answer.members.sort_unstable();
                joined.extend([before, id]);
            }
        }
    }
    joined
}

/// Whether a statement is among those that answer a question.
fn answers(question: &Question, id: StatementId) -> bool {
    question.answers.iter().flat_map(|answer| &answer.members).any(|member| member.statement == id)
}

/// Whether a statement denies or confirms by nothing but a word that points back.
fn points_back(scene: &Scene<'_>, id: StatementId) -> bool {
    let Some(said) =
        scene.statement(id).filter(|said| matches!(said.stance, Stance::Denies | Stance::Confirms))
    else {
        return false;
    };
    let Some(view) = scene.view(said.article) else { return false };
    let terms = scene.content_terms(view, said);
    let points = |lemma: &str| holds(&WORDS.pointing, lemma);
    terms.iter().any(|term| points(&term.lemma))
        && terms.iter().all(|term| {
            term.kind == TermKind::Reference || points(&term.lemma) || holds(&WORDS.pointed, &term.lemma)
        })
}

/// The last thing that an article says before a statement, in the same sentence or the one before.
fn said_before(scene: &Scene<'_>, statements: &[StatementId], id: StatementId) -> Option<StatementId> {
    let own = scene.statement(id)?;
    let view = scene.view(own.article)?;
    let sentence = view.found.sentence_of(own.sentence)?;
    let near = |other: &StatementId| {
        let said = scene.statement(*other)?;
        let at = view.found.sentence_of(said.sentence)?;
        let content = said.content_span();
        let before = content.end <= own.content_span().start && at + 1 >= sentence;
        (before && !points_back(scene, *other)).then_some(content.end)
    };
    statements
        .iter()
        .filter(|other| **other != id)
        .filter_map(|other| Some((near(other)?, *other)))
        .max()
        .map(|(_, other)| other)
}
