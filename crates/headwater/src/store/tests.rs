use std::path::Path;

use proptest::prelude::*;
use tempfile::tempdir;

use super::*;
use crate::alignment::passage::kept::passages_under;

/// Words that nobody else uses, so that what is shared is shared for a reason.
fn word(number: u32) -> String {
    let parts = ["va", "ron", "tel", "mi", "sku", "dro", "pa", "lin"];
    (0..5).map(|at| parts[(number.wrapping_mul(0x9e37_79b9) >> (3 * at + 7)) as usize % 8]).collect()
}

fn sentence(number: u32, words: u32) -> String {
    let words: Vec<String> = (0..words).map(|nth| word(number * 64 + nth)).collect();
    format!("{}.", words.join(" "))
}

/// An article that consists of these sentences.
fn article(name: usize, sentences: &[u32]) -> Article {
    let text: Vec<String> = sentences.iter().map(|number| sentence(*number, 18)).collect();
    Article { path: format!("{name}.txt"), ..Article::of_text(text.join(" ")) }
}

fn grown(folder: &Path, articles: &[Article]) -> (Index, Update) {
    Index::update(folder, articles).expect("the index can be written").value
}

/// Whether an index holds what one run over its articles finds.
fn holds_a_full_run(index: &Index) {
    let (passages, articles) = index.passages().expect("the index is whole");
    assert_eq!(passages, passages_under(index.reference(), &articles));
}

/// Articles that copy from each other: the third of every three takes a sentence from each of the two before it.
fn pile(many: usize) -> Vec<Article> {
    let own = |nth: usize| (0..4).map(move |at| (nth * 4 + at) as u32);
    let of = |nth: usize| match nth % 3 {
        2 => own(nth).take(2).chain(own(nth - 1).take(1)).chain(own(nth - 2).skip(3)).collect(),
        _ => own(nth).collect::<Vec<_>>(),
    };
    (0..many).map(|nth| article(nth, &of(nth))).collect()
}

#[test]
fn added_articles_find_what_they_share() {
    let folder = tempdir().expect("a folder");
    let pile = pile(63);
    let (index, made) = grown(folder.path(), &pile[..59]);
    assert_eq!((made.new.len(), index.len()), (59, 59));
    drop(index);
    let (index, added) = grown(folder.path(), &pile[59..]);
    assert_eq!(added.new.into_iter().map(|id| id.0).collect::<Vec<_>>(), [59, 60, 61, 62]);
    // Of the four that are new the first takes from two old ones, the last from two new ones.
    assert_eq!(added.passages.len(), 4);
    assert_eq!(added.passages.iter().filter(|passage| passage.a.article.0 < 59).count(), 2);
    holds_a_full_run(&index);
    assert_eq!(index.passages().expect("it is whole").0.len(), 42);
}

#[test]
fn what_is_known_is_not_added_again() {
    let folder = tempdir().expect("a folder");
    drop(grown(folder.path(), &pile(30)));
    let (index, again) = grown(folder.path(), &pile(30));
    assert!(again.new.is_empty() && again.passages.is_empty());
    assert_eq!(index.len(), 30);
}

#[test]
fn an_index_that_has_grown_is_made_anew() {
    let folder = tempdir().expect("a folder");
    let pile = pile(90);
    drop(grown(folder.path(), &pile[..30]));
    let (index, update) = grown(folder.path(), &pile[30..]);
    assert_eq!((index.len(), index.list.segments.len()), (90, 1));
    assert_eq!((update.new.len(), update.passages.len()), (60, 40));
    holds_a_full_run(&index);
    let left: Vec<String> = files(folder.path()).expect("it can be read").into_iter().collect();
    assert_eq!(left, ["index.json", "reference-2", "segment-2"]);
}

#[test]
fn many_small_additions_do_not_make_many_segments() {
    let folder = tempdir().expect("a folder");
    let pile = pile(150);
    drop(grown(folder.path(), &pile[..120]));
    for late in &pile[120..] {
        drop(grown(folder.path(), std::slice::from_ref(late)));
    }
    let index = Index::open(folder.path()).expect("it is whole");
    assert_eq!(index.len(), 150);
    assert!(index.list.segments.len() <= 6, "{}", index.list.segments.len());
    holds_a_full_run(&index);
}

#[test]
fn a_crowd_that_grows_is_linked_with_its_first() {
    let folder = tempdir().expect("a folder");
    // One text that everybody carries with a line of their own, and one that many carry as it is.
    let mut pile: Vec<Article> = (0..150).map(|nth| article(nth, &[7000, 7001, nth as u32])).collect();
    pile.extend((150..250).map(|nth| article(nth, &[8000, 8001])));
    drop(grown(folder.path(), &pile[..220]));
    let (index, _) = grown(folder.path(), &pile[220..]);
    holds_a_full_run(&index);
    assert!(index.list.segments.len() > 1);
}

/// The files of an index with a byte changed, one after the other.
fn each_damage(folder: &Path, mut with: impl FnMut(&Path)) {
    for file in files(folder).expect("it can be read") {
        let path = folder.join(file);
        let bytes = std::fs::read(&path).expect("it can be read");
        let step = (bytes.len() / 12).max(1);
        for at in (0..bytes.len()).step_by(step) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            std::fs::write(&path, &damaged).expect("it can be written");
            with(&path);
        }
        std::fs::write(&path, &bytes[..bytes.len() / 2]).expect("it can be written");
        with(&path);
    }
}

#[test]
fn damage_is_noticed_and_mended() {
    let whole = tempdir().expect("a folder");
    let pile = pile(24);
    drop(grown(whole.path(), &pile[..20]));
    let (index, _) = grown(whole.path(), &pile[20..]);
    let expected = index.passages().expect("it is whole").0.len();
    drop(index);
    let copy = tempdir().expect("a folder");
    each_damage(whole.path(), |damaged| {
        let folder = copy.path().join("index");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir(&folder).expect("it can be made");
        for file in files(whole.path()).expect("it can be read") {
            std::fs::copy(whole.path().join(&file), folder.join(&file)).expect("it can be copied");
        }
        let mended = Index::update(&folder, &pile).expect("it can be mended");
        let (index, _) = mended.value;
        // Damage that was not met, in what was not read, is met when all is read.
        let passages = match index.passages() {
            Ok((passages, _)) => passages,
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Malformed);
                drop(index);
                Index::rebuild(&folder, &pile)
                    .expect("it can be made anew")
                    .value
                    .0
                    .passages()
                    .expect("it is whole")
                    .0
            }
        };
        assert_eq!(passages.len(), expected, "{}", damaged.display());
    });
}

#[test]
fn other_folders_are_left_alone() {
    let folder = tempdir().expect("a folder");
    std::fs::write(folder.path().join("notes.txt"), "mine").expect("it can be written");
    let refused = Index::update(folder.path(), &pile(3)).map(|_| ()).expect_err("it is no index");
    assert!(refused.message().contains("no index"), "{refused}");
    let open = Index::open(folder.path()).map(|_| ()).expect_err("there is none");
    assert_eq!(open.kind(), ErrorKind::NotFound);
}

#[test]
fn two_programs_do_not_write_one_index() {
    let folder = tempdir().expect("a folder");
    let (_held, _) = grown(folder.path(), &pile(3));
    let refused = Index::update(folder.path(), &pile(6)).map(|_| ()).expect_err("it is held");
    assert!(refused.message().contains("another program"), "{refused}");
}

#[test]
fn another_version_is_not_touched() {
    let folder = tempdir().expect("a folder");
    drop(grown(folder.path(), &pile(3)));
    let path = folder.path().join(LIST);
    let ours = format!("\"version\":{VERSION}");
    let newer = std::fs::read_to_string(&path).expect("it can be read").replace(&ours, "\"version\":9");
    std::fs::write(&path, &newer).expect("it can be written");
    let refused = Index::update(folder.path(), &pile(3)).map(|_| ()).expect_err("it is another version");
    assert!(refused.message().contains("version 9"), "{refused}");
    assert_eq!(std::fs::read_to_string(&path).expect("it can be read"), newer);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn in_whatever_portions_articles_come(
        sentences in prop::collection::vec(prop::collection::vec(0_u32..40, 1..6), 12..40),
        portions in prop::collection::vec(1_usize..4, 1..5),
    ) {
        let folder = tempdir().expect("a folder");
        let pile: Vec<Article> = sentences.iter().enumerate().map(|(nth, own)| article(nth, own)).collect();
        let late: usize = portions.iter().sum::<usize>().min(pile.len() / 5);
        let (first, mut rest) = pile.split_at(pile.len() - late);
        drop(grown(folder.path(), first));
        for portion in portions {
            let (some, others) = rest.split_at(portion.min(rest.len()));
            rest = others;
            drop(grown(folder.path(), some));
        }
        let index = Index::open(folder.path()).expect("it is whole");
        prop_assert_eq!(index.len() as usize, pile.len());
        holds_a_full_run(&index);
    }
}
