//! The articles as they are compared: their words, how rare these are, and what is walled off.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::rarity::{BIT, Rarity};
use crate::article::Article;
use crate::text::fold::{self, Fold, Word};

/// One article's words.
pub(super) struct Worded<'a> {
    pub(super) text: &'a str,
    pub(super) words: Vec<Word>,
    /// Words that are no one's prose: furniture and house style. Nothing is matched across them.
    pub(super) walled: Vec<bool>,
    /// Words that are names, or parts of one: capitals within a sentence.
    pub(super) named: Vec<bool>,
    /// Runs of one and two words with their places, sorted; made when the article is first compared.
    grams: OnceLock<Vec<(u32, u32)>>,
}

/// All articles of a run.
pub(super) struct Pile<'a> {
    pub(super) articles: Vec<&'a Article>,
    pub(super) worded: Vec<Worded<'a>>,
    pub(super) rarity: Rarity,
}

/// Words at least this rare stand for what an article is about.
pub(super) const CONTENT: u32 = 8 * BIT;

impl<'a> Pile<'a> {
    /// Reads the words of all articles.
    pub(super) fn read(articles: &'a [Article]) -> Self {
        // An order that does not depend on how the articles are numbered: by what they say.
        let mut articles: Vec<&Article> = articles.iter().collect();
        let name = |article: &Article| (article.url.clone(), article.outlet.clone(), article.path.clone());
        articles
            .par_sort_by(|one, other| one.text.cmp(&other.text).then_with(|| name(one).cmp(&name(other))));
        let worded: Vec<Worded<'a>> = articles.par_iter().map(|article| Worded::read(article)).collect();
        let total = worded.iter().map(|article| article.words.len()).sum();
        let rarity =
            Rarity::of(worded.par_iter().map(|article| article.words.as_slice()).collect::<Vec<_>>(), total);
        Pile { articles, worded, rarity }
    }

    /// How many words there are in all.
    pub(super) fn total(&self) -> usize {
        self.worded.iter().map(|article| article.words.len()).sum()
    }
}

impl<'a> Worded<'a> {
    fn read(article: &'a Article) -> Self {
        let text = article.text.get(..u32::MAX as usize).unwrap_or(&article.text);
        let words = fold::words(text, Fold::Style);
        let mut walled = vec![false; words.len()];
        let mut furniture = article.furniture.iter().peekable();
        for (word, wall) in words.iter().zip(&mut walled) {
            while furniture.next_if(|piece| piece.span.end <= word.start as usize).is_some() {}
            *wall = furniture.peek().is_some_and(|piece| piece.span.overlaps(word.span()));
        }
        let mut worded = Worded { text, words, walled, named: Vec::new(), grams: OnceLock::new() };
        worded.named = worded.names();
        worded
    }

    /// Which words are names. In lines where most words have capitals (headlines) a capital tells nothing.
    fn names(&self) -> Vec<bool> {
        let capital = |word: &Word| word.span().of(self.text).starts_with(char::is_uppercase);
        let capitals: Vec<bool> = self.words.iter().map(capital).collect();
        let mut named = vec![false; self.words.len()];
        let mut start = 0;
        for end in 1..=self.words.len() {
            if !self.between(end).is_none_or(|marks| marks.contains('\n')) {
                continue;
            }
            let line = &capitals[start..end];
            if line.iter().filter(|capital| **capital).count() * 5 <= line.len() * 3 {
                for at in start..end {
                    named[at] = capitals[at] && !self.sentence_ends(at);
                }
            }
            start = end;
        }
        named
    }

    /// Whether the words from `at` for `length` are all open to matching.
    pub(super) fn open(&self, at: usize, length: usize) -> bool {
        self.walled.get(at..at + length).is_some_and(|walls| !walls.contains(&true))
    }

    /// Whether a sentence ends just before the word at `at`, or the text does.
    pub(super) fn sentence_ends(&self, at: usize) -> bool {
        self.between(at).is_none_or(|marks| {
            marks.contains('\n')
                || marks.contains(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
                    && marks.contains(char::is_whitespace)
        })
    }

    /// Whether a quotation ends or begins just before the word at `at`, or the text does.
    pub(super) fn quotation_ends(&self, at: usize) -> bool {
        self.between(at).is_none_or(|marks| marks.contains(['“', '”', '"', '«', '»']))
    }

    /// What stands between the word at `at` and the one before it; `None` at either end of the text.
    pub(super) fn between(&self, at: usize) -> Option<&'a str> {
        let (before, after) = (self.words.get(at.checked_sub(1)?)?, self.words.get(at)?);
        Some(self.text.get(before.end as usize..after.start as usize).unwrap_or_default())
    }

    /// Runs of two words, and single words that tell something, with their places, sorted.
    pub(super) fn grams(&self, rarity: &Rarity) -> &[(u32, u32)] {
        self.grams.get_or_init(|| {
            let mut grams = Vec::with_capacity(self.words.len() * 3 / 2);
            for (at, word) in self.words.iter().enumerate() {
                let weight = rarity.of_key(word.key);
                if weight >= CONTENT && self.open(at, 1) {
                    grams.push((word.key, at as u32));
                }
                if let Some(next) = self.words.get(at + 1).filter(|_| self.open(at, 2))
                    && weight + rarity.of_key(next.key) >= 11 * BIT
                {
                    grams.push((mix(word.key, next.key), at as u32));
                }
            }
            grams.sort_unstable();
            grams
        })
    }
}

/// One number for two keys in their order.
pub(super) fn mix(first: u32, second: u32) -> u32 {
    let both = (u64::from(first) << 32 | u64::from(second)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (both ^ (both >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9).rotate_right(32) as u32
}
