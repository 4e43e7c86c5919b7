//! What the figures of one clause are together.

use std::collections::BTreeMap;

use crate::alignment::question::Value;
use crate::alignment::question::lexicon::{LEXICON, stem};
use crate::alignment::question::point::{Point, Sort};
use crate::alignment::question::value::compatible;
use crate::annotation::Hedge;
use crate::article::ArticleId;
use crate::text::Span;

/// Reckons what the figures of one clause that count one thing are together ("two officials and five others").
pub(in crate::alignment::question) fn add_up(points: &mut [Point]) {
    type Clause = (ArticleId, Span, Sort, usize);
    let mut clauses: BTreeMap<Clause, Vec<(usize, f64)>> = BTreeMap::new();
    for (at, point) in points.iter().enumerate() {
        let Value::Number { low, high, .. } = &point.value else { continue };
        let (Some(size), Some(event)) = (low.or(*high), point.event.token) else { continue };
        let clause = (point.article, point.sentence, point.sort.clone(), event);
        if !point.counted.is_empty() || point.sort != Sort::Count {
            clauses.entry(clause).or_default().push((at, size));
        }
    }
    // "300 workers at 61 stores" count two things.
    let counted = |at: usize| points.get(at).map(|point| point.counted.clone()).unwrap_or_default();
    let one_thing = |figures: &Vec<(usize, f64)>| {
        // "Two union leaders and five other people".
        let kin = |a: &str, b: &str| {
            let (x, y) = (LEXICON.kinds_of(a), LEXICON.kinds_of(b));
            let unknown = x.is_empty() && LEXICON.is_somebody(y) || y.is_empty() && LEXICON.is_somebody(x);
            stem(a) == stem(b) || unknown || x.iter().any(|one| y.iter().any(|other| one.kind == other.kind))
        };
        let first = figures.first().map(|(at, _)| counted(*at)).unwrap_or_default();
        (2..=SUMMED).contains(&figures.len()) && figures.iter().all(|(at, _)| kin(&first, &counted(*at)))
    };
    let summed: Vec<Vec<(usize, f64)>> = clauses.into_values().filter(one_thing).collect();
    for figures in summed {
        let all: f64 = figures.iter().map(|(_, size)| size).sum();
        for (at, size) in &figures {
            let Some(point) = points.get_mut(*at) else { continue };
            let others = figures.iter().filter(|(other, _)| other != at);
            point.role.sums = others.map(|(_, other)| size + other).chain([all]).collect();
        }
    }
}

/// Whether one of two figures is a summand of the other, told beside the rest.
pub(in crate::alignment::question) fn is_summed(part: &Point, whole: &Point) -> bool {
    let Value::Number { low, high, hedge, unit } = &whole.value else { return false };
    let Some(size) = low.or(*high) else { return false };
    let near = |sum: f64| {
        let rounded = *hedge != Hedge::Exactly && (sum - size).abs() <= size * ROUNDED;
        let value =
            Value::Number { low: Some(sum), high: Some(sum), hedge: Hedge::Exactly, unit: unit.clone() };
        rounded || compatible(&value, &whole.value)
    };
    part.article != whole.article
        && !compatible(&part.value, &whole.value)
        && part.role.sums.iter().any(|sum| near(*sum))
}

/// So many figures of one clause are added up at most: more are a table.
const SUMMED: usize = 6;
/// By how much a sum may be rounded where a word says that it is.
const ROUNDED: f64 = 0.02;
