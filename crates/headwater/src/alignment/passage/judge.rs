//! What a drawn block is: how much was changed, whether it is a quotation, whether a machine rewrote it.

use super::block::{Block, Pair};
use super::pile::Worded;
use super::seed::Run;
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

/// How a machine rewrote a block, if one did.
pub(super) fn spun(pair: Pair, block: &Block) -> Option<Spun> {
    let replaced = rewritten(pair, block)?.len();
    Some(Spun { replaced, words: words(block) })
}

/// The words replaced one for one all over a block, by their places on both sides, where that is most of what was changed.
///
/// People who edit drop, add and turn phrases; machines that spin text put another word in a word's place and
/// leave its neighbours alone. So a replaced word counts where shared words stand on both of its sides.
pub(super) fn rewritten(pair: Pair, block: &Block) -> Option<Vec<(usize, usize)>> {
    let places = replaced(pair, block);
    let (replaced, words) = (places.len(), words(block));
    let shared: usize = super::block::merged(block.runs.iter().map(|run| run.a..run.a_end()).collect())
        .iter()
        .map(ExactSizeIterator::len)
        .sum();
    let changed = words.saturating_sub(shared).max(1);
    let systematic = replaced >= REPLACED && replaced * 100 >= words * 6 && replaced * 2 >= changed;
    systematic.then_some(places)
}

/// How many words the shorter side has.
fn words(block: &Block) -> usize {
    block.a.len().min(block.b.len())
}

/// The words replaced one for one, by their places on both sides: plain words with shared words on both of their sides.
fn replaced(pair: Pair, block: &Block) -> Vec<(usize, usize)> {
    let mut runs: Vec<&Run> = block.runs.iter().collect();
    runs.sort_unstable_by_key(|run| (run.a as i64 - run.b as i64, run.a));
    let plain =
        |side: &Worded, at: usize| side.words.get(at).is_some_and(|word| is_plain(word.span().of(side.text)));
    let between = |runs: &[&Run]| {
        let (one, next) = (runs[0], runs[1]);
        let gap = next.a.saturating_sub(one.a_end());
        let aligned = one.a + next.b == next.a + one.b && (1..=2).contains(&gap);
        let (a, b) = (one.a_end(), one.b_end());
        (0..if aligned { gap } else { 0 }).map(move |nth| (a + nth, b + nth))
    };
    let places = runs.windows(2).flat_map(between);
    places.filter(|&(a, b)| plain(pair.a, a) && plain(pair.b, b)).collect()
}

/// Whether a word is one that thesauruses hold: in small letters, no number.
fn is_plain(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}
