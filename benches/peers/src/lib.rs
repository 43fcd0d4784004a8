//! What the figures are made with: engines over the same forms and text, a clock, tables.

pub mod clock;
pub mod engines;
pub mod forms;
pub mod process;
pub mod shapes;
pub mod table;
