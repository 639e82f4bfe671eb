//! How arrows run: straight through each layer that they pass, and in one curve between two layers, where no box stands.

use std::fmt::Write as _;

use super::{
    Air, Drawing, Flow, Size, Spot,
    layers::Layers,
    pixel,
    rank::{Kind, Oriented},
};

/// A straight piece of an arrow, along the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Its place across the flow.
    pub across: i32,
    /// Where it begins along the flow.
    pub from: i32,
    /// Where it ends.
    pub to: i32,
}

/// An arrow: straight pieces, and a curve from each to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The straight pieces along the flow; empty for an arrow that is not drawn.
    pub stretches: Vec<Stretch>,
    /// Whether it points against the flow, because it closes a circle.
    pub against: bool,
    /// The flow of its drawing.
    pub flow: Flow,
}

/// Half the width of an arrow's head, and its length.
const HEAD: (i32, i32) = (4, 6);

impl Route {
    /// The line as the data of an SVG path, without its head, appended to `path`.
    pub fn line(&self, path: &mut String) {
        let mut before: Option<Stretch> = None;
        for now in &self.stretches {
            match before {
                None => self.point((path, 'M'), (now.across, now.from)),
                Some(before) if before.across == now.across => self.run(path, now.from),
                Some(before) => {
                    let middle = before.to.midpoint(now.from);
                    self.point((path, 'C'), (before.across, middle));
                    self.point((path, ' '), (now.across, middle));
                    self.point((path, ' '), (now.across, now.from));
                }
            }
            if now.to != now.from {
                self.run(path, now.to);
            }
            before = Some(*now);
        }
    }

    /// The head as the data of an SVG path, appended to `path`.
    pub fn head(&self, path: &mut String) {
        let (Some(first), Some(last)) = (self.stretches.first(), self.stretches.last()) else { return };
        let (across, tip, back) = if self.against { (first.across, first.from, HEAD.1) } else { (last.across, last.to, -HEAD.1) };
        self.point((path, 'M'), (across - HEAD.0, tip + back));
        self.point((path, 'L'), (across, tip));
        self.point((path, 'L'), (across + HEAD.0, tip + back));
    }

    /// A point, written the way its drawing flows.
    fn point(&self, (path, letter): (&mut String, char), (across, along): (i32, i32)) {
        let (x, y) = match self.flow {
            Flow::Down => (across, along),
            Flow::Right => (along, across),
        };
        let written = write!(path, "{letter}{x} {y}");
        debug_assert!(written.is_ok(), "text can always be appended to");
    }

    /// A straight line along the flow.
    fn run(&self, path: &mut String, along: i32) {
        let letter = match self.flow {
            Flow::Down => 'V',
            Flow::Right => 'H',
        };
        let written = write!(path, "{letter}{along}");
        debug_assert!(written.is_ok(), "text can always be appended to");
    }
}

/// Boxes and arrows in their places.
pub(super) fn drawing((layers, across, bands): (&Layers, &[f64], &[(i32, i32)]), arrows: &[Oriented], air: Air) -> Drawing {
    let boxes = layers.slots.iter().take_while(|slot| slot.of.is_some());
    let left = |(at, width): (usize, i32)| pixel(across[at]) - width / 2;
    let spots: Vec<Spot> = boxes.enumerate().map(|(at, slot)| Spot { x: left((at, slot.size.width)), y: bands[slot.rank].0 }).collect();
    let right = layers.slots.iter().enumerate().map(|(at, slot)| left((at, slot.size.width)) + slot.size.width).max();
    let size = Size { width: right.unwrap_or_default() + air.margin, height: bands.last().map_or(0, |band| band.1) + air.margin };
    let (leaving, reaching) = (Ports::new(layers, across, (air, End::First)), Ports::new(layers, across, (air, End::Last)));
    let routes = layers.chains.iter().zip(arrows).enumerate().map(|(arrow, (chain, oriented))| {
        let mut stretches: Vec<Stretch> = Vec::with_capacity(chain.len());
        for (at, slot) in chain.iter().enumerate() {
            let (top, bottom) = bands[layers.slots[*slot].rank];
            let x = pixel(across[*slot]);
            stretches.push(match at {
                0 => Stretch { across: x + leaving.shift(arrow), from: top + layers.slots[*slot].size.height, to: bottom },
                at if at + 1 == chain.len() => Stretch { across: x + reaching.shift(arrow), from: top, to: top },
                _ => Stretch { across: x, from: top, to: bottom },
            });
        }
        Route { stretches, against: oriented.kind == Kind::Turned, flow: Flow::Down }
    });
    Drawing { size, spots, routes: routes.collect() }
}

/// Which end of arrows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// Where arrows leave their boxes, or reach them: beside each other, in the order of what they come from or lead to.
struct Ports {
    shifts: Vec<i32>,
}

impl Ports {
    fn new(layers: &Layers, across: &[f64], (air, end): (Air, End)) -> Self {
        let mut shifts = vec![0; layers.chains.len()];
        if air.apart == 0 {
            return Self { shifts };
        }
        // Arrows by their box, then by where their next slot stands.
        let mut ends: Vec<(usize, i32, usize)> = Vec::with_capacity(layers.chains.len());
        for (arrow, chain) in layers.chains.iter().enumerate().filter(|(_, chain)| !chain.is_empty()) {
            let (own, other) = match end {
                End::First => (chain[0], chain[1]),
                End::Last => (chain[chain.len() - 1], chain[chain.len() - 2]),
            };
            ends.push((own, pixel(across[other]), arrow));
        }
        ends.sort_unstable();
        for group in ends.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            let between = i32::try_from(group.len() - 1).expect("a box has few arrows");
            let room = layers.slots[group[0].0].size.width * 7 / 10;
            let step = f64::from(air.apart).min(f64::from(room) / f64::from(between));
            for (place, (.., arrow)) in group.iter().enumerate() {
                shifts[*arrow] = pixel((place as f64 - f64::from(between) / 2.0) * step);
            }
        }
        Self { shifts }
    }

    fn shift(&self, arrow: usize) -> i32 {
        self.shifts[arrow]
    }
}
