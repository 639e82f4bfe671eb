//! Cost against volume as a chart, both on logarithmic scales: where each line and word of it stands. Across it measures in percent of
//! the width and down in pixels, so that it grows with the page while its letters keep their size; lines are drawn in a box that
//! stretches with it. Each line carries a letter at its end, and a list below says which option that is: names of any length fit.
//! Knows figures and names, no record.

mod scale;

use serde::Serialize;

use self::scale::LogScale;

/// Height of the whole chart, in pixels.
const HEIGHT: f64 = 320.0;
/// Where the highest cost may stand, and the lowest: words stand above and below.
const TOP: f64 = 40.0;
const BOTTOM: f64 = 252.0;
/// Where the axis of volumes stands.
const FOOT: f64 = 290.0;
/// Width of the box that lines are drawn in, in its own units.
const WIDTH: f64 = 1000.0;
/// Letters at the ends of lines stay so far apart, in pixels.
const APART: f64 = 15.0;
/// Words under crossovers that are closer than this, in percent of the width, stand on different lines.
const BESIDE: f64 = 16.0;

/// A line of an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Curve<'a> {
    /// `A`, `B` …
    pub letter: String,
    /// The option.
    pub name: &'a str,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Its look: 0 to 5, repeated where there are more options.
    pub look: usize,
    /// Its path in the box that stretches.
    pub path: String,
    /// Where its letter stands, in pixels from the top.
    pub y: String,
}

/// A tick of an axis: a line and a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tick {
    /// Where it stands: percent of the width, or pixels from the top.
    pub at: String,
    /// Its figure.
    pub text: String,
}

/// A mark where the cheaper of two options changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Percent of the width.
    pub x: String,
    /// Pixels from the top.
    pub y: String,
    /// Its figure and where that stands; null where the mark says enough by itself.
    pub label: Option<Tick>,
    /// What happens there, in words.
    pub title: String,
}

/// The record's own volume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Here {
    /// Percent of the width.
    pub x: String,
    /// `here: 10`.
    pub text: String,
    /// `start` or `end`.
    pub anchor: &'static str,
}

/// The chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VolumeChart<'a> {
    /// Height in pixels.
    pub height: String,
    /// Width and height of the box that stretches, in its own units.
    pub view: String,
    /// Where the axis of volumes stands.
    pub foot: String,
    /// Ticks of cost.
    pub costs: Vec<Tick>,
    /// Ticks of volume.
    pub volumes: Vec<Tick>,
    /// The options.
    pub curves: Vec<Curve<'a>>,
    /// Crossovers.
    pub marks: Vec<Mark>,
    /// The record's own volume; null where it lies outside the range.
    pub here: Option<Here>,
}

/// An option to draw.
pub struct Drawn<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Its cost at each of the volumes, all above 0.
    pub costs: Vec<f64>,
}

/// A crossover to draw.
pub struct Crossed {
    /// The volume.
    pub volume: f64,
    /// What both cost there.
    pub cost: f64,
    /// Its figure, where it is to be written out.
    pub figure: Option<String>,
    /// What happens there.
    pub title: String,
}

/// How figures are written.
pub struct Figures<'f> {
    /// A volume, without its unit.
    pub volume: &'f dyn Fn(f64) -> String,
    /// A cost.
    pub cost: &'f dyn Fn(f64) -> String,
}

/// The chart of options over rising `volumes`; `None` where there is nothing to draw.
pub fn chart<'a>(
    volumes: &[f64],
    options: &[Drawn<'a>],
    (crossed, here): (Vec<Crossed>, Option<f64>),
    figures: &Figures<'_>,
) -> Option<VolumeChart<'a>> {
    let all = || options.iter().flat_map(|option| &option.costs).copied();
    let (first, last) = (*volumes.first()?, *volumes.last()?);
    let (low, high) = (all().reduce(f64::min)?, all().reduce(f64::max)?);
    let across = LogScale::new((first, last), (0.0, 100.0));
    // A flat line stands in the middle of some air.
    let (low, high) = if high < low * 1.2 { (low / 1.2, high * 1.2) } else { (low, high) };
    let down = LogScale::new((low, high), (BOTTOM, TOP));
    let ends = spread(options.iter().filter_map(|option| option.costs.last()).map(|cost| down.at(*cost)).collect());
    let places: Vec<f64> = volumes.iter().map(|volume| across.at(*volume) * WIDTH / 100.0).collect();
    let curves = options.iter().zip(ends).enumerate().map(|(at, (option, end))| Curve {
        letter: letter(at),
        name: option.name,
        chosen: option.chosen,
        look: at % 6,
        path: path(places.iter().zip(&option.costs).map(|(x, cost)| (*x, down.at(*cost)))),
        y: tenth(end),
    });
    let here = here.filter(|volume| (first..=last).contains(volume)).map(|volume| Here {
        x: percent(across.at(volume)),
        text: format!("here: {}", (figures.volume)(volume)),
        anchor: if across.at(volume) > 60.0 { "end" } else { "start" },
    });
    Some(VolumeChart {
        height: tenth(HEIGHT),
        view: format!("0 0 {WIDTH} {HEIGHT}"),
        foot: tenth(FOOT),
        costs: down.ticks(5).into_iter().map(|cost| Tick { at: tenth(down.at(cost)), text: (figures.cost)(cost) }).collect(),
        volumes: across
            .ticks(6)
            .into_iter()
            .map(|volume| Tick { at: percent(across.at(volume)), text: (figures.volume)(volume) })
            .collect(),
        curves: curves.collect(),
        marks: marks(crossed, &across, &down),
        here,
    })
}

/// Crossovers from left to right; figures that would touch stand on different lines.
fn marks(crossed: Vec<Crossed>, across: &LogScale, down: &LogScale) -> Vec<Mark> {
    let mut written: Vec<(f64, usize)> = Vec::new();
    let place = |crossed: Crossed| {
        let (x, y) = (across.at(crossed.volume), down.at(crossed.cost));
        let label = crossed.figure.map(|text| {
            let taken = |line: usize| written.iter().any(|(other, on)| *on == line && (x - other).abs() < BESIDE);
            let line = (0..3).find(|line| !taken(*line)).unwrap_or(2);
            written.push((x, line));
            Tick { at: tenth(y + 20.0 + 14.0 * line as f64), text }
        });
        Mark { x: percent(x), y: tenth(y), label, title: crossed.title }
    };
    crossed.into_iter().map(place).collect()
}

/// Heights moved apart, so that letters standing there do not touch: each pushes the next one down, and the last ones back up.
fn spread(wanted: Vec<f64>) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut placed = wanted;
    let mut least = f64::NEG_INFINITY;
    for at in &order {
        placed[*at] = placed[*at].max(least);
        least = placed[*at] + APART;
    }
    let mut most = FOOT - 6.0;
    for at in order.iter().rev() {
        placed[*at] = placed[*at].min(most);
        most = placed[*at] - APART;
    }
    placed
}

/// Points as a path, without those that a line between two others passes by closely.
fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    const BEND: f64 = 0.2;
    let mut path = String::with_capacity(512);
    let mut add = |(x, y): (f64, f64)| {
        path.push_str(if path.is_empty() { "M" } else { "L" });
        path.push_str(&tenth(x));
        path.push(' ');
        path.push_str(&tenth(y));
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

/// `A` to `Z`, then `27`, `28` …
fn letter(at: usize) -> String {
    u8::try_from(at).ok().filter(|at| *at < 26).map_or_else(|| (at + 1).to_string(), |at| char::from(b'A' + at).to_string())
}

/// A place with one decimal. A page has hundreds of them, so they are written from whole tenths.
fn tenth(value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "places of a chart lie within its few hundred units")]
    let tenths = (value * 10.0).round_ties_even() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

#[cfg(test)]
mod tests {
    use super::{path, spread};

    #[test]
    fn letters_keep_apart() {
        assert_eq!(spread(vec![50.0, 51.0, 100.0]), [50.0, 65.0, 100.0]);
        let low = spread(vec![283.0, 284.0, 284.0]);
        assert!(low.iter().all(|y| *y <= 284.0) && (low[1] - low[0]).abs() >= 15.0 && (low[2] - low[1]).abs() >= 15.0, "{low:?}");
    }

    #[test]
    fn straight_lines_need_two_points() {
        assert_eq!(path([(0.0, 5.0), (10.0, 5.0), (20.0, 5.0)].into_iter()), "M0.0 5.0L20.0 5.0");
        assert_eq!(super::tenth(-0.26), "-0.3");
        assert_eq!(path([(0.0, 5.0), (10.0, 5.0), (20.0, 9.0)].into_iter()), "M0.0 5.0L10.0 5.0L20.0 9.0");
    }
}
