//! "Nobody was hurt" tells how many were: none.

use crate::alignment::question::scene::View;
use crate::annotation::{Hedge, Quantity, QuantityKind, Relation};

/// The figures of an article that stand in a word for nobody.
pub(super) fn figures(view: View<'_>) -> impl Iterator<Item = Quantity> {
    (0..view.found.tokens.len()).filter_map(move |at| figure(view, at))
}

fn figure(view: View<'_>, at: usize) -> Option<Quantity> {
    let core = [Relation::Nsubj, Relation::NsubjPass, Relation::Obj];
    let first = match view.lemma(at).as_str() {
        "nobody" | "no-one" => at,
        "one" => at.checked_sub(1).filter(|before| view.lemma(*before) == "no")?,
        _ => return None,
    };
    // "No one else", "no one of them in the hall".
    let narrowed = view.child(at, &[Relation::Amod, Relation::Nmod, Relation::AclRelcl]).is_some()
        || matches!(view.lemma(at + 1).as_str(), "else" | "but" | "other");
    (view.found.has_relation(at, &core) && !narrowed).then(|| Quantity {
        span: view.found.span_of(first..at + 1),
        low: Some(0.0),
        high: Some(0.0),
        hedge: Hedge::Exactly,
        kind: QuantityKind::Count,
        rule: None,
        unit: None,
        counts: None,
        counted: None,
    })
}
