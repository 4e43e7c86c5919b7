//! Whether two texts make the same claim, and how alike they are, as numbers: what the alignment of their words, figures and
//! names leaves over. The two are asked apart: one text that tells what another tells, and much besides, does not make the same
//! claim and is still like it, so what a measure is worth differs most for lengths.

pub mod against;
mod laid;
pub mod measures;
pub(super) mod wording;

use std::sync::LazyLock;

use self::measures::MEASURES;
use super::lexicon::rows;
use crate::annotation::Annotations;

/// What each measure of a text and a claim is worth and, last, the constant, when it is asked whether the one speaks against the
/// other; the file says how they were found.
static AGAINST: LazyLock<[f64; against::MEASURES + 1]> = LazyLock::new(|| {
    let mut worth = [0.0; against::MEASURES + 1];
    for row in rows(include_str!("../../../../data/alignment/against.tsv")) {
        let (name, value) = row.split_once('\t').unwrap_or_default();
        let place = against::NAMES.iter().position(|own| *own == name).unwrap_or(against::MEASURES);
        worth.get_mut(place).into_iter().for_each(|slot| *slot = value.parse().unwrap_or_default());
    }
    worth
});

/// From how sure it is that a text speaks against a claim it is taken to: of texts and claims about one thing one in nine does.
pub const BORDER: f64 = 0.19;

/// What each measure is worth and, last, the constant.
type Worth = [f64; MEASURES + 1];

/// For the one claim and for likeness; the file says how they were found.
static WORTH: LazyLock<[Worth; 2]> = LazyLock::new(|| {
    let mut worth = [[0.0; MEASURES + 1]; 2];
    for row in rows(include_str!("../../../../data/alignment/same_claim.tsv")) {
        let mut columns = row.split('\t');
        let name = columns.next().unwrap_or_default();
        let place = measures::NAMES.iter().position(|own| *own == name).unwrap_or(MEASURES);
        for (worth, value) in worth.iter_mut().zip(columns) {
            worth.get_mut(place).into_iter().for_each(|slot| *slot = value.parse().unwrap_or_default());
        }
    }
    worth
});

/// How sure it is, from 0 to 1, that two texts make the same claim: one half is the border.
pub fn same_claim(one: (&str, &Annotations), other: (&str, &Annotations)) -> f64 {
    sum(&measures::of(one, other).0, &WORTH[0])
}

/// How alike two texts are in what they tell, from 0 (nothing in common) to 1 (one says what the other says).
pub fn likeness(one: (&str, &Annotations), other: (&str, &Annotations)) -> f64 {
    sum(&measures::of(one, other).0, &WORTH[1])
}

/// How sure it is, from 0 to 1, that a text speaks against a short claim, where both are known to be about one thing; from
/// [`BORDER`] on it is taken to. In a pile nothing says that two texts are about one thing: there more must be asked.
pub fn speaks_against(text: (&str, &Annotations), claim: (&str, &Annotations)) -> f64 {
    sum(&against::of(text, claim), &*AGAINST)
}

fn sum(measures: &[f64], worth: &[f64]) -> f64 {
    let constant = worth.last().copied().unwrap_or_default();
    let sum: f64 = measures.iter().zip(worth).map(|(measure, worth)| measure * worth).sum();
    1.0 / (1.0 + (-(sum + constant)).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::annotate;
    use crate::article::Article;

    fn sure_of(one: &str, other: &str) -> f64 {
        let read = |text: &str| annotate(&Article::of_text(text)).value;
        let (a, b) = (read(one), read(other));
        let sure = same_claim((one, &a), (other, &b));
        assert!((sure - same_claim((other, &b), (one, &a))).abs() < 1e-9, "the order tells");
        sure
    }

    #[test]
    fn the_same_in_other_words_is_told_from_something_else() {
        let ferry = "The ferry Lena sank off Tarnby on Sunday and 12 of its passengers drowned.";
        let same = "Twelve passengers drowned on Sunday when the ferry Lena sank off Tarnby.";
        let other = "The owner of the ferry Lena said it had passed an inspection in May.";
        assert!(sure_of(ferry, ferry) > 0.9);
        assert!(sure_of(ferry, same) > sure_of(ferry, other) + 0.3);
        assert!(sure_of(ferry, other) < 0.5);
        assert!(sure_of("", "").is_finite());
    }

    #[test]
    fn what_tells_more_is_still_alike() {
        let ferry = "The ferry Lena sank off Tarnby on Sunday.";
        let more = "The ferry Lena sank off Tarnby on Sunday, and its owner, who bought it in May for 3 million, was questioned.";
        let read = |text: &str| annotate(&Article::of_text(text)).value;
        let (a, b) = (read(ferry), read(more));
        assert!(likeness((ferry, &a), (more, &b)) > same_claim((ferry, &a), (more, &b)));
        assert!(likeness((ferry, &a), (ferry, &a)) > likeness((ferry, &a), (more, &b)));
    }

    #[test]
    fn who_ties_the_same_words_otherwise_speaks_against_it() {
        let text = "Ana Verick, who was met at the port of Orlan by Mayor Ion Brask, refused to comment on the plan.";
        let read = |text: &str| annotate(&Article::of_text(text)).value;
        let against = |claim: &str| speaks_against((text, &read(text)), (claim, &read(claim)));
        assert!(against("Ana Verick is the mayor of Orlan.") > against("Ana Verick was met by Ion Brask."));
        assert!(against("Ana Verick commented on the plan.") > against("The weather was mild in Tarnby."));
        assert!(speaks_against(("", &read("")), ("", &read(""))).is_finite());
    }

    #[test]
    fn every_measure_has_its_worth() {
        assert!(WORTH.iter().flatten().chain(AGAINST.iter()).all(|worth| worth.is_finite()));
    }
}
