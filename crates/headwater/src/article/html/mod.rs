//! Saved web pages: the article among the menus, and what the page says about it.

mod about;
mod facts;
mod guard;
mod ld;
mod strip;

use trafilatura::Options;
use trafilatura::dom::Document;

use super::{Article, decode, head, language};
use crate::capture::Capture;
use crate::notice::{Noted, Notice, Severity};
pub(super) use about::host;
use facts::Facts;

/// Reads the article of a saved page.
pub(super) fn read(capture: &Capture, bytes: &[u8]) -> Noted<Vec<Article>> {
    let mut notices = Vec::new();
    let page = decode::declared(bytes, decode::charset(bytes).as_deref()).into_value(&mut notices);
    let (text, facts) = match guard::refusal(&page) {
        None => parsed(&page, &mut notices),
        Some(reason) => {
            notices.push(unparsed(&format!("{reason}, so its menus could not be told from its article")));
            (strip::text(&page), Facts::default())
        }
    };
    let mut article = Article::of(capture, text);
    article.language = language::of(&article.text).or_else(|| about::language(&facts));
    head::read(&mut article);
    tell(&mut article, &facts);
    Noted { value: vec![article], notices }
}

/// The article's text out of a page that can be parsed, and what the page says about it.
fn parsed(page: &str, notices: &mut Vec<Notice>) -> (String, Facts) {
    let tree = Document::parse(page);
    let facts = Facts::of(&tree);
    let options = Options::default().with_fallback(true).with_exclude_comments(true);
    let text = trafilatura::extract_document(tree, &options).map(|found| strip::text(&found.content_html));
    let text = text.ok().filter(|text| !text.trim().is_empty()).unwrap_or_else(|| {
        let all = strip::text(page);
        if !all.trim().is_empty() {
            notices.push(unparsed("no article was found among its parts, so all of its text was taken"));
        }
        all
    });
    (text, facts)
}

/// The notice for a page of which all the text was taken.
fn unparsed(message: &str) -> Notice {
    Notice::new(Severity::Warning, message).hint("save the article's own words as .txt")
}

/// Puts what the page says about the article over what its text says.
fn tell(article: &mut Article, facts: &Facts) {
    if let Some(headline) = about::headline(facts) {
        head::give_headline(article, &headline);
    }
    article.byline = about::byline(facts).or(article.byline.take());
    article.outlet = about::outlet(facts).or(article.outlet.take());
    article.url = about::url(facts);
    if let Some(mut published) = about::published(facts) {
        published.span = article
            .published
            .as_ref()
            .filter(|read| read.value == published.value)
            .and_then(|read| read.span);
        article.published = Some(published);
    }
}
