//! What stands above and below a story: headline, byline, date of publication, outlet, agencies' signatures.
//!
//! Each line of the first few is looked at once, and is one thing or the story. What is recognised is
//! marked as furniture, except the headline, which is the article's own words.

mod byline;
mod credit;
mod dateline;
mod words;

pub(crate) use self::credit::credits_pictures;
use super::{Article, Furniture, FurnitureKind, Published, furniture};
use crate::text::Span;

/// So many lines with words in them may stand above a story.
const LINES: usize = 10;

/// Reads the lines above and below the story into the article.
pub(super) fn read(article: &mut Article) {
    let text = std::mem::take(&mut article.text);
    let mut above = Above { furniture: furniture::mark(&text), ..Above::default() };
    let lines: Vec<_> = lines(&text).take(LINES + 1).collect();
    for (at, line) in lines.iter().take(LINES).enumerate() {
        if !above.line(&text, *line, lines.get(at + 1..).unwrap_or_default()) {
            break;
        }
    }
    above.dateline_below(&text, lines.get(..LINES.min(lines.len())).unwrap_or_default());
    if let Some(first) = lines.first() {
        above.run_in_date(&text, *first);
    }
    credit::below(&text, &mut above);
    credit::in_furniture(&text, &mut above);
    above.into_article(article, &text);
    article.text = text;
}

/// The headline that is given from outside: it wins, and its place is looked for in the text.
pub(super) fn give_headline(article: &mut Article, headline: &str) {
    /// A headline that stands further down is a sentence that repeats it.
    const TOP: usize = 600;
    let top = (0..=TOP.min(article.text.len())).rev().find(|at| article.text.is_char_boundary(*at));
    let found = top.and_then(|end| article.text.get(..end)).and_then(|top| top.find(headline));
    article.headline_span = found.map(|start| Span::new(start, start + headline.len()));
    article.headline = Some(headline.to_owned());
}

/// The lines with words in them, without the white space at their edges.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        (!span.is_empty()).then_some(span)
    })
}

/// What has been found above the story so far.
#[derive(Default)]
struct Above {
    headline: Option<Span>,
    /// Whether a line has been read as the story or as its standfirst: no headline comes after it.
    begun: bool,
    byline: Option<String>,
    outlet: Option<String>,
    published: Option<Published>,
    /// Whether a dateline has been found.
    placed: bool,
    /// Whether `published` is the date of a change.
    is_update: bool,
    furniture: Vec<Furniture>,
    credits: Vec<super::Credit>,
}

impl Above {
    /// Reads one line; false where the story has begun for good.
    fn line(&mut self, text: &str, line: Span, after: &[Span]) -> bool {
        let marked = self.furniture.iter().find(|piece| piece.span == line).map(|piece| piece.kind);
        if marked.is_some_and(|kind| kind != FurnitureKind::Credit) {
            return true;
        }
        if let Some(found) = dateline::date_line(text, line) {
            self.date(found);
            return true;
        }
        if let Some(found) = byline::read(text, line) {
            self.byline = self.byline.take().or(found.name);
            self.outlet = self.outlet.take().or(found.outlet);
            self.credits.extend(found.credits);
            self.mark(line, FurnitureKind::Credit);
            return true;
        }
        if let Some(credits) = credit::line(text, line) {
            self.credits.extend(credits);
            self.mark(line, FurnitureKind::Credit);
            return true;
        }
        if let Some(found) = dateline::place_and_agency(text, line) {
            self.place(found);
            return false;
        }
        if !self.begun && self.headline.is_none() && words::is_caption(text, line) {
            self.mark(line, FurnitureKind::Caption);
            return true;
        }
        if !self.begun && self.headline.is_none() && words::is_headline(text, line, after) {
            self.headline = Some(line);
            return true;
        }
        // A standfirst, a caption or a first sentence may stand above the byline; a paragraph may not.
        self.begun = true;
        line.len() < 300
    }

    fn place(&mut self, found: dateline::Dateline) {
        self.mark(found.span, FurnitureKind::Dateline);
        self.published = self.published.take().or(found.published);
        self.credits.extend(found.credit);
        self.placed = true;
    }

    /// A long caption or summary may stand between the headline and the dateline.
    fn dateline_below(&mut self, text: &str, lines: &[Span]) {
        let is_free = |line: Span| !self.furniture.iter().any(|piece| piece.span.overlaps(line));
        let found = lines
            .iter()
            .filter(|line| !self.placed && is_free(**line) && !words::is_caption(text, **line))
            .find_map(|line| dateline::place_and_agency(text, *line));
        if let Some(found) = found {
            self.place(found);
        }
    }

    /// A line that says when: the day of publication wins over that of a change.
    fn date(&mut self, found: dateline::DateLine) {
        if self.published.is_none() || (self.is_update && !found.is_update) {
            self.is_update = found.is_update;
            self.published = Some(found.published);
        }
        self.credits.extend(found.credits);
        self.mark(found.line, FurnitureKind::Dateline);
    }

    /// A date that runs into the first sentence, as where the lines of a page were joined.
    fn run_in_date(&mut self, text: &str, first: Span) {
        if let Some(found) = dateline::run_in(text, first).filter(|_| self.published.is_none()) {
            self.date(found);
        }
    }

    fn mark(&mut self, span: Span, kind: FurnitureKind) {
        self.furniture.push(Furniture { span, kind });
    }

    fn into_article(self, article: &mut Article, text: &str) {
        article.headline_span = self.headline;
        article.headline = self.headline.map(|span| words::on_one_line(span.of(text)));
        article.byline = self.byline;
        article.outlet = self.outlet;
        article.published = self.published;
        article.furniture = furniture::without_overlaps(self.furniture);
        article.credits = self.credits;
        article.credits.sort_by(|a, b| (a.span, &a.name).cmp(&(b.span, &b.name)));
        article.credits.dedup();
    }
}
