//! The overview of a mixed pile: one page that leads to the dossier of each story.
//!
//! It opens on the stories, the most told first, each with its findings and the most consequential of them in its plain
//! sentence; every article of the pile stands on it once, under its story or among those that tell none with another.

use maud::{DOCTYPE, Markup, html};

use super::findings::kind;
use super::plain::Plain;
use super::{colophon, evidence, file_name, head, icons, notices, seal};
use crate::article::ArticleId;
use crate::corroboration::Finding;
use crate::dossier::overview::{Entry, Leading, Listed, Overview};
use crate::dossier::prose;
use crate::notice::Severity;

/// Writes the overview as one self-contained page. `folder` is the address of the folder with the dossiers, as seen from
/// the overview.
pub fn overview(overview: &Overview, folder: &str) -> String {
    let view = View { overview, folder };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (head(&title(overview), seal::OVERVIEW))
            body {
                a class="skip" href="#stories" { "To the stories" }
                (icons::sprite())
                (masthead(overview))
                div class="page" {
                    (contents(overview))
                    main {
                        (stories(&view))
                        (others(&view))
                        (notices::section(&overview.notices, &|id| view.link(id)))
                        (colophon::section("overview", &overview.captures))
                    }
                }
                (seal::script(seal::OVERVIEW))
            }
        }
    };
    page.into_string()
}

/// The overview, and where its dossiers are.
struct View<'o> {
    overview: &'o Overview,
    folder: &'o str,
}

impl View<'_> {
    /// The address of a part's dossier.
    fn address(&self, entry: &Entry) -> String {
        format!("{}/{}", self.folder, file_name(entry.id))
    }

    /// An article by its outlet, leading to its place.
    fn link(&self, id: ArticleId) -> Markup {
        let Some(article) = self.overview.article(id) else { return html! {} };
        html! { a href=(self.place(article)) { (Plain(name(article))) } }
    }

    /// Where an article stands in its dossier.
    fn place(&self, article: &Listed) -> String {
        format!("{}/{}#{}", self.folder, file_name(article.part), article.number)
    }
}

fn title(overview: &Overview) -> String {
    let stories = prose::count_of(overview.stories().count(), "story", "stories");
    format!("Overview of {stories} in {}", prose::count(overview.articles.len(), "article"))
}

/// The outlet, or the file where it is not known.
fn name(article: &Listed) -> &str {
    article.outlet.as_deref().unwrap_or_else(|| super::view::last_part(&article.path))
}

fn masthead(overview: &Overview) -> Markup {
    let published = prose::spanned(overview.articles.iter().filter_map(|it| it.published.as_ref()));
    let statements: usize = overview.parts.iter().map(|entry| entry.statements).sum();
    html! {
        header class="masthead" {
            p class="brand" { "headwater" span { "overview" } }
            h1 { (prose::count_of(overview.stories().count(), "story", "stories")) " in " (prose::count(overview.articles.len(), "article")) }
            p class="read" {
                (prose::count(overview.articles.len(), "article")) " "
                (prose::outlets(overview.articles.iter().map(|it| it.outlet.as_deref())))
                @if let Some(days) = published { ", " (prose::date(&days)) }
                ". " (prose::count(statements, "attributed statement")) "."
            }
        }
    }
}

fn contents(overview: &Overview) -> Markup {
    let alarming = overview.notices.iter().filter(|notice| notice.severity != Severity::Note).count();
    let alone: usize = overview.others().map(|entry| entry.articles.len()).sum();
    let entry = |id: &str, name: &str, number: usize| {
        html! {
            li { a href={ "#" (id) } { (name) @if number > 0 { " " span class="n" { (prose::grouped(number)) } } } }
        }
    };
    html! {
        nav class="contents" aria-label="Contents" {
            ul {
                (entry("stories", "Stories", overview.stories().count()))
                (entry("others", "Without a story", alone))
                (entry("notices", "Notices", alarming))
                (entry("colophon", "About", 0))
            }
        }
    }
}

fn stories(view: &View<'_>) -> Markup {
    html! {
        section id="stories" aria-labelledby="stories-h" {
            h2 id="stories-h" { "Stories" }
            @if view.overview.stories().next().is_none() { p class="empty" { "No two of these articles were found to tell the same story." } }
            @else {
                p class="gloss" {
                    "A " dfn { "story" } " is the articles that tell of the same events, found by their words and dates. "
                    "Each opens a dossier of its own: who says what in it, who copied whom, and how many "
                    dfn { "origins" } " stand behind each claim. Two stories may be one that the program did not join, "
                    "and one may be two; open both before you rely on a count."
                }
            }
            ol class="stories" { @for entry in view.overview.stories() { (story(view, entry)) } }
        }
    }
}

fn story(view: &View<'_>, entry: &Entry) -> Markup {
    let names: Vec<&str> = entry.findings.keys().map(|finding| finding.name()).collect();
    let mut titles = entry.titles.iter();
    let first = titles.next().map_or("(no headline)", String::as_str);
    html! {
        li class="story" id=(entry.id) data-f=(names.join(" ")) {
            h3 { a href=(view.address(entry)) { (Plain(first)) } }
            @if entry.titles.len() > 1 { p class="also" { @for (nth, title) in titles.enumerate() { @if nth > 0 { " · " } (Plain(title)) } } }
            p class="counts" { (counted(view, entry)) }
            @if let Some(leading) = &entry.leading { (most_consequential(leading)) }
            (findings(entry))
            (bonds(view, entry))
            (listed(view, entry))
        }
    }
}

/// "12 articles from 8 outlets, 3 to 6 March 2031".
fn counted(view: &View<'_>, entry: &Entry) -> Markup {
    let outlets =
        entry.articles.iter().filter_map(|id| view.overview.article(*id)).map(|it| it.outlet.as_deref());
    html! {
        b { (prose::count(entry.articles.len(), "article")) } " " (prose::outlets(outlets))
        @if let Some(days) = &entry.published { ", " (prose::date(days)) }
    }
}

fn most_consequential(leading: &Leading) -> Markup {
    html! {
        p class="because" { b { (Plain(&leading.label)) } ": " (Plain(&leading.because)) }
    }
}

/// How many matters there are of each kind, those of which one article alone speaks aside.
fn findings(entry: &Entry) -> Markup {
    let shown = || icons::FINDINGS.iter().filter_map(|it| Some((*it, *entry.findings.get(it)?)));
    let shown = || shown().filter(|(finding, _)| *finding != Finding::Uncorroborated);
    html! {
        p class="kinds" {
            @for (finding, number) in shown() { (kind(finding)) span class="n times" { (number) } " " }
            @if shown().next().is_none() { span class="detail" { "No two of its articles were found to speak to the same question." } }
        }
    }
}

/// Near-duplicates within the story, and articles elsewhere that share its wording.
fn bonds(view: &View<'_>, entry: &Entry) -> Markup {
    let groups: Vec<String> = entry.near_duplicates.iter().map(|group| prose::grouped(group.len())).collect();
    html! {
        @if !groups.is_empty() || !entry.neighbours.is_empty() {
            p class="detail" {
                @if !groups.is_empty() {
                    "Near-duplicates: " (prose::count(groups.len(), "group")) " of " (groups.join(", ")) " articles. "
                }
                @if let Some(first) = entry.neighbours.first() {
                    (prose::count(entry.neighbours.len(), "article")) " elsewhere in the pile "
                    @if entry.neighbours.len() == 1 { "shares" } @else { "share" } " wording with it ("
                    (view.link(*first)) @if entry.neighbours.len() > 1 { " and others" } ")."
                }
            }
        }
    }
}

fn listed(view: &View<'_>, entry: &Entry) -> Markup {
    html! {
        details class="more" {
            summary { "Its " (prose::count(entry.articles.len(), "article")) }
            (articles(view, entry))
        }
    }
}

fn articles(view: &View<'_>, entry: &Entry) -> Markup {
    let all = entry.articles.iter().filter_map(|id| Some((*id, view.overview.article(*id)?)));
    html! {
        ul class="listed" { @for (id, article) in all { li id=(id) {
            @if article.outlet.is_some() || article.has_headline { span class="outlet" { (Plain(name(article))) } " " }
            a href=(view.place(article)) { (Plain(&article.title)) }
            " " span class="date" { (evidence::day(article.published.as_ref())) }
        } } }
    }
}

fn others(view: &View<'_>) -> Markup {
    let pages: Vec<&Entry> = view.overview.others().collect();
    html! {
        section id="others" aria-labelledby="others-h" {
            h2 id="others-h" { "Articles without a story" }
            @if pages.is_empty() { p class="empty" { "Every article tells a story with another." } }
            @else {
                p class="gloss" {
                    "No other article here tells of the same events. What they say, and on whose word, and the wording that they "
                    "share with other articles, stands in " (prose::count(pages.len(), "dossier")) ", with several of them in each."
                }
            }
            @for entry in &pages {
                details class="more" open[pages.len() == 1] {
                    summary { (prose::count(entry.articles.len(), "article")) @if let Some(days) = &entry.published { ", " (prose::date(days)) } }
                    p { a href=(view.address(entry)) { "Their dossier" } }
                    (articles(view, entry))
                }
            }
        }
    }
}
