use super::*;
use crate::annotation::{Anchor, TimeKind};
use crate::article::Published;
use crate::edtf::Edtf;

/// An article that holds only `text`.
pub(crate) fn article(text: &str, published: Option<&str>) -> Article {
    Article { published: published.map(Published::given), ..Article::of_text(text) }
}

/// Every time of `text` as "words=value", reckoned from Thursday, 18 May 2017.
fn values(text: &str) -> String {
    shown(text, Some("2017-05-18"))
}

fn shown(text: &str, published: Option<&str>) -> String {
    let show =
        |time: &Time| format!("{}={}", time.span.of(text), time.value.as_ref().map_or("?", Edtf::as_str));
    times(&article(text, published)).iter().map(show).collect::<Vec<_>>().join(" | ")
}

#[test]
fn full_dates_say_their_value_in_every_form() {
    for text in [
        "18 May 2017",
        "May 18th, 2017",
        "2017/05/18",
        "18-05-2017",
        "the 18th of May 2017",
        "Thursday, May 18, 2017",
        "18.5.2017",
    ] {
        assert_eq!(shown(text, None), format!("{text}=2017-05-18"));
    }
    assert_eq!(values("Tue Jul 2, 2013 1:28PM GMT"), "Tue Jul 2, 2013 1:28PM GMT=2013-07-02T13:28Z");
    assert_eq!(values("July 03, 2013 6:22AM"), "July 03, 2013 6:22AM=2013-07-03T06:22");
    assert_eq!(values("on May 5-7, 2016"), "May 5-7, 2016=2016-05-05/2016-05-07");
    assert_eq!(values("on 2013-07-02T07:37:50Z"), "2013-07-02T07:37:50Z=2013-07-02T07:37Z");
}

#[test]
fn coarse_dates_keep_their_precision() {
    assert_eq!(values("in the 1990s and early 2016"), "the 1990s=1990/1999 | early 2016=2016");
    assert_eq!(values("since the 19th century"), "the 19th century=1801/1900");
    assert_eq!(values("in the summer of 2016, in Q3 2015"), "the summer of 2016=2016-22 | Q3 2015=2015-35");
    assert_eq!(values("in 480 BC"), "480 BC=-0479");
    assert_eq!(values("the war of 1950-53"), "1950-53=1950/1953");
    assert_eq!(values("between 1939 and 1945"), "1939 and 1945=1939/1945");
}

#[test]
fn relative_times_count_from_publication() {
    assert_eq!(values("He was shot on Wednesday."), "Wednesday=2017-05-17");
    assert_eq!(values("They will meet on Wednesday."), "Wednesday=2017-05-24");
    assert_eq!(values("It was reported in March."), "March=2017-03");
    assert_eq!(values("The summit will open in March."), "March=2018-03");
    assert_eq!(values("It began around two months ago."), "around two months ago=2017-03~");
    assert_eq!(values("Earlier this week"), "Earlier this week=2017-05-15/2017-05-21");
    assert_eq!(values("over the last two months"), "the last two months=2017-03-18/2017-05-18");
    assert_eq!(values("April last year"), "April last year=2016-04");
    assert_eq!(values("It came yesterday afternoon"), "yesterday afternoon=2017-05-17");
    assert_eq!(values("over Easter weekend they met"), "Easter weekend=2017-04-14/2017-04-17");
}

#[test]
fn times_of_the_text_are_anchors() {
    assert_eq!(values("He came on May 2. A day later he left."), "May 2=2017-05-02 | A day later=2017-05-03");
    assert_eq!(
        values("On 3 May they met; the same day it ended."),
        "3 May=2017-05-03 | the same day=2017-05-03"
    );
    let found = times(&article("He came on May 2. The next day he left.", Some("2017-05-18")));
    assert_eq!(found[1].relative_to, Some(Anchor::Text));
    assert_eq!(
        values(
            "The war began on 2 March 1971. In August of that year it ended, on 24 August of the same year."
        ),
        "2 March 1971=1971-03-02 | August of that year=1971-08 | 24 August of the same year=1971-08-24"
    );
    assert_eq!(shown("It ended on April 20 of that year.", None), "April 20 of that year=XXXX-04-20");
    assert_eq!(
        shown("They marched on #IDAHOT2017 and on World Press Freedom Day.", None),
        "IDAHOT2017=2017-05-17 | World Press Freedom Day=XXXX-05-03"
    );
    assert_eq!(
        shown("It fell on the International Day Against Homophobia, Transphobia and Biphobia.", None),
        "the International Day Against Homophobia, Transphobia and Biphobia=XXXX-05-17"
    );
    let history =
        "On 1 May 2001 it began. On 2 June 2001 it grew. By 3 July 2001 it spread. In August it ended.";
    assert!(values(history).ends_with("August=2001-08"));
}

#[test]
fn without_a_date_nothing_is_guessed() {
    assert_eq!(shown("They met on Wednesday.", None), "Wednesday=?");
    assert_eq!(
        shown("On April 20 he spoke; in March she wrote.", None),
        "April 20=XXXX-04-20 | March=XXXX-03"
    );
    assert_eq!(shown("on 05/06/2017", None), "05/06/2017=?");
}

#[test]
fn lengths_and_sets_are_no_dates() {
    assert_eq!(values("It shook for 15 seconds."), "15 seconds=PT15S");
    assert_eq!(values("a two-day summit"), "two-day=P2D");
    assert_eq!(values("every Monday and annually"), "every Monday=R/P1W | annually=R/P1Y");
    let kinds: Vec<_> =
        times(&article("two hours and 30 minutes", None)).iter().map(|time| time.kind).collect();
    assert_eq!(kinds, [TimeKind::Duration]);
    assert_eq!(values("two hours and 30 minutes"), "two hours and 30 minutes=PT2H30M");
}

#[test]
fn what_is_no_time_is_left_alone() {
    let texts = [
        "He may resign, and they march on.",
        "The Sun reported it.",
        "a 22-year-old man",
        "It cost $2000.",
        "killing 2000 people",
        "April Jones spoke",
        "open 24/7",
        "the second house",
        "USA Today wrote",
    ];
    for text in texts {
        assert_eq!(values(text), "", "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_gives_times_inside_it(text in "\\PC{0,80}") {
        check(&text);
    }

    #[test]
    fn time_words_in_any_order_give_times_inside_the_text(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..25)) {
        check(&words.join(" "));
        check(&words.concat());
    }
}

const WORDS: &[&str] = &[
    "May",
    "18",
    "2017",
    "31",
    "2",
    "-",
    "/",
    ":",
    "37",
    "a.m.",
    "GMT",
    "the",
    "last",
    "next",
    "two",
    "weeks",
    "ago",
    "later",
    "Wednesday",
    "Sun",
    "of",
    "early",
    "end",
    "year",
    "month",
    "century",
    "1990",
    "s",
    "'",
    "BC",
    "Easter",
    "weekend",
    "every",
    "Q",
    "3",
    "from",
    "to",
    "between",
    "and",
    "spring",
    "9999",
    "0",
    "99999999999999999999",
    "million",
    "hours",
    "T",
    "Z",
    "+",
    "day",
    "before",
    "yesterday",
    ",",
    ".",
    "\n",
    "12",
    "é",
];

fn check(text: &str) {
    for published in
        [None, Some("2017-05-18"), Some("2017-05"), Some("-9999"), Some("9999-12-31"), Some("nonsense")]
    {
        let mut end = 0;
        for time in times(&article(text, published)) {
            assert!(time.span.start >= end && !time.span.of(text).is_empty());
            assert!(time.value.as_ref().is_none_or(Edtf::is_valid), "{text}: {:?}", time.value);
            end = time.span.end;
        }
    }
}
