//! Whether two texts make the same claim, as a number: what the alignment of their words, figures and names leaves over.

mod laid;
pub mod measures;

use std::sync::LazyLock;

use self::measures::{MEASURES, Measures};
use super::lexicon::rows;
use crate::annotation::Annotations;

/// What each measure is worth and, last, the constant; the file says how they were found.
static WORTH: LazyLock<[f64; MEASURES + 1]> = LazyLock::new(|| {
    let mut worth = [0.0; MEASURES + 1];
    for row in rows(include_str!("../../../../data/alignment/same_claim.tsv")) {
        let place = |name: &str| measures::NAMES.iter().position(|own| *own == name);
        if let Some((name, value)) = row.split_once('\t')
            && let Some(slot) = worth.get_mut(place(name).unwrap_or(MEASURES))
        {
            *slot = value.parse().unwrap_or_default();
        }
    }
    worth
});

/// How sure it is, from 0 to 1, that two texts make the same claim: one half is the border.
pub fn same_claim(one: (&str, &Annotations), other: (&str, &Annotations)) -> f64 {
    sure(&measures::of(one, other))
}

fn sure(measures: &Measures) -> f64 {
    let constant = WORTH.last().copied().unwrap_or_default();
    let sum: f64 = measures.0.iter().zip(WORTH.iter()).map(|(measure, worth)| measure * worth).sum();
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
    fn every_measure_has_its_worth() {
        assert!(WORTH.iter().all(|worth| *worth != 0.0 && worth.is_finite()));
    }
}
