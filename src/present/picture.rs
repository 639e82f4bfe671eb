//! A graph as templates draw it: boxes with their words in lines, and arrows. Knows words and looks, not what they stand for.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    graph::{Air, Drawing, Flow, Size, Sketch, draw},
    lettering::{widest, wrapped},
};

/// Size of letters, in pixels: semi-bold ones are as wide as others of `WIDE`.
const WIDE: f64 = 13.5;
/// Height of a line, how far below its top letters stand, and the air around the words of a box, in pixels.
const LINE: i32 = 16;
const BASE: i32 = 12;
const PAD: (i32, i32) = (10, 7);

/// Words of a box before they are laid out: each with the room of a line in pixels, the most lines, and its look.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// The text.
    pub text: String,
    /// Room and lines.
    pub room: (f64, usize),
    /// Class of its lines.
    pub look: &'static str,
}

/// A graph, laid out: how it is drawn follows from what is put in, not from how it looks.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    drawing: Drawing,
    sizes: Vec<Size>,
    lines: Vec<Vec<(String, &'static str)>>,
}

/// A line of words in a box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Line {
    /// Its base line, from the top of the picture.
    pub y: i32,
    /// Its words.
    pub text: String,
    /// Class of its look; empty for plain.
    pub look: &'static str,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Block {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Across.
    pub width: i32,
    /// Down.
    pub height: i32,
    /// Its middle, where words stand.
    pub middle: i32,
    /// Its words.
    pub lines: Vec<Line>,
    /// Classes of its look.
    pub look: String,
    /// Where it leads; null for nowhere.
    pub url: Option<String>,
}

/// An arrow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Arrow {
    /// Its line as a path.
    pub line: String,
    /// Its head as a path; null for none.
    pub head: Option<String>,
    /// Classes of its look.
    pub look: String,
}

/// A graph, ready to draw. All lengths are pixels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Picture {
    /// Across.
    pub width: i32,
    /// Down.
    pub height: i32,
    /// The arrows, below the boxes.
    pub arrows: Vec<Arrow>,
    /// The boxes.
    pub blocks: Vec<Block>,
}

/// Lays out boxes of words and arrows between them, by their places.
pub fn layout(boxes: &[Vec<Words>], arrows: Vec<(usize, usize)>, flow: Flow) -> Layout {
    let lines: Vec<Vec<(String, &'static str)>> = boxes
        .iter()
        .map(|words| {
            words
                .iter()
                .flat_map(|words| wrapped(&words.text, (WIDE, words.room.0), words.room.1).into_iter().map(|line| (line, words.look)))
                .collect()
        })
        .collect();
    let mut sizes: Vec<Size> = lines.iter().map(|lines| size(lines)).collect();
    if flow == Flow::Right {
        // Boxes that stand below each other are columns: of one width, they read as such.
        let widest = sizes.iter().map(|size| size.width).max().unwrap_or_default();
        for size in &mut sizes {
            size.width = widest;
        }
    }
    let air = Air { beside: 14, line: 10, between: if flow == Flow::Down { 26 } else { 44 }, apart: 10, margin: 2 };
    let drawing = draw(&Sketch { boxes: sizes.clone(), arrows, flow, air });
    Layout { drawing, sizes, lines }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "a box holds a few short lines")]
fn size(lines: &[(String, &'static str)]) -> Size {
    let texts: Vec<String> = lines.iter().map(|(text, _)| text.clone()).collect();
    Size { width: widest(&texts, WIDE) as i32 + 2 * PAD.0, height: lines.len() as i32 * LINE + 2 * PAD.1 }
}

impl Layout {
    /// The picture: `look` says how a box looks and where it leads, `arrow` how an arrow looks and whether it has a head.
    pub fn picture(&self, look: impl Fn(usize) -> (String, Option<String>), arrow: impl Fn(usize) -> (String, bool)) -> Picture {
        let boxes = self.drawing.spots.iter().zip(&self.sizes).zip(&self.lines).enumerate();
        let blocks = boxes.map(|(at, ((spot, size), lines))| {
            let (look, url) = look(at);
            let words =
                (0..).zip(lines).map(|(line, (text, look))| Line { y: spot.y + PAD.1 + line * LINE + BASE, text: text.clone(), look });
            Block {
                x: spot.x,
                y: spot.y,
                width: size.width,
                height: size.height,
                middle: spot.x + size.width / 2,
                lines: words.collect(),
                look,
                url,
            }
        });
        let arrows = self.drawing.routes.iter().enumerate().map(|(at, route)| {
            let (look, headed) = arrow(at);
            let (mut line, mut head) = (String::new(), String::new());
            route.line(&mut line);
            route.head(&mut head);
            Arrow { line, head: headed.then_some(head), look }
        });
        let arrows = arrows.filter(|arrow| !arrow.line.is_empty());
        Picture { width: self.drawing.size.width, height: self.drawing.size.height, arrows: arrows.collect(), blocks: blocks.collect() }
    }
}
