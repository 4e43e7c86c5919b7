//! What is learnt without a trainer, and what the trainer of the reading model learns from. `cargo xtask train` reads
//! the treebanks and writes what is made here.

mod lexicon;
mod reading;

use super::Annotations;
pub use super::mention::link::{Candidate, Choice, Class, FIELDS, Features, Judge, VALUES};
use crate::article::Article;
pub use lexicon::{lemmas, lexicon};
pub use reading::{Named, OF_NO_NAME, facts, rows};

/// Reads an article; `judge` chooses names for the pronouns and descriptions that found none by rule.
pub fn read_by(article: &Article, judge: &mut Judge) -> Annotations {
    super::annotate_by(article, judge).value
}
