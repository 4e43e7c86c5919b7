//! What a reader must be told about a run: what could not be read, what is unsure, what was left out.

use crate::article::ArticleId;

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Some input was not read; the run ends with exit code 2.
    Error,
    /// Read, but something about the result is unsure.
    Warning,
    /// Good to know.
    Note,
}

/// One message for the reader: what, where, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// The path of the capture it is about, as given.
    pub path: Option<String>,
    /// The article it is about.
    pub article: Option<ArticleId>,
    /// What happened, as a sentence without a full stop.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
}

impl Notice {
    /// A notice of `severity` that says `message`.
    pub fn new(severity: Severity, message: impl Into<String>) -> Self {
        Notice { severity, path: None, article: None, message: message.into(), hint: None }
    }

    /// The same notice about the file at `path`.
    #[must_use]
    pub fn about(self, path: impl Into<String>) -> Self {
        Notice { path: Some(path.into()), ..self }
    }

    /// The same notice about `article`.
    #[must_use]
    pub fn in_article(self, article: ArticleId) -> Self {
        Notice { article: Some(article), ..self }
    }

    /// The same notice with a word on what to do next.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Notice { hint: Some(hint.into()), ..self }
    }
}

/// What a stage gives back: its result and what the reader must be told about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted<T> {
    /// The result.
    pub value: T,
    /// The notices.
    pub notices: Vec<Notice>,
}

impl<T> Noted<T> {
    /// A result that calls for no notice.
    pub fn quiet(value: T) -> Self {
        Noted { value, notices: Vec::new() }
    }

    /// Takes the result and puts the notices with `others`.
    pub fn into_value(self, others: &mut Vec<Notice>) -> T {
        others.extend(self.notices);
        self.value
    }
}
