//! How much of the framework's checklist is done, by facts or by hand (ruling 24).

use super::{
    condition::{self, Evidence, Verdict},
    facts,
};
use crate::model::{ItemIx, framework::ChecklistItem, record::Mark};

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

impl ItemState {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Waived => "waived",
            Self::Open => "open",
        }
    }
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
    /// Checks named by the item that speak against it.
    pub fired: Vec<String>,
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

/// The checklist of a record; `None` where its framework has none.
pub fn analyze(evidence: &Evidence<'_>) -> Option<Checklist> {
    let framework = evidence.site.framework_of(evidence.record)?;
    let by_hand = |ix: ItemIx| evidence.record.checklist.iter().find(|(item, _)| *item == ix).map(|(_, mark)| mark);
    let items: Vec<ItemResult> =
        framework.checklist.iter().enumerate().map(|(at, item)| result(item, by_hand(ItemIx::at(at)), evidence)).collect();
    (!items.is_empty()).then_some(Checklist { items })
}

/// Where one item stands: facts decide wherever they can, and a hand entry then only waives or adds evidence.
fn result(item: &ChecklistItem, by_hand: Option<&Mark>, evidence: &Evidence<'_>) -> ItemResult {
    let mut lacking = Vec::new();
    let mut fired = Vec::new();
    let mut spoken = 0;
    // A path or a code that nothing here can answer leaves the item to people.
    let mut unanswered = 0;
    for path in &item.needs {
        match facts::is_there(path, evidence.record, evidence.costs) {
            Some(true) => spoken += 1,
            Some(false) => lacking.push(path.clone()),
            None => unanswered += 1,
        }
    }
    for code in &item.rules {
        match condition::verdict(code, evidence) {
            Some(Verdict::Fires) => fired.push(code.clone()),
            Some(Verdict::Silent) => spoken += 1,
            Some(Verdict::Idle) => {}
            None => unanswered += 1,
        }
    }
    let refuted = !lacking.is_empty() || !fired.is_empty();
    let derived = refuted || (spoken > 0 && unanswered == 0);
    let state = match by_hand {
        Some(Mark::Waived { .. }) => ItemState::Waived,
        _ if refuted => ItemState::Open,
        Some(Mark::Done { .. }) => ItemState::Done,
        None if derived => ItemState::Done,
        None => ItemState::Open,
    };
    ItemResult { state, derived, lacking, fired }
}
