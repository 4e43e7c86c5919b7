//! "… — Ana Hale (@anahale) May 5, 2026": what somebody posted, shown whole with the signature behind it.
//!
//! Pages that show a post give its words without quotation marks, and would else pass for what the article tells itself.

use std::ops::Range;

use super::clause::has_tense;
use super::frame::{Frame, Rule, Site, without_punctuation};
use super::lexicon::CueWord;
use super::noun::noun_head;
use super::reading::Reading;
use crate::annotation::Upos;
use crate::text::Span;

/// No name in a signature has more tokens.
const NAME: usize = 8;
/// No date in a signature has more tokens.
const DATE: usize = 6;
/// The longest post, in bytes, with its links: what is longer began with words of the article.
const LONGEST: usize = 340;
/// Words of the page before a post ("Skip Twitter post by @anahale") end within so many tokens.
const ABOVE: usize = 6;

/// The posts that the article shows, in order of place.
pub(super) fn posts(reading: &Reading) -> Vec<Frame> {
    let told = reading.paragraphs.iter().filter(|paragraph| !reading.article.is_furniture(**paragraph));
    told.flat_map(|paragraph| in_paragraph(reading, reading.tokens_in(*paragraph))).collect()
}

/// What others say inside a post ends where the post does, and no label or announcement takes its words.
pub(super) fn keep_apart(reading: &Reading, frames: &mut Vec<Frame>, posts: &[Frame]) {
    for post in posts {
        let said = post.cover();
        frames.retain(|frame| frame.rule != Rule::Label || !frame.cover().overlaps(said));
        for frame in frames.iter_mut().filter(|frame| said.contains(reading.span(frame.head))) {
            for part in frame.content.iter_mut().filter(|part| part.end > said.end) {
                let inside = Span::new(part.start, said.end.max(part.start));
                let words = inside.of(reading.text).trim_end_matches(['.', ',', ' ']);
                part.end = part.start + words.len();
            }
            frame.content.retain(|part| !part.is_empty());
        }
    }
    frames.retain(|frame| !frame.content.is_empty());
}

fn in_paragraph(reading: &Reading, tokens: Range<usize>) -> Vec<Frame> {
    let mut found = Vec::new();
    let mut from = tokens.start;
    while let Some(signature) = (from..tokens.end).find_map(|at| signature(reading, at, from..tokens.end)) {
        let end = signature.end;
        found.extend(post(reading, from, signature));
        from = end;
    }
    found
}

/// A dash, a name, the name of the account in brackets, and the day.
struct Signature {
    dash: usize,
    name: Range<usize>,
    end: usize,
}

/// The signature whose account stands at `at`.
fn signature(reading: &Reading, at: usize, within: Range<usize>) -> Option<Signature> {
    let account = reading.words(at).starts_with('@') && reading.words(at + 1) == ")";
    let open = at.checked_sub(1).filter(|&open| account && reading.words(open) == "(")?;
    let dash = (open.saturating_sub(NAME).max(within.start)..open).rev().find(|&at| is_dash(reading, at))?;
    let name = dash + 1..open;
    let dated = |at: &usize| {
        reading.is_time(*at) || reading.upos(*at) == Upos::Num || matches!(reading.words(*at), "," | ".")
    };
    let close = at + 2;
    let date = (close..within.end.min(close + DATE)).take_while(dated).count();
    let ends = date > 0 || close == within.end;
    let named = !name.is_empty() && !name.clone().any(|at| has_tense(reading, at));
    (ends && named).then_some(Signature { dash, name, end: close + date })
}

fn is_dash(reading: &Reading, at: usize) -> bool {
    matches!(reading.words(at), "—" | "–" | "―" | "--" | "-")
}

fn post(reading: &Reading, from: usize, signature: Signature) -> Option<Frame> {
    let above = from..(from + ABOVE).min(signature.dash);
    let skipped = above.rev().find(|&at| at > from && reading.words(at).starts_with('@'));
    let skipped = skipped.filter(|&at| reading.lower(at - 1) == "by").map_or(from, |at| at + 1);
    let content = words(reading, skipped..signature.dash)?;
    let head = noun_head(reading, signature.name.clone()).unwrap_or(signature.name.start);
    let mut frame = Frame::new(&CueWord::plain(), signature.dash, Rule::Post);
    frame.source = Some(Site { head, tokens: without_punctuation(reading, signature.name) });
    frame.block = signature.dash..signature.end;
    frame.content = vec![content];
    Some(frame)
}

/// The words of a post without the links behind them.
fn words(reading: &Reading, tokens: Range<usize>) -> Option<Span> {
    let mut tokens = tokens;
    while reading.span_of(&tokens).len() > LONGEST {
        tokens.start = reading.sentence_tokens(tokens.start).end.min(tokens.end);
    }
    let whole = reading.span_of(&tokens);
    let mut left = whole.of(reading.text).trim_end();
    while let Some(link) = link_at_end(left) {
        left = left.get(..link)?.trim_end();
    }
    let span = Span::new(whole.start, whole.start + left.len());
    (left.split_whitespace().count() > 1).then_some(span)
}

/// Where the last word is a link, the place where that begins: it may stand right behind another word.
fn link_at_end(words: &str) -> Option<usize> {
    let last = words.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let word = words.get(last..)?;
    ["http", "pic.twitter.com/"].into_iter().filter_map(|link| word.find(link)).min().map(|at| last + at)
}
