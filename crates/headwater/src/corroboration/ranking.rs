//! The order in which a reader should see the matters, and who is silent on each.

use std::collections::BTreeMap;

use super::{Finding, Matter};
use crate::alignment::Reading;
use crate::alignment::passage::PassageKind;
use crate::alignment::union::Union;
use crate::article::ArticleId;

/// Puts the most consequential matters first, and notes the articles on the story that carry no claim of each.
pub(super) fn rank(reading: Reading<'_>, matters: &mut [Matter]) {
    let stories = stories(reading, matters);
    for matter in matters.iter_mut() {
        matter.silent = silent(reading, &stories, matter);
    }
    matters.sort_by_cached_key(consequence);
}

/// How much a matter matters: a single origin behind many articles first, then the disputes and
/// differences, then what is corroborated, then what one article says; among equals, the widest spread.
fn consequence(matter: &Matter) -> impl Ord + use<> {
    let spread = articles(matter).len();
    let single = matter.claims.iter().filter(|claim| *claim.origins.end() == 1).map(|it| it.articles.len());
    let widest = single.max().unwrap_or(0);
    let step = |finding: &Finding| match finding {
        Finding::SingleOrigin if widest > 2 => 0,
        Finding::Disputed => 1,
        Finding::ValuesDiffer => 2,
        Finding::SpeakerDiffers => 3,
        Finding::SingleOrigin => 4,
        Finding::WordingDiffers => 5,
        Finding::PossiblyCorroborated => 6,
        Finding::Corroborated => 7,
        Finding::Uncorroborated => 8,
    };
    let first = matter.claims.iter().flat_map(|claim| &claim.members).min().copied();
    (
        matter.findings.iter().map(step).min().unwrap_or(9),
        std::cmp::Reverse(spread),
        std::cmp::Reverse(matter.claims.len()),
        first,
        matter.label.clone(),
    )
}

/// The articles that carry any claim of the matter, sorted.
fn articles(matter: &Matter) -> Vec<ArticleId> {
    let mut found: Vec<ArticleId> =
        matter.claims.iter().flat_map(|claim| claim.articles.iter().copied()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Articles on one story: joined by matters or copied prose, in whatever number of steps.
struct Stories {
    of: Vec<usize>,
    articles: BTreeMap<usize, Vec<ArticleId>>,
}

fn stories(reading: Reading<'_>, matters: &[Matter]) -> Stories {
    let mut sets = Union::new(reading.articles.len());
    for matter in matters {
        for pair in articles(matter).windows(2) {
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
    let carry = articles(matter);
    let story = carry.first().and_then(|id| stories.of.get(id.index()));
    let all = story.and_then(|story| stories.articles.get(story)).map_or(&[][..], Vec::as_slice);
    let is_silent = |article: &ArticleId| {
        carry.binary_search(article).is_err() && !reading.stories.is_neighbour(*article)
    };
    all.iter().copied().filter(is_silent).collect()
}
