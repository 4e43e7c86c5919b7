//! Matter by matter: its claims, the words behind them, its lineage, and why origins were joined.

use maud::{Markup, html};

use super::corrections;
use super::evidence;
use super::findings::{counts, kinds};
use super::graph;
use super::plain::Plain;
use super::view::View;
use crate::alignment::question::{Fit, Member};
use crate::corroboration::{Claim, Matter, Reason};
use crate::dossier::corrected::Thing;
use crate::dossier::prose;
use crate::statement::{Statement, StatementId};

/// With more statements than this under a matter, its words are folded at first.
const UNFOLDED: usize = 8;
/// With more articles than this the articles that do not speak to a matter are not named.
const NAMED: usize = 16;
/// Letters of a statement that comes near.
const SHOWN: usize = 220;
/// Statements of one claim that are given with their words, and those beyond them that are linked.
const CARDS: usize = 60;
const LINKS: usize = 200;
/// Uncorroborated matters that are given with their words; the rest is counted.
pub(super) const LONE: usize = 300;

pub(super) fn section(view: &View<'_>) -> Markup {
    let (main, lone): (Vec<_>, Vec<_>) =
        view.matters().iter().enumerate().partition(|(_, matter)| !matter.is_lone());
    html! {
        @if !view.matters().is_empty() {
            section id="words" aria-labelledby="words-h" {
                h2 id="words-h" { "Matter by matter" }
                @for (place, matter) in &main { (one(view, *place, matter)) }
                @if !lone.is_empty() {
                    details class="more" id="uncorroborated" {
                        summary { (prose::count(lone.len(), "uncorroborated matter")) ", with the words" }
                        @for (place, matter) in lone.iter().take(LONE) { (alone(view, *place, matter)) }
                        @if lone.len() > LONE { p class="note" { (prose::count(lone.len() - LONE, "further matter")) " not shown here; all stand in the JSON dossier." } }
                    }
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
                h3 id={ "mh" (place + 1) } { span class="no" { (place + 1) } " " (Plain(&matter.label)) }
                p class="because" { (Plain(&matter.because)) }
                p class="counts" { (counts(matter)) }
                (corrections::mark(view, Thing::Matter(place)))
            }
            (graph::of_matter(view, place, matter))
            details class="words" open[statements <= UNFOLDED] {
                summary { "The words: " (prose::count(statements, "statement")) " under " (prose::count(matter.claims.len(), "claim")) }
                div class={ "claims n" (matter.claims.len().min(3)) } {
                    @for (number, claim) in matter.claims.iter().enumerate() { (claim_block(view, (place, number), claim, matter.claims.len() == 1)) }
                }
            }
            (reasons(view, &matter.reasons))
            (near(view, matter))
            (silent(view, matter))
        }
    }
}

/// A matter of which one article speaks: its words, and nothing to be counted or compared.
fn alone(view: &View<'_>, place: usize, matter: &Matter) -> Markup {
    html! {
        article class="matter" id={ "m" (place + 1) } aria-labelledby={ "mh" (place + 1) } tabindex="-1" {
            header {
                h3 id={ "mh" (place + 1) } { span class="no" { (place + 1) } " " (Plain(&matter.label)) }
                p class="because" { (Plain(&matter.because)) }
                (corrections::mark(view, Thing::Matter(place)))
            }
            @for (number, claim) in matter.claims.iter().enumerate() { ol class="evs" { (cards(view, (place, number), claim)) } }
            (reasons(view, &matter.reasons))
        }
    }
}

fn cards(view: &View<'_>, (matter, number): (usize, usize), claim: &Claim) -> Markup {
    html! {
        @for (member, at) in shown_first(claim).into_iter().take(CARDS) {
            (evidence::card(view, matter, number, member, at))
        }
    }
}

/// The members of a claim by place, those last that may say something else.
fn shown_first(claim: &Claim) -> Vec<(usize, &Member)> {
    let mut members: Vec<(usize, &Member)> = claim.members.iter().enumerate().collect();
    members.sort_by_key(|(_, member)| member.fit == Fit::Unsure);
    members
}

/// A claim with its words; the `only` claim of a matter has been counted above.
fn claim_block(view: &View<'_>, (matter, number): (usize, usize), claim: &Claim, only: bool) -> Markup {
    html! {
        section class={ "claim c" (number.min(5)) } {
            h4 { (Plain(&claim.label)) " " (evidence::stance(claim.stance)) }
            @if !only { p class="counts" { (prose::count(claim.articles.len(), "article")) " on " (prose::origins(&claim.origins)) } }
            ol class="evs" { (cards(view, (matter, number), claim)) }
            (further(view, shown_first(claim).get(CARDS..).unwrap_or_default()))
        }
    }
}

/// Links to the words of statements beyond those that are shown.
fn further(view: &View<'_>, members: &[(usize, &Member)]) -> Markup {
    html! {
        @if !members.is_empty() {
            p class="where" {
                "And " (prose::count(members.len(), "more statement")) ": "
                @for (nth, (_, member)) in members.iter().take(LINKS).enumerate() {
                    @if nth > 0 { ", " }
                    a href={ "#" (member.statement) } { (Plain(view.statement(member.statement).map_or("", |said| view.label(said.article)))) }
                }
                @if members.len() > LINKS { " and others; all stand in the JSON dossier" }
                "."
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
                    li { (Plain(&reason.sentence)) @for cited in &reason.citations { (evidence::citation(view, cited)) } }
                } }
            }
        }
    }
}

/// What other articles say that comes near: a reader may count it, the program does not.
fn near(view: &View<'_>, matter: &Matter) -> Markup {
    let said: Vec<(StatementId, &Statement)> =
        matter.near.iter().filter_map(|&id| Some((id, view.statement(id)?))).take(NAMED).collect();
    html! {
        @if !said.is_empty() {
            details class="near" {
                summary { "May speak to it, and is not counted: " (prose::count(said.len(), "article")) }
                ul { @for (id, statement) in said {
                    li {
                        (evidence::reference(view, statement.article, &format!("#{id}"))) ": “"
                        (Plain(&prose::cut(statement.content_span().of(view.text(statement.article)), SHOWN))) "”"
                    }
                } }
            }
        }
    }
}

fn silent(view: &View<'_>, matter: &Matter) -> Markup {
    let carrying = matter.saying().len();
    html! {
        @if !matter.silent.is_empty() && carrying > 1 && view.dossier.articles.len() <= NAMED {
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
