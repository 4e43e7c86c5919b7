//! Counts in how many documents each word stands, over openly licensed texts: how much a word tells.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What the list says of itself.
const HEAD: &str = "\
# In how many documents of general news and web prose a word stands, for words in two or more: a word of few documents tells more.
# Counted by `cargo xtask train words` over UD English EWT (CC BY-SA 4.0), UD English GUM without its non-commercial genres (CC BY 4.0)
# and English Wikinews (CC BY 2.5). The first row is the number of documents.
";

/// Writes the counts over the corpora under `shared` to `list`.
pub fn run(shared: &Path, list: &Path) -> std::io::Result<()> {
    let mut documents = Vec::new();
    for name in ["ewt-train.conllu", "gumfree-train.conllu"] {
        documents.extend(treebank(&std::fs::read_to_string(shared.join("data/nlp").join(name))?));
    }
    for line in std::fs::read_to_string(shared.join("data/reuse/wikinews.jsonl"))?.lines() {
        let article: serde_json::Value = serde_json::from_str(line)?;
        documents.push(article.get("text").and_then(|text| text.as_str()).unwrap_or_default().to_owned());
    }
    std::fs::write(list, table(&documents))
}

/// The texts of a treebank, one for each document.
fn treebank(conllu: &str) -> Vec<String> {
    let mut documents: Vec<String> = Vec::new();
    for line in conllu.lines() {
        if line.starts_with("# newdoc") {
            documents.push(String::new());
        } else if let (Some(text), Some(document)) = (line.strip_prefix("# text = "), documents.last_mut()) {
            document.push_str(text);
            document.push(' ');
        }
    }
    documents
}

fn table(documents: &[String]) -> String {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for document in documents {
        let words: BTreeSet<String> = document
            .split(|letter: char| !letter.is_alphabetic())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        words.into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
    }
    let mut list = format!("{HEAD}*\t{}\n", documents.len());
    for (word, count) in counts.into_iter().filter(|(_, count)| *count > 1) {
        list.push_str(&format!("{word}\t{count}\n"));
    }
    list
}
