//! CoNLL-U, the tables of Universal Dependencies: written for other tools, read for training and scoring.
//!
//! Format: <https://universaldependencies.org/format.html>. Names stand in MISC as `Entity=` with the kind.

use std::fmt::Write;

use super::token::broken::in_one;
use super::token::plain;
use super::{Annotations, Relation, Sentence, Token, Upos};
use crate::article::Article;
use crate::text::Span;

/// The article's sentences as CoNLL-U.
///
/// Every token is a line of its own; words that stand against the next one carry `SpaceAfter=No`.
pub fn conllu(article: &Article, found: &Annotations) -> String {
    let mut out = format!("# newdoc id = {}\n", article.id);
    let mut paragraph = None;
    for (number, sentence) in found.sentences.iter().enumerate() {
        if paragraph != Some(sentence.paragraph) {
            paragraph = Some(sentence.paragraph);
            out.push_str("# newpar\n");
        }
        let text = sentence.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "# sent_id = {}-{}\n# text = {text}", article.id, number + 1);
        write_sentence(&mut out, &article.text, found, sentence);
        out.push('\n');
    }
    out
}

fn write_sentence(out: &mut String, text: &str, found: &Annotations, sentence: &Sentence) {
    let number = |token: usize| token.saturating_sub(sentence.tokens.start) + 1;
    for (place, token) in found.tokens_of(sentence).iter().enumerate() {
        let next = found.tokens.get(sentence.tokens.start + place + 1);
        let head = token.head.map_or(0, number);
        let relation = if token.head.is_none() { Relation::Root } else { token.relation };
        let xpos = if token.xpos.is_empty() { "_" } else { token.xpos.as_str() };
        let lemma = if token.lemma.is_empty() { "_" } else { token.lemma.as_str() };
        let space = match next {
            Some(next) if next.span.start == token.span.end => "SpaceAfter=No",
            _ => "_",
        };
        let word = in_one(token.span.of(text));
        if next.is_some_and(|next| is_written_as_one(text, token, next))
            && !is_continued(sentence, found, text, place)
        {
            write_range(out, text, found, sentence, place);
        }
        let (id, upos, relation) = (place + 1, token.upos.name(), relation.name());
        let _ = writeln!(out, "{id}\t{word}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t{space}");
    }
}

/// Whether two tokens are one word in writing ("do" + "n't", "Roe" + "'s").
fn is_written_as_one(text: &str, token: &Token, next: &Token) -> bool {
    let (word, after) = (token.span.of(text), plain(next.span.of(text)));
    let letters = word.ends_with(char::is_alphabetic);
    let clitic = after.starts_with(char::is_alphabetic)
        || after.strip_prefix('\'').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    token.span.end == next.span.start && letters && (clitic || next.xpos == "POS")
}

fn is_continued(sentence: &Sentence, found: &Annotations, text: &str, place: usize) -> bool {
    let tokens = found.tokens_of(sentence);
    let before = place.checked_sub(1).and_then(|before| tokens.get(before));
    before.zip(tokens.get(place)).is_some_and(|(before, token)| is_written_as_one(text, before, token))
}

/// The line for a word that is several tokens ("1-2\tdon't").
fn write_range(out: &mut String, text: &str, found: &Annotations, sentence: &Sentence, place: usize) {
    let tokens = found.tokens_of(sentence).get(place..).unwrap_or_default();
    let more = tokens.windows(2).take_while(|pair| is_written_as_one(text, &pair[0], &pair[1])).count();
    let span = tokens
        .first()
        .zip(tokens.get(more))
        .map(|(first, last)| first.span.cover(last.span))
        .unwrap_or_default();
    let _ = writeln!(
        out,
        "{}-{}\t{}{}_",
        place + 1,
        place + 1 + more,
        in_one(span.of(text)),
        "\t_".repeat(7) + "\t"
    );
}

/// One word of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoldWord {
    /// As written.
    pub form: String,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: String,
    /// The word that governs it, from zero; `None` for the root.
    pub head: Option<usize>,
    /// The relation to its head; subtypes that [`Relation`] lacks are left out.
    pub relation: Relation,
    /// Whether white space follows.
    pub space_after: bool,
    /// The MISC column.
    pub misc: String,
}

/// One sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoldSentence {
    /// Its name in the treebank (`sent_id`); empty where it has none.
    pub id: String,
    /// Its words; a word written together with the next (`1-2`) has its share of the characters.
    pub words: Vec<GoldWord>,
    /// Whether a document begins with it.
    pub new_document: bool,
    /// Whether a paragraph begins with it.
    pub new_paragraph: bool,
}

impl GoldSentence {
    /// The sentence as it was written, with the place of every word in it.
    pub fn text(&self) -> (String, Vec<Span>) {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for word in &self.words {
            let start = text.len();
            text.push_str(&word.form);
            spans.push(Span::new(start, text.len()));
            if word.space_after {
                text.push(' ');
            }
        }
        (text.trim_end().to_owned(), spans)
    }
}

/// Reads a treebank. Lines that are not CoNLL-U are left out.
pub fn read(text: &str) -> Vec<GoldSentence> {
    let mut reader = Reader::default();
    text.lines().for_each(|line| reader.line(line));
    reader.close();
    reader.done
}

#[derive(Default)]
struct Reader {
    done: Vec<GoldSentence>,
    open: GoldSentence,
    /// The last word of a run written as one, with that run's MISC.
    joined: Option<(usize, bool)>,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            return self.close();
        }
        if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim_start();
            if let Some(id) = comment.strip_prefix("sent_id = ") {
                self.open.id = id.trim().to_owned();
            }
            self.open.new_document |= comment.starts_with("newdoc");
            self.open.new_paragraph |= comment.starts_with("newpar");
            return;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, xpos, _, head, relation, _, misc] = columns[..] else { return };
        if let Some((_, last)) = id.split_once('-') {
            self.joined = last.parse().ok().map(|last| (last, !misc.contains("SpaceAfter=No")));
        } else if let Ok(number) = id.parse::<usize>() {
            let space_after = self.space_after(number, misc);
            self.open.words.push(GoldWord {
                form: form.to_owned(),
                lemma: lemma.to_owned(),
                upos: Upos::parse(upos).unwrap_or_default(),
                xpos: xpos.to_owned(),
                head: head.parse::<usize>().ok().and_then(|head| head.checked_sub(1)),
                relation: relation_of(relation),
                space_after,
                misc: misc.to_owned(),
            });
        }
    }

    fn space_after(&mut self, number: usize, misc: &str) -> bool {
        match self.joined {
            Some((last, _)) if number < last => false,
            Some((last, space)) if number == last => space,
            _ => !misc.contains("SpaceAfter=No"),
        }
    }

    fn close(&mut self) {
        self.joined = None;
        let sentence = std::mem::take(&mut self.open);
        if !sentence.words.is_empty() {
            self.done.push(sentence);
        }
    }
}

/// A relation of a treebank; a subtype that the type does not know gives way to its relation.
pub fn relation_of(name: &str) -> Relation {
    let base = name.split(':').next().unwrap_or(name);
    Relation::parse(name).or_else(|| Relation::parse(base)).unwrap_or_default()
}

impl Token {
    /// The universal part of speech and the Penn Treebank tag as one line shows them ("NOUN/NNS").
    pub fn tags(&self) -> String {
        format!("{}/{}", self.upos.name(), self.xpos)
    }
}
