//! What the claims of a matter amount to (MODEL, "Findings of a matter").

use super::matter::Weighed;
use super::{Finding, OriginCount};
use crate::alignment::question::{Agreement, Fit};
use crate::statement::Stance;

/// The findings, sorted, the most consequential first.
pub(super) fn findings(relation: Agreement, claims: &[Weighed]) -> Vec<Finding> {
    let mut found: Vec<Finding> = difference(relation).into_iter().collect();
    found.extend(is_disputed(claims).then_some(Finding::Disputed));
    found.extend(claims.iter().any(|claim| !claim.mouths.is_empty()).then_some(Finding::SpeakerDiffers));
    if relation != Agreement::SpeakerDiffers {
        found.extend(standing(claims));
    }
    if found.is_empty() {
        found.push(Finding::Uncorroborated);
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn difference(relation: Agreement) -> Option<Finding> {
    match relation {
        Agreement::Agree => None,
        // Values that replace each other still differ; the matter says that they do so in time.
        Agreement::ValuesDiffer | Agreement::Update => Some(Finding::ValuesDiffer),
        Agreement::SpeakerDiffers => Some(Finding::SpeakerDiffers),
        Agreement::WordingDiffers => Some(Finding::WordingDiffers),
    }
}

/// Whether somebody denies what somebody else asserts or confirms. What only speaks of it and may say something else denies
/// nothing, nor can it be denied.
fn is_disputed(claims: &[Weighed]) -> bool {
    let says = |claim: &&Weighed| claim.said.iter().any(|member| member.fit > Fit::Unsure);
    let on = |side: Side| claims.iter().filter(says).filter(move |claim| side_of(claim.claim.stance) == side);
    on(Side::Denies).any(|denial| on(Side::Affirms).any(|claim| !claim.same_origins(denial)))
}

/// How many origins stand behind the claims that more than one article carries.
fn standing(claims: &[Weighed]) -> Vec<Finding> {
    let Some(side) = claims.iter().map(|claim| side_of(claim.claim.stance)).min() else { return Vec::new() };
    let counted = claims.iter().filter(|it| side_of(it.claim.stance) == side && it.claim.articles.len() > 1);
    counted.map(|claim| of_count(&claim.claim.origins)).collect()
}

fn of_count(origins: &OriginCount) -> Finding {
    match (origins.start(), origins.end()) {
        (_, 0..=1) => Finding::SingleOrigin,
        (0..=1, _) => Finding::PossiblyCorroborated,
        _ => Finding::Corroborated,
    }
}

/// Which side of an answer a stance is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// Asserts or confirms it.
    Affirms,
    /// Denies it.
    Denies,
    /// Refuses to say.
    Declines,
    /// Asks.
    Asks,
}

/// The side that a stance is on.
pub(super) fn side_of(stance: Stance) -> Side {
    match stance {
        Stance::Asserts | Stance::Confirms => Side::Affirms,
        Stance::Denies => Side::Denies,
        Stance::Declines => Side::Declines,
        Stance::Asks => Side::Asks,
    }
}
