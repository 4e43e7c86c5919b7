//! How much a word tells: the rarer it is, the less likely two writers chose it by themselves.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::fold;

/// How many words of ordinary text the words of the pile are mixed with before they are counted.
///
/// Few, so that in a pile of any other language the articles themselves soon decide.
const ORDINARY: u64 = 20_000;

/// Parts of a bit: weights are whole numbers, so sums do not depend on their order.
pub(super) const BIT: u32 = 16;

/// The rarity of every word of a pile, from its frequency in ordinary text and in the pile.
pub(super) struct Rarity {
    /// Sixteenths of a bit, by the key's low bits. Words that share a place count as the commoner.
    weight: Vec<u8>,
}

/// How often common words stand in a million words, sorted by key.
static COMMON: LazyLock<Vec<(u32, u64)>> = LazyLock::new(|| {
    let rows =
        include_str!("../../../data/reuse/word_counts.tsv").lines().filter(|row| !row.starts_with('#'));
    let counts = rows.filter_map(|row| row.split_once('\t'));
    let keyed = counts.filter_map(|(word, count)| Some((fold::key(word), count.trim().parse().ok()?)));
    let mut common: Vec<(u32, u64)> = keyed.collect();
    common.sort_unstable();
    common
});

/// A word that stands so often in a million is common.
const OFTEN: u64 = 1;

/// The common words by themselves: asked for more often than anything else, and small enough to stay near.
static IS_COMMON: LazyLock<FxHashSet<u32>> =
    LazyLock::new(|| COMMON.iter().filter(|(_, count)| *count >= OFTEN).map(|&(word, _)| word).collect());

/// Whether a word is among the common ones of ordinary text.
pub(super) fn is_common(key: u32) -> bool {
    IS_COMMON.contains(&key)
}

impl Rarity {
    /// What the words of a pile tell, given how often each stands there.
    pub(super) fn of(counts: &[(u32, u32)]) -> Self {
        let total: usize = counts.iter().map(|(_, count)| *count as usize).sum();
        let size = total.next_power_of_two().clamp(1 << 15, 1 << 22);
        let place = |key: u32| key as usize & (size - 1);
        let mut seen = vec![0_u32; size];
        for &(key, count) in counts {
            let seen = &mut seen[place(key)];
            *seen = seen.saturating_add(count);
        }
        let mut ordinary: Vec<(usize, u64)> = COMMON
            .iter()
            .map(|&(key, per_million)| (place(key), ((per_million * ORDINARY) << 10) / 1_000_000))
            .collect();
        ordinary.sort_unstable();
        let mut ordinary = ordinary.into_iter().peekable();
        let all = log2((ORDINARY + total as u64) << 10);
        let weight = |(place, seen): (usize, u32)| {
            let mut count = u64::from(seen) << 10;
            while let Some((_, more)) = ordinary.next_if(|(of, _)| *of == place) {
                count += more;
            }
            (all - log2(count.max(1 << 10))).clamp(8, u32::from(u8::MAX)) as u8
        };
        Rarity { weight: seen.into_iter().enumerate().map(weight).collect() }
    }

    /// The weights as they are kept.
    pub(super) fn weights(&self) -> &[u8] {
        &self.weight
    }

    /// The weights that were kept; `None` where so many were not.
    pub(super) fn from_weights(weight: Vec<u8>) -> Option<Self> {
        weight.len().is_power_of_two().then_some(Rarity { weight })
    }

    /// What one word tells, in sixteenths of a bit, at most 16 bits.
    pub(super) fn of_key(&self, key: u32) -> u32 {
        u32::from(self.weight[key as usize & (self.weight.len() - 1)])
    }
}

/// The logarithm to base two in sixteenths, linear between powers of two.
fn log2(n: u64) -> u32 {
    let whole = n.max(1).ilog2();
    let rest = if whole >= 4 { (n >> (whole - 4)) & 15 } else { (n << (4 - whole)) & 15 };
    whole * BIT + rest as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_tell_more() {
        let text = "the harbour of Kestrel Point is closed and the ferry of the harbour is late";
        let counts: Vec<(u32, u32)> =
            fold::words(text, fold::Fold::Style).into_iter().map(|word| (word.key, 1)).collect();
        let rarity = Rarity::of(&counts);
        let weight = |word| rarity.of_key(fold::key(word));
        assert!(weight("the") < 6 * BIT);
        assert!(weight("kestrel") > 12 * BIT);
        assert!(weight("harbour") < weight("kestrel"));
    }

    #[test]
    fn logarithms_are_close() {
        for n in [1_u64, 3, 17, 1000, 1 << 30] {
            assert!((f64::from(log2(n)) / 16.0 - (n as f64).log2()).abs() < 0.16);
        }
    }
}
