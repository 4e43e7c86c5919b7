//! The matters: a table of matter by article, then each matter with its claims, words and lineage.

use maud::{Markup, html};

use super::evidence;
use super::findings::{counts, is_lone, kind, kinds};
use super::graph;
use super::plain::{Plain, cut};
use super::view::{View, evidence_id, members_from};
use crate::article::ArticleId;
use crate::corroboration::{Claim, Matter, Reason};
use crate::dossier::prose;
use crate::text::Citation;

/// With more articles than this, each matter lists those that carry it instead of one column an article.
const COLUMNS: usize = 16;
/// Rows of the table; the matters beyond it have their sections all the same.
const ROWS: usize = 80;
/// With more statements than this under a matter, its words are folded at first.
const UNFOLDED: usize = 8;

pub(super) fn section(view: &View<'_>) -> Markup {
    let (main, lone): (Vec<_>, Vec<_>) =
        view.matters().iter().enumerate().partition(|(_, matter)| !is_lone(matter));
    html! {
        section id="matters" aria-labelledby="matters-h" {
            h2 id="matters-h" { "Matters" }
            @if main.is_empty() { p class="empty" { "No matter stands in more than one article." } }
            @else { (introduction()) (table(view, main.get(..main.len().min(ROWS)).unwrap_or_default())) }
            @for (place, matter) in &main { (one(view, *place, matter)) }
            @if !lone.is_empty() {
                details class="more" id="uncorroborated" {
                    summary { (prose::count(lone.len(), "uncorroborated matter")) ", with the words" }
                    @for (place, matter) in &lone { (one(view, *place, matter)) }
                }
            }
        }
    }
}

fn introduction() -> Markup {
    html! {
        p class="gloss" {
            "A " dfn { "claim" } " is one answer to the question of a matter. Each cell holds the claim that the article carries "
            "and the " dfn { "stance" } " of whoever says it; it opens on the exact words. An empty cell means that the article "
            "was not found to speak to the matter: absence from a collection proves nothing."
        }
    }
}

fn table(view: &View<'_>, matters: &[(usize, &Matter)]) -> Markup {
    let wide = view.dossier.articles.len() <= COLUMNS;
    html! {
        div class="scroll" role="region" aria-label="Matters by article" tabindex="0" {
            table class=(if wide { "matrix" } else { "matrix listed" }) {
                caption { "Matter by article" }
                thead { tr {
                    th scope="col" { "Matter" }
                    th scope="col" { "Origins" }
                    @if wide { @for article in &view.dossier.articles { (column(view, article.id)) } }
                    @else { th scope="col" { "Articles that carry it" } }
                } }
                tbody { @for (place, matter) in matters { (row(view, *place, matter, wide)) } }
            }
        }
    }
}

fn column(view: &View<'_>, id: ArticleId) -> Markup {
    html! {
        th scope="col" {
            a href={ "#" (id) } { (Plain(view.label(id))) }
            @if let Some(article) = view.article(id) { span class="date" { (evidence::published(article)) } }
        }
    }
}

fn row(view: &View<'_>, place: usize, matter: &Matter, wide: bool) -> Markup {
    html! {
        tr {
            th scope="row" {
                a href={ "#m" (place + 1) } { (Plain(&matter.label)) }
                span class="kinds" { @for &finding in &matter.findings { (kind(finding)) " " } }
            }
            td class="num" data-l="Origins" { (prose::origins(&matter.origins).replace(" origins", "").replace(" origin", "")) }
            @if wide { @for article in &view.dossier.articles { (cell(view, place, matter, article.id)) } }
            @else { (list(view, place, matter)) }
        }
    }
}

/// What one article says to the matter, each answer leading to its words.
fn cell(view: &View<'_>, place: usize, matter: &Matter, article: ArticleId) -> Markup {
    let carried: Vec<_> =
        matter.claims.iter().enumerate().filter(|(_, claim)| claim.articles.contains(&article)).collect();
    html! {
        @if carried.is_empty() { td class="none" { span class="vh" { "nothing found" } } }
        @else {
            td data-l=(Plain(view.label(article))) { @for (number, claim) in carried { (answer(view, (place, number), claim, article)) } }
        }
    }
}

fn answer(view: &View<'_>, (matter, number): (usize, usize), claim: &Claim, article: ArticleId) -> Markup {
    let members = members_from(view, claim, article);
    let Some(&first) = members.first() else { return html! {} };
    let stance = claim.members.get(first).map_or(claim.stance, |member| member.stance);
    html! {
        a class={ "cell c" (number.min(5)) } href={ "#" (evidence_id(matter, number, first)) } {
            span class="answer" { (Plain(&cut(&claim.label, 48))) } " " (evidence::stance(stance))
        }
        @for (more, &member) in members.iter().enumerate().skip(1).take(2) {
            " " a class="again" href={ "#" (evidence_id(matter, number, member)) } { "again (" (more + 1) ")" }
        }
    }
}

/// For many articles: each claim with the articles that carry it.
fn list(view: &View<'_>, place: usize, matter: &Matter) -> Markup {
    html! {
        td data-l="Articles" {
            @for (number, claim) in matter.claims.iter().enumerate() {
                p class="carriers" {
                    b { (Plain(&cut(&claim.label, 60))) } " " (evidence::stance(claim.stance)) ": "
                    @for (nth, &article) in claim.articles.iter().take(12).enumerate() {
                        @if nth > 0 { ", " }
                        @if let Some(&first) = members_from(view, claim, article).first() {
                            a href={ "#" (evidence_id(place, number, first)) } { (Plain(view.label(article))) }
                        }
                    }
                    @if claim.articles.len() > 12 { " and " a href={ "#m" (place + 1) } { (claim.articles.len() - 12) " more" } }
                }
            }
        }
    }
}

/// One matter in full.
fn one(view: &View<'_>, place: usize, matter: &Matter) -> Markup {
    let statements: usize = matter.claims.iter().map(|claim| claim.members.len()).sum();
    html! {
        article class="matter" id={ "m" (place + 1) } aria-labelledby={ "mh" (place + 1) } tabindex="-1" {
            header {
                (kinds(matter))
                h3 id={ "mh" (place + 1) } { (Plain(&matter.label)) }
                p class="because" { (Plain(&matter.because)) }
                p class="counts" { (counts(matter)) }
            }
            (graph::of_matter(view, place, matter))
            details class="words" open[statements <= UNFOLDED] {
                summary { "The words: " (prose::count(statements, "statement")) " under " (prose::count(matter.claims.len(), "claim")) }
                div class={ "claims n" (matter.claims.len().min(3)) } {
                    @for (number, claim) in matter.claims.iter().enumerate() { (claim_block(view, (place, number), claim)) }
                }
            }
            (reasons(view, &matter.reasons))
            (silent(view, matter))
        }
    }
}

fn claim_block(view: &View<'_>, (matter, number): (usize, usize), claim: &Claim) -> Markup {
    html! {
        section class={ "claim c" (number.min(5)) } {
            h4 { (Plain(&claim.label)) " " (evidence::stance(claim.stance)) }
            p class="counts" { (prose::count(claim.articles.len(), "article")) " on " (prose::origins(&claim.origins)) }
            ol class="evs" {
                @for (member, at) in claim.members.iter().enumerate() { (evidence::card(view, matter, number, member, at)) }
            }
        }
    }
}

fn reasons(view: &View<'_>, reasons: &[Reason]) -> Markup {
    html! {
        @if !reasons.is_empty() {
            details class="reasons" {
                summary { "Why origins were joined or left open: " (prose::count(reasons.len(), "reason")) }
                ul { @for reason in reasons {
                    li { (Plain(&reason.sentence)) @for cited in &reason.citations { (citation(view, cited)) } }
                } }
            }
        }
    }
}

/// The exact words with what stands around them, leading to the article.
pub(super) fn citation(view: &View<'_>, cited: &Citation) -> Markup {
    html! {
        p class="cited" {
            q { span class="ctx" { (Plain(&cited.prefix)) } mark { (Plain(&cited.quote)) } span class="ctx" { (Plain(&cited.suffix)) } }
            " " a href={ "#" (cited.article) } { (Plain(view.label(cited.article))) }
        }
    }
}

fn silent(view: &View<'_>, matter: &Matter) -> Markup {
    let carrying = matter.carrying().len();
    html! {
        @if !matter.silent.is_empty() && carrying > 1 && view.dossier.articles.len() <= COLUMNS {
            p class="silent" {
                "Not found in: "
                @for (nth, &article) in matter.silent.iter().enumerate() {
                    @if nth > 0 { ", " } a href={ "#" (article) } { (Plain(view.label(article))) }
                }
                "."
            }
        }
    }
}
