//! What the tables of people show, whatever the format.

use crate::entity::{Entity, EntityKind, Role};
use crate::extractor::Extraction;

/// The people of an article in the order of first mention, with their indices.
pub(super) fn people<'e>(found: &'e Extraction<'_>) -> impl Iterator<Item = (usize, &'e Entity)> {
    let entities = found.entities().iter().enumerate();
    entities.filter(|(_, entity)| entity.kind == EntityKind::Person)
}

/// The title with which the article gives a role to a person: `पूर्व सांसद`. The first mention of
/// that office of that person; `None` if only other mentions led to the role.
pub(super) fn title<'t>(found: &Extraction<'t>, holder: usize, role: &Role) -> Option<&'t str> {
    let mentions = found.mentions().iter();
    let mut held = mentions.filter_map(|mention| Some((mention.text, mention.office.as_ref()?)));
    held.find_map(|(text, office)| {
        let same = office.holder == Some(holder)
            && office.id == role.office
            && office.status == role.status
            && office.of == role.of;
        same.then_some(text)
    })
}

/// An entity's name; nothing if there is no such entity.
pub(super) fn name<'e>(found: &'e Extraction<'_>, entity: Option<usize>) -> &'e str {
    entity
        .and_then(|index| found.entities().get(index))
        .map_or("", |entity| &entity.name)
}
