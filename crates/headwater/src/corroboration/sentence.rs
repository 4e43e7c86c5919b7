//! The one plain sentence that says what a matter amounts to, and says no more than that.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::alike;
use super::count::Group;
use super::finding::{Side, side_of};
use super::matter::Weighed;
use super::origin::{Key, Standing, Trace, UNRESOLVED, called, capitalised};
use super::paths::{Joins, Path};
use super::phrase::{LISTED, all_of, counted, distinct, fullest, is_several, listed, number, plural};
use super::{Finding, OriginCount, OriginKind};
use crate::alignment::question::{Agreement, Member, NOT_YET, Value};
use crate::annotation::{Form, Hedge};
use crate::article::ArticleId;
use crate::statement::{Channel, ChannelKind, SourceKind, Statement, StatementId};

/// How many outlets are named for one value before they are only counted.
const NAMED: usize = 2;

/// The sentence for a matter with these claims.
pub(super) fn because(
    joins: &Joins<'_>,
    findings: &[Finding],
    claims: &[Weighed],
    relation: Agreement,
    origins: &OriginCount,
) -> String {
    let speak = Speak { joins, claims };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(speak.difference(relation));
    parts.extend(claims.iter().filter_map(|claim| speak.mouths(claim)));
    if findings.contains(&Finding::Disputed) {
        parts.extend(speak.dispute());
    }
    if (relation != Agreement::SpeakerDiffers || parts.is_empty())
        && let Some((standing, own)) = speak.standing(parts.is_empty())
    {
        parts.push(standing);
        // A reader who sees the matter's count beside a claim's own must be told which is which.
        parts.extend((own != *origins).then(|| format!("{} in all", counted(origins))));
    }
    format!("{}.", capitalised(&parts.join("; ")).trim_end_matches('.'))
}

/// The answers with those first that a list must not cut: the highest figure, and those that most articles give.
fn telling_first(stated: Vec<&Weighed>) -> Vec<&Weighed> {
    if stated.len() <= LISTED + 1 {
        return stated;
    }
    let figure = |at: &usize| match &stated.get(*at)?.claim.value {
        Some(Value::Number { low, high, hedge, .. }) if *hedge != Hedge::Vague => high.or(*low),
        _ => None,
    };
    let mut places: Vec<usize> = (0..stated.len()).collect();
    let highest = places.iter().filter_map(figure).max_by(f64::total_cmp);
    places.sort_by_key(|at| {
        let is_highest = highest.is_some() && figure(at) == highest;
        (!is_highest, Reverse(stated.get(*at).map_or(0, |claim| claim.claim.articles.len())))
    });
    let (shown, cut) = places.split_at_mut(LISTED);
    shown.sort_unstable();
    cut.sort_unstable();
    places.into_iter().filter_map(|at| stated.get(at).copied()).collect()
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
        // "No group had claimed it": said before another article's news, it is no denial.
        let early = self.claims.iter().find(|claim| claim.claim.label == NOT_YET);
        if let Some(early) = early.filter(|_| relation == Agreement::Update) {
            return Some(format!(
                "it was not so yet when {} told of it",
                self.carriers(&early.claim.articles)
            ));
        }
        match relation {
            Agreement::Agree => None,
            _ if stated.len() < 2 => None,
            Agreement::ValuesDiffer => {
                Some(format!("the accounts give {}", listed(telling_first(stated).iter().map(each))))
            }
            Agreement::Update => Some(format!(
                "the accounts give {}, and each may have been so when it was said",
                listed(telling_first(stated).iter().map(each))
            )),
            Agreement::SpeakerDiffers => {
                let mouths = stated.iter().map(|claim| {
                    format!("to {} ({})", self.names(claim), self.carriers(&claim.claim.articles))
                });
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
            let statement = self.joins.statement(claim.said.get(*place)?)?;
            self.joins.cast.reading.articles.get(statement.article.index())
        };
        let mouths = claim.mouths.iter().map(|places| {
            let members: Vec<&Member> = places.iter().filter_map(|&it| claim.said.get(it)).collect();
            let outlets: BTreeSet<String> = places.iter().filter_map(article).map(called).collect();
            format!("to {} ({})", self.name(&members), listed(outlets.into_iter()))
        });
        (!claim.mouths.is_empty()).then(|| format!("the same words are given {}", listed(mouths)))
    }

    /// Who gives a value: the origins that the articles name, with the articles that name them; and the outlets
    /// that name nobody.
    fn givers(&self, claim: &Weighed) -> String {
        let (own, sourced) = self.by_voice(claim);
        let names = self.sources(claim);
        let carriers = self.carriers(&sourced);
        let outlets = self.carriers(&own);
        // "Inner State (in the Post)": whose name it is gives it.
        let itself = matches!(names.as_slice(), [name] if name.trim_start_matches("the ") == claim.claim.label);
        let sourced = if itself && !carriers.is_empty() {
            format!("in {carriers}")
        } else if names.is_empty() || names == [carriers.clone()] {
            carriers
        } else {
            format!("{}, in {carriers}", listed(names.into_iter()))
        };
        match (sourced.is_empty(), own.len()) {
            (true, _) => outlets,
            (false, 0) => sourced,
            (false, 1) => format!("{sourced}, and {outlets} in its own voice"),
            (false, _) => format!("{sourced}, and {outlets} in their own voice"),
        }
    }

    /// The articles of a claim that give it in nothing but their own voice, and the others.
    fn by_voice(&self, claim: &Weighed) -> (Vec<ArticleId>, Vec<ArticleId>) {
        let members = &claim.said;
        let sourced: BTreeSet<ArticleId> = members
            .iter()
            .filter(|member| !self.joins.is_own(member))
            .filter_map(|member| Some(self.joins.statement(member)?.article))
            .collect();
        claim.claim.articles.iter().partition(|article| !sourced.contains(article))
    }

    /// The origins of a claim by name, the best known first, without outlets that speak for themselves.
    fn sources(&self, claim: &Weighed) -> Vec<String> {
        let groups = claim.tally.groups.iter().filter(|group| !self.is_own_voice(claim, group));
        // Whoever said "scores" did not say 44, though both may be so.
        let figure =
            matches!(&claim.claim.value, Some(Value::Number { hedge, .. }) if *hedge != Hedge::Vague);
        let (exact, vague): (Vec<&Group>, Vec<&Group>) =
            groups.partition(|group| !figure || !alike::is_vague(self.joins, &claim.said, group));
        // An answer that is shown as "around 50 or dozens" is on the word of both.
        let both = claim.claim.label.contains(" or ") || exact.is_empty();
        let vague = vague.into_iter().filter(|_| both);
        distinct(exact.iter().copied().chain(vague).map(|group| self.face(claim, group)))
    }

    /// The outlets of these articles.
    fn carriers(&self, carrying: &[ArticleId]) -> String {
        let articles = &self.joins.cast.reading.articles;
        let labels: BTreeSet<String> =
            carrying.iter().filter_map(|id| articles.get(id.index())).map(called).collect();
        if labels.len() > NAMED {
            return format!("{} articles", number(carrying.len()));
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
        let one = |names: &[String]| matches!(names, [name] if !is_several(name));
        let says = if one(&affirmed) { "says" } else { "say" };
        let denies = if one(&denied) { "denies" } else { "deny" };
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
    fn standing(&self, is_alone: bool) -> Option<(String, OriginCount)> {
        let side = if self.on(Side::Affirms).next().is_some() { Side::Affirms } else { Side::Denies };
        let several = self.on(side).count() > 1;
        let main = self
            .on(side)
            .max_by_key(|it| (it.claim.articles.len(), Reverse(it.claim.label.clone())))
            .or_else(|| self.claims.first())?;
        let count = main.claim.articles.len();
        if count < 2 && !is_alone {
            return None;
        }
        let says = match (side_of(main.claim.stance), several) {
            (Side::Denies, _) => "denies it".to_owned(),
            (Side::Declines, _) => "says that somebody will not comment on it".to_owned(),
            (Side::Asks, _) => "says that somebody asks for it".to_owned(),
            (Side::Affirms, _) if several || main.claim.value.is_some() => {
                format!("gives {}", main.claim.label)
            }
            (Side::Affirms, _) => "says it".to_owned(),
        };
        let standing = format!("{}{}", self.standing_of(main, count, &says), self.besides(main));
        Some((standing, main.claim.origins.clone()))
    }

    /// "; one more speaks of it and may say something else"
    fn besides(&self, claim: &Weighed) -> String {
        match claim.claim.unsure.len() {
            0 => String::new(),
            1 => "; one more speaks of it and may say something else".to_owned(),
            n => format!("; {} more speak of it and may say something else", number(n)),
        }
    }

    fn standing_of(&self, claim: &Weighed, count: usize, says: &str) -> String {
        let articles = match (count, side_of(claim.claim.stance)) {
            (1, Side::Denies) => "one article carries the denial".to_owned(),
            (_, Side::Denies) => format!("{} articles carry the denial", number(count)),
            (1, _) => format!("one article {says}"),
            _ => format!("{} articles {}", number(count), plural(says)),
        };
        let known = *claim.claim.origins.start() as usize;
        match (count, *claim.tally.count.end()) {
            (1, _) => format!("{articles}, {}", self.word_of(claim)),
            (_, 0..=1) => format!("{articles}; {}", self.one_origin(claim, count)),
            _ if known > 1 => format!("{articles}, {}", self.several_origins(claim, known)),
            _ => format!("{articles}, {}", self.perhaps_one(claim, count)),
        }
    }

    /// "on the word of X" or "in its own voice"
    fn word_of(&self, claim: &Weighed) -> String {
        match self.sources(claim) {
            names if names.is_empty() => "in its own voice".to_owned(),
            names => format!("on the word of {}", listed(names.into_iter())),
        }
    }

    /// "both go back to X, one of them through Y"; where the articles do not all lead to one name, what each leads to.
    fn one_origin(&self, claim: &Weighed, count: usize) -> String {
        let all = all_of(count);
        let keys = self.sources_of_all(claim);
        let name = claim.tally.groups.first().map(|group| self.face(claim, group));
        let named = self.named(claim);
        let known = claim.tally.groups.first().is_some_and(|group| group.standing == Standing::Known);
        let back = match (keys.len(), name, named.iter().next()) {
            (1, Some(name), _) => format!("{all} go back to {name}"),
            (_, _, Some((name, of))) if known && named.len() == 1 && of.len() == count => {
                format!("{all} go back to {name}")
            }
            _ => format!("{}{}", self.leads(claim), self.joined(claim, &all)),
        };
        match self.through(claim) {
            Some((outlet, articles)) if articles == count => format!("{back}, through {outlet}"),
            Some((outlet, articles)) => format!("{back}, {} of them through {outlet}", number(articles)),
            None => back,
        }
    }

    /// The origins of the members that no member of their own article, and no report that they name, leads further.
    fn sources_of_all<'w>(&self, claim: &'w Weighed) -> BTreeSet<&'w Key> {
        let links = &claim.tally.links;
        let is_further = |path: Path| matches!(path, Path::Outlet | Path::OwnNaming | Path::Nesting);
        let joins = links.firm.iter().chain(&links.hints).filter(|join| is_further(join.path));
        let led: BTreeSet<usize> = joins.map(|join| join.b).collect();
        let own = claim.keys.iter().enumerate().filter(|(place, _)| !led.contains(place));
        own.map(|(_, key)| key).collect()
    }

    /// "eight on the word of X, one on that of Y and one in its own voice; ": whom how many articles name.
    fn leads(&self, claim: &Weighed) -> String {
        let own = self.by_voice(claim).0.len();
        let mut named: Vec<(String, BTreeSet<ArticleId>)> = self.named(claim).into_iter().collect();
        named.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
        // An article that names two counts once, with the one that most name: the shares add up.
        let mut seen: BTreeSet<ArticleId> = BTreeSet::new();
        let share = |(name, of): (String, BTreeSet<ArticleId>)| {
            let new = of.into_iter().filter(|article| seen.insert(*article)).count();
            (new > 0).then_some((new, name))
        };
        let mut shares: Vec<(usize, String)> = named.into_iter().filter_map(share).collect();
        if shares.is_empty() {
            return String::new();
        }
        shares.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        if let ([(count, name)], 0) = (shares.as_slice(), own) {
            return format!("{} on the word of {name}; ", all_of(*count));
        }
        let more = shares.len().saturating_sub(LISTED);
        shares.truncate(LISTED);
        let mut told: Vec<String> = Vec::new();
        for (at, (count, name)) in shares.iter().enumerate() {
            let words = if at == 0 { "on the word of" } else { "on that of" };
            told.push(format!("{} {words} {name}", number(*count)));
        }
        told.extend((more > 0).then(|| format!("others on that of {} more", number(more))));
        match own {
            0 => {}
            1 => told.push("one in its own voice".to_owned()),
            own => told.push(format!("{} in their own voice", number(own))),
        }
        format!("{}; ", listed(told.into_iter()))
    }

    /// The sources that the articles of a claim themselves name, and which articles name each. Of an article that names
    /// several only the best known count.
    fn named(&self, claim: &Weighed) -> BTreeMap<String, BTreeSet<ArticleId>> {
        let members = || claim.said.iter().filter(|member| !self.joins.is_own(member));
        let placed =
            |member: &Member| Some((self.joins.statement(member)?.article, self.joins.trace(member)?));
        let mut best: BTreeMap<ArticleId, Standing> = BTreeMap::new();
        for (article, trace) in members().filter_map(placed) {
            let known = best.entry(article).or_insert(Standing::Unknown);
            *known = trace.standing().max(*known);
        }
        let mut by_key: BTreeMap<&Key, Vec<&Member>> = BTreeMap::new();
        for member in members() {
            if let Some((article, trace)) = placed(member)
                && best.get(&article) == Some(&trace.standing())
            {
                by_key.entry(&trace.key).or_default().push(member);
            }
        }
        let mut named: BTreeMap<String, BTreeSet<ArticleId>> = BTreeMap::new();
        for members in by_key.values() {
            let articles = members.iter().filter_map(|member| Some(placed(member)?.0));
            named.entry(self.name(members)).or_default().extend(articles);
        }
        named
    }

    /// What makes one of a claim that does not lead to one name.
    fn joined(&self, claim: &Weighed, all: &str) -> String {
        let links = &claim.tally.links;
        let has =
            |paths: &[Path]| links.firm.iter().chain(&links.hints).any(|join| paths.contains(&join.path));
        if has(&[Path::Circle]) {
            return "they name each other as the source, and count as one unresolved origin".to_owned();
        }
        let by = if has(&[Path::Wording, Path::Kinship]) {
            " by shared wording"
        } else if has(&[Path::Outlet]) {
            ", for one is the report that another names"
        } else if has(&[Path::Beside]) {
            " by whom they name beside it"
        } else {
            ""
        };
        format!("{all} are joined{by}, and count as one origin")
    }

    /// "on the word of X and of Y, which nothing here joins"
    fn several_origins(&self, claim: &Weighed, known: usize) -> String {
        let named = claim.tally.groups.iter().filter(|it| it.standing == Standing::Known);
        let faces = distinct(named.map(|it| self.face(claim, it)));
        let rest = match self.by_voice(claim).0.len() {
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

    /// "on the word of X; two name no source for it, so there may be one origin or as many as three"
    fn perhaps_one(&self, claim: &Weighed, count: usize) -> String {
        let faces = self.sources(claim);
        let rest = self.by_voice(claim).0.len();
        let open = match *claim.claim.origins.end() as usize {
            2 => "so there may be one origin or two".to_owned(),
            most => format!("so there may be one origin or as many as {}", number(most)),
        };
        let names = listed(faces.iter().cloned());
        match rest {
            _ if faces.is_empty() || rest == count => format!("and none names its source, {open}"),
            0 if faces.len() == 1 => format!("on the word of {names}, {open}"),
            0 if claim.tally.apart > 1 => {
                format!("on the word of {names}, but it is not sure that they say the same, {open}")
            }
            0 => format!("on the word of {names}, and nothing shows that these are independent, {open}"),
            1 => format!("on the word of {names}; one names no source for it, {open}"),
            rest => format!("on the word of {names}; {} name no source for it, {open}", number(rest)),
        }
    }

    /// Whether the group is nothing but outlets speaking for themselves.
    fn is_own_voice(&self, claim: &Weighed, group: &Group) -> bool {
        let mut members = group.members.iter().filter_map(|&place| claim.said.get(place));
        members.all(|member| self.joins.is_own(member))
    }

    /// The outlet through which the most articles have it, and how many; their own outlets aside.
    fn through(&self, claim: &Weighed) -> Option<(String, usize)> {
        let cast = self.joins.cast;
        let mut by_outlet: BTreeMap<String, BTreeSet<ArticleId>> = BTreeMap::new();
        for member in &claim.said {
            let Some(statement) = self.joins.statement(member) else { continue };
            let own = cast.reading.articles.get(statement.article.index()).and_then(|it| cast.outlet_of(it));
            let outlets =
                self.channel(member.statement).iter().filter(|channel| channel.kind == ChannelKind::Outlet);
            for outlet in
                outlets.map(|channel| cast.outlet(&channel.name)).filter(|it| Some(it) != own.as_ref())
            {
                by_outlet.entry(outlet).or_default().insert(statement.article);
            }
        }
        let most = by_outlet.into_iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.0.cmp(&a.0)))?;
        Some((cast.shown(&most.0).to_owned(), most.1.len()))
    }

    /// Where somebody said it: what the statement names, or the one just before with the same speaker ("told the agency
    /// … She added").
    fn channel(&self, id: StatementId) -> &[Channel] {
        let statements = self.joins.cast.reading.statements;
        let Some(own) = statements.get(id.index()) else { return &[] };
        let same = |before: &&Statement| {
            before.article == own.article
                && own.source.entity.is_some()
                && before.source.entity == own.source.entity
        };
        let before = || statements.get(id.index().checked_sub(1)?).filter(same);
        if own.channel.is_empty() { before().map_or(&[], |before| &before.channel) } else { &own.channel }
    }

    /// A group by the name of its best known origin, or by two where the same words have two. Whoever is named goes
    /// before the outlets that name nobody.
    fn face(&self, claim: &Weighed, group: &Group) -> String {
        let members: Vec<&Member> = group.members.iter().filter_map(|&place| claim.said.get(place)).collect();
        let named: Vec<&Member> =
            members.iter().copied().filter(|member| !self.joins.is_own(member)).collect();
        let standing = |member: &&Member| self.joins.trace(member).map(Trace::standing);
        let best = |members: &[&Member]| members.iter().filter_map(standing).max();
        // Narration that goes back to a source by its wording goes before who is only described.
        let members =
            if best(&named) < best(&members) && best(&members) == Some(Standing::Known) || named.is_empty() {
                members
            } else {
                named
            };
        let best = best(&members);
        let mut by_key: BTreeMap<&Key, Vec<&Member>> = BTreeMap::new();
        for member in members.into_iter().filter(|member| standing(member) == best) {
            if let Some(trace) = self.joins.trace(member) {
                by_key.entry(&trace.key).or_default().push(member);
            }
        }
        let names = fullest(distinct(by_key.values().map(|members| self.name(members))));
        match names.as_slice() {
            [] => UNRESOLVED.to_owned(),
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

    /// "the Network’s spokesperson Ana Petrov"; named only where every article names the same one, for whoever is not
    /// named is never made somebody who is.
    fn spokesperson(&self, organisation: &str, members: &[&Member]) -> String {
        let names: BTreeSet<Option<&str>> = members
            .iter()
            .filter_map(|member| Some(&self.joins.statement(member)?.source))
            .map(|source| source.name.as_deref().filter(|_| source.kind == SourceKind::Named))
            .collect();
        match names.iter().collect::<Vec<_>>().as_slice() {
            [Some(name)] => format!("{organisation}’s spokesperson {name}"),
            _ => format!("{organisation}’s spokesperson"),
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
