//! Which field of a record is what.

/// What a field is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The article's text.
    Text,
    /// Its headline.
    Title,
    /// Its name in the output.
    Id,
    /// Its day.
    Date,
}

impl Role {
    /// All, in the order in which they are told.
    pub const ALL: [Role; 4] = [Role::Text, Role::Title, Role::Id, Role::Date];

    /// The role's name, which is its option's too.
    pub fn name(self) -> &'static str {
        match self {
            Role::Text => "text",
            Role::Title => "title",
            Role::Id => "id",
            Role::Date => "date",
        }
    }

    /// The names that are tried where the user gives none, the likeliest first.
    fn guesses(self) -> &'static [&'static str] {
        match self {
            Role::Text => &[
                "text",
                "content",
                "body",
                "article",
                "maintext",
                "articleBody",
            ],
            Role::Title => &["title", "headline"],
            Role::Id => &["id", "url"],
            Role::Date => &[
                "date",
                "published",
                "published_at",
                "datePublished",
                "date_publish",
            ],
        }
    }
}

/// The names of each role's field; of several that a record has, the first counts.
#[derive(Clone, Debug)]
pub struct Fields {
    names: [Vec<String>; Role::ALL.len()],
}

impl Fields {
    /// The names that the user gave, by role; guesses where there are none.
    pub fn new(given: [&[String]; Role::ALL.len()]) -> Fields {
        let names = Role::ALL.map(|role| match given[role as usize] {
            [] => role.guesses().iter().map(|name| name.to_string()).collect(),
            given => given.to_vec(),
        });
        Fields { names }
    }

    /// What a field is, and its rank among the names of that role. Letter case does not count.
    pub fn role(&self, field: &str) -> Option<(Role, usize)> {
        Role::ALL.into_iter().find_map(|role| {
            let mut names = self.names[role as usize].iter();
            let rank = names.position(|name| name.eq_ignore_ascii_case(field))?;
            Some((role, rank))
        })
    }

    /// Of the fields that a record has, the one for each role.
    pub fn choose(&self, present: &[String]) -> [Option<usize>; Role::ALL.len()] {
        Role::ALL.map(|role| {
            let mut names = self.names[role as usize].iter();
            names.find_map(|name| {
                present
                    .iter()
                    .position(|field| field.eq_ignore_ascii_case(name))
            })
        })
    }

    /// What was chosen among the fields of an input, for the user to check.
    pub fn describe(&self, present: &[String]) -> String {
        let chosen = self.choose(present);
        if chosen[Role::Text as usize].is_none() {
            return format!(
                "no field for the text: looked for {}, found {}; --text NAME names it",
                self.names[Role::Text as usize].join(", "),
                if present.is_empty() {
                    "none".to_string()
                } else {
                    present.join(", ")
                },
            );
        }
        let parts = Role::ALL.map(|role| match chosen[role as usize] {
            Some(index) => format!("{} from {:?}", role.name(), present[index]),
            None => format!("no {}", role.name()),
        });
        parts.join(", ")
    }

    /// The names, for the check that a resumed run has the same.
    pub fn names(&self, role: Role) -> String {
        self.names[role as usize].join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_that_a_record_has() {
        let own = ["body".to_string(), "content".to_string()];
        let fields = Fields::new([&own, &[], &[], &[]]);
        let present = ["Headline", "content", "BODY", "url"].map(String::from);
        assert_eq!(fields.choose(&present), [Some(2), Some(0), Some(3), None]);
        assert_eq!(fields.role("Content"), Some((Role::Text, 1)));
        assert_eq!(fields.role("text"), None);
        assert_eq!(
            fields.describe(&present),
            "text from \"BODY\", title from \"Headline\", id from \"url\", no date"
        );
        assert!(
            fields
                .describe(&["x".to_string()])
                .contains("looked for body, content, found x")
        );
    }
}
