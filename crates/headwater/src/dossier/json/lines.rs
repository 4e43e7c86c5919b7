//! Passages alone, one line of JSON each: for piles of which no dossier is made.

use std::collections::BTreeMap;

use serde::Serialize;

use super::found::{MannerRow, manner};
use crate::alignment::passage::Passage;
use crate::article::{Article, ArticleId};
use crate::text::{CodePoints, Span};

#[derive(Serialize)]
struct Line<'d> {
    a: Side<'d>,
    b: Side<'d>,
    #[serde(flatten)]
    manner: MannerRow<'d>,
}

/// One side of a passage. An article is named by what is known of it: its number would tell nothing outside of a run.
#[derive(Serialize)]
struct Side<'d> {
    file: &'d str,
    capture: String,
    outlet: Option<&'d str>,
    url: Option<&'d str>,
    published: Option<&'d str>,
    start: usize,
    end: usize,
    quote: &'d str,
}

/// Writes passages as lines of JSON: offsets in code points, unknown values `null`.
pub fn passages(passages: &[Passage], articles: &BTreeMap<ArticleId, &Article>) -> String {
    let points: BTreeMap<ArticleId, CodePoints<'_>> =
        articles.iter().map(|(id, article)| (*id, CodePoints::new(&article.text))).collect();
    let side = |id: ArticleId, span: Span| {
        let (article, points) = (articles.get(&id)?, points.get(&id)?);
        let (start, end) = points.span(span);
        Some(Side {
            file: &article.path,
            capture: article.capture.to_string(),
            outlet: article.outlet.as_deref(),
            url: article.url.as_deref(),
            published: article.published.as_ref().map(|published| published.value.as_str()),
            start,
            end,
            quote: span.of(&article.text),
        })
    };
    let line = |passage: &Passage| {
        let line = Line {
            a: side(passage.a.article, passage.a.span)?,
            b: side(passage.b.article, passage.b.span)?,
            manner: manner(passage),
        };
        serde_json::to_string(&line).ok()
    };
    passages.iter().filter_map(line).fold(String::new(), |lines, line| lines + &line + "\n")
}
