//! House style: wording that many articles carry which have nothing else to do with each other.
//!
//! A footer, an appeal, a standing phrase is told from agency copy by how it spreads. Agency copy stands in
//! articles that are about the same thing and share its names; a footer stands in articles that share nothing
//! else. So runs of eight words that stand in four articles or more are looked at: when the articles
//! that carry one are strangers to each other, the run is house style and nothing is matched across it. Unless it is
//! at home in one of them: words that were copied into many places come from an article that is about what they say,
//! and the rest of that article speaks of the same things. And what makes up most of its articles is no footer.
//! A run that reaches from one piece of wording into another, which far more articles carry, tells of neither: it is
//! looked past, so that a footer under every article changes nothing above it.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::deal::deal;
use super::pile::{HOUSE, Packed, Pile, WALLED};
use super::rarity::{self, BIT};
use crate::article::ArticleId;
use crate::notice::{Notice, Severity};

/// Words in a run that is counted.
const RUN: usize = 8;
/// Articles that must carry it.
const MANY: u8 = 4;
/// Pairs of its articles that are looked at.
const SAMPLE: usize = 24;
/// Words that say what an article is about are none of the common ones, and at least this rare in the pile:
/// so that the particles of a language of which no common words are known do not count.
const SUBJECT: u32 = 6 * BIT;
/// Articles that together share this part of their subject words are no strangers.
const RELATED: f64 = 0.13;
/// Fewer subject words than this in all tell nothing.
const FEW: usize = 24;

/// So many names of a run, and this part of them, recur in the rest of the article where it is at home: one over so much.
const AT_HOME: usize = 3;
const PART: usize = 3;
/// Wording that more than so many times as many articles carry is another piece of wording.
const FAR_MORE: usize = 2;

/// What of a pile is house style.
pub(super) struct House {
    /// The runs of words that are, sorted.
    pub(super) runs: Vec<u64>,
    /// The articles in which they stand, and some others, sorted: nothing else need be looked through for them.
    pub(super) carried_by: Vec<u32>,
}

/// Looks for the house style of a pile.
pub(super) fn found(pile: &Pile) -> House {
    let carriers = carriers(pile);
    let subjects = Subjects::of(pile, &carriers);
    // The runs of one piece of wording mostly have the same carriers, who are looked at once.
    let mut lists: Vec<&[(u64, u32)]> = carriers.chunk_by(|a, b| a.0 == b.0).collect();
    lists.par_sort_unstable_by(|one, other| articles(one).cmp(articles(other)));
    let same = lists.par_chunk_by(|one, other| articles(one).eq(articles(other)));
    let strange: Vec<&[&[(u64, u32)]]> = same.filter(|lists| subjects.strangers(lists[0])).collect();
    let lists = strange.iter().flat_map(|lists| lists.iter());
    let mut house: FxHashMap<u64, usize> = lists.map(|list| (list[0].0, list.len())).collect();
    let mut carrying: Vec<u32> = strange.iter().flat_map(|lists| articles(lists[0])).collect();
    carrying.par_sort_unstable();
    carrying.dedup();
    let own = carrying.par_iter().map_init(Packed::default, |room, nth| {
        pile.stock.open(*nth as usize, room);
        stretches_of_its_own(room, &house)
    });
    let mut own: Vec<(u64, Own)> = own.flatten_iter().collect();
    own.par_sort_unstable();
    for claims in own.chunk_by(|a, b| a.0 == b.0) {
        let is_own = claims.iter().any(|(_, own)| matches!(own, Own::Seam | Own::AtHome));
        let main = claims.iter().filter(|(_, own)| *own == Own::Main).count();
        if is_own || house.get(&claims[0].0).is_some_and(|carriers| main * 2 > *carriers) {
            house.remove(&claims[0].0);
        }
    }
    let mut runs: Vec<u64> = house.into_keys().collect();
    runs.sort_unstable();
    House { runs, carried_by: carrying }
}

/// The articles of a list.
fn articles(list: &[(u64, u32)]) -> impl Iterator<Item = u32> {
    list.iter().map(|(_, article)| *article)
}

/// Whether a word says what its article is about.
pub(super) fn is_subject(article: &Packed, at: usize) -> bool {
    u32::from(article.weights[at]) >= SUBJECT && !rarity::is_common(article.keys[at])
}

/// Walls off the runs of an article that are house style.
pub(super) fn wall_off(article: &mut Packed, is_house: impl Fn(u64) -> bool) {
    let walls = marked(article, is_house);
    for (mark, wall) in article.marks.iter_mut().zip(walls) {
        *mark |= if wall { WALLED | HOUSE } else { 0 };
    }
}

/// Why a run that strangers carry is no house style of one of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Own {
    /// It reaches over a seam.
    Seam,
    /// The rest of the article is about what the run says.
    AtHome,
    /// There is little else in the article: strangers to each other in that little, the same in all else.
    Main,
}

/// A run of an article's words that many articles carry.
struct Carried {
    run: u64,
    /// Its first word.
    at: usize,
    /// How many articles carry it.
    by: usize,
    /// Whether it reaches into wording that far more carry: another piece of wording, even where that follows at once.
    /// Whatever stands before a footer would seem to have spread with the footer's first words.
    over_seam: bool,
}

impl Carried {
    /// The runs of an article that many carry, in order.
    fn in_article(article: &Packed, by: impl Fn(u64) -> Option<usize>) -> Vec<Carried> {
        let mut all: Vec<Carried> = Vec::new();
        runs(article, |run, at| {
            all.extend(by(run).map(|by| Carried { run, at, by, over_seam: false }));
        });
        // The most spread first: what only reaches over a seam itself makes no other.
        let mut in_turn: Vec<usize> = (0..all.len()).collect();
        in_turn.sort_by_key(|&nth| std::cmp::Reverse(all[nth].by));
        for nth in in_turn {
            let (at, by) = (all[nth].at, all[nth].by);
            let around = nth.saturating_sub(RUN - 1)..(nth + RUN).min(all.len());
            let reaches_into =
                |other: &Carried| !other.over_seam && other.by > FAR_MORE * by && other.at.abs_diff(at) < RUN;
            all[nth].over_seam = all[around].iter().any(reaches_into);
        }
        all
    }

    /// The binary order of how many carry it, and one.
    fn order(&self) -> usize {
        self.by.max(1).ilog2() as usize + 1
    }

    /// The words that it covers.
    fn words(&self) -> Range<usize> {
        self.at..self.at + RUN
    }
}

/// The runs of an article that would be house style, were they not its own.
fn stretches_of_its_own(article: &Packed, house: &FxHashMap<u64, usize>) -> Vec<(u64, Own)> {
    let carried = Carried::in_article(article, |run| house.get(&run).copied());
    let (seams, carried): (Vec<Carried>, Vec<Carried>) = carried.into_iter().partition(|run| run.over_seam);
    let seams = seams.iter().map(|run| (run.run, Own::Seam));
    // The binary order of how many carry the wording in which each word stands, and one.
    let mut orders = vec![0; article.keys.len()];
    for run in &carried {
        orders[run.words()].iter_mut().for_each(|order| *order = run.order().max(*order));
    }
    let mut of_order = [0; usize::BITS as usize + 1];
    orders.iter().for_each(|order| of_order[*order] += 1);
    let telling = |at: &usize| article.is_name(*at) && is_subject(article, *at);
    let keys = |places: &mut dyn Iterator<Item = usize>| {
        let mut keys: Vec<u32> = places.filter(telling).map(|at| article.keys[at]).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let rest = keys(&mut (0..orders.len()).filter(|&at| orders[at] == 0));
    let at_home = |stretch: &[Carried]| {
        let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else {
            return false;
        };
        let names = keys(&mut (first.at..last.words().end));
        let recurring = names.iter().filter(|key| rest.binary_search(key).is_ok()).count();
        recurring >= AT_HOME && recurring * PART >= names.len()
    };
    // What far more articles carry is no part of this one: it does not tell what else there is in it.
    let is_main = |run: &Carried| of_order[1..=run.order() + 1].iter().sum::<usize>() > of_order[0];
    let alike = |one: usize, other: usize| one.max(other) <= FAR_MORE * one.min(other);
    let goes_on = |one: &Carried, next: &Carried| next.at <= one.words().end && alike(one.by, next.by);
    let own = carried.chunk_by(goes_on).flat_map(|stretch| {
        let at_home = at_home(stretch);
        stretch.iter().filter_map(move |run| match (at_home, is_main(run)) {
            (_, true) => Some((run.run, Own::Main)),
            (true, _) => Some((run.run, Own::AtHome)),
            _ => None,
        })
    });
    seams.chain(own).collect()
}

/// House style that is listed one by one; of what spreads less, only how much there is.
const LISTED: usize = 20;
/// Characters of it that are shown.
const SHOWN: usize = 160;

/// Tells the reader which wording was taken for house style, the most spread first.
pub(super) fn listed(pile: &Pile) -> Vec<Notice> {
    let mut carriers: BTreeMap<Vec<u32>, Vec<(ArticleId, &str)>> = BTreeMap::new();
    let mut room = Packed::default();
    for (nth, article) in pile.articles.iter().enumerate() {
        if pile.stock.marks(nth).iter().all(|mark| mark & HOUSE == 0) {
            continue;
        }
        pile.stock.open(nth, &mut room);
        let text = pile.text(nth);
        let worded = room.unpacked(text);
        let mut start = 0;
        for stretch in room.marks.chunk_by(|one, next| one & HOUSE == next & HOUSE) {
            let words = &worded.words[start..start + stretch.len()];
            start += stretch.len();
            let Some((first, last)) = words.first().zip(words.last()) else {
                continue;
            };
            if stretch.first().is_some_and(|mark| mark & HOUSE != 0) {
                let wording = first.span().cover(last.span()).of(text);
                let keys = words.iter().map(|word| word.key).collect();
                carriers.entry(keys).or_default().push((article.id, wording));
            }
        }
    }
    let mut styles: Vec<Vec<(ArticleId, &str)>> = carriers.into_values().collect();
    styles.iter_mut().for_each(|style| style.sort_unstable());
    styles.sort_unstable_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    let rest = styles.len().saturating_sub(LISTED);
    let notice = |style: &Vec<(ArticleId, &str)>| {
        let &(first, wording) = style.first()?;
        let shown: String = wording.chars().take(SHOWN).collect();
        let dots = if shown.len() < wording.len() { "…" } else { "" };
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let message = match style.len() {
            1 => format!(
                "\u{201c}{shown}{dots}\u{201d} is part of a standing phrase of many articles and is no passage"
            ),
            many => format!(
                "\u{201c}{shown}{dots}\u{201d} stands in {many} articles that share little else: it is boilerplate and no passage"
            ),
        };
        Some(Notice::new(Severity::Note, message).in_article(first))
    };
    let mut notices: Vec<Notice> = styles.iter().take(LISTED).filter_map(notice).collect();
    if rest > 0 {
        let message = format!("{rest} more standing phrases were taken for boilerplate and are no passages");
        notices.push(Notice::new(Severity::Note, message));
    }
    notices
}

/// Calls `take` with the number of the run of words that begins at each place (a rolling hash, Karp and Rabin 1987).
fn runs(article: &Packed, mut take: impl FnMut(u64, usize)) {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let leaving = (0..RUN).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut rolled = 0_u64;
    for (at, &key) in article.keys.iter().enumerate() {
        rolled = rolled.wrapping_mul(BASE).wrapping_add(u64::from(key) + 1);
        if let Some(first) = (at + 1).checked_sub(RUN) {
            if let Some(before) = first.checked_sub(1) {
                let gone = (u64::from(article.keys[before]) + 1).wrapping_mul(leaving);
                rolled = rolled.wrapping_sub(gone);
            }
            let mixed = (rolled ^ (rolled >> 32)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            take(mixed ^ (mixed >> 29), first);
        }
    }
}

/// Marks the words of all runs that `wanted` wants.
fn marked(article: &Packed, wanted: impl Fn(u64) -> bool) -> Vec<bool> {
    let mut marks = vec![false; article.keys.len()];
    runs(article, |run, at| {
        if wanted(run) {
            marks[at..at + RUN].fill(true);
        }
    });
    marks
}

/// Parts in which runs are counted, each by one thread.
const PARTS: usize = 8;

/// Articles that are looked through before what was found is put with the rest.
const SOME: usize = 256;

/// The runs that many articles carry, each with each of its articles, sorted.
fn carriers(pile: &Pile) -> Vec<(u64, u32)> {
    let mut counts: Vec<Counts> = (0..PARTS).map(|_| Counts::new(pile.stock.total() / PARTS)).collect();
    let place = counts[0].place();
    let made = |_, words: &Packed, parts: &mut [Vec<u32>]| {
        runs(words, |run, _| parts[part(run)].push(place(run)));
    };
    deal(&pile.stock, &mut counts, made, Counts::add);
    // A bit where a run is counted that many carry: small enough to stay near.
    let counted = counts.iter().map(Counts::of_many).sum();
    let many: Vec<Vec<u64>> = counts.into_par_iter().map(|counts| counts.many()).collect();
    let often = |room: &mut Packed, article: usize| {
        let mut often = Vec::new();
        pile.stock.open(article, room);
        runs(room, |run, _| {
            let place = place(run) as usize;
            if many[part(run)][place / 64] >> (place % 64) & 1 == 1 {
                often.push((run, article as u32));
            }
        });
        often.sort_unstable();
        often.dedup();
        often
    };
    // In one piece from the first: what grows by being moved leaves holes behind.
    let mut carriers: Vec<(u64, u32)> = Vec::with_capacity(counted);
    for first in (0..pile.stock.len()).step_by(SOME) {
        let some = (first..(first + SOME).min(pile.stock.len())).into_par_iter();
        let often: Vec<Vec<(u64, u32)>> = some.map_init(Packed::default, often).collect();
        often.iter().for_each(|often| carriers.extend(often));
    }
    carriers.par_sort_unstable();
    // What was counted with others has too few.
    let mut kept = 0;
    let mut at = 0;
    while let Some(&(run, _)) = carriers.get(at) {
        let many = carriers[at..].iter().take_while(|(other, _)| *other == run).count();
        if many >= usize::from(MANY) {
            carriers.copy_within(at..at + many, kept);
            kept += many;
        }
        at += many;
    }
    carriers.truncate(kept);
    carriers
}

/// The part that a run is counted in.
fn part(run: u64) -> usize {
    (run % PARTS as u64) as usize
}

/// How often runs stand in the pile, by some of the run's bits; never too few, seldom too many.
struct Counts(Vec<u8>);

impl Counts {
    fn new(runs: usize) -> Self {
        Counts(vec![0; runs.next_power_of_two().max(1 << 12)])
    }

    /// Where a run is counted, in this part and in all that are as large.
    fn place(&self) -> impl Fn(u64) -> u32 + Copy + use<> {
        let last = (self.0.len() - 1) as u32;
        move |run| (run >> 8) as u32 & last
    }

    fn add(&mut self, place: u32) {
        let count = &mut self.0[place as usize];
        *count = count.saturating_add(1);
    }

    /// How often those stand in all that stand so often, as far as it is counted.
    fn of_many(&self) -> usize {
        self.0.iter().filter(|&&count| count >= MANY).map(|&count| usize::from(count)).sum()
    }

    /// A bit for each place: whether so many runs are counted there.
    fn many(&self) -> Vec<u64> {
        let bits =
            |counts: &[u8]| counts.iter().rev().fold(0, |bits, &count| bits << 1 | u64::from(count >= MANY));
        self.0.chunks(64).map(bits).collect()
    }
}

/// The words that say what articles are about, without those in wording that is spread: one after the other, and for each
/// article where its own begin, and where those of the last end.
struct Subjects {
    keys: Vec<u32>,
    of_article: Vec<usize>,
}

impl Subjects {
    fn of(pile: &Pile, carriers: &[(u64, u32)]) -> Self {
        let lists = carriers.chunk_by(|a, b| a.0 == b.0);
        let many: FxHashMap<u64, usize> = lists.clone().map(|list| (list[0].0, list.len())).collect();
        let mut asked: Vec<u32> = lists.flat_map(sample).flat_map(|(a, b)| [a, b]).collect();
        asked.sort_unstable();
        asked.dedup();
        let keys = |words: &mut Packed, article: &u32| {
            pile.stock.open(*article as usize, words);
            let mut spread = vec![false; words.keys.len()];
            for run in Carried::in_article(words, |run| many.get(&run).copied()) {
                spread[run.words()].iter_mut().for_each(|spread| *spread |= !run.over_seam);
            }
            let own = words.keys.iter().zip(&words.weights).zip(spread);
            let telling = own.filter(|((_, weight), spread)| !spread && u32::from(**weight) >= SUBJECT);
            let mut keys: Vec<u32> = telling.map(|((key, _), _)| *key).collect();
            keys.sort_unstable();
            keys.dedup();
            keys.retain(|&key| !rarity::is_common(key));
            keys
        };
        let mut subjects = Subjects { keys: Vec::new(), of_article: vec![0] };
        for some in asked.chunks(SOME) {
            let told: Vec<Vec<u32>> = some.par_iter().map_init(Packed::default, keys).collect();
            for (article, keys) in some.iter().zip(told) {
                subjects.of_article.resize(*article as usize + 1, subjects.keys.len());
                subjects.keys.extend(keys);
            }
        }
        subjects.of_article.resize(pile.stock.len() + 1, subjects.keys.len());
        subjects
    }

    fn of_article(&self, article: u32) -> &[u32] {
        &self.keys[self.of_article[article as usize]..self.of_article[article as usize + 1]]
    }

    /// Whether the articles of a list have nothing to do with each other, taken together: single ones may be too short
    /// to tell.
    fn strangers(&self, list: &[(u64, u32)]) -> bool {
        let mut told = (0, 0);
        for (a, b) in sample(list) {
            let (one, other) = (self.of_article(a), self.of_article(b));
            told.0 += one.iter().filter(|key| other.binary_search(key).is_ok()).count();
            told.1 += one.len().min(other.len());
        }
        told.1 >= FEW && (told.0 as f64) < RELATED * told.1 as f64
    }
}

/// Some pairs of the articles of a list, spread over it.
fn sample(list: &[(u64, u32)]) -> Vec<(u32, u32)> {
    let step = (list.len() / SAMPLE).max(1);
    let half = list.len() / 2;
    // Neighbours in the list begin alike, so each is paired with one from the other half.
    let pair = |at: usize| (list[at].1, list[(at + half) % list.len()].1);
    (0..list.len()).step_by(step).take(SAMPLE).map(pair).filter(|(a, b)| a != b).collect()
}
