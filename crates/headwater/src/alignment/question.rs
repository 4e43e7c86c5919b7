//! The same question: statements of different articles that speak to one point, and the answers they give.

use crate::alignment::Reading;
use crate::annotation::Hedge;
use crate::edtf::Edtf;
use crate::statement::{Stance, StatementId};
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
pub fn questions(reading: Reading<'_>) -> Vec<Question> {
    let _ = reading;
    Vec::new()
}
