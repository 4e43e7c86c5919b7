//! Who claimed a deed: "X claimed responsibility for the attack", "the bombing was claimed by X", "X said it carried out the
//! attack", "nobody claimed responsibility".

use super::{Seed, plant};
use crate::alignment::question::Value;
use crate::alignment::question::clause::{self, Event};
use crate::alignment::question::point::{Point, Sort};
use crate::alignment::question::role::Role;
use crate::alignment::question::scene::{Scene, View};
use crate::alignment::question::words::{WORDS, holds};
use crate::annotation::{Relation, Upos};
use crate::text::Span;

/// What the answer is called of who says that nobody did.
pub(in crate::alignment::question) const NO_ONE: &str = "no one";

/// Who somebody says has claimed a deed.
struct Claimed {
    /// The word that tells of the claim.
    token: usize,
    /// The word of the deed, where it is told.
    deed: Option<usize>,
    /// The word for who claimed it; `None` where nobody did.
    who: Option<usize>,
    /// A word of the account, inside what a statement says.
    shown: usize,
}

/// The point that the word at `at` gives, if it tells who claimed a deed.
pub(super) fn of_claim(scene: &Scene<'_>, view: View<'_>, at: usize) -> Option<Point> {
    let lemma = view.lemma(at);
    let claimed = if holds(&WORDS.claimed, &lemma) {
        responsibility(view, at)
    } else if lemma == "claim" {
        passive(view, at)
    } else if holds(&WORDS.perpetrating, &lemma) {
        own_deed(scene, view, at)
    } else {
        None
    }?;
    let value = match claimed.who {
        Some(who) => name(scene, view, who)?,
        None => NO_ONE.to_owned(),
    };
    let classes = claimed.deed.map(|deed| clause::classes_of(view, deed)).unwrap_or_default();
    plant(
        scene,
        view,
        Seed {
            token: claimed.token,
            focus: view.token(claimed.shown)?.span,
            value: Value::Phrase(value),
            sort: Sort::Claimed,
            event: Event { token: Some(claimed.token), classes },
            counted: claimed.deed,
            words: Span::default(),
            reference: None,
            role: Role::default(),
        },
    )
}

/// "X claimed responsibility for it", "there was no claim of responsibility".
fn responsibility(view: View<'_>, at: usize) -> Option<Claimed> {
    let head = view.found.head(at).filter(|_| view.is(at, Upos::Noun))?;
    let verb = view.lemma(head);
    if view.found.has_relation(at, &[Relation::Obj]) && holds(&WORDS.claiming, &verb) {
        let behind = || view.child(head, &[Relation::Obl]).filter(|deed| *deed > at);
        let deed = view.child(at, &[Relation::Nmod]).or_else(behind);
        // Whoever claims it claims a deed; who takes it may do so for anything.
        let fits = deed.map_or(verb == "claim", |deed| is_deed(view, deed) || view.is(deed, Upos::Pron));
        if !fits {
            return None;
        }
        let subject = actor(view, head)?;
        let denied = is_denied(view, head);
        let who = Some(subject).filter(|subject| !is_nobody(view, *subject));
        // Who did not claim it leaves open who did.
        return (!denied || who.is_none()).then_some(Claimed { token: head, deed, who, shown: at });
    }
    // "No claim of responsibility": by nobody.
    let claim = verb == "claim" && view.is(head, Upos::Noun);
    let none = claim && view.child(head, &[Relation::Det]).is_some_and(|no| view.lemma(no) == "no");
    none.then_some(Claimed { token: head, deed: view.child(at, &[Relation::Nmod]), who: None, shown: at })
}

/// "The attack was claimed by X", "an attack claimed by X".
fn passive(view: View<'_>, at: usize) -> Option<Claimed> {
    view.token(at).filter(|token| token.xpos == "VBN")?;
    let by = |obl: &usize| view.child(*obl, &[Relation::Case]).is_some_and(|case| view.lemma(case) == "by");
    let who = view.found.dependents(view.children, at, &[Relation::Obl, Relation::ObliqueAgent]).find(by)?;
    let subject = view.child(at, &[Relation::NsubjPass]);
    let described = view.found.head(at).filter(|_| view.found.has_relation(at, &[Relation::Acl]));
    let deed = subject.or(described).filter(|deed| is_deed(view, *deed))?;
    let who = Some(who).filter(|who| !is_nobody(view, *who));
    (!is_denied(view, at)).then_some(Claimed { token: at, deed: Some(deed), who, shown: deed })
}

/// "X said it carried out the attack": whoever says so of himself claims it.
fn own_deed(scene: &Scene<'_>, view: View<'_>, at: usize) -> Option<Claimed> {
    let subject = view.child(at, &[Relation::Nsubj]).filter(|_| !is_denied(view, at))?;
    let deed = view.child(at, &[Relation::Obj]).filter(|deed| is_deed(view, *deed))?;
    let said = scene.statement(scene.owner(view, view.token(at)?.span)?)?;
    let speaker = scene.reading.entities.resolve(view.article.id, said.source.entity?)?;
    let himself = scene.entity_at(view, subject) == Some(speaker) && !said.is_narration();
    // "The attack it carried out last year": not what is said first of all.
    let told = !view.found.has_relation(at, &[Relation::AclRelcl, Relation::Acl]);
    (himself && told).then_some(Claimed { token: at, deed: Some(deed), who: Some(subject), shown: at })
}

/// Whether a word tells of an attack.
fn is_deed(view: View<'_>, at: usize) -> bool {
    let classes = clause::classes_of(view, at);
    view.is(at, Upos::Noun) && clause::are_attacks(&classes)
}

/// Who does what a verb tells, also of a verb that shares its doer with another or describes him.
fn actor(view: View<'_>, verb: usize) -> Option<usize> {
    let relative = || {
        view.found.head(verb).filter(|_| view.found.has_relation(verb, &[Relation::AclRelcl, Relation::Acl]))
    };
    let shared = || {
        let first = view.found.head(verb).filter(|_| view.found.has_relation(verb, &[Relation::Conj]))?;
        view.child(first, &[Relation::Nsubj])
    };
    let own = view.child(verb, &[Relation::Nsubj]);
    let link = own.filter(|at| holds(&WORDS.relative, &view.lemma(*at)));
    if link.is_some() { relative() } else { own.or_else(shared).or_else(relative) }
}

/// "No one", "no group", "nobody".
fn is_nobody(view: View<'_>, at: usize) -> bool {
    let no = |at: usize| matches!(view.lemma(at).as_str(), "no" | "neither" | "none");
    matches!(view.lemma(at).as_str(), "nobody" | "no-one" | "none")
        || view.child(at, &[Relation::Det]).is_some_and(no)
        || at.checked_sub(1).is_some_and(|before| view.lemma(at) == "one" && no(before))
}

fn is_denied(view: View<'_>, verb: usize) -> bool {
    view.children.of(verb).any(|at| matches!(view.lemma(at).as_str(), "not" | "n't" | "never"))
}

/// The name of whom a word stands for; `None` where nobody is named.
fn name(scene: &Scene<'_>, view: View<'_>, who: usize) -> Option<String> {
    scene.named(scene.entity_at(view, who)?).map(|entity| entity.name.clone())
}
