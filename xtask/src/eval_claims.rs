//! Bringing together what speaks to one question: sentence pairs (MRPC, STS news, numbers, RTE-3) and whole cases.

use std::collections::BTreeSet;
use std::path::PathBuf;

use headwater::alignment::question::{Agreement, claim};
use headwater::alignment::{Reading, entity, passage, question};
use headwater::annotation::{self, Annotations};
use headwater::article::{self, Article, DateMethod, Metadata, Published};
use headwater::capture::{self, Capture, MediaType};
use headwater::edtf::Edtf;
use headwater::statement;
use rayon::prelude::*;
use serde_json::Value;

use crate::eval::Measures;
use crate::shared::{root, shared};
use crate::train_same::{RIDGE_AGAINST, fit};

/// Two texts, read as two articles.
struct Pair {
    articles: Vec<Article>,
    found: Vec<Annotations>,
}

impl Pair {
    fn read(one: &str, other: &str) -> Self {
        let capture = |name: &str, text: &str| Capture::new(name, MediaType::Text, text.as_bytes().to_vec());
        let captures = [capture("a.txt", one), capture("b.txt", other)];
        let articles = article::articles(&captures, &Metadata::default()).value;
        let found = articles.iter().map(|article| annotation::annotate(article).value).collect();
        Pair { articles, found }
    }

    /// One of the two; where they are the same bytes, which are one article, that one.
    fn side(&self, at: usize) -> (&str, &Annotations) {
        let at = at.min(self.found.len() - 1);
        (self.articles.get(at).map_or("", |article| &article.text), &self.found[at])
    }

    /// What `ask` makes of the two.
    fn asked(&self, ask: fn((&str, &Annotations), (&str, &Annotations)) -> f64) -> f64 {
        ask(self.side(0), self.side(1))
    }

    /// Whether the two give values that cannot both be so.
    fn differ(&self) -> bool {
        questions(&self.articles, &self.found).iter().any(|question| {
            matches!(question.relation, Agreement::ValuesDiffer | Agreement::Update) || is_disputed(question)
        })
    }
}

/// Whether one denies what another says.
fn is_disputed(question: &question::Question) -> bool {
    let has = |denies: bool| {
        let members = question.answers.iter().flat_map(|answer| &answer.members);
        members.filter(|member| (member.stance == statement::Stance::Denies) == denies).count() > 0
    };
    has(true) && has(false)
}

fn questions(articles: &[Article], found: &[Annotations]) -> Vec<question::Question> {
    reading(articles, found, question::questions)
}

/// What `ask` makes of all that is read from some articles.
fn reading<T>(articles: &[Article], found: &[Annotations], ask: impl FnOnce(Reading<'_>) -> T) -> T {
    let pairs = articles.par_iter().zip(found);
    let said = pairs.map(|(article, found)| statement::statements(article, found).value).collect();
    let statements = statement::gather(said);
    let entities = entity::entities(articles, found);
    let passages = passage::passages(articles).value;
    let stories = question::stories(articles, found);
    ask(Reading {
        articles,
        annotations: found,
        statements: &statements,
        entities: &entities,
        passages: &passages,
        stories: &stories,
    })
}

/// Stories of a mixed pile: 397 articles of real news about 69 events, scored as clusters (B-cubed, Bagga and Baldwin 1998),
/// by their texts alone and with what users mostly know of them; and piles that tell one story, which must stay whole.
pub fn stories() -> Option<Measures> {
    let rows = rows("data/reuse/news_cluster_gold.jsonl")?;
    let captures: Vec<Capture> = (1..)
        .zip(&rows)
        .map(|(at, row)| {
            Capture::new(format!("{at}.txt"), MediaType::Text, text(row, "text").as_bytes().to_vec())
        })
        .collect();
    let bare = article::articles(&captures, &Metadata::default()).value;
    let found: Vec<Annotations> =
        bare.par_iter().map(|article| annotation::annotate(article).value).collect();
    let mut measures = Measures::new();
    for (name, headline, date) in [
        ("real news", false, false),
        ("real news with dates", false, true),
        ("real news with headlines", true, false),
        ("real news with headlines and dates", true, true),
    ] {
        let known: Vec<Article> =
            bare.iter().zip(&rows).map(|(bare, row)| known(bare, row, headline, date)).collect();
        let told = question::stories(&known, &found).of;
        let pairs: Vec<(&str, usize)> = rows.iter().map(|row| text(row, "cluster")).zip(told).collect();
        measures.extend(b_cubed(name, &pairs));
    }
    measures.push(("piles of one story kept whole %".to_owned(), kept_whole()?));
    Some(measures)
}

/// The article with its headline and date where `row` gives them and they are asked for.
fn known(bare: &Article, row: &Value, headline: bool, date: bool) -> Article {
    let mut article = bare.clone();
    let given = |key: &str| Some(text(row, key)).filter(|value| !value.is_empty());
    if let Some(title) = given("title").filter(|_| headline) {
        article.headline = Some(title.to_owned());
    }
    if let Some(day) = given("date").and_then(|date| date.split('T').next()).filter(|_| date) {
        article.published = Some(Published {
            value: Edtf::new(day),
            method: DateMethod::Given,
            span: None,
            contradicted: false,
        });
    }
    article
}

/// Precision, recall and F1 over (event, story), in per cent.
fn b_cubed(name: &str, pairs: &[(&str, usize)]) -> Measures {
    let (mut precision, mut recall) = (0.0, 0.0);
    for (event, story) in pairs {
        let both = pairs.iter().filter(|other| other.0 == *event && other.1 == *story).count() as f64;
        precision += both / pairs.iter().filter(|other| other.1 == *story).count() as f64;
        recall += both / pairs.iter().filter(|other| other.0 == *event).count() as f64;
    }
    let (precision, recall) = (precision / pairs.len() as f64, recall / pairs.len() as f64);
    vec![
        (format!("{name}, B-cubed precision"), 100.0 * precision),
        (format!("{name}, B-cubed recall"), 100.0 * recall),
        (format!("{name}, B-cubed F1"), 200.0 * precision * recall / (precision + recall)),
    ]
}

/// How many of the piles that tell one story are taken for one, in per cent: the cases and the bundled example.
fn kept_whole() -> Option<f64> {
    let cases = ["aceh-2013", "qamishli-2016", "pompeo-2018", "lithuania-2017"];
    let mut piles = vec![root().join("examples/port-selva")];
    for case in cases {
        piles.push(shared(&format!("cases/{case}/articles"))?);
    }
    let is_whole = |pile: &PathBuf| {
        let captures = capture::read(std::slice::from_ref(pile), None).captures;
        let articles = article::articles(&captures, &Metadata::default()).value;
        let found: Vec<Annotations> =
            articles.par_iter().map(|article| annotation::annotate(article).value).collect();
        question::stories(&articles, &found).of.iter().all(|story| *story == 0)
    };
    Some(percent(piles.iter().filter(|pile| is_whole(pile)).count(), piles.len()))
}

fn rows(path: &str) -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(shared(path)?).ok()?;
    Some(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

fn text<'v>(row: &'v Value, key: &str) -> &'v str {
    row.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The fifth of MRPC that `cargo xtask train same` leaves out (its test part is kept back), and the development part of the
/// STS news pairs.
pub fn same_claim() -> Option<Measures> {
    let rows = rows("data/claims/pairs_same_claim.jsonl")?;
    let left_out: Vec<Row<'_>> = numbered(&rows).filter(|row| is_left_out(*row)).collect();
    let read = |(_, row): Row<'_>| Pair::read(text(row, "a"), text(row, "b"));
    let (judged, graded): (Vec<Row<'_>>, Vec<Row<'_>>) =
        left_out.into_iter().partition(|(_, row)| row.get("same").is_some());
    let judged: Vec<(bool, bool)> = judged
        .into_par_iter()
        .filter_map(|row| Some((row.1["same"].as_i64()? == 1, read(row).asked(claim::same_claim) > 0.5)))
        .collect();
    let graded: Vec<(f64, f64)> = graded
        .into_par_iter()
        .filter_map(|row| Some((row.1["score"].as_f64()?, read(row).asked(claim::likeness))))
        .collect();
    let right = judged.iter().filter(|(gold, found)| gold == found).count();
    Some(vec![
        ("MRPC accuracy".to_owned(), percent(right, judged.len())),
        ("MRPC F1".to_owned(), f1(&judged).2),
        ("STS news development, Spearman".to_owned(), 100.0 * spearman(&graded)),
    ])
}

/// A pair with its place in the file.
type Row<'v> = (usize, &'v Value);

fn numbered(rows: &[Value]) -> impl Iterator<Item = Row<'_>> {
    rows.iter().enumerate()
}

/// Whether a pair is kept for measuring: every fifth of MRPC, and the development part of the STS news pairs.
fn is_left_out((at, row): Row<'_>) -> bool {
    if text(row, "source") == "MRPC" { at.is_multiple_of(5) } else { text(row, "split") == "dev" }
}

/// The two texts of a pair, by letters and figures alone and whichever comes first: STS took many pairs from MRPC.
fn texts(row: &Value) -> [String; 2] {
    let plain = |key: &str| -> String {
        text(row, key).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let mut texts = [plain("a"), plain("b")];
    texts.sort();
    texts
}

/// The measures of every pair to learn from, and what people said of it. No pair is among them that is measured on, in
/// either part.
pub fn to_learn_from() -> Option<Vec<Example>> {
    let rows = rows("data/claims/pairs_same_claim.jsonl")?;
    let (left_out, rest): (Vec<Row<'_>>, Vec<Row<'_>>) = numbered(&rows).partition(|row| is_left_out(*row));
    let left_out: BTreeSet<[String; 2]> = left_out.into_iter().map(|(_, row)| texts(row)).collect();
    let examples = rest.into_par_iter().filter(|(_, row)| !left_out.contains(&texts(row)));
    let examples = examples.filter_map(|(_, row)| {
        let pair = Pair::read(text(row, "a"), text(row, "b"));
        let measures = claim::measures::of(pair.side(0), pair.side(1)).0.to_vec();
        let same = row.get("same").and_then(Value::as_f64);
        // Likeness is graded from 0 to 5.
        let sure = match same {
            Some(same) => same,
            None => row.get("score")?.as_f64()? / 5.0,
        };
        Some(Example { measures, sure, graded: same.is_none() })
    });
    Some(examples.collect())
}

/// A pair to learn from.
#[derive(Clone)]
pub struct Example {
    pub measures: Vec<f64>,
    /// How sure it is that the two make the same claim, or how alike they are.
    pub sure: f64,
    /// Whether likeness was graded, and not one claim judged.
    pub graded: bool,
}

/// Pairs with numbers: which of them disagree.
pub fn numbers() -> Option<Measures> {
    let rows = rows("data/claims/numeric_disagreement.jsonl")?;
    let is_conflict = |row: &Value| text(row, "label") == "conflict";
    let judged = judge(&rows, |row| (text(row, "a"), text(row, "b")), is_conflict, Pair::differ);
    let (precision, recall, f1) = f1(&judged);
    Some(vec![
        ("numeric conflict precision".to_owned(), precision),
        ("numeric conflict recall".to_owned(), recall),
        ("numeric conflict F1".to_owned(), f1),
    ])
}

/// RTE-3 development part: which hypotheses contradict their text, by the differences that a pile shows and by what speaks
/// against a claim. The weights of the latter are tuned there: for the second rows each tenth is judged with weights that are
/// fitted on the others.
pub fn contradictions() -> Option<Measures> {
    let rows = rows("data/claims/rte3_threeway.jsonl")?;
    let read = |row: &Value| Pair::read(text(row, "text"), text(row, "hyp"));
    let speaks = |pair: &Pair| pair.differ() || pair.asked(claim::speaks_against) >= claim::BORDER;
    let judged = judge(&rows, |row| (text(row, "text"), text(row, "hyp")), is_contradiction, speaks);
    let differ: Vec<bool> = rows.par_iter().map(|row| read(row).differ()).collect();
    let examples = contradictions_to_learn_from()?;
    let left_out: Vec<(bool, bool)> = (0..PARTS)
        .flat_map(|part| {
            let own = |at: usize| at % PARTS == part;
            let others = examples.iter().enumerate().filter(|(at, _)| !own(*at)).map(|(_, one)| one.clone());
            let worth = fit(&others.collect::<Vec<_>>(), RIDGE_AGAINST);
            let judge = |(at, one): (usize, &Example)| {
                let sum: f64 = one.measures.iter().chain(&[1.0]).zip(&worth).map(|(a, b)| a * b).sum();
                let speaks = 1.0 / (1.0 + (-sum).exp()) >= claim::BORDER;
                (one.sure > 0.5, speaks || differ.get(at).copied().unwrap_or_default())
            };
            examples.iter().enumerate().filter(|(at, _)| own(*at)).map(judge).collect::<Vec<_>>()
        })
        .collect();
    let named = |name: &str, judged: &[(bool, bool)]| {
        let (precision, recall, f1) = f1(judged);
        [("precision", precision), ("recall", recall), ("F1", f1)]
            .map(|(measure, value)| (format!("{name} {measure}"), value))
    };
    let all = named("RTE-3 contradiction", &judged);
    Some(all.into_iter().chain(named("RTE-3 contradiction, weights of the rest,", &left_out)).collect())
}

/// Into so many parts the pairs are cut.
const PARTS: usize = 10;

fn is_contradiction(row: &Value) -> bool {
    text(row, "label") == "contradicts"
}

/// The measures of every text with a claim, and whether it speaks against it.
pub fn contradictions_to_learn_from() -> Option<Vec<Example>> {
    let rows = rows("data/claims/rte3_threeway.jsonl")?;
    let example = |row: &Value| {
        let pair = Pair::read(text(row, "text"), text(row, "hyp"));
        let measures = claim::against::of(pair.side(0), pair.side(1)).to_vec();
        Example { measures, sure: if is_contradiction(row) { 1.0 } else { 0.0 }, graded: false }
    };
    Some(rows.par_iter().map(example).collect())
}

fn judge<'v>(
    rows: &'v [Value],
    sides: impl Fn(&'v Value) -> (&'v str, &'v str) + Sync,
    gold: impl Fn(&Value) -> bool + Sync,
    found: impl Fn(&Pair) -> bool + Sync,
) -> Vec<(bool, bool)> {
    let errors = std::env::var_os("HEADWATER_EVAL_ERRORS").is_some();
    let judged: Vec<(bool, bool)> = rows
        .par_iter()
        .map(|row| {
            let (one, other) = sides(row);
            (gold(row), found(&Pair::read(one, other)))
        })
        .collect();
    for (row, (gold, found)) in rows.iter().zip(&judged).filter(|(_, (gold, found))| errors && gold != found)
    {
        let (one, other) = sides(row);
        println!("{} {}\n  {one}\n  {other}", if *gold { "missed" } else { "wrong" }, text(row, "label"));
        let _ = found;
    }
    judged
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// Precision, recall and F1 of yes, in per cent, over (gold, found).
fn f1(judged: &[(bool, bool)]) -> (f64, f64, f64) {
    let both = judged.iter().filter(|(gold, found)| *gold && *found).count();
    let precision = percent(both, judged.iter().filter(|(_, found)| *found).count());
    let recall = percent(both, judged.iter().filter(|(gold, _)| *gold).count());
    (precision, recall, if both == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) })
}

/// Spearman's rank correlation, ties sharing their mean rank.
fn spearman(pairs: &[(f64, f64)]) -> f64 {
    let one = ranks(&pairs.iter().map(|pair| pair.0).collect::<Vec<_>>());
    let other = ranks(&pairs.iter().map(|pair| pair.1).collect::<Vec<_>>());
    let mean = (pairs.len() as f64 + 1.0) / 2.0;
    let sum =
        |f: &dyn Fn(f64, f64) -> f64| one.iter().zip(&other).map(|(a, b)| f(a - mean, b - mean)).sum::<f64>();
    let spread = (sum(&|a, _| a * a) * sum(&|_, b| b * b)).sqrt();
    if spread > 0.0 { sum(&|a, b| a * b) / spread } else { 0.0 }
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut at = 0;
    while at < order.len() {
        let tied = order[at..].iter().take_while(|place| values[**place] == values[order[at]]).count();
        for place in &order[at..at + tied] {
            ranks[*place] = at as f64 + (tied as f64 + 1.0) / 2.0;
        }
        at += tied;
    }
    ranks
}
