//! Statements: who says what, through whom, and how they stand to it.
//!
//! One step of "X says that Y" (PARC 3, PolNeAR: source, cue and content spans), and the propositions
//! that the article states in its own voice (narration).
//!
//! The way through: quotation marks are paired over paragraphs, cues of the lexicon are looked for in the
//! parse and make frames (source, cue, content), quotations are made whole and continued, speakers are
//! resolved, and what nobody else says is the article's own.

mod actor;
mod adverb;
mod assemble;
mod beside;
mod channel;
mod clause;
mod collect;
mod content;
pub mod corrected;
mod ending;
mod frame;
mod inverted;
mod joint;
mod lexicon;
mod narration;
mod nested;
mod noun;
mod people;
mod phrase;
mod post;
mod postposed;
mod quotation;
mod reading;
mod said;
mod source;
mod speaker;
mod surface;
#[cfg(test)]
mod tests;
mod unnamed;
mod verb;

pub use assemble::statements;

use crate::article::ArticleId;
use crate::text::Span;

/// One attributed proposition, or one of the article's own voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The article that carries it.
    pub article: ArticleId,
    /// How its words are given.
    pub form: StatementForm,
    /// Who says it.
    pub source: Source,
    /// The words that attribute it ("told", "according to"); `None` for narration and free continuation.
    pub cue: Option<Span>,
    /// What is said, in order of place; several where the cue stands between its parts.
    pub content: Vec<Span>,
    /// To whom or through whom it was said, in order of place.
    pub channel: Vec<Channel>,
    /// How the source stands to the content.
    pub stance: Stance,
    /// Whether it is spoken, thought, or planned.
    pub attitude: Attitude,
    /// When it was said, as an index into [`crate::annotation::Annotations::times`] of the article.
    pub said: Option<usize>,
    /// The whole sentence or sentences around it.
    pub sentence: Span,
    /// Words that weaken it ("allegedly", "credible reports indicate"), in order of place.
    pub hedges: Vec<Span>,
    /// The statement whose content this one stands in ("Verick said officials told her …"), by place in the same list.
    pub within: Option<usize>,
    /// How sure the reading is.
    pub confidence: Confidence,
}

impl Statement {
    /// From the first to the last character of its content.
    pub fn content_span(&self) -> Span {
        self.content.iter().copied().reduce(Span::cover).unwrap_or_default()
    }

    /// Whether both are one utterance of several speakers, each of whom has a statement ("Ana Hale and Doran Pell said …").
    pub fn is_said_with(&self, other: &Statement) -> bool {
        self.article == other.article
            && !self.is_narration()
            && !other.is_narration()
            && self.cue == other.cue
            && self.content == other.content
    }

    /// Whether it is said in the article's own voice.
    pub fn is_narration(&self) -> bool {
        self.form == StatementForm::Narration
    }
}

/// How a statement's words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatementForm {
    /// In quotation marks throughout.
    Direct,
    /// In the article's words.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
    /// In the article's own voice.
    Narration,
}

impl StatementForm {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            StatementForm::Direct => "direct",
            StatementForm::Indirect => "indirect",
            StatementForm::Mixed => "mixed",
            StatementForm::Narration => "narration",
        }
    }
}

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What kind of source.
    pub kind: SourceKind,
    /// The name it resolves to; for unnamed sources, the words that describe it; `None` when unresolved.
    pub name: Option<String>,
    /// The entity behind it, in [`crate::annotation::Annotations::entities`] of the article.
    pub entity: Option<usize>,
    /// Where the source is mentioned for this statement.
    pub span: Option<Span>,
    /// The organisation it speaks for.
    pub speaks_for: Option<String>,
    /// Whom it may be, by place in the article's entities: when unresolved, or when a pronoun that got a name fits others too.
    pub candidates: Vec<usize>,
}

/// Kinds of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    /// A person or organisation with a name.
    Named,
    /// A described but unnamed person or group ("officials", "a witness"). Never resolved to a person.
    Unnamed,
    /// A document ("the report", "a letter").
    Document,
    /// The outlet itself.
    Outlet,
    /// A pronoun without a safe antecedent, or no source at all ("it was reported").
    Unresolved,
}

impl SourceKind {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            SourceKind::Named => "named",
            SourceKind::Unnamed => "unnamed",
            SourceKind::Document => "document",
            SourceKind::Outlet => "outlet",
            SourceKind::Unresolved => "unresolved",
        }
    }
}

/// To whom or through whom something was said ("told the Evening Post", "in a statement sent to Radio Ondal").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Whose channel, or what kind ("Evening Post", "a statement", "Twitter").
    pub name: String,
    /// The entity, in [`crate::annotation::Annotations::entities`] of the article.
    pub entity: Option<usize>,
    /// Where the text says so.
    pub span: Span,
    /// Whether it is an outlet or agency through whose hands the words came, or a manner of saying.
    pub kind: ChannelKind,
}

/// Kinds of channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChannelKind {
    /// An outlet or agency.
    Outlet,
    /// A manner: a statement, a tweet, a news conference, a telephone call.
    Manner,
    /// Somebody else who was told.
    Addressee,
}

/// How a source stands to what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that what others say is so.
    Confirms,
    /// Says that it is not so.
    Denies,
    /// Refuses to say.
    Declines,
    /// Asks, or calls on somebody to act.
    Asks,
}

impl Stance {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Asserts => "asserts",
            Stance::Confirms => "confirms",
            Stance::Denies => "denies",
            Stance::Declines => "declines",
            Stance::Asks => "asks",
        }
    }
}

/// What the cue says that the source did with the content (after the attribution types of PARC 3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attitude {
    /// Said, written, published, or shown by a document; also all narration.
    #[default]
    Speech,
    /// Thought, hoped, feared, supported: the article says what somebody holds, without words of theirs.
    Belief,
    /// Planned, wanted, decided.
    Plan,
}

impl Attitude {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Attitude::Speech => "speech",
            Attitude::Belief => "belief",
            Attitude::Plan => "plan",
        }
    }
}

/// How sure the reading of a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Rarely wrong.
    Sure,
    /// More often right than wrong.
    Likely,
    /// May well be wrong.
    Unsure,
}

/// The statements that are one utterance with the one at a place of the list of all statements, without itself.
pub fn said_with(statements: &[Statement], place: usize) -> impl Iterator<Item = usize> + '_ {
    let own = statements.get(place);
    let near = place.saturating_sub(TOGETHER)..(place + TOGETHER).min(statements.len());
    near.filter(move |&other| {
        let with = own.zip(statements.get(other)).is_some_and(|(one, other)| one.is_said_with(other));
        other != place && with
    })
}

/// Most speakers of one utterance who have a statement each; they stand beside each other in every list.
const TOGETHER: usize = 8;

/// The number of a statement in this run, from zero, by article and place; shown as `s1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub u32);

impl StatementId {
    /// The place in the list of all statements.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl std::fmt::Display for StatementId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "s{}", self.0 + 1)
    }
}

/// Puts the statements of all articles into one list, whose places are the [`StatementId`]s.
pub fn gather(by_article: Vec<Vec<Statement>>) -> Vec<Statement> {
    let mut all: Vec<Statement> = Vec::with_capacity(by_article.iter().map(Vec::len).sum());
    for statements in by_article {
        let offset = all.len();
        all.extend(statements.into_iter().map(|mut statement| {
            statement.within = statement.within.map(|place| place + offset);
            statement
        }));
    }
    all
}
