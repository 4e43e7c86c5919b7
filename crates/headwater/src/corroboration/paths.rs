//! The paths of the lineage that join the statements of one claim.
//!
//! *Firm* joins hold whatever else is there: the same origin, the same wording, one statement told inside
//! another. *Hints* say that one statement goes back to some other: an article that narrates what it
//! elsewhere attributes, an outlet named as source whose own report is there, narration beside what is
//! attributed, articles that are largely one text (`nearby`). A hint never joins two
//! sources with each other, even where it leads to both. *Slight* joins are wording that two reporters may have found
//! for themselves: they count against independence, and join nothing.

use std::collections::BTreeMap;

use super::Reason;
use super::circles::Circles;
use super::copying::{self, Shared};
use super::nearby::Nearby;
use super::origin::cast::Cast;
use super::origin::{self, Key, Trace, called, cite};
use super::phrase::listed;
use super::slight::Slight;
use crate::alignment::passage::PassageKind;
use crate::alignment::question::Member;
use crate::annotation::{Quantity, Relation, Upos};
use crate::article::ArticleId;
use crate::statement::{ChannelKind, SourceKind, Stance, Statement, StatementForm, StatementId};
use crate::text::Span;

/// Up to this many words may be a phrase that anybody uses.
const STOCK_PHRASE: usize = 12;
/// Everything that joins statements, looked up by statement and article.
pub(super) struct Joins<'c> {
    pub(super) cast: &'c Cast<'c>,
    /// Where wording leads beyond the own article.
    pub(super) traces: &'c [Trace],
    /// Where each article itself leads.
    own: &'c [Trace],
    /// Where the own voice of each article leads.
    voices: Vec<Trace>,
    pub(super) nearby: Nearby,
    shared: BTreeMap<StatementId, Vec<Shared>>,
    /// Spans of passages that are no boilerplate, by article: span, passage.
    passages: BTreeMap<ArticleId, Vec<(Span, usize)>>,
    slight: Slight<'c>,
}

/// Two members of a list that count as one, and why; of a hint, `b` goes back to `a`.
#[derive(Clone, Debug)]
pub(super) struct Join {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) reason: Option<Reason>,
    pub(super) path: Path,
}

/// What kind of path joins two members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Path {
    /// They have one origin.
    Origin,
    /// They share wording.
    Wording,
    /// One is told inside the other.
    Nesting,
    /// `b` is narration of an article that attributes `a`.
    OwnNaming,
    /// An outlet is the source of one, and the other is what it said or was told.
    Outlet,
    /// Outlets name each other as the source, at however many removes.
    Circle,
    /// The neighbours of narration `b` are attributed to the source of `a`.
    Beside,
    /// Narration of articles that are largely the same text.
    Kinship,
}

/// All joins between the members of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    pub(super) firm: Vec<Join>,
    pub(super) hints: Vec<Join>,
    pub(super) slight: Vec<Join>,
}

impl Links {
    /// Takes in the links of a part of the list that begins at `offset`.
    pub(super) fn take(&mut self, part: &Links, offset: usize) {
        let moved = |join: &Join| Join { a: join.a + offset, b: join.b + offset, ..join.clone() };
        self.firm.extend(part.firm.iter().map(moved));
        self.hints.extend(part.hints.iter().map(moved));
        self.slight.extend(part.slight.iter().map(moved));
    }
}

impl<'c> Joins<'c> {
    pub(super) fn new(cast: &'c Cast<'c>, traces: &'c [Trace], own: &'c [Trace], pairs: &[Shared]) -> Self {
        let mut shared: BTreeMap<StatementId, Vec<Shared>> = BTreeMap::new();
        for pair in pairs {
            shared.entry(pair.a).or_default().push(*pair);
        }
        let mut passages: BTreeMap<ArticleId, Vec<(Span, usize)>> = BTreeMap::new();
        let copied = cast.reading.passages.iter().enumerate();
        for (place, passage) in copied.filter(|(_, it)| it.kind != PassageKind::Boilerplate) {
            for side in [passage.a, passage.b] {
                passages.entry(side.article).or_default().push((side.span, place));
            }
        }
        passages.values_mut().for_each(|list| list.sort_unstable());
        let voices = cast.reading.articles.iter().map(|article| origin::own_voice(cast, article)).collect();
        let (nearby, slight) = (Nearby::new(cast.reading), Slight::new(cast.reading));
        Joins { cast, traces, own, voices, nearby, shared, passages, slight }
    }

    pub(super) fn statement(&self, member: &Member) -> Option<&'c Statement> {
        self.cast.reading.statements.get(member.statement.index())
    }

    /// Where the words lead that give the member's answer.
    pub(super) fn trace(&self, member: &Member) -> Option<&Trace> {
        match self.statement(member).filter(|_| self.is_beside(member)) {
            Some(statement) => self.voices.get(statement.article.index()),
            None => {
                let place = member.statement.index();
                self.traces
                    .get(place)
                    .filter(|trace| trace.holds_for(member.focus))
                    .or_else(|| self.own.get(place))
            }
        }
    }

    /// Whether the article gives the member's answer in its own voice: it narrates, or the words that give the answer
    /// are none of those that it attributes ("she said on Monday that …": when she said it is the reporter's word).
    pub(super) fn is_told(&self, member: &Member) -> bool {
        self.statement(member).is_some_and(Statement::is_narration) || self.is_beside(member)
    }

    /// Whether the words that give the member's answer stand beside what is attributed.
    fn is_beside(&self, member: &Member) -> bool {
        let Some(statement) = self.statement(member).filter(|it| !it.is_narration()) else { return false };
        let times =
            self.cast.reading.annotations.get(statement.article.index()).map_or(&[][..], |it| &it.times);
        let said = statement.said.and_then(|time| times.get(time)).map(|time| time.span);
        let focus = member.focus;
        !focus.is_empty()
            && (said.is_some_and(|said| said.contains(focus))
                || !statement.content.iter().any(|content| content.overlaps(focus)))
    }

    /// Whether the article attributes it to an outlet by name ("the Post reported").
    pub(super) fn names_outlet(&self, member: &Member) -> bool {
        self.statement(member).is_some_and(|it| it.source.kind == SourceKind::Named)
            && !self.is_told(member)
            && self.trace(member).is_some_and(|trace| matches!(trace.key, Key::Outlet(_)))
    }

    /// Whether its source could not be resolved.
    pub(super) fn is_unresolved(&self, member: &Member) -> bool {
        self.statement(member).is_some_and(|it| it.source.kind == SourceKind::Unresolved)
            && !self.is_told(member)
    }

    /// Whether the article tells it as its own: in its own voice, and on nobody's credit. That its words are found
    /// elsewhere, with a source, does not make it name one.
    pub(super) fn is_own(&self, member: &Member) -> bool {
        let Some(statement) = self.statement(member).filter(|_| self.is_told(member)) else { return false };
        let outlet =
            self.cast.reading.articles.get(statement.article.index()).and_then(|it| self.cast.outlet_of(it));
        let voice = match self.is_beside(member) {
            true => self.voices.get(statement.article.index()),
            false => self.own.get(member.statement.index()),
        };
        voice.is_some_and(|trace| match &trace.key {
            Key::Outlet(name) => outlet.as_ref() == Some(name),
            Key::Article(_) => true,
            _ => false,
        })
    }

    /// Everything that joins the members of one claim.
    pub(super) fn links(&self, members: &[Member]) -> Links {
        let mut links = self.by_origin(members);
        links.firm.extend(self.by_nesting(members));
        let mut hints = self.by_own_naming(members);
        hints.extend(self.by_outlet(members));
        hints.extend(self.by_neighbours(members));
        hints.extend(self.by_kinship(members));
        Links { hints, ..links }
    }

    /// What joins members whatever they answer: the same origin and the same wording.
    pub(super) fn by_origin(&self, members: &[Member]) -> Links {
        let (slight, worded): (Vec<_>, Vec<_>) =
            self.by_wording(members).into_iter().partition(|(passage, _)| self.slight.holds(*passage));
        let mut firm = self.by_key(members);
        firm.extend(worded.into_iter().map(|(_, join)| join));
        Links { firm, slight: slight.into_iter().map(|(_, join)| join).collect(), hints: Vec::new() }
    }

    /// The same origin: the one to which wording leads, or the one that its own article shows. Both, for
    /// a copy found elsewhere must not part what an outlet's own voice held together.
    fn by_key(&self, members: &[Member]) -> Vec<Join> {
        let mut first: BTreeMap<&Key, usize> = BTreeMap::new();
        let mut joins = Vec::new();
        for (b, member) in members.iter().enumerate() {
            let own = self.own.get(member.statement.index()).filter(|_| !self.is_beside(member));
            for key in own.into_iter().chain(self.trace(member)).map(|trace| &trace.key) {
                let &mut a = first.entry(key).or_insert(b);
                joins.extend((a != b).then_some(Join { a, b, reason: None, path: Path::Origin }));
            }
        }
        joins
    }

    /// The same wording: content against content, or the words that give the answer; each with its passage.
    fn by_wording(&self, members: &[Member]) -> Vec<(usize, Join)> {
        let places: BTreeMap<StatementId, usize> =
            members.iter().enumerate().rev().map(|(place, member)| (member.statement, place)).collect();
        let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
        let mut sides: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, member) in members.iter().enumerate().filter(|(_, it)| !self.is_beside(it)) {
            let shared = self.shared.get(&member.statement).into_iter().flatten();
            let shared = shared.filter(|it| self.gives_answer(member, it.passage));
            pairs.extend(shared.filter_map(|it| Some((place, *places.get(&it.b)?, it.passage))));
            for passage in self.passages_over(member) {
                sides.entry(passage).or_default().push(place);
            }
        }
        // Of several members on one side, words alone do not tell which belongs to which.
        pairs.extend(sides.into_iter().filter_map(|(passage, inside)| match inside.as_slice() {
            &[a, b] if self.article(members, a) != self.article(members, b) => Some((a, b, passage)),
            _ => None,
        }));
        let join = |(a, b, passage)| {
            let of = [a, b].map(|place: usize| members[place].statement);
            let reason = copying::wording(self.cast, passage, of);
            (passage, Join { a, b, reason, path: Path::Wording })
        };
        pairs.into_iter().map(join).collect()
    }

    /// Whether a passage says anything about the member's answer: a stock phrase beside it does not.
    fn gives_answer(&self, member: &Member, passage: usize) -> bool {
        let reading = self.cast.reading;
        let place =
            self.statement(member).zip(reading.passages.get(passage)).and_then(|(statement, passage)| {
                [passage.a, passage.b].into_iter().find(|side| side.article == statement.article)
            });
        let Some(place) = place else { return false };
        let text =
            reading.articles.get(place.article.index()).map_or("", |article| place.span.of(&article.text));
        member.focus.is_empty()
            || place.span.overlaps(member.focus)
            || text.split_whitespace().count() > STOCK_PHRASE
    }

    /// Whether the member gives its answer in passing: in a clause that the reporter may have put into what somebody
    /// said ("the flood, which left forty dead, was over, she said").
    pub(super) fn is_aside(&self, member: &Member) -> bool {
        let indirect = self.statement(member).filter(|it| it.form == StatementForm::Indirect);
        let before = indirect.and_then(|statement| {
            let text = &self.cast.reading.articles.get(statement.article.index())?.text;
            text.get(statement.content_span().start..member.focus.start)
        });
        let Some(before) = before else { return false };
        let between = before.rsplit(',').next().filter(|_| before.contains(','));
        between.is_some_and(origin::opens_aside) || indirect.is_some_and(|it| self.only_describes(it, member))
    }

    /// Whether the words that give the answer stand in a clause that only tells which is meant ("said that the men held since
    /// May were free").
    fn only_describes(&self, statement: &Statement, member: &Member) -> bool {
        let Some(found) = self.cast.reading.annotations.get(statement.article.index()) else { return false };
        let content = statement.content.iter().find(|part| part.contains(member.focus));
        let Some(inside) = content.map(|part| found.tokens_in(*part)) else { return false };
        let describes = [Relation::Acl, Relation::AclRelcl];
        let head = |at: usize| found.head(at).is_some_and(|head| inside.contains(&head));
        let focus = found.tokens_in(member.focus);
        let top = focus.clone().find(|at| found.head(*at).is_none_or(|head| !focus.contains(&head)));
        top.is_some_and(|top| {
            let mut chain = std::iter::once(top).chain(found.ancestors(top));
            chain.any(|at| inside.contains(&at) && head(at) && found.has_relation(at, &describes))
        })
    }

    /// The articles in which members stand, sorted.
    pub(super) fn articles(&self, members: &[Member]) -> Vec<ArticleId> {
        let mut articles: Vec<ArticleId> =
            members.iter().filter_map(|member| Some(self.statement(member)?.article)).collect();
        articles.sort_unstable();
        articles.dedup();
        articles
    }

    fn article(&self, members: &[Member], place: usize) -> Option<ArticleId> {
        Some(self.statement(members.get(place)?)?.article)
    }

    /// The passages in which the words stand that give the member's answer.
    fn passages_over(&self, member: &Member) -> Vec<usize> {
        let Some(statement) = self.statement(member) else { return Vec::new() };
        let list = self.passages.get(&statement.article).map_or(&[][..], Vec::as_slice);
        let before = list.partition_point(|(span, _)| span.start <= member.focus.start);
        let inside = list.iter().take(before).filter(|(span, _)| {
            !member.focus.is_empty() && span.contains(member.focus) && copying::is_covered(statement, *span)
        });
        inside.map(|&(_, passage)| passage).collect()
    }

    /// One statement told inside another.
    fn by_nesting(&self, members: &[Member]) -> Vec<Join> {
        let places: BTreeMap<usize, usize> =
            members.iter().enumerate().map(|(place, member)| (member.statement.index(), place)).collect();
        let nested = members.iter().enumerate().filter_map(|(place, member)| {
            let inner = self.statement(member)?;
            let &outer = places.get(&inner.within?)?;
            let article = self.cast.reading.articles.get(inner.article.index())?;
            let reason = Reason {
                sentence: format!("In {}, one of them says it on the word of the other.", called(article)),
                citations: vec![cite(article, inner.sentence)],
            };
            Some(Join { a: outer, b: place, reason: Some(reason), path: Path::Nesting })
        });
        nested.collect()
    }

    /// What an article narrates and elsewhere attributes goes back to a source that it names, the nearest first.
    fn by_own_naming(&self, members: &[Member]) -> Vec<Join> {
        let mut by_article: BTreeMap<ArticleId, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (place, member) in members.iter().enumerate() {
            let Some(statement) = self.statement(member) else { continue };
            let (told, said) = by_article.entry(statement.article).or_default();
            if self.is_told(member) {
                told.push(place);
            } else if !self.only_confirms(member) {
                said.push(place);
            }
        }
        let mut joins = Vec::new();
        for (told, said) in by_article.values() {
            for &b in told {
                let join = |a| Join { a, b, reason: self.own_naming(members, a), path: Path::OwnNaming };
                joins.extend(self.nearest(members, b, said).map(join));
            }
        }
        joins
    }

    /// Whether a member confirms what it only names ("confirmed the deaths"): others told of it before.
    pub(super) fn only_confirms(&self, member: &Member) -> bool {
        let verbless = || {
            let said = self.statement(member)?;
            let found = self.cast.reading.annotations.get(said.article.index())?;
            let mut tokens = said.content.iter().flat_map(|part| found.tokens_in(*part));
            let verb = |at: usize| {
                found.tokens.get(at).is_some_and(|token| matches!(token.upos, Upos::Verb | Upos::Aux))
            };
            Some(!tokens.any(verb))
        };
        member.stance == Stance::Confirms && verbless().unwrap_or(false)
    }

    /// The attributed statement that stands nearest to the narration, what gives its very figure before all else, then who
    /// tells it before who confirms what was told already, the named before the unnamed.
    fn nearest(&self, members: &[Member], place: usize, said: &[usize]) -> Option<usize> {
        let own = members.get(place)?;
        let at = own.focus.start;
        let figure = self.figure(own);
        said.iter().copied().min_by_key(|&other| {
            let member = members.get(other);
            let standing = member.and_then(|it| self.trace(it)).map(Trace::standing);
            let other_figure = figure.is_some() && member.and_then(|it| self.figure(it)) != figure;
            let confirms = member.is_some_and(|it| it.stance == Stance::Confirms);
            (
                other_figure,
                confirms,
                std::cmp::Reverse(standing),
                member.map(|it| it.focus.start.abs_diff(at)),
            )
        })
    }

    /// The bits of the figure that a member gives, where it gives one.
    fn figure(&self, member: &Member) -> Option<u64> {
        let figure = self.quantity(member)?;
        figure.low.or(figure.high).map(f64::to_bits)
    }

    /// The first quantity in the words of a member that give the answer.
    pub(super) fn quantity(&self, member: &Member) -> Option<&'c Quantity> {
        let article = self.statement(member)?.article;
        let quantities = &self.cast.reading.annotations.get(article.index())?.quantities;
        let first = quantities.partition_point(|quantity| quantity.span.end <= member.focus.start);
        quantities.get(first).filter(|it| it.span.overlaps(member.focus))
    }

    fn own_naming(&self, members: &[Member], to: usize) -> Option<Reason> {
        let member = members.get(to)?;
        let statement = self.statement(member).filter(|_| !self.is_told(member))?;
        let article = self.cast.reading.articles.get(statement.article.index())?;
        let origin = &self.trace(member)?.name;
        Some(Reason {
            sentence: format!("{} itself attributes it to {origin}.", called(article)),
            citations: vec![cite(article, statement.sentence)],
        })
    }

    /// "Outlet O reported it": what O's own articles say to the same question, and what O was told.
    fn by_outlet(&self, members: &[Member]) -> Vec<Join> {
        let reports = self.reports(members);
        let circles = Circles::among(members.iter().filter_map(|member| self.cites(member)));
        let mut joins = Vec::new();
        for (b, member) in members.iter().enumerate() {
            let Some(outlet) = self.cited(member) else { continue };
            let others = reports.get(outlet).map_or(&[][..], Vec::as_slice);
            joins.extend(others.iter().filter(|&&a| a != b).map(|&a| {
                let other = members.get(a);
                let circle = other.and_then(|other| self.circle(&circles, member, other));
                let path = if circle.is_some() { Path::Circle } else { Path::Outlet };
                let reason = match circle {
                    Some(outlets) => self.circle_reason(member, other, &outlets),
                    None => self.outlet_reason(member, other, outlet),
                };
                Join { a, b, reason, path }
            }));
        }
        joins
    }

    /// The outlet that a member's article names as its source.
    fn cited(&self, member: &Member) -> Option<&str> {
        match &self.trace(member).filter(|_| !self.is_told(member))?.key {
            Key::Outlet(outlet) => Some(outlet),
            _ => None,
        }
    }

    /// The outlet of a member's article, and the other outlet that it names as its source.
    fn cites(&self, member: &Member) -> Option<(String, String)> {
        let article = self.cast.reading.articles.get(self.statement(member)?.article.index())?;
        let (own, cited) = (self.cast.outlet_of(article)?, self.cited(member)?);
        (own != cited).then(|| (own, cited.to_owned()))
    }

    /// The outlets of the circle in which `member` and `other` name each other, at however many removes.
    fn circle(&self, circles: &Circles, member: &Member, other: &Member) -> Option<Vec<String>> {
        let ((own, cited), (theirs, _)) = (self.cites(member)?, self.cites(other)?);
        (cited == theirs).then(|| circles.through(&own, &cited)).flatten()
    }

    fn circle_reason(&self, member: &Member, other: Option<&Member>, outlets: &[String]) -> Option<Reason> {
        let (mine, theirs) = (self.statement(member)?, self.statement(other?)?);
        // A circle is one, from whichever side it is seen.
        let (first, second) = if theirs.article < mine.article { (theirs, mine) } else { (mine, theirs) };
        let cited = |statement: &Statement| {
            let article = self.cast.reading.articles.get(statement.article.index())?;
            Some(cite(article, statement.sentence))
        };
        let mut names: Vec<String> =
            outlets.iter().map(|outlet| self.cast.shown(outlet).to_owned()).collect();
        names.sort();
        let names = listed(names.into_iter());
        let how = if outlets.len() > 2 { "in a circle" } else { "as the source" };
        let sentence = format!("{names} name each other {how}.");
        Some(Reason { sentence, citations: vec![cited(first)?, cited(second)?] })
    }

    /// For each outlet, the members in its own articles and those that were told to it.
    fn reports(&self, members: &[Member]) -> BTreeMap<String, Vec<usize>> {
        let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, member) in members.iter().enumerate() {
            let Some(statement) = self.statement(member) else { continue };
            let article = self.cast.reading.articles.get(statement.article.index());
            let own = article.and_then(|article| self.cast.outlet_of(article));
            let through = statement.channel.iter().filter(|channel| channel.kind == ChannelKind::Outlet);
            for outlet in own.into_iter().chain(through.map(|channel| self.cast.outlet(&channel.name))) {
                found.entry(outlet).or_default().push(place);
            }
        }
        found
    }

    fn outlet_reason(&self, member: &Member, other: Option<&Member>, outlet: &str) -> Option<Reason> {
        let (mine, theirs) = (self.statement(member)?, self.statement(other?)?);
        let article = |statement: &Statement| self.cast.reading.articles.get(statement.article.index());
        let (here, there) = (article(mine)?, article(theirs)?);
        let shown = self.cast.shown(outlet);
        let sentence = if self.cast.outlet_of(there).as_deref() == Some(outlet) {
            format!("{} has it from {shown}, whose own article is here.", called(here))
        } else {
            format!("{} has it from {shown}; {} names who told {shown}.", called(here), called(there))
        };
        Some(Reason { sentence, citations: vec![cite(here, mine.sentence), cite(there, theirs.sentence)] })
    }
}
