//! Sentences, words, tags, trees and names of the language layer, from raw text, against gold.
//!
//! Words are aligned by their places, so that a wrong cut costs everything that hangs on it (CoNLL 2018 manner).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use headwater::annotation::conllu::{GoldSentence, read};
use headwater::annotation::{Annotations, EntityKind, Form, Relation, annotate};
use headwater::article::Article;
use headwater::text::Span;

use crate::eval::Measures;
use crate::shared::shared;

/// The parts with names.
pub const NAMED: [&str; 2] = ["uner-dev", "worldwide-dev"];

/// Fills the table.
pub fn run() -> Option<Measures> {
    let folder = shared("data/nlp")?;
    let mut measures = Measures::new();
    for name in ["ewt-dev", "gumfree-dev"] {
        let treebank = read(&std::fs::read_to_string(folder.join(format!("{name}.conllu"))).ok()?);
        measures.extend(parse(name, &treebank));
    }
    for name in NAMED {
        measures.extend(names(name, &folder.join(format!("{name}.bio"))));
    }
    Some(measures)
}

/// An article of a text that is known to be English.
pub fn article(text: String) -> Article {
    Article { language: Some("en".to_owned()), ..Article::of_text(text) }
}

/// F1, in per cent.
pub fn f1(right: usize, system: usize, gold: usize) -> f64 {
    200.0 * right as f64 / (system + gold).max(1) as f64
}

/// What is compared of a word: tags, lemma, the place of its head, its relation without the subtype.
type Facts = (String, String, String, Option<Span>, String);

fn base(relation: Relation) -> String {
    relation.name().split(':').next().unwrap_or_default().to_owned()
}

/// F1 of sentences, words, tags, lemmas and arcs over a treebank's raw text.
fn parse(name: &str, treebank: &[GoldSentence]) -> Measures {
    let (text, sentences, gold) = lay_out(treebank);
    let article = article(text);
    let found = annotate(&article).value;
    let system = facts(&found);
    let cut: BTreeSet<Span> = found.sentences.iter().map(|sentence| sentence.span).collect();
    if std::env::var("ERRORS").is_ok() {
        let lists = [("MISS", sentences.difference(&cut)), ("SPUR", cut.difference(&sentences))];
        for (kind, spans) in lists {
            spans.for_each(|span| {
                println!("{kind}\t{name}\t{}\t{}", span.start, span.of(&article.text).replace('\n', "⏎"))
            });
        }
    }
    let mut hits = [0usize; 6];
    for (span, gold) in &gold {
        let Some(ours) = system.get(span) else { continue };
        let arc = ours.3 == gold.3;
        let same = [true, ours.0 == gold.0, ours.1 == gold.1, ours.2 == gold.2, arc, arc && ours.4 == gold.4];
        hits.iter_mut().zip(same).for_each(|(hit, same)| *hit += usize::from(same));
    }
    let ends = f1(cut.intersection(&sentences).count(), cut.len(), sentences.len());
    let mut measures = vec![(format!("{name} sentences"), ends)];
    for (what, hit) in ["words", "UPOS", "XPOS", "lemmas", "UAS", "LAS"].into_iter().zip(hits) {
        measures.push((format!("{name} {what}"), f1(hit, system.len(), gold.len())));
    }
    measures
}

/// A treebank's raw text, paragraphs apart by an empty line, with the places of its sentences and words.
fn lay_out(treebank: &[GoldSentence]) -> (String, BTreeSet<Span>, BTreeMap<Span, Facts>) {
    let (mut text, mut sentences, mut words) = (String::new(), BTreeSet::new(), BTreeMap::new());
    for sentence in treebank {
        if !text.is_empty() {
            text.push_str(if sentence.new_document || sentence.new_paragraph { "\n\n" } else { " " });
        }
        let (line, spans) = sentence.text();
        let place = |span: &Span| Span::new(text.len() + span.start, text.len() + span.end);
        let spans: Vec<Span> = spans.iter().map(place).collect();
        sentences.insert(Span::new(text.len(), text.len() + line.len()));
        for (word, span) in sentence.words.iter().zip(&spans) {
            let head = word.head.and_then(|head| spans.get(head)).copied();
            let facts = (
                word.upos.name().to_owned(),
                word.xpos.clone(),
                word.lemma.clone(),
                head,
                base(word.relation),
            );
            words.insert(*span, facts);
        }
        text.push_str(&line);
    }
    (text, sentences, words)
}

fn facts(found: &Annotations) -> BTreeMap<Span, Facts> {
    let of = |token: &headwater::annotation::Token| {
        let head = token.head.and_then(|head| found.tokens.get(head)).map(|head| head.span);
        let facts = (
            token.upos.name().to_owned(),
            token.xpos.to_string(),
            token.lemma.to_string(),
            head,
            base(token.relation),
        );
        (token.span, facts)
    };
    found.tokens.iter().map(of).collect()
}

/// Names in a text: where, and of what kind.
pub type Names = BTreeSet<(Span, EntityKind)>;

/// F1 of persons', organisations' and places' names, exact spans, over text put together from tokens.
fn names(name: &str, path: &Path) -> Measures {
    let (mut right, mut ours, mut gold) = (0, 0, 0);
    for (text, wanted) in documents(path) {
        let given = names_of(&text);
        right += given.intersection(&wanted).count();
        ours += given.len();
        gold += wanted.len();
    }
    vec![(format!("{name} names"), f1(right, ours, gold))]
}

/// The texts of a file of labelled tokens, twenty sentences each, with their names.
pub fn documents(path: &Path) -> Vec<(String, Names)> {
    let rows = std::fs::read_to_string(path).unwrap_or_default();
    let sentences: Vec<&str> = rows.split("\n\n").collect();
    sentences.chunks(20).map(labelled).collect()
}

/// The names that we find in a text.
pub fn names_of(text: &str) -> Names {
    let found = annotate(&article(text.to_owned())).value;
    let names = found
        .mentions
        .iter()
        .filter(|mention| mention.form == Form::Name && mention.kind != EntityKind::Other);
    names.map(|mention| (mention.span, mention.kind)).collect()
}

/// Sentences of tokens and labels as text, a paragraph each, with the names in it.
fn labelled(document: &[&str]) -> (String, Names) {
    let (mut text, mut names): (String, Vec<(Span, EntityKind)>) = (String::new(), Vec::new());
    for sentence in document {
        for (token, label) in sentence.lines().filter_map(|line| line.split_once('\t')) {
            let start = text.len();
            text.push_str(token);
            match (label.split_once('-'), names.last_mut()) {
                (Some(("B", kind)), _) => {
                    names.extend(kind_of(kind).map(|kind| (Span::new(start, text.len()), kind)))
                }
                (Some((_, kind)), Some((span, last)))
                    if kind_of(kind) == Some(*last) && span.end + 1 == start =>
                {
                    span.end = text.len();
                }
                _ => {}
            }
            text.push(' ');
        }
        text.push_str("\n\n");
    }
    (text, names.into_iter().collect())
}

/// The kind of entity that a label names.
pub fn kind_of(label: &str) -> Option<EntityKind> {
    match label.trim_end() {
        "PER" => Some(EntityKind::Person),
        "ORG" => Some(EntityKind::Organisation),
        "LOC" => Some(EntityKind::Place),
        _ => None,
    }
}
