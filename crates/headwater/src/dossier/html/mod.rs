//! The page: one self-contained HTML file that fetches nothing, runs nothing but its own script and opens anywhere.
//!
//! One file a section, in the order in which they stand on the page. [`view`] holds what several of them need;
//! every word that somebody else wrote goes through [`plain::Plain`].

mod articles;
mod colophon;
mod corrections;
mod evidence;
mod findings;
mod graph;
mod icons;
mod masthead;
mod matters;
mod notices;
mod origins;
mod overview;
mod passages;
mod plain;
#[cfg(test)]
pub(super) mod sample;
mod seal;
mod table;
#[cfg(test)]
mod tests;
mod timeline;
mod view;

use maud::{DOCTYPE, Markup, html};

use self::view::View;
use super::Dossier;
use super::pile::PartId;

pub use self::overview::overview;

/// Writes the dossier as one self-contained HTML page.
pub fn page(dossier: &Dossier) -> String {
    page_of(dossier, None)
}

/// Writes the dossier of a part of a pile, which lies beside those of the other parts, under the name that
/// [`file_name`] gives it. `overview` is the address of the overview as seen from there.
pub fn page_of(dossier: &Dossier, overview: Option<&str>) -> String {
    let view = View::new(dossier, overview);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (head(&masthead::title(&view), seal::PAGE))
            body {
                a class="skip" href="#findings" { "To the findings" }
                (icons::sprite())
                (masthead::masthead(&view))
                div class="page" {
                    (masthead::contents(&view))
                    (body(&view))
                }
                (panel())
                (seal::script(seal::PAGE))
            }
        }
    };
    page.into_string()
}

/// The name of the page of a part of a pile.
pub fn file_name(part: PartId) -> String {
    format!("{part}.html")
}

fn head(title: &str, script: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            (seal::policy(script))
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            meta name="robots" content="noindex, nofollow, noarchive";
            meta name="format-detection" content="telephone=no";
            meta http-equiv="x-dns-prefetch-control" content="off";
            meta name="generator" content={ "headwater " (env!("CARGO_PKG_VERSION")) };
            title { (title) }
            (seal::style())
        }
    }
}

fn body(view: &View<'_>) -> Markup {
    html! {
        main {
            (findings::section(view))
            (table::section(view))
            (graph::section(view))
            (matters::section(view))
            (passages::section(view))
            (timeline::section(view))
            (origins::section(view))
            (articles::section(view))
            (corrections::section(view))
            (notices::section(&view.dossier.notices, &|article| view.article_link(article)))
            (colophon::section("dossier", &view.dossier.captures))
        }
    }
}

/// Where the script shows the words behind a cell. Without the script the cell leads to them.
fn panel() -> Markup {
    html! {
        dialog id="panel" aria-label="The words" {
            div class="bar" {
                button type="button" data-step="-1" { "← Before" }
                button type="button" data-step="1" { "Next →" }
                button type="button" data-close="" { "Close" }
            }
            div class="held" {}
        }
    }
}
