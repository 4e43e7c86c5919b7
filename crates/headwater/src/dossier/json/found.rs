//! The rows of what holds between articles: passages, origins, lineage, matters, timeline, notices.

use std::collections::BTreeMap;

use serde::Serialize;

use super::corrected::Ids;
use super::place::{CitationRecord, Id, PlaceRecord, Texts};
use super::read::Number;
use crate::alignment::passage::{Change, Direction, Edit, Passage, PassageKind};
use crate::alignment::question::{Member, Value};
use crate::annotation::Anchor;
use crate::article::ArticleId;
use crate::capture::Digest;
use crate::corroboration::{
    Claim, Edge, Matter, Moment, MomentKind, Node, Origin, OriginCount, OriginId, Reason,
};
use crate::dossier::Dossier;
use crate::dossier::corrected::Thing;
use crate::notice::{Notice, Severity};
use crate::statement::StatementId;
use crate::text::Span;

#[derive(Serialize)]
pub(super) struct PassageRow<'d> {
    id: String,
    a: PlaceRecord<'d>,
    b: PlaceRecord<'d>,
    #[serde(flatten)]
    manner: MannerRow<'d>,
    difference: Vec<ChangeRow<'d>>,
    corrected: Ids<'d>,
}

/// How the words came to stand in both articles.
#[derive(Serialize)]
pub(super) struct MannerRow<'d> {
    edit: &'static str,
    kind: &'static str,
    similarity: Number,
    spun: Option<SpunRow>,
    direction: &'static str,
    because: &'d str,
}

pub(super) fn manner(passage: &Passage) -> MannerRow<'_> {
    MannerRow {
        edit: edit(passage.edit),
        kind: passage_kind(passage.kind),
        similarity: Number((passage.similarity * 1000.0).round() / 1000.0),
        spun: passage.spun.map(|spun| SpunRow { replaced: spun.replaced, words: spun.words }),
        direction: direction(passage.direction),
        because: &passage.because,
    }
}

/// How many words were replaced one for one, of how many.
#[derive(Serialize)]
struct SpunRow {
    replaced: usize,
    words: usize,
}

/// Words that are not the same on both sides; `null` where a side has none.
#[derive(Serialize)]
struct ChangeRow<'d> {
    a: Option<PlaceRecord<'d>>,
    b: Option<PlaceRecord<'d>>,
}

pub(super) fn passage<'d>(
    texts: &Texts<'d>,
    dossier: &'d Dossier,
    place: usize,
    passage: &'d Passage,
) -> PassageRow<'d> {
    let difference = passage.difference(&dossier.articles);
    let side = |article, span: Span| (!span.is_empty()).then(|| texts.place(article, span));
    let change = |change: &Change| ChangeRow {
        a: side(passage.a.article, change.a),
        b: side(passage.b.article, change.b),
    };
    PassageRow {
        id: format!("p{}", place + 1),
        a: texts.place(passage.a.article, passage.a.span),
        b: texts.place(passage.b.article, passage.b.span),
        manner: manner(passage),
        difference: difference.iter().filter(|change| !change.same).map(change).collect(),
        corrected: Ids(dossier.corrections.on(Thing::Passage(place))),
    }
}

#[derive(Serialize)]
pub(super) struct OriginRow<'d> {
    id: Id<OriginId>,
    name: &'d str,
    kind: &'static str,
}

pub(super) fn origin(id: OriginId, origin: &Origin) -> OriginRow<'_> {
    OriginRow { id: Id(id), name: &origin.name, kind: origin.kind.name() }
}

#[derive(Serialize)]
pub(super) struct EdgeRow<'d> {
    from: String,
    to: String,
    how: &'static str,
    directed: bool,
    because: Vec<CitationRecord<'d>>,
}

pub(super) fn edge<'d>(texts: &Texts<'d>, edge: &'d Edge) -> EdgeRow<'d> {
    EdgeRow {
        from: node(edge.from),
        to: node(edge.to),
        how: edge.how.name(),
        directed: edge.directed,
        because: edge.because.iter().map(|cited| texts.citation(cited)).collect(),
    }
}

#[derive(Serialize)]
pub(super) struct MatterRow<'d> {
    id: String,
    label: &'d str,
    about: &'static str,
    findings: Vec<&'static str>,
    origins: CountRow,
    claims: Vec<ClaimRow<'d>>,
    because: &'d str,
    reasons: Vec<ReasonRow<'d>>,
    silent: Vec<Id<ArticleId>>,
    near: Vec<Id<StatementId>>,
    is_update: bool,
    corrected: Ids<'d>,
}

#[derive(Serialize)]
pub(super) struct CountRow {
    min: u32,
    max: u32,
}

#[derive(Serialize)]
struct ClaimRow<'d> {
    label: &'d str,
    stance: &'static str,
    value: Option<ValueRow<'d>>,
    statements: Vec<Id<StatementId>>,
    articles: Vec<Id<ArticleId>>,
    origins: CountRow,
    citations: Vec<MemberRow<'d>>,
}

/// The words of one statement that give the claim.
#[derive(Serialize)]
struct MemberRow<'d> {
    statement: Id<StatementId>,
    #[serde(flatten)]
    place: PlaceRecord<'d>,
    stance: &'static str,
    fit: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum ValueRow<'d> {
    Number { low: Option<Number>, high: Option<Number>, hedge: &'static str, unit: Option<&'d str> },
    Date { value: &'d str },
    Rank { rank: u32, shared: bool },
    Phrase { phrase: &'d str },
}

#[derive(Serialize)]
struct ReasonRow<'d> {
    sentence: &'d str,
    citations: Vec<CitationRecord<'d>>,
}

pub(super) fn matter<'d>(
    texts: &Texts<'d>,
    dossier: &'d Dossier,
    place: usize,
    matter: &'d Matter,
) -> MatterRow<'d> {
    MatterRow {
        id: format!("m{}", place + 1),
        label: &matter.label,
        about: matter.about.name(),
        findings: matter.findings.iter().map(|finding| finding.name()).collect(),
        origins: count(&matter.origins),
        claims: matter.claims.iter().map(|it| claim(texts, dossier, it)).collect(),
        because: &matter.because,
        reasons: matter.reasons.iter().map(|it| reason(texts, it)).collect(),
        silent: matter.silent.iter().copied().map(Id).collect(),
        near: matter.near.iter().copied().map(Id).collect(),
        is_update: matter.is_update,
        corrected: Ids(dossier.corrections.on(Thing::Matter(place))),
    }
}

fn claim<'d>(texts: &Texts<'d>, dossier: &'d Dossier, claim: &'d Claim) -> ClaimRow<'d> {
    // One statement may give its answer in two places, and is still one statement.
    let mut statements: Vec<_> = claim.members.iter().map(|member| member.statement).collect();
    statements.dedup();
    ClaimRow {
        label: &claim.label,
        stance: claim.stance.name(),
        value: claim.value.as_ref().map(value),
        statements: statements.into_iter().map(Id).collect(),
        articles: claim.articles.iter().copied().map(Id).collect(),
        origins: count(&claim.origins),
        citations: claim.members.iter().filter_map(|it| member(texts, dossier, *it)).collect(),
    }
}

fn member<'d>(texts: &Texts<'d>, dossier: &Dossier, member: Member) -> Option<MemberRow<'d>> {
    let article = dossier.statements.get(member.statement.index())?.article;
    Some(MemberRow {
        statement: Id(member.statement),
        place: texts.place(article, member.focus),
        stance: member.stance.name(),
        fit: member.fit.name(),
    })
}

fn value(value: &Value) -> ValueRow<'_> {
    match value {
        Value::Number { low, high, hedge: hedged, unit } => ValueRow::Number {
            low: low.map(Number),
            high: high.map(Number),
            hedge: hedged.name(),
            unit: unit.as_deref(),
        },
        Value::Date(date) => ValueRow::Date { value: date.as_str() },
        Value::Rank { rank, shared } => ValueRow::Rank { rank: *rank, shared: *shared },
        Value::Phrase(phrase) => ValueRow::Phrase { phrase },
    }
}

fn reason<'d>(texts: &Texts<'d>, reason: &'d Reason) -> ReasonRow<'d> {
    let citations = reason.citations.iter().map(|cited| texts.citation(cited)).collect();
    ReasonRow { sentence: &reason.sentence, citations }
}

pub(super) fn count(count: &OriginCount) -> CountRow {
    CountRow { min: *count.start(), max: *count.end() }
}

#[derive(Serialize)]
pub(super) struct MomentRow<'d> {
    value: &'d str,
    kind: &'static str,
    statement: Option<Id<StatementId>>,
    #[serde(flatten)]
    place: PlaceRecord<'d>,
    relative_to: Option<&'static str>,
}

pub(super) fn moment<'d>(texts: &Texts<'d>, moment: &'d Moment) -> MomentRow<'d> {
    MomentRow {
        value: moment.value.as_str(),
        kind: moment_kind(moment.kind),
        statement: moment.statement.map(Id),
        place: texts.place(moment.article, moment.span),
        relative_to: moment.relative_to.map(Anchor::name),
    }
}

#[derive(Serialize)]
pub(super) struct GroupRow {
    articles: Vec<Id<ArticleId>>,
}

/// A group of near-duplicates.
pub(super) fn group(articles: &[ArticleId]) -> GroupRow {
    GroupRow { articles: articles.iter().copied().map(Id).collect() }
}

#[derive(Serialize)]
pub(super) struct NoticeRow<'d> {
    severity: &'static str,
    capture: Option<Id<Digest>>,
    path: Option<&'d str>,
    article: Option<Id<ArticleId>>,
    message: &'d str,
    hint: Option<&'d str>,
}

pub(super) fn notice<'d>(captures: &BTreeMap<&str, Digest>, notice: &'d Notice) -> NoticeRow<'d> {
    let path = notice.path.as_deref();
    NoticeRow {
        severity: severity(notice.severity),
        capture: path.and_then(|path| captures.get(path)).copied().map(Id),
        path,
        article: notice.article.map(Id),
        message: &notice.message,
        hint: notice.hint.as_deref(),
    }
}

fn node(node: Node) -> String {
    match node {
        Node::Origin(id) => id.to_string(),
        Node::Article(id) => id.to_string(),
        Node::Statement(id) => id.to_string(),
    }
}

fn edit(edit: Edit) -> &'static str {
    match edit {
        Edit::Verbatim => "verbatim",
        Edit::Light => "light",
        Edit::Heavy => "heavy",
    }
}

fn passage_kind(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Prose => "prose",
        PassageKind::Quotation => "quotation",
        PassageKind::Boilerplate => "boilerplate",
    }
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::AToB => "a_to_b",
        Direction::BToA => "b_to_a",
        Direction::Unknown => "unknown",
    }
}

fn moment_kind(kind: MomentKind) -> &'static str {
    match kind {
        MomentKind::Event => "event",
        MomentKind::Statement => "statement",
        MomentKind::Publication => "publication",
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
