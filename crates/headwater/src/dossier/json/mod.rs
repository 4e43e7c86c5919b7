//! The dossier as JSON, format 1.
//!
//! Offsets are Unicode code points, half open; lists are sorted by article, place and number; what is
//! not known is `null`, never left out. Every list has one row a line, so that dossiers can be compared
//! with any tool that compares lines. Beyond what format 1 asks for, this version writes:
//!
//! | where | key | what |
//! |---|---|---|
//! | article | `headline_span`, `credits` | where the headline stands; agencies and outlets credited |
//! | entity | `aliases`, `of`, `because` | other names; whom it belongs to; why names were joined |
//! | quantity | `kind`, `unit` | count, measure, share, money, age or rank; the unit |
//! | statement | `sentence`, `hedges`, `within` | the whole sentence; words that weaken it; the statement around it |
//! | statement | `attitude`, `confidence` | speech, belief or plan; sure, likely or unsure |
//! | passage | `kind`, `difference`, `spun` | prose, quotation or boilerplate; the words that differ; rewritten word for word |
//! | matter | `reasons`, `silent`, `near`, `is_update` | why origins were joined; articles that carry no claim of it; statements of others that come near and are not counted |
//! | claim | `value`, `citations` | what is compared; each statement's words that give the claim, and how surely they do (`fit`: sure, likely, or unsure: it speaks of it and may say something else, and its article is not among `articles` for it) |
//! | timeline | `kind`, `relative_to` | event, statement or publication; what a time was reckoned from |
//! | notice | `path` | the file as given |
//! | top | `corrections` | what a person said against the program: `kind`, `says`, `by`, `on`, `why`, `line`; what became of it: `status` (applied, agreed, stale, ambiguous, refused), `because`, `instead_of`, and the `things` that it acted on or points at |
//! | article, entity, statement, passage, matter | `corrected` | the corrections that acted on it |
//! | top | `near_duplicates` | groups of articles that are one article but for a few words |
//! | top | `part` | the part of a mixed pile that the dossier shows (`story-3`); `null` where it shows all |
//! | article | `home` | for an article of another story, which only shares wording: the part in which it is at home |
//!
//! The overview of a mixed pile has a form of its own ([`overview`]).

mod corrected;
mod found;
mod lines;
mod overview;
mod place;
mod read;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::Dossier;
use crate::alignment::entity::EntityId;
use crate::article::ArticleId;
use crate::corroboration::OriginId;
use crate::statement::StatementId;
pub use lines::{condensed, passages};
pub use overview::{file_name, overview};
use place::{Id, Texts};

/// The number of this format.
pub const FORMAT: u32 = 1;

/// Writes the dossier as JSON, format 1: offsets in code points, lists sorted, unknown values `null`.
pub fn write(dossier: &Dossier) -> String {
    let texts = Texts::new(&dossier.articles);
    let found = &dossier.corroboration;
    let mut out = Lists::new();
    out.value("part", &dossier.part.as_ref().map(|part| Id(part.id)));
    out.list("captures", dossier.captures.iter().map(read::capture));
    out.list("articles", dossier.articles.iter().map(|article| read::article(&texts, dossier, article)));
    let entities = numbered(&dossier.entities.entities);
    out.list("entities", entities.map(|(n, it)| read::entity(&texts, dossier, EntityId(n), it)));
    out.list("times", times(dossier, &texts));
    out.list("quantities", quantities(dossier, &texts));
    let statements = numbered(&dossier.statements);
    out.list("statements", statements.map(|(n, it)| read::statement(&texts, dossier, StatementId(n), it)));
    let passages = dossier.passages.iter().enumerate();
    out.list("passages", passages.map(|(place, it)| found::passage(&texts, dossier, place, it)));
    out.list("origins", numbered(&found.origins).map(|(n, origin)| found::origin(OriginId(n), origin)));
    out.list("lineage", found.lineage.edges.iter().map(|edge| found::edge(&texts, edge)));
    let matters = found.matters.iter().enumerate();
    out.list("matters", matters.map(|(place, it)| found::matter(&texts, dossier, place, it)));
    out.list("timeline", found.timeline.iter().map(|moment| found::moment(&texts, moment)));
    out.list("corrections", dossier.corrections.entries.iter().map(corrected::row));
    out.list("near_duplicates", dossier.near_duplicates.iter().map(|group| found::group(group)));
    let captures = dossier.captures.iter().map(|capture| (capture.path.as_str(), capture.id)).collect();
    out.list("notices", dossier.notices.iter().map(|notice| found::notice(&captures, notice)));
    out.end()
}

fn times<'d>(
    dossier: &'d Dossier,
    texts: &'d Texts<'d>,
) -> impl Iterator<Item = read::TimeRow<'d>> + use<'d> {
    let by_article = numbered(&dossier.annotations);
    by_article.flat_map(move |(n, found)| {
        found.times.iter().map(move |it| read::time(texts, ArticleId(n), &found.times, it))
    })
}

fn quantities<'d>(
    dossier: &'d Dossier,
    texts: &'d Texts<'d>,
) -> impl Iterator<Item = read::QuantityRow<'d>> + use<'d> {
    let by_article = dossier.articles.iter().zip(&dossier.annotations);
    by_article.flat_map(move |(article, found)| {
        found.quantities.iter().map(move |it| read::quantity(texts, article, it))
    })
}

/// Items with their place as the number behind their id.
fn numbered<T>(items: &[T]) -> impl Iterator<Item = (u32, &T)> {
    (0u32..).zip(items)
}

/// An object of lists in the making, one row a line.
struct Lists(String);

impl Lists {
    fn new() -> Self {
        let version = env!("CARGO_PKG_VERSION");
        Lists(format!("{{\"format\":{FORMAT},\"headwater\":\"{version}\""))
    }

    fn value<T: Serialize>(&mut self, name: &str, value: &T) {
        // It is made of strings, numbers and lists, which always have a form in JSON.
        let value = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
        self.0.push_str(&format!(",\"{name}\":{value}"));
    }

    fn list<T: Serialize>(&mut self, name: &str, rows: impl Iterator<Item = T>) {
        self.0.push_str(",\n\"");
        self.0.push_str(name);
        self.0.push_str("\":[");
        // A row is made of strings, numbers and lists, which always have a form in JSON.
        let rows = rows.filter_map(|row| serde_json::to_string(&row).ok());
        for (place, row) in rows.enumerate() {
            self.0.push_str(if place == 0 { "\n" } else { ",\n" });
            self.0.push_str(&row);
        }
        self.0.push(']');
    }

    fn end(mut self) -> String {
        self.0.push_str("}\n");
        self.0
    }
}
