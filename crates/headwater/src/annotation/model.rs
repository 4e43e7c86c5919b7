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

    /// Reads the words of a sentence; `lists` holds for each the lists of names that it stands in.
    pub(super) fn context(&self, words: &[Lexeme], lists: &[u32]) -> Context {
        let words = self.encoder.encode(words, lists);
        Context { tags: self.tagger.apply(&words), words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
