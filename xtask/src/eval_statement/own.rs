//! Articles labelled by us after docs/statements.md: English Wikinews (CC BY 2.5), stand-off in `xtask/gold`.
//!
//! Two passes were made without sight of each other and then settled; how well they agree is scored like the program.

use std::collections::BTreeMap;

use headwater::statement::SourceKind;
use headwater::text::CodePoints;
use serde_json::{Value, json};

use super::{Read, figures, read, score, scored_files, surest, text_at};
use crate::eval::Measures;
use crate::shared::shared;

const SETTLED: &str = include_str!("../../gold/statements.jsonl");
const FIRST: &str = include_str!("../../gold/statements.first.jsonl");
const SECOND: &str = include_str!("../../gold/statements.second.jsonl");

/// Scores the statements of our own articles, and the second pass of labels against the first.
pub(super) fn run() -> Option<Measures> {
    let texts = std::fs::read_to_string(shared("data/reuse/wikinews.jsonl")?).ok()?;
    let texts: Vec<Value> = texts.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let texts: BTreeMap<&str, &str> =
        texts.iter().map(|article| (text_at(article, "/id"), text_at(article, "/text"))).collect();
    let [settled, first, second] = [SETTLED, FIRST, SECOND].map(|labels| documents(labels, &texts));
    if settled.len() < SETTLED.lines().count() {
        println!("{} of our articles are not in the texts", SETTLED.lines().count() - settled.len());
    }
    let name = "own articles";
    let read = read(&settled);
    let mut measures = score(name, &settled, &read, false)?;
    measures.extend(surest(name, &settled, &read, false)?);
    measures.extend(kinds(name, &settled, &read));
    let lines =
        |documents: &[Value]| documents.iter().map(|document| format!("{document}\n")).collect::<String>();
    let agreement = scored_files(&lines(&first), &lines(&second), false)?;
    measures.extend(figures("own articles, the second pass against the first", &agreement));
    Some(measures)
}

/// Labelled articles as the scorer reads them.
fn documents(labels: &str, texts: &BTreeMap<&str, &str>) -> Vec<Value> {
    let document = |line: &str| {
        let labelled: Value = serde_json::from_str(line).ok()?;
        let id = text_at(&labelled, "/id");
        let text = texts.get(id)?;
        Some(json!({ "doc_id": id, "text": text, "attributions": labelled.get("statements")? }))
    };
    labels.lines().filter_map(document).collect()
}

/// How many of the statements whose content is found have the stance, attitude and class of source that the labels say.
fn kinds(name: &str, settled: &[Value], read: &[Read]) -> Measures {
    let (mut met, mut right) = (0, [0; 3]);
    for (document, read) in settled.iter().zip(read) {
        for (gold, at) in pairs(document, read) {
            let Some(said) = read.statements.get(at) else { continue };
            let class = match said.source.kind {
                SourceKind::Unresolved if said.source.span.is_none() => "none",
                kind => kind.name(),
            };
            met += 1;
            let ours =
                [("/stance", said.stance.name()), ("/attitude", said.attitude.name()), ("/class", class)];
            for ((at, ours), right) in ours.into_iter().zip(&mut right) {
                *right += usize::from(text_at(gold, at) == ours);
            }
        }
    }
    let share = |right: usize| 100.0 * right as f64 / (met as f64).max(1.0);
    let names = ["stance", "attitude", "class of source"];
    names
        .iter()
        .zip(right)
        .map(|(of, right)| (format!("{name}: {of} right given content"), share(right)))
        .collect()
}

/// Labelled statements with the place of the program's whose content is theirs (IoU of at least 0.5 in characters), the
/// likest first, each once.
fn pairs<'d>(document: &'d Value, read: &Read) -> Vec<(&'d Value, usize)> {
    let places = CodePoints::new(&read.article.text);
    let gold = document.get("attributions").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut likely = Vec::new();
    for (i, labelled) in gold.iter().enumerate() {
        let theirs = spans_at(labelled);
        for (j, said) in read.statements.iter().enumerate() {
            let ours: Vec<(u64, u64)> =
                said.content.iter().map(|&span| points(&json!(places.span(span)))).collect();
            let shared: u64 = theirs.iter().map(|a| ours.iter().map(|b| overlap(*a, *b)).sum::<u64>()).sum();
            let all = length(&theirs) + length(&ours) - shared;
            if 2 * shared >= all && all > 0 {
                likely.push((shared as f64 / all as f64, i, j));
            }
        }
    }
    likely.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut of_gold, mut of_ours, mut out) =
        (vec![false; gold.len()], vec![false; read.statements.len()], Vec::new());
    for (_, i, j) in likely {
        if let (Some(labelled), Some(false), Some(false)) = (gold.get(i), of_gold.get(i), of_ours.get(j)) {
            (of_gold[i], of_ours[j]) = (true, true);
            out.push((labelled, j));
        }
    }
    out
}

fn spans_at(labelled: &Value) -> Vec<(u64, u64)> {
    labelled
        .get("content")
        .and_then(Value::as_array)
        .map_or_else(Vec::new, |spans| spans.iter().map(points).collect())
}

fn points(span: &Value) -> (u64, u64) {
    let at = |place: usize| span.get(place).and_then(Value::as_u64).unwrap_or(0);
    (at(0), at(1))
}

fn overlap(a: (u64, u64), b: (u64, u64)) -> u64 {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

fn length(spans: &[(u64, u64)]) -> u64 {
    spans.iter().map(|span| span.1 - span.0).sum()
}
