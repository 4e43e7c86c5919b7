//! Saved web pages: the article among the menus, and what the page says about it.

mod about;
mod facts;
mod guard;
mod ld;
mod strip;

use trafilatura::Options;
use trafilatura::dom::Document;

use super::{Article, Credit, decode, head, language};
use crate::capture::Capture;
use crate::notice::{Noted, Notice, Severity};
pub(crate) use about::host;
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
    if let Some(problem) = super::too_long(&text) {
        notices.push(problem);
        return Noted { value: Vec::new(), notices };
    }
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
    let found = trafilatura::extract_document(tree, &options).map(|found| strip::text(&found.content_html));
    let text = found.unwrap_or_default();
    if text.len() >= SHORT {
        return (text, facts);
    }
    // Short texts come without their paragraphs, or not at all.
    let paragraphs = paragraphs(&Document::parse(page));
    if letters(&paragraphs) * 2 >= letters(&text) && !paragraphs.is_empty() {
        return (paragraphs, facts);
    }
    if !text.trim().is_empty() {
        return (text, facts);
    }
    let all = strip::text(page);
    if !all.trim().is_empty() {
        notices.push(unparsed("no article was found among its parts, so all of its text was taken"));
    }
    (all, facts)
}

/// A text of fewer bytes is looked at again.
const SHORT: usize = 300;

/// The paragraphs of a page that stand in nothing else's place, with empty lines between them.
fn paragraphs(page: &Document) -> String {
    let all = page.iter_descendants(page.root(), &["p"]).into_iter();
    let own =
        all.filter(|node| !facts::is_aside(page, *node)).map(|node| strip::text(&page.inner_html(node)));
    let own: Vec<_> = own.filter(|text| !text.is_empty()).take(MOST_PARAGRAPHS).collect();
    own.join("\n\n")
}

/// A page of which hardly any text was found has no more paragraphs to be looked at.
const MOST_PARAGRAPHS: usize = 200;

/// How many letters a text has: spaces between paragraphs aside.
fn letters(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_alphanumeric()).count()
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
    let own = article.url.as_deref().and_then(host);
    for taken_from in about::taken_from(facts, own.as_deref()) {
        article.credits.push(Credit { name: taken_from, span: None });
    }
    if let Some(mut published) = about::published(facts) {
        published.span = article
            .published
            .as_ref()
            .filter(|read| read.value == published.value)
            .and_then(|read| read.span);
        article.published = Some(published);
    }
}
