//! The words of quantities: hedges, vague numerals, units, labels, read from `data/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::annotation::numeral::numeral;
use crate::annotation::scan::{Pieces, is_hyphen};
use crate::annotation::{Hedge, QuantityKind};

/// Phrases by their first word, the longest first, each with what it means.
#[derive(Debug)]
pub(super) struct Phrases<T>(FxHashMap<String, Vec<(Vec<String>, T)>>);

impl<T: Copy> Phrases<T> {
    fn new(phrases: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut by_first: BTreeMap<String, Vec<(Vec<String>, T)>> = BTreeMap::new();
        for (phrase, meaning) in phrases {
            let mut words = phrase.split(' ').map(str::to_owned);
            let Some(first) = words.next() else { continue };
            by_first.entry(first).or_default().push((words.collect(), meaning));
        }
        by_first.values_mut().for_each(|list| list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        Phrases(by_first.into_iter().collect())
    }

    /// The longest phrase at `i`: what it means, and one past it.
    pub(super) fn at(&self, pieces: &Pieces<'_>, i: usize) -> Option<(T, usize)> {
        let list = self.0.get(pieces.word(i))?;
        list.iter().find_map(|(words, meaning)| {
            let fits = words
                .iter()
                .enumerate()
                .all(|(at, word)| pieces.word(i + 1 + at) == word && pieces.follows(i + 1 + at));
            fits.then_some((*meaning, i + 1 + words.len()))
        })
    }
}

/// A vague numeral's range and the name of its rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Vague {
    pub(super) low: f64,
    pub(super) high: Option<f64>,
    pub(super) rule: &'static str,
}

/// A unit: what kind of quantity it makes, and its plain name.
pub(super) type Unit = (QuantityKind, &'static str);

/// All lists.
pub(super) struct Lexicon {
    before: Phrases<Hedge>,
    after: Phrases<Hedge>,
    vague: Phrases<Vague>,
    /// Tens of years of a life, by their names.
    lives: Vec<Vague>,
    units: Phrases<Unit>,
    /// Short forms as they are written.
    signs: FxHashMap<String, Unit>,
    money_before: FxHashMap<String, Unit>,
    labels: FxHashSet<String>,
    extents: FxHashSet<String>,
    placing: FxHashSet<String>,
    streets: FxHashSet<String>,
    numerous: FxHashSet<String>,
    compounds: BTreeMap<String, BTreeMap<String, f64>>,
    change: FxHashSet<String>,
    states: FxHashSet<String>,
    stops: FxHashSet<String>,
}

#[derive(Default, Deserialize)]
struct HedgeLists {
    before: BTreeMap<String, Vec<String>>,
    after: BTreeMap<String, Vec<String>>,
}

#[derive(Default, Deserialize)]
struct VagueLists {
    rules: BTreeMap<String, VagueList>,
    lives: BTreeMap<String, [f64; 2]>,
}

#[derive(Deserialize)]
struct VagueList {
    phrases: Vec<String>,
    low: f64,
    high: Option<f64>,
}

#[derive(Default, Deserialize)]
struct UnitLists {
    measures: BTreeMap<String, UnitList>,
    shares: BTreeMap<String, UnitList>,
    money: BTreeMap<String, UnitList>,
    compounds: BTreeMap<String, BTreeMap<String, f64>>,
    extents: Words,
    placing: Words,
    streets: Words,
    numerous: Words,
    labels: Words,
    change: Words,
    states: Words,
    stops: Words,
}

#[derive(Clone, Default, Deserialize)]
struct UnitList {
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    signs: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Words {
    words: Vec<String>,
}

/// The lists, read once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let hedges: HedgeLists = toml::from_str(include_str!("../../../data/hedges.toml")).unwrap_or_default();
    let vague: VagueLists = toml::from_str(include_str!("../../../data/vague.toml")).unwrap_or_default();
    let units: UnitLists = toml::from_str(include_str!("../../../data/units.toml")).unwrap_or_default();
    let all = all_units(&units);
    let pick = |form: fn(&UnitList) -> &Vec<String>| -> Vec<(String, Unit)> {
        all.iter().flat_map(|(list, unit)| form(list).iter().map(|form| (form.clone(), *unit))).collect()
    };
    Lexicon {
        before: hedge_phrases(hedges.before),
        after: hedge_phrases(hedges.after),
        lives: lives(&vague.lives),
        vague: vague_phrases(vague.rules),
        units: Phrases::new(pick(|list| &list.words)),
        signs: pick(|list| &list.signs).into_iter().collect(),
        money_before: pick(|list| &list.before).into_iter().collect(),
        extents: units.extents.words.into_iter().collect(),
        placing: units.placing.words.into_iter().collect(),
        streets: units.streets.words.into_iter().collect(),
        numerous: units.numerous.words.into_iter().collect(),
        compounds: units.compounds,
        labels: units.labels.words.into_iter().collect(),
        change: units.change.words.into_iter().collect(),
        states: units.states.words.into_iter().collect(),
        stops: units.stops.words.into_iter().collect(),
    }
});

/// Names live as long as the program: they are read once from lists of fixed size.
fn leaked(name: &str) -> &'static str {
    Box::leak(name.to_owned().into_boxed_str())
}

fn all_units(lists: &UnitLists) -> Vec<(UnitList, Unit)> {
    let of = |lists: &BTreeMap<String, UnitList>, kind: QuantityKind| -> Vec<(UnitList, Unit)> {
        lists.iter().map(|(name, list)| (list.clone(), (kind, leaked(name)))).collect()
    };
    let mut all = of(&lists.measures, QuantityKind::Measure);
    all.extend(of(&lists.shares, QuantityKind::Share));
    all.extend(of(&lists.money, QuantityKind::Money));
    all
}

fn hedge_phrases(lists: BTreeMap<String, Vec<String>>) -> Phrases<Hedge> {
    let hedge = |name: &str| match name {
        "at_least" => Hedge::AtLeast,
        "more_than" => Hedge::MoreThan,
        "at_most" => Hedge::AtMost,
        "fewer_than" => Hedge::FewerThan,
        _ => Hedge::About,
    };
    Phrases::new(lists.into_iter().flat_map(|(name, phrases)| {
        let hedge = hedge(&name);
        phrases.into_iter().map(move |phrase| (phrase, hedge))
    }))
}

fn lives(lists: &BTreeMap<String, [f64; 2]>) -> Vec<Vague> {
    lists.iter().map(|(name, &[low, high])| Vague { low, high: Some(high), rule: leaked(name) }).collect()
}

fn vague_phrases(rules: BTreeMap<String, VagueList>) -> Phrases<Vague> {
    Phrases::new(rules.into_iter().flat_map(|(rule, list)| {
        let vague = Vague { low: list.low, high: list.high, rule: leaked(&rule) };
        list.phrases.into_iter().map(move |phrase| (phrase, vague))
    }))
}

/// The hedge whose phrase ends right before `i`, the longest first: the hedge and its first piece.
pub(super) fn hedge_before(pieces: &Pieces<'_>, i: usize) -> Option<(Hedge, usize)> {
    // "~40"
    let mark = i.checked_sub(1).filter(|&mark| matches!(pieces.mark(mark), '~' | '≈') && pieces.is_tight(i));
    if let Some(mark) = mark.filter(|&mark| !pieces.is_tight(mark)) {
        return Some((Hedge::About, mark));
    }
    (1..=6).rev().filter_map(|words| i.checked_sub(words)).find_map(|first| {
        LEXICON.before.at(pieces, first).filter(|&(_, end)| end == i).map(|(hedge, _)| (hedge, first))
    })
}

/// The hedge that begins at `i`, after a number.
pub(super) fn hedge_after(pieces: &Pieces<'_>, i: usize) -> Option<(Hedge, usize)> {
    let at = if is_hyphen(pieces.mark(i)) && pieces.is_tight(i) { i + 1 } else { i };
    if pieces.mark(i) == '+' && pieces.is_tight(i) {
        return Some((Hedge::AtLeast, i + 1));
    }
    let (hedge, end) = LEXICON.after.at(pieces, at).filter(|_| pieces.follows(at))?;
    let joined = at == i || matches!(pieces.word(at), "odd" | "plus");
    // "more than 10 and less than 20" goes on with another number.
    // "200 or more than" ends with its number; "20 and less or equal than 35" goes on as well.
    let number = |at: usize| pieces.follows(at) && numeral(pieces, at).is_some();
    let than = pieces.word(end) == "than" && pieces.follows(end);
    if than && joined && !number(end + 1) && !pieces.is_word(end + 1) {
        return Some((hedge, end + 1));
    }
    let goes_on = than || number(end) || hedge_goes_on(pieces, at);
    (joined && !goes_on).then_some((hedge, end))
}

/// Whether a hedge before another number begins one word after `i`: "and less or equal than 35".
fn hedge_goes_on(pieces: &Pieces<'_>, i: usize) -> bool {
    LEXICON
        .before
        .at(pieces, i + 1)
        .is_some_and(|(_, end)| pieces.follows(end) && numeral(pieces, end).is_some())
}

/// The vague numeral at `i`.
pub(super) fn vague(pieces: &Pieces<'_>, i: usize) -> Option<(Vague, usize)> {
    LEXICON.vague.at(pieces, i)
}

/// The tens of years of a life that fit.
pub(super) fn years_of_life(fits: impl Fn(&Vague) -> bool) -> Option<Vague> {
    LEXICON.lives.iter().copied().find(fits)
}

/// The unit in words at `i`.
pub(super) fn unit_words(pieces: &Pieces<'_>, i: usize) -> Option<(Unit, usize)> {
    LEXICON.units.at(pieces, i)
}

/// The unit in short form at `i`, up to three pieces long ("km/h", "km2", "sq km").
pub(super) fn unit_sign(pieces: &Pieces<'_>, i: usize) -> Option<(Unit, usize)> {
    (1..=3).rev().find_map(|count| {
        let tight = (1..count).all(|at| pieces.is_tight(i + at) || pieces.word(i) == "sq");
        let form = pieces.span(i, i + count).of(pieces.text);
        let whole = !(pieces.is_tight(i + count)
            && (pieces.is_word(i + count) || !pieces.digits(i + count).is_empty()));
        let unit = LEXICON.signs.get(form).filter(|_| tight && whole && i + count <= pieces.len())?;
        Some((*unit, i + count))
    })
}

/// The sign of money that ends right before `i`: its unit and its first piece.
pub(super) fn money_before(pieces: &Pieces<'_>, i: usize) -> Option<(Unit, usize)> {
    (1..=3).rev().filter_map(|count| i.checked_sub(count)).find_map(|first| {
        let form: String = (first..i).map(|at| pieces.raw(at)).collect();
        let whole =
            !(pieces.is_tight(first) && first > 0 && pieces.is_word(first - 1) && pieces.is_word(first));
        LEXICON.money_before.get(&form).filter(|_| whole && pieces.follows(i)).map(|unit| (*unit, first))
    })
}

/// How many of the unit `small` make one of the unit `large`, where texts say both in a row.
pub(super) fn compound(large: &str, small: &str) -> Option<f64> {
    LEXICON.compounds.get(large)?.get(small).copied()
}

/// Whether the word says in which direction a length goes.
pub(super) fn is_extent(word: &str) -> bool {
    LEXICON.extents.contains(word)
}

/// Whether the word says that somebody got a place in an order.
pub(super) fn is_placing(word: &str) -> bool {
    LEXICON.placing.contains(word)
}

/// Whether the word ends the name of a street.
pub(super) fn is_street(word: &str) -> bool {
    LEXICON.streets.contains(word)
}

/// Whether the word names those who are counted in millions and never measured.
pub(super) fn is_numerous(word: &str) -> bool {
    LEXICON.numerous.contains(word)
}

/// Whether the word at `i` makes a number after it a label.
pub(super) fn is_label(word: &str) -> bool {
    LEXICON.labels.contains(word)
}

/// Whether the word speaks of a number that changes.
pub(super) fn is_change(word: &str) -> bool {
    LEXICON.change.contains(word)
}

/// Whether the word says what became of those who are counted.
pub(super) fn is_state(word: &str) -> bool {
    LEXICON.states.contains(word)
}

/// Whether what is counted ends at the word.
pub(super) fn is_stop(word: &str) -> bool {
    LEXICON.stops.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_read() {
        assert!(toml::from_str::<HedgeLists>(include_str!("../../../data/hedges.toml")).is_ok());
        assert!(toml::from_str::<VagueLists>(include_str!("../../../data/vague.toml")).is_ok());
        let units = toml::from_str::<UnitLists>(include_str!("../../../data/units.toml"));
        assert!(units.is_ok(), "{:?}", units.err());
    }
}
