//! Words of an article by the words themselves (W3C `TextQuoteSelector`), found again in whatever text.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::article::ArticleId;
use crate::text::Span;
use crate::text::fold::{Fold, Word, words};

/// The exact words, and where they stand several times what stands around them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quote {
    /// The article's file, address or digest; any article where none is said.
    pub article: Option<String>,
    /// The words. Marks, capitals and white space are not compared.
    pub exact: String,
    /// What stands before them.
    pub prefix: Option<String>,
    /// What stands after them.
    pub suffix: Option<String>,
}

/// Finds quotes in texts, each of which is read once.
#[derive(Debug, Default)]
pub struct Finder(BTreeMap<ArticleId, Rc<[Word]>>);

impl Finder {
    /// Everywhere that `quote` stands in the text of `article`.
    pub fn find(&mut self, article: ArticleId, text: &str, quote: &Quote) -> Vec<Span> {
        let own = self.0.entry(article).or_insert_with(|| words(text, Fold::Typography).into());
        let own = Rc::clone(own);
        let wanted = keys(&quote.exact);
        let Some(first) = wanted.first() else { return Vec::new() };
        let before = Context::new(quote.prefix.as_deref());
        let after = Context::new(quote.suffix.as_deref());
        let fits = |at: &usize| {
            let end = at + wanted.len();
            own.get(*at).is_some_and(|word| word.key == *first)
                && same(own.get(*at..end), &wanted)
                && before.stands_before(text, own.get(..*at).unwrap_or_default())
                && after.stands_after(text, own.get(end..).unwrap_or_default())
        };
        let place = |at: usize| Some(own.get(at)?.span().cover(own.get(at + wanted.len() - 1)?.span()));
        (0..own.len()).filter(fits).filter_map(place).collect()
    }
}

/// What stands around a quote. It is so many characters long, so that its outer end may lie inside a word.
struct Context<'q> {
    words: &'q str,
    found: Vec<Word>,
}

impl<'q> Context<'q> {
    fn new(words_around: Option<&'q str>) -> Self {
        let text = words_around.unwrap_or_default();
        Context { words: text, found: words(text, Fold::Typography) }
    }

    fn stands_before(&self, text: &str, own: &[Word]) -> bool {
        let Some((outer, inner)) = self.found.split_first() else { return true };
        let Some(from) = own.len().checked_sub(self.found.len()) else { return false };
        let own = own.get(from..).unwrap_or_default();
        let Some((first, rest)) = own.split_first() else { return false };
        let ends = || self.lower(outer.span()).is_some_and(|part| lower(text, first.span()).ends_with(&part));
        rest.iter().zip(inner).all(|(a, b)| a.key == b.key) && (first.key == outer.key || ends())
    }

    fn stands_after(&self, text: &str, own: &[Word]) -> bool {
        let Some((outer, inner)) = self.found.split_last() else { return true };
        let Some((last, rest)) = own.get(..self.found.len()).and_then(<[Word]>::split_last) else {
            return false;
        };
        let begins =
            || self.lower(outer.span()).is_some_and(|part| lower(text, last.span()).starts_with(&part));
        rest.iter().zip(inner).all(|(a, b)| a.key == b.key) && (last.key == outer.key || begins())
    }

    fn lower(&self, span: Span) -> Option<String> {
        Some(lower(self.words, span)).filter(|part| !part.is_empty())
    }
}

fn lower(text: &str, span: Span) -> String {
    span.of(text).to_lowercase()
}

fn same(words: Option<&[Word]>, keys: &[u32]) -> bool {
    words.is_some_and(|words| {
        words.len() == keys.len() && words.iter().zip(keys).all(|(word, key)| word.key == *key)
    })
}

/// What the words of a text are compared by.
pub(super) fn keys(text: &str) -> Vec<u32> {
    words(text, Fold::Typography).into_iter().map(|word| word.key).collect()
}
