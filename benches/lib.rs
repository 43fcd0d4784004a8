//! What the benches read: articles, and made-up rows for a gazetteer of one's own.

pub mod rows;
pub mod text;
