//! What the page opens on: the findings, the most consequential first.

use maud::{Markup, html};

use super::corrections;
use super::icons;
use super::matters::LONE;
use super::plain::Plain;
use super::view::View;
use crate::corroboration::{Finding, Matter};
use crate::dossier::corrected::Thing;
use crate::dossier::prose;

/// How many findings are open on the page before the rest is folded.
const OPEN: usize = 24;

pub(super) fn section(view: &View<'_>) -> Markup {
    let (main, lone): (Vec<_>, Vec<_>) =
        view.matters().iter().enumerate().partition(|(_, matter)| !matter.is_lone());
    let (open, rest) = main.split_at(main.len().min(OPEN));
    html! {
        section id="findings" aria-labelledby="findings-h" {
            h2 id="findings-h" { "Findings" }
            @if main.is_empty() { (nothing(view, lone.len())) } @else { (introduction()) (key(view)) }
            ol class="findings" { @for (place, matter) in open { (finding(view, *place, matter)) } }
            (folded("more findings", rest))
            (folded("uncorroborated: one claim in one article", &lone))
        }
    }
}

fn introduction() -> Markup {
    html! {
        p class="gloss" {
            "A " dfn { "finding" } " is what the accounts of one " dfn { "matter" } " (one point at issue) amount to. An "
            dfn { "origin" } " is the farthest point to which a statement can be traced. Articles are not origins: "
            "ten articles that repeat one voice have one. What is not known widens the count, as in “1 to 3 origins”."
        }
    }
}

fn nothing(view: &View<'_>, lone: usize) -> Markup {
    let articles = view.dossier.own().count();
    html! {
        p class="empty" {
            @if articles == 0 { "No article was read, so nothing was found. The notices below say why." }
            @else if articles == 1 { "There is one article, and nothing to compare it with. What it says and on whose word stands below." }
            @else if lone > 0 { "No two of these articles were found to speak to the same question." }
            @else { "No matter was found in these articles." }
        }
    }
}

/// The findings that occur, with their signs, words and numbers.
fn key(view: &View<'_>) -> Markup {
    let occurs =
        |finding: Finding| view.matters().iter().filter(|matter| matter.findings.contains(&finding)).count();
    html! {
        details class="key" {
            summary { "What each finding means" }
            dl {
                @for finding in icons::FINDINGS {
                    @let number = occurs(finding);
                    @if number > 0 {
                        div {
                            dt { (kind(finding)) " " span class="n" { (number) } }
                            dd { (prose::gloss(finding)) }
                        }
                    }
                }
            }
        }
    }
}

/// The name of a finding with its sign.
pub(super) fn kind(finding: Finding) -> Markup {
    html! { span class={ "kind k-" (finding.name()) } { (icons::finding(finding)) " " (prose::finding(finding)) } }
}

/// The signs and names of all findings of a matter, and whether values rise with time.
pub(super) fn kinds(matter: &Matter) -> Markup {
    html! {
        p class="kinds" {
            @for &finding in &matter.findings { (kind(finding)) " " }
            @if matter.is_update { span class="kind k-update" { "↗ updated over time" } }
        }
    }
}

/// "5 articles · 1 origin".
pub(super) fn counts(matter: &Matter) -> Markup {
    html! {
        b { (prose::count(matter.saying().len(), "article")) } " on "
        b { (prose::origins(&matter.origins)) }
    }
}

fn finding(view: &View<'_>, place: usize, matter: &Matter) -> Markup {
    let names: Vec<&str> = matter.findings.iter().map(|finding| finding.name()).collect();
    html! {
        li class="finding" data-f=(names.join(" ")) {
            (icons::tally(&matter.origins, matter.saying().len()))
            div {
                (kinds(matter))
                p class="label" { a href={ "#m" (place + 1) } { (Plain(&matter.label)) } }
                p class="because" { (Plain(&matter.because)) }
                p class="counts" { (counts(matter)) }
                (corrections::brief(view, Thing::Matter(place)))
            }
        }
    }
}

fn folded(what: &str, matters: &[(usize, &Matter)]) -> Markup {
    html! {
        @if !matters.is_empty() {
            details class="more" {
                summary { (matters.len()) " " (what) }
                ul class="short" {
                    @for (place, matter) in matters.iter().take(LONE) {
                        li { a href={ "#m" (place + 1) } { (Plain(&matter.label)) } ": " (Plain(&matter.because)) }
                    }
                }
            }
        }
    }
}
