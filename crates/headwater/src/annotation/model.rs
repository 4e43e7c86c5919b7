//! The weights that ship: one encoder, and what reads tags, trees and names from its words in context.

use std::sync::LazyLock;

use headwater_layers::{Dense, Matrix};

use super::encoder::{Encoder, File, FileError};
use super::lexeme::Lexeme;
use super::name::Labeller;
use super::parse::Parser;

/// The file of weights.
static FILE: &[u8] = include_bytes!("../../data/reading.bin");

/// The model that ships; `None` would mean a broken build, which a test rules out.
pub(super) static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| Model::read(FILE).ok());

/// Everything that was learnt.
#[derive(Debug)]
pub(super) struct Model {
    encoder: Encoder,
    tagger: Dense,
    pub(super) parser: Parser,
    pub(super) labeller: Labeller,
}

/// A sentence's words in context, with the scores of their tags.
pub(super) struct Context {
    pub(super) words: Matrix,
    pub(super) tags: Matrix,
}

impl Model {
    /// Reads the model out of a file.
    fn read(bytes: &'static [u8]) -> Result<Self, FileError> {
        let mut file = File::open(bytes)?;
        let encoder = Encoder::of(&mut file)?;
        let classes = file.size()?;
        let tagger = file.dense(classes, encoder.width())?;
        let parser = Parser::of(&mut file, encoder.width())?;
        let labeller = Labeller::of(&mut file, encoder.width())?;
        file.close()?;
        Ok(Model { encoder, tagger, parser, labeller })
    }

    /// The row of a word, where it is known, as signed bytes of one scale.
    pub(super) fn known_word(&self, word: &Lexeme) -> Option<&'static [u8]> {
        self.encoder.known_word(word)
    }

    /// Reads the words of a sentence; `lists` holds for each the lists of names that it stands in.
    pub(super) fn context(&self, words: &[Lexeme], lists: &[u32]) -> Context {
        let words = self.encoder.encode(words, lists);
        Context { tags: self.tagger.apply(&words), words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::lexicon::LEXICON;
    use crate::annotation::name::kinds;
    use crate::annotation::token::plain;

    /// A sentence with the scores that the trainer's own arithmetic gives it: a row a word, of tags the first few.
    #[derive(serde::Deserialize)]
    struct Checked {
        words: Vec<String>,
        tags: Vec<Vec<f32>>,
        arcs: Vec<Vec<f32>>,
        names: Vec<Vec<f32>>,
        /// The relations if every word hung from the one before it.
        relations: Vec<usize>,
    }

    fn assert_near(ours: &[f32], theirs: &[f32], what: &str) {
        assert!(ours.len() >= theirs.len());
        for (ours, theirs) in ours.iter().zip(theirs) {
            assert!((ours - theirs).abs() < 2e-3 * theirs.abs().max(1.0), "{what}: {ours} {theirs}");
        }
    }

    #[test]
    fn scores_are_those_that_the_trainer_computes() {
        let checked: Vec<Checked> =
            serde_json::from_str(include_str!("../../data/reading_check.json")).unwrap();
        assert!(!checked.is_empty());
        let model = MODEL.as_ref().unwrap();
        for sentence in checked {
            let words: Vec<Lexeme> =
                sentence.words.iter().map(|word| Lexeme::new(&plain(word), &LEXICON)).collect();
            let context = model.context(&words, &kinds(&words));
            let names = model.labeller.scores(&context.words, words.len());
            let arcs = model.parser.arcs(&context.words, words.len());
            let before: Vec<_> = (0..words.len()).map(|at| at.checked_sub(1)).collect();
            let related = model.parser.relations(&context.words, &before);
            let related: Vec<usize> = related.iter().map(|arc| arc.relation as usize).collect();
            assert_eq!(related, sentence.relations);
            for (at, row) in arcs.chunks(words.len() + 1).enumerate() {
                assert_near(context.tags.row(at), &sentence.tags[at], "tags");
                assert_near(&names[at], &sentence.names[at], "names");
                // No word is its own head: the trainer writes nothing there.
                let mut row = row.to_vec();
                row[at + 1] = 0.0;
                assert_near(&row, &sentence.arcs[at], "arcs");
            }
        }
    }

    #[test]
    fn the_file_that_ships_is_whole() {
        assert!(MODEL.is_some());
    }

    #[test]
    fn broken_files_are_refused() {
        assert_eq!(Model::read(b"something else").err(), Some(FileError::Magic));
        for length in [30, 4_000, FILE.len() - 1] {
            assert_eq!(Model::read(&FILE[..length]).err(), Some(FileError::Length));
        }
        let longer: &'static [u8] = [FILE, &[0]].concat().leak();
        assert_eq!(Model::read(longer).err(), Some(FileError::Length));
    }
}
