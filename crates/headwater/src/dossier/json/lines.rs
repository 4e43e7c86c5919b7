//! Passages alone, one line of JSON each: for piles of which no dossier is made.

use std::collections::BTreeMap;

use serde::Serialize;

use super::found::{MannerRow, manner};
use crate::alignment::passage::{Condensed, Passage, Place};
use crate::article::{Article, ArticleId};
use crate::capture::Digest;
use crate::text::CodePoints;

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
    /// The digest of the article's text: files of JSON lines hold many articles.
    text: &'d str,
    headline: Option<&'d str>,
    outlet: Option<&'d str>,
    url: Option<&'d str>,
    published: Option<&'d str>,
    start: usize,
    end: usize,
    quote: &'d str,
}

/// Writes passages as lines of JSON: offsets in code points, unknown values `null`.
pub fn passages(passages: &[Passage], articles: &BTreeMap<ArticleId, &Article>) -> String {
    let sides = Sides::of(articles);
    let line = |passage: &Passage| {
        let line = Line { a: sides.side(passage.a)?, b: sides.side(passage.b)?, manner: manner(passage) };
        serde_json::to_string(&line).ok()
    };
    passages.iter().filter_map(line).fold(String::new(), |lines, line| lines + &line + "\n")
}

#[derive(Serialize)]
struct CondensedLine<'d> {
    a: Side<'d>,
    b: Side<'d>,
    kind: &'static str,
    telling: usize,
    held: usize,
    direction: &'static str,
    because: String,
}

/// Writes what articles tell in short of each other as lines of JSON, the short side as `a`.
pub fn condensed(condensed: &[Condensed], articles: &BTreeMap<ArticleId, &Article>) -> String {
    let sides = Sides::of(articles);
    let line = |it: &Condensed| {
        let Condensed { short, long, telling, held } = *it;
        let because = format!(
            "Of the {telling} telling words of a, {held} stand in b, far apart: a condenses b, or both tell of the same thing, and the words alone do not say which."
        );
        let (a, b) = (sides.side(short)?, sides.side(long)?);
        let line = CondensedLine { a, b, kind: "condensed", telling, held, direction: "unknown", because };
        serde_json::to_string(&line).ok()
    };
    condensed.iter().filter_map(line).fold(String::new(), |lines, line| lines + &line + "\n")
}

/// Places of articles as they are written.
struct Sides<'d> {
    articles: &'d BTreeMap<ArticleId, &'d Article>,
    points: BTreeMap<ArticleId, CodePoints<'d>>,
    texts: BTreeMap<ArticleId, String>,
}

impl<'d> Sides<'d> {
    fn of(articles: &'d BTreeMap<ArticleId, &'d Article>) -> Self {
        let points = articles.iter().map(|(id, article)| (*id, CodePoints::new(&article.text))).collect();
        let digest = |article: &Article| Digest::of(article.text.as_bytes()).to_string();
        let texts = articles.iter().map(|(id, article)| (*id, digest(article))).collect();
        Sides { articles, points, texts }
    }

    fn side(&self, Place { article, span }: Place) -> Option<Side<'_>> {
        let text = self.texts.get(&article)?;
        let (article, points) = (self.articles.get(&article)?, self.points.get(&article)?);
        let (start, end) = points.span(span);
        Some(Side {
            file: &article.path,
            capture: article.capture.to_string(),
            text,
            headline: article.headline.as_deref(),
            outlet: article.outlet.as_deref(),
            url: article.url.as_deref(),
            published: article.published.as_ref().map(|published| published.value.as_str()),
            start,
            end,
            quote: span.of(&article.text),
        })
    }
}
