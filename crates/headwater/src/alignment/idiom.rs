//! Passages that a person knows for idiom: shared, and no sign of copying.

use std::collections::BTreeMap;

use super::passage::{Passage, PassageKind, Place};
use crate::article::corrected::short;
use crate::article::{Article, ArticleId};
use crate::corrections::{Correction, Corrections, EntryId, Fate, Finder, Idle, Quote};
use crate::text::Span;
use crate::text::fold::{Fold, words};

/// Words that make a passage: what is left beside the idiom must be fewer to be none of its own.
const PASSAGE: usize = 8;

/// Makes boilerplate of the passages that are idiom by a person's word, wherever they stand.
pub fn mark(articles: &[Article], passages: &mut [Passage], corrections: &Corrections) -> Vec<Fate<usize>> {
    let mut finder = Finder::default();
    let mut marked: Vec<usize> = Vec::new();
    let mut fates = Vec::new();
    for (id, entry) in corrections.numbered() {
        let Correction::Idiom(quote) = &entry.what else { continue };
        let mut seen = Seen::default();
        let mut known: BTreeMap<ArticleId, Vec<Span>> = BTreeMap::new();
        let mut idiom = |article: &Article| {
            let find = || finder.find(article.id, &article.text, quote);
            known.entry(article.id).or_insert_with(find).clone()
        };
        let on = |(place, passage): (usize, &Passage)| {
            is_idiom(articles, passage, &mut idiom, &mut seen).then_some(place)
        };
        let on: Vec<usize> = passages.iter().enumerate().filter_map(on).collect();
        let by_itself =
            |place: &usize| passages.get(*place).is_some_and(|it| it.kind == PassageKind::Boilerplate);
        marked.extend(&on);
        fates.push(match on.is_empty() {
            true => Fate::idle(id, seen.why(quote)),
            false if on.iter().all(by_itself) => Fate { on, ..Fate::idle(id, Idle::agreed()) },
            false => acting(id, on, passages),
        });
    }
    for place in marked {
        if let Some(passage) = passages.get_mut(place) {
            passage.kind = PassageKind::Boilerplate;
        }
    }
    fates
}

fn acting(id: EntryId, on: Vec<usize>, passages: &[Passage]) -> Fate<usize> {
    let is_quotation =
        on.iter().filter_map(|place| passages.get(*place)).any(|it| it.kind == PassageKind::Quotation);
    let before = if is_quotation {
        "the same quotation in two articles"
    } else {
        "wording that one took from another"
    };
    Fate { instead_of: Some(before.to_owned()), ..Fate::applied(id, on) }
}

/// Why no passage is idiom.
#[derive(Debug, Default)]
struct Seen {
    /// The words stand in longer passages.
    inside: bool,
    /// They are most of an article.
    whole: bool,
}

impl Seen {
    fn why(&self, quote: &Quote) -> Idle {
        let words = short(&quote.exact);
        if self.whole {
            return Idle::refused(format!("“{words}” is most of an article, which no idiom is"));
        }
        if self.inside {
            return Idle::missing(format!("“{words}” stands in longer passages only, and they stay"));
        }
        Idle::missing(format!("no passage is “{words}”"))
    }
}

/// Whether a passage is nothing but the words that `idiom` finds in an article, and fewer than a passage's beside them.
fn is_idiom(
    articles: &[Article],
    passage: &Passage,
    idiom: &mut impl FnMut(&Article) -> Vec<Span>,
    seen: &mut Seen,
) -> bool {
    let mut is_whole = false;
    let mut side = |place: Place| {
        let article = articles.get(place.article.index())?;
        let idiom: Vec<Span> = idiom(article).into_iter().filter(|span| span.overlaps(place.span)).collect();
        if idiom.is_empty() {
            return None;
        }
        if place.span.len() * 2 > article.text.trim().len() {
            is_whole = true;
            return None;
        }
        let inside = words(place.span.of(&article.text), Fold::Typography);
        let is_left = |span: Span| {
            let span = Span::new(span.start + place.span.start, span.end + place.span.start);
            !idiom.iter().any(|idiom| idiom.contains(span))
        };
        let left = inside.iter().filter(|word| is_left(word.span())).count();
        seen.inside |= left >= PASSAGE;
        Some(left < PASSAGE)
    };
    let sides = [side(passage.a), side(passage.b)];
    seen.whole |= is_whole;
    // Edited wording may hold the words on one side alone.
    sides.contains(&Some(true)) && !sides.contains(&Some(false)) && !is_whole
}
