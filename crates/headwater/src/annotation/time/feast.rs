//! Feasts that move through our calendar: of the Easter of East and West, of the Hebrew calendar, of the Islamic one.
//!
//! Hebrew years are reckoned from the mean new moon of Tishri with its delays, Islamic months by the table of eleven leap
//! years in thirty (both after Reingold and Dershowitz, "Calendrical Calculations"). Islamic feasts are kept by the sight
//! of the moon, a day or two beside the table, so their values are said to be approximate.

use jiff::civil::Date;

use crate::edtf::{Edtf, Unit, move_day};

/// The day in `year` that a rule names: "easter-2", "orthodox+0", "tishri+9", "kislev 25"; `None` for another kind of rule.
pub(super) fn day(rule: &str, year: i16) -> Option<Date> {
    let after = |base: &str| rule.strip_prefix(base)?.parse::<i64>().ok();
    if let Some(days) = after("easter") {
        return move_day(easter(year)?, days, Unit::Day);
    }
    if let Some(days) = after("orthodox") {
        return move_day(orthodox_easter(year)?, days, Unit::Day);
    }
    if let Some(days) = after("tishri") {
        return date(new_year(i64::from(year) + 3761) + days);
    }
    if rule == "kislev 25" {
        let hebrew = i64::from(year) + 3761;
        let first = new_year(hebrew);
        // Cheshvan has its thirtieth day in years of 355 or 385 days.
        let long = (new_year(hebrew + 1) - first) % 10 == 5;
        return date(first + 83 + i64::from(long));
    }
    None
}

/// The days in `year` on which a month and day of the Islamic table fall, out of a rule like "islamic 10-01": two in a few
/// years, for that year is shorter than ours.
pub(super) fn islamic(rule: &str, year: i16) -> Vec<Edtf> {
    let Some((month, day)) = rule.strip_prefix("islamic ").and_then(|rule| rule.split_once('-')) else {
        return Vec::new();
    };
    let Ok(month) = month.parse::<i64>() else { return Vec::new() };
    let near = (i64::from(year) - 622) * 33 / 32;
    let starts = |year: i64, month: i64, day: i64| {
        (year - 1) * 354 + (3 + 11 * year).div_euclid(30) + 29 * (month - 1) + month / 2 + day + 227_014
    };
    let value = |of: i64| {
        let first = date(starts(of, month, day.parse().unwrap_or(1)))?;
        let about = |day: Date| Edtf::day(day).approximate();
        let value = match day {
            "*" => Edtf::interval(&about(first), &about(date(starts(of, month + 1, 0))?)),
            _ => about(first),
        };
        (first.year() == year).then_some(value)
    };
    (near - 1..=near + 2).filter_map(value).collect()
}

/// Day number `fixed` of the Gregorian calendar, from 1 for the first day of year 1.
fn date(fixed: i64) -> Option<Date> {
    move_day(Date::new(1, 1, 1).ok()?, fixed - 1, Unit::Day)
}

/// The day number of the first of Tishri of a Hebrew year.
fn new_year(year: i64) -> i64 {
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let day = 29 * months + (12_084 + 13_753 * months).div_euclid(25_920);
        day + i64::from((3 * (day + 1)).rem_euclid(7) < 3)
    };
    let (before, own, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let delay = match (after - own, own - before) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    own + delay - 1_373_427
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm that Meeus prints, "Astronomical Algorithms", ch. 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Easter Sunday of the Eastern churches, in the Gregorian calendar (Meeus, ch. 8, Julian).
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i64::from(year);
    let d = (19 * y.rem_euclid(19) + 15).rem_euclid(30);
    let e = (2 * y.rem_euclid(4) + 4 * y.rem_euclid(7) - d + 34).rem_euclid(7);
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    let julian = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    move_day(julian, y.div_euclid(100) - y.div_euclid(400) - 2, Unit::Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_tables_have_it() {
        for (year, month, day) in
            [(2018, 4, 1), (2016, 3, 27), (2000, 4, 23), (1954, 4, 18), (2038, 4, 25), (1818, 3, 22)]
        {
            assert_eq!(easter(year), Date::new(year, month, day).ok());
        }
        for (year, month, day) in [(2017, 4, 16), (2016, 5, 1), (2021, 5, 2), (2024, 5, 5)] {
            assert_eq!(orthodox_easter(year), Date::new(year, month, day).ok());
        }
    }

    #[test]
    fn hebrew_feasts_fall_where_tables_have_them() {
        for (rule, year, month, of_month) in [
            ("tishri+0", 2017, 9, 21),
            ("tishri+0", 2023, 9, 16),
            ("tishri+0", 2024, 10, 3),
            ("tishri+9", 2023, 9, 25),
            ("tishri+9", 1973, 10, 6),
            ("tishri-163", 2017, 4, 11),
            ("tishri-163", 2024, 4, 23),
            ("tishri-193", 2024, 3, 24),
            ("kislev 25", 2023, 12, 8),
            ("kislev 25", 2017, 12, 13),
            ("kislev 25", 2024, 12, 26),
        ] {
            assert_eq!(day(rule, year), Date::new(year, month, of_month).ok(), "{rule} {year}");
        }
    }

    #[test]
    fn islamic_feasts_fall_within_a_day_of_those_kept() {
        for (rule, year, kept) in [
            ("islamic 10-01", 2017, "2017-06-25"),
            ("islamic 12-10", 2017, "2017-09-01"),
            ("islamic 10-01", 2023, "2023-04-21"),
            ("islamic 01-10", 2016, "2016-10-12"),
        ] {
            let found = islamic(rule, year);
            let kept = Edtf::new(kept).as_day().unwrap();
            let day = found.first().and_then(Edtf::as_day).unwrap();
            assert!(found.len() == 1 && (day - kept).get_days().abs() <= 1, "{rule} {year}: {found:?}");
        }
        assert_eq!(islamic("islamic 10-01", 2000).len(), 2);
        let ramadan = islamic("islamic 09-*", 2017);
        assert!(ramadan[0].as_str().starts_with("2017-05-2") && ramadan[0].is_valid(), "{ramadan:?}");
    }
}
