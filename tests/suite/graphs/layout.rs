//! Laws of layered drawings, for any graph.

use proptest::{
    collection::vec,
    prelude::{Strategy, any, proptest},
};
use rationale::present::graph::{Air, Drawing, Flow, Size, Sketch, draw};

const AIR: Air = Air { beside: 16, line: 10, between: 30, apart: 10, margin: 8 };

/// Boxes, and arrows between any of them: circles, loops, arrows twice, boxes alone.
fn sketches() -> impl Strategy<Value = Sketch> {
    let boxes = vec((20..200_i32, 16..90_i32).prop_map(|(width, height)| Size { width, height }), 1..24);
    (boxes, vec((any::<u16>(), any::<u16>()), 0..40), any::<bool>()).prop_map(|(boxes, ends, down)| {
        let arrows = ends.iter().map(|(from, to)| (usize::from(*from) % boxes.len(), usize::from(*to) % boxes.len())).collect();
        Sketch { boxes, arrows, flow: if down { Flow::Down } else { Flow::Right }, air: AIR }
    })
}

/// A box of the drawing as left, top, right, bottom, seen along the flow.
fn area(sketch: &Sketch, drawing: &Drawing, at: usize) -> [i32; 4] {
    let (spot, size) = (drawing.spots[at], sketch.boxes[at]);
    match sketch.flow {
        Flow::Down => [spot.x, spot.y, spot.x + size.width, spot.y + size.height],
        Flow::Right => [spot.y, spot.x, spot.y + size.height, spot.x + size.width],
    }
}

/// Everything that must hold.
fn check(sketch: &Sketch) {
    let drawing = draw(sketch);
    assert_eq!(drawing, draw(sketch), "the same sketch gives the same drawing");
    let (width, height) = match sketch.flow {
        Flow::Down => (drawing.size.width, drawing.size.height),
        Flow::Right => (drawing.size.height, drawing.size.width),
    };
    let areas: Vec<[i32; 4]> = (0..sketch.boxes.len()).map(|at| area(sketch, &drawing, at)).collect();
    for (at, [left, top, right, bottom]) in areas.iter().enumerate() {
        assert!(*left >= 0 && *top >= 0 && *right <= width && *bottom <= height, "box {at} lies in the view");
        for (other, [left2, top2, right2, bottom2]) in areas.iter().enumerate().skip(at + 1) {
            let apart = right < left2 || right2 < left || bottom < top2 || bottom2 < top;
            assert!(apart, "boxes {at} and {other} do not touch");
        }
    }
    assert_eq!(drawing.routes.len(), sketch.arrows.len());
    for (route, (from, to)) in drawing.routes.iter().zip(&sketch.arrows) {
        assert_eq!(route.stretches.is_empty(), from == to, "only an arrow to its own box is left out");
        let (Some(first), Some(last)) = (route.stretches.first(), route.stretches.last()) else { continue };
        let (upper, lower) = if route.against { (*to, *from) } else { (*from, *to) };
        let [left, _, right, bottom] = areas[upper];
        assert!(first.from == bottom && (left..=right).contains(&first.across), "an arrow leaves its box at the foot");
        let [left, top, right, _] = areas[lower];
        assert!(last.to == top && (left..=right).contains(&last.across), "and reaches the other at the head");
        let mut along = first.from;
        for stretch in &route.stretches {
            assert!(along <= stretch.from && stretch.from <= stretch.to && stretch.to <= height, "arrows lead on");
            assert!((0..=width).contains(&stretch.across), "lines lie in the view");
            along = stretch.to;
            let inside = |[left, top, right, bottom]: &[i32; 4]| {
                (left..=right).contains(&&stretch.across) && stretch.from.max(*top) < stretch.to.min(*bottom)
            };
            assert!(!areas.iter().any(inside), "no line crosses a box");
        }
        // Between two stretches lies a gap between layers: no box reaches into it.
        for pair in route.stretches.windows(2) {
            let gap = |[_, top, _, bottom]: &[i32; 4]| pair[0].to.max(*top) < pair[1].from.min(*bottom);
            assert!(!areas.iter().any(gap), "curves lie between layers");
        }
    }
}

proptest! {
    #[test]
    fn drawings_are_sound(sketch in sketches()) {
        check(&sketch);
    }
}

/// A small generator, so that the graph is the same everywhere.
fn random_dag(boxes: usize) -> Sketch {
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("small")
    };
    let mut arrows = Vec::new();
    for to in 1..boxes {
        for _ in 0..=next(2) {
            arrows.push((to - 1 - next(to.min(40)), to));
        }
    }
    Sketch { boxes: vec![Size { width: 120, height: 40 }; boxes], arrows, flow: Flow::Down, air: AIR }
}

#[test]
fn a_thousand_boxes_take_a_moment() {
    let sketch = random_dag(1000);
    assert!(sketch.arrows.len() > 1300);
    let start = std::time::Instant::now();
    let drawing = draw(&sketch);
    assert_eq!(drawing.spots.len(), 1000);
    // Without optimization, on a busy machine: a quadratic step would take minutes.
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    check(&sketch);
}

#[test]
fn a_tree_is_drawn_without_crossings() {
    // Three children each, drawn up from the last to the first.
    let arrows: Vec<(usize, usize)> = (1..40).rev().map(|at| ((at - 1) / 3, at)).collect();
    let sketch = Sketch { boxes: vec![Size { width: 40, height: 20 }; 40], arrows, flow: Flow::Down, air: AIR };
    let drawing = draw(&sketch);
    let stretches: Vec<_> = drawing.routes.iter().map(|route| (route.stretches[0], route.stretches[1])).collect();
    for (at, (start, end)) in stretches.iter().enumerate() {
        for (start2, end2) in &stretches[at + 1..] {
            let same_layer = start.to == start2.to;
            let crossed = (start.across - start2.across).signum() * (end.across - end2.across).signum() < 0;
            assert!(!same_layer || !crossed, "{start:?} {start2:?}");
        }
    }
}

#[test]
fn a_long_line_runs_straight() {
    // A chain of five with a shortcut past it.
    let arrows = vec![(0, 1), (1, 2), (2, 3), (3, 4), (0, 4)];
    let sketch = Sketch { boxes: vec![Size { width: 60, height: 20 }; 5], arrows, flow: Flow::Down, air: AIR };
    let drawing = draw(&sketch);
    let passing = &drawing.routes[4].stretches[1..4];
    assert!(passing.iter().all(|stretch| stretch.across == passing[0].across), "{passing:?}");
    let mut path = String::new();
    drawing.routes[4].line(&mut path);
    assert_eq!(path.matches('C').count(), 2, "one curve out, one curve back: {path}");
}
