//! Attributions: source, cue and content against PolNeAR's development part and GUM's news.
//!
//! PolNeAR is measured in its *core* (reported speech only) and whole; GUM on the parts that its own split
//! leaves for tuning.

use headwater::annotation::annotate;
use headwater::article::Article;
use headwater::statement::{Statement, statements};
use headwater::text::{CodePoints, Span};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::eval::Measures;
use crate::shared::{python, scratch, shared};

/// Scores the statements of both corpora.
pub fn run() -> Option<Measures> {
    shared("data/attribution")?;
    let polnear = documents("data/attribution/polnear.dev.jsonl", |_| true)?;
    let gum = documents("data/attribution/gum.news_interview.jsonl", |document| {
        text_at(document, "/genre") == "news" && text_at(document, "/split") != "test"
    })?;
    let mut measures = Measures::new();
    measures.extend(score("PolNeAR core", &polnear, true)?);
    measures.extend(score("PolNeAR all", &polnear, false)?);
    measures.extend(score("GUM news", &gum, false)?);
    Some(measures)
}

fn text_at<'a>(document: &'a Value, at: &str) -> &'a str {
    document.pointer(at).and_then(Value::as_str).unwrap_or_default()
}

fn documents(path: &str, wanted: impl Fn(&Value) -> bool) -> Option<Vec<Value>> {
    let lines = std::fs::read_to_string(shared(path)?).ok()?;
    Some(lines.lines().filter_map(|line| serde_json::from_str(line).ok()).filter(wanted).collect())
}

/// Runs the scorer on the statements of all documents.
fn score(name: &str, documents: &[Value], core: bool) -> Option<Measures> {
    let gold: String = documents.iter().map(|document| format!("{document}\n")).collect();
    let found: Vec<String> =
        documents.par_iter().map(|document| format!("{}\n", attributions(document))).collect();
    let gold = scratch("statement-gold", &gold)?;
    let found = scratch("statement-found", &found.concat())?;
    let scorer = shared("score/attribution.py")?;
    let mut args = vec![scorer.as_os_str(), gold.as_os_str(), found.as_os_str(), "--json".as_ref()];
    if core {
        args.push("--core".as_ref());
    }
    let printed = python(&args);
    let _ = (std::fs::remove_file(&gold), std::fs::remove_file(&found));
    Some(figures(name, &serde_json::from_str(&printed?).ok()?))
}

fn figures(name: &str, scored: &Value) -> Measures {
    let rows = [
        ("content, IoU 0.5", "/content/iou50/F1"),
        ("content exact", "/content/exact/F1"),
        ("relaxed triple", "/triple/relaxed/F1"),
        ("source right given content", "/given_content/source_overlap"),
        ("cue, overlap given content", "/given_content/cue_overlap"),
    ];
    let figure = |(row, at): &(&str, &str)| Some((format!("{name}: {row}"), scored.pointer(at)?.as_f64()?));
    rows.iter().filter_map(figure).collect()
}

/// The attributions of one document as the scorer reads them; narration is none.
fn attributions(document: &Value) -> Value {
    let article = article(text_at(document, "/text"));
    let found = annotate(&article).value;
    let places = CodePoints::new(&article.text);
    let said = statements(&article, &found).value;
    let rows: Vec<Value> =
        said.iter().filter(|said| !said.is_narration()).map(|said| row(said, &places)).collect();
    json!({ "doc_id": text_at(document, "/doc_id"), "attributions": rows })
}

fn row(said: &Statement, places: &CodePoints) -> Value {
    let spans = |spans: &[Span]| spans.iter().map(|&span| places.span(span)).collect::<Vec<_>>();
    json!({
        "source": spans(said.source.span.as_slice()),
        "cue": spans(said.cue.as_slice()),
        "content": spans(&said.content),
    })
}

fn article(text: &str) -> Article {
    Article { language: Some("en".to_owned()), ..Article::of_text(text) }
}
