//! `cargo xtask train links`: what each feature is worth when a pronoun or a description without a name looks for one
//! (a choice among candidates and none: multinomial logistic regression, drawn to nothing, fitted by Adam).
//!
//! It learns from the genres of GUM other than news and interviews, so that `cargo xtask eval coreference` measures on
//! texts that it has not seen.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use headwater::annotation::Annotations;
use headwater::annotation::learn::{Class, FIELDS, Features, VALUES, read_by};
use headwater::article::Article;

use crate::eval_coreference::head;
use crate::gum::{Document, documents};

/// What is only measured with.
const APART: [&str; 2] = ["news", "interview"];
/// How strongly weights are drawn to nothing.
const RIDGE: f64 = 20.0;
/// Rounds over all examples, and how far the first of them go.
const ROUNDS: i32 = 80;
const RATE: f64 = 0.1;
/// A value seen less often than this tells nothing.
const SEEN: usize = 5;
/// What is taken off the worth of having no name, by class: the higher, the bolder. Chosen on news and interviews; for
/// persons that are only described by reading news, where half of those that it named otherwise were others.
const BOLDNESS: [f64; 6] = [0.5, 1.5, 0.5, 1.4, -1.5, 2.6];
/// What is added to the worth of having no name where "they" says something: a wrong speaker costs a reader more than one
/// who stays unnamed.
const HELD: f64 = 2.0;

const HEAD: &str = "\
# What speaks for a name when a pronoun or a description that no rule gave one looks for it, and what speaks for none: class,
# field, and the weights of the field's values from nought on, in hundredths. The fields are computed in
# `annotation/mention/link/features.rs`. Fitted by `cargo xtask train links` on the training part of GUM without
# non-commercial genres, without news and interviews, with which it is measured (annotation CC BY 4.0).
";

/// The weights of all classes together, then those of each class.
const BLOCK: usize = FIELDS.len() * VALUES;

/// One choice: the places of the weights of every candidate, the last being none; which of them are right.
struct Example {
    options: Vec<Vec<usize>>,
    right: Vec<bool>,
}

/// Fits and writes to `to`.
pub fn run(treebank: &Path, to: &Path) -> std::io::Result<()> {
    let documents = documents(&std::fs::read_to_string(treebank)?);
    let open = documents.iter().filter(|document| !APART.contains(&document.genre()));
    let mut examples = Vec::new();
    open.for_each(|document| collect(document, &mut examples));
    let named = examples.iter().filter(|example| example.right.last() == Some(&false)).count();
    println!("{} choices, {named} of a name", examples.len());
    let weights = fit(&examples);
    std::fs::write(to, written(&weights))
}

/// The choices that a text gives, each made as the gold makes it.
fn collect(document: &Document, examples: &mut Vec<Example>) {
    let article = Article { language: Some("en".to_owned()), ..Article::of_text(&document.text) };
    let mut gold: Option<BTreeMap<usize, &str>> = None;
    read_by(&article, &mut |found, choice| {
        let gold = gold.get_or_insert_with(|| heads(document, found));
        let own = most(choice.heads.iter().filter_map(|at| gold.get(at).copied()));
        let is_right = |names: &[std::ops::Range<usize>]| {
            let one =
                |tokens: &std::ops::Range<usize>| tokens.clone().rev().find_map(|at| gold.get(&at).copied());
            own.is_some() && most(names.iter().filter_map(one)) == own
        };
        let mut right: Vec<bool> = choice.candidates.iter().map(|one| is_right(&one.names)).collect();
        let chosen = right.iter().position(|right| *right);
        right.push(chosen.is_none());
        let candidates = choice.candidates.iter().map(|one| both(choice.class, &one.features));
        let none = places(choice.class, &choice.none);
        examples.push(Example { options: candidates.chain([none]).collect(), right });
        chosen
    });
}

/// What the gold says each head token stands for; of mentions with one head the shortest counts.
fn heads<'d>(document: &'d Document, found: &Annotations) -> BTreeMap<usize, &'d str> {
    let mut all: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
    for (span, number) in &document.mentions {
        let Some(at) = head(found, *span) else { continue };
        let entry = all.entry(at).or_insert((span.len(), number));
        if span.len() < entry.0 {
            *entry = (span.len(), number);
        }
    }
    all.into_iter().map(|(at, (_, number))| (at, number)).collect()
}

/// The most frequent; of two as frequent the first in order.
fn most<'d>(all: impl Iterator<Item = &'d str>) -> Option<&'d str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(one, _)| one)
}

fn places(class: Class, features: &Features) -> Vec<usize> {
    let block = (1 + class as usize) * BLOCK;
    features.iter().map(|(field, value)| block + field * VALUES + value).collect()
}

/// The places in the weights of the class, and in those of all.
fn both(class: Class, features: &Features) -> Vec<usize> {
    let shared = features.iter().map(|(field, value)| field * VALUES + value);
    places(class, features).into_iter().chain(shared).collect()
}

fn fit(examples: &[Example]) -> Vec<f64> {
    let size = (1 + Class::ALL.len()) * BLOCK;
    let mut seen = vec![0; size];
    examples.iter().flat_map(|one| &one.options).flatten().for_each(|&place| seen[place] += 1);
    let (mut weights, mut mean, mut square) = (vec![0.0; size], vec![0.0; size], vec![0.0; size]);
    for round in 1..=ROUNDS {
        let mut slope: Vec<f64> = weights.iter().map(|weight| RIDGE * weight).collect();
        examples.iter().for_each(|example| example.add_slope(&weights, &mut slope));
        let rate = if round * 5 < ROUNDS * 3 { RATE } else { 0.3 * RATE };
        for place in (0..size).filter(|&place| seen[place] >= SEEN) {
            mean[place] = 0.9 * mean[place] + 0.1 * slope[place];
            square[place] = 0.99 * square[place] + 0.01 * slope[place] * slope[place];
            let (mean, square) =
                (mean[place] / (1.0 - 0.9f64.powi(round)), square[place] / (1.0 - 0.99f64.powi(round)));
            weights[place] -= rate * mean / (square.sqrt() + 1e-8);
        }
    }
    weights
}

impl Example {
    /// Adds by how much each weight makes the right options less likely.
    fn add_slope(&self, weights: &[f64], slope: &mut [f64]) {
        let scores: Vec<f64> =
            self.options.iter().map(|option| option.iter().map(|&place| weights[place]).sum()).collect();
        let top = scores.iter().copied().fold(f64::MIN, f64::max);
        let shares: Vec<f64> = scores.iter().map(|score| (score - top).exp()).collect();
        let all: f64 = shares.iter().sum();
        let right: f64 =
            shares.iter().zip(&self.right).filter(|(_, right)| **right).map(|(share, _)| share).sum();
        for ((option, share), is_right) in self.options.iter().zip(&shares).zip(&self.right) {
            let wanted = if *is_right { share / right.max(1e-12) } else { 0.0 };
            option.iter().for_each(|&place| slope[place] += share / all - wanted);
        }
    }
}

fn written(weights: &[f64]) -> String {
    let mut out = HEAD.to_owned();
    for class in Class::ALL {
        for (field, name) in FIELDS.iter().enumerate() {
            let start = field * VALUES;
            let block = (1 + class as usize) * BLOCK;
            let own: Vec<i64> = (start..start + VALUES)
                .map(|place| {
                    let off = match (*name, place - start) {
                        ("alone", 0) => BOLDNESS[class as usize],
                        ("own saying", 1) if class == Class::They => -HELD,
                        _ => 0.0,
                    };
                    (100.0 * (weights[place] + weights[block + place] - off)).round() as i64
                })
                .collect();
            let count = own.iter().rposition(|weight| *weight != 0).map_or(0, |last| last + 1);
            if count > 0 {
                let own: Vec<String> = own[..count].iter().map(i64::to_string).collect();
                let _ = writeln!(out, "{}\t{name}\t{}", class.name(), own.join(" "));
            }
        }
    }
    out
}
