//! Who can be an origin: the entities of all articles as speakers, and the outlets by every name they go by.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::words;
use crate::alignment::Reading;
use crate::alignment::entity::{Entity, EntityId, state_body, telling_words};
use crate::annotation::{EntityKind, Form};
use crate::article::{Article, ArticleId, agency};
use crate::statement::ChannelKind;

/// What is known of all speakers before any statement is followed.
pub(in crate::corroboration) struct Cast<'r> {
    pub(in crate::corroboration) reading: Reading<'r>,
    /// Entities by each of their names, squashed; `None` where two share it.
    by_name: BTreeMap<String, Option<EntityId>>,
    /// What a state has one of, by the name that it is known under.
    state_bodies: BTreeMap<String, EntityId>,
    /// The organisation that an entity speaks for as its spokesperson.
    voice_of: BTreeMap<EntityId, EntityId>,
    /// The one name of an outlet, for every name that it goes by (both squashed).
    outlets: BTreeMap<String, String>,
    /// The name of an outlet as it is shown, by its one name.
    shown: BTreeMap<String, String>,
    /// Articles by their outlet's one name.
    published: BTreeMap<String, Vec<ArticleId>>,
    /// Whether each article names an agency, for those of which it was asked.
    agencied: Vec<OnceLock<bool>>,
}

impl<'r> Cast<'r> {
    pub(in crate::corroboration) fn new(reading: Reading<'r>) -> Self {
        let mut cast = Cast {
            reading,
            by_name: by_name(&reading.entities.entities),
            state_bodies: state_bodies(&reading.entities.entities),
            voice_of: BTreeMap::new(),
            outlets: BTreeMap::new(),
            shown: BTreeMap::new(),
            published: BTreeMap::new(),
            agencied: vec![OnceLock::new(); reading.articles.len()],
        };
        cast.voice_of = cast.voices();
        cast.meet_outlets();
        for article in reading.articles {
            if let Some(outlet) = &article.outlet {
                cast.published.entry(cast.outlet(outlet)).or_default().push(article.id);
            }
        }
        cast
    }

    /// Whether an article credits or names an agency that is not its own outlet: by its words alone it cannot be told from
    /// an agency's copy.
    pub(in crate::corroboration) fn names_agency(&self, id: ArticleId) -> bool {
        let Some((known, article)) = self.agencied.get(id.index()).zip(self.reading.articles.get(id.index()))
        else {
            return false;
        };
        *known.get_or_init(|| {
            let own = self.outlet_of(article);
            let credited = article.credits.iter().map(|credit| self.outlet(&credit.name));
            let mut others = credited.chain(agency::named_in(&article.text).map(|name| self.outlet(name)));
            others.any(|name| own.as_ref() != Some(&name))
        })
    }

    /// The entity of this name, where only one has it.
    pub(in crate::corroboration) fn named(&self, name: &str) -> Option<EntityId> {
        let own = self.by_name.get(&words::squashed(name)).copied().flatten();
        own.or_else(|| self.state_bodies.get(&state_body(name)?).copied())
    }

    /// Whether an article describes the entity with all these words, between commas behind its name or in its place
    /// ("Ana Hale, a senior figure at Norland's embassy, said").
    pub(in crate::corroboration) fn describes(&self, id: Option<EntityId>, words: &[String]) -> bool {
        let entity = id.and_then(|id| self.reading.entities.get(id));
        let members = entity.map_or(&[][..], |entity| &entity.members);
        let described = |&(article, local): &(ArticleId, usize)| {
            let text = &self.reading.articles.get(article.index())?.text;
            let found = self.reading.annotations.get(article.index())?;
            let mut mentions =
                found.entities.get(local)?.mentions.iter().filter_map(|&at| found.mentions.get(at));
            Some(mentions.any(|mention| match mention.form {
                Form::Name => holds_all(apposition(text, mention.span.end), words),
                _ => holds_all(mention.span.of(text), words),
            }))
        };
        words.len() > 1 && members.iter().any(|member| described(member) == Some(true))
    }

    /// The organisation that the entity speaks for as its spokesperson, in whatever article.
    pub(in crate::corroboration) fn voice_of(&self, id: EntityId) -> Option<EntityId> {
        self.voice_of.get(&id).copied()
    }

    /// The one name under which an outlet is counted.
    pub(in crate::corroboration) fn outlet(&self, name: &str) -> String {
        let squashed = words::squashed(name);
        self.outlets.get(&squashed).cloned().unwrap_or(squashed)
    }

    /// The name of an outlet as it is shown, given a name that it goes by.
    pub(in crate::corroboration) fn shown<'c>(&'c self, name: &'c str) -> &'c str {
        self.shown.get(&self.outlet(name)).map_or(name, String::as_str)
    }

    /// Whether anything in the collection, or its name, says that this is an outlet.
    pub(in crate::corroboration) fn is_outlet(&self, id: EntityId) -> bool {
        let Some(entity) = self.reading.entities.get(id) else { return false };
        // Nobody is called "The Orlan Advocate".
        let mut all = names(entity);
        let person = entity.kind == EntityKind::Person && !all.any(|name| name.starts_with("The "));
        !person
            && names(entity)
                .any(|name| self.outlets.contains_key(&words::squashed(name)) || words::is_outlet(name))
    }

    /// The articles that the outlet published.
    pub(in crate::corroboration) fn published_by(&self, outlet: &str) -> &[ArticleId] {
        self.published.get(outlet).map_or(&[], Vec::as_slice)
    }

    /// The one name of the outlet of `article`, where it is known.
    pub(in crate::corroboration) fn outlet_of(&self, article: &Article) -> Option<String> {
        article.outlet.as_deref().map(|outlet| self.outlet(outlet))
    }

    /// Who speaks for whom, out of the roles that any article gives.
    fn voices(&self) -> BTreeMap<EntityId, EntityId> {
        let mut found = BTreeMap::new();
        for (n, entity) in (0u32..).zip(&self.reading.entities.entities) {
            let speaks = entity.members.iter().any(|&(article, local)| self.is_spokesperson(article, local));
            if let Some(of) = entity.of.filter(|_| speaks) {
                found.insert(EntityId(n), of);
            }
        }
        // Whom one article calls the president's spokesman is his elsewhere too, if no article says otherwise.
        let mut said: BTreeMap<EntityId, BTreeSet<EntityId>> = BTreeMap::new();
        for statement in self.reading.statements {
            let spokesperson =
                statement.source.entity.filter(|it| self.is_spokesperson(statement.article, *it));
            let speaker = spokesperson.and_then(|it| self.reading.entities.resolve(statement.article, it));
            let of = statement.source.speaks_for.as_deref().and_then(|name| self.named(name));
            if let (Some(speaker), Some(of)) = (speaker, of.filter(|of| Some(*of) != speaker)) {
                said.entry(speaker).or_default().insert(of);
            }
        }
        for (speaker, of) in said {
            if let (Some(of), 1) = (of.first(), of.len()) {
                found.entry(speaker).or_insert(*of);
            }
        }
        found
    }

    /// Whether the article gives its own entity a spokesperson's role.
    pub(super) fn is_spokesperson(&self, article: ArticleId, local: usize) -> bool {
        let annotations = self.reading.annotations.get(article.index());
        let entity = annotations.and_then(|found| found.entities.get(local));
        entity.is_some_and(|entity| entity.roles.iter().any(|role| words::is_spokesperson(role)))
    }

    /// Learns outlets from what articles say of themselves, from channels, and from names.
    fn meet_outlets(&mut self) {
        let mut known: Vec<String> = Vec::new();
        for article in self.reading.articles {
            known.extend(article.outlet.iter().cloned());
            known.extend(article.credits.iter().map(|credit| credit.name.clone()));
        }
        for statement in self.reading.statements {
            let through = statement.channel.iter().filter(|channel| channel.kind == ChannelKind::Outlet);
            known.extend(through.map(|channel| channel.name.clone()));
        }
        let entities = &self.reading.entities.entities;
        known.extend(entities.iter().filter(|it| is_named_outlet(it)).map(|it| it.name.clone()));
        for name in known {
            self.meet(&name);
        }
    }

    /// Learns one outlet under all the names that its entity or the list of agencies gives it.
    fn meet(&mut self, name: &str) {
        let squashed = words::squashed(name);
        if squashed.is_empty() || self.outlets.contains_key(&squashed) {
            return;
        }
        let entity = self.named(name).and_then(|id| self.reading.entities.get(id));
        let entity = entity.filter(|entity| entity.kind != EntityKind::Person);
        let full = entity.map_or(name, |entity| &entity.name);
        let full = words::agency(name).or_else(|| words::agency(full)).unwrap_or(full);
        let one = words::squashed(full);
        let others = entity.into_iter().flat_map(names).map(words::squashed);
        for alias in others.chain([squashed, one.clone()]) {
            self.outlets.entry(alias).or_insert_with(|| one.clone());
        }
        self.shown.entry(one).or_insert_with(|| full.to_owned());
    }
}

/// The bodies of states among some entities, however they are called.
fn state_bodies(entities: &[Entity]) -> BTreeMap<String, EntityId> {
    let mut found = BTreeMap::new();
    for (n, entity) in (0u32..).zip(entities).filter(|(_, entity)| entity.kind == EntityKind::Organisation) {
        for body in names(entity).filter_map(state_body) {
            found.entry(body).or_insert(EntityId(n));
        }
    }
    found
}

/// What stands between commas behind a name.
fn apposition(text: &str, from: usize) -> &str {
    let rest = text.get(from..).and_then(|rest| rest.strip_prefix(',')).unwrap_or_default();
    rest.split([',', '.', ';', '\n']).next().unwrap_or_default()
}

/// Whether all the telling words stand in a text.
pub(in crate::corroboration) fn holds_all(text: &str, words: &[String]) -> bool {
    let held = telling_words(text);
    words.iter().all(|word| held.contains(word))
}

fn is_named_outlet(entity: &Entity) -> bool {
    entity.kind == EntityKind::Organisation && names(entity).any(words::is_outlet)
}

/// The entity's name and aliases.
fn names(entity: &Entity) -> impl Iterator<Item = &str> {
    std::iter::once(entity.name.as_str()).chain(entity.aliases.iter().map(String::as_str))
}

fn by_name(entities: &[Entity]) -> BTreeMap<String, Option<EntityId>> {
    let mut found: BTreeMap<String, Option<EntityId>> = BTreeMap::new();
    for (n, entity) in (0u32..).zip(entities) {
        for name in names(entity) {
            let mine = found.entry(words::squashed(name)).or_insert(Some(EntityId(n)));
            *mine = mine.filter(|&id| id == EntityId(n));
        }
    }
    found
}
