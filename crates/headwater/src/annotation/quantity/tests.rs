use super::*;

/// Every quantity of `text`: its words, low..high, hedge, kind, unit, rule and what it counts.
fn shown(text: &str) -> Vec<String> {
    let number = |value: Option<f64>| {
        value.map_or("?".to_owned(), |value| ((value * 100.0).round() / 100.0).to_string())
    };
    let article = crate::annotation::time::tests::article(text, None);
    let found = Annotations { times: crate::annotation::time::times(&article), ..Annotations::default() };
    let show = |quantity: &Quantity| {
        let counts = quantity.counts.map_or("", |counts| counts.of(text));
        let unit = quantity.unit.as_deref().or(quantity.rule).unwrap_or("-");
        let (low, high) = (number(quantity.low), number(quantity.high));
        format!(
            "{}|{low}..{high}|{:?} {:?}|{unit}|{counts}",
            quantity.span.of(text),
            quantity.hedge,
            quantity.kind
        )
    };
    quantities(text, &found).iter().map(show).collect()
}

fn one(text: &str) -> String {
    shown(text).join(" & ")
}

#[test]
fn hedges_bound_a_number() {
    assert_eq!(one("at least 100 men were held"), "at least 100|100..?|AtLeast Count|-|men");
    assert_eq!(one("around 40 residents fled"), "around 40|40..40|About Count|-|residents");
    assert_eq!(one("more than 1,000 people died"), "more than 1,000|1000..?|MoreThan Count|-|people");
    assert_eq!(one("50 or more houses"), "50 or more|50..?|AtLeast Count|-|houses");
    assert_eq!(one("up to 30 boats sank"), "up to 30|?..30|AtMost Count|-|boats");
    assert_eq!(one("an estimated 14 children"), "an estimated 14|14..14|About Count|-|children");
    assert_eq!(one("no fewer than 12 ships"), "no fewer than 12|12..?|AtLeast Count|-|ships");
}

#[test]
fn ranges_and_vague_numerals_are_ranges() {
    assert_eq!(one("men aged 16-50 were taken"), "aged 16-50|16..50|Between Age|year|men");
    assert_eq!(one("clerks in their 50s"), "50s|50..59|Vague Age|year|");
    assert_eq!(one("between 3 and 5 boats"), "between 3 and 5|3..5|Between Count|-|boats");
    assert_eq!(
        one("rose from 10 to 20 cases"),
        "10|10..10|Exactly Count|-| & 20|20..20|Exactly Count|-|cases"
    );
    assert_eq!(one("dozens of villagers fled"), "dozens|24..99|Vague Count|dozens|villagers");
    assert_eq!(
        one("tens of thousands of people"),
        "tens of thousands|20000..99999|Vague Count|tens of thousands|people"
    );
    assert_eq!(one("There were no casualties"), "no|0..0|Exactly Count|no|casualties");
    assert_eq!(one("There is no doubt about it"), "");
}

#[test]
fn both_ends_of_a_range_share_what_is_said_once() {
    assert_eq!(one("two to three hundred boats"), "two to three hundred|200..300|Between Count|-|boats");
    assert_eq!(one("3 or 4 million euros"), "3 or 4 million euros|3000000..4000000|Between Money|euro|");
    assert_eq!(
        one("between $3 and $5 million"),
        "between $3 and $5 million|3000000..5000000|Between Money|US dollar|"
    );
    assert_eq!(one("from 3% to 5% of pupils"), "from 3% to 5%|3..5|Between Share|per cent|pupils");
    assert_eq!(
        one("fell from 5% to 3% and rose 4% to 6%"),
        "5%|5..5|Exactly Share|per cent| & 3%|3..3|Exactly Share|per cent| & 4%|4..4|Exactly Share|per cent| & 6%|6..6|Exactly Share|per cent|"
    );
    assert_eq!(one("men 18-to-64"), "18-to-64|18..64|Between Count|-|");
    assert_eq!(one("a course -16 to 17 weeks"), "16 to 17 weeks|16..17|Between Measure|week|");
    assert_eq!(one("between a dozen and 20 men"), "between a dozen and 20|12..20|Between Count|-|men");
    assert_eq!(
        one("several hundred thousand sheep"),
        "several hundred thousand|200000..999999|Vague Count|several hundred|sheep"
    );
}

#[test]
fn parts_have_units_and_units_have_parts() {
    assert_eq!(one("half a mile away"), "half a mile|0.5..0.5|Exactly Measure|mile|");
    assert_eq!(one("five feet six inches tall"), "five feet six inches|5.5..5.5|Exactly Measure|foot|");
    assert_eq!(one("It cost 15 dollars 50."), "15 dollars 50|15.5..15.5|Exactly Money|US dollar|");
    assert_eq!(
        one("fined 30,000 Egyptian pounds"),
        "30,000 Egyptian pounds|30000..30000|Exactly Money|Egyptian pound|"
    );
    assert_eq!(one("more than half were clerks"), "more than half|50..?|MoreThan Share|per cent|");
    assert_eq!(one("one over three"), "one over three|33.33..33.33|Exactly Share|per cent|");
    assert_eq!(one("10 over 3 days"), "10|10..10|Exactly Count|-| & over 3 days|3..?|MoreThan Measure|day|");
}

#[test]
fn an_m_is_metres_or_millions_or_neither() {
    assert_eq!(one("26m voters"), "26m|26000000..26000000|Exactly Count|-|voters");
    assert_eq!(one("the mast was 26m high"), "26m|26..26|Exactly Measure|metre|");
    assert_eq!(one("30m waves"), "");
}

#[test]
fn units_money_shares_and_ages_are_told_apart() {
    assert_eq!(one("a depth of 10 kilometres"), "10 kilometres|10..10|Exactly Measure|kilometre|");
    assert_eq!(one("A 6.1-magnitude quake"), "6.1-magnitude|6.1..6.1|Exactly Measure|magnitude|quake");
    assert_eq!(one("for around 15 seconds"), "around 15 seconds|15..15|About Measure|second|");
    assert_eq!(one("It cost $1.5 million"), "$1.5 million|1500000..1500000|Exactly Money|US dollar|");
    assert_eq!(one("40 per cent of voters"), "40 per cent|40..40|Exactly Share|per cent|voters");
    assert_eq!(one("a 22-year-old resident"), "22-year-old|22..22|Exactly Age|year|resident");
    assert_eq!(one("two thirds of the crew"), "two thirds|66.67..66.67|Exactly Share|per cent|crew");
}

#[test]
fn ages_stand_beside_somebody() {
    for (text, age) in [
        ("Adam, 27, left", "27"),
        ("A woman, 60, died", "60"),
        ("A boy of 12.", "12"),
        ("A girl (9) was hurt", "9"),
        ("He turned 40.", "40"),
        ("Maria Lopez, 34.", "34"),
    ] {
        assert!(one(text).contains(&format!("{age}..{age}|Exactly Age|year")), "{text}: {}", one(text));
    }
    for text in [
        "In Orlan, 27 men left",
        "The men of 12 villages came",
        "It turned 40 men away",
        "Route 66, 70 km long",
    ] {
        assert!(!one(text).contains("Age"), "{text}: {}", one(text));
    }
}

#[test]
fn what_comes_after_a_dash_is_not_counted() {
    assert_eq!(
        one("a crest of 36 feet -- 8 feet above the mark"),
        "36 feet|36..36|Exactly Measure|foot| & 8 feet|8..8|Exactly Measure|foot|"
    );
    assert_eq!(one("2 ½ spoons"), "2 ½|2.5..2.5|Exactly Count|-|spoons");
}

#[test]
fn ranks_may_be_shared() {
    assert_eq!(one("became the first town to vote"), "first|1..1|Exactly Rank|-|town");
    assert_eq!(one("one of the first towns"), "one of the first|1..?|About Rank|one of several|towns");
    assert_eq!(one("the second-largest port"), "second-largest|2..2|Exactly Rank|-|port");
    assert_eq!(one("the deadliest storm"), "the deadliest|1..1|Exactly Rank|superlative|storm");
    assert_eq!(one("it was first reported there"), "");
    assert_eq!(one("Her boat finished second."), "second|2..2|Exactly Rank|-|");
    assert_eq!(one("the 1,000th visitor"), "1,000th|1000..1000|Exactly Rank|-|visitor");
}

#[test]
fn labels_codes_dates_and_scores_are_left_alone() {
    let texts = [
        "Article 19 of the law",
        "an AK-47 and COVID-19",
        "the G7 met",
        "they won 3-1",
        "call 212-555-0143",
        "on 18 May 2017",
        "at 07:37 GMT",
        "see https://example.org/2/30",
        "No one spoke",
        "version 192.168.1.2",
        "exercises 22,24,26",
        "open 24/7",
        "at 30 Mill Lane, Port Orla",
        "at half past nine",
        "the Twenty20 match",
        "the ministry[67] said",
    ];
    for text in texts {
        assert_eq!(one(text), "", "{text}");
    }
}

#[test]
fn what_is_counted_may_stand_before_or_be_a_state() {
    assert_eq!(
        one("24 dead and over 200 injured"),
        "24|24..24|Exactly Count|-|dead & over 200|200..?|MoreThan Count|-|injured"
    );
    assert_eq!(one("the death toll rose to 44."), "44|44..44|Exactly Count|-|death toll");
    assert_eq!(
        one("He was held for two weeks and four days"),
        "two weeks|2..2|Exactly Measure|week| & four days|4..4|Exactly Measure|day|"
    );
    assert_eq!(one("They did not find one witness"), "");
    assert_eq!(one("26 of the men were freed"), "26|26..26|Exactly Count|-|men");
    assert_eq!(one("100 gay and bisexual men"), "100|100..100|Exactly Count|-|gay and bisexual men");
}

proptest::proptest! {
    #[test]
    fn any_text_gives_quantities_inside_it(text in "\\PC{0,80}") {
        check(&text);
    }

    #[test]
    fn numbers_in_any_order_give_quantities_inside_the_text(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..25)) {
        check(&words.join(" "));
        check(&words.concat());
    }
}

const WORDS: &[&str] = &[
    "one",
    "two",
    "hundred",
    "and",
    "a",
    "half",
    "of",
    "the",
    "first",
    "thirds",
    "dozen",
    "dozens",
    "million",
    "3",
    "4,000",
    "5.5",
    "-",
    "–",
    "to",
    "from",
    "between",
    "at least",
    "or more",
    "km",
    "%",
    "$",
    "year",
    "old",
    "aged",
    "no",
    "men",
    "'",
    "s",
    "/",
    ":",
    "+",
    "magnitude",
    "minus",
    "point",
    "1/2",
    "½",
    "e",
    "^",
    "é",
    "\n",
    "over",
];

fn check(text: &str) {
    let mut end = 0;
    for quantity in quantities(text, &Annotations::default()) {
        assert!(quantity.span.start >= end && !quantity.span.of(text).is_empty());
        assert!(quantity.counts.is_none_or(|counts| !counts.of(text).is_empty()));
        end = quantity.span.end;
    }
}
