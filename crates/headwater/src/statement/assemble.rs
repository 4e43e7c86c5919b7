//! From frames to statements: speakers resolved, channels, dates, hedges, nesting and confidence.

use super::channel::channels;
use super::collect::{frames, is_citing};
use super::frame::{Frame, Rule};
use super::lexicon::lexicon;
use super::narration::narration;
use super::quotation::unclosed;
use super::reading::Reading;
use super::speaker::sources;
use super::{Attitude, Channel, Confidence, Source, SourceKind, Stance, Statement, StatementForm};
use crate::annotation::{Annotations, Relation, ScopeKind};
use crate::article::Article;
use crate::notice::{Noted, Notice, Severity};
use crate::text::Span;

/// Reads the statements of one article, narration included, in order of place.
pub fn statements(article: &Article, found: &Annotations) -> Noted<Vec<Statement>> {
    let reading = Reading::new(article, found);
    let frames = frames(&reading);
    let sources = sources(&reading, &frames);
    let mut all: Vec<Statement> =
        frames.iter().zip(sources).map(|(frame, source)| attributed(&reading, frame, source)).collect();
    all.extend(narration(&reading, &frames).into_iter().map(|content| narrated(&reading, content)));
    all.sort_by_key(|statement| {
        let content = statement.content_span();
        (content.start, usize::MAX - content.end, statement.content.len(), statement.cue)
    });
    nest(&reading, &mut all);
    Noted { value: all, notices: notices(&reading) }
}

fn notices(reading: &Reading) -> Vec<Notice> {
    let open = unclosed(&reading.quotations);
    let message = match open {
        0 => return Vec::new(),
        1 => "a quotation never closes; it was ended with its paragraph".to_owned(),
        many => format!("{many} quotations never close; they were ended with their paragraphs"),
    };
    vec![Notice::new(Severity::Note, message).about(&reading.article.path).in_article(reading.article.id)]
}

fn attributed(reading: &Reading, frame: &Frame, source: Source) -> Statement {
    let form = form(reading, frame);
    let content =
        if form == StatementForm::Direct { unquoted(reading, &frame.content) } else { frame.content.clone() };
    let content = apart(content);
    let block = reading.span_of(&frame.block);
    // A quotation on its own has no clause that it is said in.
    let cover = if frame.block.is_empty() { frame.cover() } else { frame.cover().cover(block) };
    let sentence = sentence(reading, cover);
    let mut weak: Vec<Span> = hedges(reading, block).collect();
    weak.extend(content.iter().flat_map(|&part| hedges(reading, part)));
    weak.sort();
    weak.dedup();
    Statement {
        article: reading.article.id,
        form,
        confidence: confidence(reading, frame, &source),
        source,
        cue: (!frame.cue.is_empty()).then(|| reading.span_of(&frame.cue)),
        content,
        channel: channels(reading, frame),
        stance: stance(reading, frame),
        attitude: frame.attitude,
        said: said(reading, frame),
        sentence,
        hedges: weak,
        within: None,
    }
}

/// Whether what is said to the letter ends as a question.
fn is_question(reading: &Reading, frame: &Frame) -> bool {
    let to_the_letter = frame.rule == Rule::Label || form(reading, frame) == StatementForm::Direct;
    let last = frame.content.last().map_or("", |part| part.of(reading.text));
    let end = last.trim_end_matches(|c: char| c.is_whitespace() || "\"”’'»".contains(c));
    to_the_letter && end.ends_with('?')
}

/// The cue's stance; who puts a question asks, whatever the cue; whoever calls an account an invention denies what it says.
fn stance(reading: &Reading, frame: &Frame) -> Stance {
    let words = || frame.content.iter().map(|part| part.of(reading.text)).collect::<Vec<_>>().join(" ");
    match frame.stance {
        Stance::Asserts if is_question(reading, frame) => Stance::Asks,
        Stance::Asserts if lexicon().dismisses(&words()) => Stance::Denies,
        Stance::Asserts if is_no_comment(&words()) => Stance::Declines,
        stance => stance,
    }
}

/// "No comment" is none.
fn is_no_comment(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphabetic());
    bare.eq_ignore_ascii_case("no comment")
}

/// Direct in quotation marks throughout, mixed in part, else indirect.
fn form(reading: &Reading, frame: &Frame) -> StatementForm {
    if frame.rule == Rule::Post {
        return StatementForm::Direct;
    }
    // A cue inside a quotation says nothing in that quotation's marks; a frame without a cue has none to stand in.
    let own = reading.quotation(frame.head).filter(|_| !frame.cue.is_empty());
    let (mut inside, mut outside) = (0, 0);
    for at in frame.content.iter().flat_map(|&part| reading.tokens_in(part)) {
        if reading.words(at).chars().any(char::is_alphanumeric) {
            match reading.quotation(at).filter(|&number| Some(number) != own) {
                Some(_) => inside += 1,
                None => outside += 1,
            }
        }
    }
    match (inside, outside) {
        (0, _) => StatementForm::Indirect,
        (_, 0) => StatementForm::Direct,
        _ => StatementForm::Mixed,
    }
}

/// Parts in order of place, those that overlap made one: marks that never close may open several.
fn apart(mut parts: Vec<Span>) -> Vec<Span> {
    parts.sort_unstable();
    let mut kept: Vec<Span> = Vec::with_capacity(parts.len());
    for part in parts {
        match kept.last_mut().filter(|last| last.overlaps(part)) {
            Some(last) => *last = last.cover(part),
            None => kept.push(part),
        }
    }
    kept
}

/// Direct content without its marks and the comma before the closing one.
fn unquoted(reading: &Reading, content: &[Span]) -> Vec<Span> {
    content
        .iter()
        .map(|&part| {
            let words = part.of(reading.text);
            let left = words.trim_start_matches(is_mark_or_space);
            let left = left.trim_start_matches("''").trim_start_matches("``").trim_start();
            let left = left.strip_prefix('\'').unwrap_or(left);
            let right = left.trim_end_matches(|c| is_mark_or_space(c) || c == ',').trim_end_matches("''");
            let right = right.trim_end_matches(|c| is_mark_or_space(c) || c == ',');
            // A single mark closes what ends with a mark of its own; behind a letter it may be an apostrophe.
            let single = right.strip_suffix(['\'', '’']).filter(|it| it.ends_with([',', '.', '?', '!', ' ']));
            let right =
                single.map_or(right, |it| it.trim_end_matches(|c: char| c.is_whitespace() || c == ','));
            let start = part.start + (words.len() - left.len());
            Span::new(start, start + right.len())
        })
        .filter(|part| !part.is_empty())
        .collect()
}

fn is_mark_or_space(c: char) -> bool {
    c.is_whitespace() || "\"“”„«»‘".contains(c)
}

/// The sentences around a span.
fn sentence(reading: &Reading, span: Span) -> Span {
    let sentences = &reading.found.sentences;
    let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let last = sentences.partition_point(|sentence| sentence.span.start < span.end);
    let inside = sentences.get(first..last).unwrap_or_default();
    inside.iter().map(|sentence| sentence.span).reduce(Span::cover).unwrap_or(span)
}

/// When it was said: a time among the attribution's own words.
fn said(reading: &Reading, frame: &Frame) -> Option<usize> {
    let sentence = reading.sentence(frame.head).and_then(|number| reading.found.sentences.get(number))?;
    let times = &reading.found.times;
    let first = times.partition_point(|time| time.span.start < sentence.span.start);
    let here =
        || times.iter().enumerate().skip(first).take_while(|(_, time)| time.span.end <= sentence.span.end);
    let block = reading.span_of(&frame.block);
    let outside = |span: Span| frame.content.iter().all(|part| !part.overlaps(span));
    let dated = |span: Span| block.contains(span) || belongs(reading, frame, span);
    here().find(|(_, time)| outside(time.span) && dated(time.span)).map(|(number, _)| number)
}

/// Whether a time hangs on the cue.
fn belongs(reading: &Reading, frame: &Frame, span: Span) -> bool {
    reading.tokens_in(span).any(|at| reading.head(at) == Some(frame.head))
}

/// How sure the reading is, by the rule that found it and how close source, cue and content stand.
fn confidence(reading: &Reading, frame: &Frame, source: &Source) -> Confidence {
    let known = matches!(source.kind, SourceKind::Named | SourceKind::Unnamed | SourceKind::Document);
    // A pronoun that fits two may have been given to the wrong one.
    let either = source.kind != SourceKind::Unresolved && !source.candidates.is_empty();
    if frame.attitude != Attitude::Speech || frame.rule == Rule::Continued || either {
        return Confidence::Unsure;
    }
    match frame.rule {
        Rule::Quote | Rule::Postposed | Rule::Clause | Rule::According
            if known
                && is_close(reading, frame)
                && is_told(reading, frame)
                && !is_only_possible(reading, frame) =>
        {
            Confidence::Sure
        }
        Rule::Noun => Confidence::Unsure,
        Rule::Infinitive | Rule::Phrase if !known => Confidence::Unsure,
        _ => Confidence::Likely,
    }
}

/// Whether the article tells in a main clause of its own that it was said: what a clause tells that only describes something
/// or somebody, and what stands in somebody's quotation, is read wrongly more often.
fn is_told(reading: &Reading, frame: &Frame) -> bool {
    let main = matches!(reading.relation(frame.head), Relation::Root | Relation::Conj | Relation::Parataxis);
    let tensed = matches!(reading.xpos(frame.head), "VBD" | "VBZ" | "VBP" | "VBG");
    reading.quotation(frame.head).is_none() && (frame.rule == Rule::According || main && tensed)
}

/// "would say", "may ask": not told as done.
fn is_only_possible(reading: &Reading, frame: &Frame) -> bool {
    frame.cue.clone().any(|at| reading.xpos(at) == "MD")
}

/// Whether the source stands right beside the cue, and the content beside both.
fn is_close(reading: &Reading, frame: &Frame) -> bool {
    let Some(site) = &frame.source else { return false };
    let speakers = frame.together.as_ref().unwrap_or(&site.tokens);
    let gap = if speakers.end <= frame.cue.start {
        frame.cue.start - speakers.end
    } else {
        speakers.start.saturating_sub(frame.cue.end)
    };
    let content = reading.tokens_in(frame.cover());
    // "told reporters in Orlan on Monday that …": the conjunction leaves no doubt where the words begin.
    let marked = reading.lower(content.start) == "that";
    let far = if marked { 12 } else { 6 };
    let after = content.start >= frame.cue.end && content.start - frame.cue.end <= far;
    let around = content.start < frame.cue.start;
    gap <= 1 && (after || around)
}

/// The words in a span that weaken what is said.
fn hedges(reading: &Reading, span: Span) -> impl Iterator<Item = Span> {
    let weak = reading.found.scopes_in(span).filter(|scope| scope.kind == ScopeKind::Hedge);
    weak.map(|scope| scope.cue)
}

fn narrated(reading: &Reading, content: Vec<Span>) -> Statement {
    let cover = content.iter().copied().reduce(Span::cover).unwrap_or_default();
    let source = Source {
        kind: SourceKind::Outlet,
        name: reading.article.outlet.clone(),
        entity: None,
        span: None,
        speaks_for: None,
        candidates: Vec::new(),
    };
    Statement {
        article: reading.article.id,
        form: StatementForm::Narration,
        source,
        cue: None,
        hedges: content.iter().flat_map(|&part| hedges(reading, part)).collect(),
        content,
        channel: Vec::<Channel>::new(),
        stance: Stance::Asserts,
        attitude: Attitude::Speech,
        said: None,
        sentence: sentence(reading, cover),
        within: None,
        confidence: Confidence::Likely,
    }
}

/// "The Post, citing two nurses, reported that …": what the nurses say is on the Post's word.
fn cited(reading: &Reading, all: &mut [Statement]) {
    let cites = |statement: &Statement| {
        let mut cue = statement.cue.into_iter().flat_map(|cue| reading.tokens_in(cue));
        cue.any(|at| is_citing(reading, at))
    };
    for place in 0..all.len() {
        let Some(own) = all.get(place).filter(|own| cites(own)) else { continue };
        let near = place.saturating_sub(BESIDE)..(place + BESIDE + 1).min(all.len());
        let host = near.filter(|&other| other != place).find(|&other| {
            all.get(other).is_some_and(|other| {
                other.content == own.content
                    && other.sentence == own.sentence
                    && other.cue.is_some()
                    && !cites(other)
            })
        });
        if let Some(own) = all.get_mut(place) {
            own.within = host;
        }
    }
}

/// How far apart statements of one sentence stand at most.
const BESIDE: usize = 4;

/// Finds for each statement the smallest one whose content holds both its cue and its content.
fn nest(reading: &Reading, all: &mut [Statement]) {
    cited(reading, all);
    let mut open: Vec<(usize, Span)> = Vec::new();
    for place in 0..all.len() {
        let Some(statement) = all.get(place) else { continue };
        let (start, content, cue) = (statement.content_span().start, statement.content_span(), statement.cue);
        let (is_narration, parts) = (statement.is_narration(), statement.content.len());
        open.retain(|(_, span)| span.end > start.saturating_sub(1));
        let host = open.iter().rev().find(|(_, span)| {
            // "The mine, the ministry said, was closed, the Post reported": both reach as far, but only one is whole.
            (parts > 1 || *span != content)
                && span.contains(content)
                && cue.is_some_and(|cue| span.contains(cue))
        });
        let host = host.map(|&(host, _)| host);
        let parts: Vec<Span> = statement.content.clone();
        if let Some(statement) = all.get_mut(place) {
            statement.within = host.or(statement.within);
            // What somebody says that another says is read right less often.
            if host.is_some() && statement.confidence == Confidence::Sure {
                statement.confidence = Confidence::Likely;
            }
        }
        if !is_narration {
            open.extend(parts.into_iter().map(|part| (place, part)));
        }
    }
}
