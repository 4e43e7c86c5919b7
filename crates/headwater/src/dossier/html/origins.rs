//! The origins: everybody on whose word something stands, and where.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::corrections;
use super::plain::Plain;
use super::view::View;
use crate::alignment::entity::{Entity, EntityId};
use crate::article::ArticleId;
use crate::corroboration::{OriginId, OriginKind};
use crate::dossier::corrected::Thing;
use crate::dossier::{Dossier, prose};
use crate::statement::StatementId;

/// Origins that the page lists; the rest is counted.
pub(super) const MOST: usize = 300;
/// Articles that are named under one origin.
const ARTICLES: usize = 40;
/// Statements of one origin in one article that are linked.
const LINKS: usize = 12;

/// The statements of one origin by article.
pub(super) type Said = BTreeMap<ArticleId, Vec<StatementId>>;

pub(super) fn section(view: &View<'_>) -> Markup {
    let said = &view.said;
    html! {
        section id="origins" aria-labelledby="origins-h" {
            h2 id="origins-h" { "Origins" }
            @if said.is_empty() { p class="empty" { "No statement was found." } } @else { (table(view, said)) }
            (names(view))
            @if said.len() > MOST { p class="note" { (said.len() - MOST) " further origins not shown here; all stand in the JSON dossier." } }
        }
    }
}

/// What each origin said, by article; those that reach most articles first.
pub(super) fn said(dossier: &Dossier) -> Vec<(OriginId, Said)> {
    let mut by_origin: BTreeMap<OriginId, Said> = BTreeMap::new();
    let all = (0..).map(StatementId).zip(&dossier.statements).zip(&dossier.corroboration.origin_of);
    for ((id, statement), &origin) in all {
        by_origin.entry(origin).or_default().entry(statement.article).or_default().push(id);
    }
    let mut said: Vec<_> = by_origin.into_iter().collect();
    let rank = |said: &Said| (said.len(), said.values().map(Vec::len).sum::<usize>());
    said.sort_by_key(|(id, said)| (std::cmp::Reverse(rank(said)), *id));
    said
}

fn table(view: &View<'_>, said: &[(OriginId, Said)]) -> Markup {
    html! {
        p class="gloss" { "On whose word the statements stand. The numbers are those of the statements in each article." }
        table class="origins" {
            caption class="vh" { "Origins and their statements" }
            thead { tr { th scope="col" { "Origin" } th scope="col" { "Articles" } th scope="col" { "Statements" } } }
            tbody { @for (id, said) in said.iter().take(MOST) { (row(view, *id, said)) } }
        }
    }
}

fn row(view: &View<'_>, id: OriginId, said: &Said) -> Markup {
    let origin = view.dossier.corroboration.origins.get(id.index());
    let kind = origin.map_or(OriginKind::Unknown, |origin| origin.kind);
    html! {
        tr id=(id) {
            th scope="row" { (Plain(origin.map_or("", |origin| &origin.name))) " " span class="detail" { (kind.name()) } }
            td class="num" data-l="Articles" { (said.len()) }
            td data-l="Statements" { ul { @for (&article, ids) in said.iter().take(ARTICLES) { li { (Plain(view.label(article))) ": " (links(view, ids)) } }
                @if said.len() > ARTICLES { li { "and " (prose::count(said.len() - ARTICLES, "more article")) } }
                @if said.len() > ARTICLES { li { "and " (prose::count(said.len() - ARTICLES, "more article")) } } } }
        }
    }
}

fn links(view: &View<'_>, ids: &[StatementId]) -> Markup {
    let (own_voice, attributed): (Vec<StatementId>, Vec<StatementId>) =
        ids.iter().partition(|id| view.number(**id).is_none());
    html! {
        @for (nth, id) in attributed.iter().take(LINKS).enumerate() {
            @if nth > 0 { ", " } a href={ "#" (id) } { (view.number(*id).unwrap_or_default()) }
        }
        @if attributed.len() > LINKS { " and " (attributed.len() - LINKS) " more" }
        @if let Some(first) = own_voice.first() {
            @if !attributed.is_empty() { ", " }
            a href={ "#" (first) } { (own_voice.len()) " in its own voice" }
        }
    }
}

/// Names that were taken to mean the same, with the reasons.
fn names(view: &View<'_>) -> Markup {
    let entities = &view.dossier.entities.entities;
    let numbered = (0u32..).map(EntityId).zip(entities);
    let corrected = |id: EntityId| !view.dossier.corrections.on(Thing::Entity(id)).is_empty();
    let joined: Vec<(EntityId, &Entity)> =
        numbered.filter(|(id, entity)| !entity.because.is_empty() || corrected(*id)).collect();
    html! {
        @if !joined.is_empty() {
            details class="more names" {
                summary { "Names that were taken to mean the same, or not to: " (joined.len()) }
                dl { @for (id, entity) in joined.iter().take(MOST) { (name(view, *id, entity)) } }
            }
        }
    }
}

fn name(view: &View<'_>, id: EntityId, entity: &Entity) -> Markup {
    html! {
        div {
            dt { (Plain(&entity.name)) @if !entity.aliases.is_empty() { span class="detail" { " also " (Plain(&entity.aliases.join(", "))) } } }
            @for reason in &entity.because { dd { (Plain(reason)) } }
            @if !view.dossier.corrections.on(Thing::Entity(id)).is_empty() { dd { (corrections::mark(view, Thing::Entity(id))) } }
        }
    }
}
