//! The overview of a mixed pile: what each story is about and what was found in it, so that a reader can choose.

use std::collections::{BTreeMap, BTreeSet};

use super::corrected::{Applied, Ledger};
use super::pile::{PartId, Parts, Pile};
use super::{CaptureRecord, Dossier, prose};
use crate::annotation::Annotations;
use crate::article::{Article, ArticleId, Published};
use crate::capture::Digest;
use crate::corroboration::{Corroboration, Finding, Matter, OriginCount};
use crate::edtf::Edtf;
use crate::notice::Notice;

/// Titles that a story is told by.
const TITLES: usize = 3;
/// Two titles with this part of their words in common say the same.
const SAME: f64 = 0.5;
/// Characters of a first sentence that stand for a headline.
const SENTENCE: usize = 110;

/// What a mixed pile holds, part by part.
#[derive(Debug, Default)]
pub struct Overview {
    /// What the articles were read from.
    pub captures: Vec<CaptureRecord>,
    /// All articles, by their [`ArticleId`] in the pile.
    pub articles: Vec<Listed>,
    /// The stories, the most told first, and then the articles without one.
    pub parts: Vec<Entry>,
    /// What a person said against the program, and what became of it in any part.
    pub corrections: Ledger,
    /// What the reader must be told of the whole pile, sorted.
    pub notices: Vec<Notice>,
}

/// An article as the overview lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its headline, or its first sentence.
    pub title: String,
    /// Whether the title is its headline.
    pub has_headline: bool,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Where it was published.
    pub url: Option<String>,
    /// The capture that it was read from.
    pub capture: Digest,
    /// The capture's path.
    pub path: String,
    /// The part in which it stands.
    pub part: PartId,
    /// Its number in the dossier of that part.
    pub number: ArticleId,
}

/// What one part of a pile amounts to.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which part.
    pub id: PartId,
    /// Its articles, by their number in the pile, sorted.
    pub articles: Vec<ArticleId>,
    /// What tells the story: the headline that is most like the others first.
    pub titles: Vec<String>,
    /// The outlets that are known, sorted.
    pub outlets: Vec<String>,
    /// From the first to the last day of publication.
    pub published: Option<Edtf>,
    /// Attributed statements.
    pub statements: usize,
    /// How many matters have each finding, in the order of the findings.
    pub findings: BTreeMap<Finding, usize>,
    /// The most consequential matter that more than one article carries.
    pub leading: Option<Leading>,
    /// Groups of near-duplicates, by their number in the pile.
    pub near_duplicates: Vec<Vec<ArticleId>>,
    /// Articles of other parts that share wording with it, by their number in the pile.
    pub neighbours: Vec<ArticleId>,
    /// What became in it of what a person said.
    pub corrections: Ledger,
}

/// A matter in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leading {
    /// What it is about.
    pub label: String,
    /// What it amounts to.
    pub findings: Vec<Finding>,
    /// The plain sentence.
    pub because: String,
    /// How many articles carry it.
    pub articles: usize,
    /// Its independent origins.
    pub origins: OriginCount,
}

impl Overview {
    /// The overview of a pile whose parts amount to `entries`.
    pub fn new(pile: Pile, parts: &Parts, mut entries: Vec<Entry>) -> Self {
        entries.sort_by_key(|entry| entry.id);
        // A part numbers its own articles and its neighbours together.
        let mut numbers: BTreeMap<ArticleId, ArticleId> = BTreeMap::new();
        for entry in &entries {
            let members: BTreeSet<ArticleId> =
                entry.articles.iter().chain(&entry.neighbours).copied().collect();
            let numbered = members.into_iter().zip((0..).map(ArticleId));
            let own = numbered.filter(|(old, _)| entry.articles.binary_search(old).is_ok());
            numbers.extend(own);
        }
        let listed = pile.articles.into_iter().zip(&pile.annotations).filter_map(|(article, found)| {
            let (part, number) = (parts.home(article.id)?, *numbers.get(&article.id)?);
            Some(Listed {
                title: title(&article, found),
                has_headline: article.headline.is_some(),
                outlet: article.outlet,
                published: article.published,
                url: article.url,
                capture: article.capture,
                path: article.path,
                part,
                number,
            })
        });
        let articles: Vec<Listed> = listed.collect();
        let Applied { corrections, fates } = pile.corrected;
        let early = Ledger::of(&corrections, fates, &Corroboration::default());
        let parts_of = entries.iter_mut().map(|entry| std::mem::take(&mut entry.corrections));
        let corrections = Ledger::together(early, parts_of);
        let mut notices = pile.notices;
        notices.extend(corrections.notices());
        notices.sort();
        Overview { articles, captures: pile.captures, parts: entries, corrections, notices }
    }

    /// The stories that several articles tell.
    pub fn stories(&self) -> impl Iterator<Item = &Entry> {
        self.parts.iter().filter(|entry| matches!(entry.id, PartId::Story(_)))
    }

    /// The articles that tell no story with another.
    pub fn others(&self) -> impl Iterator<Item = &Entry> {
        self.parts.iter().filter(|entry| matches!(entry.id, PartId::Others(_)))
    }

    /// The article with this number in the pile.
    pub fn article(&self, id: ArticleId) -> Option<&Listed> {
        self.articles.get(id.index())
    }
}

impl Entry {
    /// What the dossier of a part amounts to; `None` for the dossier of a whole pile.
    pub fn of(dossier: &Dossier) -> Option<Self> {
        let part = dossier.part.as_ref()?;
        let number = |id: &ArticleId| part.numbers.get(id.index()).copied();
        let mut findings: BTreeMap<Finding, usize> = BTreeMap::new();
        for finding in dossier.corroboration.matters.iter().flat_map(|matter| &matter.findings) {
            *findings.entry(*finding).or_default() += 1;
        }
        let outlets: BTreeSet<&String> = dossier.own().filter_map(|own| own.outlet.as_ref()).collect();
        let is_own = |id: &ArticleId| dossier.home_of(*id).is_none();
        let groups = dossier.near_duplicates.iter().filter(|group| group.iter().any(is_own));
        let groups = groups.map(|group| group.iter().filter_map(number).collect());
        Some(Entry {
            id: part.id,
            articles: dossier.own().filter_map(|own| number(&own.id)).collect(),
            titles: titles(dossier),
            outlets: outlets.into_iter().cloned().collect(),
            published: prose::published(dossier.own()),
            statements: dossier.attributed(),
            findings,
            leading: dossier.corroboration.matters.iter().find(|matter| !matter.is_lone()).map(leading),
            near_duplicates: groups.collect(),
            neighbours: part.homes.keys().filter_map(number).collect(),
            corrections: dossier.corrections.clone(),
        })
    }
}

fn leading(matter: &Matter) -> Leading {
    Leading {
        label: matter.label.clone(),
        findings: matter.findings.clone(),
        because: matter.because.clone(),
        articles: matter.saying().len(),
        origins: matter.origins.clone(),
    }
}

/// What tells the story of a dossier: the title that has the most words in common with the others, and the next that
/// say something else.
pub(super) fn titles(dossier: &Dossier) -> Vec<String> {
    let own = dossier.own().filter_map(|article| {
        let found = dossier.annotations.get(article.id.index())?;
        Some(title(article, found))
    });
    central(&own.collect::<BTreeSet<String>>().into_iter().collect::<Vec<_>>())
}

fn central(titles: &[String]) -> Vec<String> {
    let words: Vec<BTreeSet<String>> = titles.iter().map(|title| words(title)).collect();
    let mut holding: BTreeMap<&String, usize> = BTreeMap::new();
    words.iter().flatten().for_each(|word| *holding.entry(word).or_default() += 1);
    let shared = |own: &BTreeSet<String>| -> f64 {
        let others = own.iter().map(|word| holding.get(word).copied().unwrap_or_default().saturating_sub(1));
        // Long titles hold more of everything; a title is told by what it says in how many words.
        others.sum::<usize>() as f64 / (own.len() as f64 + 3.0)
    };
    let mut ranked: Vec<usize> = (0..titles.len()).collect();
    let score = |at: &usize| words.get(*at).map_or(0.0, &shared);
    ranked.sort_by(|a, b| score(b).total_cmp(&score(a)).then(a.cmp(b)));
    let mut kept: Vec<usize> = Vec::new();
    for at in ranked {
        let is_new = kept.iter().all(|old| common(&words, *old, at) < SAME);
        // What has no word in common with any other tells no story that others tell.
        let tells = kept.is_empty() || score(&at) > 0.0;
        if is_new && tells && kept.len() < TITLES {
            kept.push(at);
        }
    }
    kept.into_iter().filter_map(|at| titles.get(at).cloned()).collect()
}

/// The part of the shorter title's words that the other has too.
fn common(words: &[BTreeSet<String>], one: usize, other: usize) -> f64 {
    let (Some(one), Some(other)) = (words.get(one), words.get(other)) else { return 0.0 };
    one.intersection(other).count() as f64 / one.len().min(other.len()).max(1) as f64
}

/// The words of a title that are longer than the small words of most languages.
fn words(title: &str) -> BTreeSet<String> {
    let words = title.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.chars().nth(2).is_some()).map(str::to_lowercase).collect()
}

/// The headline; where there is none, the first sentence that is one; where there is none of that either, the file's name.
fn title(article: &Article, found: &Annotations) -> String {
    if let Some(headline) = &article.headline {
        return headline.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let told = found.sentences.iter().filter(|it| !article.is_furniture(it.span) && it.tokens.len() > 5);
    let sentence = told.map(|it| it.span.of(&article.text)).next();
    let sentence = sentence.unwrap_or_else(|| article.text.trim().lines().next().unwrap_or_default());
    let plain = prose::cut(&sentence.split_whitespace().collect::<Vec<_>>().join(" "), SENTENCE);
    if plain.is_empty() { article.label().to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_told_by_what_most_of_its_titles_say() {
        let titles = [
            "Ferry aground off Lomar",
            "What we know",
            "Ferry runs aground off Lomar, forty hurt",
            "Captain held after Lomar grounding",
        ]
        .map(str::to_owned);
        let told = central(&titles);
        assert!(told[0].starts_with("Ferry"), "{told:?}");
        assert!(!told[1..].iter().any(|title| title.contains("aground")), "said twice: {told:?}");
        assert_eq!(told.len(), 2, "“What we know” tells nothing: {told:?}");
    }

    #[test]
    fn without_a_headline_the_first_sentence_is_the_title() {
        let article =
            Article::of_text("Monday\n\nThe ferry struck a rock off Lomar. Forty were hurt.".to_owned());
        let found = crate::annotation::annotate(&article).value;
        assert_eq!(title(&article, &found), "The ferry struck a rock off Lomar.");
    }
}
