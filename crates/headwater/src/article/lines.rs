//! JSON: objects with the keys `text`, `headline`, `outlet`, `published`, `url`, `byline`, one a line or
//! in a list, however they are broken into lines.

use serde_json::value::RawValue;
use serde_json::{Map, StreamDeserializer, Value, de::StrRead};

use super::{Article, DateMethod, Published, decode, head, metadata, plain};
use crate::capture::Capture;
use crate::notice::{Noted, Notice, Severity};

/// How many objects that cannot be read are each told of.
const TOLD: usize = 5;
/// The most articles that are read from one capture.
const MOST_ARTICLES: usize = 100_000;

/// Reads one article an object. An object that cannot be read is told of, and the others are read.
pub(super) fn read(capture: &Capture, bytes: &[u8]) -> Noted<Vec<Article>> {
    let mut notices = Vec::new();
    let all = decode::text(bytes).into_value(&mut notices);
    let (mut articles, mut unread) = (Vec::new(), 0);
    let mut values = Values { all: &all, at: 0, line: 1 };
    for (line, value) in values.by_ref() {
        match value.and_then(item) {
            Ok(item) => articles.extend(article(capture, line, item, &mut notices)),
            Err(problem) => {
                unread += 1;
                notices.extend((unread <= TOLD).then(|| not_read(line, &problem)));
            }
        }
        if articles.len() >= MOST_ARTICLES {
            break;
        }
    }
    if unread > TOLD {
        let message = format!("more lines were not read: {}", unread - TOLD);
        notices.push(Notice::new(Severity::Error, message).hint(SHAPE));
    }
    if values.next().is_some() {
        let message =
            format!("only the first {MOST_ARTICLES} articles were read, up to line {}", values.line);
        notices.push(Notice::new(Severity::Error, message).hint("split it and read the parts by themselves"));
    }
    Noted { value: articles, notices }
}

/// What to do about an object that cannot be read.
const SHAPE: &str = "each line is one JSON object with a \"text\"";

/// The notice for an object that cannot be read.
fn not_read(line: usize, problem: &str) -> Notice {
    Notice::new(Severity::Error, format!("line {line} was not read: {problem}")).hint(SHAPE)
}

/// The JSON values of a text, outside of lists, each with the line on which it begins.
struct Values<'t> {
    all: &'t str,
    at: usize,
    line: usize,
}

impl<'t> Iterator for Values<'t> {
    type Item = (usize, Result<&'t RawValue, String>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.all.get(self.at..)?;
        let begins =
            rest.find(|letter: char| !letter.is_whitespace() && !matches!(letter, '[' | ']' | ','))?;
        self.pass(begins);
        let line = self.line;
        let rest = self.all.get(self.at..)?;
        let mut stream: StreamDeserializer<'t, StrRead<'t>, &'t RawValue> =
            serde_json::Deserializer::from_str(rest).into_iter();
        match stream.next()? {
            Ok(value) => {
                self.pass(stream.byte_offset());
                Some((line, Ok(value)))
            }
            Err(problem) => {
                // What follows is read again from the line that spoilt it, so nothing is looked at many times.
                let spoilt = rest.split_inclusive('\n').take(problem.line().saturating_sub(1).max(1));
                let length = if problem.is_eof() { rest.len() } else { spoilt.map(str::len).sum() };
                self.pass(length);
                Some((line, Err(broken(&problem))))
            }
        }
    }
}

impl Values<'_> {
    /// Goes on by so many bytes.
    fn pass(&mut self, bytes: usize) {
        let passed = self.all.get(self.at..self.at + bytes).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', passed.as_bytes()).count();
        self.at += bytes;
    }
}

/// What is said of JSON that breaks the rules of JSON.
fn broken(problem: &serde_json::Error) -> String {
    let said = problem.to_string();
    let what = said.split(" at line ").next().unwrap_or(&said);
    format!("its JSON is broken: {what} (character {})", problem.column())
}

/// What an object says of an article.
struct Item {
    text: String,
    headline: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    url: Option<String>,
    byline: Option<String>,
}

/// Reads an object; of keys that mean the same the first named here wins.
fn item(value: &RawValue) -> Result<Item, String> {
    if !value.get().starts_with('{') {
        return Err("it is no JSON object".to_owned());
    }
    let mut keys: Map<String, Value> =
        serde_json::from_str(value.get()).map_err(|problem| broken(&problem))?;
    let text = TEXT.iter().find_map(|name| {
        let value = keys.remove(*name)?;
        if value.is_number() { None } else { words(value, "\n\n") }
    });
    let text = text.ok_or("it has no \"text\"")?;
    let mut take = |names: &[&str]| names.iter().find_map(|name| words(keys.remove(*name)?, ", "));
    Ok(Item {
        text,
        headline: take(&["headline", "title"]),
        outlet: take(&["outlet", "publisher", "source"]),
        published: take(&["published", "datePublished", "date"]),
        url: take(&["url"]),
        byline: take(&["byline", "author"]),
    })
}

/// Keys of the text.
const TEXT: [&str; 4] = ["text", "articleBody", "body", "content"];

/// The words of a value: of a list those of its parts, of an object its name (schema.org's `publisher`, `author`).
fn words(value: Value, between: &str) -> Option<String> {
    let words = match value {
        Value::String(words) => words,
        Value::Number(number) => number.to_string(),
        Value::Array(parts) => {
            parts.into_iter().filter_map(|part| words(part, between)).collect::<Vec<_>>().join(between)
        }
        Value::Object(mut keys) => words(keys.remove("name")?, between)?,
        Value::Null | Value::Bool(_) => return None,
    };
    (!words.trim().is_empty()).then_some(words)
}

/// The article of one object: what the object gives wins over what its text says.
fn article(capture: &Capture, line: usize, item: Item, notices: &mut Vec<Notice>) -> Option<Article> {
    if let Some(problem) = super::too_long(&item.text) {
        notices.push(Notice { message: format!("line {line}: {}", problem.message), ..problem });
        return None;
    }
    let mut article = plain::read(Article::of(capture, item.text));
    let known = |value: Option<String>| value.map(|v| v.trim().to_owned());
    for (given, kept) in
        [(item.outlet, &mut article.outlet), (item.url, &mut article.url), (item.byline, &mut article.byline)]
    {
        if let Some(given) = known(given) {
            *kept = Some(given);
        }
    }
    if article.outlet.is_none() {
        article.outlet = article.url.as_deref().and_then(super::html::host);
    }
    if let Some(headline) = known(item.headline) {
        head::give_headline(&mut article, &headline);
    }
    if let Some(written) = known(item.published) {
        match metadata::given_date(&written) {
            Some(value) => {
                let span =
                    article.published.take().filter(|read| read.value == value).and_then(|read| read.span);
                article.published =
                    Some(Published { value, method: DateMethod::Given, span, contradicted: false });
            }
            None => {
                let message = format!("the date given on line {line} was not understood: {written}");
                notices.push(Notice::new(Severity::Warning, message).hint("write it as 2017-05-18"));
            }
        }
    }
    Some(article)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::MediaType;

    fn read_of(content: &str) -> (Vec<String>, Vec<String>) {
        let capture = Capture::new("a.json", MediaType::JsonLines, content.as_bytes().to_vec());
        let read = read(&capture, content.as_bytes());
        let texts = read.value.into_iter().map(|article| article.text).collect();
        (texts, read.notices.into_iter().map(|notice| notice.message).collect())
    }

    #[test]
    fn lists_lines_and_what_is_broken_into_many() {
        for content in [
            "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n",
            "[{\"text\":\"One.\"},{\"text\":\"Two.\"}]",
            "[\n  {\n    \"text\": \"One.\"\n  },\n  {\n    \"body\": \"Two.\"\n  }\n]\n",
            "{\"text\":\"One.\"} {\"text\":\"Two.\",\"source\":5,\"title\":null,\"author\":[\"A B\",{\"name\":\"C D\"}]}",
        ] {
            let (texts, notices) = read_of(content);
            assert_eq!(texts, ["One.", "Two."], "{content}");
            assert!(notices.is_empty(), "{notices:?}");
        }
    }

    #[test]
    fn what_is_broken_is_told_with_its_line_and_the_rest_is_read() {
        let lines = "{\"text\":\"One.\"}\n{\"text\":\"Tw\n{\"text\":5}\n7\n{\"text\":\"a\"\n{\"text\":\"Two.\"}\n{\"a\":[{\n";
        let (texts, notices) = read_of(lines);
        assert_eq!(texts, ["One.", "Two."]);
        let lines: Vec<_> = notices.iter().map(|told| told.split(' ').nth(1).unwrap_or_default()).collect();
        assert_eq!(lines, ["2", "3", "4", "5", "7"], "{notices:?}");
        let (texts, notices) = read_of("[{\"text\":\"One.\"},{\"te");
        assert_eq!((texts.len(), notices.len()), (1, 1), "{notices:?}");
    }

    #[test]
    fn keys_that_mean_the_same_may_both_be_there() {
        let (texts, notices) =
            read_of("{\"content\":\"no\",\"text\":\"One.\",\"title\":\"x\",\"headline\":\"y\"}");
        assert_eq!((texts, notices), (vec!["One.".to_owned()], Vec::new()));
    }

    #[test]
    fn deep_and_endless_json_ends_soon() {
        for content in
            ["{\"a\":\n".repeat(200_000), "[".repeat(200_000), format!("{}]", "{\"a\":\n".repeat(200_000))]
        {
            let (texts, _) = read_of(&content);
            assert!(texts.is_empty());
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_to_its_end(content in "[\\[\\]{}\",:a1\\n text\\\\]{0,120}") {
            read_of(&content);
        }
    }
}
