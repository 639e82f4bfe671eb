//! `.log4brains.yml`: which folders of a project hold records, and whose they are. Of all that the file may say nothing else matters here.

use saphyr_parser::{Event, Parser};

/// Values that are looked at, at most: nobody lists more packages by hand.
const MOST: usize = 10_000;

/// A folder of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its path, as written.
    pub folder: String,
    /// The package's name; `None`: the records are the whole project's.
    pub name: Option<String>,
}

/// The folders that the file names, the whole project's first. What does not parse ends the reading.
pub fn packages(text: &str) -> Vec<Package> {
    let mut folders: Vec<Package> = Vec::new();
    let mut packages: Vec<Package> = Vec::new();
    for (path, value) in leaves(text) {
        match path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["project", "adrFolder"] => folders.push(Package { folder: value, name: None }),
            ["project", "packages", at, key @ ("name" | "adrFolder")] => {
                let Ok(at) = at.parse::<usize>() else { continue };
                while packages.len() <= at {
                    packages.push(Package { folder: String::new(), name: None });
                }
                match *key {
                    "name" => packages[at].name = Some(value),
                    _ => packages[at].folder = value,
                }
            }
            _ => {}
        }
    }
    folders.extend(packages.into_iter().filter(|package| !package.folder.is_empty()));
    folders
}

/// Where a value stands among others.
enum Level {
    /// In a table, under the key that was read last.
    Table(Option<String>),
    /// In a list, at this place.
    List(usize),
}

/// Every value with the keys and places that lead to it.
fn leaves(text: &str) -> Vec<(Vec<String>, String)> {
    let mut leaves = Vec::new();
    let mut levels: Vec<Level> = Vec::new();
    for event in Parser::new_from_str(text).map_while(Result::ok).take(MOST) {
        match event.0 {
            Event::MappingStart(..) => levels.push(Level::Table(None)),
            Event::SequenceStart(..) => levels.push(Level::List(0)),
            Event::MappingEnd | Event::SequenceEnd => {
                levels.pop();
                passed(&mut levels);
            }
            Event::Scalar(value, ..) => {
                if let Some(Level::Table(key @ None)) = levels.last_mut() {
                    *key = Some(value.into_owned());
                } else {
                    leaves.push((path(&levels), value.into_owned()));
                    passed(&mut levels);
                }
            }
            Event::Alias(_) => passed(&mut levels),
            _ => {}
        }
    }
    leaves
}

/// Goes on behind a value.
fn passed(levels: &mut [Level]) {
    match levels.last_mut() {
        Some(Level::Table(key)) => *key = None,
        Some(Level::List(at)) => *at += 1,
        None => {}
    }
}

fn path(levels: &[Level]) -> Vec<String> {
    let step = |level: &Level| match level {
        Level::Table(key) => key.clone().unwrap_or_default(),
        Level::List(at) => at.to_string(),
    };
    levels.iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::{Package, packages};

    #[test]
    fn folders_of_the_project_and_of_its_packages() {
        let package = |folder: &str, name: Option<&str>| Package { folder: folder.into(), name: name.map(Into::into) };
        let text = "---\nproject:\n  name: Shop\n  adrFolder: ./docs/adr\n  packages:\n    - name: cart\n      path: ./cart\n      adrFolder: ./cart/adr\n    - path: ./till\n      adrFolder: ./till/adr\n      name: till\n    - name: none\n";
        let found = [package("./docs/adr", None), package("./cart/adr", Some("cart")), package("./till/adr", Some("till"))];
        assert_eq!(packages(text), found);
        assert_eq!(packages("project: {adrFolder: 'a b', packages: []}\n"), [package("a b", None)]);
        for nothing in ["", "- a\n", "project: *x\n", "project:\n\t- : [", "{{{{"] {
            assert_eq!(packages(nothing), [], "{nothing}");
        }
    }
}
