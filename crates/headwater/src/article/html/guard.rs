//! Pages built to break parsers, told before the parser sees them, in one pass over the bytes.
//!
//! The standard's way to build a tree looks up the whole stack of open elements, so its time grows with
//! the square of the depth, and with the square of the number of attributes of one tag. Pages of news
//! stay far below these limits: of some 350 saved pages the deepest had 49 levels, the longest 10,000 tags.

use memchr::{memchr, memchr2, memmem};

/// The deepest nesting that is parsed.
const DEEPEST: usize = 250;
/// The most tags that are parsed.
const MOST_TAGS: usize = 60_000;
/// The most attributes in one tag.
const MOST_ATTRIBUTES: usize = 400;
/// The most bytes of a page that are parsed: 8 MiB.
const MOST_BYTES: usize = 8 << 20;

/// Elements that never hold others, and those whose end tag may be left out.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot",
    "colgroup", "rp", "rt", "html", "head", "body",
];

/// Elements that are opened again in every paragraph until they are closed.
const CARRIED: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// The most elements that may come of opening such elements again.
const MOST_CARRIED: usize = 300_000;

/// What has been counted of a page so far.
#[derive(Default)]
struct Counts<'p> {
    /// Names of open elements; an end tag closes all that were opened since its start tag.
    open_elements: Vec<&'p [u8]>,
    tags: usize,
    open: usize,
    carried: usize,
    attributes: usize,
}

impl<'p> Counts<'p> {
    /// Counts one tag, given without its marks `<` and `>`.
    fn tag(&mut self, tag: &'p [u8]) {
        let (is_end, tag) = tag.strip_prefix(b"/").map_or((false, tag), |tag| (true, tag));
        let name = name(tag);
        let carried = usize::from(is_one_of(name, CARRIED));
        if is_end {
            self.open = self.open.saturating_sub(carried);
            let opened = self.open_elements.iter().rposition(|open| open.eq_ignore_ascii_case(name));
            self.open_elements.truncate(opened.unwrap_or(self.open_elements.len()));
            return;
        }
        let is_raw = RAW.iter().any(|(raw, _)| is_one_of(name, &[raw]));
        if !is_raw && !is_one_of(name, FLAT) && !tag.ends_with(b"/") {
            self.open_elements.push(name);
        }
        self.tags += 1;
        self.carried += self.open;
        self.open += carried;
        self.attributes = self.attributes.max(attributes(tag));
    }

    /// The limit that is passed, in words for the reader.
    fn refusal(&self) -> Option<&'static str> {
        match () {
            () if self.open_elements.len() > DEEPEST => Some("its elements are nested hundreds deep"),
            () if self.tags > MOST_TAGS => Some("it has tens of thousands of tags"),
            () if self.carried > MOST_CARRIED => Some("its elements are opened and never closed"),
            () if self.attributes > MOST_ATTRIBUTES => Some("one of its tags has hundreds of attributes"),
            () => None,
        }
    }
}

/// Why a page is not given to the parser, in words for the reader; none if it may be.
pub(super) fn refusal(page: &str) -> Option<&'static str> {
    if page.len() > MOST_BYTES {
        return Some("it is very long");
    }
    let mut counts = Counts::default();
    let mut rest = page.as_bytes();
    while let Some(at) = memchr(b'<', rest) {
        rest = rest.get(at + 1..).unwrap_or_default();
        if rest.starts_with(b"!--") {
            rest = after(rest, b"-->");
            continue;
        }
        // A tag that is broken off by another ends there: each byte is looked at once.
        let end = memchr2(b'<', b'>', rest).unwrap_or(rest.len());
        let tag = rest.get(..end).unwrap_or_default();
        rest = rest.get(end..).unwrap_or_default();
        if !tag.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') {
            continue;
        }
        counts.tag(tag);
        if let Some(end) =
            RAW.iter().find(|(name_of, _)| is_one_of(name(tag), &[name_of])).map(|(_, end)| end)
        {
            rest = after(rest, end.as_bytes());
        }
        if let Some(reason) = counts.refusal() {
            return Some(reason);
        }
    }
    None
}

/// Elements whose content is no markup, with their end tags.
const RAW: &[(&str, &str)] = &[("script", "</script"), ("style", "</style")];

/// What stands after `mark`; nothing where it does not come.
fn after<'p>(rest: &'p [u8], mark: &[u8]) -> &'p [u8] {
    memmem::find(rest, mark).and_then(|at| rest.get(at + mark.len()..)).unwrap_or_default()
}

/// The name at the beginning of a tag.
fn name(tag: &[u8]) -> &[u8] {
    let length = tag.iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    tag.get(..length).unwrap_or_default()
}

/// Whether a name is in a list, in any case of letters.
fn is_one_of(name: &[u8], list: &[&str]) -> bool {
    list.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(name))
}

/// A count that no tag's attributes exceed: words outside quotation marks.
fn attributes(tag: &[u8]) -> usize {
    let (mut count, mut quote, mut between) = (0, None, false);
    for &byte in tag {
        match quote {
            Some(open) if open == byte => quote = None,
            Some(_) => {}
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            None if byte.is_ascii_whitespace() || byte == b'/' => between = true,
            None => {
                count += usize::from(between);
                between = false;
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_news_are_parsed_and_bombs_are_not() {
        let page =
            "<html><body><div class='a b'><p>One<p>Two<ul><li>x<li>y</ul><img src=x alt=\"1 > 0\"></div>";
        assert_eq!(refusal(page), None);
        assert!(refusal(&"<div>".repeat(1_000_000)).is_some());
        assert!(refusal(&"<b><p>".repeat(10_000)).is_some());
        assert!(refusal(&"<p>x".repeat(100_000)).is_some());
        assert!(refusal(&format!("<p {}>", "a ".repeat(100_000))).is_some());
        assert!(refusal(&("<font>".repeat(100) + &"<p>x".repeat(5_000))).is_some());
        assert_eq!(refusal(&"<p>x</p><div>y</div>".repeat(1000)), None);
        assert_eq!(refusal(&format!("<script>{}</script><p>x", "'<div>'".repeat(1000))), None);
        assert_eq!(refusal(&"<script></script>".repeat(1000)), None);
        assert_eq!(refusal(&"<".repeat(1_000_000)), None);
        assert_eq!(refusal(&"<!--".repeat(1_000_000)), None);
    }
}
