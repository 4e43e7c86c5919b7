//! One word, one partner: of all the places that a word's run leads to, the one that its surroundings support.

use super::rarity::BIT;
use super::seed::Run;

/// Runs this near, in words, on nearly the same diagonal support each other.
const NEAR: usize = 30;
/// How far back a run that supports another may begin.
const BACK: usize = 4 * NEAR;
/// How far diagonals may differ: words that edits added or dropped in between.
const SHIFT: usize = 6;

/// A run of so many words that tell so much is kept wherever else its words stand.
const LONG: usize = 6;
const LONG_WEIGHT: u32 = 40 * BIT;

/// Room that is used again for every two articles.
#[derive(Default)]
pub(super) struct Claims {
    banded: Vec<(i32, u32)>,
    /// For each run, what it tells together with what the runs around it on its diagonal tell.
    ranked: Vec<(u64, u32)>,
    taken: (Vec<bool>, Vec<bool>),
}

/// Keeps runs, the best supported first, cut to what no better run has claimed on either side.
pub(super) fn claimed(
    claims: &mut Claims,
    runs: &[Run],
    lengths: (usize, usize),
    weigh: impl Fn(usize, usize) -> u32,
) -> Vec<Run> {
    claims.support(runs);
    let Claims { ranked, taken, .. } = claims;
    // Ties are settled by place in a way that is the same whichever article comes first.
    let place = |&(_, nth): &(u64, u32)| {
        let run = &runs[nth as usize];
        (run.a + run.b, run.a.abs_diff(run.b), run.a)
    };
    ranked.sort_unstable_by(|one, other| other.0.cmp(&one.0).then_with(|| place(one).cmp(&place(other))));
    for (taken, length) in [(&mut taken.0, lengths.0), (&mut taken.1, lengths.1)] {
        taken.clear();
        taken.resize(length, false);
    }
    let mut kept = Vec::with_capacity(ranked.len());
    for &(_, nth) in ranked.iter() {
        let run = runs[nth as usize];
        // A long run is no accident even where its words stand twice in one of the articles.
        let long = run.length >= LONG && run.weight >= LONG_WEIGHT;
        let free = |n: &usize| match (taken.0[run.a + n], taken.1[run.b + n]) {
            (false, false) => true,
            (one, other) => long && !(one && other),
        };
        let Some((first, length)) = longest_stretch(run.length, free) else { continue };
        let (a, b) = (run.a + first, run.b + first);
        taken.0[a..a + length].fill(true);
        taken.1[b..b + length].fill(true);
        kept.push(Run { a, b, length, weight: weigh(a, length) });
    }
    kept.sort_unstable();
    kept
}

/// The longest stretch of places that are free, as its first place and length.
fn longest_stretch(length: usize, free: impl Fn(&usize) -> bool) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    let mut at = 0;
    while at < length {
        let run = (at..length).take_while(&free).count();
        if run > best.map_or(0, |(_, length)| length) {
            best = Some((at, run));
        }
        at += run + 1;
    }
    best
}

impl Claims {
    /// Ranks runs by what each tells together with what the runs around it on its diagonal tell.
    fn support(&mut self, runs: &[Run]) {
        let Claims { banded, ranked, .. } = self;
        // Bands of diagonals: what may support a run is in its own or one of those beside it.
        let band = |run: &Run| (run.b as i64 - run.a as i64).div_euclid(SHIFT as i64 + 1) as i32;
        // Runs are sorted by place already, so their numbers stand for it.
        banded.clear();
        banded.extend((0..).zip(runs).map(|(nth, run)| (band(run), nth)));
        banded.sort_unstable();
        ranked.clear();
        // Where the runs begin that may support the next one, in the band before its own, its own, and the one after.
        let mut from = [0; 3];
        for &(band, nth) in banded.iter() {
            let run = &runs[nth as usize];
            let mut sum = u64::from(run.weight) * 4;
            for (from, band) in from.iter_mut().zip(band - 1..) {
                let before = |at: &usize| {
                    banded
                        .get(*at)
                        .is_some_and(|&(of, other)| (of, runs[other as usize].a + BACK) < (band, run.a))
                };
                while before(from) {
                    *from += 1;
                }
                let same_band = banded[*from..].iter().take_while(|&&(of, _)| of == band);
                let others = same_band.map(|&(_, other)| (other, &runs[other as usize]));
                let inside = others.take_while(|(_, other)| other.a <= run.a_end() + NEAR);
                let around = inside.filter(|&(number, other)| number != nth && near(run, other));
                sum += around.map(|(_, other)| u64::from(other.weight)).sum::<u64>();
            }
            ranked.push((sum, nth));
        }
    }
}

/// Whether another run stands near a run on nearly the same diagonal.
fn near(run: &Run, other: &Run) -> bool {
    other.a_end() + NEAR >= run.a
        && other.b <= run.b_end() + NEAR
        && run.b <= other.b_end() + NEAR
        && (other.a + run.b).abs_diff(other.b + run.a) <= SHIFT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_goes_where_its_neighbours_go() {
        let run = |a, b, length| Run { a, b, length, weight: 100 * length as u32 };
        let runs = vec![run(10, 50, 5), run(17, 57, 1), run(17, 80, 1), run(20, 60, 4)];
        let kept = claimed(&mut Claims::default(), &runs, (100, 100), |_, length| 100 * length as u32);
        assert_eq!(kept, [run(10, 50, 5), run(17, 57, 1), run(20, 60, 4)]);
    }
}
