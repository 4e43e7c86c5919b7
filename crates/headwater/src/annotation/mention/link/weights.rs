//! The weights of the features, and what they decide.

use std::sync::LazyLock;

use super::{Choice, Class, FIELDS, Features, VALUES};
use crate::annotation::Annotations;
use crate::annotation::lists::entries;

/// For every class, field and value a weight, in hundredths.
struct Weights(Vec<i32>);

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../../../../data/links.tsv")));

/// The candidate that the weights hold best, where they hold it better than none; of two as good the nearer.
pub(in crate::annotation) fn by_weight(_: &Annotations, choice: &Choice) -> Option<usize> {
    let none = WEIGHTS.of(choice.class, &choice.none);
    let scores = choice.candidates.iter().map(|one| WEIGHTS.of(choice.class, &one.features)).enumerate();
    let best = scores.rev().max_by_key(|(_, score)| *score)?;
    (best.1 > none).then_some(best.0)
}

impl Weights {
    /// One line a class and field: the two names, then the weights of the values from nought on.
    fn read(list: &'static str) -> Self {
        let mut all = vec![0; Class::ALL.len() * FIELDS.len() * VALUES];
        for line in entries(list) {
            let mut columns = line.split('\t');
            let (class, field) = (columns.next(), columns.next());
            let class = Class::ALL.into_iter().find(|known| class == Some(known.name()));
            let field = FIELDS.iter().position(|known| field == Some(*known));
            let Some(start) = class.zip(field).map(|(class, field)| place(class, field, 0)) else { continue };
            let weights =
                columns.next().unwrap_or_default().split(' ').map(|weight| weight.parse().unwrap_or(0));
            all.iter_mut().skip(start).take(VALUES).zip(weights).for_each(|(entry, weight)| *entry = weight);
        }
        Weights(all)
    }

    fn of(&self, class: Class, features: &Features) -> i32 {
        features.iter().filter_map(|(field, value)| self.0.get(place(class, field, value))).sum()
    }
}

fn place(class: Class, field: usize, value: usize) -> usize {
    (class as usize * FIELDS.len() + field) * VALUES + value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_names_a_class_and_a_field() {
        for line in entries(include_str!("../../../../data/links.tsv")) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [class, field, weights] = columns[..] else { panic!("{line}") };
            assert!(Class::ALL.iter().any(|known| known.name() == class), "{line}");
            assert!(FIELDS.contains(&field), "{line}");
            assert!(weights.split(' ').count() <= VALUES, "{line}");
            assert!(weights.split(' ').all(|weight| weight.parse::<i16>().is_ok()), "{line}");
        }
    }
}
