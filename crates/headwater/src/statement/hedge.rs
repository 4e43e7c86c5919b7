//! Hedges: words that weaken a statement.

use super::lexicon::lexicon;
use super::reading::Reading;
use crate::text::Span;

/// Every hedge of an article, found once and handed out by place.
pub(super) struct Hedges(Vec<Span>);

impl Hedges {
    pub(super) fn new(reading: &Reading) -> Self {
        let single = (0..reading.found.tokens.len())
            .filter(|&at| lexicon().is_hedge(&reading.lower(at)) && !is_month(reading, at))
            .map(|at| reading.span(at));
        let mut all: Vec<Span> = single.chain(phrases(reading.text)).collect();
        all.sort_by_key(|span| (span.start, usize::MAX - span.end));
        let mut end = 0;
        all.retain(|span| {
            let outside = span.start >= end;
            end = end.max(span.end);
            outside
        });
        Hedges(all)
    }

    /// The hedges that lie in a span.
    pub(super) fn within(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let first = self.0.partition_point(|hedge| hedge.start < span.start);
        self.0.iter().skip(first).take_while(move |hedge| hedge.end <= span.end).copied()
    }
}

/// "May" with a capital inside a sentence is the month.
fn is_month(reading: &Reading, at: usize) -> bool {
    reading.words(at) == "May" || (reading.lower(at) == "may" && reading.xpos(at) != "MD")
}

fn phrases(text: &str) -> Vec<Span> {
    // Only ASCII letters change in length-preserving lower case, so places stay places.
    let lower = text.to_ascii_lowercase();
    let mut all = Vec::new();
    for phrase in lexicon().hedge_phrases() {
        for (start, found) in lower.match_indices(phrase.as_str()) {
            let end = start + found.len();
            let before = lower.get(..start).and_then(|text| text.chars().next_back());
            let after = lower.get(end..).and_then(|text| text.chars().next());
            if !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric) {
                all.push(Span::new(start, end));
            }
        }
    }
    all
}
