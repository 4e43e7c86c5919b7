//! What a drawn block is: how much was changed, whether it is a quotation, whether a machine rewrote it.

use super::block::{Block, Pair};
use super::{Edit, Spun};

/// How many words a difference kept, and how many each side has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) kept: usize,
    pub(super) a: usize,
    pub(super) b: usize,
}

impl Tally {
    /// Share of words kept: twice the words kept over the words of both sides (Dice).
    pub(super) fn similarity(self) -> f64 {
        2.0 * self.kept as f64 / (self.a + self.b).max(1) as f64
    }

    /// How much was changed.
    pub(super) fn edit(self) -> Edit {
        let all = self.a.max(self.b);
        match all - self.kept.min(all) {
            0 => Edit::Verbatim,
            changed if changed * 5 <= all => Edit::Light,
            _ => Edit::Heavy,
        }
    }
}

/// Replaced words needed before a rewriting is called systematic.
const REPLACED: usize = 5;

/// Words replaced one for one all over a block, where that is most of what was changed.
///
/// People who edit drop, add and turn phrases; machines that spin text put another word in a word's place and
/// leave its neighbours alone. So a replaced word counts where shared words stand on both of its sides.
pub(super) fn spun(pair: Pair, texts: (&str, &str), block: &Block) -> Option<Spun> {
    let mut runs = block.runs.clone();
    runs.sort_unstable_by_key(|run| (run.a as i64 - run.b as i64, run.a));
    let replaced = |pair_of_runs: &[super::seed::Run]| {
        let [one, next] = pair_of_runs else { return 0 };
        let gap = next.a.saturating_sub(one.a_end());
        let aligned = one.a + next.b == next.a + one.b && (1..=2).contains(&gap);
        let words = |n: usize| {
            let (a, b) = (pair.a.words[one.a_end() + n], pair.b.words[one.b_end() + n]);
            is_plain(a.span().of(texts.0)) && is_plain(b.span().of(texts.1))
        };
        if aligned { (0..gap).filter(|&n| words(n)).count() } else { 0 }
    };
    let replaced: usize = runs.windows(2).map(replaced).sum();
    let words = block.a.len().min(block.b.len());
    let shared: usize = super::block::merged(runs.iter().map(|run| run.a..run.a_end()).collect())
        .iter()
        .map(ExactSizeIterator::len)
        .sum();
    let changed = words.saturating_sub(shared).max(1);
    let systematic = replaced >= REPLACED && replaced * 100 >= words * 6 && replaced * 2 >= changed;
    systematic.then_some(Spun { replaced, words })
}

/// Whether a word is one that thesauruses hold: in small letters, no number.
fn is_plain(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}
