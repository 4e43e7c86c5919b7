//! Ours become theirs: EDTF values as TIMEX3 writes them.

use headwater::annotation::{Time, TimeKind};
use headwater::text::CodePoints;

/// A time as TIMEX3 has it; offsets in code points.
pub struct Timex {
    pub start: usize,
    pub end: usize,
    pub value: String,
    pub text: String,
}

/// One time, or two where we have one interval and TIMEX3 has its ends.
pub fn timexes(time: &Time, text: &str, day: Option<&str>, places: &CodePoints<'_>) -> Vec<Timex> {
    let words = time.span.of(text);
    if let Some(two) = ends(time, words, places) {
        return two;
    }
    let (start, end) = places.span(time.span);
    vec![Timex { start, end, value: value(time, words, day), text: words.to_owned() }]
}

/// "from 1939 to 1945" is one interval here and two times there.
fn ends(time: &Time, words: &str, places: &CodePoints<'_>) -> Option<Vec<Timex>> {
    let value = time.value.as_ref().filter(|value| value.is_interval() && time.kind != TimeKind::Duration)?;
    let (first, last) = value.as_str().split_once('/')?;
    let joint = [" to ", " and ", " until ", " till ", " through ", " – ", " - ", "–", "-"];
    let (at, joint) = joint.iter().find_map(|joint| Some((words.find(joint)?, *joint)))?;
    let names = words.chars().any(|c| c.is_ascii_digit()) || words.contains("day ");
    if !names || words.contains("th century") || words.starts_with("mid") {
        return None;
    }
    let split = time.span.start + at;
    let part = |from: usize, to: usize, value: &str, words: &str| {
        let (start, end) = places.span(headwater::text::Span::new(from, to));
        Timex { start, end, value: plain(value), text: words.to_owned() }
    };
    Some(vec![
        part(time.span.start, split, first, words.get(..at)?),
        part(split + joint.len(), time.span.end, last, words.get(at + joint.len()..)?),
    ])
}

/// The value of one time.
fn value(time: &Time, words: &str, day: Option<&str>) -> String {
    let words = words.to_lowercase();
    let part = day_part(&words);
    let Some(value) = time.value.as_ref() else { return without_value(time, &words) };
    let value = value.as_str();
    if let Some(every) = value.strip_prefix("R/") {
        return set(every).to_owned();
    }
    if time.kind == TimeKind::Duration && value.contains('/') {
        return stretch(&words);
    }
    if words == "today" && day == Some(value) {
        return "PRESENT_REF".to_owned();
    }
    let plain = plain(value);
    if time.kind == TimeKind::Time && !plain.contains('T') { plain + part } else { plain }
}

/// References to past and present, and vague lengths.
fn without_value(time: &Time, words: &str) -> String {
    if time.kind == TimeKind::Duration {
        let unit = ["second", "minute", "hour", "day", "week", "month", "year", "decade"]
            .iter()
            .zip(["PTXS", "PTXM", "PTXH", "PXD", "PXW", "PXM", "PXY", "PXDE"])
            .find(|(unit, _)| words.contains(**unit));
        return unit.map_or(String::new(), |(_, value)| value.to_owned());
    }
    match words {
        "recently" | "in the past" | "the recent past" => "PAST_REF".to_owned(),
        "in the future" | "the near future" => "FUTURE_REF".to_owned(),
        _ if words.ends_with("ago") => "PAST_REF".to_owned(),
        _ if words.ends_with("later") => "FUTURE_REF".to_owned(),
        "now" | "nowadays" | "currently" | "presently" | "at present" | "right now" | "these days"
        | "the time being" => "PRESENT_REF".to_owned(),
        _ => String::new(),
    }
}

/// "the last two months" counts as its length there.
fn stretch(words: &str) -> String {
    let times = headwater_length(words);
    times.unwrap_or_default()
}

/// The length that a stretch's words name.
fn headwater_length(words: &str) -> Option<String> {
    let unit = ["day", "week", "month", "year", "decade"].iter().find(|unit| words.contains(**unit))?;
    let letter = match *unit {
        "decade" => "DE".to_owned(),
        unit => unit.get(..1)?.to_uppercase(),
    };
    let names = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let count = words.split(|c: char| !c.is_alphanumeric()).find_map(|word| {
        word.parse::<usize>().ok().or_else(|| names.iter().position(|name| *name == word).map(|at| at + 1))
    });
    Some(format!("P{}{letter}", count.unwrap_or(1)))
}

fn set(every: &str) -> &str {
    match every {
        "P1D" => "XXXX-XX-XX",
        "P1W" => "XXXX-WXX",
        "P1M" => "XXXX-XX",
        "P1Y" => "XXXX",
        other => other,
    }
}

/// One EDTF value without its zone, approximation and interval.
fn plain(value: &str) -> String {
    let value = value.trim_end_matches('~');
    let (sign, rest) = value.strip_prefix('-').map_or((false, value), |rest| (true, rest));
    if let Some((first, last)) = value.split_once('/') {
        return interval(first, last).unwrap_or_else(|| plain(first));
    }
    if sign {
        let (year, month) = rest.split_at(4.min(rest.len()));
        return format!("BC{:04}{}", year.parse::<i32>().unwrap_or(0) + 1, season(month));
    }
    let (date, clock) = rest.split_once('T').map_or((rest, None), |(date, clock)| (date, Some(clock)));
    let (year, month) = date.split_at(4.min(date.len()));
    let date = format!("{year}{}", season(month));
    match clock {
        Some(clock) => format!("{date}T{}", clock.get(..5).unwrap_or(clock)),
        None => date,
    }
}

/// "-21" is "-SP"; "-33" is "-Q1".
fn season(month: &str) -> String {
    let name = match month {
        "-21" => "-SP",
        "-22" => "-SU",
        "-23" => "-FA",
        "-24" => "-WI",
        "-33" => "-Q1",
        "-34" => "-Q2",
        "-35" => "-Q3",
        "-36" => "-Q4",
        "-40" => "-H1",
        "-41" => "-H2",
        other => other,
    };
    name.to_owned()
}

/// Decades, centuries and weeks.
fn interval(first: &str, last: &str) -> Option<String> {
    let (a, b): (i32, i32) = (year(first)?, year(last)?);
    if first.len() <= 5 && last.len() <= 5 {
        return match (b - a, a < 0) {
            (9, false) => Some(format!("{:03}", a / 10)),
            (9, true) => Some(format!("BC{:03}", (1 - b) / 10)),
            (99, false) => Some(format!("{:02}", a / 100)),
            (99, true) => Some(format!("BC{:02}", (1 - b) / 100)),
            _ => None,
        };
    }
    None
}

fn year(value: &str) -> Option<i32> {
    value.parse().ok()
}

/// The letters for the part of the day that the words name.
fn day_part(words: &str) -> &'static str {
    let parts = [
        ("morning", "TMO"),
        ("afternoon", "TAF"),
        ("evening", "TEV"),
        ("night", "TNI"),
        ("dawn", "TMO"),
        ("daytime", "TDT"),
    ];
    parts.iter().find(|(word, _)| words.contains(word)).map_or("", |(_, letters)| letters)
}
