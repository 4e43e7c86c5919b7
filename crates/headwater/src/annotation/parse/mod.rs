//! The parse: arc-hybrid transitions, chosen greedily (Kuhlmann et al. 2011), learnt with a dynamic oracle
//! (Goldberg and Nivre 2013), then every relation read again with the whole tree in view.

mod features;
mod relation;
mod state;

use features::collect;
pub(super) use relation::{Allowed, collect_final, collect_first};
pub(super) use state::{Action, NONE, State};

use super::lexeme::Lexeme;
use super::lexicon::Tag;
use super::model::{Cells, Features, Weights, hash};
use super::{Relation, Upos};

/// The parser's tables, one after the other in the file: actions, relations, relations seen again, allowed relations.
pub(super) const ACTION_BITS: u32 = 22;
pub(super) const RELATION_BITS: u32 = 21;
pub(super) const FINAL_BITS: u32 = 21;

/// One word as the parser sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// The word in lower case, hashed.
    pub(super) word: u32,
    /// Its last three characters, hashed.
    pub(super) suffix: u32,
    /// Its Penn tag, hashed.
    pub(super) tag: u32,
    pub(super) upos: Upos,
}

impl Word {
    /// No word.
    pub(super) const EDGE: Word = Word { word: 11, suffix: 12, tag: 13, upos: Upos::X };

    pub(super) fn new(lexeme: &Lexeme, tag: &Tag) -> Self {
        Word { word: lexeme.lower, suffix: lexeme.suffixes[2], tag: hash(tag.xpos.bytes()), upos: tag.upos }
    }
}

/// The parser's weights.
pub(super) struct Parser<A, R, F> {
    pub(super) actions: A,
    pub(super) relations: R,
    pub(super) finals: F,
    pub(super) allowed: Allowed,
}

impl<'a> Parser<Weights<'a>, Weights<'a>, Weights<'a>> {
    /// Reads the tables out of the file.
    pub(super) fn of(file: &'a [u8]) -> Self {
        let part =
            |from: usize, bits: u32| Weights::new(file.get(from..from + (1 << bits)).unwrap_or_default());
        let (first, second) = (1 << ACTION_BITS, 1 << RELATION_BITS);
        let end = first + second + (1 << FINAL_BITS);
        Parser {
            actions: part(0, ACTION_BITS),
            relations: part(first, RELATION_BITS),
            finals: part(first + second, FINAL_BITS),
            allowed: Allowed::of(file.get(end..).unwrap_or_default()),
        }
    }
}

impl<A: Cells, R: Cells, F: Cells> Parser<A, R, F> {
    /// Parses one sentence; the tree is left in the state.
    pub(super) fn parse(&self, words: &[Word], features: &mut Features) -> State {
        let mut state = State::new(words.len());
        while let Some(action) = self.action(words, &state, features) {
            self.take(words, &mut state, action, features);
        }
        self.finish(words, &mut state, features);
        state
    }

    /// The best action that the state allows; `None` when the sentence is read.
    pub(super) fn action(&self, words: &[Word], state: &State, features: &mut Features) -> Option<Action> {
        let allowed = state.allowed();
        match allowed {
            [false, false, false] => None,
            [true, false, false] => Some(Action::Shift),
            [false, false, true] => Some(Action::Right),
            _ => Some(highest(allowed, &self.scores(words, state, features))),
        }
    }

    /// The scores of the actions in the order of [`Action::ALL`].
    pub(super) fn scores(&self, words: &[Word], state: &State, features: &mut Features) -> [f32; 4] {
        collect(words, state, features);
        self.actions.row::<4>(features.list())
    }

    /// Does `action`, choosing the relation of the arc that it makes.
    pub(super) fn take(&self, words: &[Word], state: &mut State, action: Action, features: &mut Features) {
        if let Some((head, child)) = state.arc(action) {
            collect_first(words, state, head, child, features);
            let relation = self.relation(&self.relations, words, head, child, features);
            state.join(head, child, relation);
        }
        state.moved(action);
    }

    /// Reads every relation again.
    fn finish(&self, words: &[Word], state: &mut State, features: &mut Features) {
        for child in 0..words.len() {
            let head = state.head(child);
            if head == NONE {
                state.relabel(child, Relation::Root);
            } else {
                collect_final(words, state, usize::from(head), child, features);
                let relation = self.relation(&self.finals, words, usize::from(head), child, features);
                state.relabel(child, relation);
            }
        }
    }

    /// The best relation among those that treebanks have between such words.
    pub(super) fn relation(
        &self,
        cells: &impl Cells,
        words: &[Word],
        head: usize,
        child: usize,
        features: &Features,
    ) -> Relation {
        let mut found = (Relation::Dep, f32::NEG_INFINITY);
        for relation in self.allowed.between(words[head].upos, words[child].upos, child < head) {
            let score = cells.score(features.list(), relation as usize);
            if score > found.1 {
                found = (relation, score);
            }
        }
        found.0
    }
}

/// The action with the highest score among those that may be chosen.
pub(super) fn highest(choice: [bool; 3], scores: &[f32; 4]) -> Action {
    let mut found = (Action::Shift, f32::NEG_INFINITY);
    for action in Action::ALL.into_iter().filter(|&action| choice[action as usize]) {
        if scores[action as usize] > found.1 {
            found = (action, scores[action as usize]);
        }
    }
    found.0
}
