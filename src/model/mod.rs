//! What a decision site *is*, as plain data: every name resolved to a handle, every value checked.
//! Made by `resolve`, read by everything after it. Knows no text format, no template, no file.

pub mod body;
pub mod catalogue;
pub mod check;
pub mod cost;
pub mod coverage;
pub mod criterion;
pub mod facts;
pub mod fault;
pub mod framework;
pub mod lint;
pub mod origin;
pub mod places;
pub mod quantity;
pub mod record;
pub mod review;
pub mod site;

/// Declares a handle: an index into one list of the site, so that no name is looked up twice.
macro_rules! handles {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The handle of position `index`. Lists of four thousand million entries do not occur.
            pub fn at(index: usize) -> Self {
                Self(u32::try_from(index).expect("a list shorter than 2^32"))
            }

            /// The position in its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

handles! {
    /// A record: index into `Site::records`.
    RecordIx;
    /// A framework: index into `Site::frameworks`.
    FrameworkIx;
    /// A track: index into its framework's `tracks`.
    TrackIx;
    /// A question: index into its framework's `questions`.
    QuestionIx;
    /// A checklist item: index into its framework's `checklist`.
    ItemIx;
    /// An option of a record: index into `Record::options`.
    OptionIx;
    /// A cost of an option: index into `Costing`'s costs.
    CostIx;
    /// A criterion of a record: index into `Record::criteria`.
    CriterionIx;
    /// A stream of volume of a record: index into `Tco::volumes`.
    VolumeIx;
    /// An entry of the price book: index into `PriceBook::prices`.
    PriceIx;
    /// A cloud provider: index into `CloudCatalogue::providers`.
    ProviderIx;
    /// A cloud capability: index into `CloudCatalogue::capabilities`.
    CapabilityIx;
    /// A content page: index into `Site::pages`.
    PageIx;
    /// A copied file: index into `Site::assets`.
    AssetIx;
    /// A source of records: index into `Config::sources`.
    SourceIx;
}
