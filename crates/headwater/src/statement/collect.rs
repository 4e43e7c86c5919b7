//! All frames of an article, with their quotations made whole and the quotations that go on without a cue.

use std::ops::Range;

use super::actor::actor;
use super::adverb::adverb_frame;
use super::beside::beside;
use super::ending::keep_inside;
use super::frame::{Frame, Rule, Site, cue_tokens, is_passive, site, without_punctuation};
use super::joint::each_speaker;
use super::lexicon::{CueWord, lexicon};
use super::nested::{deny_what_is_false, without_outer};
use super::noun::{according_frame, label_frame, noun_frame};
use super::post::{keep_apart, posts};
use super::reading::Reading;
use super::said::drop_said_twice;
use super::verb::verb_frame;
use super::{Attitude, Stance};
use crate::annotation::{EntityKind, Form, Relation, Upos};
use crate::text::Span;

/// Longest sentence, in tokens, that is looked through for cues: longer ones are lists, tables or broken text.
const LONGEST_SENTENCE: usize = 400;

/// The frames of an article, in order of their cues.
pub(super) fn frames(reading: &Reading) -> Vec<Frame> {
    let sentences =
        reading.found.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE);
    let mut frames: Vec<Frame> = sentences
        .flat_map(|sentence| sentence.tokens.clone())
        .filter(|&at| !reading.is_furniture(at))
        .filter_map(|at| frame_at(reading, at))
        .collect();
    let mut more = labels(reading, &frames);
    more.extend(announced(reading, &frames));
    let cited = cited(reading, &frames);
    without_citing(reading, &mut frames, &cited);
    frames.retain(|frame| cited.binary_search_by_key(&frame.head, |cited| cited.head).is_err());
    frames.extend(cited.into_iter().chain(more));
    let posts = posts(reading);
    keep_apart(reading, &mut frames, &posts);
    frames.extend(posts);
    drop_governed_nouns(reading, &mut frames);
    // Whom somebody quotes is a source, and no content.
    frames.retain(|frame| !quotes_somebody(reading, frame));
    frames.sort_by_key(|frame| frame.head);
    for frame in &mut frames {
        make_whole(reading, frame);
    }
    for frame in &mut frames {
        keep_inside(reading, frame);
    }
    frames.iter_mut().for_each(|frame| deny_what_is_false(reading, frame));
    without_outer(reading, &mut frames);
    drop_crossed(reading, &mut frames);
    frames.retain(|frame| !is_private(reading, frame) && !frame.content.is_empty());
    drop_said_twice(&mut frames);
    drop_inner_adverbs(reading, &mut frames);
    drop_nested_beliefs(reading, &mut frames);
    beside(reading, &mut frames);
    let continued = continue_quotations(reading, &mut frames);
    frames.extend(continued);
    frames.retain(|frame| !frame.content.is_empty());
    frames.sort_by_key(|frame| frame.head);
    each_speaker(reading, frames)
}

/// "denied reports of X", "denied reports that …": the verb says it all.
fn drop_governed_nouns(reading: &Reading, frames: &mut Vec<Frame>) {
    let takes_noun = |frame: &&Frame| {
        frame.rule == Rule::Phrase || frame.rule == Rule::Clause && frame.stance == Stance::Denies
    };
    let mut verbs: Vec<usize> = frames.iter().filter(takes_noun).map(|frame| frame.head).collect();
    verbs.sort_unstable();
    frames.retain(|frame| {
        let governed = reading.head(frame.head).is_some_and(|head| verbs.binary_search(&head).is_ok());
        !(frame.rule == Rule::Noun && governed)
    });
}

/// "quoted a source in Orlan", "cited officials".
fn quotes_somebody(reading: &Reading, frame: &Frame) -> bool {
    let quotes = matches!(reading.lemma(frame.head), "quote" | "cite")
        && frame.rule == Rule::Phrase
        && frame.through.is_none();
    let whom = reading.child(frame.head, &[Relation::Obj]);
    quotes
        && whom.is_some_and(|whom| {
            reading.upos(whom) != Upos::Propn && lexicon().is_unnamed(reading.lemma(whom))
        })
}

/// The frame whose cue the token heads.
fn frame_at(reading: &Reading, at: usize) -> Option<Frame> {
    if matches!(reading.lower(at).as_str(), "according" | "per" | "by" | "in") {
        return according_frame(reading, at);
    }
    verb_frame(reading, at).or_else(|| noun_frame(reading, at)).or_else(|| adverb_frame(reading, at))
}

/// The frames whose cues lie in a range of tokens; `frames` are in order of their cues.
fn frames_in<'f>(frames: &'f [Frame], tokens: &Range<usize>) -> &'f [Frame] {
    let start = frames.partition_point(|frame| frame.head < tokens.start);
    let end = frames.partition_point(|frame| frame.head < tokens.end);
    frames.get(start..end).unwrap_or_default()
}

/// Labels before colons at the heads of paragraphs, where no cue of the label's own takes the words.
fn labels(reading: &Reading, frames: &[Frame]) -> Vec<Frame> {
    let label = |(number, &paragraph): (usize, &Span)| {
        let headline =
            number == 0 || reading.article.headline_span.is_some_and(|span| span.overlaps(paragraph));
        let frame = label_frame(reading, paragraph, headline && paragraph.len() < 200)?;
        let taken = !frames_in(frames, &frame.block).is_empty();
        (!taken && !reading.is_furniture(frame.head)).then_some(frame)
    };
    reading.paragraphs.iter().enumerate().filter_map(label).collect()
}

/// A paragraph that a colon at the end of the one before announces ("The report says:").
fn announced(reading: &Reading, frames: &[Frame]) -> Vec<Frame> {
    let told =
        reading.paragraphs.iter().copied().filter(|paragraph| !reading.article.is_furniture(*paragraph));
    let told: Vec<Span> = told.collect();
    let pairs = told.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
    pairs.filter_map(|(before, after)| announcement(reading, frames, before, after)).collect()
}

fn announcement(reading: &Reading, frames: &[Frame], before: Span, after: Span) -> Option<Frame> {
    let colon = reading.tokens_in(before).next_back().filter(|&at| reading.words(at) == ":")?;
    let sentence = reading.sentence_tokens(colon);
    let quoted =
        reading.quotations.binary_search_by_key(&after.start, |quotation| quotation.outer.start).is_ok();
    let taken = frames_in(frames, &sentence).iter().any(|frame| frame.cover().end > before.end);
    if quoted || taken || reading.is_furniture(colon) || sentence.len() > LONGEST_SENTENCE {
        return None;
    }
    let says = |word: &CueWord| word.takes.quote && word.attitude == Attitude::Speech;
    let verb = sentence.clone().rev().find(|&at| lexicon().verb(reading.lemma(at)).is_some_and(says))?;
    let mut frame = Frame::new(lexicon().verb(reading.lemma(verb))?, verb, Rule::Label);
    frame.cue = cue_tokens(reading, verb);
    frame.source = Some(actor(reading, verb)?.site);
    frame.block = sentence;
    frame.content = vec![after];
    Some(frame)
}

/// "X, citing Y, reported that …": Y says it as well, through X.
fn cited(reading: &Reading, frames: &[Frame]) -> Vec<Frame> {
    let hosts = frames.iter().filter(|frame| frame.attitude == Attitude::Speech && frame.source.is_some());
    let mut found: Vec<Frame> = Vec::new();
    for host in hosts {
        let sentence = reading.sentence_tokens(host.head);
        let citing = sentence.filter(|&at| is_citing(reading, at) && cites(reading, at, host));
        found.extend(citing.filter_map(|citing| {
            let speaker =
                reading.child(citing, &[Relation::Obj]).filter(|&speaker| may_speak(reading, speaker))?;
            let mut frame = Frame::new(lexicon().verb(reading.lemma(citing))?, citing, Rule::Phrase);
            frame.source = Some(site(reading, speaker));
            frame.content.clone_from(&host.content);
            frame.block = citing..reading.subtree(speaker).end.max(citing + 1);
            frame.through = host.source.as_ref().map(|source| source.head);
            if let Some(part) = frame.content.iter_mut().find(|part| part.overlaps(reading.span(citing))) {
                let said = reading.tokens_in(*part).start..citing;
                *part = reading.span_of(&without_punctuation(reading, said));
            }
            frame.content.retain(|part| !part.is_empty());
            (!frame.content.is_empty()).then_some(frame)
        }));
    }
    found.sort_by_key(|frame| frame.head);
    found.dedup_by_key(|frame| frame.head);
    found
}

pub(super) fn is_citing(reading: &Reading, at: usize) -> bool {
    // "the Post, which cited two nurses, …".
    let relative = || {
        reading.relation(at) == Relation::AclRelcl
            && matches!(reading.xpos(at), "VBD" | "VBZ")
            && reading
                .child(at, &[Relation::Nsubj])
                .is_some_and(|it| matches!(reading.xpos(it), "WDT" | "WP"))
    };
    matches!(reading.lemma(at), "cite" | "quote")
        && (reading.xpos(at) == "VBG" || relative())
        && reading.quotation(at).is_none()
}

/// Whether a participle says on whose word the speaker of a frame speaks: it hangs from the cue or from the speaker.
fn cites(reading: &Reading, citing: usize, host: &Frame) -> bool {
    let Some(source) = &host.source else { return false };
    // "reported him to be dead, citing two nurses": the parse may hang it from what is said.
    let inside = || {
        let said = host.content.last().is_some_and(|part| part.contains(reading.span(citing)));
        let speaks = |at: usize| !reading.is_named(at) && lexicon().is_unnamed(reading.lemma(at));
        said && reading.head(citing).is_some_and(|head| head > host.head)
            && reading.child(citing, &[Relation::Obj]).is_some_and(speaks)
            && matches!(host.rule, Rule::Clause | Rule::Infinitive)
    };
    host.head != citing
        && (reading.head(citing) == Some(host.head)
            || reading.subtree(source.head).contains(&citing)
            || inside())
}

/// What a host says ends where it is told on whose word it says so.
fn without_citing(reading: &Reading, frames: &mut [Frame], cited: &[Frame]) {
    for frame in frames {
        let said = frame.content.last().map_or(0..0, |&part| reading.tokens_in(part));
        let first = cited.partition_point(|citing| citing.head <= said.start);
        let citing =
            cited.get(first).filter(|citing| said.contains(&citing.head) && citing.rule == Rule::Phrase);
        let host = citing.filter(|citing| citing.through == frame.source.as_ref().map(|source| source.head));
        if let (Some(citing), Some(last)) = (host, frame.content.last_mut()) {
            *last = reading.span_of(&without_punctuation(reading, said.start..citing.head));
        }
    }
}

/// Whether a noun is one that speaks: a name, a person, a document, an outlet.
pub(super) fn speaks(reading: &Reading, noun: usize) -> bool {
    let lemma = reading.lemma(noun).to_lowercase();
    let lexicon = lexicon();
    reading.upos(noun) == Upos::Propn
        || lexicon.is_unnamed(&lemma)
        || lexicon.is_spokesperson(&lemma)
        || lexicon.is_document(&lemma)
        || lexicon.is_outlet_noun(&lemma)
}

/// Whether whoever a noun names can speak: also a body or a person that is only described ("the ministry", "the nurse").
pub(super) fn may_speak(reading: &Reading, noun: usize) -> bool {
    let described = || {
        reading.mention(noun).is_some_and(|mention| {
            mention.form != Form::Pronoun
                && matches!(mention.kind, EntityKind::Person | EntityKind::Organisation)
        })
    };
    speaks(reading, noun) || described()
}

/// What the speaker of a quotation thinks or says inside it in the first person is part of the quotation.
fn is_private(reading: &Reading, frame: &Frame) -> bool {
    if reading.quotation(frame.head).is_none() || frame.rule == Rule::Label {
        return false;
    }
    let first_person = frame.source.as_ref().is_none_or(|site| {
        matches!(
            reading.lower(site.head).as_str(),
            "i" | "we" | "you" | "me" | "us" | "who" | "that" | "it" | "this" | "one"
        ) || reading.upos(site.head) == Upos::Pron
    });
    frame.attitude != Attitude::Speech
        || first_person
        || matches!(frame.rule, Rule::Phrase | Rule::Infinitive | Rule::Noun)
}

/// "Ana Hale, a doctor who knew her, said she had asked for it": what stands inside somebody's words does not say, in turn, that
/// they are said.
fn drop_crossed(reading: &Reading, frames: &mut Vec<Frame>) {
    let crossed = |frame: &Frame| {
        let sentence = reading.sentence_tokens(frame.head);
        let holds = |other: &Frame| {
            let (own, its) = (reading.span(frame.head), reading.span(other.head));
            other.head != frame.head
                && frame.content.iter().any(|part| part.contains(its))
                && other.content.iter().any(|part| part.contains(own))
                && reading.head(frame.head) == Some(other.head)
        };
        frames_in(frames, &sentence).iter().any(holds)
    };
    let kept: Vec<bool> = frames.iter().map(|frame| !crossed(frame)).collect();
    let mut kept = kept.into_iter();
    frames.retain(|_| kept.next().unwrap_or(true));
}

/// What somebody is said to think or want is part of what is said, wherever the words of saying stand ("it is believed to
/// be a mine, the ministry said").
fn drop_nested_beliefs(reading: &Reading, frames: &mut Vec<Frame>) {
    let spoken = || frames.iter().filter(|frame| frame.attitude == Attitude::Speech);
    // "According to the Post, the mayor hopes …": the clause is the article's own, and whose mind it tells of its subject.
    let told = spoken().filter(|frame| frame.rule != Rule::According);
    let all = widest(told.flat_map(|frame| frame.content.iter().copied()).collect());
    let sourced = spoken().filter(|frame| frame.source.is_some());
    let sourced = widest(sourced.flat_map(|frame| frame.content.iter().copied()).collect());
    let inside = |widest: &[Span], span: Span| {
        let at = widest.partition_point(|part| part.end < span.end);
        widest.get(at).is_some_and(|part| part.contains(span))
    };
    frames.retain(|frame| {
        let nobody = frame.source.is_none() && inside(&sourced, reading.span(frame.head));
        // "is said to be ill": the subject stands before the cue.
        let raised = is_passive(reading, frame.head)
            && frame.content.first().is_some_and(|part| part.end <= reading.span(frame.head).start);
        match frame.attitude {
            Attitude::Speech => !(nobody && raised),
            _ => !(nobody || frame.content.iter().all(|&part| inside(&all, part))),
        }
    });
}

/// Spans in order of place, without those that lie in others.
fn widest(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    spans.retain(|span| {
        let reaches = span.end > end;
        end = end.max(span.end);
        reaches
    });
    spans
}

/// For each token, whether some of the frames attribute it or attribute with it.
pub(super) fn covered<'f>(reading: &Reading, frames: impl Iterator<Item = &'f Frame>) -> Vec<bool> {
    let mut covered = vec![false; reading.found.tokens.len()];
    for frame in frames {
        let parts = frame.content.iter().map(|&part| reading.tokens_in(part));
        for tokens in parts.chain([frame.block.clone(), frame.aside.clone()]) {
            covered.get_mut(tokens).unwrap_or_default().fill(true);
        }
    }
    covered
}

/// "Police said he had allegedly fled": inside somebody's words the adverb weakens them, and is nobody else's.
fn drop_inner_adverbs(reading: &Reading, frames: &mut Vec<Frame>) {
    if frames.iter().all(|frame| frame.rule != Rule::Adverb) {
        return;
    }
    let said = covered(reading, frames.iter().filter(|frame| frame.rule != Rule::Adverb));
    frames.retain(|frame| frame.rule != Rule::Adverb || said.get(frame.head) == Some(&false));
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
pub(super) fn merged(reading: &Reading, mut spans: Vec<Span>, block: Span) -> Vec<Span> {
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

/// Gives quotations that no frame holds to the frame before them, or makes frames of their own without a cue.
fn continue_quotations(reading: &Reading, frames: &mut [Frame]) -> Vec<Frame> {
    let held = held(reading, frames);
    let mut continued: Vec<Frame> = Vec::new();
    let (mut number, mut before, mut last_top, mut said) = (0, 0, None, Span::default());
    while let Some(quotation) = reading.quotations.get(number) {
        let run = reading.run(number);
        let next = run.end.max(number + 1);
        let free = !held.get(number).copied().unwrap_or(false);
        if free && (stands_alone(reading, quotation.outer) || is_joined_on(reading, frames, quotation.outer))
        {
            while let Some(frame) =
                frames.get(before).filter(|frame| reading.span(frame.head).start < quotation.outer.start)
            {
                // Whoever is quoted inside somebody else's words, or whose post is shown, does not speak on after them.
                let speaks = frame.attitude == Attitude::Speech && frame.rule != Rule::Post;
                if speaks && !said.contains(reading.span(frame.head)) {
                    last_top = Some(before);
                    said = frame.content.last().copied().unwrap_or_default();
                }
                before += 1;
            }
            let pieces =
                run.filter_map(|piece| reading.quotations.get(piece)).map(|piece| piece.outer).collect();
            let own = last_top.and_then(|last: usize| frames.get_mut(last));
            let last = match (own, continued.last_mut()) {
                (Some(own), Some(other)) => Some(if own.head >= other.head { own } else { other }),
                (own, other) => own.or(other),
            };
            let going_on = match introduced(reading, quotation.outer, last.as_deref()) {
                Some(site) => Some(of_person(reading, site, pieces)),
                None => last.and_then(|last| give(reading, last, pieces)),
            };
            let closes = reading.quotations.get(next - 1).is_some_and(|last| last.closed);
            continued.extend(going_on.map(|frame| if closes { frame } else { of_nobody(frame) }));
        }
        number = next;
    }
    continued
}

/// "Ana Hale, 77, was on the quay. “I saw nothing.”": the person of whom the sentence right before tells, where nobody has spoken
/// in it.
fn introduced(reading: &Reading, outer: Span, last: Option<&Frame>) -> Option<Site> {
    let open = reading.token_from(outer.start);
    let before = open.checked_sub(1)?;
    let sentence = reading.sentence_tokens(before);
    let gap = reading.text.get(reading.span(before).end..outer.start)?;
    let stopped = reading.words(before) == "." && !sentence.contains(&open);
    let spoken = last.is_some_and(|last| last.cover().end > reading.span(sentence.start).start)
        || last.is_some_and(|last| sentence.contains(&last.head));
    if gap.contains('\n') || !stopped || spoken {
        return None;
    }
    let root = sentence.clone().find(|&at| reading.relation(at) == Relation::Root)?;
    let subject = reading.child(root, &[Relation::Nsubj]).filter(|&at| at < root)?;
    let name = reading.name_at(subject).filter(|name| name.kind == EntityKind::Person)?;
    let mut others = reading.found.mentions.iter().filter(|other| {
        sentence.contains(&other.head) && other.kind == EntityKind::Person && other.form == Form::Name
    });
    let alone = others.all(|other| other.entity == name.entity);
    alone.then(|| Site { head: name.head, tokens: reading.tokens_in(name.span) })
}

/// A quotation without a cue that a person of whom the article tells right before it says.
fn of_person(reading: &Reading, site: Site, pieces: Vec<Span>) -> Frame {
    let head = pieces.first().map_or(site.head, |first| reading.token_from(first.start));
    let mut frame = Frame::new(&CueWord::plain(), head, Rule::Continued);
    (frame.cue, frame.block) = (head..head, head..head);
    frame.source = Some(site);
    frame.content = pieces;
    frame
}

/// A quotation that never closes may be anybody's, or none at all.
fn of_nobody(frame: Frame) -> Frame {
    Frame { source: None, through: None, ..frame }
}

/// Which quotations some frame of speech holds.
pub(super) fn held(reading: &Reading, frames: &[Frame]) -> Vec<bool> {
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
    // "“I fell.”": two words with a stop are a sentence, two without are a phrase.
    let stopped = outer.of(reading.text).trim_end_matches(['”', '"', '’', '\'']).ends_with(['.', '!', '?']);
    opens && (words >= 3 || words > 0 && stopped) && !is_heading(reading, outer)
}

/// A paragraph of a few quoted words without a stop heads what follows, and is nobody's in particular.
fn is_heading(reading: &Reading, outer: Span) -> bool {
    let whole = reading.paragraphs.binary_search_by_key(&outer.start, |paragraph| paragraph.start);
    let paragraph = whole.ok().and_then(|at| reading.paragraphs.get(at));
    let alone = paragraph.is_some_and(|paragraph| paragraph.of(reading.text).trim_end().len() == outer.len());
    let words = outer.of(reading.text).trim_matches(|c: char| !c.is_alphanumeric() && !".?!,…".contains(c));
    alone && words.split_whitespace().count() <= HEADING && !words.ends_with(['.', '?', '!', ',', '…'])
}

/// No heading in quotation marks has more words.
const HEADING: usize = 8;

/// "“I like the town,” she said, but “it has no money.”": a second quotation that "and" or "but" joins to the first behind
/// the attribution.
fn is_joined_on(reading: &Reading, frames: &[Frame], outer: Span) -> bool {
    let open = reading.token_from(outer.start);
    let comma = open.checked_sub(2).filter(|&comma| {
        matches!(reading.lower(comma + 1).as_str(), "and" | "but") && reading.words(comma) == ","
    });
    let words = reading.tokens_in(outer).filter(|&at| reading.upos(at) != Upos::Punct).count();
    let sentence = comma.map_or(0..0, |comma| reading.sentence_tokens(comma));
    let ends = |frame: &Frame| {
        let said = frame.content.last().is_some_and(|part| part.end <= reading.span(frame.head).start);
        said && matches!(frame.rule, Rule::Quote | Rule::Postposed) && Some(frame.block.end) == comma
    };
    words >= 3 && frames_in(frames, &sentence).iter().any(ends)
}

/// Joins pieces to the frame that stands right before them, or lets its speaker go on in a frame without cue.
fn give(reading: &Reading, frame: &mut Frame, pieces: Vec<Span>) -> Option<Frame> {
    let first = pieces.first().copied()?;
    if frame.attitude != Attitude::Speech || frame.source.is_none() {
        return None;
    }
    let block = reading.span_of(&frame.block);
    let end = block.end.max(frame.cover().end);
    let between = reading.text.get(end..first.start)?;
    let adjacent = !between.chars().any(char::is_alphanumeric);
    let one_sentence = between.len() < 120 && between.matches(['.', '!', '?']).count() <= 1;
    if !between.contains('\n') && (adjacent || one_sentence) && frame.stance != Stance::Declines {
        frame.content.extend(pieces);
        frame.content = merged(reading, std::mem::take(&mut frame.content), block);
        return None;
    }
    let head = reading.token_from(first.start);
    (between.len() < 400).then(|| Frame {
        rule: Rule::Continued,
        cue: head..head,
        block: head..head,
        head,
        addressee: None,
        stance: Stance::Asserts,
        content: pieces,
        ..frame.clone()
    })
}
