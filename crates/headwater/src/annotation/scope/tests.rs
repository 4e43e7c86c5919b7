//! Scopes of sentences written for the purpose.

use crate::annotation::{ScopeKind, annotate};
use crate::article::Article;

/// Cue, kind, what it is over, and the word that it turns.
fn read(text: &str) -> Vec<(String, ScopeKind, String, String)> {
    let article = Article::of_text(text.to_owned());
    let found = annotate(&article).value;
    let own = |scope: &crate::annotation::Scope| {
        let event = scope.event.map_or("", |at| found.word(text, at));
        (scope.cue.of(text).to_owned(), scope.kind, scope.over.of(text).to_owned(), event.to_owned())
    };
    found.scopes.iter().map(own).collect()
}

fn is(found: &[(String, ScopeKind, String, String)], cue: &str, kind: ScopeKind, over: &str, event: &str) {
    let wanted = (cue.to_owned(), kind, over.to_owned(), event.to_owned());
    assert!(found.contains(&wanted), "{wanted:?} is not in {found:#?}");
}

#[test]
fn a_negated_clause_has_its_subject_and_its_objects() {
    let found = read("The ministry did not release the names, and the union went on.");
    is(&found, "not", ScopeKind::Negation, "The ministry did not release the names", "release");
}

#[test]
fn a_no_before_a_noun_turns_the_verb() {
    let found = read("No officers entered the yard on Tuesday.");
    is(&found, "No", ScopeKind::Negation, "No officers entered the yard on Tuesday", "entered");
}

#[test]
fn without_turns_what_follows() {
    let found = read("The dockers left the country without visas.");
    is(&found, "without", ScopeKind::Negation, "without visas", "visas");
}

#[test]
fn helping_verbs_are_modal_or_hedges() {
    let found = read("The director must resign. The strike may end on Friday.");
    is(&found, "must", ScopeKind::Modality, "The director must resign", "resign");
    is(&found, "may", ScopeKind::Hedge, "The strike may end on Friday", "end");
}

#[test]
fn hedges_hold_for_clause_or_phrase() {
    let found = read("The officers allegedly fired into the crowd. A suspected bomb was found.");
    is(&found, "allegedly", ScopeKind::Hedge, "The officers allegedly fired into the crowd", "fired");
    is(&found, "suspected", ScopeKind::Hedge, "A suspected bomb", "bomb");
}

#[test]
fn a_hedge_above_a_clause_holds_for_it() {
    let found = read("The guards appear to have fired first.");
    is(&found, "appear to", ScopeKind::Hedge, "The guards appear to have fired first", "fired");
}

#[test]
fn what_is_thought_or_possible_is_hedged_and_what_is_planned_is_modal() {
    let found = read("It is possible that the bridge fell. The minister believes that the dam was weak.");
    is(&found, "possible", ScopeKind::Hedge, "the bridge fell", "fell");
    is(&found, "believes", ScopeKind::Hedge, "the dam was weak", "weak");
    let found = read("The port is said to have closed. The city plans to sell the yard.");
    is(&found, "said", ScopeKind::Hedge, "The port is said to have closed", "closed");
    is(&found, "plans", ScopeKind::Modality, "The city plans to sell the yard", "sell");
    let found = read("The council rejected a plan to sell the yard.");
    is(&found, "plan", ScopeKind::Modality, "sell the yard", "sell");
}

#[test]
fn words_without_a_clause_under_them_turn_nothing() {
    let found = read("Nils gave a possible answer. She believed him. The plan was old. Police said he fled.");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn months_and_verbs_of_saying_are_no_hedges() {
    let found = read("Police reported two deaths in May.");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_leaves_no_doubt_is_not_denied() {
    let found =
        read("There is no doubt that the bridge fell. No fewer than 40 dockers came, not only on Monday.");
    assert!(found.iter().all(|(_, kind, ..)| *kind != ScopeKind::Negation), "{found:#?}");
    let found = read("There is no proof that the bridge fell.");
    assert!(found.iter().any(|(_, kind, ..)| *kind == ScopeKind::Negation), "{found:#?}");
}
