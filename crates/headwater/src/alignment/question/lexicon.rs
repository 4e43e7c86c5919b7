//! What words mean beside each other: near synonyms, kinds of events, kinds of things, and how much a word tells.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smol_str::{SmolStr, format_smolstr};

/// The lists, read once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// A class of near synonyms, or a kind of event; events come first.
pub(super) type Class = u16;

/// A word of a kind of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    /// The kind, in [`Lexicon::kinds`].
    pub kind: u16,
    /// Which member of it; synonyms share the number.
    pub member: u16,
}

/// A kind of event.
#[derive(Debug)]
pub(super) struct EventClass {
    /// Its name in the list.
    pub name: &'static str,
    /// How a question says it ("how many were …").
    pub label: &'static str,
    /// Whether it is an act of speech.
    pub speech: bool,
    /// Whether it is done to people.
    pub harm: bool,
    /// Whether it may also be done to things.
    pub ruin: bool,
}

/// A kind of things.
#[derive(Debug)]
pub(super) struct KindOfThings {
    /// Its name in the list.
    pub name: &'static str,
    /// Whether one thing cannot be two of its members.
    pub exclusive: bool,
    /// The first word of each member.
    pub members: Vec<&'static str>,
}

/// All lists of this stage.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Kinds of events, by [`Class`].
    pub events: Vec<EventClass>,
    /// Kinds of things.
    pub kinds: Vec<KindOfThings>,
    classes: FxHashMap<SmolStr, Vec<Class>>,
    kinds_of: FxHashMap<SmolStr, Vec<Kind>>,
    documents: FxHashMap<SmolStr, u32>,
    all_documents: u32,
    expressions: FxHashMap<SmolStr, ()>,
}

impl Lexicon {
    fn read() -> Self {
        let mut lexicon = Lexicon::default();
        lexicon.read_events(include_str!("../../../data/alignment/events.tsv"));
        lexicon.read_synonyms(include_str!("../../../data/alignment/synonyms.tsv"));
        lexicon.read_metonyms(include_str!("../../../data/alignment/metonyms.tsv"));
        lexicon.read_kinds(include_str!("../../../data/alignment/kinds.tsv"));
        lexicon.read_documents(include_str!("../../../data/alignment/word_documents.tsv"));
        lexicon
    }

    fn read_events(&mut self, list: &'static str) {
        for line in rows(list) {
            let mut columns = line.split('\t');
            let (Some(name), Some(label), Some(words)) = (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let class = self.events.len() as Class;
            let sort = columns.next();
            let (speech, harm, ruin) = (sort == Some("speech"), sort == Some("harm"), sort == Some("ruin"));
            self.events.push(EventClass { name, label, speech, harm, ruin });
            words.split(' ').for_each(|word| self.put(word, class));
        }
    }

    fn read_synonyms(&mut self, list: &'static str) {
        for (at, line) in rows(list).enumerate() {
            let class = (self.events.len() + at) as Class;
            line.split(' ').for_each(|word| self.put(word, class));
        }
    }

    /// Names of one state are one class above those of the synonyms; they are looked up as whole names.
    fn read_metonyms(&mut self, list: &'static str) {
        let first = self.classes.values().flatten().max().map_or(0, |last| last + 1);
        for (line, class) in rows(list).zip(first..) {
            line.split(' ').for_each(|name| self.classify(name, class));
        }
    }

    fn put(&mut self, word: &str, class: Class) {
        if word.contains('_') {
            self.expressions.insert(word.into(), ());
        }
        self.classify(word, class);
    }

    fn classify(&mut self, word: &str, class: Class) {
        let classes = self.classes.entry(word.into()).or_default();
        if !classes.contains(&class) {
            classes.push(class);
        }
    }

    fn read_kinds(&mut self, list: &'static str) {
        for line in rows(list) {
            let mut columns = line.split('\t');
            let (Some(name), Some(how), Some(words)) = (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let kind = self.kinds.len() as u16;
            let mut members = Vec::new();
            for (member, same) in words.split(' ').enumerate() {
                members.extend(same.split('=').next());
                for word in same.split('=') {
                    self.kinds_of.entry(word.into()).or_default().push(Kind { kind, member: member as u16 });
                }
            }
            self.kinds.push(KindOfThings { name, exclusive: how == "exclusive", members });
        }
    }

    fn read_documents(&mut self, list: &'static str) {
        for line in rows(list) {
            let Some((word, count)) = line.split_once('\t') else { continue };
            let count = count.parse().unwrap_or(1);
            match word {
                "*" => self.all_documents = count,
                _ => *self.documents.entry(stem(word)).or_default() += count,
            }
        }
    }

    /// The classes of a word: near synonyms and kinds of events.
    pub(super) fn classes(&self, lemma: &str) -> &[Class] {
        self.classes.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The kind of event a word tells of.
    pub(super) fn events_of(&self, lemma: &str) -> impl Iterator<Item = Class> + '_ {
        let events = self.events.len() as Class;
        self.classes(lemma).iter().copied().filter(move |class| *class < events)
    }

    /// The kinds of things a word names.
    pub(super) fn kinds_of(&self, lemma: &str) -> &[Kind] {
        self.kinds_of.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Whether two neighbouring words are one expression of the lists; gives it.
    pub(super) fn expression(&self, first: &str, second: &str) -> Option<SmolStr> {
        let joined = format_smolstr!("{first}_{second}");
        self.expressions.contains_key(&joined).then_some(joined)
    }

    /// How much a word tells: inverse document frequency over general news and web prose.
    pub(super) fn weight(&self, stem: &str) -> f32 {
        let documents = self.documents.get(stem).copied().unwrap_or(0) as f32;
        ((self.all_documents as f32 + 1.0) / (documents + 1.0)).ln().max(0.1)
    }

    /// Whether a word with these kinds may name somebody ("captive", "refugee").
    pub(super) fn is_somebody(&self, kinds: &[Kind]) -> bool {
        kinds
            .iter()
            .any(|kind| self.kinds.get(usize::from(kind.kind)).is_some_and(|kind| kind.name == PERSON))
    }

    /// The number of the kind with this name.
    pub(super) fn kind(&self, name: &str) -> Option<u16> {
        self.kinds.iter().position(|kind| kind.name == name).map(|at| at as u16)
    }
}

/// The kind of things that words for people are.
const PERSON: &str = "person";

/// The lines of a list that hold data.
pub(super) fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Endings that English puts on a stem, the longest first, with how much of a stem must be left before them.
const ENDINGS: [(&str, usize); 22] = [
    ("ization", 3),
    ("isation", 3),
    ("ations", 4),
    ("ation", 4),
    ("ments", 4),
    ("ment", 4),
    ("ness", 4),
    ("ings", 3),
    ("ions", 4),
    ("ing", 3),
    ("ion", 4),
    ("ies", 3),
    ("ers", 4),
    ("ors", 4),
    ("ed", 3),
    ("es", 3),
    ("er", 4),
    ("or", 4),
    ("ly", 4),
    ("s", 3),
    ("e", 3),
    ("y", 3),
];

/// The part of a word that its forms and derivations share ("detain", "detained", "grant", "granting").
pub(super) fn stem(word: &str) -> SmolStr {
    let mut stem = word;
    for (ending, left) in ENDINGS {
        if let Some(rest) = stem.strip_suffix(ending)
            && rest.chars().count() >= left
            && !(ending == "s" && rest.ends_with('s'))
        {
            stem = rest;
            break;
        }
    }
    stem.trim_end_matches('e').trim_end_matches('i').into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for (one, other) in
            [("killed", "killing"), ("detained", "detain"), ("visas", "visa"), ("city", "cities")]
        {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        assert_ne!(stem("nation"), stem("native"));
    }

    #[test]
    fn every_row_of_the_lists_is_read() {
        assert!(LEXICON.events.len() > 80);
        assert!(LEXICON.kinds.iter().any(|kind| kind.name == "vehicle" && kind.exclusive));
        assert!(LEXICON.classes("fatality").iter().any(|class| LEXICON.classes("kill").contains(class)));
        assert!(LEXICON.weight(&stem("the")) < LEXICON.weight(&stem("earthquake")));
    }
}
