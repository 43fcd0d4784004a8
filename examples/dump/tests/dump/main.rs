//! `neta-dump` as a user runs it: real processes over small files that the tests make themselves.
#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should say where.

mod failures;
mod filter;
mod inputs;
mod outputs;
mod place;
mod rejects;
mod resume;
mod tables;
