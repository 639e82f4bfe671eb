//! How much of the framework's checklist is done, by facts or by hand (ruling 24).

use crate::model::{record::Record, site::Site};

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemState {
    /// Done: the facts are there, or somebody said so.
    Done,
    /// Somebody said why it need not be done.
    Waived,
    /// Open.
    Open,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemResult {
    /// Where it stands.
    pub state: ItemState,
    /// Whether the record's own facts decide it.
    pub derived: bool,
    /// Facts that are not there yet, as front-matter paths.
    pub lacking: Vec<String>,
}

/// A checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    /// One an item, in the framework's order.
    pub items: Vec<ItemResult>,
}

impl Checklist {
    /// Items in a state.
    pub fn count(&self, state: ItemState) -> usize {
        self.items.iter().filter(|item| item.state == state).count()
    }
}

/// The checklist of a record.
pub fn analyze(_site: &Site, _record: &Record) -> Option<Checklist> {
    None
}
