//! A text cut at every place where something begins or ends, in one sweep.

use crate::article::{Article, ArticleId, FurnitureKind};
use crate::dossier::html::view::View;
use crate::statement::StatementId;
use crate::text::Span;

/// A paragraph with its pieces.
pub(super) struct Paragraph {
    pub(super) span: Span,
    pub(super) segments: Vec<Segment>,
    /// The attributed statements that end in it.
    pub(super) ends: Vec<StatementId>,
}

impl Paragraph {
    /// The kinds of furniture in it, in order, each once.
    pub(super) fn furniture(&self) -> Vec<FurnitureKind> {
        let mut kinds: Vec<FurnitureKind> =
            self.segments.iter().filter_map(|segment| segment.furniture).collect();
        kinds.dedup();
        kinds
    }
}

/// A piece of text through which nothing begins or ends.
#[derive(Default)]
pub(super) struct Segment {
    pub(super) span: Span,
    /// The attributed statements whose content it belongs to.
    pub(super) said: Vec<StatementId>,
    /// The passages that it belongs to, by their anchors.
    pub(super) passages: Vec<String>,
    /// The statement in the article's own voice that it belongs to, where a matter leads there.
    pub(super) own_voice: Option<StatementId>,
    pub(super) is_source: bool,
    pub(super) furniture: Option<FurnitureKind>,
    /// Anchors that stand before it.
    pub(super) anchors: Vec<String>,
    /// Statements whose content ends with it.
    pub(super) ends: Vec<StatementId>,
}

impl Segment {
    /// Whether the page shows `next`, which follows, no differently, and nothing stands between the two.
    fn looks_like(&self, next: &Segment) -> bool {
        // Inside a statement its source is not told apart.
        let source = self.is_source == next.is_source || !self.said.is_empty();
        let between = !self.ends.is_empty() || !next.anchors.is_empty();
        let same = (&self.said, &self.passages, self.own_voice, self.furniture)
            == (&next.said, &next.passages, next.own_voice, next.furniture);
        source && same && !between
    }

    fn extend(&mut self, next: Segment) {
        self.span = self.span.cover(next.span);
        self.ends = next.ends;
    }
}

enum Mark {
    Said(StatementId),
    OwnVoice(StatementId),
    Passage(String),
    Source,
    Furniture(FurnitureKind),
}

/// The article's paragraphs, cut where statements, sources and furniture begin and end.
pub(super) fn paragraphs(view: &View<'_>, article: &Article, ids: &[StatementId]) -> Vec<Paragraph> {
    let marks = marks(view, article, ids);
    let mut edges: Vec<(usize, bool, usize)> = Vec::with_capacity(marks.len() * 2);
    for (place, (span, _)) in marks.iter().enumerate() {
        edges.push((span.start, true, place));
        edges.push((span.end, false, place));
    }
    edges.sort_unstable();
    let mut sweep = Sweep {
        marks,
        edges,
        next_edge: 0,
        active: Vec::new(),
        anchors: anchors(view, article.id, ids),
        next_anchor: 0,
        ends: ends(view, ids),
        next_end: 0,
    };
    let cut = bounds(&article.text).into_iter().map(|span| sweep.paragraph(span)).collect();
    sweep.finish(cut)
}

struct Sweep {
    marks: Vec<(Span, Mark)>,
    edges: Vec<(usize, bool, usize)>,
    next_edge: usize,
    active: Vec<usize>,
    anchors: Vec<(usize, String)>,
    next_anchor: usize,
    ends: Vec<(usize, StatementId)>,
    next_end: usize,
}

impl Sweep {
    fn paragraph(&mut self, span: Span) -> Paragraph {
        let mut at = span.start;
        let mut segments = Vec::new();
        while at < span.end {
            self.pass_edges(at);
            let next = self.next_cut(at).min(span.end);
            let segment = self.segment(Span::new(at, next));
            match segments.last_mut().filter(|last: &&mut Segment| last.looks_like(&segment)) {
                Some(last) => last.extend(segment),
                None => segments.push(segment),
            }
            at = next;
        }
        let ends = segments.iter().flat_map(|segment: &Segment| segment.ends.iter().copied()).collect();
        Paragraph { span, segments, ends }
    }

    fn pass_edges(&mut self, at: usize) {
        while let Some(&(_, begins, mark)) = self.edges.get(self.next_edge).filter(|edge| edge.0 <= at) {
            if begins {
                self.active.push(mark);
            } else {
                self.active.retain(|&other| other != mark);
            }
            self.next_edge += 1;
        }
    }

    /// The next place after `at` where something begins, ends or is anchored.
    fn next_cut(&self, at: usize) -> usize {
        let edge = self.edges.get(self.next_edge).map_or(usize::MAX, |edge| edge.0);
        let anchors = self.anchors.get(self.next_anchor..).unwrap_or_default();
        edge.min(anchors.iter().map(|anchor| anchor.0).find(|&place| place > at).unwrap_or(usize::MAX))
    }

    fn segment(&mut self, span: Span) -> Segment {
        let mut segment = Segment { span, ..Segment::default() };
        for mark in self.active.iter().filter_map(|&place| self.marks.get(place)) {
            match &mark.1 {
                Mark::Passage(anchor) => segment.passages.push(anchor.clone()),
                &Mark::Said(id) => segment.said.push(id),
                &Mark::OwnVoice(id) => segment.own_voice = Some(id),
                Mark::Source => segment.is_source = true,
                &Mark::Furniture(kind) => segment.furniture = Some(kind),
            }
        }
        while let Some((_, anchor)) =
            self.anchors.get(self.next_anchor).filter(|anchor| anchor.0 <= span.start)
        {
            segment.anchors.push(anchor.clone());
            self.next_anchor += 1;
        }
        while let Some(&(_, id)) = self.ends.get(self.next_end).filter(|end| end.0 <= span.end) {
            segment.ends.push(id);
            self.next_end += 1;
        }
        segment.said.sort_unstable();
        segment
    }

    /// Anchors behind the last character still need a place to stand.
    fn finish(mut self, mut paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
        let left: Vec<String> = self.anchors.drain(self.next_anchor..).map(|(_, id)| id).collect();
        if !left.is_empty() {
            let segments = vec![Segment { anchors: left, ..Segment::default() }];
            paragraphs.push(Paragraph { span: Span::default(), segments, ends: Vec::new() });
        }
        paragraphs
    }
}

fn marks(view: &View<'_>, article: &Article, ids: &[StatementId]) -> Vec<(Span, Mark)> {
    let mut marks: Vec<(Span, Mark)> =
        article.furniture.iter().map(|piece| (piece.span, Mark::Furniture(piece.kind))).collect();
    for &id in ids.iter().filter(|&&id| view.number(id).is_some()) {
        let Some(statement) = view.statement(id) else { continue };
        marks.extend(statement.content.iter().map(|&span| (span, Mark::Said(id))));
        marks.extend(statement.source.span.map(|span| (span, Mark::Source)));
    }
    let own_voice = ids.iter().filter(|&&id| view.number(id).is_none() && view.is_led_to(id));
    for (&id, statement) in own_voice.filter_map(|id| Some((id, view.statement(*id)?))) {
        marks.extend(statement.content.iter().map(|&span| (span, Mark::OwnVoice(id))));
    }
    marks.extend(view.passages_in(article.id).map(|(anchor, span)| (span, Mark::Passage(anchor))));
    let fits = |span: Span| article.text.get(span.range()).is_some();
    marks.retain(|(span, _)| !span.is_empty() && fits(*span));
    marks
}

/// The anchors of statements and passages, in order of place.
fn anchors(view: &View<'_>, article: ArticleId, ids: &[StatementId]) -> Vec<(usize, String)> {
    let statements =
        ids.iter().filter_map(|&id| Some((view.statement(id)?.content_span().start, id.to_string())));
    let passages = view.passages_in(article).map(|(place, span)| (span.start, place));
    let mut anchors: Vec<(usize, String)> = statements.chain(passages).collect();
    let text = view.text(article);
    anchors.retain(|(at, _)| text.is_char_boundary(*at));
    anchors.sort();
    anchors
}

/// Where each attributed statement's content ends, in order of place.
fn ends(view: &View<'_>, ids: &[StatementId]) -> Vec<(usize, StatementId)> {
    let attributed = ids.iter().filter(|&&id| view.number(id).is_some());
    let mut ends: Vec<(usize, StatementId)> =
        attributed.filter_map(|&id| Some((view.statement(id)?.content_span().end, id))).collect();
    ends.sort_unstable();
    ends
}

/// Paragraphs stand between empty lines; where there are none, every line is one.
fn bounds(text: &str) -> Vec<Span> {
    let has_blank = text.contains("\n\n") || text.contains("\n\r\n");
    let mut bounds: Vec<Span> = Vec::new();
    let mut at = 0;
    let mut open: Option<Span> = None;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        if line.trim().is_empty() {
            bounds.extend(open.take());
        } else if has_blank {
            open = Some(open.map_or(span, |before| before.cover(span)));
        } else {
            bounds.push(span);
        }
    }
    bounds.extend(open);
    bounds.into_iter().map(|span| span.trimmed(text)).filter(|span| !span.is_empty()).collect()
}
