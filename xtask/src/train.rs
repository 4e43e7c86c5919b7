//! `cargo xtask train tagger|parser`: makes the weights that ship out of openly licensed treebanks.
//!
//! Everything is seeded: the same treebanks give the same bytes.

use std::fs;
use std::path::{Path, PathBuf};

use headwater::annotation::conllu::{GoldSentence, read};
use headwater::annotation::learn;
use headwater::annotation::lexicon::Lexicon;

/// Where the weights go.
const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/headwater/data");
/// The treebanks to learn from.
const TREEBANKS: [&str; 2] = ["ewt-train.conllu", "gumfree-train.conllu"];
const SEED: u64 = 20_261_121;
/// Into how many parts the treebank is cut when the parser's tags are made by taggers that have not seen them.
const FOLDS: usize = 4;

/// Learns what `what` names and says how it went.
pub fn run(what: &str, data: &Path) -> bool {
    let done = train(what, data);
    if let Err(error) = &done {
        eprintln!("error: {error}");
    }
    done.is_ok()
}

/// Learns what `what` names and writes it; `data` is the folder that holds the treebanks.
pub fn train(what: &str, data: &Path) -> Result<(), String> {
    match what {
        "tagger" => tagger(data),
        "parser" => parser(data),
        _ => Err(format!("cannot train {what}: tagger or parser")),
    }
}

fn tagger(data: &Path) -> Result<(), String> {
    let treebank = treebank(data)?;
    let lexicon = learn::lexicon(&treebank);
    write("lexicon.tsv", lexicon.as_bytes())?;
    write("lemmas.tsv", learn::lemmas(&treebank).as_bytes())?;
    let lexicon = Lexicon::parse(lexicon.leak());
    write("tagger.bin", &learn::tagger(&treebank, &lexicon, 8, SEED))
}

fn parser(data: &Path) -> Result<(), String> {
    let treebank = treebank(data)?;
    let lexicon = Lexicon::parse(learn::lexicon(&treebank).leak());
    let tagged = cross_tagged(&treebank);
    let told = &mut |epoch, round: learn::Parsed| {
        println!("round {}: {:.2} % of heads", epoch + 1, 100.0 * round.heads as f64 / round.words as f64);
    };
    write("parser.bin", &learn::parser(&tagged, &lexicon, 8, SEED, told))
}

/// The treebank with the tags of taggers that have not seen the sentence.
fn cross_tagged(treebank: &[GoldSentence]) -> Vec<GoldSentence> {
    let mut tagged = treebank.to_vec();
    for fold in 0..FOLDS {
        let held = |place: usize| place / 50 % FOLDS == fold;
        let part = |inside: bool| -> Vec<GoldSentence> {
            let chosen = treebank.iter().enumerate().filter(|&(place, _)| held(place) == inside);
            chosen.map(|(_, sentence)| sentence.clone()).collect()
        };
        let seen = part(false);
        let known = Lexicon::parse(learn::lexicon(&seen).leak());
        let weights = learn::tagger(&seen, &known, 4, SEED);
        let mut again = learn::retag(&part(true), &known, &weights).into_iter();
        let places: Vec<usize> = (0..tagged.len()).filter(|&place| held(place)).collect();
        for place in places {
            tagged[place] = again.next().unwrap_or_default();
        }
    }
    tagged
}

fn treebank(data: &Path) -> Result<Vec<GoldSentence>, String> {
    let mut all = Vec::new();
    for name in TREEBANKS {
        let path = data.join(name);
        let text =
            fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        all.extend(read(&text));
    }
    Ok(all)
}

fn write(name: &str, bytes: &[u8]) -> Result<(), String> {
    let path = PathBuf::from(DATA).join(name);
    fs::write(&path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    println!("{}: {} bytes", path.display(), bytes.len());
    Ok(())
}
