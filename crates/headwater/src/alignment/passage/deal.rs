//! Dealing: what is counted over all articles is made once, and counted in parts, each by one thread.
//!
//! Were each part to go over the articles by itself, all hashes would be made anew for each of them; were all that is
//! made kept, it would take more room than the articles.

use rayon::prelude::*;

use super::pile::Packed;
use super::stock::Stock;

/// Articles of which all is made before it is handed on, and those of them that one thread makes.
const SOME: usize = 256;
const PIECE: usize = 32;

/// Makes things out of each article, each for one of the parts, and hands them to what becomes of that part: in the order
/// of the articles, and in the order in which they were made.
pub(super) fn deal<I: Copy + Send + Sync, T: Send>(
    stock: &Stock,
    parts: &mut [T],
    make: impl Fn(u32, &Packed, &mut [Vec<I>]) + Sync,
    take: impl Fn(&mut T, I) + Sync,
) {
    let many = parts.len();
    for first in (0..stock.len()).step_by(SOME) {
        let until = (first + SOME).min(stock.len());
        let made = |room: &mut Packed, piece: usize| {
            let mut made = vec![Vec::new(); many];
            for article in piece..(piece + PIECE).min(until) {
                stock.open(article, room);
                make(article as u32, room, &mut made);
            }
            made
        };
        let pieces = (first..until).into_par_iter().step_by(PIECE);
        let made: Vec<Vec<Vec<I>>> = pieces.map_init(Packed::default, made).collect();
        parts.par_iter_mut().enumerate().for_each(|(part, of_part)| {
            made.iter().flat_map(|made| &made[part]).for_each(|item| take(of_part, *item));
        });
    }
}
