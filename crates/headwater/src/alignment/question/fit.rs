//! Whether two points can both be so: by their values, and of times by the words as well. What day "Tuesday" or "6 a.m." was
//! is reckoned from when an article says it was published, and an article that is published again says another day.

use smol_str::SmolStr;

use super::Value;
use super::point::{Point, Sort};
use super::value::{compatible, is_hour_of_greenwich, one_hour};
use super::words::WORDS;

/// A time as it is worded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Worded {
    /// Its letters and figures in lower case, without what tells nothing of when; empty for what is no time.
    said: SmolStr,
    /// Whether it names an hour and no day.
    hour_alone: bool,
    /// Whether it is reckoned in whole years before the article ("42 years ago").
    years_ago: bool,
    /// Whether it says that it was before the days of the news ("earlier this year").
    pub earlier: bool,
    /// Whether it is said to be the hour of the place, which is not known to lie where it is that of Greenwich.
    pub local: bool,
}

/// Words beside a time that tell nothing of when.
const IDLE: [&str; 10] = ["local", "time", "on", "the", "at", "early", "late", "about", "around", "of"];
/// Words that an hour is told with.
const HOUR: [&str; 17] = [
    "am", "pm", "a", "m", "p", "noon", "midday", "midnight", "o", "clock", "gmt", "utc", "hours", "hrs",
    "just", "after", "before",
];

impl Worded {
    /// Whether words that tell of when are left of it.
    pub(super) fn names_a_time(&self) -> bool {
        !self.said.is_empty()
            && (self.hour_alone || WORDS.weekdays.iter().any(|day| self.said.contains(day.as_str())))
    }

    pub(super) fn of(words: &str) -> Self {
        let lower = words.to_lowercase();
        let parts = || lower.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
        let telling = || parts().filter(|part| !IDLE.contains(part));
        let figure = |part: &str| part.starts_with(|letter: char| letter.is_ascii_digit());
        // "6am" is one word.
        let hour =
            |part: &str| HOUR.contains(&part.trim_start_matches(|letter: char| letter.is_ascii_digit()));
        let bare = |part: &str| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        Worded {
            said: telling().collect::<String>().into(),
            hour_alone: telling().any(hour) && telling().all(|part| hour(part) || bare(part)),
            years_ago: lower.ends_with("years ago")
                && parts().next().is_some_and(|part| figure(part) || part.len() > 2),
            earlier: matches!(lower.as_str(), "earlier this month" | "earlier this year"),
            local: false,
        }
    }
}

/// Whether two points can both be so.
pub(super) fn fit(one: &Point, other: &Point) -> bool {
    // 7:37 in Greenwich is 7:37 at no other place.
    let mistaken =
        |here: &Point, there: &Point| here.worded.local && is_hour_of_greenwich(&there.value, &here.value);
    if mistaken(one, other) || mistaken(other, one) {
        return false;
    }
    compatible(&one.value, &other.value)
        || one.sort == Sort::Time && other.sort == Sort::Time && worded_alike(one, other)
}

/// Whether two points give one time in the same words.
pub(super) fn said_alike(one: &Point, other: &Point) -> bool {
    !one.worded.said.is_empty() && one.worded.said == other.worded.said
}

fn worded_alike(one: &Point, other: &Point) -> bool {
    let (a, b) = (&one.worded, &other.worded);
    let hours = || one_hour(&one.value, &other.value).unwrap_or(true);
    let year = |value: &Value| match value {
        Value::Date(date) => date.bounds().map(|(first, _)| first.year()),
        _ => None,
    };
    let years = || year(&one.value).zip(year(&other.value)).is_some_and(|(a, b)| (a - b).abs() <= 1);
    said_alike(one, other)
        || (a.hour_alone || b.hour_alone) && hours()
        || (a.years_ago || b.years_ago) && years()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_names_no_day() {
        for words in ["6am", "6.15am", "7:33 p.m.", "noon local time", "around 6am", "0336 GMT"] {
            assert!(Worded::of(words).hour_alone, "{words}");
        }
        for words in ["6am on Friday", "Friday", "May", "2018", "noon on 3 May", "this morning"] {
            assert!(!Worded::of(words).hour_alone, "{words}");
        }
    }

    #[test]
    fn what_tells_nothing_of_when_is_left_out() {
        let said = |words: &str| Worded::of(words).said;
        assert_eq!(said("11:36 am local time on Tuesday"), said("11:36 a.m. Tuesday"));
        assert_eq!(said("the Harvest Feast"), said("Harvest Feast"));
        assert_ne!(said("Tuesday"), said("Wednesday"));
        assert!(Worded::of("42 years ago").years_ago);
    }
}
