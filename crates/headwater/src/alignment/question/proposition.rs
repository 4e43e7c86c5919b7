//! Propositions: whole statements that say the same of the same, whatever their wording.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::cluster::{Pairs, groups};
use super::scene::Scene;
use super::similarity::align;
use super::term::{Term, TermKind};
use crate::statement::StatementId;

/// A proposition, with all statements that give it in the same words.
#[derive(Debug)]
pub(super) struct Proposition {
    /// The statements, sorted.
    pub statements: Vec<StatementId>,
    /// What it says.
    pub terms: Vec<Term>,
    story: usize,
}

/// Similarity from which two propositions speak to one question.
const SAME: f32 = 0.46;
/// Up to so many propositions of a story every pair is compared; beyond, those that share telling words.
const ALL_PAIRS: usize = 160;
/// Words that more propositions share lead to no candidates.
const CROWD: usize = 120;
/// How many candidates each proposition is compared with.
const CANDIDATES: usize = 40;

/// The propositions of `statements`, in order of their words.
pub(super) fn propositions(scene: &Scene<'_>, statements: &[StatementId]) -> Vec<Proposition> {
    let mut by_words: BTreeMap<(String, usize), Vec<StatementId>> = BTreeMap::new();
    for id in statements {
        let Some(said) = scene.statement(*id) else { continue };
        let text = scene.text(said.article);
        let words = said.content.iter().map(|part| spoken(part.of(text))).collect::<Vec<_>>().join(" ");
        by_words.entry((words, scene.stories.of(said.article))).or_default().push(*id);
    }
    by_words
        .into_iter()
        .filter_map(|((_, story), statements)| proposition(scene, statements, story))
        .collect()
}

fn proposition(scene: &Scene<'_>, mut statements: Vec<StatementId>, story: usize) -> Option<Proposition> {
    statements.sort_unstable();
    let said = scene.statement(*statements.first()?)?;
    let terms = scene.content_terms(scene.view(said.article)?, said);
    Some(Proposition { statements, terms, story })
}

/// Words alone, in lower case.
pub(super) fn spoken(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// How near two propositions are, from 0 to 1: what is aligned first is compared later, so figures count little.
pub(super) fn nearness(one: &[Term], other: &[Term]) -> f32 {
    let alignment = align(one, other, |term| if term.kind == TermKind::Figure { 0.5 } else { term.weight });
    // A few weak words in common are chance, however short the statements.
    let enough = (alignment.shared / 8.0).min(1.0);
    alignment.score() * (0.6 + 0.4 * enough)
}

/// Groups the propositions that speak to one question; each group sorted.
pub(super) fn grouped(propositions: &[Proposition]) -> Vec<Vec<usize>> {
    let mut pairs = Pairs::default();
    for (one, other) in candidates(propositions) {
        if let (Some(a), Some(b)) = (propositions.get(one), propositions.get(other)) {
            pairs.put(one, other, nearness(&a.terms, &b.terms) - SAME);
        }
    }
    groups(propositions.len(), &pairs)
}

/// The pairs worth comparing, each once, in order.
fn candidates(propositions: &[Proposition]) -> Vec<(usize, usize)> {
    let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, proposition) in propositions.iter().enumerate() {
        stories.entry(proposition.story).or_default().push(at);
    }
    let mut pairs = Vec::new();
    for members in stories.into_values() {
        if members.len() <= ALL_PAIRS {
            let after = |at: usize| members.iter().skip(at + 1);
            pairs.extend(
                members.iter().enumerate().flat_map(|(at, one)| after(at).map(|other| (*one, *other))),
            );
        } else {
            pairs.extend(sharing(propositions, &members));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The pairs of a large story that share the most telling words.
fn sharing(propositions: &[Proposition], members: &[usize]) -> Vec<(usize, usize)> {
    let mut holding: BTreeMap<SmolStr, Vec<usize>> = BTreeMap::new();
    for &at in members {
        let terms = propositions.get(at).map(|proposition| proposition.terms.as_slice()).unwrap_or_default();
        for (key, _) in keys(terms) {
            holding.entry(key).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for &at in members {
        let terms = propositions.get(at).map(|proposition| proposition.terms.as_slice()).unwrap_or_default();
        let mut shared: BTreeMap<usize, f32> = BTreeMap::new();
        for (key, weight) in keys(terms) {
            let others = holding.get(&key).map(Vec::as_slice).unwrap_or_default();
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

/// What terms can be found by: stems and classes of telling words.
fn keys(terms: &[Term]) -> BTreeMap<SmolStr, f32> {
    let telling = terms.iter().filter(|term| term.weight > 1.0 && term.kind != TermKind::Figure);
    telling
        .flat_map(|term| {
            let classes =
                term.classes.iter().map(|class| (smol_str::format_smolstr!("#{class}"), term.weight * 0.7));
            std::iter::once((term.stem.clone(), term.weight)).chain(classes)
        })
        .collect()
}
