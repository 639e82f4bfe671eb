//! Lines of a chart: points as a path, and letters at their ends that keep apart.

use super::write_pixels;

/// Letters at the ends of lines stay so far apart, in pixels.
pub const APART: f64 = 15.0;

/// Heights moved apart, so that letters standing there do not touch: each pushes the next one down, and the last ones back up. Where there
/// are more than fit between `top` and `bottom`, the later ones get no place.
pub fn spread(wanted: &[f64], (top, bottom): (f64, f64)) -> Vec<Option<f64>> {
    let room = (0..wanted.len()).take_while(|at| *at as f64 * APART <= bottom - top).count();
    let mut order: Vec<usize> = (0..room).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut placed: Vec<Option<f64>> = vec![None; wanted.len()];
    let mut least = top;
    for at in &order {
        let place = wanted[*at].max(least);
        placed[*at] = Some(place);
        least = place + APART;
    }
    let mut most = bottom;
    for at in order.iter().rev() {
        let place = placed[*at].map_or(most, |place| place.min(most));
        placed[*at] = Some(place);
        most = place - APART;
    }
    placed
}

/// Points as a path, without those that a line between two others passes by closely.
pub fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    const BEND: f64 = 0.2;
    let mut path = String::with_capacity(512);
    let mut add = |(x, y): (f64, f64)| {
        path.push_str(if path.is_empty() { "M" } else { "L" });
        write_pixels(x, &mut path);
        path.push(' ');
        write_pixels(y, &mut path);
    };
    let mut points = points;
    let Some(mut from) = points.next() else { return path };
    add(from);
    // Slopes from `from` that pass all points since closely enough; a point outside of them ends the line at the one before.
    let (mut last, mut slopes) = (from, (f64::NEG_INFINITY, f64::INFINITY));
    for point in points {
        let slope = |from: (f64, f64), bend: f64| (point.1 + bend - from.1) / (point.0 - from.0);
        if !(slopes.0..=slopes.1).contains(&slope(from, 0.0)) {
            add(last);
            (from, slopes) = (last, (f64::NEG_INFINITY, f64::INFINITY));
        }
        slopes = (slopes.0.max(slope(from, -BEND)), slopes.1.min(slope(from, BEND)));
        last = point;
    }
    if last != from {
        add(last);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{path, spread};

    #[test]
    fn letters_keep_apart() {
        let at = |wanted: &[f64]| spread(wanted, (20.0, 284.0)).into_iter().flatten().collect::<Vec<_>>();
        assert_eq!(at(&[50.0, 51.0, 100.0]), [50.0, 65.0, 100.0]);
        assert_eq!(at(&[283.0, 284.0, 284.0]), [254.0, 269.0, 284.0]);
        assert_eq!(at(&[2.0, 2.0]), [20.0, 35.0]);
        let many = at(&[100.0; 40]);
        assert_eq!(many.len(), 18, "as many as there is room for");
        assert!(many.iter().all(|y| (20.0..=284.0).contains(y)) && many.windows(2).all(|pair| pair[1] - pair[0] >= 15.0), "{many:?}");
    }

    #[test]
    fn straight_lines_need_two_points() {
        assert_eq!(path([(0.0, 5.0), (10.0, 5.0), (20.0, 5.0)].into_iter()), "M0 5L20 5");
        assert_eq!(path([(0.0, 5.0), (10.0, 5.0), (20.0, 9.0)].into_iter()), "M0 5L10 5L20 9");
    }
}
