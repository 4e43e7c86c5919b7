//! All frames of an article, with their quotations made whole and the quotations that go on without a cue.

use super::frame::{Frame, Rule, site};
use super::lexicon::lexicon;
use super::noun::{according_frame, label_frame, noun_frame};
use super::reading::Reading;
use super::verb::verb_frame;
use super::{Attitude, Stance};
use crate::annotation::{Relation, Upos};
use crate::text::Span;

/// The frames of an article, in order of their cues.
pub(super) fn frames(reading: &Reading) -> Vec<Frame> {
    let mut frames: Vec<Frame> = (0..reading.found.tokens.len())
        .filter(|&at| !in_furniture(reading, at))
        .filter_map(|at| {
            if reading.lower(at) == "according" {
                according_frame(reading, at)
            } else {
                verb_frame(reading, at).or_else(|| noun_frame(reading, at))
            }
        })
        .collect();
    frames.extend(labels(reading, &frames));
    let cited = cited(reading, &frames);
    frames.retain(|frame| !cited.iter().any(|cited| cited.head == frame.head));
    frames.extend(cited);
    frames.sort_by_key(|frame| frame.head);
    for frame in &mut frames {
        make_whole(reading, frame);
    }
    frames.retain(|frame| !is_private(reading, frame));
    continue_quotations(reading, &mut frames);
    frames.retain(|frame| !frame.content.is_empty());
    frames.sort_by_key(|frame| frame.head);
    frames
}

/// "X, citing Y, reported that …": Y says it as well, through X.
fn cited(reading: &Reading, frames: &[Frame]) -> Vec<Frame> {
    let citing = frames.iter().filter(|frame| {
        matches!(reading.lemma(frame.head), "cite" | "quote") && reading.xpos(frame.head) == "VBG"
    });
    citing
        .filter_map(|citing| {
            let speaker = reading.child(citing.head, &[Relation::Obj])?;
            let host = frames.iter().find(|host| {
                host.head != citing.head
                    && (reading.head(citing.head) == Some(host.head)
                        || host
                            .source
                            .as_ref()
                            .is_some_and(|source| reading.subtree(source.head).contains(&citing.head)))
            })?;
            let speaks = speaks(reading, speaker) && host.attitude == Attitude::Speech;
            let mut frame = citing.clone();
            frame.source = Some(site(reading, speaker));
            frame.content.clone_from(&host.content);
            frame.block = frame.head..reading.subtree(speaker).end.max(frame.head + 1);
            frame.through = host.source.as_ref().map(|source| source.head);
            frame.content.retain(|part| !part.overlaps(reading.span(frame.head)));
            (speaks && !frame.content.is_empty()).then_some(frame)
        })
        .collect()
}

/// Whether a noun is one that speaks: a name, a person, a document, an outlet.
fn speaks(reading: &Reading, noun: usize) -> bool {
    let lemma = reading.lemma(noun).to_lowercase();
    let lexicon = lexicon();
    reading.upos(noun) == Upos::Propn
        || lexicon.is_unnamed(&lemma)
        || lexicon.is_spokesperson(&lemma)
        || lexicon.is_document(&lemma)
        || lexicon.is_outlet_noun(&lemma)
}

fn in_furniture(reading: &Reading, at: usize) -> bool {
    !reading.article.furniture.is_empty() && reading.article.is_furniture(reading.span(at))
}

/// Labels before colons at the heads of paragraphs, where no cue of the paragraph's own takes the words.
fn labels(reading: &Reading, frames: &[Frame]) -> Vec<Frame> {
    reading
        .paragraphs
        .iter()
        .enumerate()
        .filter_map(|(number, &paragraph)| {
            let headline =
                number == 0 || reading.article.headline_span.is_some_and(|span| span.overlaps(paragraph));
            let short = headline && paragraph.len() < 200;
            let frame = label_frame(reading, paragraph, short)?;
            let taken = frames.iter().any(|other| frame.block.contains(&other.head));
            (!taken && !in_furniture(reading, frame.head)).then_some(frame)
        })
        .collect()
}

/// What the speaker of a quotation thinks or says inside it in the first person is part of the quotation.
fn is_private(reading: &Reading, frame: &Frame) -> bool {
    if reading.quotation(frame.head).is_none() || frame.rule == Rule::Label {
        return false;
    }
    let first_person = frame.source.as_ref().is_none_or(|site| {
        matches!(
            reading.lower(site.head).as_str(),
            "i" | "we" | "you" | "me" | "us" | "who" | "that" | "it" | "this"
        ) || reading.upos(site.head) == Upos::Pron
    });
    frame.attitude != Attitude::Speech
        || first_person
        || matches!(frame.rule, Rule::Phrase | Rule::Infinitive | Rule::Noun)
}

/// Stretches content over the whole of the quotations that it enters, but not over its own attribution.
fn make_whole(reading: &Reading, frame: &mut Frame) {
    let own = reading.quotation(frame.head);
    let mut content: Vec<Span> = Vec::new();
    for &part in &frame.content {
        content.push(part);
        let tokens = reading.tokens_in(part);
        let mut entered: Vec<usize> =
            tokens.filter_map(|at| reading.quotation(at)).filter(|&number| Some(number) != own).collect();
        entered.dedup();
        for number in [entered.first().copied(), entered.last().copied()].into_iter().flatten() {
            content.extend(
                reading
                    .run(number)
                    .filter_map(|piece| reading.quotations.get(piece))
                    .map(|piece| piece.outer),
            );
        }
    }
    let block = reading.span_of(&frame.block);
    frame.content = merged(reading, content, block);
}

/// Spans in order, joined where they touch or overlap, without the attribution between them.
fn merged(reading: &Reading, mut spans: Vec<Span>, block: Span) -> Vec<Span> {
    spans.sort();
    let mut all: Vec<Span> = Vec::new();
    for span in spans {
        match all.last_mut() {
            Some(last)
                if touches(reading, *last, span) && !(last.end <= block.start && block.end <= span.start) =>
            {
                *last = last.cover(span)
            }
            _ => all.push(span),
        }
    }
    all.retain(|span| !span.is_empty());
    all
}

fn touches(reading: &Reading, last: Span, next: Span) -> bool {
    next.start <= last.end || reading.text.get(last.end..next.start).is_some_and(|gap| gap.trim().is_empty())
}

/// Gives quotations that no frame holds to the frame before them, or makes a frame of its own without a cue.
fn continue_quotations(reading: &Reading, frames: &mut Vec<Frame>) {
    let held = held(reading, frames);
    let mut number = 0;
    let mut last = 0;
    while let Some(quotation) = reading.quotations.get(number) {
        let run = reading.run(number);
        let end = run.end;
        if !held.get(number).copied().unwrap_or(false) && stands_alone(reading, quotation.outer) {
            while frames
                .get(last + 1)
                .is_some_and(|frame| reading.span(frame.head).start < quotation.outer.start)
            {
                last += 1;
            }
            let pieces: Vec<Span> =
                run.filter_map(|piece| reading.quotations.get(piece)).map(|piece| piece.outer).collect();
            give(reading, frames, last, &pieces);
        }
        number = end.max(number + 1);
    }
}

/// Which quotations some frame of speech holds.
fn held(reading: &Reading, frames: &[Frame]) -> Vec<bool> {
    let mut held = vec![false; reading.quotations.len()];
    for frame in frames.iter().filter(|frame| frame.attitude == Attitude::Speech) {
        for &part in &frame.content {
            let first = reading.quotations.partition_point(|quotation| quotation.outer.end <= part.start);
            for (place, quotation) in held.iter_mut().zip(&reading.quotations).skip(first) {
                if quotation.outer.start >= part.end {
                    break;
                }
                let shared = quotation.outer.intersection(part).map_or(0, Span::len);
                *place |= shared * 2 > quotation.outer.len();
            }
        }
    }
    held
}

/// Whether a quotation is a sentence of its own and no phrase in somebody else's.
fn stands_alone(reading: &Reading, outer: Span) -> bool {
    let before = reading.text.get(..outer.start).unwrap_or_default().trim_end_matches([' ', '\t', '\u{a0}']);
    let opens = before.is_empty() || before.ends_with(['\n', '.', '!', '?', ':', '”', '"', ')']);
    let words = reading.tokens_in(outer).filter(|&at| reading.upos(at) != Upos::Punct).count();
    opens && words >= 3
}

/// Joins pieces to the frame `last` when it stands right before them, or lets its speaker go on in a frame without cue.
fn give(reading: &Reading, frames: &mut Vec<Frame>, last: usize, pieces: &[Span]) {
    let Some(first) = pieces.first().copied() else { return };
    let Some(frame) = frames.get_mut(last).filter(|frame| reading.span(frame.head).start < first.start)
    else {
        return;
    };
    if frame.attitude != Attitude::Speech || frame.source.is_none() {
        return;
    }
    let cue_end = reading.span_of(&frame.block).end.max(frame.cover().end);
    let between = reading.text.get(cue_end..first.start).unwrap_or("….");
    let sentences = between.matches(['.', '!', '?']).count();
    let same_paragraph = !between.contains('\n');
    let adjacent = !between.chars().any(char::is_alphanumeric);
    if same_paragraph
        && (adjacent || (sentences <= 1 && between.len() < 120))
        && frame.stance != Stance::Declines
    {
        frame.content.extend_from_slice(pieces);
        let block = reading.span_of(&frame.block);
        frame.content = merged(reading, std::mem::take(&mut frame.content), block);
    } else if between.len() < 400 {
        let head = reading.token_from(first.start);
        let mut going_on = frame.clone();
        going_on.rule = Rule::Continued;
        going_on.cue = head..head;
        going_on.block = head..head;
        going_on.head = head;
        going_on.addressee = None;
        going_on.stance = Stance::Asserts;
        going_on.content = pieces.to_vec();
        frames.insert(last + 1, going_on);
    }
}
