//! How much of the framework's checklist is done, by facts or by hand (ruling 24).

use super::{
    check::{Outcomes, Verdict},
    cost::Costs,
    facts,
};
use crate::model::{
    ItemIx,
    framework::ChecklistItem,
    record::{Mark, Record},
    site::Site,
};

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
    /// Codes of checks named by the item that speak against it.
    pub fired: Vec<&'static str>,
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

/// The checklist of a record, from what its checks found; `None` where its framework has none. What a check says counts whatever its
/// level: not to be told of something does not make it so.
pub fn analyze(site: &Site, record: &Record, (costs, outcomes): (Option<&Costs>, &Outcomes)) -> Option<Checklist> {
    let framework = site.framework_of(record)?;
    let by_hand = |ix: ItemIx| record.checklist.iter().find(|(item, _)| *item == ix).map(|(_, mark)| mark);
    let facts = Facts { record, costs, outcomes };
    let items: Vec<ItemResult> =
        framework.checklist.iter().enumerate().map(|(at, item)| result(item, by_hand(ItemIx::at(at)), &facts)).collect();
    (!items.is_empty()).then_some(Checklist { items })
}

/// What an item may ask for.
struct Facts<'a> {
    record: &'a Record,
    costs: Option<&'a Costs>,
    outcomes: &'a Outcomes,
}

/// Where one item stands: facts decide wherever they can, and a hand entry then only waives or adds evidence.
fn result(item: &ChecklistItem, by_hand: Option<&Mark>, facts: &Facts<'_>) -> ItemResult {
    let mut lacking = Vec::new();
    let mut fired = Vec::new();
    let mut spoken = 0;
    // A path or a code that nothing here can answer leaves the item to people.
    let mut unanswered = 0;
    for path in &item.needs {
        match facts::is_there(path, facts.record, facts.costs) {
            Some(true) => spoken += 1,
            Some(false) => lacking.push(path.clone()),
            None => unanswered += 1,
        }
    }
    for code in &item.rules {
        match facts.outcomes.verdict(code) {
            Some(Verdict::Fires) => fired.extend(facts.outcomes.firing(code)),
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
