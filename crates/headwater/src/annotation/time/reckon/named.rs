//! Reckoning out seasons, weekends, named days, months of other years, and ranges.

use jiff::civil::Date;

use super::super::reading::{Base, Reading};
use super::super::tense::Tense;
use super::super::{named, relative};
use super::telling::Telling;
use super::{Ground, NOTHING, Reckoned, Reckoner, Told, pick, without_year};
use crate::edtf::{Edtf, Precision};

impl Reckoner {
    pub(super) fn season(&self, season: i8, shift: Option<i64>, tense: Tense) -> Reckoned {
        let from_text = self.text_base().filter(|_| shift.is_none() || self.telling == Telling::History);
        let anchor = from_text.as_ref().map_or_else(|| self.published_anchor(), Told::ground);
        let from = from_text.as_ref().and_then(|told| told.value.bounds()).or(self.published);
        (from.and_then(|from| pick::season(from, season, shift, tense, from_text.is_some())), anchor)
    }

    pub(super) fn weekend(&self, shift: i64, tense: Tense) -> Reckoned {
        let Some(from) = self.published_day() else { return NOTHING };
        let saturday = if shift == 0 {
            pick::weekday(from, 6, None, tense)
        } else {
            pick::weekday(from, 6, Some(shift), tense)
        };
        let value =
            saturday.and_then(|day| Some(Edtf::interval(&Edtf::day(day), &Edtf::day(day.tomorrow().ok()?))));
        (value, self.published_anchor())
    }

    pub(super) fn named(&self, day: usize, year: Option<i16>, weekend: bool, tense: Tense) -> Reckoned {
        let shown = |value: Edtf| match value.as_day().filter(|_| weekend) {
            Some(date) => pick::long_weekend(date),
            None => Some(value),
        };
        // A feast of the moon may fall twice in a year, and then the year does not tell which.
        let in_year = |year: i16| {
            let mut values = named::values_in(day, year);
            if values.len() == 1 { values.pop().and_then(shown) } else { None }
        };
        if named::is_historic(day) {
            return (named::day_in(day, 0).map(Edtf::day), None);
        }
        if let Some(year) = year {
            return (in_year(year), None);
        }
        if let Some((told, (from, _))) =
            self.text_base().and_then(|told| Some((told.ground(), told.value.bounds()?)))
        {
            return (in_year(from.year()), told);
        }
        match (self.published, self.near) {
            (Some(published), _) => {
                (pick::named(published, day, tense).and_then(shown), self.published_anchor())
            }
            (None, Some(near)) => {
                (pick::named((near, near), day, tense).and_then(shown), Some(Ground::Text(None)))
            }
            (None, None) => (
                named::fixed_day(day)
                    .filter(|_| !weekend)
                    .and_then(|day| Edtf::parse(&format!("XXXX-{day}"))),
                None,
            ),
        }
    }

    /// "April last year", "last March", "April of that year".
    pub(super) fn month_of(&self, month: i8, day: Option<i8>, shift: i64, base: Base) -> Reckoned {
        let from_text = base == Base::Text || self.telling == Telling::History;
        let told = self.last.as_ref().filter(|_| from_text);
        let text = told.and_then(|told| told.value.bounds());
        if base == Base::Text && text.is_none() {
            return without_year(month, day);
        }
        let (base, anchor) = match text {
            Some(last) => (Some(last), told.and_then(Told::ground)),
            None => (self.published, self.published_anchor()),
        };
        let Some((first, last)) = base else { return NOTHING };
        if shift.abs() >= relative::NEAREST {
            let tense = if shift > 0 { Tense::Future } else { Tense::Past };
            let from =
                if shift > 0 { last.last_of_month().tomorrow() } else { first.first_of_month().yesterday() };
            return (from.ok().and_then(|from| pick::month_near((from, from), month, day, tense)), anchor);
        }
        let year = i64::from(first.year()) + shift;
        let value =
            day.map_or(format!("{year:04}-{month:02}"), |day| format!("{year:04}-{month:02}-{day:02}"));
        (Edtf::parse(&value), anchor)
    }

    /// From the one time to the other; what the one leaves out the other may say.
    pub(super) fn range(&self, first: &Reading, last: &Reading, tense: Tense) -> Reckoned {
        let (end, end_anchor) = self.date(last, tense);
        let (start, anchor) = match (first, &end) {
            // "July to September 2016", "May 5-7, 2017": the year stands at the end.
            (Reading::Calendar { month: Some(month), day }, Some(end))
                if matches!(last, Reading::Fixed(_)) =>
            {
                (pick::month_before(end, *month, *day), end_anchor)
            }
            (Reading::Weekday { day, shift: None }, Some(end)) => {
                let from = end.as_day().and_then(|end| pick::weekday(end, *day, None, Tense::Past));
                (from.map(Edtf::day), end_anchor)
            }
            (Reading::Calendar { month: Some(month), day }, _) => match self.within(*month, last) {
                Some(base) => (pick::month_before(&base.value, *month, *day), base.ground()),
                None => self.date(first, tense),
            },
            _ => self.date(first, tense),
        };
        let end = match (last, &start) {
            (Reading::Calendar { month: None, day: Some(day) }, Some(start)) => start
                .bounds()
                .and_then(|(start, _)| Date::new(start.year(), start.month(), *day).ok())
                .map(Edtf::day),
            (Reading::Calendar { month: Some(month), day }, Some(start)) if start.bounds().is_some() => {
                pick::month_after(start, *month, *day)
            }
            _ => end,
        };
        let value = start.zip(end).map(|(start, end)| Edtf::interval(&start, &end));
        (value.filter(|value| value.is_valid()), anchor.or(end_anchor))
    }

    /// The time that a history has come to, where it lies inside a range over the turn of the year: at "from October
    /// to March" after a March, that winter is told and not the next one.
    fn within(&self, month: i8, last: &Reading) -> Option<Told> {
        let Reading::Calendar { month: Some(end), .. } = last else { return None };
        let base = self.text_base().filter(|base| base.value.precision() >= Some(Precision::Month))?;
        let (from, _) = base.value.bounds()?;
        (self.telling == Telling::History && month > *end && from.month() <= *end).then_some(base)
    }
}
