//! Statements looked up by where their content stands.

use crate::alignment::Reading;
use crate::alignment::passage::Place;
use crate::statement::StatementId;
use crate::text::Span;

/// How many levels deep contents nest, at most: a statement in a statement in a quotation.
const NESTED: usize = 8;

/// The statements of every article, in order of place.
pub(super) struct Places {
    by_article: Vec<Vec<(Span, StatementId)>>,
    ids: Vec<Vec<StatementId>>,
}

impl Places {
    pub(super) fn new(reading: Reading<'_>) -> Self {
        let mut by_article = vec![Vec::new(); reading.articles.len()];
        for (n, statement) in (0u32..).zip(reading.statements) {
            if let Some(list) = by_article.get_mut(statement.article.index()) {
                list.push((statement.content_span(), StatementId(n)));
            }
        }
        by_article.iter_mut().for_each(|list| list.sort_unstable());
        let ids = by_article.iter().map(|list| list.iter().map(|&(_, id)| id).collect()).collect();
        Places { by_article, ids }
    }

    /// The statements that may touch the place: from the one before the first that begins in it.
    pub(super) fn in_place(&self, place: Place) -> &[StatementId] {
        let Some(list) = self.by_article.get(place.article.index()) else { return &[] };
        let end = list.partition_point(|(span, _)| span.start < place.span.end);
        let first = list.partition_point(|(span, _)| span.start < place.span.start);
        // Contents nest by a few levels at most, so whatever begins earlier and reaches in stands close before.
        let first = first.saturating_sub(NESTED);
        self.ids.get(place.article.index()).and_then(|ids| ids.get(first..end)).unwrap_or_default()
    }
}
