//! The words of all articles as they are kept while a pile is compared: a little over three bytes a word.
//!
//! A pile is its texts and little more. Every word is a number in one dictionary of the pile, the commoner the smaller, and
//! nearly all numbers have two bytes; what a word is compared by and what it tells stand in the dictionary once. The words
//! of the article at hand are opened into a room that is used again. (Numbers of one byte or two, LEB128, take half a byte
//! less a word and four times as long to open.)

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::pile::{Packed, WALLED};
use super::rarity::Rarity;
use crate::article::Article;

/// The words of all articles.
#[derive(Default)]
pub(super) struct Stock {
    dictionary: Dictionary,
    articles: Vec<Stowed>,
}

/// One article's words: the marks, a byte each; their numbers in the dictionary, two bytes each; those numbers for which
/// two bytes are too few, four bytes each; and the far distances.
#[derive(Default)]
struct Stowed {
    bytes: Box<[u8]>,
    words: u32,
    /// Words of which the number has four bytes.
    rare: u32,
}

/// The different words of a pile.
#[derive(Default)]
struct Dictionary {
    /// What a word is compared by, and what it tells.
    words: Vec<(u32, u8)>,
    /// The number of every word, by what it is compared by.
    numbers: FxHashMap<u32, u32>,
}

/// Articles that are read before their words are stowed.
const SOME: usize = 256;
/// A word that has no number yet.
const NEW: u32 = u32::MAX;
/// Stands for a number that has four bytes, as all from this one on have.
const RARE: u16 = u16::MAX;

impl Stock {
    /// Reads the words of the articles that are `wanted`, by their places; of others it holds none. What they tell is left
    /// open.
    pub(super) fn read(articles: &[&Article], wanted: impl Fn(usize) -> bool + Sync) -> Self {
        let mut stock = Stock::default();
        for (nth, some) in articles.chunks(SOME).enumerate() {
            let read = |(at, article): (usize, &&Article)| {
                if wanted(nth * SOME + at) { Packed::read(article) } else { Packed::default() }
            };
            stock.take_in(some.par_iter().enumerate().map(read));
        }
        stock.dictionary.numbers = FxHashMap::default();
        stock
    }

    /// Words that stand nowhere and all tell the same.
    #[cfg(test)]
    pub(super) fn of_keys(articles: impl IntoIterator<Item = Vec<u32>>, weight: u8) -> Self {
        let packed: Vec<Packed> = articles.into_iter().map(|keys| Packed::of_keys(keys, weight)).collect();
        let mut stock = Stock::default();
        stock.take_in(packed.into_par_iter());
        stock.dictionary.words.iter_mut().for_each(|(_, tells)| *tells = weight);
        stock
    }

    fn take_in(&mut self, some: impl IndexedParallelIterator<Item = Packed>) {
        let known = &self.dictionary.numbers;
        let looked_up = |packed: Packed| {
            let number = |key: &u32| known.get(key).copied().unwrap_or(NEW);
            let numbers: Vec<u32> = packed.keys.iter().map(number).collect();
            (packed, numbers)
        };
        let some: Vec<(Packed, Vec<u32>)> = some.map(looked_up).collect();
        let new = some.iter().flat_map(|(packed, numbers)| packed.keys.iter().zip(numbers));
        let new: Vec<u32> = new.filter(|(_, number)| **number == NEW).map(|(key, _)| *key).collect();
        self.dictionary.learn(new);
        let dictionary = &self.dictionary;
        self.articles.par_extend(some.par_iter().map(|(packed, numbers)| dictionary.stowed(packed, numbers)));
    }

    /// How many articles there are.
    pub(super) fn len(&self) -> usize {
        self.articles.len()
    }

    /// How many words there are in all.
    pub(super) fn total(&self) -> usize {
        self.articles.iter().map(|article| article.words as usize).sum()
    }

    /// How often every word stands in the pile where it is not walled off, by what it is compared by.
    pub(super) fn counts(&self) -> Vec<(u32, u32)> {
        let none = || vec![0_u32; self.dictionary.words.len()];
        let counted = |articles: &[Stowed]| {
            let mut counts = none();
            for article in articles {
                for (number, mark) in article.numbers().zip(article.marks()) {
                    counts[number as usize] += u32::from(mark & WALLED == 0);
                }
            }
            counts
        };
        // As many tables as threads, and no more: they take room.
        let share = self.articles.len().div_ceil(rayon::current_num_threads()).max(256);
        let added = |mut one: Vec<u32>, other: Vec<u32>| {
            one.iter_mut().zip(other).for_each(|(one, other)| *one += other);
            one
        };
        let counts = self.articles.par_chunks(share).map(counted).reduce_with(added).unwrap_or_else(none);
        self.dictionary.words.iter().map(|(key, _)| *key).zip(counts).collect()
    }

    /// Notes what each word tells.
    pub(super) fn weigh(&mut self, rarity: &Rarity) {
        self.dictionary.words.iter_mut().for_each(|(key, tells)| *tells = rarity.of_key(*key) as u8);
    }

    /// Opens the words of an article into a room.
    pub(super) fn open(&self, nth: usize, room: &mut Packed) {
        self.dictionary.open(&self.articles[nth], room);
    }

    /// The words of an article in a room of their own.
    pub(super) fn opened(&self, nth: usize) -> Packed {
        let mut room = Packed::default();
        self.open(nth, &mut room);
        room
    }

    /// The marks of an article's words.
    pub(super) fn marks(&self, nth: usize) -> &[u8] {
        self.articles[nth].marks()
    }

    /// Changes the marks of every article that is `wanted` by its place, by its place and its words.
    pub(super) fn mark(
        &mut self,
        wanted: impl Fn(usize) -> bool + Sync,
        marked: impl Fn(usize, &mut Packed) + Sync,
    ) {
        let Stock { dictionary, articles } = self;
        let articles = articles.par_iter_mut().enumerate().filter(|(nth, _)| wanted(*nth));
        articles.for_each_init(Packed::default, |room, (nth, article)| {
            dictionary.open(article, room);
            marked(nth, room);
            article.bytes[..room.marks.len()].copy_from_slice(&room.marks);
        });
    }

    /// Forgets the words of an article.
    pub(super) fn forget(&mut self, nth: usize) {
        self.articles[nth] = Stowed::default();
    }
}

impl Stowed {
    fn marks(&self) -> &[u8] {
        &self.bytes[..self.words as usize]
    }

    fn numbers(&self) -> impl Iterator<Item = u32> {
        let (words, rare) = (self.words as usize, self.rare as usize);
        let (twos, _) = self.bytes[words..3 * words].as_chunks::<2>();
        let (fours, _) = self.bytes[3 * words..][..4 * rare].as_chunks::<4>();
        let mut fours = fours.iter().map(|four| u32::from_le_bytes(*four));
        twos.iter().map(move |two| match u16::from_le_bytes(*two) {
            RARE => fours.next().unwrap_or_default(),
            number => u32::from(number),
        })
    }

    fn far(&self) -> &[u8] {
        &self.bytes[3 * self.words as usize + 4 * self.rare as usize..]
    }
}

impl Dictionary {
    /// Numbers the new words among these, the commonest first.
    fn learn(&mut self, mut keys: Vec<u32>) {
        keys.par_sort_unstable();
        let mut counted: Vec<(usize, u32)> =
            keys.chunk_by(|one, next| one == next).map(|same| (same.len(), same[0])).collect();
        counted.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        for (_, key) in counted {
            self.numbers.insert(key, self.words.len() as u32);
            self.words.push((key, 0));
        }
    }

    /// Opens an article's words into a room.
    fn open(&self, article: &Stowed, room: &mut Packed) {
        room.keys.resize(article.words as usize, 0);
        room.weights.resize(article.words as usize, 0);
        let places = room.keys.iter_mut().zip(&mut room.weights);
        for ((key, tells), number) in places.zip(article.numbers()) {
            (*key, *tells) = self.words[number as usize];
        }
        room.marks.clear();
        room.marks.extend_from_slice(article.marks());
        room.far.clear();
        room.far.extend_from_slice(article.far());
    }

    /// An article's words, given their numbers as far as they were known.
    fn stowed(&self, packed: &Packed, numbers: &[u32]) -> Stowed {
        let mut bytes = Vec::with_capacity(packed.marks.len() * 3 + packed.far.len() + 64);
        bytes.extend_from_slice(&packed.marks);
        let mut rare = Vec::new();
        for (key, &number) in packed.keys.iter().zip(numbers) {
            let number = if number == NEW { self.numbers[key] } else { number };
            let two = u16::try_from(number).unwrap_or(RARE);
            bytes.extend_from_slice(&two.to_le_bytes());
            if two == RARE {
                rare.extend_from_slice(&number.to_le_bytes());
            }
        }
        bytes.extend_from_slice(&rare);
        bytes.extend_from_slice(&packed.far);
        Stowed { bytes: bytes.into(), words: packed.keys.len() as u32, rare: rare.len() as u32 / 4 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_out_as_they_went_in() {
        // More different words than two bytes number, and one article that repeats the last of them.
        let many: Vec<u32> = (0..70_000_u32).map(|key| key.wrapping_mul(0x9e37_79b9)).collect();
        let last: Vec<u32> = many.iter().rev().take(9).chain(&many[..3]).copied().collect();
        let stock = Stock::of_keys([many.clone(), Vec::new(), last.clone()], 77);
        assert_eq!((stock.len(), stock.total()), (3, many.len() + last.len()));
        let mut room = Packed::default();
        for (nth, keys) in [many, Vec::new(), last].into_iter().enumerate() {
            stock.open(nth, &mut room);
            assert_eq!(room, Packed::of_keys(keys, 77));
        }
        let twice = stock.counts().into_iter().filter(|(_, count)| *count == 2).count();
        assert_eq!(twice, 12);
    }

    #[test]
    fn places_and_marks_are_kept() {
        let text = "A barge, the \u{201c}Halcyon\u{201d}, ran aground off Port Kestrel.";
        let article = Article::of_text(text);
        let mut stock = Stock::read(&[&article, &article], |nth| nth == 1);
        stock.mark(|_| true, |_, words| words.marks.iter_mut().for_each(|mark| *mark |= 1));
        let mut packed = Packed::read(&article);
        packed.marks.iter_mut().for_each(|mark| *mark |= 1);
        packed.weights = vec![0; packed.keys.len()];
        assert_eq!((stock.opened(0), stock.opened(1)), (Packed::default(), packed));
    }
}
