//! Case files in prose: `tests/suite/*.md`, which anyone can write.
//!
//! A case is a heading, one or more quoted texts, and the list of what must be found in them:
//!
//! ```text
//! ## A speaker after the words
//! article: The Evening Post, 2026-03-06
//! > "Nobody was there," said Ana Verick, a nurse.
//! - statement: direct | Ana Verick | said | Nobody was there | asserts
//! - nothing: quantity
//! ```
//!
//! An article's address may stand behind its day ("… @ https://…"). A field may be `*`, which fits everything. What each kind of line compares stands in [`found`].

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use headwater::annotation::EntityKind;
use headwater::article::Metadata;
use headwater::capture::{Capture, Captures, Digest, MediaType};
use headwater::dossier::Dossier;

#[derive(Default)]
struct Case {
    name: String,
    articles: Vec<Quoted>,
    expected: Vec<String>,
}

#[derive(Default)]
struct Quoted {
    outlet: Option<String>,
    published: Option<String>,
    address: Option<String>,
    text: String,
}

#[test]
fn every_case_finds_what_it_lists() {
    let mut report = String::new();
    let mut cases_run = 0;
    for file in case_files() {
        let text = std::fs::read_to_string(&file).expect("a case file is UTF-8");
        for case in cases(&text) {
            cases_run += 1;
            check(&file, &case, &mut report);
        }
    }
    assert!(cases_run > 0, "no case was found");
    assert!(report.is_empty(), "\n{report}");
}

fn case_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let entries = std::fs::read_dir(folder).expect("the folder of case files is there");
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case { name: name.to_owned(), ..Case::default() });
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(about) = line.strip_prefix("article: ") {
            let (about, address) = about.split_once(" @ ").unwrap_or((about, ""));
            let (outlet, published) = about.rsplit_once(", ").unwrap_or((about, ""));
            let known = |part: &str| (!part.is_empty()).then(|| part.to_owned());
            case.articles.push(Quoted {
                outlet: known(outlet),
                published: known(published),
                address: known(address),
                text: String::new(),
            });
        } else if let Some(quoted) = line.strip_prefix('>') {
            if case.articles.is_empty() {
                case.articles.push(Quoted::default());
            }
            let article = case.articles.last_mut().expect("one was just pushed");
            article.text.push_str(quoted.strip_prefix(' ').unwrap_or(quoted));
            article.text.push('\n');
        } else if let Some(expected) = line.strip_prefix("- ") {
            case.expected.push(expected.to_owned());
        }
    }
    cases
}

fn check(file: &Path, case: &Case, report: &mut String) {
    let dossier = dossier(case);
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    assert!(!case.expected.is_empty(), "{name}: {}: nothing is expected", case.name);
    for expected in &case.expected {
        let (kind, wanted) = expected.split_once(": ").unwrap_or_else(|| panic!("{name}: {expected}"));
        let (kind, nothing) = if kind == "nothing" { (wanted, true) } else { (kind, false) };
        let (kind, wanted) =
            if nothing { kind.split_once(' ').unwrap_or((kind, "*")) } else { (kind, wanted) };
        let found = found(&dossier, kind);
        let fits = found.iter().any(|found| fits(wanted, found));
        if fits == nothing {
            let _ = writeln!(report, "{name}: {}\n  - {expected}\n  found: {found:#?}\n", case.name);
        }
    }
}

/// Whether every field of `wanted` is `*` or the same as that of `found`.
fn fits(wanted: &str, found: &str) -> bool {
    let mut found = found.split(" | ");
    wanted.split(" | ").all(|wanted| match found.next() {
        Some(found) => wanted == "*" || wanted.trim() == found.trim(),
        None => false,
    })
}

fn dossier(case: &Case) -> Dossier {
    let rows = case.articles.iter().enumerate().map(|(number, article)| {
        serde_json::json!({
            "text": article.text.trim_end(), "outlet": article.outlet, "published": article.published,
            "url": article.address.clone().unwrap_or_else(|| format!("https://example.org/{number}")),
        })
        .to_string()
    });
    let bytes = rows.collect::<Vec<_>>().join("\n").into_bytes();
    let capture = Capture {
        id: Digest([0; 32]),
        path: "case.jsonl".to_owned(),
        media_type: MediaType::JsonLines,
        bytes,
    };
    let captures = Captures { captures: vec![capture], notices: Vec::new() };
    headwater::report(&captures, &Metadata::default(), &|_, _| {})
}

/// Everything of one kind that was found, as ` | `-separated fields in the order that a case gives them.
fn found(dossier: &Dossier, kind: &str) -> Vec<String> {
    match kind {
        "statement" => statements(dossier),
        "channel" => channels(dossier),
        "told" => told(dossier),
        "time" => times(dossier),
        "quantity" => quantities(dossier),
        "furniture" => furniture(dossier),
        "entity" => entities(dossier),
        "passage" => passages(dossier),
        "finding" => findings(dossier),
        "matter" => matters(dossier),
        "sentence" => sentences(dossier),
        other => panic!("no such kind of thing: {other}"),
    }
}

/// `form | source | cue | content | stance`; the source's kind in brackets where it has no name.
fn statements(dossier: &Dossier) -> Vec<String> {
    let shown = |statement: &headwater::statement::Statement| {
        let text = &dossier.articles[statement.article.index()].text;
        let source = statement.source.name.clone().unwrap_or(format!("[{}]", statement.source.kind.name()));
        let cue = statement.cue.map_or("", |cue| cue.of(text));
        let content: Vec<&str> = statement.content.iter().map(|part| part.of(text)).collect();
        let form = statement.form.name();
        format!("{form} | {source} | {cue} | {} | {}", content.join(" … "), statement.stance.name())
    };
    dossier.statements.iter().map(shown).collect()
}

/// `source | for whom it speaks | content | how sure | source of the statement around it`
fn told(dossier: &Dossier) -> Vec<String> {
    let name = |statement: &headwater::statement::Statement| {
        statement.source.name.clone().unwrap_or(format!("[{}]", statement.source.kind.name()))
    };
    let shown = |statement: &headwater::statement::Statement| {
        let text = &dossier.articles[statement.article.index()].text;
        let content: Vec<&str> = statement.content.iter().map(|part| part.of(text)).collect();
        let within = statement.within.map(|host| name(&dossier.statements[host])).unwrap_or_default();
        let body = statement.source.speaks_for.clone().unwrap_or_default();
        let sure = format!("{:?}", statement.confidence).to_lowercase();
        format!("{} | {body} | {} | {sure} | {within}", name(statement), content.join(" … "))
    };
    dossier.statements.iter().map(shown).collect()
}

/// `name | source of the statement`
fn channels(dossier: &Dossier) -> Vec<String> {
    let of = |statement: &headwater::statement::Statement| {
        let source = statement.source.name.clone().unwrap_or_default();
        statement
            .channel
            .iter()
            .map(move |channel| format!("{} | {source}", channel.name))
            .collect::<Vec<_>>()
    };
    dossier.statements.iter().flat_map(of).collect()
}

/// `words | value`
fn times(dossier: &Dossier) -> Vec<String> {
    let of = |(article, found): (&headwater::article::Article, &headwater::annotation::Annotations)| {
        let shown = |time: &headwater::annotation::Time| {
            let value = time.value.as_ref().map_or("unknown", |value| value.as_str());
            format!("{} | {value}", time.span.of(&article.text))
        };
        found.times.iter().map(shown).collect::<Vec<_>>()
    };
    dossier.articles.iter().zip(&dossier.annotations).flat_map(of).collect()
}

/// `words | low..high | hedge | what is counted`
fn quantities(dossier: &Dossier) -> Vec<String> {
    let of = |(article, found): (&headwater::article::Article, &headwater::annotation::Annotations)| {
        let bound = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let shown = |quantity: &headwater::annotation::Quantity| {
            let counts = quantity.counts.map_or("", |counts| counts.of(&article.text));
            let words = quantity.span.of(&article.text);
            let (low, high) = (bound(quantity.low), bound(quantity.high));
            format!("{words} | {low}..{high} | {:?} | {counts}", quantity.hedge)
        };
        found.quantities.iter().map(shown).collect::<Vec<_>>()
    };
    dossier.articles.iter().zip(&dossier.annotations).flat_map(of).collect()
}

/// `kind | words`
fn furniture(dossier: &Dossier) -> Vec<String> {
    let of = |article: &headwater::article::Article| {
        let shown = |piece: &headwater::article::Furniture| {
            format!("{} | {}", piece.kind.name(), piece.span.of(&article.text).trim())
        };
        article.furniture.iter().map(shown).collect::<Vec<_>>()
    };
    dossier.articles.iter().flat_map(of).collect()
}

/// `name | kind | mentions`
fn entities(dossier: &Dossier) -> Vec<String> {
    let kind = |kind| match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Other => "other",
    };
    let of = |(article, found): (&headwater::article::Article, &headwater::annotation::Annotations)| {
        let shown = |entity: &headwater::annotation::Entity| {
            let words = |mention: &usize| found.mentions[*mention].span.of(&article.text);
            let mentions: Vec<&str> = entity.mentions.iter().map(words).collect();
            format!("{} | {} | {}", entity.name, kind(entity.kind), mentions.join(", "))
        };
        found.entities.iter().map(shown).collect::<Vec<_>>()
    };
    dossier.articles.iter().zip(&dossier.annotations).flat_map(of).collect()
}

/// `words in the first article | edit | kind`
fn passages(dossier: &Dossier) -> Vec<String> {
    let shown = |passage: &headwater::alignment::passage::Passage| {
        let words = passage.a.span.of(&dossier.articles[passage.a.article.index()].text);
        format!("{words} | {:?} | {:?}", passage.edit, passage.kind)
    };
    dossier.passages.iter().map(shown).collect()
}

/// `finding | least-most origins of the matter | claims in their order, joined by "; "`
fn findings(dossier: &Dossier) -> Vec<String> {
    let of = |matter: &headwater::corroboration::Matter| {
        let claims: Vec<&str> = matter.claims.iter().map(|claim| claim.label.as_str()).collect();
        let origins = format!("{}-{}", matter.origins.start(), matter.origins.end());
        let shown = |finding: &headwater::corroboration::Finding| {
            format!("{} | {origins} | {}", finding.name(), claims.join("; "))
        };
        matter.findings.iter().map(shown).collect::<Vec<_>>()
    };
    dossier.corroboration.matters.iter().flat_map(of).collect()
}

/// `label | least-most origins`
fn matters(dossier: &Dossier) -> Vec<String> {
    let of = |matter: &headwater::corroboration::Matter| {
        format!("{} | {}-{}", matter.label, matter.origins.start(), matter.origins.end())
    };
    dossier.corroboration.matters.iter().map(of).collect()
}

/// The sentences' words.
fn sentences(dossier: &Dossier) -> Vec<String> {
    let of = |(article, found): (&headwater::article::Article, &headwater::annotation::Annotations)| {
        found.sentences.iter().map(|sentence| sentence.span.of(&article.text).to_owned()).collect::<Vec<_>>()
    };
    dossier.articles.iter().zip(&dossier.annotations).flat_map(of).collect()
}
