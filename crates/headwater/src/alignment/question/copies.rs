//! Articles with one text are read once: a copy answers what its original answers, and nothing else.
//!
//! So a copy cannot change which words are rare, what a story is about, or which statements meet, and can
//! never raise a count of origins.

use std::collections::BTreeMap;

use super::{Member, Question};
use crate::alignment::entity::Entities;
use crate::alignment::passage::{Passage, Place};
use crate::alignment::{Reading, Stories};
use crate::annotation::Annotations;
use crate::article::{Article, ArticleId};
use crate::statement::{Statement, StatementId};

/// Finds questions among articles of different texts, and lets the copies of each answer with it.
pub(super) fn questions(reading: Reading<'_>, find: impl Fn(Reading<'_>) -> Vec<Question>) -> Vec<Question> {
    let originals = originals(reading.articles);
    if originals.iter().enumerate().all(|(place, original)| place == *original) {
        return find(reading);
    }
    let distinct = Distinct::new(reading, &originals);
    let found = find(distinct.reading());
    let copies = Copies::new(reading, &originals);
    found.into_iter().map(|question| copies.answer(&distinct, question)).collect()
}

/// For each article the first one with the same text, itself if there is none.
pub(super) fn originals(articles: &[Article]) -> Vec<usize> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    articles
        .iter()
        .enumerate()
        .map(|(place, article)| *first.entry(article.text.trim_end()).or_insert(place))
        .collect()
}

/// The reading of the originals alone, with numbers of its own.
struct Distinct {
    articles: Vec<Article>,
    annotations: Vec<Annotations>,
    statements: Vec<Statement>,
    /// For each statement here, its number in the whole reading.
    number: Vec<StatementId>,
    entities: Entities,
    passages: Vec<Passage>,
    stories: Stories,
}

impl Distinct {
    fn new(reading: Reading<'_>, originals: &[usize]) -> Self {
        let kept: Vec<usize> = originals
            .iter()
            .enumerate()
            .filter(|(place, original)| place == *original)
            .map(|(place, _)| place)
            .collect();
        let renumbered: BTreeMap<ArticleId, ArticleId> =
            kept.iter().zip(0..).map(|(&old, new)| (ArticleId(old as u32), ArticleId(new))).collect();
        let articles = kept.iter().filter_map(|&old| {
            let article = reading.articles.get(old)?.clone();
            Some(Article { id: *renumbered.get(&article.id)?, ..article })
        });
        let (statements, number) = statements(reading, &renumbered);
        let of_article =
            kept.iter().map(|&old| reading.entities.of_article.get(old).cloned().unwrap_or_default());
        Distinct {
            articles: articles.collect(),
            annotations: kept.iter().filter_map(|&old| reading.annotations.get(old).cloned()).collect(),
            statements,
            number,
            entities: Entities {
                entities: reading.entities.entities.clone(),
                of_article: of_article.collect(),
                // Only whose word counts asks for the offices, and looks at all articles.
                ..Entities::default()
            },
            passages: reading.passages.iter().filter_map(|passage| moved(passage, &renumbered)).collect(),
            stories: Stories {
                of: kept.iter().map(|&old| reading.stories.of(ArticleId(old as u32))).collect(),
                neighbours: reading
                    .stories
                    .neighbours
                    .iter()
                    .filter_map(|neighbour| renumbered.get(neighbour).copied())
                    .collect(),
            },
        }
    }

    fn reading(&self) -> Reading<'_> {
        Reading {
            articles: &self.articles,
            annotations: &self.annotations,
            statements: &self.statements,
            entities: &self.entities,
            passages: &self.passages,
            stories: &self.stories,
        }
    }
}

/// The statements of the originals, and their numbers in the whole reading.
fn statements(
    reading: Reading<'_>,
    renumbered: &BTreeMap<ArticleId, ArticleId>,
) -> (Vec<Statement>, Vec<StatementId>) {
    let mut kept: Vec<Statement> = Vec::new();
    let mut number: Vec<StatementId> = Vec::new();
    let mut place_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (old, statement) in reading.statements.iter().enumerate() {
        let Some(&article) = renumbered.get(&statement.article) else { continue };
        place_of.insert(old, kept.len());
        number.push(StatementId(old as u32));
        kept.push(Statement { article, ..statement.clone() });
    }
    for statement in &mut kept {
        statement.within = statement.within.and_then(|outer| place_of.get(&outer).copied());
    }
    (kept, number)
}

fn moved(passage: &Passage, renumbered: &BTreeMap<ArticleId, ArticleId>) -> Option<Passage> {
    let place = |place: Place| Some(Place { article: *renumbered.get(&place.article)?, span: place.span });
    Some(Passage { a: place(passage.a)?, b: place(passage.b)?, ..passage.clone() })
}

/// Where the statements of each article begin, and which articles are copies of it.
struct Copies<'r> {
    statements: &'r [Statement],
    begins: BTreeMap<ArticleId, usize>,
    of: BTreeMap<ArticleId, Vec<ArticleId>>,
}

impl<'r> Copies<'r> {
    fn new(reading: Reading<'r>, originals: &[usize]) -> Self {
        let mut begins = BTreeMap::new();
        for (place, statement) in reading.statements.iter().enumerate() {
            begins.entry(statement.article).or_insert(place);
        }
        let mut of: BTreeMap<ArticleId, Vec<ArticleId>> = BTreeMap::new();
        for (copy, &original) in originals.iter().enumerate().filter(|(place, original)| place != *original) {
            of.entry(ArticleId(original as u32)).or_default().push(ArticleId(copy as u32));
        }
        Copies { statements: reading.statements, begins, of }
    }

    /// The question in the numbers of the whole reading, with the copies' members beside their originals'.
    fn answer(&self, distinct: &Distinct, mut question: Question) -> Question {
        for answer in &mut question.answers {
            let own = answer.members.iter().filter_map(|member| {
                Some(Member { statement: *distinct.number.get(member.statement.index())?, ..*member })
            });
            let own: Vec<Member> = own.collect();
            answer.members =
                own.iter().flat_map(|member| self.twins(member)).chain(own.iter().copied()).collect();
            answer.members.sort_unstable();
        }
        question
    }

    /// The same member in every copy of its article.
    fn twins(&self, member: &Member) -> Vec<Member> {
        let Some(original) = self.statements.get(member.statement.index()) else { return Vec::new() };
        let begin = |article: &ArticleId| self.begins.get(article).copied();
        let Some(offset) = begin(&original.article).map(|begin| member.statement.index() - begin) else {
            return Vec::new();
        };
        let copies = self.of.get(&original.article).into_iter().flatten();
        let twin = |copy: &ArticleId| {
            let place = begin(copy)? + offset;
            let twin = self.statements.get(place)?;
            (twin.article == *copy && twin.content == original.content)
                .then_some(Member { statement: StatementId(place as u32), ..*member })
        };
        copies.filter_map(twin).collect()
    }
}
