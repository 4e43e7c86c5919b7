//! The laws of passages, and what bad input gets.

use proptest::prelude::*;

use super::pile::MANY;
use super::*;
use crate::article::{Furniture, FurnitureKind, Published};

const REPORT: &str = "The harbour of Port Kestrel was closed on Monday after a barge loaded with quicklime ran aground. \
    Pilots had warned of shifting sandbanks since March, according to the harbour master, Ilse Tornquist. \
    \u{201c}Nobody listened to us,\u{201d} she said. Two tugs from Varnholm are expected to reach the wreck by nightfall. \
    Fishermen in the inner basin said their boats would stay moored until the channel had been sounded again.";
const OTHER: &str = "In the upland market of Dorrin, growers displayed forty kinds of pears this weekend. \
    Judges tasted them blindfolded and awarded the copper bowl to a newcomer, Matthis Quell. \
    He planted his orchard nine years ago on land that the abbey had let go to bramble.";

fn article(id: u32, outlet: &str, day: Option<&str>, text: &str) -> Article {
    Article {
        id: ArticleId(id),
        path: format!("{id}.txt"),
        outlet: Some(outlet.to_owned()),
        published: day.map(Published::given),
        ..Article::of_text(text)
    }
}

fn found(articles: &[Article]) -> Vec<Passage> {
    passages(articles).value
}

#[test]
fn an_identical_copy_is_found_whole() {
    let found = found(&[article(0, "Tarn Post", None, REPORT), article(1, "Daily Oar", None, REPORT)]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].a.span.of(REPORT), REPORT);
    assert_eq!(found[0].b.span.of(REPORT), REPORT);
    assert_eq!(found[0].edit, Edit::Verbatim);
}

#[test]
fn a_copied_sentence_is_drawn_to_the_character() {
    let sentence = "Two tugs from Varnholm are expected to reach the wreck by nightfall.";
    let text = format!("{OTHER} {sentence} Nothing else was said.");
    let articles = [article(0, "Tarn Post", None, REPORT), article(1, "Daily Oar", None, &text)];
    let found = found(&articles);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].a.span.of(REPORT), sentence);
    assert_eq!(found[0].b.span.of(&text), sentence);
}

/// REPORT and OTHER, each with a line at its end.
fn with_lines(outlets: [&str; 2], lines: [&str; 2]) -> Vec<Passage> {
    let [report, other] = [format!("{REPORT}\n{}", lines[0]), format!("{OTHER}\n{}", lines[1])];
    found(&[article(0, outlets[0], None, &report), article(1, outlets[1], None, &other)])
}

#[test]
fn a_few_plain_words_alike_are_wording_only_in_quotation_marks() {
    let outlets = ["Tarn Post", "Daily Oar"];
    let said = "And it was not what we had to do.";
    assert!(with_lines(outlets, [said, said]).is_empty());
    let quoted = format!("\u{201c}{said}\u{201d}");
    let found = with_lines(outlets, [&quoted, &quoted]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, PassageKind::Quotation);
}

#[test]
fn names_and_figures_of_one_event_are_no_wording() {
    let one = "Those who had come in the rain that afternoon stood for Port Kestrel, Varnholm, Dorrin, Hollin Cross, Sandmark, Lower Brack, Upper Brack, Eddery Quay and Tarn, and nobody had thought of chairs.";
    let other = "Ballots that were cast before noon reached the counting hall from Port Kestrel, Varnholm, Dorrin, Hollin Cross, Sandmark, Lower Brack, Upper Brack, Eddery Quay and Tarn without a single one going astray.";
    assert!(with_lines(["Tarn Post", "Daily Oar"], [one, other]).is_empty());
}

#[test]
fn an_outlets_standing_line_shows_no_copying() {
    let line =
        "Have you seen something we should look into? Ring the night desk at any hour, or leave an envelope.";
    let of_one = with_lines(["Tarn Post", "Tarn Post"], [line, line]);
    assert_eq!(of_one.iter().map(|it| it.kind).collect::<Vec<_>>(), [PassageKind::Boilerplate]);
    assert_eq!(of_one[0].direction, Direction::Unknown);
    let of_two = with_lines(["Tarn Post", "Daily Oar"], [line, line]);
    assert_eq!(of_two.iter().map(|it| it.kind).collect::<Vec<_>>(), [PassageKind::Prose]);
}

#[test]
fn strangers_share_nothing() {
    assert!(found(&[article(0, "Tarn Post", None, REPORT), article(1, "Daily Oar", None, OTHER)]).is_empty());
}

#[test]
fn the_earlier_date_and_the_credit_tell_the_direction() {
    let early = article(0, "Tarn Post", Some("2031-03-03"), REPORT);
    let late = article(1, "Daily Oar", Some("2031-03-25"), REPORT);
    assert_eq!(found(&[early.clone(), late.clone()])[0].direction, Direction::AToB);
    let same_day = article(1, "Daily Oar", Some("2031-03-03"), REPORT);
    let unknown = &found(&[early.clone(), same_day])[0];
    assert_eq!(unknown.direction, Direction::Unknown);
    assert!(!unknown.because.is_empty());
    // A date that the text contradicts may be that of a copy or of a crawl.
    let mut misdated = late.clone();
    misdated.published.as_mut().unwrap().contradicted = true;
    assert_eq!(found(&[early.clone(), misdated])[0].direction, Direction::Unknown);
    let mut crediting = early;
    crediting.credits = vec![crate::article::Credit { name: "The Daily Oar".to_owned(), span: None }];
    assert_eq!(found(&[crediting, late])[0].direction, Direction::BToA);
}

#[test]
fn days_decide_nothing_alone() {
    let early = article(0, "Tarn Post", Some("2031-03-03"), REPORT);
    let next_day = article(1, "Daily Oar", Some("2031-03-04"), REPORT);
    let alone = &found(&[early.clone(), next_day.clone()])[0];
    assert_eq!(alone.direction, Direction::Unknown);
    assert!(alone.because.ends_with("2031-03-04, which alone does not tell."), "{}", alone.because);
    // Beside another sign they do: the later one has lost a part of what was said.
    let cut =
        REPORT.replace("Nobody listened to us,", "Nobody listened to us when the wind had turned in spring,");
    let early = article(0, "Tarn Post", Some("2031-03-03"), &cut);
    assert_eq!(found(&[early, next_day])[0].direction, Direction::AToB);
}

#[test]
fn no_words_turn_the_days_around() {
    let sentence = "Pilots had warned of shifting sandbanks since March, according to the harbour master, Ilse Tornquist.";
    let telling = "The sandbanks had moved, Tornquist the harbour master told pilots. Warned by pilots, Ilse Tornquist had the \
        sandbanks sounded.";
    let late = article(0, "Tarn Post", Some("2031-03-05"), &format!("{sentence} {telling}"));
    // Some of them recur in the earlier article too, as they do in two accounts of one event.
    let own = "The pilots know the harbour, its sandbanks and Tornquist.";
    let early = article(1, "Daily Oar", Some("2031-03-03"), &format!("{OTHER} {sentence} {own}"));
    assert_ne!(found(&[late, early])[0].direction, Direction::AToB);
}

#[test]
fn a_third_that_one_of_two_credits_may_stand_before_both() {
    let mut one = article(0, "Tarn Post", Some("2031-03-03"), REPORT);
    let other = article(1, "Daily Oar", Some("2031-03-25"), REPORT);
    assert_eq!(found(&[one.clone(), other.clone()])[0].direction, Direction::AToB);
    one.credits = vec![crate::article::Credit { name: "Reuters".to_owned(), span: None }];
    let told = &found(&[one, other])[0];
    assert_eq!(told.direction, Direction::Unknown);
    assert_eq!(told.because, "Tarn Post credits Reuters, so both may have it from there.");
}

#[test]
fn an_agency_that_is_named_may_have_sent_it_to_both() {
    let [tarn, oar] = ["Tarn Post", "Daily Oar"];
    let days = [Some("2031-03-03"), Some("2031-03-25")];
    let naming = format!("{REPORT}\nThe council was not told, its clerk told AFP.");
    let (direction, because) = told([tarn, oar], days, [&naming, REPORT]);
    assert_eq!(direction, Direction::Unknown);
    assert_eq!(because, "Tarn Post names Agence France-Presse, so both may have it from there.");
    let (direction, because) = told([tarn, oar], days, [&naming, &naming]);
    assert_eq!(direction, Direction::Unknown);
    assert_eq!(because, "Both name Agence France-Presse, so both may have it from there.");
    // Its own outlet is no third, nor is an agency that had nothing to send: the words are at home in one of them.
    assert_eq!(told(["AFP", oar], days, [&naming, REPORT]).0, Direction::AToB);
    let sentence = "Pilots had warned of shifting sandbanks since March, according to the harbour master, Ilse Tornquist.";
    let home = format!(
        "{sentence} The sandbanks had moved, Tornquist told pilots. Warned by pilots, Ilse Tornquist had them sounded."
    );
    let guest = format!(
        "{OTHER} {sentence} It was the judges' tenth weekend, the abbot told AFP, and no bowl had gone to a newcomer before."
    );
    assert_eq!(told([tarn, oar], [None, None], [&home, &guest]).0, Direction::AToB);
}

#[test]
fn every_agency_is_found_by_its_words() {
    for (sign, full) in crate::article::agency::signs() {
        let naming = format!("{REPORT}\nThe clerk told {sign}.");
        let because = told(["Tarn Post", "Daily Oar"], [None, None], [&naming, REPORT]).1;
        assert!(because.contains(full), "{sign}: {because}");
    }
}

/// The direction of the first passage between an article of one outlet and one of another.
fn told(outlets: [&str; 2], days: [Option<&str>; 2], texts: [&str; 2]) -> (Direction, String) {
    let [one, other] = [0, 1].map(|nth| article(nth as u32, outlets[nth], days[nth], texts[nth]));
    let first = found(&[one, other]).into_iter().next().expect("they share wording");
    (first.direction, first.because)
}

#[test]
fn who_says_that_another_reported_it_is_no_first() {
    let outlets = ["Tarn Post", "Daily Oar"];
    // The dates mislead.
    let days = [Some("2031-03-05"), Some("2031-03-02")];
    for naming in
        ["as the Tarn Post first reported.", "according to the Tarn Post.", "she told the Tarn Post."]
    {
        let copy = format!("{REPORT}\nNobody in the council knew of it, {naming}");
        let (direction, because) = told(outlets, days, [REPORT, &copy]);
        assert_eq!(direction, Direction::AToB, "{naming}: {because}");
    }
    let naming = format!("{REPORT}\nThe offices of the Tarn Post are near.");
    let weeks = [Some("2031-03-25"), Some("2031-03-02")];
    assert_eq!(told(outlets, weeks, [REPORT, &naming]).0, Direction::BToA);
}

#[test]
fn an_agency_is_its_letters() {
    let mut copy = article(1, "Daily Oar", Some("2031-03-02"), REPORT);
    copy.credits = vec![crate::article::Credit { name: "Agence France-Presse".to_owned(), span: None }];
    let first = article(0, "AFP", Some("2031-03-02"), REPORT);
    assert_eq!(found(&[first, copy])[0].direction, Direction::AToB);
}

#[test]
fn a_host_that_is_credited_is_the_outlet_there() {
    let mut copy = article(1, "Daily Oar", None, REPORT);
    copy.credits = vec![crate::article::Credit { name: "tarnpost.example".to_owned(), span: None }];
    let mut first = article(0, "The Post of Tarn", None, REPORT);
    first.url = Some("https://www.tarnpost.example/barge".to_owned());
    assert_eq!(found(&[first, copy])[0].direction, Direction::AToB);
}

#[test]
fn what_is_lost_in_copying_tells_the_way() {
    let outlets = ["Tarn Post", "Daily Oar"];
    let way = |one: &str, other: &str| told(outlets, [None, None], [one, other]);
    let accented = REPORT.replace("Tornquist", "T\u{f6}rnqvist");
    let (direction, because) = way(&accented, &accented.replace('\u{f6}', "o"));
    assert_eq!(direction, Direction::AToB, "{because}");
    assert!(because.contains("T\u{f6}rnqvist"), "{because}");
    // Both may have lost something after a third.
    let both = [accented.replace("Varnholm", "Varnhölm"), accented.clone()];
    let lost = [both[0].replace('\u{f6}', "o").replace("Varnholm", "Varnhölm"), both[1].clone()];
    assert_eq!(way(&lost[0], &lost[1]).0, Direction::Unknown);
    let cut =
        REPORT.replace("Nobody listened to us,", "Nobody listened to us when the wind had turned in spring,");
    // Both may have heard him, so that alone does not tell.
    let (direction, because) = way(&cut, REPORT);
    assert_eq!(direction, Direction::Unknown, "{because}");
    let (direction, because) =
        way(&cut.replace("Tornquist", "T\u{f6}rnqvist"), &REPORT.replace("Tornquist", "Tornqvist"));
    assert_eq!(direction, Direction::AToB, "{because}");
}

#[test]
fn a_pronoun_whose_name_stayed_behind_tells_the_way() {
    let outlets = ["Tarn Post", "Daily Oar"];
    let rest = "\u{201c}Nobody listened to us when the sandbanks moved,\u{201d} she said. Two tugs are expected to reach the wreck of \
        the quicklime barge by nightfall, and the inner basin stays closed until the channel has been sounded.";
    let first = format!("Pilots had warned the harbour master, Ilse Tornquist. {rest}");
    let (direction, because) = told(outlets, [None, None], [&first, rest]);
    assert_eq!(direction, Direction::AToB, "{because}");
}

#[test]
fn a_text_rewritten_word_for_word_is_named() {
    let swaps = [
        ("closed", "shut"),
        ("loaded", "laden"),
        ("warned", "cautioned"),
        ("shifting", "moving"),
        ("expected", "due"),
        ("wreck", "hulk"),
        ("stay", "remain"),
        ("moored", "tethered"),
        ("channel", "passage"),
        ("sounded", "measured"),
    ];
    let spun = swaps.iter().fold(REPORT.to_owned(), |text, (from, to)| text.replace(from, to));
    let found = found(&[article(0, "Tarn Post", None, REPORT), article(1, "Daily Oar", None, &spun)]);
    assert_eq!(found.len(), 1);
    assert!(found[0].spun.is_some_and(|spun| spun.replaced >= 8));
}

#[test]
fn a_footer_of_many_strangers_is_no_passage() {
    let footer =
        "Help us keep the presses of this valley running by sending a small gift to our office every month.";
    let articles: Vec<Article> = (0..8)
        .map(|n| {
            let own: Vec<String> = (0..60)
                .map(|word| format!("{}{}", ["tor", "mel", "bask", "ruv"][word % 4], n * 100 + word))
                .collect();
            article(n as u32, &format!("Outlet {n}"), None, &format!("{}.\n{footer}", own.join(" ")))
        })
        .collect();
    let noted = passages(&articles);
    assert!(noted.value.is_empty());
    let listed: Vec<&str> = noted.notices.iter().map(|notice| notice.message.as_str()).collect();
    assert_eq!(listed.len(), 1);
    assert!(listed[0].contains("Help us keep the presses") && listed[0].contains("8 articles"), "{listed:?}");
}

/// Words of no language, so many and never the same for two numbers.
fn filler(number: usize, words: usize) -> String {
    let word = |nth: usize| format!("{}{}", ["tor", "mel", "bask", "ruv"][nth % 4], number * 1000 + nth);
    (0..words).map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_strangers_took_from_an_article_about_it_is_no_house_style() {
    let taken = "Two tugs from Varnholm pulled the barge of Ilse Tornquist off the Kestrel sandbank at noon.";
    let home = format!(
        "{REPORT} {taken} The crew of Ilse Tornquist had waited for help from Varnholm, and the Kestrel pilots cheered."
    );
    let mut articles = vec![article(0, "Tarn Post", None, &home)];
    articles.extend((1..5).map(|n| {
        let text = format!("{}. {taken} {}.", filler(n as usize, 40), filler(n as usize + 50, 40));
        article(n, &format!("Outlet {n}"), None, &text)
    }));
    let from_home = found(&articles).into_iter().filter(|passage| passage.a.article == ArticleId(0));
    assert_eq!(from_home.map(|passage| passage.a.span.of(&home).to_owned()).collect::<Vec<_>>(), [taken; 4]);
}

#[test]
fn a_footer_is_house_style_beside_wording_that_is_at_home() {
    let footer =
        "Help us keep the presses of this valley running by sending a small gift to our office every month.";
    let taken = "Two tugs from Varnholm pulled the barge of Ilse Tornquist off the Kestrel sandbank at noon.";
    let home = format!(
        "{REPORT} The crew of Ilse Tornquist had waited for help from Varnholm, and the Kestrel pilots cheered. {taken} {footer}"
    );
    let mut articles = vec![article(0, "Tarn Post", None, &home)];
    articles.extend((1..20).map(|n| {
        let taken = if n < 5 { taken } else { "" };
        let text = format!("{}. {taken} {footer}", filler(n as usize, 60));
        article(n, &format!("Outlet {n}"), None, &text)
    }));
    let found = found(&articles);
    assert!(!found.is_empty());
    for passage in found {
        let text = &articles[passage.a.article.index()].text;
        assert!(!passage.a.span.of(text).contains("presses"), "{}", passage.a.span.of(text));
    }
}

#[test]
fn a_footer_under_all_articles_changes_no_passage() {
    let phrase =
        "The editors of this paper answer every letter that reaches the office before the ferry leaves.";
    let taken = "Two tugs from Varnholm pulled the barge of Ilse Tornquist off the Kestrel sandbank at noon.";
    let text = |n: usize| match n {
        // Standing phrases that make up little less than half of what carries them.
        0..6 => format!("{}. {phrase}", filler(n, 20)),
        6..8 => format!("{}. {taken}", filler(n, 60)),
        _ => filler(n, 60),
    };
    let footed = |footer: &str| -> Vec<Article> {
        let with = |n| article(n as u32, &format!("Outlet {n}"), None, &format!("{}\n\n{footer}", text(n)));
        (0..20).map(with).collect()
    };
    let plain = found(&footed(""));
    assert_eq!(plain.len(), 1);
    let footer =
        "Help us keep the presses of this valley running: send a small gift to our office every month.";
    assert_eq!(found(&footed(footer)), plain);
}

#[test]
fn words_in_a_row_belong_to_what_two_articles_share_elsewhere() {
    let row = "And it was not what we had to do.";
    let with = |elsewhere: &str| {
        let text = |n| format!("{elsewhere} {}. {row} {}", filler(n, 90), filler(n + 2, 90));
        found(&[article(0, "Tarn Post", None, &text(0)), article(1, "Daily Oar", None, &text(1))]).len()
    };
    assert_eq!((with(""), with(REPORT)), (0, 2));
}

#[test]
fn what_stands_under_a_picture_is_copied_as_the_story_is() {
    let caption =
        "The barge of Ilse Tornquist lies on the Kestrel sandbank after its rudder chain had snapped.";
    let with = |kind: FurnitureKind| {
        let marked = |id: u32| {
            let text = format!("{}.\n{caption}\n{}.", filler(id as usize, 60), filler(id as usize + 2, 60));
            let start = text.find(caption).unwrap_or_default();
            let piece = Furniture { span: Span::new(start, start + caption.len()), kind };
            Article { furniture: vec![piece], ..article(id, &format!("Outlet {id}"), None, &text) }
        };
        found(&[marked(0), marked(1)]).len()
    };
    assert_eq!((with(FurnitureKind::Caption), with(FurnitureKind::Promotion)), (1, 0));
}

#[test]
fn of_a_crowd_every_copy_is_linked_and_the_reader_is_told() {
    let articles: Vec<Article> = (0..90)
        .map(|n| article(n, &format!("Outlet {n}"), None, &format!("{REPORT} {}", filler(n as usize, 9))))
        .collect();
    let noted = passages(&articles);
    let linked: std::collections::BTreeSet<ArticleId> =
        noted.value.iter().flat_map(|passage| [passage.a.article, passage.b.article]).collect();
    assert_eq!(linked.len(), 90);
    // The first 64 with each other, the others with a few of them.
    assert!(noted.value.len() < MANY * MANY / 2 + (90 - MANY) * 5);
    assert!(
        noted.notices.iter().any(|notice| notice.message.contains("in 90 articles")),
        "{:?}",
        noted.notices
    );
}

#[test]
fn the_same_text_many_times_costs_no_more_than_its_copies() {
    let mut articles: Vec<Article> =
        (0..200).map(|n| article(n, &format!("Outlet {n}"), None, REPORT)).collect();
    articles.push(article(200, "Daily Oar", None, &format!("{OTHER} {REPORT}")));
    let noted = passages(&articles);
    let whole = noted.value.iter().filter(|passage| passage.a.span.of(REPORT) == REPORT).count();
    assert_eq!(whole, noted.value.len());
    let linked: std::collections::BTreeSet<ArticleId> =
        noted.value.iter().flat_map(|passage| [passage.a.article, passage.b.article]).collect();
    assert_eq!(linked.len(), 201);
    assert!(noted.value.len() < MANY * MANY / 2 + (201 - MANY) * 5);
    assert!(
        noted.notices.iter().any(|notice| notice.message.contains("in 200 articles")),
        "{:?}",
        noted.notices
    );
}

#[test]
fn a_sentence_to_the_letter_is_no_part_of_its_reworded_neighbourhood() {
    let said = "\u{201c}The ferry concession was never put out to tender,\u{201d} the auditors wrote.";
    let counted =
        "On 3 March the port authority counted ninety lorries that waited at the closed weighbridge.";
    let one = format!(
        "Clerk Odile Marrash told Harbour Radio that her office could not yet name any of the bidders.\n\n{said}\n\n{counted}"
    );
    let other = format!(
        "Clerk Odile Marrash told Harbour Radio, and is looking for people who would come forward to speak.\n\n{said}\n\n\
        Two drivers slept in their cabins all week. Bakers in the old town said that flour had run short since the \
        weighbridge closed and that nobody at the quay could tell them when the next load would come.\n\n{counted}"
    );
    let found = found(&[article(0, "Tarn Post", None, &one), article(1, "Daily Oar", None, &other)]);
    let shown: Vec<&str> = found.iter().map(|passage| passage.a.span.of(&one)).collect();
    assert_eq!(shown, [said, counted]);
    assert!(found.iter().all(|passage| passage.edit == Edit::Verbatim));
}

#[test]
fn one_sentence_put_into_a_copy_leaves_it_whole() {
    let copy = REPORT.replace("\u{201c}Nobody", "The council met behind closed doors. \u{201c}Nobody");
    let found = found(&[article(0, "Tarn Post", None, REPORT), article(1, "Daily Oar", None, &copy)]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].edit, Edit::Light);
}

#[test]
fn a_name_with_its_title_is_no_passage() {
    let one = format!("{OTHER} Ilse Tornquist, the ambassador to the Lake Commission, left early.");
    let other = format!("{REPORT} Later came Ilse Tornquist, the ambassador to the Lake Commission.");
    assert!(found(&[article(0, "Tarn Post", None, &one), article(1, "Daily Oar", None, &other)]).is_empty());
}

#[test]
fn in_german_a_capital_is_no_name() {
    let shared =
        "Die Fischer haben ihre Boote im inneren Becken gelassen, weil der Lotse vor Sand und Wind warnte.";
    let texts = [
        format!("Am Montag lief ein Kahn auf Grund, und der Hafen wurde geschlossen. {shared}"),
        format!("In den Gassen der Altstadt roch es noch gestern nach Birnen und Honig. {shared}"),
    ];
    let in_language = |language: &str| {
        let article = |(text, id): (&String, u32)| Article {
            language: Some(language.to_owned()),
            ..article(id, &format!("Outlet {id}"), None, text)
        };
        let articles: Vec<Article> = texts.iter().zip(0..).map(article).collect();
        pile::Pile::read(&articles).opened(0).marks.iter().filter(|mark| **mark & pile::NAMED != 0).count()
    };
    assert_eq!(in_language("de"), 0);
    assert!(in_language("en") >= 8);
}

#[test]
fn quotations_one_after_the_other_cost_no_more_than_their_words() {
    // Each quotation of one side was once held against each of the other, for every shared word.
    let quotations: String = (0..20_000_u32)
        .map(|n| format!("\u{201c}w{}\u{201d}", n.wrapping_mul(2_654_435_761) % 7_919))
        .collect();
    let copy = quotations.get(30..).unwrap_or_default();
    let articles = [article(0, "Tarn Post", None, &quotations), article(1, "Daily Oar", None, copy)];
    assert_eq!(found(&articles).len(), 1);
}

#[test]
fn bad_input_is_bounded() {
    let one_word = "word ".repeat(20_000);
    let noise: String =
        (0..20_000_u32).filter_map(|n| char::from_u32(n.wrapping_mul(2_654_435_761) % 0x3000)).collect();
    let texts = [one_word.as_str(), one_word.as_str(), noise.as_str(), "", " \u{feff}\n", REPORT];
    let articles: Vec<Article> =
        texts.iter().zip(0..).map(|(text, id)| article(id, "Tarn Post", None, text)).collect();
    for passage in found(&articles) {
        assert!(!passage.a.span.of(texts[passage.a.article.index()]).is_empty());
    }
}

#[test]
fn a_pile_without_stories_is_told() {
    let texts = [
        "Readers may bring letters, notices of birth and lost dogs to the office at the bridge before noon on any day.",
        "The weather station on the hill is kept by pupils of the upper school, who read the glass at seven and at nine.",
        "Whoever finds a mistake in these pages is asked to tell the editor, who will mend it and thank the finder.",
    ];
    let page = |n: usize| [texts[n % 3], texts[(n + 1 + n % 2) % 3]].join("\n\n");
    let pages: Vec<Article> =
        (0..24).map(|n| article(n, &format!("Outlet {n}"), None, &page(n as usize))).collect();
    let told = |articles: &[Article]| {
        passages(articles)
            .notices
            .into_iter()
            .filter(|notice| notice.message.contains("of 24 articles"))
            .count()
    };
    assert_eq!(told(&pages), 1);
    let own: Vec<Article> = (0..24)
        .map(|n| {
            article(n, &format!("Outlet {n}"), None, &format!("{REPORT}\n\n{}", filler(n as usize, 200)))
        })
        .collect();
    assert_eq!(told(&own), 0);
}

/// Articles put together from sentences of two stories, in any order.
fn pile() -> impl Strategy<Value = Vec<Article>> {
    let sentences: Vec<String> =
        [REPORT, OTHER].iter().flat_map(|text| text.split_inclusive(". ")).map(str::to_owned).collect();
    let text =
        proptest::sample::subsequence(sentences, 1..6).prop_shuffle().prop_map(|chosen| chosen.concat());
    proptest::collection::vec(text, 2..6).prop_map(|texts| {
        texts
            .iter()
            .zip(0..)
            .map(|(text, id)| article(id, &format!("Outlet {id}"), Some("2031-03-03"), text))
            .collect()
    })
}

/// What a passage says, whichever article comes first.
fn shown(articles: &[Article], passage: &Passage) -> (Vec<(String, Span)>, Option<String>) {
    let name = |place: Place| articles[place.article.index()].outlet.clone().unwrap_or_default();
    let mut places = vec![(name(passage.a), passage.a.span), (name(passage.b), passage.b.span)];
    places.sort();
    let source = match passage.direction {
        Direction::AToB => Some(name(passage.a)),
        Direction::BToA => Some(name(passage.b)),
        Direction::Unknown => None,
    };
    (places, source)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn neither_order_nor_numbering_changes_anything(articles in pile()) {
        let mut turned: Vec<Article> = articles.iter().rev().cloned().collect();
        for (article, id) in turned.iter_mut().zip(0..) {
            article.id = ArticleId(id);
        }
        let all = |articles: &[Article]| {
            let mut all: Vec<_> = found(articles).iter().map(|passage| shown(articles, passage)).collect();
            all.sort();
            all
        };
        prop_assert_eq!(all(&articles), all(&turned));
    }

    #[test]
    fn no_text_is_its_own_ancestor(articles in pile()) {
        let mut leads: BTreeMap<ArticleId, Vec<ArticleId>> = BTreeMap::new();
        for passage in found(&articles) {
            match passage.direction {
                Direction::AToB => leads.entry(passage.a.article).or_default().push(passage.b.article),
                Direction::BToA => leads.entry(passage.b.article).or_default().push(passage.a.article),
                Direction::Unknown => {}
            }
        }
        // Whatever nobody was taken from goes, until nothing is left: a circle would stay.
        loop {
            let before = leads.len();
            let sources: Vec<ArticleId> = leads.keys().copied().collect();
            leads.retain(|_, to| to.iter().any(|id| sources.contains(id)));
            if leads.len() == before {
                break;
            }
        }
        prop_assert!(leads.is_empty(), "{leads:?}");
    }

    #[test]
    fn spans_are_exact_and_begin_and_end_with_words(articles in pile()) {
        for passage in found(&articles) {
            for place in [passage.a, passage.b] {
                let text = &articles[place.article.index()].text;
                let words = place.span.of(text);
                prop_assert!(!words.is_empty() && words.trim() == words);
                let cut = |at: usize| text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(char::is_alphanumeric)
                    && text.get(at..).and_then(|after| after.chars().next()).is_some_and(char::is_alphanumeric);
                prop_assert!(!cut(place.span.start) && !cut(place.span.end));
            }
        }
    }

    #[test]
    fn a_copy_of_a_copy_stays_linked(day in 1_u8..28) {
        let copy = REPORT.replace("quicklime", "gravel");
        let copy_of_copy = copy.replace("Two tugs", "Three tugs");
        let date = format!("2031-03-{day:02}");
        let texts = [REPORT, copy.as_str(), copy_of_copy.as_str()];
        let articles: Vec<Article> = texts.iter().zip(0..).map(|(text, id)| article(id, "Tarn Post", Some(&date), text)).collect();
        let pairs: Vec<(u32, u32)> = found(&articles).iter().map(|passage| (passage.a.article.0, passage.b.article.0)).collect();
        prop_assert_eq!(pairs, [(0, 1), (0, 2), (1, 2)]);
    }
}

#[test]
fn what_condenses_another_article_is_told_of_a_given_pair() {
    let long = "Engineers of the Velmora Dam Authority began to drain the Orsk reservoir on Tuesday after divers found \
        cracks in two spillway gates. The authority said that the lake would fall by eleven metres before the end of \
        the month.\n\nFarmers downstream met the announcement with anger. Their cooperative, which waters cherry \
        orchards and tobacco along forty kilometres of canal, had been promised a full basin until the harvest. Its \
        chairwoman, Ludmila Farkas, asked the regional parliament for compensation and for tanker lorries.\n\nThe \
        gates date from the last years of the monarchy. An inspection nine years ago recommended replacement, yet the \
        treasury postponed the expense, and a Swiss contractor withdrew from the tender. Divers who went down with \
        ultrasonic probes last week measured fissures as deep as a hand.\n\nFishermen carried perch and sturgeon in \
        barrels to ponds upstream. Biologists from the university in Tarnow warned that mud from the emptied basin \
        might smother the spawning grounds for a decade. The ministry of energy expects blackouts in three valleys, \
        since turbines at the foot of the wall will stand still until spring.";
    let short = "Bakers in the capital won a contest for rye bread yesterday. The jury tasted ninety loaves and praised a \
        crust that crackled like dry leaves. The winner will travel to a fair abroad.\n\nAt the Orsk reservoir, \
        cracked spillway gates forced the Velmora authority to drain the lake. Tobacco and cherry farmers led by \
        Ludmila Farkas demand compensation and tanker lorries. A replacement was recommended nine years ago, but the \
        treasury postponed it. Biologists fear mud will smother spawning grounds of sturgeon and perch, and with \
        turbines idle the ministry expects blackouts in the valleys.\n\nThe football cup final was moved to Sunday. \
        Both teams had asked for it because their goalkeepers were ill, and the stadium lawn was being rolled.";
    let two = |one: &str, other: &str| [article(0, "One", None, one), article(1, "Other", None, other)];
    let articles = two(long, short);
    let pair = [(ArticleId(0), ArticleId(1))];
    let given = passages_of(&articles, &pair);
    let [found] = given.condensed.as_slice() else { panic!("one stretch: {:?}", given.condensed) };
    assert!(found.short.span.of(&articles[1].text).starts_with("At the Orsk reservoir"));
    assert!(found.short.span.of(&articles[1].text).ends_with("in the valleys"));
    assert_eq!((found.long.article, found.long.span.start), (ArticleId(0), 0));
    assert!(found.held * 10 > found.telling * 7);

    // The same words to the letter are copied; another subject is neither.
    let copied = two(long, long);
    assert_eq!(passages_of(&copied, &pair).condensed, []);
    let other = two(
        long,
        "Bakers in the capital won a contest for rye bread yesterday. The jury tasted ninety loaves.",
    );
    assert_eq!(passages_of(&other, &pair), Given::default());
}
