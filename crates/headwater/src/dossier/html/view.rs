//! The dossier as the page needs it: who stands where, under which name and number.

use std::collections::BTreeSet;

use maud::{Markup, html};
use rustc_hash::FxHashMap;

use super::matters::LONE;
use super::origins::{self, Said};
use super::plain::Plain;
use crate::alignment::passage::{Passage, PassageKind};
use crate::alignment::question::Fit;
use crate::article::{Article, ArticleId};
use crate::corroboration::{Claim, Edge, How, Matter, Node, Origin, OriginId};
use crate::dossier::Dossier;
use crate::dossier::prose::cut;
use crate::statement::{ChannelKind, SourceKind, Statement, StatementId};
use crate::text::Span;

/// The dossier with the indexes that several sections share.
pub(super) struct View<'d> {
    /// What is shown.
    pub(super) dossier: &'d Dossier,
    /// The address of the overview, where the dossiers of the other stories lie beside this one.
    pub(super) overview: Option<&'d str>,
    /// The statements of each article.
    pub(super) statements_of: Vec<Vec<StatementId>>,
    /// For each statement the matters that it speaks to.
    pub(super) matters_of: Vec<Vec<usize>>,
    /// For each attributed statement its number in its article, from 1; 0 for narration.
    numbers: Vec<u32>,
    /// The short name of each article.
    labels: Vec<String>,
    /// For each article the edges of the lineage that lead from it or from its statements to other articles.
    edges_from: Vec<Vec<usize>>,
    /// For each article the edges that lead straight to it from an origin, such as a credited agency.
    origins_into: Vec<Vec<usize>>,
    /// For each statement how it came from its origin, and whether that has a direction.
    how_said: Vec<Option<(How, bool)>>,
    /// For each article the passages that stand in it, by place in the dossier.
    passages_of: Vec<Vec<usize>>,
    /// The pairs of articles whose passages the page shows.
    pairs: BTreeSet<(ArticleId, ArticleId)>,
    /// What each origin said, those that reach most articles first.
    pub(super) said: Vec<(OriginId, Said)>,
    /// The origins that have a row of their own.
    listed: BTreeSet<OriginId>,
    /// Matters that only one article carries and that are beyond those that the page shows.
    hidden: BTreeSet<usize>,
}

impl<'d> View<'d> {
    pub(super) fn new(dossier: &'d Dossier, overview: Option<&'d str>) -> Self {
        let statements_of = statements_of(dossier);
        let numbers = numbers(dossier, &statements_of);
        let said = origins::said(dossier);
        let listed = said.iter().take(origins::MOST).map(|(origin, _)| *origin).collect();
        View {
            dossier,
            overview,
            numbers,
            statements_of,
            matters_of: matters_of(dossier),
            labels: labels(&dossier.articles),
            edges_from: edges_from(dossier),
            origins_into: origins_into(dossier),
            how_said: how_said(dossier),
            passages_of: passages_of(dossier),
            pairs: shown_passages(dossier)
                .map(|(_, passage)| (passage.a.article, passage.b.article))
                .collect(),
            said,
            listed,
            hidden: hidden(dossier),
        }
    }

    /// Whether the origin has a row of its own.
    pub(super) fn is_listed(&self, origin: OriginId) -> bool {
        self.listed.contains(&origin)
    }

    /// An article by its label, leading to it.
    pub(super) fn article_link(&self, id: ArticleId) -> Markup {
        html! { a href={ "#" (id) } { (Plain(self.label(id))) } }
    }

    /// The number of a matter, leading to it where the page shows it.
    pub(super) fn matter_link(&self, place: usize) -> Markup {
        html! {
            @if self.hidden.contains(&place) { (place + 1) } @else { a href={ "#m" (place + 1) } { (place + 1) } }
        }
    }

    /// Where a matter stands on the page, if it does.
    pub(super) fn matter_href(&self, place: usize) -> Option<String> {
        (!self.hidden.contains(&place)).then(|| format!("#m{}", place + 1))
    }

    /// The edges of the lineage that lead from this article to others.
    pub(super) fn edges_from(&self, article: ArticleId) -> impl Iterator<Item = &'d Edge> {
        let places = self.edges_from.get(article.index()).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|&place| self.dossier.corroboration.lineage.edges.get(place))
    }

    /// The origins that lead straight to this article, such as a credited agency, with their edges.
    pub(super) fn origins_into(&self, article: ArticleId) -> impl Iterator<Item = (OriginId, &'d Edge)> {
        let places = self.origins_into.get(article.index()).map_or(&[][..], Vec::as_slice);
        let edges = places.iter().filter_map(|&place| self.dossier.corroboration.lineage.edges.get(place));
        edges
            .filter_map(|edge| if let Node::Origin(origin) = edge.from { Some((origin, edge)) } else { None })
    }

    /// How a statement came from its origin, and whether that has a direction.
    pub(super) fn how_said(&self, id: StatementId) -> Option<(How, bool)> {
        self.how_said.get(id.index()).copied().flatten()
    }

    /// The article in which a node of the lineage stands.
    pub(super) fn article_of(&self, node: Node) -> Option<ArticleId> {
        article_of(self.dossier, node)
    }

    /// The anchor of the passages that two articles share, where the page shows them.
    pub(super) fn pair_id(&self, a: ArticleId, b: ArticleId) -> Option<String> {
        let pair = (a.min(b), a.max(b));
        self.pairs.contains(&pair).then(|| pair_id(pair))
    }

    /// The passages that two articles share and the page shows.
    pub(super) fn passages_between(&self, a: ArticleId, b: ArticleId) -> impl Iterator<Item = &'d Passage> {
        let (a, b) = (a.min(b), a.max(b));
        let places = self.passages_of.get(a.index()).map_or(&[][..], Vec::as_slice);
        let passages = places.iter().filter_map(|&place| self.dossier.passages.get(place));
        passages.filter(move |passage| passage.a.article == a && passage.b.article == b)
    }

    /// The anchor nearest to a span: that of the statement whose sentence it lies in, or of the article.
    pub(super) fn anchor(&self, article: ArticleId, span: Span) -> String {
        let ids = self.statements_of.get(article.index()).map_or(&[][..], Vec::as_slice);
        let holds = |id: &&StatementId| self.statement(**id).is_some_and(|said| said.sentence.overlaps(span));
        ids.iter().find(holds).map_or_else(|| article.to_string(), StatementId::to_string)
    }

    /// The anchors and spans of the passages in an article.
    pub(super) fn passages_in(&self, article: ArticleId) -> impl Iterator<Item = (String, Span)> {
        let places = self.passages_of.get(article.index()).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(move |&place| {
            let passage = self.dossier.passages.get(place)?;
            let in_a = passage.a.article == article;
            Some((passage_id(place, in_a), if in_a { passage.a.span } else { passage.b.span }))
        })
    }

    /// The name across articles of one article's entity.
    pub(super) fn entity_name(&self, article: ArticleId, entity: Option<usize>) -> Option<&'d str> {
        let id = self.dossier.entities.resolve(article, entity?)?;
        self.dossier.entities.get(id).map(|entity| entity.name.as_str())
    }

    /// The name of the first entity that is called so, in capitals or not ("Buzzfeed news").
    pub(super) fn entity_spelled(&self, name: &str) -> Option<&'d str> {
        let called = |own: &str| own.eq_ignore_ascii_case(name);
        let mut entities = self.dossier.entities.entities.iter();
        entities.find(|entity| called(&entity.name)).map(|entity| entity.name.as_str())
    }

    pub(super) fn matters(&self) -> &'d [Matter] {
        &self.dossier.corroboration.matters
    }

    pub(super) fn article(&self, id: ArticleId) -> Option<&'d Article> {
        self.dossier.articles.get(id.index())
    }

    pub(super) fn statement(&self, id: StatementId) -> Option<&'d Statement> {
        self.dossier.statements.get(id.index())
    }

    /// The article's outlet, with the article's number where the outlet has several.
    pub(super) fn label(&self, id: ArticleId) -> &str {
        self.labels.get(id.index()).map_or("", String::as_str)
    }

    pub(super) fn text(&self, article: ArticleId) -> &'d str {
        self.article(article).map_or("", |article| article.text.as_str())
    }

    /// The number of an attributed statement in its article, from 1.
    pub(super) fn number(&self, id: StatementId) -> Option<u32> {
        self.numbers.get(id.index()).copied().filter(|&number| number > 0)
    }

    pub(super) fn origin_of(&self, id: StatementId) -> Option<&'d Origin> {
        let corroboration = &self.dossier.corroboration;
        corroboration.origins.get(corroboration.origin_of.get(id.index())?.index())
    }

    /// Whether a matter leads to the statement.
    pub(super) fn is_led_to(&self, id: StatementId) -> bool {
        self.matters_of.get(id.index()).is_some_and(|matters| !matters.is_empty())
    }

    /// The sentence around `span`, or the span itself where no sentence holds it.
    pub(super) fn sentence(&self, article: ArticleId, span: Span) -> Span {
        let sentences =
            self.dossier.annotations.get(article.index()).map_or(&[][..], |found| &found.sentences);
        let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let around = sentences.get(first..).unwrap_or_default().iter().map(|sentence| sentence.span);
        around
            .take_while(|found| found.start < span.end)
            .reduce(Span::cover)
            .map_or(span, |found| found.cover(span))
    }

    /// Who says it, in the words that the page uses for it.
    pub(super) fn who(&self, statement: &Statement) -> String {
        let source = &statement.source;
        match (&source.name, source.kind) {
            (_, SourceKind::Outlet) => format!("{}, in its own voice", self.label(statement.article)),
            (Some(name), _) => name.clone(),
            (None, SourceKind::Unresolved) => match source.span {
                Some(span) => format!("“{}”, not resolved", span.of(self.text(statement.article))),
                None => "source not named".to_owned(),
            },
            (None, _) => source
                .span
                .map_or("source not named", |span| span.of(self.text(statement.article)))
                .to_owned(),
        }
    }
}

/// "told Lantern Wire", "by way of a statement": the channel in words.
pub(super) fn channel_words(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Outlet => "through",
        ChannelKind::Manner => "by way of",
        ChannelKind::Addressee => "to",
    }
}

/// The anchor of the `member`th statement under the `claim`th claim of the `matter`th matter.
pub(super) fn evidence_id(matter: usize, claim: usize, member: usize) -> String {
    format!("m{}c{}w{}", matter + 1, claim + 1, member + 1)
}

/// The claim's members from `article`, by place; those that may say something else only where no other does.
pub(super) fn members_from(view: &View<'_>, claim: &Claim, article: ArticleId) -> Vec<usize> {
    let stands_in = |member: &crate::alignment::question::Member| {
        view.statement(member.statement).is_some_and(|statement| statement.article == article)
    };
    let own = claim.members.iter().enumerate().filter(|(_, member)| stands_in(member));
    let own: Vec<(usize, Fit)> = own.map(|(place, member)| (place, member.fit)).collect();
    let says = own.iter().any(|(_, fit)| *fit > Fit::Unsure);
    own.into_iter().filter(|(_, fit)| !says || *fit > Fit::Unsure).map(|(place, _)| place).collect()
}

fn statements_of(dossier: &Dossier) -> Vec<Vec<StatementId>> {
    let mut by_article = vec![Vec::new(); dossier.articles.len()];
    for (id, statement) in (0..).map(StatementId).zip(&dossier.statements) {
        if let Some(list) = by_article.get_mut(statement.article.index()) {
            list.push(id);
        }
    }
    by_article
}

fn numbers(dossier: &Dossier, statements_of: &[Vec<StatementId>]) -> Vec<u32> {
    let mut numbers = vec![0; dossier.statements.len()];
    for list in statements_of {
        let attributed =
            list.iter().filter(|id| dossier.statements.get(id.index()).is_some_and(|s| !s.is_narration()));
        for (number, id) in (1..).zip(attributed) {
            numbers[id.index()] = number;
        }
    }
    numbers
}

fn matters_of(dossier: &Dossier) -> Vec<Vec<usize>> {
    let mut matters = vec![Vec::new(); dossier.statements.len()];
    for (place, matter) in dossier.corroboration.matters.iter().enumerate() {
        for member in matter.claims.iter().flat_map(|claim| &claim.members) {
            if let Some(list) = matters.get_mut(member.statement.index())
                && list.last() != Some(&place)
            {
                list.push(place);
            }
        }
    }
    matters
}

/// How much of a headline stands for an article whose outlet is not known.
const HEADLINE: usize = 32;

fn labels(articles: &[Article]) -> Vec<String> {
    let names: Vec<String> = articles.iter().map(name).collect();
    let mut times: FxHashMap<&str, u32> = FxHashMap::default();
    for name in &names {
        *times.entry(name).or_default() += 1;
    }
    let label = |(article, name): (&Article, &String)| match times.get(name.as_str()) {
        Some(2..) => format!("{name} ({})", article.id),
        _ => name.clone(),
    };
    articles.iter().zip(&names).map(label).collect()
}

/// The outlet; without one the beginning of the headline; without that the name of the file.
fn name(article: &Article) -> String {
    match (&article.outlet, &article.headline) {
        (Some(outlet), _) => outlet.clone(),
        (None, Some(headline)) => format!("“{}”", cut(headline, HEADLINE)),
        (None, None) => last_part(&article.path).to_owned(),
    }
}

/// The last part of a path.
pub(super) fn last_part(path: &str) -> &str {
    path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(path)
}

fn article_of(dossier: &Dossier, node: Node) -> Option<ArticleId> {
    match node {
        Node::Article(article) => Some(article),
        Node::Statement(id) => dossier.statements.get(id.index()).map(|statement| statement.article),
        Node::Origin(_) => None,
    }
}

fn edges_from(dossier: &Dossier) -> Vec<Vec<usize>> {
    let mut edges = vec![Vec::new(); dossier.articles.len()];
    for (place, edge) in dossier.corroboration.lineage.edges.iter().enumerate() {
        let list = article_of(dossier, edge.from).and_then(|article| edges.get_mut(article.index()));
        if let Some(list) = list {
            list.push(place);
        }
    }
    edges
}

fn origins_into(dossier: &Dossier) -> Vec<Vec<usize>> {
    let mut edges = vec![Vec::new(); dossier.articles.len()];
    for (place, edge) in dossier.corroboration.lineage.edges.iter().enumerate() {
        if let (Node::Origin(_), Node::Article(article)) = (edge.from, edge.to)
            && let Some(list) = edges.get_mut(article.index())
        {
            list.push(place);
        }
    }
    edges
}

fn how_said(dossier: &Dossier) -> Vec<Option<(How, bool)>> {
    let mut said = vec![None; dossier.statements.len()];
    for edge in &dossier.corroboration.lineage.edges {
        if let (Node::Origin(_), Node::Statement(id)) = (edge.from, edge.to)
            && let Some(place) = said.get_mut(id.index())
        {
            *place = Some((edge.how, edge.directed));
        }
    }
    said
}

/// Passages that the page shows and anchors; the rest is counted.
pub(super) const PASSAGES: usize = 400;

/// The anchor in an article's text of the `place`th passage of the dossier.
pub(super) fn passage_id(place: usize, in_a: bool) -> String {
    format!("p{}{}", place + 1, if in_a { "a" } else { "b" })
}

/// The passages that the page shows: all but boilerplate, up to [`PASSAGES`].
pub(super) fn shown_passages(dossier: &Dossier) -> impl Iterator<Item = (usize, &Passage)> {
    let shared =
        dossier.passages.iter().enumerate().filter(|(_, passage)| passage.kind != PassageKind::Boilerplate);
    shared.take(PASSAGES)
}

fn passages_of(dossier: &Dossier) -> Vec<Vec<usize>> {
    let mut places = vec![Vec::new(); dossier.articles.len()];
    for (place, passage) in shown_passages(dossier) {
        for article in [passage.a.article, passage.b.article] {
            if let Some(list) = places.get_mut(article.index()) {
                list.push(place);
            }
        }
    }
    places
}

fn hidden(dossier: &Dossier) -> BTreeSet<usize> {
    let matters = dossier.corroboration.matters.iter().enumerate();
    matters.filter(|(_, matter)| matter.is_lone()).map(|(place, _)| place).skip(LONE).collect()
}

/// The anchor of the passages that two articles share.
pub(super) fn pair_id((a, b): (ArticleId, ArticleId)) -> String {
    format!("q{}-{}", a.index() + 1, b.index() + 1)
}
