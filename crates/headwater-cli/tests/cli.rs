//! The program itself, run as a user runs it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn headwater(args: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headwater"));
    command.args(args).current_dir(folder).stdin(Stdio::null()).output().expect("the program starts")
}

fn example() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/port-selva");
    path.canonicalize().expect("the example is there").to_string_lossy().into_owned()
}

fn scratch(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder is made");
        std::fs::write(path, bytes).expect("the file is written");
    }
    folder
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const STORY: &[u8] =
    b"Ferry aground off Lomar\n\nThe ferry struck a rock on Monday, Captain Ruta Sel said.\n";

#[test]
fn the_example_gives_a_page_and_says_where_it_is() {
    let folder = scratch(&[]);
    let output = headwater(&["report", &example()], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(printed(&output).contains("dossier.html"), "{}", printed(&output));
    let page = std::fs::read_to_string(folder.path().join("dossier.html")).expect("the page is there");
    assert!(page.contains("<!DOCTYPE html>"));
    assert!(page.contains("Verick"));
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("readable").collect();
    assert_eq!(left.len(), 1, "nothing but the page is left behind");
}

#[test]
fn the_order_of_the_inputs_changes_nothing() {
    let folder = scratch(&[]);
    let files =
        ["meridian.txt", "newsmill.txt", "daily-lantern.html", "radio-and-post.jsonl", "state-gazette.txt"];
    let paths: Vec<String> = files.iter().map(|file| format!("{}/{file}", example())).collect();
    let run = |paths: Vec<&str>| {
        let mut args = vec!["report", "--format", "json"];
        args.extend(paths);
        printed(&headwater(&args, folder.path()))
    };
    let forth = run(paths.iter().map(String::as_str).collect());
    let back = run(paths.iter().rev().map(String::as_str).collect());
    assert!(forth.contains("\"format\""));
    assert!(forth == back, "the dossier depends on the order of the inputs");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let folder = scratch(&[
        ("good.txt", STORY),
        ("empty.txt", b""),
        ("picture.jpg", b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00"),
        ("binary.txt", b"\x7FELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3E\x00"),
    ]);
    let output = headwater(&["report", ".", "--format", "json"], folder.path());
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    for file in ["empty.txt", "binary.txt"] {
        assert!(said(&output).contains(file), "{file} is not named: {}", said(&output));
    }
    assert!(said(&output).contains("hint:"));
    assert!(printed(&output).contains("Ruta Sel"));
}

#[test]
fn nothing_to_read_could_not_run() {
    let folder = scratch(&[]);
    let missing = headwater(&["report", "no-such-folder"], folder.path());
    assert_eq!(missing.status.code(), Some(1));
    assert!(said(&missing).contains("no-such-folder"), "{}", said(&missing));
    assert!(said(&missing).contains("hint:"));
    let empty = headwater(&["report", "."], folder.path());
    assert_eq!(empty.status.code(), Some(1));
    assert!(!folder.path().join("dossier.html").exists());
}

#[test]
fn standard_input_is_an_article() {
    let folder = scratch(&[]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(["report", "-", "--format", "json"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(STORY).expect("the pipe takes it");
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(printed(&output).contains("struck a rock"));
}

#[test]
fn a_pipe_that_closes_early_is_no_error() {
    let folder = scratch(&[]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(["report", &example(), "--format", "json"])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(!said(&output).contains("panicked"));
}

#[test]
fn a_page_that_is_not_ours_is_not_overwritten() {
    let folder = scratch(&[("story.txt", STORY), ("dossier.html", b"<p>my notes</p>")]);
    let output = headwater(&["report", "story.txt"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("-o"), "{}", said(&output));
    assert_eq!(std::fs::read(folder.path().join("dossier.html")).expect("still there"), b"<p>my notes</p>");
    let again = headwater(&["report", "story.txt", "-o", "other.html"], folder.path());
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    let third = headwater(&["report", "story.txt", "-o", "story.txt"], folder.path());
    assert_eq!(third.status.code(), Some(1));
    assert_eq!(std::fs::read(folder.path().join("story.txt")).expect("still there"), STORY);
}

#[test]
fn what_is_read_is_never_written_over() {
    let folder =
        scratch(&[("in/story.txt", STORY), ("in/metadata.csv", b"file,outlet\nstory.txt,The Bell\n")]);
    let kept = |args: &[&str]| {
        let output = headwater(args, folder.path());
        assert_eq!(output.status.code(), Some(1), "{args:?}: {}", said(&output));
        assert!(
            said(&output).contains("overwritten") && said(&output).contains("hint:"),
            "{}",
            said(&output)
        );
        assert_eq!(std::fs::read(folder.path().join("in/story.txt")).expect("still there"), STORY);
    };
    kept(&["report", "in", "-o", "in/story.txt"]);
    kept(&["report", "./in/story.txt", "-o", "in/../in/story.txt"]);
    kept(&["report", "in", "-o", "in/metadata.csv"]);
}

#[test]
fn a_second_run_in_the_same_folder_finds_the_same() {
    let folder = scratch(&[("story.txt", STORY)]);
    for format in ["html", "json", "text"] {
        let name = format!("dossier.{format}");
        let run = || {
            let output = headwater(&["report", ".", "--format", format, "-o", &name], folder.path());
            assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        };
        run();
        run();
    }
    let output = headwater(&["report", ".", "--format", "json"], folder.path());
    assert_eq!(printed(&output).matches("\"headline\"").count(), 1, "{}", printed(&output));
}

#[test]
fn a_place_that_cannot_be_written_is_told_before_the_work() {
    let folder = scratch(&[("story.txt", STORY)]);
    let output = headwater(&["report", "story.txt", "-o", "nowhere/page.html"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("its folder is not there"), "{}", said(&output));
    assert!(!said(&output).contains(".headwater-"), "{}", said(&output));
}

#[test]
fn a_table_that_is_none_stops_only_whoever_named_it() {
    let folder = scratch(&[("in/story.txt", STORY), ("in/metadata.csv", b"name,day\nstory.txt,Monday\n")]);
    let found = headwater(&["report", "in", "--format", "json"], folder.path());
    assert_eq!(found.status.code(), Some(2), "{}", said(&found));
    assert!(said(&found).contains("metadata.csv") && printed(&found).contains("struck a rock"));
    let named = headwater(&["report", "in", "--metadata", "in/metadata.csv"], folder.path());
    assert_eq!(named.status.code(), Some(1), "{}", said(&named));
}

#[test]
fn json_that_is_wrong_in_every_way_is_told_line_by_line() {
    let lines = b"{\"text\":7}\nnull\n{\"headline\":\"x\"}\n{\"text\":\"The ferry sank, Ruta Sel said.\",\"outlet\":5}\n{\"text\":\"Th";
    let folder = scratch(&[("a.jsonl", lines), ("b.json", b"[]")]);
    let output = headwater(&["report", ".", "--format", "json"], folder.path());
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    for said_of in
        ["line 2 was not read: it is no JSON object", "line 3 was not read: it has no", "line 5", "b.json"]
    {
        assert!(said(&output).contains(said_of), "{said_of}: {}", said(&output));
    }
    assert!(printed(&output).contains("Ruta Sel"));
}

#[cfg(unix)]
#[test]
fn names_of_files_cannot_write_on_the_terminal() {
    let folder = scratch(&[("good.txt", STORY), ("\u{1b}[31mred\nline.txt", b"")]);
    let output = headwater(&["report", "."], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("red") && !said(&output).contains('\u{1b}'), "{:?}", said(&output));
}

#[test]
fn an_article_longer_than_any_book_is_refused() {
    let long = "The ferry struck a rock, the captain said. ".repeat(100_000);
    let folder = scratch(&[("good.txt", STORY), ("long.txt", long.as_bytes())]);
    let output = headwater(&["report", ".", "--format", "json"], folder.path());
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("long.txt: not read"), "{}", said(&output));
}

#[test]
fn another_language_is_told_once() {
    let german = "Die Fähre lief am Montag vor Lomar auf einen Felsen, sagte die Kapitänin Ruta Sel. \
        Vierzig Menschen wurden verletzt, teilte die Küstenwache mit.";
    let folder = scratch(&[("good.txt", STORY), ("fremd.txt", german.as_bytes())]);
    let output = headwater(&["report", ".", "--format", "json"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(said(&output).matches("fremd.txt").count(), 1, "{}", said(&output));
    assert!(said(&output).contains("written in German"), "{}", said(&output));
}

/// The program at work on the folder `in`.
#[cfg(target_os = "linux")]
fn started(folder: &Path) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(["report", "in", "-o", "page.html"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

#[cfg(target_os = "linux")]
#[test]
fn interrupted_it_leaves_nothing_behind() {
    let long =
        "The ferry struck a rock on Monday, Captain Ruta Sel said. Forty people were hurt. ".repeat(20_000);
    let folder = scratch(&[("in/long.txt", long.as_bytes())]);
    for signal in ["-INT", "-TERM"] {
        let mut child = started(folder.path());
        std::thread::sleep(std::time::Duration::from_millis(300));
        Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill runs");
        assert_eq!(child.wait().expect("it ends").code(), Some(130));
        let left = std::fs::read_dir(folder.path()).expect("readable").count();
        assert_eq!(left, 1, "something is left behind");
    }
}

/// Runs the program from a shell that first sets a limit.
#[cfg(target_os = "linux")]
fn limited(limit: &str, folder: &Path) -> Output {
    let run = format!("{limit}; exec \"$0\" report in -o page.html");
    Command::new("sh")
        .args(["-c", &run, env!("CARGO_BIN_EXE_headwater")])
        .current_dir(folder)
        .output()
        .expect("a shell runs")
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_grows_too_large_leaves_nothing_behind() {
    let folder = scratch(&[("in/story.txt", STORY)]);
    let output = limited("ulimit -f 1", folder.path());
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("cannot write page.html"), "{}", said(&output));
    assert!(said(&output).contains("hint:"), "{}", said(&output));
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("readable").flatten().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!(limited("true", folder.path()).status.code(), Some(0), "it is the limit that fails");
}

#[cfg(target_os = "linux")]
#[test]
fn interrupted_while_writing_it_leaves_nothing_behind() {
    let long =
        "The ferry struck a rock on Monday, Captain Ruta Sel said. Forty people were hurt. ".repeat(2_000);
    let folder = scratch(&[("in/long.txt", long.as_bytes())]);
    let names = || {
        let entries = std::fs::read_dir(folder.path()).expect("readable").flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    let mut child = started(folder.path());
    // An empty temporary file only tries the place; the page is the one with something in it.
    let growing = || {
        let entries = std::fs::read_dir(folder.path()).expect("readable").flatten();
        entries
            .filter(|entry| entry.file_name().to_string_lossy().starts_with(".headwater-"))
            .any(|entry| entry.metadata().is_ok_and(|data| data.len() > 0))
    };
    while child.try_wait().expect("it can be asked").is_none() && !growing() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    let code = child.wait().expect("it ends").code();
    let left = names();
    let whole = left.iter().filter(|name| *name == "page.html").count();
    assert!(code == Some(130) && left.len() == 1 + whole || code == Some(0), "{code:?} {left:?}");
    if whole == 1 {
        let page = std::fs::read_to_string(folder.path().join("page.html")).expect("readable");
        assert!(page.trim_end().ends_with("</html>"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = scratch(&[("story.txt", STORY)]);
    let output = headwater(&["report", "story.txt", "-o", "/dev/full"], folder.path());
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("/dev/full"), "{}", said(&output));
}

#[test]
fn metadata_beside_the_files_is_used() {
    let csv = b"file,outlet,published,headline,url\nstory.txt,The Lomar Bell,2026-01-05,,\n";
    let folder = scratch(&[("in/story.txt", STORY), ("in/metadata.csv", csv)]);
    let output = headwater(&["report", "in", "--format", "json"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(printed(&output).contains("The Lomar Bell"));
    assert!(printed(&output).contains("2026-01-05"));
}

#[test]
fn corrections_beside_the_files_are_used_and_what_is_wrong_in_them_is_told() {
    let fine: &[u8] = b"[[date]]\narticle = \"story.txt\"\npublished = 2026-01-07\nby = \"N. N.\"\n";
    let folder = scratch(&[
        ("in/story.txt", STORY),
        ("in/corrections.toml", fine),
        ("stale.toml", b"[[date]]\narticle = \"gone.txt\"\npublished = 2026-01-07\n"),
        ("none.toml", b"<html>"),
        ("bad.toml", b"[[date]]\narticle = \"story.txt\"\n\n[[date]]\narticle = \"story.txt\"\npublished = 2026-01-08\n"),
    ]);
    let run = |more: &[&str]| {
        let args: Vec<&str> = ["report", "in", "--format", "json"].iter().chain(more).copied().collect();
        headwater(&args, folder.path())
    };
    let found = run(&[]);
    assert_eq!(found.status.code(), Some(0), "{}", said(&found));
    assert!(said(&found).is_empty(), "a file that is used is not left out: {}", said(&found));
    assert!(printed(&found).contains("2026-01-07") && printed(&found).contains("N. N."));
    let stale = run(&["--corrections", "stale.toml"]);
    assert_eq!(stale.status.code(), Some(0), "{}", said(&stale));
    assert!(
        said(&stale).contains("stale.toml: the correction at line 1") && said(&stale).contains("gone.txt"),
        "{}",
        said(&stale)
    );
    let none = run(&["--corrections", "none.toml"]);
    assert_eq!(none.status.code(), Some(2), "{}", said(&none));
    assert!(
        said(&none).contains("error: none.toml: line 1 is not TOML")
            && printed(&none).contains("struck a rock")
    );
    let bad = run(&["--corrections", "bad.toml"]);
    assert_eq!(bad.status.code(), Some(2), "{}", said(&bad));
    assert!(
        said(&bad).contains("at line 1 (`date`) was left out") && printed(&bad).contains("2026-01-08"),
        "{}",
        said(&bad)
    );
    let missing = run(&["--corrections", "nowhere.toml"]);
    assert_eq!(missing.status.code(), Some(1), "{}", said(&missing));
    let onto = run(&["-o", "in/corrections.toml"]);
    assert_eq!(onto.status.code(), Some(1), "{}", said(&onto));
    assert_eq!(std::fs::read(folder.path().join("in/corrections.toml")).expect("still there"), fine);
}

#[test]
fn what_is_typed_wrongly_could_not_run() {
    let here = scratch(&[]);
    for typed in [&["bogus"][..], &["report"], &["report", "--nonsense", "x.txt"], &[]] {
        let run = headwater(typed, here.path());
        assert_eq!(run.status.code(), Some(1), "{typed:?}: {}", said(&run));
        assert!(said(&run).contains("Usage"), "{typed:?}: {}", said(&run));
    }
    for asked in [&["--help"][..], &["--version"], &["report", "--help"]] {
        assert_eq!(headwater(asked, here.path()).status.code(), Some(0), "{asked:?}");
    }
}

#[test]
fn help_completions_and_the_manual_are_there() {
    let folder = scratch(&[]);
    for (args, word) in [
        (vec!["--help"], "report"),
        (vec!["report", "--help"], "Examples:"),
        (vec!["completions", "bash"], "_headwater"),
        (vec!["completions", "zsh"], "#compdef headwater"),
        (vec!["man"], ".TH headwater"),
        (vec!["--version"], "headwater 0"),
    ] {
        let output = headwater(&args, folder.path());
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert!(printed(&output).contains(word), "{args:?}: {}", printed(&output));
    }
}

/// The README's commands are those that continuous integration runs, and its files are there.
#[test]
fn the_readme_is_true_to_the_repository() {
    let root: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).expect("the README is there");
    for mark in ["<!-- ci: main -->", "<!-- ci: test -->"] {
        let after = readme.split(mark).nth(1).unwrap_or_else(|| panic!("{mark} is missing"));
        let command = after.lines().find(|line| line.starts_with("cargo ")).expect("a command follows");
        assert!(command.len() < 100, "{command}");
    }
    for link in readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        if !link.starts_with("http") && !link.starts_with('#') {
            assert!(root.join(link).exists(), "the README points to {link}, which is not there");
        }
    }
}

#[test]
fn what_is_read_can_be_shown() {
    let folder = scratch(&[("story.txt", STORY), ("empty.txt", b"")]);
    let tables = headwater(&["annotate", "."], folder.path());
    assert_eq!(tables.status.code(), Some(2), "{}", said(&tables));
    assert!(printed(&tables).contains("# sent_id = a1-1") && printed(&tables).contains("\tnsubj\t"));
    let lines = headwater(&["annotate", "story.txt", "--format", "json", "-o", "out.jsonl"], folder.path());
    assert_eq!(lines.status.code(), Some(0), "{}", said(&lines));
    let written = std::fs::read_to_string(folder.path().join("out.jsonl")).expect("was written");
    assert_eq!(written.lines().count(), 1);
    assert!(written.contains("\"upos\":\"VERB\"") && written.contains("Ruta Sel"));
    let onto = headwater(&["annotate", "story.txt", "-o", "story.txt"], folder.path());
    assert_eq!(onto.status.code(), Some(1), "{}", said(&onto));
}

fn mixed() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mixed.jsonl");
    path.canonicalize().expect("the example is there").to_string_lossy().into_owned()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("readable").flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_mixed_pile_gives_an_overview_and_a_dossier_for_each_story() {
    let folder = scratch(&[]);
    let run = || {
        let output = headwater(&["report", &mixed(), "-o", "my lake.html"], folder.path());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        output
    };
    let output = run();
    assert!(printed(&output).contains("They tell 8 stories"), "{}", printed(&output));
    assert!(printed(&output).contains("my lake.html") && printed(&output).contains("my lake-stories"));
    assert_eq!(names_in(folder.path()), ["my lake-stories", "my lake.html"]);
    let dossiers = names_in(&folder.path().join("my lake-stories"));
    assert_eq!(dossiers.len(), 9, "{dossiers:?}");
    assert!(dossiers.contains(&"story-8.html".to_owned()) && dossiers.contains(&"others-1.html".to_owned()));
    let page = std::fs::read_to_string(folder.path().join("my lake.html")).expect("it is there");
    assert!(page.contains("href=\"my%20lake-stories/story-1.html\""));
    let story = std::fs::read_to_string(folder.path().join("my lake-stories/story-1.html")).expect("there");
    assert!(story.contains("href=\"../my%20lake.html\"") && story.contains("Quill Street"));
    // A second run replaces both, and does not read what the first wrote.
    run();
    assert_eq!(names_in(folder.path()), ["my lake-stories", "my lake.html"]);
    let again = headwater(&["report", ".", &mixed(), "--format", "json", "-q"], folder.path());
    assert_eq!(printed(&again).matches("\"title\":").count(), 28, "{}", printed(&again));
    assert!(!printed(&again).contains("story-1.html\",\"media_type"));
}

#[test]
fn a_mixed_pile_can_be_one_dossier_or_one_story() {
    let folder = scratch(&[]);
    let json = |args: &[&str]| {
        let pile = mixed();
        let output = headwater(&[&["report", &pile, "--format", "json"], args].concat(), folder.path());
        (output.status.code(), printed(&output), said(&output))
    };
    let (code, whole, _) = json(&["--one"]);
    assert_eq!((code, whole.matches("\"headline\":").count()), (Some(0), 28));
    let (code, story, _) = json(&["--story", "1"]);
    assert_eq!(code, Some(0));
    assert!(
        story.contains("\"part\":\"story-1\"")
            && story.contains("Quill Street")
            && !story.contains("Solberg")
    );
    let (code, _, why) = json(&["--story", "99"]);
    assert_eq!(code, Some(1));
    assert!(why.contains("tell 8") && why.contains("hint:"), "{why}");
    let (code, overview, told) = json(&[]);
    assert_eq!(code, Some(0));
    assert!(overview.contains("\"stories\":[") && overview.contains("\"dossier\":null"), "{overview}");
    assert!(told.contains("-o"), "{told}");
    assert!(names_in(folder.path()).is_empty());
    let page = headwater(&["report", &mixed(), "-o", "-"], folder.path());
    assert!(printed(&page).contains("<!DOCTYPE html>") && said(&page).contains("one dossier"));
    assert!(names_in(folder.path()).is_empty());
}

#[test]
fn a_mixed_pile_as_json_files_and_as_text() {
    let folder = scratch(&[("out/keep.txt", STORY)]);
    let output = headwater(&["report", &mixed(), "--format", "json", "-o", "out"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(names_in(&folder.path().join("out")), ["dossier-stories", "dossier.json", "keep.txt"]);
    let overview = std::fs::read_to_string(folder.path().join("out/dossier.json")).expect("it is there");
    assert!(overview.contains("\"dossier\":\"dossier-stories/story-2.json\""), "{overview}");
    assert!(folder.path().join("out/dossier-stories/story-2.json").is_file());
    let text = headwater(&["report", &mixed(), "--format", "text"], folder.path());
    assert_eq!(printed(&text).matches("story-").count(), 8, "{}", printed(&text));
}

#[test]
fn a_folder_of_somebody_elses_is_not_replaced() {
    let folder = scratch(&[("dossier-stories/notes.txt", STORY)]);
    let output = headwater(&["report", &mixed()], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("dossier-stories") && said(&output).contains("hint:"),
        "{}",
        said(&output)
    );
    let notes = folder.path().join("dossier-stories/notes.txt");
    assert_eq!(std::fs::read(notes).expect("still there"), STORY);
    let one = headwater(&["report", &mixed(), "--one"], folder.path());
    assert_eq!(one.status.code(), Some(0), "{}", said(&one));
}

#[cfg(target_os = "linux")]
#[test]
fn interrupted_while_writing_dossiers_it_leaves_nothing_behind() {
    let folder = scratch(&[]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(["report", &mixed(), "-o", "page.html"])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let begun = || {
        let names = names_in(folder.path());
        names.iter().any(|name| folder.path().join(name).is_dir())
    };
    while child.try_wait().expect("it can be asked").is_none() && !begun() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    let code = child.wait().expect("it ends").code();
    let left = names_in(folder.path());
    let whole = ["page-stories", "page.html"];
    assert!(code == Some(130) && left.is_empty() || left == whole, "{code:?} {left:?}");
}

/// Every line of a run of `passages`, and what it said.
fn passages(args: &[&str], folder: &Path) -> (Vec<serde_json::Value>, String) {
    let output = headwater(&[&["passages"], args].concat(), folder);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let rows = printed(&output).lines().map(serde_json::from_str).collect::<Result<_, _>>();
    (rows.expect("one line of JSON a passage"), said(&output))
}

#[test]
fn given_articles_are_compared_closely() {
    let folder = scratch(&[]);
    let (all, _) = passages(&[&example()], folder.path());
    let (closely, _) = passages(&[&example(), "--closely"], folder.path());
    assert!(closely.len() >= all.len(), "{} of {}", closely.len(), all.len());
    assert!(all.iter().all(|row| row["kind"] != "condensed"), "only where it is asked for");
    let output = headwater(&["passages", &example(), "--closely", "--index", "kept"], folder.path());
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    std::fs::create_dir(folder.path().join("many")).expect("a folder");
    for nth in 0..101 {
        let text =
            format!("The harbour of Varnholm was closed on Monday, the port master said in notice {nth}.");
        std::fs::write(folder.path().join(format!("many/{nth}.txt")), text).expect("a file");
    }
    let output = headwater(&["passages", "many", "--closely"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("101 articles are too many"), "{}", said(&output));
}

#[test]
fn an_index_finds_what_one_run_finds() {
    let folder = scratch(&[]);
    let (all, told) = passages(&[&example()], folder.path());
    assert!(all.len() > 5, "{told}");
    let quoted = all.iter().filter(|row| row["a"]["quote"] == row["b"]["quote"]).count();
    assert!(quoted > 0, "something is copied to the letter");
    assert!(all.iter().all(|row| row["a"]["outlet"].is_string()), "the table beside the articles is used");

    let file = |name: &str| format!("{}/{name}", example());
    let (most, late) = (["meridian.txt", "newsmill.txt", "state-gazette.txt"], "daily-lantern.html");
    let most: Vec<String> = most.iter().map(|name| file(name)).collect();
    let mut args: Vec<&str> = most.iter().map(String::as_str).collect();
    args.extend(["--index", "kept"]);
    passages(&args, folder.path());
    // So small an index is made anew with every article, and tells of the new one alone.
    let (added, told) = passages(&[&file(late), "--index", "kept"], folder.path());
    assert!(told.contains("1 of them new"), "{told}");
    assert!(!added.is_empty());
    for row in &added {
        let files = [&row["a"]["file"], &row["b"]["file"]];
        assert!(files.iter().any(|path| path.as_str().is_some_and(|path| path.ends_with(late))), "{row}");
    }
    let (again, told) = passages(&[&file(late), "--index", "kept"], folder.path());
    assert!(again.is_empty() && told.contains("0 of them new"), "{told}");
    let (whole, _) = passages(&["--index", "kept"], folder.path());
    assert!(whole.len() >= added.len());
}

#[test]
fn a_damaged_index_is_told_and_mended() {
    let folder = scratch(&[]);
    let (before, _) = passages(&[&example(), "--index", "kept"], folder.path());
    let segment = folder.path().join("kept/segment-1");
    let mut bytes = std::fs::read(&segment).expect("it can be read");
    // The articles stand first.
    let among_them = bytes.len() / 10;
    bytes[among_them] ^= 1;
    std::fs::write(&segment, bytes).expect("it can be written");
    // Damage is met when it is read: where all is asked for.
    let output = headwater(&["passages", "--index", "kept"], folder.path());
    assert!(said(&output).contains("made anew"), "{}", said(&output));
    match output.status.code() {
        Some(0) => assert_eq!(printed(&output).lines().count(), before.len()),
        code => {
            assert_eq!(code, Some(2), "an article was lost, and that is told: {}", said(&output));
            assert!(said(&output).contains("once more"), "{}", said(&output));
        }
    }
    let output = headwater(&["passages", &example(), "--index", "kept"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let (whole, _) = passages(&["--index", "kept"], folder.path());
    assert_eq!(whole.len(), before.len());
}

#[test]
fn an_index_is_not_made_among_other_files() {
    let folder = scratch(&[("articles/one.txt", STORY)]);
    let output = headwater(&["passages", "articles", "--index", "articles"], folder.path());
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("is no index"), "{}", said(&output));
    let output = headwater(&["passages", "--index", "nowhere"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("there is no index"), "{}", said(&output));
}
