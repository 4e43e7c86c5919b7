//! Chores of the repository: `cargo xtask check | train | eval | bench`.

mod bench;
mod check;
mod eval;
mod eval_cases;
mod eval_claims;
mod eval_coreference;
mod eval_html;
mod eval_mutations;
mod eval_questions;
mod eval_reading;
mod eval_reuse;
mod eval_rival;
mod eval_statement;
mod eval_values;
mod gum;
mod shared;
mod train;
mod train_links;
mod train_same;
mod train_words;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Chores of the repository.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Check what compilers do not: licences of dependencies, size of the lock file and of the binary
    Check,
    /// Print accuracy against gold data, with recorded floors; fails below a floor
    Eval {
        /// Only the tables whose name holds this word
        only: Option<String>,
        /// Measure spaCy's small model beside ours as well, where `SPACY_PYTHON` names an interpreter that has it
        #[arg(long)]
        rival: bool,
    },
    /// Make a list or weights again from the data that they come from
    Train {
        /// What to make: `words` (in how many documents a word stands), `same` (what tells that two texts make the same claim),
        /// `against` (what tells that a text speaks against a claim),
        /// `links` (which name a pronoun or description stands for), `lexicon` (tags that words were seen with), `reading` (the weights of the language layer)
        what: String,
    },
    /// Print articles/s, words/s and peak memory, a stage and overall
    Bench {
        /// What to time: `all` stages; `reuse`: passages alone, in piles up to the size given; `growth`: the same in piles
        /// that grow tenfold; `identical`: in a pile of one article over and over, with the program itself; or `added`: a
        /// thousand articles added to an index of the size given
        #[arg(default_value = "all")]
        what: bench::What,
        /// How many articles
        #[arg(long, default_value_t = 1000)]
        articles: usize,
        /// With `reuse` and `growth`: of how many words each
        #[arg(long, default_value_t = bench::WORDS)]
        words: usize,
        /// With `reuse`: time rensa and datasketch as well, where `RIVAL_PYTHON` names an interpreter that has them
        #[arg(long)]
        rivals: bool,
        /// Time passages in a pile that `reuse` made
        #[arg(long, hide = true)]
        pile: Option<std::path::PathBuf>,
    },
}

fn main() -> ExitCode {
    let fine = match Args::parse().chore {
        Chore::Check => check::run(),
        Chore::Eval { only, rival } => {
            let fine = eval::run(only.as_deref());
            if rival {
                eval_rival::run();
            }
            fine
        }
        Chore::Train { what } => make(&what),
        Chore::Bench { pile: Some(pile), .. } => bench::reuse::measure(&pile),
        Chore::Bench { what: bench::What::All, articles, .. } => bench::run(articles),
        Chore::Bench { what: bench::What::Reuse, articles, words, rivals, .. } => {
            bench::reuse::run(articles, words, rivals)
        }
        Chore::Bench { what: bench::What::Growth, articles, words, .. } => {
            bench::reuse::growth(articles, words)
        }
        Chore::Bench { what: bench::What::Identical, articles, words, .. } => {
            bench::reuse::identical(articles, words)
        }
        Chore::Bench { what: bench::What::Added, articles, .. } => bench::added::run(articles),
    };
    if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn make(what: &str) -> bool {
    let Some(data) = shared::shared("data") else { return false };
    let folder = data.parent().unwrap_or(&data);
    let made = match what {
        "words" => train_words::run(
            folder,
            &shared::root().join("crates/headwater/data/alignment/word_documents.tsv"),
        ),
        "same" => train_same::run(&shared::root().join("crates/headwater/data/alignment/same_claim.tsv")),
        "against" => {
            train_same::run_against(&shared::root().join("crates/headwater/data/alignment/against.tsv"))
        }
        "links" => train_links::run(
            &folder.join("data/nlp/gumfree-train.conllu"),
            &shared::root().join("crates/headwater/data/links.tsv"),
        ),
        "lexicon" | "reading" => return train::run(what, &folder.join("data/nlp")),
        _ => Err(std::io::Error::other("nothing of that name is made")),
    };
    made.inspect_err(|error| println!("{error}")).is_ok()
}
