//! Piles whose articles hold little of their own: pages that are all furniture, or put together from a few texts (forms, lists,
//! footers). What they share shows no copying, and nothing in the pile can tell that: so the reader is told.

use std::collections::BTreeMap;

use super::pile::{Pile, WALLED};
use super::{Passage, PassageKind};
use crate::article::ArticleId;
use crate::notice::{Notice, Severity};
use crate::text::Span;

/// In a pile of so many articles it is worth telling that they hold little of their own.
const MANY: usize = 20;
/// Wording that so many other articles hold is nobody's own.
const HELD: i32 = 10;

/// Tells where most articles of a pile hold nothing but furniture, or nothing but what many others hold.
pub(super) fn listed(pile: &Pile, found: &[Passage]) -> Vec<Notice> {
    let all = pile.articles.len();
    let most = |count: usize| all >= MANY && count * 4 >= all * 3;
    let bare = (0..all).filter(|nth| is_bare(pile, *nth)).count();
    let shared = if all >= MANY { shared(pile, found) } else { 0 };
    let bare = most(bare).then(|| {
        format!(
            "all that {bare} of {all} articles hold is furniture or boilerplate, so they share no passages: \
             look whether the text of the stories was left out when they were saved"
        )
    });
    let shared = most(shared).then(|| {
        format!(
            "nearly all the wording of {shared} of {all} articles stands in {HELD} others or more: where they are pages put \
             together from a few texts it shows no copying, and can be marked as an idiom in corrections.toml"
        )
    });
    bare.into_iter().chain(shared).map(|message| Notice::new(Severity::Warning, message)).collect()
}

/// Whether an article holds words, and none outside furniture and house style.
fn is_bare(pile: &Pile, nth: usize) -> bool {
    let words = pile.articles.get(nth).is_some_and(|article| article.text.contains(char::is_alphanumeric));
    words && pile.stock.marks(nth).iter().all(|mark| mark & WALLED != 0)
}

/// How many articles hold nearly nothing that is not in many others.
fn shared(pile: &Pile, found: &[Passage]) -> usize {
    let mut spans: BTreeMap<ArticleId, Vec<Span>> = BTreeMap::new();
    for passage in found.iter().filter(|passage| passage.kind == PassageKind::Prose) {
        for place in [passage.a, passage.b] {
            spans.entry(place.article).or_default().push(place.span);
        }
    }
    let common = |id: &ArticleId, length: usize| {
        let own = spans.get(id).map_or(0, |own| held_by_many(own));
        length > 0 && own * 10 >= length * 9
    };
    pile.articles.iter().filter(|article| common(&article.id, article.text.trim().len())).count()
}

/// How much of a text, in bytes, lies in [`HELD`] of some spans or more.
fn held_by_many(spans: &[Span]) -> usize {
    let mut edges: Vec<(usize, i32)> =
        spans.iter().flat_map(|span| [(span.start, 1), (span.end, -1)]).collect();
    edges.sort_unstable();
    let (mut depth, mut from, mut held) = (0, 0, 0);
    for (at, step) in edges {
        if depth >= HELD {
            held += at - from;
        }
        (depth, from) = (depth + step, at);
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_many_spans_hold_is_measured() {
        let spans: Vec<Span> = (0..12).map(|n| Span::new(n, 100)).collect();
        assert_eq!(held_by_many(&spans), 91);
        assert_eq!(held_by_many(&spans[..9]), 0);
    }
}
