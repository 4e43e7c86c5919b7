//! The head of the page: what was read, and where to look.

use maud::{Markup, html};

use super::plain::Plain;
use super::view::View;
use crate::dossier::overview::titles;
use crate::dossier::pile::PartId;
use crate::dossier::{Dossier, Part, prose};
use crate::notice::Severity;

/// The title of the page.
pub(super) fn title(view: &View<'_>) -> String {
    let articles = prose::count(view.dossier.own().count(), "article");
    let what = match prose::period(view.dossier) {
        Some(period) => format!("Dossier of {articles}, {period}"),
        None => format!("Dossier of {articles}"),
    };
    match view.dossier.part.as_ref().and_then(|part| told(view.dossier, part)) {
        Some(story) => format!("{story} – {what}"),
        None => what,
    }
}

/// The head of the page.
pub(super) fn masthead(view: &View<'_>) -> Markup {
    let dossier = view.dossier;
    let neighbours = dossier.articles.len() - dossier.own().count();
    html! {
        header class="masthead" {
            p class="brand" { "headwater" span { "dossier" } }
            @if let Some(part) = &dossier.part { (place(part, view.overview)) }
            h1 { (Plain(&heading(dossier))) }
            p class="read" {
                (prose::count(dossier.own().count(), "article")) " " (prose::own_outlets(dossier))
                @if let Some(period) = prose::period(dossier) { ", " (period) }
                ". " (prose::count(dossier.attributed(), "attributed statement")) "."
                @if neighbours > 0 {
                    " " (prose::count(neighbours, "article"))
                    @if neighbours == 1 { " of another story shares wording with " } @else { " of other stories share wording with " }
                    @if dossier.own().count() == 1 { "it." } @else { "these." }
                }
            }
        }
    }
}

/// What the page is about: the story, where it is one of several.
fn heading(dossier: &Dossier) -> String {
    let told = dossier.part.as_ref().and_then(|part| told(dossier, part));
    told.unwrap_or_else(|| "Who says what, and on whose word".to_owned())
}

/// What tells the story of a part.
fn told(dossier: &Dossier, part: &Part) -> Option<String> {
    match part.id {
        PartId::Story(_) => titles(dossier).into_iter().next(),
        PartId::Others(_) => Some("Articles that tell no story with another".to_owned()),
    }
}

/// "Story 3 of 41", and the way back.
fn place(part: &Part, overview: Option<&str>) -> Markup {
    html! {
        p class="part" {
            @match part.id {
                PartId::Story(place) => { "Story " (place + 1) " of " (prose::grouped(part.stories)) },
                PartId::Others(_) => { "Beside " (prose::count_of(part.stories, "story", "stories")) },
            }
            " in a pile of " (prose::count(part.articles, "article"))
            @if let Some(overview) = overview { " · " a href=(overview) { "all stories" } }
        }
    }
}

/// The table of contents with the number of things in each section.
pub(super) fn contents(view: &View<'_>) -> Markup {
    let dossier = view.dossier;
    let main = view.matters().iter().filter(|matter| !matter.is_lone()).count();
    let alarming = dossier.notices.iter().filter(|notice| notice.severity != Severity::Note).count();
    html! {
        nav class="contents" aria-label="Contents" {
            ul {
                (entry("findings", "Findings", main))
                (entry("matters", "Matters", main))
                (entry("lineage", "Lineage", 0))
                @if !view.matters().is_empty() { (entry("words", "Matter by matter", view.matters().len())) }
                (entry("passages", "Passages", dossier.passages.len()))
                (entry("timeline", "Timeline", dossier.corroboration.timeline.len()))
                (entry("origins", "Origins", dossier.corroboration.origins.len()))
                (entry("articles", "Articles", dossier.articles.len()))
                @if !dossier.corrections.entries.is_empty() { (entry("corrections", "Corrections", dossier.corrections.entries.len())) }
                (entry("notices", "Notices", alarming))
                (entry("colophon", "About", 0))
            }
        }
    }
}

fn entry(id: &str, name: &str, number: usize) -> Markup {
    html! { li { a href={ "#" (id) } { (name) @if number > 0 { " " span class="n" { (prose::grouped(number)) } } } } }
}
