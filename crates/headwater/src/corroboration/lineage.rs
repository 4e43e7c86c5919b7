//! The graph of who took what from whom: who said it, through whom it came, whose wording it is.

use std::collections::BTreeMap;

use super::origin::cast::Cast;
use super::origin::{Key, Trace, cite};
use super::{Edge, How, Lineage, Node, OriginId};
use crate::alignment::passage::{Direction, Passage, PassageKind, Place};
use crate::article::{Article, ArticleId};
use crate::statement::{ChannelKind, Statement, StatementId};
use crate::text::{Citation, Span};

/// How many citations an edge between two articles keeps, the longest passages first.
const CITED: usize = 5;

/// All edges, sorted.
pub(super) fn lineage(
    cast: &Cast<'_>,
    traces: &[Trace],
    origin_of: &[OriginId],
    origins: &BTreeMap<Key, OriginId>,
) -> Lineage {
    let mut edges: Vec<Edge> = Vec::new();
    for (n, statement) in (0u32..).zip(cast.reading.statements) {
        let id = StatementId(n);
        let origin = origin_of.get(id.index()).zip(traces.get(id.index()));
        if let Some((&origin, trace)) = origin.filter(|_| !statement.is_narration()) {
            edges.extend(said(cast, id, statement, trace, origin));
            edges.extend(told(cast, id, statement, origin));
        }
    }
    edges.extend(cast.reading.articles.iter().flat_map(|article| credited(cast, article, origins)));
    edges.extend(cast.reading.articles.iter().filter_map(|article| published(cast, article, origins)));
    edges.extend(copied(cast));
    edges.sort();
    Lineage { edges }
}

fn article<'c>(cast: &Cast<'c>, id: ArticleId) -> Option<&'c Article> {
    cast.reading.articles.get(id.index())
}

/// The origin said it; where the source named is an outlet, its report was quoted.
fn said(
    cast: &Cast<'_>,
    id: StatementId,
    statement: &Statement,
    trace: &Trace,
    origin: OriginId,
) -> Option<Edge> {
    let article = article(cast, statement.article)?;
    let how = if matches!(trace.key, Key::Outlet(_)) { How::Quoted } else { How::Said };
    let shown = statement.source.span.into_iter().chain(statement.cue).reduce(Span::cover);
    let because = vec![cite(article, shown.unwrap_or(statement.sentence))];
    Some(Edge { from: Node::Origin(origin), to: Node::Statement(id), how, directed: true, because })
}

/// The outlets through which it came; their articles, where they are in the collection.
fn told(cast: &Cast<'_>, id: StatementId, statement: &Statement, origin: OriginId) -> Vec<Edge> {
    let Some(here) = article(cast, statement.article) else { return Vec::new() };
    let mut edges = Vec::new();
    for channel in statement.channel.iter().filter(|channel| channel.kind == ChannelKind::Outlet) {
        let edge = |from, to| Edge {
            from,
            to,
            how: How::Told,
            directed: true,
            because: vec![cite(here, channel.span)],
        };
        edges.push(edge(Node::Origin(origin), Node::Statement(id)));
        let theirs = cast.published_by(&cast.outlet(&channel.name)).iter().filter(|&&it| it != here.id);
        // Another article of the outlet shows that it may have been first, not that this was its article.
        edges.extend(
            theirs.map(|&it| Edge { directed: false, ..edge(Node::Article(it), Node::Statement(id)) }),
        );
    }
    edges
}

/// Agencies and outlets that the article credits.
fn credited(cast: &Cast<'_>, article: &Article, origins: &BTreeMap<Key, OriginId>) -> Vec<Edge> {
    let own = cast.outlet_of(article);
    let mut edges: BTreeMap<OriginId, Vec<Citation>> = BTreeMap::new();
    for credit in &article.credits {
        let outlet = cast.outlet(&credit.name);
        if let Some(&origin) =
            origins.get(&Key::Outlet(outlet.clone())).filter(|_| own.as_ref() != Some(&outlet))
        {
            edges.entry(origin).or_default().extend(credit.span.map(|span| cite(article, span)));
        }
    }
    let edge = |(origin, because)| Edge {
        from: Node::Origin(origin),
        to: Node::Article(article.id),
        how: How::Credited,
        directed: true,
        because,
    };
    edges.into_iter().map(edge).collect()
}

/// The outlet that published the article, where it is the origin of anything.
fn published(cast: &Cast<'_>, article: &Article, origins: &BTreeMap<Key, OriginId>) -> Option<Edge> {
    let key = cast.outlet_of(article).map_or(Key::Article(article.id), Key::Outlet);
    let &origin = origins.get(&key)?;
    let (from, to) = (Node::Origin(origin), Node::Article(article.id));
    Some(Edge { from, to, how: How::Published, directed: true, because: Vec::new() })
}

/// Wording that one article took from another, one edge for two articles and direction.
fn copied(cast: &Cast<'_>) -> Vec<Edge> {
    let mut between: BTreeMap<(ArticleId, ArticleId), Vec<&Passage>> = BTreeMap::new();
    for passage in cast.reading.passages.iter().filter(|it| it.kind == PassageKind::Prose) {
        between.entry((passage.a.article, passage.b.article)).or_default().push(passage);
    }
    between.into_iter().filter_map(|((a, b), passages)| copied_between(cast, a, b, passages)).collect()
}

fn copied_between(cast: &Cast<'_>, a: ArticleId, b: ArticleId, mut passages: Vec<&Passage>) -> Option<Edge> {
    let went = |direction: Direction| passages.iter().any(|passage| passage.direction == direction);
    let (forth, back) = (went(Direction::AToB), went(Direction::BToA));
    let (from, to) = if back && !forth { (b, a) } else { (a, b) };
    passages.sort_by_key(|passage| (std::cmp::Reverse(passage.a.span.len()), passage.a, passage.b));
    let cited = |place: Place| Some(cite(article(cast, place.article)?, place.span));
    let because = passages.iter().take(CITED).flat_map(|it| [cited(it.a), cited(it.b)]).flatten().collect();
    // Two articles with passages both ways have a third in common, or share the work.
    let directed = forth != back;
    Some(Edge { from: Node::Article(from), to: Node::Article(to), how: How::Copied, directed, because })
}
