//! `headwater passages`: the wording that articles share, and an index of it to which articles are added.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use headwater::alignment::passage::{self, Given};
use headwater::article::{Article, ArticleId};
use headwater::dossier::json;
use headwater::notice::{Notice, Severity};
use headwater::store::Index;
use headwater::{Error, ErrorKind, Result};

use super::inputs;
use crate::args::Passages;
use crate::messages::{self, DONE, SOME_UNREAD};
use crate::output::Target;

/// Reads, compares, writes, and says what was found.
pub fn run(args: &Passages) -> Result<ExitCode> {
    let target = args.output.as_deref().map_or(Target::Stdout, |path| Target::new(path, "passages.jsonl"));
    target.check(args.output.is_some())?;
    let mut notices = Vec::new();
    let found = match &args.index {
        Some(folder) if args.inputs.is_empty() => whole(folder, &mut notices)?,
        Some(folder) => added(folder, &read(args, &target, &mut notices)?, &mut notices)?,
        None => {
            let articles = read(args, &target, &mut notices)?;
            let found = match args.closely {
                true => closely(&articles)?,
                false => Given {
                    passages: passage::passages(&articles).into_value(&mut notices),
                    condensed: Vec::new(),
                },
            };
            Found { found, new: articles.len(), all: articles.len(), articles }
        }
    };
    messages::notices(&notices);
    if !args.quiet {
        // No dossier holds them here: the house style that was left out, wording that too many carry.
        messages::notes(&notices);
    }
    let articles: BTreeMap<ArticleId, &Article> =
        found.articles.iter().map(|article| (article.id, article)).collect();
    let Given { passages, condensed } = &found.found;
    target.write(&(json::passages(passages, &articles) + &json::condensed(condensed, &articles)))?;
    if !args.quiet {
        messages::say(&found.told());
    }
    let unread = notices.iter().any(|notice| notice.severity == Severity::Error);
    Ok(ExitCode::from(if unread { SOME_UNREAD } else { DONE }))
}

/// Passages and the articles that they stand in.
struct Found {
    found: Given,
    articles: Vec<Article>,
    new: usize,
    all: usize,
}

impl Found {
    fn told(&self) -> String {
        let pairs: BTreeSet<(ArticleId, ArticleId)> =
            self.found.passages.iter().map(|passage| (passage.a.article, passage.b.article)).collect();
        let of = match self.all - self.new {
            0 => String::new(),
            known => format!(", {} of them new and {known} already in the index", self.new),
        };
        let (passages, pairs) = (self.found.passages.len(), pairs.len());
        let condensed = match self.found.condensed.len() {
            0 => String::new(),
            1 => "; one stretch that may condense another article".to_owned(),
            many => format!("; {many} stretches that may condense another article"),
        };
        format!("{} articles{of}; {passages} passages in {pairs} pairs of articles{condensed}", self.all)
    }
}

fn read(args: &Passages, target: &Target, notices: &mut Vec<Notice>) -> Result<Vec<Article>> {
    let table = inputs::near(&args.inputs, args.metadata.as_ref(), inputs::TABLE);
    target.keep_off(args.inputs.iter().chain(&table).map(PathBuf::as_path))?;
    let metadata = table.as_deref().map(inputs::metadata).transpose();
    let mut captures = inputs::captures(&args.inputs)?;
    target.keep_off(captures.captures.iter().map(|capture| Path::new(&capture.path)))?;
    inputs::not_left_out(table.iter(), &mut captures.notices);
    let metadata = inputs::used(metadata, args.metadata.is_some(), &mut captures.notices)?;
    let articles = headwater::articles(&captures, &metadata).into_value(notices);
    if articles.is_empty() {
        messages::notices(notices);
        return Err(inputs::nothing_to_read());
    }
    Ok(articles)
}

/// The most articles of which every two are compared.
const CLOSELY: usize = 100;

/// Compares every two articles.
fn closely(articles: &[Article]) -> Result<Given> {
    if articles.len() > CLOSELY {
        let message =
            format!("{} articles are too many to compare every two of them closely", articles.len());
        let hint = format!("name at most {CLOSELY}, or leave out --closely");
        return Err(Error::new(ErrorKind::TooLarge, message).with_hint(hint));
    }
    let ids: Vec<ArticleId> = articles.iter().map(|article| article.id).collect();
    let pairs =
        ids.iter().enumerate().flat_map(|(nth, &one)| ids[nth + 1..].iter().map(move |&other| (one, other)));
    Ok(passage::passages_of(articles, &pairs.collect::<Vec<_>>()))
}

/// Brings an index up to date, and gives the passages of the new articles.
fn added(folder: &Path, articles: &[Article], notices: &mut Vec<Notice>) -> Result<Found> {
    let (index, update) = Index::update(folder, articles)?.into_value(notices);
    let named = update.passages.iter().flat_map(|passage| [passage.a.article, passage.b.article]);
    let named: BTreeSet<ArticleId> = named.collect();
    let articles = named.into_iter().map(|id| index.article(id)).collect::<Result<_>>()?;
    let (new, all) = (update.new.len(), index.len() as usize);
    Ok(Found { found: Given { passages: update.passages, ..Given::default() }, articles, new, all })
}

/// All that an index holds. One that is damaged is made anew from itself first.
fn whole(folder: &Path, notices: &mut Vec<Notice>) -> Result<Found> {
    let found = Index::open(folder).and_then(|index| index.passages());
    let (passages, articles) = match found {
        Err(error) if error.kind() == ErrorKind::Malformed => {
            let (index, _) = Index::rebuild(folder, &[])?.into_value(notices);
            index.passages()?
        }
        found => found?,
    };
    let all = articles.len();
    Ok(Found { found: Given { passages, ..Given::default() }, articles, new: all, all })
}
