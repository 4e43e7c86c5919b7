//! Pages of the web: article text, headline, byline and date.

use crate::eval::Measures;
use crate::shared::{dossier_of_articles, python, scratch, shared};

/// Scores both sets of saved pages.
pub fn run() -> Option<Measures> {
    let mut measures = text()?;
    measures.extend(meta().unwrap_or_default());
    Some(measures)
}

fn text() -> Option<Measures> {
    let printed = scored("text", "data/html/scrapinghub", "ground-truth.json")?;
    let words: Vec<&str> = printed.split_whitespace().collect();
    let after = |name: &str| {
        words.iter().position(|word| *word == name).and_then(|at| words.get(at + 1)?.parse().ok())
    };
    let names = ["precision", "recall", "F1"];
    Some(names.iter().filter_map(|name| Some((format!("scrapinghub text {name}"), after(name)?))).collect())
}

fn meta() -> Option<Measures> {
    let printed = scored("meta", "data/html/trafilatura_en", "gold.jsonl")?;
    let mut measures = Measures::new();
    for line in printed.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let numbers: Vec<f64> = words.iter().filter_map(|word| word.parse().ok()).collect();
        match (words.first(), numbers.as_slice()) {
            (Some(&"segments"), [kept, of_kept, left, of_left]) => {
                measures.push(("trafilatura segments kept %".to_owned(), 100.0 * kept / of_kept));
                measures.push(("trafilatura segments left out %".to_owned(), 100.0 * left / of_left));
            }
            (Some(name), [right, given, gold]) => {
                measures.push((format!("trafilatura {name} right %"), 100.0 * right / gold));
                measures.push((format!("trafilatura {name} right of given %"), 100.0 * right / given));
            }
            _ => {}
        }
    }
    Some(measures)
}

fn scored(verb: &str, folder: &str, gold: &str) -> Option<String> {
    let folder = shared(folder)?;
    let dossier = dossier_of_articles(&folder.join("html"));
    let path = scratch(verb, &dossier)?;
    let gold = folder.join(gold);
    let printed =
        python(&[shared("score/html.py")?.as_os_str(), verb.as_ref(), gold.as_os_str(), path.as_os_str()]);
    let _ = std::fs::remove_file(&path);
    printed
}
