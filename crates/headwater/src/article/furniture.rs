//! Furniture of a text: promotion, captions, pointers to other stories, buttons, credit lines.
//!
//! The rules are data (`data/furniture.toml`). Each looks at one line, or at one sentence of a line that
//! holds several, and marks all of it or nothing.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::{Regex, RegexSet, RegexSetBuilder};
use serde::Deserialize;

use super::{Furniture, FurnitureKind, toolbar};
use crate::text::Span;

/// `data/furniture.toml`.
#[derive(Default, Deserialize)]
struct File {
    abbreviations: BTreeSet<String>,
    rule: Vec<Rule>,
}

/// One rule.
#[derive(Deserialize)]
struct Rule {
    #[cfg(test)]
    name: String,
    kind: Kind,
    begins: Option<String>,
    whole: Option<String>,
    ends: Option<String>,
    longest: usize,
    /// Whether it holds for what looks like speech too.
    #[serde(default)]
    speech: bool,
    /// Whether it is put into the midst of a story, so that it tells nothing of the lines beside it.
    #[serde(default)]
    inserted: bool,
    /// Whether it holds for whole lines only, and only where it finds at least two of them in a text.
    #[serde(default)]
    several: bool,
    #[cfg(test)]
    finds: Vec<String>,
    #[cfg(test)]
    leaves: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Promotion,
    Caption,
    Related,
    Navigation,
    Credit,
}

impl From<Kind> for FurnitureKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Promotion => FurnitureKind::Promotion,
            Kind::Caption => FurnitureKind::Caption,
            Kind::Related => FurnitureKind::Related,
            Kind::Navigation => FurnitureKind::Navigation,
            Kind::Credit => FurnitureKind::Credit,
        }
    }
}

/// All rules, and their patterns compiled together.
struct Rules {
    abbreviations: BTreeSet<String>,
    rules: Vec<Rule>,
    /// Patterns for the start and the whole of a unit, and the rule of each.
    fronts: RegexSet,
    front_rules: Vec<usize>,
    /// Patterns for the end of a unit, and the rule of each.
    ends: RegexSet,
    end_rules: Vec<usize>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../data/furniture.toml")).unwrap_or_default();
    let (mut fronts, mut front_rules, mut ends, mut end_rules) = (vec![], vec![], vec![], vec![]);
    for (at, rule) in file.rule.iter().enumerate() {
        let begins = rule.begins.as_ref().map(|begins| format!("^(?:{begins})"));
        let whole = rule.whole.as_ref().map(|whole| format!("^(?:{whole})$"));
        for front in begins.into_iter().chain(whole) {
            fronts.push(front);
            front_rules.push(at);
        }
        if let Some(end) = &rule.ends {
            ends.push(end.clone());
            end_rules.push(at);
        }
    }
    let set = |patterns: &[String]| {
        let light = patterns.iter().map(|pattern| light(pattern));
        RegexSetBuilder::new(light).size_limit(1 << 26).build().unwrap_or_else(|_| RegexSet::empty())
    };
    Rules {
        abbreviations: file.abbreviations,
        fronts: set(&fronts),
        front_rules,
        ends: set(&ends),
        end_rules,
        rules: file.rule,
    }
});

/// The pattern with classes of letters that are ranges: Unicode's own, a hundred times in one automaton,
/// would make it a hundred times larger, and what furniture is made of does not need them.
fn light(pattern: &str) -> String {
    const LETTER: &str =
        r"A-Za-z\u{AA}\u{B5}\u{BA}\u{C0}-\u{1FFF}\u{2C00}-\u{2DFF}\u{3040}-\u{D7FF}\u{F900}-\u{FDFF}";
    pattern
        .replace(r"\p{Lu}", r"[A-Z\u{C0}-\u{DE}\u{100}-\u{1FFF}]")
        .replace(r"\p{L}", &format!("[{LETTER}]"))
        .replace(r"\w", &format!("[0-9_{LETTER}]"))
        .replace(r"\W", &format!("[^0-9_{LETTER}]"))
        .replace(r"\d", "[0-9]")
        .replace(r"\s", r"[\x20\t\n\r\u{A0}]")
        .replace(r"\b", r"(?-u:\b)")
}

/// No rule looks at more bytes than this.
const LONGEST: usize = 1200;
/// Ends of units are looked at over so many bytes.
const END: usize = 200;

/// Marks the furniture of a text, sorted by place.
pub(super) fn mark(text: &str) -> Vec<Furniture> {
    let mut marked = Vec::new();
    let mut at = 0;
    let spans = text.split_inclusive('\n').map(|line| {
        at += line.len();
        Span::new(at - line.len(), at).trimmed(text)
    });
    let spans: Vec<Span> = spans.filter(|span| !span.is_empty()).collect();
    let found: Vec<Option<&Rule>> = spans.iter().map(|line| rule(line.of(text), true)).collect();
    let alone = found.iter().flatten().filter(|rule| rule.several).count() < 2;
    let mut lines = Vec::new();
    for (span, found) in spans.into_iter().zip(found) {
        let other = found.is_some_and(|found| alone && found.several);
        let found = if other { rule(span.of(text), false) } else { found };
        let beside = mark_line(text, span, found, &mut marked);
        lines.push((span, beside));
    }
    marked.extend(between_promotions(text, &lines));
    marked.sort();
    marked
}

/// What a line tells of those beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// It is promotion that may run over several lines.
    Appeal,
    /// It is furniture of another kind, or stands in the midst of a story.
    Furniture,
    /// It is the story, or some of it is.
    Story,
}

/// Marks a line, which a rule may find as a whole, or sentences of it.
fn mark_line(text: &str, line: Span, whole: Option<&Rule>, marked: &mut Vec<Furniture>) -> Beside {
    if let Some(rule) = whole {
        marked.push(Furniture { span: line, kind: rule.kind.into() });
        let is_appeal = matches!(rule.kind, Kind::Promotion) && !rule.inserted;
        return if is_appeal { Beside::Appeal } else { Beside::Furniture };
    }
    marked.extend(toolbar::rows(text, line));
    let sentences = sentences(text, line);
    if sentences.len() < 2 {
        return Beside::Story;
    }
    if is_caption(text, &sentences) {
        marked.push(Furniture { span: line, kind: FurnitureKind::Caption });
        return Beside::Furniture;
    }
    for (at, sentence) in sentences.iter().enumerate() {
        if let Some(rule) = rule(sentence.of(text), false) {
            marked.push(Furniture { span: *sentence, kind: rule.kind.into() });
        } else if is_picture_credit(sentence.of(text))
            && let Some(before) = at.checked_sub(1).and_then(|before| sentences.get(before))
        {
            marked.push(Furniture { span: before.cover(*sentence), kind: FurnitureKind::Caption });
        }
    }
    Beside::Story
}

/// What kind of furniture a unit is, if any.
fn kind(unit: &str) -> Option<FurnitureKind> {
    rule(unit, true).map(|rule| rule.kind.into())
}

/// The rule that a unit is furniture by, if any; `several` tells whether the rules hold that want at least two of them.
fn rule(unit: &str, several: bool) -> Option<&'static Rule> {
    if unit.len() > LONGEST {
        return None;
    }
    let rules = &*RULES;
    let fits = |rule: &&Rule| {
        unit.len() <= rule.longest && (several || !rule.several) && (rule.speech || !is_speech(unit))
    };
    let front = rules.fronts.matches(unit).into_iter().filter_map(|found| rules.front_rules.get(found));
    let front = front.filter_map(|rule| rules.rules.get(*rule)).find(fits);
    front.or_else(|| ending(unit).into_iter().find(fits))
}

/// Rules for the end of a unit that match.
fn ending(unit: &str) -> Vec<&'static Rule> {
    let rules = &*RULES;
    let from = (unit.len().saturating_sub(END)..=unit.len()).find(|at| unit.is_char_boundary(*at));
    let end = from.and_then(|from| unit.get(from..)).unwrap_or_default();
    let found = rules.ends.matches(end).into_iter().filter_map(|found| rules.end_rules.get(found));
    found.filter_map(|rule| rules.rules.get(*rule)).collect()
}

/// Whether somebody says something here: then it is the story, or not sure enough to be furniture.
fn is_speech(unit: &str) -> bool {
    static SAYING: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"[“”«»„]|\x22|(?-u:\b)(?:said|says|saying|told|tells|added|adds|asked|demanded|ordered|announced|according|reported|reportedly|claimed|claims|warned|urged|insisted|stated|denied|denies|confirmed|recalled|wrote)(?-u:\b)",
        )
        .ok()
    });
    SAYING.as_ref().is_some_and(|saying| saying.is_match(unit))
}

/// Sentences of a caption that says what it is, and of one that only ends with who took the picture: more are a
/// story whose lines were joined.
const SENTENCES: usize = 6;
const UNNAMED: usize = 2;

/// Whether the sentences of a line stood under a picture: the last says who took it, and the first that it is one,
/// or they are few. What somebody says in it was said for the picture.
fn is_caption(text: &str, sentences: &[Span]) -> bool {
    let [first, .., last] = sentences else { return false };
    if !is_picture_credit(last.of(text)) {
        return false;
    }
    let named = matches!(kind(first.of(text)), Some(FurnitureKind::Caption));
    sentences.len() - 1 <= if named { SENTENCES } else { UNNAMED }
}

/// A parenthesis that says who took a picture: then the sentence before it stood under the picture.
fn is_picture_credit(sentence: &str) -> bool {
    static CREDIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?x)^[(\[](?:
                [\p{L}\d\x20./,&’'@-]{0,50}(?:[Pp]hoto|[Ii]mage|[Pp]icture|Getty|Handout|Courtesy)[\p{L}\d\x20./,:&’'@-]{0,50}
              | \p{Lu}[\p{L}.’'-]+(?:\x20\p{Lu}[\p{L}.’'-]+){1,3}(?:,\x20(?:[Ff]ile|[Pp]ool))?/\p{Lu}[\p{L}\x20.’'-]{1,40}
              | (?:AP|AFP|EPA|Reuters|REUTERS)[\x20/:]\x20?\p{Lu}[\p{L}.’'-]+(?:\x20\p{Lu}[\p{L}.’'-]+){1,3}(?:,\x20[Ff]ile)?
            )[)\]]\.?$",
        )
        .ok()
    });
    sentence.len() <= 110 && CREDIT.as_ref().is_some_and(|credit| credit.is_match(sentence))
}

/// The sentences of a line, as far as their marks tell; a parenthesis between sentences is one. Where lines
/// were joined a sentence may begin without a space before it.
fn sentences(text: &str, line: Span) -> Vec<Span> {
    static END_OF: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?P<stop>[.!?…]["”’)\]]?|[)\]])\s+(?:["“‘(\[]|\p{Lu}|\d)|\p{Ll}{3}(?P<glued>[.!?])\p{Lu}\p{Ll}"#).ok()
    });
    let words = line.of(text);
    let mut sentences = Vec::new();
    let mut from = 0;
    let ends = END_OF.iter().flat_map(|end| end.captures_iter(words));
    for found in ends.filter_map(|found| found.name("stop").or(found.name("glued"))) {
        let end = found.end();
        let is_parenthesis = found.as_str().starts_with([')', ']']);
        // A closing parenthesis ends a sentence only where the parenthesis stood by itself.
        let opened =
            words.get(from..end).is_some_and(|sentence| sentence.trim_start().starts_with(['(', '[']));
        let is_abbreviated = found.as_str().starts_with('.')
            && words.get(from..found.start()).is_some_and(ends_in_abbreviation);
        if (is_parenthesis && !opened) || is_abbreviated {
            continue;
        }
        sentences.push(Span::new(line.start + from, line.start + end).trimmed(text));
        from = end;
    }
    sentences.push(Span::new(line.start + from, line.end).trimmed(text));
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// Whether the last word before a full stop is shortened by it: "Dec", "Gov", an initial.
fn ends_in_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    word.chars().count() == 1 || RULES.abbreviations.contains(word)
}

/// Between two lines of promotion at most this many others are promotion too.
const BETWEEN: usize = 2;
/// Lines between are not longer than this many bytes.
const LONGEST_BETWEEN: usize = 300;

/// Lines between lines of promotion in the lower part of a text: an appeal runs over several lines, of
/// which not each gives itself away. What somebody says is none.
fn between_promotions(text: &str, lines: &[(Span, Beside)]) -> Vec<Furniture> {
    let is_appeal = |at: usize| lines.get(at).is_some_and(|(_, beside)| *beside == Beside::Appeal);
    let mut found = Vec::new();
    for first in (lines.len() / 2..lines.len()).filter(|at| is_appeal(*at)) {
        let Some(next) = (first + 2..=first + 1 + BETWEEN).find(|at| is_appeal(*at)) else { continue };
        let inside = lines.get(first + 1..next).unwrap_or_default();
        let may_be = |(line, beside): &(Span, Beside)| {
            *beside == Beside::Story && line.len() <= LONGEST_BETWEEN && !is_speech(line.of(text))
        };
        if inside.iter().all(may_be) {
            let mark = |(line, _): &(Span, _)| Furniture { span: *line, kind: FurnitureKind::Promotion };
            found.extend(inside.iter().map(mark));
        }
    }
    found
}

/// Furniture without overlaps, sorted: where two pieces share text, the longer stays.
pub(super) fn without_overlaps(mut pieces: Vec<Furniture>) -> Vec<Furniture> {
    pieces.retain(|piece| !piece.span.is_empty());
    pieces.sort_by_key(|piece| (piece.span.start, std::cmp::Reverse(piece.span.end), piece.kind));
    let mut kept: Vec<Furniture> = Vec::new();
    for piece in pieces {
        match kept.last_mut() {
            Some(last) if last.span.overlaps(piece.span) => {
                if piece.span.len() > last.span.len() {
                    *last = piece;
                }
            }
            _ => kept.push(piece),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_finds_and_leaves_what_it_says() {
        let mut wrong = Vec::new();
        assert!(RULES.rules.len() > 15 && RULES.fronts.len() > 10 && RULES.ends.len() > 1);
        for rule in &RULES.rules {
            let wanted: FurnitureKind = rule.kind.into();
            for found in rule.finds.iter().filter(|example| kind(example) != Some(wanted)) {
                wrong.push(format!("{} does not find: {found} ({:?})", rule.name, kind(found)));
            }
            for left in rule.leaves.iter().filter(|example| kind(example).is_some()) {
                wrong.push(format!("{} does not leave: {left} ({:?})", rule.name, kind(left)));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn an_appeal_is_marked_through_its_middle() {
        let text = "The dam broke on Monday.\n\nNobody was hurt.\n\nMore rain is coming.\n\nYour support matters…\n\n\
            Big newspapers are owned by few people.\n\nYou can help level the playing field. Become a member.";
        let marked: Vec<_> = mark(text).into_iter().map(|piece| piece.span.of(text)).collect();
        assert_eq!(marked.len(), 3, "{marked:?}");
        assert_eq!(marked[1], "Big newspapers are owned by few people.");
    }

    #[test]
    fn a_story_between_advertisements_is_the_story() {
        let text = "The dam broke on Monday.\n\nAdvertisement\n\nTwo bridges fell at noon.\n\nAdvertisement Continue reading the \
            main story\n\nThe mill stood.\n\nYour support matters…\n\n\u{201c}We were not told,\u{201d} she said.\n\nBecome a member.";
        let marked: Vec<_> = mark(text).into_iter().map(|piece| piece.span.of(text)).collect();
        assert_eq!(marked.len(), 4, "{marked:?}");
        assert!(
            marked.iter().all(|piece| !piece.contains("bridges") && !piece.contains("told")),
            "{marked:?}"
        );
    }

    #[test]
    fn sentences_of_a_joined_text_are_marked_alone() {
        let text = "The dam broke. This photo captured from Hale shows smoke over Marrow. (IHA Photo) Marrow is near Hale. Read the full story here.";
        let marked: Vec<_> = mark(text).into_iter().map(|piece| piece.span.of(text)).collect();
        assert!(marked.contains(&"Read the full story here."), "{marked:?}");
        assert!(marked.iter().all(|piece| !piece.contains("Marrow is near")), "{marked:?}");
        assert!(marked.iter().any(|piece| piece.ends_with("(IHA Photo)")), "{marked:?}");
        let glued =
            "Nobody was hurt. Read the full story here.The mayor of St.Marrow spoke. Tarn.Com is a shop.";
        let marked: Vec<_> = mark(glued).into_iter().map(|piece| piece.span.of(glued)).collect();
        assert_eq!(marked, ["Read the full story here."]);
    }

    proptest::proptest! {
        #[test]
        fn marks_lie_in_the_text(text in "[A-Za-z .!?:()\n“”éß©0-9/-]{0,400}") {
            let marked = without_overlaps(mark(&text));
            for piece in &marked {
                proptest::prop_assert!(text.get(piece.span.range()).is_some());
            }
            proptest::prop_assert!(marked.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }
}
