//! Names of persons, organisations, places and other things: labels that begin and go on, the best row of them for
//! each sentence (Viterbi 1967).

mod gazetteer;

pub(super) use gazetteer::{is_nationality, kinds, known_body, untitle};

use super::EntityKind;
use super::encoder::{Dense, File, FileError, Matrix};
use super::mention::Name;

/// The labels: nothing, then the beginning and the inside of each kind of name.
pub(super) const LABELS: [&str; 9] =
    ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"];
/// The label that begins a person's name.
const PERSON: usize = 1;
/// The label of what is no name.
const NOTHING: usize = 0;

/// The layers that score labels.
#[derive(Debug)]
pub(super) struct Labeller {
    hidden: Dense,
    labels: Dense,
    /// For each label the scores of those that follow it.
    follow: Vec<f32>,
}

/// A score for each label.
type Scores = [f32; LABELS.len()];

impl Labeller {
    /// Reads the layers out of the file; words in context have `inputs` numbers.
    pub(super) fn of(file: &mut File<'static>, inputs: usize) -> Result<Self, FileError> {
        let (width, labels) = (file.size()?, file.size()?);
        Ok(Labeller {
            hidden: file.dense(width, inputs)?,
            labels: file.dense(labels, width)?,
            follow: file.floats(labels * labels)?,
        })
    }

    /// The labels of the first `count` rows of `words`; `lists` holds the lists that each word stands in.
    pub(super) fn label(&self, words: &Matrix, count: usize, lists: &[u32]) -> Vec<usize> {
        let scores = self.labels.apply(&self.hidden.apply(words).rectify());
        let rows = (0..count).map(|at| {
            let mut row = [0.0; LABELS.len()];
            row.iter_mut().zip(scores.row(at)).for_each(|(cell, score)| *cell = *score);
            row
        });
        let mut labels = self.best(rows);
        untitle(lists, &mut labels);
        labels
    }

    /// The row of labels with the highest sum.
    fn best(&self, rows: impl Iterator<Item = Scores>) -> Vec<usize> {
        let mut back: Vec<[u8; LABELS.len()]> = Vec::new();
        let mut sums: Option<Scores> = None;
        for row in rows {
            let mut next = [f32::NEG_INFINITY; LABELS.len()];
            let mut from = [0; LABELS.len()];
            for (label, score) in row.iter().enumerate() {
                let (before, sum) = self.before(sums.as_ref(), label);
                next[label] = sum + score;
                from[label] = before;
            }
            sums = Some(next);
            back.push(from);
        }
        let mut label = sums.map_or(NOTHING, |sums| highest(&sums));
        let mut labels = Vec::with_capacity(back.len());
        for from in back.iter().rev() {
            labels.push(label);
            label = usize::from(from[label]);
        }
        labels.reverse();
        labels
    }

    /// The best label before `label`, and the sum up to it.
    fn before(&self, sums: Option<&Scores>, label: usize) -> (u8, f32) {
        let inside = label != NOTHING && !begins(label);
        let Some(sums) = sums else { return (0, if inside { f32::NEG_INFINITY } else { 0.0 }) };
        let mut found = (0, f32::NEG_INFINITY);
        for (before, sum) in sums.iter().enumerate() {
            let may = !inside || before == label || before + 1 == label;
            let follow = self.follow.get(before * LABELS.len() + label).copied().unwrap_or(0.0);
            if may && sum + follow > found.1 {
                found = (before as u8, sum + follow);
            }
        }
        found
    }
}

fn highest(scores: &Scores) -> usize {
    let better = |best: usize, label: usize| if scores[label] > scores[best] { label } else { best };
    (0..scores.len()).fold(NOTHING, better)
}

/// Whether a label begins a name.
fn begins(label: usize) -> bool {
    label % 2 == 1
}

/// Turns the labels of words from `offset` on into names.
pub(super) fn gather(labels: &[usize], offset: usize, names: &mut Vec<Name>) {
    for (at, &label) in labels.iter().enumerate() {
        let place = offset + at;
        if begins(label) {
            names.push(Name { tokens: place..place + 1, kind: kind(label) });
        } else if label != NOTHING
            && let Some(name) = names.last_mut()
        {
            name.tokens.end = place + 1;
        }
    }
}

fn kind(label: usize) -> EntityKind {
    match label.div_ceil(2) {
        1 => EntityKind::Person,
        2 => EntityKind::Organisation,
        3 => EntityKind::Place,
        _ => EntityKind::Other,
    }
}
