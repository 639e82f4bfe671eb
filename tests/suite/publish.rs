//! Publishing: whole or not at all, and never over what is not ours.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use rationale::{
    base::diagnostic::{Code, Diagnostic},
    io::publish::{Claim, Files, MANIFEST, Method, Published, Unpublished, publish},
    pipeline::{Output, OutputFile},
};
use tempfile::TempDir;

/// Both ways must end alike.
const METHODS: [Method; 2] = [Method::Swap, Method::InPlace];

fn output(files: &[(&str, &str)]) -> Output {
    let files = files.iter().map(|(path, text)| OutputFile { path: (*path).into(), bytes: Arc::new(text.as_bytes().to_vec()) });
    Output { files: files.collect(), diagnostics: Vec::new() }
}

/// Publishes with `method`; the message where it was refused.
fn put(files: &[(&str, &str)], target: &Path, method: Method) -> Result<Published, String> {
    publish(&output(files), target, Claim::Ours, method).map_err(|failure| failure.to_string())
}

/// Text by path of everything below a folder, but for the manifest. Folders without files are there with a `/` at their end.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
        let inner = |path: &Path| path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
        let entries: Vec<_> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        if entries.is_empty() {
            found.insert(inner(folder) + "/", String::new());
        }
        for path in entries {
            if fs::symlink_metadata(&path).expect("an entry").is_dir() {
                walk(root, &path, found);
            } else if path != root.join(MANIFEST) {
                found.insert(inner(&path), fs::read_to_string(&path).unwrap_or_else(|error| error.to_string()));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

fn assert_tree(folder: &Path, expected: &[(&str, &str)]) {
    let expected: BTreeMap<String, String> = expected.iter().map(|(path, text)| ((*path).into(), (*text).into())).collect();
    assert_eq!(tree(folder), expected);
}

/// Runs `check` for each method in a folder of its own, with the target in it.
fn each(check: impl Fn(Method, &Path, &Path)) {
    for method in METHODS {
        let dir = TempDir::new().expect("a temporary folder");
        check(method, dir.path(), &dir.path().join("public"));
        let left: Vec<_> = fs::read_dir(dir.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
        assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".public")), "{method:?} leaves {left:?}");
    }
}

#[test]
fn a_new_portal_takes_the_place_of_the_old_one() {
    each(|method, _, target| {
        put(&[("index.html", "1"), ("a/b/c.html", "1"), ("gone/x.html", "1"), ("same.css", "s")], target, method).expect("published");
        let before = fs::metadata(target.join("same.css")).and_then(|file| file.modified()).expect("a time");
        let done =
            put(&[("index.html", "2"), ("a/b/c.html", "1"), ("new/y.html", "2"), ("same.css", "s")], target, method).expect("published");
        assert_tree(target, &[("index.html", "2"), ("a/b/c.html", "1"), ("new/y.html", "2"), ("same.css", "s")]);
        assert_eq!((done.files, done.unchanged, done.removed, done.foreign, done.method), (4, 2, 1, 0, method));
        assert_eq!(fs::metadata(target.join("same.css")).and_then(|file| file.modified()).expect("a time"), before);
    });
}

#[test]
fn a_page_becomes_a_folder_and_back() {
    each(|method, _, target| {
        for files in [&[("a", "1"), ("b/c", "1")], &[("a/x", "2"), ("b", "2")], &[("a", "3"), ("b/c/d", "3")]] {
            put(files, target, method).expect("published");
            assert_tree(target, files);
        }
    });
}

#[test]
fn what_others_put_there_stays() {
    each(|method, _, target| {
        put(&[("index.html", "1"), ("a/ours.html", "1")], target, method).expect("published");
        fs::write(target.join("CNAME"), "example.org").expect("written");
        fs::write(target.join("a/theirs.txt"), "theirs").expect("written");
        fs::create_dir_all(target.join("empty/inner")).expect("made");
        fs::create_dir_all(target.join(".git/objects")).expect("made");
        fs::write(target.join(".git/objects/1"), "object").expect("written");
        let done = put(&[("index.html", "2")], target, method).expect("published");
        assert_tree(
            target,
            &[
                ("index.html", "2"),
                ("CNAME", "example.org"),
                ("a/theirs.txt", "theirs"),
                ("empty/inner/", ""),
                (".git/objects/1", "object"),
            ],
        );
        assert_eq!(done.foreign, 3);
    });
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    each(|method, _, target| {
        fs::create_dir(target).expect("made");
        fs::write(target.join("thesis.txt"), "years of work").expect("written");
        let refused = put(&[("index.html", "1")], target, method).expect_err("refused");
        assert!(refused.contains("the folder is not empty"), "{refused}");
        assert_tree(target, &[("thesis.txt", "years of work")]);

        publish(&output(&[("index.html", "1")]), target, Claim::Force, method).expect("published by force");
        assert_tree(target, &[("thesis.txt", "years of work"), ("index.html", "1")]);
        put(&[("index.html", "2")], target, method).expect("ours from now on");
        assert_tree(target, &[("thesis.txt", "years of work"), ("index.html", "2")]);
    });
}

#[test]
fn what_stands_in_the_way_is_not_overwritten() {
    each(|method, _, target| {
        put(&[("index.html", "1")], target, method).expect("published");
        fs::write(target.join("about.html"), "theirs").expect("written");
        let before = tree(target);
        let refused = put(&[("index.html", "2"), ("about.html", "ours")], target, method).expect_err("refused");
        assert!(refused.contains("about.html") && refused.contains("in the way"), "{refused}");
        let refused = put(&[("index.html", "2"), ("about.html/x.html", "ours")], target, method).expect_err("refused");
        assert!(refused.contains("in the way"), "{refused}");
        assert_eq!(tree(target), before);

        put(&[("index.html", "2"), ("about.html", "theirs")], target, method).expect("the same bytes are in nobody's way");
        fs::write(target.join("more.html"), "theirs").expect("written");
        publish(&output(&[("index.html", "3"), ("more.html", "ours")]), target, Claim::Force, method).expect("published by force");
        assert_tree(target, &[("index.html", "3"), ("more.html", "ours")]);
    });
}

#[test]
fn a_folder_in_the_way_is_never_removed() {
    each(|method, _, target| {
        put(&[("a.html", "1")], target, method).expect("published");
        fs::remove_file(target.join("a.html")).expect("removed");
        fs::create_dir(target.join("a.html")).expect("made");
        fs::write(target.join("a.html/theirs"), "theirs").expect("written");
        let refused = publish(&output(&[("a.html", "2")]), target, Claim::Force, method).expect_err("refused").to_string();
        assert!(refused.contains("a folder that Rationale did not write"), "{refused}");
        assert_tree(target, &[("a.html/theirs", "theirs")]);
    });
}

#[test]
fn paths_that_lead_out_are_refused() {
    each(|method, dir, target| {
        for path in ["../evil.html", "a/../../evil.html", "/evil.html", "", "a//b", MANIFEST, "a\\b"] {
            let refused = put(&[("index.html", "1"), (path, "evil")], target, method).expect_err("refused");
            assert!(refused.starts_with("cannot write"), "{path}: {refused}");
        }
        for files in [[("a", "1"), ("a", "2")], [("a", "1"), ("a/b", "2")]] {
            put(&files, target, method).expect_err("refused");
        }
        assert!(!target.exists() && !dir.join("evil.html").exists());
    });
}

#[test]
fn a_manifest_cannot_lead_out() {
    each(|method, dir, target| {
        put(&[("index.html", "1"), ("old.html", "1")], target, method).expect("published");
        fs::write(dir.join("precious.txt"), "precious").expect("written");
        fs::write(target.join(MANIFEST), "../precious.txt\n/etc/hostname\nold.html\nindex.html\n").expect("written");
        put(&[("index.html", "2")], target, method).expect("published");
        assert_eq!(fs::read_to_string(dir.join("precious.txt")).expect("still there"), "precious");
        assert_tree(target, &[("index.html", "2")]);
    });
}

#[test]
fn what_an_interrupted_build_left_is_cleared() {
    let dir = TempDir::new().expect("a temporary folder");
    let target = dir.path().join("public");
    put(&[("index.html", "1")], &target, Method::Swap).expect("published");
    let staging = dir.path().join(".public.rationale");
    fs::create_dir_all(staging.join("new/half")).expect("made");
    fs::write(staging.join("new/half/page.html"), "half").expect("written");
    fs::write(staging.join("lock"), "").expect("written");
    put(&[("index.html", "2")], &target, Method::Swap).expect("published");
    assert_tree(&target, &[("index.html", "2")]);
    assert!(!staging.exists());
}

#[test]
fn a_build_that_died_between_two_renames_is_mended() {
    let dir = TempDir::new().expect("a temporary folder");
    let target = dir.path().join("public");
    put(&[("index.html", "1")], &target, Method::Swap).expect("published");
    fs::write(target.join("CNAME"), "example.org").expect("written");
    let staging = dir.path().join(".public.rationale");
    fs::create_dir(&staging).expect("made");
    fs::rename(&target, staging.join("old")).expect("renamed");
    put(&[("index.html", "2")], &target, Method::Swap).expect("published");
    assert_tree(&target, &[("index.html", "2"), ("CNAME", "example.org")]);
}

#[test]
fn one_build_at_a_time() {
    let dir = TempDir::new().expect("a temporary folder");
    let target = dir.path().join("public");
    put(&[("index.html", "1")], &target, Method::Swap).expect("published");
    for (staging, method) in [(dir.path().join(".public.rationale"), Method::Swap), (target.join(".rationale-staging"), Method::InPlace)] {
        fs::create_dir(&staging).expect("made");
        let other = fs::File::create(staging.join("lock")).expect("made");
        other.lock().expect("locked");
        let refused = put(&[("index.html", "2")], &target, method).expect_err("refused");
        assert!(refused.contains("another build is writing to it"), "{refused}");
        assert_eq!(fs::read_to_string(target.join("index.html")).expect("still there"), "1");
        drop(other);
        put(&[("index.html", "1")], &target, method).expect("published as soon as the other has ended");
    }
}

#[test]
fn many_at_once_end_with_one_of_them() {
    let dir = TempDir::new().expect("a temporary folder");
    let target = dir.path().join("public");
    std::thread::scope(|scope| {
        for builder in 0..8 {
            let target = &target;
            scope.spawn(move || {
                for round in 0..20 {
                    let text = format!("{builder}-{round}");
                    // Who comes second is refused; that is what the lock is for.
                    let _ = put(&[("a.html", &text), ("b.html", &text)], target, Method::Swap);
                }
            });
        }
    });
    let files = tree(&target);
    assert_eq!(files.len(), 2, "{files:?}");
    assert_eq!(files["a.html"], files["b.html"]);
    assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 1);
}

#[cfg(unix)]
#[test]
fn a_target_that_is_a_link_is_followed() {
    each(|method, dir, target| {
        let real = dir.join("elsewhere/site");
        fs::create_dir_all(&real).expect("made");
        std::os::unix::fs::symlink(&real, target).expect("linked");
        put(&[("index.html", "1")], target, method).expect("published");
        put(&[("index.html", "2")], target, method).expect("published");
        assert!(fs::symlink_metadata(target).expect("the link").is_symlink());
        assert_tree(&real, &[("index.html", "2")]);
    });
}

#[cfg(unix)]
#[test]
fn links_of_others_are_carried_and_not_followed() {
    each(|method, dir, target| {
        put(&[("index.html", "1")], target, method).expect("published");
        fs::create_dir(dir.join("outside")).expect("made");
        fs::write(dir.join("outside/precious.txt"), "precious").expect("written");
        std::os::unix::fs::symlink(dir.join("outside"), target.join("link")).expect("linked");
        put(&[("index.html", "2")], target, method).expect("published");
        assert_eq!(fs::read_to_string(target.join("link/precious.txt")).expect("reachable"), "precious");
        let refused = put(&[("index.html", "2"), ("link/evil.html", "evil")], target, method).expect_err("refused");
        assert!(refused.contains("in the way"), "{refused}");
        assert_eq!(fs::read_dir(dir.join("outside")).expect("a folder").count(), 1);
    });
}

#[cfg(unix)]
#[test]
fn the_folder_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    each(|method, _, target| {
        put(&[("index.html", "1")], target, method).expect("published");
        fs::set_permissions(target, fs::Permissions::from_mode(0o750)).expect("set");
        put(&[("index.html", "2")], target, method).expect("published");
        assert_eq!(fs::metadata(target).expect("there").permissions().mode() & 0o777, 0o750);
    });
}

#[test]
fn a_file_is_no_folder() {
    each(|method, _, target| {
        fs::write(target, "a file").expect("written");
        let refused = put(&[("index.html", "1")], target, method).expect_err("refused");
        assert!(refused.contains("it is a file"), "{refused}");
    });
}

/// Two pages, the second of which cannot be made.
struct HalfMade;

impl Files for HalfMade {
    fn paths(&self) -> Vec<&str> {
        vec!["a.html", "b.html"]
    }

    fn bytes(&self, at: usize) -> Result<Arc<Vec<u8>>, Vec<Diagnostic>> {
        if at == 0 { Ok(Arc::new(b"new".to_vec())) } else { Err(vec![Diagnostic::error(Code("R0042"), "the template fails")]) }
    }
}

#[test]
fn a_page_that_cannot_be_made_leaves_the_old_site() {
    for method in METHODS {
        let folder = TempDir::new().expect("a folder");
        let target = folder.path().join("public");
        put(&[("a.html", "old")], &target, method).expect("published");
        let before = tree(&target);
        match publish(&HalfMade, &target, Claim::Ours, method) {
            Err(Unpublished::Faults(faults)) => assert_eq!(faults[0].message, "the template fails"),
            other => panic!("{other:?}"),
        }
        assert_eq!(tree(&target), before, "{method:?}");
    }
}
