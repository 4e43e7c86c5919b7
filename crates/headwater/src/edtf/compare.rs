//! Whether two values may be said of one event.

use super::calendar::{fields, minutes, move_day};
use super::{Edtf, Fields, Precision, Unit};

/// See [`Edtf::compatible`].
pub(crate) fn compatible(a: &Edtf, b: &Edtf) -> bool {
    if a.is_duration() || b.is_duration() || a.is_set() || b.is_set() {
        return a == b || matches!((seconds(a.as_str()), seconds(b.as_str())), (Some(x), Some(y)) if x == y);
    }
    match (reach(a), reach(b)) {
        (Some(a_days), Some(b_days)) => a_days.0 <= b_days.1 && b_days.0 <= a_days.1 && clocks_agree(a, b),
        _ => fields_agree(a, b),
    }
}

/// The days that a value may mean, approximate values widened by one unit of their precision.
fn reach(value: &Edtf) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let (first, last) = value.bounds()?;
    let fields = fields(value.as_str()).filter(|fields| fields.about);
    let Some(fields) = fields else { return Some((first, last)) };
    let unit = match fields.precision() {
        Precision::Year => Unit::Year,
        Precision::Season => Unit::Quarter,
        Precision::Month => Unit::Month,
        Precision::Day | Precision::Clock => Unit::Day,
    };
    Some((move_day(first, -1, unit)?, move_day(last, 1, unit)?))
}

/// Whether two times of one day are the same moment, or one of them has no time of day.
///
/// Where only one of them has a zone, what the other means is not known, and they agree.
fn clocks_agree(a: &Edtf, b: &Edtf) -> bool {
    let both = a.clock().and_then(minutes).zip(b.clock().and_then(minutes));
    match both {
        Some(((x, Some(zone_x)), (y, Some(zone_y)))) => (x - zone_x - y + zone_y).rem_euclid(24 * 60) == 0,
        Some(((x, None), (y, None))) => x == y,
        _ => true,
    }
}

/// Compares the fields that both have, for values whose year is not known.
fn fields_agree(a: &Edtf, b: &Edtf) -> bool {
    let one = |value: &Edtf| -> Option<Fields<'static>> {
        fields(value.as_str()).map(|fields| Fields { clock: None, ..fields })
    };
    let (Some(a), Some(b)) = (one(a), one(b)) else { return true };
    let same = |x: Option<i8>, y: Option<i8>| x.zip(y).is_none_or(|(x, y)| x == y);
    let years = a.year.zip(b.year).is_none_or(|(x, y)| x == y);
    years && (seasonal(a) || seasonal(b) || (same(a.month, b.month) && same(a.day, b.day)))
}

/// Whether the month stands for a season, quarter or half.
fn seasonal(fields: Fields<'_>) -> bool {
    fields.month.is_some_and(|month| month > 12)
}

/// How long a duration is, months as 1/12 of 365.25 days; `None` for what is no duration.
fn seconds(value: &str) -> Option<i64> {
    let mut total = 0.0;
    let mut digits = String::new();
    let mut clock = false;
    for c in value.strip_prefix('P')?.chars() {
        let each = match (c, clock) {
            ('T', _) => {
                clock = true;
                continue;
            }
            ('0'..='9' | '.', _) => {
                digits.push(c);
                continue;
            }
            ('Y', _) => 365.25 * 86_400.0,
            ('M', false) => 365.25 * 7_200.0,
            ('W', _) => 604_800.0,
            ('D', _) => 86_400.0,
            ('H', _) => 3_600.0,
            ('M', true) => 60.0,
            ('S', _) => 1.0,
            _ => return None,
        };
        total += digits.parse::<f64>().ok()? * each;
        digits.clear();
    }
    Some(total.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_empty_overlap_is_different() {
        let agree = |a: &str, b: &str| {
            let (a, b) = (Edtf::new(a), Edtf::new(b));
            assert_eq!(a.compatible(&b), b.compatible(&a));
            a.compatible(&b)
        };
        assert!(agree("2017-05", "2017-05-18"));
        assert!(!agree("2017-04", "2017-03"));
        assert!(agree("2017-03~", "2017-04-02"));
        assert!(!agree("XXXX-03", "XXXX-04-01"));
        assert!(agree("XXXX-04", "2017-04-01"));
        assert!(!agree("XXXX-04", "2017-05-01"));
        assert!(agree("2017", "XXXX-04"));
        assert!(agree("2010/2019", "2017-05"));
        assert!(agree("P60M", "P5Y"));
        assert!(!agree("PT15S", "PT1M"));
        assert!(agree("2013-07-02T07:37Z", "2013-07-02T03:37-04:00"));
        assert!(!agree("2013-07-02T07:37", "2013-07-02T07:41"));
        assert!(agree("2013-07-02T07:37Z", "2013-07-02T14:37"));
    }
}
