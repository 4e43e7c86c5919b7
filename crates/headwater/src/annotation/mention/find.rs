//! Finding the mentions: names, descriptions by their head noun, third-person pronouns.

use std::ops::Range;

use super::lexicon::{Gender, gender_of_name, gender_of_word, role_of};
use super::marks::Marks;
use super::{Draft, Name, Number, given, predicate};
use crate::annotation::{Annotations, EntityKind, Form, Relation, Upos};

/// Most tokens before the head of a description.
const LONGEST: usize = 12;

/// All mentions, in order of place; of two at one place the longer comes first.
pub(super) fn mentions(text: &str, found: &Annotations, names: Vec<Name>) -> Vec<Draft> {
    let names = given::settled(text, found, names);
    let in_name = given::in_names(found, &names);
    let children = found.children();
    let free = |token: &usize| !in_name.get(*token).copied().unwrap_or(true);
    let mut drafts: Vec<Draft> = names.into_iter().filter_map(|name| named(text, found, name)).collect();
    let descriptions = (0..found.tokens.len()).filter(free).filter_map(|at| described(found, &children, at));
    drafts.extend(descriptions);
    let names: Vec<(Range<usize>, EntityKind)> = drafts
        .iter()
        .filter(|draft| draft.form == Form::Name)
        .map(|draft| (draft.tokens.clone(), draft.kind))
        .collect();
    let said = (0..found.tokens.len()).filter(free);
    drafts.extend(said.filter_map(|at| said_of(text, found, &children, &names, at)));
    drafts.extend((0..found.tokens.len()).filter(free).filter_map(|at| pronoun(text, found, at)));
    drafts.sort_by_key(|draft| (draft.tokens.start, std::cmp::Reverse(draft.tokens.end), draft.head));
    let quotations = quotations(text, found);
    for draft in &mut drafts {
        let place = quotations.partition_point(|quotation| quotation.end <= draft.head);
        draft.quotation = quotations.get(place).filter(|quotation| quotation.contains(&draft.head)).cloned();
        if draft.form != Form::Pronoun {
            draft.marks = Marks::of(text, found, &draft.tokens, draft.head);
        }
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
        // "Kang Tae-in": what a hyphen joins to a name looks like a preposition.
        if found.word(text, at - 1) == "-" {
            return false;
        }
        let loose = found
            .tokens
            .get(at)
            .is_some_and(|token| matches!(token.upos, Upos::Adp | Upos::Cconj | Upos::Det));
        loose || found.owns(text, at) || matches!(found.word(text, at), "," | "of")
    };
    while tokens.len() > 1 && hangs_on(tokens.end - 1) {
        tokens.end -= 1;
    }
    tokens
}

/// The token of a range that hangs from outside of it; the last one where the parse has several.
pub(super) fn head_of(found: &Annotations, tokens: Range<usize>) -> Option<usize> {
    let outside = |at: &usize| found.head(*at).is_none_or(|head| !tokens.contains(&head));
    tokens
        .clone()
        .rev()
        .filter(|at| found.tokens.get(*at).is_some_and(|token| token.upos != Upos::Punct))
        .find(outside)
}

/// By a title before the name, or by the given name that it begins with.
pub(super) fn gender_of_person(text: &str, found: &Annotations, tokens: Range<usize>) -> Option<Gender> {
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
    let lemma = token.lemma.to_lowercase();
    // "Ex-president Ana Verick" is one word, and may be taken for an adjective.
    let office = lemma.strip_prefix("ex-");
    let is_noun = matches!(token.upos, Upos::Noun | Upos::Propn)
        || (token.upos == Upos::Adj && (found.has_relation(head, &core) || office.is_some()));
    if !is_noun || modifies {
        return None;
    }
    let role = role_of(office.unwrap_or(&lemma))?;
    let tokens = phrase(found, children, head);
    let first = found.tokens.get(tokens.start)?;
    let number = if token.xpos.ends_with('S') || role.group { Number::Plural } else { Number::Singular };
    let bare_plural = number == Number::Plural && first.upos != Upos::Det;
    let definite = !bare_plural && !is_indefinite(found, tokens.clone());
    let gender = gender_of_word(&lemma);
    let draft = draft(found, tokens, head, role.kind, Form::Description)?;
    Some(Draft { number, gender, role: Some(role.key), definite, ..draft })
}

/// A noun that no list knows, of which the text says itself that it is somebody: in apposition to a name, or beside a form
/// of "be" whose subject is one person.
fn said_of(
    text: &str,
    found: &Annotations,
    children: &super::super::access::Children,
    names: &[(Range<usize>, EntityKind)],
    head: usize,
) -> Option<Draft> {
    let token = found.tokens.get(head)?;
    if token.upos != Upos::Noun || token.xpos.ends_with('S') || role_of(&token.lemma.to_lowercase()).is_some()
    {
        return None;
    }
    let kind = predicate::kind_of(text, found, children, names, head)?;
    let tokens = phrase(found, children, head);
    let first = found.word(text, tokens.start).to_lowercase();
    if !matches!(first.as_str(), "the" | "a" | "an" | "his" | "her" | "its" | "their") {
        return None;
    }
    let definite = !matches!(first.as_str(), "a" | "an");
    let gender = gender_of_word(&token.lemma);
    Some(Draft { gender, definite, ..draft(found, tokens, head, kind, Form::Description)? })
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
        told: sentence,
        aside: false,
        credited: false,
        paragraph,
        subject,
        number,
        gender: None,
        role: None,
        quotation: None,
        first_person: false,
        definite: false,
        marks: Marks::default(),
    })
}
