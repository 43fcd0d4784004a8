//! Output formats: the only files that know one.
//!
//! Each format is a view that borrows what [`Extractor::extract`](crate::Extractor::extract)
//! returned and writes itself where it is displayed. Nothing is escaped or computed before that,
//! except in [`HtmlPage`], which gathers several articles.
//!
//! | view | format |
//! | --- | --- |
//! | [`Json`] | the JSON contract, version 1, one line; [`serde::Serialize`] for other layouts |
//! | [`HtmlPage`] | one page of marked articles that needs nothing else |
//! | [`Text`] | marked text and tables for a terminal |
//! | [`Conll`] | a token and its BIO tag per line |
//! | [`Brat`] | brat standoff, the text of an `.ann` file |
//!
//! ```
//! use neta::Extractor;
//! use neta::export::{Conll, Json, Text};
//!
//! let extractor = Extractor::new();
//! let found = extractor.extract("कैराना सांसद इकरा हसन ने कहा।");
//! println!("{}", Text::new(&found).coloured());
//! println!("{}", Json::new(&found).with_id("article-7"));
//! print!("{}", Conll::new(&found));
//! ```

mod brat;
mod conll;
mod html;
mod json;
mod people;
#[cfg(test)]
mod samples;
mod text;

pub use brat::Brat;
pub use conll::Conll;
pub use html::HtmlPage;
pub use json::Json;
pub use text::Text;
