//! Coreference: whom pronouns and descriptions stand for, against GUM's news and interviews.
//!
//! Counted are pronouns and definite descriptions of persons and organisations whose entity the text has named before;
//! those that are the source of an attribution are counted apart once more. One is right if the names that its entity has
//! here are names of that entity there. Beside it in the same run: the nearest name before it whose kind fits.
//!
//! Those that are never named in the text are not among them, so that a name too many costs nothing there. What it costs
//! is counted last: of all pronouns and descriptions that are given a name here, how many are of that entity there.

use std::collections::{BTreeMap, BTreeSet};

use headwater::annotation::{Annotations, EntityKind, Form, Mention, Upos, annotate};
use headwater::article::Article;
use headwater::text::Span;
use serde::Deserialize;

use crate::eval::Measures;
use crate::shared::shared;

#[derive(Deserialize)]
struct Document {
    doc_id: String,
    genre: String,
    split: String,
    text: String,
    mentions: Vec<Gold>,
    attributions: Vec<Attribution>,
}

#[derive(Deserialize)]
struct Attribution {
    source: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
struct Gold {
    eid: String,
    #[serde(rename = "type")]
    kind: String,
    infstat: String,
    start: usize,
    end: usize,
}

/// What sort of mention looks for its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    /// "I" and its forms, in a quotation.
    First,
    /// "he", "she" and their forms.
    Singular,
    /// "they", "it" and their forms.
    Plural,
    /// "the minister".
    Description,
    /// Whoever of all these is the source of an attribution.
    Source,
}

#[derive(Default)]
struct Counts {
    all: u32,
    right: u32,
    answered: u32,
    nearest: u32,
}

/// Scores the pronouns and descriptions of all documents that are for tuning.
pub fn run() -> Option<Measures> {
    let lines = std::fs::read_to_string(shared("data/attribution/gum.news_interview.jsonl")?).ok()?;
    let documents = lines.lines().filter_map(|line| serde_json::from_str::<Document>(line).ok());
    let mut counts: BTreeMap<Sort, Counts> = BTreeMap::new();
    let mut given = (0, 0);
    for document in
        documents.filter(|one| one.split != "test" && matches!(one.genre.as_str(), "news" | "interview"))
    {
        score(&document, &mut counts, &mut given);
    }
    let mut measures = Measures::new();
    let mut total = Counts::default();
    for (sort, own) in &counts {
        let name = match sort {
            Sort::First => "quoted I",
            Sort::Singular => "he, she",
            Sort::Plural => "they, it",
            Sort::Description => "definite descriptions",
            Sort::Source => "sources",
        };
        measures.extend(figures(name, own));
        if *sort == Sort::Source {
            continue;
        }
        total.all += own.all;
        total.right += own.right;
        total.answered += own.answered;
        total.nearest += own.nearest;
    }
    measures.extend(figures("all", &total));
    let (given, right) = given;
    println!("{given} pronouns and descriptions are given a name");
    measures.push(("names given: right %".to_owned(), 100.0 * f64::from(right) / f64::from(given.max(1))));
    Some(measures)
}

fn figures(name: &str, own: &Counts) -> Measures {
    let share = |count: u32, of: u32| 100.0 * f64::from(count) / f64::from(of.max(1));
    println!("{name}: {} mentions, nearest fitting name right {:.1} %", own.all, share(own.nearest, own.all));
    vec![
        (format!("{name}: right %"), share(own.right, own.all)),
        (format!("{name}: right of those with a name %"), share(own.right, own.answered)),
    ]
}

fn score(document: &Document, counts: &mut BTreeMap<Sort, Counts>, given: &mut (u32, u32)) {
    let article = Article { language: Some("en".to_owned()), ..Article::of_text(&document.text) };
    let found = annotate(&article).value;
    let letters = article.text.char_indices().map(|(byte, _)| byte);
    let bytes: Vec<usize> = letters.chain(std::iter::once(article.text.len())).collect();
    // Gold mentions by the token that heads them.
    let heads: Vec<Option<usize>> = document
        .mentions
        .iter()
        .map(|gold| head(&found, Span::new(*bytes.get(gold.start)?, *bytes.get(gold.end)?)))
        .collect();
    let is_name = |at: usize| found.tokens.get(at).is_some_and(|token| token.upos == Upos::Propn);
    let mut named: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let by_place = || document.mentions.iter().zip(&heads).filter_map(|(gold, at)| Some((gold, (*at)?)));
    for (gold, at) in by_place().filter(|(_, at)| is_name(*at)) {
        // "Association president Ana Verick": the parse may take another word for the head.
        let end = bytes.get(gold.end).copied().unwrap_or_default();
        let last = found.token_at(end.saturating_sub(1)).filter(|last| is_name(*last));
        named.entry(&gold.eid).or_default().extend([at].into_iter().chain(last));
    }
    names_given(&found, by_place().map(|(gold, at)| (at, named.get(gold.eid.as_str()))), given);
    for (gold, at) in by_place() {
        // Whoever says "I" is often named only after the words.
        let known = named.get(gold.eid.as_str()).is_some_and(|names| {
            let first = found.word(&article.text, at).starts_with(['I', 'm', 'M']);
            first || names.iter().any(|name| *name < at)
        });
        let actor = matches!(gold.kind.as_str(), "person" | "organization");
        let Some(sort) = sort(&found, &article.text, gold, at).filter(|_| known && actor) else { continue };
        let names = named.get(gold.eid.as_str()).cloned().unwrap_or_default();
        let entity = found.mention_of_head(at).and_then(|place| found.mentions.get(place));
        let entity = entity.and_then(|mention| found.entity_of(mention));
        let mine: Vec<&Mention> = entity
            .map(|entity| found.mentions_of(entity).filter(|mention| mention.form == Form::Name).collect())
            .unwrap_or_default();
        let right = mine.iter().filter(|name| is_of(&found, name, &names)).count();
        let near = nearest(&found, gold, at).is_some_and(|name| is_of(&found, name, &names));
        let speaks = |attribution: &Attribution| {
            attribution.source.iter().any(|(start, end)| *start <= gold.start && gold.end <= *end)
        };
        let source = document.attributions.iter().any(speaks).then_some(Sort::Source);
        for sort in [Some(sort), source].into_iter().flatten() {
            let own = counts.entry(sort).or_default();
            own.all += 1;
            own.nearest += u32::from(near);
            own.answered += u32::from(!mine.is_empty());
            own.right += u32::from(right * 2 > mine.len());
        }
        if std::env::var("ERRORS").is_ok() && right * 2 <= mine.len() {
            let gold_name = names.first().map_or("", |at| found.word(&article.text, *at));
            let given = entity.map_or("", |entity| entity.name.as_str());
            println!(
                "COREF\t{sort:?}{}\t{}\t{}\t{}\tgold {gold_name}\tfound {given}",
                if source.is_some() { " source" } else { "" },
                document.doc_id,
                gold.start,
                found.word(&article.text, at),
            );
        }
    }
}

/// Counts the gold mentions that are pronouns or descriptions with a name here, and those with a right one.
fn names_given<'g>(
    found: &Annotations,
    gold: impl Iterator<Item = (usize, Option<&'g BTreeSet<usize>>)>,
    (given, right): &mut (u32, u32),
) {
    let mut of_place: BTreeMap<usize, bool> = BTreeMap::new();
    for (at, names) in gold {
        let mention = found.mention_of_head(at).and_then(|place| found.mentions.get(place));
        let mention = mention.filter(|mention| mention.form != Form::Name && mention.head == at);
        let Some(entity) = mention.and_then(|mention| found.entity_of(mention)) else { continue };
        let mine: Vec<&Mention> =
            found.mentions_of(entity).filter(|mention| mention.form == Form::Name).collect();
        let fit = mine.iter().filter(|name| names.is_some_and(|names| is_of(found, name, names))).count();
        if !mine.is_empty() {
            *of_place.entry(at).or_default() |= fit * 2 > mine.len();
        }
    }
    *given += of_place.len() as u32;
    *right += of_place.values().filter(|right| **right).count() as u32;
}

/// Whether a name's own head is one of the heads that the gold calls names of the entity.
fn is_of(found: &Annotations, name: &Mention, names: &BTreeSet<usize>) -> bool {
    let tokens = found.tokens_in(name.span);
    names.iter().any(|at| tokens.contains(at))
}

/// The nearest name before a mention whose kind fits.
fn nearest<'a>(found: &'a Annotations, gold: &Gold, at: usize) -> Option<&'a Mention> {
    let person = gold.kind == "person";
    let names = found.mentions.iter().rev().filter(|mention| mention.form == Form::Name && mention.head < at);
    names.into_iter().find(|mention| match mention.kind {
        EntityKind::Person => person,
        EntityKind::Organisation => !person,
        _ => false,
    })
}

/// The token of a span that hangs from outside it.
pub fn head(found: &Annotations, span: Span) -> Option<usize> {
    let tokens = found.tokens_in(span);
    tokens.clone().find(|at| found.head(*at).is_none_or(|head| !tokens.contains(&head)))
}

fn sort(found: &Annotations, text: &str, gold: &Gold, at: usize) -> Option<Sort> {
    let token = found.tokens.get(at)?;
    let first = text.chars().skip(gold.start).take_while(|letter| letter.is_alphanumeric());
    let first = first.collect::<String>().to_lowercase();
    let definite = matches!(
        first.as_str(),
        "the" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their"
    );
    let before: String = text.chars().take(gold.start).collect();
    let paragraph = before.rsplit('\n').next().unwrap_or_default();
    let opened = paragraph.chars().filter(|mark| matches!(mark, '"' | '“' | '”')).count() % 2 == 1;
    match (token.upos, found.word(text, at).to_lowercase().as_str()) {
        (Upos::Pron | Upos::Det, "i" | "me" | "my" | "mine" | "myself") => opened.then_some(Sort::First),
        (Upos::Pron | Upos::Det, "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself") => {
            Some(Sort::Singular)
        }
        (
            Upos::Pron | Upos::Det,
            "they" | "them" | "their" | "theirs" | "themselves" | "it" | "its" | "itself",
        ) => Some(Sort::Plural),
        (Upos::Noun, _) if definite && gold.infstat.starts_with("giv") => Some(Sort::Description),
        _ => None,
    }
}
