//! Who is who, on sentences read with the trained models.

use crate::annotation::{Annotations, Entity, annotate};
use crate::article::{self, Article, Metadata};
use crate::capture::{Capture, Digest, MediaType};

fn read(text: &str) -> (Article, Annotations) {
    let capture = Capture {
        id: Digest([0; 32]),
        path: "case.txt".to_owned(),
        media_type: MediaType::Text,
        bytes: text.as_bytes().to_vec(),
    };
    let article = article::articles(&[capture], &Metadata::default()).value.remove(0);
    let found = annotate(&article).value;
    (article, found)
}

/// The entity that the `nth` mention with these words names.
fn entity<'f>(read: &'f (Article, Annotations), words: &str, nth: usize) -> &'f Entity {
    let (article, found) = read;
    let mut mentions = found.mentions.iter().filter(|mention| mention.span.of(&article.text) == words);
    let mention = mentions.nth(nth).unwrap_or_else(|| panic!("no mention {words:?} in {:#?}", shown(read)));
    &found.entities[mention.entity]
}

fn shown((article, found): &(Article, Annotations)) -> Vec<(String, &str)> {
    found
        .mentions
        .iter()
        .map(|mention| (found.entities[mention.entity].name.clone(), mention.span.of(&article.text)))
        .collect()
}

#[test]
fn a_surname_stands_for_the_whole_name() {
    let read = read("Pavel Drost spoke to reporters in Dramova on Monday. Drost said the road was open.");
    assert_eq!(entity(&read, "Drost", 0).name, "Pavel Drost");
}

#[test]
fn the_name_of_a_body_holds_its_plural_owner() {
    let read = read("Police arrested 23 strikers, the aid group Tolmar Workers' Aid said on Tuesday.");
    assert_eq!(entity(&read, "Tolmar Workers' Aid", 0).name, "Tolmar Workers' Aid");
}

#[test]
fn letters_stand_for_the_body_that_they_begin() {
    let read =
        read("A report by Human Rights Watch came out in March. HRW said it had spoken to forty people.");
    assert_eq!(entity(&read, "HRW", 0).name, "Human Rights Watch", "{:?}", shown(&read));
}

#[test]
fn a_spokesperson_belongs_to_the_body_that_is_spoken_for() {
    let read = read("Ana Verick, a spokesperson for Human Rights Watch, said the camp was closed.");
    let person = entity(&read, "Ana Verick", 0);
    let body = person.of.map(|of| read.1.entities[of].name.as_str());
    assert_eq!(body, Some("Human Rights Watch"));
    assert!(person.roles.iter().any(|role| role.contains("spokesperson")), "{:?}", person.roles);
}

#[test]
fn she_is_the_woman_and_not_the_man() {
    let read = read("Anna Hodd met Peter Almas in Dramova on Monday. She said the talks had gone well.");
    assert_eq!(entity(&read, "She", 0).name, "Anna Hodd");
}

#[test]
fn an_official_without_a_name_stays_without_one() {
    let read = read("Pavel Drost opened the road on Monday. An official said it had cost nine million.");
    assert_ne!(entity(&read, "An official", 0).name, "Pavel Drost");
}

#[test]
fn it_is_the_thing_and_not_the_body() {
    let read = read(
        "The Harbour Union rented a hall in Dramova for the meeting. It was far too small and had no heating.",
    );
    assert_ne!(entity(&read, "It", 0).name, "Harbour Union", "{:?}", shown(&read));
}

#[test]
fn papers_are_not_those_who_sign_them() {
    let read = read(
        "The Harbour Union and the Evening Post signed the papers on Monday. They are forty pages long.",
    );
    assert_ne!(entity(&read, "They", 0).name, "Harbour Union", "{:?}", shown(&read));
}

#[test]
fn who_spoke_before_goes_on_saying_i() {
    let read = read(
        "The boats went down at night. For Ana Verick, who keeps the lighthouse at Cape Varn, it was the worst storm in years.\n\n\
         \"I ran down to the water,\" she said.\n\n\
         \"I could not believe my eyes. I saw nobody.\"",
    );
    assert_eq!(entity(&read, "my", 0).name, "Ana Verick", "{:?}", shown(&read));
}

#[test]
fn nobody_calls_themselves_by_name() {
    let read = read("\"I think everybody in Dramova knows Ana Verick,\" the letter began.");
    let said = shown(&read).into_iter().any(|(name, words)| words == "I" && name == "Ana Verick");
    assert!(!said, "{:?}", shown(&read));
}

#[test]
fn a_witness_who_is_not_named_stays_without_a_name() {
    let read = read(
        "Pavel Drost lost the race on Sunday. A witness said the road was wet. The witness had seen two cars leave it.",
    );
    assert_ne!(entity(&read, "The witness", 0).name, "Pavel Drost", "{:?}", shown(&read));
}

#[test]
fn a_letter_amiss_in_a_given_name_makes_no_second_person() {
    let read = read(
        "Kristin Proske runs the hall in Dramova. Kristen Proske opened it on Monday. Proske said she was glad.",
    );
    assert!(entity(&read, "Proske", 0).name.ends_with(" Proske"), "{:?}", shown(&read));
    let two = self::read("Daniel Proske met Daniela Proske in Dramova on Monday.");
    assert_ne!(entity(&two, "Daniel Proske", 0).mentions, entity(&two, "Daniela Proske", 0).mentions);
}

#[test]
fn she_is_what_the_clause_says_that_she_is() {
    let read = read(
        "Ana Verick left Dramova on Monday. She had served as the director of the harbour museum. The director was ill.",
    );
    assert_eq!(entity(&read, "The director", 0).name, "Ana Verick", "{:?}", shown(&read));
    let not =
        self::read("Ana Verick left Dramova on Monday. She was not the director of the harbour museum.");
    assert_ne!(entity(&not, "the director of the harbour museum", 0).name, "Ana Verick");
}

#[test]
fn a_noun_of_no_list_beside_a_name_describes_its_person() {
    let read = read("Ana Verick, the voice of the dockers, left Dramova on Monday.");
    assert_eq!(entity(&read, "the voice of the dockers", 0).name, "Ana Verick", "{:?}", shown(&read));
}

#[test]
fn a_trader_named_so_is_the_trader() {
    let read = read("The police arrested a trader named Pavel Drost on Monday. The trader said nothing.");
    assert_eq!(entity(&read, "The trader", 0).name, "Pavel Drost", "{:?}", shown(&read));
}

#[test]
fn her_party_is_the_one_that_she_is_of() {
    let read = read(
        "The Harbour League's shadow foreign minister Ana Verick said her party would vote against the law.",
    );
    assert_eq!(entity(&read, "her party", 0).name, "Harbour League", "{:?}", shown(&read));
}

#[test]
fn whoever_replies_right_before_the_words_says_i() {
    let read =
        read("Ana Verick pleaded with Pavel Drost for hours, but he replied: \"I cannot leave my boats.\"");
    assert_eq!(entity(&read, "I", 0).name, "Pavel Drost", "{:?}", shown(&read));
}

#[test]
fn a_people_is_no_it() {
    let read = read("The Tolmarians have a law on this. It is far too strict for most.");
    assert_ne!(entity(&read, "It", 0).name, "Tolmarians", "{:?}", shown(&read));
}

#[test]
fn a_plain_noun_after_a_name_is_none_of_it() {
    let read = read("The ruling Harbour League party lost the vote in Orlan on Monday.");
    assert_eq!(entity(&read, "Harbour League", 0).name, "Harbour League", "{:?}", shown(&read));
}

#[test]
fn the_president_is_not_the_vice_president() {
    let read = read(
        "The vice president, Ana Verick, spoke first in Dramova on Monday. The president then thanked the dockers.",
    );
    assert_ne!(entity(&read, "The president", 0).name, "Ana Verick", "{:?}", shown(&read));
}

#[test]
fn who_said_it_says_i() {
    let one =
        read("Pavel Drost told Ana Verick, who said: “I have no money for it.” He left the town on Monday.");
    assert_eq!(entity(&one, "I", 0).name, "Ana Verick", "{:?}", shown(&one));
    // Without "who" it is the subject that speaks.
    let other = read("Pavel Drost told Ana Verick: “I have no money for it.” He left the town on Monday.");
    assert_eq!(entity(&other, "I", 0).name, "Pavel Drost", "{:?}", shown(&other));
}

#[test]
fn a_family_name_may_be_a_month_or_a_verb() {
    let read = read("Tessa May met the dockers in the harbour. May left on Tuesday. May she rest in May.");
    assert_eq!(entity(&read, "May", 0).name, "Tessa May", "{:?}", shown(&read));
    let named = shown(&read).into_iter().filter(|(name, words)| name == "Tessa May" && *words == "May");
    assert_eq!(named.count(), 1);
    assert!(read.1.scopes.iter().all(|scope| !scope.cue.of(&read.0.text).starts_with("May l")));
}

#[test]
fn an_office_of_another_country_is_another() {
    let read = read(
        "Norwegian Prime Minister Erna Berg spoke on Monday in the harbour. On Tuesday she flew home. The British \
         Prime Minister said the talks had been good.",
    );
    assert_ne!(entity(&read, "The British Prime Minister", 0).name, "Erna Berg", "{:?}", shown(&read));
}

#[test]
fn the_organisation_is_the_one_body_that_acts() {
    let one = read("The Harbour Union called a strike on Monday. The organisation has four hundred members.");
    assert_eq!(entity(&one, "The organisation", 0).name, "Harbour Union", "{:?}", shown(&one));
    let two = read(
        "The Harbour Union and the Tarn League called a strike on Monday. The organisation has four hundred members.",
    );
    assert_eq!(entity(&two, "The organisation", 0).name, "The organisation", "{:?}", shown(&two));
}
