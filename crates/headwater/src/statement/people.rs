//! What the mentions of an entity tell of it, and whom else a pronoun may stand for.

use super::Attitude;
use super::frame::Frame;
use super::reading::Reading;
use super::{Source, SourceKind};
use crate::annotation::{Annotations, EntityKind, Form, Mention, Relation, is_feminine};

/// What the mentions of an entity tell of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// Its mentions by name or description, in order of place.
    pub(super) spelt: Vec<usize>,
    /// Whether one of them is a name.
    pub(super) named: bool,
    /// The first token where "he" stands for it.
    he: Option<usize>,
    /// The first token where "she" does.
    she: Option<usize>,
    /// Whether a name of it shows that it is "she".
    feminine: Option<bool>,
}

impl Known {
    /// Whether "she", or else "he", can stand for it.
    pub(super) fn can_be(&self, she: bool) -> bool {
        self.could_be(she, usize::MAX)
    }

    /// The same by what the article tells before a token: which of two a pronoun stood for may have been guessed after it.
    fn could_be(&self, she: bool, before: usize) -> bool {
        let other = if she { self.he } else { self.she };
        other.is_none_or(|at| at >= before) && self.feminine.is_none_or(|feminine| feminine == she)
    }

    /// Whether both "he" and "she" stand for it, or what its name does not go with: then one of them is somebody else.
    fn is_two(&self, she: bool) -> bool {
        self.feminine.map_or(self.he.is_some() && self.she.is_some(), |feminine| feminine != she)
    }
}

/// What is known of each entity of an article.
pub(super) fn known(text: &str, found: &Annotations) -> Vec<Known> {
    let mut all = vec![Known::default(); found.entities.len()];
    for (number, mention) in found.mentions.iter().enumerate() {
        let Some(known) = all.get_mut(mention.entity) else { continue };
        match mention.form {
            Form::Pronoun => match mention.span.of(text).to_lowercase().as_str() {
                "he" | "him" | "his" | "himself" => {
                    known.he.get_or_insert(mention.head);
                }
                "she" | "her" | "hers" | "herself" => {
                    known.she.get_or_insert(mention.head);
                }
                _ => {}
            },
            form => {
                known.spelt.push(number);
                known.named |= form == Form::Name;
                if form == Form::Name && mention.kind == EntityKind::Person && known.feminine.is_none() {
                    known.feminine = is_feminine(text, found, mention);
                }
            }
        }
    }
    all
}

/// Whom else a pronoun fits that was given to a named person: other persons whom the article names since it last spoke of
/// that one ("Hale met Pell. He said …"). Whoever goes on speaking is nobody else, unless another came in since; and one
/// for whom both "he" and "she" stand is two. The first in the list is the one to whom it was given.
pub(super) fn rivals(
    reading: &Reading,
    (before, sources): (&[Frame], &[Source]),
    at: usize,
    source: &Source,
    she: bool,
) -> Vec<usize> {
    let Some(chosen) = source.entity.filter(|_| source.kind == SourceKind::Named) else { return Vec::new() };
    let here = reading.span(at).start;
    let Some(anchor) = last_mention(reading, chosen, here) else { return Vec::new() };
    let from = reading.sentence_tokens(anchor.head).start;
    let since = || before.iter().zip(sources).rev().take_while(|(frame, _)| frame.head >= from);
    let speech =
        |frame: &Frame| frame.attitude == Attitude::Speech && reading.quotation(frame.head).is_none();
    let goes_on = since().any(|(frame, source)| speech(frame) && source.entity == Some(chosen));
    let came_in = |mention: &Mention| {
        let said = |frame: &Frame| frame.content.iter().any(|part| part.contains(mention.span));
        reading.relation(mention.head) == Relation::Nsubj && !since().any(|(frame, _)| said(frame))
    };
    let mentions = &reading.found.mentions;
    let first = mentions.partition_point(|mention| mention.head < from);
    let last = mentions.partition_point(|mention| mention.head < at);
    let mut others: Vec<usize> = mentions
        .get(first..last)
        .unwrap_or_default()
        .iter()
        .filter(|mention| mention.entity != chosen && takes_part(reading, mention))
        .filter(|mention| !reading.is_furniture(mention.head))
        .filter(|mention| reading.known(mention.entity).is_some_and(|known| known.could_be(she, from)))
        .filter(|mention| !shares_name(reading, chosen, mention.entity))
        .filter(|mention| !goes_on || came_in(mention))
        .map(|mention| mention.entity)
        .collect();
    others.dedup();
    others.truncate(4);
    let two = reading.known(chosen).is_some_and(|known| known.is_two(she));
    if others.is_empty() && !two {
        return Vec::new();
    }
    std::iter::once(chosen).chain(others).collect()
}

/// The last mention of an entity before a place, in whatever form.
fn last_mention<'a>(reading: &Reading<'a>, entity: usize, before: usize) -> Option<&'a Mention> {
    let own = &reading.found.entities.get(entity)?.mentions;
    let mention = |number: &usize| reading.found.mentions.get(*number);
    let end = own.partition_point(|number| mention(number).is_some_and(|it| it.span.start < before));
    own.get(end.checked_sub(1)?).and_then(mention)
}

/// Whether a mention names a person who takes part in what a clause of the article's own tells.
fn takes_part(reading: &Reading, mention: &Mention) -> bool {
    use Relation::{Acl, AclRelcl, Conj, Iobj, Nsubj, NsubjPass, Obj, Obl, ObliqueAgent};
    let mut head = mention.head;
    // "Hale and Pell met": the second takes part as the first does.
    if reading.relation(head) == Conj {
        head = reading.head(head).unwrap_or(head);
    }
    let part = matches!(reading.relation(head), Nsubj | NsubjPass | Obj | Iobj | Obl | ObliqueAgent);
    let describes = reading.head(head).is_some_and(|verb| matches!(reading.relation(verb), AclRelcl | Acl));
    mention.form == Form::Name
        && mention.kind == EntityKind::Person
        && reading.quotation(mention.head).is_none()
        && part
        && !describes
}

/// Whether two entities may be one person whose mentions were not brought together ("Doran Hale", "Hale").
fn shares_name(reading: &Reading, one: usize, other: usize) -> bool {
    let last = |entity: usize| {
        reading.found.entities.get(entity).and_then(|entity| entity.name.split_whitespace().next_back())
    };
    last(one).is_some() && last(one) == last(other)
}
