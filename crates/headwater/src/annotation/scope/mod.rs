//! What is turned or weakened: negation, modality and hedges, each with the words that it holds for.
//!
//! Cues are words of a list (`data/scopes.toml`); what a cue holds for is read off the parse: the clause of the verb that it
//! belongs to, with its subject and objects, or the phrase of the noun before which it stands. That is the scope of
//! Morante and Blanco (2012, *SEM shared task) without its gaps; clauses beside or under it that have verbs of their own
//! are left out, but for what a verb says or does ("did not say that …").

mod lexicon;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::lexicon::LEXICON;
use super::access::Children;
use super::{Annotations, Relation, Scope, ScopeKind, Upos};

/// How far a cue may stand from the word that it turns, in steps up the tree.
const STEPS: usize = 3;

/// The scopes of a text that is tagged and parsed, in order of their cues.
pub(super) fn scopes(text: &str, found: &Annotations) -> Vec<Scope> {
    let children = found.children();
    let mut scopes = Vec::new();
    for sentence in &found.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let rest = at..sentence.tokens.end;
            let words = found.word(text, at);
            if let Some(length) = longest(text, found, rest.clone(), LEXICON.affirming(words)) {
                at += length;
                continue;
            }
            let hedge = longest(text, found, rest, LEXICON.phrases(words));
            let cue =
                hedge.map(|length| (ScopeKind::Hedge, at..at + length)).or_else(|| single(text, found, at));
            let cue = cue.or_else(|| over_clause(found, &children, at));
            at = match cue {
                Some((kind, tokens)) => {
                    scopes.push(scope(found, &children, kind, tokens.clone()));
                    tokens.end
                }
                None => at + 1,
            };
        }
    }
    scopes
}

/// The length of the longest of some phrases that the tokens begin with.
fn longest(text: &str, found: &Annotations, tokens: Range<usize>, phrases: &[Vec<&str>]) -> Option<usize> {
    let begins = |words: &&Vec<&str>| {
        words.len() <= tokens.len()
            && words
                .iter()
                .zip(tokens.clone())
                .all(|(word, at)| found.word(text, at).eq_ignore_ascii_case(word))
    };
    phrases.iter().filter(begins).map(Vec::len).max()
}

fn single(text: &str, found: &Annotations, at: usize) -> Option<(ScopeKind, Range<usize>)> {
    let token = found.tokens.get(at)?;
    let kind = LEXICON.kind(found.word(text, at))?;
    let fits = match kind {
        ScopeKind::Modality => token.upos == Upos::Aux && token.xpos == "MD",
        // "May" is a month, "reported" a verb of saying and "No" a part of "No. 5".
        ScopeKind::Hedge => match token.upos {
            Upos::Aux => token.xpos == "MD",
            Upos::Verb => token.relation == Relation::Amod,
            upos => matches!(upos, Upos::Adv | Upos::Adj),
        },
        ScopeKind::Negation => !matches!(token.upos, Upos::Noun | Upos::Propn | Upos::X | Upos::Intj),
    };
    fits.then_some((kind, at..at + 1))
}

/// A word that holds for the clause that hangs from it, and for nothing where none does: "it is possible that …", "the
/// minister believes that …", "plans to close the port"; not "a possible answer", "she believed him".
fn over_clause(found: &Annotations, children: &Children, at: usize) -> Option<(ScopeKind, Range<usize>)> {
    let token = found.tokens.get(at)?;
    let passive = || found.dependents(children, at, &[Relation::AuxPass]).next().is_some();
    let kind = match token.upos {
        Upos::Verb | Upos::Adj => LEXICON.over_clause(&token.lemma, token.xpos == "VBN" && passive()),
        // "plans to close the port"; "her belief that" is a statement and read as one.
        Upos::Noun => LEXICON.over_clause(&token.lemma, false).filter(|kind| *kind == ScopeKind::Modality),
        _ => None,
    }?;
    told(found, children, at).map(|_| (kind, at..at + 1))
}

/// The clause that hangs from a word and is told by it.
fn told(found: &Annotations, children: &Children, cue: usize) -> Option<usize> {
    let noun = found.tokens.get(cue).is_some_and(|token| token.upos == Upos::Noun);
    let below: &[Relation] =
        if noun { &[Relation::Acl] } else { &[Relation::Xcomp, Relation::Ccomp, Relation::Csubj] };
    let mut all = found.dependents(children, cue, below);
    // "Plans to close" and no "plans made": a clause with "to" stands behind its noun.
    let with_to = |clause: &usize| {
        children.of(*clause).any(|mark| {
            found.has_relation(mark, &[Relation::Mark])
                && found.tokens.get(mark).is_some_and(|it| it.lemma == "to")
        })
    };
    all.find(|clause| *clause > cue && (!noun || with_to(clause)))
}

fn scope(found: &Annotations, children: &Children, kind: ScopeKind, cue: Range<usize>) -> Scope {
    let head =
        cue.clone().find(|at| found.head(*at).is_none_or(|head| !cue.contains(&head))).unwrap_or(cue.start);
    let event = event(found, children, head);
    // "The guards appear to have fired": whoever fired is the subject of the cue.
    let subject = found.dependents(children, head, &[Relation::Nsubj, Relation::NsubjPass]).next();
    let shared = event.is_some_and(|event| event != head && found.has_relation(event, &[Relation::Xcomp]));
    let subject = subject.filter(|_| shared).map(|subject| extent(found, children, subject));
    let over = match event {
        Some(event) => {
            let own = extent(found, children, event);
            let start = subject.map_or(own.start, |subject| subject.start.min(own.start));
            found.span_of(start..own.end)
        }
        None => found.span_of(cue.clone()),
    };
    Scope { kind, cue: found.span_of(cue), over, event }
}

/// The word that a cue turns or weakens.
fn event(found: &Annotations, children: &Children, cue: usize) -> Option<usize> {
    let token = found.tokens.get(cue)?;
    if token.upos == Upos::Noun
        && let Some(told) = told(found, children, cue)
    {
        return Some(told);
    }
    // "is likely to win", "it seems that", "appears to have won": what hangs from the cue.
    let below = [Relation::Xcomp, Relation::Ccomp, Relation::Csubj];
    if let Some(told) = found.dependents(children, cue, &below).next() {
        return Some(told);
    }
    match token.relation {
        // "No one came", "nobody", "none of the men": what is done by them or to them.
        Relation::Det | Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Obl => {
            over_argument(found, cue)
        }
        // "Neither the ministry nor the union": the first of the two turns the verb, the second holds for its noun.
        Relation::CcPreconj => over_argument(found, token.head?).or(token.head),
        Relation::Root => None,
        // "No longer open": it is open that it is not.
        Relation::Advmod => token.head.map(|head| {
            let passes = found.tokens.get(head).is_some_and(|word| LEXICON.passes(&word.lemma));
            found
                .head(head)
                .filter(|_| passes && found.has_relation(head, &[Relation::Advmod]))
                .unwrap_or(head)
        }),
        _ => token.head,
    }
    .or_else(|| (token.upos == Upos::Verb || token.relation == Relation::Root).then_some(cue))
}

/// The predicate that an argument or a word in it belongs to, or the noun itself where nothing governs it.
fn over_argument(found: &Annotations, word: usize) -> Option<usize> {
    let core = [Relation::Nsubj, Relation::NsubjPass, Relation::Obj, Relation::Obl, Relation::Iobj];
    let mut at = word;
    for _ in 0..STEPS {
        let head = found.head(at)?;
        if found.has_relation(at, &core) {
            return Some(head);
        }
        at = head;
        if found.has_relation(at, &[Relation::Root]) {
            break;
        }
    }
    (at != word).then_some(at)
}

/// The tokens of a predicate with what belongs to it, or of a noun phrase.
fn extent(found: &Annotations, children: &Children, event: usize) -> Range<usize> {
    let (mut first, mut last) = (event, event);
    let mut todo = vec![event];
    while let Some(at) = todo.pop() {
        (first, last) = (first.min(at), last.max(at));
        todo.extend(children.of(at).filter(|&child| belongs(found, child)));
    }
    first..last + 1
}

/// Whether what hangs from a word stands under whatever turns it: no other clause, no mark, no address.
fn belongs(found: &Annotations, child: usize) -> bool {
    let apart = [
        Relation::Conj,
        Relation::Cc,
        Relation::Parataxis,
        Relation::Punct,
        Relation::Advcl,
        Relation::AdvclRelcl,
        Relation::Mark,
        Relation::Discourse,
        Relation::Vocative,
        Relation::List,
    ];
    !found.has_relation(child, &apart)
}
