//! Several who say something together: "Ana Hale and Doran Pell said", "according to the ministry and the union".
//!
//! Each of them is a source of the same words, and gets a frame of its own. Those of whom only a bare noun tells ("police and
//! firefighters") are left together as the one unnamed source that they are.

use std::ops::Range;

use super::TOGETHER;
use super::frame::{Frame, Site, without_punctuation};
use super::reading::Reading;
use crate::annotation::{EntityKind, Form, Relation, Upos};

/// The frames, with one for each of those who speak together.
pub(super) fn each_speaker(reading: &Reading, frames: Vec<Frame>) -> Vec<Frame> {
    let mut all = Vec::with_capacity(frames.len());
    for frame in frames {
        let sites = frame.source.as_ref().map_or(Vec::new(), |site| speakers(reading, site));
        if sites.len() < 2 {
            all.push(frame);
            continue;
        }
        let together = frame.source.as_ref().map(|site| site.tokens.clone());
        let own = |site: Site| Frame { source: Some(site), together: together.clone(), ..frame.clone() };
        all.extend(sites.into_iter().map(own));
    }
    all
}

/// How much a phrase tells of who speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// A name, a pronoun, or a description with an article or possessor of its own.
    Whole,
    /// Several of a kind, or a mass ("residents", "police").
    Bare,
    /// One thing more that the same person is ("chairman and founder").
    Part,
}

/// The single speakers of a site, in order of place; none where it names one, or where it cannot be told apart.
fn speakers(reading: &Reading, site: &Site) -> Vec<Site> {
    let heads = heads(reading, site);
    let told: Vec<Told> = heads.iter().map(|&head| told(reading, head)).collect();
    if heads.len() < 2 || told.contains(&Told::Part) || !told.contains(&Told::Whole) {
        return Vec::new();
    }
    let starts: Vec<usize> =
        heads.iter().map(|&head| reading.subtree(head).start.max(site.tokens.start)).collect();
    let ends = starts.iter().skip(1).copied().chain([site.tokens.end]);
    let sites: Vec<Site> = heads
        .iter()
        .zip(starts.iter().zip(ends))
        .filter_map(|(&head, (&start, end))| {
            let first = (start..head).find(|&at| !joins(reading, at)).unwrap_or(head);
            let tokens = without_punctuation(reading, first..end);
            let last = (tokens.start..tokens.end).rev().find(|&at| !joins(reading, at))?;
            let tokens = tokens.start..last + 1;
            tokens.contains(&head).then_some(Site { head, tokens })
        })
        .collect();
    if sites.len() == heads.len() { sites } else { Vec::new() }
}

/// Whether a token only joins two phrases.
fn joins(reading: &Reading, at: usize) -> bool {
    matches!(reading.relation(at), Relation::Cc) || matches!(reading.words(at), "," | "both")
}

/// The heads of the phrases that "and" joins in a site, in order of place; one where nothing is joined.
fn heads(reading: &Reading, site: &Site) -> Vec<usize> {
    let inside = |at: usize| site.tokens.contains(&at);
    let mut first = site.head;
    for _ in 0..TOGETHER {
        let above =
            reading.head(first).filter(|&head| reading.relation(first) == Relation::Conj && inside(head));
        let Some(head) = above else { break };
        first = head;
    }
    let mut all = vec![first];
    let mut next = 0;
    while let Some(&at) = all.get(next).filter(|_| all.len() < TOGETHER) {
        let own =
            reading.children(at).filter(|&child| child > at && reading.relation(child) == Relation::Conj);
        // "Ana Hale, a nurse, and Doran Pell": the parse may join the second name to what the first is.
        let apposed =
            reading.children(at).filter(|&child| child > at && reading.relation(child) == Relation::Appos);
        let beyond = apposed.flat_map(|apposed| reading.children(apposed)).filter(|&child| {
            reading.relation(child) == Relation::Conj && is_person(reading, child) && is_person(reading, at)
        });
        all.extend(own.chain(beyond).filter(|&child| inside(child)));
        next += 1;
    }
    all.sort_unstable();
    all.dedup();
    let one_name = |range: Range<usize>| {
        reading.name_at(range.start).is_some_and(|name| reading.tokens_in(name.span).contains(&range.end))
    };
    // "the Bank of Orlan and Tolmar": a place behind the name of no place is part of it.
    let place = |at: &usize| reading.name_at(*at).is_some_and(|name| name.kind == EntityKind::Place);
    if all.iter().any(place) && !all.iter().all(place) {
        return vec![site.head];
    }
    let named_as_one = all.windows(2).any(|pair| one_name(pair[0]..pair[1]));
    if named_as_one || all.len() > 1 && !is_sum(reading, &all) { vec![site.head] } else { all }
}

fn is_person(reading: &Reading, at: usize) -> bool {
    reading.name_at(at).is_some_and(|name| name.kind == EntityKind::Person)
}

/// Whether nothing but "and" (or "as well as") joins the phrases: "or" and "but not" do not add up.
fn is_sum(reading: &Reading, heads: &[usize]) -> bool {
    let word = |head: usize| reading.child(head, &[Relation::Cc]).map(|cc| reading.lower(cc));
    let mut rest = heads.iter().skip(1).map(|&head| word(head));
    let last = rest.next_back().flatten();
    let adds = |word: &str| matches!(word, "and" | "&" | "as");
    let nothing = |&head: &usize| {
        let start = reading.subtree(head).start;
        (start..head).any(|at| reading.lower(at) == "not")
    };
    last.as_deref().is_some_and(adds)
        && rest.all(|word| word.as_deref().is_none_or(adds))
        && !heads.iter().any(nothing)
}

fn told(reading: &Reading, head: usize) -> Told {
    if reading.mention(head).or_else(|| reading.name_at(head)).is_some_and(|it| it.form == Form::Name) {
        return Told::Whole;
    }
    let own = [Relation::Det, Relation::NmodPoss, Relation::Nummod];
    match reading.upos(head) {
        Upos::Pron | Upos::Propn => Told::Whole,
        Upos::Noun if reading.children(head).any(|at| at < head && own.contains(&reading.relation(at))) => {
            Told::Whole
        }
        Upos::Noun if reading.xpos(head) == "NNS" || reading.lower(head) == "police" => Told::Bare,
        _ => Told::Part,
    }
}
