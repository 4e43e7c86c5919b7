//! `cargo xtask train tagger|parser`: makes the weights that ship out of openly licensed treebanks.
//!
//! Everything is seeded: the same treebanks give the same bytes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use headwater::annotation::conllu::{GoldSentence, GoldWord, read};
use headwater::annotation::learn::{self, Named};
use headwater::annotation::lexicon::Lexicon;

/// Where the weights go.
const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/headwater/data");
/// The treebanks to learn from.
const TREEBANKS: [&str; 2] = ["ewt-train.conllu", "gumfree-train.conllu"];
const SEED: u64 = 20_261_121;
/// Into how many parts the treebank is cut when the parser's tags are made by taggers that have not seen them.
const FOLDS: usize = 4;
/// Sentences that are read as one document where a file does not mark documents.
const RUN: usize = 20;

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
        "names" => names(data),
        _ => Err(format!("cannot train {what}: tagger, parser or names")),
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

fn names(data: &Path) -> Result<(), String> {
    let treebank = treebank(data)?;
    let lexicon = Lexicon::parse(learn::lexicon(&treebank).leak());
    let tagger = learn::tagger(&treebank, &lexicon, 5, SEED);
    let mut documents = named(data, "gum-train.bio")?;
    keep_free(&mut documents, &treebank);
    for name in ["wikigold.bio", "cross-politics-train.bio", "cross-politics-dev.bio"] {
        documents.extend(named(data, name)?);
    }
    for document in &mut documents {
        tag_all(document, &lexicon, &tagger);
    }
    write("names.bin", &learn::names(&documents, &lexicon, 6, SEED))
}

/// Gives every word the tags that the tagger gives it.
pub fn tag_all(document: &mut [Named], lexicon: &Lexicon, tagger: &[u8]) {
    let bare: Vec<GoldSentence> = document.iter().map(|named| named.sentence.clone()).collect();
    for (named, tagged) in document.iter_mut().zip(learn::retag(&bare, lexicon, tagger)) {
        named.sentence = tagged;
    }
}

/// Leaves only sentences that are in the treebank: the others are of genres whose texts are not free.
fn keep_free(documents: &mut Vec<Vec<Named>>, treebank: &[GoldSentence]) {
    let words = |sentence: &GoldSentence| {
        sentence.words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ")
    };
    let free: BTreeSet<String> = treebank.iter().map(words).collect();
    for document in documents.iter_mut() {
        document.retain(|named| free.contains(&words(&named.sentence)));
    }
    documents.retain(|document| !document.is_empty());
}

/// Sentences with labelled words, in runs of [`RUN`] that stand in for documents, which the files do not mark.
pub fn named(data: &Path, name: &str) -> Result<Vec<Vec<Named>>, String> {
    let path = data.join(name);
    let text =
        fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut sentences = vec![Named::default()];
    for line in text.lines() {
        let Some((form, label)) = line.split_once('\t') else {
            sentences.push(Named::default());
            continue;
        };
        if let Some(open) = sentences.last_mut() {
            open.sentence.words.push(GoldWord { form: form.to_owned(), ..GoldWord::default() });
            open.labels.push(label.trim_end().to_owned());
        }
    }
    sentences.retain(|named| !named.labels.is_empty());
    Ok(sentences.chunks(RUN).map(<[Named]>::to_vec).collect())
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
