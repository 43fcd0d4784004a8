//! The surface forms of the embedded gazetteer, for engines that look up strings.

use neta::Gazetteer;
use std::collections::BTreeSet;

/// Every form of every person, party, place and office, stated and derived, once.
pub fn forms() -> Vec<String> {
    let gazetteer = Gazetteer::embedded();
    let forms = gazetteer.entries().flat_map(|entry| entry.forms());
    let distinct: BTreeSet<String> = forms.map(|form| form.text).collect();
    distinct.into_iter().collect()
}
