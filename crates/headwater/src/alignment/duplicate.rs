//! Near-duplicates: articles that are one article but for a few words. They are grouped, and each is still shown.

use std::collections::BTreeMap;

use super::passage::{Passage, PassageKind};
use super::union::Union;
use crate::article::{Article, ArticleId};
use crate::text::Span;

/// This part of the words of both stands in the other: so much as a lightly edited passage keeps.
const KEPT: f64 = 0.8;

/// The groups of near-duplicates, each sorted, in order of their first article.
///
/// An article is in a group when it is near one of its members: a text that was changed a little each time that it was
/// passed on makes one group.
pub fn near_duplicates(articles: &[Article], passages: &[Passage]) -> Vec<Vec<ArticleId>> {
    let mut pairs: BTreeMap<(ArticleId, ArticleId), Vec<&Passage>> = BTreeMap::new();
    for passage in passages.iter().filter(|passage| passage.kind != PassageKind::Boilerplate) {
        pairs.entry((passage.a.article, passage.b.article)).or_default().push(passage);
    }
    let lengths: Vec<usize> = articles.iter().map(length).collect();
    let length = |article: ArticleId| lengths.get(article.index()).copied().unwrap_or_default() as f64;
    let mut sets = Union::new(articles.len());
    for ((a, b), shared) in pairs {
        let enough = |kept: f64, article: ArticleId| kept > 0.0 && kept >= KEPT * length(article);
        let sides = [(a, kept(&shared, |it| it.a.span)), (b, kept(&shared, |it| it.b.span))];
        if sides.into_iter().all(|(article, kept)| enough(kept, article)) {
            sets.join(a.index(), b.index());
        }
    }
    let mut groups: BTreeMap<usize, Vec<ArticleId>> = BTreeMap::new();
    for article in articles {
        groups.entry(sets.find(article.id.index())).or_default().push(article.id);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// The bytes of an article that are no furniture.
fn length(article: &Article) -> usize {
    let furniture: usize = article.furniture.iter().map(|piece| piece.span.len()).sum();
    article.text.trim().len().saturating_sub(furniture)
}

/// How many bytes of one side the passages cover, each for as much of its words as was kept.
fn kept(shared: &[&Passage], side: impl Fn(&Passage) -> Span) -> f64 {
    let mut spans: Vec<(Span, f64)> = shared.iter().map(|it| (side(it), it.similarity)).collect();
    spans.sort_by_key(|(span, _)| (span.start, span.end));
    let mut end = 0;
    let mut sum = 0.0;
    for (span, similarity) in spans {
        let fresh = span.end.saturating_sub(span.start.max(end));
        sum += fresh as f64 * similarity;
        end = end.max(span.end);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::passage::passages;

    const LOCK: &str = "The lock at Verrin gave way on Monday night, and the lower town stood under water by morning. \
        Boats took nine hundred people off their roofs, the harbour office said. The mayor had asked for new gates twice. \
        Nobody could say on Tuesday how many cellars were lost, or who would pay for the pumps that had been sent for.";

    fn groups(texts: &[&str]) -> Vec<Vec<ArticleId>> {
        let articles: Vec<Article> = (0..)
            .zip(texts)
            .map(|(at, text)| Article { id: ArticleId(at), ..Article::of_text((*text).to_owned()) })
            .collect();
        near_duplicates(&articles, &passages(&articles).value)
    }

    #[test]
    fn an_article_with_a_few_words_changed_is_a_near_duplicate() {
        let changed = LOCK.replace("nine hundred", "some 900").replace("by morning", "before dawn");
        let other =
            "Rain fell on the hills for a week. Farmers moved their herds to the upper meadows of Sollen.";
        assert_eq!(groups(&[LOCK, other, &changed, LOCK]), [[ArticleId(0), ArticleId(2), ArticleId(3)]]);
    }

    #[test]
    fn whoever_takes_a_part_is_none() {
        let more = "Engineers had warned of the gates for years. A report to the council lay unread in a drawer. \
            The water board will meet on Friday, and its chairman has said that he will resign whatever it finds. \
            Trains to the coast were cancelled. The school at Ansel became a shelter for those who had nowhere to go.";
        let round_up = format!("{LOCK} {more}");
        assert_eq!(groups(&[LOCK, &round_up]), Vec::<Vec<ArticleId>>::new());
    }
}
