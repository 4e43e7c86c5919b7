//! Small drawn signs. Each stands beside a word and never instead of one.

use maud::{Markup, html};

use crate::corroboration::{Finding, OriginCount};

/// All findings, in the order of the key.
pub(super) const FINDINGS: [Finding; 8] = [
    Finding::SingleOrigin,
    Finding::Disputed,
    Finding::ValuesDiffer,
    Finding::SpeakerDiffers,
    Finding::WordingDiffers,
    Finding::PossiblyCorroborated,
    Finding::Corroborated,
    Finding::Uncorroborated,
];

/// The drawings, once a page; [`finding`] refers to them.
pub(super) fn sprite() -> Markup {
    html! {
        svg class="sprite" aria-hidden="true" width="0" height="0" {
            @for finding in FINDINGS {
                symbol id={ "i-" (finding.name()) } viewBox="0 0 16 16" { (drawing(finding)) }
            }
        }
    }
}

/// The sign of a finding.
pub(super) fn finding(finding: Finding) -> Markup {
    html! {
        svg class="icon" aria-hidden="true" { use href={ "#i-" (finding.name()) } {} }
    }
}

/// Circles are origins, squares are articles, as in the drawn lineages.
fn drawing(finding: Finding) -> Markup {
    match finding {
        Finding::SingleOrigin => html! {
            path class="ln" d="M8 4 2.5 12M8 4v8M8 4l5.5 8" {}
            circle class="fl" cx="8" cy="3.5" r="2.5" {}
            path class="fl" d="M1 11h3v4H1zM6.5 11h3v4h-3zM12 11h3v4h-3z" {}
        },
        Finding::Disputed => html! { path class="ln b" d="M1 8h5.5M4 5l3 3-3 3M15 8H9.5M12 5 9 8l3 3" {} },
        Finding::ValuesDiffer => html! { path class="ln b" d="M2.5 5.5h11M2.5 10.5h11M11 2 5 14" {} },
        Finding::SpeakerDiffers => html! {
            path class="ln" d="M1.5 2h8v5.5H5L3 10V7.500H1.500z" {}
            path class="fl" d="M7 9.500h7.500v4H13v2L11 13.500H7z" {}
        },
        Finding::WordingDiffers => html! {
            path class="ln b" d="M1.500 5h13" {}
            path class="ln b" d="M1.500 11c1.600-2.500 3-2.500 4.400 0s2.800 2.500 4.300 0 2.800-2.500 4.300 0" {}
        },
        Finding::PossiblyCorroborated => html! {
            circle class="fl" cx="4.500" cy="8" r="3.300" {}
            circle class="ln d" cx="11.500" cy="8" r="3" {}
        },
        Finding::Corroborated => html! {
            path class="ln" d="M4 4l4 8 4-8" {}
            circle class="fl" cx="4" cy="4" r="2.800" {}
            circle class="fl" cx="12" cy="4" r="2.800" {}
            path class="fl" d="M6 11h4v4H6z" {}
        },
        Finding::Uncorroborated => html! {
            path class="ln" d="M8 4v8" {}
            circle class="ln o" cx="8" cy="4" r="2.500" {}
            path class="ln o" d="M6 10.500h4v4H6z" {}
        },
    }
}

/// How many marks of a kind a tally draws before it stops.
const MOST: usize = 10;

/// Origins over articles: full circles are the least number of origins, broken ones what may be added.
/// With one origin every article hangs from it.
pub(super) fn tally(origins: &OriginCount, articles: usize) -> Markup {
    let (least, most) = (*origins.start() as usize, *origins.end() as usize);
    let circles: Vec<bool> =
        (0..most.clamp(least, MOST.max(least)).min(MOST)).map(|place| place < least).collect();
    let squares = articles.min(MOST);
    let single = least == 1 && most <= 1;
    html! {
        svg class="tally" width="92" height="44" viewBox="0 0 92 44" aria-hidden="true" {
            @if single { @for place in 0..squares { path class="ln" d={ "M46 10L" (row(place, squares)) " 32" } {} } }
            @for (place, sure) in circles.iter().enumerate() {
                circle class=(if *sure { "fl" } else { "ln d" }) cx=(row(place, circles.len())) cy="9" r="3.2" {}
            }
            path class="sq" d={ @for place in 0..squares { "M" (row(place, squares) - 2) " 31h5v7.5h-5z" } } {}
            @if articles > MOST { path class="ln b" d="M1.500 35h5M4 32.500v5M85.500 35h5M88 32.500v5" {} }
        }
    }
}

/// The middle of the `place`th of `number` marks in a row 92 wide, 8 apart.
fn row(place: usize, number: usize) -> i32 {
    let (place, number) = (i32::try_from(place).unwrap_or(0), i32::try_from(number).unwrap_or(1));
    46 + (2 * place - number + 1) * 8 / 2
}
