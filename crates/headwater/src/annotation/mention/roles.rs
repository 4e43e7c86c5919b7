//! What the entities are called, the roles that the text gives them, and whom they speak for.

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, Groups};
use crate::annotation::name::{is_country, is_nationality};
use crate::annotation::token::broken::in_one;
use crate::annotation::{Annotations, Entity, EntityKind, Form, Relation, Upos};

/// The entities, and for every draft the place of its entity.
pub(super) struct Entities {
    pub(super) entities: Vec<Entity>,
    pub(super) of_draft: Vec<usize>,
}

/// For every description of a person: the mention of the body named in it, "X" of "X spokesperson" and "director of X".
pub(super) fn belonging(
    text: &str,
    found: &Annotations,
    drafts: &[Draft],
    beside: &[bool],
) -> Vec<Option<usize>> {
    let of = |(place, draft): (usize, &Draft)| match (draft.form, draft.kind) {
        (Form::Description, EntityKind::Person) => body_in(text, found, drafts, beside, place, draft),
        (Form::Name, EntityKind::Person) => body_after(text, found, drafts, place, draft),
        _ => None,
    };
    drafts.iter().enumerate().map(of).collect()
}

/// "Ana Verick of Tolmar Workers' Aid": the body right after the name and "of".
fn body_after(
    text: &str,
    found: &Annotations,
    drafts: &[Draft],
    place: usize,
    person: &Draft,
) -> Option<usize> {
    if found.word(text, person.tokens.end) != "of" {
        return None;
    }
    let start = person.tokens.end + 1;
    let begins = |body: &Draft| {
        let article = found.word(text, start).eq_ignore_ascii_case("the");
        body.tokens.start == start || (article && body.tokens.start == start + 1)
    };
    (place + 1..(place + 4).min(drafts.len()))
        .find(|&at| drafts.get(at).is_some_and(|body| body.kind == EntityKind::Organisation && begins(body)))
}

/// The roles of bodies of which somebody mostly is in one alone.
const OWNED: [&str; 9] =
    ["party", "company", "club", "team", "union", "organisation", "newspaper", "university", "hospital"];

/// Joins "her party" with the party that the text says she is of ("Ana Verick of the Harbour League").
pub(super) fn join_owned_bodies(
    text: &str,
    found: &Annotations,
    drafts: &[Draft],
    beside: &[bool],
    groups: &mut Groups,
) {
    let body_of = only_bodies(&belonging(text, found, drafts, beside), groups);
    let names = drafts.iter().enumerate().filter(|(_, draft)| draft.form == Form::Name);
    let named: BTreeSet<usize> = names.map(|(at, _)| groups.of(at)).collect();
    for (place, draft) in drafts.iter().enumerate() {
        let owned = draft.form == Form::Description && draft.role.is_some_and(|role| OWNED.contains(&role));
        if !owned || named.contains(&groups.of(place)) {
            continue;
        }
        let is_owner = |other: &Draft| other.form == Form::Pronoun && other.head == draft.tokens.start;
        let owner = (place + 1..place + 3).find(|&at| drafts.get(at).is_some_and(is_owner));
        let body = owner.and_then(|owner| body_of.get(&groups.of(owner)).copied().flatten());
        let is_name = |at: &usize| drafts.get(*at).is_some_and(|body| body.form == Form::Name);
        if let Some(body) = body.filter(|&body| body < place).filter(is_name) {
            groups.join(body, place);
        }
    }
}

/// For each group of mentions the body that it belongs to; none where it belongs to several, for any may be meant.
fn only_bodies(belongs: &[Option<usize>], groups: &Groups) -> BTreeMap<usize, Option<usize>> {
    let mut all: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    for (place, body) in belongs.iter().enumerate() {
        let Some(body) = *body else { continue };
        let known = all.entry(groups.of(place)).or_insert(Some(body));
        *known = known.filter(|known| groups.same(*known, body));
    }
    all
}

fn body_in(
    text: &str,
    found: &Annotations,
    drafts: &[Draft],
    beside: &[bool],
    place: usize,
    draft: &Draft,
) -> Option<usize> {
    let near = place.saturating_sub(4)..(place + 8).min(drafts.len());
    near.filter(|&at| at != place).find(|&at| {
        drafts.get(at).is_some_and(|body| {
            let apposed = beside.get(at).copied().unwrap_or(false);
            body.kind == EntityKind::Organisation && !apposed && has_it(text, found, draft, body)
        })
    })
}

/// Right before the role ("Acme spokesperson", "Acme's director"), or after "of", "for", "at".
fn has_it(text: &str, found: &Annotations, role: &Draft, body: &Draft) -> bool {
    if body.sentence != role.sentence {
        return false;
    }
    let inside = role.tokens.start <= body.tokens.start && body.tokens.end <= role.head;
    let modifies = inside && found.head(body.head).is_some_and(|head| role.tokens.contains(&head));
    let before = body.tokens.end == role.head
        || (body.tokens.end + 1 == role.head && found.owns(text, body.tokens.end));
    modifies || before || owns(text, found, role, body) || follows(text, found, role, body)
}

/// "The Harbour League's shadow foreign minister": nothing but modifiers stands between the owner and the role.
fn owns(text: &str, found: &Annotations, role: &Draft, body: &Draft) -> bool {
    let between = body.tokens.end + 1..role.head;
    let modifies = |at: usize| {
        let upos = found.tokens.get(at).map(|token| token.upos);
        matches!(upos, Some(Upos::Adj | Upos::Noun | Upos::Propn))
    };
    found.owns(text, body.tokens.end) && between.len() <= 3 && between.into_iter().all(modifies)
}

/// "the director of the X", "a spokesperson for X": a preposition after the role, and nothing but an article between.
fn follows(text: &str, found: &Annotations, role: &Draft, body: &Draft) -> bool {
    let preposition = matches!(found.word(text, role.head + 1), "of" | "for" | "at" | "from" | "with");
    let gap = role.head + 2..body.head.max(role.head + 2);
    let plain = gap.clone().all(|at| {
        let upos = found.tokens.get(at).map(|token| token.upos);
        body.tokens.contains(&at)
            || matches!(upos, Some(Upos::Det | Upos::Adj | Upos::Propn | Upos::Noun | Upos::Part))
    });
    preposition && body.tokens.start > role.head && plain && gap.len() <= 6
}

/// One entity for every group of mentions, in the order of the first mention.
pub(super) fn entities(
    text: &str,
    found: &Annotations,
    drafts: &[Draft],
    groups: &Groups,
    belongs: &[Option<usize>],
) -> Entities {
    let mut place_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut members: Vec<Vec<usize>> = Vec::new();
    let mut of_draft = Vec::with_capacity(drafts.len());
    for place in 0..drafts.len() {
        let entity = *place_of.entry(groups.of(place)).or_insert_with(|| {
            members.push(Vec::new());
            members.len() - 1
        });
        members[entity].push(place);
        of_draft.push(entity);
    }
    let mut entities: Vec<Entity> =
        members.iter().map(|members| entity(text, found, drafts, members)).collect();
    for (entity, members) in entities.iter_mut().zip(&members) {
        let body = members.iter().find_map(|&place| belongs.get(place).copied().flatten());
        entity.of = body.and_then(|body| of_draft.get(body).copied());
        entity.mentions.clone_from(members);
    }
    Entities { entities, of_draft }
}

fn entity(text: &str, found: &Annotations, drafts: &[Draft], members: &[usize]) -> Entity {
    let members: Vec<&Draft> = members.iter().filter_map(|&place| drafts.get(place)).collect();
    let span = |draft: &Draft| found.span_of(draft.tokens.clone());
    // The fullest name; of two as full, the first. What captions call a body may be glued to the credit before it.
    let names = members.iter().filter(|draft| draft.form == Form::Name).rev();
    let told = |draft: &Draft| !draft.aside || draft.kind == EntityKind::Person;
    let fullest = names.max_by_key(|draft| (told(draft), draft.tokens.len(), span(draft).len()));
    let shown = fullest.or_else(|| members.first());
    let name = shown.map_or(String::new(), |draft| plain(span(draft).of(text)));
    let is_body = |draft: &&&Draft| draft.form == Form::Description && draft.kind == EntityKind::Organisation;
    let body = members.iter().find(is_body).map(|draft| draft.kind);
    let kind = body.or(shown.map(|draft| draft.kind)).unwrap_or(EntityKind::Other);
    let mut entity = Entity::new(name, kind);
    let descriptions = members.iter().filter(|draft| draft.form == Form::Description && draft.role.is_some());
    for role in descriptions.map(|draft| role_words(text, found, draft)).filter(|role| !role.is_empty()) {
        if !entity.roles.contains(&role) {
            entity.roles.push(role);
        }
    }
    entity
}

/// One line, single spaces.
fn plain(words: &str) -> String {
    if words.contains(['-', '\u{ad}']) && words.contains('\n') {
        // A word that a hyphen breaks at a line's end is one.
        let lines: Vec<&str> = words.split('\n').map(str::trim).collect();
        let joined = lines.iter().zip(lines.iter().skip(1).map(Some).chain([None])).map(|(line, next)| {
            let broken = next.is_some_and(|next| next.starts_with(char::is_lowercase));
            match line.strip_suffix(['-', '\u{ad}']).filter(|_| broken) {
                Some(part) => part.to_owned(),
                None => format!("{line} "),
            }
        });
        return plain(&joined.collect::<String>());
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The role and its modifiers without articles, owners and names: "foreign minister", "norlandic foreign minister".
fn role_words(text: &str, found: &Annotations, draft: &Draft) -> String {
    // A people before the role may have been read as a name of its own.
    let inside = |head: usize| head == draft.head || draft.tokens.contains(&head);
    let modifies = |at: &usize| {
        let people = is_nationality(found.word(text, *at));
        found.has_relation(*at, &[Relation::Amod, Relation::Compound])
            && (people || found.head(*at).is_some_and(inside))
    };
    let first = (0..draft.tokens.start).rev().take_while(modifies).last().unwrap_or(draft.tokens.start);
    let words = (first..draft.head + 1).filter(|&at| {
        found.tokens.get(at).is_some_and(|token| {
            // Whose office it is tells which one ("Norland's foreign minister"); other owners do not.
            let owner = found.has_relation(at, &[Relation::NmodPoss]) && !is_country(found.word(text, at));
            !matches!(token.upos, Upos::Det | Upos::Pron | Upos::Part | Upos::Punct | Upos::Num)
                && !owner
                && !found.has_relation(at, &[Relation::Case])
        })
    });
    words.map(|at| in_one(found.word(text, at)).to_lowercase()).collect::<Vec<_>>().join(" ")
}
