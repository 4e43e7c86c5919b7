//! The timeline: what happened, what was said and what was published, kept apart.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::evidence;
use super::plain::Plain;
use super::view::View;
use crate::annotation::Anchor;
use crate::corroboration::{Moment, MomentKind};
use crate::dossier::prose;
use crate::edtf::Edtf;
use jiff::civil::Date;

/// Moments that the page shows; the rest is counted.
const MOST: usize = 400;

/// Moments by day, or by what else is known, in order of time.
type Days<'d> = BTreeMap<(Option<(Date, Date)>, Edtf), Vec<&'d Moment>>;

pub(super) fn section(view: &View<'_>) -> Markup {
    let timeline = &view.dossier.corroboration.timeline;
    let mut days = Days::new();
    for moment in timeline.iter().take(MOST) {
        days.entry((moment.value.bounds(), day(&moment.value))).or_default().push(moment);
    }
    html! {
        section id="timeline" aria-labelledby="timeline-h" {
            h2 id="timeline-h" { "Timeline" }
            @if days.is_empty() { p class="empty" { "No time could be resolved." } } @else { (table(view, &days)) }
            @if timeline.len() > MOST {
                p class="note" { (prose::count(timeline.len() - MOST, "later moment")) " not shown here; all stand in the JSON dossier." }
            }
        }
    }
}

/// The value without its time of day, which stands with the moment itself.
fn day(value: &Edtf) -> Edtf {
    match value.as_str().split_once('T') {
        Some((day, rest)) if !day.is_empty() && !rest.contains('/') => Edtf::new(day),
        _ => value.clone(),
    }
}

fn table(view: &View<'_>, days: &Days<'_>) -> Markup {
    html! {
        p class="gloss" { "Times are given as precisely as they are known. A day that a text only names, such as “Wednesday”, says what it was reckoned from." }
        table class="timeline" {
            caption class="vh" { "Timeline" }
            thead { tr { th scope="col" { "When" } th scope="col" { "What happened" } th scope="col" { "What was said" } th scope="col" { "What was published" } } }
            tbody { @for ((_, value), moments) in days { (row(view, value, moments)) } }
        }
    }
}

fn row(view: &View<'_>, value: &Edtf, moments: &[&Moment]) -> Markup {
    html! {
        tr {
            th scope="row" {
                time { (prose::date(value)) }
                @if let Some(precision) = prose::precision(value).filter(|precision| *precision != "day") { span class="precision" { "known to the " (precision) } }
            }
            (lane(view, "What happened", MomentKind::Event, moments))
            (lane(view, "What was said", MomentKind::Statement, moments))
            (lane(view, "What was published", MomentKind::Publication, moments))
        }
    }
}

fn lane(view: &View<'_>, name: &str, kind: MomentKind, moments: &[&Moment]) -> Markup {
    let mine: Vec<_> = moments.iter().filter(|moment| moment.kind == kind).collect();
    html! {
        @if mine.is_empty() { td class="none" {} }
        @else { td data-l=(name) { ul { @for moment in mine { li { (one(view, moment)) } } } } }
    }
}

fn one(view: &View<'_>, moment: &Moment) -> Markup {
    if moment.kind == MomentKind::Publication {
        return html! { p class="where" { (clock(&moment.value)) (evidence::titled(view, moment.article, &format!("#{}", moment.article))) } };
    }
    let text = view.text(moment.article);
    let sentence = moment.statement.and_then(|id| view.statement(id)).map(|statement| statement.sentence);
    let sentence = sentence.unwrap_or_else(|| view.sentence(moment.article, moment.span));
    let href = moment.statement.map_or_else(|| format!("#{}", moment.article), |id| format!("#{id}"));
    html! {
        p class="quoted" { (clock(&moment.value)) (evidence::focused(text, sentence, moment.span)) }
        p class="where" { a href=(href) { span class="outlet" { (Plain(view.label(moment.article))) } } (reckoned(view, moment, moment.span.of(text))) }
    }
}

/// The time of day, where it is known.
fn clock(value: &Edtf) -> Markup {
    let time =
        value.as_str().split_once('T').filter(|(day, _)| !day.is_empty() && !value.as_str().contains('/'));
    let Some((_, time)) = time else { return html! {} };
    let about = if time.ends_with(['~', '%']) { "about " } else { "" };
    html! { span class="clock" { (about) (time.trim_end_matches(['~', '?', '%'])) } " " }
}

/// What a relative time was reckoned from.
fn reckoned(view: &View<'_>, moment: &Moment, words: &str) -> Markup {
    let published = view.article(moment.article).and_then(|article| article.published.as_ref());
    match (moment.relative_to, published) {
        (Some(Anchor::Published), Some(published)) => {
            html! { "; “" (Plain(words)) "” reckoned from " (prose::date(&published.value)) ", the date of publication" }
        }
        (Some(Anchor::Published), None) => {
            html! { "; “" (Plain(words)) "” reckoned from the date of publication" }
        }
        (Some(Anchor::Text), _) => html! { "; “" (Plain(words)) "” reckoned from another time in the text" },
        (None, _) => html! {},
    }
}
