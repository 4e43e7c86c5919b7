//! The one plain sentence that says what a matter amounts to, and says no more than that.

use std::collections::{BTreeMap, BTreeSet};

use super::count::Group;
use super::finding::{Side, side_of};
use super::matter::Weighed;
use super::origin::{Key, Standing, Trace, called, capitalised, parts};
use super::paths::Joins;
use super::{Finding, OriginKind};
use crate::alignment::question::{Agreement, Member};
use crate::annotation::Form;
use crate::article::ArticleId;
use crate::statement::{ChannelKind, SourceKind};

/// How many names or values are listed before the rest is only counted.
const LISTED: usize = 4;

/// How many outlets are named for one value before they are only counted.
const NAMED: usize = 2;

/// The sentence for a matter with these claims.
pub(super) fn because(
    joins: &Joins<'_>,
    findings: &[Finding],
    claims: &[Weighed],
    relation: Agreement,
) -> String {
    let speak = Speak { joins, claims };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(speak.difference(relation));
    parts.extend(claims.iter().filter_map(|claim| speak.mouths(claim)));
    if findings.contains(&Finding::Disputed) {
        parts.extend(speak.dispute());
    }
    if relation != Agreement::SpeakerDiffers || parts.is_empty() {
        parts.extend(speak.standing(parts.is_empty()));
    }
    format!("{}.", capitalised(&parts.join("; ")).trim_end_matches('.'))
}

struct Speak<'s> {
    joins: &'s Joins<'s>,
    claims: &'s [Weighed],
}

impl Speak<'_> {
    fn on(&self, side: Side) -> impl Iterator<Item = &Weighed> {
        self.claims.iter().filter(move |claim| side_of(claim.claim.stance) == side)
    }

    /// "the accounts give 40 (the Network) and 42 (Outlet B)"
    fn difference(&self, relation: Agreement) -> Option<String> {
        let affirmed: Vec<&Weighed> = self.on(Side::Affirms).collect();
        // Whoever denies in the same words speaks them too.
        let words = matches!(relation, Agreement::SpeakerDiffers | Agreement::WordingDiffers);
        let stated = if words && affirmed.len() < 2 { self.claims.iter().collect() } else { affirmed };
        let each = |claim: &&Weighed| format!("{} ({})", claim.claim.label, self.givers(claim));
        match relation {
            Agreement::Agree => None,
            _ if stated.len() < 2 => None,
            Agreement::ValuesDiffer => Some(format!("the accounts give {}", listed(stated.iter().map(each)))),
            Agreement::Update => Some(format!(
                "the accounts give {}, and each may have been so when it was said",
                listed(stated.iter().map(each))
            )),
            Agreement::SpeakerDiffers => {
                let mouths =
                    stated.iter().map(|claim| format!("to {} ({})", self.names(claim), self.carriers(claim)));
                Some(format!("the same words are given {}", listed(mouths)))
            }
            Agreement::WordingDiffers => {
                let wordings = number(stated.len());
                Some(format!("the same utterance is quoted in {wordings} wordings"))
            }
        }
    }

    /// "the same words are given to X (Outlet A) and to Y (Outlet B)"
    fn mouths(&self, claim: &Weighed) -> Option<String> {
        let article = |place: &usize| {
            let statement = self.joins.statement(claim.claim.members.get(*place)?)?;
            self.joins.cast.reading.articles.get(statement.article.index())
        };
        let mouths = claim.mouths.iter().map(|places| {
            let members: Vec<&Member> = places.iter().filter_map(|&it| claim.claim.members.get(it)).collect();
            let outlets: BTreeSet<String> = places.iter().filter_map(article).map(called).collect();
            format!("to {} ({})", self.name(&members), listed(outlets.into_iter()))
        });
        (!claim.mouths.is_empty()).then(|| format!("the same words are given {}", listed(mouths)))
    }

    /// Who gives a value: the origin, and the outlet where that is somebody else; outlets that speak for
    /// themselves by their names.
    fn givers(&self, claim: &Weighed) -> String {
        let sourced = claim.tally.groups.iter().filter(|group| !self.is_own_voice(claim, group));
        let names = distinct(sourced.map(|group| self.face(claim, group)));
        let carriers = self.carriers(claim);
        if names.is_empty() || names == [carriers.clone()] {
            return carriers;
        }
        format!("{}, in {carriers}", listed(names.into_iter()))
    }

    /// The outlets that carry a claim.
    fn carriers(&self, claim: &Weighed) -> String {
        let articles = &self.joins.cast.reading.articles;
        let labels: BTreeSet<String> =
            claim.claim.articles.iter().filter_map(|id| articles.get(id.index())).map(called).collect();
        if labels.len() > NAMED {
            return format!("{} articles", number(claim.claim.articles.len()));
        }
        listed(labels.into_iter())
    }

    /// The origins of a claim by name, the best known first.
    fn names(&self, claim: &Weighed) -> String {
        listed(distinct(claim.tally.groups.iter().map(|group| self.face(claim, group))).into_iter())
    }

    /// "X asserts it; Z denies it"
    fn dispute(&self) -> Option<String> {
        let side = |side: Side| {
            let faces =
                self.on(side).flat_map(|claim| claim.tally.groups.iter().map(move |it| self.face(claim, it)));
            distinct(faces)
        };
        let (affirmed, denied) = (side(Side::Affirms), side(Side::Denies));
        let says = if affirmed.len() == 1 { "says" } else { "say" };
        let denies = if denied.len() == 1 { "denies" } else { "deny" };
        if affirmed.is_empty() || denied.is_empty() {
            return None;
        }
        Some(format!(
            "{} {says} it, {} {denies} it",
            listed(affirmed.into_iter()),
            listed(denied.into_iter())
        ))
    }

    /// How many origins stand behind the claim that most articles carry.
    fn standing(&self, is_alone: bool) -> Option<String> {
        let side = if self.on(Side::Affirms).next().is_some() { Side::Affirms } else { Side::Denies };
        let several = self.on(side).count() > 1;
        let main = self
            .on(side)
            .max_by_key(|it| (it.claim.articles.len(), std::cmp::Reverse(it.claim.label.clone())))
            .or_else(|| self.claims.first())?;
        let count = main.claim.articles.len();
        if count < 2 && !is_alone {
            return None;
        }
        let says = match (side_of(main.claim.stance), several) {
            (Side::Denies, _) => "denies it".to_owned(),
            (Side::Declines, _) => "says that somebody will not comment on it".to_owned(),
            (Side::Asks, _) => "asks for it".to_owned(),
            (Side::Affirms, _) if several || main.claim.value.is_some() => {
                format!("gives {}", main.claim.label)
            }
            (Side::Affirms, _) => "says it".to_owned(),
        };
        Some(self.standing_of(main, count, &says))
    }

    fn standing_of(&self, claim: &Weighed, count: usize, says: &str) -> String {
        let articles = match (count, side_of(claim.claim.stance)) {
            (1, Side::Denies) => "one article carries the denial".to_owned(),
            (_, Side::Denies) => format!("{} articles carry the denial", number(count)),
            (1, _) => format!("one article {says}"),
            _ => format!("{} articles {}", number(count), plural(says)),
        };
        let known = *claim.claim.origins.start() as usize;
        match (count, *claim.claim.origins.end()) {
            (1, _) => format!("{articles}, {}", self.word_of(claim)),
            (_, 0..=1) => format!("{articles}; {}", self.one_origin(claim, count)),
            _ if known > 1 => format!("{articles}, {}", self.several_origins(claim, known)),
            _ => format!("{articles}, {}", self.perhaps_one(claim, count)),
        }
    }

    /// "on the word of X" or "in its own voice"
    fn word_of(&self, claim: &Weighed) -> String {
        let faces: Vec<String> = distinct(
            claim
                .tally
                .groups
                .iter()
                .filter(|it| !self.is_own_voice(claim, it))
                .map(|it| self.face(claim, it)),
        );
        if faces.is_empty() {
            return "in its own voice".to_owned();
        }
        format!("on the word of {}", listed(faces.into_iter()))
    }

    /// "all four go back to X, two of them through Y"
    fn one_origin(&self, claim: &Weighed, count: usize) -> String {
        let all = if count == 2 { "both".to_owned() } else { format!("all {}", number(count)) };
        let Some(group) = claim.tally.groups.first() else { return format!("{all} count as one") };
        let back = if group.standing == Standing::Known {
            format!("{all} go back to {}", self.face(claim, group))
        } else if self.is_copied(claim) {
            format!("{all} share their wording, and count as one origin")
        } else {
            format!("{all} go back to {}", self.face(claim, group))
        };
        match self.through(claim) {
            Some((outlet, articles)) if articles == count => format!("{back}, through {outlet}"),
            Some((outlet, articles)) => format!("{back}, {} of them through {outlet}", number(articles)),
            None => back,
        }
    }

    /// "on the word of X and of Y, which nothing here joins"
    fn several_origins(&self, claim: &Weighed, known: usize) -> String {
        let named = claim.tally.groups.iter().filter(|it| it.standing == Standing::Known);
        let faces = distinct(named.map(|it| self.face(claim, it)));
        let rest = self.without_source(claim);
        let rest = match rest {
            0 => String::new(),
            1 => "; one of them names no source for it".to_owned(),
            n => format!("; {} of them name no source for it", number(n)),
        };
        let apart = match (known == faces.len(), known) {
            (true, 2) => "two independent origins".to_owned(),
            (_, n) => format!("at least {} independent origins", number(n)),
        };
        format!("on the word of {}: {apart}{rest}", listed(faces.into_iter()))
    }

    /// "two of which go back to X; the others name no source, so it may be one origin or three"
    fn perhaps_one(&self, claim: &Weighed, count: usize) -> String {
        let named = claim.tally.groups.iter().filter(|group| !self.is_own_voice(claim, group));
        let faces: Vec<String> = distinct(named.map(|group| self.face(claim, group)));
        let rest = self.without_source(claim);
        let most = number(*claim.claim.origins.end() as usize);
        let open = format!("so there may be one origin or as many as {most}");
        let open = if *claim.claim.origins.end() == 2 {
            "so there may be one origin or two".to_owned()
        } else {
            open
        };
        match (faces.is_empty(), rest) {
            (true, _) => format!("and none names its source, {open}"),
            (false, 0) => format!(
                "on the word of {}, and nothing shows that these are independent, {open}",
                listed(faces.into_iter())
            ),
            (false, rest) if rest == count => format!("and none names its source, {open}"),
            (false, 1) => {
                format!("on the word of {}; one names no source for it, {open}", listed(faces.into_iter()))
            }
            (false, rest) => {
                format!(
                    "on the word of {}; {} name no source for it, {open}",
                    listed(faces.into_iter()),
                    number(rest)
                )
            }
        }
    }

    /// How many articles give the claim in nothing but their own voice, joined to no named source.
    fn without_source(&self, claim: &Weighed) -> usize {
        let mut sourced: BTreeSet<ArticleId> = BTreeSet::new();
        for group in claim.tally.groups.iter().filter(|group| !self.is_own_voice(claim, group)) {
            let members = group.members.iter().filter_map(|&place| claim.claim.members.get(place));
            sourced.extend(members.filter_map(|member| Some(self.joins.statement(member)?.article)));
        }
        claim.claim.articles.iter().filter(|article| !sourced.contains(article)).count()
    }

    /// Whether the group is nothing but outlets speaking for themselves.
    fn is_own_voice(&self, claim: &Weighed, group: &Group) -> bool {
        group.standing != Standing::Known
            && group
                .members
                .iter()
                .filter_map(|&place| claim.claim.members.get(place))
                .all(|member| self.joins.statement(member).is_some_and(|statement| statement.is_narration()))
    }

    /// Whether the members of the only group were joined by shared wording.
    fn is_copied(&self, claim: &Weighed) -> bool {
        claim.keys.iter().collect::<BTreeSet<&Key>>().len() > 1
    }

    /// The outlet through which the most articles have it, and how many; their own outlets aside.
    fn through(&self, claim: &Weighed) -> Option<(String, usize)> {
        let cast = self.joins.cast;
        let mut by_outlet: BTreeMap<String, BTreeSet<ArticleId>> = BTreeMap::new();
        for statement in claim.claim.members.iter().filter_map(|member| self.joins.statement(member)) {
            let own = cast.reading.articles.get(statement.article.index()).and_then(|it| cast.outlet_of(it));
            let outlets = statement.channel.iter().filter(|channel| channel.kind == ChannelKind::Outlet);
            for outlet in
                outlets.map(|channel| cast.outlet(&channel.name)).filter(|it| Some(it) != own.as_ref())
            {
                by_outlet.entry(outlet).or_default().insert(statement.article);
            }
        }
        let most = by_outlet.into_iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.0.cmp(&a.0)))?;
        Some((cast.shown(&most.0).to_owned(), most.1.len()))
    }

    /// A group by the name of its best known origin, or by two where the same words have two.
    fn face(&self, claim: &Weighed, group: &Group) -> String {
        let members: Vec<&Member> =
            group.members.iter().filter_map(|&place| claim.claim.members.get(place)).collect();
        let mut by_key: BTreeMap<&Key, Vec<&Member>> = BTreeMap::new();
        for member in members {
            let trace = self.joins.trace(member).filter(|trace| trace.standing() == group.standing);
            if let Some(trace) = trace {
                by_key.entry(&trace.key).or_default().push(member);
            }
        }
        let names = fullest(distinct(by_key.values().map(|members| self.name(members))));
        match names.as_slice() {
            [] => "a source that is not named".to_owned(),
            [one] => one.clone(),
            [one, other] => format!("{one} or {other}"),
            [one, ..] => format!("{one} or one of {} others", number(names.len() - 1)),
        }
    }

    /// The origin that these members share, as a reader would say it.
    fn name(&self, members: &[&Member]) -> String {
        let Some(trace) = members.first().and_then(|member| self.joins.trace(member)) else {
            return String::new();
        };
        let plain = match trace.key {
            Key::Entity(_) => self.with_article(trace),
            // A headline in the place of a speaker would read as words that somebody said.
            Key::Article(_) if trace.name.starts_with('“') => format!("the article {}", trace.name),
            _ => trace.name.clone(),
        };
        let is_voice = members.iter().all(|member| self.joins.trace(member).is_some_and(|it| it.is_voice));
        if is_voice { self.spokesperson(&plain, members) } else { plain }
    }

    /// "the Network’s spokesperson Ana Petrov"
    fn spokesperson(&self, organisation: &str, members: &[&Member]) -> String {
        let sources = members.iter().filter_map(|member| Some(&self.joins.statement(member)?.source));
        let named = sources.filter(|source| source.kind == SourceKind::Named);
        let names: BTreeSet<&str> = named.filter_map(|source| source.name.as_deref()).collect();
        match names.iter().collect::<Vec<_>>().as_slice() {
            [name] => format!("{organisation}’s spokesperson {name}"),
            [] | [_, ..] => format!("{organisation}’s spokesperson"),
        }
    }

    /// A name with "the" where the articles themselves mostly write it so.
    fn with_article(&self, trace: &Trace) -> String {
        let Key::Entity(id) = trace.key else { return trace.name.clone() };
        let reading = self.joins.cast.reading;
        let (mut with, mut all) = (0, 0);
        for &(article, local) in reading.entities.get(id).map_or(&[][..], |entity| &entity.members) {
            let (Some(found), Some(text)) = (
                reading.annotations.get(article.index()),
                reading.articles.get(article.index()).map(|it| &it.text),
            ) else {
                continue;
            };
            let places = found.entities.get(local).map_or(&[][..], |entity| &entity.mentions);
            for mention in places.iter().filter_map(|&place| found.mentions.get(place)) {
                let before = text.get(..mention.span.start).unwrap_or_default();
                let is_name = mention.form == Form::Name && trace.kind != OriginKind::Person;
                all += usize::from(is_name);
                with += usize::from(is_name && (before.ends_with("the ") || before.ends_with("The ")));
            }
        }
        if with * 2 > all { format!("the {}", trace.name) } else { trace.name.clone() }
    }
}

/// The names without those that are part of another ("the Network" beside "the Exit Network").
fn fullest(names: Vec<String>) -> Vec<String> {
    let words: Vec<Vec<String>> = names.iter().map(|name| parts(name)).collect();
    let is_part = |at: usize| {
        let mine = &words[at];
        words.iter().enumerate().any(|(other, theirs)| {
            let inside = other != at && mine.iter().all(|word| theirs.contains(word));
            inside && (mine.len() < theirs.len() || other < at)
        })
    };
    let kept: Vec<bool> = (0..names.len()).map(|at| !is_part(at)).collect();
    names.into_iter().zip(kept).filter_map(|(name, kept)| kept.then_some(name)).collect()
}

/// The items in their order, each once.
fn distinct(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    items.filter(|item| seen.insert(item.clone())).collect()
}

/// "a", "a and b", "a, b and c", "a, b, c, d and 3 more"
fn listed(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    if items.len() > LISTED + 1 {
        let more = format!("{} more", items.len() - LISTED);
        items.truncate(LISTED);
        items.push(more);
    }
    match items.pop() {
        None => String::new(),
        Some(only) if items.is_empty() => only,
        Some(last) => format!("{} and {last}", items.join(", ")),
    }
}

/// Numbers up to twelve in words.
fn number(n: usize) -> String {
    let words = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    words.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// The verb phrase for several articles.
fn plural(says: &str) -> String {
    let (verb, rest) = says.split_once(' ').unwrap_or((says, ""));
    format!("{} {rest}", verb.strip_suffix('s').unwrap_or(verb)).trim_end().to_owned()
}
