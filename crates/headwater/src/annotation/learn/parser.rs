//! Learning to parse.

use super::{Dice, Perceptron};
use crate::annotation::Relation;
use crate::annotation::conllu::GoldSentence;
use crate::annotation::lexeme::Lexeme;
use crate::annotation::lexicon::Lexicon;
use crate::annotation::model::Features;
use crate::annotation::parse::{
    ACTION_BITS, Action, Allowed, FINAL_BITS, NONE, Parser, RELATION_BITS, State, Word, collect_final,
    collect_first, highest,
};

/// After the first round the learner mostly follows its own choices, to learn the way back from its errors.
const FOLLOWS: f64 = 0.9;

/// What a round of learning the parser amounted to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parsed {
    /// Words seen.
    pub words: usize,
    /// Words whose head was found.
    pub heads: usize,
}

struct Example {
    words: Vec<Word>,
    heads: Vec<u16>,
    relations: Vec<Relation>,
}

type Learner = Parser<Perceptron, Perceptron, Perceptron>;

/// Learns the parser's weights in `epochs` rounds from trees whose tags are such as the tagger gives.
pub fn parser(
    treebank: &[GoldSentence],
    lexicon: &Lexicon,
    epochs: usize,
    seed: u64,
    told: &mut dyn FnMut(usize, Parsed),
) -> Vec<u8> {
    let mut examples: Vec<Example> =
        treebank.iter().filter_map(|sentence| example(sentence, lexicon)).collect();
    let mut learner = Parser {
        actions: Perceptron::new(ACTION_BITS),
        relations: Perceptron::new(RELATION_BITS),
        finals: Perceptron::new(FINAL_BITS),
        allowed: allowed(&examples),
    };
    let mut dice = Dice(seed);
    for epoch in 0..epochs {
        dice.shuffle(&mut examples);
        let mut parsed = Parsed::default();
        for example in &examples {
            learn(&mut learner, example, epoch, &mut dice, &mut parsed);
        }
        told(epoch, parsed);
    }
    let mut file = learner.actions.quantised();
    file.extend(learner.relations.quantised());
    file.extend(learner.finals.quantised());
    file.extend(learner.allowed.bytes());
    file
}

/// The same sentences with the trees that `weights` give them.
pub fn reparse(treebank: &[GoldSentence], lexicon: &Lexicon, weights: &[u8]) -> Vec<GoldSentence> {
    let (parser, mut features) = (Parser::of(weights), Features::default());
    let mut parsed = treebank.to_vec();
    for sentence in &mut parsed {
        let Some(example) = example(sentence, lexicon) else { continue };
        let tree = parser.parse(&example.words, &mut features);
        for (word, node) in sentence.words.iter_mut().zip(&tree.nodes) {
            word.head = (node.head != NONE).then(|| usize::from(node.head));
            word.relation = node.relation;
        }
    }
    parsed
}

fn example(sentence: &GoldSentence, lexicon: &Lexicon) -> Option<Example> {
    let words = sentence.words.iter().map(|word| {
        let tag = lexicon.class(word.upos, &word.xpos).and_then(|class| lexicon.tag(class));
        let lexeme = Lexeme::new(&word.form, lexicon);
        tag.map_or(Word { upos: word.upos, ..Word::EDGE }, |tag| Word::new(&lexeme, tag))
    });
    let short = sentence.words.len() < usize::from(NONE);
    let head = |head: Option<usize>| head.and_then(|head| u16::try_from(head).ok()).unwrap_or(NONE);
    short.then(|| Example {
        words: words.collect(),
        heads: sentence.words.iter().map(|word| head(word.head)).collect(),
        relations: sentence.words.iter().map(|word| word.relation).collect(),
    })
}

fn allowed(examples: &[Example]) -> Allowed {
    let mut allowed = Allowed::new();
    for example in examples {
        for (child, &head) in example.heads.iter().enumerate() {
            if let Some(governor) = example.words.get(usize::from(head)) {
                let left = child < usize::from(head);
                allowed.add(governor.upos, example.words[child].upos, left, example.relations[child]);
            }
        }
    }
    allowed
}

fn learn(learner: &mut Learner, example: &Example, epoch: usize, dice: &mut Dice, parsed: &mut Parsed) {
    let (mut state, mut features) = (State::new(example.words.len()), Features::default());
    while state.allowed() != [false; 3] {
        let allowed = state.allowed();
        let scores = learner.scores(&example.words, &state, &mut features);
        let given = highest(allowed, &scores);
        let costs = Action::ALL.map(|action| cost(&state, &example.heads, action));
        let least = costs.into_iter().min().unwrap_or(0);
        let right = highest(costs.map(|cost| cost == least), &scores);
        learner.actions.tick();
        let wrong = costs[given as usize] != least;
        if wrong {
            learner.actions.update_row(features.list(), right as usize, given as usize);
        }
        let follow = !wrong || (epoch > 0 && dice.chance() < FOLLOWS);
        step(learner, example, &mut state, if follow { given } else { right }, &mut features);
    }
    learn_finals(learner, example, &mut state, &mut features);
    parsed.words += example.words.len();
    parsed.heads += (0..example.words.len()).filter(|&word| state.head(word) == example.heads[word]).count();
}

/// Does an action; where it makes a right arc, learns the arc's relation.
fn step(
    learner: &mut Learner,
    example: &Example,
    state: &mut State,
    action: Action,
    features: &mut Features,
) {
    if let Some((head, child)) = state.arc(action) {
        collect_first(&example.words, state, head, child, features);
        let given = learner.relation(&learner.relations, &example.words, head, child, features);
        let right = example.relations[child];
        learner.relations.tick();
        if usize::from(example.heads[child]) == head && given != right {
            learner.relations.update(features.list(), right as usize, given as usize);
        }
        state.join(head, child, given);
    }
    state.moved(action);
}

/// Learns to read relations again in the tree that was found.
fn learn_finals(learner: &mut Learner, example: &Example, state: &mut State, features: &mut Features) {
    for child in 0..example.words.len() {
        let head = state.head(child);
        if head == NONE || head != example.heads[child] {
            continue;
        }
        let head = usize::from(head);
        collect_final(&example.words, state, head, child, features);
        let given = learner.relation(&learner.finals, &example.words, head, child, features);
        let right = example.relations[child];
        learner.finals.tick();
        if given != right {
            learner.finals.update(features.list(), right as usize, given as usize);
        }
        state.relabel(child, given);
    }
}

/// How many arcs of the gold tree `action` puts out of reach (Goldberg and Nivre 2013, arc-hybrid).
fn cost(state: &State, gold: &[u16], action: Action) -> usize {
    if !state.allowed()[action as usize] {
        return usize::MAX;
    }
    let (top, front) = (state.on_stack(0), state.to_come(0));
    let to_come = |word: u16| word != NONE && word >= front;
    let dependents_to_come = || gold.iter().skip(state.front).filter(|&&head| head == top).count();
    match action {
        Action::Shift => {
            let depth = state.stack.len();
            let dependents = state.stack.iter().filter(|&&word| gold[usize::from(word)] == front).count();
            let head = gold[usize::from(front)];
            let lost = if head == NONE {
                depth > 0
            } else {
                state.stack.iter().rev().skip(1).any(|&word| word == head)
            };
            dependents + usize::from(lost)
        }
        Action::Left => {
            let head = gold[usize::from(top)];
            let lost = head == NONE || (to_come(head) && head != front) || head == state.on_stack(1);
            dependents_to_come() + usize::from(lost)
        }
        Action::Right => {
            let head = gold[usize::from(top)];
            dependents_to_come() + usize::from(head == NONE || (front != NONE && to_come(head)))
        }
    }
}
