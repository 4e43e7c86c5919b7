//! Names that are the same, parts of each other, or the letters of each other.

use std::collections::BTreeMap;

use super::bodies::is_link;
use super::lexicon::gender_of_name;
use super::marks::nation;
use super::{Draft, Groups};
use crate::annotation::{Annotations, EntityKind, Form, goes_on, is_generation};
use crate::article::agency;

/// One spelling of a name with the mentions that carry it.
struct Spelling {
    words: Vec<String>,
    shown: Vec<String>,
    kind: EntityKind,
    places: Vec<usize>,
    /// The peoples and countries that stand before it ("the Norlandish Red Cross").
    nations: Vec<String>,
    /// Whether it stands in credit lines alone: who wrote and edited the story is nobody in it.
    credited: bool,
}

/// Joins the mentions of equal names, and shorter names with the one longer name that they can stand for.
pub(super) fn join(text: &str, found: &Annotations, drafts: &mut [Draft], groups: &mut Groups) {
    let spellings = spellings(text, found, drafts);
    for spelling in &spellings {
        for pair in spelling.places.windows(2) {
            if let [a, b] = pair {
                groups.join(*a, *b);
            }
        }
    }
    let index = Index::new(&spellings);
    for short in &spellings {
        let near = index.candidates(&spellings, short);
        let mut longer: Vec<&Spelling> =
            near.iter().copied().filter(|long| may_stand_for(short, long)).collect();
        if longer.is_empty() {
            longer = near.into_iter().filter(|long| is_first_surname(short, long)).collect();
        }
        // Two longer names that are the same themselves are no ambiguity.
        let Some((first, others)) = longer.split_first() else { continue };
        let one = others.iter().all(|other| may_stand_for(first, other) || may_stand_for(other, first));
        if let (true, Some(&a), Some(&b)) = (one, first.places.first(), short.places.first()) {
            groups.join(a, b);
        }
    }
    let kinds: Vec<(usize, EntityKind)> = spellings
        .iter()
        .flat_map(|spelling| spelling.places.iter().map(|&place| (place, spelling.kind)))
        .collect();
    for (place, kind) in kinds {
        if let Some(draft) = drafts.get_mut(place) {
            draft.kind = kind;
        }
    }
    share_gender(drafts, groups);
}

/// The spellings by their first word, their last two words, and their initials.
struct Index(BTreeMap<String, Vec<usize>>);

/// A short name with more longer names than this is ambiguous anyway, and must not cost time.
const CANDIDATES: usize = 24;

impl Index {
    fn new(spellings: &[Spelling]) -> Self {
        let mut index: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, spelling) in spellings.iter().enumerate().filter(|(_, spelling)| spelling.words.len() > 1)
        {
            let ends = [spelling.words.first(), spelling.words.last(), spelling.words.iter().rev().nth(1)];
            let ends = ends.map(Option::<&String>::cloned);
            // "The Committee" for "Committee to Protect Journalists".
            let link = spelling.words.iter().position(|word| is_link(word));
            let cut = link.and_then(|link| spelling.words.get(link.checked_sub(1)?).cloned());
            let ends = ends.into_iter().chain([cut]).flatten();
            let mut keys: Vec<String> = ends.chain(initials(&spelling.shown)).collect();
            keys.sort();
            keys.dedup();
            keys.into_iter().for_each(|key| index.entry(key).or_default().push(place));
        }
        Index(index)
    }

    fn candidates<'s>(&self, spellings: &'s [Spelling], short: &Spelling) -> Vec<&'s Spelling> {
        let keys = [short.words.last(), short.shown.last()];
        let mut places: Vec<usize> = keys
            .into_iter()
            .flatten()
            .filter_map(|key| self.0.get(key))
            .flatten()
            .copied()
            .take(CANDIDATES)
            .collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| spellings.get(place)).collect()
    }
}

/// What a name may be shortened to: the first letters of all its words, or of those with capitals; and of these with
/// letters that it holds already kept whole ("UNHCR").
fn initials(words: &[String]) -> [String; 3] {
    let capitals = || words.iter().filter(|word| word.starts_with(char::is_uppercase));
    let first =
        |word: &String| word.chars().next().into_iter().flat_map(char::to_uppercase).collect::<String>();
    let letters =
        |word: &String| (2..=3).contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
    let whole = |word: &String| if letters(word) { word.clone() } else { first(word) };
    [words.iter().map(first).collect(), capitals().map(first).collect(), capitals().map(whole).collect()]
}

fn spellings(text: &str, found: &Annotations, drafts: &[Draft]) -> Vec<Spelling> {
    let mut by_words: BTreeMap<Vec<String>, Spelling> = BTreeMap::new();
    for (place, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.form == Form::Name) {
        let shown: Vec<String> = words(text, found, draft);
        let lower: Vec<String> = shown.iter().map(|word| word.to_lowercase()).collect();
        let entry = by_words.entry(lower.clone()).or_insert_with(|| Spelling {
            words: lower,
            shown,
            kind: draft.kind,
            places: Vec::new(),
            nations: Vec::new(),
            credited: true,
        });
        entry.places.push(place);
        entry.credited &= draft.credited;
        entry.nations.extend(nation_before(text, found, draft));
    }
    by_words
        .into_values()
        .map(|spelling| Spelling { kind: usual_kind(drafts, &spelling.places), ..spelling })
        .collect()
}

/// The people or country right before a name ("the Norlandish Red Cross", "the Norland-based Aid Fund").
fn nation_before(text: &str, found: &Annotations, draft: &Draft) -> Option<String> {
    let before = draft.tokens.start.checked_sub(1).map(|at| found.word(text, at))?;
    nation(before.strip_suffix("-based").unwrap_or(before))
}

/// The name's words: hyphens part words ("Kim Jong-un"), full stops and a leading "The" fall away.
fn words(text: &str, found: &Annotations, draft: &Draft) -> Vec<String> {
    let span = found.span_of(draft.tokens.clone());
    let words = span.of(text).split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | '/'));
    let clean = words.map(|word| word.replace(['.', '"', '“', '”', ','], "")).filter(|word| !word.is_empty());
    let words: Vec<String> = clean.collect();
    match words.split_first() {
        Some((first, rest)) if first.eq_ignore_ascii_case("the") && !rest.is_empty() => rest.to_vec(),
        _ => words,
    }
}

/// The kind that most mentions of a spelling were given; of two as frequent, the earlier one.
fn usual_kind(drafts: &[Draft], places: &[usize]) -> EntityKind {
    let kinds: Vec<EntityKind> =
        places.iter().filter_map(|&place| drafts.get(place)).map(|draft| draft.kind).collect();
    let count = |kind: &EntityKind| kinds.iter().filter(|other| *other == kind).count();
    let most = kinds.iter().map(count).max().unwrap_or(0);
    kinds.iter().copied().find(|kind| count(kind) == most).unwrap_or(EntityKind::Other)
}

/// Whether `short` is another way to write `long`, by words alone.
fn may_stand_for(short: &Spelling, long: &Spelling) -> bool {
    if short.words == long.words {
        return false;
    }
    // Letters that stand for a body are one whatever a tagger took them for.
    if is_acronym(&short.shown, &long.shown) {
        // Two letters are hardly ever a person's, and an agency's never are.
        let is_agencys = || {
            short
                .shown
                .first()
                .is_some_and(|letters| letters.len() < 3 || agency::full_name(letters).is_some())
        };
        return long.kind != EntityKind::Person || !is_agencys();
    }
    match (short.kind, long.kind) {
        (EntityKind::Person, EntityKind::Person) => {
            (short.credited || !long.credited) && person(short, long)
                || is_misspelt(&short.shown, &long.shown)
        }
        (EntityKind::Person | EntityKind::Place, _) | (_, EntityKind::Person | EntityKind::Place) => false,
        _ => organisation(&short.words, &long.words) && !is_of_another_nation(short, long),
    }
}

/// Whether the text calls the one only another country's than the other names: the Norlandish Red Cross is not that of Tolmar.
fn is_of_another_nation(short: &Spelling, long: &Spelling) -> bool {
    let named: Vec<String> = long.shown.iter().filter_map(|word| nation(word)).collect();
    !named.is_empty() && !short.nations.is_empty() && !short.nations.iter().any(|own| named.contains(own))
}

/// "Drost", "P. Drost" or "Pavel" for "Pavel Drost"; the first word stands too where families come first. "Ana Verick" for
/// "Ana Verick Hale", whom other peoples call by two surnames.
fn person(short: &Spelling, long: &Spelling) -> bool {
    let (words, others) = (short.words.as_slice(), long.words.as_slice());
    if words.len() >= others.len() {
        return false;
    }
    match words {
        [only] => others.last() == Some(only) || others.first() == Some(only),
        [first, .., last] => {
            let given = others.first().is_some_and(|other| fits(first, other));
            let more = others.strip_prefix(words).map(<[String]>::len) == Some(1);
            others.last() == Some(last) && given || more && goes_on(words, others)
        }
        [] => false,
    }
}

/// "Verick" for "Ana Verick Hale", where nobody else is called so: the first of two surnames, or the one before "II".
fn is_first_surname(short: &Spelling, long: &Spelling) -> bool {
    let persons = short.kind == EntityKind::Person && long.kind == EntityKind::Person;
    let ([only], [_, .., first, second]) = (short.words.as_slice(), long.words.as_slice()) else {
        return false;
    };
    let given = short.shown.first().is_some_and(|name| gender_of_name(name).is_some());
    persons && only == first && (!given || is_generation(second)) && (short.credited || !long.credited)
}

/// "Kristin Proske" and "Kristen Proske": one letter inside a given name differs, and nothing else. At its end a letter may
/// make another person of it ("Daniel", "Daniela"), and so may a name of the other gender.
fn is_misspelt(one: &[String], other: &[String]) -> bool {
    let (Some((a, rest)), Some((b, others))) = (one.split_first(), other.split_first()) else { return false };
    let clash = gender_of_name(a).zip(gender_of_name(b)).is_some_and(|(a, b)| a != b);
    if rest.is_empty() || rest != others || clash {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = |pair: &(&char, &char)| pair.0 == pair.1;
    let front = a.iter().zip(&b).take_while(same).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    let long = a.len().max(b.len());
    a.len().min(b.len()) >= 5 && front > 0 && back > 0 && front < long && front + back + 1 >= long
}

fn fits(short: &str, long: &str) -> bool {
    short == long || (short.chars().count() == 1 && long.starts_with(short))
}

/// "HRW" for "Human Rights Watch": the first letters of its capitalised words, or of all its words.
fn is_acronym(short: &[String], long: &[String]) -> bool {
    let [short] = short else { return false };
    let letters = short.chars().count();
    if !(2..=8).contains(&letters) || long.len() < 2 || !short.chars().all(char::is_uppercase) {
        return false;
    }
    initials(long).contains(short)
}

/// "State Department" for "US State Department", "Gazette" for "The State Gazette": words in order, the last the same. Of
/// several words none may be lost both before them and among them: "Harbour Corporation" is not "Norland Harbour Science and
/// Building Corporation".
fn organisation(short: &[String], long: &[String]) -> bool {
    // "The Committee" for "Committee to Protect Journalists".
    let cut = long.strip_prefix(short).and_then(<[String]>::first).is_some_and(|word| is_link(word));
    if cut && !short.is_empty() {
        return true;
    }
    if short.len() >= long.len() || short.last() != long.last() {
        return false;
    }
    let mut rest = long.iter();
    let lost_once = short.len() == 1 || short.first() == long.first() || long.ends_with(short);
    lost_once && short.iter().all(|word| rest.any(|other| other == word))
}

/// What one mention shows of a person's gender holds for all.
fn share_gender(drafts: &mut [Draft], groups: &Groups) {
    let known: BTreeMap<usize, _> = drafts
        .iter()
        .enumerate()
        .rev()
        .filter_map(|(place, draft)| Some((groups.of(place), draft.gender?)))
        .collect();
    for (place, draft) in drafts.iter_mut().enumerate().filter(|(_, draft)| draft.form == Form::Name) {
        draft.gender = draft.gender.or_else(|| known.get(&groups.of(place)).copied());
    }
}
