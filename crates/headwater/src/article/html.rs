//! Saved web pages.

use super::{Article, decode, language};
use crate::capture::Capture;
use crate::notice::Noted;

/// Reads the article of a saved page.
pub(super) fn read(capture: &Capture, bytes: &[u8]) -> Noted<Vec<Article>> {
    let mut notices = Vec::new();
    let page = decode::declared(bytes, decode::charset(bytes).as_deref()).into_value(&mut notices);
    let options = trafilatura::Options::default();
    let mut articles = Vec::new();
    if let Ok(found) = trafilatura::extract(&page, &options) {
        let mut article = Article::of(capture, found.content_text);
        article.language = language::of(&article.text);
        article.headline = Some(found.metadata.title).filter(|title| !title.is_empty());
        articles.push(article);
    }
    Noted { value: articles, notices }
}
