//! Embeds the default theme: every file under `themes/default` as a name and its bytes, sorted by name.
//! Knows no template; `render::theme` decides what a file is.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder"));
    let theme = root.join("themes/default");
    let mut files = Vec::new();
    collect(&theme, &mut files);
    files.sort();
    let row = |file: &PathBuf| {
        let name = file.strip_prefix(&theme).expect("found below the theme").to_str().expect("our names are ASCII").replace('\\', "/");
        format!("    ({name:?}, include_bytes!({:?})),", file.display().to_string())
    };
    let table = format!("&[\n{}\n]\n", files.iter().map(row).collect::<Vec<_>>().join("\n"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names a folder for results"));
    fs::write(out.join("default_theme.rs"), table).expect("the result can be written");
    println!("cargo::rerun-if-changed=build.rs");
}

/// Finds all files below a folder. Cargo is told of each folder, so that a new file is seen too.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder).expect("the theme is part of the crate") {
        let path = entry.expect("a readable entry").path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() {
            collect(&path, files);
        } else if !hidden {
            files.push(path);
        }
    }
}
