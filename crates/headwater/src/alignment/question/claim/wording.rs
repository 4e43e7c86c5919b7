//! What two texts have in common as they are worded, small words and all: who repeats another's sentence keeps its "of the".

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

/// The runs of words (or of letters) of a text, as sorted hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::alignment::question) struct Wording(Vec<u64>);

/// What two texts have in common: by both their lengths (Dice), and by that of which it is the larger share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::alignment::question) struct Shared {
    pub both: f64,
    pub more: f64,
}

impl Wording {
    /// The runs of `length` of a text's parts, each as often as it stands there.
    pub(in crate::alignment::question) fn runs<T: Hash>(parts: &[T], length: usize) -> Self {
        let hash = |run: &[T]| {
            let mut hasher = FxHasher::default();
            run.iter().for_each(|part| part.hash(&mut hasher));
            hasher.finish()
        };
        let mut runs: Vec<u64> = parts.windows(length).map(hash).collect();
        runs.sort_unstable();
        Wording(runs)
    }

    /// Each part once, however often it stands there.
    pub(super) fn once<T: Hash>(parts: &[T]) -> Self {
        let mut found = Wording::runs(parts, 1);
        found.0.dedup();
        found
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What two texts have in common.
    pub(in crate::alignment::question) fn shared(&self, other: &Wording) -> Shared {
        let (one, other) = (&self.0, &other.0);
        let (mut i, mut j, mut same) = (0, 0, 0u32);
        while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
            match a.cmp(b) {
                std::cmp::Ordering::Equal => (i, j, same) = (i + 1, j + 1, same + 1),
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
            }
        }
        let share = |count: usize| f64::from(same) / count.max(1) as f64;
        Shared {
            both: 2.0 * f64::from(same) / (one.len() + other.len()).max(1) as f64,
            more: share(one.len()).max(share(other.len())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, length: usize) -> Wording {
        Wording::runs(&text.split(' ').collect::<Vec<_>>(), length)
    }

    #[test]
    fn runs_count_as_often_as_both_have_them() {
        let shared = words("the boat and the ferry", 1).shared(&words("the boat sank", 1));
        assert!((shared.both - 0.5).abs() < 1e-9, "{shared:?}");
        assert!((shared.more - 2.0 / 3.0).abs() < 1e-9, "{shared:?}");
        let shared = words("the boat and the ferry", 2).shared(&words("the boat sank", 2));
        assert!((shared.more - 0.5).abs() < 1e-9, "{shared:?}");
        assert!(words("", 2).is_empty());
        assert_eq!(words("", 2).shared(&words("the boat", 2)).both, 0.0);
    }
}
