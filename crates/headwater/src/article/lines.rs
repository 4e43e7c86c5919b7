//! JSON lines: one object a line, with a `text` and perhaps `headline`, `outlet`, `published`, `url`, `byline`.

use serde::Deserialize;

use super::{Article, DateMethod, Published, decode, head, metadata, plain};
use crate::capture::Capture;
use crate::notice::{Noted, Notice, Severity};

/// One line, as other programs write it.
#[derive(Deserialize)]
struct Line {
    #[serde(alias = "articleBody", alias = "body", alias = "content")]
    text: String,
    #[serde(default, alias = "title")]
    headline: Option<String>,
    #[serde(default, alias = "publisher", alias = "source")]
    outlet: Option<String>,
    #[serde(default, alias = "date", alias = "datePublished")]
    published: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default, alias = "author")]
    byline: Option<String>,
}

/// How many lines that cannot be read are each told of.
const TOLD: usize = 5;

/// Reads one article a line. A line that cannot be read is told of, and the others are read.
pub(super) fn read(capture: &Capture, bytes: &[u8]) -> Noted<Vec<Article>> {
    let mut notices = Vec::new();
    let all = decode::text(bytes).into_value(&mut notices);
    if let Ok(lines) = serde_json::from_str::<Vec<Line>>(&all) {
        let articles = lines.into_iter().map(|line| article(capture, line, &mut notices)).collect();
        return Noted { value: articles, notices };
    }
    if let Ok(line) = serde_json::from_str::<Line>(&all) {
        let one = article(capture, line, &mut notices);
        return Noted { value: vec![one], notices };
    }
    let mut articles = Vec::new();
    let mut bad = Vec::new();
    for (number, line) in (1..).zip(all.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(line) => articles.push(article(capture, line, &mut notices)),
            Err(problem) => bad.push((number, problem)),
        }
    }
    notices.extend(bad.iter().take(TOLD).map(|(number, problem)| unread(*number, problem)));
    if bad.len() > TOLD {
        let message = format!("{} more lines were not read", bad.len() - TOLD);
        notices.push(Notice::new(Severity::Error, message));
    }
    Noted { value: articles, notices }
}

/// The notice for a line that cannot be read.
fn unread(number: usize, problem: &serde_json::Error) -> Notice {
    let said = problem.to_string();
    let what = said.split(" at line ").next().unwrap_or(&said);
    let message = format!("line {number} was not read: {what} (character {})", problem.column());
    Notice::new(Severity::Error, message).hint("each line is one JSON object with a \"text\"")
}

/// The article of one line: what the line gives wins over what its text says.
fn article(capture: &Capture, line: Line, notices: &mut Vec<Notice>) -> Article {
    let mut article = plain::read(Article::of(capture, line.text));
    let known = |value: Option<String>| value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    for (given, kept) in
        [(line.outlet, &mut article.outlet), (line.url, &mut article.url), (line.byline, &mut article.byline)]
    {
        if let Some(given) = known(given) {
            *kept = Some(given);
        }
    }
    if article.outlet.is_none() {
        article.outlet = article.url.as_deref().and_then(super::html::host);
    }
    if let Some(headline) = known(line.headline) {
        head::give_headline(&mut article, &headline);
    }
    if let Some(written) = known(line.published) {
        match metadata::given_date(&written) {
            Some(value) => {
                let span =
                    article.published.take().filter(|read| read.value == value).and_then(|read| read.span);
                article.published = Some(Published { value, method: DateMethod::Given, span });
            }
            None => {
                let message = format!("the date given for an article was not understood: {written}");
                notices.push(Notice::new(Severity::Warning, message).hint("write it as 2017-05-18"));
            }
        }
    }
    article
}
