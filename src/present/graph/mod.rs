//! Layered drawings of graphs: boxes and arrows go in, places and lines come out. Boxes never overlap, no line crosses a box, and every
//! arrow leads the way the drawing flows; arrows that close a circle are drawn against it. Knows sizes, not what stands in a box.
//!
//! The steps are Sugiyama's: layers (`rank`), an order in each layer with few crossings (`order`), places (`place`), lines (`route`). Each
//! takes about as long as there are boxes and stretches of lines; the same sketch always gives the same drawing.

mod layers;
mod order;
mod place;
mod rank;
mod route;

pub use route::{Route, Stretch};

/// How much room something takes, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Across.
    pub width: i32,
    /// Down.
    pub height: i32,
}

/// Where arrows lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// From top to bottom.
    Down,
    /// From left to right.
    Right,
}

/// The air in a drawing, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Air {
    /// Between two boxes of a layer.
    pub beside: i32,
    /// Between a line and what is beside it.
    pub line: i32,
    /// Between two layers, at least.
    pub between: i32,
    /// Between two arrows that leave a box on the same side; 0: all leave from its middle.
    pub apart: i32,
    /// Around the whole.
    pub margin: i32,
}

/// What is to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// The boxes.
    pub boxes: Vec<Size>,
    /// Arrows from a box to another, by their places in `boxes`. One from a box to itself is not drawn.
    pub arrows: Vec<(usize, usize)>,
    /// Where they lead.
    pub flow: Flow,
    /// The air.
    pub air: Air,
}

/// Where a box stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
}

/// A drawing, in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// How large it is.
    pub size: Size,
    /// Where each box stands, in the order of the sketch.
    pub spots: Vec<Spot>,
    /// How each arrow runs, in the order of the sketch.
    pub routes: Vec<Route>,
}

/// Draws it.
///
/// # Panics
/// Where an arrow names a box that is not there.
pub fn draw(sketch: &Sketch) -> Drawing {
    // All steps think downwards; a drawing to the right is one downwards with its axes exchanged.
    let boxes: Vec<Size> = match sketch.flow {
        Flow::Down => sketch.boxes.clone(),
        Flow::Right => sketch.boxes.iter().map(|size| size.turned()).collect(),
    };
    let oriented = rank::oriented(boxes.len(), &sketch.arrows);
    let ranks = rank::ranks(boxes.len(), &oriented);
    let mut layers = layers::Layers::new(&boxes, &oriented, &ranks);
    order::reduce(&mut layers);
    let across = place::across(&layers, sketch.air);
    let bands = place::bands(&layers, &across, sketch.air);
    let mut drawing = route::drawing((&layers, &across, &bands), &oriented, sketch.air);
    if sketch.flow == Flow::Right {
        drawing.turn();
    }
    drawing
}

impl Size {
    fn turned(self) -> Self {
        Self { width: self.height, height: self.width }
    }
}

impl Drawing {
    /// Exchanges the axes.
    fn turn(&mut self) {
        self.size = self.size.turned();
        for spot in &mut self.spots {
            *spot = Spot { x: spot.y, y: spot.x };
        }
        for route in &mut self.routes {
            route.flow = Flow::Right;
        }
    }
}

/// The nearest pixel.
#[expect(clippy::cast_possible_truncation, reason = "a cast saturates, and no drawing is that large")]
pub fn pixel(place: f64) -> i32 {
    place.round() as i32
}
