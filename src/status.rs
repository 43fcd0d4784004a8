//! Whether an office is still held.

use std::fmt;

/// Whether an office is still held, as the text says it.
///
/// ```
/// use neta::Status;
///
/// assert_eq!(Status::Former.name(), "former");
/// assert_eq!(Status::from_name("elect"), Some(Status::Elect));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Status {
    /// मौजूदा, वर्तमान
    Current = 1,
    /// पूर्व, भूतपूर्व; or the verb says so (`मंत्री थे`)
    Former,
    /// तत्कालीन: held it at the time told of
    Then,
    /// निवर्तमान
    Outgoing,
    /// कार्यवाहक, अंतरिम
    Acting,
    /// नवनिर्वाचित, मनोनीत
    Elect,
    /// प्रत्याशी, उम्मीदवार, दावेदार
    Candidate,
}

impl Status {
    /// All values.
    pub const ALL: [Status; 7] = [
        Status::Current,
        Status::Former,
        Status::Then,
        Status::Outgoing,
        Status::Acting,
        Status::Elect,
        Status::Candidate,
    ];

    /// The value's name in JSON and in gold markup.
    pub fn name(self) -> &'static str {
        match self {
            Status::Current => "current",
            Status::Former => "former",
            Status::Then => "then",
            Status::Outgoing => "outgoing",
            Status::Acting => "acting",
            Status::Elect => "elect",
            Status::Candidate => "candidate",
        }
    }

    /// The value with this name.
    pub fn from_name(name: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.name() == name)
    }

    pub(crate) fn from_number(number: u8) -> Option<Status> {
        Status::ALL
            .into_iter()
            .find(|status| *status as u8 == number)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
