//! Puts a dossier together from texts and the words in them.

use std::ops::RangeInclusive;

use crate::alignment::entity::{Entities, Entity, EntityId};
use crate::alignment::passage::{Direction, Edit, Passage, PassageKind, Place};
use crate::alignment::question::{About, Fit, Member, Value};
use crate::annotation::{Anchor, Annotations, EntityKind, Sentence};
use crate::article::{Article, ArticleId, DateMethod, Furniture, FurnitureKind, Published};
use crate::capture::{Digest, MediaType};
use crate::corroboration::{
    Claim, Edge, Finding, How, Matter, Moment, MomentKind, Node, Origin, OriginId, OriginKind, Reason,
};
use crate::dossier::{CaptureRecord, Dossier};
use crate::edtf::Edtf;
use crate::notice::Notice;
use crate::statement::{
    Attitude, Channel, ChannelKind, Confidence, Source, SourceKind, Stance, Statement, StatementForm,
    StatementId,
};
use crate::text::{Citation, Span};

/// One statement, by its words.
#[derive(Clone)]
pub(super) struct Saying {
    pub(super) kind: SourceKind,
    pub(super) name: Option<&'static str>,
    pub(super) speaks_for: Option<&'static str>,
    pub(super) source: &'static str,
    pub(super) cue: &'static str,
    pub(super) content: &'static str,
    pub(super) channel: Option<(&'static str, &'static str, ChannelKind)>,
    pub(super) stance: Stance,
    pub(super) form: StatementForm,
    pub(super) hedges: Option<&'static str>,
    pub(super) origin: OriginId,
}

impl Saying {
    pub(super) fn new(
        content: &'static str,
        source: &'static str,
        cue: &'static str,
        origin: OriginId,
    ) -> Self {
        Saying {
            kind: SourceKind::Named,
            name: None,
            speaks_for: None,
            source,
            cue,
            content,
            channel: None,
            stance: Stance::Asserts,
            form: StatementForm::Indirect,
            hedges: None,
            origin,
        }
    }

    pub(super) fn narration(content: &'static str, origin: OriginId) -> Self {
        Saying {
            kind: SourceKind::Outlet,
            form: StatementForm::Narration,
            ..Saying::new(content, "", "", origin)
        }
    }
}

#[derive(Default)]
pub(super) struct Builder {
    dossier: Dossier,
}

impl Builder {
    pub(super) fn article(
        &mut self,
        path: &str,
        outlet: Option<&str>,
        headline: Option<&str>,
        date: Option<&str>,
        text: &str,
    ) -> ArticleId {
        let id = ArticleId(self.dossier.articles.len() as u32);
        let mut digest = [id.0 as u8 * 29 + 7; 32];
        digest[3] = 0xc4;
        self.dossier.captures.push(CaptureRecord {
            id: Digest(digest),
            path: path.into(),
            media_type: MediaType::Text,
            bytes: text.len(),
        });
        self.dossier.articles.push(Article {
            id,
            capture: Digest(digest),
            path: path.into(),
            headline: headline.map(Into::into),
            headline_span: headline.and_then(|headline| find(text, headline)),
            byline: None,
            outlet: outlet.map(Into::into),
            url: path.ends_with("html").then(|| format!("https://news.example/{path}")),
            published: date.map(|date| Published {
                value: Edtf::new(date),
                method: DateMethod::Given,
                span: None,
                contradicted: false,
            }),
            language: Some("en".into()),
            text: text.into(),
            furniture: Vec::new(),
            credits: Vec::new(),
        });
        self.dossier.annotations.push(Annotations { sentences: sentences(text), ..Annotations::default() });
        id
    }

    fn text(&self, article: ArticleId) -> &str {
        &self.dossier.articles[article.index()].text
    }

    fn span(&self, article: ArticleId, words: &str) -> Span {
        find(self.text(article), words).unwrap_or_else(|| panic!("{article}: {words}"))
    }

    fn around(&self, article: ArticleId, span: Span) -> Span {
        let sentences = &self.dossier.annotations[article.index()].sentences;
        sentences
            .iter()
            .map(|found| found.span)
            .filter(|found| found.overlaps(span))
            .reduce(Span::cover)
            .unwrap_or(span)
    }

    pub(super) fn furniture(&mut self, article: ArticleId, kind: FurnitureKind, words: &str) {
        let span = self.span(article, words);
        self.dossier.articles[article.index()].furniture.push(Furniture { span, kind });
    }

    pub(super) fn origin(&mut self, name: &str, kind: OriginKind) -> OriginId {
        self.dossier.corroboration.origins.push(Origin { name: name.into(), kind });
        OriginId(self.dossier.corroboration.origins.len() as u32 - 1)
    }

    pub(super) fn says(&mut self, article: ArticleId, saying: Saying) -> StatementId {
        let content = self.span(article, saying.content);
        let sentence = self.around(article, content);
        let near = |words: &str| {
            (!words.is_empty())
                .then(|| {
                    let inside = find(sentence.of(self.text(article)), words);
                    inside.map(|found| Span::new(found.start + sentence.start, found.end + sentence.start))
                })
                .flatten()
        };
        let statement = Statement {
            article,
            form: saying.form,
            source: Source {
                kind: saying.kind,
                name: saying.name.map(Into::into),
                entity: None,
                span: near(saying.source),
                speaks_for: saying.speaks_for.map(Into::into),
                candidates: Vec::new(),
            },
            cue: near(saying.cue),
            content: vec![content],
            channel: saying
                .channel
                .into_iter()
                .map(|(name, words, kind)| Channel {
                    name: name.into(),
                    entity: None,
                    span: near(words).unwrap_or_default(),
                    kind,
                })
                .collect(),
            stance: saying.stance,
            said: None,
            sentence,
            hedges: saying.hedges.and_then(near).into_iter().collect(),
            within: None,
            attitude: Attitude::Speech,
            confidence: Confidence::Likely,
        };
        self.dossier.statements.push(statement);
        self.dossier.corroboration.origin_of.push(saying.origin);
        StatementId(self.dossier.statements.len() as u32 - 1)
    }

    pub(super) fn statement_edges(&mut self) {
        for (place, origin) in self.dossier.corroboration.origin_of.clone().into_iter().enumerate() {
            let told = !self.dossier.statements[place].channel.is_empty();
            let to = Node::Statement(StatementId(place as u32));
            let how = if told { How::Told } else { How::Said };
            self.dossier.corroboration.lineage.edges.push(Edge {
                from: Node::Origin(origin),
                to,
                how,
                directed: true,
                because: Vec::new(),
            });
        }
    }

    pub(super) fn edge(&mut self, from: Node, to: Node, how: How, directed: bool, words: &str) {
        let because = [from, to]
            .iter()
            .filter_map(|node| match node {
                Node::Article(article) if !words.is_empty() => Some(self.cite(*article, words)),
                _ => None,
            })
            .collect();
        self.dossier.corroboration.lineage.edges.push(Edge { from, to, how, directed, because });
    }

    fn cite(&self, article: ArticleId, words: &str) -> Citation {
        Citation::new(article, self.text(article), self.span(article, words))
    }

    pub(super) fn matter(
        &mut self,
        label: &str,
        about: About,
        findings: &[Finding],
        origins: RangeInclusive<u32>,
        because: &str,
    ) -> MatterBuilder<'_> {
        self.dossier.corroboration.matters.push(Matter {
            label: label.into(),
            about,
            claims: Vec::new(),
            findings: findings.to_vec(),
            origins,
            because: because.into(),
            reasons: Vec::new(),
            silent: (0..self.dossier.articles.len() as u32).map(ArticleId).collect(),
            near: Vec::new(),
            is_update: false,
            long_ago: false,
        });
        MatterBuilder { made: self }
    }

    pub(super) fn passage(
        &mut self,
        a: (ArticleId, &str),
        b: (ArticleId, &str),
        edit: Edit,
        kind: PassageKind,
        direction: Direction,
        because: &str,
    ) {
        let place = |(article, words)| Place { article, span: self.span(article, words) };
        let (a, b) = (place(a), place(b));
        let similarity = if edit == Edit::Verbatim { 1.0 } else { 0.7 };
        self.dossier.passages.push(Passage {
            a,
            b,
            edit,
            kind,
            similarity,
            spun: None,
            direction,
            because: because.into(),
        });
    }

    pub(super) fn moment(
        &mut self,
        value: &str,
        kind: MomentKind,
        article: ArticleId,
        words: &str,
        statement: Option<StatementId>,
        reckoned: bool,
    ) {
        let span = self.span(article, words);
        let relative_to = reckoned.then_some(Anchor::Published);
        self.dossier.corroboration.timeline.push(Moment {
            value: Edtf::new(value),
            kind,
            statement,
            article,
            span,
            relative_to,
        });
    }

    pub(super) fn published(&mut self, article: ArticleId) {
        let value = self.dossier.articles[article.index()].published.clone().expect("it bears a date").value;
        let span = Span::new(0, 1);
        self.dossier.corroboration.timeline.push(Moment {
            value,
            kind: MomentKind::Publication,
            statement: None,
            article,
            span,
            relative_to: None,
        });
    }

    pub(super) fn notice(&mut self, notice: Notice) {
        self.dossier.notices.push(notice);
    }

    pub(super) fn done(mut self) -> Dossier {
        let name = |name: &str, kind, aliases: &[&str]| Entity {
            name: name.into(),
            aliases: aliases.iter().map(|&a| a.into()).collect(),
            kind,
            of: None,
            members: Vec::new(),
            because: Vec::new(),
        };
        let mut marn = name("Ilse Marn", EntityKind::Person, &["Marn"]);
        marn.of = Some(EntityId(1));
        marn.because = vec!["“Marn” stands in the Quay Herald after “Ilse Marn”.".into()];
        self.dossier.entities = Entities {
            entities: vec![
                marn,
                name("Dockers’ Relief Committee", EntityKind::Organisation, &["the committee"]),
            ],
            of_article: vec![Vec::new(); self.dossier.articles.len()],
            ..Entities::default()
        };
        self.dossier
    }
}

pub(super) struct MatterBuilder<'b> {
    made: &'b mut Builder,
}

impl MatterBuilder<'_> {
    fn last(&mut self) -> &mut Matter {
        self.made.dossier.corroboration.matters.last_mut().expect("just added")
    }

    pub(super) fn claim(
        mut self,
        label: &str,
        stance: Stance,
        value: Option<Value>,
        origins: RangeInclusive<u32>,
        members: &[(StatementId, &str, Stance)],
    ) -> Self {
        let members: Vec<Member> = members
            .iter()
            .map(|&(statement, words, stance)| {
                let sentence = self.made.dossier.statements[statement.index()].sentence;
                let article = self.made.dossier.statements[statement.index()].article;
                let found =
                    find(sentence.of(self.made.text(article)), words).unwrap_or_else(|| panic!("{words}"));
                Member {
                    statement,
                    focus: Span::new(found.start + sentence.start, found.end + sentence.start),
                    stance,
                    fit: Fit::Sure,
                }
            })
            .collect();
        let mut articles: Vec<ArticleId> = members
            .iter()
            .map(|member| self.made.dossier.statements[member.statement.index()].article)
            .collect();
        articles.sort();
        articles.dedup();
        self.last().silent.retain(|article| !articles.contains(article));
        self.last().claims.push(Claim {
            label: label.into(),
            stance,
            value,
            members,
            articles,
            unsure: Vec::new(),
            origins,
        });
        self
    }

    pub(super) fn reason(mut self, sentence: &str, citations: &[(ArticleId, &str)]) -> Self {
        let citations = citations.iter().map(|&(article, words)| self.made.cite(article, words)).collect();
        self.last().reasons.push(Reason { sentence: sentence.into(), citations });
        self
    }

    pub(super) fn update(mut self) {
        self.last().is_update = true;
    }
}

fn find(text: &str, words: &str) -> Option<Span> {
    text.find(words).map(|at| Span::new(at, at + words.len()))
}

/// Sentences well enough for texts written for it.
fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut start = 0;
    let ends = text.char_indices().filter(|&(at, c)| {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        c == '\n'
            || (".”!".contains(c)
                && rest.starts_with([' ', '\n'])
                && text
                    .get(..at + c.len_utf8())
                    .is_some_and(|before| before.ends_with(['.', '!']) || before.ends_with(".”"))
                && !text.get(..at).is_some_and(|before| before.ends_with("Mr")))
    });
    for (at, c) in ends {
        found.push(Span::new(start, at + c.len_utf8()).trimmed(text));
        start = at + c.len_utf8();
    }
    found.push(Span::new(start, text.len()).trimmed(text));
    found
        .into_iter()
        .filter(|span| !span.is_empty())
        .map(|span| Sentence { span, tokens: 0..0, paragraph: 0 })
        .collect()
}
