//! The laws that always hold (MODEL, "Origins are counted"), as properties of whole dossiers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;

use headwater::article::{ArticleId, Metadata};
use headwater::capture::{Capture, Captures, MediaType};
use headwater::dossier::overview::Overview;
use headwater::dossier::pile::Parts;
use headwater::dossier::{Dossier, html, json};
use proptest::prelude::*;
use serde_json::Value;

mod common;

use common::{copy_of, counts, example, list, text_of};

fn dossier(captures: Vec<Capture>, metadata: &Metadata) -> String {
    let captures = Captures { captures, notices: Vec::new() };
    json::write(&headwater::report(&captures, metadata, &|_, _| {}))
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).expect("the dossier is JSON")
}

/// Some of the example's captures, in some order.
fn some_captures() -> impl Strategy<Value = Vec<Capture>> {
    let (captures, _) = example();
    let count = captures.len();
    proptest::sample::subsequence(captures, 1..=count).prop_shuffle()
}

/// Every object with `start`, `end` and `quote` inside `value`, with the article that it speaks of.
fn spans<'v>(value: &'v Value, article: Option<&'v str>, found: &mut Vec<(&'v str, &'v Value)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| spans(item, article, found)),
        Value::Object(fields) => {
            let own = fields.get("article").and_then(Value::as_str);
            let own = own.or_else(|| fields.get("text").and(fields.get("id")?.as_str()));
            let article = own.or(article);
            if let (Some(article), true) = (article, fields.contains_key("quote")) {
                found.push((article, value));
            }
            fields.values().for_each(|field| spans(field, article, found));
        }
        _ => {}
    }
}

fn check_spans(dossier: &Value) -> usize {
    let texts: BTreeMap<&str, Vec<char>> = list(dossier, "articles")
        .iter()
        .map(|article| (text_of(article, "id"), text_of(article, "text").chars().collect()))
        .collect();
    let mut found = Vec::new();
    spans(dossier, None, &mut found);
    for (article, span) in &found {
        let at = |end: &str| span[end].as_u64().map(|end| end as usize).expect("a number");
        let quote: String = texts[article][at("start")..at("end")].iter().collect();
        assert_eq!(quote, text_of(span, "quote"), "{span}");
    }
    found.len()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_captures_changes_nothing(captures in some_captures()) {
        let (_, metadata) = example();
        let mut sorted = captures.clone();
        sorted.sort_by(|a, b| a.path.cmp(&b.path));
        prop_assert!(dossier(captures, &metadata) == dossier(sorted, &metadata));
    }

    #[test]
    fn a_copy_never_raises_a_count(captures in some_captures(), which in any::<prop::sample::Index>()) {
        let (_, metadata) = example();
        let before = counts(&parsed(&dossier(captures.clone(), &metadata)));
        let mut with_copy = captures.clone();
        with_copy.push(copy_of(&captures[which.index(captures.len())]));
        let after = counts(&parsed(&dossier(with_copy, &metadata)));
        for (words, count) in &after {
            if let Some(count_before) = before.get(words) {
                prop_assert!(count <= count_before, "{words:?}: {count_before} origins became {count}");
            }
        }
    }
}

fn interval(of: &Value) -> (u64, u64) {
    let at = |end: &str| of["origins"][end].as_u64().expect("a number");
    (at("min"), at("max"))
}

/// The counts of the claims, that of their matter, and its sentence say one thing.
fn check_counts(dossier: &Value) -> usize {
    let origin_of: BTreeMap<&str, &str> = list(dossier, "statements")
        .iter()
        .map(|statement| (text_of(statement, "id"), text_of(statement, "origin")))
        .collect();
    let mut several = 0;
    for matter in list(dossier, "matters") {
        let ((min, max), claims) = (interval(matter), list(matter, "claims"));
        let because = text_of(matter, "because");
        let each: Vec<(u64, u64)> = claims.iter().map(interval).collect();
        assert!(1 <= min && min <= max && max <= each.iter().map(|it| it.1).sum(), "{because}");
        assert!(each.iter().all(|it| it.0 <= min && it.1 <= max && it.0 <= it.1), "{because}");
        if let [only] = each.as_slice() {
            assert_eq!(*only, (min, max), "{because}");
        }
        for claim in claims {
            let origins: BTreeSet<&str> =
                list(claim, "statements").iter().filter_map(|id| Some(origin_of[id.as_str()?])).collect();
            let most = origins.len().max(list(claim, "articles").len());
            assert!(interval(claim).1 <= most as u64, "{because}");
            several += usize::from(list(claim, "articles").len() > 1);
        }
        if min > 1 {
            assert!(claims.len() > 1 || !because.contains("one origin"), "{because}");
        }
        if let Some((_, all)) = because.rsplit_once("; ").filter(|(_, tail)| tail.ends_with(" in all.")) {
            let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
            let count =
                |n: u64| words.get(n as usize - 1).map_or_else(|| n.to_string(), |word| (*word).to_owned());
            assert!(all.starts_with(&count(min)) && all.contains(&count(max)), "{min} to {max}: {because}");
        }
    }
    several
}

#[test]
fn claims_matters_and_sentences_count_the_same() {
    let (captures, metadata) = example();
    assert!(check_counts(&parsed(&dossier(captures, &metadata))) > 5);
    let told = told(mixed());
    let several: usize = told.dossiers.values().map(|(_, json)| check_counts(&parsed(json))).sum();
    assert!(several > 5);
}

#[test]
fn every_span_quotes_its_text_exactly() {
    let (captures, metadata) = example();
    let spans = check_spans(&parsed(&dossier(captures, &metadata)));
    assert!(spans > 100, "only {spans} spans");
}

#[test]
fn equal_input_gives_equal_bytes() {
    let (captures, metadata) = example();
    assert!(dossier(captures.clone(), &metadata) == dossier(captures.clone(), &metadata));
    let captures = Captures { captures, notices: Vec::new() };
    let page = || html::page(&headwater::report(&captures, &metadata, &|_, _| {}));
    assert!(page() == page());
}

/// The bundled example shows what the program is for: between them its articles show every finding but that speakers
/// differ, for its one quotation without a speaker is said by "they", and who is not resolved is no other speaker.
#[test]
fn the_example_shows_every_finding_but_one() {
    let (captures, metadata) = example();
    let dossier = parsed(&dossier(captures, &metadata));
    let shown: BTreeSet<&str> = list(&dossier, "matters")
        .iter()
        .flat_map(|matter| list(matter, "findings"))
        .filter_map(Value::as_str)
        .collect();
    let all = [
        "corroborated",
        "disputed",
        "possibly_corroborated",
        "single_origin",
        "uncorroborated",
        "values_differ",
        "wording_differs",
    ];
    assert_eq!(shown.into_iter().collect::<Vec<_>>(), all);
}

/// The bundled pile of many stories, an article a capture.
fn mixed() -> Vec<Capture> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mixed.jsonl");
    let lines = std::fs::read_to_string(path).expect("the example is there");
    let capture = |(at, line): (usize, &str)| {
        Capture::new(format!("{at:02}.jsonl"), MediaType::JsonLines, line.as_bytes().to_vec())
    };
    lines.lines().enumerate().map(capture).collect()
}

/// What is written of a pile: the overview, and each dossier by its name, as pages and as JSON.
struct Told {
    overview: (String, String),
    dossiers: BTreeMap<String, (String, String)>,
    found: Overview,
}

fn told(captures: Vec<Capture>) -> Told {
    let captures = Captures { captures, notices: Vec::new() };
    let pile = headwater::read(&captures, &Metadata::default(), &|_, _| {});
    let parts = Parts::of(&pile);
    assert!(parts.are_many(), "the pile tells many stories");
    let dossiers = Mutex::new(BTreeMap::new());
    let write = |dossier: &Dossier| {
        let part = dossier.part.as_ref().expect("a part").id;
        let both = (html::page_of(dossier, Some("../overview.html")), json::write(dossier));
        dossiers.lock().expect("whole").insert(html::file_name(part), both);
        Ok(())
    };
    let found = headwater::stories(pile, &parts, &write, &|_, _| {}).expect("nothing fails");
    let overview = (html::overview(&found, "stories"), json::overview(&found, Some("stories")));
    Told { overview, dossiers: dossiers.into_inner().expect("whole"), found }
}

/// The JSON of the dossier in which an article with this headline is at home.
fn at_home(told: &Told, headline: &str) -> Value {
    let listed = told.found.articles.iter().find(|it| it.title == headline).expect("it is listed");
    parsed(&told.dossiers[&html::file_name(listed.part)].1)
}

#[test]
fn every_article_has_one_place_in_the_overview_and_every_link_leads_there() {
    let told = told(mixed());
    let mut placed: Vec<_> = told.found.parts.iter().flat_map(|part| part.articles.clone()).collect();
    placed.sort_unstable();
    assert_eq!(placed, (0..28).map(ArticleId).collect::<Vec<_>>());
    let page = &told.overview.0;
    for article in &placed {
        assert_eq!(page.matches(&format!("id=\"{article}\"")).count(), 1, "{article}");
    }
    let mut links = 0;
    for link in page.split("href=\"stories/").skip(1).filter_map(|rest| rest.split('"').next()) {
        let (file, anchor) = link.split_once('#').unwrap_or((link, "articles"));
        let dossier = &told.dossiers[file].0;
        assert!(dossier.contains(&format!("id=\"{anchor}\"")), "{link} leads nowhere");
        links += 1;
    }
    assert!(links > 28, "{links} links");
    for (name, (page, _)) in &told.dossiers {
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let is_there =
                link.starts_with('#') || link == "../overview.html" || told.dossiers.contains_key(link);
            assert!(is_there, "{name} leads to {link}");
        }
    }
}

#[test]
fn the_stories_of_a_mixed_pile_are_found_and_each_is_compared_with_itself_alone() {
    let told = told(mixed());
    assert_eq!(told.found.stories().count(), 8, "{:#?}", told.found.parts);
    for story in told.found.stories() {
        let dossier = parsed(&told.dossiers[&html::file_name(story.id)].1);
        let own = list(&dossier, "articles").iter().filter(|article| article["home"].is_null()).count();
        assert_eq!(own, story.articles.len());
        assert_eq!(text_of(&dossier, "part"), story.id.to_string());
        check_spans(&dossier);
    }
    let miners = at_home(&told, "Miners trapped at Orrin rescued");
    assert!(!miners.to_string().contains("Solberg"));
}

#[test]
fn the_order_of_a_mixed_pile_changes_nothing() {
    let mut turned = mixed();
    turned.reverse();
    turned.rotate_left(5);
    let (one, other) = (told(mixed()), told(turned));
    assert!(one.overview == other.overview && one.dossiers == other.dossiers);
}

#[test]
fn whoever_copies_from_another_story_stands_in_its_dossier() {
    let told = told(mixed());
    let digest = told.found.articles.iter().find(|it| it.title == "Our quarter").expect("it is listed");
    assert!(digest.part.to_string().starts_with("others"), "{}", digest.part);
    let verrin = at_home(&told, "Lower town of Verrin under water");
    let taken = list(&verrin, "articles").iter().find(|it| it["home"].is_string()).expect("a neighbour");
    assert_eq!((text_of(taken, "outlet"), text_of(taken, "home")), ("Weekend Digest", "others-1"));
    let id = text_of(taken, "id");
    assert!(
        list(&verrin, "passages")
            .iter()
            .any(|it| [&it["a"], &it["b"]].iter().any(|at| text_of(at, "article") == id))
    );
    // What it says in the shared words is read, and nothing else of it.
    let said: Vec<String> = list(&verrin, "statements")
        .iter()
        .filter(|statement| text_of(statement, "article") == id)
        .map(|statement| text_of(&statement["content"][0], "quote").to_owned())
        .collect();
    assert!(said.iter().any(|words| words.contains("nine hundred people")), "{said:?}");
    assert!(!said.iter().any(|words| words.contains("pear") || words.contains("puzzle")), "{said:?}");
    // It carries the claim, and stands behind it with nobody else's word.
    let carried = list(&verrin, "matters")
        .iter()
        .flat_map(|matter| list(matter, "claims"))
        .find(|claim| list(claim, "articles").iter().any(|article| article == id));
    let carried = carried.expect("it carries a claim");
    assert!(list(carried, "articles").len() > 1 && carried["origins"]["max"] == 1, "{carried}");
    // And where it is at home all that it says is read, and the copy is shown as well.
    let home = at_home(&told, "Our quarter");
    assert!(home.to_string().contains("pear trees"));
    assert!(list(&home, "articles").iter().any(|article| text_of(article, "outlet") == "Verrin Echo"));
}

#[test]
fn near_duplicates_are_grouped_and_shown() {
    let told = told(mixed());
    let fire = at_home(&told, "Two bakers die in Quill Street fire");
    let groups = list(&fire, "near_duplicates");
    assert_eq!(groups.len(), 1, "{groups:?}");
    assert_eq!(list(&groups[0], "articles").len(), 2);
    assert_eq!(list(&fire, "articles").iter().filter(|article| article["home"].is_null()).count(), 4);
}

#[test]
fn one_story_is_one_dossier() {
    let (captures, metadata) = example();
    let captures = Captures { captures, notices: Vec::new() };
    let pile = headwater::read(&captures, &metadata, &|_, _| {});
    assert!(!Parts::of(&pile).are_many());
}
