//! Wording that two reporters may have found for themselves.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::alignment::Reading;
use crate::alignment::passage::{Passage, PassageKind, Place};
use crate::annotation::{Form, Upos};
use crate::article::ArticleId;
use crate::text::Span;

/// Below this share of words kept, what two leads share is mostly the names of what they tell.
const LOOSE: f64 = 0.5;
/// Up to so many words, names and times aside, two reporters may find for one thing where their articles share no others:
/// headlines and leads tell who did what in words that lie near.
const SLIGHT: usize = 12;

/// Passages of prose that are all that two articles share and few enough for two reporters who tell one thing to find for
/// themselves: no more than a hint that one of them had it from the other.
pub(super) struct Slight<'r> {
    reading: Reading<'r>,
    /// The passages that are all that their articles share, with whether they are slight, once it was asked.
    sole: BTreeMap<usize, OnceLock<bool>>,
}

impl<'r> Slight<'r> {
    pub(super) fn new(reading: Reading<'r>) -> Self {
        let mut between: BTreeMap<(ArticleId, ArticleId), Vec<usize>> = BTreeMap::new();
        let copied = reading.passages.iter().enumerate();
        for (place, passage) in copied.filter(|(_, it)| it.kind != PassageKind::Boilerplate) {
            between.entry((passage.a.article, passage.b.article)).or_default().push(place);
        }
        let sole = between.into_values().filter(|own| own.len() == 1).flatten();
        Slight { reading, sole: sole.map(|place| (place, OnceLock::new())).collect() }
    }

    /// Whether the passage at this place in the list is slight.
    pub(super) fn holds(&self, place: usize) -> bool {
        let known = self.sole.get(&place).zip(self.reading.passages.get(place));
        known.is_some_and(|(known, passage)| *known.get_or_init(|| is_slight(self.reading, passage)))
    }
}

fn is_slight(reading: Reading<'_>, passage: &Passage) -> bool {
    // Who has most of an article has it from somewhere, however short it is.
    let most = |side: Place| {
        let article = reading.articles.get(side.article.index());
        article.is_some_and(|article| side.span.len() * 3 > article.text.len())
    };
    let few = || passage.similarity < LOOSE || words_shared(reading, passage) <= SLIGHT;
    passage.kind == PassageKind::Prose && !most(passage.a) && !most(passage.b) && few()
}

/// How many words both sides of a passage have, names and times aside: who writes of a thing names it.
fn words_shared(reading: Reading<'_>, passage: &Passage) -> usize {
    let article = passage.a.article.index();
    let Some(found) = reading.annotations.get(article) else { return usize::MAX };
    let named = |token: Span| {
        let begun = found.mentions.partition_point(|mention| mention.span.start <= token.start);
        let mut names = found.mentions[..begun].iter().rev().take(3).filter(|it| it.form == Form::Name);
        let over = found.times.partition_point(|time| time.span.end <= token.start);
        names.any(|mention| mention.span.contains(token))
            || found.times.get(over).is_some_and(|time| time.span.contains(token))
    };
    let steps = passage.difference(reading.articles);
    let kept = |span: Span| {
        let tokens = found.tokens_in(span).filter_map(|at| found.tokens.get(at));
        let words = tokens.filter(|token| token.upos != Upos::Punct && !named(token.span));
        words.count()
    };
    match steps.is_empty() {
        true => kept(passage.a.span),
        false => steps.iter().filter(|step| step.same && !step.a.is_empty()).map(|step| kept(step.a)).sum(),
    }
}
