//! Each statement followed, inside its own article, to the farthest point that the article names.
//!
//! Sources become entities, spokespersons become the organisation whose voice they are, outlets are known
//! by one name, credit lines hand narration to the agency, and what names nobody stays unknown. Channels
//! are never origins. What other articles add comes later (`copying`, `count`).

pub(super) mod cast;
mod words;

pub(super) use words::{opens_aside, parts, tells_each};

use std::collections::BTreeMap;

use crate::alignment::entity::{EntityId, state_body};
use crate::annotation::{EntityKind, Form, Upos};
use crate::article::{Article, ArticleId, agency};
use crate::corroboration::{Origin, OriginKind, Reason};
use crate::statement::{Attitude, Confidence, Source, SourceKind, Stance, Statement, StatementId};
use crate::text::{Citation, Span};
use cast::Cast;

/// A source of which not even a word shows who it is.
pub(super) const UNRESOLVED: &str = "an unresolved source";

/// What makes two origins one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A person, organisation or place across articles.
    Entity(EntityId),
    /// A named source that is no entity: its squashed name.
    Name(String),
    /// An outlet, by its one name.
    Outlet(String),
    /// The outlet of an article that does not say which.
    Article(ArticleId),
    /// An outlet that says in its own name that it has confirmed it.
    OwnWord(String),
    /// A document of its own name.
    Document(String),
    /// Somebody or something that the article describes and does not name.
    Unnamed(ArticleId, String),
    /// A statement whose source cannot be resolved.
    Unresolved(StatementId),
}

/// What an origin can do for a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Not known: may be any of the others.
    Unknown,
    /// An outlet that does not show where it knows it from.
    Outlet,
    /// Named, and no outlet; or an outlet that vouches for it.
    Known,
}

/// Where one statement was traced to.
#[derive(Clone, Debug)]
pub(super) struct Trace {
    pub(super) key: Key,
    /// The name that is shown.
    pub(super) name: String,
    pub(super) kind: OriginKind,
    /// Says it on the word of others whom it does not name ("credible reports indicate"), or may not say it
    /// at all: nothing sure can be counted on it.
    pub(super) relays: bool,
    /// Said by a spokesperson in the organisation's name.
    pub(super) is_voice: bool,
    /// Why the origin is not simply the source, where it is not.
    pub(super) reason: Option<Reason>,
    /// The words by which narration goes back to somebody who says them elsewhere; what else its sentence tells does not.
    pub(super) by_words: Option<Vec<Span>>,
}

impl Trace {
    fn new(key: Key, name: impl Into<String>, kind: OriginKind) -> Self {
        Trace { key, name: name.into(), kind, relays: false, is_voice: false, reason: None, by_words: None }
    }

    /// Whether the origin holds for these words of the statement: not where they are none of those that lead to it.
    pub(super) fn holds_for(&self, words: Span) -> bool {
        /// Words up to this many bytes are a value, and all of them must be there.
        const VALUE: usize = 32;
        let Some(spans) = self.by_words.as_ref().filter(|_| !words.is_empty()) else { return true };
        let held: usize = spans.iter().filter_map(|span| span.intersection(words)).map(Span::len).sum();
        if words.len() <= VALUE { held >= words.len() } else { held * 2 >= words.len() }
    }

    fn because(self, reason: Reason) -> Self {
        Trace { reason: Some(reason), ..self }
    }

    pub(super) fn standing(&self) -> Standing {
        match self.key {
            _ if self.relays => Standing::Unknown,
            Key::Entity(_) | Key::Name(_) | Key::Document(_) | Key::OwnWord(_) => Standing::Known,
            Key::Outlet(_) | Key::Article(_) => Standing::Outlet,
            Key::Unnamed(..) | Key::Unresolved(_) => Standing::Unknown,
        }
    }

    pub(super) fn origin(&self) -> Origin {
        Origin { name: self.name.clone(), kind: self.kind }
    }
}

/// Follows every statement as far as its own article leads.
pub(super) fn traces(cast: &Cast<'_>) -> Vec<Trace> {
    let statements = cast.reading.statements;
    let ids = (0u32..).map(StatementId).take(statements.len());
    let mut traces: Vec<Trace> =
        ids.zip(statements).map(|(id, statement)| trace(cast, id, statement)).collect();
    for place in 0..traces.len() {
        if let Some(outer) = word_of_another(statements, &traces, place) {
            traces[place] = outer;
        }
    }
    traces
}

/// "Z said officials told her": what unnamed officials told her is on Z's word.
fn word_of_another(statements: &[Statement], traces: &[Trace], place: usize) -> Option<Trace> {
    let inner = &statements.get(place)?.source;
    if !matches!(inner.kind, SourceKind::Unnamed | SourceKind::Unresolved) {
        return None;
    }
    let within = statements.get(place)?.within?;
    // Who rejects "evidence which shows that …" does not give their word for what it shows.
    if statements.get(within)?.stance == Stance::Denies {
        return None;
    }
    let outer = traces.get(within)?;
    // An outlet that quotes a source it does not name passes it on, and is not its origin.
    (outer.standing() == Standing::Known).then(|| Trace { reason: None, ..outer.clone() })
}

fn trace(cast: &Cast<'_>, id: StatementId, statement: &Statement) -> Trace {
    let Some(article) = cast.reading.articles.get(statement.article.index()) else {
        return Trace::new(Key::Unresolved(id), "unknown", OriginKind::Unknown);
    };
    let found = match statement.source.kind {
        _ if statement.is_narration() => narration(cast, article, statement),
        SourceKind::Outlet => named(cast, article, statement).unwrap_or_else(|| own_voice(cast, article)),
        SourceKind::Named => {
            named(cast, article, statement).unwrap_or_else(|| unresolved(id, article, statement))
        }
        SourceKind::Unnamed => unnamed(cast, article, statement),
        SourceKind::Document => document(cast, article, statement),
        SourceKind::Unresolved => unresolved(id, article, statement),
    };
    let found = own_word(statement, found);
    // What somebody thinks or plans is the article's account of it, without words of theirs.
    let is_unsure = statement.confidence == Confidence::Unsure
        || statement.attitude != Attitude::Speech
        || is_hearsay(article, statement);
    Trace { relays: found.relays || (is_unsure && !statement.is_narration()), ..found }
}

/// "Lamp News has confirmed": an outlet that vouches for it is an origin of its own, whoever else it quotes.
fn own_word(statement: &Statement, found: Trace) -> Trace {
    match found.key {
        Key::Outlet(outlet) if statement.stance == Stance::Confirms && !statement.is_narration() => {
            let name = format!("{} (its own word)", found.name);
            Trace { key: Key::OwnWord(outlet), name, ..found }
        }
        key => Trace { key, ..found },
    }
}

/// The article's own voice: the agency credited for it, or the outlet.
fn narration(cast: &Cast<'_>, article: &Article, statement: &Statement) -> Trace {
    if is_hearsay(article, statement) {
        let key = Key::Unnamed(article.id, "reports".to_owned());
        return Trace::new(key, "reports that it does not name", OriginKind::Unknown);
    }
    own_voice(cast, article)
}

/// Where the words of an article lead that it gives to nobody: to the agency credited for it, or to its outlet.
pub(super) fn own_voice(cast: &Cast<'_>, article: &Article) -> Trace {
    let mut credited: Vec<_> = article.credits.iter().map(|it| (cast.outlet(&it.name), it)).collect();
    credited.sort_by(|a, b| a.0.cmp(&b.0));
    credited.dedup_by(|a, b| a.0 == b.0);
    let own = cast.outlet_of(article);
    if let [(key, credit)] = credited.as_slice()
        && !own.as_ref().is_some_and(|own| is_one_house(own, key))
    {
        let agency = outlet(cast, &credit.name);
        // A credit that stands nowhere in the text stands in what the page says of itself, or in its address.
        let filed = credit.span.is_none()
            && article.url.as_deref().and_then(agency::of_address) == Some(credit.name.as_str());
        let reason = Reason {
            sentence: match filed {
                true => format!("{} files it under {}, by its address.", called(article), agency.name),
                false => format!("{} credits {} for its text.", called(article), agency.name),
            },
            citations: credit.span.iter().map(|&span| cite(article, span)).collect(),
        };
        return agency.because(reason);
    }
    match &article.outlet {
        Some(name) => outlet(cast, name),
        None => Trace::new(Key::Article(article.id), called(article), OriginKind::Outlet),
    }
}

/// Whether an outlet credits itself, by a longer or shorter form of its name ("Lamp" and "Lamp World").
fn is_one_house(own: &str, credited: &str) -> bool {
    let (short, long) = if own.len() < credited.len() { (own, credited) } else { (credited, own) };
    short.chars().count() > 2 && long.starts_with(short)
}

/// An outlet, by whatever name.
fn outlet(cast: &Cast<'_>, name: &str) -> Trace {
    Trace::new(Key::Outlet(cast.outlet(name)), cast.shown(name), OriginKind::Outlet)
}

/// A named source: the organisation whose voice it is, an outlet, or itself.
fn named(cast: &Cast<'_>, article: &Article, statement: &Statement) -> Option<Trace> {
    let source = &statement.source;
    if let Some(voice) = voice(cast, article, statement) {
        return Some(voice);
    }
    if let Some(house) = reported_for(cast, article, statement) {
        return Some(house);
    }
    if let Some(id) = entity(cast, article, source) {
        return entity_trace(cast, id);
    }
    let name = source.name.as_deref().filter(|name| !words::squashed(name).is_empty())?;
    if words::is_outlet(name) {
        return Some(outlet(cast, name));
    }
    Some(Trace::new(Key::Name(words::squashed(name)), name, OriginKind::Person))
}

/// The outlet for which a source reports ("NPR's Berlin correspondent"): another one that the article names, or its own.
fn reported_for(cast: &Cast<'_>, article: &Article, statement: &Statement) -> Option<Trace> {
    let source = &statement.source;
    let found = cast.reading.annotations.get(article.id.index())?;
    let own = found.entities.get(source.entity?)?;
    let reports = own.roles.iter().any(|role| words::is_reporter(role))
        || own.mentions.iter().filter_map(|at| found.mentions.get(*at)).any(|it| is_billed(article, it.span));
    if own.kind != EntityKind::Person || !reports {
        return None;
    }
    let of = own.of.and_then(|of| cast.reading.entities.resolve(article.id, of));
    let house = of.filter(|of| cast.is_outlet(*of)).and_then(|of| cast.reading.entities.get(of));
    let house = house.map_or_else(|| own_voice(cast, article), |house| outlet(cast, &house.name));
    let who = source.name.as_deref().unwrap_or("a reporter");
    let reason = Reason {
        sentence: format!("{} reports for {}.", capitalised(who), house.name),
        citations: source.span.iter().map(|&span| cite(article, span)).collect(),
    };
    Some(house.because(reason))
}

/// Whether a name stands as that of who reports or leads through a broadcast ("ANA HALE, BYLINE: …", "JON REED, HOST: …").
fn is_billed(article: &Article, name: Span) -> bool {
    let rest = article.text.get(name.end..).unwrap_or_default();
    rest.strip_prefix(", ").is_some_and(|rest| {
        ["HOST:", "BYLINE:", "ANCHOR:", "CO-HOST:"].iter().any(|word| rest.starts_with(word))
    })
}

/// The entity behind a source, by the article's own reading or by its name.
fn entity(cast: &Cast<'_>, article: &Article, source: &Source) -> Option<EntityId> {
    let local = source.entity.and_then(|local| cast.reading.entities.resolve(article.id, local));
    local.or_else(|| cast.named(source.name.as_deref()?)).or_else(|| mentioned(cast, article, source.span?))
}

/// The first person or organisation that is named inside the words for a source
/// ("data from the Flood Agency").
fn mentioned(cast: &Cast<'_>, article: &Article, span: Span) -> Option<EntityId> {
    let found = cast.reading.annotations.get(article.id.index())?;
    let first = found.mentions.partition_point(|mention| mention.span.start < span.start);
    let inside = found.mentions.iter().skip(first).take_while(|mention| mention.span.start < span.end);
    let mut named = inside.filter(|mention| mention.form == Form::Name && span.contains(mention.span));
    let first = named.find(|it| matches!(it.kind, EntityKind::Person | EntityKind::Organisation))?;
    cast.reading.entities.resolve(article.id, first.entity)
}

fn entity_trace(cast: &Cast<'_>, id: EntityId) -> Option<Trace> {
    let entity = cast.reading.entities.get(id)?;
    if cast.is_outlet(id) {
        return Some(outlet(cast, &entity.name));
    }
    let kind = match entity.kind {
        EntityKind::Person => OriginKind::Person,
        EntityKind::Organisation | EntityKind::Place | EntityKind::Other => OriginKind::Organisation,
    };
    // A country or a town does not speak: somebody who is not named speaks in its name.
    let relays = matches!(entity.kind, EntityKind::Place | EntityKind::Other);
    Some(Trace { relays, ..Trace::new(Key::Entity(id), &entity.name, kind) })
}

/// The organisation that speaks through a spokesperson, named or not.
fn voice(cast: &Cast<'_>, article: &Article, statement: &Statement) -> Option<Trace> {
    let source = &statement.source;
    let speaker = entity(cast, article, source);
    let described =
        source.kind == SourceKind::Unnamed && source.name.as_deref().is_some_and(words::is_spokesperson);
    let has_role = source.entity.is_some_and(|local| cast.is_spokesperson(article.id, local));
    let known = speaker.and_then(|id| cast.voice_of(id));
    let stated = (described || has_role).then_some(source.speaks_for.as_deref()).flatten();
    // "A Norlandish government spokesman".
    let within = source.name.as_deref().filter(|_| described).and_then(of_a_state);
    let organisation = match (known, stated) {
        (Some(id), _) => entity_trace(cast, id)?,
        // Of whom one is named and speaks for bodies that are only described ("the organisers"), the name counts.
        (None, Some(name)) if source.kind == SourceKind::Named && cast.named(name).is_none() => return None,
        (None, Some(name)) => organisation(cast, name),
        (None, None) => organisation(cast, within?),
    };
    let who = source.name.as_deref().unwrap_or("a spokesperson");
    let reason = Reason {
        sentence: format!("{} speaks for {}.", capitalised(who), organisation.name),
        citations: source.span.iter().map(|&span| cite(article, span)).collect(),
    };
    Some(Trace { is_voice: true, ..organisation.because(reason) })
}

/// The body of a state for which a spokesperson speaks who is called by it.
fn of_a_state(described: &str) -> Option<&str> {
    let (first, rest) = described.split_once(' ')?;
    let rest = if matches!(first.to_lowercase().as_str(), "a" | "an" | "the") { rest } else { described };
    let (body, role) = rest.rsplit_once(' ')?;
    (words::is_spokesperson(role) && state_body(body).is_some()).then_some(body)
}

/// The origin of an organisation's name.
fn organisation(cast: &Cast<'_>, name: &str) -> Trace {
    let found = cast.named(name).and_then(|id| entity_trace(cast, id));
    found.unwrap_or_else(|| Trace::new(Key::Name(words::squashed(name)), name, OriginKind::Organisation))
}

/// A described source: the organisation's voice if a spokesperson, else nobody that could be known.
fn unnamed(cast: &Cast<'_>, article: &Article, statement: &Statement) -> Trace {
    if let Some(voice) = voice(cast, article, statement) {
        return voice;
    }
    if let Some(holder) = holder(cast, article, statement) {
        return holder;
    }
    let described = described(cast, article, statement);
    let same = match statement.source.entity {
        Some(local) => format!("#{local}"),
        None => words::squashed(&described),
    };
    Trace::new(Key::Unnamed(article.id, same), format!("{described} (not named)"), OriginKind::Unknown)
}

/// Whoever holds the office by which a source is described, where an article names them with it ("Norland's foreign
/// minister"): one person holds it, so that this is no source whose name is kept back.
fn holder(cast: &Cast<'_>, article: &Article, statement: &Statement) -> Option<Trace> {
    let local = statement.source.entity?;
    let because = cast.reading.entities.by_office.get(&(article.id, local))?;
    let trace = entity_trace(cast, cast.reading.entities.resolve(article.id, local)?)?;
    let citations = statement.source.span.iter().map(|&span| cite(article, span)).collect();
    Some(trace.because(Reason { sentence: format!("{because}."), citations }))
}

/// The words that describe a source, as they stand inside a sentence: "Officials" begins small, "Russian" not.
fn described(cast: &Cast<'_>, article: &Article, statement: &Statement) -> String {
    let words = statement.source.name.as_deref().unwrap_or("somebody").trim();
    let start = statement.source.span.map_or(usize::MAX, |span| span.start);
    let tokens = cast.reading.annotations.get(article.id.index()).map_or(&[][..], |found| &found.tokens);
    let first = tokens.get(tokens.partition_point(|token| token.span.start < start));
    let is_plain = first.is_some_and(|token| {
        token.span.start == start && matches!(token.upos, Upos::Det | Upos::Noun | Upos::Num | Upos::Pron)
    });
    if is_plain { small(words) } else { words.to_owned() }
}

/// Words as they stand inside a sentence: "They" begins small, "I" and "WHO" do not.
fn small(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() && !second.is_whitespace() => {
            first.to_lowercase().chain(letters).collect()
        }
        (Some('A'), Some(' ')) => std::iter::once('a').chain(letters).collect(),
        _ => words.to_owned(),
    }
}

/// A document: whoever issued it, or itself if it has a name.
fn document(cast: &Cast<'_>, article: &Article, statement: &Statement) -> Trace {
    let source = &statement.source;
    let name = source.name.as_deref().unwrap_or("a document").trim();
    if let Some(issuer) = &source.speaks_for {
        let issuer = organisation(cast, issuer);
        let reason = Reason {
            sentence: format!("{} is {}’s.", capitalised(name), issuer.name),
            citations: source.span.iter().map(|&span| cite(article, span)).collect(),
        };
        return issuer.because(reason);
    }
    if let Some(found) = entity(cast, article, source).and_then(|id| entity_trace(cast, id)) {
        return found;
    }
    if words::is_voiceless(name) {
        return own_voice(cast, article);
    }
    // One word alone has its capital from where it stands ("Report: the minister met the union").
    let telling: Vec<&str> = name.split_whitespace().filter(|word| word.chars().count() > 3).collect();
    if telling.len() > 1 && telling.iter().all(|word| word.starts_with(char::is_uppercase)) {
        return Trace::new(Key::Document(words::squashed(name)), name, OriginKind::Document);
    }
    let key = Key::Unnamed(article.id, words::squashed(name));
    Trace::new(key, format!("{name} (not named)"), OriginKind::Unknown)
}

/// A source that the article may well name, and that could not be told ("they"): not resolved is not unnamed.
fn unresolved(id: StatementId, article: &Article, statement: &Statement) -> Trace {
    let key = match statement.source.entity {
        Some(local) => Key::Unnamed(statement.article, format!("#{local}")),
        None => Key::Unresolved(id),
    };
    let words = statement.source.span.map(|span| span.of(&article.text).trim());
    let name = match words.filter(|words| !words.is_empty()) {
        Some(words) => format!("“{}” (unresolved)", small(words)),
        None => UNRESOLVED.to_owned(),
    };
    Trace::new(key, name, OriginKind::Unknown)
}

/// The traces, with narration going back to whom its own article attributes it to: `own` pairs both.
/// Narration that answers several questions and has only some of them from that source, as `answers` counts them, keeps
/// its own voice: who said how fast it went is not who counted the dead.
pub(super) fn with_own_naming(
    cast: &Cast<'_>,
    traces: &[Trace],
    mut own: Vec<(StatementId, StatementId)>,
    answers: &BTreeMap<StatementId, usize>,
) -> Vec<Trace> {
    let statements = cast.reading.statements;
    let is_narration = |id: StatementId| statements.get(id.index()).is_some_and(Statement::is_narration);
    own.retain(|&(told, said)| is_narration(told) && !is_narration(said));
    own.sort_unstable();
    let mut found = traces.to_vec();
    for pairs in own.chunk_by(|a, b| a.0 == b.0) {
        let key = |said: StatementId| traces.get(said.index()).map(|trace| &trace.key);
        if let Some(&(told, said)) = pairs.first()
            && pairs.iter().all(|pair| key(pair.1) == key(said))
            && answers.get(&told).is_none_or(|answers| *answers <= pairs.len())
            && let (Some(trace), Some(source)) = (found.get_mut(told.index()), traces.get(said.index()))
            && trace.standing() == Standing::Outlet
        {
            *trace = source.clone();
        }
    }
    found
}

/// Whether the statement is weakened by words that point at what others say.
fn is_hearsay(article: &Article, statement: &Statement) -> bool {
    statement.hedges.iter().any(|hedge| words::is_hearsay(hedge.of(&article.text)))
}

/// An article as a sentence names it: its outlet, else how its headline begins, else its file.
pub(super) fn called(article: &Article) -> String {
    const SHOWN: usize = 40;
    let file = article.path.rsplit('/').next().unwrap_or(&article.path);
    match (&article.outlet, &article.headline) {
        (Some(outlet), _) => outlet.clone(),
        (None, Some(headline)) if headline.chars().count() <= SHOWN => format!("“{headline}”"),
        (None, Some(headline)) => {
            let start: String = headline.chars().take(SHOWN).collect();
            let words = start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words);
            format!("“{words} …”")
        }
        (None, None) => file.to_owned(),
    }
}

/// Cites a span of an article.
pub(super) fn cite(article: &Article, span: Span) -> Citation {
    Citation::new(article.id, &article.text, span)
}

/// So much of what is cited for being shared shows that it is, in bytes.
const HEAD: usize = 600;

/// Cites a span of an article, or how it begins where it is long: whole articles may be the same.
pub(super) fn cite_head(article: &Article, span: Span) -> Citation {
    let words = span.of(&article.text);
    let head = || words.char_indices().take_while(|(at, _)| *at <= HEAD);
    let cut = || head().filter(|(_, letter)| letter.is_whitespace()).last().or_else(|| head().last());
    let end = if words.len() <= HEAD { words.len() } else { cut().map_or(0, |(at, _)| at) };
    cite(article, Span::new(span.start, span.start + end))
}

/// The words with a capital at the beginning of a sentence.
pub(super) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
