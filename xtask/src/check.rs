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
    // Packages of other platforms may never have been fetched here; without a registry in reach the packages that
    // this platform builds with, which the build has fetched, are what can be checked.
    let packages = metadata(&[]).or_else(|reason| {
        println!("licences: only this platform's packages are checked ({reason})");
        metadata(&["--offline", "--filter-platform", &host()])
    });
    let packages = match packages {
        Ok(packages) => packages,
        Err(reason) => {
            println!("licences: cannot be read: {reason}");
            return false;
        }
    };
    let foreign: BTreeSet<String> = packages
        .iter()
        .filter(|package| !package.license.as_deref().is_some_and(may_be_used))
        .map(|package| format!("{} ({})", package.name, package.license.as_deref().unwrap_or("none stated")))
        .collect();
    println!("licences: {} packages, {} that may not be used {foreign:?}", packages.len(), foreign.len());
    foreign.is_empty()
}

/// The packages that cargo names, or why it names none.
fn metadata(options: &[&str]) -> Result<Vec<Package>, String> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(options)
        .current_dir(root())
        .output()
        .map_err(|error| format!("cargo does not start: {error}"))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(told
            .lines()
            .find(|line| line.starts_with("error"))
            .unwrap_or("cargo metadata failed")
            .to_owned());
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    Ok(metadata.packages)
}

/// The platform of this toolchain, as `rustc -vV` names it.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().map(|output| output.stdout).unwrap_or_default();
    let told = String::from_utf8_lossy(&output);
    told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default().to_owned()
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
