//! Entities that a person joins or parts.

use std::collections::{BTreeMap, BTreeSet};

use super::join::{self, Groups, Node, fullest};
use super::names::plain;
use super::{Entities, EntityId};
use crate::article::Article;
use crate::article::corrected::no_article;
use crate::corrections::{Called, Correction, Corrections, EntryId, Fate, Idle};

/// What a person says about entities, as nodes.
pub(super) struct Rulings<'n> {
    nodes: &'n [Node],
    /// The nodes by every name and description that they go by.
    named: BTreeMap<String, Vec<usize>>,
    rulings: Vec<Ruling>,
    /// Entries that cannot act.
    idle: Vec<(EntryId, Idle)>,
    /// What the program finds by itself.
    alone: Groups,
    /// What it finds with the joins alone.
    joined: Groups,
    parted: BTreeSet<EntryId>,
}

struct Ruling {
    entry: EntryId,
    is_join: bool,
    /// The nodes of each name.
    sides: Vec<Vec<usize>>,
    /// What could not be done.
    because: Option<String>,
}

impl<'n> Rulings<'n> {
    pub(super) fn new(
        articles: &[Article],
        nodes: &'n [Node],
        corrections: &Corrections,
        parted: &BTreeSet<EntryId>,
    ) -> Self {
        let about =
            |what: &Correction| matches!(what, Correction::JoinEntities(_) | Correction::PartEntities(_));
        let mut found = Rulings {
            nodes,
            named: BTreeMap::new(),
            rulings: Vec::new(),
            idle: Vec::new(),
            alone: Groups::default(),
            joined: Groups::default(),
            parted: parted.clone(),
        };
        if !corrections.entries.iter().any(|entry| about(&entry.what)) {
            return found;
        }
        for (at, node) in nodes.iter().enumerate() {
            let names: BTreeSet<String> =
                node.names.iter().chain(&node.description).map(|own| plain(own)).collect();
            names.into_iter().for_each(|name| found.named.entry(name).or_default().push(at));
        }
        found.alone = join::groups(nodes, |_| {});
        for (id, entry) in corrections.numbered() {
            let ruling = match &entry.what {
                Correction::JoinEntities(called) => found.join(articles, id, called),
                Correction::PartEntities(called) => found.part(articles, id, called),
                _ => continue,
            };
            match ruling {
                Ok(ruling) => found.rulings.push(ruling),
                Err(idle) => found.idle.push((id, idle)),
            }
        }
        found.joined = join::groups(nodes, |groups| found.joins(groups));
        found
    }

    /// The nodes of a name.
    fn called(&self, articles: &[Article], called: &Called) -> Result<Vec<usize>, Idle> {
        let name = plain(&called.name);
        if let Some(pointer) =
            called.article.as_deref().filter(|it| !articles.iter().any(|article| article.is_called(it)))
        {
            return Err(no_article(pointer));
        }
        let meant = |node: &Node| {
            called.article.as_deref().is_none_or(|pointer| {
                articles.get(node.article.index()).is_some_and(|article| article.is_called(pointer))
            })
        };
        let named = self.named.get(&name).map_or(&[][..], Vec::as_slice);
        let found: Vec<usize> =
            named.iter().copied().filter(|at| self.nodes.get(*at).is_some_and(meant)).collect();
        if found.is_empty() {
            return Err(Idle::missing(format!(
                "nobody is called {called} (an outlet’s name stands in metadata.csv)"
            )));
        }
        Ok(found)
    }

    fn join(&self, articles: &[Article], entry: EntryId, names: &[Called]) -> Result<Ruling, Idle> {
        let mut sides = Vec::new();
        let mut problems: Vec<Idle> = Vec::new();
        for name in names {
            match self.called(articles, name).and_then(|found| self.one_group(articles, name, found)) {
                Ok(found) => sides.push(found),
                Err(problem) => problems.push(problem),
            }
        }
        match (sides.len(), problems.into_iter().next()) {
            (0 | 1, Some(problem)) => Err(problem),
            (_, problem) => Ok(Ruling { entry, is_join: true, sides, because: problem.map(|it| it.because) }),
        }
    }

    /// Of several groups that a name goes by, the one that is shown under it.
    fn one_group(
        &self,
        articles: &[Article],
        called: &Called,
        found: Vec<usize>,
    ) -> Result<Vec<usize>, Idle> {
        let shown = |group: usize| {
            let own = (0..self.nodes.len()).filter(|at| self.alone.of(*at) == group);
            own.filter_map(|at| fullest(self.nodes.get(at)?))
                .max_by_key(|name| (name.split(' ').count(), name.len()))
        };
        let groups: BTreeSet<usize> = found.iter().map(|at| self.alone.of(*at)).collect();
        if groups.len() < 2 {
            return Ok(found);
        }
        let name = plain(&called.name);
        let so: Vec<usize> = groups
            .iter()
            .copied()
            .filter(|group| shown(*group).is_some_and(|own| plain(&own) == name))
            .collect();
        if let [group] = so.as_slice() {
            return Ok(found.into_iter().filter(|at| self.alone.of(*at) == *group).collect());
        }
        let candidate = |group: &usize| {
            let article = self.nodes.get(*group).and_then(|node| articles.get(node.article.index()));
            let own = shown(*group).unwrap_or_else(|| called.name.clone());
            Some(format!("“{own}” of {}", article?.path))
        };
        let candidates: Vec<String> = groups.iter().filter_map(candidate).collect();
        Err(Idle::ambiguous(&called.to_string(), &candidates))
    }

    fn part(&self, articles: &[Article], entry: EntryId, names: &[Called]) -> Result<Ruling, Idle> {
        let mut sides: Vec<Vec<usize>> = Vec::new();
        for name in names {
            sides.push(self.called(articles, name)?);
        }
        // “Hale” is everybody of that name but those whose article is named.
        let of_article: BTreeSet<usize> = names
            .iter()
            .zip(&sides)
            .filter(|(name, _)| name.article.is_some())
            .flat_map(|(_, side)| side.iter().copied())
            .collect();
        for (_, side) in names.iter().zip(&mut sides).filter(|(name, _)| name.article.is_none()) {
            side.retain(|at| !of_article.contains(at));
        }
        let on_both = |at: &usize| sides.iter().filter(|side| side.contains(at)).count() > 1;
        let both: BTreeSet<usize> = sides.iter().flatten().copied().filter(|at| on_both(at)).collect();
        let first = both
            .first()
            .and_then(|at| self.nodes.get(*at))
            .and_then(|node| articles.get(node.article.index()));
        let because = first.map(|article| format!("{} itself takes them for one", article.path));
        sides.iter_mut().for_each(|side| side.retain(|at| !both.contains(at)));
        if sides.iter().filter(|side| !side.is_empty()).count() < 2 {
            return Err(Idle::refused(because.unwrap_or_else(|| "nobody else is called so".to_owned())));
        }
        Ok(Ruling { entry, is_join: false, sides, because })
    }

    fn joins(&self, groups: &mut Groups) {
        for ruling in self.rulings.iter().filter(|ruling| ruling.is_join) {
            let mut all = ruling.sides.iter().flatten();
            let Some(&first) = all.next() else { continue };
            for &other in all {
                groups.join(first, other, reason(self.nodes, first, other));
            }
        }
    }

    /// Does what a person says, before the program joins anything.
    pub(super) fn apply(&self, groups: &mut Groups) {
        for ruling in self.rulings.iter().filter(|ruling| !ruling.is_join) {
            for (side, nodes) in ruling.sides.iter().enumerate() {
                nodes.iter().for_each(|node| groups.put(*node, ruling.entry, side));
            }
        }
        self.joins(groups);
    }

    /// What became of every entry, and which entities are apart by it.
    pub(super) fn fates(
        self,
        nodes: &[Node],
        groups: &Groups,
        entities: &mut Entities,
    ) -> Vec<Fate<EntityId>> {
        let of = |side: &Vec<usize>| -> BTreeSet<EntityId> {
            let places = side.iter().filter_map(|at| nodes.get(*at));
            places.filter_map(|node| entities.resolve(node.article, node.local)).collect()
        };
        let mut fates: Vec<Fate<EntityId>> =
            self.idle.iter().map(|(entry, idle)| Fate::idle(*entry, idle.clone())).collect();
        let mut apart = BTreeSet::new();
        for ruling in &self.rulings {
            let sides: Vec<BTreeSet<EntityId>> = ruling.sides.iter().map(of).collect();
            let on: BTreeSet<EntityId> = sides.iter().flatten().copied().collect();
            if !ruling.is_join {
                for (at, side) in sides.iter().enumerate() {
                    let others = sides.iter().skip(at + 1).flatten();
                    apart.extend(others.flat_map(|b| side.iter().map(move |a| (*a.min(b), *a.max(b)))));
                }
            }
            let idle = self.idle_of(ruling, groups);
            let on = on.into_iter().collect();
            fates.push(match idle {
                None => Fate { because: ruling.because.clone(), ..Fate::applied(ruling.entry, on) },
                Some(idle) => Fate { on, ..Fate::idle(ruling.entry, idle) },
            });
        }
        apart.retain(|(one, other)| one != other);
        entities.apart = apart;
        fates
    }

    /// Why a ruling makes no difference, if it makes none.
    fn idle_of(&self, ruling: &Ruling, groups: &Groups) -> Option<Idle> {
        let is_one = |groups: &Groups, at: usize, to: usize| groups.of(at) == groups.of(to);
        let firsts: Vec<usize> = ruling.sides.iter().filter_map(|side| side.first().copied()).collect();
        if ruling.is_join {
            let all = |groups: &Groups| {
                let mut every = ruling.sides.iter().flatten();
                firsts.first().is_some_and(|first| every.all(|at| is_one(groups, *first, *at)))
            };
            if all(&self.alone) {
                return Some(Idle::agreed());
            }
            return (!all(groups)).then(|| Idle::refused("another correction parts them"));
        }
        let meet = |groups: &Groups| {
            let sets: Vec<BTreeSet<usize>> =
                ruling.sides.iter().map(|side| side.iter().map(|at| groups.of(*at)).collect()).collect();
            sets.iter()
                .enumerate()
                .any(|(at, one)| sets.iter().skip(at + 1).any(|other| !one.is_disjoint(other)))
        };
        let acts = self.parted.contains(&ruling.entry) || meet(&self.alone) || meet(&self.joined);
        (!acts).then(Idle::agreed)
    }
}

/// Why a person's two names are one.
fn reason(nodes: &[Node], one: usize, other: usize) -> Option<String> {
    let name = |at: usize| {
        let node = nodes.get(at)?;
        fullest(node).or_else(|| node.description.clone())
    };
    let (a, b) = (name(one)?, name(other)?);
    (a != b).then(|| format!("“{}” and “{}” are one by a correction", a.as_str().min(&b), a.as_str().max(&b)))
}
