//! Records as bytes: articles and passages as JSON, words and names as numbers one after the other, lowest byte first.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::super::pile::Packed;
use super::super::{Direction, Edit, Passage, PassageKind, Place, Spun};
use super::Name;
use crate::article::{Article, ArticleId, Credit, DateMethod, Furniture, FurnitureKind, Published};
use crate::capture::Digest;
use crate::edtf::Edtf;
use crate::text::Span;

/// A span as it is kept: bytes.
type Kept = [usize; 2];

fn kept(span: Span) -> Kept {
    [span.start, span.end]
}

fn span(kept: Kept) -> Span {
    Span::new(kept[0], kept[1])
}

/// An article as it is kept.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    path: Cow<'a, str>,
    capture: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    headline: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    headline_span: Option<Kept>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    byline: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    outlet: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    url: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    published: Option<(String, String, Option<Kept>)>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    language: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    furniture: Vec<(usize, usize, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    credits: Vec<(String, Option<Kept>)>,
    text: Cow<'a, str>,
}

pub(super) fn of_article(article: &Article) -> Vec<u8> {
    let some = |text: &'_ Option<String>| text.as_deref().map(|text| Cow::Owned(text.to_owned()));
    let record = Record {
        path: Cow::Borrowed(&article.path),
        capture: article.capture.to_string(),
        headline: some(&article.headline),
        headline_span: article.headline_span.map(kept),
        byline: some(&article.byline),
        outlet: some(&article.outlet),
        url: some(&article.url),
        published: article.published.as_ref().map(|published| {
            let (value, method) = (published.value.as_str().to_owned(), published.method.name().to_owned());
            (value, method, published.span.map(kept))
        }),
        language: some(&article.language),
        furniture: article
            .furniture
            .iter()
            .map(|piece| (piece.span.start, piece.span.end, piece.kind.name().to_owned()))
            .collect(),
        credits: article.credits.iter().map(|credit| (credit.name.clone(), credit.span.map(kept))).collect(),
        text: Cow::Borrowed(&article.text),
    };
    serde_json::to_vec(&record).unwrap_or_default()
}

/// The article that [`of_article`] wrote, with its number in the index; `None` where the bytes are none.
pub(super) fn article(bytes: &[u8], id: ArticleId) -> Option<Article> {
    let record: Record = serde_json::from_slice(bytes).ok()?;
    let own = |text: Option<Cow<str>>| text.map(Cow::into_owned);
    let published = match record.published {
        None => None,
        Some((value, method, at)) => {
            let method = METHODS.into_iter().find(|one| one.name() == method)?;
            Some(Published { value: Edtf::new(value), method, span: at.map(span), contradicted: false })
        }
    };
    let furniture = record.furniture.into_iter().map(|(start, end, kind)| {
        let kind = FURNITURE.into_iter().find(|one| one.name() == kind)?;
        Some(Furniture { span: Span::new(start, end), kind })
    });
    let credits = record.credits.into_iter().map(|(name, at)| Credit { name, span: at.map(span) });
    Some(Article {
        id,
        capture: digest(&record.capture)?,
        path: record.path.into_owned(),
        headline: own(record.headline),
        headline_span: record.headline_span.map(span),
        byline: own(record.byline),
        outlet: own(record.outlet),
        url: own(record.url),
        published,
        language: own(record.language),
        furniture: furniture.collect::<Option<_>>()?,
        credits: credits.collect(),
        text: record.text.into_owned(),
    })
}

const METHODS: [DateMethod; 4] = [DateMethod::Given, DateMethod::Metadata, DateMethod::Text, DateMethod::Url];
const FURNITURE: [FurnitureKind; 6] = [
    FurnitureKind::Promotion,
    FurnitureKind::Caption,
    FurnitureKind::Related,
    FurnitureKind::Navigation,
    FurnitureKind::Credit,
    FurnitureKind::Dateline,
];

fn digest(written: &str) -> Option<Digest> {
    let digits = written.strip_prefix("sha256:").filter(|digits| digits.len() == 64)?;
    let (pairs, _) = digits.as_bytes().as_chunks::<2>();
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(pairs) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(Digest(bytes))
}

/// Words: how many there are, then the keys, the marks and the far distances.
pub(super) fn of_packed(packed: &Packed) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(4 + packed.keys.len() * 5 + packed.far.len());
    bytes.extend((packed.keys.len() as u32).to_le_bytes());
    bytes.extend(packed.keys.iter().flat_map(|number| number.to_le_bytes()));
    bytes.extend_from_slice(&packed.marks);
    bytes.extend_from_slice(&packed.far);
    bytes
}

/// The words that [`of_packed`] wrote; what they tell is left open.
pub(super) fn packed(bytes: &[u8]) -> Option<Packed> {
    let (words, rest) = bytes.split_first_chunk::<4>()?;
    let words = u32::from_le_bytes(*words) as usize;
    let (keys, rest) = rest.split_at_checked(words.checked_mul(4)?)?;
    let (marks, far) = rest.split_at_checked(words)?;
    let keys = keys.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four)).collect();
    Some(Packed { keys, weights: Vec::new(), marks: marks.to_vec(), far: far.to_vec() })
}

/// A passage as it is kept.
#[derive(Serialize, Deserialize)]
struct Line {
    a: (u32, usize, usize),
    b: (u32, usize, usize),
    edit: u8,
    kind: u8,
    similarity: f64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    spun: Option<(usize, usize)>,
    direction: u8,
    because: String,
}

const EDITS: [Edit; 3] = [Edit::Verbatim, Edit::Light, Edit::Heavy];
const KINDS: [PassageKind; 3] = [PassageKind::Prose, PassageKind::Quotation, PassageKind::Boilerplate];
const DIRECTIONS: [Direction; 3] = [Direction::AToB, Direction::BToA, Direction::Unknown];

pub(super) fn of_passages(passages: &[Passage]) -> Vec<u8> {
    let place = |place: Place| (place.article.0, place.span.start, place.span.end);
    let line = |passage: &Passage| Line {
        a: place(passage.a),
        b: place(passage.b),
        edit: number(&EDITS, passage.edit),
        kind: number(&KINDS, passage.kind),
        similarity: passage.similarity,
        spun: passage.spun.map(|spun| (spun.replaced, spun.words)),
        direction: number(&DIRECTIONS, passage.direction),
        because: passage.because.clone(),
    };
    let lines: Vec<Line> = passages.iter().map(line).collect();
    serde_json::to_vec(&lines).unwrap_or_default()
}

fn number<T: PartialEq>(all: &[T], one: T) -> u8 {
    all.iter().position(|other| *other == one).unwrap_or_default() as u8
}

/// The passages that [`of_passages`] wrote.
pub(super) fn passages(bytes: &[u8]) -> Option<Vec<Passage>> {
    let lines: Vec<Line> = serde_json::from_slice(bytes).ok()?;
    let place = |(article, start, end)| Place { article: ArticleId(article), span: Span::new(start, end) };
    let passage = |line: Line| {
        Some(Passage {
            a: place(line.a),
            b: place(line.b),
            edit: *EDITS.get(usize::from(line.edit))?,
            kind: *KINDS.get(usize::from(line.kind))?,
            similarity: line.similarity,
            spun: line.spun.map(|(replaced, words)| Spun { replaced, words }),
            direction: *DIRECTIONS.get(usize::from(line.direction))?,
            because: line.because,
        })
    };
    lines.into_iter().map(passage).collect()
}

/// By what articles and their texts are known again: 32 bytes an article.
pub(super) fn of_names(names: &[(Name, Name)]) -> Vec<u8> {
    names.iter().flat_map(|(name, text)| [*name, *text]).flatten().collect()
}

/// What [`of_names`] wrote of so many articles.
pub(super) fn names(bytes: &[u8], articles: u32) -> Option<Vec<(Name, Name)>> {
    let (pairs, rest) = bytes.as_chunks::<32>();
    let half = |pair: &[u8; 32], first: usize| std::array::from_fn(|at| pair[first + at]);
    (rest.is_empty() && pairs.len() == articles as usize)
        .then(|| pairs.iter().map(|pair| (half(pair, 0), half(pair, 16))).collect())
}

/// Runs of words and the article from which each is house style: 12 bytes a run.
pub(super) fn of_runs(runs: &[(u64, u32)]) -> Vec<u8> {
    runs.iter().flat_map(|(run, from)| run.to_le_bytes().into_iter().chain(from.to_le_bytes())).collect()
}

/// The runs that [`of_runs`] wrote.
pub(super) fn runs(bytes: &[u8]) -> Option<Vec<(u64, u32)>> {
    let (twelves, rest) = bytes.as_chunks::<12>();
    let run = |bytes: &[u8; 12]| {
        let (run, from) = bytes.split_first_chunk::<8>()?;
        Some((u64::from_le_bytes(*run), u32::from_le_bytes(from.try_into().ok()?)))
    };
    if rest.is_empty() { twelves.iter().map(run).collect() } else { None }
}
