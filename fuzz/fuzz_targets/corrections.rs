//! Any bytes as a file of corrections, on a pile of two articles that share a sentence: the whole way gives a dossier.

#![no_main]

use headwater::article::Metadata;
use headwater::capture::{Capture, Captures, MediaType};
use headwater::corrections::Corrections;
use headwater::dossier::{html, json, summary};
use libfuzzer_sys::fuzz_target;

const ONE: &str = "Forty people were hurt when the ferry struck a rock, Captain Ruta Sel said on Monday. Sel said two died.";
const OTHER: &str = "Forty people were hurt when the ferry struck a rock, the Harbour Union said. Three died, Ana Hale said.";

fuzz_target!(|bytes: &[u8]| {
    let corrections = Corrections::from_toml(bytes).value;
    let captures = vec![
        Capture::new("a.txt", MediaType::Text, ONE.as_bytes().to_vec()),
        Capture::new("b.txt", MediaType::Text, OTHER.as_bytes().to_vec()),
    ];
    let read = Captures { captures, notices: Vec::new() };
    let dossier = headwater::report_corrected(&read, &Metadata::default(), corrections, &|_, _| ());
    let _ = (html::page(&dossier), json::write(&dossier), summary::write(&dossier, 80));
});
