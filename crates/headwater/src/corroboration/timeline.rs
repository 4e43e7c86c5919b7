//! What happened, what was said and what was published, in order of time, each kept apart.

use std::collections::BTreeMap;

use super::places::Places;
use super::{Moment, MomentKind};
use crate::alignment::Reading;
use crate::alignment::passage::Place;
use crate::annotation::{Time, TimeKind};
use crate::article::{Article, ArticleId};
use crate::statement::{Statement, StatementId};
use crate::text::Span;

/// The timeline, sorted by the first day that each value may mean.
pub(super) fn timeline(reading: Reading<'_>) -> Vec<Moment> {
    let places = Places::new(reading);
    let said = said(reading.statements);
    let mut moments: Vec<Moment> = reading.articles.iter().filter_map(publication).collect();
    for article in reading.articles {
        let times = reading.annotations.get(article.id.index()).map_or(&[][..], |found| &found.times);
        for (place, time) in times.iter().enumerate().filter(|(_, time)| is_moment(article, time)) {
            let (kind, statement) = match said.get(&(article.id, place)) {
                Some(&id) => (MomentKind::Statement, Some(id)),
                None => (MomentKind::Event, innermost(reading, &places, article.id, time.span)),
            };
            // What else a neighbour tells of belongs to its own story.
            if statement.is_none() && reading.stories.is_neighbour(article.id) {
                continue;
            }
            moments.extend(moment(article.id, time, kind, statement));
        }
    }
    moments.sort_by_cached_key(order);
    moments
}

/// The first statement of each time by which something was said.
fn said(statements: &[Statement]) -> BTreeMap<(ArticleId, usize), StatementId> {
    let mut found = BTreeMap::new();
    for (n, statement) in (0u32..).zip(statements) {
        if let Some(time) = statement.said {
            found.entry((statement.article, time)).or_insert(StatementId(n));
        }
    }
    found
}

fn publication(article: &Article) -> Option<Moment> {
    let published = article.published.as_ref()?;
    let first = article.text.chars().next().map_or(0, char::len_utf8);
    Some(Moment {
        value: published.value.clone(),
        kind: MomentKind::Publication,
        statement: None,
        article: article.id,
        span: published.span.unwrap_or(Span::new(0, first)),
        relative_to: None,
    })
}

/// Whether the time stands in the story and says when something was, not how long or how often.
fn is_moment(article: &Article, time: &Time) -> bool {
    let is_dateline =
        article.published.as_ref().and_then(|it| it.span).is_some_and(|it| it.overlaps(time.span));
    matches!(time.kind, TimeKind::Date | TimeKind::Time) && !is_dateline && !article.is_furniture(time.span)
}

fn moment(
    article: ArticleId,
    time: &Time,
    kind: MomentKind,
    statement: Option<StatementId>,
) -> Option<Moment> {
    let value = time.value.clone().filter(|value| value.bounds().is_some())?;
    Some(Moment { value, kind, statement, article, span: time.span, relative_to: time.relative_to })
}

/// The statement with the shortest content that holds the span.
fn innermost(reading: Reading<'_>, places: &Places, article: ArticleId, span: Span) -> Option<StatementId> {
    let near = places.in_place(Place { article, span }).iter().filter_map(|&id| {
        let statement = reading.statements.get(id.index())?;
        let holds = statement.content.iter().any(|content| content.contains(span));
        holds.then(|| (statement.content_span().len(), id))
    });
    near.min().map(|(_, id)| id)
}

/// By the first day, then the last, then what is written.
fn order(moment: &Moment) -> impl Ord + use<> {
    let Moment { value, kind, article, span, .. } = moment;
    (value.bounds(), value.clone(), *kind, *article, *span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corroboration::testing::Story;

    #[test]
    fn events_statements_and_publications_are_kept_apart() {
        let mut story = Story::default();
        let text = "Ana Petrov told the Post on Monday that forty men left in March.";
        let a = story.article("Harbour Post", text);
        story.published(a, "2021-05-04");
        story.time(a, "on Monday", "2021-05-03");
        story.time(a, "March", "2021-03");
        let said = story.said(a, "Ana Petrov", "forty men left in March");
        story.said_on(said, 0);
        let told: Vec<_> = timeline(story.reading())
            .into_iter()
            .map(|it| (it.value.as_str().to_owned(), it.kind, it.statement))
            .collect();
        assert_eq!(
            told,
            [
                ("2021-03".to_owned(), MomentKind::Event, Some(said)),
                ("2021-05-03".to_owned(), MomentKind::Statement, Some(said)),
                ("2021-05-04".to_owned(), MomentKind::Publication, None),
            ]
        );
    }

    #[test]
    fn what_cannot_be_placed_is_left_out() {
        let mut story = Story::default();
        let a = story.article("Harbour Post", "It lasted two months.");
        story.time(a, "two months", "P2M");
        assert_eq!(timeline(story.reading()), []);
    }
}
