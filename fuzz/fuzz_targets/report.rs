//! Any bytes as text, as a page and as JSON lines, together in one pile: the whole way gives a dossier in all its forms.

#![no_main]

use headwater::article::Metadata;
use headwater::capture::{Capture, Captures, MediaType};
use headwater::dossier::{html, json, summary};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let kinds = [(MediaType::Text, "a.txt"), (MediaType::Html, "b.html"), (MediaType::JsonLines, "c.jsonl")];
    // The first byte says which of the three the bytes are; the rest is cut in two, so that articles meet.
    let (Some(&first), rest) = (bytes.first(), bytes.get(1..).unwrap_or_default()) else { return };
    let (one, other) = rest.split_at(rest.len() / 2);
    let (kind, path) = kinds[usize::from(first) % kinds.len()];
    let captures = vec![
        Capture::new(path, kind, rest.to_vec()),
        Capture::new("d.txt", MediaType::Text, one.to_vec()),
        Capture::new("e.txt", MediaType::Text, other.to_vec()),
    ];
    let read = Captures { captures, notices: Vec::new() };
    let dossier = headwater::report(&read, &Metadata::default(), &|_, _| ());
    let _ = (html::page(&dossier), json::write(&dossier), summary::write(&dossier, 80));
});
