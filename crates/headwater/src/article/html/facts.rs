//! Everything that a page says about itself, gathered in one walk over its tree.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;
use trafilatura::dom::{Document, NodeId};

use super::about::host;
use super::strip;
use crate::article::date;

/// The lists of `data/page.toml`.
#[derive(Default, Deserialize)]
pub(super) struct Words {
    pub(super) published: Vec<String>,
    pub(super) author: Vec<String>,
    pub(super) headline: Vec<String>,
    pub(super) outlet: Vec<String>,
    pub(super) types: BTreeSet<String>,
    pub(super) byline: BTreeSet<String>,
    pub(super) date: BTreeSet<String>,
    pub(super) signed: Vec<String>,
    pub(super) aside: BTreeSet<String>,
    pub(super) changed: BTreeSet<String>,
    pub(super) nobody: BTreeSet<String>,
    pub(super) before_name: Vec<String>,
    pub(super) full_story: Vec<String>,
    pub(super) first_published: Vec<String>,
}

pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/page.toml")).unwrap_or_default());

/// What a page says about itself.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// `<meta>`: name in small letters, and content.
    pub(super) meta: Vec<(String, String)>,
    /// JSON-LD blocks that are articles (schema.org).
    pub(super) articles: Vec<Value>,
    /// Names of organisations and sites in JSON-LD.
    pub(super) sites: Vec<String>,
    /// Names of people in JSON-LD, with what they are referred to by.
    pub(super) people: Vec<(String, String)>,
    /// `<title>`.
    pub(super) title: String,
    /// `<link rel=canonical>`.
    pub(super) canonical: Option<String>,
    /// Hosts of pages that it says it has its text from.
    pub(super) taken_from: Vec<String>,
    /// `<html lang>`.
    pub(super) language: Option<String>,
    /// Large headings of the page, and what is marked as its headline.
    pub(super) headings: Vec<Heading>,
    /// What is marked as a date.
    pub(super) dates: Vec<Dated>,
    /// What is marked as a byline, in order.
    pub(super) bylines: Vec<Signed>,
}

/// A heading.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) text: String,
    pub(super) is_first: bool,
    /// Whether it is a heading of the first rank.
    pub(super) is_large: bool,
    /// Whether the page says that it is the headline (`itemprop`, a class).
    pub(super) is_marked: bool,
}

/// A date that the page shows.
#[derive(Debug)]
pub(super) struct Dated {
    /// As written for programs (`datetime`, `content`), or else as shown.
    pub(super) value: String,
    /// How much it says that this is the publication: the more, the better.
    pub(super) weight: u8,
}

/// A byline that the page shows.
#[derive(Debug)]
pub(super) struct Signed {
    pub(super) text: String,
    /// How much it says that this is the writer.
    pub(super) weight: u8,
}

/// No more than so many of each are gathered; a page of news has a handful.
const MOST: usize = 200;
/// Elements that hold a byline or date where nothing says so.
const SMALL: &[&str] = &[
    "p", "span", "div", "small", "em", "i", "b", "strong", "li", "td", "h2", "h3", "h4", "h5", "h6",
    "address",
];
/// A byline or date that is not marked as one is not longer.
const SHORT: usize = 100;
/// A byline or date with more bytes than this is a paragraph.
const LONGEST: usize = 300;

impl Facts {
    /// Walks over the page once.
    pub(super) fn of(page: &Document) -> Self {
        let mut facts = Facts::default();
        for node in page.iter_descendants(page.root(), &[]) {
            facts.element(page, node);
        }
        facts
    }

    fn element(&mut self, page: &Document, node: NodeId) {
        let get = |name: &str| page.get_attribute(node, name);
        match page.tag_name(node) {
            "html" => self.language = get("lang").or(get("xml:lang")),
            "title" if self.title.is_empty() => self.title = beginning(page, node, LONGEST),
            "meta" => self.meta(get("property").or(get("name")).or(get("itemprop")), get("content")),
            "link" if get("rel").as_deref() == Some("canonical") => self.canonical = get("href"),
            "script"
                if get("type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) =>
            {
                super::ld::read(&page.text_content(node), self);
            }
            "a" if self.taken_from.len() < MOST => self.link(page, node, get("href")),
            "script" | "style" | "svg" | "body" | "head" => {}
            tag => self.shown(page, node, tag),
        }
    }

    /// "Read the full story", "originally published at": the address is where the text was taken from.
    fn link(&mut self, page: &Document, node: NodeId, address: Option<String>) {
        let Some(host) = address.as_deref().and_then(host) else { return };
        let text = beginning(page, node, SHORT).to_lowercase();
        let says = |text: &str| WORDS.full_story.iter().any(|words| text.contains(words.as_str()));
        // "This article was first published by <a>The Oar</a>": the words stand before the link.
        let before = || {
            let around = page.parent(node).map(|parent| beginning(page, parent, 2 * SHORT).to_lowercase());
            around.is_some_and(|around| {
                WORDS.first_published.iter().any(|words| around.contains(words.as_str()))
            })
        };
        if text.len() <= SHORT && (says(&text) || before()) && !is_aside(page, node) {
            self.taken_from.push(host);
        }
    }

    fn meta(&mut self, name: Option<String>, content: Option<String>) {
        if let (Some(name), Some(content)) = (name, content)
            && self.meta.len() < MOST * 2
            && !content.trim().is_empty()
        {
            self.meta.push((name.trim().to_lowercase(), content));
        }
    }

    /// An element that shows something: a heading, a date, a byline, or none of these.
    fn shown(&mut self, page: &Document, node: NodeId, tag: &str) {
        let marks = Marks::of(page, node);
        if (tag == "h1" || marks.is_headline) && self.headings.len() < MOST && !is_aside(page, node) {
            let text = beginning(page, node, 2 * LONGEST);
            let is_first = !self.headings.iter().any(|heading| heading.is_first) && tag == "h1";
            if !text.is_empty() && text.len() <= 2 * LONGEST {
                self.headings.push(Heading {
                    text,
                    is_first,
                    is_large: tag == "h1",
                    is_marked: marks.is_headline,
                });
            }
        }
        let is_certain = marks.date >= 8;
        if (tag == "time" || marks.date > 0)
            && self.dates.len() < MOST
            && (is_certain || !is_aside(page, node))
        {
            self.date(page, node, tag, &marks);
        } else if marks.byline == 0 && SMALL.contains(&tag) && self.dates.len() + self.bylines.len() < MOST {
            self.unmarked(page, node);
        }
        if marks.byline > 0 && self.bylines.len() < MOST && !is_aside(page, node) {
            let text = beginning(page, node, LONGEST);
            if !text.is_empty() && text.len() <= LONGEST {
                if date::first(&text).is_some() {
                    self.dates.push(Dated { value: text.clone(), weight: 1 });
                }
                self.bylines.push(Signed { text, weight: marks.byline });
            }
        }
    }

    /// A small element that is marked as nothing, but begins as bylines and date lines do.
    fn unmarked(&mut self, page: &Document, node: NodeId) {
        let text = beginning(page, node, SHORT);
        if text.len() > SHORT {
            return;
        }
        let early = |found: &date::Found| found.span.start <= 24 && text.len() <= found.span.end + 40;
        if date::first(&text).is_some_and(|found| early(&found)) && !is_aside(page, node) {
            self.dates.push(Dated { value: text, weight: 0 });
        } else if WORDS.signed.iter().any(|by| text.starts_with(by.as_str())) && !is_aside(page, node) {
            self.bylines.push(Signed { text, weight: 1 });
        }
    }

    fn date(&mut self, page: &Document, node: NodeId, tag: &str, marks: &Marks) {
        let machine = ["datetime", "content", "title"].iter().find_map(|name| page.get_attribute(node, name));
        let machine = machine.filter(|value| value.bytes().any(|byte| byte.is_ascii_digit()));
        let text = beginning(page, node, LONGEST);
        let is_changed = marks.is_changed
            || text.to_lowercase().split(' ').next().is_some_and(|word| {
                WORDS.changed.contains(word.trim_matches(|letter: char| !letter.is_alphanumeric()))
            });
        let weight = match () {
            () if is_changed => 1,
            () => 2 + marks.date + u8::from(tag == "time"),
        };
        let value = machine.unwrap_or(text);
        if value.len() <= LONGEST {
            self.dates.push(Dated { value, weight });
        }
    }

    /// The contents of a `<meta>` of this name.
    pub(super) fn named<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.meta.iter().filter(move |(known, _)| known == name).map(|(_, content)| content.as_str())
    }
}

/// What an element's attributes say that it holds.
#[derive(Default)]
struct Marks {
    is_headline: bool,
    date: u8,
    byline: u8,
    is_changed: bool,
}

impl Marks {
    fn of(page: &Document, node: NodeId) -> Self {
        let mut marks = Marks::default();
        let property = page.get_attribute(node, "itemprop").unwrap_or_default().to_lowercase();
        match property.as_str() {
            "headline" => marks.is_headline = true,
            "datepublished" => marks.date = 9,
            "author" | "author name" => marks.byline = 6,
            "datemodified" => (marks.date, marks.is_changed) = (1, true),
            _ => {}
        }
        if page.get_attribute(node, "rel").is_some_and(|rel| rel == "author") {
            marks.byline = marks.byline.max(5);
        }
        if page.get_attribute(node, "pubdate").is_some() {
            marks.date = 8;
        }
        if page.tag_name(node) == "address" {
            marks.byline = marks.byline.max(2);
        }
        let test = page.get_attribute(node, "data-testid").unwrap_or_default();
        let named = format!("{} {} {test}", page.class_name(node), page.id_attr(node));
        for words in named.split_whitespace() {
            marks.class(words);
        }
        marks
    }

    /// One class or id: "entry-date", "postTitle", "article__byline".
    fn class(&mut self, class: &str) {
        let parts = parts(class);
        let has = |list: &BTreeSet<String>| parts.iter().any(|part| list.contains(part));
        let is_article =
            parts.iter().any(|part| matches!(part.as_str(), "entry" | "post" | "article" | "story" | "news"));
        self.is_changed |= has(&WORDS.changed);
        if has(&WORDS.date) {
            let says = parts.iter().any(|part| {
                part.starts_with("publish") || part.starts_with("posted") || part == "datepublished"
            });
            self.date = self.date.max(1 + 3 * u8::from(says) + u8::from(is_article));
        }
        if has(&WORDS.byline) {
            let says = parts.iter().any(|part| part.starts_with("byline"));
            let only = u8::from(parts.len() <= 2);
            self.byline = self.byline.max(1 + u8::from(says) + only + u8::from(is_article));
        }
        if parts.iter().any(|part| part == "headline")
            || (is_article && parts.iter().any(|part| part == "title"))
        {
            self.is_headline = true;
        }
    }
}

/// The words of a class or id, in small letters: "postTitle" and "post-title" have two.
fn parts(class: &str) -> Vec<String> {
    // These say what a page is about and has room for, not what an element is.
    if ["tag-", "category-", "has-", "with-", "no-"].iter().any(|about| class.starts_with(about)) {
        return Vec::new();
    }
    let mut parts = vec![String::new()];
    let mut was_small = false;
    for letter in class.chars().take(80) {
        if !letter.is_alphanumeric() || (was_small && letter.is_uppercase()) {
            parts.push(String::new());
        }
        if letter.is_alphanumeric()
            && let Some(part) = parts.last_mut()
        {
            part.extend(letter.to_lowercase());
        }
        was_small = letter.is_lowercase();
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether a node lies in what is not the article: its comments, other stories, the foot of the page.
pub(super) fn is_aside(page: &Document, node: NodeId) -> bool {
    let mut at = Some(node);
    let mut steps = 0;
    while let Some(here) = at.filter(|_| steps < 8) {
        let tag = page.tag_name(here);
        // Whole pages are often classed by what they have room for ("has-sidebar").
        if matches!(tag, "body" | "html" | "article" | "main") {
            return false;
        }
        let class = format!("{} {}", page.class_name(here), page.id_attr(here));
        let is_named =
            class.split_whitespace().any(|class| parts(class).iter().any(|part| WORDS.aside.contains(part)));
        if matches!(tag, "nav" | "footer" | "aside") || is_named {
            return true;
        }
        at = page.parent(here);
        steps += 1;
    }
    false
}

/// The beginning of an element's text on one line: at most a little more than `most` bytes of it, so that
/// marked elements around marked elements cost no more than their number.
fn beginning(page: &Document, node: NodeId, most: usize) -> String {
    let mut text = String::new();
    let mut waiting = vec![node];
    let mut steps = 0;
    while let Some(here) = waiting.pop().filter(|_| text.len() <= most && steps < 400) {
        steps += 1;
        if page.is_text(here) {
            text.push_str(&page.text_content(here));
            continue;
        }
        if matches!(page.tag_name(here), "script" | "style" | "noscript" | "svg") {
            continue;
        }
        text.push(' ');
        waiting.extend(page.child_nodes(here).into_iter().take(400).rev());
    }
    strip::line(&text.replace('<', "&lt;"))
}
