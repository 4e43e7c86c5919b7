//! A clause in words: who does what to whom.

use std::collections::BTreeSet;

use super::super::predication::{LONGEST, Predication, any_of, is_clause, phrase};
use super::super::scene::{Scene, View};
use super::super::words::{WORDS, holds};
use super::{MOST, small, trimmed, words};
use crate::annotation::{Relation, Upos, is_nationality};
use crate::text::Span;

/// A clause in words.
pub(super) enum Told {
    /// A sentence: somebody or something, and a verb in a tense ("police cleared the camp").
    Sentence(String),
    /// A noun that stands by itself ("the abuse of prisoners").
    Phrase(String),
    /// Words that are neither.
    Pieces(String),
}

/// Words of a subject at most: longer ones are lists or misread.
const SUBJECT: usize = 12;
/// Words of what a predicate governs at most, where it says nothing without.
const FOLLOWING: usize = 14;
/// Words of what hangs by "of" from a subject or an object at most.
const OF: usize = 12;
/// Words of a phrase at most, but for what hangs from it by "of".
const PHRASE: usize = 11;

/// Who does what to whom, in the words of a clause, without those of `left_out` and without those that deny it.
pub(super) fn told(scene: &Scene<'_>, clause: &Predication, left_out: Option<Span>) -> Option<Told> {
    let view = scene.view(clause.article)?;
    let (mut tokens, clipped) = clause_tokens(view, clause);
    tokens.retain(|at| left_out.is_none_or(|out| !is_of(view, *at, out)));
    let mut text = written(scene, view, clause, &tokens);
    if clipped {
        text.push_str(" …");
    }
    if text.is_empty() {
        return None;
    }
    Some(if is_sentence(scene, view, clause, &tokens) && text.contains(' ') {
        Told::Sentence(text)
    } else if is_phrase(view, clause, &tokens) {
        Told::Phrase(text)
    } else {
        Told::Pieces(text)
    })
}

/// The words of some tokens, with the marks between neighbours that belong to words and lists.
fn written(scene: &Scene<'_>, view: View<'_>, clause: &Predication, tokens: &[usize]) -> String {
    let text = &view.article.text;
    let mut out = String::new();
    let mut last: Option<usize> = None;
    for &at in tokens {
        let Some(token) = view.token(at) else { continue };
        let word = token.span.of(text);
        let word = match named(scene, view, clause, at) {
            Some(name) => {
                name.strip_prefix("The ").map_or_else(|| name.to_owned(), |name| format!("the {name}"))
            }
            None if token.upos == Upos::Det => small(word),
            None if begins(view, at) && token.upos != Upos::Propn && !is_nationality(word) => small(word),
            // "No one claimed it" answers whether anyone did.
            None => clause.denied.then(|| any_of(&view.lemma(at))).flatten().unwrap_or(word).to_owned(),
        };
        if let Some(before) = last {
            let between =
                view.token(before).map_or(token.span.start, |token| token.span.end)..token.span.start;
            out.push_str(joint(text.get(between).unwrap_or_default()));
        }
        out.push_str(&word);
        last = Some(at);
    }
    trimmed(&words(&out))
}

/// The name of whom a pronoun stands for that is the subject of a clause.
fn named<'s>(scene: &'s Scene<'_>, view: View<'_>, clause: &Predication, at: usize) -> Option<&'s str> {
    let subject = Some(at) == clause.subject && view.is(at, Upos::Pron);
    let entity = scene.reading.entities.get(scene.entity_at(view, at).filter(|_| subject)?)?;
    let said = view.found.word(&view.article.text, at);
    (!entity.name.eq_ignore_ascii_case(said)).then_some(entity.name.as_str())
}

/// Whether a token begins its sentence, or what somebody says in it: its capital tells nothing.
fn begins(view: View<'_>, at: usize) -> bool {
    let first = view.sentence(at).start == at;
    first
        || at
            .checked_sub(1)
            .is_some_and(|before| view.is(before, Upos::Punct) && !view.lemma(before).starts_with([',', '-']))
}

/// What stands between two words of a label: nothing or a hyphen inside words, a comma in lists, or else a space.
fn joint(between: &str) -> &str {
    let inside = |letter: char| matches!(letter, '-' | '–' | '/' | '.' | '’' | '\'');
    match between {
        marks if marks.chars().all(inside) => marks,
        marks if marks.trim() == "," => ", ",
        _ => " ",
    }
}

/// Whether some tokens of a clause make a sentence: a subject that says who or what, before a verb in a tense.
fn is_sentence(scene: &Scene<'_>, view: View<'_>, clause: &Predication, tokens: &[usize]) -> bool {
    let top = clause.carriers.last().copied().unwrap_or(clause.token);
    let helping = [Relation::Aux, Relation::AuxPass, Relation::Cop];
    let chain = || std::iter::once(top).chain(std::iter::once(clause.token));
    let verbs = chain().chain(chain().flat_map(|at| view.found.dependents(view.children, at, &helping)));
    let tensed = |at: &usize| {
        view.token(*at).is_some_and(|token| matches!(token.xpos.as_str(), "VBD" | "VBZ" | "VBP" | "MD"))
    };
    let Some(verb) = verbs.filter(|at| tokens.contains(at)).filter(tensed).min() else { return false };
    let marked =
        view.found.dependents(view.children, top, &[Relation::Mark]).any(|at| view.lemma(at) == "to");
    let says_who = |head: &usize| {
        let Some(token) = view.token(*head) else { return false };
        let pronoun = matches!(token.upos, Upos::Pron | Upos::Det);
        let known = named(scene, view, clause, *head).is_some();
        *head < verb && tokens.contains(head) && (!pronoun || known || any_of(&view.lemma(*head)).is_some())
    };
    let subject = [clause.subject, clause.object].into_iter().flatten().find(says_who);
    let first_words = subject.is_some_and(|head| phrase(view, head).len() <= SUBJECT);
    let spoken = |at: &usize| holds(&WORDS.spoken, &view.lemma(*at));
    let joins = |at: &usize| {
        matches!(view.token(*at).map(|token| token.upos), Some(Upos::Adp | Upos::Sconj | Upos::Cconj))
    };
    !marked && first_words && !tokens.first().is_some_and(joins) && !tokens.iter().any(spoken)
}

/// Whether some tokens of a clause without a subject stand by themselves.
fn is_phrase(view: View<'_>, clause: &Predication, tokens: &[usize]) -> bool {
    let noun = view.is(clause.token, Upos::Noun) && view.child(clause.token, &[Relation::Cop]).is_none();
    let pronoun = |at: &usize| view.is(*at, Upos::Pron);
    let verb = |at: &usize| {
        view.token(*at).is_some_and(|token| matches!(token.xpos.as_str(), "VBD" | "VBZ" | "VBP" | "MD"))
    };
    tokens.len() > 1 && noun && !tokens.iter().any(|at| pronoun(at) || verb(at))
}

/// Whether a word is of a stretch of text, or is the preposition before it.
fn is_of(view: View<'_>, at: usize, span: Span) -> bool {
    let inside = |token: usize| view.token(token).is_some_and(|token| span.overlaps(token.span));
    let before = |token: usize| view.is(token, Upos::Adp);
    inside(at) || before(at) && (inside(at + 1) || view.found.head(at).is_some_and(inside))
}

/// The words of a clause that tell who does what to whom, in order, and whether more belongs to them than is taken.
fn clause_tokens(view: View<'_>, clause: &Predication) -> (Vec<usize>, bool) {
    let mut kept: BTreeSet<usize> = BTreeSet::from([clause.token]);
    let helping = [
        Relation::Aux,
        Relation::AuxPass,
        Relation::Cop,
        Relation::CompoundPrt,
        Relation::Mark,
        Relation::Expl,
    ];
    for at in std::iter::once(clause.token).chain(clause.carriers.iter().copied()) {
        kept.insert(at);
        kept.extend(view.found.dependents(view.children, at, &helping).filter(|child| {
            !view.found.has_relation(*child, &[Relation::Mark]) || view.lemma(*child) == "to"
        }));
    }
    if view.token(clause.token).is_some_and(|token| token.upos != Upos::Verb) {
        kept.extend(nearest(view, clause.token, MOST).0);
    }
    // What stands between the helping words and the predicate carries it ("having difficulty securing").
    if let Some(first) = kept.first().copied().filter(|first| clause.token - first.min(&clause.token) <= 6) {
        let light = |at: &usize| {
            view.token(*at).is_some_and(|token| {
                matches!(token.upos, Upos::Verb | Upos::Noun | Upos::Part | Upos::Adj | Upos::Aux)
            })
        };
        kept.extend((first..clause.token).filter(light));
    }
    for head in [clause.subject, clause.object].into_iter().flatten() {
        kept.extend(nearest(view, head, PHRASE).0);
    }
    // "The order to clear the camp came": what the parse gives for a second subject belongs to the first.
    let second = view.found.dependents(view.children, clause.token, &[Relation::Nsubj]);
    let first = clause.subject.filter(|head| view.found.head(*head) == Some(clause.token));
    for head in second.filter(|at| first.is_some_and(|first| first < *at) && *at < clause.token) {
        kept.extend(phrase(view, head));
    }
    let clipped = complete(view, clause, &mut kept);
    (kept.into_iter().filter(|at| is_shown(view, *at, clause.denied)).collect(), clipped)
}

/// Adds what follows the predicate of a clause, as far as it is short; the first of it however long where the clause
/// would say nothing without it ("Intel has managed to combine …"). Whether that had to be cut.
fn complete(view: View<'_>, clause: &Predication, kept: &mut BTreeSet<usize>) -> bool {
    let adjuncts =
        [Relation::Obl, Relation::Xcomp, Relation::OblUnmarked, Relation::Ccomp, Relation::ObliqueAgent];
    // "gave its blessing to discuss it": what it is for belongs to what is said.
    let aims = |at: &usize| {
        let to = |mark: usize| view.lemma(mark) == "to";
        view.found.dependents(view.children, *at, &[Relation::Mark]).any(to)
    };
    let aims = view.found.dependents(view.children, clause.token, &[Relation::Advcl]).filter(aims);
    let adjuncts = view.found.dependents(view.children, clause.token, &adjuncts).chain(aims);
    let mut says = clause.object.is_some_and(|object| object > clause.token && kept.contains(&object));
    let mut left_out = None;
    let mut cut_short = false;
    for head in adjuncts.filter(|at| *at > clause.token) {
        let governed =
            is_clause(view, head) || view.found.has_relation(head, &[Relation::Xcomp, Relation::Ccomp]);
        if kept.len() >= MOST {
            cut_short |= governed;
            continue;
        }
        let (own, whole) = nearest(view, head, PHRASE);
        let tree = view.found.subtree(view.children, head);
        // "at the hands" says nothing without "of the police".
        if governed && tree.len() <= FOLLOWING && tree.start > clause.token {
            kept.extend(tree);
            says = true;
        } else if whole && !governed {
            kept.extend(own);
            says = true;
        } else {
            cut_short |= governed;
            left_out = left_out.or(Some(head));
        }
    }
    let Some(head) = left_out.filter(|_| !says) else { return cut_short };
    let tree = view.found.subtree(view.children, head);
    let mut end = tree.end.min(tree.start.max(clause.token + 1) + FOLLOWING);
    let clipped = end < tree.end;
    let hangs = |at: usize| {
        matches!(
            view.token(at).map(|token| token.upos),
            Some(Upos::Adp | Upos::Det | Upos::Cconj | Upos::Sconj | Upos::Punct | Upos::Part | Upos::Aux)
        )
    };
    while clipped && end > head + 1 && hangs(end - 1) {
        end -= 1;
    }
    kept.extend(tree.start.max(clause.token + 1)..end);
    clipped
}

/// Whether a word has its place in a label: no mark, no word that denies.
fn is_shown(view: View<'_>, at: usize, denied: bool) -> bool {
    let Some(token) = view.token(at) else { return false };
    let lemma = view.lemma(at);
    let denies = denied && matches!(lemma.as_str(), "not" | "n't" | "never");
    !(token.upos == Upos::Punct || denies || matches!(lemma.as_str(), "which" | "who"))
}

/// The words of a phrase: the head with what stands before it, then what follows, whole, while it is short enough; and
/// whether nothing was left out without which it says less than it seems to ("of" phrases, lists).
fn nearest(view: View<'_>, head: usize, most: usize) -> (Vec<usize>, bool) {
    let mut kept = vec![head];
    let joining = [Relation::Cc, Relation::Punct];
    let (before, after): (Vec<usize>, Vec<usize>) = view.children.of(head).partition(|child| *child < head);
    for child in before {
        let mark = view.found.has_relation(child, &[Relation::Mark]) && view.lemma(child) != "to";
        if !mark && !view.found.has_relation(child, &joining) && !is_clause(view, child) {
            kept.extend(phrase(view, child));
        }
    }
    let mut whole = true;
    for child in after
        .into_iter()
        .filter(|child| !is_clause(view, *child) && !view.found.has_relation(*child, &[Relation::Punct]))
    {
        let own = phrase(view, child);
        let of = view.found.has_relation(child, &[Relation::Nmod])
            && view.child(child, &[Relation::Case]).is_some_and(|case| view.lemma(case) == "of");
        let listed = view.found.has_relation(child, &[Relation::Conj]);
        // A phrase that is read only in part has gaps.
        if own.len() >= LONGEST || kept.len() + own.len() > most && !(of && own.len() <= OF) {
            whole &= !of && !listed;
            break;
        }
        kept.extend(own);
    }
    (kept, whole)
}
