//! Real cases with hand-made gold: matters, sources, differences, counts of origins.

use std::path::Path;

use serde_json::Value;

use crate::eval::Measures;
use crate::shared::{dossier, python, scratch, shared};

const CASES: [&str; 3] = ["aceh-2013", "qamishli-2016", "pompeo-2018"];

/// Scores the dossier of every development case.
pub fn run() -> Option<Measures> {
    shared("cases")?;
    Some(CASES.iter().filter_map(|case| measures(case)).flatten().collect())
}

fn measures(case: &str) -> Option<Measures> {
    let folder = shared(&format!("cases/{case}"))?;
    let path = scratch(case, &dossier(&folder.join("articles"), &folder.join("metadata.csv")))?;
    let scored = score(&folder.join("gold.json"), &path);
    let _ = std::fs::remove_file(&path);
    Some(figures(case, &scored?))
}

fn score(gold: &Path, dossier: &Path) -> Option<Value> {
    let scorer = shared("score/corroboration.py")?;
    let printed = python(&[scorer.as_os_str(), gold.as_os_str(), dossier.as_os_str(), "--json".as_ref()])?;
    serde_json::from_str(&printed).ok()
}

fn figures(case: &str, scored: &Value) -> Measures {
    let rows = [
        ("mentions in a matter", "/mentions/recall"),
        ("grouping F1", "/grouping/f1"),
        ("polarity", "/polarity"),
        ("speaker", "/speaker"),
        ("differences F1", "/differences/f1"),
        ("origins inside the interval", "/origins/inside"),
        ("!origins interval width", "/origins/mean_width"),
        ("!false corroboration", "/false_corroboration"),
        ("copied passages recall", "/copied/recall"),
        ("!copied passages missed whole", "/copied/missed"),
        ("speaker differs found", "/speaker_differs/found"),
    ];
    let figure = |(name, at): &(&str, &str)| {
        let value = scored.pointer(at)?.as_f64()?;
        let mark = if name.starts_with('!') { "!" } else { "" };
        Some((format!("{mark}{case}: {}", name.trim_start_matches('!')), value))
    };
    rows.iter().filter_map(figure).collect()
}
