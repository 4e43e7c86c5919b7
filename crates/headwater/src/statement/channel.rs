//! Channels: to whom and through whom something was said, and how.

use super::frame::{Frame, Rule, preposition, site, told_beside};
use super::lexicon::lexicon;
use super::reading::Reading;
use super::{Channel, ChannelKind};
use crate::annotation::{EntityKind, Form, Relation, Upos};
use crate::text::Span;

/// The channels of a frame, in order of place.
pub(super) fn channels(reading: &Reading, frame: &Frame) -> Vec<Channel> {
    let mut all = Vec::new();
    let beside = || frame.source.as_ref().and_then(|source| told_beside(reading, source));
    // "urged restraint": what is said is nobody who was told.
    let said = |told: &usize| {
        let person = reading.mention(*told).is_some_and(|mention| mention.kind == EntityKind::Person);
        let within = || frame.content.iter().any(|part| part.contains(reading.span(*told)));
        frame.rule == Rule::Phrase && reading.relation(*told) == Relation::Obj && !person && within()
    };
    let told = frame.addressee.filter(|told| !said(told)).or_else(beside);
    all.extend(told.map(|told| addressee(reading, told)));
    all.extend(frame.through.map(|through| medium(reading, through)));
    let verbs =
        std::iter::once(frame.head).chain(reading.head(frame.head).filter(|_| shares(reading, frame.head)));
    for verb in verbs {
        all.extend(reading.children(verb).filter_map(|child| manner(reading, frame, child)));
    }
    all.extend(behind_content(reading, frame));
    all.extend(account(reading, frame));
    let starts = || frame.content.iter().map(|part| part.start);
    for channel in all.iter_mut().filter(|channel| channel.entity.is_none()) {
        // "in a letter to the board that the mine was closed": what is said is none of how it was said.
        let cut = starts().find(|&start| channel.span.start < start && start < channel.span.end);
        let Some(cut) = cut else { continue };
        let words = Span::new(channel.span.start, cut).trimmed(reading.text);
        channel.span = words;
        channel.name = words.of(reading.text).split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let hands: Vec<Channel> = all.iter().flat_map(|channel| hands(reading, channel.span)).collect();
    all.extend(hands.into_iter().filter(|hand| frame.content.iter().all(|part| !part.overlaps(hand.span))));
    all.sort_by_key(|channel| channel.span);
    all.dedup_by_key(|channel| channel.span);
    all
}

/// Whether the phrases of the verb above hold for this cue as well ("speaking at a news conference, X said").
fn shares(reading: &Reading, verb: usize) -> bool {
    matches!(reading.relation(verb), Relation::Xcomp | Relation::Advcl | Relation::Conj)
}

fn channel(reading: &Reading, head: usize, kind: ChannelKind) -> Channel {
    let tokens = site(reading, head).tokens;
    let span = reading.span_of(&tokens);
    let mention = reading.mention(head).filter(|mention| mention.form == Form::Name);
    let entity = mention.map(|mention| mention.entity);
    let name = entity.and_then(|entity| reading.found.entities.get(entity)).map(|entity| entity.name.clone());
    let name = name.unwrap_or_else(|| span.of(reading.text).split_whitespace().collect::<Vec<_>>().join(" "));
    Channel { name, entity, span, kind }
}

/// Who was told: an outlet, where a name of one or its reporter is told something; anybody else is an addressee.
fn addressee(reading: &Reading, told: usize) -> Channel {
    if let Some(outlet) = of_reporter(reading, told) {
        return outlet;
    }
    let kind = if is_outlet(reading, told) { ChannelKind::Outlet } else { ChannelKind::Addressee };
    channel(reading, told, kind)
}

/// "told SANA's reporter", "told an AFP correspondent": the outlet whose reporter was told, also where the text lost its
/// apostrophe ("SANAs reporter").
fn of_reporter(reading: &Reading, told: usize) -> Option<Channel> {
    let reporter = reading.xpos(told) == "NN" && lexicon().is_reporter(reading.lemma(told));
    let owner = reading.children(told).filter(|_| reporter).find(|&child| {
        child < told
            && matches!(reading.relation(child), Relation::NmodPoss | Relation::Compound | Relation::Nmod)
            && reading.upos(child) == Upos::Propn
    })?;
    let mut outlet = channel(reading, owner, ChannelKind::Outlet);
    let sign = |name: &&str| name.len() > 1 && name.chars().all(char::is_uppercase);
    if let Some(bare) = outlet.name.clone().strip_suffix('s').filter(sign) {
        outlet.entity = reading.found.entities.iter().position(|entity| entity.name == bare);
        outlet.name = bare.to_owned();
    }
    let place = reading.name_at(owner).is_some_and(|name| name.kind == EntityKind::Place);
    (!place || lexicon().is_outlet_name(&outlet.name)).then_some(outlet)
}

/// Whether a noun phrase names an outlet or agency.
pub(super) fn is_outlet(reading: &Reading, head: usize) -> bool {
    let tokens = site(reading, head).tokens;
    let words = reading.span_of(&tokens).of(reading.text);
    let lemma = reading.lower(head);
    if lexicon().is_audience(reading.lemma(head)) && reading.upos(head) != Upos::Propn {
        return false;
    }
    let named = tokens.clone().any(|at| reading.upos(at) == Upos::Propn);
    let organisation = reading.mention(head).is_some_and(|mention| {
        mention.form == Form::Name && matches!(mention.kind, EntityKind::Organisation | EntityKind::Other)
    });
    named
        && (lexicon().is_outlet_name(words)
            || lexicon().is_outlet_noun(&lemma)
            || (organisation && !lexicon().is_body_name(words)))
}

/// What the words stand in or who quotes them ("released a statement saying", "X quoted Y as saying").
fn medium(reading: &Reading, head: usize) -> Channel {
    let is_manner = reading.upos(head) == Upos::Noun && lexicon().is_document(reading.lemma(head));
    channel(reading, head, if is_manner { ChannelKind::Manner } else { ChannelKind::Outlet })
}

/// "in a statement", "on Twitter", "at a news conference", "by telephone", "to Twitter" after "took".
fn manner(reading: &Reading, frame: &Frame, child: usize) -> Option<Channel> {
    let outside = frame.content.iter().all(|part| !part.overlaps(reading.span(child)));
    let phrase = matches!(reading.relation(child), Relation::Obl | Relation::Nmod | Relation::OblUnmarked);
    let case = preposition(reading, child)?;
    let fits =
        matches!(case, "in" | "on" | "at" | "by" | "via" | "through" | "during" | "to" | "over" | "from");
    let word = reading.lemma(child).to_lowercase();
    (outside && phrase && fits && lexicon().is_manner(&word))
        .then(|| channel(reading, child, ChannelKind::Manner))
}

/// "said the mine was closed in an interview": the occasion that stands right behind what is said, whatever it hangs from.
fn behind_content(reading: &Reading, frame: &Frame) -> Option<Channel> {
    let last = frame.content.last().filter(|_| frame.rule == Rule::Clause)?;
    let case = reading.tokens_in(*last).end;
    let noun = reading.head(case).filter(|_| reading.relation(case) == Relation::Case)?;
    let beside = reading.sentence(case) == reading.sentence(frame.head) && noun > case;
    (beside && lexicon().is_occasion(reading.lemma(noun)))
        .then(|| channel(reading, noun, ChannelKind::Manner))
}

/// "— Ana Hale (@anahale)": the service on which a post stands; its signature has the form that Twitter gave it.
fn account(reading: &Reading, frame: &Frame) -> Option<Channel> {
    let block = if frame.rule == Rule::Post { frame.block.clone() } else { 0..0 };
    let at = { block }.find(|&at| reading.words(at).starts_with('@'))?;
    let name = "Twitter".to_owned();
    Some(Channel { name, entity: None, span: reading.span(at), kind: ChannelKind::Manner })
}

/// Outlets through whose hands a channel went ("a statement sent to X", "a news conference broadcast by X").
fn hands(reading: &Reading, span: Span) -> Vec<Channel> {
    let tokens = reading.tokens_in(span);
    let head = tokens.clone().find(|&at| reading.head(at).is_none_or(|head| !tokens.contains(&head)));
    let Some(head) = head else { return Vec::new() };
    reading
        .children(head)
        .filter(|&child| {
            child > head
                && matches!(
                    reading.relation(child),
                    Relation::Acl | Relation::Nmod | Relation::AclRelcl | Relation::Parataxis
                )
        })
        .flat_map(|child| std::iter::once(child).chain(reading.children(child)).collect::<Vec<_>>())
        .filter(|&place| {
            matches!(preposition(reading, place), Some("to" | "by" | "with" | "for" | "from"))
                && is_outlet(reading, place)
        })
        .map(|place| channel(reading, place, ChannelKind::Outlet))
        .collect()
}
