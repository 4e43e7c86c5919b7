//! Reckoning out what times mean: from the date of publication, or from another time of the text.

use jiff::civil::Date;

use super::is_aside;
use super::reading::{Base, Found, Part, Reading};
use super::tense::{Tense, tense};
use crate::annotation::scan::Pieces;
use crate::annotation::{Time, TimeKind};
use crate::article::Article;
use crate::edtf::{Edtf, Precision, Unit, move_day};

mod ground;
mod named;
mod pick;
mod telling;

use ground::{Ground, Told};
use telling::{Telling, clock_ahead, dateline, month_first, telling};

/// The times with their values, in order of place. `near` is a day of the story, for an article without a date.
pub(super) fn reckon(
    pieces: &Pieces<'_>,
    found: &[Found],
    article: &Article,
    near: Option<Date>,
) -> Vec<Time> {
    let mut clock = Reckoner { near, ..Reckoner::new(pieces, found, article) };
    let (paragraphs, stretches) = (super::paragraphs(pieces), super::stretches(pieces));
    let mut times = Vec::with_capacity(found.len());
    for (at, one) in found.iter().enumerate() {
        let span = pieces.span(one.first, one.end);
        let entered = |starts: &[usize]| starts.partition_point(|&start| start <= one.first);
        clock.enter(entered(&paragraphs), entered(&stretches));
        let tense = tense(pieces, one.first, one.end);
        let (value, ground) = match year_told_later(pieces, found, at) {
            Some(dated) => clock.value(&dated, tense),
            None => clock.value(one, tense),
        };
        let kind = kind(one);
        if let Some(day) = value.as_ref().and_then(Edtf::as_day) {
            clock.last_day = Some((day, clock.paragraph, at));
        } else if matches!(one.reading, Reading::Range(..)) {
            // An hour after several days is of one of them.
            clock.last_day = None;
        }
        let told = clock.telling == Telling::News || ground != Some(Ground::Published);
        if told && !is_aside(article, span) {
            clock.remember(one, value.as_ref(), at, ground::is_background(pieces, one));
        }
        let ground = ground.filter(|_| value.is_some());
        let anchor = ground.and_then(Ground::place);
        times.push(Time { span, relative_to: ground.map(Ground::anchor), anchor, value, kind });
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
    /// Where in the list of times the dateline stands that `published` was taken from.
    dateline: Option<usize>,
    /// The last time of the text that others can count from.
    last: Option<Told>,
    /// The last one that is a month or finer, and the last one that is a day: what months and days count from.
    last_month: Option<Told>,
    last_told_day: Option<Told>,
    /// The last day of the text, the paragraph it stands in, and its place in the list of times.
    last_day: Option<(Date, usize, usize)>,
    /// The last date with month and year in this paragraph, or in this line of a text without paragraphs.
    local: Option<Told>,
    paragraph: usize,
    stretch: usize,
    /// Whether dates in digits put the month first, where another date of the text says so.
    month_first: Option<bool>,
    /// The day after publication, where the text tells of it as past: the clock of the site is behind that of the scene.
    ahead: Option<Date>,
}

/// A value and what it was reckoned from.
type Reckoned = (Option<Edtf>, Option<Ground>);

const NOTHING: Reckoned = (None, None);

impl Reckoner {
    fn new(pieces: &Pieces<'_>, found: &[Found], article: &Article) -> Self {
        let given = article.published.as_ref().and_then(|published| published.value.bounds());
        let dateline = if given.is_none() { dateline(pieces, found) } else { None };
        let published = given.or(dateline.map(|(day, _)| (day, day)));
        let days = given.filter(|(first, last)| first == last).map(|(day, _)| day);
        Reckoner {
            published,
            from_text: given.is_none(),
            ahead: days.and_then(|day| clock_ahead(pieces, found, day)),
            telling: telling(pieces, found, article),
            near: None,
            dateline: dateline.map(|(_, at)| at),
            last: None,
            last_month: None,
            last_told_day: None,
            last_day: None,
            local: None,
            paragraph: 0,
            stretch: 0,
            month_first: month_first(pieces, found),
        }
    }

    fn enter(&mut self, paragraph: usize, stretch: usize) {
        self.paragraph = paragraph;
        if stretch != self.stretch {
            self.stretch = stretch;
            self.local = None;
        }
    }

    /// The day of publication, if it is known to the day.
    fn published_day(&self) -> Option<Date> {
        self.published.filter(|(first, last)| first == last).map(|(first, _)| first)
    }

    /// What counting from publication is called: a dateline is a time of the text.
    fn published_anchor(&self) -> Option<Ground> {
        Some(if self.from_text { Ground::Text(self.dateline) } else { Ground::Published })
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
            return (pick::month_after(&from.value, month, day), from.ground());
        }
        match (self.published, self.near) {
            (Some(published), _) => (pick::month_near(published, month, day, tense), self.published_anchor()),
            (None, Some(near)) => {
                (pick::month_near((near, near), month, day, tense), Some(Ground::Text(None)))
            }
            (None, None) => without_year(month, day),
        }
    }

    /// The time of the text that months and weekdays count from: in a history the last one, in news only a
    /// date of another year in the same paragraph.
    fn text_base(&self) -> Option<Told> {
        match self.telling {
            Telling::History => self.last.clone(),
            Telling::News => {
                let other = |local: &&Told| match (local.value.bounds(), self.published) {
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
        let from = from.filter(|from| from.value.precision() >= Some(Precision::Month));
        if let Some((told, (from, _))) = from.and_then(|told| Some((told.ground(), told.value.bounds()?))) {
            return (Date::new(from.year(), from.month(), day).ok().map(Edtf::day), told);
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
            let from = self.last.as_ref().and_then(|last| last.value.as_day());
            return (
                from.and_then(|from| pick::weekday(from, day, Some(0), Tense::Future)).map(Edtf::day),
                self.last.as_ref().and_then(Told::ground),
            );
        }
        if let (None, Some(near), None) = (self.published, self.near, shift) {
            let is_near = near.weekday().to_monday_one_offset() == day;
            return (is_near.then(|| Edtf::day(near)), Some(Ground::Text(None)));
        }
        let ahead = self.ahead.filter(|ahead| {
            shift.is_none() && tense != Tense::Future && ahead.weekday().to_monday_one_offset() == day
        });
        let picked = || self.published_day().and_then(|from| pick::weekday(from, day, shift, tense));
        (ahead.or_else(picked).map(Edtf::day), self.published_anchor())
    }

    /// "Tuesday next week".
    fn weekday_of(&self, day: i8, weeks: i64) -> Reckoned {
        let monday = self.published_day().and_then(|from| pick::weekday(from, 1, Some(0), Tense::Unknown));
        let value = monday.and_then(|monday| move_day(monday, weeks * 7 + i64::from(day) - 1, Unit::Day));
        (value.map(Edtf::day), self.published_anchor())
    }

    /// What a relative time counts from, with the anchor's name: in the text the last time that is fine enough for the unit,
    /// so that a bare year between two days is no day that "the next day" could follow.
    fn base(&self, base: Base, unit: Unit) -> Reckoned {
        match base {
            Base::Text => {
                let told = match unit {
                    Unit::Day | Unit::Week => self.last_told_day.as_ref(),
                    Unit::Month | Unit::Quarter => self.last_month.as_ref(),
                    _ => None,
                };
                let told = told.or(self.last.as_ref());
                (told.map(|told| told.value.clone()), told.and_then(Told::ground))
            }
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
        let (from, anchor) = self.base(base, unit);
        (from.and_then(|from| pick::unit_of(&from, unit, count)), anchor)
    }

    /// "two months ago", "three days later".
    fn distance(&self, unit: Unit, count: f64, base: Base) -> Reckoned {
        let (from, anchor) = self.base(base, unit);
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
        let (from, anchor) = self.base(base, unit);
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
        match self.last_day.filter(|&(_, paragraph, _)| paragraph == self.paragraph) {
            Some((day, _, at)) => (Some(Edtf::day(day)), Some(Ground::Text(Some(at)))),
            None => NOTHING,
        }
    }

    /// Keeps a date that later ones can count from; a day of the `background` is none that the story has come to.
    fn remember(&mut self, found: &Found, value: Option<&Edtf>, at: usize, background: bool) {
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
        let told = Told { value: plain, at };
        let month = told.value.precision() >= Some(Precision::Month);
        if matches!(found.reading, Reading::Fixed(_)) && month {
            self.local = Some(told.clone());
        }
        if month && !background {
            self.last_month = Some(told.clone());
        }
        if told.value.as_day().is_some() && !background {
            self.last_told_day = Some(told.clone());
        }
        self.last = Some(told);
    }
}

/// A month or day of a year that is not known.
fn without_year(month: i8, day: Option<i8>) -> Reckoned {
    let value = day.map_or(format!("XXXX-{month:02}"), |day| format!("XXXX-{month:02}-{day:02}"));
    (Edtf::parse(&value), None)
}
