//! The rows of what was read from single articles: articles, entities, times, quantities, statements.

use serde::Serialize;

use super::corrected::Ids;
use super::place::{Id, PlaceRecord, SpanRecord, Texts};
use crate::alignment::entity::{Entity, EntityId};
use crate::annotation::{Anchor, Form, Quantity, Time};
use crate::article::{Article, ArticleId, Credit, Furniture, Published};
use crate::capture::Digest;
use crate::corroboration::OriginId;
use crate::dossier::corrected::Thing;
use crate::dossier::pile::PartId;
use crate::dossier::{CaptureRecord, Dossier};
use crate::statement::{Channel, ChannelKind, Confidence, Source, Statement, StatementId};

#[derive(Serialize)]
pub(super) struct CaptureRow<'d> {
    id: Id<Digest>,
    path: &'d str,
    media_type: &'static str,
    bytes: usize,
}

pub(super) fn capture(record: &CaptureRecord) -> CaptureRow<'_> {
    CaptureRow {
        id: Id(record.id),
        path: &record.path,
        media_type: record.media_type.name(),
        bytes: record.bytes,
    }
}

#[derive(Serialize)]
pub(super) struct ArticleRow<'d> {
    id: Id<ArticleId>,
    capture: Id<Digest>,
    headline: Option<&'d str>,
    headline_span: Option<SpanRecord<'d>>,
    byline: Option<&'d str>,
    outlet: Option<&'d str>,
    url: Option<&'d str>,
    published: Option<PublishedRow<'d>>,
    language: Option<&'d str>,
    text: &'d str,
    furniture: Vec<FurnitureRow<'d>>,
    credits: Vec<CreditRow<'d>>,
    home: Option<Id<PartId>>,
    corrected: Ids<'d>,
}

#[derive(Serialize)]
struct PublishedRow<'d> {
    value: &'d str,
    method: &'static str,
    span: Option<SpanRecord<'d>>,
}

#[derive(Serialize)]
struct FurnitureRow<'d> {
    #[serde(flatten)]
    span: SpanRecord<'d>,
    kind: &'static str,
}

#[derive(Serialize)]
struct CreditRow<'d> {
    name: &'d str,
    span: Option<SpanRecord<'d>>,
}

pub(super) fn article<'d>(texts: &Texts<'d>, dossier: &'d Dossier, article: &'d Article) -> ArticleRow<'d> {
    let span = |span| texts.span(article.id, span);
    let published = |published: &'d Published| PublishedRow {
        value: published.value.as_str(),
        method: published.method.name(),
        span: published.span.map(span),
    };
    let furniture = |piece: &Furniture| FurnitureRow { span: span(piece.span), kind: piece.kind.name() };
    let credit = |credit: &'d Credit| CreditRow { name: &credit.name, span: credit.span.map(span) };
    ArticleRow {
        id: Id(article.id),
        capture: Id(article.capture),
        headline: article.headline.as_deref(),
        headline_span: article.headline_span.map(span),
        byline: article.byline.as_deref(),
        outlet: article.outlet.as_deref(),
        url: article.url.as_deref(),
        published: article.published.as_ref().map(published),
        language: article.language.as_deref(),
        text: &article.text,
        furniture: article.furniture.iter().map(furniture).collect(),
        credits: article.credits.iter().map(credit).collect(),
        home: dossier.home_of(article.id).map(Id),
        corrected: Ids(dossier.corrections.on(Thing::Article(article.id))),
    }
}

#[derive(Serialize)]
pub(super) struct EntityRow<'d> {
    id: Id<EntityId>,
    name: &'d str,
    kind: &'static str,
    aliases: &'d [String],
    of: Option<Id<EntityId>>,
    because: &'d [String],
    mentions: Vec<MentionRow<'d>>,
    corrected: Ids<'d>,
}

#[derive(Serialize)]
struct MentionRow<'d> {
    #[serde(flatten)]
    place: PlaceRecord<'d>,
    form: &'static str,
}

pub(super) fn entity<'d>(
    texts: &Texts<'d>,
    dossier: &'d Dossier,
    id: EntityId,
    entity: &'d Entity,
) -> EntityRow<'d> {
    EntityRow {
        id: Id(id),
        name: &entity.name,
        kind: entity.kind.name(),
        aliases: &entity.aliases,
        of: entity.of.map(Id),
        because: &entity.because,
        mentions: mentions(texts, dossier, entity),
        corrected: Ids(dossier.corrections.on(Thing::Entity(id))),
    }
}

/// All mentions of the entity, by article and place.
fn mentions<'d>(texts: &Texts<'d>, dossier: &'d Dossier, entity: &Entity) -> Vec<MentionRow<'d>> {
    let mut found = Vec::new();
    for &(article, local) in &entity.members {
        let Some(annotations) = dossier.annotations.get(article.index()) else { continue };
        let places = annotations.entities.get(local).map_or(&[][..], |entity| &entity.mentions);
        let places = places.iter().filter_map(|&place| annotations.mentions.get(place));
        found.extend(places.map(|mention| (article, mention.span, mention.form)));
    }
    found.sort();
    let row = |(article, span, form): (_, _, Form)| MentionRow {
        place: texts.place(article, span),
        form: form.name(),
    };
    found.into_iter().map(row).collect()
}

#[derive(Serialize)]
pub(super) struct TimeRow<'d> {
    #[serde(flatten)]
    place: PlaceRecord<'d>,
    value: Option<&'d str>,
    relative_to: Option<&'static str>,
    /// The time of the text that it was reckoned from.
    anchor: Option<PlaceRecord<'d>>,
}

/// `of` are all times of the article.
pub(super) fn time<'d>(texts: &Texts<'d>, article: ArticleId, of: &[Time], time: &'d Time) -> TimeRow<'d> {
    let anchor = time.anchor.and_then(|at| of.get(at));
    TimeRow {
        anchor: anchor.map(|anchor| texts.place(article, anchor.span)),
        place: texts.place(article, time.span),
        value: time.value.as_ref().map(|value| value.as_str()),
        relative_to: time.relative_to.map(Anchor::name),
    }
}

#[derive(Serialize)]
pub(super) struct QuantityRow<'d> {
    #[serde(flatten)]
    place: PlaceRecord<'d>,
    low: Option<Number>,
    high: Option<Number>,
    hedge: &'static str,
    kind: &'static str,
    rule: Option<&'static str>,
    unit: Option<&'d str>,
    counts: Option<&'d str>,
}

pub(super) fn quantity<'d>(
    texts: &Texts<'d>,
    article: &'d Article,
    quantity: &'d Quantity,
) -> QuantityRow<'d> {
    QuantityRow {
        place: texts.place(article.id, quantity.span),
        low: quantity.low.map(Number),
        high: quantity.high.map(Number),
        hedge: quantity.hedge.name(),
        kind: quantity.kind.name(),
        rule: quantity.rule,
        unit: quantity.unit.as_deref(),
        counts: quantity.counts.map(|span| span.of(&article.text)),
    }
}

/// A number, written without a point where it is whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number(pub(super) f64);

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        // Whole numbers up to 2^53 are exact in both types; JSON has no word for the infinite.
        if self.0.fract() == 0.0 && self.0.abs() <= 9_007_199_254_740_992.0 {
            return out.serialize_i64(self.0 as i64);
        }
        out.serialize_f64(self.0)
    }
}

#[derive(Serialize)]
pub(super) struct StatementRow<'d> {
    id: Id<StatementId>,
    article: Id<ArticleId>,
    form: &'static str,
    source: SourceRow<'d>,
    cue: Option<SpanRecord<'d>>,
    content: Vec<SpanRecord<'d>>,
    channel: Vec<ChannelRow<'d>>,
    stance: &'static str,
    date: Option<&'d str>,
    origin: Option<Id<OriginId>>,
    sentence: SpanRecord<'d>,
    hedges: Vec<SpanRecord<'d>>,
    within: Option<Id<StatementId>>,
    attitude: &'static str,
    confidence: &'static str,
    corrected: Ids<'d>,
}

#[derive(Serialize)]
struct SourceRow<'d> {
    kind: &'static str,
    name: Option<&'d str>,
    entity: Option<Id<EntityId>>,
    span: Option<SpanRecord<'d>>,
    #[serde(rename = "for")]
    speaks_for: Option<&'d str>,
    candidates: Vec<Id<EntityId>>,
}

#[derive(Serialize)]
struct ChannelRow<'d> {
    name: &'d str,
    entity: Option<Id<EntityId>>,
    span: SpanRecord<'d>,
    kind: &'static str,
}

pub(super) fn statement<'d>(
    texts: &Texts<'d>,
    dossier: &'d Dossier,
    id: StatementId,
    statement: &'d Statement,
) -> StatementRow<'d> {
    let span = |span| texts.span(statement.article, span);
    StatementRow {
        id: Id(id),
        article: Id(statement.article),
        form: statement.form.name(),
        source: source(texts, dossier, statement.article, &statement.source),
        cue: statement.cue.map(span),
        content: statement.content.iter().copied().map(span).collect(),
        channel: statement.channel.iter().map(|it| channel(texts, dossier, statement.article, it)).collect(),
        stance: statement.stance.name(),
        date: said(dossier, statement),
        origin: dossier.corroboration.origin_of.get(id.index()).copied().map(Id),
        sentence: span(statement.sentence),
        hedges: statement.hedges.iter().copied().map(span).collect(),
        within: statement.within.map(|place| Id(StatementId(place as u32))),
        attitude: statement.attitude.name(),
        confidence: confidence(statement.confidence),
        corrected: Ids(dossier.corrections.on(Thing::Statement(id))),
    }
}

fn source<'d>(texts: &Texts<'d>, dossier: &Dossier, article: ArticleId, source: &'d Source) -> SourceRow<'d> {
    let entity = |local| dossier.entities.resolve(article, local).map(Id);
    SourceRow {
        kind: source.kind.name(),
        name: source.name.as_deref(),
        entity: source.entity.and_then(entity),
        span: source.span.map(|span| texts.span(article, span)),
        speaks_for: source.speaks_for.as_deref(),
        candidates: source.candidates.iter().copied().filter_map(entity).collect(),
    }
}

fn channel<'d>(
    texts: &Texts<'d>,
    dossier: &Dossier,
    article: ArticleId,
    channel: &'d Channel,
) -> ChannelRow<'d> {
    ChannelRow {
        name: &channel.name,
        entity: channel.entity.and_then(|local| dossier.entities.resolve(article, local)).map(Id),
        span: texts.span(article, channel.span),
        kind: channel_kind(channel.kind),
    }
}

/// When it was said, where the text tells.
fn said<'d>(dossier: &'d Dossier, statement: &Statement) -> Option<&'d str> {
    let times = &dossier.annotations.get(statement.article.index())?.times;
    times.get(statement.said?)?.value.as_ref().map(|value| value.as_str())
}

fn channel_kind(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Outlet => "outlet",
        ChannelKind::Manner => "manner",
        ChannelKind::Addressee => "addressee",
    }
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Sure => "sure",
        Confidence::Likely => "likely",
        Confidence::Unsure => "unsure",
    }
}
