//! What stands in more than one article: the same wording, the same entities, the same questions.
//!
//! Pure functions of a set of articles: the order of its members changes nothing.

pub mod entity;
pub mod passage;
pub mod question;

use crate::annotation::Annotations;
use crate::article::Article;
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
}
