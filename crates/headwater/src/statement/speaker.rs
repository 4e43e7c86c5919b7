//! Who goes on speaking: news lets "he said" follow the last speaker, not the last person told of.

use super::SourceKind;
use super::actor::{is_mute, subject_above};
use super::frame::{Frame, Rule, Site};
use super::lexicon::lexicon;
use super::people::rivals;
use super::reading::Reading;
use super::source::{entity_source, nobody, source};
use super::{Attitude, Source, Stance};
use crate::annotation::{EntityKind, Form, Relation, Upos};
use crate::text::Span;

/// Farthest back, in sentences, that a speaker goes on.
const REACH: usize = 4;
/// How many frames are looked at for words that are somebody's already.
const NEAR: usize = 8;

/// The sources of all frames, in their order.
pub(super) fn sources(reading: &Reading, frames: &[Frame]) -> Vec<Source> {
    let mut all: Vec<Source> = Vec::with_capacity(frames.len());
    for (place, frame) in frames.iter().enumerate() {
        if let Some(turn) = turn(reading, frame).or_else(|| first_person(reading, frames, place, &all)) {
            all.push(turn);
            continue;
        }
        let own = source(reading, frame.source.as_ref());
        let own =
            if only_goes_on(reading, frame, &own) { Source { span: own.span, ..nobody() } } else { own };
        // A signature is a name, whatever letters it is written in.
        let signed = frame.rule == Rule::Post && own.kind == SourceKind::Unnamed;
        let own = if signed { Source { kind: SourceKind::Named, ..own } } else { own };
        let source = match frame.source.as_ref().and_then(|site| gender(reading, site)) {
            Some(gender)
                // "The government said so. …, it said": a body without a name is called as it was called last.
                if own.kind == SourceKind::Unnamed
                    && (gender == Gender::It || is_last_described(reading, frames, place, &all, &own))
                    || !is_safe(reading, frames, place, &own)
                    || has_spoken_since(reading, frames, place, &all, &own, gender) =>
            {
                let last =
                    last_speaker(reading, frames.get(..place).unwrap_or_default(), &all, frame, gender);
                last.map_or(own.clone(), |last| Source {
                    span: own.span,
                    candidates: Vec::new(),
                    ..last.clone()
                })
            }
            _ => own,
        };
        let source = newcomer(reading, frame, source);
        let source = outside_own_words(reading, frame, source);
        let source = several(reading, frames, place, &all, source);
        let source = called_back(reading, frames, place, &all, source);
        let mut source = body_again(reading, frames, place, &all, source);
        source.candidates.extend(others(reading, frames, place, &all, &source));
        let body = || {
            given_by(reading, frame, &source)
                .or_else(|| owner(reading, frame))
                .or_else(|| said_before(reading, frames, place, &all, &source))
        };
        all.push(Source { speaks_for: source.speaks_for.clone().or_else(body), ..source });
    }
    all
}

/// "At noon an officer sounds the alarm. “Shots fired,” he says": somebody whom the sentence right before brings in without a
/// name, and who is all that it tells of.
fn newcomer(reading: &Reading, frame: &Frame, own: Source) -> Source {
    let Some(site) = frame.source.as_ref().filter(|_| own.kind == SourceKind::Named) else { return own };
    let person = matches!(gender(reading, site), Some(Gender::He | Gender::She));
    let here = reading.sentence_tokens(site.head);
    let quoted = frame.content.first().is_some_and(|part| reading.token_from(part.start) == here.start);
    let Some(last) = here.start.checked_sub(1).filter(|_| person && quoted) else { return own };
    let before = reading.sentence_tokens(last);
    let gap = reading.text.get(reading.span(last).end..reading.span(here.start).start);
    let one_paragraph = gap.is_some_and(|gap| !gap.contains('\n'));
    let named = reading.found.mentions.iter().any(|mention| {
        before.contains(&mention.head)
            && mention.kind == EntityKind::Person
            && mention.form != Form::Description
    });
    let root = before.clone().find(|&at| reading.relation(at) == Relation::Root);
    let subject = root.and_then(|root| reading.child(root, &[Relation::Nsubj]));
    let new = subject.filter(|&at| {
        let described = reading.mention(at).is_some_and(|mention| mention.kind == EntityKind::Person);
        let article =
            matches!(reading.lower(super::frame::site(reading, at).tokens.start).as_str(), "a" | "an");
        described && article && reading.xpos(at) == "NN"
    });
    match new.filter(|_| one_paragraph && !named) {
        Some(head) => source(reading, Some(&super::frame::site(reading, head))),
        None => own,
    }
}

/// "Tarvik answered. “Orlo Sand boasts again,” he wrote": nobody is named only in the words that he says. The one person whom
/// the article itself has named just before is meant, or nobody can be told.
fn outside_own_words(reading: &Reading, frame: &Frame, own: Source) -> Source {
    let Some(site) = frame.source.as_ref().filter(|_| own.kind == SourceKind::Named) else { return own };
    let Some(gender) = gender(reading, site).filter(|&gender| gender != Gender::It) else { return own };
    let said = |span: Span| reading.quotation(reading.token_from(span.start)).is_some();
    let here = reading.told(frame.head).unwrap_or(0);
    let near = |head: usize| reading.told(head).is_some_and(|there| here.saturating_sub(there) <= REACH);
    let Some(entity) = own.entity else { return own };
    let mut mentions =
        reading.spelt_before(entity, frame.head).rev().take_while(|mention| near(mention.head)).peekable();
    let only_said = mentions.peek().is_some() && mentions.all(|mention| said(mention.span));
    let spoken = frame.content.iter().any(|part| {
        reading
            .spelt_before(entity, frame.head)
            .next_back()
            .is_some_and(|mention| part.contains(mention.span))
    });
    if !only_said || !spoken || reading.quotation(site.head).is_some() {
        return own;
    }
    let names = reading.found.mentions.iter().filter(|mention| {
        mention.head < frame.head
            && near(mention.head)
            && mention.form == Form::Name
            && mention.kind == EntityKind::Person
            && !said(mention.span)
            && !reading.is_furniture(mention.head)
            && reading.known(mention.entity).is_some_and(|known| known.can_be(gender == Gender::She))
    });
    let mut people: Vec<usize> = names.map(|mention| mention.entity).collect();
    people.sort_unstable();
    people.dedup();
    match people.as_slice() {
        &[person] => {
            entity_source(reading, person).map_or(own.clone(), |source| Source { span: own.span, ..source })
        }
        _ => Source { span: own.span, candidates: people, ..nobody() },
    }
}

/// "A family said five of its members had died. They named them as …": several who are described, or a body, go on speaking in
/// the next sentence.
fn several(reading: &Reading, frames: &[Frame], place: usize, before: &[Source], own: Source) -> Source {
    let Some(frame) = frames.get(place).filter(|_| own.kind == SourceKind::Unresolved) else { return own };
    let Some(site) = frame.source.as_ref().filter(|site| reading.lower(site.head) == "they") else {
        return own;
    };
    // "it is feared the victims will not know, as they did not see it": several are named nearer.
    let sentence = reading.sentence_tokens(site.head);
    let nearer = (sentence.start..site.head).any(|at| {
        matches!(reading.xpos(at), "NNS" | "NNPS")
            && matches!(reading.relation(at), Relation::Nsubj | Relation::NsubjPass)
    });
    if reading.quotation(site.head).is_some() || nearer || frame.attitude != Attitude::Speech {
        return own;
    }
    let mut spoken = frames.iter().zip(before).take(place).rev().filter(|(other, _)| {
        other.attitude == Attitude::Speech && other.rule != Rule::Post && other.source.is_some()
    });
    let last =
        spoken.find(|(other, _)| !other.content.iter().any(|part| part.contains(reading.span(frame.head))));
    let near = |head: usize| {
        reading
            .told(head)
            .zip(reading.told(frame.head))
            .is_some_and(|(there, here)| here - there.min(here) <= 1)
    };
    // Whoever is quoted inside somebody else's words does not go on.
    let outside = |other: &Frame| reading.quotation(other.head).is_none() || other.cue.is_empty();
    // "Police said they were asking the parents. They …": that may be the parents.
    let others = |other: &Frame| {
        let mut told = other.content.iter().flat_map(|part| reading.tokens_in(*part));
        told.any(|at| {
            let several = matches!(reading.xpos(at), "NNS" | "NNPS") && reading.relation(at) == Relation::Obj;
            several && reading.mention(at).is_some_and(|mention| mention.kind == EntityKind::Person)
        })
    };
    let goes_on = |(other, last): &(&Frame, &Source)| {
        near(other.head) && outside(other) && is_group(reading, other, last) && !others(other)
    };
    match last.filter(goes_on) {
        Some((_, last)) => Source { span: own.span, candidates: Vec::new(), ..last.clone() },
        None => own,
    }
}

/// Whether a source is several people, or a body that is no outlet.
fn is_group(reading: &Reading, frame: &Frame, source: &Source) -> bool {
    let head = frame.source.as_ref().map_or("", |site| reading.lemma(site.head));
    let entity = source.entity.and_then(|entity| reading.found.entities.get(entity));
    let body = entity.is_some_and(|entity| {
        entity.kind == EntityKind::Organisation && !lexicon().is_outlet_name(&entity.name)
    });
    let described = source.kind == SourceKind::Unnamed && !lexicon().is_outlet_noun(head);
    described && (is_plural(reading, source) || lexicon().is_collective(head) || body)
        || source.kind == SourceKind::Named && body
}

/// "The confusion over the shots continues: “…”": what only goes on says nothing, and who says the words is not told.
fn only_goes_on(reading: &Reading, frame: &Frame, own: &Source) -> bool {
    let Some(site) = frame.source.as_ref().filter(|_| own.kind == SourceKind::Unnamed) else { return false };
    let goes_on = reading
        .head(site.head)
        .is_some_and(|verb| matches!(reading.lemma(verb), "continue" | "begin" | "start"));
    matches!(frame.rule, Rule::Quote | Rule::Continued | Rule::Clause | Rule::Label)
        && goes_on
        && is_mute(reading, site.head)
}

/// Whom else "he" or "she" may be that was given a name.
fn others(reading: &Reading, frames: &[Frame], place: usize, all: &[Source], own: &Source) -> Vec<usize> {
    let site = frames.get(place).and_then(|frame| frame.source.as_ref());
    let Some((site, gender)) = site.and_then(|site| Some((site, gender(reading, site)?))) else {
        return Vec::new();
    };
    if gender == Gender::It || own.kind != SourceKind::Named {
        return Vec::new();
    }
    let before = (frames.get(..place).unwrap_or_default(), all);
    rivals(reading, before, site.head, own, gender == Gender::She)
}

/// The turns of an interview: "Q:" is asked by whoever publishes it, and "A:" answered by somebody whom the label does not name.
fn turn(reading: &Reading, frame: &Frame) -> Option<Source> {
    let turn = frame.rule == Rule::Label && !reading.is_headline(frame.head);
    let site = frame.source.as_ref().filter(|_| turn)?;
    let span = reading.span_of(&site.tokens);
    let label = span.of(reading.text).to_lowercase();
    let label = label.trim_matches(|c: char| !c.is_alphabetic());
    if lexicon().is_asker(label) {
        return Some(own_voice(reading, span));
    }
    lexicon().is_answerer(label).then(|| Source { span: Some(span), ..nobody() })
}

/// "I" stands for whoever speaks around it. Outside all words of others it may be whoever wrote the article, or is asked in an
/// interview without marks: nobody is named for it, and nobody whom the article names is who it may be.
fn first_person(reading: &Reading, frames: &[Frame], place: usize, before: &[Source]) -> Option<Source> {
    let site = frames.get(place)?.source.as_ref().filter(|site| reading.words(site.head) == "I")?;
    let span = reading.span(site.head);
    let near = frames.iter().zip(before).take(place).skip(place.saturating_sub(NEAR));
    let holds = |host: &Frame| host.content.iter().any(|part| part.contains(span));
    let mut hosts = near.filter(|(host, _)| holds(host));
    // The signature stands behind what is posted.
    let mut after = frames.iter().skip(place + 1).take(NEAR);
    if let Some(post) = after.find(|other| other.rule == Rule::Post && holds(other)) {
        return Some(Source { span: Some(span), ..source(reading, post.source.as_ref()) });
    }
    match hosts.next_back() {
        Some((_, host)) => Some(Source { span: Some(span), ..host.clone() }),
        None if reading.quotation(site.head).is_some() => None,
        None => Some(Source { span: Some(span), ..nobody() }),
    }
}

/// The outlet itself.
fn own_voice(reading: &Reading, span: Span) -> Source {
    let name = reading.article.outlet.clone();
    Source { kind: SourceKind::Outlet, name, span: Some(span), ..nobody() }
}

/// "The senior figure added that …": somebody without a name in this phrase, who can only be the named speaker of the
/// sentence before.
fn called_back(reading: &Reading, frames: &[Frame], place: usize, before: &[Source], own: Source) -> Source {
    let Some((frame, site)) = frames.get(place).and_then(|frame| Some((frame, frame.source.as_ref()?)))
    else {
        return own;
    };
    let calls_back = matches!(own.kind, SourceKind::Unnamed | SourceKind::Document)
        && lexicon().calls_back(reading.lemma(site.head))
        && reading.lower(site.tokens.start) == "the";
    if !calls_back {
        return own;
    }
    let last = last_speaker(reading, frames.get(..place).unwrap_or_default(), before, frame, Gender::He)
        .or_else(|| {
            last_speaker(reading, frames.get(..place).unwrap_or_default(), before, frame, Gender::She)
        });
    let last = last.filter(|last| last.kind == SourceKind::Named);
    last.map_or(own.clone(), |last| Source { span: own.span, ..last.clone() })
}

/// "…,” said the Free the Crews movement. The group awaits …": a word for any body is the one that has just spoken, unless the
/// article has named another since.
fn body_again(reading: &Reading, frames: &[Frame], place: usize, before: &[Source], own: Source) -> Source {
    let site = frames.get(place).and_then(|frame| frame.source.as_ref());
    let Some(site) = site.filter(|site| {
        reading.lower(site.tokens.start) == "the"
            && site.tokens.start + 1 == site.head
            && lexicon().is_any_body(reading.lemma(site.head))
    }) else {
        return own;
    };
    let Some(frame) = frames.get(place) else { return own };
    let earlier = frames.get(..place).unwrap_or_default();
    let last = last_speaker(reading, earlier, before, frame, Gender::It);
    let body = |last: &&Source| {
        last.entity.and_then(|entity| reading.found.entities.get(entity)).is_some_and(|entity| {
            entity.kind == EntityKind::Organisation && !lexicon().is_outlet_name(&entity.name)
        })
    };
    let Some(last) = last.filter(body).filter(|last| last.entity != own.entity) else { return own };
    let near = |span: Span| {
        let there = reading.told(reading.token_from(span.start));
        there.zip(reading.told(site.head)).is_some_and(|(there, here)| there + 1 == here)
    };
    let named = own.entity.and_then(|entity| reading.spelt_before(entity, site.tokens.start).next_back());
    let since = |span: Span| named.is_none_or(|named| named.span.start < span.end);
    match last.span.filter(|&span| near(span) && since(span)) {
        Some(_) => Source { span: own.span, ..last.clone() },
        None => own,
    }
}

/// Who gave out a document that is only named again ("X released a statement. … the statement read").
fn given_by(reading: &Reading, frame: &Frame, own: &Source) -> Option<String> {
    let site = frame.source.as_ref().filter(|_| own.kind == SourceKind::Document)?;
    let again = matches!(reading.lower(site.tokens.start).as_str(), "the" | "this" | "that");
    let here = reading.sentence(frame.head).filter(|_| again)?;
    let from = reading.found.sentences.get(here.saturating_sub(REACH))?.tokens.start;
    let lemma = reading.lemma(site.head);
    let giver = (from..site.tokens.start).rev().find_map(|at| {
        let verb = reading.head(at).filter(|&verb| lexicon().is_giver(reading.lemma(verb)))?;
        // Whoever denies a report has not written it.
        let denied = lexicon().verb(reading.lemma(verb)).is_some_and(|word| word.stance == Stance::Denies);
        let given = !denied && matches!(reading.relation(at), Relation::Obj | Relation::Iobj);
        (reading.lemma(at) == lemma && given).then_some(verb)
    })?;
    let speaker = subject_above(reading, giver)?;
    source(reading, Some(&speaker)).name
}

/// "The Harbour Union met on Monday. Its spokesman said …", "The movement's spokesman said …": the one body that has been
/// named in this sentence or the one before, where it acts or something is done to it, for whomever else the words might be read.
fn owner(reading: &Reading, frame: &Frame) -> Option<String> {
    let site = frame.source.as_ref().filter(|_| frame.attitude == Attitude::Speech)?;
    let pronoun = site.tokens.clone().find(|&at| reading.relation(at) == Relation::NmodPoss)?;
    let speaks = reading.head(pronoun).is_some_and(|role| lexicon().is_spokesperson(reading.lemma(role)));
    let any = reading.upos(pronoun) == Upos::Noun
        && reading.lower(reading.subtree(pronoun).start) == "the"
        && lexicon().is_any_body(reading.lemma(pronoun));
    let of_body = (any || matches!(reading.lower(pronoun).as_str(), "its" | "their")) && speaks;
    let here = reading.sentence(pronoun).filter(|_| of_body)?;
    let from = reading.found.sentences.get(here.saturating_sub(1))?.tokens.start;
    let mentions = &reading.found.mentions;
    let first = mentions.partition_point(|mention| mention.head < from);
    let last = mentions.partition_point(|mention| mention.head < pronoun);
    let bodies = mentions
        .get(first..last)
        .unwrap_or_default()
        .iter()
        .filter(|mention| mention.kind == EntityKind::Organisation && mention.form != Form::Pronoun);
    let mut bodies = bodies.collect::<Vec<_>>();
    let acts = bodies.iter().any(|body| {
        matches!(reading.relation(body.head), Relation::Nsubj | Relation::NsubjPass)
            && body.form == Form::Name
    });
    bodies.dedup_by_key(|body| body.entity);
    let [body] = bodies.as_slice() else { return None };
    let entity = reading.found.entities.get(body.entity)?;
    (acts && reading.quotation(body.head).is_none()).then(|| entity.name.clone())
}

/// "The Harbour Union called the ruling a farce. A spokesman said …": a spokesman of nobody that is told, or a statement of
/// nobody's, speaks for the body that spoke in the sentence before, where nobody else has spoken since.
fn said_before(
    reading: &Reading,
    frames: &[Frame],
    place: usize,
    before: &[Source],
    own: &Source,
) -> Option<String> {
    let frame = frames.get(place)?;
    let site = frame.source.as_ref()?;
    let spokesman =
        matches!(reading.lemma(site.head), "spokesman" | "spokeswoman" | "spokesperson" | "statement");
    let alone = site.tokens.len() <= 2 && matches!(own.kind, SourceKind::Unnamed | SourceKind::Document);
    let here = reading.told(frame.head).filter(|_| spokesman && alone)?;
    let mut spoken = frames.iter().zip(before).take(place).rev().filter(|(other, _)| other.source.is_some());
    let (other, last) = spoken.find(|(other, _)| other.attitude == Attitude::Speech)?;
    let near = reading.told(other.head).is_some_and(|there| there < here && here - there <= 1);
    let entity = last.entity.and_then(|entity| reading.found.entities.get(entity))?;
    let body = entity.kind == EntityKind::Organisation && last.kind == SourceKind::Named;
    (near && body && !lexicon().is_outlet_name(&entity.name)).then(|| entity.name.clone())
}

/// What a pronoun says of the one it stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gender {
    He,
    She,
    It,
}

fn gender(reading: &Reading, site: &Site) -> Option<Gender> {
    match reading.lower(site.head).as_str() {
        "he" => Some(Gender::He),
        "she" => Some(Gender::She),
        "it" => Some(Gender::It),
        _ => None,
    }
}

/// "A spokesman for the mayor, Doran Pell, said so. He added …": whether the description for which a pronoun was read is part of
/// the words that named the last speaker.
fn is_last_described(
    reading: &Reading,
    frames: &[Frame],
    place: usize,
    before: &[Source],
    own: &Source,
) -> bool {
    let earlier =
        frames.iter().zip(before).take(place).rev().filter(|(frame, _)| frame.attitude == Attitude::Speech);
    let last = earlier.map(|(_, source)| source).find(|source| source.kind != SourceKind::Unresolved);
    let mention = own.entity.and_then(|entity| {
        let head = frames.get(place)?.head;
        reading.spelt_before(entity, head).next_back()
    });
    let span = last.filter(|last| last.kind == SourceKind::Named).and_then(|last| last.span);
    span.zip(mention).is_some_and(|(span, mention)| span.overlaps(mention.span))
}

/// Whether a pronoun was resolved to somebody whom the article itself tells of, and not to one who stands only in
/// other people's words, or who was only told something.
fn is_safe(reading: &Reading, frames: &[Frame], place: usize, own: &Source) -> bool {
    let Some(frame) = frames.get(place) else { return true };
    let named = own.kind == SourceKind::Named;
    let here = reading.span(frame.head);
    let antecedent = own.entity.and_then(|entity| {
        reading.spelt_before(entity, frame.head).rfind(|mention| mention.span.end <= here.start)
    });
    let Some(antecedent) = antecedent else { return false };
    let near = frames.get(place.saturating_sub(NEAR)..(place + 2).min(frames.len())).unwrap_or_default();
    let speaks = near.iter().any(|other| {
        other.head < frame.head
            && other
                .source
                .as_ref()
                .is_some_and(|site| reading.span_of(&site.tokens).overlaps(antecedent.span))
    });
    let taken = |span: Span| {
        near.iter().filter(|other| other.attitude == Attitude::Speech).any(|other| {
            other.content.iter().any(|part| part.contains(span))
                || other.addressee.is_some_and(|told| span.overlaps(reading.span(told)))
                || span_beside_speaker(reading, other).contains(span)
        })
    };
    speaks || (named && !taken(antecedent.span))
}

/// "Her lawyer, Ana Ruiz, said she doubts it. She said …": whether somebody whom the pronoun fits has spoken in the sentence
/// before, since the article last named the one for whom it was read.
fn has_spoken_since(
    reading: &Reading,
    frames: &[Frame],
    place: usize,
    sources: &[Source],
    own: &Source,
    gender: Gender,
) -> bool {
    let Some(frame) = frames.get(place).filter(|_| own.kind == SourceKind::Named) else { return false };
    let before = frames.get(..place).unwrap_or_default();
    let last = last_speaker(reading, before, sources, frame, gender);
    let known =
        |last: &Source| last.kind == SourceKind::Named || gender == Gender::It && last.entity.is_some();
    let Some(last) = last.filter(|last| known(last) && last.entity != own.entity) else { return false };
    let near = |span: Span| {
        let there = reading.told(reading.token_from(span.start));
        there.zip(reading.told(frame.head)).is_some_and(|(there, here)| there + 1 == here)
    };
    let named = own.entity.and_then(|entity| reading.spelt_before(entity, frame.head).next_back());
    let since = |span: Span| named.is_none_or(|named| named.span.start < span.end);
    last.span.is_some_and(|span| near(span) && since(span))
}

/// The words of an attribution after its speaker: to whom and how it was said.
fn span_beside_speaker(reading: &Reading, frame: &Frame) -> Span {
    let start = match &frame.source {
        Some(site) if site.tokens.end <= frame.cue.start => site.tokens.end,
        Some(site) => frame.cue.end.max(site.tokens.end),
        None => frame.cue.end,
    };
    let end = frame.block.end.max(frame.cue.end);
    reading.span_of(&(start.min(end)..end))
}

/// The last one who spoke before in the article's own voice, if the pronoun can stand for them.
fn last_speaker<'s>(
    reading: &Reading,
    before: &[Frame],
    sources: &'s [Source],
    frame: &Frame,
    gender: Gender,
) -> Option<&'s Source> {
    let here = reading.told(frame.head)?;
    let near = |other: &Frame| {
        reading.told(other.head).is_some_and(|sentence| here.saturating_sub(sentence) <= REACH)
    };
    let recent = before.iter().zip(sources).rev().take_while(|(other, _)| near(other));
    let spoken = recent.filter(|(other, _)| {
        other.attitude == Attitude::Speech
            && other.rule != Rule::Post
            && reading.quotation(other.head).is_none_or(|_| other.cue.is_empty())
    });
    let (_, source) = spoken
        .filter(|(_, source)| source.kind != SourceKind::Unresolved)
        .find(|(other, _)| !other.content.iter().any(|part| part.contains(reading.span(frame.head))))?;
    fits(reading, source, gender).then_some(source)
}

/// Whether a pronoun can stand for a source, by its kind and by the pronouns that stood for it before.
fn fits(reading: &Reading, source: &Source, gender: Gender) -> bool {
    let entity = source.entity.and_then(|entity| reading.found.entities.get(entity));
    let person = entity.is_some_and(|entity| entity.kind == EntityKind::Person);
    if gender == Gender::It {
        // "The government said so. …, it said": a body without a name is still one, officials are several.
        let body = entity.is_some_and(|entity| entity.kind == EntityKind::Organisation);
        let one = source.span.is_none_or(|span| {
            let mentions = reading.tokens_in(span).filter_map(|at| reading.mention(at));
            let mut own = mentions.filter(|mention| Some(mention.entity) == source.entity);
            own.all(|mention| !matches!(reading.xpos(mention.head), "NNS" | "NNPS"))
        });
        return !person && (source.kind != SourceKind::Unnamed || body && one);
    }
    let known = source.entity.and_then(|entity| reading.known(entity));
    let contradicted = known.is_some_and(|known| !known.can_be(gender == Gender::She));
    let unknown = entity.is_none() && matches!(source.kind, SourceKind::Named | SourceKind::Unnamed);
    (person || unknown) && !contradicted && !is_plural(reading, source)
}

fn is_plural(reading: &Reading, source: &Source) -> bool {
    let tokens = source.span.map_or(0..0, |span| reading.tokens_in(span));
    source.kind == SourceKind::Unnamed && tokens.clone().any(|at| matches!(reading.xpos(at), "NNS" | "NNPS"))
}
