//! The cases of the Microsoft date recogniser: whose policy is a reader's too, and whether our spans are theirs.
//!
//! The recogniser serves a calendar that is told what to do. Its cases are compared where a reader of reports would
//! mark the same words; every ground for leaving a case out is a property of the case and never of what we find:
//!
//! - the spec or the type is one that only a calendar has (zones alone, alternatives to an appointment, tasks);
//! - the text is a command to the assistant ("Cortana, …", "set up a meeting", "my day");
//! - a gold time is a bare number that only the calendar makes an hour or a day ("on 15", "between 3 and 5");
//! - a gold time is two numbers with a mark, and no word before it says that they are a date ("4-22", "2015.3");
//! - a gold time does not quote its own text at its own offsets, or is letters run together ("7ampm").
//!
//! A negative of a spec that looks for one type ("DatePeriodExtractor") says only that this type is not there, so
//! the negatives are those of the specs that look for all; nor is a text a negative that another spec marks.

use std::collections::HashSet;

use headwater::annotation::time;
use headwater::text::CodePoints;

use super::{Case, Expected, article, rows};
use crate::eval::Measures;
use crate::shared::shared;

/// Specs of a calendar's own: time zones alone, and tasks.
const OTHER_SPECS: [&str; 3] = ["TimeZoneParser", "TimeZoneExtractor", "DateTimeModelTasksMode"];

/// Types of a calendar's own; the empty one is of cases whose types were not recorded.
const OTHER_TYPES: [&str; 3] = ["timezone", "datetimealt", ""];

/// What makes a text a command to the assistant.
const COMMANDS: [&str; 18] = [
    "schedule",
    "cortana",
    "skype",
    "appointment",
    "set up ",
    "set an alarm",
    "ooo ",
    "out of office",
    "remind me",
    "book me",
    "book something",
    "book a meeting",
    "book 30",
    "find us",
    "my day",
    "my week",
    "help me book",
    "set ooo",
];

/// A span that was found, in code points, with its words.
type Span = (usize, usize, String);

/// Spans of the cases, and the negatives.
pub fn run() -> Option<Measures> {
    let cases: Vec<Case> = rows(&shared("data/temporal/recognizers_datetime_en.jsonl")?);
    let marked: HashSet<&str> =
        cases.iter().filter(|case| !case.expected.is_empty()).map(|case| case.text.as_str()).collect();
    let (mut right, mut all, mut left, mut negatives, mut out) = (0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
    let show = std::env::var("ERRORS").is_ok();
    for case in &cases {
        if !agrees(case) || case.expected.is_empty() && !is_negative(case, &marked) {
            out += 1;
            continue;
        }
        let found = found(case);
        if case.expected.is_empty() {
            negatives += 1;
            left += u32::from(found.is_empty());
            if show && !found.is_empty() {
                println!("NEG\t{}\t{}\t{found:?}", case.spec, case.text);
            }
            continue;
        }
        all += 1;
        let fits = case.expected.iter().all(|gold| same_span(&case.text, gold, &found));
        right += u32::from(fits);
        if show && !fits {
            let wanted: Vec<_> = case.expected.iter().map(|gold| &gold.text).collect();
            let words: Vec<_> = found.iter().map(|found| &found.2).collect();
            println!("SPAN\t{}\t{}\t{wanted:?}\t{words:?}", case.spec, case.text);
        }
    }
    println!(
        "recognizers: {all} cases with times where the policies agree, {negatives} without; {out} of {} left out",
        cases.len()
    );
    Some(vec![
        ("recognizers spans right %".to_owned(), 100.0 * f64::from(right) / f64::from(all)),
        ("recognizers negatives left alone %".to_owned(), 100.0 * f64::from(left) / f64::from(negatives)),
    ])
}

/// Whether the recogniser's policy for a case is also a reader's.
fn agrees(case: &Case) -> bool {
    let text = case.text.to_lowercase();
    let told = COMMANDS.iter().any(|command| text.contains(command));
    let readable = |gold: &Expected| {
        !OTHER_TYPES.contains(&gold.kind.as_str())
            && part(&case.text, gold.start, gold.end).trim() == gold.text.trim()
            && !gold.text.to_lowercase().contains("ampm")
            && !is_bare(gold)
            && !is_uncued(&case.text, gold)
    };
    !OTHER_SPECS.contains(&case.spec.as_str()) && !told && case.expected.iter().all(readable)
}

/// Whether a case without times says that there are none of any type.
fn is_negative(case: &Case, marked: &HashSet<&str>) -> bool {
    let every_type = case.spec.starts_with("DateTimeModel") || case.spec.starts_with("Merged");
    every_type && !marked.contains(case.text.as_str())
}

/// The characters from `start` to `end`.
fn part(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}

/// Whether a gold time is numbers of one or two digits, or their words, and nothing that makes them a time.
fn is_bare(gold: &Expected) -> bool {
    let clean = gold.text.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '-' | '–'));
    clean && words(&gold.text).iter().all(|word| NUMBERS.contains(&word.as_str()) || is_short_number(word))
}

fn is_short_number(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a gold time is two numbers with a mark that may as well be a score, a share or a version.
fn is_uncued(text: &str, gold: &Expected) -> bool {
    let marks =
        gold.text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '/' | '.'));
    let numbers = gold.text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).count();
    let before = part(text, 0, gold.start).to_lowercase();
    let cue = before.split_whitespace().next_back().is_some_and(|word| CUES.contains(&word));
    marks && numbers == 2 && !cue
}

/// Words before two numbers that make them a date.
const CUES: [&str; 12] =
    ["on", "in", "since", "until", "till", "before", "after", "by", "from", "between", "during", "to"];

/// Times with their plain spans.
fn found(case: &Case) -> Vec<Span> {
    let places = CodePoints::new(&case.text);
    let day = case.dct.as_deref().and_then(|dct| dct.get(..10));
    let times = time::times(&article(&case.text, day));
    let span = |time: &headwater::annotation::Time| {
        let (start, end) = places.span(time.span);
        (start, end, time.span.of(&case.text).to_owned())
    };
    times.iter().map(span).collect()
}

/// Whether the spans that overlap the gold one cover the same words, but for prepositions, articles, zones and marks:
/// TIMEX3 has two times ("on 14 May", "from 9:30 to 11:00") where the recogniser has one, and it has the words
/// that bound a time ("no later than", "or after") beside it where the recogniser has them inside.
fn same_span(text: &str, gold: &Expected, found: &[Span]) -> bool {
    let overlaps = |found: &&Span| gold.start < found.1 && found.0 < gold.end;
    let covered: Vec<String> =
        found.iter().filter(overlaps).flat_map(|found| words(&part(text, found.0, found.1))).collect();
    !covered.is_empty() && words(&part(text, gold.start, gold.end)) == covered
}

/// The words of a span that both policies mark.
fn words(span: &str) -> Vec<String> {
    let lower = span.to_lowercase();
    let all: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut joined = format!(" {} ", all.join(" "));
    for bound in BOUNDS {
        joined = joined.replace(&format!(" {bound} "), " ");
    }
    joined.split_whitespace().filter(|word| !EDGES.contains(word)).map(str::to_owned).collect()
}

/// Words that the one marks and the other does not.
const EDGES: [&str; 39] = [
    "the", "in", "on", "at", "from", "between", "since", "before", "after", "by", "until", "during", "for",
    "about", "around", "within", "of", "to", "and", "till", "til", "up", "through", "or", "est", "pst",
    "cst", "edt", "pdt", "gmt", "utc", "et", "pt", "cet", "ist", "eastern", "sgt", "acdt", "cdt",
];

/// Phrases that bound a time on one side: attributes of the time in TIMEX3.
const BOUNDS: [&str; 19] = [
    "no later than",
    "not later than",
    "later than",
    "earlier than",
    "sooner than",
    "greater than",
    "more than",
    "less than",
    "as early as",
    "as late as",
    "or later",
    "and later",
    "and greater",
    "equal to",
    "starting from",
    "starting",
    "beginning",
    "ending with",
    "not",
];

/// Small numbers in words.
const NUMBERS: [&str; 28] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
];
