//! Which articles tell one story, where it plays and when: tolls of different events are different questions.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use smol_str::SmolStr;

use super::cluster::{Bond, Pairs, groups_by};
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
/// How near (cosine) the articles of two parts of a story are on average.
const NEAR: f32 = 0.12;
/// The nearest articles that are looked at for each.
const NEIGHBOURS: usize = 64;
/// Words of more articles than this link only neighbours, so that cost does not grow with the square.
const CROWD: usize = 1000;

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

/// The story of each article, by its first article: parts of a story are joined while all their articles are near on
/// average (average linkage), so that no chain of neighbours leads from one event to another.
fn joined(vectors: &[Vector]) -> Vec<usize> {
    let near = nearest(vectors).into_iter().enumerate();
    let pairs: Pairs = near
        .flat_map(|(one, near)| near.into_iter().map(move |(other, cosine)| (one, other, cosine)))
        .collect();
    let worth = |bond: Bond, one: usize, other: usize| {
        // So many bonds the two could have; articles that share no word have none, and count against.
        let possible = one.max(other).min(NEIGHBOURS) * one.min(other);
        bond.sum / possible as f32 - NEAR
    };
    let mut of = vec![0; vectors.len()];
    for group in groups_by(vectors.len(), &pairs, worth) {
        let first = group.first().copied().unwrap_or_default();
        for article in group {
            of.get_mut(article).into_iter().for_each(|story| *story = first);
        }
    }
    of
}

/// The nearest articles of each with their cosines.
fn nearest(vectors: &[Vector]) -> Vec<Vec<(usize, f32)>> {
    let mut holding: BTreeMap<&SmolStr, Vec<(usize, f32)>> = BTreeMap::new();
    for (article, vector) in vectors.iter().enumerate() {
        vector.iter().for_each(|(word, weight)| holding.entry(word).or_default().push((article, *weight)));
    }
    let mut cosines = vec![0.0_f32; vectors.len()];
    let near = |(article, vector): (usize, &Vector)| {
        let mut touched: Vec<usize> = Vec::new();
        for (word, weight) in vector {
            let others = holding.get(word).map(Vec::as_slice).unwrap_or_default();
            for &(other, theirs) in linked(others, article) {
                if let Some(cosine) = cosines.get_mut(other) {
                    if *cosine == 0.0 {
                        touched.push(other);
                    }
                    *cosine += weight * theirs;
                }
            }
        }
        let mut near: Vec<(usize, f32)> = touched
            .into_iter()
            .filter_map(|other| Some((other, std::mem::take(cosines.get_mut(other)?))))
            .filter(|(other, _)| *other != article)
            .collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(NEIGHBOURS);
        near
    };
    vectors.iter().enumerate().map(near).collect()
}

/// Of the articles that hold a word those that it links with one of them.
fn linked(holding: &[(usize, f32)], article: usize) -> &[(usize, f32)] {
    if holding.len() <= CROWD {
        return holding;
    }
    let at = holding.partition_point(|(other, _)| *other < article);
    &holding[at.saturating_sub(8)..(at + 9).min(holding.len())]
}

/// The places that at least two in five articles of a story name, by whatever kind of name: "the Kestrel shipyard" is
/// where the story plays when most articles only write "Kestrel".
fn wide_places(reading: Reading<'_>, members: &[usize]) -> BTreeSet<EntityId> {
    let mut naming: BTreeMap<String, usize> = BTreeMap::new();
    let mut places: BTreeSet<EntityId> = BTreeSet::new();
    for &article in members {
        let (Some(own), Some(found)) = (reading.articles.get(article), reading.annotations.get(article))
        else {
            continue;
        };
        let named = || found.mentions.iter().filter(|mention| mention.form == Form::Name);
        let names: BTreeSet<String> = named().map(|mention| capitals(mention.span.of(&own.text))).collect();
        names.into_iter().for_each(|name| *naming.entry(name).or_default() += 1);
        let place = named().filter(|mention| mention.kind == EntityKind::Place);
        places.extend(place.filter_map(|mention| reading.entities.resolve(own.id, mention.entity)));
    }
    let articles = |place: &EntityId| {
        let entity = reading.entities.get(*place)?;
        let names = std::iter::once(&entity.name).chain(&entity.aliases);
        names.filter_map(|name| naming.get(&capitals(name))).max().copied()
    };
    places.into_iter().filter(|place| articles(place).unwrap_or_default() * 5 >= members.len() * 2).collect()
}

/// The words of a name that have capitals: "Kestrel" of "Kestrel shipyard".
fn capitals(name: &str) -> String {
    let words = name.split_whitespace().filter(|word| word.starts_with(char::is_uppercase));
    words.collect::<Vec<_>>().join(" ")
}

fn published(reading: Reading<'_>, members: &[usize]) -> Option<(Date, Date)> {
    let days = members
        .iter()
        .filter_map(|article| reading.articles.get(*article)?.published.as_ref()?.value.bounds());
    days.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))
}
