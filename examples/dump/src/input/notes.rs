//! Which fields were taken for text, title, id and date, said once per choice and not per file.

use crate::fields::Fields;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// Says it with the function it was made with.
pub struct Notes {
    say: Box<dyn Fn(&str) + Send + Sync>,
    said: Mutex<Said>,
}

#[derive(Default)]
struct Said {
    choices: HashSet<String>,
    /// The input whose first record was looked at.
    last: String,
}

impl std::fmt::Debug for Notes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Notes")
    }
}

impl Notes {
    /// Through `say`.
    pub fn new(say: impl Fn(&str) + Send + Sync + 'static) -> Notes {
        Notes {
            say: Box::new(say),
            said: Mutex::default(),
        }
    }

    /// The fields that an input has.
    pub fn fields(&self, input: &str, present: &[String], fields: &Fields) {
        let choice = fields.describe(present);
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if !said.choices.contains(&choice) {
            (self.say)(&format!("{input}: {choice}"));
            said.choices.insert(choice);
        }
    }

    /// The fields of an input's first record; later ones are not looked at.
    pub fn first(
        &self,
        input: &str,
        fields: &Fields,
        present: impl FnOnce() -> Option<Vec<String>>,
    ) {
        {
            let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
            if said.last == input {
                return;
            }
            said.last = input.to_string();
        }
        if let Some(present) = present() {
            self.fields(input, &present, fields);
        }
    }
}
