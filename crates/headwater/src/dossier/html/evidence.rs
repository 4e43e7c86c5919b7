//! The words behind a claim: the whole sentence, who says it, through whom, and where it stands.

use maud::{Markup, html};

use super::corrections;
use super::plain::Plain;
use super::view::{View, channel_words, evidence_id};
use crate::alignment::question::{Fit, Member};
use crate::article::{Article, ArticleId, Published};
use crate::corroboration::OriginKind;
use crate::dossier::corrected::Thing;
use crate::dossier::prose;
use crate::dossier::prose::cut;
use crate::statement::{Attitude, Confidence, Stance, Statement, StatementId};
use crate::text::{Citation, Span};

/// Candidates for an unresolved source that are named.
const CANDIDATES: usize = 4;

/// One statement as evidence, at its anchor.
pub(super) fn card(view: &View<'_>, matter: usize, claim: usize, member: usize, at: &Member) -> Markup {
    let Some(statement) = view.statement(at.statement) else { return html! {} };
    html! {
        li class="ev" id=(evidence_id(matter, claim, member)) tabindex="-1" {
            @if at.fit == Fit::Unsure { p class="unsure" { "May say something else:" } }
            p class="who" { (attribution(view, statement)) " " (stance(at.stance)) (manner(statement)) (circumstances(view, statement)) (doubt(statement)) }
            (corrections::mark(view, Thing::Statement(at.statement)))
            blockquote { p { (focused(view.text(statement.article), statement.sentence, at.focus)) } }
            p class="where" { (reference(view, statement.article, &format!("#{}", at.statement))) }
            (origin(view, at.statement))
        }
    }
}

/// "Ilse Marn for the Dockers’ Relief Committee, through Lantern Wire".
pub(super) fn attribution(view: &View<'_>, statement: &Statement) -> Markup {
    html! {
        b { (Plain(&view.who(statement))) }
        (candidates(view, statement))
        @if let Some(body) = &statement.source.speaks_for { ", for " (Plain(body)) }
        @for channel in &statement.channel { ", " (channel_words(channel.kind)) " " (Plain(&channel.name)) }
    }
}

/// Whom an unresolved source may be.
fn candidates(view: &View<'_>, statement: &Statement) -> Markup {
    let entities =
        view.dossier.annotations.get(statement.article.index()).map_or(&[][..], |found| &found.entities);
    let places = statement.source.candidates.iter().take(CANDIDATES);
    let names: Vec<&str> = places.filter_map(|&place| Some(entities.get(place)?.name.as_str())).collect();
    html! { @if !names.is_empty() { " (may be " (Plain(&names.join(" or "))) ")" } }
}

/// The stance in a word; the style sheet puts a sign before it.
pub(super) fn stance(stance: Stance) -> Markup {
    html! { span class={ "stance st-" (stance.name()) } { (stance.name()) } }
}

/// How the words are given, and whether they are more thought or planned than said.
fn manner(statement: &Statement) -> Markup {
    let (said, thought) = (!statement.is_narration(), statement.attitude != Attitude::Speech);
    html! {
        @if said || thought {
            small {
                @if said { ", " (statement.form.name()) }
                @if thought { ", " (statement.attitude.name()) }
            }
        }
    }
}

/// When it was said, what weakens it, and in whose words it stands.
fn circumstances(view: &View<'_>, statement: &Statement) -> Markup {
    let text = view.text(statement.article);
    let times = view.dossier.annotations.get(statement.article.index()).map_or(&[][..], |found| &found.times);
    let said = statement.said.and_then(|time| times.get(time)?.value.as_ref());
    let outer = statement.within.and_then(|place| view.dossier.statements.get(place));
    html! {
        @if said.is_some() || outer.is_some() || !statement.hedges.is_empty() {
            span class="detail" {
                @if let Some(said) = said { ", on " (prose::date(said)) }
                @for hedge in &statement.hedges { ", hedged “" (Plain(hedge.of(text))) "”" }
                @if let Some(outer) = outer { ", in the words of " (Plain(&view.who(outer))) }
            }
        }
    }
}

fn doubt(statement: &Statement) -> Markup {
    html! { @if statement.confidence == Confidence::Unsure { " " span class="unsure" { "this reading is unsure" } } }
}

/// The sentence with the words that give the answer marked.
pub(super) fn focused(text: &str, sentence: Span, focus: Span) -> Markup {
    let whole = sentence.cover(focus);
    html! {
        (Plain(Span::new(whole.start, focus.start).of(text)))
        mark { (Plain(focus.of(text))) }
        (Plain(Span::new(focus.end, whole.end).of(text)))
    }
}

/// Outlet, headline and date where they are known, leading to the place in the article.
pub(super) fn reference(view: &View<'_>, id: ArticleId, href: &str) -> Markup {
    let article = view.article(id).filter(|article| article.published.is_some());
    html! {
        (titled(view, id, href))
        @if let Some(article) = article { ", " span class="nb" { (published(article)) } }
    }
}

/// Outlet and headline, leading to the place in the article; without an outlet the beginning of the headline.
pub(super) fn titled(view: &View<'_>, id: ArticleId, href: &str) -> Markup {
    let article = view.article(id);
    let known = article.filter(|article| article.outlet.is_some());
    html! {
        a href=(href) {
            b { (Plain(view.label(id))) }
            @if let Some(headline) = known.and_then(|article| article.headline.as_deref()) { ", “" bdi { (Plain(headline)) } "”" }
        }
    }
}

/// The date of publication, or that none is known.
pub(super) fn published(article: &Article) -> Markup {
    day(article.published.as_ref())
}

/// The same of a date by itself.
pub(super) fn day(published: Option<&Published>) -> Markup {
    match published {
        Some(published) => html! { (prose::date(&published.value)) },
        None => html! { "no date" },
    }
}

fn origin(view: &View<'_>, statement: StatementId) -> Markup {
    let id = view.dossier.corroboration.origin_of.get(statement.index());
    let (Some(&id), Some(origin)) = (id, view.origin_of(statement)) else { return html! {} };
    let name = if origin.kind == OriginKind::Unknown { "not known" } else { &origin.name };
    html! {
        p class="origin" { "origin: " @if view.is_listed(id) { a href={ "#" (id) } { (Plain(name)) } } @else { (Plain(name)) } }
    }
}

/// Characters of a citation that are shown where it only gives a reason.
const SHOWN: usize = 240;

/// The exact words with what stands around them, leading to their place in the article.
pub(super) fn citation(view: &View<'_>, cited: &Citation) -> Markup {
    let quote = cut(&cited.quote, SHOWN);
    let after = if quote == cited.quote { cited.suffix.as_str() } else { "" };
    html! {
        p class="cited" {
            q { span class="ctx" { (Plain(&cited.prefix)) } mark { (Plain(&quote)) } span class="ctx" { (Plain(after)) } }
            " " a href={ "#" (view.anchor(cited.article, cited.span)) } { (Plain(view.label(cited.article))) }
        }
    }
}
