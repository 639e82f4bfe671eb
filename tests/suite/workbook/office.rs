//! `LibreOffice`, without a screen.

use std::{fs, process::Command};

use tempfile::TempDir;

use super::package::Book;
use crate::tool;

/// The program.
pub(super) struct Office(&'static str);

/// `LibreOffice`, if it is there; else that is told.
pub(super) fn find() -> Option<Office> {
    tool::is_there("soffice", &["--version"]).then_some(Office("soffice"))
}

impl Office {
    /// Opens each workbook, which computes what has no value, and saves it: the same workbooks, computed.
    pub(super) fn compute(&self, books: &[(String, Vec<u8>)]) -> Vec<Book> {
        let folder = TempDir::new().expect("a temporary folder");
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("computed")).expect("a folder");
        let mut command = Command::new(self.0);
        command.arg(format!("-env:UserInstallation=file://{}", path("profile").display()));
        command.args(["--headless", "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]).arg(path("computed"));
        for (name, bytes) in books {
            let file = path(&format!("{name}.xlsx"));
            fs::write(&file, bytes).expect("written");
            command.arg(file);
        }
        let run = command.output().expect("it was there a moment ago");
        assert!(run.status.success(), "LibreOffice: {}", String::from_utf8_lossy(&run.stderr));
        let computed = |(name, _): &(String, Vec<u8>)| {
            let file = path("computed").join(format!("{name}.xlsx"));
            let bytes =
                fs::read(file).unwrap_or_else(|_| panic!("LibreOffice could not open {name}: {}", String::from_utf8_lossy(&run.stdout)));
            Book::read(&bytes)
        };
        books.iter().map(computed).collect()
    }
}
