//! Lineages as drawings: origins on the left, conduits in the middle, articles on the right.

mod build;
mod drawing;
mod layout;
mod listing;
mod thin;

use std::collections::BTreeSet;

use maud::{Markup, html};

use self::build::Graph;
use super::view::View;
use crate::alignment::question::Fit;
use crate::corroboration::Matter;
use crate::statement::StatementId;

/// With more articles than this, the lineage of the whole collection is given by matter only.
const ARTICLES: usize = 20;
/// With more nodes than this a lineage is listed and not drawn.
const NODES: usize = 48;

/// A matter that more articles carry has its origins listed.
const DRAWN: usize = 40;

/// What a node stands for, left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    /// Where a statement was traced to.
    Origin,
    /// An outlet or agency through whose hands it came.
    Conduit,
    /// An article of the collection.
    Article,
}

/// The lineage of the whole collection.
pub(super) fn section(view: &View<'_>) -> Markup {
    let articles = view.dossier.articles.len();
    html! {
        section id="lineage" aria-labelledby="lineage-h" {
            h2 id="lineage-h" { "Lineage" }
            p class="gloss" {
                dfn { "Lineage" } " is who took what from whom. Circles are origins, boxes with cut corners are outlets or agencies "
                "that the words came through, and squares are articles. An arrow points from where something was to where it came. "
                "A broken line without an arrow joins two whose direction is not known."
            }
            @if articles > ARTICLES {
                p { "There are too many articles to draw in one graph: each matter below has its own." }
            } @else { (whole(view)) }
        }
    }
}

fn whole(view: &View<'_>) -> Markup {
    let graph = Graph::of_collection(view);
    let left = graph.left_out;
    html! {
        @if graph.edges.is_empty() { p class="empty" { "No lineage joins these articles." } }
        @else { (figure(view, &graph, "lineage-h")) }
        @if left > 0 {
            p class="note" { "Not drawn: " (crate::dossier::prose::count(left, "origin")) " that reach one article each. They stand under "
                a href="#origins" { "Origins" } "." }
        }
    }
}

/// The lineage of one matter, where more than one article carries it.
pub(super) fn of_matter(view: &View<'_>, place: usize, matter: &Matter) -> Markup {
    let told = statements(matter);
    let articles =
        told.iter().filter_map(|id| Some(view.statement(*id)?.article)).collect::<BTreeSet<_>>().len();
    if articles < 2 {
        return html! {};
    }
    if articles > DRAWN {
        return html! { details class="tree" { summary { "Lineage, by origin" } (listing::by_origin(view, &told)) } };
    }
    let graph = Graph::of_matter(view, matter);
    figure(view, &graph, &format!("mh{}", place + 1))
}

fn figure(view: &View<'_>, graph: &Graph, title: &str) -> Markup {
    if graph.nodes.len() > NODES {
        return html! { details class="tree" { summary { "Lineage, listed" } (listing::list(view, graph)) } };
    }
    html! {
        figure class="graph" {
            div class="scroll" role="region" aria-label="Drawing of the lineage" aria-describedby=(title) tabindex="0" { (drawing::svg(graph, title)) }
            figcaption { details class="tree" { summary { "The same in words" } (listing::list(view, graph)) } }
        }
    }
}

/// The statements of a matter that say it, each once.
fn statements(matter: &Matter) -> Vec<StatementId> {
    let members = matter.claims.iter().flat_map(|claim| &claim.members);
    let said = members.filter(|member| member.fit > Fit::Unsure);
    let mut ids: Vec<StatementId> = said.map(|member| member.statement).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
