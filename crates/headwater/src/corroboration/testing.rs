//! Stories for tests: articles, statements, passages and questions, put together in a few words.
//!
//! Places are given by the words that stand there.

use std::collections::BTreeMap;

use super::{Corroboration, corroborate};
use crate::alignment::entity::{Entities, Entity, EntityId};
use crate::alignment::passage::{Direction, Edit, Passage, PassageKind, Place};
use crate::alignment::question::{About, Agreement, Answer, Fit, Member, Question};
use crate::alignment::{Reading, Stories};
use crate::annotation::{self, Annotations, EntityKind, Form, Mention, Time, TimeKind};
use crate::article::{Article, ArticleId, Credit, DateMethod, Published};
use crate::edtf::Edtf;
use crate::notice::Noted;
use crate::statement::{
    Attitude, Channel, ChannelKind, Confidence, Source, SourceKind, Stance, Statement, StatementForm,
    StatementId,
};
use crate::text::Span;

/// A story in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Story {
    pub(crate) articles: Vec<Article>,
    pub(crate) annotations: Vec<Annotations>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) entities: Entities,
    pub(crate) passages: Vec<Passage>,
    pub(crate) questions: Vec<Question>,
    pub(crate) stories: Stories,
    names: BTreeMap<String, EntityId>,
}

impl Story {
    /// An article of an outlet; no outlet for an empty name.
    pub(crate) fn article(&mut self, outlet: &str, text: &str) -> ArticleId {
        let id = ArticleId(self.articles.len() as u32);
        self.articles.push(Article {
            id,
            path: format!("{}.txt", id.0 + 1),
            outlet: (!outlet.is_empty()).then(|| outlet.to_owned()),
            language: Some("en".into()),
            ..Article::of_text(text)
        });
        self.annotations.push(Annotations::default());
        self.entities.of_article.push(Vec::new());
        id
    }

    pub(crate) fn published(&mut self, article: ArticleId, value: &str) {
        let published =
            Published { value: Edtf::new(value), method: DateMethod::Given, span: None, contradicted: false };
        self.articles[article.index()].published = Some(published);
    }

    pub(crate) fn credited(&mut self, article: ArticleId, name: &str) {
        self.articles[article.index()].credits.push(Credit { name: name.into(), span: None });
    }

    pub(crate) fn time(&mut self, article: ArticleId, words: &str, value: &str) {
        let kind = if value.starts_with('P') { TimeKind::Duration } else { TimeKind::Date };
        let value = Some(Edtf::new(value));
        let time = Time { span: self.span(article, words), value, relative_to: None, anchor: None, kind };
        self.annotations[article.index()].times.push(time);
    }

    /// Names an entity of the article at the first place where these words stand.
    pub(crate) fn mention(&mut self, article: ArticleId, entity: usize, words: &str) {
        let span = self.span(article, words);
        let found = &mut self.annotations[article.index()];
        let kind = found.entities[entity].kind;
        let place = found.mentions.len();
        found.mentions.push(Mention { span, head: 0, form: Form::Name, kind, entity });
        found.entities[entity].mentions.push(place);
    }

    /// The article's own entity of this name; across articles, equal names are one.
    pub(crate) fn entity(&mut self, article: ArticleId, name: &str, kind: EntityKind) -> usize {
        let next = EntityId(self.entities.entities.len() as u32);
        let id = *self.names.entry(name.to_owned()).or_insert(next);
        if id == next {
            let (name, aliases, members, because) = (name.to_owned(), Vec::new(), Vec::new(), Vec::new());
            self.entities.entities.push(Entity { name, aliases, kind, of: None, members, because });
        }
        let own = &mut self.entities.of_article[article.index()];
        if let Some(local) = own.iter().position(|&it| it == id) {
            return local;
        }
        own.push(id);
        let local = own.len() - 1;
        self.entities.entities[id.0 as usize].members.push((article, local));
        self.annotations[article.index()].entities.push(annotation::Entity {
            name: name.into(),
            kind,
            mentions: Vec::new(),
            roles: Vec::new(),
            of: None,
        });
        local
    }

    /// Gives a person a role in an organisation, in the article that says so.
    pub(crate) fn role(&mut self, article: ArticleId, person: &str, role: &str, organisation: &str) {
        let local = self.entity(article, person, EntityKind::Person);
        let of = self.entity(article, organisation, EntityKind::Organisation);
        let id = self.names[person];
        self.entities.entities[id.0 as usize].of = Some(self.names[organisation]);
        let entity = &mut self.annotations[article.index()].entities[local];
        entity.roles.push(role.into());
        entity.of = Some(of);
    }

    fn add(&mut self, article: ArticleId, source: Source, form: StatementForm, words: &str) -> StatementId {
        let content = self.span(article, words);
        self.statements.push(Statement {
            article,
            form,
            source,
            cue: None,
            content: vec![content],
            channel: Vec::new(),
            stance: Stance::Asserts,
            attitude: Attitude::Speech,
            said: None,
            sentence: content,
            hedges: Vec::new(),
            within: None,
            confidence: Confidence::Sure,
        });
        StatementId(self.statements.len() as u32 - 1)
    }

    /// Said by a person.
    pub(crate) fn said(&mut self, article: ArticleId, person: &str, words: &str) -> StatementId {
        self.said_by(article, person, EntityKind::Person, words)
    }

    /// Said by an organisation or outlet.
    pub(crate) fn stated(&mut self, article: ArticleId, body: &str, words: &str) -> StatementId {
        self.said_by(article, body, EntityKind::Organisation, words)
    }

    fn said_by(&mut self, article: ArticleId, name: &str, kind: EntityKind, words: &str) -> StatementId {
        let entity = Some(self.entity(article, name, kind));
        let source = Source { entity, ..source(SourceKind::Named, name) };
        self.add(article, source, StatementForm::Indirect, words)
    }

    /// Said by somebody described and not named.
    pub(crate) fn unnamed(&mut self, article: ArticleId, described: &str, words: &str) -> StatementId {
        self.add(article, source(SourceKind::Unnamed, described), StatementForm::Indirect, words)
    }

    /// Told in the article's own voice.
    pub(crate) fn narrated(&mut self, article: ArticleId, words: &str) -> StatementId {
        self.add(article, source(SourceKind::Outlet, ""), StatementForm::Narration, words)
    }

    /// Through whose hands a statement came.
    pub(crate) fn through(&mut self, id: StatementId, outlet: &str) {
        let kind = ChannelKind::Outlet;
        let channel = Channel { name: outlet.into(), entity: None, span: Span::default(), kind };
        self.statements[id.index()].channel.push(channel);
    }

    pub(crate) fn said_on(&mut self, id: StatementId, time: usize) {
        self.statements[id.index()].said = Some(time);
    }

    pub(crate) fn statement(&mut self, id: StatementId) -> &mut Statement {
        &mut self.statements[id.index()]
    }

    /// The same wording in two articles.
    pub(crate) fn passage(&mut self, a: ArticleId, b: ArticleId, words: &str, direction: Direction) {
        let place = |article| Place { article, span: self.span(article, words) };
        self.passages.push(Passage {
            a: place(a),
            b: place(b),
            edit: Edit::Verbatim,
            kind: PassageKind::Prose,
            similarity: 1.0,
            spun: None,
            direction,
            because: String::new(),
        });
    }

    /// A question with its answers, each a label and the statements that give it.
    pub(crate) fn question(&mut self, relation: Agreement, answers: &[(&str, &[StatementId])]) {
        let answer = |&(label, ids): &(&str, &[StatementId])| Answer {
            label: label.into(),
            value: None,
            members: ids.iter().map(|&id| self.member(id)).collect(),
        };
        let answers = answers.iter().map(answer).collect();
        self.questions.push(Question {
            label: "how many left".into(),
            about: About::Number,
            answers,
            relation,
            long_ago: false,
        });
    }

    fn member(&self, statement: StatementId) -> Member {
        let found = self.statements.get(statement.index());
        let (focus, stance) =
            found.map_or((Span::default(), Stance::Asserts), |it| (it.content_span(), it.stance));
        Member { statement, focus, stance, fit: Fit::Sure }
    }

    fn span(&self, article: ArticleId, words: &str) -> Span {
        let text = &self.articles[article.index()].text;
        let start = text.find(words).unwrap_or_else(|| panic!("“{words}” is not in “{text}”"));
        Span::new(start, start + words.len())
    }

    pub(crate) fn reading(&self) -> Reading<'_> {
        Reading {
            articles: &self.articles,
            annotations: &self.annotations,
            statements: &self.statements,
            entities: &self.entities,
            passages: &self.passages,
            stories: &self.stories,
        }
    }

    pub(crate) fn corroborate(&self) -> Noted<Corroboration> {
        corroborate(self.reading(), self.questions.clone())
    }
}

fn source(kind: SourceKind, name: &str) -> Source {
    Source {
        kind,
        name: (!name.is_empty()).then(|| name.to_owned()),
        entity: None,
        span: None,
        speaks_for: None,
        candidates: Vec::new(),
    }
}
