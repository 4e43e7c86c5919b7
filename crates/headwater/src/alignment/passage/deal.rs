//! Dealing: what is counted over all articles is made once, and counted in parts, each by one thread.
//!
//! Were each part to go over the articles by itself, all hashes would be made anew for each of them; were all that is
//! made kept, it would take more room than the articles.

use rayon::prelude::*;

use super::pile::Packed;

/// Articles of which all is made before it is handed on, and those of them that one thread makes.
const SOME: usize = 1024;
const PIECE: usize = 32;

/// Makes things out of each article, each for one of the parts, and hands them to what becomes of that part: in the order
/// of the articles, and in the order in which they were made.
pub(super) fn deal<I: Copy + Send + Sync, T: Send>(
    pile: &[Packed],
    parts: &mut [T],
    make: impl Fn(u32, &Packed, &mut [Vec<I>]) + Sync,
    take: impl Fn(&mut T, I) + Sync,
) {
    let many = parts.len();
    for (nth, some) in pile.chunks(SOME).enumerate() {
        let made = |(piece, articles): (usize, &[Packed])| {
            let mut made = vec![Vec::new(); many];
            for (article, words) in (nth * SOME + piece * PIECE..).zip(articles) {
                make(article as u32, words, &mut made);
            }
            made
        };
        let made: Vec<Vec<Vec<I>>> = some.par_chunks(PIECE).enumerate().map(made).collect();
        parts.par_iter_mut().enumerate().for_each(|(part, of_part)| {
            made.iter().flat_map(|made| &made[part]).for_each(|item| take(of_part, *item));
        });
    }
}
