//! Corrections on the bundled example: each kind does what it says, and the laws hold with them as without.

use std::sync::Mutex;

use headwater::article::Metadata;
use headwater::capture::{self, Capture, Captures};
use headwater::corrections::Corrections;
use headwater::dossier::pile::Parts;
use headwater::dossier::{Dossier, html, json, summary};
use proptest::prelude::*;
use serde_json::Value;

mod common;

use common::{copy_of, counts, example, examples, list, text_of};

/// The worked example of the manual.
fn worked() -> String {
    std::fs::read_to_string(examples().join("corrections.toml")).expect("the example has corrections")
}

fn report(captures: Vec<Capture>, corrections: &str) -> Dossier {
    let (_, metadata) = example();
    let mut read = Captures { captures, notices: Vec::new() };
    let corrections =
        Corrections::from_file("corrections.toml", corrections.as_bytes()).into_value(&mut read.notices);
    headwater::report_corrected(&read, &metadata, corrections, &|_, _| {})
}

fn dossier(corrections: &str) -> Value {
    let (captures, _) = example();
    parsed(&report(captures, corrections))
}

fn parsed(dossier: &Dossier) -> Value {
    serde_json::from_str(&json::write(dossier)).expect("the dossier is JSON")
}

/// The one matter in which these words stand among those that give a claim.
fn matter<'v>(dossier: &'v Value, quote: &str) -> &'v Value {
    let holds = |matter: &&Value| {
        list(matter, "claims")
            .iter()
            .flat_map(|claim| list(claim, "citations"))
            .any(|it| text_of(it, "quote").starts_with(quote))
    };
    let found: Vec<&Value> = list(dossier, "matters").iter().filter(holds).collect();
    assert_eq!(found.len(), 1, "{quote} stands in {} matters", found.len());
    found[0]
}

fn findings(matter: &Value) -> Vec<&str> {
    list(matter, "findings").iter().filter_map(Value::as_str).collect()
}

fn statuses(dossier: &Value) -> Vec<(&str, &str)> {
    list(dossier, "corrections").iter().map(|row| (text_of(row, "kind"), text_of(row, "status"))).collect()
}

const INQUIRY: &str = "As an inquiry is under way, we are unable to discuss operational matters";
const ORDER: &str = "the order to clear the camp had come from the office of the prime minister";
const DENIED: &str = "that the office of the prime minister had been involved";
const BROKEN_UP: &str = "Police broke up a strike camp at the Kessel shipyard";

#[test]
fn every_correction_of_the_worked_example_acts_and_is_named_where_it_acts() {
    let found = dossier(&worked());
    assert!(
        statuses(&found).iter().all(|(_, status)| *status == "applied"),
        "{:#?}",
        list(&found, "corrections")
    );
    assert_eq!(statuses(&found).len(), 7);
    for key in ["articles", "entities", "statements", "passages", "matters"] {
        assert!(list(&found, key).iter().any(|row| !list(row, "corrected").is_empty()), "{key}");
    }
    let (captures, _) = example();
    let made = report(captures, &worked());
    let page = html::page(&made);
    assert!(
        page.contains("corrected by R. Almar on 20 November 2026") && page.contains("id=\"corrections\"")
    );
    assert!(summary::write(&made, 80).contains("Corrections by hand: 7 acted."));
}

#[test]
fn what_follows_from_a_correction_is_counted_anew() {
    let (before, after) = (dossier(""), dossier(&worked()));
    let open = |found: &Value| {
        let on_it = |it: &&Value| text_of(it, "label").contains("inquiry is under way");
        let mut matters = list(found, "matters").iter().filter(on_it);
        matters.any(|it| text_of(it, "because").contains("“they” (unresolved)"))
    };
    assert!(open(&before) && !open(&after), "the ministry said it everywhere");
    assert_eq!(findings(matter(&before, ORDER)), ["disputed", "possibly_corroborated"]);
    let order = matter(&after, ORDER);
    assert!(findings(order).contains(&"disputed") && std::ptr::eq(order, matter(&after, DENIED)), "{order}");
    assert_eq!(list(&matter(&before, BROKEN_UP)["claims"][0], "statements").len(), 3);
    assert_eq!(text_of(matter(&after, BROKEN_UP), "label"), "how the strike camp was cleared");
    assert_eq!(list(&matter(&after, BROKEN_UP)["claims"][0], "statements").len(), 1);
    let kind = |found: &Value| {
        let is_it = |it: &&Value| text_of(&it["a"], "quote").trim_matches(['"', ',']) == INQUIRY;
        list(found, "passages").iter().find(is_it).map(|it| text_of(it, "kind").to_owned())
    };
    assert_eq!(kind(&before).as_deref(), Some("quotation"));
    assert_eq!(kind(&after).as_deref(), Some("boilerplate"));
    let names = |found: &Value| -> Vec<String> {
        let known =
            list(found, "entities").iter().filter(|it| text_of(it, "name").contains("Interior Ministry"));
        known.map(|it| text_of(it, "name").to_owned()).collect()
    };
    assert_eq!((names(&before).len(), names(&after).len()), (2, 1));
    let published = |found: &Value| {
        let mill =
            list(found, "articles").iter().find(|it| it["outlet"] == "NewsMill").expect("NewsMill is there");
        text_of(&mill["published"], "value").to_owned()
    };
    assert_eq!((published(&before).as_str(), published(&after).as_str()), ("2026-03-04", "2026-03-05"));
}

#[test]
fn a_second_reader_sees_what_is_stale_ambiguous_or_not_needed() {
    let file = format!(
        r#"
[[speaker]]
article = "newsmill.txt"
quote = "words that were cut from the article"
speaker = "Ana Verick"

[[speaker]]
article = "gone.txt"
quote = "{INQUIRY}"
unknown = true

[[speaker]]
quote = "{INQUIRY}"
speaker = "Interior Ministry"

[[speaker]]
article = "meridian.txt"
quote = "{INQUIRY}"
speaker = "Interior Ministry"

[[join-entities]]
names = ["Drost", "Pavel Drost"]

[[join-entities]]
names = ["Pavel Drost", "Nobody Here"]

[[part-entities]]
names = ["Ana Verick", "Pavel Drost"]

[[idiom]]
quote = "an idiom that nobody writes in this case"

[[date]]
article = "radio-and-post.jsonl"
published = 2026-03-04

[[date]]
article = "meridian.txt"
published = 2026-03-03
"#
    );
    let found = dossier(&file);
    let count = |status: &str| statuses(&found).iter().filter(|(_, it)| *it == status).count();
    assert_eq!(count("stale"), 4, "{:#?}", list(&found, "corrections"));
    assert_eq!(count("ambiguous"), 2, "{:#?}", list(&found, "corrections"));
    assert_eq!(count("agreed"), 4, "{:#?}", list(&found, "corrections"));
    let about: Vec<&Value> =
        list(&found, "notices").iter().filter(|it| it["path"] == "corrections.toml").collect();
    assert_eq!(about.len(), 10);
    assert!(about.iter().all(|it| text_of(it, "message").contains("line ") && it["hint"].is_string()));
    let ambiguous = about.iter().find(|it| text_of(it, "message").contains("radio-and-post"));
    assert!(
        ambiguous.is_some_and(|it| text_of(it, "message").contains("Ministry raises count")),
        "{ambiguous:?}"
    );
    // Nothing that did not act changes anything but the lists in which it is told.
    let plain = dossier("");
    for key in ["articles", "entities", "statements", "passages", "origins", "lineage", "matters", "timeline"]
    {
        assert!(found[key] == plain[key], "{key}");
    }
}

#[test]
fn what_contradicts_itself_does_nothing() {
    let file = format!(
        "[[speaker]]\narticle = \"newsmill.txt\"\nquote = \"{INQUIRY}\"\nspeaker = \"Ana Verick\"\n\
         [[speaker]]\narticle = \"newsmill.txt\"\nquote = \"{INQUIRY}\"\nunknown = true\n\
         [[join-entities]]\nnames = [\"Ana Verick\", \"Pavel Drost\"]\n\
         [[part-entities]]\nnames = [\"Ana Verick\", \"Pavel Drost\"]\n"
    );
    let found = dossier(&file);
    let refused = statuses(&found).into_iter().filter(|(_, status)| *status == "refused").count();
    assert_eq!(refused, 3, "{:?}", list(&found, "corrections"));
    assert!(found["matters"] == dossier("")["matters"]);
}

#[test]
fn people_of_one_name_are_joined_and_parted() {
    let text = "Marta Hale and her brother spoke on Monday.\n\n“We saw nothing,” Marta Hale said. \
        Hale said the boats were gone.\n\nOwen Hale said two men drowned.";
    let capture =
        |path: &str, text: &str| Capture::new(path, capture::MediaType::Text, text.as_bytes().to_vec());
    let both = || {
        vec![
            capture("a.txt", text),
            capture("b.txt", "“We saw the boats,” Owen Hale said on Monday. Two men drowned, Hale said.\n"),
        ]
    };
    let names = |corrections: &str| -> Vec<String> {
        let found = parsed(&report(both(), corrections));
        list(&found, "entities")
            .iter()
            .map(|it| text_of(it, "name").to_owned())
            .filter(|it| it.contains("Hale"))
            .collect()
    };
    let apart = names("");
    assert!(apart.len() > 1, "{apart:?}");
    assert_eq!(names("[[join-entities]]\nnames = [\"Marta Hale\", \"Owen Hale\"]\n").len(), 1);
    let two = names("[[part-entities]]\nnames = [{ name = \"Hale\", article = \"b.txt\" }, \"Owen Hale\"]\n");
    assert!(two.len() > 1 && two.contains(&"Hale".to_owned()), "{two:?}");
}

#[test]
fn over_many_stories_a_correction_is_told_where_it_acts_and_only_what_acts_nowhere_is_told_of_all() {
    let file = r#"
[[speaker]]
article = "mixed.jsonl"
quote = "denied on Thursday that its flour silo was unsafe"
described = "a neighbour"

[[join-entities]]
names = ["Lucan Tesk", "Dag Hest"]

[[join-entities]]
names = ["Tamsin Orr", "The prison governor of nowhere"]

[[idiom]]
quote = "words that stand in none of these articles"
"#;
    let captures = capture::read(&[examples().join("mixed.jsonl")], None);
    let corrections = Corrections::from_toml(file.as_bytes()).value;
    let pile = headwater::read_corrected(&captures, &Metadata::default(), corrections, &|_, _| {});
    let parts = Parts::of(&pile);
    assert!(parts.are_many());
    let shown = Mutex::new(Vec::new());
    let write = |dossier: &Dossier| {
        let kinds = dossier.corrections.entries.iter().map(|it| (it.entry.what.name(), it.status.name()));
        shown.lock().expect("no thread failed").extend(kinds);
        Ok(())
    };
    let overview = headwater::stories(pile, &parts, &write, &|_, _| {}).expect("nothing is written");
    assert_eq!(shown.into_inner().expect("no thread failed"), [("speaker", "applied")]);
    let fates: Vec<(&str, &str)> =
        overview.corrections.entries.iter().map(|it| (it.entry.what.name(), it.status.name())).collect();
    // Nobody of one story is joined with somebody of another.
    let expected =
        [("join-entities", "stale"), ("join-entities", "stale"), ("speaker", "applied"), ("idiom", "stale")];
    assert_eq!(fates, expected);
    let told = overview.notices.iter().filter(|it| it.message.contains("the correction at line")).count();
    assert_eq!(told, 3);
}

/// The worked corrections, entry by entry.
fn entries() -> Vec<String> {
    let text = worked();
    let mut entries: Vec<String> = text.split("\n[[").skip(1).map(|entry| format!("[[{entry}\n")).collect();
    entries.push(format!("[[idiom]]\nquote = \"{ORDER}\"\n"));
    entries.push(
        "[[part-matters]]\nstatements = [{ article = \"meridian.txt\", quote = \"at least 40\" }]\n".into(),
    );
    entries.push("[[speaker]]\narticle = \"meridian.txt\"\nquote = \"a strike camp at the Kessel shipyard\"\nunknown = true\n".into());
    entries
}

fn some_entries() -> impl Strategy<Value = Vec<String>> {
    let all = entries();
    let count = all.len();
    proptest::sample::subsequence(all, 0..=count).prop_shuffle()
}

/// The dossier without the lines of the file, its own lines sorted.
fn without_lines(dossier: &Dossier) -> Vec<String> {
    let line = regex::Regex::new(r#"at line \d+|"line":\d+"#).expect("a pattern");
    let bare = line.replace_all(&json::write(dossier), "line").into_owned();
    let mut lines: Vec<String> = bare.lines().map(|line| line.trim_end_matches(',').to_owned()).collect();
    lines.sort();
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_entries_changes_nothing(entries in some_entries()) {
        let mut sorted = entries.clone();
        sorted.sort();
        let (captures, _) = example();
        let one = without_lines(&report(captures.clone(), &entries.concat()));
        prop_assert!(one == without_lines(&report(captures, &sorted.concat())));
    }

    #[test]
    fn with_corrections_too_a_copy_never_raises_a_count(entries in some_entries(), which in any::<prop::sample::Index>()) {
        let (captures, _) = example();
        let file = entries.concat();
        let before = counts(&parsed(&report(captures.clone(), &file)));
        let mut with_copy = captures.clone();
        with_copy.push(copy_of(&captures[which.index(captures.len())]));
        let after = counts(&parsed(&report(with_copy, &file)));
        for (words, count) in &after {
            if let Some(count_before) = before.get(words) {
                prop_assert!(count <= count_before, "{words:?}: {count_before} origins became {count}");
            }
        }
    }

    #[test]
    fn nothing_that_stands_in_the_file_can_stop_the_run(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let _ = Corrections::from_toml(&bytes);
        let quoted = serde_json::to_string(&text).expect("text has a form");
        let file = format!("[[idiom]]\nquote = {quoted}\n[[join-entities]]\nnames = [{quoted}, \"Ana Verick\"]\n{text}");
        let capture = Capture::new("a.txt", capture::MediaType::Text, format!("Ana Verick said {text}.").into_bytes());
        let made = report(vec![capture], &file);
        let _ = (html::page(&made), json::write(&made), summary::write(&made, 80));
    }
}
