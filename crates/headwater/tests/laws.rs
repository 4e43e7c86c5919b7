//! The laws that always hold (MODEL, "Origins are counted"), as properties of whole dossiers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use headwater::article::Metadata;
use headwater::capture::{self, Capture, Captures};
use headwater::dossier::{html, json};
use proptest::prelude::*;
use serde_json::Value;

fn example() -> (Vec<Capture>, Metadata) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/port-selva");
    let csv = std::fs::read(folder.join("metadata.csv")).expect("the example has metadata");
    let read = capture::read(&[folder], None);
    (read.captures, Metadata::from_csv(&csv).expect("the metadata can be read").value)
}

fn dossier(captures: Vec<Capture>, metadata: &Metadata) -> String {
    let captures = Captures { captures, notices: Vec::new() };
    json::write(&headwater::report(&captures, metadata, &|_, _| {}))
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).expect("the dossier is JSON")
}

/// Some of the example's captures, in some order.
fn some_captures() -> impl Strategy<Value = Vec<Capture>> {
    let (captures, _) = example();
    let count = captures.len();
    proptest::sample::subsequence(captures, 1..=count).prop_shuffle()
}

/// For each article's words that give a claim: the most independent origins of any claim that they give.
fn counts(dossier: &Value) -> BTreeMap<(String, u64, u64), u64> {
    let text: BTreeMap<&str, &str> = list(dossier, "articles")
        .iter()
        .map(|article| (text_of(article, "id"), text_of(article, "text")))
        .collect();
    let statements: BTreeMap<&str, &Value> =
        list(dossier, "statements").iter().map(|statement| (text_of(statement, "id"), statement)).collect();
    let mut counts = BTreeMap::new();
    for claim in list(dossier, "matters").iter().flat_map(|matter| list(matter, "claims")) {
        let min = claim["origins"]["min"].as_u64().expect("a number");
        for id in list(claim, "statements") {
            let statement = statements[id.as_str().expect("an id")];
            let at = |end: &str| statement["content"][0][end].as_u64().expect("a number");
            let key = (text[text_of(statement, "article")].to_owned(), at("start"), at("end"));
            let most = counts.entry(key).or_insert(min);
            *most = min.max(*most);
        }
    }
    counts
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is not a list"))
}

fn text_of<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is not text"))
}

/// Every object with `start`, `end` and `quote` inside `value`, with the article that it speaks of.
fn spans<'v>(value: &'v Value, article: Option<&'v str>, found: &mut Vec<(&'v str, &'v Value)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| spans(item, article, found)),
        Value::Object(fields) => {
            let own = fields.get("article").and_then(Value::as_str);
            let own = own.or_else(|| fields.get("text").and(fields.get("id")?.as_str()));
            let article = own.or(article);
            if let (Some(article), true) = (article, fields.contains_key("quote")) {
                found.push((article, value));
            }
            fields.values().for_each(|field| spans(field, article, found));
        }
        _ => {}
    }
}

fn check_spans(dossier: &Value) -> usize {
    let texts: BTreeMap<&str, Vec<char>> = list(dossier, "articles")
        .iter()
        .map(|article| (text_of(article, "id"), text_of(article, "text").chars().collect()))
        .collect();
    let mut found = Vec::new();
    spans(dossier, None, &mut found);
    for (article, span) in &found {
        let at = |end: &str| span[end].as_u64().map(|end| end as usize).expect("a number");
        let quote: String = texts[article][at("start")..at("end")].iter().collect();
        assert_eq!(quote, text_of(span, "quote"), "{span}");
    }
    found.len()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_captures_changes_nothing(captures in some_captures()) {
        let (_, metadata) = example();
        let mut sorted = captures.clone();
        sorted.sort_by(|a, b| a.path.cmp(&b.path));
        prop_assert!(dossier(captures, &metadata) == dossier(sorted, &metadata));
    }

    #[test]
    fn a_copy_never_raises_a_count(captures in some_captures(), which in any::<prop::sample::Index>()) {
        let (_, metadata) = example();
        let before = counts(&parsed(&dossier(captures.clone(), &metadata)));
        let mut with_copy = captures.clone();
        with_copy.push(copy_of(&captures[which.index(captures.len())]));
        let after = counts(&parsed(&dossier(with_copy, &metadata)));
        for (words, count) in &after {
            if let Some(count_before) = before.get(words) {
                prop_assert!(count <= count_before, "{words:?}: {count_before} origins became {count}");
            }
        }
    }
}

/// The same article under another name, as another outlet might carry it.
fn copy_of(capture: &Capture) -> Capture {
    let mut bytes = capture.bytes.clone();
    bytes.push(b'\n');
    let path = format!("copy-of-{}", capture.path.rsplit('/').next().unwrap_or_default());
    Capture { id: capture::Digest([7; 32]), path, media_type: capture.media_type, bytes }
}

#[test]
fn every_span_quotes_its_text_exactly() {
    let (captures, metadata) = example();
    let spans = check_spans(&parsed(&dossier(captures, &metadata)));
    assert!(spans > 100, "only {spans} spans");
}

#[test]
fn equal_input_gives_equal_bytes() {
    let (captures, metadata) = example();
    assert!(dossier(captures.clone(), &metadata) == dossier(captures.clone(), &metadata));
    let captures = Captures { captures, notices: Vec::new() };
    let page = || html::page(&headwater::report(&captures, &metadata, &|_, _| {}));
    assert!(page() == page());
}

/// The bundled example shows what the program is for: between them its articles show every finding.
#[test]
fn the_example_shows_every_finding() {
    let (captures, metadata) = example();
    let dossier = parsed(&dossier(captures, &metadata));
    let shown: BTreeSet<&str> = list(&dossier, "matters")
        .iter()
        .flat_map(|matter| list(matter, "findings"))
        .filter_map(Value::as_str)
        .collect();
    let all = [
        "corroborated",
        "disputed",
        "possibly_corroborated",
        "single_origin",
        "speaker_differs",
        "uncorroborated",
        "values_differ",
        "wording_differs",
    ];
    assert_eq!(shown.into_iter().collect::<Vec<_>>(), all);
}
