//! What speaks for a candidate and against it, and what speaks for none.

use std::sync::LazyLock;

use super::super::describe::sort_of;
use super::super::lexicon::says;
use super::super::{Draft, Number};
use super::{Class, Scene};
use crate::annotation::{EntityKind, Form, Meaning, Relation};

/// The names of the fields, as `links.tsv` has them. The first are asked of a candidate, those from "alone" on of the
/// draft that looks for one.
pub const FIELDS: [&str; 46] = [
    "sentences back",
    "nearer ones",
    "kind and number",
    "paragraph",
    "form and place",
    "relation",
    "places of both",
    "mentions",
    "mentions near",
    "subjects near",
    "largest",
    "gender",
    "quotations",
    "speaks beside",
    "both say",
    "between",
    "between and near",
    "nouns between",
    "its pronoun",
    "its pronouns",
    "same noun",
    "like its noun",
    "like its name",
    "noun in its name",
    "capitals shared",
    "determiner",
    "sort of body",
    "by rule",
    "alone",
    "candidates",
    "own place",
    "own quotation",
    "opening",
    "own mentions",
    "own saying",
    "own determiner",
    "own capitals",
    "own rule",
    "own length",
    "own nouns",
    "governor 1",
    "governor 2",
    "governor 3",
    "governor 4",
    "governor 5",
    "governor 6",
];

/// The fields by place in [`FIELDS`].
#[derive(Clone, Copy)]
enum Field {
    Back,
    Nearer,
    Kind,
    Paragraph,
    Form,
    Relation,
    Places,
    Mentions,
    Recent,
    Subjects,
    Largest,
    Gender,
    Quotations,
    Speaks,
    Say,
    Between,
    BetweenNear,
    Nouns,
    Pronoun,
    Pronouns,
    SameNoun,
    LikeNoun,
    LikeName,
    InName,
    Capitals,
    Determiner,
    Sort,
    ByRule,
    Alone,
    Candidates,
    OwnPlace,
    OwnQuotation,
    Opening,
    OwnMentions,
    OwnSaying,
    OwnDeterminer,
    OwnCapitals,
    OwnRule,
    OwnLength,
    OwnNouns,
    Governor,
}

/// More values than any field has.
pub const VALUES: usize = 36;

/// How many names and descriptions of an entity are looked at.
const SOME: usize = 12;

/// What subjects and objects of a verb, owners of a noun and descriptions are measured by: verbs of who acts and of what
/// is, then nouns of the same.
const MARKS: [[&str; 6]; 2] = [
    ["announced", "agreed", "played", "contains", "happened", "bought"],
    ["members", "company", "team", "price", "surface", "government"],
];

/// The meanings of [`MARKS`].
static MARKED: LazyLock<[[Option<Meaning>; 6]; 2]> =
    LazyLock::new(|| MARKS.map(|marks| marks.map(Meaning::of)));

/// Fields with their values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features(Vec<(u8, u8)>);

impl Features {
    /// Each field with its value, both from nought on.
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.0.iter().map(|&(field, value)| (field.into(), value.into()))
    }

    fn add(&mut self, field: Field, value: usize) {
        self.add_next(field, 0, value);
    }

    /// Adds the value of the field that stands so many after `field`.
    fn add_next(&mut self, field: Field, after: usize, value: usize) {
        self.0.push(((field as usize + after) as u8, value.min(VALUES - 1) as u8));
    }
}

/// In which of the steps that begin after each bound a number lies.
fn step<T: PartialOrd>(value: T, bounds: &[T]) -> usize {
    bounds.iter().take_while(|bound| value > **bound).count()
}

fn bits(all: &[bool]) -> usize {
    all.iter().fold(0, |sum, one| 2 * sum + usize::from(*one))
}

impl Scene<'_> {
    /// What speaks for the candidate `cluster`, of which the draft `nearest` is nearest to the one that chooses.
    pub(super) fn features(
        &self,
        class: Class,
        place: usize,
        (cluster, nearest): (usize, usize),
        rank: usize,
        largest: usize,
    ) -> Features {
        let mut all = Features::default();
        if let (Some(own), Some(other)) = (self.drafts.get(place), self.drafts.get(nearest)) {
            self.place_of(&mut all, own, other, rank);
            self.standing(&mut all, place, cluster, largest);
            self.speech(&mut all, own, other, cluster);
            self.between(&mut all, class, place, nearest);
            self.pronouns(&mut all, place, cluster);
            if let Some(by_rule) = self.by_rule.get(place).copied().flatten() {
                all.add(Field::ByRule, usize::from(by_rule == cluster));
            }
            self.nouns_of(&mut all, place, cluster);
            all.add(Field::Sort, self.sort_of(own, cluster));
        }
        all
    }

    /// Whether the candidate's names say what sort of body it is, and whether it is the sort that a description says; of a
    /// pronoun also whether they are a plural.
    fn sort_of(&self, own: &Draft, cluster: usize) -> usize {
        let sorts: Vec<&str> =
            self.names(cluster).take(SOME).filter_map(|name| sort_of(self.text, self.found, name)).collect();
        match own.role {
            None if self.is_several(cluster) => 3,
            _ if sorts.is_empty() => 0,
            Some(role) if sorts.contains(&role) => 1,
            _ => 2,
        }
    }

    /// Where the two stand, and as what.
    fn place_of(&self, all: &mut Features, own: &Draft, other: &Draft, rank: usize) {
        let ahead = other.sentence > own.sentence;
        let apart = own.sentences_after(other);
        let near = if ahead { 0 } else { 1 + apart.min(2) };
        let far = if ahead { 0 } else { 1 + step(apart, &[0, 1, 2, 3, 5, 9]) };
        let its_place = self.role(other);
        all.add(Field::Back, far);
        all.add(Field::Nearer, rank.min(4));
        all.add(Field::Paragraph, 4 * usize::from(own.paragraph == other.paragraph) + near);
        all.add(Field::Form, 3 * other.form as usize + its_place);
        all.add(Field::Relation, self.relation(other));
        all.add(Field::Places, (3 * self.own_role(own) + its_place) * 4 + near);
    }

    /// How much the text speaks of the candidate, and what it is.
    fn standing(&self, all: &mut Features, place: usize, cluster: usize, largest: usize) {
        let Some(own) = self.drafts.get(place) else { return };
        let before = self.before(cluster, place);
        let back = before.iter().rev().filter_map(|&at| self.drafts.get(at));
        let near: Vec<&Draft> = back.take_while(|other| own.sentences_after(other) <= 3).take(32).collect();
        let recent = near.iter().filter(|other| own.sentences_after(other) <= 2).count();
        let subjects = near.iter().filter(|other| other.subject).count();
        let kind = self.names(cluster).next().map_or(0, |name| name.kind as usize);
        all.add(Field::Kind, 2 * kind + usize::from(own.number == Number::Plural));
        all.add(Field::Mentions, before.len().min(5));
        all.add(Field::Recent, recent.min(4));
        all.add(Field::Subjects, subjects.min(3));
        all.add(Field::Largest, usize::from(before.len() >= largest));
        let mine = self.cluster(place).and_then(|cluster| cluster.gender);
        let its = self.clusters.get(cluster).and_then(|cluster| cluster.gender);
        all.add(Field::Gender, bits(&[mine.is_some() && mine == its, its.is_none()]));
    }

    /// Who speaks, and in which quotation.
    fn speech(&self, all: &mut Features, own: &Draft, other: &Draft, cluster: usize) {
        let relation = match (&own.quotation, &other.quotation) {
            (None, None) => 0,
            (Some(a), Some(b)) if a == b => 1,
            (Some(_), None) => 2,
            (None, Some(_)) => 3,
            _ => 4,
        };
        all.add(Field::Quotations, relation);
        let members = self.members(cluster);
        let drafts = self.drafts;
        let from = members
            .partition_point(|&at| drafts.get(at).is_some_and(|near| near.sentence + 2 < own.sentence));
        let beside = members.iter().skip(from).filter_map(|&at| drafts.get(at));
        let mut beside = beside.take_while(|near| near.sentence <= own.sentence + 2).take(32);
        let speaks = own.quotation.is_some()
            && beside.any(|near| {
                near.quotation.is_none() && near.paragraph == own.paragraph && self.is_sayer(near)
            });
        all.add(Field::Speaks, bits(&[own.quotation.is_some(), speaks]));
        all.add(Field::Say, bits(&[self.is_sayer(own), self.is_sayer(other)]));
    }

    /// What stands between the two that could be meant as well.
    fn between(&self, all: &mut Features, class: Class, place: usize, nearest: usize) {
        let (Some(own), Some(other)) = (self.drafts.get(place), self.drafts.get(nearest)) else { return };
        let kind = match class {
            Class::He | Class::Me | Class::Person => EntityKind::Person,
            _ => EntityKind::Organisation,
        };
        let (its, mine) = (self.of.get(nearest), self.of.get(place));
        let rivals = (place.min(nearest) + 1..place.max(nearest)).filter(|at| {
            self.drafts.get(*at).is_some_and(|draft| {
                let of = self.of.get(*at);
                draft.form != Form::Pronoun && of != its && of != mine && draft.kind == kind
            })
        });
        let rivals = rivals.take(4).count();
        let near = if other.sentence > own.sentence { 0 } else { 1 + own.sentences_after(other).min(2) };
        all.add(Field::Between, rivals);
        all.add(Field::BetweenNear, 4 * rivals.min(2) + near);
        if matches!(class, Class::They | Class::It) {
            let (from, to) = (own.head.min(other.head) + 1, own.head.max(other.head));
            all.add(Field::Nouns, self.count_nouns(class, from, to).min(4));
        }
    }

    fn pronouns(&self, all: &mut Features, place: usize, cluster: usize) {
        let (Some(mine), Some(its)) = (self.cluster(place), self.clusters.get(cluster)) else { return };
        let same = mine.pronouns.iter().zip(its.pronouns).any(|(a, b)| *a && b);
        let [he, they, it, _] = its.pronouns;
        all.add(Field::Pronoun, bits(&[same, its.pronouns.contains(&true)]));
        all.add(Field::Pronouns, bits(&[he, they, it]));
    }

    /// How the nouns that describe the one go with the nouns and names of the other.
    fn nouns_of(&self, all: &mut Features, place: usize, cluster: usize) {
        let mine: Vec<&Draft> = self.descriptions(self.of.get(place).copied()).collect();
        let Some(own) = self.drafts.get(place).filter(|_| !mine.is_empty()) else { return };
        let its: Vec<&Draft> = self.descriptions(Some(cluster)).collect();
        let names: Vec<&Draft> = self.names(cluster).take(SOME).collect();
        let pairs = || mine.iter().flat_map(|a| its.iter().map(move |b| (*a, *b)));
        let same = pairs().any(|(a, b)| self.noun(a) == self.noun(b));
        let role = pairs().any(|(a, b)| a.role.is_some() && a.role == b.role);
        all.add(Field::SameNoun, bits(&[same, role, !its.is_empty()]));
        let most = |likeness: &mut dyn Iterator<Item = f32>| likeness.reduce(f32::max);
        let alike = most(&mut pairs().filter_map(|(a, b)| likeness(self.noun(a), self.noun(b))));
        all.add(Field::LikeNoun, alike.map_or(0, |alike| 1 + step(alike, &[0.2, 0.4, 0.6, 0.9])));
        let words: Vec<&str> = names
            .iter()
            .flat_map(|name| [name.tokens.start, name.tokens.end.saturating_sub(1)])
            .map(|at| self.found.word(self.text, at))
            .collect();
        let with_names =
            mine.iter().flat_map(|a| words.iter().filter_map(|word| likeness(self.noun(a), word)));
        let mut with_names = with_names;
        let alike = most(&mut with_names);
        all.add(Field::LikeName, alike.map_or(0, |alike| 1 + step(alike, &[0.05, 0.15, 0.25, 0.35, 0.45])));
        let holds = |name: &Draft, noun: &str| {
            name.tokens.clone().any(|at| self.found.word(self.text, at).eq_ignore_ascii_case(noun))
        };
        let inside = mine.iter().any(|a| names.iter().any(|name| holds(name, self.noun(a))));
        all.add(Field::InName, usize::from(inside));
        let capital = |drafts: &[&Draft], is_one: &dyn Fn(&String) -> bool| {
            drafts.iter().any(|draft| draft.marks.capitals.iter().any(is_one))
        };
        let its_or_named = |word: &String| {
            let same = |other: &String| other == word;
            capital(&its, &same) || capital(&names, &same)
        };
        let (has, shared, its_has) =
            (capital(&mine, &|_| true), capital(&mine, &its_or_named), capital(&its, &|_| true));
        all.add(Field::Capitals, bits(&[has, shared, its_has]));
        all.add(Field::Determiner, self.determiner(own));
    }

    /// What speaks for none of the candidates.
    pub(super) fn without(&self, class: Class, place: usize, candidates: usize) -> Features {
        let mut all = Features::default();
        let (Some(own), Some(mine)) = (self.drafts.get(place), self.cluster(place)) else { return all };
        all.add(Field::Alone, 0);
        all.add(Field::Candidates, candidates.min(5));
        all.add(Field::OwnPlace, self.own_role(own));
        all.add(Field::OwnQuotation, usize::from(own.quotation.is_some()));
        all.add(Field::Opening, step(own.sentence, &[0, 2, 5]));
        all.add(Field::OwnMentions, mine.members.len().min(4));
        all.add(Field::OwnSaying, usize::from(self.is_sayer(own)));
        if own.form == Form::Description {
            all.add(Field::OwnDeterminer, self.determiner(own));
            all.add(Field::OwnCapitals, usize::from(!own.marks.capitals.is_empty()));
            all.add(Field::OwnLength, own.head.saturating_sub(own.tokens.start).min(3));
        }
        if !matches!(class, Class::He | Class::Me) {
            self.governor(&mut all, own);
        }
        if matches!(class, Class::They | Class::It) {
            let by_rule = self.by_rule.get(place).copied().flatten();
            all.add(Field::OwnRule, usize::from(by_rule.is_some()));
            let from = self.found.sentences.get(own.sentence.saturating_sub(1));
            let from = from.map_or(own.head, |sentence| sentence.tokens.start);
            all.add(Field::OwnNouns, self.count_nouns(class, from, own.head).min(5));
        }
        all
    }

    /// What the verb that a pronoun is the subject or object of is like, or the noun that it owns; of a description its noun.
    fn governor(&self, all: &mut Features, own: &Draft) {
        let [verbs, nouns] = &*MARKED;
        let (role, governor, marks) = match self.found.tokens.get(own.head) {
            Some(token) if own.form == Form::Description => (3, Some(token), nouns),
            Some(token) => {
                let governor = self.found.head(own.head).and_then(|head| self.found.tokens.get(head));
                match token.relation {
                    Relation::NmodPoss => (2, governor, nouns),
                    Relation::Nsubj => (0, governor, verbs),
                    _ => (1, governor, verbs),
                }
            }
            None => return,
        };
        let meaning = governor.and_then(|token| Meaning::of(&token.lemma));
        for (after, mark) in marks.iter().enumerate() {
            let alike = meaning.zip(*mark).map(|(one, other)| one.likeness(other));
            let value = alike.map_or(0, |alike| 1 + step(alike, &[0.1, 0.2, 0.3, 0.45]));
            all.add_next(Field::Governor, after, 6 * role + value);
        }
    }

    fn count_nouns(&self, class: Class, from: usize, to: usize) -> usize {
        let [singular, plural] = &self.nouns;
        let sums = if class == Class::They { plural } else { singular };
        let at = |place: usize| sums.get(place).copied().unwrap_or_default();
        at(to).saturating_sub(at(from)) as usize
    }

    /// Some of the descriptions of a cluster.
    fn descriptions(&self, cluster: Option<usize>) -> impl Iterator<Item = &Draft> {
        let members = cluster.map(|cluster| self.members(cluster)).unwrap_or_default();
        let drafts = members.iter().filter_map(|&at| self.drafts.get(at));
        drafts.filter(|draft| draft.form == Form::Description).take(SOME)
    }

    fn noun(&self, draft: &Draft) -> &str {
        self.found.tokens.get(draft.head).map_or("", |token| token.lemma.as_str())
    }

    /// Which article or pronoun a description begins with: the, this, that, these, those, another or none.
    fn determiner(&self, own: &Draft) -> usize {
        let word = self.found.word(self.text, own.tokens.start).to_lowercase();
        let known = ["the", "this", "that", "these", "those"];
        known.iter().position(|known| *known == word).unwrap_or(known.len())
    }

    fn is_sayer(&self, draft: &Draft) -> bool {
        let verb = self.found.head(draft.head).and_then(|verb| self.found.tokens.get(verb));
        draft.subject && verb.is_some_and(|verb| says(&verb.lemma))
    }

    /// Subject of a main clause, of another, or none.
    fn role(&self, draft: &Draft) -> usize {
        let main = [Relation::Root, Relation::Parataxis];
        match draft.subject {
            true if self.found.head(draft.head).is_some_and(|verb| self.found.has_relation(verb, &main)) => 0,
            true => 1,
            false => 2,
        }
    }

    /// Subject, owner, or neither.
    fn own_role(&self, draft: &Draft) -> usize {
        match draft.subject {
            true => 0,
            false if self.found.has_relation(draft.head, &[Relation::NmodPoss]) => 1,
            false => 2,
        }
    }

    fn relation(&self, draft: &Draft) -> usize {
        let Some(token) = self.found.tokens.get(draft.head) else { return 8 };
        match token.relation {
            Relation::Nsubj | Relation::NsubjPass => self.role(draft),
            Relation::Obj | Relation::Iobj => 2,
            Relation::Obl | Relation::ObliqueAgent => 3,
            Relation::NmodPoss => 4,
            Relation::Nmod | Relation::Compound | Relation::Flat | Relation::NmodUnmarked => 5,
            Relation::Appos | Relation::Conj => 6,
            Relation::Root => 7,
            _ => 8,
        }
    }
}

/// How alike two words are, where both are known.
fn likeness(a: &str, b: &str) -> Option<f32> {
    Some(Meaning::of(a)?.likeness(Meaning::of(b)?))
}
