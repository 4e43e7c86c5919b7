//! Attributions: source, cue and content against PolNeAR's development part, GUM's news, and articles labelled by us.
//!
//! PolNeAR is measured in its *core* (reported speech only) and whole; GUM on the parts that its own split
//! leaves for tuning.

mod gum;
mod own;

use headwater::annotation::annotate;
use headwater::article::Article;
use headwater::statement::{Confidence, Statement, statements};
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
    let read = read(&polnear);
    measures.extend(score("PolNeAR core", &polnear, &read, true)?);
    measures.extend(surest("PolNeAR core", &polnear, &read, true)?);
    measures.extend(score("PolNeAR all", &polnear, &read, false)?);
    let read = self::read(&gum);
    measures.extend(score("GUM news", &gum, &read, false)?);
    measures.extend(gum::aside(&gum, &read)?);
    measures.extend(own::run().unwrap_or_default());
    Some(measures)
}

fn text_at<'a>(document: &'a Value, at: &str) -> &'a str {
    document.pointer(at).and_then(Value::as_str).unwrap_or_default()
}

fn documents(path: &str, wanted: impl Fn(&Value) -> bool) -> Option<Vec<Value>> {
    let lines = std::fs::read_to_string(shared(path)?).ok()?;
    Some(lines.lines().filter_map(|line| serde_json::from_str(line).ok()).filter(wanted).collect())
}

/// An article and what is read in it.
struct Read {
    article: Article,
    statements: Vec<Statement>,
}

/// Reads all documents.
fn read(documents: &[Value]) -> Vec<Read> {
    let read = |document: &Value| {
        let article =
            Article { language: Some("en".to_owned()), ..Article::of_text(text_at(document, "/text")) };
        let mut statements = statements(&article, &annotate(&article).value).value;
        statements.retain(|said| !said.is_narration());
        Read { article, statements }
    };
    documents.par_iter().map(read).collect()
}

/// Scores the statements of all documents.
fn score(name: &str, documents: &[Value], read: &[Read], core: bool) -> Option<Measures> {
    Some(figures(name, &scored(documents, read, core, |_| true)?))
}

/// How many of the statements said to be sure are right, and how many of all those are.
fn surest(name: &str, documents: &[Value], read: &[Read], core: bool) -> Option<Measures> {
    let scored = scored(documents, read, core, |said| said.confidence == Confidence::Sure)?;
    let figure = |at: &str| scored.pointer(&format!("/triple/relaxed/{at}")).and_then(Value::as_f64);
    Some(vec![
        (format!("{name}: sure ones, triple precision"), figure("P")?),
        (format!("{name}: sure ones, triple recall"), figure("R")?),
    ])
}

/// What the scorer says of those statements that are `wanted`.
fn scored(documents: &[Value], read: &[Read], core: bool, wanted: fn(&Statement) -> bool) -> Option<Value> {
    let gold: String = documents.iter().map(|document| format!("{document}\n")).collect();
    let found: Vec<String> = documents
        .iter()
        .zip(read)
        .map(|(document, read)| format!("{}\n", attributions(text_at(document, "/doc_id"), read, wanted)))
        .collect();
    scored_files(&gold, &found.concat(), core)
}

/// What the scorer says of `found` against `gold`, a document a line.
fn scored_files(gold: &str, found: &str, core: bool) -> Option<Value> {
    let gold = scratch("statement-gold", gold)?;
    let found = scratch("statement-found", found)?;
    let scorer = shared("score/attribution.py")?;
    let mut args = vec![scorer.as_os_str(), gold.as_os_str(), found.as_os_str(), "--json".as_ref()];
    if core {
        args.push("--core".as_ref());
    }
    let printed = python(&args);
    let _ = (std::fs::remove_file(&gold), std::fs::remove_file(&found));
    serde_json::from_str(&printed?).ok()
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
fn attributions(document: &str, read: &Read, wanted: fn(&Statement) -> bool) -> Value {
    let places = CodePoints::new(&read.article.text);
    let said: Vec<&Statement> = read.statements.iter().filter(|said| wanted(said)).collect();
    // Those who say something together have a statement each; the corpora give such a source as one.
    let together = said.chunk_by(|one, other| one.is_said_with(other));
    let rows: Vec<Value> = together.filter_map(|all| row(all, &places)).collect();
    json!({ "doc_id": document, "attributions": rows })
}

fn row(all: &[&Statement], places: &CodePoints) -> Option<Value> {
    let said = all.first()?;
    let sources: Vec<Span> = all.iter().filter_map(|said| said.source.span).collect();
    let spans = |spans: &[Span]| spans.iter().map(|&span| places.span(span)).collect::<Vec<_>>();
    Some(json!({
        "source": spans(&sources),
        "cue": spans(said.cue.as_slice()),
        "content": spans(&said.content),
    }))
}
