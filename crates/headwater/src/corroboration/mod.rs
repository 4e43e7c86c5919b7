//! How many independent origins really stand behind each claim, and where the accounts differ.
//!
//! Each statement is followed to the farthest point that its own article names (`origin`); shared wording
//! carries narration further (`copying`); the statements of each claim are joined wherever a path in the
//! lineage joins them, and what is left apart is counted (`count`, `alike`); what the counts amount to is
//! said in one word (`finding`) and one sentence (`sentence`). The method follows the model's rule: the
//! lower bound takes every unknown origin to be one of those already known, the upper bound takes each to
//! be its own, and independence is never invented.

mod alike;
mod circles;
mod copying;
mod count;
mod finding;
mod lineage;
mod matter;
mod nearby;
mod origin;
mod paths;
mod phrase;
mod places;
mod ranking;
mod sentence;
#[cfg(test)]
mod sentence_tests;
mod slight;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod timeline;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::alignment::Reading;
use crate::alignment::question::{About, Member, Question, Value};
use crate::annotation::Anchor;
use crate::article::ArticleId;
use crate::edtf::Edtf;
use crate::notice::Noted;
use crate::statement::{Stance, StatementId};
use crate::text::{Citation, Span};
use origin::cast::Cast;
use origin::{Key, Trace};
use paths::Joins;

/// The number of an origin in this run, from zero; shown as `o1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OriginId(pub u32);

impl OriginId {
    /// The place in the list of origins.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl std::fmt::Display for OriginId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "o{}", self.0 + 1)
    }
}

/// The farthest point that a statement can be traced to (COI methodology: original source).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its name, or a description where it has none ("unnamed officials").
    pub name: String,
    /// What kind of origin it is.
    pub kind: OriginKind,
}

/// Kinds of origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OriginKind {
    /// A person.
    Person,
    /// An organisation, its spokespersons included.
    Organisation,
    /// A document.
    Document,
    /// An outlet's own reporting.
    Outlet,
    /// Not known: may be one of the others.
    Unknown,
}

impl OriginKind {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            OriginKind::Person => "person",
            OriginKind::Organisation => "organisation",
            OriginKind::Document => "document",
            OriginKind::Outlet => "outlet",
            OriginKind::Unknown => "unknown",
        }
    }
}

/// Who took what from whom (PROV `wasDerivedFrom`, `wasQuotedFrom`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineage {
    /// The edges, sorted.
    pub edges: Vec<Edge>,
}

/// One step of a lineage.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// Upstream.
    pub from: Node,
    /// Downstream.
    pub to: Node,
    /// How it came.
    pub how: How,
    /// Whether the direction is known.
    pub directed: bool,
    /// The words that show it.
    pub because: Vec<Citation>,
}

/// A node of a lineage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// An origin.
    Origin(OriginId),
    /// An article.
    Article(ArticleId),
    /// A statement.
    Statement(StatementId),
}

/// How something came from one node to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The origin said it.
    Said,
    /// It was told to somebody who passed it on.
    Told,
    /// It was published there.
    Published,
    /// The wording was copied.
    Copied,
    /// It was quoted with its source named.
    Quoted,
    /// A credit line says so.
    Credited,
}

impl How {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            How::Said => "said",
            How::Told => "told",
            How::Published => "published",
            How::Copied => "copied",
            How::Quoted => "quoted",
            How::Credited => "credited",
        }
    }
}

/// How many independent origins: at least, and at most (MODEL, "Origins are counted").
pub type OriginCount = RangeInclusive<u32>;

/// What the lineages and claims of a matter amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// One claim, several articles, one origin: round-tripping.
    SingleOrigin,
    /// Some origins assert or confirm it, others deny it.
    Disputed,
    /// Incompatible numbers, dates, ranks, names or places.
    ValuesDiffer,
    /// The same words in different mouths.
    SpeakerDiffers,
    /// The same utterance in different words.
    WordingDiffers,
    /// The interval holds both 1 and 2.
    PossiblyCorroborated,
    /// One claim, at least two independent origins.
    Corroborated,
    /// One claim, one article.
    Uncorroborated,
}

impl Finding {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            Finding::SingleOrigin => "single_origin",
            Finding::Disputed => "disputed",
            Finding::ValuesDiffer => "values_differ",
            Finding::SpeakerDiffers => "speaker_differs",
            Finding::WordingDiffers => "wording_differs",
            Finding::PossiblyCorroborated => "possibly_corroborated",
            Finding::Corroborated => "corroborated",
            Finding::Uncorroborated => "uncorroborated",
        }
    }
}

/// One point at issue, with its claims and what they amount to.
#[derive(Clone, Debug, PartialEq)]
pub struct Matter {
    /// A short noun phrase ("how many men were detained").
    pub label: String,
    /// What it turns on.
    pub about: About,
    /// The answers that were given.
    pub claims: Vec<Claim>,
    /// What they amount to, sorted.
    pub findings: Vec<Finding>,
    /// Independent origins of all its claims together.
    pub origins: OriginCount,
    /// One plain sentence for a reader, exactly true.
    pub because: String,
    /// Why origins were joined or left open: one sentence each, with the words that show it.
    pub reasons: Vec<Reason>,
    /// Articles on the story that carry none of its claims, and say nothing like them. Only where several articles carry
    /// it.
    pub silent: Vec<ArticleId>,
    /// Of each other article on the story that carries no claim, the statement that is most like one: it may speak to
    /// the matter, and is not counted. Only where several articles carry it.
    pub near: Vec<StatementId>,
    /// Whether later values replace earlier ones (a rising toll).
    pub is_update: bool,
    /// Whether it is about what was long before the story that the articles tell.
    pub long_ago: bool,
}

impl Matter {
    /// The articles that say what any of its claims says, surely or likely, sorted.
    pub fn saying(&self) -> Vec<ArticleId> {
        let mut articles: Vec<ArticleId> =
            self.claims.iter().flat_map(|claim| claim.articles.iter().copied()).collect();
        articles.sort_unstable();
        articles.dedup();
        articles
    }

    /// The articles that carry any of its claims, or may, sorted.
    pub fn carrying(&self) -> Vec<ArticleId> {
        let mut articles = self.saying();
        articles.extend(self.claims.iter().flat_map(|claim| claim.unsure.iter().copied()));
        articles.sort_unstable();
        articles.dedup();
        articles
    }

    /// The statements that give its answers, each once, in order.
    pub fn statements(&self) -> BTreeSet<StatementId> {
        let members = self.claims.iter().flat_map(|claim| &claim.members);
        members.map(|member| member.statement).collect()
    }

    /// Whether one article alone carries it, so that there is nothing to compare.
    pub fn is_lone(&self) -> bool {
        self.findings.iter().all(|&finding| finding == Finding::Uncorroborated)
    }
}

/// One answer to a matter's question (schema.org `Claim`).
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The answer in a few words ("40").
    pub label: String,
    /// How its statements stand to it: the stance of most.
    pub stance: Stance,
    /// What is compared.
    pub value: Option<Value>,
    /// The statements that give it, sorted.
    pub members: Vec<Member>,
    /// The articles that carry it, sorted.
    pub articles: Vec<ArticleId>,
    /// Other articles that speak of it and may say something else, sorted.
    pub unsure: Vec<ArticleId>,
    /// Its independent origins.
    pub origins: OriginCount,
}

/// Why two origins count as one, or why one is left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// One sentence.
    pub sentence: String,
    /// The words that show it.
    pub citations: Vec<Citation>,
}

/// One entry of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When, as precise as it is known.
    pub value: Edtf,
    /// What happened then.
    pub kind: MomentKind,
    /// The statement that says so.
    pub statement: Option<StatementId>,
    /// The article that says so.
    pub article: ArticleId,
    /// The words that give the time; the whole article's first character for a publication.
    pub span: Span,
    /// What the value was reckoned from.
    pub relative_to: Option<Anchor>,
}

/// Kinds of moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MomentKind {
    /// Something happened.
    Event,
    /// Something was said.
    Statement,
    /// An article was published.
    Publication,
}

/// All that comes of bringing the articles together.
#[derive(Clone, Debug, Default)]
pub struct Corroboration {
    /// The origins, by their [`OriginId`].
    pub origins: Vec<Origin>,
    /// The origin of each statement, by its [`StatementId`].
    pub origin_of: Vec<OriginId>,
    /// Who took what from whom.
    pub lineage: Lineage,
    /// The matters, the most consequential first.
    pub matters: Vec<Matter>,
    /// What happened, was said and was published, in order of time.
    pub timeline: Vec<Moment>,
}

/// Traces every statement to its origin, and counts the origins behind each answer to each question.
pub fn corroborate(reading: Reading<'_>, questions: Vec<Question>) -> Noted<Corroboration> {
    let cast = Cast::new(reading);
    let own = origin::traces(&cast);
    let shared = copying::shared(reading);
    let traces = copying::adopt(&cast, &shared, &own);
    let joins = Joins::new(&cast, &traces, &own, &shared);
    let mut notices = Vec::new();
    let mut named = Vec::new();
    let weighed = questions.into_iter().map(|question| matter::matter(&joins, question, &mut named));
    let mut matters: Vec<Matter> = weighed.map(|matter| matter.into_value(&mut notices)).collect();
    matters.retain(|matter| !matter.claims.is_empty());
    ranking::rank(reading, &mut matters);
    let mut answers: BTreeMap<StatementId, usize> = BTreeMap::new();
    for matter in matters.iter().filter(|matter| !matter.is_lone()) {
        for id in matter.statements() {
            *answers.entry(id).or_default() += 1;
        }
    }
    let traces = origin::with_own_naming(&cast, &traces, named, &answers);
    let (origins, origin_of, by_key) = number(&traces);
    let lineage = lineage::lineage(&cast, &traces, &origin_of, &by_key);
    let timeline = timeline::timeline(reading);
    Noted { value: Corroboration { origins, origin_of, lineage, matters, timeline }, notices }
}

/// Numbers the origins in the order of their first statement.
fn number(traces: &[Trace]) -> (Vec<Origin>, Vec<OriginId>, BTreeMap<Key, OriginId>) {
    let mut by_key: BTreeMap<Key, OriginId> = BTreeMap::new();
    let mut origins: Vec<Origin> = Vec::new();
    let mut origin_of = Vec::with_capacity(traces.len());
    for trace in traces {
        let next = OriginId(u32::try_from(origins.len()).unwrap_or(u32::MAX));
        let id = *by_key.entry(trace.key.clone()).or_insert(next);
        if id == next {
            origins.push(trace.origin());
        }
        origin_of.push(id);
    }
    (origins, origin_of, by_key)
}
