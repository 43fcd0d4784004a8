//! Calendar days.

use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar, written as ISO 8601 has it: `2024-06-09`.
///
/// ```
/// use neta::Date;
///
/// let date: Date = "2024-06-09".parse()?;
/// assert_eq!(date, Date::new(2024, 6, 9).unwrap());
/// assert!(date < neta::DATA_DATE);
/// assert_eq!("2023-02-29".parse::<Date>().unwrap_err().to_string(),
///     "expected a day such as 2024-06-09, found \"2023-02-29\"");
/// # Ok::<(), neta::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// The day up to which the embedded gazetteer knows who holds what. A role without an end was held
/// then; what came later is not known.
pub const DATA_DATE: Date = Date {
    year: 2026,
    month: 8,
    day: 31,
};

impl Date {
    /// A day of the years 1 to 9999; `None` if the calendar has no such day.
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        if year == 0 || year > 9999 || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        Some(Date { year, month, day })
    }

    /// The year, from 1 to 9999.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// As `yyyymmdd`, the form of dates in images.
    pub(crate) const fn number(self) -> u32 {
        self.year as u32 * 10_000 + self.month as u32 * 100 + self.day as u32
    }
}

/// 0 for a month that there is not.
pub(crate) const fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(400) || year.is_multiple_of(4) && !year.is_multiple_of(100) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Date, DateError> {
        match partial(text) {
            Some((year, month, day)) if month > 0 && day > 0 => Ok(Date { year, month, day }),
            _ => Err(DateError {
                found: text.chars().take(40).collect(),
            }),
        }
    }
}

/// Year, month and day of `2024`, `2024-06` or `2024-06-09`; 0 for what is not said.
pub(crate) fn partial(text: &str) -> Option<(u16, u8, u8)> {
    let number = |digits: &str, length: usize| -> Option<u16> {
        let whole = digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit());
        whole
            .then(|| digits.parse().ok())
            .flatten()
            .filter(|&number| number > 0)
    };
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    let month = match parts.next() {
        None => return Some((year, 0, 0)),
        Some(month) => u8::try_from(number(month, 2)?)
            .ok()
            .filter(|&month| month <= 12)?,
    };
    let day = match parts.next() {
        None => return Some((year, month, 0)),
        Some(day) => u8::try_from(number(day, 2)?).ok()?,
    };
    (parts.next().is_none() && day <= days_in_month(year, month)).then_some((year, month, day))
}

/// Text that is no day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    found: String,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expected a day such as 2024-06-09, found {:?}",
            self.found
        )
    }
}

impl std::error::Error for DateError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_by_table() {
        for good in [
            "2024-02-29",
            "2000-02-29",
            "0001-01-01",
            "9999-12-31",
            "2023-04-30",
        ] {
            assert_eq!(
                good.parse::<Date>().map(|date| date.to_string()).as_deref(),
                Ok(good)
            );
        }
        let bad = [
            "",
            "2024",
            "2024-06",
            "2024-6-9",
            "2024-06-09T",
            "2024-06-09-",
            "24-06-09",
            "2024/06/09",
            "1900-02-29",
            "2023-02-29",
            "2023-04-31",
            "2023-13-01",
            "2023-00-10",
            "2023-10-00",
            "0000-01-01",
            "+024-01-01",
            "२०२४-०६-०९",
            " 2024-06-09",
        ];
        for bad in bad {
            assert!(bad.parse::<Date>().is_err(), "{bad:?}");
        }
        assert_eq!(Date::new(2023, 2, 29), None);
        assert_eq!(Date::new(2024, 0, 1), None);
        assert_eq!(partial("2024-06"), Some((2024, 6, 0)));
        assert!(Date::new(2024, 6, 9) < Date::new(2024, 6, 10));
    }
}
