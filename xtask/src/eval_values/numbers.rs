//! Quantities against the recogniser's cases for numbers, ranges, ordinals, ages, shares, money and measures.

use headwater::annotation::{Annotations, Hedge, Quantity, QuantityKind, quantity, time};
use headwater::text::CodePoints;

use super::{Case, Expected, article, rows};
use crate::eval::Measures;
use crate::shared::shared;

/// The tables, each with the specs that it takes in.
const TABLES: [(&str, &[&str]); 6] = [
    ("numbers", &["NumberModel", "NumberModelExperimentalMode", "NumberModelPercentMode"]),
    ("ranges", &["NumberRangeModel", "NumberRangeModelExperimentalMode"]),
    ("ordinals", &["OrdinalModel"]),
    ("ages", &["AgeModel"]),
    ("money", &["CurrencyModel"]),
    (
        "measures and shares",
        &["DimensionModel", "TemperatureModel", "PercentModel", "PercentModelPercentMode"],
    ),
];

/// Rows in which every expected value is found, and nothing is found where nothing is expected.
pub fn run() -> Option<Measures> {
    let cases: Vec<Case> = rows(&shared("data/temporal/recognizers_number_en.jsonl")?);
    let mut measures = Measures::new();
    let (mut wanted_right, mut wanted) = (0, 0);
    for (name, specs) in TABLES {
        let all = cases.iter().filter(|case| specs.contains(&case.spec.as_str()));
        let (mine, other): (Vec<&Case>, Vec<&Case>) = all.partition(|case| agrees(case));
        let right = mine.iter().filter(|case| is_right(case)).count();
        if ["numbers", "ranges", "ordinals", "ages"].contains(&name) {
            wanted_right += right;
            wanted += mine.len();
        }
        println!("{name}: {right} of {}, {} left out", mine.len(), other.len());
        measures.push((format!("recognizers {name} right %"), 100.0 * right as f64 / mine.len() as f64));
    }
    measures.push((
        "recognizers numbers, ranges, ordinals, ages right %".to_owned(),
        100.0 * wanted_right as f64 / wanted as f64,
    ));
    Some(measures)
}

/// Whether the recogniser's policy for a case is also a reader's. It is judged by the gold text alone, never by what was
/// found in it. Left out are: "next" and "last" as ordinals; units without a number; comparisons in signs; and cases
/// whose gold marks a number where a reader sees none, but a part of a name or a code ([`is_no_number`]).
fn agrees(case: &Case) -> bool {
    let other = |gold: &Expected| {
        let no_value = gold.value.as_deref().is_none_or(|value| value == "null");
        gold.kind == "ordinal.relative" || no_value || is_no_number(&case.text, gold)
    };
    !case.expected.iter().any(other) && !case.text.contains(['<', '>', '='])
}

/// Whether a gold number is a part of an address ("192.168.1.2"), a telephone number, a date in figures, the name of a
/// thing ("SCP-173"), the number of a version or an exercise, ten and more figures without a separator, which nobody
/// reads as a count, or stands after a minus sign that is set apart, which is a dash or the mark of a list.
fn is_no_number(text: &str, gold: &Expected) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let solid = |at: usize| chars.get(at).is_some_and(|c| !c.is_whitespace());
    let start = (0..gold.start).rev().take_while(|&at| solid(at)).last().unwrap_or(gold.start);
    let end = (gold.end..chars.len()).take_while(|&at| solid(at)).last().map_or(gold.end, |at| at + 1);
    let part =
        |start: usize, end: usize| chars.get(start..end).unwrap_or_default().iter().collect::<String>();
    let word = part(start, end);
    let word = word.trim_matches(['.', ',', '?', '!']);
    let before = part(0, start).to_lowercase();
    let labels = ["version", "nr.", "nrs."];
    let label = before.split_whitespace().next_back().is_some_and(|word| labels.contains(&word));
    is_code(word) || label || part(gold.start, gold.end).starts_with("- ")
}

/// Whether a word between spaces is an address, a date, a telephone number, a bare code or a name with a number.
fn is_code(word: &str) -> bool {
    let figures = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = |mark: char| if word.split(mark).all(figures) { word.split(mark).count() } else { 0 };
    let named = word.split_once('-').is_some_and(|(name, number)| {
        figures(number) && name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_uppercase())
    });
    let telephone = word.starts_with('+') && word.contains('-');
    parts('.') == 4 || parts('/') == 3 || telephone || named || figures(word) && word.len() >= 10
}

fn is_right(case: &Case) -> bool {
    let found = quantities(&case.text);
    let places = CodePoints::new(&case.text);
    let spans: Vec<_> = found.iter().map(|found| places.span(found.span)).collect();
    let wanted = case.expected.iter().filter(|gold| gold.kind != "ordinal" || case.spec == "OrdinalModel");
    let fits = |gold: &Expected| {
        found
            .iter()
            .zip(&spans)
            .any(|(found, span)| span.0 < gold.end && gold.start < span.1 && is_value(gold, found))
    };
    let right = if case.expected.is_empty() {
        !found.iter().any(|found| found.rule.is_none() && found.kind == kind_of(&case.spec))
    } else {
        wanted.clone().all(fits)
    };
    if std::env::var("ERRORS").is_ok() && !right {
        let shown: Vec<_> = found
            .iter()
            .map(|q| {
                format!("{} {:?}..{:?} {:?} {:?}", q.span.of(&case.text), q.low, q.high, q.hedge, q.kind)
            })
            .collect();
        let wanted: Vec<_> = wanted.map(|gold| gold.value.clone().unwrap_or_default()).collect();
        println!("NUM\t{}\t{}\t{wanted:?}\t{shown:?}", case.spec, case.text);
    }
    right
}

/// The kind of quantity that a model of the recogniser looks for. Where it marks nothing, one of another kind may stand
/// all the same: "all 70 of us" holds no money, and it holds a number.
fn kind_of(spec: &str) -> QuantityKind {
    match spec {
        "CurrencyModel" => QuantityKind::Money,
        "DimensionModel" | "TemperatureModel" => QuantityKind::Measure,
        "PercentModel" | "PercentModelPercentMode" => QuantityKind::Share,
        "AgeModel" => QuantityKind::Age,
        "OrdinalModel" => QuantityKind::Rank,
        _ => QuantityKind::Count,
    }
}

/// The quantities of a text by itself.
fn quantities(text: &str) -> Vec<Quantity> {
    let found = Annotations { times: time::times(&article(text, None)), ..Annotations::default() };
    quantity::quantities(text, &found)
}

fn is_value(gold: &Expected, found: &Quantity) -> bool {
    let value = gold.value.as_deref().unwrap_or_default();
    if gold.kind == "numberrange" {
        return is_range(value, found);
    }
    let plain = value.trim_end_matches('%');
    let Ok(number) = plain.parse::<f64>() else { return false };
    let known = found.low.or(found.high).unwrap_or(f64::NAN);
    let share =
        if found.kind == QuantityKind::Share && !value.ends_with('%') { known / 100.0 } else { known };
    let other_end = found.high.unwrap_or(f64::NAN);
    let close = |a: f64| (a - number).abs() <= 1e-9 + number.abs() * 1e-6;
    close(known) || close(share) || (found.hedge == Hedge::Between && close(other_end))
}

/// "[10,15)", "(30,)": brackets are not compared, since the recogniser's modes differ on them.
fn is_range(value: &str, found: &Quantity) -> bool {
    let inner = value.trim_matches(['[', ']', '(', ')']);
    let Some((low, high)) = inner.split_once(',') else { return false };
    let end = |text: &str| text.parse::<f64>().ok();
    let same = |gold: Option<f64>, found: Option<f64>| match (gold, found) {
        (None, None) => true,
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 + a.abs() * 1e-6 || (a - b / 100.0).abs() < 1e-6,
        _ => false,
    };
    same(end(low), found.low) && same(end(high), found.high)
}
