//! Who is who inside an article: mentions, and which of them name the same thing (coreference).
//!
//! Sieves in the manner of Lee et al. (2013), the surest first: equal names, parts of names, names and
//! descriptions side by side, descriptions by role, pronouns. Precision comes first: a pronoun or a
//! description without a safe antecedent keeps an entity of its own, for a wrong antecedent would put
//! words into a stranger's mouth.

mod bodies;
mod describe;
mod find;
mod given;
mod lexicon;
pub(super) mod link;
mod marks;
mod names;
mod predicate;
mod pronouns;
mod roles;
mod surname;

use std::ops::Range;

use super::{Annotations, Entity, EntityKind, Form, Mention};
use crate::article::{Article, credits_pictures};

/// A name as the tagger of names found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// What kind of thing it names.
    pub(crate) kind: EntityKind,
}

/// A mention while it looks for its entity.
#[derive(Clone, Debug)]
struct Draft {
    tokens: Range<usize>,
    head: usize,
    kind: EntityKind,
    form: Form,
    sentence: usize,
    /// How many sentences of the story stand before it.
    told: usize,
    /// Whether it stands in a caption or in other furniture.
    aside: bool,
    /// Whether it stands in a line that says who wrote, edited or sent the story.
    credited: bool,
    paragraph: u32,
    /// Whether it is the subject of its clause.
    subject: bool,
    number: Number,
    gender: Option<lexicon::Gender>,
    /// The key of its role, for descriptions ("spokesperson").
    role: Option<&'static str>,
    definite: bool,
    /// What its words tell of whom it means.
    marks: marks::Marks,
    /// The tokens of the quotation that it stands in.
    quotation: Option<Range<usize>>,
    /// Whether it is "I" or a form of it.
    first_person: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    Singular,
    Plural,
}

/// Puts mentions and entities into `found`, whose tokens are tagged and parsed.
///
/// What found no name by rule asks `judge` for one.
pub(super) fn mentions(
    article: &Article,
    found: &mut Annotations,
    names: Vec<Name>,
    judge: &mut link::Judge,
) {
    let text = article.text.as_str();
    let names = names.into_iter().filter_map(|name| without_credit(article, found, name)).collect();
    let names = surname::found_again(text, found, names);
    let mut drafts = find::mentions(text, found, names);
    place_in_story(article, found, &mut drafts);
    let mut groups = Groups::new(drafts.len());
    names::join(text, found, &mut drafts, &mut groups);
    let beside = describe::join_neighbours(text, found, &drafts, &mut groups);
    resolve_in_order(text, found, &mut drafts, &mut groups, &beside);
    roles::join_owned_bodies(text, found, &drafts, &beside, &mut groups);
    describe::look_ahead(found, &drafts, &mut groups);
    let groups = link::link(text, found, &drafts, &groups, judge);
    let (drafts, beside, groups) = without_unknown_speakers(&drafts, &beside, &groups);
    let belongs = roles::belonging(text, found, &drafts, &beside);
    let entities = roles::entities(text, found, &drafts, &groups, &belongs);
    let of_draft = |place: usize| entities.of_draft.get(place).copied().unwrap_or(0);
    found.mentions =
        drafts.iter().enumerate().map(|(place, draft)| draft.mention(found, of_draft(place))).collect();
    found.entities = entities.entities;
}

/// A name up to the sign of whom a picture belongs to ("Harbour Press ©ahale"), and in a caption from where its credit ends
/// ("Reuters Ana Hale in Tolmar"); `None` where nothing is left.
fn without_credit(article: &Article, found: &Annotations, name: Name) -> Option<Name> {
    let text = article.text.as_str();
    let sign = |at: &usize| found.word(text, *at).starts_with(['©', '®', '™']);
    let end = name.tokens.clone().find(sign).unwrap_or(name.tokens.end);
    let all = name.tokens.start..end;
    let credit = |to: &usize| credits_pictures(found.span_of(all.start..*to).of(text));
    let credited = (all.start + 1..all.end).rev().find(credit);
    let start = credited.filter(|_| article.is_furniture(found.span_of(all.clone()))).unwrap_or(all.start);
    (start < end).then_some(Name { tokens: start..end, ..name })
}

/// Tells of each mention where in the story it stands, and whether it is told there at all.
fn place_in_story(article: &Article, found: &Annotations, drafts: &mut [Draft]) {
    let told = found.places_in_story(article);
    for draft in drafts {
        draft.told = told.get(draft.sentence).copied().unwrap_or(draft.sentence);
        let sentence = found.sentences.get(draft.sentence);
        draft.aside = sentence.is_some_and(|sentence| article.is_furniture(sentence.span));
        draft.credited = article.is_credit(found.span_of(draft.tokens.clone()));
    }
}

/// Descriptions and pronouns look back for what they stand for, in the order of the text.
fn resolve_in_order(
    text: &str,
    found: &Annotations,
    drafts: &mut [Draft],
    groups: &mut Groups,
    beside: &[bool],
) {
    for place in 0..drafts.len() {
        let Some(draft) = drafts.get(place) else { continue };
        let antecedent = match draft.form {
            Form::Name => None,
            Form::Description if beside.get(place).copied().unwrap_or(false) => None,
            Form::Description => describe::antecedent(text, found, drafts, groups, place),
            Form::Pronoun if draft.first_person => pronouns::speaker(found, drafts, draft),
            Form::Pronoun => pronouns::antecedent(found, drafts, groups, place),
        };
        if let Some(antecedent) = antecedent {
            groups.join(antecedent, place);
            // Whom "she" stood for once is no "he" later.
            let gender = drafts.get(place).and_then(|draft| draft.gender);
            if let Some(other) = drafts.get_mut(antecedent) {
                other.gender = other.gender.or(gender);
            }
            // "She is a lawyer" introduces nobody.
            if let Some(draft) = drafts.get_mut(place) {
                draft.definite = true;
            }
        }
    }
}

/// Leaves out every "I" of which nobody knows who says it.
fn without_unknown_speakers(
    drafts: &[Draft],
    beside: &[bool],
    groups: &Groups,
) -> (Vec<Draft>, Vec<bool>, Groups) {
    let mut known = vec![false; drafts.len()];
    for (place, draft) in drafts.iter().enumerate() {
        if let Some(entry) = known.get_mut(groups.of(place)) {
            *entry |= !draft.first_person;
        }
    }
    let kept: Vec<usize> = (0..drafts.len()).filter(|&place| known[groups.of(place)]).collect();
    let mut left = Groups::new(kept.len());
    let mut first: Vec<Option<usize>> = vec![None; drafts.len()];
    for (new, &old) in kept.iter().enumerate() {
        match first.get_mut(groups.of(old)) {
            Some(Some(first)) => left.join(*first, new),
            Some(empty) => *empty = Some(new),
            None => {}
        }
    }
    let drafts = kept.iter().filter_map(|&place| drafts.get(place).cloned()).collect();
    (drafts, kept.iter().map(|&place| beside.get(place).copied().unwrap_or(false)).collect(), left)
}

impl Draft {
    /// How many sentences of the story it stands after `other`; none where it stands before.
    fn sentences_after(&self, other: &Draft) -> usize {
        self.told.saturating_sub(other.told)
    }

    /// Whether `other` stands under a picture and this does not: whoever is shown there is nobody whom the story has just told of.
    fn passes_over(&self, other: &Draft) -> bool {
        other.aside && !self.aside
    }

    fn mention(&self, found: &Annotations, entity: usize) -> Mention {
        Mention {
            span: found.span_of(self.tokens.clone()),
            head: self.head,
            kind: self.kind,
            form: self.form,
            entity,
        }
    }
}

/// Mentions that name the same thing: a union-find whose representative is the first of them.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Groups((0..count).collect())
    }

    fn of(&self, place: usize) -> usize {
        let mut at = place;
        while let Some(&above) = self.0.get(at).filter(|&&above| above != at) {
            at = above;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        if let Some(entry) = self.0.get_mut(a.max(b)) {
            *entry = a.min(b);
        }
    }

    fn same(&self, a: usize, b: usize) -> bool {
        self.of(a) == self.of(b)
    }
}

impl Entity {
    fn new(name: String, kind: EntityKind) -> Self {
        Entity { name, kind, mentions: Vec::new(), roles: Vec::new(), of: None }
    }
}

/// Whether a person's name shows by a title or a given name that they are "she"; `None` where it shows neither.
pub(crate) fn is_feminine(text: &str, found: &Annotations, name: &Mention) -> Option<bool> {
    let gender = find::gender_of_person(text, found, found.tokens_in(name.span))?;
    Some(gender == lexicon::Gender::Feminine)
}

#[cfg(test)]
mod tests;
