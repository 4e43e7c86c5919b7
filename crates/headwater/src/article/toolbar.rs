//! Rows of buttons that ran into a text when its page was flattened: "AFP Print Tweet Views 729 Related".

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::agency;
use super::{Furniture, FurnitureKind};
use crate::text::Span;

/// `[toolbar]` of `data/furniture.toml`.
#[derive(Default, Deserialize)]
struct Words {
    buttons: BTreeSet<String>,
    beside: BTreeSet<String>,
}

#[derive(Default, Deserialize)]
struct File {
    toolbar: Words,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../data/furniture.toml")).unwrap_or_default();
    file.toolbar
});

/// So many different buttons in a row are no sentence.
const FEWEST: usize = 2;
/// So many words in a row, counters and what stands beside buttons included.
const SHORTEST: usize = 3;

/// The rows of buttons in a line: capitalised words of buttons and their counters, with nothing between
/// them but spaces.
pub(super) fn rows(text: &str, line: Span) -> Vec<Furniture> {
    let mut found = Vec::new();
    let mut row: Vec<Span> = Vec::new();
    for word in words(text, line) {
        if is_part(word.of(text)) {
            row.push(word);
        } else {
            found.extend(marked(text, &row));
            row.clear();
            if agency::full_name(word.of(text)).is_some() {
                row.push(word);
            }
        }
    }
    found.extend(marked(text, &row));
    found
}

/// The words of a line.
fn words(text: &str, line: Span) -> impl Iterator<Item = Span> + '_ {
    let start = line.start;
    line.of(text).split(' ').scan(start, |at, word| {
        let span = Span::new(*at, *at + word.len());
        *at = span.end + 1;
        Some(span)
    })
}

/// Whether a word may stand in a row of buttons.
fn is_part(word: &str) -> bool {
    let is_counter = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    is_counter || WORDS.buttons.contains(word) || WORDS.beside.contains(word)
}

/// The row as furniture, where it is one: it begins with a button, or with the agency before one.
fn marked(text: &str, row: &[Span]) -> Option<Furniture> {
    let is_button = |span: &&Span| WORDS.buttons.contains(span.of(text));
    let first = row.iter().position(|span| is_button(&span))?;
    // What stands before the first button is the story's, an agency that signs aside.
    let signed = first > 0 && row.first().is_some_and(|span| agency::full_name(span.of(text)).is_some());
    let row = row.get(if signed && first == 1 { 0 } else { first }..)?;
    let buttons: BTreeSet<&str> = row.iter().filter(is_button).map(|span| span.of(text)).collect();
    let (first, last) = (row.first()?, row.last()?);
    let enough = buttons.len() >= FEWEST && row.len() >= SHORTEST;
    enough.then(|| Furniture { span: first.cover(*last), kind: FurnitureKind::Navigation })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        rows(text, Span::new(0, text.len())).iter().map(|piece| piece.span.of(text)).collect()
    }

    #[test]
    fn buttons_that_ran_into_a_text_are_told() {
        assert_eq!(
            found("Dam breaks at Marrow AFP Print Tweet Views 729 Related The dam at Marrow broke"),
            ["AFP Print Tweet Views 729 Related"]
        );
        assert_eq!(
            found("Share on Facebook Tweet Comments The mayor said"),
            ["Share on Facebook Tweet Comments"]
        );
        assert_eq!(
            found("The dam broke. Facebook Twitter WhatsApp Email Nobody was hurt"),
            ["Facebook Twitter WhatsApp Email"]
        );
    }

    #[test]
    fn sentences_that_name_buttons_are_left() {
        for story in [
            "She posted it on Facebook, Twitter and WhatsApp",
            "Facebook and Twitter were blocked in Arvenia",
            "Print 400 copies, the mayor ordered",
            "He told AFP Views had changed",
            "Twitter Facebook",
            "In 2016 Facebook paid 300 million",
        ] {
            assert!(found(story).is_empty(), "{story}: {:?}", found(story));
        }
    }
}
