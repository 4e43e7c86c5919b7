//! Who speaks: the entity behind a source's words, what kind of source it is, and for whom it speaks.
//!
//! A pronoun without a safe antecedent stays unresolved with its candidates; an unnamed source is never
//! resolved to a person.

use super::frame::Site;
use super::lexicon::lexicon;
use super::reading::Reading;
use super::{Source, SourceKind};
use crate::annotation::{Entity, EntityKind, Form, Mention, Relation, Upos};

/// Farthest back, in sentences, that a pronoun's antecedent is safe.
const SAFE_SENTENCES: usize = 3;

/// The source of a frame.
pub(super) fn source(reading: &Reading, site: Option<&Site>) -> Source {
    let Some(site) = site else { return nobody() };
    let span = Some(reading.span_of(&site.tokens));
    let mut source = named_by_mention(reading, site).unwrap_or_else(|| by_words(reading, site));
    source.span = span;
    source
}

fn nobody() -> Source {
    Source {
        kind: SourceKind::Unresolved,
        name: None,
        entity: None,
        span: None,
        speaks_for: None,
        candidates: Vec::new(),
    }
}

/// The mention that the site's head, or a name in apposition to it, heads.
fn mention<'a>(reading: &Reading<'a>, site: &Site) -> Option<&'a Mention> {
    let apposed = reading
        .children(site.head)
        .filter(|&child| matches!(reading.relation(child), Relation::Appos | Relation::Flat))
        .filter_map(|child| reading.mention(child))
        .find(|mention| mention.form == Form::Name && mention.kind == EntityKind::Person);
    let own = reading.mention(site.head);
    match own {
        Some(mention) if mention.form == Form::Name => Some(mention),
        _ => apposed.or(own).or_else(|| {
            let name = |at: usize| {
                reading.mention(at).filter(|mention| {
                    mention.form == Form::Name && mention.span.end >= reading.span(site.head).end
                })
            };
            site.tokens.clone().filter(|&at| reading.upos(at) == Upos::Propn).find_map(name)
        }),
    }
}

fn named_by_mention(reading: &Reading, site: &Site) -> Option<Source> {
    let mention = mention(reading, site)?;
    let entity = reading.found.entities.get(mention.entity)?;
    match mention.form {
        Form::Name => Some(of_entity(reading, mention.entity, entity)),
        Form::Description => described(reading, site, mention, entity),
        Form::Pronoun => Some(pronoun(reading, site, mention, entity)),
    }
}

fn has_name(reading: &Reading, entity: &Entity) -> bool {
    entity
        .mentions
        .iter()
        .filter_map(|&number| reading.found.mentions.get(number))
        .any(|mention| mention.form == Form::Name)
}

fn of_entity(reading: &Reading, number: usize, entity: &Entity) -> Source {
    let speaks_for = entity.of.and_then(|of| reading.found.entities.get(of)).map(|of| of.name.clone());
    let kind = if has_name(reading, entity) {
        SourceKind::Named
    } else {
        kind_of_words(&entity.name.to_lowercase())
    };
    Source {
        kind,
        name: Some(entity.name.clone()),
        entity: Some(number),
        span: None,
        speaks_for,
        candidates: Vec::new(),
    }
}

/// "the spokesperson", "Russia's top diplomat": what the description was resolved to, or an unnamed source.
fn described(reading: &Reading, site: &Site, mention: &Mention, entity: &Entity) -> Option<Source> {
    // "a spokesperson" is somebody new, whatever was named before.
    let first = reading.lower(site.tokens.start);
    let indefinite = matches!(first.as_str(), "a" | "an" | "another" | "some" | "one" | "several" | "many");
    if has_name(reading, entity) && !indefinite {
        return Some(of_entity(reading, mention.entity, entity));
    }
    let mut source = by_words(reading, site);
    source.entity = Some(mention.entity);
    Some(source)
}

/// A pronoun is resolved only where its antecedent is near and agrees.
fn pronoun(reading: &Reading, site: &Site, mention: &Mention, entity: &Entity) -> Source {
    let here = reading.sentence(mention.head).unwrap_or(0);
    let near = entity
        .mentions
        .iter()
        .filter_map(|&number| reading.found.mentions.get(number))
        .filter(|other| other.form != Form::Pronoun && other.head < mention.head)
        .filter_map(|other| reading.sentence(other.head))
        .any(|sentence| here.saturating_sub(sentence) <= SAFE_SENTENCES);
    let chained =
        entity.mentions.iter().filter_map(|&number| reading.found.mentions.get(number)).any(|other| {
            other.head < mention.head
                && reading.sentence(other.head).is_some_and(|sentence| here.saturating_sub(sentence) <= 1)
        });
    let safe = (near || chained) && agrees(reading, site, entity);
    if safe && entity.mentions.len() > 1 {
        let mut source = of_entity(reading, mention.entity, entity);
        if !has_name(reading, entity) {
            source.kind = kind_of_words(&entity.name.to_lowercase());
        }
        return source;
    }
    unresolved(reading, site)
}

/// "they" stands for several, for a body, or for one who speaks for a body; "he" and "she" for a person.
fn agrees(reading: &Reading, site: &Site, entity: &Entity) -> bool {
    let speaks = || {
        entity.of.is_some()
            || entity.roles.iter().any(|role| role.split(' ').any(|word| lexicon().is_spokesperson(word)))
    };
    match reading.lower(site.head).as_str() {
        "they" | "them" => entity.kind != EntityKind::Person || !has_name(reading, entity) || speaks(),
        "he" | "she" => matches!(entity.kind, EntityKind::Person),
        "it" => entity.kind != EntityKind::Person,
        _ => true,
    }
}

/// A pronoun nobody safe stands behind: whom it may be, from the sentences before.
fn unresolved(reading: &Reading, site: &Site) -> Source {
    let here = reading.sentence(site.head).unwrap_or(0);
    let from = reading
        .found
        .sentences
        .get(here.saturating_sub(SAFE_SENTENCES))
        .map_or(0, |sentence| sentence.tokens.start);
    let end = reading.found.mentions.partition_point(|mention| mention.head < site.head);
    let mut candidates = Vec::new();
    for mention in reading
        .found
        .mentions
        .get(..end)
        .unwrap_or_default()
        .iter()
        .rev()
        .take_while(|mention| mention.head >= from)
    {
        let fits = mention.form != Form::Pronoun
            && matches!(mention.kind, EntityKind::Person | EntityKind::Organisation);
        if fits && !candidates.contains(&mention.entity) && candidates.len() < 5 {
            candidates.push(mention.entity);
        }
    }
    Source { candidates, ..nobody() }
}

/// A source by its words alone.
fn by_words(reading: &Reading, site: &Site) -> Source {
    let words =
        reading.span_of(&site.tokens).of(reading.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let lemma = reading.lemma(site.head).to_lowercase();
    let kind = match reading.upos(site.head) {
        Upos::Pron if !matches!(reading.xpos(site.head), "WP" | "WDT") => {
            return by_pronoun(reading, site, words);
        }
        Upos::Propn => SourceKind::Named,
        _ => kind_of_words(&lemma),
    };
    let speaks_for = spoken_for(reading, site.head);
    Source { kind, name: Some(words), speaks_for, ..nobody() }
}

fn by_pronoun(reading: &Reading, site: &Site, words: String) -> Source {
    let indefinite = matches!(
        words.to_lowercase().as_str(),
        "some" | "many" | "others" | "several" | "someone" | "somebody" | "most" | "few" | "both"
    );
    if indefinite || site.tokens.len() > 1 {
        return Source { kind: SourceKind::Unnamed, name: Some(words), ..nobody() };
    }
    unresolved(reading, site)
}

fn kind_of_words(words: &str) -> SourceKind {
    let head = words.rsplit(' ').next().unwrap_or(words);
    if lexicon().is_document(head) && !lexicon().is_outlet_noun(head) {
        SourceKind::Document
    } else {
        SourceKind::Unnamed
    }
}

/// "a spokesperson for X", "X officials": the body that an unnamed source speaks for.
fn spoken_for(reading: &Reading, head: usize) -> Option<String> {
    let part = reading.children(head).find(|&child| {
        let by_case = matches!(reading.relation(child), Relation::Nmod | Relation::NmodPoss)
            && reading.child(child, &[Relation::Case]).is_none_or(|case| {
                matches!(reading.lemma(case), "for" | "of" | "from" | "at" | "with" | "'s" | "’s")
            });
        let before =
            matches!(reading.relation(child), Relation::Compound | Relation::NmodPoss | Relation::Amod)
                && child < head;
        (by_case || before)
            && (reading.mention(child).is_some_and(|mention| mention.form == Form::Name)
                || reading.upos(child) == Upos::Propn)
    })?;
    match reading.mention(part).filter(|mention| mention.form == Form::Name) {
        Some(mention) => reading.found.entities.get(mention.entity).map(|entity| entity.name.clone()),
        None => {
            let all = super::frame::site(reading, part).tokens;
            Some(reading.span_of(&all).of(reading.text).trim_end_matches(['\'', '’', 's']).to_owned())
                .filter(|name| !name.is_empty())
        }
    }
}
