//! Names of persons, organisations, places and other things: labels that begin and go on, the best row of them for
//! each sentence (Viterbi 1967).

mod family;
mod gazetteer;

pub(crate) use family::{goes_on, is_generation};
pub(crate) use gazetteer::is_nationality;
use gazetteer::whole_body;
pub(super) use gazetteer::{is_country, is_site, kinds, known_body, untitle};

use rustc_hash::FxHashMap;

use super::EntityKind;
use headwater_layers::{Dense, Matrix};

use super::encoder::{File, FileError};
use super::mention::Name;

/// The labels: nothing, then the beginning and the inside of each kind of name.
pub(super) const LABELS: [&str; 9] =
    ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"];
/// The label that begins a person's name.
const PERSON: usize = 1;
/// The label that begins an organisation's name.
const BODY: usize = 3;
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
pub(super) type Scores = [f32; LABELS.len()];

/// A sentence as the tagger of names sees it.
#[derive(Clone, Debug)]
pub(super) struct Sight {
    /// Its first token.
    pub(super) start: usize,
    /// The hash of each word that has a capital or a digit.
    pub(super) words: Vec<Option<u32>>,
    pub(super) scores: Vec<Scores>,
    /// The lists that each word stands in.
    pub(super) lists: Vec<u32>,
}

/// How much what a word likely is elsewhere weighs (this and what follows: tuned on the development parts).
const LEAN: f32 = 0.6;
/// So many other places make half of that weight.
const SLOWLY: f32 = 3.0;
/// Added to how likely a kind is elsewhere.
const DOUBT: f32 = 0.05;
/// What the beginning of a name in small letters loses where other words have a capital: careless writing has few of them,
/// and news names next to nobody so.
const SMALL: f32 = 4.0;
/// The same where only the sentence's first word has one.
const SMALL_AFTER_FIRST: f32 = 3.0;

/// How likely each kind of name is.
type Kinds = [f32; 5];

/// How likely each kind is by a word's scores alone; no name comes first. Exponents and logarithms are those of `libm`, which
/// have the same bits on all machines.
fn likely(scores: &Scores) -> Kinds {
    let most = scores[highest(scores)];
    let mut kinds = Kinds::default();
    for (label, score) in scores.iter().enumerate() {
        kinds[label.div_ceil(2)] += libm::expf(score - most);
    }
    let all: f32 = kinds.iter().sum();
    kinds.map(|kind| kind / all)
}

/// How words with a capital were read in the article: the sum over all places, and how many there are.
#[derive(Clone, Debug, Default)]
struct Memory(FxHashMap<u32, (Kinds, f32)>);

impl Memory {
    /// Keeps what is likely in a sentence.
    fn keep(&mut self, sight: &Sight) {
        for (word, scores) in sight.words.iter().zip(&sight.scores) {
            let Some(word) = word else { continue };
            let (sums, places) = self.0.entry(*word).or_default();
            sums.iter_mut().zip(likely(scores)).for_each(|(sum, kind)| *sum += kind);
            *places += 1.0;
        }
    }

    /// Raises the scores of the kinds that a word likely is elsewhere, the more the oftener it stands there.
    fn lean(&self, word: Option<u32>, scores: &mut Scores) {
        let Some((sums, places)) = word.and_then(|word| self.0.get(&word)) else { return };
        let others = places - 1.0;
        if others < 1.0 {
            return;
        }
        let own = likely(scores);
        let weight = LEAN * others / (others + SLOWLY);
        for (label, score) in scores.iter_mut().enumerate() {
            let kind = label.div_ceil(2);
            let mean = ((sums[kind] - own[kind]) / others).max(0.0);
            *score += weight * libm::logf(mean + DOUBT);
        }
    }
}

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

    /// The scores of the labels of the first `count` rows of `words`.
    pub(super) fn scores(&self, words: &Matrix, count: usize) -> Vec<Scores> {
        let scores = self.labels.apply(&self.hidden.apply(words).rectify());
        let row = |at: usize| {
            let mut row = [0.0; LABELS.len()];
            row.iter_mut().zip(scores.row(at)).for_each(|(cell, score)| *cell = *score);
            row
        };
        (0..count).map(row).collect()
    }

    /// The labels of a sentence; `memory` tells how its words were read elsewhere.
    fn label(&self, sight: &Sight, memory: &Memory) -> Vec<usize> {
        let mut scores = sight.scores.clone();
        for (word, scores) in sight.words.iter().zip(&mut scores) {
            memory.lean(*word, scores);
        }
        let cost = match sight.words.iter().rposition(Option::is_some) {
            None => 0.0,
            Some(0) => SMALL_AFTER_FIRST,
            Some(_) => SMALL,
        };
        for (_, scores) in sight.words.iter().zip(&mut scores).filter(|(word, _)| word.is_none()) {
            scores.iter_mut().skip(PERSON).step_by(2).for_each(|score| *score -= cost);
        }
        let mut labels = self.best(scores.into_iter());
        untitle(&sight.lists, &mut labels);
        let capitals: Vec<bool> = sight.words.iter().map(Option::is_some).collect();
        whole_body(&sight.lists, &capitals, &mut labels);
        labels
    }

    /// The names in an article. It is read twice: the second time each word leans towards what it was elsewhere, for a
    /// text that names somebody fully once may use half the name ten times (Ratinov and Roth 2009).
    pub(super) fn names(&self, sights: &[Sight]) -> Vec<Name> {
        let mut memory = Memory::default();
        sights.iter().for_each(|sight| memory.keep(sight));
        let mut names = Vec::new();
        for sight in sights {
            gather(&self.label(sight, &memory), sight.start, &mut names);
        }
        names
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
fn gather(labels: &[usize], offset: usize, names: &mut Vec<Name>) {
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
