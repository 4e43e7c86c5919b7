//! What several tests ask of the bundled examples and of dossiers as JSON.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use headwater::article::Metadata;
use headwater::capture::{self, Capture};
use serde_json::Value;

pub fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// The captures of the bundled case, and what its table says of them.
pub fn example() -> (Vec<Capture>, Metadata) {
    let folder = examples().join("port-selva");
    let csv = std::fs::read(folder.join("metadata.csv")).expect("the example has metadata");
    let read = capture::read(&[folder], None);
    (read.captures, Metadata::from_csv(&csv).expect("the metadata can be read").value)
}

/// For each article's words that give a claim: the most independent origins of any claim that they give.
pub fn counts(dossier: &Value) -> BTreeMap<(String, u64, u64), u64> {
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

pub fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is not a list"))
}

pub fn text_of<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is not text"))
}

/// The same article under another name, as another outlet might carry it.
pub fn copy_of(capture: &Capture) -> Capture {
    let mut bytes = capture.bytes.clone();
    bytes.push(b'\n');
    let path = format!("copy-of-{}", capture.path.rsplit('/').next().unwrap_or_default());
    Capture { id: capture::Digest([7; 32]), path, media_type: capture.media_type, bytes }
}
