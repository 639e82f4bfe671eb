//! What became of the files of each source.

use super::{
    identity::{Entry, Register},
    relations::AllTies,
};
use crate::{
    base::source::FileId,
    model::{RecordIx, SourceIx, coverage::Coverage, site::Config},
    parse::dialect::Skip,
};

/// Files of sources.
type Files<'a, T> = &'a [(SourceIx, T)];

/// One entry a source, in their order.
pub fn coverage(
    (config, entries, register): (&Config, &[Entry], &Register),
    ties: &AllTies,
    (skipped, unread): (Files<'_, Skip>, Files<'_, FileId>),
) -> Vec<Coverage> {
    let among = |records: &[RecordIx], source| records.iter().filter(|ix| entries[ix.index()].source == source).count();
    (0..config.sources.len())
        .map(SourceIx::at)
        .map(|source| Coverage {
            source,
            foreign: entries.iter().any(|entry| entry.source == source && entry.is_foreign()),
            skipped: skipped.iter().filter(|(of, _)| *of == source).map(|(_, skip)| (skip.file, skip.why.words())).collect(),
            unread: unread.iter().filter(|(of, _)| *of == source).map(|(_, file)| *file).collect(),
            one_sided: among(&ties.one_sided, source),
            loose: among(&ties.loose, source),
            duplicates: register.shared_in(entries, source),
        })
        .collect()
}
