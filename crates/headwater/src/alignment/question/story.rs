//! Which articles tell one story, where it plays and when: tolls of different events are different questions.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::cluster::{Bond, Pairs, groups_by};
use super::copies::originals;
use super::likeness::{NEIGHBOURS, nearest};
use crate::alignment::Reading;
use crate::alignment::entity::EntityId;
use crate::annotation::{Annotations, EntityKind, Form};
use crate::article::{Article, ArticleId};

/// Where and when the stories of a reading play.
#[derive(Debug)]
pub(super) struct Settings<'r> {
    reading: Reading<'r>,
    /// The places that most articles of a story name: naming one of them narrows nothing.
    wide: BTreeMap<usize, BTreeSet<EntityId>>,
    /// When the story's articles were published.
    published: BTreeMap<usize, (Date, Date)>,
}

/// How alike the articles of two parts of a story are on average: about the most at which no story comes apart.
///
/// Other piles than the gold of `cargo xtask eval stories` speak for it, by their texts alone: with rising threshold ever
/// fewer Wikinews articles are joined with one of another month (46 in 100 at 0.1, 22 at 0.2), while of three articles
/// drawn from a pile that tells one story each still finds 99 in 100 of the three at 0.2, and 96 at 0.24.
const NEAR: f32 = 0.2;

impl<'r> Settings<'r> {
    pub(super) fn new(reading: Reading<'r>) -> Self {
        let mut settings = Settings { reading, wide: BTreeMap::new(), published: BTreeMap::new() };
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        // Where and when a neighbour's own story plays says nothing about this one.
        for article in reading.articles.iter().filter(|own| !reading.stories.is_neighbour(own.id)) {
            members.entry(reading.stories.of(article.id)).or_default().push(article.id.index());
        }
        for (story, members) in members {
            settings.wide.insert(story, wide_places(reading, &members));
            if let Some(published) = published(reading, &members) {
                settings.published.insert(story, published);
            }
        }
        settings
    }

    /// The story that an article tells.
    pub(super) fn of(&self, article: ArticleId) -> usize {
        self.reading.stories.of(article)
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

/// The story of each article, by its first article. Articles of one text are one for this, so that a copy changes nothing.
pub(super) fn told(articles: &[Article], annotations: &[Annotations]) -> Vec<usize> {
    let originals = originals(articles);
    let distinct: Vec<usize> = (0..articles.len()).filter(|at| originals.get(*at) == Some(at)).collect();
    let read: Vec<(&Article, &Annotations)> =
        distinct.iter().filter_map(|at| Some((articles.get(*at)?, annotations.get(*at)?))).collect();
    let of: BTreeMap<usize, usize> = distinct
        .iter()
        .zip(joined(&read))
        .filter_map(|(at, story)| Some((*at, *distinct.get(story)?)))
        .collect();
    originals.iter().map(|original| of.get(original).copied().unwrap_or(*original)).collect()
}

/// The story of each article, by its first article: parts of a story are joined while all their articles are near on
/// average (average linkage), so that no chain of neighbours leads from one event to another.
fn joined(read: &[(&Article, &Annotations)]) -> Vec<usize> {
    let near = nearest(read).into_iter().enumerate();
    let pairs: Pairs = near
        .flat_map(|(one, near)| near.into_iter().map(move |(other, likeness)| (one, other, likeness)))
        .collect();
    let worth = |bond: Bond, one: usize, other: usize| {
        // So many bonds the two could have; articles that share no word have none, and count against.
        let possible = one.max(other).min(NEIGHBOURS) * one.min(other);
        bond.sum / possible as f32 - NEAR
    };
    let mut of = vec![0; read.len()];
    for group in groups_by(read.len(), &pairs, worth) {
        let first = group.first().copied().unwrap_or_default();
        for article in group {
            of.get_mut(article).into_iter().for_each(|story| *story = first);
        }
    }
    of
}

/// The places that two articles of a story name and at least two in five, by whatever kind of name: "the Kestrel shipyard" is
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
    let most = |place: &EntityId| {
        let naming = articles(place).unwrap_or_default();
        naming > 1 && naming * 5 >= members.len() * 2
    };
    places.into_iter().filter(most).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::annotate;
    use crate::article::{DateMethod, Published};
    use crate::edtf::Edtf;

    const FIRE: [&str; 3] = [
        "Fire tore through a paper mill in Tarnby on Sunday, killing four workers. Firefighters needed nine hours.",
        "Four workers died when a paper mill burned down in Tarnby. The mill had failed an inspection in May.",
        "Tarnby mourned four mill workers on Monday. The mayor said that the paper mill had been warned.",
    ];
    const ELECTION: [&str; 2] = [
        "Voters in Norland elected Ada Quill president on Sunday. Turnout reached a record, the commission said.",
        "Ada Quill won the presidential election in Norland. The electoral commission spoke of record turnout.",
    ];

    /// Which articles tell one story, with the day on which each was published where one is given.
    fn stories(texts: &[(&str, Option<&str>)]) -> Vec<usize> {
        let article = |(at, (text, day)): (usize, &(&str, Option<&str>))| Article {
            id: ArticleId(at as u32),
            published: day.map(|day| Published {
                value: Edtf::new(day),
                method: DateMethod::Given,
                span: None,
                contradicted: false,
            }),
            ..Article::of_text(*text)
        };
        let articles: Vec<Article> = texts.iter().enumerate().map(article).collect();
        let annotations: Vec<Annotations> = articles.iter().map(|article| annotate(article).value).collect();
        told(&articles, &annotations)
    }

    #[test]
    fn a_pile_of_one_story_stays_whole() {
        assert_eq!(stories(&FIRE.map(|text| (text, None))), [0, 0, 0]);
        assert_eq!(stories(&FIRE.map(|text| (text, Some("2021-05-03")))), [0, 0, 0]);
    }

    #[test]
    fn stories_are_told_apart_in_whatever_order_they_come() {
        let [fire, burned, mourned] = FIRE.map(|text| (text, None));
        let [elected, won] = ELECTION.map(|text| (text, None));
        assert_eq!(stories(&[fire, elected, burned, won, mourned]), [0, 1, 0, 1, 0]);
        assert_eq!(stories(&[won, mourned, burned, fire, elected]), [0, 1, 1, 1, 0]);
    }

    #[test]
    fn a_copy_stands_with_its_original_and_changes_nothing_else() {
        let [fire, burned, _] = FIRE.map(|text| (text, None));
        let [elected, won] = ELECTION.map(|text| (text, None));
        assert_eq!(stories(&[elected, fire, burned, fire, fire, won]), [0, 1, 1, 1, 1, 0]);
    }

    #[test]
    fn what_lies_years_apart_must_be_more_alike() {
        let fire = "Fire tore through a paper mill in London on Sunday, killing four workers. Firefighters needed nine hours.";
        let later = "Workers of a London paper factory will strike on Monday. The union demanded better pay.";
        assert_eq!(stories(&[(fire, Some("2021-05-03")), (later, Some("2021-05-03"))]), [0, 0]);
        assert_eq!(stories(&[(fire, Some("2021-05-03")), (later, Some("2029-08-01"))]), [0, 1]);
    }
}
