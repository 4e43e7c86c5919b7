//! Shingles filed in buckets: who carries them, and where they stand.

use super::super::number;
use super::super::pile::Packed;
use super::super::shingle::{self, PARTS, Shingle};
use super::super::stock::Stock;
use super::damaged;
use crate::Result;

/// A shingle in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    pub(super) shingle: Shingle,
    pub(super) article: u32,
    /// Where it stands, in steps.
    pub(super) step: u8,
}

/// Shingles in a bucket: few enough that reading one to find a single shingle costs little.
const FULL: usize = 1024;

/// How many buckets hold the shingles of so many words: a power of two, of every part the same.
pub(super) fn buckets(words: usize) -> u32 {
    let wanted = (words + words / 4) / FULL;
    (wanted.next_power_of_two() as u32).clamp(PARTS as u32, 1 << 28)
}

/// The bucket of a shingle, and what it is known by there.
fn bucket(shingle: Shingle, buckets: u32) -> (u32, u32) {
    let rest = Shingle::BITS - buckets.ilog2();
    ((shingle.0 >> rest) as u32, (shingle.0 & ((1 << rest) - 1)) as u32)
}

/// The shingles of one part of articles, sorted, each once an article, as far as others are compared by them.
pub(super) fn of_part(part: u64, stock: &Stock) -> Vec<Posting> {
    let mut postings = Vec::new();
    let mut room = Packed::default();
    for article in 0..stock.len() as u32 {
        stock.open(article as usize, &mut room);
        shingle::posted(&room, part, |shingle, step| postings.push(Posting { shingle, article, step }));
    }
    settled(&mut postings);
    postings
}

/// The blobs of the buckets of one part, given its sorted postings.
pub(super) fn filed(part: u64, postings: &[Posting], buckets: u32) -> Vec<Vec<u8>> {
    let of_part = buckets / PARTS as u32;
    let first = of_part * part as u32;
    let mut blobs = vec![Vec::new(); of_part as usize];
    for list in
        postings.chunk_by(|one, next| bucket(one.shingle, buckets).0 == bucket(next.shingle, buckets).0)
    {
        let blob = &mut blobs[(bucket(list[0].shingle, buckets).0 - first) as usize];
        let mut before = 0;
        for posting in list {
            let (_, key) = bucket(posting.shingle, buckets);
            number::put(blob, key - before);
            number::put(blob, posting.article);
            number::put(blob, u32::from(posting.step));
            before = key;
        }
    }
    blobs
}

/// Finds the carriers of the shingles of `wanted` (sorted) in a segment, and puts them with `found`.
///
/// # Errors
/// When a bucket cannot be read.
pub(super) fn find(
    wanted: &[Posting],
    buckets: u32,
    first: u32,
    read: impl Fn(u32) -> Result<Vec<u8>>,
    found: &mut Vec<Posting>,
) -> Result<()> {
    for some in wanted.chunk_by(|one, next| bucket(one.shingle, buckets).0 == bucket(next.shingle, buckets).0)
    {
        let (number, _) = bucket(some[0].shingle, buckets);
        let blob = read(number)?;
        let mut rest = some;
        let each = |key: u32, article: u32, step: u8| {
            while rest.first().is_some_and(|posting| bucket(posting.shingle, buckets).1 < key) {
                rest = &rest[1..];
            }
            if let Some(posting) = rest.first().filter(|posting| bucket(posting.shingle, buckets).1 == key) {
                found.push(Posting { shingle: posting.shingle, article: first + article, step });
            }
            !rest.is_empty()
        };
        entries(&blob, each).ok_or_else(damaged)?;
    }
    Ok(())
}

/// All postings of one part in a segment, its articles numbered on from `first`, put with `found`.
///
/// # Errors
/// When a bucket cannot be read.
pub(super) fn all(
    part: u64,
    buckets: u32,
    first: u32,
    read: impl Fn(u32) -> Result<Vec<u8>>,
    found: &mut Vec<Posting>,
) -> Result<()> {
    let of_part = buckets / PARTS as u32;
    let rest = Shingle::BITS - buckets.ilog2();
    for number in (0..of_part).map(|nth| of_part * part as u32 + nth) {
        let each = |key: u32, article: u32, step: u8| {
            let shingle = Shingle(u64::from(number) << rest | u64::from(key));
            found.push(Posting { shingle, article: first + article, step });
            true
        };
        entries(&read(number)?, each).ok_or_else(damaged)?;
    }
    Ok(())
}

/// Sorts postings, and keeps of each shingle those that others are compared with.
pub(super) fn settled(postings: &mut Vec<Posting>) {
    postings.sort_unstable();
    postings.dedup_by_key(|posting| (posting.shingle, posting.article));
    let mut before = (None, 0);
    postings.retain(|posting| {
        let nth = if before.0 == Some(posting.shingle) { before.1 } else { 0 };
        before = (Some(posting.shingle), nth + 1);
        nth < shingle::held(posting.shingle)
    });
}

/// Calls `take` with the key, article and step of each entry of a bucket until it has enough; `None` where the bucket ends
/// too early.
fn entries(mut bytes: &[u8], mut take: impl FnMut(u32, u32, u8) -> bool) -> Option<()> {
    let mut key = 0_u32;
    while !bytes.is_empty() {
        key = key.wrapping_add(number::take(&mut bytes)?);
        let article = number::take(&mut bytes)?;
        let step = u8::try_from(number::take(&mut bytes)?).ok()?;
        if !take(key, article, step) {
            break;
        }
    }
    Some(())
}
