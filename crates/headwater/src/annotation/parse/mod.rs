//! The parse: every pair of words gets a score as head and dependent, and the tree with the highest sum is taken
//! (Dozat and Manning 2017).

mod tree;

use super::Relation;
use headwater_layers::{Dense, Matrix};

use super::encoder::{File, FileError};

/// Longer sentences are parsed in pieces of at most so many words, so that time grows with their length only.
const PIECE: usize = 128;
/// Distances between words, in buckets.
const REACH: usize = 17;

/// The layers that score arcs and relations.
#[derive(Debug)]
pub(super) struct Parser {
    child: Dense,
    head: Dense,
    /// What a dependent looks for in a head.
    pair: Dense,
    /// How near a dependent wants its head.
    reach: Dense,
    /// The root of all sentences, as a head.
    root: Vec<f32>,
    below: Dense,
    above: Dense,
    /// What the distance tells of the relation, a row a bucket.
    between: Vec<f32>,
    relation: Dense,
    /// The numbers that go into the choice of a relation.
    width: usize,
}

/// Words as heads, what each looks for as a dependent, and how near.
struct Ends {
    heads: Matrix,
    wanted: Matrix,
    reach: Matrix,
}

/// What governs a word, and how; no head for a sentence's root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arc {
    pub(super) head: Option<usize>,
    pub(super) relation: Relation,
}

impl Parser {
    /// Reads the layers out of the file; words in context have `inputs` numbers.
    pub(super) fn of(file: &mut File<'static>, inputs: usize) -> Result<Self, FileError> {
        let (arc, width, relations) = (file.size()?, file.size()?, file.size()?);
        Ok(Parser {
            child: file.dense(arc, inputs)?,
            head: file.dense(arc, inputs)?,
            pair: file.dense(arc, arc)?,
            reach: file.dense(REACH, arc)?,
            root: file.floats(arc)?,
            below: file.dense(width, inputs)?,
            above: file.dense(width, inputs)?,
            between: file.floats(REACH * width)?,
            relation: file.dense(relations, width)?,
            width,
        })
    }

    /// The tree over the first `count` rows of `words`.
    pub(super) fn parse(&self, words: &Matrix, count: usize) -> Vec<Arc> {
        let heads = self.heads(words, count);
        self.relations(words, &heads)
    }

    /// For each word its head, `None` for the root.
    fn heads(&self, words: &Matrix, count: usize) -> Vec<Option<usize>> {
        let ends = self.ends(words);
        let mut found: Vec<Option<usize>> = Vec::with_capacity(count);
        let mut root = None;
        for start in (0..count).step_by(PIECE) {
            let end = (start + PIECE).min(count);
            let scores = self.scores(&ends, start..end);
            let piece = tree::best(&scores, end - start);
            // The roots of later pieces hang from the first.
            found.extend(piece.iter().map(|head| head.map_or(root, |head| Some(start + head))));
            root = root.or_else(|| piece.iter().position(Option::is_none));
        }
        found
    }

    /// What the scores of arcs between `words` are made of.
    fn ends(&self, words: &Matrix) -> Ends {
        let children = self.child.apply(words).rectify();
        let heads = self.head.apply(words).rectify();
        Ends { heads, wanted: self.pair.apply(&children), reach: self.reach.apply(&children) }
    }

    /// The scores of all arcs between the first `count` words, as a test compares them.
    #[cfg(test)]
    pub(super) fn arcs(&self, words: &Matrix, count: usize) -> Vec<f32> {
        self.scores(&self.ends(words), 0..count)
    }

    /// The scores of all arcs between the words of `range`: a row a dependent, the root in the first column.
    fn scores(&self, Ends { heads, wanted, reach }: &Ends, range: std::ops::Range<usize>) -> Vec<f32> {
        let size = range.len();
        let columns = Dense::new(range.clone().map(|head| heads.row(head)), self.root.len(), &[]);
        let mut queries = Matrix::new(size, self.root.len());
        for (at, child) in range.clone().enumerate() {
            queries.row_mut(at).copy_from_slice(wanted.row(child));
        }
        let products = columns.apply(&queries);
        let mut scores = Vec::with_capacity(size * (size + 1));
        for (at, child) in range.enumerate() {
            let root: f32 = wanted.row(child).iter().zip(&self.root).map(|(a, b)| a * b).sum();
            scores.push(root);
            let near = reach.row(child);
            let all = products.row(at).iter().take(size).enumerate();
            scores.extend(
                all.map(|(head, product)| product + near.get(bucket(at, head)).copied().unwrap_or(0.0)),
            );
        }
        scores
    }

    /// The relation of each word to its head.
    pub(super) fn relations(&self, words: &Matrix, heads: &[Option<usize>]) -> Vec<Arc> {
        let (mut pairs, above) = (self.below.apply(words), self.above.apply(words));
        for (child, head) in heads.iter().enumerate() {
            let head = head.unwrap_or(child);
            let start = bucket(child, head) * self.width;
            let between = self.between.get(start..start + self.width).unwrap_or_default();
            let sums = pairs.row_mut(child).iter_mut().zip(above.row(head)).zip(between);
            sums.for_each(|((sum, above), between)| *sum += above + between);
        }
        let scores = self.relation.apply(&pairs.rectify());
        let arc = |(child, &head): (usize, &Option<usize>)| Arc {
            head,
            relation: relation(scores.row(child), head),
        };
        heads.iter().enumerate().map(arc).collect()
    }
}

/// The relation with the highest score; `root` is for the root alone.
fn relation(scores: &[f32], head: Option<usize>) -> Relation {
    if head.is_none() {
        return Relation::Root;
    }
    let mut found = (Relation::Dep, f32::NEG_INFINITY);
    for (&relation, &score) in Relation::ALL.iter().zip(scores) {
        if score > found.1 && relation != Relation::Root {
            found = (relation, score);
        }
    }
    found.0
}

/// The bucket of the distance from a head to its dependent.
fn bucket(child: usize, head: usize) -> usize {
    let size = child.abs_diff(head);
    let steps = size.min(4)
        + usize::from(size > 4)
        + usize::from(size > 7)
        + usize::from(size > 12)
        + usize::from(size > 20);
    if child < head { 8 - steps } else { 8 + steps }
}
