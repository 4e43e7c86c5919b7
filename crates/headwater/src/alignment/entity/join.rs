//! Which entities of different articles are one, and why.

use std::collections::{BTreeMap, BTreeSet};

use super::body;
use super::names::{KNOWN, edits, initials, plain, skeleton, telling, without_titles};
use crate::annotation::{Annotations, EntityKind, Form, goes_on};
use crate::article::{Article, ArticleId};
use crate::corrections::EntryId;

/// One article's entity, with all that joins it to others.
#[derive(Debug)]
pub(super) struct Node {
    pub article: ArticleId,
    pub local: usize,
    pub kind: EntityKind,
    /// Names as the article writes them, sorted.
    pub names: BTreeSet<String>,
    /// The description of what is never named.
    pub description: Option<String>,
    /// What it is counted under before anything is joined.
    pub key: String,
    pub roles: Vec<String>,
    pub of: Option<usize>,
    /// Where it is first mentioned.
    pub first: usize,
    /// Whether it is named in credit lines alone.
    pub credited: bool,
    /// Of a person called by one word: the plain headline of the article, where it says that word among others.
    pub headline: String,
}

/// The entities of all articles.
pub(super) fn nodes(articles: &[Article], annotations: &[Annotations]) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (article, found) in articles.iter().zip(annotations) {
        nodes.extend(found.entities.iter().enumerate().map(|(local, _)| node(article, found, local)));
    }
    nodes
}

fn node(article: &Article, found: &Annotations, local: usize) -> Node {
    let entity = found.entities.get(local);
    let mentions = || {
        let places = entity.map(|entity| entity.mentions.as_slice()).unwrap_or_default();
        places.iter().filter_map(|place| found.mentions.get(*place))
    };
    let named = || mentions().filter(|mention| mention.form == Form::Name);
    let names: BTreeSet<String> = named()
        .map(|mention| mention.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|name| !plain(name).is_empty())
        .collect();
    let kind = match entity.map_or(EntityKind::Other, |entity| entity.kind) {
        // Which kind a name is of is often read wrong; of well-known bodies it is known.
        EntityKind::Place | EntityKind::Other if names.iter().any(|name| body::is_known(name)) => {
            EntityKind::Organisation
        }
        kind => kind,
    };
    let description = names.is_empty().then(|| entity.map(|entity| entity.name.clone())).flatten();
    let described = description.as_deref().filter(|_| kind == EntityKind::Organisation).and_then(body::known);
    let key = described.unwrap_or_else(|| key(&names, kind));
    let alone = kind == EntityKind::Person && !key.is_empty() && !key.contains(' ');
    let headline = article.headline.as_deref().filter(|_| alone).map(plain);
    Node {
        article: article.id,
        local,
        kind,
        credited: !names.is_empty() && named().all(|mention| article.is_credit(mention.span)),
        headline: headline.filter(|line| holds(line, &key)).unwrap_or_default(),
        key,
        names,
        description,
        roles: entity.map(|entity| entity.roles.clone()).unwrap_or_default(),
        of: entity.and_then(|entity| entity.of),
        first: mentions().map(|mention| mention.span.start).min().unwrap_or_default(),
    }
}

/// Whether a plain text says a plain name, as whole words.
fn holds(text: &str, name: &str) -> bool {
    format!(" {text} ").contains(&format!(" {name} "))
}

/// What a node is counted under: its fullest name, plain, under the name it is known by.
fn key(names: &BTreeSet<String>, kind: EntityKind) -> String {
    if kind != EntityKind::Person
        && let Some(body) = names.iter().max_by_key(|name| name.len()).and_then(|name| body::known(name))
    {
        return body;
    }
    let fullest = names.iter().map(|name| plain(name)).max_by_key(|name| {
        let bare = if kind == EntityKind::Person { without_titles(name) } else { name };
        (bare.split(' ').count(), bare.len(), std::cmp::Reverse(name.clone()))
    });
    let Some(fullest) = fullest else { return String::new() };
    match kind {
        EntityKind::Person => without_titles(&fullest).to_owned(),
        _ => KNOWN.country(&fullest).unwrap_or(KNOWN.canonical(&fullest)).to_owned(),
    }
}

/// Groups of nodes that are one entity, with the reasons for it.
#[derive(Debug, Default)]
pub(super) struct Groups {
    parent: Vec<usize>,
    reasons: BTreeMap<usize, BTreeSet<String>>,
    /// By group, the side on which a person's word puts it, for each entry that parts entities.
    sides: BTreeMap<usize, BTreeMap<EntryId, usize>>,
    /// The nodes that are only described, by words that one alone fits, with the reason: an office that one named person
    /// holds, an outlet that a state has one of.
    pub by_office: BTreeMap<usize, String>,
}

impl Groups {
    fn new(nodes: usize) -> Self {
        Groups { parent: (0..nodes).collect(), ..Groups::default() }
    }

    /// The group of a node: its lowest member.
    pub(super) fn of(&self, node: usize) -> usize {
        let mut at = node;
        while let Some(&up) = self.parent.get(at)
            && up != at
        {
            at = up;
        }
        at
    }

    /// Makes one of two groups, unless a person says that they are not; whether they are one now.
    pub(super) fn join(&mut self, one: usize, other: usize, because: Option<String>) -> bool {
        let (one, other) = (self.of(one), self.of(other));
        let (low, high) = (one.min(other), one.max(other));
        if low == high {
            return true;
        }
        if self.are_parted(low, high) {
            return false;
        }
        if let Some(up) = self.parent.get_mut(high) {
            *up = low;
        }
        let moved = self.reasons.remove(&high).unwrap_or_default();
        let reasons = self.reasons.entry(low).or_default();
        reasons.extend(moved);
        reasons.extend(because);
        if let Some(sides) = self.sides.remove(&high) {
            self.sides.entry(low).or_default().extend(sides);
        }
        true
    }

    /// Whether a person puts the two groups on different sides.
    fn are_parted(&self, low: usize, high: usize) -> bool {
        let (Some(one), Some(other)) = (self.sides.get(&low), self.sides.get(&high)) else { return false };
        one.iter().any(|(entry, side)| other.get(entry).is_some_and(|there| there != side))
    }

    /// Puts a node on its side of an entry that parts entities.
    pub(super) fn put(&mut self, node: usize, entry: EntryId, side: usize) {
        let group = self.of(node);
        self.sides.entry(group).or_default().insert(entry, side);
    }

    /// Why the members of the group were joined, sorted.
    pub(super) fn because(&self, group: usize) -> Vec<String> {
        self.reasons.get(&group).into_iter().flatten().cloned().collect()
    }
}

/// Joins what is one: the surest reasons first, so that later ones see fuller names.
///
/// `ruled` applies what a person says before anything else is joined.
pub(super) fn groups(nodes: &[Node], ruled: impl FnOnce(&mut Groups)) -> Groups {
    let mut groups = Groups::new(nodes.len());
    ruled(&mut groups);
    same_name(nodes, &mut groups);
    initials_of(nodes, &mut groups);
    telling_words(nodes, &mut groups);
    body::misspelt(nodes, &mut groups);
    full_names(nodes, &mut groups);
    second_surnames(nodes, &mut groups);
    surnames(nodes, &mut groups);
    spellings(nodes, &mut groups);
    offices(nodes, &mut groups);
    groups.by_office.extend(body::by_description(nodes));
    groups
}

/// The named nodes under what `key` gives for them, in order.
fn under<K: Ord>(nodes: &[Node], key: impl Fn(&Node) -> Option<K>) -> BTreeMap<K, Vec<usize>> {
    let mut found: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| !node.key.is_empty()) {
        if let Some(key) = key(node) {
            found.entry(key).or_default().push(at);
        }
    }
    found
}

fn same_name(nodes: &[Node], groups: &mut Groups) {
    // Which kind a name is of is often read wrong; a name of several words hardly ever belongs to two of them.
    let apart = |node: &Node| node.kind == EntityKind::Person && !node.key.contains(' ');
    for ((key, _), same) in under(nodes, |node| Some((node.key.clone(), apart(node)))) {
        join_all(groups, &same, |one, other| known_reason(nodes, one, other, &key));
    }
}

/// Joins all of a list; those that may not join the first join each other.
fn join_all(groups: &mut Groups, same: &[usize], because: impl Fn(usize, usize) -> Option<String>) {
    let mut heads: Vec<usize> = Vec::new();
    for &at in same {
        if !heads.iter().any(|&head| groups.join(head, at, because(head, at))) {
            heads.push(at);
        }
    }
}

/// Why nodes with one key under different plain names are one.
fn known_reason(nodes: &[Node], one: usize, other: usize, key: &str) -> Option<String> {
    let shown = |at: usize| nodes.get(at).and_then(fullest);
    let (a, b) = (shown(one)?, shown(other)?);
    let (plain_a, plain_b) = (plain(&a), plain(&b));
    let known = KNOWN.canonical(&plain_a) == key && KNOWN.canonical(&plain_b) == key;
    if plain_a != plain_b && known {
        return Some(sentence(&a, &b, "are known names of one"));
    }
    body::reason(nodes.get(one)?, nodes.get(other)?)
}

/// Two names in order of the alphabet and what holds of them.
fn sentence(one: &str, other: &str, holds: &str) -> String {
    let (low, high) = (one.min(other), one.max(other));
    format!("“{low}” and “{high}” {holds}")
}

/// The longest name of a node.
pub(super) fn fullest(node: &Node) -> Option<String> {
    node.names
        .iter()
        .max_by_key(|name| (name.split(' ').count(), name.len(), std::cmp::Reverse(*name)))
        .cloned()
}

/// Bodies written once in full and once by their initials, where only one full name fits.
fn initials_of(nodes: &[Node], groups: &mut Groups) {
    let mut full: BTreeMap<String, BTreeSet<(usize, String)>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| node.kind != EntityKind::Person) {
        for name in &node.names {
            for initials in initials(name).into_iter().filter(|initials| initials.len() > 2) {
                full.entry(initials).or_default().insert((groups.of(at), name.clone()));
            }
        }
    }
    for (at, node) in nodes.iter().enumerate() {
        for name in node.names.iter().filter(|name| is_initials(name)) {
            let Some(fitting) = full.get(&name.replace('.', "")) else { continue };
            let others: BTreeSet<usize> = fitting.iter().map(|(group, _)| groups.of(*group)).collect();
            if let (1, Some((group, long))) = (others.len(), fitting.first()) {
                groups.join(at, *group, Some(format!("“{name}” are the initials of “{long}”")));
            }
        }
    }
}

fn is_initials(name: &str) -> bool {
    let letters = name.chars().filter(|letter| *letter != '.').count();
    (2..=7).contains(&letters) && name.chars().all(|letter| letter.is_uppercase() || letter == '.')
}

/// Bodies whose names differ only in small words, or in naming their country or not.
fn telling_words(nodes: &[Node], groups: &mut Groups) {
    let bodies = |node: &Node| (node.kind != EntityKind::Person).then(|| telling(&node.key));
    for (_, same) in under(nodes, |node| bodies(node).filter(|words| words.len() > 1)) {
        join_all(groups, &same, |one, other| {
            names_of(nodes, one, other, "differ only in small words or in an ending")
        });
    }
    with_or_without_country(nodes, groups);
}

pub(super) fn names_of(nodes: &[Node], one: usize, other: usize, holds: &str) -> Option<String> {
    let (a, b) = (nodes.get(one).and_then(fullest)?, nodes.get(other).and_then(fullest)?);
    (a != b).then(|| sentence(&a, &b, holds))
}

/// "the Foreign Ministry" and "Norland's Foreign Ministry", where only one country's is named.
fn with_or_without_country(nodes: &[Node], groups: &mut Groups) {
    let mut named: BTreeMap<Vec<String>, BTreeMap<usize, usize>> = BTreeMap::new();
    let organisations = || nodes.iter().enumerate().filter(|(_, node)| node.kind == EntityKind::Organisation);
    for (at, node) in organisations() {
        let words = telling(&node.key);
        let bare: Vec<String> = words.iter().filter(|word| KNOWN.country(word).is_none()).cloned().collect();
        if bare.len() > 1 && bare.len() < words.len() {
            named.entry(bare).or_default().insert(groups.of(at), at);
        }
    }
    for (at, node) in organisations() {
        let Some(fitting) = named.get(&telling(&node.key)) else { continue };
        let others: BTreeSet<usize> = fitting.keys().map(|group| groups.of(*group)).collect();
        if let (1, Some(&other)) = (others.len(), fitting.values().next()) {
            groups.join(at, other, names_of(nodes, at, other, "differ only in naming the country"));
        }
    }
}

/// Persons with one surname whose given names may be the same.
fn full_names(nodes: &[Node], groups: &mut Groups) {
    let surname = |node: &Node| {
        (node.kind == EntityKind::Person && node.key.contains(' '))
            .then(|| node.key.rsplit(' ').next().unwrap_or_default().to_owned())
    };
    for (_, same) in under(nodes, surname) {
        let names: BTreeSet<&str> =
            same.iter().filter_map(|at| nodes.get(*at)).map(|node| node.key.as_str()).collect();
        for (i, &one) in same.iter().enumerate() {
            for &other in same.iter().skip(i + 1).take(32) {
                let (Some(a), Some(b)) = (nodes.get(one), nodes.get(other)) else { continue };
                if a.key != b.key && same_person(&a.key, &b.key) && only_reading(&names, &a.key, &b.key) {
                    groups.join(
                        one,
                        other,
                        names_of(nodes, one, other, "have the same surname and fitting given names"),
                    );
                }
            }
        }
    }
}

/// Whether the given names of two full names fit: each of the shorter one's stands, in order, in the longer one.
fn same_person(one: &str, other: &str) -> bool {
    let split = |name: &str| -> Vec<String> { name.split(' ').map(str::to_owned).collect() };
    let (mut short, mut long) = (split(one), split(other));
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| KNOWN.same_given(word, other)))
        && short.first().zip(long.first()).is_some_and(|(a, b)| KNOWN.same_given(a, b))
}

/// Whether no third full name of the case fits one of the two but not the other ("J. Hale" with John and Jane).
fn only_reading(names: &BTreeSet<&str>, one: &str, other: &str) -> bool {
    names.iter().all(|third| same_person(third, one) == same_person(third, other))
}

/// Full names that others give with one more surname or number behind them ("Ana Verick", "Ana Verick Hale"), where only
/// one person's name goes on so.
fn second_surnames(nodes: &[Node], groups: &mut Groups) {
    let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<String>>();
    // What somebody owns is nobody ("Ana Verick's Ferry" may have been taken for a name).
    let owns = |name: &String| name.contains("'s ") || name.contains("’s ");
    let full = |node: &Node| {
        node.kind == EntityKind::Person && node.key.contains(' ') && !node.names.iter().any(owns)
    };
    let by_name = under(nodes, |node| full(node).then(|| node.key.clone()));
    let mut longer: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (name, same) in &by_name {
        let short = name.rsplit_once(' ').and_then(|(short, _)| by_name.get_key_value(short));
        if let Some((short, _)) = short.filter(|(short, _)| goes_on(&words(short), &words(name))) {
            longer.entry(short).or_default().extend(same);
        }
    }
    for (short, fitting) in longer {
        let others: BTreeSet<usize> = fitting.iter().map(|at| groups.of(*at)).collect();
        let own = by_name.get(short).into_iter().flatten();
        for (&at, &long) in own.zip(fitting.iter().cycle()).filter(|_| others.len() == 1) {
            groups.join(at, long, names_of(nodes, at, long, "differ only in a second surname or a number"));
        }
    }
}

/// Who bears a surname, by each word that may be one.
#[derive(Default)]
struct Bearers {
    /// Family names come first in some languages, last in others.
    ends: BTreeMap<String, BTreeSet<usize>>,
    /// Names of which another surname or a number stands behind.
    before_last: BTreeMap<String, BTreeSet<usize>>,
}

impl Bearers {
    /// Those whom the articles name in full; who is only named as the writer of one is nobody in it.
    fn of(nodes: &[Node]) -> Self {
        let mut bearers = Bearers::default();
        // "The Verick-Hale talks" are those of two people.
        let pair =
            |node: &Node| node.names.iter().all(|name| name.contains(['-', '–']) && !name.contains(' '));
        let is_one = |node: &Node| node.kind == EntityKind::Person && !node.credited && !pair(node);
        for (at, node) in nodes.iter().enumerate().filter(|(_, node)| is_one(node)) {
            let words: Vec<&str> = node.key.split(' ').collect();
            if let [first, .., last] = words.as_slice() {
                bearers.ends.entry((*first).to_owned()).or_default().insert(at);
                bearers.ends.entry((*last).to_owned()).or_default().insert(at);
            }
            if let [_, .., surname, _] = words.as_slice() {
                bearers.before_last.entry((*surname).to_owned()).or_default().insert(at);
            }
        }
        bearers
    }

    /// Those whom a word alone may mean.
    fn called(&self, name: &str) -> Vec<usize> {
        self.ends.get(name).or_else(|| self.before_last.get(name)).into_iter().flatten().copied().collect()
    }
}

/// A surname alone is the one person of the case who bears it; of several the one whom the headline names, or who alone is
/// named wherever the surname is.
fn surnames(nodes: &[Node], groups: &mut Groups) {
    let bearers = Bearers::of(nodes);
    let is_alone =
        |node: &Node| node.kind == EntityKind::Person && !node.key.contains(' ') && !node.key.is_empty();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| is_alone(node)) {
        let fitting = bearers.called(&node.key);
        let others: BTreeSet<usize> = fitting.iter().map(|bearer| groups.of(*bearer)).collect();
        let one = fitting.first().filter(|_| others.len() == 1);
        let one = one.map(|one| (*one, "share a surname that only one person here bears"));
        let in_headline = || {
            let one = in_headline(nodes, groups, node, &fitting)?;
            Some((one, "share a surname, and the headline names that one person"))
        };
        let everywhere = || {
            let one = everywhere(nodes, groups, node, &fitting)?;
            Some((one, "share a surname that no article gives to others without naming that person"))
        };
        if let Some((bearer, holds)) = one.or_else(in_headline).or_else(everywhere) {
            groups.join(at, bearer, names_of(nodes, at, bearer, holds));
        }
    }
}

/// The one of several people of one surname whom the headline of a node's article names in full.
fn in_headline(nodes: &[Node], groups: &Groups, node: &Node, fitting: &[usize]) -> Option<usize> {
    let is_named = |at: &usize| nodes.get(*at).is_some_and(|bearer| holds(&node.headline, &bearer.key));
    let mut named = fitting.iter().copied().filter(is_named);
    let first = named.next()?;
    named.all(|other| groups.of(other) == groups.of(first)).then_some(first)
}

/// The one of several people of one surname whom each article names that names any of them, where the node's own names none
/// and at least two others do.
fn everywhere(nodes: &[Node], groups: &Groups, node: &Node, fitting: &[usize]) -> Option<usize> {
    let mut named: BTreeMap<usize, BTreeSet<ArticleId>> = BTreeMap::new();
    let mut all: BTreeSet<ArticleId> = BTreeSet::new();
    for (at, bearer) in fitting.iter().filter_map(|at| Some((*at, nodes.get(*at)?))) {
        named.entry(groups.of(at)).or_default().insert(bearer.article);
        all.insert(bearer.article);
    }
    if all.len() < 2 || all.contains(&node.article) {
        return None;
    }
    let mut whole = named.into_iter().filter(|(_, articles)| *articles == all).map(|(group, _)| group);
    let group = whole.next().filter(|_| whole.next().is_none())?;
    fitting.iter().copied().find(|at| groups.of(*at) == group)
}

/// Names that are spelled alike and never stand side by side in one article.
fn spellings(nodes: &[Node], groups: &mut Groups) {
    let close = |node: &Node| {
        let letters = node.key.chars().count();
        let foreign = KNOWN.country(&node.key).is_none() && node.kind != EntityKind::Organisation;
        let whole = node.kind != EntityKind::Person || node.key.contains(' ');
        (letters > 4 && foreign && whole).then(|| (skeleton(&node.key), node.kind == EntityKind::Person))
    };
    for ((skeleton, _), same) in
        under(nodes, close).into_iter().filter(|((skeleton, _), _)| skeleton.len() > 2)
    {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for &at in &same {
            by_name.entry(nodes.get(at).map_or("", |node| node.key.as_str())).or_default().push(at);
        }
        let names: Vec<(&str, Vec<usize>)> = by_name.into_iter().collect();
        for pair in names.windows(2) {
            if let [(one, at), (other, to)] = pair
                && spelled_alike(one, other, &skeleton)
                && apart(nodes, at, to)
                && let (Some(&a), Some(&b)) = (at.first(), to.first())
            {
                groups.join(a, b, names_of(nodes, a, b, "are spellings of one name"));
            }
        }
    }
}

fn spelled_alike(one: &str, other: &str, skeleton: &str) -> bool {
    let bare = |name: &str| name.strip_prefix("al ").or(name.strip_prefix("el ")).unwrap_or(name).to_owned();
    let most = if skeleton.len() > 3 { 2 } else { 1 };
    edits(&bare(one), &bare(other), most).is_some()
}

/// Whether no article holds both: one writer spells one name one way.
fn apart(nodes: &[Node], one: &[usize], other: &[usize]) -> bool {
    let articles = |places: &[usize]| -> BTreeSet<ArticleId> {
        places.iter().filter_map(|at| nodes.get(*at)).map(|node| node.article).collect()
    };
    articles(one).is_disjoint(&articles(other))
}

/// "Norland's foreign minister" is whom another article names as that, if all name the same.
fn offices(nodes: &[Node], groups: &mut Groups) {
    let locals: BTreeMap<(ArticleId, usize), usize> =
        nodes.iter().enumerate().map(|(at, node)| ((node.article, node.local), at)).collect();
    let mut holders: BTreeMap<(String, String), BTreeSet<usize>> = BTreeMap::new();
    let mut vacant: Vec<(usize, (String, String))> = Vec::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| node.kind == EntityKind::Person) {
        let of = node.of.and_then(|of| locals.get(&(node.article, of))).and_then(|of| nodes.get(*of));
        let offices = held(node, of.map(|of| of.key.as_str()));
        match node.description {
            None => offices.into_iter().for_each(|office| {
                holders.entry(office).or_default().insert(at);
            }),
            Some(_) => vacant.extend(offices.into_iter().map(|office| (at, office))),
        }
    }
    // Who is only described by an office that nobody is named with is at least one person.
    let mut described: BTreeMap<&(String, String), usize> = BTreeMap::new();
    for (at, office) in vacant.iter().filter(|(_, office)| !holders.contains_key(office)) {
        match described.get(office) {
            Some(first) => {
                let words = |at: usize| nodes.get(at).and_then(|node| node.description.as_deref());
                let (one, other) = (words(*first).unwrap_or_default(), words(*at).unwrap_or_default());
                let because = if one == other {
                    format!("both are “{one}”")
                } else {
                    format!("“{one}” and “{other}” are one office")
                };
                groups.join(*first, *at, Some(because));
            }
            None => {
                described.insert(office, *at);
            }
        }
    }
    for (at, office) in vacant {
        let fitting: Vec<usize> = holders.get(&office).into_iter().flatten().copied().collect();
        let others: BTreeSet<usize> = fitting.iter().map(|holder| groups.of(*holder)).collect();
        if let (1, Some(holder)) =
            (others.len(), fitting.first().and_then(|at| nodes.get(*at)).and_then(fullest))
            && let Some(&first) = fitting.first()
            && let Some(description) = nodes.get(at).and_then(|node| node.description.as_ref())
        {
            let because =
                format!("“{description}” is the office that “{holder}” is named with, and nobody else");
            if groups.join(at, first, Some(because.clone())) {
                groups.by_office.insert(at, because);
            }
        }
    }
}

/// The offices that the text gives to a person: the office, and the country or body.
fn held(node: &Node, of: Option<&str>) -> BTreeSet<(String, String)> {
    let said = node.roles.iter().map(|role| plain(role)).chain(node.description.as_deref().map(plain));
    said.flat_map(|said| offices_of(&said, of)).collect()
}

/// The offices that plain words for somebody name ("norland foreign minister"), each with the country or body.
pub(super) fn offices_of(said: &str, of: Option<&str>) -> Vec<(String, String)> {
    let Some((words, _)) = KNOWN.offices.iter().find(|(words, _)| ends_in(said, words)) else {
        return Vec::new();
    };
    let before = said.strip_suffix(words.as_str()).unwrap_or_default();
    let body = telling(before).into_iter().find(|word| KNOWN.country(word).is_some());
    // "ex-president", "deputy foreign minister" and "vice president" are other offices.
    let other =
        before.split(' ').any(|word| matches!(word, "former" | "ex" | "deputy" | "vice" | "then" | "late"));
    let Some(body) = body.or(of.map(str::to_owned)).filter(|_| !other) else { return Vec::new() };
    let meant = KNOWN.offices.iter().filter(|(own, _)| own == words);
    meant.map(|(_, office)| (office.clone(), body.clone())).collect()
}

fn ends_in(said: &str, office: &str) -> bool {
    said == office || said.strip_suffix(office).is_some_and(|before| before.ends_with(' '))
}
