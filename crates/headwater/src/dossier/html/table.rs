//! The table of matter by article.

use maud::{Markup, html};

use super::evidence;
use super::findings::kind;
use super::plain::Plain;
use super::view::{View, evidence_id, members_from};
use crate::article::ArticleId;
use crate::corroboration::{Claim, Matter};
use crate::dossier::prose;
use crate::dossier::prose::cut;
use crate::statement::StatementId;

/// With more articles than this, each matter lists those that carry it instead of one column an article.
const COLUMNS: usize = 16;
/// Rows of the table; the matters beyond it have their sections all the same.
const ROWS: usize = 80;
/// Articles that the row of one claim names when there is no column for each.
const CARRIERS: usize = 12;

pub(super) fn section(view: &View<'_>) -> Markup {
    let main: Vec<_> = view.matters().iter().enumerate().filter(|(_, matter)| !matter.is_lone()).collect();
    html! {
        section id="matters" aria-labelledby="matters-h" {
            h2 id="matters-h" { "Matters" }
            @if main.is_empty() { p class="empty" { "No matter stands in more than one article." } }
            @else { (introduction()) (table(view, main.get(..main.len().min(ROWS)).unwrap_or_default())) }
            @if main.len() > ROWS { p class="note" { "The table holds the first " (ROWS) " matters of " (prose::grouped(main.len())) "; all stand below." } }
        }
    }
}

fn introduction() -> Markup {
    html! {
        p class="gloss" {
            "A " dfn { "claim" } " is one answer to the question of a matter. Each cell holds the claim that the article carries "
            "and the " dfn { "stance" } " of whoever says it; it opens on the exact words. An empty cell means that the article "
            "was not found to speak to the matter: absence from a collection proves nothing. “≈” leads to words that come near "
            "and are not counted."
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
            @if view.dossier.home_of(id).is_some() { span class="date" { "of another story" } }
        }
    }
}

fn row(view: &View<'_>, place: usize, matter: &Matter, wide: bool) -> Markup {
    html! {
        tr {
            th scope="row" {
                span class="no" { (place + 1) } " " a href={ "#m" (place + 1) } { (Plain(&matter.label)) }
                span class="on" { (prose::origins(&matter.origins)) }
                span class="kinds" { @for &finding in &matter.findings { (kind(finding)) " " } }
            }
            @if wide { @for article in &view.dossier.articles { (cell(view, place, matter, article.id)) } }
            @else { (list(view, place, matter)) }
        }
    }
}

/// The cell of an article that carries no claim: empty, or a way to what comes near.
fn nothing(view: &View<'_>, (place, matter): (usize, &Matter), article: ArticleId) -> Markup {
    let of_article = |id: &&StatementId| view.statement(**id).is_some_and(|said| said.article == article);
    let unsure = matter.claims.iter().enumerate().find(|(_, claim)| claim.unsure.contains(&article));
    let member =
        unsure.and_then(|(number, claim)| Some((number, *members_from(view, claim, article).first()?)));
    html! {
        td class="none" {
            @if let Some((number, member)) = member {
                a class="almost" href={ "#" (evidence_id(place, number, member)) } title="speaks of it, and may say something else" { "≈" }
            } @else if let Some(id) = matter.near.iter().find(of_article) {
                a class="almost" href={ "#" (id) } title="comes near, and is not counted" { "≈" }
            } @else { span class="vh" { "nothing found" } }
        }
    }
}

/// What one article says to the matter, each answer leading to its words.
fn cell(view: &View<'_>, place: usize, matter: &Matter, article: ArticleId) -> Markup {
    let carried: Vec<_> =
        matter.claims.iter().enumerate().filter(|(_, claim)| claim.articles.contains(&article)).collect();
    html! {
        @if carried.is_empty() { (nothing(view, (place, matter), article)) }
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
            (shown(view, claim, first)) " " (evidence::stance(stance))
        }
        @for (more, &member) in members.iter().enumerate().skip(1).take(2) {
            " " a class="again" href={ "#" (evidence_id(matter, number, member)) } { "and again" @if more > 1 { " (" (more + 1) ")" } }
        }
    }
}

/// The value that is given; where the question is whether, the words that say so.
fn shown(view: &View<'_>, claim: &Claim, member: usize) -> Markup {
    let words = claim.members.get(member).and_then(|member| {
        let text = view.text(view.statement(member.statement)?.article);
        Some(member.focus.of(text)).filter(|words| claim.value.is_none() && !words.trim().is_empty())
    });
    html! {
        @match words {
            Some(words) => span class="answer quoted" { "“" (Plain(&cut(bare(words), 56))) "”" },
            None => span class="answer" { (Plain(&cut(&claim.label, 40))) },
        }
    }
}

/// The words without quotation marks at their edges, which the cell puts around them itself, and without
/// the "that" that joined them to their sentence.
fn bare(words: &str) -> &str {
    let inside = words.trim_matches(|mark: char| mark.is_whitespace() || "“”\"".contains(mark));
    inside.strip_prefix("that ").unwrap_or(inside)
}

/// For many articles: each claim with the articles that carry it.
fn list(view: &View<'_>, place: usize, matter: &Matter) -> Markup {
    html! {
        td data-l="Articles" {
            @for (number, claim) in matter.claims.iter().enumerate() {
                p class="carriers" {
                    b { (Plain(&cut(&claim.label, 60))) } " " (evidence::stance(claim.stance)) ": "
                    @for (nth, &article) in claim.articles.iter().take(CARRIERS).enumerate() {
                        @if nth > 0 { ", " }
                        @if let Some(&first) = members_from(view, claim, article).first() {
                            a href={ "#" (evidence_id(place, number, first)) } { (Plain(view.label(article))) }
                        }
                    }
                    @if claim.articles.len() > CARRIERS { " and " a href={ "#m" (place + 1) } { (claim.articles.len() - CARRIERS) " more" } }
                }
            }
        }
    }
}
