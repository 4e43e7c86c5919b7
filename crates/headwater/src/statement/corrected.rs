//! Who says it, where a person says otherwise.

use super::{Confidence, Source, SourceKind, Statement, StatementForm, StatementId};
use crate::annotation::{Annotations, Form};
use crate::article::corrected::{places, short};
use crate::article::{Article, ArticleId};
use crate::corrections::{
    Correction, Corrections, EntryId, Fate, Finder, Idle, Quote, Speaker, contradictions,
};
use crate::text::Span;

/// Gives statements the speakers that a person says.
pub fn speakers(
    articles: &[Article],
    annotations: &[Annotations],
    statements: &mut [Statement],
    corrections: &Corrections,
) -> Vec<Fate<StatementId>> {
    let mut finder = Finder::default();
    let mut said: Vec<(EntryId, StatementId, &Speaker)> = Vec::new();
    let mut fates = Vec::new();
    for (id, entry) in corrections.numbered() {
        let Correction::Speaker { quote, speaker } = &entry.what else { continue };
        match pointed_at(articles, statements, quote, &mut finder) {
            Ok(found) => said.extend(found.into_iter().map(|statement| (id, statement, speaker))),
            Err(idle) => fates.push(Fate::idle(id, idle)),
        }
    }
    let against = contradictions(&said);
    for same in said.chunk_by(|a, b| a.0 == b.0) {
        let Some(&(id, first, speaker)) = same.first() else { continue };
        let on: Vec<StatementId> = same.iter().map(|(_, statement, _)| *statement).collect();
        if let Some((_, other)) = against.iter().find(|(entry, _)| *entry == id) {
            fates.push(Fate { on, ..Fate::idle(id, Idle::refused(format!("it contradicts {other}"))) });
            continue;
        }
        let before = statements.get(first.index()).map(|statement| read_as(articles, statement));
        let changed: Vec<bool> =
            on.iter().map(|statement| give(articles, annotations, statements, *statement, speaker)).collect();
        let fate = match changed.contains(&true) {
            true => Fate { instead_of: before, ..Fate::applied(id, on) },
            false => Fate { on, ..Fate::idle(id, Idle::agreed()) },
        };
        fates.push(fate);
    }
    fates
}

/// The statement that a person points at, in its article and in those with the same text.
///
/// # Errors
/// If it is not there, or one of several.
pub fn pointed_at(
    articles: &[Article],
    statements: &[Statement],
    quote: &Quote,
    finder: &mut Finder,
) -> Result<Vec<StatementId>, Idle> {
    let places = places(articles, quote, finder)?;
    let found: Vec<StatementId> =
        places.into_iter().filter_map(|(article, span)| nearest(statements, article, span)).collect();
    if found.is_empty() {
        return Err(Idle::missing(format!("no statement was read in “{}”", short(&quote.exact))));
    }
    Ok(found)
}

/// The statement that a span of its article is nearest to: what both share, by what either holds.
fn nearest(statements: &[Statement], article: ArticleId, span: Span) -> Option<StatementId> {
    let first = statements.partition_point(|statement| statement.article < article);
    let own = statements.iter().enumerate().skip(first).take_while(|(_, it)| it.article == article);
    let scored = own.filter_map(|(place, statement)| {
        let shared: usize =
            statement.content.iter().filter_map(|it| it.intersection(span)).map(Span::len).sum();
        let all: usize = statement.content.iter().map(|it| it.len()).sum();
        let near = shared as f64 / (all + span.len() - shared).max(1) as f64;
        (shared > 0).then_some((near, std::cmp::Reverse(place)))
    });
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
    Some(StatementId(best.1.0 as u32))
}

/// Who says it by the program's reading, as a clause.
fn read_as(articles: &[Article], statement: &Statement) -> String {
    let source = &statement.source;
    let words = source
        .span
        .zip(articles.get(statement.article.index()))
        .map(|(span, article)| span.of(&article.text));
    match (source.kind, source.name.as_deref(), words) {
        _ if statement.is_narration() => "told in the article’s own voice".to_owned(),
        (SourceKind::Unresolved, _, Some(words)) => format!("said by “{words}”, not resolved"),
        (SourceKind::Unresolved, ..) => "said by nobody that is named".to_owned(),
        (SourceKind::Outlet, ..) => "said by the outlet itself".to_owned(),
        (_, Some(name), _) => format!("said by {name}"),
        (_, None, words) => format!("said by {}", words.unwrap_or("somebody not named")),
    }
}

/// Gives one statement its speaker; whether that is another than before.
fn give(
    articles: &[Article],
    annotations: &[Annotations],
    statements: &mut [Statement],
    id: StatementId,
    speaker: &Speaker,
) -> bool {
    let Some(statement) = statements.get_mut(id.index()) else { return false };
    let Some(article) = articles.get(statement.article.index()) else { return false };
    let found = annotations.get(article.id.index());
    let source = source(article, found, &statement.source, speaker);
    let same = !statement.is_narration() && is_same(&statement.source, &source);
    if same {
        return false;
    }
    statement.source = source;
    if statement.is_narration() {
        statement.form = StatementForm::Indirect;
    }
    // A person has looked.
    statement.confidence = Confidence::Sure;
    true
}

/// Whether two sources are one as far as anybody is told.
fn is_same(one: &Source, other: &Source) -> bool {
    let name = |source: &Source| source.name.as_deref().map(str::to_lowercase);
    let entity = one.entity.is_some() && one.entity == other.entity;
    one.kind == other.kind
        && (name(one) == name(other) || entity)
        && (other.speaks_for.is_none() || name_of(&one.speaks_for) == name_of(&other.speaks_for))
}

fn name_of(name: &Option<String>) -> Option<String> {
    name.as_deref().map(str::to_lowercase)
}

/// The source that a person names.
fn source(article: &Article, found: Option<&Annotations>, read: &Source, speaker: &Speaker) -> Source {
    let nobody = Source {
        kind: SourceKind::Unresolved,
        name: None,
        entity: None,
        // The words that stand for whoever it is still do; a name that was read wrongly does not.
        span: read.span.filter(|_| matches!(read.kind, SourceKind::Unresolved | SourceKind::Unnamed)),
        speaks_for: None,
        candidates: Vec::new(),
    };
    match speaker {
        Speaker::Unknown => nobody,
        Speaker::Described { words, speaks_for } => Source {
            kind: SourceKind::Unnamed,
            name: Some(words.clone()),
            speaks_for: speaks_for.clone(),
            ..nobody
        },
        Speaker::Named { name, .. } if is_outlet(article, name) => {
            Source { kind: SourceKind::Outlet, name: article.outlet.clone(), ..nobody }
        }
        Speaker::Named { name, speaks_for } => {
            let entity = found.and_then(|found| called(article, found, name));
            let own = entity.and_then(|(local, _)| found?.entities.get(local));
            let of = own.and_then(|own| found?.entities.get(own.of?)).map(|of| of.name.clone());
            let kind = match entity {
                Some((_, false)) => SourceKind::Unnamed,
                _ => SourceKind::Named,
            };
            Source {
                kind,
                name: Some(own.map_or(name, |own| &own.name).clone()),
                entity: entity.map(|(local, _)| local),
                speaks_for: speaks_for.clone().or(of),
                ..nobody
            }
        }
    }
}

fn is_outlet(article: &Article, name: &str) -> bool {
    article.outlet.as_deref().is_some_and(|outlet| outlet.trim().eq_ignore_ascii_case(name.trim()))
}

/// The article's own entity of this name, where it is one alone, and whether the text ever names it.
fn called(article: &Article, found: &Annotations, name: &str) -> Option<(usize, bool)> {
    let spelled = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let wanted = spelled(name);
    let mut best: Vec<(usize, bool, bool)> = Vec::new();
    for (local, entity) in found.entities.iter().enumerate() {
        let mentions = || entity.mentions.iter().filter_map(|place| found.mentions.get(*place));
        let is_called = mentions()
            .filter(|mention| mention.form != Form::Pronoun)
            .any(|mention| spelled(mention.span.of(&article.text)) == wanted);
        let whole = spelled(&entity.name) == wanted;
        let is_named = mentions().any(|mention| mention.form == Form::Name);
        if is_called || whole {
            best.push((local, whole, is_named));
        }
    }
    if best.iter().any(|(_, whole, _)| *whole) {
        best.retain(|(_, whole, _)| *whole);
    }
    match best.as_slice() {
        [(local, _, is_named)] => Some((*local, *is_named)),
        _ => None,
    }
}
