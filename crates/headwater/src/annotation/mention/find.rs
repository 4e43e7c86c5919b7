//! Finding the mentions: names as tagged, descriptions by their head noun, third-person pronouns.

use std::ops::Range;

use super::lexicon::{Gender, gender_of_name, gender_of_word, role_of};
use super::{Draft, Name, Number, bodies};
use crate::annotation::name::{is_country, is_nationality, is_site, known_body};
use crate::annotation::{Annotations, EntityKind, Form, Relation, Upos};

/// Most tokens before the head of a description.
const LONGEST: usize = 12;

/// All mentions, in order of place; of two at one place the longer comes first.
pub(super) fn mentions(text: &str, found: &Annotations, names: Vec<Name>) -> Vec<Draft> {
    let names = names.into_iter().flat_map(|name| of_bodies(text, found, name));
    let names = names.filter_map(|name| no_people(text, found, name));
    let names = names.filter(|name| !is_office(text, found, name)).collect();
    let names = without_headings(text, found, grown(text, found, names));
    let names = whole(text, found, with_known_bodies(text, found, names));
    let names = bodies::in_full(text, found, names);
    let names = with_unknown_actors(text, found, names);
    let in_name = in_names(found, &names);
    let children = found.children();
    let free = |token: &usize| !in_name.get(*token).copied().unwrap_or(true);
    let mut drafts: Vec<Draft> = names.into_iter().filter_map(|name| named(text, found, name)).collect();
    let descriptions = (0..found.tokens.len()).filter(free).filter_map(|at| described(found, &children, at));
    drafts.extend(descriptions);
    drafts.extend((0..found.tokens.len()).filter(free).filter_map(|at| pronoun(text, found, at)));
    drafts.sort_by_key(|draft| (draft.tokens.start, std::cmp::Reverse(draft.tokens.end), draft.head));
    let quotations = quotations(text, found);
    for draft in &mut drafts {
        let place = quotations.partition_point(|quotation| quotation.end <= draft.head);
        draft.quotation = quotations.get(place).filter(|quotation| quotation.contains(&draft.head)).cloned();
    }
    // "I" names nobody where nobody is quoted.
    drafts.retain(|draft| !draft.first_person || draft.quotation.is_some());
    drafts
}

/// What stands between quotation marks, as tokens, in order. A quotation ends with its paragraph.
fn quotations(text: &str, found: &Annotations) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    let mut open: Option<usize> = None;
    let mut close = |open: &mut Option<usize>, end: usize| {
        all.extend(open.take().map(|start| start..end).filter(|quotation| !quotation.is_empty()));
    };
    let mut paragraph = None;
    for sentence in &found.sentences {
        if paragraph != Some(sentence.paragraph) {
            close(&mut open, sentence.tokens.start);
            paragraph = Some(sentence.paragraph);
        }
        for at in sentence.tokens.clone() {
            match found.word(text, at) {
                "“" | "``" | "«" => open = Some(at + 1),
                "”" | "''" | "»" => close(&mut open, at),
                "\"" if open.is_some() => close(&mut open, at),
                "\"" => open = Some(at + 1),
                _ => {}
            }
        }
    }
    close(&mut open, found.tokens.len());
    all
}

/// Names grown over the tagged names that the parse makes one phrase of: "Novaya" of "Novaya Gazeta", "Orlan" and
/// "Relief Network" of "Orlan Relief Network".
fn grown(text: &str, found: &Annotations, names: Vec<Name>) -> Vec<Name> {
    let plain = |at: usize| {
        let proper = found.tokens.get(at).is_some_and(|token| token.upos == Upos::Propn);
        let word = found.word(text, at);
        let role = role_of(&word.to_lowercase()).is_some_and(|role| role.kind == EntityKind::Person);
        proper && !role && gender_of_word(word).is_none() && word.starts_with(char::is_uppercase)
    };
    // "LGBT" of "LGBT Network" may be taken for an adjective.
    let described = |at: usize| {
        let adjective = found.tokens.get(at).is_some_and(|token| token.upos == Upos::Adj);
        adjective && found.head(at) == Some(at + 1) && found.word(text, at).starts_with(char::is_uppercase)
    };
    let joins = |at: usize, into: usize| {
        let one_phrase = [Relation::Compound, Relation::Flat];
        found.has_relation(at, &one_phrase)
            && found.head(at).is_some_and(|head| head == into || found.head(into) == Some(head))
    };
    let mut all: Vec<Name> = Vec::with_capacity(names.len());
    let mut names = names.into_iter().peekable();
    while let Some(mut name) = names.next() {
        loop {
            let (last, next) = (name.tokens.end - 1, name.tokens.end);
            let one_sentence = found.sentence_of_token(next) == found.sentence_of_token(last);
            let following = names.peek().filter(|other| other.tokens.start == next);
            let adjective = usize::from(described(next));
            let whole = following.map_or(next..next + adjective + 1, |other| other.tokens.clone());
            let Some(head) = head_of(found, whole.clone()) else { break };
            let named = following.is_some() || plain(next + adjective);
            if !one_sentence || !named || !plain(last) || !(joins(last, head) || joins(next, last)) {
                break;
            }
            name.kind = match (following.map(|other| other.kind), name.kind) {
                (Some(kind), _) => kind,
                (None, EntityKind::Person) => EntityKind::Person,
                (None, _) => EntityKind::Organisation,
            };
            name.tokens.end = whole.end;
            if following.is_some() {
                names.next();
            }
        }
        all.push(name);
    }
    all
}

/// From so many words in capitals on a name is a line in capitals.
const HEADING: usize = 5;

/// Leaves out lines in capitals that were taken for one name ("COUNCIL ISSUES WARNING TO ORLAN DOCKERS").
fn without_headings(text: &str, found: &Annotations, mut names: Vec<Name>) -> Vec<Name> {
    let capitals = |at: usize| !found.word(text, at).chars().any(char::is_lowercase);
    names.retain(|name| name.tokens.len() < HEADING || !name.tokens.clone().all(capitals));
    names
}

/// Words that are tagged as a name, and act, are one, whether or not the tagger of names knows it ("Harbour Post first
/// reported"): of two or more words, for one alone is too often a word in capitals.
fn with_unknown_actors(text: &str, found: &Annotations, mut names: Vec<Name>) -> Vec<Name> {
    let taken = in_names(found, &names);
    let is_name = |at: &usize| {
        let proper = found.tokens.get(*at).is_some_and(|token| token.upos == Upos::Propn);
        proper
            && !taken.get(*at).copied().unwrap_or(true)
            && found.word(text, *at).starts_with(char::is_uppercase)
    };
    let actor = [Relation::Nsubj, Relation::NsubjPass, Relation::ObliqueAgent];
    let mut at = 0;
    while at < found.tokens.len() {
        let sentence = found.sentence_of_token(at);
        let run = (at..found.tokens.len())
            .take_while(|next| is_name(next) && found.sentence_of_token(*next) == sentence);
        let tokens = at..at + run.count();
        at = tokens.end.max(at + 1);
        let role = |at: usize| {
            found.tokens.get(at).is_some_and(|token| role_of(&token.lemma.to_lowercase()).is_some())
        };
        let acts = tokens.clone().any(|at| found.has_relation(at, &actor));
        let lower = tokens.clone().any(|at| found.word(text, at).chars().any(char::is_lowercase));
        if tokens.len() > 1 && acts && lower && !tokens.clone().any(role) {
            let kind = match gender_of_name(found.word(text, tokens.start)) {
                Some(_) => EntityKind::Person,
                None => EntityKind::Organisation,
            };
            names.push(Name { tokens, kind });
        }
    }
    names.sort_by_key(|name| name.tokens.start);
    names
}

/// "Ana Verick of the Relief Network" is a person and a body, not one name; "district official Ana Verick" is a person.
fn of_bodies(text: &str, found: &Annotations, mut name: Name) -> Vec<Name> {
    let word = |at: usize| found.word(text, at);
    let titled = name.tokens.start.checked_sub(1).filter(|&before| {
        let token = found.tokens.get(before);
        let one_sentence = found.sentence_of_token(before) == found.sentence_of_token(name.tokens.start);
        one_sentence
            && token.is_some_and(|token| matches!(token.upos, Upos::Noun | Upos::Adj))
            && token
                .and_then(|token| role_of(&token.lemma.to_lowercase()))
                .is_some_and(|role| role.kind == EntityKind::Person && !role.group)
    });
    if titled.is_some() && name.tokens.len() > 1 && name.kind != EntityKind::Organisation {
        name.kind = EntityKind::Person;
    }
    // "Norland's Harbour Post" is the Harbour Post.
    let owned = is_country(word(name.tokens.start)) && matches!(word(name.tokens.start + 1), "'s" | "’s");
    if owned && name.tokens.len() > 2 {
        let country = name.tokens.start..name.tokens.start + 1;
        name.tokens.start += 2;
        return vec![Name { tokens: country, kind: EntityKind::Place }, name];
    }
    // "Verick Tower" is no person, whoever it is named after.
    let given = gender_of_name(word(name.tokens.start)).is_some();
    if name.kind == EntityKind::Person
        && name.tokens.len() > 1
        && !given
        && is_site(word(name.tokens.end - 1))
    {
        name.kind = EntityKind::Place;
    }
    let link = name.tokens.clone().find(|&at| matches!(word(at), "of" | "from" | "at"));
    match link.filter(|&at| given && at >= name.tokens.start + 2 && at + 1 < name.tokens.end) {
        Some(at) => vec![
            Name { tokens: name.tokens.start..at, kind: EntityKind::Person },
            Name { tokens: at + 1..name.tokens.end, kind: EntityKind::Organisation },
        ],
        None => vec![name],
    }
}

/// For each token whether it stands in one of the names.
fn in_names(found: &Annotations, names: &[Name]) -> Vec<bool> {
    let mut inside = vec![false; found.tokens.len()];
    for token in names.iter().flat_map(|name| name.tokens.clone()) {
        if let Some(entry) = inside.get_mut(token) {
            *entry = true;
        }
    }
    inside
}

/// "Albanian" before a noun names nobody, and "the Albanians" are no person and no place.
fn no_people(text: &str, found: &Annotations, name: Name) -> Option<Name> {
    if name.tokens.len() != 1 || !is_nationality(found.word(text, name.tokens.start)) {
        return Some(name);
    }
    let next = found.tokens.get(name.tokens.end)?;
    let modifies = matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
        && found.sentence_of_token(name.tokens.end) == found.sentence_of_token(name.tokens.start);
    (!modifies).then_some(Name { kind: EntityKind::Other, ..name })
}

/// "Norland's Foreign Minister" in the capitals of a headline describes somebody and is no name.
fn is_office(text: &str, found: &Annotations, name: &Name) -> bool {
    let word = |at: usize| found.word(text, at);
    let (first, last) = (word(name.tokens.start), word(name.tokens.end - 1));
    let role =
        role_of(&last.to_lowercase()).is_some_and(|role| role.kind == EntityKind::Person && !role.group);
    let given = name.tokens.clone().any(|at| gender_of_name(word(at)).is_some());
    (2..=5).contains(&name.tokens.len()) && role && !given && (is_nationality(first) || is_country(first))
}

/// A well-known body is one name, however the tagger cut it.
fn with_known_bodies(text: &str, found: &Annotations, names: Vec<Name>) -> Vec<Name> {
    let capital = |at: usize| found.word(text, at).starts_with(char::is_uppercase);
    let mut known: Vec<Name> = Vec::new();
    for at in (0..found.tokens.len()).filter(|&at| capital(at)) {
        if known.last().is_some_and(|name: &Name| name.tokens.end > at) {
            continue;
        }
        let end = found.tokens.len().min(at + 6);
        if let Some(count) = known_body((at..end).map(|at| found.word(text, at))) {
            known.push(Name { tokens: at..at + count, kind: EntityKind::Organisation });
        }
    }
    let overlaps =
        |name: &Name, body: &Name| name.tokens.start < body.tokens.end && body.tokens.start < name.tokens.end;
    let longer = |name: &Name, body: &Name| name.tokens.len() > body.tokens.len();
    let near = |name: &Name| {
        let from = known.partition_point(|body| body.tokens.end <= name.tokens.start);
        known.get(from..(from + 2).min(known.len())).unwrap_or_default().to_vec()
    };
    let is_kept = |name: &Name| near(name).iter().all(|body| !overlaps(name, body) || longer(name, body));
    let mut all: Vec<Name> = names.into_iter().filter(is_kept).collect();
    let within = |body: &Name| {
        let from = all.partition_point(|name| name.tokens.end <= body.tokens.start);
        all.get(from).is_some_and(|name| overlaps(name, body))
    };
    let bodies: Vec<Name> = known.iter().filter(|body| !within(body)).cloned().collect();
    all.extend(bodies);
    all.sort_by_key(|name| name.tokens.start);
    all
}

/// Names whose owner in the plural was taken for the whole: "Tolmar Workers" of "Tolmar Workers' Aid".
fn whole(text: &str, found: &Annotations, names: Vec<Name>) -> Vec<Name> {
    let mut whole: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        if whole.last().is_some_and(|last| last.tokens.end >= name.tokens.end) {
            continue;
        }
        let end = after_plural_owner(text, found, &name);
        let kind = if end > name.tokens.end { EntityKind::Organisation } else { name.kind };
        whole.push(Name { tokens: name.tokens.start..end, kind });
    }
    whole
}

/// Where the capitalised words after "…s'" end, or where the name ends itself.
fn after_plural_owner(text: &str, found: &Annotations, name: &Name) -> usize {
    let end = name.tokens.end;
    let marked = |at: usize| matches!(found.word(text, at), "'" | "’");
    // The tagger of names may have taken the mark in.
    let mark = if end > 0 && marked(end - 1) { end - 1 } else { end };
    let plural = mark > 0 && found.word(text, mark - 1).ends_with('s') && marked(mark);
    let capital = |at: &usize| found.word(text, *at).starts_with(char::is_uppercase);
    let more = (mark + 1..found.tokens.len()).take_while(capital).count();
    if plural && more > 0 && found.sentence_of_token(mark) == found.sentence_of_token(mark + more) {
        mark + 1 + more
    } else {
        end
    }
}

fn named(text: &str, found: &Annotations, name: Name) -> Option<Draft> {
    let tokens = without_edges(text, found, name.tokens);
    let head = head_of(found, tokens.clone())?;
    let gender =
        (name.kind == EntityKind::Person).then(|| gender_of_person(text, found, tokens.clone())).flatten();
    Some(Draft { gender, definite: true, ..draft(found, tokens, head, name.kind, Form::Name)? })
}

/// A name without an article before it, and without a possessive mark or a preposition after it.
fn without_edges(text: &str, found: &Annotations, mut tokens: Range<usize>) -> Range<usize> {
    while tokens.len() > 1 && matches!(found.word(text, tokens.start), "the" | "a" | "an") {
        tokens.start += 1;
    }
    let hangs_on = |at: usize| {
        let loose = found
            .tokens
            .get(at)
            .is_some_and(|token| matches!(token.upos, Upos::Adp | Upos::Cconj | Upos::Det));
        loose || matches!(found.word(text, at), "'s" | "’s" | "'" | "’" | "," | "of")
    };
    while tokens.len() > 1 && hangs_on(tokens.end - 1) {
        tokens.end -= 1;
    }
    tokens
}

/// The token of a range that hangs from outside of it; the last one where the parse has several.
fn head_of(found: &Annotations, tokens: Range<usize>) -> Option<usize> {
    let outside = |at: &usize| found.head(*at).is_none_or(|head| !tokens.contains(&head));
    tokens
        .clone()
        .rev()
        .filter(|at| found.tokens.get(*at).is_some_and(|token| token.upos != Upos::Punct))
        .find(outside)
}

/// By a title before the name, or by the given name that it begins with.
fn gender_of_person(text: &str, found: &Annotations, tokens: Range<usize>) -> Option<Gender> {
    let before = tokens.start.checked_sub(1).map(|at| found.word(text, at));
    let title = before.and_then(gender_of_word).or_else(|| gender_of_word(found.word(text, tokens.start)));
    // "Association president Ana Verick" may be tagged as one name; the last word is no given name.
    let given = tokens.start..tokens.end.saturating_sub(1).max(tokens.start + 1);
    title.or_else(|| given.into_iter().find_map(|at| gender_of_name(found.word(text, at))))
}

/// A noun phrase whose head describes whoever acts and speaks.
fn described(found: &Annotations, children: &super::super::access::Children, head: usize) -> Option<Draft> {
    let token = found.tokens.get(head)?;
    let modifies = matches!(token.relation, Relation::Compound) && !ends_its_phrase(found, head);
    // "An official said": an adjective in a noun's place is a noun.
    let core = [Relation::Nsubj, Relation::NsubjPass, Relation::Obj, Relation::Obl, Relation::ObliqueAgent];
    let is_noun = matches!(token.upos, Upos::Noun | Upos::Propn)
        || (token.upos == Upos::Adj && found.has_relation(head, &core));
    if !is_noun || modifies {
        return None;
    }
    let lemma = token.lemma.to_lowercase();
    let role = role_of(&lemma)?;
    let tokens = phrase(found, children, head);
    let first = found.tokens.get(tokens.start)?;
    let number = if token.xpos.ends_with('S') || role.group { Number::Plural } else { Number::Singular };
    let bare_plural = number == Number::Plural && first.upos != Upos::Det;
    let definite = !bare_plural && !is_indefinite(found, tokens.clone());
    let gender = gender_of_word(&lemma);
    let draft = draft(found, tokens, head, role.kind, Form::Description)?;
    Some(Draft { number, gender, role: Some(role.key), definite, ..draft })
}

/// Whether the next token is no noun: "the ministry spokesperson said" has its head in "spokesperson".
fn ends_its_phrase(found: &Annotations, at: usize) -> bool {
    found.tokens.get(at + 1).is_none_or(|next| next.upos != Upos::Noun)
}

/// From the first modifier before the head up to the head, and an "of" or "for" phrase right after it.
fn phrase(found: &Annotations, children: &super::super::access::Children, head: usize) -> Range<usize> {
    let before = [
        Relation::Det,
        Relation::Amod,
        Relation::Compound,
        Relation::NmodPoss,
        Relation::Nummod,
        Relation::Nmod,
        Relation::DetPredet,
        Relation::NmodUnmarked,
        Relation::Flat,
    ];
    let start = children
        .of(head)
        .filter(|&child| child < head && found.has_relation(child, &before))
        .map(|child| found.subtree(children, child).start)
        .min()
        .unwrap_or(head);
    // A wrong parse hangs half a clause on a noun; a phrase ends at a verb or a comma.
    let breaks = |at: &usize| {
        found.tokens.get(*at).is_some_and(|token| {
            matches!(token.upos, Upos::Aux | Upos::Sconj) || token.xpos == "VBD" || token.xpos == ","
        })
    };
    let start = (start.max(head.saturating_sub(LONGEST))..head).rev().find(breaks).map_or(start, |at| at + 1);
    let follows = |child: &usize| *child > head && found.has_relation(*child, &[Relation::Nmod]);
    let after = children.of(head).filter(follows).map(|child| found.subtree(children, child));
    let end = after
        .take_while(|range| range.start == head + 1)
        .filter(|range| range.len() <= 8 && is_of_or_for(found, range.start))
        .map(|range| range.end)
        .next();
    start..end.unwrap_or(head + 1).max(head + 1)
}

fn is_of_or_for(found: &Annotations, at: usize) -> bool {
    found
        .tokens
        .get(at)
        .is_some_and(|token| matches!(token.lemma.as_str(), "of" | "for" | "at" | "from" | "with"))
}

fn is_indefinite(found: &Annotations, tokens: Range<usize>) -> bool {
    let first = found.tokens.get(tokens.start);
    first.is_some_and(|token| {
        matches!(
            token.lemma.as_str(),
            "a" | "an"
                | "another"
                | "one"
                | "some"
                | "several"
                | "many"
                | "no"
                | "any"
                | "other"
                | "two"
                | "three"
                | "every"
                | "each"
                | "most"
                | "few"
        ) || token.upos == Upos::Num
    })
}

fn pronoun(text: &str, found: &Annotations, at: usize) -> Option<Draft> {
    let word = found.word(text, at).to_lowercase();
    let first_person = matches!(word.as_str(), "i" | "me" | "my" | "mine" | "myself");
    let (kind, number) = match word.as_str() {
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => {
            (EntityKind::Person, Number::Singular)
        }
        "they" | "them" | "their" | "theirs" | "themselves" => (EntityKind::Person, Number::Plural),
        _ if first_person => (EntityKind::Person, Number::Singular),
        "it" | "its" | "itself" => (EntityKind::Other, Number::Singular),
        _ => return None,
    };
    // "It rained" names nothing.
    if found.has_relation(at, &[Relation::Expl]) {
        return None;
    }
    let draft = draft(found, at..at + 1, at, kind, Form::Pronoun)?;
    Some(Draft { number, gender: gender_of_word(&word), definite: true, first_person, ..draft })
}

fn draft(
    found: &Annotations,
    tokens: Range<usize>,
    head: usize,
    kind: EntityKind,
    form: Form,
) -> Option<Draft> {
    let sentence = found.sentence_of_token(head)?;
    let paragraph = found.sentences.get(sentence)?.paragraph;
    let subject = found.has_relation(head, &[Relation::Nsubj, Relation::NsubjPass]);
    let number = Number::Singular;
    Some(Draft {
        tokens,
        head,
        kind,
        form,
        sentence,
        paragraph,
        subject,
        number,
        gender: None,
        role: None,
        quotation: None,
        first_person: false,
        definite: false,
    })
}
