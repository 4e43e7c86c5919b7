//! Two texts laid beside each other, word by word, as the measures look at them.

use std::collections::BTreeSet;

use super::wording::Wording;
use crate::alignment::question::lexicon::stem;
use crate::alignment::question::similarity::{Alignment, align_by, match_of};
use crate::alignment::question::term::{Term, terms};
use crate::annotation::{Annotations, ScopeKind, Token, Upos};
use crate::text::Span;

/// One of the two texts.
pub(super) struct Side<'a> {
    text: &'a str,
    pub found: &'a Annotations,
    pub terms: Vec<Term>,
    /// All words in lower case.
    pub words: Vec<String>,
}

impl<'a> Side<'a> {
    pub(super) fn read((text, found): (&'a str, &'a Annotations)) -> Self {
        let terms = terms(found, text, Span::new(0, text.len()));
        let spoken = crate::alignment::question::proposition::spoken(text);
        let words = spoken.split(' ').map(str::to_owned).collect();
        Side { text, found, terms, words }
    }

    /// The letters of all words, with the gaps between them.
    pub(super) fn letters(&self) -> Vec<char> {
        format!(" {} ", self.words.join(" ")).chars().collect()
    }

    /// The words of one sort, each once, by what their forms share.
    pub(super) fn of_sort(&self, sort: Upos) -> Wording {
        let own = self.found.tokens.iter().filter(|token| token.upos == sort);
        Wording::once(&own.map(|token| stem(&token.lemma.to_lowercase())).collect::<Vec<_>>())
    }

    /// What is counted or told in figures, each once, as it is written but for its grouping.
    pub(super) fn figures(&self) -> BTreeSet<String> {
        let written = |token: &Token| token.span.of(self.text).to_lowercase().replace([',', '$'], "");
        let own = self.found.tokens.iter();
        let own = own.map(|token| (token.upos, written(token)));
        let is_figure =
            |(upos, form): &(Upos, String)| *upos == Upos::Num || form.contains(|c: char| c.is_ascii_digit());
        own.filter(is_figure).map(|(_, form)| form).collect()
    }

    /// How many words deny.
    pub(super) fn denials(&self) -> usize {
        self.found.scopes.iter().filter(|scope| scope.kind == ScopeKind::Negation).count()
    }
}

/// From this likeness on two words may stand for each other.
const ALIKE: f32 = 0.4;

/// How well two terms match, counting words that keep the same company.
fn fit(one: &Side<'_>, other: &Side<'_>, i: usize, j: usize) -> f32 {
    let (Some(a), Some(b)) = (one.terms.get(i), other.terms.get(j)) else { return 0.0 };
    let listed = match_of(a, b);
    match a.meaning.zip(b.meaning) {
        Some((a, b)) if listed < 0.9 => {
            let alike = a.likeness(b);
            listed.max(if alike < ALIKE { 0.0 } else { alike })
        }
        _ => listed,
    }
}

/// The words that stand for each other, weighed by `weigh`.
pub(super) fn lay(one: &Side<'_>, other: &Side<'_>, weigh: impl Fn(&Term) -> f32) -> Alignment {
    align_by(&one.terms, &other.terms, weigh, |i, j| fit(one, other, i, j))
}
