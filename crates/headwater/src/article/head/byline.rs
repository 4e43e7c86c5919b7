//! Lines that say who wrote it: "By Ana Hale / The Tarn Post", "By Ana Hale, Reuters".

use super::credit;
use super::words::{WORDS, on_one_line};
use crate::article::{Credit, agency};
use crate::text::Span;

/// What a byline says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Byline {
    pub(super) name: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) credits: Vec<Credit>,
}

/// Bylines are not longer than this many bytes.
const LONGEST: usize = 140;

/// Reads a line that says nothing but who wrote the article.
pub(super) fn read(text: &str, line: Span) -> Option<Byline> {
    let words = line.of(text);
    if words.len() > LONGEST {
        return None;
    }
    let rest = WORDS
        .by
        .iter()
        .find_map(|by| words.strip_prefix(by.as_str())?.strip_prefix([' ', '\u{a0}', '\t']))?;
    let rest = Span::new(line.end - rest.len(), line.end).trimmed(text);
    let said = rest.of(text);
    if !is_names(said) || is_sentence(said) {
        return None;
    }
    let (name, outlet) = split(text, rest);
    let mut credits = credit::names(text, rest);
    if let Some(outlet) = outlet.filter(|outlet| agency::full_name(outlet.of(text)).is_none()) {
        credits.push(Credit { name: outlet.of(text).to_owned(), span: Some(outlet) });
    }
    let outlet =
        outlet.map(|span| on_one_line(span.of(text))).filter(|name| agency::full_name(name).is_none());
    Some(Byline { name: Some(without_role(name.of(text))).filter(|name| !name.is_empty()), outlet, credits })
}

/// Whether every word is a name's: a capital, a small word inside names, or what the writer is.
fn is_names(said: &str) -> bool {
    let mut capitals = 0;
    for word in
        said.split(|letter: char| letter.is_whitespace() || "/|,&".contains(letter)).filter(|w| !w.is_empty())
    {
        let first = word.chars().find(|letter| letter.is_alphabetic());
        if first.is_some_and(char::is_uppercase) {
            capitals += 1;
        } else if !WORDS.particles.contains(word)
            && !WORDS.roles.contains(word)
            && word.chars().any(char::is_alphanumeric)
        {
            return false;
        }
    }
    (1..=14).contains(&capitals)
}

/// Whether the line closes as sentences do; initials and "Jr." do not count.
fn is_sentence(said: &str) -> bool {
    let last = said.split_whitespace().last().unwrap_or_default();
    last.ends_with(['?', '!', ':']) || (last.ends_with('.') && last.chars().count() > 4)
}

/// The writer's name, and the outlet after a stroke or "for".
fn split(text: &str, rest: Span) -> (Span, Option<Span>) {
    let said = rest.of(text);
    for mark in [" / ", " | ", "/", "|", " for ", ", "] {
        if let Some((name, outlet)) = said.split_once(mark) {
            let outlet = Span::new(rest.end - outlet.len(), rest.end).trimmed(text);
            let name = Span::new(rest.start, rest.start + name.len()).trimmed(text);
            // After a comma stands another writer, a place or a role, and only by chance an outlet.
            let known = mark != ", " || agency::full_name(outlet.of(text)).is_some();
            return if known { (name, Some(outlet)) } else { (rest, None) };
        }
    }
    (rest, None)
}

/// The name without what the writer is: "Ana Hale, Staff Writer" is Ana Hale.
fn without_role(name: &str) -> String {
    let is_role = |part: &str| part.split_whitespace().any(|word| WORDS.roles.contains(&word.to_lowercase()));
    let parts: Vec<_> = name.split(", ").collect();
    let kept: Vec<_> = parts
        .iter()
        .enumerate()
        .filter(|(at, part)| *at == 0 || !is_role(part))
        .map(|(_, part)| *part)
        .collect();
    on_one_line(&kept.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> Option<String> {
        let read = read(line, Span::new(0, line.len()))?;
        let credits: Vec<_> = read.credits.into_iter().map(|credit| credit.name).collect();
        Some(format!(
            "{}|{}|{}",
            read.name.unwrap_or_default(),
            read.outlet.unwrap_or_default(),
            credits.join("+")
        ))
    }

    #[test]
    fn bylines_and_where_they_were_taken_from() {
        let cases = [
            ("By Ana Hale / The Tarn Post", "Ana Hale|The Tarn Post|The Tarn Post"),
            ("By Ana Hale and Jon de Witt", "Ana Hale and Jon de Witt||"),
            ("By Ana Hale, Reuters", "Ana Hale||Reuters"),
            ("By ANA HALE, Staff Writer", "ANA HALE||"),
            ("by Ana J. Hale", "Ana J. Hale||"),
            ("By The Associated Press", "The Associated Press||Associated Press"),
        ];
        for (line, expected) in cases {
            assert_eq!(shown(line).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn sentences_that_begin_with_by_are_left_alone() {
        for line in [
            "By Monday the river had risen",
            "By now, Ana Hale said, it was late",
            "By the Tarn.",
            "By 5 p.m. Ana was home",
        ] {
            assert_eq!(shown(line), None, "{line}");
        }
    }
}
