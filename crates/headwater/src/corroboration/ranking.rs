//! The order in which a reader should see the matters, and who is silent on each.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Matter};
use crate::alignment::Reading;
use crate::alignment::passage::PassageKind;
use crate::alignment::question::Fit;
use crate::alignment::question::{About, near};
use crate::alignment::union::Union;
use crate::article::ArticleId;
use crate::statement::StatementId;
use crate::text::Span;

/// Puts the most consequential matters first, and notes the articles on the story that carry no claim of each.
pub(super) fn rank(reading: Reading<'_>, matters: &mut Vec<Matter>) {
    let stories = stories(reading, matters);
    let shared = |matter: &Matter| {
        if matter.is_lone() { Vec::new() } else { matter.statements().into_iter().collect() }
    };
    let near = near::near(reading, &matters.iter().map(shared).collect::<Vec<_>>());
    for (matter, near) in matters.iter_mut().zip(near) {
        let speaking = carriers(reading, near.iter().copied());
        matter.silent = if matter.is_lone() { Vec::new() } else { silent(reading, &stories, matter) };
        matter.silent.retain(|article| !speaking.contains(article));
        matter.near = near;
    }
    let own = std::mem::take(matters).into_iter();
    let mut ordered: Vec<(usize, Matter)> = own.map(|matter| (certainty(reading, &matter), matter)).collect();
    ordered.sort_by_cached_key(|(sure, matter)| consequence(matter, *sure, false));
    let told = told(reading, ordered.iter().map(|(_, matter)| matter));
    let mut ordered: Vec<(bool, (usize, Matter))> = told.into_iter().zip(ordered).collect();
    ordered.sort_by_cached_key(|(told, (sure, matter))| consequence(matter, *sure, *told));
    matters.extend(ordered.into_iter().map(|(_, (_, matter))| matter));
}

/// How many of its sentences a matter shares with one before it, at least, to show a reader little that is new: so many
/// of four.
const TOLD: usize = 3;

/// Which matters, in this order, stand in sentences that one matter before them has shown already and show no difference.
/// Figures are counted apart: one sentence gives several.
fn told<'m>(reading: Reading<'_>, matters: impl Iterator<Item = &'m Matter>) -> Vec<bool> {
    let mut shown: BTreeMap<(ArticleId, Span), Vec<usize>> = BTreeMap::new();
    let mut voiced: Vec<usize> = Vec::new();
    let mut is_told = |(place, matter): (usize, &Matter)| {
        if matter.is_lone() {
            return false;
        }
        let own = matter.statements();
        let own = own.iter().filter_map(|id| reading.statements.get(id.index()));
        let own: BTreeSet<(ArticleId, Span)> = own.map(|said| (said.article, said.sentence)).collect();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for before in own.iter().filter_map(|sentence| shown.get(sentence)).flatten() {
            *shared.entry(*before).or_default() += 1;
        }
        let has = |kinds: &[Finding]| matter.findings.iter().any(|finding| kinds.contains(finding));
        let seen = |before: &usize| shared.get(before).is_some_and(|own_too| own_too * 4 >= own.len() * TOLD);
        let differs = has(&[Finding::Disputed, Finding::ValuesDiffer]);
        let speakers = has(&[Finding::SpeakerDiffers]);
        // Whose words they are is told once, whatever else is asked of the same sentences.
        let told = !differs
            && match speakers {
                true => voiced.iter().any(seen),
                false => shared.keys().any(seen) && matter.about != About::Number,
            };
        if speakers && !told {
            voiced.push(place);
        }
        if !told {
            own.into_iter().for_each(|sentence| shown.entry(sentence).or_default().push(place));
        }
        told
    };
    matters.enumerate().map(&mut is_told).collect()
}

/// How sure it is that the articles of a matter speak to one point: four where two of them surely do, two where more than
/// two seem to, and one where only two seem to. Of pairs that were read by hand those of matters of two articles are right
/// in 70 of a hundred, those of wider ones in 82.
fn certainty(reading: Reading<'_>, matter: &Matter) -> usize {
    let members =
        matter.claims.iter().flat_map(|claim| &claim.members).filter(|member| member.fit == Fit::Sure);
    match (carriers(reading, members.map(|member| member.statement)).len(), matter.saying().len()) {
        (2.., _) => 4,
        (_, 3..) => 2,
        _ => 1,
    }
}

/// The articles that carry some statements.
fn carriers(reading: Reading<'_>, statements: impl Iterator<Item = StatementId>) -> BTreeSet<ArticleId> {
    statements.filter_map(|id| reading.statements.get(id.index())).map(|said| said.article).collect()
}

/// How much a matter matters, the most first: by how many articles lean on what it shows. A single origin behind several
/// articles weighs most, then disputes and differences, then what is corroborated, then what one article says; what was
/// long before the story weighs little; so does what is not sure to be one point (`certainty`); and half of what it would
/// weigh what stands in sentences that the reader has seen (`told`).
fn consequence(matter: &Matter, certainty: usize, told: bool) -> impl Ord + use<> {
    let spread = matter.saying().len();
    let single = matter.claims.iter().filter(|claim| *claim.origins.end() == 1).map(|it| it.articles.len());
    let widest = single.max().unwrap_or(0);
    let weight = |finding: &Finding| match finding {
        Finding::SingleOrigin if widest > 2 => 14 * widest,
        Finding::Disputed => 10 * spread,
        Finding::ValuesDiffer | Finding::SpeakerDiffers => 9 * spread,
        Finding::SingleOrigin => 8 * widest,
        Finding::WordingDiffers => 7 * spread,
        Finding::PossiblyCorroborated | Finding::Corroborated => 6 * spread,
        Finding::Uncorroborated => 1,
    };
    let most = matter.findings.iter().map(weight).max().unwrap_or(0);
    let sure = most * if matter.long_ago { 1 } else { certainty };
    let first = matter.claims.iter().flat_map(|claim| &claim.members).min().copied();
    (
        Reverse(if told { sure / 2 } else { sure }),
        Reverse(spread),
        Reverse(matter.claims.len()),
        first,
        matter.label.clone(),
    )
}

/// Articles on one story: joined by matters or copied prose, in whatever number of steps.
struct Stories {
    of: Vec<usize>,
    articles: BTreeMap<usize, Vec<ArticleId>>,
}

fn stories(reading: Reading<'_>, matters: &[Matter]) -> Stories {
    let mut sets = Union::new(reading.articles.len());
    for matter in matters {
        for pair in matter.carrying().windows(2) {
            sets.join(pair[0].index(), pair[1].index());
        }
    }
    for passage in reading.passages.iter().filter(|it| it.kind == PassageKind::Prose) {
        sets.join(passage.a.article.index(), passage.b.article.index());
    }
    let of: Vec<usize> = (0..reading.articles.len()).map(|at| sets.find(at)).collect();
    let mut articles: BTreeMap<usize, Vec<ArticleId>> = BTreeMap::new();
    for (article, &story) in reading.articles.iter().zip(&of) {
        articles.entry(story).or_default().push(article.id);
    }
    Stories { of, articles }
}

/// The articles on the matter's story that carry none of its claims.
fn silent(reading: Reading<'_>, stories: &Stories, matter: &Matter) -> Vec<ArticleId> {
    let carry = matter.carrying();
    let story = carry.first().and_then(|id| stories.of.get(id.index()));
    let all = story.and_then(|story| stories.articles.get(story)).map_or(&[][..], Vec::as_slice);
    let is_silent = |article: &ArticleId| {
        carry.binary_search(article).is_err() && !reading.stories.is_neighbour(*article)
    };
    all.iter().copied().filter(is_silent).collect()
}
