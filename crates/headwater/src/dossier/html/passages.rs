//! The passages: the same wording in two articles, side by side, word by word.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::corrections;
use super::evidence;
use super::plain::Plain;
use super::view::{PASSAGES, View, pair_id, passage_id, shown_passages};
use crate::alignment::passage::{Change, Direction, Edit, Passage, PassageKind, Place, Spun};
use crate::article::ArticleId;
use crate::dossier::corrected::Thing;
use crate::dossier::prose;
use crate::text::Span;

/// With more pairs of articles than this, each pair is folded at first.
const UNFOLDED: usize = 6;

type Pairs<'d> = BTreeMap<(ArticleId, ArticleId), Vec<(usize, &'d Passage)>>;

pub(super) fn section(view: &View<'_>) -> Markup {
    let all = &view.dossier.passages;
    let shared = all.iter().filter(|passage| passage.kind != PassageKind::Boilerplate).count();
    let mut pairs = Pairs::new();
    for (place, passage) in shown_passages(view.dossier) {
        pairs.entry((passage.a.article, passage.b.article)).or_default().push((place, passage));
    }
    html! {
        section id="passages" aria-labelledby="passages-h" {
            h2 id="passages-h" { "Passages" }
            @if shared == 0 { p class="empty" { "No wording was found in two articles, beyond common idiom." } }
            @else { (introduction()) }
            (near_duplicates(view))
            @for (&(a, b), passages) in &pairs { (pair(view, (a, b), passages, pairs.len() <= UNFOLDED)) }
            (idiom(view))
            (left_out(shared.saturating_sub(PASSAGES), all.len() - shared))
        }
    }
}

fn introduction() -> Markup {
    html! {
        p class="gloss" {
            "A " dfn { "passage" } " is the same wording in two articles. Words that only one of them has are marked: "
            del { "struck out" } " where they were dropped or replaced, " ins { "underlined" } " where they were added. "
            "Where the direction of copying cannot be told, both are only marked as different."
        }
    }
}

/// Articles that are one but for a few words.
fn near_duplicates(view: &View<'_>) -> Markup {
    let groups = &view.dossier.near_duplicates;
    html! {
        @if !groups.is_empty() {
            h3 { "Near-duplicates" }
            p class="gloss" { dfn { "Near-duplicates" } " are articles that are one article but for a few words. Each is still shown, and none of them adds an origin by its wording." }
            ul class="groups" { @for group in groups { li {
                b { (prose::count(group.len(), "article")) } ": "
                @for (nth, &article) in group.iter().enumerate() {
                    @if nth > 0 { ", " } a href={ "#" (article) } { (Plain(view.label(article))) }
                }
            } } }
        }
    }
}

/// Passages that a person knows for idiom, in full: they were taken out of every count.
fn idiom(view: &View<'_>) -> Markup {
    let corrected = |place: usize| !view.dossier.corrections.on(Thing::Passage(place)).is_empty();
    let passages: Vec<(usize, &Passage)> = view
        .dossier
        .passages
        .iter()
        .enumerate()
        .filter(|(place, _)| corrected(*place))
        .take(PASSAGES)
        .collect();
    html! {
        @if !passages.is_empty() {
            details class="pair" open[passages.len() <= UNFOLDED] {
                summary { "Idiom by a correction" span class="n" { (prose::count(passages.len(), "passage")) } }
                @for (place, passage) in passages {
                    div class="passage" {
                        (corrections::mark(view, Thing::Passage(place)))
                        blockquote class="same" {
                            p { (Plain(passage.a.span.of(view.text(passage.a.article)))) }
                            p class="where" {
                                @for side in [passage.a, passage.b] { (evidence::reference(view, side.article, &format!("#{}", side.article))) br; }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn left_out(more: usize, boilerplate: usize) -> Markup {
    html! {
        @if more > 0 { p class="note" { (prose::count(more, "further passage")) " not shown here; all stand in the JSON dossier." } }
        @if boilerplate > 0 { p class="note" { (prose::count(boilerplate, "passage")) " of furniture or common idiom left out: shared, but no sign of copying." } }
    }
}

fn pair(
    view: &View<'_>,
    (a, b): (ArticleId, ArticleId),
    passages: &[(usize, &Passage)],
    open: bool,
) -> Markup {
    html! {
        details class="pair" id=(pair_id((a, b))) open[open] {
            summary {
                span class="outlet" { (Plain(view.label(a))) } " and " span class="outlet" { (Plain(view.label(b))) }
                span class="n" { (prose::count(passages.len(), "passage")) }
            }
            @for &(place, passage) in passages { (one(view, place, passage)) }
        }
    }
}

fn one(view: &View<'_>, place: usize, passage: &Passage) -> Markup {
    html! {
        div class="passage" {
            p class="edit" { b { (edit(passage)) @if let Some(spun) = passage.spun { (rewritten(spun)) } } ", " (direction(view, passage)) " " span class="why" { (Plain(&passage.because)) } }
            @if passage.edit == Edit::Verbatim { (once(view, place, passage)) } @else { (both(view, place, passage)) }
        }
    }
}

/// Words that are the same in both stand once.
fn once(view: &View<'_>, place: usize, passage: &Passage) -> Markup {
    html! {
        blockquote class="same" {
            p { (Plain(passage.a.span.of(view.text(passage.a.article)))) }
            p class="where" { (reference(view, place, passage, Side::A)) br; (reference(view, place, passage, Side::B)) }
        }
    }
}

fn both(view: &View<'_>, place: usize, passage: &Passage) -> Markup {
    let difference = passage.difference(&view.dossier.articles);
    html! {
        div class="sides" {
            (side(view, place, passage, &difference, Side::A))
            (side(view, place, passage, &difference, Side::B))
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    A,
    B,
}

/// One side: its own words, with those marked that the other side has not.
fn side(view: &View<'_>, place: usize, passage: &Passage, difference: &[Change], side: Side) -> Markup {
    let there = at(passage, side);
    let text = view.text(there.article);
    html! {
        blockquote {
            p { @for (span, same) in pieces(difference, there.span, side) { (piece(passage.direction, side, span.of(text), same)) } }
            p class="where" { (reference(view, place, passage, side)) }
        }
    }
}

/// Stretches of one side in order, each the same as in the other or not, without gaps.
fn pieces(difference: &[Change], whole: Span, side: Side) -> Vec<(Span, bool)> {
    let mut pieces: Vec<(Span, bool)> = Vec::new();
    let mut at = whole.start;
    for change in difference {
        let span = if side == Side::A { change.a } else { change.b };
        if span.is_empty() || span.start < at || span.end > whole.end {
            continue;
        }
        match pieces.last_mut() {
            Some((last, same)) if *same == change.same => last.end = span.end,
            _ => {
                pieces.push((Span::new(at, span.start), true));
                pieces.push((span, change.same));
            }
        }
        at = span.end;
    }
    pieces.push((Span::new(at, whole.end), true));
    pieces.retain(|(span, _)| !span.is_empty());
    pieces
}

fn piece(direction: Direction, side: Side, words: &str, same: bool) -> Markup {
    let came_first = match direction {
        Direction::AToB => Some(Side::A),
        Direction::BToA => Some(Side::B),
        Direction::Unknown => None,
    };
    html! {
        @if same { (Plain(words)) }
        @else if came_first.is_none() { span class="differs" { (Plain(words)) } }
        @else if came_first == Some(side) { del { (Plain(words)) } }
        @else { ins { (Plain(words)) } }
    }
}

fn edit(passage: &Passage) -> &'static str {
    match (passage.kind, passage.edit) {
        (PassageKind::Quotation, Edit::Verbatim) => "The same quotation to the letter",
        (PassageKind::Quotation, _) => "The same quotation in other words",
        (_, Edit::Verbatim) => "The same to the letter",
        (_, Edit::Light) => "Lightly edited",
        (_, Edit::Heavy) => "Heavily edited",
    }
}

/// That words were put in the place of words all over a passage, as machines do it.
fn rewritten(spun: Spun) -> String {
    format!(", machine-rewritten ({} of {} words replaced one for one)", spun.replaced, spun.words)
}

fn direction(view: &View<'_>, passage: &Passage) -> Markup {
    let (a, b) = (view.label(passage.a.article), view.label(passage.b.article));
    let from_to = |from, to| html! { "from " (Plain(from)) " to " (Plain(to)) ":" };
    match passage.direction {
        Direction::AToB => from_to(a, b),
        Direction::BToA => from_to(b, a),
        Direction::Unknown => html! { "direction not known:" },
    }
}

fn at(passage: &Passage, side: Side) -> Place {
    if side == Side::A { passage.a } else { passage.b }
}

fn reference(view: &View<'_>, place: usize, passage: &Passage, side: Side) -> Markup {
    evidence::reference(view, at(passage, side).article, &format!("#{}", passage_id(place, side == Side::A)))
}
