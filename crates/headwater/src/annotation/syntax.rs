//! Tags, lemmas, parse and names of sentences already cut into tokens.

use super::lemma::lemma;
use super::lexeme::Lexeme;
use super::lexicon::LEXICON;
use super::mention::Name;
use super::model::{MODEL, Model};
use super::name::{gather, kinds};
use super::tag::tags;
use super::{Sentence, Token};

/// What reads tags, trees and names.
pub(super) struct Reader {
    model: Option<&'static Model>,
    lists: Vec<u32>,
    /// The names that were found so far.
    pub(super) names: Vec<Name>,
}

impl Reader {
    /// A reader with the weights that ship.
    pub(super) fn new() -> Self {
        Reader { model: MODEL.as_ref(), lists: Vec::new(), names: Vec::new() }
    }

    /// Fills in tags, lemmas, heads and relations of one sentence's tokens, and finds its names.
    pub(super) fn read(&mut self, text: &str, sentence: &Sentence, tokens: &mut [Token]) {
        let Some(model) = self.model else { return };
        let lexemes: Vec<Lexeme> =
            tokens.iter().map(|token| Lexeme::new(token.span.of(text), &LEXICON)).collect();
        kinds(&lexemes, &mut self.lists);
        let context = model.context(&lexemes, &self.lists);
        for (token, class) in tokens.iter_mut().zip(tags(&context.tags, &LEXICON, &lexemes)) {
            let Some(tag) = LEXICON.tag(class) else { continue };
            token.upos = tag.upos;
            token.xpos = tag.xpos.clone();
            token.lemma = lemma(token.span.of(text), &tag.xpos);
        }
        let start = sentence.tokens.start;
        for (token, arc) in tokens.iter_mut().zip(model.parser.parse(&context.words, lexemes.len())) {
            token.head = arc.head.map(|head| start + head);
            token.relation = arc.relation;
        }
        let labels = model.labeller.label(&context.words, lexemes.len(), &self.lists);
        gather(&labels, start, &mut self.names);
    }
}
