//! Whether what two articles share is wording, or only names, figures and subject in a like order.
//!
//! Whoever reports one event names the same people, gives the same figures and uses the words of its subject: "flew over
//! the northern Japanese island of Hokkaido" is nobody's wording. So what a block tells is counted anew, names and figures
//! for little, words that both articles use elsewhere too for somewhat less; and a block of two articles that share
//! nothing else needs more. A quotation needs nothing beyond: the same words in both mouths were said once.
//!
//! The thresholds were set on 259 finds in real news that were read by hand (2026-11-22, `cargo xtask eval reuse`): 69 of
//! them were the same facts in like words, of which 8 are left, and of the 190 others 169. What counts as much that is
//! shared elsewhere was held against 300 more (2026-11-23): to take any eight words in a row from 150 bits on finds three
//! more copied stretches of 159 in one case, and four facts in like words more in a hundred finds of general news.

use super::block::{self, Block, NAME, Pair, Words};
use super::pile::{CONTENT, Worded};
use super::quoted::{Quoted, Spoken};
use super::rarity::BIT;
use super::seed::Run;

/// What the longest run must tell by its wording alone.
const RUN: f64 = 70.0 * BIT as f64;
/// What all runs must tell, in proportion to what they cover, where no run is long enough.
const ALL: f64 = 80.0 * BIT as f64;
/// The same where no run tells as much as a phrase and nobody asks about the two articles: facts of one event, word by
/// word.
const PHRASE: f64 = 45.0 * BIT as f64;
const SCATTERED: f64 = 120.0 * BIT as f64;
/// What edited wording must tell that is no quotation, names and all, where nobody asks about the two articles.
const UNASKED: f64 = 92.0 * BIT as f64;
/// Of what is needed, where two articles share as much as `OTHERS` elsewhere: so much that words in a row are part of it,
/// whatever they say.
const AMONG_OTHERS: f64 = 0.6;
const OTHERS: f64 = 400.0 * BIT as f64;
/// What a word counts for that both articles use elsewhere too.
const SUBJECT: f64 = 0.75;
/// So many shared words in quotation marks on both sides, or half of all, make a block a quotation.
const QUOTED: usize = 6;

/// Leaves out the blocks that are no wording.
pub(super) fn retain(pair: Pair, blocks: &mut Vec<Block>) {
    let told: Vec<f64> = blocks.iter().map(|block| wording(pair, &block.runs, |_| false)).collect();
    let all: f64 = told.iter().sum();
    let mut told = told.into_iter();
    blocks.retain(|block| {
        let among_others = all - told.next().unwrap_or_default() >= OTHERS;
        is_wording(pair, block, if among_others { AMONG_OTHERS } else { 1.0 })
            || is_quotation(pair, block)
            || among_others && block.runs.iter().any(block::is_verbatim)
    });
}

/// Whether a block is wording by what it tells, where so much of the thresholds is needed.
fn is_wording(pair: Pair, block: &Block, needs: f64) -> bool {
    if !pair.asked && !pair.sides().convinces_by(block, UNASKED) {
        return false;
    }
    // Most blocks tell more than enough, were every word of it subject.
    let longest = |of: &dyn Fn(&Run) -> f64| block.runs.iter().map(of).fold(0.0, f64::max);
    let plainly = longest(&|run| SUBJECT * wording(pair, &[*run], |_| false));
    if plainly >= RUN * needs {
        return true;
    }
    // Most words stand nowhere else, walled off or not.
    let elsewhere = |side: &Worded, own: &Words, key: u32| {
        let stands = |words: Words| {
            let keys = &side.packed.keys[words.clone()];
            keys.contains(&key) && words.zip(keys).any(|(at, other)| *other == key && side.packed.open(at, 1))
        };
        stands(0..own.start) || stands(own.end..side.packed.keys.len())
    };
    let is_subject = |key: u32| elsewhere(pair.a, &block.a, key) && elsewhere(pair.b, &block.b, key);
    let run = longest(&|run| wording(pair, &[*run], is_subject));
    let all = wording(pair, &block.runs, is_subject) * pair.sides().weigh(block).cover;
    let is_phrase = pair.asked || run >= PHRASE;
    run >= RUN * needs || all >= if is_phrase { ALL * needs } else { SCATTERED }
}

/// What the words of some runs tell that are wording, in parts of a bit.
fn wording(pair: Pair, runs: &[Run], is_subject: impl Fn(u32) -> bool) -> f64 {
    let side = pair.a;
    let of_word = |at: usize| {
        let weight = u32::from(side.packed.weights[at]);
        let counts = match side.words[at].span().of(side.text) {
            word if side.is_name(at) || word.bytes().any(|byte| byte.is_ascii_digit()) => NAME,
            _ if weight >= CONTENT && is_subject(side.packed.keys[at]) => SUBJECT,
            _ => 1.0,
        };
        counts * f64::from(weight)
    };
    runs.iter().flat_map(|run| run.a..run.a_end()).map(of_word).sum()
}

/// Whether both sides quote what they share, or one side quotes nearly all that it has of the other.
fn is_quotation(pair: Pair, block: &Block) -> bool {
    let (a, b) = (pair.a.span(&block.a), pair.b.span(&block.b));
    let sides = [Quoted::of(pair.a, a), Quoted::of(pair.b, b)];
    let Spoken { both, all, .. } = Spoken::of(block, &sides);
    sides.iter().any(Quoted::is_all) || both >= QUOTED || both * 2 >= all
}
