//! The rows of the corrections.

use serde::Serialize;
use serde::ser::SerializeSeq;

use super::place::Id;
use crate::corrections::EntryId;
use crate::dossier::corrected::{Corrected, Thing, pointer};

#[derive(Serialize)]
pub(super) struct CorrectedRow<'d> {
    id: Id<EntryId>,
    kind: &'static str,
    says: String,
    of: Option<String>,
    by: Option<&'d str>,
    on: Option<&'d str>,
    why: Option<&'d str>,
    line: usize,
    status: &'static str,
    because: Option<&'d str>,
    instead_of: Option<&'d str>,
    things: Vec<Id<Thing>>,
}

pub(super) fn row(corrected: &Corrected) -> CorrectedRow<'_> {
    let entry = &corrected.entry;
    CorrectedRow {
        id: Id(corrected.id),
        kind: entry.what.name(),
        says: entry.what.clause(),
        of: pointer(&entry.what),
        by: entry.by.as_deref(),
        on: entry.on.as_deref(),
        why: entry.why.as_deref(),
        line: entry.line,
        status: corrected.status.name(),
        because: corrected.because.as_deref(),
        instead_of: corrected.instead_of.as_deref(),
        things: corrected.things.iter().copied().map(Id).collect(),
    }
}

/// The corrections that acted on a thing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ids<'d>(pub(super) &'d [EntryId]);

impl Serialize for Ids<'_> {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut list = out.serialize_seq(Some(self.0.len()))?;
        for id in self.0 {
            list.serialize_element(&Id(*id))?;
        }
        list.end()
    }
}
