//! Questions after a figure, in the words of a clause that gives it: what is said of what it counts.

use super::super::point::Point;
use super::super::predication;
use super::super::scene::{Scene, View};
use super::super::slot::Slot;
use super::sentence::{Told, Words, noun, told};
use super::{QUOTED, cut, shortened, words};
use crate::annotation::{Relation, Upos};
use crate::text::Span;

/// Words of such a question at most: what is longer is quoted.
const LONGEST: usize = 14;
/// Words at most of what is counted.
const COUNTED: usize = 5;
/// So many words that stand before a figure are quoted with it.
const BEFORE: usize = 8;

/// What is counted, and what is said of it.
pub(super) struct Asked {
    /// "carts of salt"; empty where no short phrase names it.
    pub thing: String,
    /// "the miners came with".
    pub said: String,
}

/// What is said of what the figures of a slot count, by the shortest clause that makes a sentence without them.
pub(super) fn asked(scene: &Scene<'_>, slot: &Slot<'_>) -> Option<Asked> {
    let found = slot.iter().filter_map(|point| of_point(scene, point));
    found.min_by(|a, b| (a.said.len(), &a.said).cmp(&(b.said.len(), &b.said)))
}

fn of_point(scene: &Scene<'_>, point: &Point) -> Option<Asked> {
    let view = scene.view(point.article)?;
    let figure = view.found.tokens_in(point.focus).last()?;
    let inner = [Relation::Nummod, Relation::Compound, Relation::Amod, Relation::Det, Relation::Advmod];
    let above = |at: &usize| view.found.head(*at).filter(|_| view.found.has_relation(*at, &inner));
    let top = std::iter::successors(Some(figure), above).take(4).last()?;
    let governed = view.found.has_relation(top, &[Relation::Obj, Relation::Obl]);
    let verb = view.found.head(top).filter(|at| governed && *at < top && view.is(*at, Upos::Verb))?;
    let clause = predication::over(scene, view, point.statement, verb).filter(|it| it.token == verb)?;
    let whole = view.found.subtree_span(view.children, top);
    let Some(Told::Sentence(mut said)) = told(scene, &clause, Some(whole), &Words::default()) else {
        return None;
    };
    if let Some(case) = preposition(view, top) {
        said = format!("{said} {case}");
    }
    // "Sold 14 carts for 90 crowns": with more behind it, or another figure beside it, it is no question after this one.
    let end = view.found.subtree(view.children, top).end;
    let mut behind = end..view.found.subtree(view.children, verb).end;
    let last = behind.all(|at| view.is(at, Upos::Punct));
    let plain = !said.contains(|letter: char| letter == '…' || letter.is_ascii_digit());
    let short = last && plain && said.split(' ').count() <= LONGEST;
    let thing = noun(view, top, point.focus);
    let fits = |thing: &str| {
        let determined = view.child(top, &[Relation::Det]).is_some();
        !determined && thing.split(' ').count() <= COUNTED
    };
    let thing = if fits(&thing) { thing } else { String::new() };
    short.then_some(Asked { thing, said })
}

/// The preposition that a phrase stands behind; of more than one the phrase is no place for a gap.
fn preposition(view: View<'_>, head: usize) -> Option<String> {
    let case = view.child(head, &[Relation::Case]).filter(|case| *case < head)?;
    Some(view.found.word(&view.article.text, case).to_lowercase())
}

/// The words of a statement around a figure, as a quotation that shows it.
pub(super) fn quoted(scene: &Scene<'_>, point: &Point) -> String {
    let around = || {
        let said = scene.statement(point.statement)?;
        let part = said.content.iter().find(|part| part.contains(point.focus))?;
        let text = scene.text(point.article);
        let before = words(Span::new(part.start, point.focus.start).of(text));
        let all: Vec<&str> = before.split(' ').collect();
        let more = all.len() + BEFORE / 2 > QUOTED;
        let near = all.get(all.len().saturating_sub(BEFORE)..).unwrap_or_default().join(" ");
        let rest = words(Span::new(point.focus.start, part.end).of(text));
        more.then(|| format!("“… {}”", shortened(&format!("{near} {rest}"))))
    };
    around().unwrap_or_else(|| super::of_event(scene, point.statement))
}

impl Asked {
    /// What is asked for, by these words where none of its own name it.
    pub(super) fn of(&self, thing: &str) -> String {
        let name = if self.thing.is_empty() { cut(thing, COUNTED) } else { self.thing.clone() };
        format!("{name} {}", self.said)
    }
}
