//! Articles: one published item each, read out of a capture, with all that is known about it.
//!
//! Furniture (promotion, captions, "Read more") is marked and never deleted. From here on nothing
//! fails: what is unsure becomes a [`Notice`].

pub(crate) mod agency;
pub mod corrected;
mod date;
mod decode;
mod furniture;
mod gather;
mod head;
mod html;
mod language;
mod lines;
mod metadata;
mod plain;
mod toolbar;

use rayon::prelude::*;

use crate::capture::{Capture, Digest, MediaType};
use crate::corrections::{Corrections, Fate};
use crate::edtf::Edtf;
use crate::notice::{Noted, Notice, Severity};
use crate::text::Span;
pub(crate) use head::credits_pictures;
pub(crate) use html::host;
pub use metadata::Metadata;

/// The number of an article in this run, from zero in the order of the captures' paths; shown as `a1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

impl ArticleId {
    /// The place in the list of articles.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl std::fmt::Display for ArticleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a{}", self.0 + 1)
    }
}

/// One published item (schema.org `NewsArticle`).
#[derive(Clone, Debug)]
pub struct Article {
    /// Its number in this run.
    pub id: ArticleId,
    /// The capture that it was read from.
    pub capture: Digest,
    /// The capture's path.
    pub path: String,
    /// The headline.
    pub headline: Option<String>,
    /// Where the headline stands in `text`, if it does.
    pub headline_span: Option<Span>,
    /// Who wrote it, as signed.
    pub byline: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// ISO 639-1 code of its language, where it could be told; `und` for one that is not English and could not.
    pub language: Option<String>,
    /// The whole text, furniture included.
    pub text: String,
    /// What is not the story, sorted by place, without overlaps.
    pub furniture: Vec<Furniture>,
    /// Agencies and outlets credited for it ("(AFP)", "Source: Reuters", "By X / Foreign Policy"), sorted by place.
    pub credits: Vec<Credit>,
}

impl Article {
    /// Whether `span` stands in a credit: a byline, a line on who edited the story.
    pub fn is_credit(&self, span: Span) -> bool {
        self.furniture.iter().any(|piece| piece.kind == FurnitureKind::Credit && piece.span.overlaps(span))
    }

    /// Whether more than half of `span` is furniture.
    pub fn is_furniture(&self, span: Span) -> bool {
        let covered: usize =
            self.furniture.iter().filter_map(|piece| piece.span.intersection(span)).map(Span::len).sum();
        covered * 2 > span.len()
    }

    /// The English name of its language.
    pub fn language_name(&self) -> &'static str {
        self.language.as_deref().map_or("an unknown language", language::name)
    }

    /// The outlet's name, or the name of the capture's file where it is not known.
    pub fn label(&self) -> &str {
        let file = self.path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&self.path);
        self.outlet.as_deref().unwrap_or(file)
    }
}

/// When an article was published, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The date, as precise as it is known.
    pub value: Edtf,
    /// How it is known.
    pub method: DateMethod,
    /// Where the text says so.
    pub span: Option<Span>,
    /// Whether the text contradicts it: then it does not tell which of two articles came first.
    pub contradicted: bool,
}

/// How a date of publication is known, the most reliable first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateMethod {
    /// The user gave it (`--metadata`, a JSON line).
    Given,
    /// The page's metadata say it (JSON-LD, `<meta>`, `<time>`).
    Metadata,
    /// The text says it (a dateline, a "Published" line).
    Text,
    /// The address holds it.
    Url,
}

impl DateMethod {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            DateMethod::Given => "given",
            DateMethod::Metadata => "metadata",
            DateMethod::Text => "text",
            DateMethod::Url => "url",
        }
    }
}

/// A stretch of text that is not the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Furniture {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: FurnitureKind,
}

/// Kinds of furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FurnitureKind {
    /// Appeals for money, subscriptions, petitions, advertisements.
    Promotion,
    /// The words under a picture or a film.
    Caption,
    /// Pointers to other stories ("READ: …", "More news: …", "Read the full story here.").
    Related,
    /// Menus, share buttons, counters, breadcrumbs, print marks.
    Navigation,
    /// Bylines, agency signatures, copyright lines.
    Credit,
    /// Datelines and lines that only say when it was published.
    Dateline,
}

impl FurnitureKind {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            FurnitureKind::Promotion => "promotion",
            FurnitureKind::Caption => "caption",
            FurnitureKind::Related => "related",
            FurnitureKind::Navigation => "navigation",
            FurnitureKind::Credit => "credit",
            FurnitureKind::Dateline => "dateline",
        }
    }
}

/// An agency or outlet that an article credits for its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Who is credited, by the full name where the short one is known ("AFP" → "Agence France-Presse").
    pub name: String,
    /// Where the text says so; `None` when only metadata do.
    pub span: Option<Span>,
}

impl Article {
    /// An article that is only a text: for reading one without a file.
    pub fn of_text(text: impl Into<String>) -> Self {
        let text = text.into();
        Article::bare(Digest::of(text.as_bytes()), String::new(), text)
    }

    /// An article of `capture` with this text, of which nothing else is known yet.
    fn of(capture: &Capture, text: String) -> Self {
        Article::bare(capture.id, capture.path.clone(), text)
    }

    fn bare(capture: Digest, path: String, text: String) -> Self {
        Article {
            id: ArticleId(0),
            capture,
            path,
            headline: None,
            headline_span: None,
            byline: None,
            outlet: None,
            url: None,
            published: None,
            language: None,
            text,
            furniture: Vec::new(),
            credits: Vec::new(),
        }
    }
}

impl Published {
    /// A value that the user gave.
    pub fn given(value: impl Into<String>) -> Self {
        Published { value: Edtf::new(value), method: DateMethod::Given, span: None, contradicted: false }
    }

    /// A day that is known by `method`.
    fn day(day: jiff::civil::Date, method: DateMethod) -> Self {
        Published { value: Edtf::day(day), method, span: None, contradicted: false }
    }
}

/// Reads the articles out of all captures, numbered in the order of the captures.
pub fn articles(captures: &[Capture], metadata: &Metadata) -> Noted<Vec<Article>> {
    articles_corrected(captures, metadata, &Corrections::default()).0
}

/// The same, dated as a person says, with what became of what they say.
pub fn articles_corrected(
    captures: &[Capture],
    metadata: &Metadata,
    corrections: &Corrections,
) -> (Noted<Vec<Article>>, Vec<Fate<ArticleId>>) {
    let read: Vec<_> = captures.par_iter().map(read_one).collect();
    let Noted { value: mut articles, mut notices } = gather::gather(captures, read, metadata);
    let fates = corrected::dates(&mut articles, corrections);
    notices.extend(gather::undated(&articles));
    (Noted { value: articles, notices }, fates)
}

/// Reads the articles of one capture.
fn read_one(capture: &Capture) -> Noted<Vec<Article>> {
    let unpacked = capture.content();
    let mut notices: Vec<_> = decode::ending(unpacked.ending).into_iter().collect();
    let articles = match capture.media_type {
        MediaType::Text => plain::read_bytes(capture, &unpacked.bytes).into_value(&mut notices),
        MediaType::Html => html::read(capture, &unpacked.bytes).into_value(&mut notices),
        MediaType::JsonLines => lines::read(capture, &unpacked.bytes).into_value(&mut notices),
    };
    if articles.iter().all(|article| article.text.trim().is_empty()) && notices.is_empty() {
        let blank = Notice::new(Severity::Error, "no article found: there is no text in it");
        notices.push(blank.hint("save the article again, as text if its page is drawn by a script"));
    }
    let notices = notices.into_iter().map(|notice| notice.about(&capture.path)).collect();
    Noted { value: articles, notices }
}

/// The longest text of one article, in bytes: 4 MiB, a long book.
const LONGEST: usize = 4 << 20;

/// The notice for a text that is longer than an article can be.
fn too_long(text: &str) -> Option<Notice> {
    (text.len() > LONGEST).then(|| {
        let [length, most] = [text.len(), LONGEST].map(|bytes| bytes >> 20);
        let message =
            format!("not read: its text is {length} MB long, and an article of more than {most} MB is none");
        Notice::new(Severity::Error, message).hint("split it into one file for each article")
    })
}

#[cfg(test)]
mod tests;
