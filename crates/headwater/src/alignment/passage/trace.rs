//! What editing leaves behind: what is lost in copying is not found again, so the side that has less of it took the words.
//!
//! Each is worth little, and together they decide only where nothing weightier speaks: newspapers also restore what an agency
//! left out.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::block::{Block, Pair};
use super::pile::Worded;
use super::quoted;
use crate::article::Article;
use crate::text::Span;

/// The lists of `data/reuse/naming.toml`.
#[derive(Default, Deserialize)]
struct Words {
    after: Vec<String>,
    before: Vec<String>,
    before_by: Vec<String>,
    saying: Vec<String>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/reuse/naming.toml")).unwrap_or_default());

/// Accents that one side has lost ("Löwe", "Lowe"): hardly anybody puts them back.
const ACCENTS: i32 = 9;
/// Typographic marks that are plain ones on the other side, which may be its style.
const MARKS: i32 = 4;
/// "USA" for "U.S.": what style books shorten is not lengthened.
const LENGTHENED: i32 = 4;
/// A quotation of which the other side has a part, though it may have heard no more.
const CUT: i32 = 7;
/// "She said" with nobody before it whom it could mean, where the other side names somebody.
const LEFT_BEHIND: i32 = 10;
/// The whole of one article is a part of the other.
const WHOLE: i32 = 3;
/// A quotation that is cut has so many words on both sides, and lost so many.
const QUOTED: usize = 4;
const LOST: usize = 3;
/// An antecedent stands at most so many words before.
const BEFORE: usize = 60;
/// An article of fewer words is too short for its whole to tell.
const ARTICLE: usize = 40;

/// A sign with its points, positive where `a` came first, and what is seen.
pub(super) type Trace = (i32, String);

/// What editing took from one side, in passages that are not all quotation.
pub(super) fn traces(pair: Pair, (a, b): (&Article, &Article), blocks: &[Block]) -> Vec<Trace> {
    let turned: Vec<Block> = blocks.iter().cloned().map(Block::turned).collect();
    let written: Vec<(&str, &str)> = words(pair, blocks).collect();
    let back: Vec<(&str, &str)> = written.iter().map(|&(a, b)| (b, a)).collect();
    let other = Pair { a: pair.b, b: pair.a, ..pair };
    let lost = [(lost(pair, (a, b), blocks, &written), 1), (lost(other, (b, a), &turned, &back), -1)];
    // What was lost on both sides was lost after a third.
    let [(ours, _), (theirs, _)] = &lost;
    let both: Vec<i32> =
        ours.iter().filter(|one| theirs.iter().any(|other| one.0 == other.0)).map(|one| one.0).collect();
    let told = lost.iter().flat_map(|(traces, towards)| traces.iter().map(move |trace| (trace, towards)));
    told.filter(|((points, _), _)| !both.contains(points) || *points == CUT)
        .map(|((points, seen), towards)| (points * towards, seen.clone()))
        .collect()
}

/// What `b`, which is `to`, has lost of what `a`, which is `from`, has; `written` are the shared words that each writes in
/// its own way.
fn lost(
    pair: Pair,
    (from, to): (&Article, &Article),
    blocks: &[Block],
    written: &[(&str, &str)],
) -> Vec<Trace> {
    let (from, to) = (from.label(), to.label());
    let mut traces = Vec::new();
    if let Some((whole, plain)) = written.iter().find(|(a, b)| has_lost_accents(a, b)) {
        traces.push((ACCENTS, format!("{to} writes “{plain}”, where {from} has “{whole}”")));
    }
    if written.iter().any(|(a, b)| *b == "USA" && a.contains('.')) {
        traces.push((LENGTHENED, format!("{to} writes “USA” for the abbreviation of {from}")));
    }
    if has_lost_marks(pair, blocks) {
        traces.push((MARKS, format!("{to} has plain marks, where {from} has typographic ones")));
    }
    if blocks.iter().any(|block| is_cut(pair, block)) {
        traces.push((CUT, format!("{to} has only a part of a quotation of {from}")));
    }
    if let Some(pronoun) = blocks.iter().find_map(|block| stranded(pair, block)) {
        let seen = format!("{to} has “{pronoun}” with nobody before it, where {from} names somebody");
        traces.push((LEFT_BEHIND, seen));
    }
    if is_whole(pair, blocks) {
        traces.push((WHOLE, format!("all of {to} stands in {from}, which has more")));
    }
    traces
}

/// The words that both sides share and write differently, as each writes them.
fn words<'p>(pair: Pair<'p>, blocks: &'p [Block]) -> impl Iterator<Item = (&'p str, &'p str)> {
    let written =
        |side: &'p Worded<'p>, at: usize| side.words.get(at).map_or("", |word| word.span().of(side.text));
    let runs = blocks.iter().flat_map(|block| &block.runs);
    runs.flat_map(|run| (0..run.length).map(move |nth| (run.a + nth, run.b + nth)))
        .map(move |(a, b)| (written(pair.a, a), written(pair.b, b)))
        .filter(|(a, b)| a != b)
}

/// Whether a word is the other without its accents.
fn has_lost_accents(a: &str, b: &str) -> bool {
    let accented = a.chars().any(|letter| !letter.is_ascii() && letter.is_alphabetic());
    accented && b.is_ascii() && b.chars().next().is_some_and(|first| first.is_ascii_alphabetic())
}

/// Whether the shared words stand among typographic marks in `a`, and among none but plain ones in `b`.
fn has_lost_marks(pair: Pair, blocks: &[Block]) -> bool {
    let in_a = || blocks.iter().map(|block| pair.a.span(&block.a).of(pair.a.text));
    let in_b = || blocks.iter().map(|block| pair.b.span(&block.b).of(pair.b.text));
    in_a().any(has_typographic) && in_b().any(has_plain) && !in_b().any(has_typographic)
}

/// Whether a text has marks that typesetters use: all of them begin with the same byte.
fn has_typographic(text: &str) -> bool {
    let typographic =
        |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(['“', '”', '‘', '’', '–', '—', '…']));
    memchr::memchr_iter(0xe2, text.as_bytes()).any(typographic)
}

/// Whether a text has marks that stand on a keyboard.
fn has_plain(text: &str) -> bool {
    memchr::memchr2(b'"', b'\'', text.as_bytes()).is_some()
}

/// Whether `b` quotes a part of what `a` quotes, and nothing else there.
fn is_cut(pair: Pair, block: &Block) -> bool {
    let spans = (pair.a.span(&block.a), pair.b.span(&block.b));
    let of_a = quoted::around(pair.a.text, spans.0);
    if of_a.is_empty() {
        return false;
    }
    let of_b = quoted::around(pair.b.text, spans.1);
    if of_b.is_empty() {
        return false;
    }
    let count = |side: &Worded, quotation: Span| {
        let first = side.words.partition_point(|word| (word.start as usize) < quotation.start);
        let last = side.words.partition_point(|word| (word.end as usize) <= quotation.end);
        last.saturating_sub(first)
    };
    // How many shared words stand in a quotation of each: a text may hold nothing but quotations.
    let mut kept: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let within = |side: &Worded, at: usize, quotations: &[Span]| {
        let word = side.words.get(at)?.span();
        quoted::reaching(quotations, word).filter(|nth| quotations[*nth].contains(word))
    };
    for (a, b) in block.runs.iter().flat_map(|run| (0..run.length).map(|nth| (run.a + nth, run.b + nth))) {
        if let (Some(one), Some(other)) = (within(pair.a, a, &of_a), within(pair.b, b, &of_b)) {
            *kept.entry((one, other)).or_default() += 1;
        }
    }
    let is_part = |(&(one, other), &kept): (&(usize, usize), &usize)| {
        kept >= QUOTED && kept == count(pair.b, of_b[other]) && count(pair.a, of_a[one]) >= kept + LOST
    };
    kept.iter().any(is_part)
}

/// "He" or "she" who says something in `b` with nobody before, where `a` names somebody.
fn stranded<'p>(pair: Pair<'p>, block: &Block) -> Option<&'p str> {
    let shared = block.runs.iter().flat_map(|run| (0..run.length).map(|nth| (run.a + nth, run.b + nth)));
    for (a, b) in shared {
        let pronoun = pair.b.words.get(b).map_or("", |word| word.span().of(pair.b.text));
        if !matches!(pronoun, "he" | "she" | "He" | "She") {
            continue;
        }
        let near = |at: usize| pair.b.words.get(at).map(|word| word.span().of(pair.b.text));
        let says = |word: Option<&str>| word.is_some_and(|word| WORDS.saying.iter().any(|verb| verb == word));
        if !says(near(b + 1)) && !says(b.checked_sub(1).and_then(near)) {
            continue;
        }
        let Some(name) = named_before(pair.a, a) else { continue };
        let known = pair.b.words.get(..b).is_some_and(|words| words.iter().any(|word| word.key == name));
        return (named_before(pair.b, b).is_none() && !known).then_some(pronoun);
    }
    None
}

/// The last word of the name of two words or more that stands last before a word, where one stands near.
fn named_before(side: &Worded, at: usize) -> Option<u32> {
    let capital = |at: usize| {
        side.words.get(at).is_some_and(|word| word.span().of(side.text).starts_with(char::is_uppercase))
    };
    let next = |at: usize| side.between(at).is_some_and(|marks| marks == " ");
    let last = (at.saturating_sub(BEFORE).max(1)..at)
        .rev()
        .find(|&at| side.is_name(at) && next(at) && capital(at) && capital(at - 1))?;
    side.words.get(last).map(|word| word.key)
}

/// Whether nearly all of `b` stands in `a`, which has half as much again.
fn is_whole(pair: Pair, blocks: &[Block]) -> bool {
    let (all_a, all_b) = (pair.a.words.len(), pair.b.words.len());
    let held: usize = blocks.iter().map(|block| block.b.len()).sum();
    all_b >= ARTICLE && all_a * 2 >= all_b * 3 && held * 10 >= all_b * 9
}

/// Whether the words around a name that stands at `run` say that the story is that outlet's.
pub(super) fn is_reported(side: &Worded, run: super::block::Words) -> bool {
    let word = |at: Option<usize>| {
        at.and_then(|at| side.words.get(at))
            .map_or(String::new(), |word| word.span().of(side.text).to_lowercase())
    };
    let holds = |list: &[String], word: &str| list.iter().any(|known| known == word);
    let ends = (0..2).find(|nth| side.sentence_ends(run.end + nth)).unwrap_or(2);
    if (0..ends).any(|nth| holds(&WORDS.after, &word(Some(run.end + nth)))) {
        return true;
    }
    let mut at = run.start.checked_sub(1);
    if word(at) == "the" {
        at = at.and_then(|at| at.checked_sub(1));
    }
    let before = word(at);
    let is_by = matches!(before.as_str(), "by" | "to");
    holds(&WORDS.before, &before)
        && (!is_by || holds(&WORDS.before_by, &word(at.and_then(|at| at.checked_sub(1)))))
}
