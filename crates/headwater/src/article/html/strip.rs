//! Markup to text without a tree: paragraphs with empty lines between them, in time and memory that
//! grow with the page and nothing else. It turns a chosen article's markup into its text, and stands in
//! for the parser where a page is built to break parsers.

use std::collections::BTreeSet;

/// Elements whose content is no text.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "head", "textarea",
    "select",
];
/// Elements inside a line; at all others a paragraph ends.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "hi", "ref",
];
/// Cells and items of a list stand on lines of their own, without an empty one between.
const LINES: &[&str] = &["br", "li", "dt", "dd", "tr", "option", "caption"];

/// The text of a piece of markup.
pub(super) fn text(markup: &str) -> String {
    let mut out = Writer::default();
    let mut rest = markup;
    while let Some((before, tag)) = rest.split_once('<') {
        out.words(before);
        rest = match tag.chars().next() {
            Some('!') if tag.starts_with("!--") => after(tag.get(3..).unwrap_or_default(), "-->"),
            Some('!' | '?') => after(tag, ">"),
            Some(letter) if letter.is_ascii_alphabetic() || letter == '/' => element(tag, &mut out),
            _ => {
                out.words("<");
                tag
            }
        };
    }
    out.words(rest);
    out.finish()
}

/// Writes what a tag means for the text, and gives back what stands after it.
fn element<'m>(tag: &'m str, out: &mut Writer) -> &'m str {
    let (is_end, named) = tag.strip_prefix('/').map_or((false, tag), |named| (true, named));
    let length =
        named.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').unwrap_or(named.len());
    let name = named.get(..length.min(24)).unwrap_or_default().to_ascii_lowercase();
    let after_tag = close(named);
    if !is_end && SILENT.contains(&name.as_str()) {
        return if named.get(..named.len() - after_tag.len()).is_some_and(|tag| tag.ends_with("/>")) {
            after_tag
        } else {
            silence(after_tag, name, out)
        };
    }
    match name.as_str() {
        name if INLINE.contains(&name) => {}
        "td" | "th" => out.space(),
        name if LINES.contains(&name) => out.break_line(1),
        _ => out.break_line(2),
    }
    after_tag
}

/// What stands after the `>` that closes a tag; marks inside quoted values do not close it.
fn close(tag: &str) -> &str {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return tag.get(at + 1..).unwrap_or_default(),
            (None, b'"' | b'\'') if tag.as_bytes().get(at.wrapping_sub(1)) == Some(&b'=') => {
                quote = Some(byte)
            }
            (Some(open), byte) if open == byte => quote = None,
            // A value that never closes must not swallow the page.
            (Some(_), b'<') if at > 4096 => return tag.get(at..).unwrap_or_default(),
            _ => {}
        }
    }
    ""
}

/// What stands after `mark`; all is swallowed where it does not come.
fn after<'m>(text: &'m str, mark: &str) -> &'m str {
    text.split_once(mark).map_or("", |(_, rest)| rest)
}

/// What stands after an element without text. Where its end tag never comes, a script, a style or a text
/// field swallows all, as in a browser, and other elements nothing.
fn silence<'m>(text: &'m str, name: String, out: &mut Writer) -> &'m str {
    if out.endless.contains(&name) {
        return text;
    }
    if let Some(rest) = after_end(text, &name) {
        return rest;
    }
    let swallows = ["script", "style", "textarea"].contains(&name.as_str());
    // What does not come after this place does not come after a later one: nothing is searched twice.
    out.endless.insert(name);
    if swallows { "" } else { text }
}

/// What stands after the end tag of `name`, in any case of letters.
fn after_end<'m>(text: &'m str, name: &str) -> Option<&'m str> {
    let bytes = text.as_bytes();
    let mut ends = memchr::memmem::find_iter(bytes, "</");
    let at = ends.find(|at| {
        let named = bytes.get(at + 2..at + 2 + name.len()).unwrap_or_default();
        named.eq_ignore_ascii_case(name.as_bytes())
    })?;
    Some(close(text.get(at + 2..).unwrap_or_default()))
}

/// Text under way: white space is collapsed, breaks are written before the next word.
#[derive(Default)]
struct Writer {
    text: String,
    /// Line ends due before the next word.
    breaks: usize,
    space: bool,
    /// Elements without text whose end tag does not come any more.
    endless: BTreeSet<String>,
}

impl Writer {
    fn words(&mut self, raw: &str) {
        let mut rest = raw;
        while let Some((before, entity)) = rest.split_once('&') {
            self.plain(before);
            let (letter, after) = character(entity).unwrap_or(('&', entity));
            let mut bytes = [0; 4];
            self.plain(letter.encode_utf8(&mut bytes));
            rest = after;
        }
        self.plain(rest);
    }

    fn plain(&mut self, raw: &str) {
        for letter in raw.chars() {
            match letter {
                ' ' | '\n' | '\t' | '\r' | '\u{c}' | '\u{a0}' => self.space(),
                letter if letter.is_control() || matches!(letter, '\u{ad}' | '\u{200b}' | '\u{feff}') => {}
                letter => self.letter(letter),
            }
        }
    }

    fn letter(&mut self, letter: char) {
        if !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', self.breaks));
            if self.space && self.breaks == 0 {
                self.text.push(' ');
            }
        }
        (self.breaks, self.space) = (0, false);
        self.text.push(letter);
    }

    fn space(&mut self) {
        self.space = true;
    }

    fn break_line(&mut self, lines: usize) {
        self.breaks = self.breaks.max(lines);
    }

    fn finish(self) -> String {
        self.text
    }
}

/// Named characters that news pages use, beside those that every serialiser writes.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("sbquo", '‚'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("euro", '€'),
    ("pound", '£'),
    ("yen", '¥'),
    ("cent", '¢'),
    ("deg", '°'),
    ("times", '×'),
    ("frac12", '½'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("aacute", 'á'),
    ("agrave", 'à'),
    ("acirc", 'â'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("szlig", 'ß'),
    ("ccedil", 'ç'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("iacute", 'í'),
    ("uacute", 'ú'),
    ("oslash", 'ø'),
    ("aring", 'å'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("shy", '\u{ad}'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
];

/// The character that a reference stands for, after its `&`, and what comes after it.
fn character(entity: &str) -> Option<(char, &str)> {
    let end = entity.bytes().take(12).position(|byte| byte == b';')?;
    let (name, after) = (entity.get(..end)?, entity.get(end + 1..)?);
    let letter = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter)?,
    };
    Some((letter, after))
}

/// A short value out of markup or metadata: no tags, references read, on one line.
pub(super) fn line(value: &str) -> String {
    // Values are often written twice over: `&amp;#8217;`.
    let once = text(value);
    let twice = if once.contains('&') { text(&once.replace('<', "&lt;")) } else { once };
    twice.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_separated_and_markup_is_gone() {
        let page = "<head><title>x</title></head><body><p>One <b>bold</b>&nbsp;word &amp; more.<p>Two<br/>lines\
            <script>var a = '<p>no';</script><!-- no <p> --><ul><li>a</li><li>b</li></ul></body>";
        assert_eq!(text(page), "One bold word & more.\n\nTwo\nlines\n\na\nb");
    }

    #[test]
    fn broken_markup_is_text_and_never_a_panic() {
        assert_eq!(text("1 < 2 <b>and"), "1 < 2 and");
        assert_eq!(text("a <"), "a <");
        assert_eq!(text("<p title=\"<b>\">x"), "x");
        assert_eq!(text("<script>never closed"), "");
        assert_eq!(text("<head><title>x<body><p>y"), "x\n\ny");
        assert_eq!(text(&"<svg>a</b>".repeat(200_000)).matches('a').count(), 200_000);
        assert_eq!(text("&#8217;&#x201c;&nosuch;&"), "’“&nosuch;&");
        assert_eq!(line("A &amp;#8217; B<b>"), "A ’ B");
    }

    proptest::proptest! {
        #[test]
        fn any_characters_give_text(page in ".{0,300}") {
            text(&page);
        }

        #[test]
        fn any_markup_gives_text(page in "[<>/a-z!&;#\"'= -]{0,300}") {
            let text = text(&page);
            proptest::prop_assert!(!text.contains("\n\n\n"));
        }
    }
}
