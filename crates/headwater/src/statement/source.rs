//! Who speaks: the entity behind a source's words, what kind of source it is, and for whom it speaks.
//!
//! A pronoun without a safe antecedent stays unresolved with its candidates; an unnamed source is never
//! resolved to a person.

use super::collect::may_speak;
use super::frame::{Site, preposition};
use super::lexicon::lexicon;
use super::reading::Reading;
use super::{Source, SourceKind};
use crate::annotation::{Entity, EntityKind, Form, Mention, Relation, Upos};

/// Farthest back, in sentences, that a pronoun's antecedent is safe.
const SAFE_SENTENCES: usize = 3;

/// Most tokens from the head of a name to the comma that ends it.
const NAME: usize = 4;

/// How many tokens on either side are looked through for a word with a small letter.
const AROUND: usize = 1000;

/// The source of a frame.
pub(super) fn source(reading: &Reading, site: Option<&Site>) -> Source {
    let Some(site) = site else { return nobody() };
    let span = Some(reading.span_of(&site.tokens));
    let mut source = again_by_last_name(reading, site)
        .or_else(|| named_by_mention(reading, site))
        .or_else(|| by_last_name(reading, site))
        .unwrap_or_else(|| by_words(reading, site));
    source.span = span;
    if source.speaks_for.is_none() && source.kind != SourceKind::Unresolved {
        // "Minister of Defence Ana Ruiz" speaks for nobody by her own name.
        let own = source.name.clone().unwrap_or_default();
        source.speaks_for = spoken_for(reading, site).filter(|body| own.is_empty() || !body.contains(&own));
    }
    source
}

/// Nobody who could be told.
pub(super) fn nobody() -> Source {
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
    let described = reading.mention(site.head).filter(|mention| mention.form == Form::Description);
    // "The minister, Ana Ruiz", "a newspaper, The Harbour Post".
    let names = |mention: &&Mention| {
        let body = described.is_some_and(|own| own.kind == EntityKind::Organisation);
        mention.form == Form::Name
            && (mention.kind == EntityKind::Person || body && mention.kind != EntityKind::Place)
    };
    let apposed = reading
        .children(site.head)
        .filter(|&child| matches!(reading.relation(child), Relation::Appos | Relation::Flat))
        // "according to the ministry: Ana Ruiz, …": what a colon opens names nobody before it.
        .filter(|&child| !(site.head..child).any(|at| reading.words(at) == ":"))
        .filter_map(|child| reading.mention(child))
        .find(names);
    // The parse may find another head in a name than the reader of names.
    let own = reading.mention(site.head).or_else(|| reading.name_at(site.head));
    // "Harbour resident Ana Ruiz": the person speaks, not the place.
    let person = || {
        let named = |at: usize| {
            let mention = reading.mention(at)?;
            let free =
                reading.child(at, &[Relation::Case]).is_none() && reading.relation(at) != Relation::NmodPoss;
            (free && mention.form == Form::Name && mention.kind == EntityKind::Person).then_some(mention)
        };
        site.tokens.clone().filter(|&at| at > site.head).find_map(named)
    };
    match own {
        Some(mention) if mention.form == Form::Name && mention.kind != EntityKind::Person => {
            person().or(Some(mention))
        }
        Some(mention) if mention.form == Form::Name => Some(mention),
        Some(mention) if !is_known(reading, mention) => apposed.or_else(person).or(own),
        _ => apposed.or(own).or_else(|| {
            let name = |at: usize| {
                reading.mention(at).filter(|mention| {
                    mention.form == Form::Name && mention.span.end >= reading.span(site.head).end
                })
            };
            // What stands behind a preposition is another ("the senior figure at Tolmar's embassy").
            let behind =
                |at: usize| (site.head..at).any(|at| reading.upos(at) == Upos::Adp && !reading.is_named(at));
            let proper = |&at: &usize| reading.upos(at) == Upos::Propn && !behind(at);
            site.tokens.clone().filter(proper).find_map(name)
        }),
    }
}

/// Whether a mention's entity has a name anywhere.
fn is_known(reading: &Reading, mention: &Mention) -> bool {
    has_name(reading, mention.entity)
}

fn named_by_mention(reading: &Reading, site: &Site) -> Option<Source> {
    let mention = mention(reading, site)?;
    let entity = reading.found.entities.get(mention.entity)?;
    match mention.form {
        Form::Name => {
            let (number, entity) = whole_name(reading, site, entity).unwrap_or((mention.entity, entity));
            Some(of_entity(reading, number, entity))
        }
        Form::Description => described(reading, site, mention, entity),
        Form::Pronoun => Some(pronoun(reading, site, mention, entity)),
    }
}

/// "Hale said", where "Hale" was taken for a body or a place after "spokesman Doran Hale": the person named before speaks.
fn again_by_last_name(reading: &Reading, site: &Site) -> Option<Source> {
    let mention = reading.mention(site.head).filter(|mention| {
        mention.form == Form::Name && mention.kind != EntityKind::Person && site.tokens.len() == 1
    })?;
    let person = by_last_name(reading, site)?;
    let before =
        person.entity.is_some_and(|entity| reading.spelt_before(entity, mention.head).next().is_some());
    let alone = reading
        .found
        .entities
        .get(mention.entity)
        .is_some_and(|entity| !entity.name.contains(char::is_whitespace));
    (before && alone).then_some(person)
}

/// "Verick posted": the last name of one person of the article, where the reader of names has missed it.
fn by_last_name(reading: &Reading, site: &Site) -> Option<Source> {
    let word = reading.words(site.head);
    let lone = site.tokens.len() == 1
        && word.starts_with(char::is_uppercase)
        && reading.upos(site.head) != Upos::Pron;
    let holds = |entity: &Entity| {
        let mut words = entity.name.split_whitespace();
        entity.kind == EntityKind::Person && words.next_back() == Some(word) && words.next().is_some()
    };
    let mut called = reading.found.entities.iter().enumerate().filter(|(_, entity)| lone && holds(entity));
    let (number, entity) = called.next()?;
    called.next().is_none().then(|| of_entity(reading, number, entity))
}

/// "the Observatory": the one organisation of the article whose longer name holds this word.
fn whole_name<'a>(reading: &Reading<'a>, site: &Site, short: &Entity) -> Option<(usize, &'a Entity)> {
    let again = short.kind == EntityKind::Organisation
        && !short.name.contains(char::is_whitespace)
        && short.name.chars().any(char::is_lowercase)
        && reading.lower(site.tokens.start) == "the"
        && site.tokens.len() == 2;
    let holds = |entity: &Entity| {
        entity.kind == EntityKind::Organisation
            && entity.name != short.name
            && head_of_name(&entity.name) == Some(short.name.as_str())
    };
    let mut longer = reading.found.entities.iter().enumerate().filter(|(_, entity)| again && holds(entity));
    let only = longer.next()?;
    longer.next().is_none().then_some(only)
}

/// The noun of a name: its last word, or the one before "of" or "for".
fn head_of_name(name: &str) -> Option<&str> {
    let small = |word: &&str| word.starts_with(char::is_lowercase);
    name.split_whitespace().take_while(|word| !small(word)).last()
}

fn has_name(reading: &Reading, entity: usize) -> bool {
    reading.known(entity).is_some_and(|known| known.named)
}

/// The source that an entity is.
pub(super) fn entity_source(reading: &Reading, number: usize) -> Option<Source> {
    reading.found.entities.get(number).map(|entity| of_entity(reading, number, entity))
}

fn of_entity(reading: &Reading, number: usize, entity: &Entity) -> Source {
    let speaks_for = entity.of.and_then(|of| reading.found.entities.get(of)).map(|of| of.name.clone());
    let kind = if has_name(reading, number) {
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
    // "A docker named Ana Ruiz" says who it is.
    let here = reading.span_of(&site.tokens);
    let mut mentions = entity.mentions.iter().filter_map(|&number| reading.found.mentions.get(number));
    let says_who = mentions.any(|other| other.form == Form::Name && here.contains(other.span));
    if has_name(reading, mention.entity) && (!indefinite || says_who) {
        return Some(of_entity(reading, mention.entity, entity));
    }
    let mut source = by_words(reading, site);
    source.entity = Some(mention.entity);
    Some(source)
}

/// A pronoun is resolved only where its antecedent is near and agrees.
fn pronoun(reading: &Reading, site: &Site, mention: &Mention, entity: &Entity) -> Source {
    let here = reading.told(mention.head).unwrap_or(0);
    let within = |other: &Mention, reach: usize| {
        reading.told(other.head).is_some_and(|sentence| here.saturating_sub(sentence) <= reach)
    };
    let near = reading
        .spelt_before(mention.entity, mention.head)
        .next_back()
        .is_some_and(|last| within(last, SAFE_SENTENCES));
    let before = entity.mentions.partition_point(|&number| {
        reading.found.mentions.get(number).is_some_and(|other| other.head < mention.head)
    });
    let last = before.checked_sub(1).and_then(|last| entity.mentions.get(last));
    let chained = last.and_then(|&last| reading.found.mentions.get(last)).is_some_and(|last| within(last, 1));
    let safe = (near || chained) && agrees(reading, site, mention.entity, entity);
    // What only pronouns stand for has no name, and no words of its own.
    let spelt = reading.known(mention.entity).is_some_and(|known| !known.spelt.is_empty());
    if safe && spelt && entity.mentions.len() > 1 {
        let mut source = of_entity(reading, mention.entity, entity);
        if !has_name(reading, mention.entity) {
            source.kind = kind_of_words(&entity.name.to_lowercase());
        }
        return source;
    }
    unresolved(reading, site)
}

/// "they" stands for several, for a body, or for one who speaks for a body; "he" and "she" for a person.
fn agrees(reading: &Reading, site: &Site, number: usize, entity: &Entity) -> bool {
    match reading.lower(site.head).as_str() {
        // A person with a name is "he" or "she"; "they" stands for a body, for several, or for an unnamed spokesperson.
        "they" | "them" => {
            (entity.kind != EntityKind::Person || !has_name(reading, number)) && acted(reading, site, number)
        }
        "he" | "she" => matches!(entity.kind, EntityKind::Person),
        "it" => entity.kind != EntityKind::Person,
        _ => true,
    }
}

/// Whether the entity was a subject in the sentence before the site or the one before that.
fn acted(reading: &Reading, site: &Site, entity: usize) -> bool {
    let here = reading.told(site.head).unwrap_or(0);
    let near = |mention: &&Mention| {
        reading.told(mention.head).is_some_and(|sentence| here.saturating_sub(sentence) <= 2)
    };
    let mut recent = reading.spelt_before(entity, site.head).rev().take_while(near);
    recent.any(|mention| matches!(reading.relation(mention.head), Relation::Nsubj | Relation::NsubjPass))
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
            && !reading.is_furniture(mention.head)
            && matches!(mention.kind, EntityKind::Person | EntityKind::Organisation);
        if fits && !candidates.contains(&mention.entity) && candidates.len() < 5 {
            candidates.push(mention.entity);
        }
    }
    Source { candidates, ..nobody() }
}

/// A source by its words alone.
fn by_words(reading: &Reading, site: &Site) -> Source {
    // "according to media reports Tuesday": the day is none of whom.
    let loose = |at: usize| reading.is_time(at) || reading.xpos(at) == "POS";
    let timed = site.tokens.clone().rev().find(|&at| at == site.head || !loose(at));
    // "a post last updated on 3 March": nor is the preposition of the day.
    let timeless = |&at: &usize| at + 1 < site.tokens.end && at > site.head && reading.upos(at) == Upos::Adp;
    let end = timed.map(|at| if timeless(&at) { at - 1 } else { at });
    let named = site.tokens.start..end.map_or(site.tokens.end, |last| last + 1);
    // "Qadir Drost, chairman of the club": what a comma sets off tells of the name and is none of it.
    let proper = reading.upos(site.head) == Upos::Propn;
    let behind = site.head + 1..named.end.min(site.head + NAME);
    let comma = behind.into_iter().find(|&at| proper && reading.words(at) == ",");
    let named = named.start..comma.unwrap_or(named.end);
    let words = reading.span_of(&named).of(reading.text).split_whitespace().collect::<Vec<_>>().join(" ");
    // The same words are one source, whichever mark an outlet prints.
    let words = if words.contains('‘') { words } else { words.replace('’', "'") };
    let lemma = reading.lemma(site.head).to_lowercase();
    let kind = match reading.upos(site.head) {
        Upos::Pron => return by_pronoun(reading, site, words),
        // "each said": nobody is named, nor is anybody described.
        Upos::Det if site.tokens.len() == 1 => return by_pronoun(reading, site, words),
        Upos::Propn => SourceKind::Named,
        // "Lakeside news agency": a common noun, but a name.
        _ if lexicon().is_outlet_noun(&lemma) && has_name_before(reading, site.head) => SourceKind::Named,
        _ if is_body(reading, site, &lemma)
            || is_in_capitals(reading, site, &lemma)
            || is_only_capital(reading, site) =>
        {
            SourceKind::Named
        }
        // "the mound of evidence": what it is a mound of says so.
        _ => match reading
            .child(site.head, &[Relation::Nmod])
            .filter(|&of| preposition(reading, of) == Some("of"))
        {
            Some(of) if !may_speak(reading, site.head) && lexicon().is_document(reading.lemma(of)) => {
                SourceKind::Document
            }
            _ => kind_of_words(&lemma),
        },
    };
    match name_after_noun(reading, &Site { head: site.head, tokens: named })
        .filter(|_| kind != SourceKind::Document)
    {
        Some(name) => Source { kind: SourceKind::Named, name: Some(name), ..nobody() },
        None => Source { kind, name: Some(words), ..nobody() },
    }
}

/// "district official Orlo Sand", "the rescue group Open Water": the name after the noun that says what it is.
fn name_after_noun(reading: &Reading, site: &Site) -> Option<String> {
    let run = |at: &usize| reading.upos(*at) == Upos::Propn;
    let last = site.tokens.clone().rev().take_while(run).last().map(|start| start..site.tokens.end);
    // "leader Orlo Sand of the Harbour Party": the name stands right behind the noun, and what follows tells more of it.
    let next = (site.head + 1..site.tokens.end).take_while(run).last().map(|end| site.head + 1..end + 1);
    let named = next.or(last)?;
    let noun = named.start.checked_sub(1).filter(|noun| site.tokens.contains(noun))?;
    let lemma = reading.lemma(noun).to_lowercase();
    let role =
        reading.upos(noun) == Upos::Noun || lexicon().is_spokesperson(&lemma) || lexicon().is_unnamed(&lemma);
    role.then(|| reading.span_of(&named).of(reading.text).to_owned())
}

/// "the government of Norland", "the Norland army": a body that is told apart by a name.
fn is_body(reading: &Reading, site: &Site, lemma: &str) -> bool {
    let names = |child: usize| match reading.relation(child) {
        Relation::Compound | Relation::NmodPoss => is_named(reading, child),
        Relation::Nmod => preposition(reading, child) == Some("of") && is_named(reading, child),
        _ => false,
    };
    lexicon().is_body_name(lemma)
        && reading.children(site.head).any(|child| site.tokens.contains(&child) && names(child))
}

/// "Harbour Rescue Services": a noun with a capital behind others is a name, where the tagger took it for a common noun.
fn is_in_capitals(reading: &Reading, site: &Site, lemma: &str) -> bool {
    let capital = |at: usize| reading.words(at).starts_with(char::is_uppercase);
    let before = site.head.checked_sub(1).filter(|at| site.tokens.contains(at));
    let inside = before.is_some_and(|at| capital(at) && reading.upos(at) == Upos::Propn);
    inside
        && capital(site.head)
        && !reading.is_headline(site.head)
        && !lexicon().is_spokesperson(lemma)
        && !lexicon().is_unnamed(lemma)
}

/// "according to The Lantern": one noun with a capital amid small letters, which the article never writes with a small one.
fn is_only_capital(reading: &Reading, site: &Site) -> bool {
    let word = reading.words(site.head);
    let sentence = reading.sentence_tokens(site.head);
    let article = site.tokens.start + 1 == site.head && reading.lower(site.tokens.start) == "the";
    let plain = article && reading.xpos(site.head) == "NN" && word.starts_with(char::is_uppercase);
    let amid = sentence.clone().any(|at| {
        reading.upos(at) == Upos::Noun && at != site.head && reading.words(at).starts_with(char::is_lowercase)
    });
    let small = || {
        let near = site.head.saturating_sub(AROUND)..(site.head + AROUND).min(reading.found.tokens.len());
        let lower = word.to_lowercase();
        near.into_iter().any(|at| reading.words(at) == lower)
    };
    plain && amid && !reading.is_headline(site.head) && !may_speak(reading, site.head) && !small()
}

fn has_name_before(reading: &Reading, head: usize) -> bool {
    reading.children(head).any(|child| {
        child < head && reading.relation(child) == Relation::Compound && reading.upos(child) == Upos::Propn
    })
}

fn by_pronoun(reading: &Reading, site: &Site, words: String) -> Source {
    let indefinite = matches!(
        words.to_lowercase().as_str(),
        "some"
            | "many"
            | "another"
            | "others"
            | "several"
            | "someone"
            | "somebody"
            | "most"
            | "few"
            | "both"
            | "whoever"
    );
    if indefinite || site.tokens.len() > 1 {
        return Source { kind: SourceKind::Unnamed, name: Some(words), ..nobody() };
    }
    unresolved(reading, site)
}

/// A document or somebody unnamed, by the last word of a description.
fn kind_of_words(words: &str) -> SourceKind {
    let head = words.rsplit(' ').next().unwrap_or(words);
    let singular = head.strip_suffix('s').unwrap_or(head);
    let is_document = [head, singular]
        .into_iter()
        .any(|word| lexicon().is_document(word) && !lexicon().is_outlet_noun(word));
    if is_document { SourceKind::Document } else { SourceKind::Unnamed }
}

/// "a spokesperson for X", "X officials", "X's minister Y", "data from X": the body in whose name the source speaks.
fn spoken_for(reading: &Reading, site: &Site) -> Option<String> {
    let role = site.tokens.clone().find(|&at| {
        let lemma = reading.lemma(at).to_lowercase();
        let speaks = lexicon().is_spokesperson(&lemma)
            || (at == site.head && reading.upos(at) == Upos::Noun && lexicon().is_document(&lemma));
        speaks && (at == site.head || reading.relation(at) != Relation::Nmod)
    })?;
    let by = |case: &str| match case {
        "from" | "by" => true,
        other => matches!(other, "for" | "of" | "at" | "with") && !lexicon().is_document(reading.lemma(role)),
    };
    let before = reading.children(role).find(|&child| {
        child < role
            && matches!(reading.relation(child), Relation::Compound | Relation::NmodPoss | Relation::Nmod)
    });
    let after = || {
        reading.children(role).find(|&child| {
            child > role
                && reading.relation(child) == Relation::Nmod
                && preposition(reading, child).is_some_and(by)
        })
    };
    if let Some(owner) = owner(reading, role).or_else(|| owner(reading, site.head)) {
        return Some(owner);
    }
    let named = |part: &usize| is_named(reading, *part) || called_otherwise(reading, *part).is_some();
    let part = before.filter(named).or_else(after).filter(named)?;
    let name = called_otherwise(reading, part).unwrap_or_else(|| name_at(reading, part));
    Some(name).filter(|name| !name.is_empty())
}

/// "the centre's website", "an analyst at the website Harbour Watch": the name of the body that is described here.
fn called_otherwise(reading: &Reading, part: usize) -> Option<String> {
    let mention = reading.mention(part).filter(|mention| mention.form == Form::Description)?;
    let body = mention.kind == EntityKind::Organisation && has_name(reading, mention.entity);
    let entity = reading.found.entities.get(mention.entity).filter(|_| body)?;
    Some(entity.name.clone())
}

/// "its spokesman", "their lawyer": the one for whom the possessive pronoun stands, if it has a name.
fn owner(reading: &Reading, role: usize) -> Option<String> {
    let pronoun = reading.child(role, &[Relation::NmodPoss]).filter(|&at| at < role)?;
    let mention = reading.mention(pronoun).filter(|mention| mention.form == Form::Pronoun)?;
    let entity = reading.found.entities.get(mention.entity)?;
    has_name(reading, mention.entity).then(|| entity.name.clone())
}

fn is_named(reading: &Reading, part: usize) -> bool {
    reading.mention(part).is_some_and(|mention| mention.form == Form::Name)
        || super::frame::site(reading, part).tokens.clone().any(|at| reading.upos(at) == Upos::Propn)
}

/// The name of an entity, or else the words of the phrase without its article and possessive mark.
fn name_at(reading: &Reading, part: usize) -> String {
    let mention = reading.mention(part).filter(|mention| mention.form == Form::Name);
    let entity = mention.and_then(|mention| reading.found.entities.get(mention.entity));
    if let Some(entity) = entity {
        return entity.name.clone();
    }
    let mut tokens = super::frame::site(reading, part).tokens;
    while tokens.len() > 1 && reading.upos(tokens.start) == Upos::Det {
        tokens.start += 1;
    }
    while tokens.len() > 1 && matches!(reading.lemma(tokens.end - 1), "'s" | "’s" | "'" | "’") {
        tokens.end -= 1;
    }
    reading.span_of(&tokens).of(reading.text).to_owned()
}
