//! The dossier: the model that is shown, and one folder per way out.

pub mod html;
pub mod json;
mod prose;
pub mod summary;

use crate::alignment::entity::Entities;
use crate::alignment::passage::Passage;
use crate::annotation::Annotations;
use crate::article::Article;
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
    /// Origins, lineage, matters and timeline.
    pub corroboration: Corroboration,
    /// What the reader must be told, sorted.
    pub notices: Vec<Notice>,
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
