//! What one build hands to the next. It saves time and changes nothing: what is kept is used only where everything it was made from is equal.

use std::{collections::HashMap, sync::Arc};

use super::{InputFile, Inputs, Place, draft::Draft, logs::Settings};
use crate::{
    analyze::RecordAnalysis,
    base::diagnostic::Reported,
    model::{record::Record, site::Site},
};

/// What one build hands to the next.
#[derive(Debug)]
pub struct Memo {
    keeps: bool,
    parsed: Vec<(InputFile, Arc<Reported<Draft>>)>,
    read_as: Option<Settings>,
    analyzed: Option<(Arc<Site>, Vec<Arc<RecordAnalysis>>)>,
}

impl Memo {
    /// For one build: keeps nothing, so that nothing stays in memory longer than it is needed.
    pub fn cold() -> Self {
        Self { keeps: false, parsed: Vec::new(), read_as: None, analyzed: None }
    }

    /// For builds that come again: keeps what was done.
    pub fn warm() -> Self {
        Self { keeps: true, ..Self::cold() }
    }

    /// Drafts of the last build, if the settings that readers take are the same.
    pub(super) fn parsed(&self, settings: &Settings) -> Known<'_> {
        let same = self.read_as.as_ref() == Some(settings);
        Known(if same { &self.parsed } else { &[] })
    }

    /// Keeps drafts for the next build.
    pub(super) fn keep_parsed(&mut self, inputs: &Inputs, drafts: &[Arc<Reported<Draft>>], settings: Settings) {
        if self.keeps {
            self.parsed = inputs.files.iter().cloned().zip(drafts.iter().cloned()).collect();
            self.read_as = Some(settings);
        }
    }

    /// Analyses of the last build, for records that mean the same today.
    pub(super) fn analyzed(&self, site: &Site) -> HashMap<String, (&Record, &Arc<RecordAnalysis>)> {
        let same = |old: &Site| {
            old.today == site.today
                && old.config == site.config
                && old.frameworks == site.frameworks
                && old.prices == site.prices
                && old.clouds == site.clouds
        };
        let Some((old, analyses)) = self.analyzed.as_ref().filter(|(old, _)| same(old)) else { return HashMap::new() };
        old.records.iter().zip(analyses).map(|(record, analysis)| (record.stem.clone(), (record, analysis))).collect()
    }

    /// Keeps analyses for the next build.
    pub(super) fn keep_analyzed(&mut self, site: &Arc<Site>, analyses: &[Arc<RecordAnalysis>]) {
        if self.keeps {
            self.analyzed = Some((Arc::clone(site), analyses.to_vec()));
        }
    }
}

/// Drafts of the last build, by place in the list of files: a draft holds places in its file, and a file is known by its place in the list.
pub(super) struct Known<'a>(&'a [(InputFile, Arc<Reported<Draft>>)]);

impl Known<'_> {
    /// The draft of the file in this place, if it is still the same file with the same text.
    pub(super) fn get(&self, at: usize, file: &InputFile) -> Option<Arc<Reported<Draft>>> {
        let (old, draft) = self.0.get(at)?;
        let same = old.place == file.place && old.inner == file.inner && old.path == file.path && old.content == file.content;
        // A theme's files are not parsed here, and comparing them would be work for nothing.
        (same && file.place != Place::Theme).then(|| Arc::clone(draft))
    }
}
