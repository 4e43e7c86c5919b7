//! The overview of a mixed pile as JSON: what its stories are, and where the dossier of each stands.

use std::collections::BTreeMap;

use serde::Serialize;

use super::found::{self, GroupRow};
use super::place::Id;
use super::{Lists, read};
use crate::article::ArticleId;
use crate::capture::Digest;
use crate::corroboration::Finding;
use crate::dossier::overview::{Entry, Leading, Listed, Overview};
use crate::dossier::pile::PartId;

/// Writes the overview as JSON. `folder` is the path of the folder with the dossiers, as seen from the overview, where
/// they were written.
pub fn overview(overview: &Overview, folder: Option<&str>) -> String {
    let mut out = Lists::new();
    out.list("captures", overview.captures.iter().map(read::capture));
    let articles = (0..).map(ArticleId).zip(&overview.articles);
    out.list("articles", articles.map(|(id, listed)| article(id, listed)));
    out.list("stories", overview.stories().map(|entry| part(entry, folder)));
    out.list("others", overview.others().map(|entry| part(entry, folder)));
    let captures = overview.captures.iter().map(|capture| (capture.path.as_str(), capture.id)).collect();
    out.list("corrections", overview.corrections.entries.iter().map(super::corrected::row));
    out.list("notices", overview.notices.iter().map(|notice| found::notice(&captures, notice)));
    out.end()
}

/// The name of the dossier of a part of a pile.
pub fn file_name(part: PartId) -> String {
    format!("{part}.json")
}

#[derive(Serialize)]
struct ArticleRow<'o> {
    id: Id<ArticleId>,
    capture: Id<Digest>,
    path: &'o str,
    title: &'o str,
    headline: Option<&'o str>,
    outlet: Option<&'o str>,
    url: Option<&'o str>,
    published: Option<DayRow<'o>>,
    part: Id<PartId>,
    number: Id<ArticleId>,
}

#[derive(Serialize)]
struct DayRow<'o> {
    value: &'o str,
    method: &'static str,
}

fn article(id: ArticleId, listed: &Listed) -> ArticleRow<'_> {
    ArticleRow {
        id: Id(id),
        capture: Id(listed.capture),
        path: &listed.path,
        title: &listed.title,
        headline: Some(listed.title.as_str()).filter(|_| listed.has_headline),
        outlet: listed.outlet.as_deref(),
        url: listed.url.as_deref(),
        published: listed
            .published
            .as_ref()
            .map(|published| DayRow { value: published.value.as_str(), method: published.method.name() }),
        part: Id(listed.part),
        number: Id(listed.number),
    }
}

#[derive(Serialize)]
struct PartRow<'o> {
    id: Id<PartId>,
    titles: &'o [String],
    articles: Vec<Id<ArticleId>>,
    outlets: &'o [String],
    published: Option<&'o str>,
    statements: usize,
    findings: BTreeMap<&'static str, usize>,
    leading: Option<LeadingRow<'o>>,
    near_duplicates: Vec<GroupRow>,
    neighbours: Vec<Id<ArticleId>>,
    dossier: Option<String>,
}

#[derive(Serialize)]
struct LeadingRow<'o> {
    label: &'o str,
    findings: Vec<&'static str>,
    because: &'o str,
    articles: usize,
    origins: found::CountRow,
}

fn part<'o>(entry: &'o Entry, folder: Option<&str>) -> PartRow<'o> {
    PartRow {
        id: Id(entry.id),
        titles: &entry.titles,
        articles: entry.articles.iter().copied().map(Id).collect(),
        outlets: &entry.outlets,
        published: entry.published.as_ref().map(|days| days.as_str()),
        statements: entry.statements,
        findings: entry.findings.iter().map(|(finding, number)| (finding.name(), *number)).collect(),
        leading: entry.leading.as_ref().map(leading),
        near_duplicates: entry.near_duplicates.iter().map(|group| found::group(group)).collect(),
        neighbours: entry.neighbours.iter().copied().map(Id).collect(),
        dossier: folder.map(|folder| format!("{folder}/{}", file_name(entry.id))),
    }
}

fn leading(leading: &Leading) -> LeadingRow<'_> {
    LeadingRow {
        label: &leading.label,
        findings: leading.findings.iter().copied().map(Finding::name).collect(),
        because: &leading.because,
        articles: leading.articles,
        origins: found::count(&leading.origins),
    }
}
