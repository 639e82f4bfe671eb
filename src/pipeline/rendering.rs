//! The portal before its bytes: which files there are is known at once, and each is made when it is asked for, so that a large portal
//! need not be in memory as a whole.

use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::{Built, Output, OutputFile};
use crate::{
    base::{diagnostic::Diagnostic, report, source::FileId},
    present::{
        data_file::PlannedFile,
        portal::{Planned, Portal},
    },
    render::{
        data::{self, Kit},
        portal::{Shared, page},
        search::{self, Content, Shelf},
        theme::Theme,
    },
};

/// Where a file's bytes come from.
#[derive(Debug)]
enum Origin {
    /// A template.
    Page(Planned),
    /// The data itself.
    Data(PlannedFile),
    /// The theme, or a part of the search index.
    Made(Arc<Vec<u8>>),
    /// Texts of the search index.
    Texts(Shelf),
    /// A file of the site, copied.
    Copy(FileId),
}

/// A portal whose files are made on demand. The same file is the same bytes, however often and on whatever thread it is asked for.
pub struct Rendering<'a> {
    built: &'a Built,
    portal: Portal<'a>,
    shared: Shared,
    theme: Theme,
    kit: Kit,
    files: Vec<(String, Origin)>,
}

impl<'a> Rendering<'a> {
    /// Prepares theme and list of files.
    ///
    /// # Errors
    /// Faults of the theme's templates: nothing can be rendered.
    pub fn new(built: &'a Built) -> Result<Self, Vec<Diagnostic>> {
        let theme = Theme::new(&built.theme)?;
        let portal = Portal::new(&built.site, &built.analysis, &built.sources);
        let mut files: Vec<(String, Origin)> =
            theme.assets.files().map(|asset| (asset.url.clone(), Origin::Made(Arc::clone(&asset.bytes)))).collect();
        files.extend(portal.pages().into_iter().map(|planned| (planned.url.clone(), Origin::Page(planned))));
        files.extend(portal.data_files().into_iter().map(|planned| (planned.url.clone(), Origin::Data(planned))));
        files.extend(search::scripts(&portal).into_iter().map(|script| match script.content {
            Content::Made(bytes) => (script.url, Origin::Made(bytes)),
            Content::Texts(shelf) => (script.url, Origin::Texts(shelf)),
        }));
        files.extend(built.site.assets.iter().map(|asset| (asset.url.clone(), Origin::Copy(asset.file))));
        files.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(Self { built, shared: Shared::new(&portal), portal, theme, kit: Kit::new(), files })
    }

    /// Addresses of all files from the root of the site, sorted.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &str> {
        self.files.iter().map(|(path, _)| path.as_str())
    }

    /// The bytes of the file in this place of [`Rendering::paths`].
    ///
    /// # Errors
    /// Faults of its template.
    pub fn bytes(&self, at: usize) -> Result<Arc<Vec<u8>>, Vec<Diagnostic>> {
        match &self.files[at].1 {
            Origin::Page(planned) => page((&self.portal, &self.shared), planned, (&self.theme, &self.built.theme)).map(Arc::new),
            Origin::Data(planned) => Ok(Arc::new(data::file(&self.portal, planned, &self.kit))),
            Origin::Made(bytes) => Ok(Arc::clone(bytes)),
            Origin::Texts(part) => Ok(Arc::new(search::texts(&self.portal, part))),
            Origin::Copy(file) => Ok(self.built.sources.file(*file).bytes()),
        }
    }

    /// Every file, in memory.
    pub fn whole(&self) -> Output {
        let made: Vec<_> = (0..self.files.len()).into_par_iter().map(|at| self.bytes(at)).collect();
        let mut output = Output { files: Vec::with_capacity(made.len()), diagnostics: Vec::new() };
        for ((path, _), made) in self.files.iter().zip(made) {
            match made {
                Ok(bytes) => output.files.push(OutputFile { path: path.clone(), bytes }),
                Err(faults) => output.diagnostics.extend(faults),
            }
        }
        output.diagnostics = report::distinct(output.diagnostics);
        output
    }
}
