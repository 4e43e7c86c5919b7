//! What stands in more than one article: the same wording, the same entities, the same questions.
//!
//! Pure functions of a set of articles: the order of its members changes nothing.

pub mod duplicate;
pub mod entity;
pub mod idiom;
pub mod passage;
pub mod question;
pub(crate) mod union;

use std::collections::BTreeSet;

use crate::annotation::Annotations;
use crate::article::{Article, ArticleId};
use crate::statement::Statement;

/// Everything that was read from a set of articles and holds between them.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'r> {
    /// The articles, by [`crate::article::ArticleId`].
    pub articles: &'r [Article],
    /// What was read from each, in the same order.
    pub annotations: &'r [Annotations],
    /// The statements of all, by [`crate::statement::StatementId`].
    pub statements: &'r [Statement],
    /// The entities across them.
    pub entities: &'r entity::Entities,
    /// The passages between them.
    pub passages: &'r [passage::Passage],
    /// Which of them tell one story.
    pub stories: &'r Stories,
}

/// Which articles tell one story (event clusters). Questions are asked within a story: tolls of different events are
/// different questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stories {
    /// For each article the number of its story; the numbers tell stories apart and mean nothing else.
    pub of: Vec<usize>,
    /// Articles of other stories that only share wording with these. No more of what they say was taken along than what
    /// stands in the shared words, and they ask no questions of their own.
    pub neighbours: BTreeSet<ArticleId>,
}

impl Stories {
    /// The story that an article tells; where nothing is known of stories, all tell one.
    pub fn of(&self, article: ArticleId) -> usize {
        self.of.get(article.index()).copied().unwrap_or(usize::MAX)
    }

    /// Whether the article tells another story and only shares wording with this one.
    pub fn is_neighbour(&self, article: ArticleId) -> bool {
        self.neighbours.contains(&article)
    }
}
