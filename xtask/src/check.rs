//! `cargo xtask check`: what compilers do not see.

use std::collections::BTreeSet;
use std::process::Command;

use serde::Deserialize;

use crate::shared::root;

/// Licences that a dependency may carry (one of its alternatives is enough).
const LICENCES: [&str; 9] =
    ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MPL-2.0", "Unicode-3.0", "Zlib", "ISC", "0BSD"];

/// The most packages that the lock file may hold.
const PACKAGES: usize = 300;

/// The largest release binary, in bytes.
const BINARY: u64 = 60 * 1024 * 1024;

/// Runs every check and says what each found.
pub fn run() -> bool {
    let checks = [licences(), lock_file(), binary()];
    checks.iter().all(|fine| *fine)
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    license: Option<String>,
}

fn licences() -> bool {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(root())
        .output();
    let packages = output.ok().and_then(|output| serde_json::from_slice::<Metadata>(&output.stdout).ok());
    let Some(Metadata { packages }) = packages else {
        println!("licences: cargo metadata gave nothing to read");
        return false;
    };
    let foreign: BTreeSet<String> = packages
        .iter()
        .filter(|package| !package.license.as_deref().is_some_and(may_be_used))
        .map(|package| format!("{} ({})", package.name, package.license.as_deref().unwrap_or("none stated")))
        .collect();
    println!("licences: {} packages, {} that may not be used {foreign:?}", packages.len(), foreign.len());
    foreign.is_empty()
}

/// Whether an SPDX expression can be met with the licences allowed: every part joined by AND, one joined by OR.
fn may_be_used(expression: &str) -> bool {
    let plain = expression.replace(['(', ')'], " ").replace('/', " OR ");
    plain.split(" AND ").all(|part| {
        part.split(" OR ").any(|licence| {
            let licence = licence.trim();
            LICENCES.contains(&licence.split(" WITH ").next().unwrap_or(licence))
        })
    })
}

fn lock_file() -> bool {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap_or_default();
    let packages = lock.lines().filter(|line| *line == "[[package]]").count();
    println!("lock file: {packages} packages, at most {PACKAGES}");
    packages <= PACKAGES
}

fn binary() -> bool {
    let Ok(file) = std::fs::metadata(root().join("target/release/headwater")) else {
        println!("binary: not built; cargo build --release builds it");
        return true;
    };
    println!("binary: {:.1} MB, at most {} MB", file.len() as f64 / 1e6, BINARY / 1024 / 1024);
    file.len() <= BINARY
}

#[cfg(test)]
mod tests {
    use super::may_be_used;

    #[test]
    fn an_expression_is_met_by_one_alternative_of_every_part() {
        assert!(may_be_used("MIT OR GPL-3.0"));
        assert!(may_be_used("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(may_be_used("Unlicense/MIT"));
        assert!(!may_be_used("GPL-3.0"));
        assert!(!may_be_used("MIT AND GPL-3.0"));
    }
}
