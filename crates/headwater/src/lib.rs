//! **headwater** reads a pile of news and human-rights reports on the same events and answers, from
//! their text and offline: who says what, on whose word; who copied whom; how many independent origins
//! really stand behind each claim; and where the accounts differ.
//!
//! The library is pure, silent and offline: no terminal, no network, no clock, no environment.
//! One natural way leads through it, each stage a module named for what it makes:
//!
//! ```text
//! text ← capture ← article ← annotation ← statement ← alignment ← corroboration ← dossier
//! ```

pub mod corrections;
pub mod edtf;
pub mod error;
pub mod notice;
pub mod text;

pub mod capture;

pub mod article;

pub mod annotation;

pub mod statement;

pub mod alignment;

pub mod corroboration;

pub mod dossier;

pub mod store;

pub use error::{Error, ErrorKind, Result};

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::annotation::Annotations;
use crate::article::{Article, Metadata};
use crate::capture::{Capture, Captures};
use crate::corrections::{Corrections, EntryId};
use crate::dossier::corrected::{Applied, Fates, Ledger};
use crate::dossier::overview::{Entry, Overview};
use crate::dossier::pile::{Parts, Pile};
use crate::dossier::{CaptureRecord, Dossier};
use crate::notice::Noted;

/// A stage of [`report`], for whoever shows progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Articles are read out of captures.
    Articles,
    /// One more article has been annotated and its statements read.
    Reading,
    /// Articles are compared with each other.
    Alignment,
    /// Origins are traced and counted.
    Corroboration,
    /// One more dossier of a mixed pile has been written.
    Dossiers,
}

/// Who shows progress: told each stage as it begins, and [`Stage::Reading`] and [`Stage::Dossiers`] once for every
/// article read and dossier written, with how many there are; possibly from several threads.
pub type Progress<'p> = &'p (dyn Fn(Stage, usize) + Sync);

/// The whole way: captures in, dossier out.
pub fn report(captures: &Captures, metadata: &Metadata, progress: Progress<'_>) -> Dossier {
    dossier(read(captures, metadata, progress), progress)
}

/// The same, where a person says otherwise than the program: each stage is told what concerns it.
pub fn report_corrected(
    captures: &Captures,
    metadata: &Metadata,
    corrections: Corrections,
    progress: Progress<'_>,
) -> Dossier {
    dossier(read_corrected(captures, metadata, corrections, progress), progress)
}

/// The way as far as articles are taken together and no further: a pile, ready to be reported whole or story by story.
pub fn read(captures: &Captures, metadata: &Metadata, progress: Progress<'_>) -> Pile {
    read_corrected(captures, metadata, Corrections::default(), progress)
}

/// The same, where a person says otherwise than the program.
pub fn read_corrected(
    read: &Captures,
    metadata: &Metadata,
    corrections: Corrections,
    progress: Progress<'_>,
) -> Pile {
    let mut notices = read.notices.clone();
    progress(Stage::Articles, read.captures.len());
    let captures = in_order(&read.captures);
    let mut fates = Fates::default();
    let (articles, dates) = article::articles_corrected(&captures, metadata, &corrections);
    let mut articles = articles.into_value(&mut notices);
    fates.articles = dates;

    let found: Vec<_> = articles
        .par_iter()
        .map(|article| {
            let mut found = annotation::annotate(article);
            let parted = annotation::corrected::part_entities(article, &mut found.value, &corrections);
            let said = statement::statements(article, &found.value);
            progress(Stage::Reading, articles.len());
            ((found, parted), said)
        })
        .collect();
    let (found, said): (Vec<_>, Vec<Noted<_>>) = found.into_iter().unzip();
    let (found, parted): (Vec<Noted<_>>, Vec<BTreeSet<EntryId>>) = found.into_iter().unzip();
    fates.parted = parted.into_iter().flatten().collect();
    let annotations: Vec<_> = found.into_iter().map(|found| found.into_value(&mut notices)).collect();
    let mut statements =
        statement::gather(said.into_iter().map(|said| said.into_value(&mut notices)).collect());
    fates.statements = statement::corrected::speakers(&articles, &annotations, &mut statements, &corrections);

    for (article, read) in articles.iter_mut().zip(&annotations) {
        let published = article.published.as_mut().filter(|_| read.contradicts_date);
        published.into_iter().for_each(|published| published.contradicted = true);
    }
    progress(Stage::Alignment, articles.len());
    let mut passages = alignment::passage::passages(&articles).into_value(&mut notices);
    fates.passages = alignment::idiom::mark(&articles, &mut passages, &corrections);
    let stories = alignment::question::stories(&articles, &annotations);

    notices.sort();
    let captures = captures.iter().map(CaptureRecord::of).collect();
    let corrected = Applied { corrections, fates };
    Pile { captures, articles, annotations, statements, passages, stories, corrected, notices, part: None }
}

/// The rest of the way: the dossier of a pile, or of a part of one.
pub fn dossier(pile: Pile, progress: Progress<'_>) -> Dossier {
    let Pile { captures, articles, mut annotations, statements, passages, stories, .. } = pile;
    let (Applied { corrections, mut fates }, mut notices, part) = (pile.corrected, pile.notices, pile.part);
    annotation::settle_times(&articles, &mut annotations).into_value(&mut notices);
    let (entities, joined) =
        alignment::entity::entities_corrected(&articles, &annotations, &corrections, &fates.parted);
    fates.entities = joined;
    let reading = alignment::Reading {
        articles: &articles,
        annotations: &annotations,
        statements: &statements,
        entities: &entities,
        passages: &passages,
        stories: &stories,
    };
    let mut questions = alignment::question::questions(reading);
    fates.questions = alignment::question::corrected::correct(reading, &mut questions, &corrections);

    if part.is_none() {
        progress(Stage::Corroboration, articles.len());
    }
    let corroboration = corroboration::corroborate(reading, questions).into_value(&mut notices);
    let near_duplicates = alignment::duplicate::near_duplicates(&articles, &passages);
    let ledger = Ledger::of(&corrections, fates, &corroboration);
    let corrections = if part.is_some() { ledger.here() } else { ledger };
    notices.extend(corrections.notices());

    notices.sort();
    Dossier {
        captures,
        articles,
        annotations,
        entities,
        statements,
        passages,
        near_duplicates,
        corroboration,
        corrections,
        notices,
        part,
    }
}

/// The rest of the way for a pile of many stories: a dossier for each, given to `write` and let go, and the overview.
///
/// `write` is called from several threads; what it cannot write ends the run.
pub fn stories(
    pile: Pile,
    parts: &Parts,
    write: &(dyn Fn(&Dossier) -> Result<()> + Sync),
    progress: Progress<'_>,
) -> Result<Overview> {
    let ids = parts.ids();
    let entry = |id: &dossier::pile::PartId| {
        let dossier = dossier(parts.cut(&pile, *id), progress);
        write(&dossier)?;
        progress(Stage::Dossiers, ids.len());
        Ok(Entry::of(&dossier))
    };
    let entries: Vec<Option<Entry>> = ids.par_iter().map(entry).collect::<Result<_>>()?;
    Ok(Overview::new(pile, parts, entries.into_iter().flatten().collect()))
}

/// Reads what was captured as far as the stage `annotation`: the articles and what is read in each, by itself.
pub fn annotate(read: &Captures, metadata: &Metadata) -> Noted<Vec<(Article, Annotations)>> {
    let Noted { value: articles, mut notices } = self::articles(read, metadata);
    let found: Vec<_> = articles.par_iter().map(annotation::annotate).collect();
    let mut found: Vec<_> = found.into_iter().map(|found| found.into_value(&mut notices)).collect();
    annotation::settle_times(&articles, &mut found).into_value(&mut notices);
    notices.sort();
    Noted { value: articles.into_iter().zip(found).collect(), notices }
}

/// Reads what was captured as far as the stage `article`.
pub fn articles(read: &Captures, metadata: &Metadata) -> Noted<Vec<Article>> {
    let mut notices = read.notices.clone();
    let articles = article::articles(&in_order(&read.captures), metadata).into_value(&mut notices);
    Noted { value: articles, notices }
}

/// The captures by path and digest, whatever order they came in.
fn in_order(captures: &[Capture]) -> Cow<'_, [Capture]> {
    let key = |capture: &Capture| (capture.path.clone(), capture.id);
    if captures.is_sorted_by_key(key) {
        return Cow::Borrowed(captures);
    }
    let mut sorted = captures.to_vec();
    sorted.sort_by_cached_key(key);
    Cow::Owned(sorted)
}
