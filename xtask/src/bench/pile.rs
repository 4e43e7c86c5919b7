//! Piles of any size: real articles, and as many more as are wanted, put together from their words.
//!
//! The gold data holds some eight thousand articles of 600 words. A larger pile goes on with articles that a chain of
//! words makes (Shannon 1948): each word is one that follows the last two, or the last one, somewhere in the real
//! articles. So words, names and idiom are as common as in the real ones, and no sentence is repeated. Every fifth
//! article then takes a passage from another, whole or edited, so that it is known how much there is to find.

use rayon::prelude::*;

use crate::shared::{root, shared};

/// Words in an article, where nothing else is asked for.
pub const WORDS: usize = 600;
/// Every so manieth article takes a passage from an earlier one.
const EVERY: usize = 5;
/// In so many of ten steps the chain looks back two words, else one.
const TWO_BACK: usize = 6;
/// Fewer places than this are one article's own wording.
const ENOUGH: usize = 4;

/// What articles of any number are made from.
pub struct Pile {
    /// Words in an article.
    length: usize,
    real: Vec<String>,
    /// The words of all real articles, by their number among `words`.
    running: Vec<u32>,
    words: Vec<String>,
    /// Places in `running`, sorted by the word there and the word before it.
    places: Vec<u32>,
    /// Where the places of each word begin, and where those of the last end.
    of_word: Vec<usize>,
}

/// A passage that one article takes from another.
pub struct Copy {
    /// The article that it is taken from.
    pub from: usize,
    /// How it was edited.
    pub edit: Edit,
}

/// How a planted passage was edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    /// Not at all.
    Verbatim,
    /// Every twelfth word is left out.
    Dropped,
    /// Every fifth word became another.
    Spun,
}

/// What stands for the end of a paragraph in the chain.
const BREAK: &str = "\n\n";

impl Pile {
    /// Reads the articles that all others are made from, of so many words each.
    pub fn read(length: usize) -> Self {
        let real = texts(length);
        let tokens = || {
            real.iter()
                .flat_map(|text| text.split(BREAK))
                .flat_map(|part| part.split_whitespace().chain([BREAK]))
        };
        let mut words: Vec<String> = tokens().map(str::to_owned).collect();
        words.par_sort_unstable();
        words.dedup();
        let number =
            |token: &str| words.binary_search_by(|word| word.as_str().cmp(token)).unwrap_or_default() as u32;
        let running: Vec<u32> = tokens().map(number).collect();
        let mut places: Vec<u32> = (1..running.len().saturating_sub(1) as u32).collect();
        places.par_sort_unstable_by_key(|&at| (running[at as usize], running[at as usize - 1], at));
        let of_word = (0..=words.len() as u32)
            .map(|word| places.partition_point(|&at| running[at as usize] < word))
            .collect();
        Pile { length, real, running, words, places, of_word }
    }

    /// How many articles are real.
    pub fn real(&self) -> usize {
        self.real.len()
    }

    /// The text of an article, and what was copied into it.
    pub fn article(&self, nth: usize) -> (String, Option<Copy>) {
        let own = self.own(nth);
        if nth % EVERY != EVERY - 1 {
            return (own, None);
        }
        let mut chance = Chance(!(nth as u64));
        let from = chance.below(nth);
        let edit = [Edit::Verbatim, Edit::Dropped, Edit::Spun][chance.below(3)];
        let Some(passage) = passage(&self.own(from), &mut chance) else { return (own, None) };
        let passage = self.edited(&passage, edit);
        let breaks: Vec<usize> = own.match_indices(BREAK).map(|(at, _)| at + BREAK.len()).collect();
        let at = breaks.get(chance.below(breaks.len().max(1))).copied().unwrap_or(own.len());
        let (before, after) = own.split_at(at);
        (format!("{before}{passage}{BREAK}{after}"), Some(Copy { from, edit }))
    }

    /// What an article says in its own words.
    fn own(&self, nth: usize) -> String {
        if let Some(real) = self.real.get(nth) {
            return real.clone();
        }
        let mut chance = Chance(nth as u64);
        let mut text = String::with_capacity(self.length * 7);
        let mut at = 1 + chance.below(self.running.len() - 2);
        for _ in 0..self.length {
            let word = self.words[self.running[at] as usize].as_str();
            text.push_str(word);
            text.push_str(if word == BREAK { "" } else { " " });
            at = self.following(at, &mut chance) + 1;
        }
        text
    }

    /// Another place that holds the word at `at`: after the same word as there, or after any, or any place at all
    /// where too few hold it, so that the chain never follows one article for long.
    fn following(&self, at: usize, chance: &mut Chance) -> usize {
        let before = |place: u32| self.running[place as usize - 1];
        let at_word = at.max(1);
        let word = self.running[at_word] as usize;
        let one = || &self.places[self.of_word[word]..self.of_word[word + 1]];
        let two = || {
            let wanted = before(at_word as u32);
            let (_, rest) = one().split_at(one().partition_point(|&place| before(place) < wanted));
            rest.split_at(rest.partition_point(|&place| before(place) == wanted)).0
        };
        let two_back = chance.below(10) < TWO_BACK;
        let enough = |places: &&[u32]| places.len() >= ENOUGH;
        let places = two_back.then(two).filter(enough).or_else(|| Some(one()).filter(enough));
        let places = places.unwrap_or(&self.places);
        let chosen =
            |chance: &mut Chance| places.get(chance.below(places.len())).map_or(1, |&place| place as usize);
        let first = chosen(chance);
        if first == at { chosen(chance) } else { first }
    }

    fn edited(&self, passage: &str, edit: Edit) -> String {
        let change = |(nth, word): (usize, &str)| match edit {
            Edit::Dropped if nth % 12 == 11 => String::new(),
            Edit::Spun if nth % 5 == 4 => self.words[self.synonym(word)].clone(),
            _ => word.to_owned(),
        };
        passage.split(' ').enumerate().map(change).collect::<Vec<_>>().join(" ")
    }

    /// Any other word: which one is the same for the same word.
    fn synonym(&self, word: &str) -> usize {
        let seed = word.bytes().fold(7_u64, |seed, byte| seed.wrapping_mul(31) + u64::from(byte));
        Chance(seed).below(self.words.len())
    }
}

/// Two to four sentences that follow each other.
fn passage(text: &str, chance: &mut Chance) -> Option<String> {
    let sentences: Vec<&str> = text.split_inclusive(". ").collect();
    let first = chance.below(sentences.len().saturating_sub(4).max(1));
    let many = 2 + chance.below(3);
    let taken: String = sentences.get(first..(first + many).min(sentences.len()))?.concat();
    let taken = taken.split(BREAK).max_by_key(|part| part.len())?.trim().to_owned();
    (taken.split_whitespace().count() >= 20).then_some(taken)
}

/// Numbers that look thrown and are always the same (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % n.max(1) as u64) as usize
    }
}

/// Real texts of so many words, news first, each cut from one document after the other.
fn texts(length: usize) -> Vec<String> {
    let mut texts = Vec::new();
    let (mut text, mut words) = (String::new(), 0);
    for paragraph in paragraphs() {
        text.push_str(&paragraph);
        text.push_str("\n\n");
        words += paragraph.split_whitespace().count();
        if words >= length {
            texts.push(std::mem::take(&mut text));
            words = 0;
        }
    }
    if texts.is_empty() { vec![text] } else { texts }
}

fn paragraphs() -> Vec<String> {
    let gold = [
        "data/reuse/wikinews.jsonl",
        "data/reuse/news_cluster_gold.jsonl",
        "data/attribution/polnear.dev.jsonl",
        "data/reuse/pan13_train_docs.jsonl.gz",
    ];
    let documents: Vec<String> =
        gold.iter().filter_map(|path| shared(path)).flat_map(|path| texts_of(&path)).collect();
    let documents = if documents.is_empty() { example() } else { documents };
    documents
        .iter()
        .flat_map(|text| text.lines())
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn texts_of(path: &std::path::Path) -> Vec<String> {
    let text = |row: &serde_json::Value| Some(row.get("text")?.as_str()?.to_owned());
    crate::eval_reuse::rows(path).unwrap_or_default().iter().filter_map(text).collect()
}

fn example() -> Vec<String> {
    use headwater::article::{self, Article, Metadata};
    let folder = root().join("examples/port-selva");
    let read = headwater::capture::read(&[folder], None);
    let articles: Vec<Article> = article::articles(&read.captures, &Metadata::default()).value;
    articles.into_iter().map(|article| article.text).collect()
}
