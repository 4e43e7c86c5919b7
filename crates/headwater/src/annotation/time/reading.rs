//! What the words of one time say, before it is reckoned out.

use crate::edtf::{Edtf, Unit};

/// What is counted inside a longer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Days.
    Day,
    /// Runs of seven days.
    Week,
    /// Calendar months.
    Month,
    /// A weekday, 1 for Monday.
    Weekday(i8),
    /// Several units from one end of it: "the first two weeks".
    Run(Unit, i8),
}

/// From where a relative time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The day of publication ("yesterday", "two months ago").
    Published,
    /// The last time that the text gave ("the next day", "two months later").
    Text,
}

/// What the words say.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reading {
    /// All of it: "18 May 2017".
    Fixed(Edtf),
    /// A day or month without its year: "May 18", "in March", "the 15th".
    Calendar { month: Option<i8>, day: Option<i8> },
    /// "27/07" or "05/06/2017" whose order is not known: both readings, day first and month first.
    Order(Option<Edtf>, Option<Edtf>),
    /// A weekday, and how many weeks away ("last" -1, "next" 1).
    Weekday { day: i8, shift: Option<i64> },
    /// A weekday of the week `weeks` away: "Tuesday next week".
    WeekdayOf { day: i8, weeks: i64 },
    /// The `which`th week, day or weekday of a longer time, the last one for -1: "the first Monday of May".
    Part { which: i8, what: Part, of: Box<Reading> },
    /// The calendar unit `count` away: "last week", "this month", "the next day".
    Unit { unit: Unit, count: i64, base: Base },
    /// A distance: "two months ago", "three days later".
    Distance { unit: Unit, count: f64, base: Base },
    /// A stretch that ends or begins at the base: "the last two months".
    Stretch { unit: Unit, count: f64, base: Base },
    /// A season, quarter or half by its EDTF number, of which year it may say.
    Season { season: i8, shift: Option<i64> },
    /// The weekend `shift` weeks away.
    Weekend { shift: i64 },
    /// A day with a name, by its place in the list of days.
    Named { day: usize, year: Option<i16>, weekend: bool },
    /// The month `month`, `shift` years away: "April last year", "next March", "April of that year".
    MonthOf { month: i8, day: Option<i8>, shift: i64, base: Base },
    /// A time of day alone.
    Clock,
    /// From one to the other.
    Range(Box<Reading>, Box<Reading>),
    /// How long, where the words say so.
    Duration(Option<Edtf>),
    /// How often.
    Set(Option<Edtf>),
    /// Past, present or future.
    Vague,
}

/// One time as the grammar found it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// Its first piece.
    pub(super) first: usize,
    /// One past its last piece.
    pub(super) end: usize,
    /// What it says.
    pub(super) reading: Reading,
    /// The time of day with its zone, in EDTF after the `T`.
    pub(super) clock: Option<String>,
    /// Whether it names a part of the day.
    pub(super) day_part: bool,
    /// Whether it says that it is approximate.
    pub(super) about: bool,
}

impl Found {
    pub(super) fn new(first: usize, end: usize, reading: Reading) -> Self {
        Found { first, end, reading, clock: None, day_part: false, about: false }
    }

    /// Whether it is a date to which a time of day can belong.
    pub(super) fn is_day(&self) -> bool {
        match &self.reading {
            Reading::Fixed(edtf) => edtf.as_day().is_some(),
            Reading::Calendar { day, .. } | Reading::MonthOf { day, .. } => day.is_some(),
            Reading::Weekday { .. }
            | Reading::WeekdayOf { .. }
            | Reading::Named { .. }
            | Reading::Order(..) => true,
            Reading::Part { what, .. } => matches!(what, Part::Day | Part::Weekday(_)),
            Reading::Unit { unit, .. } => *unit == Unit::Day,
            _ => false,
        }
    }

    /// Whether it can be an end of a range of days or longer.
    pub(super) fn is_date(&self) -> bool {
        self.is_day()
            || matches!(
                &self.reading,
                Reading::Fixed(_)
                    | Reading::Calendar { .. }
                    | Reading::MonthOf { .. }
                    | Reading::Season { .. }
            )
    }
}
