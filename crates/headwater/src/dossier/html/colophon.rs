//! The colophon: what the program cannot see, and what it read.

use maud::{Markup, html};

use super::plain::Plain;
use crate::dossier::{CaptureRecord, prose};

/// What a page of this kind ("dossier", "overview") cannot see, and what it was made from.
pub(super) fn section(kind: &str, read: &[CaptureRecord]) -> Markup {
    html! {
        section id="colophon" aria-labelledby="colophon-h" {
            h2 id="colophon-h" { "About this " (kind) }
            (limits())
            (captures(read))
            p class="made" { "Written by headwater " (env!("CARGO_PKG_VERSION")) ". This file fetches nothing and sends nothing; the same articles and the same version give the same file." }
        }
    }
}

fn limits() -> Markup {
    html! {
        ul class="limits" {
            li { b { "It says who says so, on whose word, and how many separate words that is." } " It does not say what happened." }
            li { b { "Absence from a collection proves nothing." } " It has read these articles and no others; whoever spoke elsewhere is not in it." }
            li { b { "It reads and it can misread." } " Every figure, link and label opens on the words it rests on; look at them before you rely on it." }
            li { b { "An unnamed source stays unnamed." } " Two unnamed sources may be one, so they widen the count and never raise its lower end." }
            li { b { "What sources have in common outside these articles is not seen:" } " a press release, a briefing, an earlier story." }
        }
    }
}

/// What was read, by digest.
fn captures(captures: &[CaptureRecord]) -> Markup {
    html! {
        @if !captures.is_empty() {
            details class="captures" open[captures.len() <= 20] {
                summary { "The " (prose::count(captures.len(), "capture")) " that it was read from" }
                p class="gloss" { "A " dfn { "capture" } " is a file as it came in, unaltered, named by the SHA-256 of its bytes." }
                div class="scroll" role="region" aria-label="Captures" tabindex="0" {
                    table class="captures" aria-label="Captures" {
                        thead { tr { th scope="col" { "File" } th scope="col" { "Kind" } th scope="col" { "Bytes" } th scope="col" { "SHA-256" } } }
                        tbody { @for capture in captures {
                            tr {
                                th scope="row" { (Plain(&capture.path)) }
                                td { (capture.media_type.name()) }
                                td class="num" { (prose::grouped(capture.bytes)) }
                                td { code class="digest" { (capture.id.to_string().trim_start_matches("sha256:")) } }
                            }
                        } }
                    }
                }
            }
        }
    }
}
