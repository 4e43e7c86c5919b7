//! What the figures on GUM are made of: its gold gives captions to those whom a picture is credited to, which no statement is,
//! and as content the clause next to the cue, where a statement holds all that is said.

use headwater::text::CodePoints;
use serde_json::Value;

use super::{Read, figures, scored, text_at};
use crate::eval::Measures;

/// What stands right before the name of whoever made a picture or recording.
const CREDITS: [&str; 5] = ["Image:", "Photo:", "Picture:", "Video:", "Audio:"];

/// Scores the statements against the gold without picture credits, and tells how many contents of it a statement holds whole.
pub fn aside(documents: &[Value], read: &[Read]) -> Option<Measures> {
    let documents: Vec<Value> = documents.iter().map(without_credits).collect();
    let scored = scored(&documents, read, false, |_| true)?;
    let shown = ["content, IoU 0.5", "relaxed triple"];
    let mut measures = figures("GUM news, picture credits aside", &scored);
    measures.retain(|(name, _)| shown.iter().any(|shown| name.ends_with(shown)));
    let (mut held, mut all) = (0usize, 0usize);
    for (document, read) in documents.iter().zip(read) {
        let places = CodePoints::new(&read.article.text);
        let said: Vec<Vec<Place>> = read
            .statements
            .iter()
            .map(|said| said.content.iter().map(|&part| places.span(part)).collect())
            .collect();
        let letters: Vec<bool> = text_at(document, "/text").chars().map(char::is_alphanumeric).collect();
        for gold in attributions(document) {
            let parts = gold.get("content").and_then(Value::as_array).into_iter().flatten().filter_map(place);
            let told = |at: &usize| letters.get(*at).copied().unwrap_or(false);
            let told: Vec<usize> = parts.flat_map(|(start, end)| start..end).filter(told).collect();
            let holds = |parts: &Vec<Place>| {
                told.iter().all(|at| parts.iter().any(|(start, end)| (start..end).contains(&at)))
            };
            all += usize::from(!told.is_empty());
            held += usize::from(!told.is_empty() && said.iter().any(holds));
        }
    }
    let share = 100.0 * held as f64 / all.max(1) as f64;
    measures.push(("GUM news, picture credits aside: contents inside a statement".to_owned(), share));
    Some(measures)
}

fn attributions(document: &Value) -> impl Iterator<Item = &Value> {
    document.get("attributions").and_then(Value::as_array).into_iter().flatten()
}

/// Where a span begins and ends, in code points.
type Place = (usize, usize);

fn place(span: &Value) -> Option<Place> {
    let at = |end: usize| span.get(end)?.as_u64().and_then(|at| usize::try_from(at).ok());
    Some((at(0)?, at(1)?))
}

/// A document without the attributions that only say whose picture it is.
fn without_credits(document: &Value) -> Value {
    let text: Vec<char> = text_at(document, "/text").chars().collect();
    let is_credit = |gold: &Value| {
        let cue = gold.get("cue").and_then(Value::as_array).is_some_and(|cue| !cue.is_empty());
        let source = gold.pointer("/source/0").and_then(place);
        let before = source.and_then(|(start, _)| text.get(..start)).unwrap_or_default();
        let before: String = before.iter().rev().skip_while(|c| c.is_whitespace()).take(8).collect();
        let before: String = before.chars().rev().collect();
        !cue && CREDITS.iter().any(|credit| before.ends_with(credit))
    };
    let kept: Vec<Value> = attributions(document).filter(|gold| !is_credit(gold)).cloned().collect();
    let mut document = document.clone();
    if let Some(all) = document.get_mut("attributions") {
        *all = Value::Array(kept);
    }
    document
}
