//! From statements and edges of the lineage to nodes and links that can be drawn.

use std::collections::{BTreeMap, BTreeSet};

use super::thin::thin;
use super::{Layer, statements};
use crate::alignment::passage::Place;
use crate::article::ArticleId;
use crate::corroboration::{Edge, How, Matter, Node, OriginId, OriginKind};
use crate::dossier::html::view::View;
use crate::dossier::prose;
use crate::statement::{ChannelKind, Statement, StatementId};
use crate::text::Citation;

/// A lineage made ready for drawing.
pub(super) struct Graph {
    pub(super) nodes: Vec<GraphNode>,
    pub(super) edges: Vec<Link>,
    /// Articles that share wording, three or more together, by node.
    pub(super) groups: Vec<Vec<usize>>,
    /// Origins that are not drawn because they reach one article only.
    pub(super) left_out: usize,
}

/// Something that words came from or through.
pub(super) struct GraphNode {
    pub(super) layer: Layer,
    pub(super) name: String,
    /// A second line: what it is, or which claim it carries.
    pub(super) detail: String,
    /// Where it leads on the page.
    pub(super) href: Option<String>,
    /// Whether it is not known who it is.
    pub(super) unknown: bool,
}

/// A line between two nodes.
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) label: String,
    pub(super) directed: bool,
    /// Whether it is drawn, or only listed.
    pub(super) drawn: bool,
    /// The two articles that it joins, where it does.
    pub(super) between: Option<(ArticleId, ArticleId)>,
    /// The words that show it, where it joins two articles.
    pub(super) because: Vec<Citation>,
}

/// What a node is told apart by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Origin(OriginId),
    /// A channel that one origin's words came through: one that several origins used stands once for each.
    Conduit(OriginId, String),
    Article(ArticleId),
}

/// Edges under way.
type Ways<'d> = BTreeMap<(Key, Key), Way<'d>>;

/// How one node reached another: each way, whether it has a direction, and the words that show it.
#[derive(Default)]
struct Way<'d> {
    hows: BTreeMap<How, bool>,
    because: Vec<&'d Citation>,
}

/// Citations that the page gives for one edge.
const CITED: usize = 2;

impl Graph {
    /// All articles, with the origins that reach more than one of them.
    pub(super) fn of_collection(view: &View<'_>) -> Self {
        let shared = shared_origins(view);
        let all = (0..).map(StatementId).zip(&view.dossier.statements);
        let drawn: Vec<StatementId> = all
            .map(|(id, _)| id)
            .filter(|id| {
                view.dossier
                    .corroboration
                    .origin_of
                    .get(id.index())
                    .is_some_and(|origin| shared.contains(origin))
            })
            .collect();
        let articles: BTreeSet<ArticleId> = view.dossier.articles.iter().map(|article| article.id).collect();
        let mut ways = Ways::default();
        add_statements(view, &drawn, &mut ways);
        add_origins(view, &articles, &shared, &mut ways);
        add_articles(view, &articles, &|_| true, &mut ways);
        let in_use: BTreeSet<OriginId> = view.dossier.corroboration.origin_of.iter().copied().collect();
        let left_out = in_use.difference(&shared).count();
        Graph::new(view, ways, &articles, &|article| published(view, article), left_out)
    }

    /// What one matter's statements came through.
    pub(super) fn of_matter(view: &View<'_>, matter: &Matter) -> Self {
        let statements = statements(matter);
        let articles: BTreeSet<ArticleId> = matter.saying().into_iter().collect();
        let mut ways = Ways::default();
        add_statements(view, &statements, &mut ways);
        let drawn =
            statements.iter().filter_map(|id| view.dossier.corroboration.origin_of.get(id.index()).copied());
        add_origins(view, &articles, &drawn.collect(), &mut ways);
        let bears_on_it = |edge: &Edge| bears_on(view, edge, &statements);
        add_articles(view, &articles, &bears_on_it, &mut ways);
        Graph::new(view, ways, &articles, &|article| claims_of(matter, article), 0)
    }

    fn new(
        view: &View<'_>,
        ways: Ways<'_>,
        articles: &BTreeSet<ArticleId>,
        detail: &dyn Fn(ArticleId) -> String,
        left_out: usize,
    ) -> Self {
        let mut keys: BTreeSet<Key> = articles.iter().copied().map(Key::Article).collect();
        keys.extend(ways.keys().flat_map(|(from, to)| [from.clone(), to.clone()]));
        let place: BTreeMap<&Key, usize> = keys.iter().zip(0..).collect();
        let link = |((from, to), way): (&(Key, Key), &Way<'_>)| {
            let label: Vec<&str> = way.hows.keys().map(|how| how.name()).collect();
            let directed = way.hows.values().any(|&directed| directed);
            let because = way.because.iter().take(CITED).map(|&cited| cited.clone()).collect();
            Some(Link {
                from: *place.get(from)?,
                to: *place.get(to)?,
                label: label.join(", "),
                directed,
                drawn: true,
                between: between(from, to),
                because,
            })
        };
        let edges = ways.iter().filter_map(link).collect();
        let nodes = keys.iter().map(|key| node(view, key, detail)).collect();
        let mut graph = Graph { nodes, edges, groups: Vec::new(), left_out };
        thin(&mut graph);
        graph
    }
}

fn between(from: &Key, to: &Key) -> Option<(ArticleId, ArticleId)> {
    match (from, to) {
        (&Key::Article(from), &Key::Article(to)) => Some((from, to)),
        _ => None,
    }
}

fn node(view: &View<'_>, key: &Key, detail: &dyn Fn(ArticleId) -> String) -> GraphNode {
    match key {
        Key::Origin(id) => {
            let origin = view.dossier.corroboration.origins.get(id.index());
            let unknown = origin.is_none_or(|origin| origin.kind == OriginKind::Unknown);
            let detail =
                if unknown { "origin not known" } else { origin.map_or("", |origin| origin.kind.name()) };
            let name = origin.map_or_else(String::new, |origin| origin.name.clone());
            GraphNode {
                layer: Layer::Origin,
                name,
                detail: detail.to_owned(),
                href: view.is_listed(*id).then(|| format!("#{id}")),
                unknown,
            }
        }
        Key::Conduit(_, name) => GraphNode {
            layer: Layer::Conduit,
            name: name.clone(),
            detail: "channel".to_owned(),
            href: None,
            unknown: false,
        },
        Key::Article(id) => GraphNode {
            layer: Layer::Article,
            name: view.label(*id).to_owned(),
            detail: detail(*id),
            href: Some(format!("#{id}")),
            unknown: false,
        },
    }
}

fn published(view: &View<'_>, article: ArticleId) -> String {
    let published = view.article(article).and_then(|article| article.published.as_ref());
    published.map_or_else(|| "no date".to_owned(), |published| prose::date(&published.value))
}

fn claims_of(matter: &Matter, article: ArticleId) -> String {
    // Where there is only one claim, every article carries it.
    let several = matter.claims.len() > 1;
    let carried = matter.claims.iter().filter(|claim| several && claim.articles.contains(&article));
    let mut labels: Vec<&str> = carried.map(|claim| claim.label.as_str()).collect();
    labels.dedup();
    labels.join("; ")
}

/// Origins whose statements stand in more than one article.
fn shared_origins(view: &View<'_>) -> BTreeSet<OriginId> {
    let mut reach: BTreeMap<OriginId, BTreeSet<ArticleId>> = BTreeMap::new();
    for (statement, &origin) in view.dossier.statements.iter().zip(&view.dossier.corroboration.origin_of) {
        reach.entry(origin).or_default().insert(statement.article);
    }
    for article in &view.dossier.articles {
        for (origin, _) in view.origins_into(article.id) {
            reach.entry(origin).or_default().insert(article.id);
        }
    }
    reach.into_iter().filter(|(_, articles)| articles.len() > 1).map(|(origin, _)| origin).collect()
}

/// From each statement's origin, through its channels if it has any, to its article.
fn add_statements(view: &View<'_>, ids: &[StatementId], ways: &mut Ways<'_>) {
    let lent = conduits_used_by_others(view, ids);
    for &id in ids {
        let Some(statement) = view.statement(id) else { continue };
        let Some(&origin) = view.dossier.corroboration.origin_of.get(id.index()) else { continue };
        let article = Key::Article(statement.article);
        let (how, directed) = view.how_said(id).unwrap_or((How::Said, true));
        let through: Vec<String> = conduits(view, statement)
            .filter(|name| !is_own(view, statement.article, name) || lent.contains(name))
            .collect();
        if through.is_empty() {
            add(ways, (Key::Origin(origin), article.clone()), how, directed);
        }
        for name in through {
            let last = if is_own(view, statement.article, &name) { How::Published } else { How::Quoted };
            add(ways, (Key::Origin(origin), Key::Conduit(origin, name.clone())), How::Told, directed);
            add(ways, (Key::Conduit(origin, name), article.clone()), last, true);
        }
    }
}

/// The outlets and agencies through which a statement came, by their fullest names.
fn conduits<'v>(view: &'v View<'_>, statement: &'v Statement) -> impl Iterator<Item = String> + 'v {
    let outlets = statement.channel.iter().filter(|channel| channel.kind == ChannelKind::Outlet);
    outlets.map(|channel| {
        let known = view.entity_name(statement.article, channel.entity);
        known.or_else(|| view.entity_spelled(&channel.name)).unwrap_or(&channel.name).to_owned()
    })
}

fn is_own(view: &View<'_>, article: ArticleId, name: &str) -> bool {
    view.article(article).is_some_and(|article| article.outlet.as_deref() == Some(name))
}

/// An outlet is drawn as a conduit only where others took the words from it.
fn conduits_used_by_others(view: &View<'_>, ids: &[StatementId]) -> BTreeSet<String> {
    let statements = ids.iter().filter_map(|&id| view.statement(id));
    statements
        .flat_map(|statement| {
            conduits(view, statement)
                .filter(|name| !is_own(view, statement.article, name))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The edges that lead straight from these origins to these articles.
fn add_origins(
    view: &View<'_>,
    articles: &BTreeSet<ArticleId>,
    origins: &BTreeSet<OriginId>,
    ways: &mut Ways<'_>,
) {
    for &article in articles {
        for (origin, edge) in view.origins_into(article).filter(|(origin, _)| origins.contains(origin)) {
            add(ways, (Key::Origin(origin), Key::Article(article)), edge.how, edge.directed);
        }
    }
}

/// The edges of the lineage between these articles.
fn add_articles<'d>(
    view: &View<'d>,
    articles: &BTreeSet<ArticleId>,
    wanted: &dyn Fn(&Edge) -> bool,
    ways: &mut Ways<'d>,
) {
    for &article in articles {
        // What was told to an outlet is drawn as its channel.
        for edge in view.edges_from(article).filter(|edge| edge.how != How::Told && wanted(edge)) {
            let Some(to) = view.article_of(edge.to).filter(|to| *to != article && articles.contains(to))
            else {
                continue;
            };
            let between = (Key::Article(article), Key::Article(to));
            add(ways, between.clone(), edge.how, edge.directed);
            ways.entry(between).or_default().because.extend(&edge.because);
        }
    }
}

/// Whether the edge's words or passages lie in the sentences of these statements; an edge without words bears on
/// everything.
fn bears_on(view: &View<'_>, edge: &Edge, ids: &[StatementId]) -> bool {
    if let Node::Statement(id) = edge.from {
        return ids.contains(&id);
    }
    let touched = |place: Place| {
        let statements = ids.iter().filter_map(|&id| view.statement(id));
        statements.filter(|said| said.article == place.article).any(|said| said.sentence.overlaps(place.span))
    };
    if let (How::Copied, Node::Article(from), Node::Article(to)) = (edge.how, edge.from, edge.to) {
        return view.passages_between(from, to).any(|passage| touched(passage.a) && touched(passage.b));
    }
    let touches = |statement: &Statement| {
        edge.because
            .iter()
            .any(|cited| cited.article == statement.article && cited.span.overlaps(statement.sentence))
    };
    edge.because.is_empty()
        || edge.how == How::Credited
        || ids.iter().filter_map(|&id| view.statement(id)).any(touches)
}

fn add(ways: &mut Ways<'_>, between: (Key, Key), how: How, directed: bool) {
    *ways.entry(between).or_default().hows.entry(how).or_default() |= directed;
}
