//! A framework's questions as a diagram: each question, its answers, and at every end a way to go with what it usually costs, how long it
//! takes and how many people. Laid out once a framework; a record's page marks the path of its own answers in it.

use super::{
    graph::Flow,
    leaf::leaf,
    number::NumberFormat,
    picture::{Layout, Picture, Words, layout},
};
use crate::{
    analyze::guide::Guide,
    model::framework::{Framework, Leads},
};

/// A box of the diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Node {
    /// A question.
    Question(usize),
    /// An answer: question, place.
    Answer(usize, usize),
    /// A track.
    Track(usize),
}

/// The diagram of a framework, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagram {
    nodes: Vec<Node>,
    arrows: Vec<(usize, usize)>,
    layout: Layout,
}

/// The diagram of a framework; `None` where it asks nothing.
pub fn diagram(framework: &Framework, (numbers, currency): (NumberFormat, &str)) -> Option<Diagram> {
    let (nodes, arrows) = nodes(framework);
    if nodes.is_empty() {
        return None;
    }
    let boxes: Vec<Vec<Words>> = nodes.iter().map(|node| words(framework, *node, (numbers, currency))).collect();
    Some(Diagram { layout: layout(&boxes, arrows.clone(), Flow::Down), nodes, arrows })
}

/// What can be reached from the first question, and the arrows between.
fn nodes(framework: &Framework) -> (Vec<Node>, Vec<(usize, usize)>) {
    let mut nodes: Vec<Node> = framework.questions.first().map(|_| Node::Question(0)).into_iter().collect();
    let mut arrows = Vec::new();
    let mut at = 0;
    while at < nodes.len() {
        let targets: Vec<Node> = match nodes[at] {
            Node::Question(question) => {
                (0..framework.questions[question].answers.len()).map(|place| Node::Answer(question, place)).collect()
            }
            Node::Answer(question, place) => match framework.questions[question].answers[place].then {
                Leads::Question(next) => vec![Node::Question(next.index())],
                Leads::Track(track) => vec![Node::Track(track.index())],
            },
            Node::Track(_) => Vec::new(),
        };
        for target in targets {
            let place = nodes.iter().position(|node| *node == target).unwrap_or_else(|| {
                nodes.push(target);
                nodes.len() - 1
            });
            arrows.push((at, place));
        }
        at += 1;
    }
    (nodes, arrows)
}

fn words(framework: &Framework, node: Node, (numbers, currency): (NumberFormat, &str)) -> Vec<Words> {
    let plain = |text: String, room: (f64, usize), look: &'static str| Words { text, room, look };
    match node {
        Node::Question(question) => vec![plain(framework.questions[question].ask.clone(), (230.0, 5), "")],
        Node::Answer(question, place) => vec![plain(framework.questions[question].answers[place].name.clone(), (150.0, 4), "")],
        Node::Track(track) => {
            let leaf = leaf(numbers, currency, &framework.tracks[track]);
            let figures = [("Cost", leaf.upfront), ("Time", leaf.time), ("Team", leaf.team)];
            let figures = figures.into_iter().filter_map(|(name, figure)| Some(plain(format!("{name} {}", figure?), (170.0, 2), "s")));
            std::iter::once(plain(leaf.name.to_owned(), (170.0, 2), "b")).chain(figures).collect()
        }
    }
}

impl Diagram {
    /// The diagram, with a record's path where it has one.
    pub fn picture(&self, path: Option<&Guide>) -> Picture {
        let is_on = |node: Node| {
            path.is_some_and(|guide| match node {
                Node::Question(question) => {
                    guide.steps.iter().any(|(own, _)| own.index() == question) || guide.open.is_some_and(|open| open.index() == question)
                }
                Node::Answer(question, place) => guide.steps.iter().any(|(own, answer)| own.index() == question && *answer == place),
                Node::Track(track) => guide.answer.is_some_and(|answer| answer.index() == track),
            })
        };
        // An arrow is on the path where the answer at either of its ends is.
        let leads = |(from, to): (usize, usize)| match (self.nodes[from], self.nodes[to]) {
            (answer @ Node::Answer(..), _) | (_, answer) => is_on(answer),
        };
        let marked = |kind: &str, on: bool| if on { format!("{kind} on") } else { kind.to_owned() };
        self.layout.picture(
            |at| {
                let kind = match self.nodes[at] {
                    Node::Question(_) => "ask",
                    Node::Answer(..) => "answer",
                    Node::Track(_) => "way",
                };
                (marked(kind, is_on(self.nodes[at])), None)
            },
            |at| (marked("", leads(self.arrows[at])).trim().to_owned(), matches!(self.nodes[self.arrows[at].0], Node::Answer(..))),
        )
    }
}
