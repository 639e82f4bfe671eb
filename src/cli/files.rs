//! Files that commands make for other tools: written anew each time, into a folder that is made if need be.

use std::{fs, path::Path};

use super::terminal::Terminal;
use crate::io::{failure::Failure, path::shown};

/// Writes files (name, bytes) into a folder, over those of the same names, and tells of each.
///
/// # Errors
/// The first that cannot be written.
pub(super) fn write_all(dir: &Path, files: Vec<(String, Vec<u8>)>, terminal: &mut Terminal) -> Result<(), Failure> {
    fs::create_dir_all(dir).map_err(|error| Failure::io("make", dir, &error))?;
    for (name, bytes) in files {
        let path = dir.join(name);
        fs::write(&path, bytes).map_err(|error| Failure::io("write", &path, &error))?;
        terminal.done(&format!("wrote {}\n", shown(&path)));
    }
    Ok(())
}
