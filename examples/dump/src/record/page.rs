//! Web pages: the article without menus, advertisements and scripts.

use super::Record;
use dom_smoothie::{Config, Readability, TextMode};
use std::borrow::Cow;
use std::panic;

/// As `read`; whatever a page does to the parser, it concerns that page alone.
pub fn parse(html: &str) -> Result<Record<'static>, String> {
    panic::catch_unwind(|| read(html))
        .unwrap_or_else(|_| Err("no web page: its parser gave up".into()))
}

/// The page's article, headline and day; the whole page's text where no article stands out.
fn read(html: &str) -> Result<Record<'static>, String> {
    let config = || {
        Some(Config {
            text_mode: TextMode::Formatted,
            ..Config::default()
        })
    };
    let page = |error: &dyn std::fmt::Display| format!("no web page: {error}");
    let mut reader = Readability::new(html, None, config()).map_err(|error| page(&error))?;
    let metadata = reader.get_article_metadata(reader.parse_json_ld());
    let text = match reader.parse() {
        Ok(article) => article.text_content.to_string(),
        Err(_) => {
            // Reading for an article has taken the page apart.
            let whole = Readability::new(html, None, config()).map_err(|error| page(&error))?;
            whole
                .doc
                .select("script, style, noscript, template")
                .remove();
            whole.doc.select("body").formatted_text().to_string()
        }
    };
    let title = Some(metadata.title).filter(|title| !title.is_empty());
    Ok(Record {
        id: None,
        title: title.map(Cow::Owned),
        text: Cow::Owned(text),
        date: metadata.published_time.map(Cow::Owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_and_not_the_script() {
        let html = "<html><head><title>बैठक हुई</title>\
            <meta property=\"article:published_time\" content=\"2024-06-09T10:00:00Z\">\
            <script>var a = 'विधायक';</script></head>\
            <body><p>सांसद इकरा हसन ने कहा।</p><p>सभा &amp; बैठक।</p></body></html>";
        let record = parse(html).unwrap();
        assert_eq!(record.title.as_deref(), Some("बैठक हुई"));
        assert!(
            record.text.contains("सांसद इकरा हसन ने कहा।"),
            "{}",
            record.text
        );
        assert!(record.text.contains("सभा & बैठक।") && !record.text.contains("विधायक"));
        assert!(record.day().is_some());
    }
}
