//! Events that are only named: who "confirmed the deaths", "first reported Mr. Tarn's trip" or "acknowledged reports of the
//! meeting" speaks to the question that the article answers where it tells of the event.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use super::clause::classes_of;
use super::lexicon::{Class, LEXICON, stem};
use super::predication::{Predication, phrase, predications};
use super::scene::{Scene, View};
use super::similarity::match_of;
use super::term::{Term, TermKind};
use super::words::{WORDS, holds};
use super::{Fit, Member, Question, denial, label, statements_of};
use crate::annotation::{Relation, Upos};
use crate::article::ArticleId;
use crate::statement::{Stance, Statement, StatementId};

/// From how well two terms match they name one person, body or place.
const ONE_NAME: f32 = 0.7;
/// The kinds of speech that say of an event whether it was.
const SAYING_SO: [&str; 3] = ["confirm", "deny", "report"];
const COMMENT: &str = "comment";

/// An event that a statement names and does not tell.
struct Named {
    /// Its word.
    token: usize,
    /// What it shares with the verb that tells of it ("meeting", "met").
    stem: SmolStr,
    classes: Vec<Class>,
    /// Whom and what it names with it ("Mr. Tarn's trip").
    names: Vec<Term>,
}

/// A clause of an article that answers a question.
struct Told {
    question: usize,
    clause: Predication,
    /// How surely it answers it.
    fit: Fit,
}

/// Puts the statements that only name an event with those that tell of it in their article. A question that nobody
/// answers but by naming such an event is no question of its own.
pub(super) fn to_told_events(
    scene: &Scene<'_>,
    events: &mut Vec<Question>,
    placed: &mut BTreeSet<StatementId>,
) {
    let named: BTreeMap<ArticleId, BTreeMap<StatementId, Named>> = scene
        .views()
        .map(|view| (view.article.id, named_in(scene, view)))
        .filter(|(_, own)| !own.is_empty())
        .collect();
    let mut told: BTreeMap<ArticleId, Vec<(usize, Member)>> = BTreeMap::new();
    for (question, member) in events.iter().enumerate().flat_map(|(at, question)| {
        question.answers.iter().flat_map(|answer| &answer.members).map(move |member| (at, *member))
    }) {
        let Some(article) = scene.statement(member.statement).map(|said| said.article) else { continue };
        if named.contains_key(&article) {
            told.entry(article).or_default().push((question, member));
        }
    }
    let mut meant: BTreeMap<StatementId, (usize, Fit)> = BTreeMap::new();
    for (article, own) in &named {
        let told = told_in(scene, told.get(article).map_or(&[], Vec::as_slice), own);
        meant.extend(own.iter().filter_map(|(id, named)| Some((*id, question_of(named, &told)?))));
    }
    let members = meant.iter().filter_map(|(id, (question, fit))| {
        Some((*question, Member { fit: *fit, ..denial::member(scene, *id)? }))
    });
    for (question, member) in members {
        let Some(question) = events.get_mut(question) else { continue };
        if !question.statements().contains(&member.statement)
            && let Some(answer) = question.answers.first_mut()
        {
            answer.members.push(member);
            answer.members.sort_unstable();
            placed.insert(member.statement);
        }
    }
    let goes = |at: usize, question: &Question| {
        let to = |id: &StatementId| meant.get(id).map(|(question, _)| *question);
        let own = question.statements();
        let first = own.first().and_then(to).filter(|to| *to != at);
        first.is_some() && own.iter().all(|id| to(id) == first)
    };
    let gone: Vec<bool> = events.iter().enumerate().map(|(at, question)| goes(at, question)).collect();
    let mut gone = gone.into_iter();
    events.retain(|_| !gone.next().unwrap_or(false));
    placed.extend(statements_of(events));
}

/// The statements of an article that name an event and do not tell it.
fn named_in(scene: &Scene<'_>, view: View<'_>) -> BTreeMap<StatementId, Named> {
    let of = |id: &StatementId| Some((*id, named(scene, view, scene.statement(*id)?)?));
    view.statements.iter().filter_map(of).collect()
}

fn named(scene: &Scene<'_>, view: View<'_>, said: &Statement) -> Option<Named> {
    let cue = said.cue.filter(|_| !view.article.is_furniture(said.content_span()))?;
    let says = |class: Class| {
        let name = LEXICON.events.get(usize::from(class)).map_or("", |event| event.name);
        SAYING_SO.contains(&name) || name == COMMENT && said.stance == Stance::Declines
    };
    if !view.found.tokens_in(cue).any(|at| LEXICON.events_of(&view.lemma(at)).any(says)) {
        return None;
    }
    let token = event(view, said)?;
    let words = scene.terms(view, said.content_span());
    let own = phrase(view, token);
    let names: Vec<Term> = words
        .into_iter()
        .filter(|term| term.token != token && own.contains(&term.token))
        .filter(|term| term.kind == TermKind::Name || term.entity.is_some())
        .collect();
    let definite =
        || view.child(token, &[Relation::Det]).is_some_and(|at| holds(&WORDS.definite, &view.lemma(at)));
    (!names.is_empty() || definite()).then(|| Named {
        token,
        stem: stem(&view.lemma(token)),
        classes: classes_of(view, token),
        names,
    })
}

/// The noun of an event that is all a statement says: "the meeting", "reports of the meeting", "that the trip took place".
fn event(view: View<'_>, said: &Statement) -> Option<usize> {
    let part = *said.content.first()?;
    let inside = view.found.tokens_in(part);
    let first = inside.clone().find(|at| view.found.head(*at).is_none_or(|head| !inside.contains(&head)))?;
    let lemma = view.lemma(first);
    let noun = if holds(&WORDS.accounts, &lemma) {
        view.child(first, &[Relation::Nmod])?
    } else if holds(&WORDS.happening, &lemma) && view.is(first, Upos::Verb) {
        view.child(first, &[Relation::Nsubj])?
    } else {
        first
    };
    let tells = view.is(noun, Upos::Noun) && view.child(noun, &[Relation::Cop]).is_none();
    (tells && !classes_of(view, noun).is_empty()).then_some(noun)
}

/// The clauses of an article by which its `members` answer questions, but for those that only name what is asked.
fn told_in(
    scene: &Scene<'_>,
    members: &[(usize, Member)],
    named: &BTreeMap<StatementId, Named>,
) -> Vec<Told> {
    let telling = members.iter().filter(|(_, member)| !named.contains_key(&member.statement));
    let clauses = |(question, member): &(usize, Member)| {
        let (question, focus) = (*question, member.focus);
        let clauses = predications(scene, member.statement).into_iter();
        clauses
            .filter(move |clause| label::clause_span(scene, clause) == Some(focus))
            .map(move |clause| Told { question, clause, fit: member.fit })
            .collect::<Vec<_>>()
    };
    telling.flat_map(clauses).collect()
}

/// The question that the account of a named event answers, and whether none else may be meant: the event that the article
/// told last before, in a word of the same stem above all.
fn question_of(named: &Named, told: &[Told]) -> Option<(usize, Fit)> {
    let fitting: Vec<&Told> = told.iter().filter(|told| tells(&told.clause, named)).collect();
    let by_its_word = |told: &Told| told.clause.predicate.stem == named.stem;
    let gap = |told: &&&Told| {
        let at = told.clause.token;
        (!by_its_word(told), at > named.token, at.abs_diff(named.token))
    };
    let best = fitting.iter().min_by_key(gap)?;
    let other = |told: &&Told| told.question != best.question && by_its_word(told) >= by_its_word(best);
    // Who names what may be something else says no more than that.
    let fit = if best.fit == Fit::Unsure { best.fit } else { Fit::of(!fitting.iter().any(other)) };
    Some((best.question, fit))
}

/// Whether a clause tells of an event that is named so, of all whom it is named with.
fn tells(clause: &Predication, named: &Named) -> bool {
    let kind = clause.predicate.classes.iter().any(|class| named.classes.contains(class));
    kind && named.names.iter().all(|name| clause.terms.iter().any(|term| match_of(name, term) >= ONE_NAME))
}
