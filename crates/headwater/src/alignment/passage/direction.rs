//! Which way a passage went, and why: signs are weighed against each other, and too little is "unknown".
//!
//! A sign is worth its logarithmic odds in tenths of a natural unit: positive where `a` came first. What each is
//! worth was measured on generated copies whose direction is known.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::block::{Block, Pair, Words};
use super::judge;
use super::pile::Worded;
use super::quoted::Spoken;
use super::rarity::{self, BIT};
use super::{Direction, Passage, PassageKind, trace};
use crate::article::{Article, ArticleId, DateMethod, Published, agency, host};
use crate::text::Span;
use crate::text::fold::{self, Fold};

/// One sign of which article came first.
#[derive(Clone, Debug)]
struct Sign {
    /// Positive where `a` came first.
    points: i32,
    /// What is seen, as a clause.
    seen: String,
}

/// All that was seen between two articles.
#[derive(Clone, Debug, Default)]
pub(super) struct Signs {
    signs: Vec<Sign>,
    /// Why both may have it from a third that is credited.
    third: Option<String>,
    /// Why both may have it from an agency that one names in its text.
    agency: Option<String>,
    /// What the dates of publication say, as points.
    dates: i32,
    /// Whether these are so near that they tell only beside another sign.
    is_near: bool,
    /// Whether one credits the other.
    credited: bool,
    /// Whether the passage's words are at home on one side alone.
    moved: bool,
    /// Whether one names the other outlet around the passages.
    named: bool,
}

/// Signs that together are worth less than this leave the direction unknown.
const ENOUGH: i32 = 8;
/// Dates that are fewer days apart tell only beside other signs, which together are worth so much: pages are redated, and
/// of two who have it from a third one is the earlier.
const NEAR: i64 = 7;
const BESIDES: i32 = 4;
/// The other article is credited as the source.
const CREDIT: i32 = 60;
/// The text around says that the other outlet reported it: worth more than any date.
const REPORTED: i32 = 60;
/// The other outlet is named in the text around.
const NAMED: i32 = 18;
/// One article quotes what the other says in its own voice.
const QUOTES: i32 = 7;
/// For every bit of the passage's words that recur in one article's other text and not in the other's.
const FITS: i32 = 2;
const FITS_MOST: i32 = 50;
const FITS_LEAST: i32 = 8;
/// What a single word that recurs must be worth, and words that everybody uses.
const FITS_ONE: i32 = 20;
const FITS_COMMON: i32 = 30;
/// The most that it tells where the words recur in both, so that both are about the same thing.
const SAME_SUBJECT: i32 = 4;
/// Words are at home in one article alone where what recurs there is worth so much (less where that one is the older),
/// and hardly anything recurs in the other, which has so many words besides.
const MOVED: i32 = 40;
const MOVED_OLDER: i32 = 25;
const MOVED_REST: usize = 40;
/// A lead of this part of all that recurs in both counts in full.
const LEAD: f64 = 0.2;
/// So many more telling words recur on one side, and four times as many, where they belong to it and not to the other.
const ONE_SIDED: usize = 3;
/// What every word tells that is not counted, in parts of a bit.
const UNTELLING: u32 = 6 * BIT;
/// For every replaced word that recurs in one article's other text, as its replacement does not in the other's.
const REPLACED: i32 = 6;
const REPLACED_MOST: i32 = 30;
/// For every bit by which words that a machine put in are rarer than those that it replaced, on average.
const RARER: i32 = 16;
const RARER_MOST: i32 = 24;

impl Signs {
    /// Looks for signs between two articles that share `blocks`.
    pub(super) fn between(pair: Pair, articles: (&Article, &Article), blocks: &[Block]) -> Self {
        let mut signs = Signs::default();
        signs.credits(articles, blocks, pair);
        signs.dates(articles);
        let of_a = Around::of(pair.a, blocks.iter().map(|block| block.a.clone()));
        let of_b = Around::of(pair.b, blocks.iter().map(|block| block.b.clone()));
        let long_words = has_long_words(pair.a, blocks.iter().map(|block| &block.a));
        signs.fit(pair, articles, (&of_a, &of_b), long_words);
        signs.replaced(articles, (&of_a, &of_b));
        signs.rarer(pair, articles, blocks);
        for (points, seen) in trace::traces(pair, articles, blocks) {
            signs.add(points, seen);
        }
        signs
    }

    fn add(&mut self, points: i32, seen: String) {
        if points != 0 {
            self.signs.push(Sign { points, seen });
        }
    }

    /// Credit lines and names of the other outlet.
    fn credits(&mut self, (a, b): (&Article, &Article), blocks: &[Block], pair: Pair) {
        let a_names = names_outlet(a, b, pair.a, blocks.iter().map(|block| block.a.clone()));
        let b_names = names_outlet(b, a, pair.b, blocks.iter().map(|block| block.b.clone()));
        for (by, of, found, towards) in [(b, a, b_names, 1), (a, b, a_names, -1)] {
            match found {
                Some(Naming::Credit) => {
                    self.credited = true;
                    self.add(towards * CREDIT, format!("{} credits {}", by.label(), of.label()));
                }
                Some(Naming::Report) => {
                    self.credited = true;
                    self.add(
                        towards * REPORTED,
                        format!("{} says that {} reported it", by.label(), of.label()),
                    );
                }
                Some(Naming::Mention) => {
                    self.named = true;
                    self.add(towards * NAMED, format!("{} names {} in its text", by.label(), of.label()))
                }
                None => {}
            }
        }
        (self.third, self.agency) = (credited_third(a, b), named_agency(pair, (a, b)));
    }

    /// Dates of publication, where they are apart. Equal days tell nothing.
    fn dates(&mut self, (a, b): (&Article, &Article)) {
        let (Some(first), Some(second)) = (&a.published, &b.published) else { return };
        let Some((points, days)) = earlier(first, second) else { return };
        let (one, other) = (first.value.as_str(), second.value.as_str());
        (self.dates, self.is_near) = (points, days < NEAR);
        self.add(points, format!("{} is dated {one} and {} {other}", a.label(), b.label()));
    }

    /// Where the passage belongs: its subject words recur in the text it was written for.
    fn fit(&mut self, pair: Pair, (a, b): (&Article, &Article), sides: (&Around, &Around), long_words: bool) {
        let worth = |key: &u32| {
            pair.rarity.of_key(*key).saturating_sub(UNTELLING) / if rarity::is_common(*key) { 2 } else { 1 }
        };
        let in_both = |key: &u32| sides.0.holds(*key) && sides.1.holds(*key) && worth(key) > 0;
        let weigh =
            |side: &Around| -> i32 { side.recurring().filter(in_both).map(|key| worth(&key) as i32).sum() };
        let (in_a, in_b) = (weigh(sides.0), weigh(sides.1));
        // Where both are about the same thing its words recur in both, and which has a few more is chance.
        let lead = f64::from((in_a - in_b).abs()) / f64::from((in_a + in_b).max(1));
        let points = f64::from((in_a - in_b) * FITS) / f64::from(BIT) * (lead / LEAD).min(1.0);
        let points = (points as i32).clamp(-FITS_MOST, FITS_MOST);
        let telling =
            |side: &Around| side.recurring().filter(in_both).filter(|key| !rarity::is_common(*key)).count();
        let (home, one, other) = if points > 0 { (a, sides.0, sides.1) } else { (b, sides.1, sides.0) };
        let (here, there) = (telling(one), telling(other));
        let one_sided = here >= there * 4 && here >= there + ONE_SIDED;
        let is_older = points.signum() == self.dates.signum();
        self.moved = (one_sided && there < 2 || here > 0 && there == 0)
            && points.abs() >= if is_older { MOVED_OLDER } else { MOVED }
            && other.rest >= MOVED_REST;
        // A word or two recurs by chance, and where both are about the same thing more than that.
        let least = match here {
            0 => FITS_COMMON,
            1 if !long_words => i32::MAX,
            1 => FITS_ONE,
            _ => FITS_LEAST,
        };
        let is_chance = points.abs() < least || there > 0 && !one_sided;
        let most = if there > 0 { SAME_SUBJECT } else { ENOUGH - 1 };
        let points = if is_chance { (points / 3).clamp(-most, most) } else { points * 5 / 4 };
        let home = home.label();
        let recur = if here == 1 { "word recurs" } else { "words recur" };
        self.add(
            points,
            match here > there {
                true => {
                    format!("{here} telling {recur} in the rest of {home}, {there} in the rest of the other")
                }
                false => format!("its words recur more in the rest of {home}"),
            },
        );
    }

    /// Whose words were put in place of others: those that recur in the rest of one article, and stand in its side alone.
    fn replaced(&mut self, (a, b): (&Article, &Article), sides: (&Around, &Around)) {
        let only = |one: &Around, other: &Around| -> usize {
            one.recurring().filter(|key| !other.holds(*key) && !rarity::is_common(*key)).count()
        };
        let (own_a, own_b) = (only(sides.0, sides.1), only(sides.1, sides.0));
        let points = ((own_a as i32 - own_b as i32) * REPLACED).clamp(-REPLACED_MOST, REPLACED_MOST);
        let home = if points > 0 { a } else { b };
        self.add(points, format!("words changed in it are the usual ones of {}", home.label()));
    }

    /// Which side a machine rewrote: the words that thesauruses give are rarer than those that somebody wrote.
    fn rarer(&mut self, pair: Pair, (a, b): (&Article, &Article), blocks: &[Block]) {
        let replaced: Vec<(usize, usize)> =
            blocks.iter().filter_map(|block| judge::rewritten(pair, block)).flatten().collect();
        let of = |side: &Worded, at: usize| pair.rarity.of_key(side.words[at].key) as i32;
        let rarer: i32 = replaced.iter().map(|&(at_a, at_b)| of(pair.b, at_b) - of(pair.a, at_a)).sum();
        let points = rarer * RARER / (replaced.len().max(1) as i32 * BIT as i32);
        let machine = if points > 0 { b } else { a };
        self.add(
            points.clamp(-RARER_MOST, RARER_MOST),
            format!("{} has rarer words in the place of others, as machines choose them", machine.label()),
        );
    }

    /// The direction that the signs give to a passage of a kind, quoted on some of its sides or not, and the reason in one
    /// sentence.
    pub(super) fn told(
        &self,
        kind: PassageKind,
        (quoted, spoken): ((bool, bool), Spoken),
        articles: (&Article, &Article),
    ) -> (Direction, String) {
        // One article quotes what the other says in its own voice: a sign of this passage alone.
        let marked =
            |points, by: &Article| Sign { points, seen: format!("{} has it in quotation marks", by.label()) };
        let own = match quoted {
            (false, true) => Some(marked(QUOTES, articles.1)),
            (true, false) => Some(marked(-QUOTES, articles.0)),
            _ => None,
        };
        let signs = || self.signs.iter().chain(&own);
        let points: i32 = signs().map(|sign| sign.points).sum();
        let strongest = |sign: i32| {
            let towards = signs().filter(|it| it.points.signum() == sign);
            towards.max_by_key(|it| (it.points.abs(), std::cmp::Reverse(&it.seen)))
        };
        let seen = |sign: &Sign| sign.seen.clone();
        let credited = self.credited;
        let sent = self.agency.as_ref().filter(|_| !self.moved);
        if let Some(third) = self.third.as_ref().or(sent).filter(|_| !credited) {
            return (Direction::Unknown, third.clone());
        }
        if kind == PassageKind::Quotation && !credited {
            let both = "Both have it in quotation marks, so both may have heard it.";
            return (Direction::Unknown, both.to_owned());
        }
        if spoken.is_most() && !credited && !self.moved {
            let most = "Most of it stands in quotation marks, so both may have heard that.";
            return (Direction::Unknown, most.to_owned());
        }
        // In two accounts of one event much recurs in both, and days do not run backwards: against the dates only the
        // other's name tells, and words that belong to one of them alone.
        let is_plain = credited || self.named || self.moved;
        let backwards = points.signum() * self.dates.signum() < 0 && !is_plain;
        if let (true, Some(most), Some(against)) =
            (backwards, strongest(points.signum()), strongest(-points.signum()))
        {
            return (Direction::Unknown, sentence(&format!("{}, but {}", seen(most), seen(against))));
        }
        let besides = (points - self.dates) * points.signum();
        if self.is_near && points.abs() >= ENOUGH && besides < BESIDES {
            let dated = strongest(points.signum()).map_or_else(String::new, seen);
            return (Direction::Unknown, sentence(&format!("{dated}, which alone does not tell")));
        }
        let direction = if points > 0 { Direction::AToB } else { Direction::BToA };
        match (strongest(points.signum()), strongest(-points.signum())) {
            (Some(most), None) if points.abs() >= ENOUGH => (direction, sentence(&seen(most))),
            (Some(most), Some(against)) if points.abs() >= ENOUGH => {
                (direction, sentence(&format!("{}, although {}", seen(most), seen(against))))
            }
            (Some(most), Some(against)) => {
                (Direction::Unknown, sentence(&format!("{}, but {}", seen(most), seen(against))))
            }
            (Some(most), None) => {
                (Direction::Unknown, sentence(&format!("{}, which is too little to tell", seen(most))))
            }
            _ => (Direction::Unknown, "Nothing tells which of the two came first.".to_owned()),
        }
    }
}

/// Why both may have the words from a third: an agency or outlet that one of them, or both, credit.
fn credited_third(a: &Article, b: &Article) -> Option<String> {
    third("credit", (a, b), [a, b].map(|it| it.credits.iter().map(|credit| credit.name.as_str()).collect()))
}

/// Why both may have the words from an agency: one of them, or both, name it, and what it sends one outlet it sends others.
fn named_agency(pair: Pair, (a, b): (&Article, &Article)) -> Option<String> {
    third("name", (a, b), [pair.a, pair.b].map(|side| agencies_in(side).collect()))
}

/// Whether a third may have sent the words to both.
fn may_have_third(a: &Article, b: &Article) -> bool {
    let named = || third("name", (a, b), [a, b].map(|it| agency::named_in(&it.text).collect()));
    credited_third(a, b).or_else(named).is_some()
}

/// The agencies that a text names: looked for by the first word of each name, since its words are known.
fn agencies_in(side: &Worded) -> impl Iterator<Item = &'static str> {
    static FIRST: LazyLock<FxHashSet<u32>> =
        LazyLock::new(|| agency::signs().iter().map(|(sign, _)| fold::key(sign)).collect());
    let first = &*FIRST;
    let starts = side.words.iter().filter(|word| first.contains(&word.key));
    starts.filter_map(|word| agency::named_at(side.text, word.start as usize))
}

/// Says of the first outlet that is neither's own, of those that each credits or names, who does so.
fn third(verb: &str, (a, b): (&Article, &Article), [of_a, of_b]: [Vec<&str>; 2]) -> Option<String> {
    let is_third = |name: &&&str| !is_outlet(a, name) && !is_outlet(b, name);
    if let Some(both) = of_a.iter().filter(is_third).find(|name| of_b.contains(name)) {
        return Some(format!("Both {verb} {both}, so both may have it from there."));
    }
    let first_of_a = of_a.iter().find(is_third).map(|name| (a, name));
    let (by, name) = first_of_a.or_else(|| of_b.iter().find(is_third).map(|name| (b, name)))?;
    Some(sentence(&format!("{} {verb}s {name}, so both may have it from there", by.label())))
}

/// Whether `by` credits the outlet of `of`.
pub(super) fn credits(by: &Article, of: &Article) -> bool {
    !same_outlet(by, of) && by.credits.iter().any(|credit| is_outlet(of, &credit.name))
}

/// Whether `one` was published before the other, as far as their dates tell.
pub(super) fn is_earlier(one: &Article, other: &Article) -> bool {
    let points = one.published.as_ref().zip(other.published.as_ref()).and_then(|(a, b)| earlier(a, b));
    points.is_some_and(|(points, _)| points > 0)
}

fn sentence(clause: &str) -> String {
    // An address keeps its small letter.
    let first = clause.split(' ').next().unwrap_or_default();
    if first.contains('.') {
        return format!("{clause}.");
    }
    let mut chars = clause.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), chars.as_str()))
}

/// The words of one article's passages, sorted, and which of them recur in the rest of its text.
struct Around {
    inside: Vec<u32>,
    recurs: Vec<bool>,
    /// How many words the rest has.
    rest: usize,
}

impl Around {
    fn of(worded: &Worded, passages: impl Iterator<Item = Words>) -> Self {
        let mut within = vec![false; worded.words.len()];
        for range in passages {
            within[range].fill(true);
        }
        let open = || worded.words.iter().zip(&within).enumerate().filter(|(at, _)| !worded.is_walled(*at));
        let mut inside: Vec<u32> =
            open().filter(|(_, (_, inside))| **inside).map(|(_, (word, _))| word.key).collect();
        inside.sort_unstable();
        inside.dedup();
        // Most words of the rest are none of these, and a few bits tell.
        let bit = |key: u32| (key as usize / 64 % MAYBE, key % 64);
        let mut maybe = [0_u64; MAYBE];
        for &key in &inside {
            maybe[bit(key).0] |= 1 << bit(key).1;
        }
        let (mut recurs, mut rest) = (vec![false; inside.len()], 0);
        for (_, (word, _)) in open().filter(|(_, (_, inside))| !**inside) {
            rest += 1;
            let (at, shift) = bit(word.key);
            if maybe[at] >> shift & 1 != 0
                && let Ok(place) = inside.binary_search(&word.key)
            {
                recurs[place] = true;
            }
        }
        Around { inside, recurs, rest }
    }

    /// Whether a word stands in its passages.
    fn holds(&self, key: u32) -> bool {
        self.inside.binary_search(&key).is_ok()
    }

    /// The words that stand in its passages and in the rest of its text.
    fn recurring(&self) -> impl Iterator<Item = u32> {
        self.inside.iter().zip(&self.recurs).filter(|(_, recurs)| **recurs).map(|(key, _)| *key)
    }
}

/// Whether the words of passages are words: in scripts without spaces they are single characters, of which one recurs by chance.
fn has_long_words<'b>(worded: &Worded, passages: impl Iterator<Item = &'b Words>) -> bool {
    let (mut all, mut letters) = (0, 0);
    for word in passages.flat_map(|range| worded.words.get(range.clone()).unwrap_or_default()) {
        (all, letters) = (all + 1, letters + word.span().of(worded.text).chars().count());
    }
    letters > all * 2
}

/// Numbers of 64 bits that tell which words may stand inside.
const MAYBE: usize = 64;

/// Points for `a` having come first by its date, and how many days it was before or after; `None` where the dates do not
/// tell.
fn earlier(a: &Published, b: &Published) -> Option<(i32, i64)> {
    if a.contradicted || b.contradicted {
        return None;
    }
    let (first, second) = (a.value.bounds()?, b.value.bounds()?);
    let worth = reliability(a.method).min(reliability(b.method));
    let days = |from: Date, to: Date| i64::from((to - from).get_days());
    if first.1 < second.0 {
        Some((worth, days(first.1, second.0)))
    } else if second.1 < first.0 {
        Some((-worth, days(second.1, first.0)))
    } else {
        None
    }
}

/// What a day's difference is worth: pages are updated and archives redated, so it never decides alone against all else.
fn reliability(method: DateMethod) -> i32 {
    match method {
        DateMethod::Given | DateMethod::Metadata => 30,
        DateMethod::Text => 24,
        DateMethod::Url => 20,
    }
}

/// How one article names the outlet of another, from the least on.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Naming {
    /// Its text names it.
    Mention,
    /// Its text says that the other reported it.
    Report,
    /// It credits it.
    Credit,
}

/// How `by` names the outlet of `of` outside the passages.
fn names_outlet(
    by: &Article,
    of: &Article,
    worded: &Worded,
    passages: impl Iterator<Item = Words>,
) -> Option<Naming> {
    if same_outlet(by, of) {
        return None;
    }
    if credits(by, of) {
        return Some(Naming::Credit);
    }
    let outlet = of.outlet.as_deref()?;
    let mut names = vec![outlet_keys(outlet), outlet_keys(in_full(outlet))];
    names.dedup();
    let passages: Vec<Words> = passages.collect();
    let named = names.iter().filter_map(|name| named_so(worded, name, &passages));
    named.max()
}

/// How a text names an outlet with that name outside of passages.
fn named_so(worded: &Worded, name: &[u32], passages: &[Words]) -> Option<Naming> {
    let telling = name.len() >= 2 || name.first().is_some_and(|key| !rarity::is_common(*key));
    if name.is_empty() || !telling {
        return None;
    }
    let outside = |at: usize| !passages.iter().any(|range| range.contains(&at));
    let stands = |(at, run): (usize, &[fold::Word])| {
        (outside(at) && run.iter().map(|word| word.key).eq(name.iter().copied())).then_some(at)
    };
    let mut places = worded.words.windows(name.len()).enumerate().filter_map(stands).peekable();
    places.peek()?;
    let reports = places.any(|at| trace::is_reported(worded, at..at + name.len()));
    Some(if reports { Naming::Report } else { Naming::Mention })
}

pub(super) fn same_outlet(a: &Article, b: &Article) -> bool {
    let keys = |outlet: &str| outlet_keys(in_full(outlet));
    matches!((&a.outlet, &b.outlet), (Some(one), Some(other)) if one == other || keys(one) == keys(other))
}

/// Whether `name` is the outlet of an article.
fn is_outlet(article: &Article, name: &str) -> bool {
    let outlet = |outlet: &str| outlet_keys(in_full(outlet)) == outlet_keys(in_full(name));
    // A page that links to where it has its text from names the address.
    let address = || article.url.as_deref().and_then(host).is_some_and(|host| host == name);
    article.outlet.as_deref().is_some_and(outlet) || address()
}

/// An agency's full name, where a name is one that it signs with.
fn in_full(name: &str) -> &str {
    agency::full_name(name.trim()).unwrap_or(name)
}

/// An outlet's name as it is compared: without "the", "www" and the ends of addresses.
fn outlet_keys(name: &str) -> Vec<u32> {
    let bare = name.trim_start_matches("www.");
    let host =
        if bare.contains(' ') { bare } else { bare.split('.').find(|part| part.len() > 3).unwrap_or(bare) };
    let article = fold::key("the");
    fold::words(host, Fold::Style).into_iter().map(|word| word.key).filter(|key| *key != article).collect()
}

/// How much closer, in share of words kept.
const CLOSER: f64 = 0.03;
/// Sources looked at for one article: of a text that hundreds carry, some are enough.
const SOURCES: usize = 16;

/// One article that another took words from.
struct Source {
    from: ArticleId,
    /// Where the words stand in the article that took them.
    place: Span,
    similarity: f64,
}

/// Tells the directions that only the whole group shows: of two articles that took the same words from a third, the
/// one that stands closer to it handed them on to the other (the stemma of a copied text).
pub(super) fn by_group(passages: &mut [Passage], articles: &BTreeMap<ArticleId, &Article>) {
    let sources = sources(passages);
    let name = |id: ArticleId| articles.get(&id).map_or("", |article| article.label());
    let open = |passage: &&mut Passage| {
        passage.direction == Direction::Unknown && passage.kind == PassageKind::Prose
    };
    for passage in passages.iter_mut().filter(open) {
        let Some((from, lead)) = lead(&sources, passage).filter(|(_, lead)| lead.abs() >= CLOSER) else {
            continue;
        };
        let (a, b) = (passage.a.article, passage.b.article);
        let (closer, other, direction) =
            if lead > 0.0 { (a, b, Direction::AToB) } else { (b, a, Direction::BToA) };
        // What is dated later handed nothing on, and an agency may have sent it to both.
        let both = articles.get(&other).zip(articles.get(&closer));
        if both.is_some_and(|(other, closer)| is_earlier(other, closer) || may_have_third(other, closer)) {
            continue;
        }
        passage.direction = direction;
        passage.because = format!("{} stands closer to {}, which both follow.", name(closer), name(from));
    }
}

fn sources(passages: &[Passage]) -> BTreeMap<ArticleId, Vec<Source>> {
    let mut sources: BTreeMap<ArticleId, Vec<Source>> = BTreeMap::new();
    for passage in passages {
        let (from, to) = match passage.direction {
            Direction::AToB => (passage.a, passage.b),
            Direction::BToA => (passage.b, passage.a),
            Direction::Unknown => continue,
        };
        let of = sources.entry(to.article).or_default();
        if of.len() < SOURCES {
            of.push(Source { from: from.article, place: to.span, similarity: passage.similarity });
        }
    }
    sources
}

/// The common source to which one side of a passage stands closest, and how much closer than the other side.
fn lead(sources: &BTreeMap<ArticleId, Vec<Source>>, passage: &Passage) -> Option<(ArticleId, f64)> {
    let (of_a, of_b) = (sources.get(&passage.a.article)?, sources.get(&passage.b.article)?);
    let holds = |source: &&Source, span: Span| {
        source.place.intersection(span).is_some_and(|shared| shared.len() * 2 > span.len())
    };
    let leads = of_a.iter().filter(|source| holds(source, passage.a.span)).filter_map(|one| {
        let other = of_b.iter().find(|other| other.from == one.from && holds(other, passage.b.span))?;
        Some((one.from, one.similarity - other.similarity))
    });
    leads.max_by(|x, y| x.1.abs().total_cmp(&y.1.abs()))
}
