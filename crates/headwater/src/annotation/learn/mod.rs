//! What is learnt without a trainer, and what the trainer of the reading model learns from. `cargo xtask train` reads
//! the treebanks and writes what is made here.

mod lexicon;
mod reading;

pub use lexicon::{lemmas, lexicon};
pub use reading::{Named, OF_NO_NAME, facts, rows};
