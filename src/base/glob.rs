//! Globs of files, as records name what they govern: `*` within a folder, `**` through any number of them. Knows paths as texts.

use globset::{GlobBuilder, GlobMatcher};

/// A glob, ready to be asked.
#[derive(Debug, Clone)]
pub struct Glob {
    /// The glob itself, and the same for all that lies below: one that names a folder means what is in it.
    either: [GlobMatcher; 2],
}

impl Glob {
    /// Reads a glob: relative to the root of a repository, `/` between parts.
    ///
    /// # Errors
    /// A sentence that says why it is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        let glob = text.strip_prefix("./").unwrap_or(text).trim_start_matches('/').trim_end_matches('/');
        if glob.trim().is_empty() {
            return Err("it names no file".to_owned());
        }
        if glob.starts_with('!') {
            return Err("a glob cannot take files out".to_owned());
        }
        if glob.split('/').any(|part| part == "..") {
            return Err("it leads out of the repository".to_owned());
        }
        let matcher = |glob: &str| {
            // The same on every system: a backslash takes the meaning from the character after it, and parts end at `/`.
            let built = GlobBuilder::new(glob).literal_separator(true).backslash_escape(true).build();
            built.map(|glob| glob.compile_matcher()).map_err(|error| error.kind().to_string())
        };
        Ok(Self { either: [matcher(glob)?, matcher(&format!("{glob}/**"))?] })
    }

    /// Whether a file is meant: its path from the root of the repository, `/` between parts.
    pub fn matches(&self, path: &str) -> bool {
        self.either.iter().any(|matcher| matcher.is_match(path))
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn stars_end_at_a_folder_and_folders_mean_what_is_in_them() {
        for (glob, path, expected) in [
            ("src/payments/**", "src/payments/card.rs", true),
            ("src/payments/**", "src/payments/deep/card.rs", true),
            ("src/payments/**", "src/paymentsx/card.rs", false),
            ("src/payments", "src/payments/deep/card.rs", true),
            ("/src/payments/", "src/payments/card.rs", true),
            ("./Cargo.toml", "Cargo.toml", true),
            ("*.rs", "src/main.rs", false),
            ("**/*.rs", "src/main.rs", true),
            ("**/*.rs", "main.rs", true),
            ("src/*.rs", "src/a/b.rs", false),
            ("src/{a,b}.rs", "src/b.rs", true),
            ("SRC/a.rs", "src/a.rs", false),
        ] {
            assert_eq!(Glob::parse(glob).expect("a glob").matches(path), expected, "{glob} {path}");
        }
    }

    #[test]
    fn what_is_no_glob_is_told() {
        for (glob, why) in
            [("", "no file"), ("/", "no file"), ("!a", "take files out"), ("../a", "leads out"), ("src/[a", "unclosed"), ("{a", "unclosed")]
        {
            let told = Glob::parse(glob).expect_err(glob);
            assert!(told.contains(why), "{glob}: {told}");
        }
    }
}
