//! Which articles tell one story, where it plays and when: tolls of different events are different questions.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use smol_str::SmolStr;

use super::lexicon::{LEXICON, stem};
use crate::alignment::Reading;
use crate::alignment::entity::EntityId;
use crate::annotation::{Annotations, EntityKind, Form, Upos};
use crate::article::{Article, ArticleId};

/// The stories among the articles.
#[derive(Debug, Default)]
pub(super) struct Stories {
    /// The story of each article, by the number of its first article.
    of: Vec<usize>,
    /// The places that most articles of a story name: naming one of them narrows nothing.
    wide: BTreeMap<usize, BTreeSet<EntityId>>,
    /// When the story's articles were published.
    published: BTreeMap<usize, (Date, Date)>,
}

/// How many of its most telling words stand for an article.
const TELLING: usize = 48;
/// How near (cosine) two articles of one story are.
const NEAR: f32 = 0.16;
/// Words of more articles than this link only neighbours, so that cost does not grow with the square.
const CROWD: usize = 200;

impl Stories {
    pub(super) fn new(reading: Reading<'_>) -> Self {
        let of = joined(&vectors(reading));
        let mut stories = Stories { of, ..Stories::default() };
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (article, story) in stories.of.iter().enumerate() {
            members.entry(*story).or_default().push(article);
        }
        for (story, members) in members {
            stories.wide.insert(story, wide_places(reading, &members));
            if let Some(published) = published(reading, &members) {
                stories.published.insert(story, published);
            }
        }
        stories
    }

    /// The story that an article tells.
    pub(super) fn of(&self, article: ArticleId) -> usize {
        self.of.get(article.index()).copied().unwrap_or(usize::MAX)
    }

    /// Whether a place is where the whole story plays.
    pub(super) fn is_wide(&self, article: ArticleId, place: EntityId) -> bool {
        self.wide.get(&self.of(article)).is_some_and(|wide| wide.contains(&place))
    }

    /// From the first to the last day on which the story was published.
    pub(super) fn published(&self, article: ArticleId) -> Option<(Date, Date)> {
        self.published.get(&self.of(article)).copied()
    }
}

type Vector = BTreeMap<SmolStr, f32>;

fn vectors(reading: Reading<'_>) -> Vec<Vector> {
    reading.articles.iter().zip(reading.annotations).map(|(article, found)| vector(article, found)).collect()
}

/// The most telling words of an article with their weights, of length one.
fn vector(article: &Article, found: &Annotations) -> Vector {
    let mut counts: BTreeMap<SmolStr, f32> = BTreeMap::new();
    for token in found
        .tokens
        .iter()
        .filter(|token| matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj))
    {
        if !article.is_furniture(token.span) {
            *counts.entry(stem(&token.lemma.to_lowercase())).or_default() += 1.0;
        }
    }
    let mut words: Vec<(SmolStr, f32)> = counts
        .into_iter()
        .map(|(word, count)| {
            let weight = (1.0 + count.ln()) * LEXICON.weight(&word);
            (word, weight)
        })
        .collect();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words.truncate(TELLING);
    let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    words.into_iter().map(|(word, weight)| (word, weight / length)).collect()
}

/// The story of each article: articles that are near are joined.
fn joined(vectors: &[Vector]) -> Vec<usize> {
    let mut holding: BTreeMap<&SmolStr, Vec<usize>> = BTreeMap::new();
    for (article, vector) in vectors.iter().enumerate() {
        vector.keys().for_each(|word| holding.entry(word).or_default().push(article));
    }
    let mut of: Vec<usize> = (0..vectors.len()).collect();
    for (article, vector) in vectors.iter().enumerate() {
        let mut near: BTreeMap<usize, f32> = BTreeMap::new();
        for (word, weight) in vector {
            let others = holding.get(word).map(Vec::as_slice).unwrap_or_default();
            let after = others.partition_point(|other| *other <= article);
            for &other in others.iter().skip(after).take(if others.len() > CROWD { 8 } else { CROWD }) {
                let theirs =
                    vectors.get(other).and_then(|vector| vector.get(word)).copied().unwrap_or_default();
                *near.entry(other).or_default() += weight * theirs;
            }
        }
        for (other, _) in near.into_iter().filter(|(_, cosine)| *cosine >= NEAR) {
            join(&mut of, article, other);
        }
    }
    (0..of.len()).map(|article| root(&of, article)).collect()
}

fn root(of: &[usize], article: usize) -> usize {
    let mut at = article;
    while let Some(&up) = of.get(at)
        && up != at
    {
        at = up;
    }
    at
}

fn join(of: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(of, one), root(of, other));
    if let Some(place) = of.get_mut(one.max(other)) {
        *place = one.min(other);
    }
}

/// The places that at least two in five articles of a story name.
fn wide_places(reading: Reading<'_>, members: &[usize]) -> BTreeSet<EntityId> {
    let mut naming: BTreeMap<EntityId, usize> = BTreeMap::new();
    for &article in members {
        places_of(reading, article).into_iter().for_each(|place| *naming.entry(place).or_default() += 1);
    }
    naming
        .into_iter()
        .filter(|(_, articles)| articles * 5 >= members.len() * 2)
        .map(|(place, _)| place)
        .collect()
}

fn places_of(reading: Reading<'_>, article: usize) -> BTreeSet<EntityId> {
    let Some(found) = reading.annotations.get(article) else { return BTreeSet::new() };
    let named = found
        .mentions
        .iter()
        .filter(|mention| mention.form == Form::Name && mention.kind == EntityKind::Place);
    named.filter_map(|mention| reading.entities.resolve(ArticleId(article as u32), mention.entity)).collect()
}

fn published(reading: Reading<'_>, members: &[usize]) -> Option<(Date, Date)> {
    let days = members
        .iter()
        .filter_map(|article| reading.articles.get(*article)?.published.as_ref()?.value.bounds());
    days.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))
}
