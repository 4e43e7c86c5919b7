//! How many independent origins stand behind a set of statements: at least, and at most.
//!
//! Statements are joined where a path in the lineage joins them (`paths`). What is left apart is the most
//! that there can be. For the least, whatever is not known, and every outlet that does not show where it
//! knows it from, is taken to be one of the named origins; and named origins that may be one are taken to
//! be one (`alike`).

use std::collections::{BTreeMap, VecDeque};

use super::origin::{Standing, Trace};
use super::paths::{Join, Joins, Links, Path};
use super::{OriginCount, Reason, alike};
use crate::alignment::question::{Fit, Member};
use crate::alignment::union::Union;

/// What a list of statements amounts to.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    /// The independent origins.
    pub(super) count: OriginCount,
    /// The named origins that are apart, whether or not it is sure that they speak of one point.
    pub(super) apart: usize,
    /// The groups of members that count as one, the best known first; members by place in the list.
    pub(super) groups: Vec<Group>,
    /// Why members were joined or may be.
    pub(super) reasons: Vec<Reason>,
    /// Everything that joins them.
    pub(super) links: Links,
}

/// Members that count as one origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) standing: Standing,
    pub(super) members: Vec<usize>,
}

/// Counts the origins of the members of one claim.
pub(super) fn tally(joins: &Joins<'_>, members: &[Member]) -> Tally {
    amount(joins, members, joins.links(members))
}

/// Counts the origins of several claims together, given the links within each.
pub(super) fn together(joins: &Joins<'_>, members: &[Member], mut links: Links) -> Tally {
    let all = joins.by_origin(members);
    links.firm.extend(all.firm);
    links.slight.extend(all.slight);
    amount(joins, members, links)
}

fn amount(joins: &Joins<'_>, members: &[Member], links: Links) -> Tally {
    let mut sets = Union::new(members.len());
    let mut reasons: Vec<Reason> = Vec::new();
    // A join of what was one already needs no reason of its own.
    let mut join = |sets: &mut Union, join: &Join| {
        if sets.join(join.a, join.b) {
            reasons.extend(join.reason.clone());
        }
    };
    links.firm.iter().for_each(|firm| join(&mut sets, firm));
    let firm = groups(joins, members, &mut sets);
    let names = |group: &Group| {
        group.members.iter().any(|&place| members.get(place).is_some_and(|it| joins.names_outlet(it)))
    };
    let held: Vec<bool> = firm.iter().map(names).collect();
    for hint in attached(&firm, &held, &links.hints) {
        join(&mut sets, hint);
    }
    reasons.extend(members.iter().filter_map(|member| joins.trace(member)?.reason.clone()));
    let groups = groups(joins, members, &mut sets);
    let (apart, maybe) = alike::known_apart(joins, members, &groups, &links.slight);
    reasons.extend(maybe);
    // Who may speak of something else, or is made to in passing, corroborates nothing.
    let sure = |places: &&Vec<usize>| {
        let own = places.iter().filter_map(|at| groups.get(*at)).flat_map(|group| &group.members);
        own.filter_map(|place| members.get(*place))
            .any(|member| member.fit == Fit::Sure && !joins.is_aside(member))
    };
    let surely = apart.iter().filter(sure).count();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).max(1);
    let (least, most) = (number(surely), number(groups.len()));
    Tally { count: least.min(most)..=most, apart: apart.len(), groups, reasons, links }
}

/// The sets as groups, the best known first.
fn groups(joins: &Joins<'_>, members: &[Member], sets: &mut Union) -> Vec<Group> {
    let mut by_root: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for place in 0..members.len() {
        by_root.entry(sets.find(place)).or_default().push(place);
    }
    let standing = |place: &usize| members.get(*place).and_then(|it| joins.trace(it)).map(Trace::standing);
    let group = |places: Vec<usize>| Group {
        standing: places.iter().filter_map(standing).max().unwrap_or(Standing::Unknown),
        members: places,
    };
    let mut groups: Vec<Group> = by_root.into_values().map(group).collect();
    groups.sort_by(|a, b| b.standing.cmp(&a.standing).then(a.members.cmp(&b.members)));
    groups
}

/// The hints that are followed: each group that names no source of its own goes back to one other group,
/// so that no hint joins two sources. Groups that only lead to each other are one. A group in which an article attributes
/// it to another outlet (`held`) names a source: it goes back to where that outlet has it from, and not to whoever else
/// the article quotes.
fn attached<'l>(groups: &[Group], held: &[bool], hints: &'l [Join]) -> Vec<&'l Join> {
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        group_of.extend(group.members.iter().map(|&member| (member, at)));
    }
    let ends = |hint: &Join| Some((*group_of.get(&hint.a)?, *group_of.get(&hint.b)?));
    let floats = |at: usize| groups.get(at).is_some_and(|group| group.standing != Standing::Known);
    let mut leading: BTreeMap<usize, Vec<(usize, &Join)>> = BTreeMap::new();
    let mut floating: Vec<bool> = vec![false; groups.len()];
    let leads = |hint: &Join, from: usize| {
        let of_outlet = matches!(hint.path, Path::Outlet | Path::Circle);
        floats(from) && (of_outlet || !held.get(from).copied().unwrap_or(false))
    };
    for hint in hints {
        if let Some((to, from)) = ends(hint).filter(|&(to, from)| to != from && leads(hint, from)) {
            leading.entry(to).or_default().push((from, hint));
            floating[from] = true;
        }
    }
    let mut followed = Vec::new();
    let mut settled: Vec<bool> = floating.iter().map(|floats| !floats).collect();
    let mut next: VecDeque<usize> = (0..groups.len()).filter(|&at| !floating[at]).collect();
    while let Some(at) = next.pop_front() {
        for &(from, hint) in leading.get(&at).into_iter().flatten() {
            if !std::mem::replace(&mut settled[from], true) {
                followed.push(hint);
                next.push_back(from);
            }
        }
    }
    let circles = hints.iter().filter(|hint| ends(hint).is_some_and(|(_, from)| !settled[from]));
    followed.extend(circles);
    followed
}
