//! The commands, one file each.

pub mod annotate;
pub mod completions;
mod inputs;
pub mod man;
pub mod passages;
pub mod report;
