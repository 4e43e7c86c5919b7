//! Which answers can both be so: numbers with their hedges and rounding, dates at their precision, ranks, phrases.

use super::Value;
use crate::annotation::Hedge;
use crate::edtf::Edtf;

/// How two answers to one question stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Comparison {
    /// The same answer.
    Same,
    /// Both may be so ("at least 100" and "around 100").
    Compatible,
    /// Not both.
    Different,
}

/// Compares two answers. Values of different sorts cannot be compared and count as compatible.
pub(super) fn compare(one: &Value, other: &Value) -> Comparison {
    match (one, other) {
        (Value::Number { .. }, Value::Number { .. }) => match (Number::of(one), Number::of(other)) {
            (Some(a), Some(b)) => numbers(&a, &b),
            _ => Comparison::Compatible,
        },
        (Value::Date(a), Value::Date(b)) => dates(a, b),
        (Value::Rank { rank: a, shared: x }, Value::Rank { rank: b, shared: y }) => {
            if (a, x) == (b, y) {
                Comparison::Same
            } else {
                Comparison::Different
            }
        }
        (Value::Phrase(a), Value::Phrase(b)) if a == b => Comparison::Same,
        (Value::Phrase(a), Value::Phrase(b)) if is_finer_direction(a, b) => Comparison::Compatible,
        (Value::Phrase(_), Value::Phrase(_)) => Comparison::Different,
        _ => Comparison::Compatible,
    }
}

/// Whether two answers can both be so.
pub(super) fn compatible(one: &Value, other: &Value) -> bool {
    compare(one, other) != Comparison::Different
}

/// Whether one direction is the other more exactly ("north", "northwest").
fn is_finer_direction(one: &str, other: &str) -> bool {
    let points = |word: &str| {
        let open = ["north", "south", "east", "west"]
            .iter()
            .fold(word.to_owned(), |left, point| left.replace(point, ""));
        open.is_empty()
    };
    points(one) && points(other) && (one.contains(other) || other.contains(one))
}

/// A number in the unit that its measure is counted in, with its bounds.
#[derive(Clone, Debug)]
struct Number {
    low: f64,
    high: f64,
    hedge: Hedge,
    factor: f64,
    dimension: Option<&'static str>,
    /// The unit where nothing is known of it: a currency.
    other: Option<String>,
}

impl Number {
    fn of(value: &Value) -> Option<Self> {
        let Value::Number { low, high, hedge, unit } = value else { return None };
        // "A number of people" may be any.
        if *hedge == Hedge::Vague && high.is_none() {
            return None;
        }
        let (dimension, factor) = unit.as_deref().map_or((None, 1.0), |unit| {
            measure(unit).map_or((None, 1.0), |(dimension, factor)| (Some(dimension), factor))
        });
        let other = unit.clone().filter(|_| dimension.is_none());
        let (low, high) = (low.or(*high)?, high.or(*low)?);
        (low.is_finite() && high.is_finite()).then_some(Number {
            low,
            high,
            hedge: *hedge,
            factor,
            dimension,
            other,
        })
    }

    /// The number that is written, where one is.
    fn written(&self) -> Option<f64> {
        match self.hedge {
            Hedge::Between | Hedge::Vague => None,
            Hedge::AtMost | Hedge::FewerThan => Some(self.high),
            // A range that "around" was widened to has its number in the middle.
            Hedge::About => Some((self.low + self.high) / 2.0),
            _ => Some(self.low),
        }
    }
}

fn numbers(one: &Number, other: &Number) -> Comparison {
    if one.dimension != other.dimension && one.dimension.is_some() && other.dimension.is_some() {
        return Comparison::Compatible;
    }
    // How much one currency is in another is not known.
    if one.other != other.other && one.other.is_some() && other.other.is_some() {
        return Comparison::Compatible;
    }
    let converted = (one.factor - other.factor).abs() > f64::EPSILON * one.factor.abs();
    match (one.written(), other.written()) {
        (Some(a), Some(b)) if converted => close(a * one.factor, b * other.factor),
        (Some(a), Some(b)) if same(a, b) => {
            if one.hedge == other.hedge {
                Comparison::Same
            } else {
                Comparison::Compatible
            }
        }
        (Some(a), Some(b)) if one.dimension.is_some() && is_turned(a, b) => Comparison::Compatible,
        (Some(a), Some(b)) => written_numbers((a, one.hedge), (b, other.hedge)),
        _ => ranges(one, other),
    }
}

/// Whether one measure may be the other after it was turned into this unit and rounded ("130 ft" and "131 ft" for 40 m).
fn is_turned(one: f64, other: f64) -> bool {
    let (rough, exact) = if grain(one) >= grain(other) { (one, other) } else { (other, one) };
    grain(rough) >= 10.0 * grain(exact) && (exact - rough).abs() <= rough.abs() * 0.015
}

/// How many times the smaller of two amounts goes into the larger; one where that cannot be told.
pub(super) fn times(one: &Value, other: &Value) -> f64 {
    let size = |value: &Value| {
        let number = Number::of(value)?;
        Some(number.written().unwrap_or(number.low) * number.factor).filter(|size| *size > 0.0)
    };
    size(one).zip(size(other)).map_or(1.0, |(a, b)| a.max(b) / a.min(b))
}

/// Numbers that were turned from one unit into another and rounded: within a twelfth.
fn close(one: f64, other: f64) -> Comparison {
    let far = (one - other).abs() / one.abs().max(other.abs()).max(1e-9);
    if far <= 1.0 / 12.0 { Comparison::Compatible } else { Comparison::Different }
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs()).max(1.0)
}

/// Ranges are compared by what they share.
fn ranges(one: &Number, other: &Number) -> Comparison {
    let (a, b) = (bounds(one), bounds(other));
    // "Hundreds" are more than a hundred.
    let open = |number: &Number| matches!(number.hedge, Hedge::AtLeast | Hedge::MoreThan);
    let fits = |number: &Number, vague: &Number| {
        let most = vague.high * vague.factor * LOOSE;
        open(number) && vague.hedge == Hedge::Vague && most >= number.low * number.factor
    };
    if fits(one, other) || fits(other, one) {
        return Comparison::Compatible;
    }
    let told = one.hedge == Hedge::Between && other.hedge == Hedge::Between;
    if same(a.0, b.0) && same(a.1, b.1) {
        Comparison::Same
    } else if told && (same(a.0, b.0) || same(a.1, b.1)) {
        // One range of which one end is given otherwise.
        let end =
            |number: &Number, first: bool| (if first { number.low } else { number.high }, Hedge::Exactly);
        written_numbers(end(one, same(a.1, b.1)), end(other, same(a.1, b.1)))
    } else if a.0 <= b.1 && b.0 <= a.1 {
        Comparison::Compatible
    } else {
        Comparison::Different
    }
}

/// How much more than it is mostly taken for a vague number may be ("dozens" beside "more than 100").
const LOOSE: f64 = 1.5;

fn bounds(number: &Number) -> (f64, f64) {
    let (low, high) = (number.low * number.factor, number.high * number.factor);
    let reach = low.abs() / 2.0;
    match number.hedge {
        Hedge::AtLeast | Hedge::MoreThan => (low, low + reach),
        Hedge::AtMost | Hedge::FewerThan => (high / 2.0, high),
        Hedge::About => (low.min(high) * 0.9, low.max(high) * 1.1),
        _ => (low, high),
    }
}

/// Two different written numbers are compatible where one rounds the other as its hedge says.
fn written_numbers(one: (f64, Hedge), other: (f64, Hedge)) -> Comparison {
    let (rough, exact) = if grain(one.0) >= grain(other.0) { (one, other) } else { (other, one) };
    let (step, off) = (grain(rough.0), exact.0 - rough.0);
    let open = |hedge: Hedge| matches!(hedge, Hedge::AtLeast | Hedge::MoreThan);
    let fits = match rough.1 {
        // Two lower bounds that differ were counted at different times or by different people.
        Hedge::AtLeast | Hedge::MoreThan => {
            off > 0.0 && off < step && (!open(exact.1) || is_fine(step, rough.0))
        }
        Hedge::AtMost | Hedge::FewerThan => off < 0.0 && -off < step,
        Hedge::About => is_about(rough.0, step, off),
        _ => match exact.1 {
            Hedge::About => is_about(rough.0, step, off),
            Hedge::AtMost | Hedge::FewerThan => off > 0.0 && off < step / 2.0,
            Hedge::AtLeast | Hedge::MoreThan if off < 0.0 && is_fine(step, rough.0) => -off < step,
            _ => unmarked(rough.0, step, off),
        },
    };
    if fits { Comparison::Compatible } else { Comparison::Different }
}

/// Whether a number that is said to be one more or less may be one that lies so far `off`.
fn is_about(rough: f64, step: f64, off: f64) -> bool {
    off.abs() <= (step / 2.0).max(rough.abs() * 0.01)
}

/// Whether what rounding may leave out is next to nothing beside the number.
fn is_fine(step: f64, number: f64) -> bool {
    step > 1.0 && step <= number.abs() * 0.02
}

/// Large round numbers are rounded without a word that says so ("170,000" for 169,752); decimals are cut ("15" for 14.7).
fn unmarked(rough: f64, step: f64, off: f64) -> bool {
    let round = step >= 1000.0 && rough / step < 1000.0;
    let cut = step <= 1.0 && (rough + off).fract().abs() > 1e-9 && rough.fract() == 0.0 && rough >= 5.0;
    (round && off.abs() <= step / 2.0 && off.abs() <= rough * 0.02) || (cut && off.abs() <= 0.5)
}

/// The last place that a number was written to: 1,000 for 38,000, one for 42, a tenth for 6.1.
fn grain(number: f64) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return 1.0;
    }
    let mut grain = 0.001;
    while grain < 1e15 && same((number / (grain * 10.0)).round() * grain * 10.0, number) {
        grain *= 10.0;
    }
    grain
}

fn dates(one: &Edtf, other: &Edtf) -> Comparison {
    if one == other {
        return Comparison::Same;
    }
    // How long something took says nothing of when it was.
    if [one, other].iter().any(|value| value.is_duration() || value.is_set()) {
        return Comparison::Compatible;
    }
    // Hours are compared with some room, which whole values do not leave.
    let day = |value: &Edtf| {
        value.as_str().split_once('T').map_or_else(|| value.clone(), |(day, _)| Edtf::new(day))
    };
    let zoned = |value: &Edtf| clock(value).is_some_and(|(_, offset)| offset.is_some());
    if zoned(one) && may_be_on(one, other) || zoned(other) && may_be_on(other, one) {
        return Comparison::Compatible;
    }
    let both = clock(one).is_some() && clock(other).is_some();
    if one.compatible(other) || both && day(one).compatible(&day(other)) {
        clocks(one, other)
    } else {
        Comparison::Different
    }
}

/// Whether an hour that says from where it reckons may be on a day that is told elsewhere: at 21:00 in Greenwich the next
/// day has begun in the east.
fn may_be_on(hour: &Edtf, day: &Edtf) -> bool {
    const EAST: i32 = 14 * 60;
    const WEST: i32 = 12 * 60;
    let told = || {
        let own = Edtf::new(hour.as_str().split('T').next()?).as_day()?;
        let (minutes, offset) = clock(hour)?;
        let there = day.as_day().filter(|_| clock(day).is_none())?;
        let late = minutes - offset?;
        let apart = own.until(there).ok()?.get_days() * 24 * 60;
        Some(late - WEST < apart + 24 * 60 && apart <= late + EAST)
    };
    told().unwrap_or(false)
}

/// Times of one day: hours that differ, differ. Where both say from where they reckon, it is what they reckon to that counts;
/// where one alone does, nothing is known of the other's hour there.
fn clocks(one: &Edtf, other: &Edtf) -> Comparison {
    let (Some(a), Some(b)) = (clock(one), clock(other)) else { return Comparison::Compatible };
    const DAY: i32 = 24 * 60;
    let apart = match (a.1, b.1) {
        (Some(x), Some(y)) => {
            let apart = (a.0 - x - (b.0 - y)).rem_euclid(DAY);
            apart.min(DAY - apart)
        }
        (None, None) => (a.0 - b.0).abs(),
        _ => return Comparison::Compatible,
    };
    if apart > 20 { Comparison::Different } else { Comparison::Compatible }
}

/// Whether two values can be one hour, whatever the day; `None` where one of them names no hour.
pub(super) fn one_hour(one: &Value, other: &Value) -> Option<bool> {
    let (Value::Date(a), Value::Date(b)) = (one, other) else { return None };
    clock(a).zip(clock(b)).map(|_| clocks(a, b) != Comparison::Different)
}

/// Whether two values give one minute in figures, and none of those that hours are rounded to.
pub(super) fn same_odd_minute(one: &Value, other: &Value) -> bool {
    let written = |value: &Value| match value {
        Value::Date(date) => clock(date).map(|(minutes, _)| minutes),
        _ => None,
    };
    written(one).zip(written(other)).is_some_and(|(a, b)| a == b && a % 5 != 0)
}

/// Whether two hours are written alike, and one is reckoned from Greenwich.
pub(super) fn is_hour_of_greenwich(one: &Value, other: &Value) -> bool {
    let (Value::Date(a), Value::Date(b)) = (one, other) else { return false };
    let (Some(a), Some(b)) = (clock(a), clock(b)) else { return false };
    a.0 == b.0 && a.1 == Some(0) && b.1.is_none()
}

/// Minutes after midnight, and how many minutes before them it is in Greenwich, where that is said.
fn clock(value: &Edtf) -> Option<(i32, Option<i32>)> {
    let (_, clock) = value.as_str().split_once('T')?;
    let minutes = |text: &str| -> Option<i32> {
        let mut parts = text.split(':');
        let hours: i32 = parts.next()?.parse().ok()?;
        Some(hours * 60 + parts.next().and_then(|minutes| minutes.parse().ok()).unwrap_or(0))
    };
    let (time, zone) = match clock.find(['Z', '+', '-', '−']) {
        Some(at) => clock.split_at(at),
        None => (clock, ""),
    };
    let offset = match zone.chars().next() {
        Some('Z') => Some(0),
        Some('+') => zone.get(1..).and_then(minutes),
        Some(_) => minutes(zone.trim_start_matches(['-', '−'])).map(|late| -late),
        None => None,
    };
    Some((minutes(time)?, offset))
}

/// What a unit measures, and how many of the smallest of its kind it is.
pub(super) fn measure(unit: &str) -> Option<(&'static str, f64)> {
    let found = match unit {
        "millimetre" | "millimeter" => ("length", 0.001),
        "centimetre" | "centimeter" | "cm" => ("length", 0.01),
        "metre" | "meter" | "m" => ("length", 1.0),
        "kilometre" | "kilometer" | "km" => ("length", 1000.0),
        "mile" => ("length", 1609.344),
        "nautical mile" => ("length", 1852.0),
        "foot" | "feet" | "ft" => ("length", 0.3048),
        "inch" => ("length", 0.0254),
        "yard" => ("length", 0.9144),
        "gram" | "gramme" => ("mass", 0.001),
        "kilogram" | "kilogramme" | "kilo" | "kg" => ("mass", 1.0),
        "pound" | "lb" => ("mass", 0.4536),
        "ounce" => ("mass", 0.02835),
        "stone" => ("mass", 6.35),
        "tonne" | "ton" | "metric ton" => ("mass", 1000.0),
        "second" => ("time", 1.0),
        "minute" => ("time", 60.0),
        "hour" => ("time", 3600.0),
        "day" => ("time", 86_400.0),
        "week" => ("time", 604_800.0),
        "month" => ("time", 2_629_800.0),
        "year" => ("time", 31_557_600.0),
        "decade" => ("time", 315_576_000.0),
        "acre" => ("area", 4046.86),
        "hectare" => ("area", 10_000.0),
        "square kilometre" | "square kilometer" => ("area", 1_000_000.0),
        "square mile" => ("area", 2_589_988.0),
        "square metre" | "square meter" => ("area", 1.0),
        "square foot" => ("area", 0.0929),
        "litre" | "liter" => ("volume", 1.0),
        "gallon" => ("volume", 3.785),
        "barrel" => ("volume", 158.987),
        "kilometre per hour" | "kilometer per hour" | "kph" | "km/h" => ("speed", 1.0),
        "mile per hour" | "mph" => ("speed", 1.609_344),
        "knot" => ("speed", 1.852),
        _ => return None,
    };
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(low: f64, hedge: Hedge) -> Value {
        Value::Number { low: Some(low), high: Some(low), hedge, unit: None }
    }

    fn differ(one: (f64, Hedge), other: (f64, Hedge)) -> bool {
        let (a, b) = (number(one.0, one.1), number(other.0, other.1));
        assert_eq!(compatible(&a, &b), compatible(&b, &a), "{one:?} {other:?}");
        !compatible(&a, &b)
    }

    #[test]
    fn hedges_leave_room() {
        use Hedge::{About, AtLeast, Exactly, MoreThan};
        assert!(!differ((100.0, AtLeast), (100.0, About)));
        assert!(!differ((100.0, MoreThan), (100.0, About)));
        assert!(!differ((40.0, Exactly), (40.0, About)));
        assert!(!differ((61.0, AtLeast), (61.0, Exactly)));
        assert!(!differ((40.0, AtLeast), (42.0, Exactly)));
        assert!(!differ((770.0, About), (767.0, AtLeast)));
        assert!(differ((40.0, Exactly), (42.0, Exactly)));
        assert!(differ((22.0, AtLeast), (3.0, AtLeast)));
        assert!(differ((50.0, AtLeast), (249.0, Exactly)));
        assert!(differ((55.0, About), (57.0, About)));
        assert!(differ((8.6, Exactly), (8.7, Exactly)));
    }

    #[test]
    fn large_round_numbers_are_rounded() {
        assert!(!differ((170_000.0, Hedge::Exactly), (169_752.0, Hedge::Exactly)));
        assert!(differ((170_000.0, Hedge::Exactly), (230_000.0, Hedge::Exactly)));
        assert!(!differ((15.0, Hedge::Exactly), (14.7, Hedge::Exactly)));
    }

    #[test]
    fn measures_are_rounded_when_they_are_turned_into_another_unit() {
        assert!(compatible(&measured(130.0, "foot"), &measured(131.0, "foot")));
        assert!(!compatible(&measured(130.0, "foot"), &measured(140.0, "foot")));
        assert!(!compatible(&measured(6.1, "foot"), &measured(6.2, "foot")));
        assert!(!differ((1680.0, Hedge::About), (1688.0, Hedge::Exactly)));
        assert!(differ((1680.0, Hedge::Exactly), (1688.0, Hedge::Exactly)));
    }

    #[test]
    fn a_direction_may_be_given_more_exactly() {
        let way = |word: &str| Value::Phrase(word.to_owned());
        assert!(compatible(&way("north"), &way("northwest")));
        assert!(!compatible(&way("north"), &way("east")));
        assert!(!compatible(&way("car"), &way("truck")));
    }

    #[test]
    fn lower_bounds_are_rounded_too() {
        use Hedge::{AtLeast, Exactly};
        assert!(!differ((1750.0, AtLeast), (1752.0, AtLeast)));
        assert!(!differ((770.0, Exactly), (767.0, AtLeast)));
        assert!(differ((20.0, AtLeast), (22.0, AtLeast)));
    }

    fn measured(number: f64, unit: &str) -> Value {
        let (low, high) = (Some(number), Some(number));
        Value::Number { low, high, hedge: Hedge::Exactly, unit: Some(unit.to_owned()) }
    }

    #[test]
    fn sums_in_two_currencies_are_not_compared() {
        assert!(compatible(&measured(90.0, "GBP"), &measured(165.0, "USD")));
        assert!(!compatible(&measured(90.0, "GBP"), &measured(165.0, "GBP")));
    }

    #[test]
    fn units_are_turned_into_each_other() {
        assert!(compatible(&measured(34.0, "mile"), &measured(55.0, "kilometre")));
        assert!(!compatible(&measured(15.0, "second"), &measured(1.0, "minute")));
        assert!(compatible(&measured(15.0, "second"), &measured(15.0, "mile")));
    }

    #[test]
    fn dates_at_their_precision() {
        let day = |value: &str| Value::Date(Edtf::new(value));
        assert!(!compatible(&day("2017-03"), &day("2017-04")));
        assert!(compatible(&day("2017-04-01"), &day("2017-04")));
        assert!(compatible(&day("2017"), &day("2017-04")));
        assert!(!compatible(&day("2017-04-01T07:30"), &day("2017-04-01T15:30")));
        assert!(compatible(&day("2017-04-01T12:00"), &day("2017-04-01T12:10")));
        assert!(!compatible(&day("2017-04-01T12:00"), &day("2017-04-02T12:10")));
        assert!(compatible(&day("2017-04-01T07:37Z"), &day("2017-04-01T03:37-04:00")));
        assert!(!compatible(&day("2017-04-01T07:37Z"), &day("2017-04-01T07:37-04:00")));
        assert!(compatible(&day("2017-04-01T07:37Z"), &day("2017-04-01T14:37")));
        assert!(compatible(&day("2017-04-01T21:00Z"), &day("2017-04-02")));
        assert!(!compatible(&day("2017-04-01T07:00Z"), &day("2017-04-02")));
        assert!(!compatible(&day("2017-04-01T21:00Z"), &day("2017-03-31")));
        assert!(compatible(&day("P2M"), &day("2017")));
        assert!(!compatible(&day("XXXX-03"), &day("XXXX-04")));
        assert!(compatible(&day("XXXX-04-01"), &day("2017-04")));
    }

    #[test]
    fn a_range_of_which_one_end_differs_differs() {
        let range = |low: f64, high: f64| Value::Number {
            low: Some(low),
            high: Some(high),
            hedge: Hedge::Between,
            unit: None,
        };
        assert!(!compatible(&range(4.0, 11.0), &range(3.0, 11.0)));
        assert!(!compatible(&range(18.0, 24.0), &range(18.0, 64.0)));
        assert!(compatible(&range(10.0, 20.0), &range(15.0, 30.0)));
        assert!(!compatible(&range(10.0, 20.0), &range(25.0, 30.0)));
    }

    #[test]
    fn vague_numbers_are_ranges() {
        let dozens = Value::Number { low: Some(24.0), high: Some(99.0), hedge: Hedge::Vague, unit: None };
        assert!(compatible(&dozens, &number(40.0, Hedge::Exactly)));
        assert!(!compatible(&dozens, &number(140.0, Hedge::Exactly)));
        assert!(compatible(&dozens, &number(50.0, Hedge::AtLeast)));
        assert!(compatible(&dozens, &number(100.0, Hedge::MoreThan)));
        assert!(!compatible(&dozens, &number(400.0, Hedge::MoreThan)));
    }
}
