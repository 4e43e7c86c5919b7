//! Who is never named by the sieves, and may be by what was learnt: pronouns and descriptions that found no name look
//! for one once more, among all names near them, and take the one that the weights of `links.tsv` hold best, if they hold
//! it better than none.
//!
//! The sieves come first, for they are the surer: what is left to choose is a whole entity without a name ("the team …
//! they"), once, where its first mention stands. Only of "it" and "they", which mostly stand for what has no name at all,
//! each name that a sieve gave is weighed once more.

mod features;
mod weights;

use std::ops::Range;

pub use self::features::{FIELDS, Features, VALUES};
pub(in crate::annotation) use self::weights::by_weight;
use super::describe::{is_of_another_era, sort_of};
use super::lexicon::Gender;
use super::{Draft, Groups, Number};
use crate::annotation::{Annotations, EntityKind, Form, Relation, Upos};

/// How many mentions around it a choice sees.
const WINDOW: usize = 120;
/// How many sentences back a pronoun looks for its name.
const REACH: usize = 6;
/// How many sentences back a description does.
const REACH_OF_DESCRIPTIONS: usize = 15;
/// How many sentences after "I" its speaker may be named.
const AFTER: usize = 3;

/// What looks for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// "he" and "she".
    He,
    /// "they".
    They,
    /// "it".
    It,
    /// "I" in a quotation.
    Me,
    /// "the minister".
    Person,
    /// "the ministry".
    Body,
}

impl Class {
    /// All of them, in order.
    pub const ALL: [Class; 6] = [Class::He, Class::They, Class::It, Class::Me, Class::Person, Class::Body];

    /// Its name in `links.tsv`.
    pub fn name(self) -> &'static str {
        match self {
            Class::He => "he",
            Class::They => "they",
            Class::It => "it",
            Class::Me => "i",
            Class::Person => "person",
            Class::Body => "body",
        }
    }

    fn of(draft: &Draft) -> Option<Class> {
        Some(match (draft.form, draft.kind) {
            (Form::Pronoun, _) if draft.first_person => Class::Me,
            (Form::Pronoun, _) if draft.number == Number::Plural => Class::They,
            (Form::Pronoun, EntityKind::Person) => Class::He,
            (Form::Pronoun, _) => Class::It,
            (Form::Description, EntityKind::Person) if draft.definite => Class::Person,
            (Form::Description, _) if draft.definite => Class::Body,
            _ => return None,
        })
    }

    fn is_pronoun(self) -> bool {
        !matches!(self, Class::Person | Class::Body)
    }
}

/// An entity without a name, and those that it could be.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What looks for a name.
    pub class: Class,
    /// The tokens that head its mentions.
    pub heads: Vec<usize>,
    /// The named entities near it, the nearest first.
    pub candidates: Vec<Candidate>,
    /// What speaks for none of them.
    pub none: Features,
}

/// A named entity that another mention could stand for.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The tokens of its names.
    pub names: Vec<Range<usize>>,
    /// What speaks for it and against it.
    pub features: Features,
}

/// What decides: the place of a candidate, or none.
pub type Judge<'j> = dyn FnMut(&Annotations, &Choice) -> Option<usize> + 'j;

/// A group of mentions with what is asked of it again and again.
#[derive(Clone, Debug, Default)]
struct Cluster {
    /// Its drafts, in order.
    members: Vec<usize>,
    named: bool,
    gender: Option<Gender>,
    /// Which pronouns stand for it: he, they, it, I.
    pronouns: [bool; 4],
}

/// All that a choice looks at.
struct Scene<'s> {
    text: &'s str,
    found: &'s Annotations,
    drafts: &'s [Draft],
    clusters: Vec<Cluster>,
    /// For every draft its cluster.
    of: Vec<usize>,
    /// For every draft the named cluster that a sieve gave it, where that is weighed once more.
    by_rule: Vec<Option<usize>>,
    /// How many nouns stand before each token: in the singular, and in the plural.
    nouns: [Vec<u32>; 2],
}

/// The groups with those that have no name joined with the named ones that `judge` takes them for.
pub(super) fn link(
    text: &str,
    found: &Annotations,
    drafts: &[Draft],
    groups: &Groups,
    judge: &mut Judge,
) -> Groups {
    let mut scene = Scene::new(text, found, drafts, groups);
    for place in 0..drafts.len() {
        let Some((choice, candidates)) = scene.choice(place) else { continue };
        if let Some(&cluster) = judge(found, &choice).and_then(|best| candidates.get(best)) {
            scene.join(cluster, place);
        }
    }
    scene.groups()
}

/// Whether a pronoun is the subject of what its own entity says or thinks ("the union said it had not been asked").
fn says_so_itself(found: &Annotations, drafts: &[Draft], groups: &Groups, place: usize) -> bool {
    let subject = [Relation::Nsubj, Relation::NsubjPass];
    let says = || {
        let own = drafts.get(place).filter(|own| found.has_relation(own.head, &subject))?;
        let verb = found.head(own.head).filter(|verb| found.has_relation(*verb, &[Relation::Ccomp]))?;
        let says = found.head(verb)?;
        let of_it = |other: &usize| groups.of(*other) == groups.of(place);
        let speaks =
            |other: &Draft| found.head(other.head) == Some(says) && found.has_relation(other.head, &subject);
        (0..place).rev().take(WINDOW).filter(of_it).find(|other| drafts.get(*other).is_some_and(speaks))
    };
    says().is_some()
}

impl<'s> Scene<'s> {
    fn new(text: &'s str, found: &'s Annotations, drafts: &'s [Draft], groups: &Groups) -> Self {
        let mut of: Vec<usize> = (0..drafts.len()).map(|place| groups.of(place)).collect();
        let mut named = vec![false; drafts.len()];
        for (&of, draft) in of.iter().zip(drafts) {
            if let Some(entry) = named.get_mut(of) {
                *entry |= draft.form == Form::Name;
            }
        }
        let mut by_rule = vec![None; drafts.len()];
        for (place, ((of, by_rule), draft)) in of.iter_mut().zip(&mut by_rule).zip(drafts).enumerate() {
            let again = matches!(Class::of(draft), Some(Class::They | Class::It));
            let again = again && !says_so_itself(found, drafts, groups, place);
            if again && named.get(*of).copied().unwrap_or(false) {
                *by_rule = Some(*of);
                *of = drafts.len() + place;
            }
        }
        let mut clusters = vec![Cluster::default(); 2 * drafts.len()];
        for (place, draft) in drafts.iter().enumerate() {
            if let Some(cluster) = of.get(place).and_then(|&of| clusters.get_mut(of)) {
                cluster.add(place, draft);
            }
        }
        let nouns = [nouns(found, false), nouns(found, true)];
        Scene { text, found, drafts, clusters, of, by_rule, nouns }
    }

    fn groups(&self) -> Groups {
        let mut groups = Groups::new(self.drafts.len());
        for cluster in &self.clusters {
            for pair in cluster.members.windows(2) {
                if let [a, b] = pair {
                    groups.join(*a, *b);
                }
            }
        }
        groups
    }

    fn cluster(&self, place: usize) -> Option<&Cluster> {
        self.of.get(place).and_then(|&of| self.clusters.get(of))
    }

    /// What the group of a draft could be, if it has no name and this is the first of it that looks for one; with the
    /// places of the clusters.
    fn choice(&self, place: usize) -> Option<(Choice, Vec<usize>)> {
        let class = Class::of(self.drafts.get(place)?)?;
        let cluster = self.cluster(place).filter(|cluster| !cluster.named)?;
        let looks = |at: &&usize| self.drafts.get(**at).is_some_and(|draft| Class::of(draft).is_some());
        let first = cluster.members.iter().find(looks) == Some(&place);
        if !first || !self.looks(class, self.drafts.get(place)?, cluster) {
            return None;
        }
        let fitting: Vec<(usize, usize)> =
            self.near(class, place).into_iter().filter(|near| self.fits(class, place, *near)).collect();
        let largest = fitting.iter().map(|(cluster, _)| self.before(*cluster, place).len()).max()?;
        let candidate = |(rank, near): (usize, &(usize, usize))| Candidate {
            names: self.names(near.0).map(|name| name.tokens.clone()).collect(),
            features: self.features(class, place, *near, rank, largest),
        };
        let choice = Choice {
            class,
            heads: cluster.members.iter().filter_map(|at| Some(self.drafts.get(*at)?.head)).collect(),
            candidates: fitting.iter().enumerate().map(candidate).collect(),
            none: self.without(class, place, fitting.len()),
        };
        Some((choice, fitting.into_iter().map(|(cluster, _)| cluster).collect()))
    }

    /// The named clusters near a draft, each with its mention that is nearest.
    fn near(&self, class: Class, place: usize) -> Vec<(usize, usize)> {
        let Some(own) = self.drafts.get(place) else { return Vec::new() };
        let reach = if class.is_pronoun() { REACH } else { REACH_OF_DESCRIPTIONS };
        let back = (place.saturating_sub(WINDOW)..place).rev();
        let back = back
            .take_while(|&at| self.drafts.get(at).is_some_and(|other| own.sentences_after(other) <= reach));
        let ahead = (place + 1..self.drafts.len()).take(WINDOW).take_while(|&at| {
            class == Class::Me
                && self.drafts.get(at).is_some_and(|other| {
                    other.paragraph == own.paragraph && other.sentences_after(own) <= AFTER
                })
        });
        let mut all: Vec<(usize, usize)> = Vec::new();
        for at in back.chain(ahead) {
            let named = self.cluster(at).is_some_and(|cluster| cluster.named);
            let shown = self.drafts.get(at).is_some_and(|other| class.is_pronoun() && own.passes_over(other));
            let Some(&of) = self.of.get(at).filter(|_| named && !shown) else { continue };
            if all.iter().all(|(known, _)| *known != of) {
                all.push((of, at));
            }
        }
        all
    }

    /// What must hold of any two: not both of one verb, neither inside the other, no other gender, a kind that can be.
    fn fits(&self, class: Class, place: usize, (cluster, nearest): (usize, usize)) -> bool {
        let (Some(own), Some(other), Some(mine), Some(its)) = (
            self.drafts.get(place),
            self.drafts.get(nearest),
            self.cluster(place),
            self.clusters.get(cluster),
        ) else {
            return false;
        };
        let inside = other.tokens.contains(&own.head) || own.tokens.contains(&other.head);
        let clash = mine.gender.zip(its.gender).is_some_and(|(a, b)| a != b);
        if inside || clash || (class.is_pronoun() && self.share_verb(own, other)) {
            return false;
        }
        let kind = self.names(cluster).next().map_or(EntityKind::Other, |name| name.kind);
        let [he, _, it, me] = its.pronouns;
        match class {
            // A person may have been taken for a thing, hardly for a place or a body.
            Class::He => {
                let told = || super::pronouns::named_by(self.found, self.drafts, place);
                matches!(kind, EntityKind::Person | EntityKind::Other)
                    && !it
                    && !told().iter().any(|name| self.of.get(*name) == Some(&cluster))
            }
            // Nobody calls themselves by name.
            Class::Me => {
                kind == EntityKind::Person && self.names(cluster).all(|name| name.quotation != own.quotation)
            }
            Class::They => kind != EntityKind::Person,
            Class::It => kind != EntityKind::Person && !he && !me && !self.is_several(cluster),
            Class::Person => kind == EntityKind::Person && !it && self.may_describe(own, cluster),
            Class::Body => {
                let body = matches!(kind, EntityKind::Organisation | EntityKind::Other);
                body && !he && !me && self.may_describe(own, cluster) && self.is_such(own, cluster)
            }
        }
    }

    /// Whether a candidate's name is one word in the plural ("the Tolmarians", "the Dockers").
    fn is_several(&self, cluster: usize) -> bool {
        self.names(cluster).any(|name| {
            let head = self.found.tokens.get(name.head);
            name.tokens.len() == 1 && head.is_some_and(|token| token.xpos == "NNPS")
        })
    }

    /// "The ministry" is nobody in whose names and descriptions none stands, and "the company" no commission.
    fn is_such(&self, own: &Draft, cluster: usize) -> bool {
        let mut sorts = self.names(cluster).filter_map(|name| sort_of(self.text, self.found, name));
        if own.role == Some("company")
            && sorts.any(|sort| SAYS_SO.contains(&sort) || NO_COMPANY.contains(&sort))
        {
            return false;
        }
        let Some(role) = own.role.filter(|role| SAYS_SO.contains(role)) else { return true };
        let noun = |at: usize| self.found.word(self.text, at).to_lowercase() == role;
        let mut others = self.members(cluster).iter().filter_map(|&at| self.drafts.get(at));
        others.any(|other| other.role == Some(role) || other.tokens.clone().any(noun))
    }

    /// "His daughter" is not himself, "the Nato spokesman" nobody in whose names and descriptions Nato never stands, and "the
    /// former leader" nobody who still is.
    fn may_describe(&self, own: &Draft, cluster: usize) -> bool {
        let members = self.members(cluster);
        let drafts = || members.iter().filter_map(|&at| self.drafts.get(at));
        let owner = drafts().any(|other| own.tokens.contains(&other.head));
        let words = &own.marks.capitals;
        let shared = || {
            let theirs = drafts().filter(|other| other.form != Form::Pronoun);
            theirs.flat_map(|other| &other.marks.capitals).any(|word| words.contains(word))
        };
        let held = || is_of_another_era(own, &drafts().collect::<Vec<_>>());
        !owner && (words.is_empty() || shared()) && !held()
    }

    /// Whether a draft may look for a name at all. Whom the text introduces ("a witness … the witness") it does not name,
    /// and a description with a person or a thing after it says itself whom it means ("the head of the harbour").
    fn looks(&self, class: Class, own: &Draft, cluster: &Cluster) -> bool {
        let mut drafts = cluster.members.iter().filter_map(|&at| self.drafts.get(at));
        if drafts.any(|other| other.form == Form::Description && !other.definite) {
            return false;
        }
        let first = self.found.word(self.text, own.tokens.start).to_lowercase();
        let pointed = matches!(
            first.as_str(),
            "the" | "this" | "that" | "these" | "those" | "his" | "her" | "their" | "its"
        );
        let next = self.found.word(self.text, own.head + 1);
        let goes_on = matches!(next, "of" | "for" | "that" | "who" | "which" | "to" | "at" | "in" | "from");
        let plural = self.found.tokens.get(own.head).is_some_and(|token| token.xpos.ends_with('S'));
        class.is_pronoun() || (pointed && !goes_on && !plural)
    }

    fn share_verb(&self, own: &Draft, other: &Draft) -> bool {
        let core = [Relation::Nsubj, Relation::NsubjPass, Relation::Obj, Relation::Iobj, Relation::Obl];
        let verb = self.found.head(own.head);
        verb.is_some()
            && verb == self.found.head(other.head)
            && self.found.has_relation(own.head, &core)
            && self.found.has_relation(other.head, &core)
    }

    fn members(&self, cluster: usize) -> &[usize] {
        self.clusters.get(cluster).map(|cluster| cluster.members.as_slice()).unwrap_or_default()
    }

    fn names(&self, cluster: usize) -> impl Iterator<Item = &Draft> {
        let members = self.members(cluster);
        let drafts = members.iter().filter_map(|&at| self.drafts.get(at));
        drafts.filter(|draft| draft.form == Form::Name)
    }

    /// The drafts of a cluster before another draft.
    fn before(&self, cluster: usize, place: usize) -> &[usize] {
        let members = self.members(cluster);
        members.get(..members.partition_point(|&at| at < place)).unwrap_or_default()
    }

    /// Makes the cluster of `place` part of another.
    fn join(&mut self, into: usize, place: usize) {
        let Some(from) = self.of.get(place).and_then(|&of| self.clusters.get_mut(of)) else { return };
        let gone = std::mem::take(from);
        for &at in &gone.members {
            if let Some(entry) = self.of.get_mut(at) {
                *entry = into;
            }
        }
        if let Some(whole) = self.clusters.get_mut(into) {
            whole.members.extend(gone.members);
            whole.members.sort_unstable();
            whole.gender = whole.gender.or(gone.gender);
            whole.pronouns.iter_mut().zip(gone.pronouns).for_each(|(own, more)| *own |= more);
        }
    }
}

impl Cluster {
    fn add(&mut self, place: usize, draft: &Draft) {
        self.members.push(place);
        self.named |= draft.form == Form::Name;
        self.gender = self.gender.or(draft.gender);
        let class = Class::of(draft).filter(|class| class.is_pronoun());
        if let Some(entry) = class.and_then(|class| self.pronouns.get_mut(class as usize)) {
            *entry = true;
        }
    }
}

/// How many nouns of one number stand before each token.
fn nouns(found: &Annotations, plural: bool) -> Vec<u32> {
    let is_one = |at: usize| {
        found.tokens.get(at).is_some_and(|token| {
            token.upos == Upos::Noun
                && token.relation != Relation::Compound
                && token.xpos.ends_with('S') == plural
        })
    };
    let sums = (0..found.tokens.len()).scan(0, |sum, at| {
        *sum += u32::from(is_one(at));
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

/// Bodies besides those whose names say that they are no company.
const NO_COMPANY: [&str; 8] =
    ["commission", "department", "committee", "congress", "bureau", "union", "party", "university"];

/// Institutions whose names say what they are.
const SAYS_SO: [&str; 14] = [
    "ministry",
    "consulate",
    "embassy",
    "court",
    "parliament",
    "police",
    "army",
    "government",
    "council",
    "cabinet",
    "senate",
    "navy",
    "congress",
    "assembly",
];
