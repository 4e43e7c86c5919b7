//! The same people, organisations and places across articles, under whatever name.

use crate::annotation::{Annotations, EntityKind};
use crate::article::{Article, ArticleId};

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
}

impl Entities {
    /// The entity behind the `local`th entity of `article`.
    pub fn resolve(&self, article: ArticleId, local: usize) -> Option<EntityId> {
        self.of_article.get(article.index())?.get(local).copied()
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
    let _ = (articles, annotations);
    Entities::default()
}
