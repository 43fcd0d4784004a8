//! What an earlier run has left, and whether this one may go on with it or replace it.

use crate::checkpoint::{Checkpoint, Settings};
use crate::failure::Failure;
use crate::finish;
use crate::names::Names;
use crate::options::Options;

/// What there is.
pub enum Earlier {
    /// Nothing, or nothing any more.
    None,
    /// A run to go on with.
    Unfinished(Box<Checkpoint>),
    /// A finished output, and the user asked to resume.
    Finished,
}

impl Earlier {
    /// Looks, and takes away what is to be replaced. `regular`: the inputs can be read again.
    pub fn find(
        options: &Options,
        names: &Names,
        settings: &Settings,
        regular: bool,
    ) -> Result<Earlier, Failure> {
        if options.overwrite {
            finish::forget(names)?;
            return Ok(Earlier::None);
        }
        let out = names.out.display();
        let state = Checkpoint::load(&names.state)?;
        if options.resume {
            return match state {
                Some(state) => {
                    state.check(settings)?;
                    Ok(Earlier::Unfinished(Box::new(state)))
                }
                None if names.out.exists() => Ok(Earlier::Finished),
                None if regular => fresh(options, names),
                None => Err(Failure::Usage(
                    "--resume: a pipe cannot be read again; give files".into(),
                )),
            };
        }
        if state.is_some() {
            return Err(Failure::Usage(format!(
                "{out}: an unfinished run is there; --resume goes on with it, --overwrite begins anew"
            )));
        }
        fresh(options, names)
    }
}

fn fresh(options: &Options, names: &Names) -> Result<Earlier, Failure> {
    let finished = names.finished(options.report.as_deref());
    if let Some(there) = finished.into_iter().find(|path| path.exists()) {
        return Err(Failure::Usage(format!(
            "{}: is there already; --overwrite replaces it",
            there.display()
        )));
    }
    finish::forget(names)?;
    Ok(Earlier::None)
}
