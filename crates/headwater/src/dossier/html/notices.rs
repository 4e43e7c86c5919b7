//! The notices: what could not be read and what is unsure.

use maud::{Markup, html};

use super::plain::Plain;
use crate::article::ArticleId;
use crate::dossier::prose;
use crate::notice::{Notice, Severity};

/// Notices that the page shows of each severity; the rest is counted.
const MOST: usize = 200;

/// How the page names an article, with a link to it.
type Link<'p> = &'p dyn Fn(ArticleId) -> Markup;

pub(super) fn section(notices: &[Notice], link: Link<'_>) -> Markup {
    html! {
        section id="notices" aria-labelledby="notices-h" {
            h2 id="notices-h" { "Notices" }
            @if notices.is_empty() { p class="empty" { "Everything was read, and nothing calls for a notice." } }
            @for severity in [Severity::Error, Severity::Warning, Severity::Note] {
                (group(link, severity, &notices.iter().filter(|notice| notice.severity == severity).collect::<Vec<_>>()))
            }
        }
    }
}

fn group(link: Link<'_>, severity: Severity, notices: &[&Notice]) -> Markup {
    let (class, title) = match severity {
        Severity::Error => ("error", "Not read"),
        Severity::Warning => ("warning", "Unsure"),
        Severity::Note => ("plain", "Good to know"),
    };
    html! {
        @if !notices.is_empty() {
            h3 class={ "sev " (class) } { (title) " " span class="n" { (notices.len()) } }
            ul class="notices" { @for notice in notices.iter().take(MOST) { (one(link, notice)) } }
            @if notices.len() > MOST { p class="note" { (prose::count(notices.len() - MOST, "further notice")) " not shown here; all stand in the JSON dossier." } }
        }
    }
}

fn one(link: Link<'_>, notice: &Notice) -> Markup {
    html! {
        li {
            @if let Some(path) = &notice.path { code { (Plain(path)) } ": " }
            @if let Some(article) = notice.article { (link(article)) ": " }
            (Plain(&notice.message)) "."
            @if let Some(hint) = &notice.hint { " " span class="hint" { "What next: " (Plain(hint)) "." } }
        }
    }
}
