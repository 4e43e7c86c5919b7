//! What a finding's sentence may say of invented articles: whom each names, and no more; and that it agrees with the
//! counts.

use super::testing::Story;
use super::{Finding, Matter, OriginKind};
use crate::alignment::passage::{Direction, PassageKind};
use crate::alignment::question::About;
use crate::alignment::question::Agreement::{Agree, SpeakerDiffers, ValuesDiffer};
use crate::alignment::question::Fit;
use crate::annotation::EntityKind;
use crate::article::ArticleId;
use crate::statement::{SourceKind, Stance, StatementForm, StatementId};

fn only(story: &Story) -> Matter {
    let found = story.corroborate().value;
    assert_eq!(found.matters.len(), 1);
    found.matters.into_iter().next().expect("a matter")
}

const WORDS: &str = "forty have left the valley";

#[test]
fn whom_eight_name_is_not_whom_one_names() {
    let mut story = Story::default();
    let mut said = Vec::new();
    for outlet in ["Lamp", "Post"] {
        let a = story.article(outlet, &format!("The Valley Survey said {WORDS}."));
        said.push(story.stated(a, "Valley Survey", WORDS));
    }
    let c = story.article("Wire", &format!("{WORDS}, Ana Petrov said."));
    said.push(story.said(c, "Ana Petrov", WORDS));
    let d = story.article("Oar", &format!("In all {WORDS}."));
    said.push(story.narrated(d, WORDS));
    for other in [0, 2, 3] {
        story.passage(
            ArticleId(1).min(ArticleId(other)),
            ArticleId(1).max(ArticleId(other)),
            WORDS,
            Direction::Unknown,
        );
    }
    story.question(Agree, &[("40", &said)]);
    let matter = only(&story);
    assert_eq!(matter.origins, 1..=1);
    assert_eq!(
        matter.because,
        "Four articles say it; two on the word of Valley Survey, one on that of Ana Petrov and one in its own voice; \
         all four are joined by shared wording, and count as one origin."
    );
}

#[test]
fn an_article_that_names_nobody_does_not_name_the_group() {
    let mut story = Story::default();
    let a = story.article("Lamp", &format!("The Valley Survey said {WORDS}."));
    let b = story.article("Post", &format!("In all {WORDS}."));
    let c = story.article("Wire", "Ana Petrov said fifty went.");
    let said = [story.stated(a, "Valley Survey", WORDS), story.narrated(b, WORDS)];
    let other = story.said(c, "Ana Petrov", "fifty went");
    story.passage(a, b, WORDS, Direction::Unknown);
    story.question(ValuesDiffer, &[("40", &said), ("50", &[other])]);
    assert_eq!(
        only(&story).because,
        "The accounts give 40 (Valley Survey, in Lamp, and Post in its own voice) and 50 (Ana Petrov, in Wire); two \
         articles give 40; both go back to Valley Survey; two origins in all."
    );
}

#[test]
fn an_agency_that_either_names_keeps_an_outlet_from_being_the_origin() {
    for (first, is_outlets) in [("It was late.", true), ("It was late, a mayor told Reuters.", false)] {
        let mut story = Story::default();
        let a = story.article("Lamp", &format!("In all {WORDS}. {first}"));
        let b = story.article("Post", &format!("In all {WORDS}."));
        let said = [story.narrated(a, WORDS), story.narrated(b, WORDS)];
        story.passage(a, b, WORDS, Direction::AToB);
        story.question(Agree, &[("40", &said)]);
        let matter = only(&story);
        assert_eq!(matter.origins, 1..=1);
        assert_eq!(matter.because.contains("both go back to Lamp"), is_outlets, "{}", matter.because);
    }
}

/// "they", whoever they are.
fn unresolved(story: &mut Story, article: ArticleId, pronoun: &str, words: &str) -> StatementId {
    let id = story.unnamed(article, pronoun, words);
    let text = &story.articles[article.index()].text;
    let at = text.find(pronoun).expect("it stands there");
    let source = &mut story.statement(id).source;
    (source.kind, source.name) = (SourceKind::Unresolved, None);
    source.span = Some(crate::text::Span::new(at, at + pronoun.len()));
    id
}

#[test]
fn unresolved_is_not_unnamed_and_no_other_mouth() {
    let mut story = Story::default();
    let a = story.article("Lamp", &format!("Ana Petrov said “{WORDS}”."));
    let b = story.article("Post", &format!("They said “{WORDS}”."));
    let said = [story.said(a, "Ana Petrov", WORDS), unresolved(&mut story, b, "They", WORDS)];
    for &id in &said {
        story.statement(id).form = StatementForm::Direct;
    }
    story.passage(a, b, WORDS, Direction::Unknown);
    story.passages[0].kind = PassageKind::Quotation;
    story.question(SpeakerDiffers, &[("Ana Petrov", &said[..1]), ("“They”", &said[1..])]);
    let found = story.corroborate().value;
    let matter = &found.matters[0];
    assert_eq!(matter.findings, [Finding::SingleOrigin]);
    assert_eq!(found.origins[found.origin_of[1].index()].name, "“they” (unresolved)");
    assert_eq!(
        matter.because,
        "Two articles say it; one on the word of Ana Petrov and one on that of “they” (unresolved); both are joined by \
         shared wording, and count as one origin."
    );
}

#[test]
fn an_official_and_the_institution_are_no_two_mouths() {
    for (described, differs) in
        [("Ana Petrov, the senior figure at Norland’s embassy", false), ("Ana Petrov, a baker", true)]
    {
        let mut story = Story::default();
        let a = story.article("Lamp", &format!("{described}, said “{WORDS}”."));
        let b = story.article("Post", &format!("The Norland Embassy said “{WORDS}”."));
        let said = [story.said(a, "Ana Petrov", WORDS), story.stated(b, "Norland Embassy", WORDS)];
        let local = story.entity(a, "Ana Petrov", EntityKind::Person);
        story.mention(a, local, "Ana Petrov");
        story.passage(a, b, WORDS, Direction::Unknown);
        story.question(SpeakerDiffers, &[("Ana Petrov", &said[..1]), ("Norland Embassy", &said[1..])]);
        let matter = only(&story);
        assert_eq!(matter.findings.contains(&Finding::SpeakerDiffers), differs, "{described}");
    }
}

#[test]
fn an_unnamed_spokesperson_is_not_the_named_one() {
    let mut story = Story::default();
    let a = story.article("Lamp", "Ana Petrov, spokeswoman of the Exit Network, said forty left.");
    let b = story.article("Post", "A spokesperson for the Exit Network said forty left.");
    story.role(a, "Ana Petrov", "spokeswoman", "Exit Network");
    let said = [story.said(a, "Ana Petrov", "forty left"), story.unnamed(b, "A spokesperson", "forty left")];
    story.statement(said[1]).source.speaks_for = Some("Exit Network".into());
    story.question(Agree, &[("40", &said)]);
    assert_eq!(only(&story).because, "Two articles say it; both go back to Exit Network’s spokesperson.");
}

#[test]
fn an_outlet_that_has_confirmed_it_is_an_origin_of_its_own() {
    let mut story = Story::default();
    let a = story.article(
        "Lamp News",
        "The Orrin Times reported that forty left. Lamp News has confirmed that forty left.",
    );
    let b = story.article("Post", "The Orrin Times reported that forty left.");
    let said = [
        story.stated(a, "Orrin Times", "forty left"),
        story.stated(a, "Lamp News", "forty left"),
        story.stated(b, "Orrin Times", "forty left"),
    ];
    story.question(Agree, &[("40", &said)]);
    assert_eq!(only(&story).origins, 1..=1);
    story.statement(said[1]).stance = Stance::Confirms;
    let matter = only(&story);
    assert_eq!(matter.origins, 1..=2);
    assert!(matter.because.contains("Lamp News (its own word)"), "{}", matter.because);
}

#[test]
fn when_it_was_said_is_the_reporters_word() {
    let mut story = Story::default();
    let said = ["Lamp", "Post"].map(|outlet| {
        let a = story.article(outlet, "Ana Petrov said on Monday that forty left.");
        story.time(a, "on Monday", "2031-03-03");
        let id = story.said(a, "Ana Petrov", "forty left");
        story.said_on(id, 0);
        id
    });
    story.question(Agree, &[("Monday", &said)]);
    story.questions[0].about = About::Date;
    for member in &mut story.questions[0].answers[0].members {
        member.focus = crate::text::Span::new(16, 25);
    }
    let matter = only(&story);
    assert_eq!(matter.origins, 1..=2);
    assert_eq!(
        matter.because,
        "Two articles say it, and none names its source, so there may be one origin or two."
    );
}

#[test]
fn whoever_denies_is_not_the_one_who_asserts() {
    let mut story = Story::default();
    let a = story.article("Lamp", "Ana Petrov said forty left.");
    let b = story.article("Post", "Officials denied that forty left.");
    let said = [story.said(a, "Ana Petrov", "forty left"), story.unnamed(b, "Officials", "forty left")];
    story.statement(said[1]).stance = Stance::Denies;
    story.question(Agree, &[("40", &said)]);
    assert_eq!(only(&story).origins, 2..=2);
    let b = story.article("Oar", "They denied that forty left.");
    let they = unresolved(&mut story, b, "They", "forty left");
    story.statement(they).stance = Stance::Denies;
    story.questions.clear();
    story.question(Agree, &[("40", &[said[0], they])]);
    assert_eq!(only(&story).origins, 1..=2);
}

#[test]
fn a_matter_of_one_claim_has_that_claims_origins() {
    let mut story = Story::default();
    let said: Vec<StatementId> = ["Ana Petrov", "Ivo Brand"]
        .iter()
        .map(|name| {
            let a = story.article(name, &format!("{name} said forty left."));
            story.said(a, name, "forty left")
        })
        .collect();
    story.question(Agree, &[("40", &said)]);
    story.questions[0].answers[0].members[1].fit = Fit::Likely;
    let matter = only(&story);
    assert_eq!((&matter.origins, &matter.claims[0].origins), (&(1..=2), &(1..=2)));
}

#[test]
fn the_sentence_tells_the_count_of_all_beside_that_of_one() {
    let mut story = Story::default();
    let said: Vec<StatementId> = ["Ana Petrov", "Ana Petrov", "Ivo Brand"]
        .iter()
        .enumerate()
        .map(|(n, name)| {
            let a = story.article(&format!("Outlet {n}"), &format!("{name} said forty left."));
            story.said(a, name, "forty left")
        })
        .collect();
    story.question(ValuesDiffer, &[("40", &said[..2]), ("42", &said[2..])]);
    let matter = only(&story);
    assert_eq!(matter.origins, 2..=2);
    assert!(
        matter.because.ends_with("both go back to Ana Petrov; two origins in all."),
        "{}",
        matter.because
    );
}

#[test]
fn an_unresolved_source_is_no_origin_for_the_minimum() {
    let mut story = Story::default();
    let a = story.article("Lamp", "Ana Petrov said forty left.");
    let b = story.article("Post", "She said forty left.");
    let said = [story.said(a, "Ana Petrov", "forty left"), unresolved(&mut story, b, "She", "forty left")];
    story.question(Agree, &[("40", &said)]);
    let found = story.corroborate().value;
    assert_eq!(found.matters[0].origins, 1..=2);
    assert_eq!(found.origins[1].kind, OriginKind::Unknown);
    assert!(found.matters[0].because.contains("“she” (unresolved)"), "{}", found.matters[0].because);
}

#[test]
fn a_circle_of_three_outlets_is_named_and_counts_once() {
    let mut story = Story::default();
    let outlets = ["Lamp News", "Orrin Times", "Harbour Post"];
    let said: Vec<StatementId> = (0..3)
        .map(|n| {
            let cited = outlets[(n + 1) % 3];
            let a = story.article(outlets[n], &format!("{cited} reported that forty left."));
            story.stated(a, cited, "forty left")
        })
        .collect();
    story.question(Agree, &[("40", &said)]);
    let found = story.corroborate();
    assert_eq!(found.value.matters[0].origins, 1..=1);
    assert!(
        found.value.matters[0]
            .because
            .ends_with("they name each other as the source, and count as one unresolved origin."),
        "{}",
        found.value.matters[0].because
    );
    let circle = "Harbour Post, Lamp News and Orrin Times name each other in a circle";
    assert!(found.notices.iter().any(|notice| notice.message.starts_with(circle)), "{:?}", found.notices);
}
