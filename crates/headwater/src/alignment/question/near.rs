//! What is said near a question without being counted as an answer to it.
//!
//! Who answers a question is decided strictly; that an article is silent on it must not follow from that alone. So
//! articles without an answer are asked for the statement that is most like one of the answers.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use smol_str::SmolStr;

use super::denial;
use super::predication::keys;
use super::proposition::nearness_of_words;
use super::scene::Scene;
use super::similarity::align;
use super::term::{Term, TermKind};
use super::words::{WORDS, holds};
use super::{About, Fit, Member, Question};
use crate::alignment::Reading;
use crate::annotation::ScopeKind;
use crate::article::ArticleId;
use crate::statement::{Stance, StatementId};

/// From this nearness on an article cannot be called silent. Of pairs of sentences of one story read by hand, four in
/// ten that are so near answer one question, though they were not brought together.
const NEAR: f32 = 0.30;
/// From this nearness on, the words of the story aside, it answers the question too: of the same pairs three in four that
/// are so near.
const ANSWERS_TOO: f32 = 0.42;
/// What it must then share in words that are no names.
const WORDS_TOO: f32 = 2.5;
/// So many answers of a question are laid beside what others say.
const ANSWERS: usize = 8;
/// Words that more statements hold lead to none.
const CROWD: usize = 400;
/// So many statements are compared with each answer, those that share most.
const CANDIDATES: usize = 60;

/// For each list of statements that answer one question, the statement most like them in each other article of their
/// story that says something near them, in order of articles.
pub fn near(reading: Reading<'_>, answering: &[Vec<StatementId>]) -> Vec<Vec<StatementId>> {
    if answering.iter().all(Vec::is_empty) {
        return vec![Vec::new(); answering.len()];
    }
    let scene = Scene::new(reading);
    let told = Told::new(&scene);
    answering.par_iter().map(|answers| told.near(&scene, answers)).collect()
}

/// Takes into each question of whether that several articles answer what another article says that is surely near it and
/// answers no other such question. It is not sure of its point: a count does not rest on it.
pub(super) fn take_in(scene: &Scene<'_>, questions: &mut [Question]) {
    let shared = |question: &Question| {
        let articles = question.statements().into_iter().filter_map(|id| scene.statement(id));
        let articles: BTreeSet<ArticleId> = articles.map(|said| said.article).collect();
        question.about == About::Event && articles.len() > 1
    };
    let open: Vec<&mut Question> = questions.iter_mut().filter(|question| shared(question)).collect();
    if open.is_empty() {
        return;
    }
    let mut placed: BTreeSet<StatementId> = open.iter().flat_map(|question| question.statements()).collect();
    let told = Told::new(scene);
    let common = common(scene, &told.terms);
    for question in open {
        let answers: Vec<StatementId> = question.statements().into_iter().collect();
        for (near, id) in told.best(scene, &answers).into_values() {
            let Some(answer) = question.answers.first_mut().filter(|_| near >= ANSWERS_TOO) else { continue };
            let tells = is_plain(scene, id) && told.answers_too(scene, &common, &answers, id);
            let member = denial::member(scene, id).filter(|_| tells && placed.insert(id));
            answer.members.extend(member.map(|member| Member { fit: Fit::Likely, ..member }));
            answer.members.sort_unstable();
        }
    }
}

/// By story, the words that most of its articles hold: they tell which story it is.
type Common = BTreeSet<(usize, SmolStr)>;

/// By story of three articles and more, the words that more than half of them hold.
fn common(scene: &Scene<'_>, terms: &[Vec<Term>]) -> Common {
    let mut holding: BTreeMap<(usize, SmolStr), BTreeSet<ArticleId>> = BTreeMap::new();
    let mut articles: BTreeMap<usize, BTreeSet<ArticleId>> = BTreeMap::new();
    for (said, terms) in scene.reading.statements.iter().zip(terms) {
        let story = scene.stories.of(said.article);
        articles.entry(story).or_default().insert(said.article);
        for term in terms {
            holding.entry((story, term.stem.clone())).or_default().insert(said.article);
        }
    }
    let all = |story: usize| articles.get(&story).map_or(0, BTreeSet::len);
    let common =
        holding.into_iter().filter(|((story, _), own)| all(*story) > 2 && own.len() * 2 > all(*story));
    common.map(|(key, _)| key).collect()
}

/// Whether a statement says that something is so: who denies or asks it may speak to another part of it.
fn is_plain(scene: &Scene<'_>, id: StatementId) -> bool {
    let plain = || {
        let said = scene.statement(id).filter(|said| said.stance == Stance::Asserts)?;
        let view = scene.view(said.article)?;
        let span = said.content_span();
        let open = |at: usize| {
            let lemma = view.lemma(at);
            holds(&WORDS.supposing, &lemma) || holds(&WORDS.doubting, &lemma)
        };
        let mut scopes = view.found.scopes_in(span);
        let denied = scopes.any(|scope| scope.kind == ScopeKind::Negation);
        Some(!denied && !view.found.tokens_in(span).any(open))
    };
    plain().unwrap_or(false)
}

/// What all statements say, by the words that lead to them.
struct Told {
    terms: Vec<Vec<Term>>,
    holding: BTreeMap<(usize, SmolStr), Vec<StatementId>>,
}

impl Told {
    fn new(scene: &Scene<'_>) -> Self {
        let of = |at: usize| {
            let said = scene.statement(StatementId(at as u32))?;
            let view = scene.view(said.article)?;
            let own = !view.article.is_furniture(said.content_span());
            own.then(|| scene.content_terms(view, said))
        };
        let count = scene.reading.statements.len();
        let terms: Vec<Vec<Term>> = (0..count).into_par_iter().map(|at| of(at).unwrap_or_default()).collect();
        let mut holding: BTreeMap<(usize, SmolStr), Vec<StatementId>> = BTreeMap::new();
        for (at, terms) in terms.iter().enumerate() {
            let id = StatementId(at as u32);
            let Some(said) = scene.statement(id) else { continue };
            let story = scene.stories.of(said.article);
            let words: BTreeSet<SmolStr> = keys(terms).map(|(key, _)| key).collect();
            words.into_iter().for_each(|word| holding.entry((story, word)).or_default().push(id));
        }
        Told { terms, holding }
    }

    fn terms(&self, id: StatementId) -> &[Term] {
        self.terms.get(id.index()).map_or(&[], Vec::as_slice)
    }

    fn near(&self, scene: &Scene<'_>, answers: &[StatementId]) -> Vec<StatementId> {
        self.best(scene, answers).into_values().map(|(_, id)| id).collect()
    }

    /// Whether a statement is near to one of some answers in what not every article of the story says, and in more than
    /// whom both name.
    fn answers_too(
        &self,
        scene: &Scene<'_>,
        common: &Common,
        answers: &[StatementId],
        id: StatementId,
    ) -> bool {
        let own = self.telling(scene, common, id);
        let word = |term: &Term| if term.kind == TermKind::Word { term.weight } else { 0.0 };
        answers.iter().take(ANSWERS).any(|answer| {
            let answer = self.telling(scene, common, *answer);
            nearness_of_words(&answer, &own) >= ANSWERS_TOO && align(&answer, &own, word).shared >= WORDS_TOO
        })
    }

    /// What a statement says, without the words of its story.
    fn telling(&self, scene: &Scene<'_>, common: &Common, id: StatementId) -> Vec<Term> {
        let story = scene.statement(id).map_or(0, |said| scene.stories.of(said.article));
        let own = |term: &&Term| !common.contains(&(story, term.stem.clone()));
        self.terms(id).iter().filter(own).cloned().collect()
    }

    /// Of each other article that says something near the answers, the statement most like them, and how near it is.
    fn best(&self, scene: &Scene<'_>, answers: &[StatementId]) -> BTreeMap<ArticleId, (f32, StatementId)> {
        let article = |id: &StatementId| scene.statement(*id).map(|said| said.article);
        let carrying: BTreeSet<ArticleId> = answers.iter().filter_map(article).collect();
        let mut best: BTreeMap<ArticleId, (f32, StatementId)> = BTreeMap::new();
        for &answer in answers.iter().take(ANSWERS) {
            for other in self.sharing(scene, answer) {
                let Some(article) = article(&other).filter(|article| !carrying.contains(article)) else {
                    continue;
                };
                let near = nearness_of_words(self.terms(answer), self.terms(other));
                let known = best.get(&article).is_some_and(|(known, _)| *known >= near);
                if near >= NEAR && !known && !scene.reading.stories.is_neighbour(article) {
                    best.insert(article, (near, other));
                }
            }
        }
        best
    }

    /// The statements of the same story that share the most telling words with one, in order.
    fn sharing(&self, scene: &Scene<'_>, answer: StatementId) -> Vec<StatementId> {
        let Some(story) = scene.statement(answer).map(|said| scene.stories.of(said.article)) else {
            return Vec::new();
        };
        let mut shared: BTreeMap<StatementId, f32> = BTreeMap::new();
        for (word, weight) in keys(self.terms(answer)) {
            let holding = self.holding.get(&(story, word)).map_or(&[][..], Vec::as_slice);
            for other in holding.iter().filter(|_| holding.len() <= CROWD) {
                *shared.entry(*other).or_default() += weight;
            }
        }
        let mut most: Vec<(StatementId, f32)> = shared.into_iter().collect();
        most.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        most.into_iter().take(CANDIDATES).map(|(id, _)| id).collect()
    }
}
