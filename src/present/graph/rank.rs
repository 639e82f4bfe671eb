//! Which layer each box is in: every arrow leads to a later one. Circles are opened first, by turning the arrows that close them.

/// An arrow that leads downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Oriented {
    /// The upper box.
    pub(super) from: usize,
    /// The lower box.
    pub(super) to: usize,
    /// Whether it was turned, or leads nowhere.
    pub(super) kind: Kind,
}

/// What became of an arrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// As it was drawn up.
    Kept,
    /// Turned, because it closed a circle.
    Turned,
    /// From a box to itself: left out.
    Loop,
}

/// The arrows without circles: one that leads back to a box on the way to it is turned.
pub(super) fn oriented(boxes: usize, arrows: &[(usize, usize)]) -> Vec<Oriented> {
    let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); boxes];
    for (at, (from, to)) in arrows.iter().enumerate().filter(|(_, (from, to))| from != to) {
        debug_assert!(*to < boxes, "an arrow leads to a box that is there");
        leaving[*from].push(at);
    }
    let mut kinds = vec![Kind::Kept; arrows.len()];
    // Still to be visited, on the way, or done.
    let mut visits = vec![0_u8; boxes];
    let mut trail: Vec<(usize, usize)> = Vec::new();
    for start in 0..boxes {
        if visits[start] != 0 {
            continue;
        }
        visits[start] = 1;
        trail.push((start, 0));
        while let Some((at, next)) = trail.last_mut() {
            let Some(arrow) = leaving[*at].get(*next) else {
                visits[*at] = 2;
                trail.pop();
                continue;
            };
            *next += 1;
            let to = arrows[*arrow].1;
            match visits[to] {
                0 => {
                    visits[to] = 1;
                    trail.push((to, 0));
                }
                1 => kinds[*arrow] = Kind::Turned,
                _ => {}
            }
        }
    }
    let turned = |(arrow, kind): (&(usize, usize), Kind)| match kind {
        _ if arrow.0 == arrow.1 => Oriented { from: arrow.0, to: arrow.1, kind: Kind::Loop },
        Kind::Turned => Oriented { from: arrow.1, to: arrow.0, kind },
        kind => Oriented { from: arrow.0, to: arrow.1, kind },
    };
    arrows.iter().zip(kinds).map(turned).collect()
}

/// The layer of each box, from 0: as high as its arrows allow, but close to what it leads to where more arrows leave it than reach it.
pub(super) fn ranks(boxes: usize, arrows: &[Oriented]) -> Vec<usize> {
    let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); boxes];
    let mut reaching = vec![0_usize; boxes];
    for arrow in arrows.iter().filter(|arrow| arrow.kind != Kind::Loop) {
        leaving[arrow.from].push(arrow.to);
        reaching[arrow.to] += 1;
    }
    let mut ranks = vec![0; boxes];
    let mut open = reaching.clone();
    let mut order: Vec<usize> = (0..boxes).filter(|at| reaching[*at] == 0).collect();
    let mut next = 0;
    while let Some(at) = order.get(next).copied() {
        next += 1;
        for to in &leaving[at] {
            ranks[*to] = ranks[*to].max(ranks[at] + 1);
            open[*to] -= 1;
            if open[*to] == 0 {
                order.push(*to);
            }
        }
    }
    for at in order.into_iter().rev().filter(|at| leaving[*at].len() > reaching[*at]) {
        let nearest = leaving[at].iter().map(|to| ranks[*to]).min();
        ranks[at] = nearest.map_or(ranks[at], |nearest| nearest - 1);
    }
    ranks
}
