//! The articles as this stage looks at them: the parse turned round, the stories they tell, who owns which words.

use std::sync::OnceLock;

use super::point::Twice;
use super::story::Settings;
use super::term::{self, Term};
use crate::alignment::Reading;
use crate::alignment::entity::{Entity, EntityId};
use crate::annotation::{Annotations, Children, Form, Relation, Time, Token, Upos};
use crate::article::{Article, ArticleId};
use crate::statement::{Statement, StatementId};
use crate::text::Span;

/// Everything that is looked at, with what is reckoned once.
pub(super) struct Scene<'r> {
    /// What was read.
    pub reading: Reading<'r>,
    /// The parse of each article turned round.
    pub children: Vec<Children>,
    /// The statements of each article, in order.
    pub statements_of: Vec<Vec<StatementId>>,
    /// What the statements of each article say, by where it begins.
    parts_of: Vec<Vec<Part>>,
    /// Which articles tell one story, where and when.
    pub stories: Settings<'r>,
    /// Which articles tell of two events of one kind, once that is known.
    pub twice: OnceLock<Twice>,
}

/// A part of what a statement says.
#[derive(Clone, Copy)]
struct Part {
    span: Span,
    statement: StatementId,
    /// The farthest end of this part and of all that begin before it.
    reach: usize,
}

/// How far a sentence is looked at on either side of a token, in tokens: none that is written is longer.
const WIDEST: usize = 200;

/// One article of a scene.
#[derive(Clone, Copy)]
pub(super) struct View<'s> {
    pub article: &'s Article,
    pub found: &'s Annotations,
    pub children: &'s Children,
    pub statements: &'s [StatementId],
}

impl<'r> Scene<'r> {
    pub(super) fn new(reading: Reading<'r>) -> Self {
        let mut statements_of = vec![Vec::new(); reading.articles.len()];
        for (at, statement) in reading.statements.iter().enumerate() {
            let own: Option<&mut Vec<StatementId>> = statements_of.get_mut(statement.article.index());
            own.into_iter().for_each(|own| own.push(StatementId(at as u32)));
        }
        let parts_of = statements_of.iter().map(|own| parts(reading.statements, own)).collect();
        Scene {
            parts_of,
            children: reading.annotations.iter().map(Annotations::children).collect(),
            stories: Settings::new(reading),
            twice: OnceLock::new(),
            reading,
            statements_of,
        }
    }

    /// The article with this number.
    pub(super) fn view(&self, article: ArticleId) -> Option<View<'_>> {
        let at = article.index();
        Some(View {
            article: self.reading.articles.get(at)?,
            found: self.reading.annotations.get(at)?,
            children: self.children.get(at)?,
            statements: self.statements_of.get(at)?,
        })
    }

    /// All articles, in order.
    pub(super) fn views(&self) -> impl Iterator<Item = View<'_>> {
        (0..self.reading.articles.len()).filter_map(|at| self.view(ArticleId(at as u32)))
    }

    /// The statement with this number.
    pub(super) fn statement(&self, id: StatementId) -> Option<&'r Statement> {
        self.reading.statements.get(id.index())
    }

    /// The text of an article.
    pub(super) fn text(&self, article: ArticleId) -> &'r str {
        self.reading.articles.get(article.index()).map_or("", |article| article.text.as_str())
    }

    /// Whether two articles tell of two events of one kind, each of its own day.
    pub(super) fn tells_of_two(&self, one: ArticleId, other: ArticleId) -> bool {
        self.twice.get().is_some_and(|twice| twice.between(self, one, other))
    }

    /// An entity that some article names; none that is only described or stood for.
    pub(super) fn named(&self, id: EntityId) -> Option<&Entity> {
        let entity = self.reading.entities.get(id)?;
        let named = entity.members.iter().any(|(article, local)| {
            let found = self.reading.annotations.get(article.index());
            let mut mentions = found.into_iter().flat_map(|found| &found.mentions);
            mentions.any(|it| it.entity == *local && it.form == Form::Name)
        });
        named.then_some(entity)
    }

    /// The terms of a span, named.
    pub(super) fn terms(&self, view: View<'_>, span: Span) -> Vec<Term> {
        let mut terms = term::terms(view.found, &view.article.text, span);
        term::name(&mut terms, view.article.id, view.found, self.reading.entities);
        terms
    }

    /// The terms of all that a statement says.
    pub(super) fn content_terms(&self, view: View<'_>, statement: &Statement) -> Vec<Term> {
        statement.content.iter().flat_map(|span| self.terms(view, *span)).collect()
    }

    /// The innermost statement whose content holds `focus`; none for furniture.
    pub(super) fn owner(&self, view: View<'_>, focus: Span) -> Option<StatementId> {
        if view.article.is_furniture(focus) {
            return None;
        }
        let parts = self.parts_of.get(view.article.id.index())?;
        let begun = parts.partition_point(|part| part.span.start <= focus.start);
        let holding = parts[..begun]
            .iter()
            .rev()
            .take_while(|part| part.reach >= focus.end)
            .filter(|part| part.span.contains(focus))
            .map(|part| part.statement);
        holding.min_by_key(|id| (self.statement(*id).map(|said| said.content_span().len()), *id))
    }

    /// The entity across articles that a mention headed by, or holding, this token names.
    pub(super) fn entity_at(&self, view: View<'_>, token: usize) -> Option<EntityId> {
        let span = view.found.tokens.get(token)?.span;
        let after = view.found.mentions.partition_point(|mention| mention.span.start <= span.start);
        let mention = view.found.mentions.iter().take(after).rev().take(4).find(|mention| {
            mention.head == token || (mention.form == Form::Name && mention.span.contains(span))
        })?;
        self.reading.entities.resolve(view.article.id, mention.entity)
    }
}

/// The parts of what some statements say, by where they begin.
fn parts(statements: &[Statement], own: &[StatementId]) -> Vec<Part> {
    let of = |id: &StatementId| {
        let content = statements.get(id.index()).into_iter().flat_map(|said| &said.content);
        content.map(|span| Part { span: *span, statement: *id, reach: span.end }).collect::<Vec<_>>()
    };
    let mut parts: Vec<Part> = own.iter().flat_map(of).collect();
    parts.sort_by_key(|part| (part.span.start, part.span.end));
    let mut reach = 0;
    for part in &mut parts {
        reach = reach.max(part.span.end);
        part.reach = reach;
    }
    parts
}

impl<'s> View<'s> {
    /// The token at a place.
    pub(super) fn token(&self, at: usize) -> Option<&'s Token> {
        self.found.tokens.get(at)
    }

    /// The dictionary form of a token in lower case.
    pub(super) fn lemma(&self, at: usize) -> String {
        self.token(at).map(|token| token.lemma.to_lowercase()).unwrap_or_default()
    }

    /// Whether a token is of a part of speech.
    pub(super) fn is(&self, at: usize, upos: Upos) -> bool {
        self.token(at).is_some_and(|token| token.upos == upos)
    }

    /// The first word that hangs from a token by one of these relations.
    pub(super) fn child(&self, at: usize, relations: &[Relation]) -> Option<usize> {
        self.found.dependents(self.children, at, relations).next()
    }

    /// Whether a token is a form in "-ing".
    pub(super) fn is_ing(&self, at: usize) -> bool {
        self.found.word(&self.article.text, at).to_lowercase().ends_with("ing")
    }

    /// The tokens of the sentence that holds a token; of a text without full stops, those within reach.
    pub(super) fn sentence(&self, token: usize) -> std::ops::Range<usize> {
        let sentence = self.found.sentence_of_token(token).and_then(|at| self.found.sentences.get(at));
        let near = |tokens: std::ops::Range<usize>| {
            tokens.start.max(token.saturating_sub(WIDEST))..tokens.end.min(token + WIDEST)
        };
        sentence.map_or(token..token, |sentence| near(sentence.tokens.clone()))
    }

    /// The times that overlap a stretch of text.
    pub(super) fn times_in(&self, span: Span) -> impl Iterator<Item = &'s Time> {
        let from = self.found.times.partition_point(|time| time.span.end <= span.start);
        self.found.times.iter().skip(from).take_while(move |time| time.span.start < span.end)
    }
}
