//! Text as HTML: escaped, in two languages, numbers with separators.

use std::fmt;

/// Text for an element or a quoted attribute.
pub(super) struct Escaped<'s>(pub(super) &'s str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\0']) {
            let (plain, special) = rest.split_at(at);
            f.write_str(plain)?;
            f.write_str(match special.as_bytes().first() {
                Some(b'&') => "&amp;",
                Some(b'<') => "&lt;",
                Some(b'>') => "&gt;",
                Some(b'"') => "&quot;",
                Some(b'\'') => "&#39;",
                // HTML has no way to write it.
                _ => "\u{FFFD}",
            })?;
            rest = special.get(1..).unwrap_or_default();
        }
        f.write_str(rest)
    }
}

/// What the page itself says, in Hindi and in English; the reader chooses which is shown.
#[derive(Clone, Copy)]
pub(super) struct Label(pub(super) &'static str, pub(super) &'static str);

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Label(hindi, english) = self;
        write!(
            f,
            "<span class=\"t\" lang=\"hi\">{hindi}</span> <span class=\"t\" lang=\"en\">{english}</span>"
        )
    }
}

/// A number as it is grouped in India: 12,34,567.
pub(super) struct Number(pub(super) u64);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (at, digit) in digits.chars().enumerate() {
            let behind = digits.len() - at;
            if at > 0 && behind >= 3 && behind % 2 == 1 {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_by_table() {
        let cases = [
            (
                "क < ख & \"ग\" > 'घ'",
                "क &lt; ख &amp; &quot;ग&quot; &gt; &#39;घ&#39;",
            ),
            ("</script><!--\0", "&lt;/script&gt;&lt;!--\u{FFFD}"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(Escaped(text).to_string(), expected);
        }
    }

    #[test]
    fn numbers_by_table() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (99_999, "99,999"),
            (1_234_567, "12,34,567"),
            (100_000_000, "10,00,00,000"),
        ];
        for (number, expected) in cases {
            assert_eq!(Number(number).to_string(), expected);
        }
    }
}
