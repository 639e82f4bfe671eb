//! Boxes by layer, with a slot for every line in each layer that it passes: from here on, all lines lead from one layer to the next.

use super::{
    Size,
    rank::{Kind, Oriented},
};

/// What stands in a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// Which box; `None`: a line that passes.
    pub(super) of: Option<usize>,
    /// Its room; none for a line.
    pub(super) size: Size,
    /// Which layer.
    pub(super) rank: usize,
}

/// The layers. The first slots are the boxes, in their order.
#[derive(Debug, Clone)]
pub(super) struct Layers {
    /// All slots.
    pub(super) slots: Vec<Slot>,
    /// Slots of each layer from left to right.
    pub(super) rows: Vec<Vec<usize>>,
    /// Slots in the layer above that each is tied to.
    pub(super) above: Vec<Vec<usize>>,
    /// Slots in the layer below.
    pub(super) below: Vec<Vec<usize>>,
    /// The slots that each arrow runs through, both ends among them; empty for one that is left out.
    pub(super) chains: Vec<Vec<usize>>,
}

impl Layers {
    /// Boxes in their layers; the order within a layer is that in which a walk along the arrows meets them.
    pub(super) fn new(boxes: &[Size], arrows: &[Oriented], ranks: &[usize]) -> Self {
        let slot = |(at, size): (usize, &Size)| Slot { of: Some(at), size: *size, rank: ranks[at] };
        let slots: Vec<Slot> = boxes.iter().enumerate().map(slot).collect();
        let empty = vec![Vec::new(); slots.len()];
        let depth = ranks.iter().max().map_or(0, |deepest| deepest + 1);
        let mut layers = Self { slots, rows: vec![Vec::new(); depth], above: empty.clone(), below: empty, chains: Vec::new() };
        for arrow in arrows {
            let chain = if arrow.kind == Kind::Loop { Vec::new() } else { layers.chain(arrow, ranks) };
            for pair in chain.windows(2) {
                layers.below[pair[0]].push(pair[1]);
                layers.above[pair[1]].push(pair[0]);
            }
            layers.chains.push(chain);
        }
        layers.fill();
        layers
    }

    /// Whether a slot is a line that passes.
    pub(super) fn is_line(&self, slot: usize) -> bool {
        self.slots[slot].of.is_none()
    }

    fn chain(&mut self, arrow: &Oriented, ranks: &[usize]) -> Vec<usize> {
        let mut chain = vec![arrow.from];
        for rank in ranks[arrow.from] + 1..ranks[arrow.to] {
            chain.push(self.slots.len());
            self.slots.push(Slot { of: None, size: Size { width: 0, height: 0 }, rank });
            self.above.push(Vec::new());
            self.below.push(Vec::new());
        }
        chain.push(arrow.to);
        chain
    }

    /// A walk from each box that nothing leads to, down its arrows in their order.
    fn fill(&mut self) {
        let mut met = vec![false; self.slots.len()];
        let mut open: Vec<usize> = (0..self.slots.len()).rev().filter(|slot| self.above[*slot].is_empty()).collect();
        while let Some(slot) = open.pop() {
            if std::mem::replace(&mut met[slot], true) {
                continue;
            }
            self.rows[self.slots[slot].rank].push(slot);
            open.extend(self.below[slot].iter().rev());
        }
    }
}
