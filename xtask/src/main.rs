//! Chores of the repository: `cargo xtask check | train | eval | bench`.

fn main() {}
