//! What articles are compared by: how much each word tells, and which runs of words are house style.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::super::house;
use super::super::pile::Pile;
use super::super::rarity::Rarity;

/// What articles are compared by. Made from a pile, it stands still while articles are added.
pub struct Reference {
    rarity: Arc<Rarity>,
    /// The runs of words that are house style, and the number of the article from which each counts.
    house: FxHashMap<u64, u32>,
}

impl Reference {
    pub(super) fn new(rarity: Arc<Rarity>, house: Vec<u64>) -> Self {
        Reference { rarity, house: house.into_iter().map(|run| (run, 0)).collect() }
    }

    /// One that knows nothing but ordinary English.
    pub(super) fn none() -> Self {
        Reference::new(Arc::new(Rarity::of(&[])), Vec::new())
    }

    pub(super) fn rarity(&self) -> &Arc<Rarity> {
        &self.rarity
    }

    pub(super) fn is_house(&self, run: u64) -> bool {
        self.house.contains_key(&run)
    }

    /// Whether a run was house style when the article with this number came.
    pub(in super::super) fn was_house(&self, run: u64, article: u32) -> bool {
        self.house.get(&run).is_some_and(|from| *from <= article)
    }

    /// The house style of new articles that was not known yet.
    pub(super) fn new_house(&self, pile: &Pile) -> Vec<u64> {
        let mut found = house::found(pile).runs;
        found.retain(|run| !self.is_house(*run));
        found
    }

    /// Takes in house style that was met later.
    pub(super) fn learn(&mut self, house: &[(u64, u32)]) {
        for &(run, from) in house {
            self.house.entry(run).or_insert(from);
        }
    }

    /// The reference as bytes: how many weights there are, the weights, and the runs that were house style from the first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let weights = self.rarity.weights();
        let mut runs: Vec<u64> =
            self.house.iter().filter(|(_, from)| **from == 0).map(|(run, _)| *run).collect();
        runs.sort_unstable();
        let mut bytes = (weights.len() as u64).to_le_bytes().to_vec();
        bytes.extend_from_slice(weights);
        bytes.extend(runs.iter().flat_map(|run| run.to_le_bytes()));
        bytes
    }

    /// The reference that [`Reference::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (length, rest) = bytes.split_first_chunk::<8>()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let (weights, runs) = rest.split_at_checked(length)?;
        let rarity = Rarity::from_weights(weights.to_vec())?;
        let (runs, []) = runs.as_chunks::<8>() else { return None };
        let runs = runs.iter().map(|run| u64::from_le_bytes(*run)).collect();
        Some(Reference::new(Arc::new(rarity), runs))
    }
}
