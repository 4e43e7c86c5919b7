//! The same people, organisations and places across articles, under whatever name.

mod body;
mod corrected;
mod join;
mod names;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use self::names::edits;

use self::join::{Groups, Node};
use crate::annotation::{Annotations, EntityKind};
use crate::article::{Article, ArticleId};
use crate::corrections::{Corrections, EntryId, Fate};

/// The number of an entity in this run, from zero, by first mention; shown as `e1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

impl std::fmt::Display for EntityId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "e{}", self.0 + 1)
    }
}

/// What the mentions of all articles name.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// The entities, by their [`EntityId`].
    pub entities: Vec<Entity>,
    /// For each article, by the place of its own entities, the entity across articles.
    pub of_article: Vec<Vec<EntityId>>,
    /// Entities of articles that are only described, by words that one alone fits, with the reason in a sentence: an
    /// office that one named person holds, an outlet that a state has one of.
    pub by_office: BTreeMap<(ArticleId, usize), String>,
    /// Pairs that are not one by a person's word, whatever they are called; the lower number first.
    pub apart: BTreeSet<(EntityId, EntityId)>,
}

impl Entities {
    /// The entity behind the `local`th entity of `article`.
    pub fn resolve(&self, article: ArticleId, local: usize) -> Option<EntityId> {
        self.of_article.get(article.index())?.get(local).copied()
    }

    /// Whether a person says that the two are not one.
    pub fn are_apart(&self, one: EntityId, other: EntityId) -> bool {
        self.apart.contains(&(one.min(other), one.max(other)))
    }

    /// The entity with this number.
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize)
    }
}

/// One entity across articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The fullest name.
    pub name: String,
    /// Every other name it goes by, sorted.
    pub aliases: Vec<String>,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// The entity it belongs to or speaks for.
    pub of: Option<EntityId>,
    /// Its members: article and place in that article's entities, sorted.
    pub members: Vec<(ArticleId, usize)>,
    /// Why members under different names were joined: one sentence each.
    pub because: Vec<String>,
}

/// Joins the entities of all articles.
pub fn entities(articles: &[Article], annotations: &[Annotations]) -> Entities {
    let nodes = join::nodes(articles, annotations);
    let groups = join::groups(&nodes, |_| {});
    gathered(annotations, &nodes, &groups)
}

/// The same, where a person joins and parts some of them, with what became of what they say.
///
/// `parted` are the entries that have parted the entities of single articles already.
pub fn entities_corrected(
    articles: &[Article],
    annotations: &[Annotations],
    corrections: &Corrections,
    parted: &BTreeSet<EntryId>,
) -> (Entities, Vec<Fate<EntityId>>) {
    let nodes = join::nodes(articles, annotations);
    let rulings = corrected::Rulings::new(articles, &nodes, corrections, parted);
    let groups = join::groups(&nodes, |groups| rulings.apply(groups));
    let mut entities = gathered(annotations, &nodes, &groups);
    let fates = rulings.fates(&nodes, &groups, &mut entities);
    (entities, fates)
}

fn gathered(annotations: &[Annotations], nodes: &[Node], groups: &Groups) -> Entities {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..nodes.len() {
        members.entry(groups.of(at)).or_default().push(at);
    }
    let mut ordered: Vec<(usize, Vec<usize>)> = members.into_iter().collect();
    ordered.sort_by_key(|(_, members)| first_mention(nodes, members));
    let mut of_article: Vec<Vec<EntityId>> =
        annotations.iter().map(|found| vec![EntityId(0); found.entities.len()]).collect();
    for (id, (_, members)) in ordered.iter().enumerate() {
        for node in members.iter().filter_map(|at| nodes.get(*at)) {
            let place = of_article.get_mut(node.article.index()).and_then(|of| of.get_mut(node.local));
            place.into_iter().for_each(|place| *place = EntityId(id as u32));
        }
    }
    let entities =
        ordered.iter().map(|(group, members)| entity(nodes, groups, *group, members, &of_article)).collect();
    let by_office = groups.by_office.iter().filter_map(|(at, because)| {
        let node = nodes.get(*at)?;
        Some(((node.article, node.local), because.clone()))
    });
    Entities { entities, of_article, by_office: by_office.collect(), apart: BTreeSet::new() }
}

fn first_mention(nodes: &[Node], members: &[usize]) -> (u32, usize, usize) {
    let places = members.iter().filter_map(|at| nodes.get(*at));
    places.map(|node| (node.article.0, node.first, node.local)).min().unwrap_or_default()
}

fn entity(
    nodes: &[Node],
    groups: &Groups,
    group: usize,
    members: &[usize],
    of_article: &[Vec<EntityId>],
) -> Entity {
    let own = || members.iter().filter_map(|at| nodes.get(*at));
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    own().flat_map(|node| &node.names).for_each(|name| *names.entry(name).or_default() += 1);
    let described = own().find_map(|node| node.description.clone()).unwrap_or_default();
    // The fullest name; of equally full ones the one that more articles use.
    let fullest = names
        .iter()
        .max_by_key(|(name, uses)| (name.split(' ').count(), **uses, name.len(), std::cmp::Reverse(**name)));
    let name = fullest.map_or(described, |(name, _)| (*name).to_owned());
    // "The official QNA news agency" is shown as QNA, and stays among the names.
    let shown = if own().any(|node| node.kind == EntityKind::Person) { &name } else { body::shown(&name) };
    let name = shown.to_owned();
    let aliases: BTreeSet<String> =
        names.keys().map(|alias| (*alias).to_owned()).filter(|alias| *alias != name).collect();
    let of = own().find_map(|node| of_article.get(node.article.index())?.get(node.of?).copied());
    Entity {
        aliases: aliases.into_iter().collect(),
        kind: kind_of_most(own()),
        of: of.filter(|of| own().all(|node| entity_of(of_article, node) != Some(*of))),
        members: own().map(|node| (node.article, node.local)).collect(),
        because: groups.because(group),
        name,
    }
}

fn entity_of(of_article: &[Vec<EntityId>], node: &Node) -> Option<EntityId> {
    of_article.get(node.article.index())?.get(node.local).copied()
}

fn kind_of_most<'n>(nodes: impl Iterator<Item = &'n Node>) -> EntityKind {
    let mut counts: BTreeMap<EntityKind, usize> = BTreeMap::new();
    nodes.for_each(|node| *counts.entry(node.kind).or_default() += 1);
    let most = counts.into_iter().max_by_key(|(kind, count)| (*count, std::cmp::Reverse(*kind)));
    most.map_or(EntityKind::Other, |(kind, _)| kind)
}

/// What a state has one of, under one name ("Norland's government", "the Norlandish government"); `None` for all else.
pub(crate) fn state_body(name: &str) -> Option<String> {
    body::state_body(name)
}

/// The country for whose state somebody or something speaks, by its name, or by an office among the `roles` that articles give.
pub(crate) fn state_of<'r>(
    name: &str,
    roles: impl IntoIterator<Item = &'r str>,
    of: Option<&str>,
) -> Option<String> {
    let country = |word: &str| names::KNOWN.country(&names::plain(word)).map(str::to_owned);
    let of = of.and_then(country);
    let office = |role: &str| {
        let held = join::offices_of(&names::plain(role), of.as_deref());
        held.into_iter().find_map(|(_, body)| country(&body))
    };
    body::state_of(name, of.as_deref()).or_else(|| roles.into_iter().find_map(office))
}

/// The telling words of a body's name, with peoples under their country, sorted.
pub(crate) fn telling_words(name: &str) -> Vec<String> {
    names::telling(&names::plain(name))
}

/// Whether a name is that of an office and of nobody who holds it ("the London Mayor").
pub(crate) fn is_office(name: &str) -> bool {
    let plain = names::plain(name);
    plain.contains(' ') && plain.rsplit(' ').next().is_some_and(|last| names::KNOWN.is_title(last))
}

/// The plain name under which a country or body is known ("U.S." and "America" are one).
pub(crate) fn known(name: &str) -> String {
    let plain = names::plain(name);
    names::KNOWN.country(&plain).unwrap_or(names::KNOWN.canonical(&plain)).to_owned()
}
