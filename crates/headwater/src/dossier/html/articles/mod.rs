//! The articles in full: statements marked, with who says them beside each paragraph; furniture dimmed, never cut.

mod segments;

use maud::{Markup, html};

use self::segments::{Paragraph, Segment, paragraphs};
use super::corrections;
use super::evidence;
use super::file_name;
use super::plain::Plain;
use super::view::{View, last_part};
use crate::article::{Article, FurnitureKind};
use crate::dossier::corrected::Thing;
use crate::dossier::prose;
use crate::statement::StatementId;

/// With more articles than this, each is folded at first.
const UNFOLDED: usize = 8;

pub(super) fn section(view: &View<'_>) -> Markup {
    let articles = &view.dossier.articles;
    html! {
        section id="articles" aria-labelledby="articles-h" {
            h2 id="articles-h" { "Articles" }
            @if articles.is_empty() { p class="empty" { "No article was read." } } @else { (introduction()) }
            @for article in articles { (one(view, article, articles.len() <= UNFOLDED)) }
        }
    }
}

fn introduction() -> Markup {
    html! {
        p class="gloss" {
            "The whole text of every article. " span class="said" { "Marked words" } " are " dfn { "statements" }
            ": what somebody is said to have said, with the source, the " dfn { "channel" } " that it came through and the stance beside them. "
            dfn { "Furniture" } " (promotion, captions, pointers to other stories) is not the story; it is dimmed and never cut."
        }
    }
}

fn one(view: &View<'_>, article: &Article, open: bool) -> Markup {
    let statements = view.statements_of.get(article.id.index()).map_or(&[][..], Vec::as_slice);
    let attributed = statements.iter().filter(|&&id| view.number(id).is_some()).count();
    html! {
        details class="article" id=(article.id) data-file=(Plain(&article.path)) open[open] {
            summary {
                h3 { span class="outlet" { (Plain(publisher(article))) } " " bdi class="headline" { (Plain(headline(article))) } }
                span class="meta" { (evidence::published(article)) " · " (prose::count(attributed, "statement")) (bonds(view, article)) }
            }
            (from_elsewhere(view, article))
            (particulars(view, article))
            (corrections::mark(view, Thing::Article(article.id)))
            div class="text" lang=[language(article)] { @for paragraph in paragraphs(view, article, statements) { (block(view, article, &paragraph)) } }
        }
    }
}

/// Whether it is at home in another story, and which articles are the same but for a few words.
fn bonds(view: &View<'_>, article: &Article) -> Markup {
    let group = view.dossier.near_duplicates.iter().find(|group| group.contains(&article.id));
    html! {
        @if view.dossier.home_of(article.id).is_some() { " · of another story" }
        @if let Some(group) = group { " · near-duplicate of " (prose::count(group.len() - 1, "article")) }
    }
}

/// What is shown of an article of another story.
fn from_elsewhere(view: &View<'_>, article: &Article) -> Markup {
    let Some(home) = view.dossier.home_of(article.id) else { return html! {} };
    html! {
        p class="note" {
            "This article is of another story and shares wording with those of this one. Only what it says in the shared "
            "words is read here; all that it says stands in the dossier "
            @if view.overview.is_some() { a href=(file_name(home)) { (home) } } @else { (home) } "."
        }
    }
}

/// The outlet, or the file where it is not known.
fn publisher(article: &Article) -> &str {
    article.outlet.as_deref().unwrap_or_else(|| last_part(&article.path))
}

fn headline(article: &Article) -> &str {
    article.headline.as_deref().unwrap_or("(no headline)")
}

/// The language as an attribute, where it is one.
fn language(article: &Article) -> Option<&str> {
    let is_tag = |tag: &&str| tag.len() <= 12 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    article.language.as_deref().filter(is_tag)
}

/// Byline, date with its method, credits, address and capture.
fn particulars(view: &View<'_>, article: &Article) -> Markup {
    let credits: Vec<&str> = article.credits.iter().map(|credit| credit.name.as_str()).collect();
    html! {
        dl class="particulars" {
            @if let Some(byline) = &article.byline { (pair("Byline", &html! { (Plain(byline)) })) }
            (pair("Published", &dated(view, article)))
            @if !credits.is_empty() { (pair("Credits", &html! { (Plain(&credits.join(", "))) })) }
            @if let Some(url) = &article.url { (pair("Address", &address(url))) }
            (pair("Capture", &html! { (Plain(&article.path)) " " code class="digest" title=(article.capture) { (short(article)) } }))
        }
    }
}

/// The first digits of the capture's digest; all of them stand in the colophon.
fn short(article: &Article) -> String {
    article.capture.to_string().chars().take("sha256:".len() + 12).chain(['…']).collect()
}

fn pair(name: &str, value: &Markup) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

fn dated(view: &View<'_>, article: &Article) -> Markup {
    match &article.published {
        None => html! { "not known" },
        Some(published) => html! {
            (prose::date(&published.value))
            " (" (published.method.name())
            @if let Some(span) = published.span { ": “" (Plain(span.of(view.text(article.id)))) "”" }
            ")"
        },
    }
}

/// A link that leaves the page only when it is followed, and only to the web.
fn address(url: &str) -> Markup {
    let lower = url.trim().to_ascii_lowercase();
    let is_web = lower.starts_with("https://") || lower.starts_with("http://");
    html! {
        @if is_web { a href=(url) rel="noreferrer noopener external nofollow" { (Plain(url)) } " " span class="detail" { "(on the web)" } }
        @else { (Plain(url)) }
    }
}

fn block(view: &View<'_>, article: &Article, paragraph: &Paragraph) -> Markup {
    let kinds = paragraph.furniture();
    let whole = paragraph.segments.iter().all(|segment| segment.furniture.is_some());
    let is_headline = article.headline_span.is_some_and(|span| span.contains(paragraph.span));
    html! {
        div class={ "par" @if whole { " furn" } @if is_headline { " head" } } {
            p dir="auto" { @for segment in &paragraph.segments { (piece(view, article, segment)) } }
            @if !kinds.is_empty() || !paragraph.ends.is_empty() {
                ul class="notes" {
                    @for kind in kinds { (furniture_note(kind)) }
                    @for &id in &paragraph.ends { (note(view, id)) }
                }
            }
        }
    }
}

fn piece(view: &View<'_>, article: &Article, segment: &Segment) -> Markup {
    let words = lines(segment.span.of(&article.text));
    let class = class(segment);
    // Of several anchors at one place the last is the marked words' own.
    let (own, before) = match segment.anchors.split_last() {
        Some((own, before)) if !class.is_empty() => (Some(own), before),
        _ => (None, segment.anchors.as_slice()),
    };
    html! {
        @for anchor in before { span class="anchor" id=(anchor) {} }
        @if class.is_empty() { (words) } @else { span class=(class) id=[own] data-s=[names(segment)] { (words) } }
        @for &id in &segment.ends { (mark(view, id)) }
    }
}

fn class(segment: &Segment) -> &'static str {
    match (segment.said.len(), segment) {
        (_, Segment { furniture: Some(_), .. }) => "furniture",
        (1, _) => "said",
        (2.., _) => "said nested",
        (0, Segment { is_source: true, .. }) => "source",
        (0, Segment { own_voice: Some(_), .. }) => "own",
        (0, Segment { passages, .. }) if !passages.is_empty() => "own",
        (0, _) => "",
    }
}

/// The anchors of the statements and passages that the piece belongs to; the script lights them up together.
fn names(segment: &Segment) -> Option<String> {
    let statements = segment.said.iter().chain(&segment.own_voice).map(StatementId::to_string);
    let names: Vec<String> = statements.chain(segment.passages.iter().cloned()).collect();
    (!names.is_empty()).then(|| names.join(" "))
}

/// Single line breaks of the text are kept.
fn lines(words: &str) -> Markup {
    html! { @for (nth, line) in words.split('\n').enumerate() { @if nth > 0 { br; } (Plain(line)) } }
}

/// The number after a statement, leading to its note.
fn mark(view: &View<'_>, id: StatementId) -> Markup {
    let number = view.number(id).unwrap_or_default();
    html! { a class="ref" href={ "#n" (id) } aria-label={ "statement " (number) } { (number) } }
}

/// Beside the paragraph: who says it, through whom, how they stand to it, and to which matters it speaks.
fn note(view: &View<'_>, id: StatementId) -> Markup {
    let Some(statement) = view.statement(id) else { return html! {} };
    let matters = view.matters_of.get(id.index()).map_or(&[][..], Vec::as_slice);
    html! {
        li id={ "n" (id) } data-n=(id) {
            a class="ref" href={ "#" (id) } { (view.number(id).unwrap_or_default()) }
            " " (evidence::attribution(view, statement)) " " (evidence::stance(statement.stance))
            @if !matters.is_empty() { " · matter " @for (nth, matter) in matters.iter().take(4).enumerate() {
                @if nth > 0 { ", " } (view.matter_link(*matter))
            } }
            " " (corrections::brief(view, Thing::Statement(id)))
        }
    }
}

fn furniture_note(kind: FurnitureKind) -> Markup {
    html! { li class="kindnote" { "furniture: " (kind.name()) } }
}
