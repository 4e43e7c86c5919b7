//! Reckoning out what times mean: from the date of publication, or from another time of the text.

use jiff::civil::Date;

use super::is_aside;
use super::reading::{Base, Found, Part, Reading};
use super::tense::{Tense, tense};
use crate::annotation::scan::Pieces;
use crate::annotation::{Anchor, Time, TimeKind};
use crate::article::Article;
use crate::edtf::{Edtf, Precision, Unit, move_day};

mod named;
mod pick;
mod telling;

use telling::{Telling, dateline, month_first, telling};

/// The times with their values, in order of place. `near` is a day of the story, for an article without a date.
pub(super) fn reckon(
    pieces: &Pieces<'_>,
    found: &[Found],
    article: &Article,
    near: Option<Date>,
) -> Vec<Time> {
    let mut clock = Reckoner { near, ..Reckoner::new(pieces, found, article) };
    let paragraphs = super::paragraphs(pieces);
    let mut times = Vec::with_capacity(found.len());
    for (at, one) in found.iter().enumerate() {
        let span = pieces.span(one.first, one.end);
        clock.enter(paragraphs.partition_point(|&start| start <= one.first));
        let tense = tense(pieces, one.first, one.end);
        let (value, relative_to) = match year_told_later(pieces, found, at) {
            Some(dated) => clock.value(&dated, tense),
            None => clock.value(one, tense),
        };
        let kind = kind(one);
        if let Some(day) = value.as_ref().and_then(Edtf::as_day) {
            clock.last_day = Some((day, clock.paragraph));
        } else if matches!(one.reading, Reading::Range(..)) {
            // An hour after several days is of one of them.
            clock.last_day = None;
        }
        let told = clock.telling == Telling::News || relative_to != Some(Anchor::Published);
        if told && !is_aside(article, span) {
            clock.remember(one, value.as_ref());
        }
        times.push(Time { span, relative_to: relative_to.filter(|_| value.is_some()), value, kind });
    }
    times
}

/// A named day whose year the sentence tells a few words on ("the Boxing Day storm … in 2004").
fn year_told_later(pieces: &Pieces<'_>, found: &[Found], at: usize) -> Option<Found> {
    let (one, next) = (found.get(at)?, found.get(at + 1)?);
    let Reading::Named { day, year: None, weekend } = one.reading else { return None };
    let Reading::Fixed(value) = &next.reading else { return None };
    let close = next.first < one.end + 10
        && (one.end..next.first).all(|i| pieces.mark(i) != '.' && pieces.follows(i));
    let bare = value.precision() == Some(Precision::Year) && !value.is_interval();
    let year = value
        .bounds()
        .filter(|_| close && bare && matches!(pieces.word_before(next.first), "in" | "of"))?
        .0
        .year();
    Some(Found { reading: Reading::Named { day, year: Some(year), weekend }, ..one.clone() })
}

/// The TIMEX3 type.
fn kind(found: &Found) -> TimeKind {
    match &found.reading {
        Reading::Set(_) => TimeKind::Set,
        Reading::Duration(_) | Reading::Stretch { .. } | Reading::Part { what: Part::Run(..), .. } => {
            TimeKind::Duration
        }
        Reading::Clock => TimeKind::Time,
        Reading::Distance { unit, .. } | Reading::Unit { unit, .. } if *unit < Unit::Day => TimeKind::Time,
        _ if found.clock.is_some() || found.day_part => TimeKind::Time,
        _ => TimeKind::Date,
    }
}

/// What is known while the times are read in order.
struct Reckoner {
    /// The day of publication, first and last where only the month is known.
    published: Option<(Date, Date)>,
    /// Whether `published` was taken from the text itself for want of better.
    from_text: bool,
    telling: Telling,
    /// A day of the story, where publication is not known.
    near: Option<Date>,
    /// The last time of the text that others can count from.
    last: Option<Edtf>,
    /// The last day of the text, and the paragraph it stands in.
    last_day: Option<(Date, usize)>,
    /// The last date with month and year in this paragraph.
    local: Option<Edtf>,
    paragraph: usize,
    /// Whether dates in digits put the month first, where another date of the text says so.
    month_first: Option<bool>,
}

/// A value and what it was reckoned from.
type Reckoned = (Option<Edtf>, Option<Anchor>);

const NOTHING: Reckoned = (None, None);

impl Reckoner {
    fn new(pieces: &Pieces<'_>, found: &[Found], article: &Article) -> Self {
        let given = article.published.as_ref().and_then(|published| published.value.bounds());
        let published = given.or_else(|| dateline(pieces, found));
        Reckoner {
            published,
            from_text: given.is_none(),
            telling: telling(found, given),
            near: None,
            last: None,
            last_day: None,
            local: None,
            paragraph: 0,
            month_first: month_first(pieces, found),
        }
    }

    fn enter(&mut self, paragraph: usize) {
        if paragraph != self.paragraph {
            self.paragraph = paragraph;
            self.local = None;
        }
    }

    /// The day of publication, if it is known to the day.
    fn published_day(&self) -> Option<Date> {
        self.published.filter(|(first, last)| first == last).map(|(first, _)| first)
    }

    /// What counting from publication is called: a dateline is a time of the text.
    fn published_anchor(&self) -> Option<Anchor> {
        Some(if self.from_text { Anchor::Text } else { Anchor::Published })
    }

    /// The value of one time.
    fn value(&self, found: &Found, tense: Tense) -> Reckoned {
        let (value, anchor) = self.date(&found.reading, tense);
        let value = if found.about { value.map(Edtf::approximate) } else { value };
        match &found.clock {
            None => (value, anchor),
            Some(clock) => {
                let day = value.as_ref().and_then(Edtf::as_day);
                (day.and_then(|day| Edtf::parse(&format!("{}T{clock}", Edtf::day(day)))).or(value), anchor)
            }
        }
    }

    fn date(&self, reading: &Reading, tense: Tense) -> Reckoned {
        match reading {
            Reading::Fixed(value) => (Some(value.clone()), None),
            Reading::Calendar { month, day } => self.calendar(*month, *day, tense),
            Reading::Order(day_first, month_first) => self.order(day_first.as_ref(), month_first.as_ref()),
            Reading::Weekday { day, shift } => self.weekday(*day, *shift, tense),
            Reading::WeekdayOf { day, weeks } => self.weekday_of(*day, *weeks),
            Reading::Part { which, what, of } => {
                let (whole, anchor) = self.date(of, tense);
                (whole.and_then(|whole| pick::part(&whole, *which, *what)), anchor)
            }
            Reading::Unit { unit, count, base } => self.unit(*unit, *count, *base),
            Reading::Distance { unit, count, base } => self.distance(*unit, *count, *base),
            Reading::Stretch { unit, count, base } => self.stretch(*unit, *count, *base),
            Reading::Season { season, shift } => self.season(*season, *shift, tense),
            Reading::Weekend { shift } => self.weekend(*shift, tense),
            Reading::Named { day, year, weekend } => self.named(*day, *year, *weekend, tense),
            Reading::MonthOf { month, day, shift, base } => self.month_of(*month, *day, *shift, *base),
            Reading::Clock => self.today(),
            Reading::Range(first, last) => self.range(first, last, tense),
            Reading::Duration(value) | Reading::Set(value) => (value.clone(), None),
            Reading::Vague => NOTHING,
        }
    }

    /// A month or day without its year.
    fn calendar(&self, month: Option<i8>, day: Option<i8>, tense: Tense) -> Reckoned {
        let Some(month) = month else { return self.day_of_month(day, tense) };
        if let Some(from) = self.text_base() {
            return (pick::month_after(&from, month, day), Some(Anchor::Text));
        }
        match (self.published, self.near) {
            (Some(published), _) => (pick::month_near(published, month, day, tense), self.published_anchor()),
            (None, Some(near)) => (pick::month_near((near, near), month, day, tense), Some(Anchor::Text)),
            (None, None) => without_year(month, day),
        }
    }

    /// The time of the text that months and weekdays count from: in a history the last one, in news only a
    /// date of another year in the same paragraph.
    fn text_base(&self) -> Option<Edtf> {
        match self.telling {
            Telling::History => self.last.clone(),
            Telling::News => {
                let other = |local: &&Edtf| match (local.bounds(), self.published) {
                    (Some((_, last)), Some((first, _))) => {
                        move_day(last, 10, Unit::Month).is_some_and(|last| last < first)
                    }
                    (Some(_), None) => true,
                    _ => false,
                };
                self.local.as_ref().filter(other).cloned()
            }
        }
    }

    /// "the 15th": of the month that the text has come to.
    fn day_of_month(&self, day: Option<i8>, tense: Tense) -> Reckoned {
        let Some(day) = day else { return NOTHING };
        let from = self.text_base().or_else(|| self.local.clone());
        if let Some((from, _)) =
            from.filter(|from| from.precision() >= Some(Precision::Month)).and_then(|from| from.bounds())
        {
            return (Date::new(from.year(), from.month(), day).ok().map(Edtf::day), Some(Anchor::Text));
        }
        let Some(published) = self.published_day() else { return NOTHING };
        let back = tense != Tense::Future && day > published.day();
        let ahead = tense == Tense::Future && day < published.day();
        let month = move_day(published.first_of_month(), i64::from(ahead) - i64::from(back), Unit::Month);
        let value = month.and_then(|month| Date::new(month.year(), month.month(), day).ok()).map(Edtf::day);
        (value, self.published_anchor())
    }

    /// "05/06/2017": the reading that fits publication, or the order of another date.
    fn order(&self, day_first: Option<&Edtf>, month_first: Option<&Edtf>) -> Reckoned {
        let near = |value: Option<&Edtf>| {
            let day = value.and_then(Edtf::as_day)?;
            let published = self.published_day().filter(|_| !self.from_text)?;
            let days = published.since(day).ok()?.get_days();
            Some((0..=3).contains(&days))
        };
        let picked = match (near(day_first), near(month_first), self.month_first) {
            (_, _, Some(true)) => month_first,
            (_, _, Some(false)) => day_first,
            (Some(true), Some(false), None) => day_first,
            (Some(false), Some(true), None) => month_first,
            _ => None,
        };
        (picked.cloned(), None)
    }

    fn weekday(&self, day: i8, shift: Option<i64>, tense: Tense) -> Reckoned {
        if let (Telling::History, None) = (self.telling, shift) {
            let from = self.last.as_ref().and_then(Edtf::as_day);
            return (
                from.and_then(|from| pick::weekday(from, day, Some(0), Tense::Future)).map(Edtf::day),
                Some(Anchor::Text),
            );
        }
        if let (None, Some(near), None) = (self.published, self.near, shift) {
            let is_near = near.weekday().to_monday_one_offset() == day;
            return (is_near.then(|| Edtf::day(near)), Some(Anchor::Text));
        }
        let value =
            self.published_day().and_then(|from| pick::weekday(from, day, shift, tense)).map(Edtf::day);
        (value, self.published_anchor())
    }

    /// "Tuesday next week".
    fn weekday_of(&self, day: i8, weeks: i64) -> Reckoned {
        let monday = self.published_day().and_then(|from| pick::weekday(from, 1, Some(0), Tense::Unknown));
        let value = monday.and_then(|monday| move_day(monday, weeks * 7 + i64::from(day) - 1, Unit::Day));
        (value.map(Edtf::day), self.published_anchor())
    }

    /// What a relative time counts from, with the anchor's name.
    fn base(&self, base: Base) -> (Option<Edtf>, Option<Anchor>) {
        match base {
            Base::Text => (self.last.clone(), Some(Anchor::Text)),
            Base::Published => {
                let value = self.published.map(|(first, last)| {
                    if first == last {
                        Edtf::day(first)
                    } else {
                        Edtf::interval(&Edtf::day(first), &Edtf::day(last))
                    }
                });
                (value, self.published_anchor())
            }
        }
    }

    /// "last week", "this month", "the next day".
    fn unit(&self, unit: Unit, count: i64, base: Base) -> Reckoned {
        let (from, anchor) = self.base(base);
        (from.and_then(|from| pick::unit_of(&from, unit, count)), anchor)
    }

    /// "two months ago", "three days later".
    fn distance(&self, unit: Unit, count: f64, base: Base) -> Reckoned {
        let (from, anchor) = self.base(base);
        let (count, unit) = if count.fract() != 0.0 && unit == Unit::Year {
            (count * 12.0, Unit::Month)
        } else {
            (count, unit)
        };
        let whole = count.fract() == 0.0 && count.abs() < 1e6;
        let value = from.filter(|_| whole).and_then(|from| pick::unit_of(&from, unit, count as i64));
        (value, anchor)
    }

    /// "the last two months": up to the base; as a duration where the base is not known.
    fn stretch(&self, unit: Unit, count: f64, base: Base) -> Reckoned {
        let long = || (Edtf::parse(&unit.duration(count.abs())), None);
        let (from, anchor) = self.base(base);
        let day = from.and_then(|from| from.as_day());
        let whole = count.fract() == 0.0 && count.abs() < 1e5 && unit >= Unit::Day;
        let Some(day) = day.filter(|_| whole) else { return long() };
        match move_day(day, count as i64, unit) {
            Some(other) => {
                (Some(Edtf::interval(&Edtf::day(day.min(other)), &Edtf::day(day.max(other)))), anchor)
            }
            None => long(),
        }
    }

    /// The day that a time of day alone belongs to: the last one of the paragraph, or that of publication.
    fn today(&self) -> Reckoned {
        match self.last_day.filter(|&(_, paragraph)| paragraph == self.paragraph) {
            Some((day, _)) => (Some(Edtf::day(day)), Some(Anchor::Text)),
            None => NOTHING,
        }
    }

    /// Keeps a date that later ones can count from.
    fn remember(&mut self, found: &Found, value: Option<&Edtf>) {
        let lasting = matches!(
            found.reading,
            Reading::Duration(_) | Reading::Stretch { .. } | Reading::Set(_) | Reading::Vague
        );
        let Some(value) = value else { return };
        let long = value.bounds().is_some_and(|(first, last)| last.year().saturating_sub(first.year()) > 1);
        if lasting || long {
            return;
        }
        let plain = Edtf::new(value.as_str().split('T').next().unwrap_or_default().trim_end_matches('~'));
        let plain = if plain.is_interval() {
            Edtf::new(plain.as_str().rsplit('/').next().unwrap_or_default())
        } else {
            plain
        };
        if matches!(found.reading, Reading::Fixed(_)) && plain.precision() >= Some(Precision::Month) {
            self.local = Some(plain.clone());
        }
        self.last = Some(plain);
    }
}

/// A month or day of a year that is not known.
fn without_year(month: i8, day: Option<i8>) -> Reckoned {
    let value = day.map_or(format!("XXXX-{month:02}"), |day| format!("XXXX-{month:02}-{day:02}"));
    (Edtf::parse(&value), None)
}
