//! Reads a text file as one article and prints its sentences as CoNLL-U, then whom and what it names.
//!
//! `cargo run --example annotate -- report.txt`

use headwater::annotation::{annotate, conllu};
use headwater::article::Article;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let article = Article::of_text(std::fs::read_to_string(path)?);
        let found = annotate(&article).value;
        print!("{}", conllu::conllu(&article, &found));
        for mention in &found.mentions {
            println!("# {:?} {:?} {}", mention.form, mention.kind, mention.span.of(&article.text));
        }
    }
    Ok(())
}
