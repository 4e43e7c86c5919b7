//! Small stories with invented people and places: what is counted, why, and what is said about it.

use proptest::prelude::*;

use super::testing::Story;
use super::{Corroboration, Finding, How, Matter, Node, OriginKind};
use crate::alignment::entity::EntityId;
use crate::alignment::passage::{Direction, PassageKind};
use crate::alignment::question::Agreement::{self, Agree, SpeakerDiffers, Update, ValuesDiffer};
use crate::article::ArticleId;
use crate::statement::{Stance, StatementId};

fn only(story: &Story) -> Matter {
    let found = story.corroborate().value;
    assert_eq!(found.matters.len(), 1);
    found.matters.into_iter().next().expect("a matter")
}

/// The interval of the first claim as text.
fn count(matter: &Matter) -> String {
    let origins = &matter.claims[0].origins;
    format!("{}–{}", origins.start(), origins.end())
}

/// `n` articles by different outlets, each "NAME said forty left.".
fn told_by(names: &[&str]) -> (Story, Vec<StatementId>) {
    let mut story = Story::default();
    let mut said = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let a = story.article(&format!("Outlet {n}"), &format!("{name} said forty left."));
        said.push(story.said(a, name, "forty left"));
    }
    (story, said)
}

#[test]
fn four_articles_on_one_word_are_one_origin() {
    let (mut story, said) = told_by(&["Ana Petrov", "Ana Petrov", "Ana Petrov", "Ana Petrov"]);
    story.through(said[0], "Lamp News");
    story.through(said[2], "Lamp News");
    story.question(Agree, &[("40", &said)]);
    let matter = only(&story);
    assert_eq!(count(&matter), "1–1");
    assert_eq!(matter.findings, [Finding::SingleOrigin]);
    assert_eq!(
        matter.because,
        "Four articles say it; all four go back to Ana Petrov, two of them through Lamp News."
    );
}

#[test]
fn two_named_origins_corroborate() {
    let (mut story, said) = told_by(&["Ana Petrov", "Ivo Brand"]);
    story.question(Agree, &[("40", &said)]);
    let matter = only(&story);
    assert_eq!(count(&matter), "2–2");
    assert_eq!(matter.findings, [Finding::Corroborated]);
    assert_eq!(
        matter.because,
        "Two articles say it, on the word of Ana Petrov and Ivo Brand: two independent origins."
    );
}

#[test]
fn shared_wording_makes_two_named_sources_one() {
    let (mut story, said) = told_by(&["Ana Petrov", "Ivo Brand"]);
    story.passage(ArticleId(0), ArticleId(1), "said forty left.", Direction::Unknown);
    story.question(Agree, &[("40", &said)]);
    let matter = only(&story);
    assert_eq!(matter.findings, [Finding::SingleOrigin]);
    assert!(matter.reasons.iter().any(|reason| reason.citations.len() == 2), "{:?}", matter.reasons);
}

#[test]
fn boilerplate_joins_nothing() {
    let (mut story, said) = told_by(&["Ana Petrov", "Ivo Brand"]);
    story.passage(ArticleId(0), ArticleId(1), "said forty left.", Direction::Unknown);
    story.passages[0].kind = PassageKind::Boilerplate;
    story.question(Agree, &[("40", &said)]);
    assert_eq!(count(&only(&story)), "2–2");
}

#[test]
fn a_spokesperson_and_the_organisation_are_one_origin() {
    let mut story = Story::default();
    let a = story.article("Lamp", "Ana Petrov, spokeswoman of the Exit Network, said forty left.");
    let b = story.article("Post", "The Exit Network said forty left.");
    let c = story.article("Wire", "A spokesperson for the Exit Network said forty left.");
    story.role(a, "Ana Petrov", "spokeswoman", "Exit Network");
    let said = [
        story.said(a, "Ana Petrov", "forty left"),
        story.stated(b, "Exit Network", "forty left"),
        story.unnamed(c, "A spokesperson", "forty left"),
    ];
    story.statement(said[2]).source.speaks_for = Some("Exit Network".into());
    story.question(Agree, &[("40", &said)]);
    let matter = only(&story);
    assert_eq!(count(&matter), "1–1");
    assert!(matter.reasons.iter().any(|it| it.sentence == "Ana Petrov speaks for Exit Network."));
}

#[test]
fn an_official_may_know_what_the_agency_knows() {
    let mut story = Story::default();
    let a = story.article("Lamp", "Ana Petrov, an official of the Flood Agency, said forty left.");
    let b = story.article("Post", "Ivo Brand said forty left.");
    story.role(a, "Ana Petrov", "official", "Flood Agency");
    story.role(b, "Ivo Brand", "head", "Flood Agency");
    let said = [story.said(a, "Ana Petrov", "forty left"), story.said(b, "Ivo Brand", "forty left")];
    story.question(Agree, &[("40", &said)]);
    let matter = only(&story);
    assert_eq!(count(&matter), "1–2");
    assert_eq!(matter.findings, [Finding::PossiblyCorroborated]);
    assert!(matter.reasons[0].sentence.contains("both belong to Flood Agency"));
}

#[test]
fn two_spellings_of_one_name_never_corroborate() {
    for (a, b) in [("Brand", "Ivo Brand"), ("Ivo Brand", "Ivo J. Brand"), ("I. Brand", "Ivo Brand")] {
        let (mut story, said) = told_by(&[a, b]);
        story.question(Agree, &[("40", &said)]);
        assert_eq!(count(&only(&story)), "1–2", "{a}, {b}");
    }
    let mut story = Story::default();
    let a = story.article("Lamp", "The EHR said forty left.");
    let b = story.article("Post", "Exit and Human Rights said forty left.");
    let said = [story.stated(a, "EHR", "forty left"), story.stated(b, "Exit and Human Rights", "forty left")];
    story.question(Agree, &[("40", &said)]);
    assert_eq!(count(&only(&story)), "1–2");
}

#[test]
fn what_is_not_known_widens_the_interval() {
    let (mut story, mut said) = told_by(&["Ana Petrov"]);
    let b = story.article("Post", "Officials said forty left.");
    said.push(story.unnamed(b, "Officials", "forty left"));
    let c = story.article("Wire", "Some forty left.");
    said.push(story.narrated(c, "forty left"));
    story.question(Agree, &[("40", &said)]);
    let matter = only(&story);
    assert_eq!(count(&matter), "1–3");
    assert_eq!(matter.findings, [Finding::PossiblyCorroborated]);
    assert_eq!(
        matter.because,
        "Three articles say it, on the word of Ana Petrov and Officials (not named); one names no source for it, \
         so there may be one origin or as many as three."
    );
}

#[test]
fn outlets_that_name_nobody_are_not_known_to_be_independent() {
    let mut story = Story::default();
    let said: Vec<StatementId> = ["Lamp", "Post"]
        .iter()
        .map(|outlet| {
            let a = story.article(outlet, "Some forty left.");
            story.narrated(a, "forty left")
        })
        .collect();
    story.question(Agree, &[("40", &said)]);
    let matter = only(&story);
    assert_eq!(count(&matter), "1–2");
    assert_eq!(
        matter.because,
        "Two articles say it, and none names its source, so there may be one origin or two."
    );
}

#[test]
fn copied_narration_goes_back_to_the_source_that_the_other_names() {
    let mut story = Story::default();
    let a = story.article("Lamp", "Ana Petrov said forty men have left the valley.");
    let b = story.article("Post", "Forty men have left the valley. forty men have left the valley");
    let said = [
        story.said(a, "Ana Petrov", "forty men have left the valley"),
        story.narrated(b, "forty men have left the valley"),
    ];
    story.passage(a, b, "forty men have left the valley", Direction::Unknown);
    story.question(Agree, &[("40", &said)]);
    let found = story.corroborate().value;
    assert_eq!(count(&found.matters[0]), "1–1");
    assert_eq!(found.origin_of[0], found.origin_of[1]);
    assert_eq!(found.origins[0].name, "Ana Petrov");
}

#[test]
fn an_unnamed_source_is_never_made_a_person() {
    let mut story = Story::default();
    let a = story.article("Lamp", "Ana Petrov said forty men have left the valley.");
    let b = story.article("Post", "A resident said forty men have left the valley.");
    let said = [
        story.said(a, "Ana Petrov", "forty men have left the valley"),
        story.unnamed(b, "A resident", "forty men have left the valley"),
    ];
    story.passage(a, b, "forty men have left the valley", Direction::AToB);
    story.question(Agree, &[("40", &said)]);
    let found = story.corroborate().value;
    assert_eq!(count(&found.matters[0]), "1–1", "the words are the same");
    let origin = &found.origins[found.origin_of[1].index()];
    assert_eq!((origin.name.as_str(), origin.kind), ("A resident (not named)", OriginKind::Unknown));
}

#[test]
fn agency_copy_counts_once() {
    let mut story = Story::default();
    let said: Vec<StatementId> = ["Lamp", "Post", "Wire"]
        .iter()
        .map(|outlet| {
            let a = story.article(outlet, "Some forty left.");
            story.credited(a, "Reuters");
            story.narrated(a, "forty left")
        })
        .collect();
    story.question(Agree, &[("40", &said)]);
    let matter = only(&story);
    assert_eq!(count(&matter), "1–1");
    assert_eq!(matter.because, "Three articles say it; all three go back to Reuters.");
}

#[test]
fn what_an_article_narrates_and_attributes_is_one() {
    let mut story = Story::default();
    let a = story.article("Lamp", "Forty left. Ana Petrov said forty left.");
    let said = [story.narrated(a, "Forty left"), story.said(a, "Ana Petrov", "forty left")];
    story.question(Agree, &[("40", &said)]);
    let found = story.corroborate().value;
    let matter = &found.matters[0];
    assert_eq!(count(matter), "1–1");
    assert_eq!(matter.findings, [Finding::Uncorroborated]);
    assert_eq!(matter.because, "One article says it, on the word of Ana Petrov.");
    assert_eq!(found.origin_of[0], found.origin_of[1], "the narration is hers too");
}

#[test]
fn narration_beside_a_source_who_says_it_elsewhere_goes_back_to_that_source() {
    let mut story = Story::default();
    let a = story.article("Lamp", "Forty left. It was late, Ana Petrov said.");
    let b = story.article("Post", "Ana Petrov said forty left.");
    let told = story.narrated(a, "Forty left");
    story.said(a, "Ana Petrov", "It was late");
    let said = story.said(b, "Ana Petrov", "forty left");
    story.question(Agree, &[("40", &[told, said])]);
    let matter = only(&story);
    assert_eq!(count(&matter), "1–1");
    assert_eq!(
        matter.reasons[0].sentence,
        "Lamp attributes what stands beside it to Ana Petrov, to whom Post attributes it."
    );
}

#[test]
fn narration_of_largely_one_text_counts_once() {
    let mut story = Story::default();
    let rest = "The valley road was closed at dusk and buses were sent from the coast.";
    let a = story.article("Lamp", &format!("Forty left. {rest}"));
    let b = story.article("Post", &format!("In all, 40 are gone. {rest}"));
    let said = [story.narrated(a, "Forty left"), story.narrated(b, "40 are gone")];
    story.passage(a, b, rest, Direction::Unknown);
    story.question(Agree, &[("40", &said)]);
    assert_eq!(count(&only(&story)), "1–1");
}

#[test]
fn an_outlet_as_source_goes_back_to_who_told_it() {
    let mut story = Story::default();
    let a = story.article("Post", "Lamp News reported that forty left.");
    let b = story.article("Wire", "Ana Petrov told Lamp News that forty left.");
    let said = [story.stated(a, "Lamp News", "forty left"), story.said(b, "Ana Petrov", "forty left")];
    story.through(said[1], "Lamp News");
    story.question(Agree, &[("40", &said)]);
    let matter = only(&story);
    assert_eq!(count(&matter), "1–1");
    assert!(matter.because.contains("go back to Ana Petrov"), "{}", matter.because);
}

#[test]
fn outlets_that_cite_each_other_are_named_and_count_once() {
    let mut story = Story::default();
    let a = story.article("Lamp News", "Orrin Times reported that forty left.");
    let b = story.article("Orrin Times", "Lamp News reported that forty left.");
    let said = [story.stated(a, "Orrin Times", "forty left"), story.stated(b, "Lamp News", "forty left")];
    story.question(Agree, &[("40", &said)]);
    let found = story.corroborate();
    assert_eq!(count(&found.value.matters[0]), "1–1");
    assert_eq!(found.notices.len(), 1);
    assert!(found.notices[0].message.contains("name each other as the source"));
}

#[test]
fn what_officials_told_somebody_is_on_that_ones_word() {
    let mut story = Story::default();
    let a = story.article("Lamp", "Ana Petrov said officials told her forty left.");
    let b = story.article("Post", "Ana Petrov said forty left.");
    let outer = story.said(a, "Ana Petrov", "officials told her forty left");
    let inner = story.unnamed(a, "officials", "forty left");
    story.statement(inner).within = Some(outer.index());
    let other = story.said(b, "Ana Petrov", "forty left");
    story.question(Agree, &[("40", &[inner, other])]);
    assert_eq!(count(&only(&story)), "1–1");
}

#[test]
fn a_named_source_that_relays_reports_adds_nothing_sure() {
    let mut story = Story::default();
    let a = story.article("Lamp", "Ana Petrov said reports indicate forty left.");
    let b = story.article("Post", "Ivo Brand said forty left.");
    let said = [
        story.said(a, "Ana Petrov", "reports indicate forty left"),
        story.said(b, "Ivo Brand", "forty left"),
    ];
    let hedge = story.statement(said[0]).content[0];
    story.statement(said[0]).hedges = vec![hedge];
    story.question(Agree, &[("40", &said)]);
    assert_eq!(count(&only(&story)), "1–2");
}

#[test]
fn a_denial_by_somebody_else_is_a_dispute() {
    let (mut story, said) = told_by(&["Ana Petrov", "Ana Petrov", "Ivo Brand"]);
    story.statement(said[2]).stance = Stance::Denies;
    story.question(Agree, &[("yes", &said)]);
    let matter = only(&story);
    assert_eq!(matter.claims.len(), 2);
    assert_eq!(matter.findings, [Finding::SingleOrigin, Finding::Disputed]);
    assert_eq!(
        matter.because,
        "Ana Petrov says it, Ivo Brand denies it; two articles say it; both go back to Ana Petrov; two origins in all."
    );
}

#[test]
fn values_differ_and_both_outlets_count() {
    let mut story = Story::default();
    let a = story.article("Lamp", "Ana Petrov said forty left.");
    let b = story.article("Post", "In all, 42 left.");
    let said = [story.said(a, "Ana Petrov", "forty left"), story.narrated(b, "42 left")];
    story.question(ValuesDiffer, &[("40", &said[..1]), ("42", &said[1..])]);
    let matter = only(&story);
    assert_eq!(matter.findings, [Finding::ValuesDiffer]);
    assert_eq!(matter.origins, 2..=2);
    assert_eq!(matter.because, "The accounts give 40 (Ana Petrov, in Lamp) and 42 (Post).");
}

#[test]
fn a_rising_toll_is_an_update() {
    let (mut story, said) = told_by(&["Ana Petrov", "Ana Petrov"]);
    story.question(Update, &[("5", &said[..1]), ("24", &said[1..])]);
    let matter = only(&story);
    assert!(matter.is_update);
    assert_eq!(matter.origins, 1..=1);
    assert!(matter.because.ends_with("and each may have been so when it was said."), "{}", matter.because);
}

#[test]
fn the_same_words_in_two_mouths_are_one_origin() {
    let (mut story, said) = told_by(&["Ana Petrov", "Ivo Brand"]);
    story.passage(ArticleId(0), ArticleId(1), "forty left", Direction::Unknown);
    story.passages[0].kind = PassageKind::Quotation;
    story.question(SpeakerDiffers, &[("Ana Petrov", &said[..1]), ("Ivo Brand", &said[1..])]);
    let matter = only(&story);
    assert_eq!(matter.findings, [Finding::SpeakerDiffers]);
    assert_eq!(matter.origins, 1..=1);
    assert_eq!(
        matter.because,
        "The same words are given to Ana Petrov (Outlet 0) and to Ivo Brand (Outlet 1)."
    );
}

#[test]
fn one_quotation_under_one_answer_still_shows_its_two_mouths() {
    let (mut story, said) = told_by(&["Ana Petrov", "Ivo Brand"]);
    for &id in &said {
        story.statement(id).form = crate::statement::StatementForm::Direct;
    }
    story.passage(ArticleId(0), ArticleId(1), "forty left", Direction::Unknown);
    story.passages[0].kind = PassageKind::Quotation;
    story.question(Agree, &[("yes", &said)]);
    let matter = only(&story);
    assert_eq!(matter.findings, [Finding::SingleOrigin, Finding::SpeakerDiffers]);
    assert!(matter.because.starts_with("The same words are given to Ana Petrov (Outlet 0) and to Ivo"));
}

#[test]
fn long_statements_with_other_words_never_corroborate() {
    let mut story = Story::default();
    let a =
        story.article("Lamp", "Ana Petrov said the northern bridge collapsed during heavy morning traffic.");
    let b =
        story.article("Post", "Ivo Brand said repairs to roads across the valley will take several weeks.");
    let said = [
        story.said(a, "Ana Petrov", "the northern bridge collapsed during heavy morning traffic"),
        story.said(b, "Ivo Brand", "repairs to roads across the valley will take several weeks"),
    ];
    story.question(Agree, &[("yes", &said)]);
    assert_eq!(count(&only(&story)), "1–2");
}

#[test]
fn those_on_the_story_who_carry_nothing_are_silent() {
    let (mut story, said) = told_by(&["Ana Petrov", "Ana Petrov", "Ivo Brand"]);
    let apart = story.article("Elsewhere", "It rained.");
    story.question(Agree, &[("40", &said)]);
    story.question(Agree, &[("yes", &said[..2])]);
    let found = story.corroborate().value;
    let silent: Vec<_> = found.matters.iter().map(|matter| matter.silent.clone()).collect();
    assert!(silent.contains(&vec![ArticleId(2)]), "{silent:?}");
    assert!(silent.iter().flatten().all(|&it| it != apart));
}

#[test]
fn the_widest_single_origin_comes_first() {
    let (mut story, said) = told_by(&["Ana Petrov", "Ana Petrov", "Ana Petrov", "Ivo Brand"]);
    story.question(ValuesDiffer, &[("40", &said[..1]), ("42", &said[3..])]);
    story.question(Agree, &[("yes", &said[..1])]);
    story.question(Agree, &[("no", &said[..3])]);
    let labels: Vec<_> =
        story.corroborate().value.matters.iter().map(|it| it.claims[0].label.clone()).collect();
    assert_eq!(labels, ["no", "40", "yes"]);
}

#[test]
fn the_lineage_holds_who_said_told_and_copied() {
    let mut story = Story::default();
    let a = story.article("Lamp News", "Ana Petrov told Orrin Times that forty left.");
    let b = story.article("Orrin Times", "Ana Petrov told Orrin Times that forty left.");
    let said = story.said(a, "Ana Petrov", "forty left");
    story.through(said, "Orrin Times");
    story.passage(a, b, "that forty left", Direction::BToA);
    let edges = story.corroborate().value.lineage.edges;
    let has = |how, from, to, directed| {
        edges.iter().any(|it| (it.how, it.from, it.to, it.directed) == (how, from, to, directed))
    };
    let origin = Node::Origin(super::OriginId(0));
    assert!(has(How::Said, origin, Node::Statement(said), true));
    assert!(has(How::Told, origin, Node::Statement(said), true));
    assert!(has(How::Copied, Node::Article(b), Node::Article(a), true));
    assert!(edges.is_sorted());
}

#[test]
fn broken_references_change_nothing() {
    let (mut story, said) = told_by(&["Ana Petrov", "Ivo Brand"]);
    story.statement(said[0]).within = Some(77);
    story.statement(said[0]).source.entity = Some(99);
    story.statement(said[1]).article = ArticleId(50);
    story.question(Agree, &[("40", &[said[0], said[1], StatementId(900)])]);
    story.question(Agree, &[("40", &[StatementId(900)])]);
    story.question(Agree, &[]);
    let found = story.corroborate().value;
    assert_eq!(found.origin_of.len(), 2);
    assert!(found.matters.iter().all(|matter| !matter.claims.is_empty()));
}

/// How one article of a random story gives the claim.
#[derive(Clone, Debug)]
struct Telling {
    /// 0: narration; 1: unnamed; 2 and more: a named source.
    source: usize,
    outlet: usize,
    answer: usize,
    denies: bool,
    credited: bool,
    /// The article, by place among the earlier ones, whose wording it took.
    copied: Option<usize>,
}

const NAMES: [&str; 4] = ["Ana Petrov", "Ivo Brand", "Lamp News", "Exit Network"];
const OUTLETS: [&str; 4] = ["Lamp News", "Orrin Times", "Harbour Post", ""];

fn telling() -> impl Strategy<Value = Telling> {
    (0..6usize, 0..4usize, 0..2usize, any::<bool>(), any::<bool>(), prop::option::of(0..4usize)).prop_map(
        |(source, outlet, answer, denies, credited, copied)| Telling {
            source,
            outlet,
            answer,
            denies,
            credited: credited && source == 0,
            copied,
        },
    )
}

fn tell(story: &mut Story, telling: &Telling) -> StatementId {
    let a = story.article(OUTLETS[telling.outlet], "It is told that forty have left the valley.");
    let words = "forty have left the valley";
    if telling.credited {
        story.credited(a, "Reuters");
    }
    let id = match telling.source {
        0 => story.narrated(a, words),
        1 => story.unnamed(a, "officials", words),
        2 | 3 => story.said(a, NAMES[telling.source - 2], words),
        n => story.stated(a, NAMES[n - 2], words),
    };
    if telling.denies {
        story.statement(id).stance = Stance::Denies;
    }
    if let Some(from) = telling.copied.filter(|&from| from < a.index()) {
        story.passage(ArticleId(from as u32), a, words, Direction::Unknown);
    }
    id
}

/// The story of these tellings, with a word-for-word copy of one article by another outlet if wanted.
fn random(tellings: &[Telling], relation: Agreement, copy: Option<(usize, usize)>) -> Corroboration {
    let mut story = Story::default();
    let mut answers: [Vec<StatementId>; 2] = Default::default();
    for telling in tellings {
        let id = tell(&mut story, telling);
        answers[telling.answer].push(id);
    }
    if let Some((of, outlet)) = copy.map(|(of, outlet)| (of % tellings.len(), outlet)) {
        let again = Telling { outlet, copied: Some(of), ..tellings[of].clone() };
        let id = tell(&mut story, &again);
        answers[again.answer].push(id);
    }
    story.question(relation, &[("40", &answers[0]), ("42", &answers[1])]);
    story.corroborate().value
}

#[test]
fn names_that_a_person_has_parted_are_two_origins() {
    let (mut story, said) = told_by(&["Ana Hale", "Owen Hale"]);
    story.question(Agree, &[("forty", &said)]);
    assert_eq!(count(&only(&story)), "1–2", "one surname may be one person");
    story.entities.apart.insert((EntityId(0), EntityId(1)));
    assert_eq!(count(&only(&story)), "2–2");
}

fn counts(found: &Corroboration) -> Vec<(String, u8, u32, u32)> {
    let matter = &found.matters[0];
    let claims = matter.claims.iter().map(|it| {
        let side = u8::from(it.stance == Stance::Denies);
        (it.label.clone(), side, *it.origins.start(), *it.origins.end())
    });
    let mut all: Vec<_> = claims.collect();
    all.push(("all".into(), 0, *matter.origins.start(), *matter.origins.end()));
    all.sort();
    all
}

proptest! {
    #[test]
    fn a_copy_never_raises_a_count(
        tellings in prop::collection::vec(telling(), 1..7),
        of in 0..7usize,
        outlet in 0..4usize,
        differ in any::<bool>(),
    ) {
        let relation = if differ { ValuesDiffer } else { Agree };
        let before = counts(&random(&tellings, relation, None));
        let after = counts(&random(&tellings, relation, Some((of, outlet))));
        for (one, other) in before.iter().zip(&after) {
            prop_assert_eq!((&one.0, one.1), (&other.0, other.1));
            prop_assert!(other.2 <= one.2 && other.3 <= one.3, "{before:?} {after:?}");
        }
    }

    #[test]
    fn an_interval_is_never_empty_and_holds_at_least_one(
        tellings in prop::collection::vec(telling(), 1..9),
    ) {
        for (_, _, min, max) in counts(&random(&tellings, ValuesDiffer, None)) {
            prop_assert!(1 <= min && min <= max);
        }
    }

    #[test]
    fn the_order_of_the_articles_changes_no_count(
        tellings in prop::collection::vec(telling(), 1..7),
        turn in 0..7usize,
    ) {
        let plain: Vec<Telling> = tellings.iter().map(|it| Telling { copied: None, ..it.clone() }).collect();
        let mut turned = plain.clone();
        turned.rotate_left(turn % plain.len());
        prop_assert_eq!(counts(&random(&plain, Agree, None)), counts(&random(&turned, Agree, None)));
    }

    #[test]
    fn one_more_unknown_only_widens(tellings in prop::collection::vec(telling(), 1..6)) {
        let plain: Vec<Telling> =
            tellings.iter().map(|it| Telling { answer: 0, denies: false, ..it.clone() }).collect();
        let mut more = plain.clone();
        more.push(Telling {
            source: 1, outlet: 3, answer: 0, denies: false, credited: false, copied: None,
        });
        let (before, after) = (counts(&random(&plain, Agree, None)), counts(&random(&more, Agree, None)));
        prop_assert_eq!(before[0].2, after[0].2);
        prop_assert_eq!(before[0].3 + 1, after[0].3);
    }

    #[test]
    fn nothing_is_called_corroborated_without_two_named_origins(
        tellings in prop::collection::vec(telling(), 1..8),
    ) {
        // Copied narration may go back to a name that stands under the other answer.
        let tellings: Vec<Telling> =
            tellings.iter().map(|it| Telling { copied: None, ..it.clone() }).collect();
        let found = random(&tellings, Agree, None);
        let named = |answer| {
            let by = tellings.iter().filter(move |it| it.answer == answer && it.source > 1);
            by.map(|it| it.source).filter(|&it| it != 4).collect::<std::collections::BTreeSet<_>>()
        };
        if found.matters[0].findings.contains(&Finding::Corroborated) {
            prop_assert!((0..2).any(|answer| named(answer).len() > 1));
        }
    }
}
