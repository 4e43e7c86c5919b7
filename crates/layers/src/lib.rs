//! The two layers of the reading model: products of matrices, and recurrence.
//!
//! Every sum is made in one fixed order and without fused operations, so that all machines get the same bits,
//! whichever vector instructions they have. A crate of its own, so that builds for development can optimise it.

mod dense;
mod recur;

pub use dense::{Dense, Matrix};
pub use recur::recur;
