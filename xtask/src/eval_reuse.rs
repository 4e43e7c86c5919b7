//! Passages: copied wording with known places and directions, generated, from PAN 2013, and from real news.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use headwater::alignment::passage::{self, Condensed, Direction, Passage, PassageKind, Place};
use headwater::article::{self, Article, ArticleId, Metadata, Published};
use headwater::capture::{Capture, MediaType};
use headwater::text::CodePoints;
use serde_json::{Value, json};

use crate::eval::Measures;
use crate::shared::{python, root, scratch, shared};

/// Scores passages on all sets of gold data that are there.
pub fn run() -> Option<Measures> {
    let mut measures = generated(&shared("data/reuse/generated")?)?;
    measures.extend(silver().unwrap_or_default());
    measures.extend(pan(true).unwrap_or_default());
    measures.extend(pan(false).unwrap_or_default());
    Some(measures)
}

/// Generated copies in one pile, no pairs given: `docs.jsonl`, `gold.jsonl`, `negatives.jsonl` in `folder`.
pub fn generated(folder: &Path) -> Option<Measures> {
    let documents = Documents::read(&folder.join("docs.jsonl"))?;
    let found = documents.timed("generated", |articles| passage::passages(articles).value);
    let detections = documents.detections(&found);
    let gold = folder.join("gold.jsonl");
    let negatives = folder.join("negatives.jsonl");
    let options = ["--negatives".as_ref(), negatives.as_os_str()];
    let scored = score("reuse-generated", &gold, &detections, &options)?;
    let mut measures = overall("generated", &scored);
    measures.extend(levels("generated", &scored));
    let names = [
        ("!generated false copies on house style", "detections_on_boilerplate_pairs"),
        ("!generated passages on other pairs", "detections_on_unlisted_pairs"),
        ("generated direction right %", "direction_accuracy"),
        ("generated direction answered %", "direction_answered"),
        ("generated direction right, dates true %", "direction_accuracy_date_true"),
        ("generated direction right, dates equal %", "direction_accuracy_date_same"),
        ("generated direction right, dates missing %", "direction_accuracy_date_missing"),
        ("generated direction right, dates misleading %", "direction_accuracy_date_misleading"),
    ];
    for (name, key) in names {
        let times = if name.ends_with('%') { 100.0 } else { 1.0 };
        measures.extend(figure(&scored, "overall", key).map(|value| (name.to_owned(), value * times)));
    }
    Some(measures)
}

/// Passages between real outlets, found by a plain matcher: which share of their characters is found again.
pub fn silver() -> Option<Measures> {
    let documents = Documents::read(&shared("data/reuse/news_cluster_gold.jsonl")?)?;
    let found = documents.timed("real news", |articles| passage::passages(articles).value);
    let gold = shared("data/reuse/real_reuse_silver.jsonl")?;
    let scored = score("reuse-silver", &gold, &documents.detections(&found), &[])?;
    let mut measures = vec![("real news passages found".to_owned(), found.len() as f64)];
    measures.extend(
        figure(&scored, "overall", "micro_recall")
            .map(|value| ("real news characters recovered %".to_owned(), 100.0 * value)),
    );
    let pairs = documents.of_one_event(&shared("data/reuse/news_cluster_gold.jsonl")?)?;
    let condensed = passage::passages_of(&documents.articles, &pairs).condensed.len();
    let share = 100.0 * condensed as f64 / pairs.len() as f64;
    measures.push(("!real news condensed, of pairs on one event %".to_owned(), share));
    for level in ["real-verbatim", "real-edited", "real-loose"] {
        let recall = scored.pointer(&format!("/levels/{level}/micro_recall")).and_then(Value::as_f64);
        measures.extend(
            recall.map(|value| (format!("real news characters recovered, {level} %"), 100.0 * value)),
        );
    }
    Some(measures)
}

/// PAN 2013 text alignment, training part; the pairs given as in its task, or all documents in one pile.
pub fn pan(pairs_given: bool) -> Option<Measures> {
    let documents = Documents::read(&shared("data/reuse/pan13_train_docs.jsonl.gz")?)?;
    let gold = shared("data/reuse/pan13_train_gold.jsonl.gz")?;
    let name = if pairs_given { "PAN 2013, pairs given" } else { "PAN 2013, no pairs given" };
    let pairs: BTreeSet<(ArticleId, ArticleId)> =
        rows(&gold)?.iter().filter_map(|row| documents.pair(row)).collect();
    let pairs: Vec<_> = pairs.into_iter().collect();
    let mut condensed = Vec::new();
    let found = documents.timed(name, |articles| match pairs_given {
        true => {
            let given = passage::passages_of(articles, &pairs);
            condensed = given.condensed;
            given.passages
        }
        false => passage::passages(articles).value,
    });
    // Passages of other pairs are left out either way: its documents were gathered from the web and share a good deal
    // that its makers did not put there.
    // A summary is one case of the gold, whatever of it was also copied to the letter.
    let found = outside(found, &condensed);
    let detections = documents.detections(&found) + &documents.condensed(&condensed);
    let scored = score(
        if pairs_given { "reuse-pan-given" } else { "reuse-pan" },
        &gold,
        &detections,
        &["--given-pairs".as_ref()],
    )?;
    let mut measures = overall(name, &scored);
    measures.extend(levels(name, &scored));
    Some(measures)
}

/// The passages that stand in no condensed stretch.
fn outside(found: Vec<Passage>, condensed: &[Condensed]) -> Vec<Passage> {
    let inside = |part: &Place, of: &Place| part.article == of.article && of.span.overlaps(part.span);
    let stands_in = |Passage { a, b, .. }: &Passage, it: &Condensed| {
        inside(a, &it.short) && inside(b, &it.long) || inside(b, &it.short) && inside(a, &it.long)
    };
    found.into_iter().filter(|passage| !condensed.iter().any(|it| stands_in(passage, it))).collect()
}

/// The documents of a gold set as articles.
struct Documents {
    names: Vec<String>,
    numbers: BTreeMap<String, ArticleId>,
    articles: Vec<Article>,
}

impl Documents {
    fn read(path: &Path) -> Option<Self> {
        let rows = rows(path)?;
        let names: Vec<String> = rows.iter().filter_map(|row| Some(row["id"].as_str()?.to_owned())).collect();
        let numbers = names.iter().zip(0..).map(|(name, id)| (name.clone(), ArticleId(id))).collect();
        let articles = rows.iter().zip(0..).map(|(row, id)| article(ArticleId(id), row)).collect();
        Some(Documents { names, numbers, articles })
    }

    fn pair(&self, row: &Value) -> Option<(ArticleId, ArticleId)> {
        let number = |key: &str| self.numbers.get(row[key].as_str()?).copied();
        let (a, b) = (number("a")?, number("b")?);
        Some((a.min(b), a.max(b)))
    }

    /// Every two documents that tell of one event, by the rows that they were read from.
    fn of_one_event(&self, path: &Path) -> Option<Vec<(ArticleId, ArticleId)>> {
        let mut events: BTreeMap<String, Vec<ArticleId>> = BTreeMap::new();
        for row in rows(path)? {
            let number = row["id"].as_str().and_then(|id| self.numbers.get(id)).copied();
            events.entry(row["event"].to_string()).or_default().extend(number);
        }
        let every_two = |ids: &Vec<ArticleId>| {
            let two = |(nth, one): (usize, &ArticleId)| {
                ids[nth + 1..].iter().map(|other| (*one, *other)).collect::<Vec<_>>()
            };
            ids.iter().enumerate().flat_map(two).collect::<Vec<_>>()
        };
        Some(events.values().flat_map(every_two).collect())
    }

    /// Runs the matcher and prints how much text it went through in a second.
    fn timed(&self, name: &str, find: impl FnOnce(&[Article]) -> Vec<Passage>) -> Vec<Passage> {
        let bytes: usize = self.articles.iter().map(|article| article.text.len()).sum();
        let begin = Instant::now();
        let found = find(&self.articles);
        let seconds = begin.elapsed().as_secs_f64();
        let megabytes = bytes as f64 / 1e6;
        println!(
            "{name}: {} passages, {megabytes:.1} MB in {seconds:.2} s, {:.1} MB/s",
            found.len(),
            megabytes / seconds
        );
        found
    }

    /// What the scorer reads of condensed stretches.
    fn condensed(&self, condensed: &[Condensed]) -> String {
        let place = |place: Place| {
            let points = CodePoints::new(&self.articles[place.article.index()].text);
            (&self.names[place.article.index()], points.span(place.span))
        };
        let mut lines = String::new();
        for it in condensed {
            let ((a, (a_begin, a_end)), (b, (b_begin, b_end))) = (place(it.short), place(it.long));
            let row = json!({"a": a, "a_begin": a_begin, "a_end": a_end, "b": b, "b_begin": b_begin, "b_end": b_end,
                "telling": it.telling, "held": it.held});
            let _ = writeln!(lines, "{row}");
        }
        lines
    }

    /// What the scorer reads: one line per passage that is a sign of copying or of quoting.
    fn detections(&self, found: &[Passage]) -> String {
        let points: Vec<CodePoints> =
            self.articles.iter().map(|article| CodePoints::new(&article.text)).collect();
        let mut lines = String::new();
        for passage in found.iter().filter(|passage| passage.kind != PassageKind::Boilerplate) {
            let place = |place: passage::Place| {
                (&self.names[place.article.index()], points[place.article.index()].span(place.span))
            };
            let ((a, (a_begin, a_end)), (b, (b_begin, b_end))) = (place(passage.a), place(passage.b));
            let direction = match passage.direction {
                Direction::AToB => Some("a->b"),
                Direction::BToA => Some("b->a"),
                Direction::Unknown => None,
            };
            let row = json!({"a": a, "a_begin": a_begin, "a_end": a_end, "b": b, "b_begin": b_begin, "b_end": b_end,
                "score": passage.similarity, "direction": direction, "because": passage.because});
            let _ = writeln!(lines, "{row}");
        }
        lines
    }
}

/// The article of a row, read as a file of its text would be: its furniture marked, and what the row tells beside it.
fn article(id: ArticleId, row: &Value) -> Article {
    let told = |key: &str| row[key].as_str().map(str::to_owned);
    let date = told("date").and_then(|date| Some(date.get(..10)?.to_owned()));
    let text = told("text").unwrap_or_default();
    let capture = Capture::new("text", MediaType::Text, text.clone().into_bytes());
    let read = article::articles(&[capture], &Metadata::default()).value.into_iter().next();
    // Places of the gold are places in this very text.
    let read = read.filter(|read| read.text == text).unwrap_or_else(|| Article::of_text(text));
    Article {
        id,
        path: told("id").unwrap_or_default(),
        headline: told("title"),
        outlet: told("series").or_else(|| told("source")),
        url: told("url"),
        published: date.map(Published::given),
        ..read
    }
}

/// The rows of a file of JSON lines, gzipped or not.
pub fn rows(path: &Path) -> Option<Vec<Value>> {
    let bytes = std::fs::read(path).ok()?;
    let mut text = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).ok()?;
    } else {
        text = String::from_utf8(bytes).ok()?;
    }
    Some(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// Runs the scorer on the detections and reads its figures.
fn score(name: &str, gold: &Path, detections: &str, options: &[&std::ffi::OsStr]) -> Option<Value> {
    let scorer = shared("score/reuse.py")?;
    let found = kept(name, detections)?;
    let figures = scratch(&format!("{name}-figures"), "")?;
    let fixed: [&std::ffi::OsStr; 7] = [
        scorer.as_os_str(),
        "--gold".as_ref(),
        gold.as_os_str(),
        "--det".as_ref(),
        found.as_os_str(),
        "--json".as_ref(),
        figures.as_os_str(),
    ];
    python(&[fixed.as_slice(), options].concat())?;
    let scored = serde_json::from_slice(&std::fs::read(&figures).ok()?).ok();
    let _ = std::fs::remove_file(&figures);
    scored
}

/// Detections stay in `target/eval`, for whoever reads the mistakes by hand.
fn kept(name: &str, detections: &str) -> Option<PathBuf> {
    let folder = root().join("target/eval");
    std::fs::create_dir_all(&folder).ok()?;
    let path = folder.join(format!("{name}.jsonl"));
    std::fs::write(&path, detections).ok()?;
    Some(path)
}

fn figure(scored: &Value, part: &str, key: &str) -> Option<f64> {
    scored.pointer(&format!("/{part}/{key}"))?.as_f64()
}

fn overall(name: &str, scored: &Value) -> Measures {
    let keys = ["plagdet", "precision", "recall", "granularity"];
    let mark = |key: &str| if key == "granularity" { "!" } else { "" };
    keys.iter()
        .filter_map(|key| Some((format!("{}{name} {key}", mark(key)), figure(scored, "overall", key)?)))
        .collect()
}

fn levels(name: &str, scored: &Value) -> Measures {
    let levels = scored["levels"].as_object().into_iter().flatten();
    levels
        .filter_map(|(level, figures)| {
            Some((format!("{name} plagdet, {level}"), figures["plagdet"].as_f64()?))
        })
        .collect()
}
