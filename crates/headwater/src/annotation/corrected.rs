//! Entities of one article that a person parts: what one reading took for one.

use std::collections::{BTreeMap, BTreeSet};

use super::{Annotations, Entity, Form};
use crate::article::Article;
use crate::corrections::{Called, Correction, Corrections, EntryId};
use crate::text::Span;

/// Parts what the article's own reading joined and a person says is not one; the entries that did.
///
/// Names go to their side, and what only describes or stands for somebody goes with the name before it.
pub fn part_entities(
    article: &Article,
    found: &mut Annotations,
    corrections: &Corrections,
) -> BTreeSet<EntryId> {
    let mut acted = BTreeSet::new();
    let parting =
        corrections.numbered().filter(|(_, entry)| matches!(entry.what, Correction::PartEntities(_)));
    let mut named = None;
    for (id, entry) in parting {
        let Correction::PartEntities(called) = &entry.what else { continue };
        let meant = |name: &&Called| name.article.as_deref().is_none_or(|pointer| article.is_called(pointer));
        let names: Vec<String> = called.iter().filter(meant).map(|called| spelled(&called.name)).collect();
        let known = named.get_or_insert_with(|| by_name(article, found));
        let mut times: BTreeMap<usize, usize> = BTreeMap::new();
        let places = names.iter().filter_map(|name| known.get(name)).flatten();
        places.for_each(|local| *times.entry(*local).or_default() += 1);
        for (local, _) in times.into_iter().filter(|(_, times)| *times > 1) {
            if part(article, found, local, &names) {
                acted.insert(id);
                named = None;
            }
        }
    }
    acted
}

/// The entities by every name and description that they go by.
fn by_name(article: &Article, found: &Annotations) -> BTreeMap<String, BTreeSet<usize>> {
    let mut named: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for mention in found.mentions.iter().filter(|mention| mention.form != Form::Pronoun) {
        named.entry(spelled(mention.span.of(&article.text))).or_default().insert(mention.entity);
    }
    named
}

/// Parts one entity by the names that it goes by; whether it did.
fn part(article: &Article, found: &mut Annotations, local: usize, names: &[String]) -> bool {
    let Some(entity) = found.entities.get(local) else { return false };
    let side = |span: Span| {
        let own = spelled(span.of(&article.text));
        names.iter().position(|name| *name == own)
    };
    let mut places = entity.mentions.clone();
    places.sort_by_key(|place| found.mentions.get(*place).map(|mention| mention.span));
    let sided: Vec<(usize, Option<usize>)> = places
        .into_iter()
        .filter_map(|place| Some((place, found.mentions.get(place)?)))
        .map(|(place, mention)| {
            (place, Some(mention).filter(|it| it.form != Form::Pronoun).and_then(|it| side(it.span)))
        })
        .collect();
    let mut sides: Vec<usize> = sided.iter().filter_map(|(_, side)| *side).collect();
    let Some(&first) = sides.first() else { return false };
    sides.sort_unstable();
    sides.dedup();
    if sides.len() < 2 {
        return false;
    }
    let mut mentions: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut last = first;
    for (place, side) in sided {
        last = side.unwrap_or(last);
        mentions.entry(last).or_default().push(place);
    }
    let kind = entity.kind;
    for (side, mut places) in mentions {
        places.sort_unstable();
        let name = fullest(article, found, &places);
        let number = if side == first { local } else { found.entities.len() };
        for place in &places {
            found.mentions.get_mut(*place).into_iter().for_each(|mention| mention.entity = number);
        }
        match found.entities.get_mut(number) {
            Some(entity) => (entity.name, entity.mentions) = (name, places),
            None => found.entities.push(Entity { name, kind, mentions: places, roles: Vec::new(), of: None }),
        }
    }
    true
}

/// The longest name among mentions.
fn fullest(article: &Article, found: &Annotations, places: &[usize]) -> String {
    let mentions = places.iter().filter_map(|place| found.mentions.get(*place));
    let named = mentions.map(|mention| (mention.form == Form::Name, mention.span.of(&article.text)));
    let best = named.max_by_key(|(is_name, words)| (*is_name, words.len(), std::cmp::Reverse(*words)));
    best.map(|(_, words)| words.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

fn spelled(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{EntityKind, Mention};

    #[test]
    fn what_stands_for_somebody_goes_with_the_name_before_it() {
        let article = Article::of_text("Marta Hale left. She slept. Owen Hale stayed. He woke. Hale ate.");
        let mut found = Annotations::default();
        let words = ["Marta Hale", "She", "Owen Hale", "He", "Hale"];
        for (head, word) in words.into_iter().enumerate() {
            let start = article.text.match_indices(word).map(|(at, _)| at).last().unwrap_or_default();
            let form = if word.len() > 3 { Form::Name } else { Form::Pronoun };
            let span = Span::new(start, start + word.len());
            found.mentions.push(Mention { span, head, kind: EntityKind::Person, form, entity: 0 });
        }
        let (name, roles) = ("Marta Hale".to_owned(), Vec::new());
        found.entities.push(Entity {
            name,
            kind: EntityKind::Person,
            mentions: vec![0, 1, 2, 3, 4],
            roles,
            of: None,
        });
        let file = b"[[part-entities]]\nnames = [\"Marta Hale\", \"Owen Hale\"]\n";
        let corrections = Corrections::from_toml(file).value;
        assert_eq!(part_entities(&article, &mut found, &corrections).len(), 1);
        let parted: Vec<(&str, &[usize])> =
            found.entities.iter().map(|it| (it.name.as_str(), it.mentions.as_slice())).collect();
        assert_eq!(parted, [("Marta Hale", [0, 1].as_slice()), ("Owen Hale", [2, 3, 4].as_slice())]);
        assert_eq!(found.mentions.iter().map(|it| it.entity).collect::<Vec<_>>(), [0, 0, 1, 1, 1]);
        assert!(part_entities(&article, &mut found, &corrections).is_empty(), "they are two already");
    }
}
