//! What a clause makes of what it tells: that it is so, what for, whether, or not yet.

use super::scene::View;
use super::words::{WORDS, holds};
use crate::annotation::{Relation, Upos};

/// What a clause makes of what it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// That it is so.
    Asserted,
    /// What for, or which ("to flee the country", "those fleeing").
    Meant,
    /// Whether, or if.
    Supposed,
    /// That it is not so yet ("no one has claimed it yet"): it may be said later.
    Open,
}

/// How a clause that says that something is so stands to it in time: it was or is, it may be, or it will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Told,
    /// "May", "could".
    Possible,
    /// "Will", "should", "plans to".
    Coming,
}

/// The status of a clause of which these are the predicate and the words that carry it.
pub(super) fn status(view: View<'_>, chain: &[usize], planned: bool) -> Status {
    let helps = |words: &[String]| {
        chain.iter().any(|at| {
            let mut helping = view.found.dependents(view.children, *at, &[Relation::Aux]);
            helping.any(|aux| holds(words, &view.lemma(aux)))
        })
    };
    // "The yard is to close".
    let bound = |at: &usize| *at > 1 && view.lemma(at - 1) == "to" && view.lemma(at - 2) == "be";
    if helps(&WORDS.possible) {
        Status::Possible
    } else if planned || chain.iter().any(bound) || helps(&WORDS.coming) {
        Status::Coming
    } else {
        Status::Told
    }
}

/// Whether a clause, of which these are the predicate and the words that carry it, says that something is so.
pub(super) fn mood(view: View<'_>, chain: &[usize]) -> Mood {
    let Some(&top) = chain.last() else { return Mood::Asserted };
    let marks_of = |head: usize, so: &dyn Fn(&str) -> bool| {
        view.found.dependents(view.children, head, &[Relation::Mark]).any(|at| so(&view.lemma(at)))
    };
    let marked = |so: &dyn Fn(&str) -> bool| marks_of(top, so);
    // "Whether it was completed or is ended", "must either be ended or concluded": what is told beside it is no surer.
    let first = view.found.head(top).filter(|_| view.found.has_relation(top, &[Relation::Conj]));
    let either = |head: usize| {
        let open = |at: usize| matches!(view.lemma(at).as_str(), "either" | "whether");
        view.found.dependents(view.children, head, &[Relation::CcPreconj, Relation::Advmod]).any(open)
    };
    let open = either(top)
        || first.is_some_and(|head| {
            either(head) || marks_of(head, &|mark| holds(&WORDS.supposing, mark)) && !marked(&|_| true)
        });
    let infinitive =
        marked(&|mark| mark == "to") || top > 0 && view.lemma(top - 1) == "to" && view.is(top, Upos::Verb);
    let which = view.found.has_relation(top, &[Relation::Acl]) && view.is_ing(top);
    // "Experts are sceptical that it would", "it is unlikely that it will".
    let doubted = || {
        let governed = [Relation::Ccomp, Relation::Acl, Relation::Csubj, Relation::Advcl];
        let head = view.found.head(top).filter(|_| view.found.has_relation(top, &governed));
        // "There is no doubt that": that is no doubt.
        let unsaid = |head: usize| view.children.of(head).any(|at| holds(&WORDS.denied, &view.lemma(at)));
        head.is_some_and(|head| holds(&WORDS.doubting, &view.lemma(head)) && !unsaid(head))
    };
    // "Not paying tribute would have been an outrage": nobody says that it was or was not paid.
    let imagined = || {
        let head = view
            .found
            .head(top)
            .filter(|_| view.found.has_relation(top, &[Relation::Csubj, Relation::CsubjPass]));
        let would = |head: usize| {
            let mut helping = view.found.dependents(view.children, head, &[Relation::Aux]);
            helping.any(|at| holds(&WORDS.supposed, &view.lemma(at)))
        };
        head.is_some_and(would)
    };
    // "Don't build it so": nobody says that it was not.
    let commanded = || {
        let helped = |at: usize| view.lemma(at) != "do";
        view.token(top).is_some_and(|token| token.xpos == "VB")
            && view
                .child(top, &[Relation::Nsubj, Relation::NsubjPass, Relation::Mark, Relation::Csubj])
                .is_none()
            && !view.found.dependents(view.children, top, &[Relation::Aux]).any(helped)
            && !view.found.has_relation(top, &[Relation::Conj, Relation::Xcomp])
    };
    // "What is a full moon?" says nothing.
    let last = view.sentence(top).end.checked_sub(1);
    let asked = last.is_some_and(|last| view.found.word(&view.article.text, last) == "?");
    if open
        || asked
        || is_generic(view, top)
        || marked(&|mark| holds(&WORDS.supposing, mark))
        || doubted()
        || imagined()
        || is_conditional(view, top)
    {
        Mood::Supposed
    } else if infinitive || which || commanded() {
        Mood::Meant
    } else {
        Mood::Asserted
    }
}

/// "Will burst if it rains", "would have burst had it rained": that depends, or did not happen.
fn is_conditional(view: View<'_>, top: usize) -> bool {
    let helps = |so: &dyn Fn(&str) -> bool| {
        view.found.dependents(view.children, top, &[Relation::Aux]).any(|at| so(&view.lemma(at)))
    };
    if helps(&|word| word == "would") && helps(&|word| word == "have") {
        return true;
    }
    let marks = |at: usize| matches!(view.lemma(at).as_str(), "if" | "unless");
    let depends = |clause: usize| view.found.dependents(view.children, clause, &[Relation::Mark]).any(marks);
    let sentence = view.sentence(top);
    // The parse may hang the condition on whoever says it.
    let opens = marks(sentence.start) && sentence.start < top;
    let goes_on = || {
        let next = (top + 1..sentence.end.min(top + CONDITION)).take_while(|&at| !view.is(at, Upos::Punct));
        next.take_while(|&at| !view.is(at, Upos::Verb)).any(marks)
    };
    let given = || view.found.dependents(view.children, top, &[Relation::Advcl]).any(depends);
    let modal = |word: &str| holds(&WORDS.supposed, word) || matches!(word, "will" | "shall");
    helps(&modal) && (opens || given() || goes_on())
}

/// A condition begins at most so many words after its verb.
const CONDITION: usize = 10;

/// "Migrants who commit crimes should be deported": of people of whom none are told, it says only which.
fn is_generic(view: View<'_>, top: usize) -> bool {
    let present = view.token(top).is_some_and(|token| token.xpos == "VBP");
    let relative = view.found.has_relation(top, &[Relation::AclRelcl]);
    let told = [Relation::Det, Relation::Nummod, Relation::NmodPoss, Relation::Amod];
    let first = view.found.subtree(view.children, top).start;
    let loose = first.checked_sub(1).is_some_and(|before| view.is(before, Upos::Punct));
    let bare = view.found.head(top).is_some_and(|noun| {
        view.token(noun).is_some_and(|token| token.xpos == "NNS") && view.child(noun, &told).is_none()
    });
    present && relative && bare && !loose
}
