//! Matters: a question with its answers, weighed by the origins behind each.

use std::collections::BTreeMap;

use super::count::{self, Group, Tally};
use super::finding::{Side, findings, side_of};
use super::origin::{Key, Standing};
use super::paths::{Join, Joins, Links, Path};
use super::{Claim, Matter, OriginCount, Reason, alike, sentence};
use crate::alignment::question::{Agreement, Answer, Fit, Member, Question};
use crate::notice::{Noted, Notice, Severity};
use crate::statement::{Stance, StatementId};

/// A claim with the count that stands behind it.
pub(super) struct Weighed {
    pub(super) claim: Claim,
    /// The members that say it; the others may say something else.
    pub(super) said: Vec<Member>,
    /// What these amount to.
    pub(super) tally: Tally,
    /// The origins of these, by place.
    pub(super) keys: Vec<Key>,
    /// Those of them that give the same words to different speakers, by speaker.
    pub(super) mouths: Vec<Vec<usize>>,
}

impl Weighed {
    /// Whether nobody stands behind one of the two that does not stand behind the other.
    pub(super) fn same_origins(&self, other: &Weighed) -> bool {
        self.keys.iter().all(|key| other.keys.contains(key))
            && other.keys.iter().all(|key| self.keys.contains(key))
    }

    /// No claim has more origins than all claims of its matter together.
    fn keep_within(&mut self, all: &OriginCount) {
        let own = &self.claim.origins;
        self.claim.origins = *own.start().min(all.start())..=*own.end().min(all.end());
    }
}

/// A matter before it is known who is silent on it.
///
/// `own` takes each narration of an article together with the statement to which the article attributes it.
pub(super) fn matter(
    joins: &Joins<'_>,
    question: Question,
    own: &mut Vec<(StatementId, StatementId)>,
) -> Noted<Matter> {
    let question = with_mouths_that_differ(joins, question);
    let mut claims: Vec<Weighed> = question.answers.iter().flat_map(|answer| claims(joins, answer)).collect();
    let differ = question.relation != Agreement::Agree;
    let (origins, together) = all_origins(joins, &claims, differ);
    claims.iter_mut().for_each(|claim| claim.keep_within(&origins));
    let findings = findings(question.relation, &claims);
    let because = sentence::because(joins, &findings, &claims, question.relation, &origins);
    let mut reasons: Vec<Reason> = claims.iter().flat_map(|claim| claim.tally.reasons.clone()).collect();
    reasons.extend(together);
    let notices = circular(&claims);
    own.extend(claims.iter().flat_map(attributed));
    let value = Matter {
        label: question.label,
        about: question.about,
        claims: claims.into_iter().map(|claim| claim.claim).collect(),
        findings,
        origins,
        because,
        reasons: distinct(reasons),
        silent: Vec::new(),
        near: Vec::new(),
        is_update: question.relation == Agreement::Update,
        long_ago: question.long_ago,
    };
    Noted { value, notices }
}

/// The question, with one answer where its mouths may all be one: an official beside the institution, "they" beside
/// a name.
fn with_mouths_that_differ(joins: &Joins<'_>, question: Question) -> Question {
    if question.relation != Agreement::SpeakerDiffers || alike::mouths_differ(joins, &question.answers) {
        return question;
    }
    let is_named = |answer: &&Answer| {
        let mut traces = answer.members.iter().filter_map(|member| joins.trace(member));
        traces.any(|trace| trace.standing() == Standing::Known)
    };
    let label =
        question.answers.iter().find(is_named).or(question.answers.first()).map(|it| it.label.clone());
    // One utterance does not bear itself out, whoever of the two said it.
    let members = question.answers.iter().flat_map(|answer| answer.members.iter().copied());
    let members = members.map(|member| Member { fit: member.fit.min(Fit::Likely), ..member }).collect();
    let one = Answer { label: label.unwrap_or_default(), value: None, members };
    Question { answers: vec![one], relation: Agreement::Agree, ..question }
}

/// Narration with the statement to which its own article attributes it.
fn attributed(claim: &Weighed) -> Vec<(StatementId, StatementId)> {
    let statement = |place: usize| claim.said.get(place).map(|member| member.statement);
    let own = claim.tally.links.hints.iter().filter(|join| join.path == Path::OwnNaming);
    own.filter_map(|join| Some((statement(join.b)?, statement(join.a)?))).collect()
}

/// Outlets that name each other as the source, where nobody else is named.
fn circular(claims: &[Weighed]) -> Vec<Notice> {
    let open = |claim: &Weighed, place: usize| {
        let mut groups = claim.tally.groups.iter();
        groups.any(|it| it.standing != Standing::Known && it.members.contains(&place))
    };
    let circles = claims.iter().flat_map(|claim| {
        let hints = claim.tally.links.hints.iter();
        hints.filter(move |hint| hint.path == Path::Circle && open(claim, hint.a))
    });
    let notice = |join: &Join| {
        let reason = join.reason.as_ref()?;
        let article = reason.citations.first().map(|cited| cited.article);
        let message =
            format!("{}, so none of them shows where it comes from", reason.sentence.trim_end_matches('.'));
        Some(Notice { article, ..Notice::new(Severity::Warning, message) })
    };
    let mut notices: Vec<Notice> = circles.filter_map(notice).collect();
    notices.sort();
    notices.dedup();
    notices
}

/// The reasons in their order, each once.
fn distinct(reasons: Vec<Reason>) -> Vec<Reason> {
    let mut seen = std::collections::BTreeSet::new();
    reasons
        .into_iter()
        .filter(|reason| seen.insert((reason.sentence.clone(), reason.citations.clone())))
        .collect()
}

/// The claims that one answer makes: who affirms it, who denies it, who will not say, who asks.
fn claims(joins: &Joins<'_>, answer: &Answer) -> Vec<Weighed> {
    let mut sides: BTreeMap<Side, Vec<Member>> = BTreeMap::new();
    for member in answer.members.iter().filter(|member| joins.statement(member).is_some()) {
        sides.entry(side_of(member.stance)).or_default().push(*member);
    }
    sides.into_values().map(|members| weigh(joins, answer, members)).collect()
}

fn weigh(joins: &Joins<'_>, answer: &Answer, mut members: Vec<Member>) -> Weighed {
    members.sort_unstable();
    let said = saying(&members);
    let tally = count::tally(joins, &said);
    // Whoever may say something else may as well be an origin more.
    let most = if said.len() < members.len() { *count::tally(joins, &members).count.end() } else { 0 };
    let articles = joins.articles(&said);
    let mut unsure = joins.articles(&members);
    unsure.retain(|article| !articles.contains(article));
    let mouths = alike::mouths(joins, &said, &tally.links.firm);
    let keys = said.iter().filter_map(|member| Some(joins.trace(member)?.key.clone())).collect();
    let claim = Claim {
        label: answer.label.clone(),
        stance: most_common(&said),
        value: answer.value.clone(),
        members,
        articles,
        unsure,
        origins: *tally.count.start()..=most.max(*tally.count.end()),
    };
    Weighed { claim, said, tally, keys, mouths }
}

/// The members that say it, surely or likely; all, where none does.
fn saying(members: &[Member]) -> Vec<Member> {
    let said: Vec<Member> = members.iter().filter(|member| member.fit > Fit::Unsure).copied().collect();
    if said.is_empty() { members.to_vec() } else { said }
}

/// The stance of most members; of two as common, the plainer.
fn most_common(members: &[Member]) -> Stance {
    let mut counts: BTreeMap<Stance, usize> = BTreeMap::new();
    for member in members {
        *counts.entry(member.stance).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|&(stance, count)| (count, std::cmp::Reverse(stance)));
    most.map_or(Stance::Asserts, |(stance, _)| stance)
}

/// The origins of all claims together, and why some may be one.
///
/// Claims that cannot both be so were not taken from each other: where nobody named stands behind a value,
/// the outlets that give it are at least one origin more. And whoever denies is not the one who asserts.
fn all_origins(joins: &Joins<'_>, claims: &[Weighed], differ: bool) -> (OriginCount, Vec<Reason>) {
    if let [only] = claims {
        return (only.claim.origins.clone(), Vec::new());
    }
    let mut members = Vec::new();
    let mut within = Links::default();
    let mut claim_of: Vec<usize> = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        within.take(&claim.tally.links, members.len());
        members.extend_from_slice(&claim.said);
        claim_of.resize(members.len(), at);
    }
    let tally = count::together(joins, &members, within);
    // The most that the claims have beyond those who say them.
    let beyond: u32 = claims.iter().map(|it| it.claim.origins.end() - it.tally.count.end()).sum();
    let unnamed = if differ { unnamed_values(&tally.groups, &claim_of, claims.len()) } else { 0 };
    let named = if tally.groups.iter().any(|group| group.standing == Standing::Known) {
        *tally.count.start() as usize
    } else {
        0
    };
    let opposed = if are_opposed(joins, &members, claims, &tally.groups, &claim_of) { 2 } else { 1 };
    let most = *tally.count.end() + beyond;
    let least = u32::try_from((named + unnamed).max(opposed)).unwrap_or(u32::MAX).clamp(1, most.max(1));
    (least..=most.max(1), tally.reasons)
}

/// Whether one group of origins asserts and another denies, neither of them merely unresolved.
fn are_opposed(
    joins: &Joins<'_>,
    members: &[Member],
    claims: &[Weighed],
    groups: &[Group],
    claim_of: &[usize],
) -> bool {
    let on = |side: Side| -> Vec<usize> {
        let is_on = |place: &usize| {
            let claim = claim_of.get(*place).and_then(|&at| claims.get(at));
            let is_resolved = members.get(*place).is_some_and(|member| !joins.is_unresolved(member));
            is_resolved && claim.is_some_and(|claim| side_of(claim.claim.stance) == side)
        };
        (0..groups.len())
            .filter(|&at| groups.get(at).is_some_and(|it| it.members.iter().any(is_on)))
            .collect()
    };
    let (affirm, deny) = (on(Side::Affirms), on(Side::Denies));
    affirm.iter().any(|one| deny.iter().any(|other| one != other))
}

/// How many claims rest on outlets alone, and on outlets of their own.
fn unnamed_values(groups: &[Group], claim_of: &[usize], claims: usize) -> usize {
    let mut behind: Vec<Vec<usize>> = vec![Vec::new(); claims];
    for (at, group) in groups.iter().enumerate() {
        for claim in group.members.iter().filter_map(|&member| claim_of.get(member)) {
            behind.get_mut(*claim).into_iter().for_each(|list| list.push(at));
        }
    }
    let standing = |at: &usize| groups.get(*at).map(|group| group.standing);
    let mut taken = std::collections::BTreeSet::new();
    let mut count = 0;
    for list in behind.iter().filter(|list| !list.is_empty()) {
        let has = |wanted| list.iter().any(|at| standing(at) == Some(wanted));
        let is_own =
            !has(Standing::Known) && has(Standing::Outlet) && !list.iter().any(|at| taken.contains(at));
        count += usize::from(is_own);
        taken.extend(list.iter().copied());
    }
    count
}
