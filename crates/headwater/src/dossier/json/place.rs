//! Spans as the dossier writes them: code points, half open, with the exact characters.

use serde::Serialize;

use crate::article::{Article, ArticleId};
use crate::text::{Citation, CodePoints, Span};

/// `"start": 120, "end": 180, "quote": "the exact characters"`
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct SpanRecord<'d> {
    start: usize,
    end: usize,
    quote: &'d str,
}

/// A span with the article that it lies in.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct PlaceRecord<'d> {
    article: Id<ArticleId>,
    #[serde(flatten)]
    span: SpanRecord<'d>,
}

/// A place with 32 characters of context on both sides (W3C `TextQuoteSelector`).
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct CitationRecord<'d> {
    #[serde(flatten)]
    place: PlaceRecord<'d>,
    prefix: &'d str,
    suffix: &'d str,
}

/// A number of this run, written as it is shown: `a1`, `s7`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Id<T>(pub(super) T);

impl<T: std::fmt::Display> Serialize for Id<T> {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(&self.0)
    }
}

/// The texts of all articles, ready to be cited in code points.
pub(super) struct Texts<'d>(Vec<(&'d str, CodePoints<'d>)>);

impl<'d> Texts<'d> {
    pub(super) fn new(articles: &'d [Article]) -> Self {
        Texts(
            articles.iter().map(|article| (article.text.as_str(), CodePoints::new(&article.text))).collect(),
        )
    }

    /// The span in code points; a span that does not fit its text is written empty, at the nearest place.
    pub(super) fn span(&self, article: ArticleId, span: Span) -> SpanRecord<'d> {
        let Some((text, points)) = self.0.get(article.index()) else {
            return SpanRecord { start: 0, end: 0, quote: "" };
        };
        let (start, end) = points.span(span);
        match text.get(span.range()) {
            Some(quote) => SpanRecord { start, end, quote },
            None => SpanRecord { start, end: start, quote: "" },
        }
    }

    pub(super) fn place(&self, article: ArticleId, span: Span) -> PlaceRecord<'d> {
        PlaceRecord { article: Id(article), span: self.span(article, span) }
    }

    pub(super) fn citation(&self, cited: &'d Citation) -> CitationRecord<'d> {
        let place = self.place(cited.article, cited.span);
        CitationRecord { place, prefix: &cited.prefix, suffix: &cited.suffix }
    }
}
