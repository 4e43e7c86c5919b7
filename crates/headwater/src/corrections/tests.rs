//! Files as people write them, and as nobody should.

use super::*;
use crate::article::ArticleId;
use crate::notice::{Noted, Severity};

fn read(text: &str) -> Noted<Corrections> {
    Corrections::from_toml(text.as_bytes())
}

const ALL: &str = r#"
[[date]]
article = "a.txt"
published = 2031-03-05
by = "N. N."
on = 2031-04-01
why = "The printed paper is dated so."

[[join-entities]]
names = ["The Harbour Union", { name = "the union", article = "a.txt" }]

[[part-entities]]
names = ["Ana Hale", "Hale"]

[[speaker]]
article = "a.txt"
quote = "They came at night"
suffix = "she said"
speaker = "Ana Hale"
for = "the Harbour Union"

[[speaker]]
quote = "Nobody was hurt"
described = "a guard"

[[speaker]]
quote = "All are free"
unknown = true

[[join-matters]]
statements = [
    { article = "a.txt", quote = "forty were held" },
    "the police held forty",
]
label = "how many were held"

[[part-matters]]
statements = [{ quote = "two died" }]

[[idiom]]
quote = "could not immediately be reached for comment"
"#;

#[test]
fn an_entry_of_every_kind_is_read() {
    let read = read(ALL);
    assert_eq!(read.notices, Vec::new());
    let kinds: Vec<&str> = read.value.entries.iter().map(|entry| entry.what.name()).collect();
    let expected = [
        "date",
        "join-entities",
        "part-entities",
        "speaker",
        "speaker",
        "speaker",
        "join-matters",
        "part-matters",
        "idiom",
    ];
    assert_eq!(kinds, expected);
    let date = &read.value.entries[0];
    assert_eq!((date.line, date.by.as_deref(), date.on.as_deref()), (2, Some("N. N."), Some("2031-04-01")));
}

#[test]
fn line_ends_marks_and_encodings_make_no_difference() {
    let plain = read(ALL).value.entries;
    let crlf = ALL.replace('\n', "\r\n");
    let mark = format!("\u{feff}{ALL}");
    let wide: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(ALL.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [crlf.into_bytes(), mark.into_bytes(), wide] {
        let read = Corrections::from_toml(&bytes);
        assert!(read.notices.is_empty(), "{:?}", read.notices);
        assert_eq!(read.value.entries, plain);
    }
}

#[test]
fn the_order_of_the_entries_changes_nothing_but_their_lines() {
    let mut parts: Vec<&str> = ALL.split("\n\n").collect();
    parts.reverse();
    let bare = |text: &str| -> Vec<Entry> {
        read(text).value.entries.into_iter().map(|entry| Entry { line: 0, ..entry }).collect()
    };
    assert_eq!(bare(&parts.join("\n\n")), bare(ALL));
}

#[test]
fn an_entry_that_is_wrong_keeps_no_other_from_being_read() {
    let text = "[[date]]\narticle = \"a.txt\npublished = \"2031-03-05\"\n\n[[spaeker]]\nquote = \"x y\"\n\n\
        [[speaker]]\nquote = \"All are free\"\n\n[[idiom]]\nquote = \"…\"\n\n[[join-entities]]\nnames = \"Hale\"\n\n\
        [[idiom]]\nquote = \"for comment\"\nwhi = \"?\"\n";
    let read = read(text);
    assert_eq!(read.value.entries.len(), 1, "{:?}", read.value);
    let told: Vec<String> = read.notices.iter().map(|notice| notice.message.clone()).collect();
    for part in
        ["line 2", "line 5: there is no correction `spaeker`", "line 8", "line 11", "line 14", "no key `whi`"]
    {
        assert!(told.iter().any(|message| message.contains(part)), "{part}: {told:#?}");
    }
    assert!(read.notices.iter().all(|notice| notice.hint.is_some()));
    let hint =
        read.notices.iter().find(|notice| notice.message.contains("whi")).and_then(|it| it.hint.clone());
    assert!(hint.is_some_and(|hint| hint.contains("quote, by, on, why")));
}

#[test]
fn a_file_that_is_no_toml_is_an_error_and_no_panic() {
    let deep = format!("[[idiom]]\nquote = {}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let nested = format!("a = {}", "{ a = ".repeat(50_000));
    let huge = vec![b'#'; (4 << 20) + 1];
    let files: [&[u8]; 8] = [
        b"<html><body>no</body></html>",
        b"\x00\x01\x02",
        b"[[idiom]]\nquote = \"a\x00b\"",
        b"\xFF\xFF\xFF",
        b"file,outlet\na.txt,b",
        deep.as_bytes(),
        nested.as_bytes(),
        &huge,
    ];
    for bytes in files {
        let read = Corrections::from_toml(bytes);
        assert!(read.value.entries.is_empty(), "{:?}", read.value);
        assert!(read.notices.iter().any(|notice| notice.severity == Severity::Error), "{:?}", read.notices);
    }
    assert!(Corrections::from_toml(b"").notices.is_empty());
}

#[test]
fn more_entries_than_a_person_writes_are_told() {
    let many = read(&"[[idiom]]\nquote = \"so it is\"\nwhy = \"x\"\n".repeat(5_002));
    assert_eq!(many.value.entries.len(), 1, "equal entries are one");
    assert!(many.notices.iter().any(|notice| notice.message.contains("5000")));
}

const TEXT: &str = "“They came at night,” she said. They came at noon, he said.";

fn places(exact: &str, prefix: Option<&str>, suffix: Option<&str>) -> Vec<String> {
    let owned = |words: Option<&str>| words.map(str::to_owned);
    let quote = Quote { article: None, exact: exact.into(), prefix: owned(prefix), suffix: owned(suffix) };
    let found = Finder::default().find(ArticleId(0), TEXT, &quote);
    found.into_iter().map(|span| span.of(TEXT).to_owned()).collect()
}

#[test]
fn words_are_found_whatever_their_marks_and_told_apart_by_what_stands_around_them() {
    assert_eq!(places("\"they  CAME at night\"", None, None), ["They came at night"]);
    assert_eq!(places("They came at", None, None).len(), 2);
    assert_eq!(places("They came at", None, Some("noon, he")).len(), 1);
    assert_eq!(places("They came at", None, Some("no")).len(), 1, "the context may end inside a word");
    assert_eq!(places("They came at", Some("id. "), None).len(), 1, "or begin there");
    assert_eq!(places("They came at", Some("said"), None).len(), 1);
    assert_eq!(places("They came by", None, None), Vec::<String>::new());
}

#[test]
fn entries_that_say_different_things_of_one_thing_contradict_each_other() {
    let said = [(EntryId(0), 7, "a"), (EntryId(1), 7, "b"), (EntryId(2), 8, "c"), (EntryId(3), 8, "c")];
    assert_eq!(contradictions(&said), [(EntryId(0), EntryId(1)), (EntryId(1), EntryId(0))]);
}
