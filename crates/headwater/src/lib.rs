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

use rayon::prelude::*;

use crate::annotation::Annotations;
use crate::article::{Article, Metadata};
use crate::capture::{Capture, Captures};
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
}

/// The whole way: captures in, dossier out.
///
/// `progress` is called with each stage as it begins, and with [`Stage::Reading`] once for every article
/// that has been read, with how many articles there are; possibly from several threads.
pub fn report(read: &Captures, metadata: &Metadata, progress: &(dyn Fn(Stage, usize) + Sync)) -> Dossier {
    let mut notices = read.notices.clone();
    progress(Stage::Articles, read.captures.len());
    let captures = in_order(&read.captures);
    let articles = article::articles(&captures, metadata).into_value(&mut notices);

    let found: Vec<_> = articles
        .par_iter()
        .map(|article| {
            let found = annotation::annotate(article);
            let said = statement::statements(article, &found.value);
            progress(Stage::Reading, articles.len());
            (found, said)
        })
        .collect();
    let (found, said): (Vec<Noted<_>>, Vec<Noted<_>>) = found.into_iter().unzip();
    let mut annotations: Vec<_> = found.into_iter().map(|found| found.into_value(&mut notices)).collect();
    annotation::settle_times(&articles, &mut annotations).into_value(&mut notices);
    let statements = statement::gather(said.into_iter().map(|said| said.into_value(&mut notices)).collect());

    progress(Stage::Alignment, articles.len());
    let entities = alignment::entity::entities(&articles, &annotations);
    let passages = alignment::passage::passages(&articles).into_value(&mut notices);
    let reading = alignment::Reading {
        articles: &articles,
        annotations: &annotations,
        statements: &statements,
        entities: &entities,
        passages: &passages,
    };
    let questions = alignment::question::questions(reading);

    progress(Stage::Corroboration, articles.len());
    let corroboration = corroboration::corroborate(reading, questions).into_value(&mut notices);

    notices.sort();
    let captures = captures.iter().map(CaptureRecord::of).collect();
    Dossier { captures, articles, annotations, entities, statements, passages, corroboration, notices }
}

/// Reads what was captured as far as the stage `annotation`: the articles and what is read in each, by itself.
pub fn annotate(read: &Captures, metadata: &Metadata) -> Noted<Vec<(Article, Annotations)>> {
    let mut notices = read.notices.clone();
    let articles = article::articles(&in_order(&read.captures), metadata).into_value(&mut notices);
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
