//! What a time was reckoned from, and which times of the text others count from.

use super::super::reading::Found;
use crate::annotation::Anchor;
use crate::annotation::scan::Pieces;
use crate::edtf::Edtf;

/// What a value was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    /// The date of publication.
    Published,
    /// A time of the text, by its place in the list of times; none where another article gave the day.
    Text(Option<usize>),
}

impl Ground {
    pub(super) fn anchor(self) -> Anchor {
        match self {
            Ground::Published => Anchor::Published,
            Ground::Text(_) => Anchor::Text,
        }
    }

    /// The time of the text.
    pub(super) fn place(self) -> Option<usize> {
        match self {
            Ground::Published => None,
            Ground::Text(place) => place,
        }
    }
}

/// A time that the text told, with its place in the list of times.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) value: Edtf,
    pub(super) at: usize,
}

impl Told {
    pub(super) fn ground(&self) -> Option<Ground> {
        Some(Ground::Text(Some(self.at)))
    }
}

/// Whether a time is an aside that the story does not come to: in parentheses, or when somebody was born.
pub(super) fn is_background(pieces: &Pieces<'_>, found: &Found) -> bool {
    /// So many pieces back a parenthesis or a birth may stand.
    const NEAR: usize = 8;
    let before = (found.first.saturating_sub(NEAR)..found.first).rev();
    before
        .take_while(|&i| !matches!(pieces.mark(i), ')' | '.' | ';'))
        .any(|i| pieces.mark(i) == '(' || pieces.word(i) == "born")
}
