//! One thing changed in a copy is shown as a difference between the accounts, and what was not changed is not.

use headwater::article::Metadata;
use headwater::capture::{Capture, Captures, MediaType};
use headwater::corroboration::{Finding, Matter};
use headwater::dossier::Dossier;

const ACCOUNT: &str = "\
The harbour of Dalen was closed on Tuesday after a crane fell on two moored barges. \
The crane had been inspected in the spring by engineers of the port authority. \
Mayor Ilse Marn said that the crew had been warned of the wind before noon. \
The barges belonged to a company from Tarnby, which had leased them for the season. \
Divers recovered 14 containers from the basin before the light failed. \
The owner of the crane was fined twice last year for neglect of its cables.";

fn dossier(other: &str) -> Dossier {
    let capture = |name: &str, text: &str| Capture::new(name, MediaType::Text, text.as_bytes().to_vec());
    let captures = Captures {
        captures: vec![capture("courier.txt", ACCOUNT), capture("wire.txt", other)],
        notices: Vec::new(),
    };
    let about = b"file,outlet\ncourier.txt,Dalen Courier\nwire.txt,Harbour Wire\n";
    headwater::report(&captures, &Metadata::from_csv(about).expect("a table").value, &|_, _| {})
}

fn differing(dossier: &Dossier) -> Vec<&Matter> {
    let kinds = [Finding::ValuesDiffer, Finding::Disputed, Finding::SpeakerDiffers];
    let matters = dossier.corroboration.matters.iter();
    matters
        .filter(|it| it.carrying().len() > 1 && it.findings.iter().any(|kind| kinds.contains(kind)))
        .collect()
}

#[track_caller]
fn one_difference(from: &str, to: &str, finding: Finding) {
    assert!(ACCOUNT.contains(from), "{from}");
    let found = dossier(&ACCOUNT.replacen(from, to, 1));
    let matters = differing(&found);
    let shown: Vec<_> = matters.iter().map(|it| (&it.label, &it.findings)).collect();
    assert!(matters.iter().any(|it| it.findings.contains(&finding)), "{from} to {to}: {shown:?}");
    assert_eq!(matters.len(), 1, "{shown:?}");
}

#[test]
fn a_figure() {
    one_difference("14 containers", "31 containers", Finding::ValuesDiffer);
}

#[test]
fn a_day() {
    one_difference("on Tuesday", "on Friday", Finding::ValuesDiffer);
}

#[test]
fn a_name() {
    one_difference("Tarnby", "Kessel", Finding::ValuesDiffer);
}

#[test]
fn a_denial() {
    one_difference("crane was fined", "crane was not fined", Finding::Disputed);
}

#[test]
fn a_speaker() {
    one_difference("Ilse Marn", "Tomas Verrin", Finding::SpeakerDiffers);
}

#[test]
fn other_words_for_the_same_are_no_difference() {
    for (from, to) in [("Divers recovered", "Divers brought up"), ("before the light failed", "before dark")]
    {
        let found = dossier(&ACCOUNT.replacen(from, to, 1));
        assert!(differing(&found).is_empty(), "{from} to {to}: {:?}", differing(&found));
    }
}
