//! Output formats: the only files that know one.
