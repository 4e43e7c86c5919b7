//! The same question: statements of different articles that speak to one point, and the answers they give.

pub mod claim;
mod clause;
mod cluster;
mod copies;
pub mod corrected;
mod dated;
mod denial;
mod discord;
mod edited;
mod elsewhere;
mod event;
mod extract;
mod fit;
mod label;
mod lexicon;
mod likeness;
mod merged;
mod mood;
mod named;
pub mod near;
mod opposed;
mod point;
mod predication;
mod proposition;
mod quotation;
mod reply;
mod role;
mod scene;
mod setting;
mod similarity;
mod slot;
mod story;
mod term;
mod value;
mod words;

use std::collections::BTreeSet;

pub(crate) use self::merged::NOT_YET;
use self::point::{Point, Sort};
use self::scene::Scene;
use self::slot::Slot;
use crate::alignment::{Reading, Stories};
use crate::annotation::{Annotations, Hedge, Upos};
use crate::article::Article;
use crate::edtf::Edtf;
use crate::statement::{Stance, StatementId, said_with};
use crate::text::Span;

/// What kind of question a matter turns on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// How many, how much.
    Number,
    /// When.
    Date,
    /// Which in an order ("the first").
    Rank,
    /// Who.
    Name,
    /// Where.
    Place,
    /// Whether and how it happened.
    Event,
    /// What exactly was said.
    Words,
}

impl About {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            About::Number => "number",
            About::Date => "date",
            About::Rank => "rank",
            About::Name => "name",
            About::Place => "place",
            About::Event => "event",
            About::Words => "words",
        }
    }
}

/// One point at issue with the answers that were given to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// A short noun phrase that a person would write ("how many men were detained").
    pub label: String,
    /// What it turns on.
    pub about: About,
    /// The different answers; statements that say compatible things stand under one answer.
    pub answers: Vec<Answer>,
    /// How the answers stand to each other.
    pub relation: Agreement,
    /// Whether it asks for what was long before the story that the articles tell.
    pub long_ago: bool,
}

impl Question {
    /// The statements that give its answers.
    fn statements(&self) -> BTreeSet<StatementId> {
        let members = self.answers.iter().flat_map(|answer| &answer.members);
        members.map(|member| member.statement).collect()
    }

    /// A question of whether, with those who say that it is so, or deny it.
    fn whether(label: String, members: Vec<Member>) -> Self {
        let answer = Answer { label: merged::SO.to_owned(), value: None, members };
        Question {
            label,
            about: About::Event,
            answers: vec![answer],
            relation: Agreement::Agree,
            long_ago: false,
        }
    }
}

/// How the answers to one question stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// One answer, or answers that are compatible.
    Agree,
    /// Values that cannot all be so.
    ValuesDiffer,
    /// Values that rise or change with time: each may have been so when it was said.
    Update,
    /// The same words given to different speakers.
    SpeakerDiffers,
    /// The same utterance in different words.
    WordingDiffers,
}

/// One answer to a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The answer in a few words ("40", "in March", "the first").
    pub label: String,
    /// What is compared; `None` for questions of whether.
    pub value: Option<Value>,
    /// The statements that give it, sorted, each with the words that do.
    pub members: Vec<Member>,
}

/// A statement that gives an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    /// The statement.
    pub statement: StatementId,
    /// The words of it that give the answer (inside its content).
    pub focus: Span,
    /// How the statement's source stands to this answer (a general denial denies what it did not quote).
    pub stance: Stance,
    /// How surely it speaks to the very same point.
    pub fit: Fit,
}

/// How surely a statement gives the answer that it stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It speaks of it, and may say something else: it is shown beside those that give the answer, and not as one of them.
    Unsure,
    /// It seems to give it. What only seems to cannot corroborate it.
    Likely,
    /// It gives it.
    Sure,
}

impl Fit {
    /// What it is called in files.
    pub fn name(self) -> &'static str {
        match self {
            Fit::Unsure => "unsure",
            Fit::Likely => "likely",
            Fit::Sure => "sure",
        }
    }

    /// Sure, or likely.
    pub(crate) fn of(sure: bool) -> Self {
        if sure { Fit::Sure } else { Fit::Likely }
    }
}

/// A value that can be compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number with its hedge.
    Number {
        /// The least it may be.
        low: Option<f64>,
        /// The most it may be.
        high: Option<f64>,
        /// How it is hedged.
        hedge: Hedge,
        /// The unit of a measure.
        unit: Option<String>,
    },
    /// A date at its precision.
    Date(Edtf),
    /// A place in an order: `rank` 1 is the first; `shared` for "one of the first".
    Rank {
        /// 1 for the first.
        rank: u32,
        /// Whether it is one of several.
        shared: bool,
    },
    /// A name, place or other phrase, normalised for comparison.
    Phrase(String),
}

/// Brings together the statements that speak to the same question, whatever their wording.
///
/// Align first, compare second: points (figures, times, ranks) and whole propositions are brought together
/// by what they are about, and only then are their values compared.
pub fn questions(reading: Reading<'_>) -> Vec<Question> {
    let mut questions = copies::questions(reading, among_distinct);
    questions.retain(|question| is_own(reading, question));
    questions.sort_by_cached_key(order);
    questions
}

/// Which articles tell one story; a story's number is that of its first article.
pub fn stories(articles: &[Article], annotations: &[Annotations]) -> Stories {
    Stories { of: story::told(articles, annotations), ..Stories::default() }
}

/// Whether an article of the story answers the question; what only neighbours say is asked where they are at home.
fn is_own(reading: Reading<'_>, question: &Question) -> bool {
    let members = question.answers.iter().flat_map(|answer| &answer.members);
    let articles =
        members.filter_map(|member| Some(reading.statements.get(member.statement.index())?.article));
    articles.into_iter().any(|article| !reading.stories.is_neighbour(article))
}

/// The questions among articles of different texts.
fn among_distinct(reading: Reading<'_>) -> Vec<Question> {
    let scene = Scene::new(reading);
    let points = extract::points(&scene);
    scene.twice.get_or_init(|| point::told_twice(&scene, &points));
    let slots = slot::slots(&scene, &points);
    let slots = slot::one_measure(&scene, slots);
    let (shared, single): (Vec<Slot<'_>>, Vec<Slot<'_>>) =
        slots.into_iter().partition(|slot| slot::articles(slot).len() > 1);
    let mut questions = quotation::questions(&scene);
    let mut placed: BTreeSet<StatementId> = statements_of(&questions);
    let mut counts = slot_questions(&scene, &shared, &mut placed);
    denial::to_counts(&scene, &mut counts, &mut placed);
    questions.extend(counts.into_iter().map(|(question, _)| question));
    let mut events = event_questions(&scene, &mut placed);
    dated::with_others_dated(&scene, &mut questions, &events);
    named::to_told_events(&scene, &mut events, &mut placed);
    let replied = reply::to_what_was_said(&scene, &mut events, &mut placed);
    questions.extend(denial::questions(&scene, &mut events, &placed, &replied));
    near::take_in(&scene, &mut events);
    placed.extend(statements_of(&events));
    questions.extend(events);
    let edited = edited::questions(&scene, &questions);
    questions.extend(edited);
    placed.extend(statements_of(&questions));
    questions.extend(single_questions(&scene, &single, &placed));
    questions
}

/// Questions with more articles first, then by the first statement.
fn order(question: &Question) -> (StatementId, About, String) {
    let first =
        question.answers.iter().flat_map(|answer| &answer.members).map(|member| member.statement).min();
    (first.unwrap_or(StatementId(u32::MAX)), question.about, question.label.clone())
}

fn statements_of(questions: &[Question]) -> BTreeSet<StatementId> {
    questions.iter().flat_map(Question::statements).collect()
}

/// The questions that points of several articles answer.
fn slot_questions(
    scene: &Scene<'_>,
    shared: &[Slot<'_>],
    placed: &mut BTreeSet<StatementId>,
) -> Vec<denial::Counted> {
    let mut dated = Vec::new();
    let mut questions = Vec::new();
    for slot in shared {
        let Some(question) = slot::question(scene, slot) else { continue };
        if question.about == About::Date && question.relation == Agreement::Agree {
            dated.push((question, slot));
        } else {
            placed.extend(slot::statements(slot));
            questions.push((question, slot::harmed(slot)));
        }
    }
    // That two articles date one thing alike is worth a question only where nothing else brings them together.
    for (question, slot) in dated {
        if !slot::statements(slot).iter().all(|id| placed.contains(id)) {
            placed.extend(slot::statements(slot));
            questions.push((question, BTreeSet::new()));
        }
    }
    questions
}

/// The questions of whether that statements of several articles answer.
fn event_questions(scene: &Scene<'_>, placed: &mut BTreeSet<StatementId>) -> Vec<Question> {
    let statements: Vec<StatementId> = (0..scene.reading.statements.len())
        .map(|at| StatementId(at as u32))
        .filter(|id| is_story(scene, *id))
        .collect();
    let questions = event::questions(scene, &statements, placed);
    placed.extend(statements_of(&questions));
    questions
}

/// Whether a statement belongs to the story and not to the furniture around it, and says that something is or happens.
fn is_story(scene: &Scene<'_>, id: StatementId) -> bool {
    let Some(said) = scene.statement(id) else { return false };
    let Some(view) = scene.view(said.article).filter(|view| !view.article.is_furniture(said.content_span()))
    else {
        return false;
    };
    said.content.iter().any(|part| {
        view.found.tokens_in(*part).any(|at| {
            let upos = view.token(at).map(|token| token.upos);
            matches!(upos, Some(Upos::Verb | Upos::Aux | Upos::X))
                || lexicon::LEXICON.events_of(&view.lemma(at)).next().is_some()
        })
    })
}

/// What only one article says: attributed statements, and narration with a figure, a date or a rank.
fn single_questions(scene: &Scene<'_>, single: &[Slot<'_>], placed: &BTreeSet<StatementId>) -> Vec<Question> {
    let mut questions = Vec::new();
    let mut seen = placed.clone();
    for slot in single {
        // One article alone answers no question by a rank, nor by a figure of which it is not clear what it counts.
        let telling = |point: &Point| {
            !matches!(point.sort, Sort::Rank | Sort::OneOf(_) | Sort::Claimed)
                && (point.sort != Sort::Count || point.event.token.is_some())
        };
        let own: Vec<_> = slot
            .iter()
            .copied()
            .filter(|point| !placed.contains(&point.statement) && telling(point))
            .collect();
        if let Some(first) = own.first()
            && seen.insert(first.statement)
        {
            questions.extend(slot::question(scene, &vec![*first]));
        }
    }
    for at in 0..scene.reading.statements.len() {
        let id = StatementId(at as u32);
        let attributed = scene.statement(id).is_some_and(|said| !said.is_narration());
        // What several say together is one thing that is said.
        let told =
            said_with(scene.reading.statements, at).any(|other| seen.contains(&StatementId(other as u32)));
        if attributed && is_story(scene, id) && !told && seen.insert(id) {
            questions.extend(event::single(scene, id));
        }
    }
    questions
}
