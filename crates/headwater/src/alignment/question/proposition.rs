//! Propositions: what statements say, clause by clause, brought together where they speak to one question.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::claim::wording::Wording;
use super::cluster::{Pairs, groups, with_surest};
use super::opposed::calls_groundless;
use super::point::of_one_time;
use super::predication::{self, Predication, keys, predications};
use super::scene::Scene;
use super::similarity::{Alignment, align, align_in_meaning};
use super::term::{Term, TermKind};
use super::words::{WORDS, holds};
use crate::alignment::entity::EntityId;
use crate::annotation::Relation;
use crate::article::ArticleId;
use crate::statement::{Statement, StatementId};

/// What all statements in the same words say.
#[derive(Debug)]
struct Utterance {
    /// The statements, sorted.
    statements: Vec<StatementId>,
    /// All it says, as words.
    terms: Vec<Term>,
    /// What it says, clause by clause.
    predications: Vec<Predication>,
    /// All its words as they are, small ones and all.
    wording: Wording,
    story: usize,
    /// Whoever says it, where that is somebody whom other articles may name too, and in which article.
    speaker: Option<(EntityId, ArticleId)>,
}

/// One thing that an utterance says: a clause of it, or all of it where no clause could be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Proposition {
    utterance: usize,
    clause: Option<usize>,
}

/// The propositions of some statements.
#[derive(Debug, Default)]
pub(super) struct Propositions {
    utterances: Vec<Utterance>,
    all: Vec<Proposition>,
}

/// One statement that speaks to a question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speaking<'p> {
    pub statement: StatementId,
    /// The clause that does, where one could be read.
    pub predication: Option<&'p Predication>,
    /// All that the statement says, as words.
    pub terms: &'p [Term],
    /// Whoever says it, and in which article.
    pub speaker: Option<(EntityId, ArticleId)>,
}

/// Similarity from which two whole statements speak to one question, where no clause could be read.
const SAME: f32 = 0.46;
/// Similarity from which two clauses date one event, beside all else that tells so.
pub(super) const SAME_CLAUSE: f32 = 0.38;
/// From what two clauses and the statements that they stand in have in common, added up, they speak to one question:
/// clauses that are alike where all around them differs mostly tell of two things ("the walls collapsed" in two places).
/// Of pairs read by hand 81 in a hundred are right from here on, and 57 in a hundred of those of one question are found.
/// What is wrongly put together costs a reader more than what stands apart.
const TOGETHER: f32 = 1.2;
/// What it adds that two statements are in the same words, small ones and all: telling words alone are shared by all that is
/// said of one thing, whole sentences by what says one thing of it (of as many pairs read by hand 82 in a hundred are right
/// where it adds 0.6, and 85 where it adds 2).
const WORDED: f32 = 2.0;
/// What speaks against one question for each point of weight that a clause lacks to say as much as most: who "were affected"
/// may be affected by anything (of pairs read by hand 62 in a hundred are right where a clause weighs less than 6, else 87).
const SLIGHT: f32 = 0.04;
/// From so much weight on a clause says as much as most.
const FULL: f32 = 10.0;
/// By how much two must be together beyond what is needed for one of them to answer the question for which the other
/// stands, whatever stands between it and the rest: of pairs read by hand as many are right as without it, and two or
/// three in a hundred more of those of one question are found.
const STRONG: f32 = 0.2;
/// From this on they surely do: of pairs read by hand in 59 stories, nine in ten.
pub(super) const SURE: f32 = 1.2;
/// What speaks against one question where one clause is of long ago and the other is not (of pairs read by hand 74.7 in a
/// hundred are right without it, 75.6 with it, and more of those of one question are found).
const OF_ANOTHER_TIME: f32 = 0.3;
/// What it adds where one speaker says both: few say much that is alike and not the same (of pairs read by hand that are
/// 0.6 to 0.9 together three in four answer one question, of those of several speakers two in five).
const ONE_MOUTH: f32 = 0.15;
/// What clauses must have in common for it to matter what stands around them.
const BEGUN: f32 = 0.05;
/// What a word loses that all articles of a story hold.
const COMMON: f32 = 0.3;
/// Up to so many propositions of a story every pair is compared; beyond, those that share telling words.
const ALL_PAIRS: usize = 160;
/// Words that more propositions share lead to no candidates.
const CROWD: usize = 120;
/// How many candidates each proposition is compared with.
const CANDIDATES: usize = 40;

impl Utterance {
    /// What some statements in the same `words` say.
    fn read(scene: &Scene<'_>, words: &str, mut statements: Vec<StatementId>, story: usize) -> Option<Self> {
        statements.sort_unstable();
        let id = *statements.first()?;
        let said = scene.statement(id)?;
        let terms = scene.content_terms(scene.view(said.article)?, said);
        if !terms.iter().any(tells) {
            return None;
        }
        let predications = predications(scene, id);
        let wording = Wording::runs(&words.split(' ').collect::<Vec<_>>(), 1);
        let speaker = said.source.entity.filter(|_| !said.is_narration());
        let speaker = speaker
            .and_then(|local| Some((scene.reading.entities.resolve(said.article, local)?, said.article)));
        Some(Utterance { statements, terms, predications, wording, story, speaker })
    }
}

/// Whether a word tells what is spoken of. "The claim", "the reports on Friday" do not: two who deny them may deny two things.
pub(super) fn tells(term: &Term) -> bool {
    let day = holds(&WORDS.weekdays, &term.lemma);
    match term.kind {
        TermKind::Word => !day && !holds(&WORDS.accounts, &term.lemma),
        TermKind::Name => !day,
        TermKind::Figure | TermKind::Reference => false,
    }
}

impl Propositions {
    /// The propositions of `statements`, in order of their words.
    pub(super) fn new(scene: &Scene<'_>, statements: &[StatementId]) -> Self {
        let mut by_words: BTreeMap<(String, bool, usize), Vec<StatementId>> = BTreeMap::new();
        for id in statements {
            let Some(said) = scene.statement(*id) else { continue };
            let text = scene.text(said.article);
            let words = said.content.iter().map(|part| spoken(part.of(text))).collect::<Vec<_>>().join(" ");
            // The same words are another thing under an "if" that stands outside them.
            let key = (words, is_supposed(scene, said), scene.stories.of(said.article));
            by_words.entry(key).or_default().push(*id);
        }
        let utterances: Vec<Utterance> = by_words
            .into_par_iter()
            .filter_map(|((words, _, story), statements)| Utterance::read(scene, &words, statements, story))
            .collect();
        let clauses = |(utterance, one): (usize, &Utterance)| {
            let whole = one.predications.is_empty().then_some(None);
            let clauses = (0..one.predications.len()).map(Some).chain(whole);
            clauses.map(move |clause| Proposition { utterance, clause }).collect::<Vec<_>>()
        };
        let all = utterances.iter().enumerate().flat_map(clauses).collect();
        let mut found = Propositions { utterances, all };
        found.weigh(scene);
        found
    }

    /// Takes weight from the words that all articles of a story hold: they tell which story it is, not which question.
    fn weigh(&mut self, scene: &Scene<'_>) {
        let mut holding: BTreeMap<(usize, SmolStr), BTreeSet<ArticleId>> = BTreeMap::new();
        let mut articles: BTreeMap<usize, BTreeSet<ArticleId>> = BTreeMap::new();
        for one in &self.utterances {
            let own = one.statements.iter().filter_map(|id| scene.statement(*id)).map(|said| said.article);
            let own: BTreeSet<ArticleId> = own.collect();
            for term in &one.terms {
                holding.entry((one.story, term.stem.clone())).or_default().extend(&own);
            }
            articles.entry(one.story).or_default().extend(&own);
        }
        for one in &mut self.utterances {
            let all = articles.get(&one.story).map_or(0, BTreeSet::len);
            if all < 3 {
                continue;
            }
            let clauses = one.predications.iter_mut().flat_map(|clause| clause.terms.iter_mut());
            for term in clauses.chain(one.terms.iter_mut()) {
                let own = holding.get(&(one.story, term.stem.clone())).map_or(1, BTreeSet::len);
                term.weight *= 1.0 - COMMON * (own.saturating_sub(1)) as f32 / (all - 1) as f32;
            }
        }
    }

    fn utterance(&self, one: Proposition) -> Option<&Utterance> {
        self.utterances.get(one.utterance)
    }

    fn predication(&self, one: Proposition) -> Option<&Predication> {
        self.utterance(one)?.predications.get(one.clause?)
    }

    /// The words by which a proposition may be found.
    fn terms(&self, one: Proposition) -> &[Term] {
        match (self.predication(one), self.utterance(one)) {
            (Some(clause), _) if !clause.main => &clause.terms,
            (_, Some(utterance)) => &utterance.terms,
            _ => &[],
        }
    }

    /// The groups that speak to one question each, in order.
    pub(super) fn grouped(&self, scene: &Scene<'_>) -> Vec<Vec<Speaking<'_>>> {
        let pairs = self.bonds();
        let speaking = |at: usize| {
            let one = *self.all.get(at)?;
            let own = self.utterance(one)?;
            let said = own.statements.iter();
            let predication = self.predication(one);
            let speaker = own.speaker;
            Some(said.map(move |id| Speaking { statement: *id, predication, terms: &own.terms, speaker }))
        };
        let owners: Vec<BTreeSet<ArticleId>> =
            (0..self.all.len()).map(|at| self.articles(scene, at)).collect();
        let joined = with_surest(groups(self.all.len(), &pairs), &pairs, STRONG, &owners);
        joined.into_iter().map(|group| group.into_iter().filter_map(speaking).flatten().collect()).collect()
    }

    /// The articles in which a proposition stands.
    fn articles(&self, scene: &Scene<'_>, at: usize) -> BTreeSet<ArticleId> {
        let own = self.all.get(at).and_then(|one| self.utterance(*one));
        let said = own.into_iter().flat_map(|own| &own.statements).filter_map(|id| scene.statement(*id));
        said.map(|said| said.article).collect()
    }

    /// What speaks for (above zero) or against each pair of propositions standing together.
    fn bonds(&self) -> Pairs {
        let near = |(one, other): (usize, usize)| {
            let (a, b) = (*self.all.get(one)?, *self.all.get(other)?);
            Some((one, other, self.near(a, b)))
        };
        let near: Vec<(usize, usize, Near)> = self.candidates().into_par_iter().filter_map(near).collect();
        // Statements of many clauses meet many times, and are compared once.
        let utterances = |one: usize, other: usize| {
            let (a, b) = (self.all.get(one)?.utterance, self.all.get(other)?.utterance);
            Some((a.min(b), a.max(b)))
        };
        let whole = |(one, other): (usize, usize)| {
            let (a, b) = (self.utterances.get(one)?, self.utterances.get(other)?);
            let whole = nearness(&a.terms, &b.terms) + one_mouth(a.speaker, b.speaker);
            Some(((one, other), (whole, worded(a, b))))
        };
        let begun = near.iter().filter(|pair| pair.2 != Near::Apart);
        let mut met: Vec<(usize, usize)> =
            begun.filter_map(|(one, other, _)| utterances(*one, *other)).collect();
        met.par_sort_unstable();
        met.dedup();
        let wholes: FxHashMap<(usize, usize), (f32, f32)> = met.into_par_iter().filter_map(whole).collect();
        let bond = |(one, other, near): (usize, usize, Near)| {
            let pair = utterances(one, other).and_then(|pair| wholes.get(&pair).copied());
            let (whole, worded) = pair.unwrap_or_default();
            let weight = match near {
                Near::Apart => -1.0,
                Near::Clauses(near) => near + whole + worded - TOGETHER,
                Near::Whole => whole - SAME,
            };
            (one, other, weight)
        };
        near.into_iter().map(bond).collect()
    }

    /// How near the clauses of two propositions are.
    fn near(&self, one: Proposition, other: Proposition) -> Near {
        if one.utterance == other.utterance {
            return Near::Apart;
        }
        match (self.predication(one), self.predication(other)) {
            (Some(a), Some(b)) if predication::befell_others(a, b) => Near::Apart,
            // What a denial of accounts speaks to is asked by what they tell.
            (Some(a), Some(b)) if calls_groundless(a) != calls_groundless(b) => Near::Apart,
            (Some(a), Some(b)) => {
                let then = if of_one_time(a.long_ago, b.long_ago) { 0.0 } else { OF_ANOTHER_TIME };
                let near = predication::nearness(a, b) - then;
                if near > BEGUN || a.main && b.main {
                    Near::Clauses(near - slight(a, b))
                } else {
                    Near::Apart
                }
            }
            (a, b) if a.or(b).is_none_or(|clause| clause.main) => Near::Whole,
            _ => Near::Apart,
        }
    }

    /// The pairs worth comparing, each once, in order.
    fn candidates(&self) -> Vec<(usize, usize)> {
        let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, one) in self.all.iter().enumerate() {
            let story = self.utterance(*one).map_or(0, |utterance| utterance.story);
            stories.entry(story).or_default().push(at);
        }
        let mut pairs = Vec::new();
        for members in stories.into_values() {
            if members.len() <= ALL_PAIRS {
                let after = |at: usize| members.iter().skip(at + 1);
                pairs.extend(
                    members.iter().enumerate().flat_map(|(at, one)| after(at).map(|other| (*one, *other))),
                );
            } else {
                pairs.extend(self.sharing(&members));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The pairs of a large story that share the most telling words.
    fn sharing(&self, members: &[usize]) -> Vec<(usize, usize)> {
        let own: Vec<BTreeMap<SmolStr, f32>> = members
            .iter()
            .map(|at| self.all.get(*at).map(|one| keys(self.terms(*one)).collect()).unwrap_or_default())
            .collect();
        let mut holding: BTreeMap<&SmolStr, Vec<usize>> = BTreeMap::new();
        for (at, keys) in members.iter().zip(&own) {
            keys.keys().for_each(|key| holding.entry(key).or_default().push(*at));
        }
        let mut pairs = Vec::new();
        for (&at, keys) in members.iter().zip(&own) {
            let mut shared: BTreeMap<usize, f32> = BTreeMap::new();
            for (key, weight) in keys {
                let others = holding.get(key).map(Vec::as_slice).unwrap_or_default();
                for other in others.iter().filter(|other| **other != at && others.len() <= CROWD) {
                    *shared.entry(*other).or_default() += weight;
                }
            }
            let mut best: Vec<(usize, f32)> = shared.into_iter().collect();
            best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            pairs.extend(best.into_iter().take(CANDIDATES).map(|(other, _)| (at.min(other), at.max(other))));
        }
        pairs
    }
}

/// What it adds that two statements have so many of all their words in common.
fn worded(one: &Utterance, other: &Utterance) -> f32 {
    WORDED * one.wording.shared(&other.wording).both as f32
}

/// How near two propositions are, before it is asked what stands around them.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Near {
    /// They are two things that one statement says, or have nothing in common.
    Apart,
    /// Their clauses are so near.
    Clauses(f32),
    /// A clause could not be read in both: only all that is said can be compared.
    Whole,
}

/// How much two clauses and the statements around them have in common, from 0 to 2; `None` where a clause could not be
/// read.
pub(super) fn togetherness(one: &Speaking<'_>, other: &Speaking<'_>) -> Option<f32> {
    let (a, b) = one.predication.zip(other.predication)?;
    let mouth = one_mouth(one.speaker, other.speaker);
    Some(predication::nearness(a, b) + nearness(one.terms, other.terms) + mouth)
}

/// What speaks against one question where a clause says little: "who were affected", "the stolen cards".
fn slight(one: &Predication, other: &Predication) -> f32 {
    let weight = |clause: &Predication| clause.terms.iter().map(|term| term.weight).sum::<f32>();
    SLIGHT * (FULL - weight(one).min(weight(other))).max(0.0)
}

/// What speaks for one question where two articles let one speaker say both; in one article one speaker makes several
/// points.
fn one_mouth(one: Option<(EntityId, ArticleId)>, other: Option<(EntityId, ArticleId)>) -> f32 {
    let same = one.zip(other).is_some_and(|(a, b)| a.0 == b.0 && a.1 != b.1);
    if same { ONE_MOUTH } else { 0.0 }
}

/// Whether the sentence of a statement holds an "if".
fn is_supposed(scene: &Scene<'_>, said: &Statement) -> bool {
    let Some(view) = scene.view(said.article) else { return false };
    let supposes = |at: usize| {
        view.found.has_relation(at, &[Relation::Mark]) && holds(&WORDS.supposing, &view.lemma(at))
    };
    view.found.tokens_in(said.sentence).any(supposes)
}

/// Words alone, in lower case.
pub(super) fn spoken(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// How near two statements are in meaning, from 0 to 1: what is aligned first is compared later, so figures count little.
pub(super) fn nearness(one: &[Term], other: &[Term]) -> f32 {
    scored(&align_in_meaning(one, other, told))
}

/// As [`nearness`], by words that are the same or listed as such.
pub(super) fn nearness_of_words(one: &[Term], other: &[Term]) -> f32 {
    scored(&align(one, other, told))
}

fn told(term: &Term) -> f32 {
    if term.kind == TermKind::Figure { 0.5 } else { term.weight }
}

fn scored(alignment: &Alignment) -> f32 {
    // A few weak words in common are chance, however short the statements.
    let enough = (alignment.shared / 8.0).min(1.0);
    alignment.score() * (0.6 + 0.4 * enough)
}
