//! Reads the files of forms: cases, their files, the facts expected of each, and its text.

/// One little log.
pub(crate) struct Case {
    /// What it shows.
    pub(crate) name: String,
    pub(crate) files: Vec<File>,
}

/// One file of it.
pub(crate) struct File {
    pub(crate) path: String,
    /// Expected facts, key and value; none: nothing is expected of it.
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) text: String,
}

/// All cases of a file, a case with `try` facts once for each of them. What stands before the first case is for people.
pub(crate) fn cases(text: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for part in text.split("\n=== ").skip(1) {
        let (name, files) = part.split_once('\n').unwrap_or((part, ""));
        let files: Vec<File> = files.split("==> ").skip(1).map(file).collect();
        assert!(files.iter().any(|file| !file.facts.is_empty()), "`{name}` expects nothing");
        match files.iter().position(|file| file.facts.iter().any(|(key, _)| key == "try")) {
            None => cases.push(Case { name: name.to_owned(), files }),
            Some(at) => cases.extend(attempted(name, &files, at)),
        }
    }
    cases
}

fn file(part: &str) -> File {
    let (path, rest) = part.split_once('\n').unwrap_or((part, ""));
    let mut facts = Vec::new();
    let mut text = rest;
    while let Some((line, after)) = text.split_once('\n') {
        let Some((key, value)) = line.strip_prefix("= ").and_then(|fact| fact.split_once(": ")) else { break };
        facts.push((key.to_owned(), value.trim().to_owned()));
        text = after;
    }
    // The blank line before the next part belongs to nobody.
    let text = text.strip_suffix("\n\n").map_or_else(|| text.to_owned(), |text| format!("{text}\n"));
    let mut file = File { path: path.trim().to_owned(), facts, text };
    if let Some(bytes) = take(&mut file.facts, "bytes") {
        if bytes.contains("CRLF") {
            file.text = file.text.replace('\n', "\r\n");
        }
        if bytes.contains("BOM") {
            file.text.insert(0, '\u{feff}');
        }
    }
    file
}

/// The case once for each `try` of one of its files: what stands in the place of `{…}`, and the facts that follow from it.
fn attempted(name: &str, files: &[File], at: usize) -> Vec<Case> {
    let template = &files[at];
    assert!(template.text.contains("{…}"), "`{name}` has no place for what is attempted");
    let tries = template.facts.iter().filter(|(key, _)| key == "try");
    let case = |(_, attempt): &(String, String)| {
        let (words, follows) = attempt.split_once(" => ").unwrap_or((attempt, ""));
        let mut facts: Vec<_> = template.facts.iter().filter(|(key, _)| key != "try").cloned().collect();
        for fact in follows.split("; ").filter(|fact| !fact.is_empty()) {
            let (key, value) = fact.split_once(": ").unwrap_or_else(|| panic!("`{name}`: `{fact}` is no fact"));
            facts.retain(|(known, _)| known != key);
            facts.push((key.to_owned(), value.trim().to_owned()));
        }
        let text = template.text.replace("{…}", &words.replace("\\n", "\n"));
        let attempted = File { path: template.path.clone(), facts, text };
        let others = |file: &File| File { path: file.path.clone(), facts: file.facts.clone(), text: file.text.clone() };
        let mut files: Vec<File> = files.iter().map(others).collect();
        let loses_tie = attempt.contains("=> supersedes: -") || attempt.contains("=> by: -");
        for other in files.iter_mut().filter(|_| loses_tie) {
            other.facts.retain(|(key, _)| !["by", "supersedes"].contains(&key.as_str()));
        }
        files[at] = attempted;
        Case { name: format!("{name} · {words}"), files }
    };
    tries.map(case).collect()
}

/// Takes a fact out.
fn take(facts: &mut Vec<(String, String)>, key: &str) -> Option<String> {
    let at = facts.iter().position(|(known, _)| known == key)?;
    Some(facts.remove(at).1)
}
