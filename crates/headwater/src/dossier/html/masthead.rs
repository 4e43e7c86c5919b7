//! The head of the page: what was read, and where to look.

use maud::{Markup, html};

use super::findings::is_lone;
use super::view::View;
use crate::dossier::{Dossier, prose};
use crate::notice::Severity;

/// The title of the page.
pub(super) fn title(view: &View<'_>) -> String {
    let articles = prose::count(view.dossier.articles.len(), "article");
    match prose::period(view.dossier) {
        Some(period) => format!("Dossier of {articles}, {period}"),
        None => format!("Dossier of {articles}"),
    }
}

pub(super) fn masthead(view: &View<'_>) -> Markup {
    let dossier = view.dossier;
    html! {
        header class="masthead" {
            p class="brand" { "headwater" span { "dossier" } }
            h1 { "Who says what, and on whose word" }
            p class="read" {
                (prose::count(dossier.articles.len(), "article")) " " (prose::outlets(dossier))
                @if let Some(period) = prose::period(dossier) { ", " (period) }
                ". " (prose::count(attributed(dossier), "attributed statement")) "."
            }
        }
    }
}

/// Statements that are attributed to somebody else than the outlet.
pub(super) fn attributed(dossier: &Dossier) -> usize {
    dossier.statements.iter().filter(|statement| !statement.is_narration()).count()
}

/// The table of contents with the number of things in each section.
pub(super) fn contents(view: &View<'_>) -> Markup {
    let dossier = view.dossier;
    let main = view.matters().iter().filter(|matter| !is_lone(matter)).count();
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
                (entry("notices", "Notices", alarming))
                (entry("colophon", "About", 0))
            }
        }
    }
}

fn entry(id: &str, name: &str, number: usize) -> Markup {
    html! { li { a href={ "#" (id) } { (name) @if number > 0 { " " span class="n" { (prose::grouped(number)) } } } } }
}
