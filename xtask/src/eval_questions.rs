//! Which sentences of different outlets speak to one question: marks made by hand on real stories.
//!
//! `xtask/gold/questions.jsonl` holds them, apart from the texts: for each of 249 matters that the program once made of
//! 59 stories, which of its members, and which of the likeliest sentences outside it, answer one question. The texts are
//! the outlets' (`news_cluster_gold`): measured on, and no weights are trained on them.
//!
//! `xtask/gold/members.jsonl` holds pairs of clauses that stood in one matter of these stories, one of them the clause
//! that stood for all, and whether the other says the same, answers otherwise, or says another thing. They were drawn
//! from strata of how much the two have in common, so their shares are those of no whole.

use std::collections::BTreeMap;

use headwater::alignment::question::Fit;
use headwater::article::Metadata;
use headwater::capture::{Capture, Captures, MediaType};
use headwater::dossier::Dossier;
use headwater::text::Span;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::eval::Measures;
use crate::shared::{root, shared};

/// What was marked in one matter.
#[derive(Deserialize)]
struct Marked {
    event: String,
    items: Vec<Item>,
}

/// A sentence, and the words of it that were taken for the answer where it stood in the matter. In code points.
#[derive(Deserialize)]
struct Item {
    article: String,
    sentence: (usize, usize),
    focus: Option<(usize, usize)>,
    /// The same number for all that answer one question; 0 where none does.
    #[serde(default)]
    group: u32,
}

/// A clause that stood for a matter, another of its members, and what that one says.
#[derive(Deserialize)]
struct Read {
    event: String,
    of: Item,
    member: Item,
    says: String,
}

/// Pairs of sentences of different articles.
#[derive(Clone, Default)]
struct Pairs {
    together: usize,
    wrongly: usize,
    missed: usize,
    /// Of those of which both surely speak to the point, how many rightly and how many in all.
    sure: (usize, usize),
    /// Of pairs read that stand in one matter, by how surely: how many answer one question, and how many in all.
    by_fit: BTreeMap<&'static str, (usize, usize)>,
    /// Of those brought together by a question of each kind, how many rightly and how many in all.
    by_kind: BTreeMap<&'static str, (usize, usize)>,
}

/// Of the pairs that the program brings together, how many answer one question, and the other way round.
pub fn run() -> Option<Measures> {
    let texts = std::fs::read_to_string(shared("data/reuse/news_cluster_gold.jsonl")?).ok()?;
    let mut articles: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for row in texts.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        articles.entry(row["event"].as_str()?.to_owned()).or_default().push(row);
    }
    let marks = std::fs::read_to_string(root().join("xtask/gold/questions.jsonl")).ok()?;
    let mut marked: BTreeMap<String, Vec<Marked>> = BTreeMap::new();
    for mark in marks.lines().filter_map(|line| serde_json::from_str::<Marked>(line).ok()) {
        marked.entry(mark.event.clone()).or_default().push(mark);
    }
    let marked: Vec<(String, Vec<Marked>)> = marked.into_iter().collect();
    let pairs = std::fs::read_to_string(root().join("xtask/gold/members.jsonl")).ok()?;
    let mut read: BTreeMap<String, Vec<Read>> = BTreeMap::new();
    for pair in pairs.lines().filter_map(|line| serde_json::from_str::<Read>(line).ok()) {
        read.entry(pair.event.clone()).or_default().push(pair);
    }
    let counted = marked.par_iter().map(|(event, marked)| {
        let read = read.get(event).map_or(&[][..], Vec::as_slice);
        articles.get(event).map_or_else(Pairs::default, |rows| story(rows, marked, read))
    });
    let all = counted.reduce(Pairs::default, Pairs::and);
    let share = |part: usize, rest: usize| 100.0 * part as f64 / (part + rest).max(1) as f64;
    let mut measures = vec![
        ("marked pairs brought together: right %".to_owned(), share(all.together, all.wrongly)),
        ("marked pairs of one question: brought together %".to_owned(), share(all.together, all.missed)),
    ];
    let (right, pairs) = all.sure;
    measures.push(("marked pairs brought together as sure: right %".to_owned(), share(right, pairs - right)));
    measures.push((
        "marked pairs of one question: together as sure %".to_owned(),
        share(right, all.together + all.missed - right),
    ));
    for (fit, (right, pairs)) in &all.by_fit {
        let name = format!("members read that count as {fit}: right %");
        measures.push((name, share(*right, pairs - right)));
    }
    for (kind, (right, pairs)) in &all.by_kind {
        let name = format!("brought together by a question of the kind “{kind}” ({pairs}): right %");
        measures.push((name, share(*right, pairs - right)));
    }
    Some(measures)
}

impl Pairs {
    fn and(mut self, other: Self) -> Self {
        self.together += other.together;
        self.wrongly += other.wrongly;
        self.missed += other.missed;
        self.sure = (self.sure.0 + other.sure.0, self.sure.1 + other.sure.1);
        for (fit, (right, pairs)) in other.by_fit {
            let own = self.by_fit.entry(fit).or_default();
            *own = (own.0 + right, own.1 + pairs);
        }
        for (kind, (right, pairs)) in other.by_kind {
            let own = self.by_kind.entry(kind).or_default();
            *own = (own.0 + right, own.1 + pairs);
        }
        self
    }
}

/// The pairs of one story.
fn story(rows: &[Value], marked: &[Marked], read: &[Read]) -> Pairs {
    let dossier = dossier(rows);
    let numbers: BTreeMap<&str, usize> =
        rows.iter().enumerate().filter_map(|(at, row)| Some((row["id"].as_str()?, at))).collect();
    let places = Places::of(&dossier);
    let mut pairs = Pairs::default();
    for pair in read {
        let of = |item: &Item| Some(places.matters(&dossier, *numbers.get(item.article.as_str())?, item));
        let (Some(one), Some(other)) = (of(&pair.of), of(&pair.member)) else { continue };
        let fit = one.iter().filter_map(|(at, fit)| Some(*fit.min(other.get(at)?))).max();
        if let Some(fit) = fit {
            let own = pairs.by_fit.entry(fit.name()).or_default();
            *own = (own.0 + usize::from(pair.says != "another thing"), own.1 + 1);
        }
    }
    for marked in marked {
        let items: Vec<(&Item, usize, BTreeMap<usize, Fit>)> = marked
            .items
            .iter()
            .filter_map(|item| {
                let at = *numbers.get(item.article.as_str())?;
                Some((item, at, places.matters(&dossier, at, item)))
            })
            .collect();
        for (nth, (one, at, matters)) in items.iter().enumerate() {
            for (other, there, theirs) in &items[nth + 1..] {
                // Of two sentences that stood in no matter nothing was asked.
                if at == there || one.focus.is_none() && other.focus.is_none() {
                    continue;
                }
                let right = one.group > 0 && one.group == other.group;
                let shared = || {
                    matters.iter().filter_map(|(at, sure)| {
                        theirs.get(at).map(|there| (*at, *sure.min(there) == Fit::Sure))
                    })
                };
                let together = shared().next().is_some();
                let both = one.focus.is_some() && other.focus.is_some();
                if (right || both) && shared().any(|(_, sure)| sure) {
                    pairs.sure = (pairs.sure.0 + usize::from(right), pairs.sure.1 + 1);
                }
                if let Some((at, _)) = shared().next().filter(|_| right || both)
                    && let Some(matter) = dossier.corroboration.matters.get(at)
                {
                    let own = pairs.by_kind.entry(matter.about.name()).or_default();
                    *own = (own.0 + usize::from(right), own.1 + 1);
                }
                match (together, right) {
                    (true, true) => pairs.together += 1,
                    (true, false) if both => pairs.wrongly += 1,
                    (false, true) => pairs.missed += 1,
                    _ => {}
                }
            }
        }
    }
    pairs
}

fn dossier(rows: &[Value]) -> Dossier {
    let line = |row: &Value| {
        let published = row["date"].as_str().unwrap_or_default().get(..10).unwrap_or_default();
        json!({"text": row["text"], "headline": row["title"], "outlet": row["source"], "published": published, "url": row["url"]})
            .to_string()
    };
    let lines: Vec<String> = rows.iter().map(line).collect();
    let capture = Capture::new("story.jsonl", MediaType::JsonLines, lines.join("\n").into_bytes());
    let captures = Captures { captures: vec![capture], notices: Vec::new() };
    headwater::report(&captures, &Metadata::default(), &|_, _| {})
}

/// Where matters cite articles: by article, the sentence, the words, the matter, and whether that is sure.
struct Places(BTreeMap<usize, Vec<(Span, Span, usize, Fit)>>);

impl Places {
    fn of(dossier: &Dossier) -> Self {
        let mut places: BTreeMap<usize, Vec<(Span, Span, usize, Fit)>> = BTreeMap::new();
        for (number, matter) in dossier.corroboration.matters.iter().enumerate() {
            for member in matter.claims.iter().flat_map(|claim| &claim.members) {
                if let Some(said) = dossier.statements.get(member.statement.index()) {
                    let own = places.entry(said.article.index()).or_default();
                    own.push((said.sentence, member.focus, number, member.fit));
                }
            }
        }
        Places(places)
    }

    /// The matters in which a sentence stands with these words, or with any where none are marked, and whether surely.
    fn matters(&self, dossier: &Dossier, article: usize, item: &Item) -> BTreeMap<usize, Fit> {
        let text = dossier.articles.get(article).map_or("", |article| article.text.as_str());
        let sentence = in_bytes(text, item.sentence);
        let focus = item.focus.map(|focus| in_bytes(text, focus));
        let cited = self.0.get(&article).into_iter().flatten();
        let mut held = BTreeMap::new();
        for (whole, words, matter, fit) in cited {
            if whole.overlaps(sentence) && focus.is_none_or(|focus| focus.overlaps(*words)) {
                let own = held.entry(*matter).or_insert(*fit);
                *own = (*own).max(*fit);
            }
        }
        held
    }
}

/// A stretch that is counted in code points.
fn in_bytes(text: &str, (start, end): (usize, usize)) -> Span {
    let at = |nth: usize| text.char_indices().nth(nth).map_or(text.len(), |(at, _)| at);
    Span::new(at(start), at(end))
}
