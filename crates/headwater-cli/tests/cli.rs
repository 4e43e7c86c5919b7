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
