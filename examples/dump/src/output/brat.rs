//! A folder for brat: of each article its text and its annotations, and a list that tells which
//! file is which article.

use super::conll::one_line;
use super::{Article, Chunk, Encoder};
use crate::failure::{At, Failure};
use neta::export;
use std::fs;
use std::mem;
use std::path::{Path, PathBuf};

/// The list of articles.
pub const LIST: &str = "articles.tsv";
/// Its header.
pub const LIST_HEAD: &str = "file\tid\n";
/// What brat has to know of the annotations; it looks for it in the folder.
pub const CONFIGURATION: &str = "\
[entities]
Person
Party
Place
Office

[relations]
Holder\tArg1:Office, Arg2:Person
Of\tArg1:Office, Arg2:Place|Party
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
OfficeId\tArg:Office
Status\tArg:Office, Value:current|former|then|outgoing|acting|elect|candidate
PlaceType\tArg:Place, Value:constituency|ward
";

/// A folder of brat that opens quickly does not hold more.
const FILES_PER_FOLDER: u64 = 1000;

/// Writes the files of articles; they are part of the output only when they are in the list.
#[derive(Debug)]
pub struct Brat {
    folder: PathBuf,
    list: String,
}

impl Brat {
    /// In a folder.
    pub fn new(folder: &Path) -> Brat {
        Brat {
            folder: folder.to_path_buf(),
            list: String::new(),
        }
    }
}

impl Encoder for Brat {
    fn article(&mut self, article: &Article<'_>) -> Result<(), Failure> {
        let name = format!(
            "{:06}/{:03}",
            article.number / FILES_PER_FOLDER,
            article.number % FILES_PER_FOLDER
        );
        let path = self.folder.join(&name);
        let folder = path.parent().unwrap_or(&self.folder);
        if !folder.is_dir() {
            fs::create_dir_all(folder).at(folder)?;
            let configuration = folder.join("annotation.conf");
            fs::write(&configuration, CONFIGURATION).at(&configuration)?;
        }
        let (text, annotations) = (path.with_extension("txt"), path.with_extension("ann"));
        fs::write(&text, article.found.text()).at(&text)?;
        fs::write(&annotations, export::Brat::new(article.found).to_string()).at(&annotations)?;
        let id = one_line(article.id.unwrap_or_default());
        self.list.push_str(&format!("{name}\t{id}\n"));
        Ok(())
    }

    fn finish(&mut self) -> Result<Chunk, Failure> {
        Ok(Chunk::Bytes(mem::take(&mut self.list).into_bytes()))
    }
}
