//! The corrections: what a person said against the program, beside what it acted on and in one list.

use maud::{Markup, html};

use super::plain::Plain;
use super::view::View;
use crate::corrections::{Correction, Status};
use crate::dossier::corrected::{Corrected, Thing, pointer};
use crate::dossier::prose;
use crate::dossier::prose::cut;
use crate::edtf::Edtf;

/// Corrections that are listed; the rest is counted.
const MOST: usize = 400;
/// Things that are linked under one correction.
const LINKS: usize = 12;
/// Characters of what was said by hand that are shown beside a thing.
const SHOWN: usize = 240;

/// The list of all corrections, where there are any.
pub(super) fn section(view: &View<'_>) -> Markup {
    let entries = &view.dossier.corrections.entries;
    html! {
        @if !entries.is_empty() {
            section id="corrections" aria-labelledby="corrections-h" {
                h2 id="corrections-h" { "Corrections" }
                p class="gloss" {
                    "A " dfn { "correction" } " is what a person said against the program, in a file beside the articles. It wins over the program, and everything that follows from it was counted anew: "
                    (tally(view)) "."
                }
                ol class="corrections" { @for corrected in entries.iter().take(MOST) { (entry(view, corrected)) } }
                @if entries.len() > MOST { p class="note" { (prose::count(entries.len() - MOST, "further correction")) " not shown here; all stand in the JSON dossier." } }
            }
        }
    }
}

/// "3 acted, 1 is not needed any more".
fn tally(view: &View<'_>) -> String {
    prose::corrections(&view.dossier.corrections)
}

fn entry(view: &View<'_>, corrected: &Corrected) -> Markup {
    let status = corrected.status;
    html! {
        li id=[(corrected.id.0 < MOST as u32).then(|| corrected.id.to_string())] class={ "fate-" (status.name()) } {
            p class="says" {
                span class="fate" { (word(status)) } " "
                b { (Plain(&cut(&says(&corrected.entry.what), SHOWN))) }
            }
            @if let Some(pointer) = pointer(&corrected.entry.what) { p class="detail" { "of " (Plain(&pointer)) } }
            @if let Some(before) = &corrected.instead_of { p class="detail" { "Instead of: " (Plain(before)) "." } }
            @if let Some(because) = &corrected.because { p class="idle" { (capital(status)) ": " (Plain(because)) "." } }
            @if let Some(why) = &corrected.entry.why { p { "Why: " (Plain(why)) } }
            p class="detail" { (signed(corrected)) "line " (corrected.entry.line) " of the file" (links(view, corrected)) }
        }
    }
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Applied => "acted",
        Status::Stale => "stale",
        Status::Agreed => "not needed",
        Status::Ambiguous => "ambiguous",
        Status::Refused => "refused",
    }
}

fn capital(status: Status) -> &'static str {
    if status == Status::Applied { "Left out" } else { "It did not act" }
}

/// What a correction says, with its date as a person writes it.
fn says(what: &Correction) -> String {
    match what {
        Correction::Date { published, .. } => {
            format!("published {}", prose::date(&Edtf::new(published.as_str())))
        }
        other => other.clause(),
    }
}

/// "N. N., 20 November 2026, ".
fn signed(corrected: &Corrected) -> Markup {
    html! {
        @if let Some(by) = &corrected.entry.by { (Plain(by)) ", " }
        @if let Some(on) = &corrected.entry.on { (Plain(&day(on))) ", " }
    }
}

fn day(on: &str) -> String {
    prose::date(&Edtf::new(on))
}

/// Where it acted.
fn links(view: &View<'_>, corrected: &Corrected) -> Markup {
    let led: Vec<(String, String)> = corrected.things.iter().filter_map(|thing| link(view, *thing)).collect();
    html! {
        @if !led.is_empty() {
            @if corrected.status == Status::Applied { "; acted on " } @else { "; points at " }
            @for (nth, (href, name)) in led.iter().take(LINKS).enumerate() { @if nth > 0 { ", " } a href=(href) { (Plain(name)) } }
            @if led.len() > LINKS { " and " (led.len() - LINKS) " more" }
        }
    }
}

fn link(view: &View<'_>, thing: Thing) -> Option<(String, String)> {
    Some(match thing {
        Thing::Article(id) => (format!("#{id}"), view.label(id).to_owned()),
        Thing::Statement(id) => {
            let article = view.statement(id)?.article;
            let name = match view.number(id) {
                Some(number) => format!("statement {number} of {}", view.label(article)),
                None => format!("{}’s own voice", view.label(article)),
            };
            // Narration has an anchor of its own like every statement.
            (format!("#{id}"), name)
        }
        Thing::Matter(place) => {
            let matter = view.matters().get(place)?;
            (view.matter_href(place)?, format!("matter {}, “{}”", place + 1, cut(&matter.label, 60)))
        }
        Thing::Passage(place) => {
            let passage = view.dossier.passages.get(place)?;
            let href = format!("#{}", passage.a.article);
            (
                href,
                format!(
                    "a passage of {} and {}",
                    view.label(passage.a.article),
                    view.label(passage.b.article)
                ),
            )
        }
        Thing::Entity(id) => {
            let entity = view.dossier.entities.get(id)?;
            ("#origins".to_owned(), entity.name.clone())
        }
    })
}

/// Beside a thing: what a person said of it.
pub(super) fn mark(view: &View<'_>, thing: Thing) -> Markup {
    let ledger = &view.dossier.corrections;
    html! {
        @for corrected in ledger.on(thing).iter().filter_map(|id| ledger.get(*id)) {
            span class="corrected" {
                "corrected" @if let Some(by) = &corrected.entry.by { " by " (Plain(by)) }
                @if let Some(on) = &corrected.entry.on { " on " (Plain(&day(on))) }
                ": " (Plain(&cut(&says(&corrected.entry.what), SHOWN)))
                @if let Some(before) = &corrected.instead_of { "; instead of: " (Plain(&cut(before, SHOWN))) }
                @if let Some(why) = &corrected.entry.why { ". Why: " (Plain(&cut(why, SHOWN))) }
                " " (number(corrected))
            }
        }
    }
}

/// Beside a thing that is told in full elsewhere: that it was corrected.
pub(super) fn brief(view: &View<'_>, thing: Thing) -> Markup {
    let ledger = &view.dossier.corrections;
    html! {
        @for corrected in ledger.on(thing).iter().filter_map(|id| ledger.get(*id)) {
            span class="corrected" { "corrected by hand " (number(corrected)) }
        }
    }
}

fn number(corrected: &Corrected) -> Markup {
    html! {
        @if corrected.id.0 < MOST as u32 { a href={ "#" (corrected.id) } { (corrected.id) } } @else { (corrected.id) }
    }
}
