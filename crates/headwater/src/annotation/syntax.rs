//! Tags, lemmas and parse of sentences already cut into tokens.

use super::lemma::lemma;
use super::lexeme::Lexeme;
use super::lexicon::{LEXICON, Lexicon};
use super::model::{Features, Weights};
use super::parse::{NONE, Parser, Word};
use super::tag::tags;
use super::{Relation, Sentence, Token};

/// The weights that ship.
static TAGGER: &[u8] = include_bytes!("../../data/tagger.bin");
static PARSER: &[u8] = include_bytes!("../../data/parser.bin");

/// What reads tags and trees.
pub(super) struct Reader {
    tagger: Weights<'static>,
    parser: Parser<Weights<'static>, Weights<'static>, Weights<'static>>,
    lexicon: &'static Lexicon,
    features: Features,
    classes: Vec<u16>,
}

impl Reader {
    /// A reader with the weights that ship.
    pub(super) fn new() -> Self {
        Reader {
            tagger: Weights::new(TAGGER),
            parser: Parser::of(PARSER),
            lexicon: &LEXICON,
            features: Features::default(),
            classes: Vec::new(),
        }
    }

    /// Fills in tags, lemmas, heads and relations of one sentence's tokens.
    pub(super) fn read(&mut self, text: &str, sentence: &Sentence, tokens: &mut [Token]) {
        let lexemes: Vec<Lexeme> =
            tokens.iter().map(|token| Lexeme::new(token.span.of(text), self.lexicon)).collect();
        tags(&self.tagger, self.lexicon, &lexemes, &mut self.classes);
        let mut words = Vec::with_capacity(tokens.len());
        for ((token, lexeme), &class) in tokens.iter_mut().zip(&lexemes).zip(&self.classes) {
            let Some(tag) = self.lexicon.tag(class) else { return };
            token.upos = tag.upos;
            token.xpos = tag.xpos.clone();
            token.lemma = lemma(token.span.of(text), &tag.xpos);
            words.push(Word::new(lexeme, tag));
        }
        let tree = self.parser.parse(&words, &mut self.features);
        for (token, node) in tokens.iter_mut().zip(&tree.nodes) {
            token.head = (node.head != NONE).then(|| sentence.tokens.start + usize::from(node.head));
            token.relation = if token.head.is_some() { node.relation } else { Relation::Root };
        }
    }
}
