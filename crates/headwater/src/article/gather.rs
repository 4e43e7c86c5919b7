//! The articles of all captures together: what the user gave is applied, copies of one file are one
//! article, and the articles are numbered.

use std::collections::{BTreeMap, BTreeSet};

use super::{Article, ArticleId, Credit, Metadata, agency};
use crate::capture::{Capture, Digest};
use crate::notice::{Noted, Notice, Severity};

/// Numbers the articles that were `read` of the captures, in their order.
pub(super) fn gather(
    captures: &[Capture],
    read: Vec<Noted<Vec<Article>>>,
    metadata: &Metadata,
) -> Noted<Vec<Article>> {
    let mut notices = Vec::new();
    let mut articles: Vec<Article> = Vec::new();
    for (_, noted) in captures.iter().zip(read) {
        articles.extend(
            noted.into_value(&mut notices).into_iter().filter(|article| !article.text.trim().is_empty()),
        );
    }
    let used: BTreeSet<u64> = articles.iter_mut().filter_map(|article| metadata.apply(article)).collect();
    notices.extend(metadata.unused(&used));
    for article in &mut articles {
        credit_by_address(article);
    }
    let mut articles = without_copies(articles, &mut notices);
    for (number, article) in (0..).zip(&mut articles) {
        article.id = ArticleId(number);
    }
    Noted { value: articles, notices }
}

/// Credits the agency under whose name the article's address is filed, where its text credits nobody.
fn credit_by_address(article: &mut Article) {
    let named = article.url.as_deref().and_then(agency::of_address).filter(|_| article.credits.is_empty());
    article.credits.extend(named.map(|name| Credit { name: name.to_owned(), span: None }));
}

/// One article of those with the same text, unless different outlets are known to have published it.
fn without_copies(articles: Vec<Article>, notices: &mut Vec<Notice>) -> Vec<Article> {
    let mut by_text: BTreeMap<Digest, Vec<usize>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        by_text.entry(Digest::of(article.text.as_bytes())).or_default().push(at);
    }
    let mut dropped = BTreeSet::new();
    for same in by_text.values().filter(|same| same.len() > 1) {
        for (copy, kept) in copies(&articles, same) {
            if let (Some(copy_of), Some(kept)) = (articles.get(copy), articles.get(kept)) {
                notices.push(copied(copy_of, kept));
                dropped.insert(copy);
            }
        }
    }
    let kept = articles.into_iter().enumerate().filter(|(at, _)| !dropped.contains(at));
    kept.map(|(_, article)| article).collect()
}

/// Of articles with one text, those to be left out, each with the one that stands for it: the first
/// from the same outlet; one of no known outlet is a copy of the first whose outlet is known.
fn copies(articles: &[Article], same: &[usize]) -> Vec<(usize, usize)> {
    let outlet = |at: usize| articles.get(at).and_then(|article| article.outlet.as_deref());
    let mut first_of: BTreeMap<&str, usize> = BTreeMap::new();
    for &at in same {
        if let Some(name) = outlet(at) {
            first_of.entry(name).or_insert(at);
        }
    }
    let of_none = same.iter().copied().find(|at| outlet(*at).is_some()).or(same.first().copied());
    let stands_for = |at: usize| match outlet(at) {
        Some(name) => first_of.get(name).copied(),
        None => of_none,
    };
    same.iter().filter_map(|&at| Some((at, stands_for(at)?))).filter(|(at, kept)| at != kept).collect()
}

/// The notice for an article that is left out as a copy.
fn copied(copy: &Article, kept: &Article) -> Notice {
    let message = format!("the same article as {}: it counts once", kept.path);
    Notice::new(Severity::Note, message)
        .about(&copy.path)
        .hint("if two outlets published it, name them in a metadata file (--metadata)")
}

/// The notice for articles without a date, of which relative dates stay open.
pub(super) fn undated(articles: &[Article]) -> Option<Notice> {
    let undated: Vec<_> = articles.iter().filter(|article| article.published.is_none()).collect();
    let first = undated.first()?;
    let message = match undated.len() {
        1 => "when it was published is not known, so its relative dates stay open".to_owned(),
        count => format!(
            "when {count} articles were published is not known (this one is the first), so their relative dates stay open"
        ),
    };
    let notice = Notice::new(Severity::Note, message).about(&first.path).in_article(first.id);
    Some(notice.hint("give the dates in a metadata file (--metadata)"))
}
