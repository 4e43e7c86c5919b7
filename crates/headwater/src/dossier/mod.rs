//! The dossier: the model that is shown, and one folder per way out.
//!
//! A [`pile::Pile`] that tells several stories is shown as a dossier for each and an [`overview::Overview`] of them.

pub mod corrected;
pub mod html;
pub mod json;
pub mod overview;
pub mod pile;
mod prose;
pub mod summary;

use std::collections::BTreeMap;

use self::corrected::Ledger;
use self::pile::PartId;
use crate::alignment::entity::Entities;
use crate::alignment::passage::Passage;
use crate::annotation::Annotations;
use crate::article::{Article, ArticleId};
use crate::capture::{Capture, Digest, MediaType};
use crate::corroboration::Corroboration;
use crate::notice::Notice;
use crate::statement::Statement;

/// Everything that a run found: what is shown, and what every format is written from.
#[derive(Debug, Default)]
pub struct Dossier {
    /// What the articles were read from.
    pub captures: Vec<CaptureRecord>,
    /// The articles, by their [`crate::article::ArticleId`].
    pub articles: Vec<Article>,
    /// What was read from each article, in the same order.
    pub annotations: Vec<Annotations>,
    /// The entities across articles.
    pub entities: Entities,
    /// The statements, by their [`crate::statement::StatementId`].
    pub statements: Vec<Statement>,
    /// The passages, sorted.
    pub passages: Vec<Passage>,
    /// Groups of articles that are one article but for a few words, in order of their first.
    pub near_duplicates: Vec<Vec<ArticleId>>,
    /// Origins, lineage, matters and timeline.
    pub corroboration: Corroboration,
    /// What a person said against the program, and what became of it.
    pub corrections: Ledger,
    /// What the reader must be told, sorted.
    pub notices: Vec<Notice>,
    /// Which part of a pile it shows, where it does not show all.
    pub part: Option<Part>,
}

/// What a dossier on one part of a pile says of the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which part.
    pub id: PartId,
    /// How many stories several articles of the pile tell.
    pub stories: usize,
    /// How many articles the pile holds.
    pub articles: usize,
    /// The number in the pile of each article here, by its number here.
    pub numbers: Vec<ArticleId>,
    /// The neighbours, by their number here, each with the part in which it is at home.
    pub homes: BTreeMap<ArticleId, PartId>,
}

impl Dossier {
    /// Its own articles, without those that only share wording with them.
    pub fn own(&self) -> impl Iterator<Item = &Article> {
        self.articles.iter().filter(|article| self.home_of(article.id).is_none())
    }

    /// For an article that only shares wording with the others here, the part of the pile in which it is at home.
    pub fn home_of(&self, article: ArticleId) -> Option<PartId> {
        self.part.as_ref()?.homes.get(&article).copied()
    }

    /// How many statements its own articles attribute to somebody else than their outlet.
    pub fn attributed(&self) -> usize {
        let said = self.statements.iter().filter(|said| !said.is_narration());
        said.filter(|said| self.home_of(said.article).is_none()).count()
    }
}

/// A capture without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureRecord {
    /// SHA-256 of the bytes.
    pub id: Digest,
    /// The path as given.
    pub path: String,
    /// What the bytes are.
    pub media_type: MediaType,
    /// How many bytes.
    pub bytes: usize,
}

impl CaptureRecord {
    /// The record of `capture`.
    pub fn of(capture: &Capture) -> Self {
        CaptureRecord {
            id: capture.id,
            path: capture.path.clone(),
            media_type: capture.media_type,
            bytes: capture.bytes.len(),
        }
    }
}
