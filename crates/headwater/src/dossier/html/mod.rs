//! The page: one self-contained HTML file.

use super::Dossier;

/// Writes the dossier as one self-contained HTML page.
pub fn page(dossier: &Dossier) -> String {
    let _ = dossier;
    String::new()
}
