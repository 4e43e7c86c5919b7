//! Times of an article (TIMEX3) with their values in EDTF, reckoned from its date or from other times of the text.
//!
//! A grammar of hand-written rules reads each time from left to right, once; a second pass reckons out the
//! relative ones in order of place. The words are data (`data/times.toml`, `data/days.toml`).

mod calendar;
mod clock;
mod day_part;
mod distance;
mod doubt;
mod duration;
mod feast;
mod grammar;
mod lexicon;
mod named;
mod numeric;
mod part;
mod reading;
mod reckon;
mod relative;
mod settle;
mod slashed;
mod spoken;
mod tense;
mod year;

pub(crate) use doubt::doubt;
pub(super) use lexicon::is_day_or_month;
pub(crate) use settle::settle;

use super::Time;
use super::scan::{Gap, Pieces};
use crate::article::Article;
use crate::text::Span;

/// Every time of the article, in order of place; none overlap.
pub fn times(article: &Article) -> Vec<Time> {
    times_in(&Pieces::new(&article.text), article)
}

/// The same from pieces that were scanned already.
pub(crate) fn times_in(pieces: &Pieces<'_>, article: &Article) -> Vec<Time> {
    let found = found_in(pieces);
    reckon::reckon(pieces, &found, article, None)
}

/// What the grammar finds, in order of place.
fn found_in(pieces: &Pieces<'_>) -> Vec<reading::Found> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < pieces.len() {
        match grammar::time_at(pieces, i) {
            Some(time) => {
                i = time.end.max(i + 1);
                found.push(time);
            }
            None => i += 1,
        }
    }
    found
}

/// Every piece where a paragraph begins.
fn paragraphs(pieces: &Pieces<'_>) -> Vec<usize> {
    (0..pieces.len()).filter(|&i| pieces.gap(i) == Gap::Paragraph).collect()
}

/// Every piece where what is told of one thing begins: a paragraph, or a line of a text without empty lines.
fn stretches(pieces: &Pieces<'_>) -> Vec<usize> {
    let empty = (1..pieces.len()).any(|i| pieces.gap(i) == Gap::Paragraph);
    let end = if empty { Gap::Paragraph } else { Gap::Line };
    (0..pieces.len()).filter(|&i| pieces.gap(i) >= end).collect()
}

/// Whether most of `span` is no part of the story, so that nothing is reckoned from it.
fn is_aside(article: &Article, span: Span) -> bool {
    let from = article.furniture.partition_point(|piece| piece.span.end <= span.start);
    article.furniture.get(from).is_some_and(|piece| piece.span.overlaps(span))
}

#[cfg(test)]
pub(crate) mod tests;
