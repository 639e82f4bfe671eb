//! Amounts that may be uncertain.

/// How likely the values between the ends of a range are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// A triangle with its top at the likely value.
    #[default]
    Triangular,
    /// PERT: a beta distribution with lambda 4.
    Pert,
    /// A triangle on the logarithm: for amounts known only to an order of magnitude. Needs `low > 0`.
    LogTriangular,
    /// All values alike.
    Uniform,
}

impl Shape {
    /// The word people write.
    pub fn word(self) -> &'static str {
        match self {
            Self::Triangular => "triangular",
            Self::Pert => "pert",
            Self::LogTriangular => "log-triangular",
            Self::Uniform => "uniform",
        }
    }
}

/// One number, or a range with its likely value: `low <= likely <= high`, all finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// Lower end.
    pub low: f64,
    /// The value that tables are computed with.
    pub likely: f64,
    /// Upper end.
    pub high: f64,
    /// What lies between the ends.
    pub shape: Shape,
}

impl Amount {
    /// An amount that is known.
    pub fn fixed(value: f64) -> Self {
        Self { low: value, likely: value, high: value, shape: Shape::Triangular }
    }

    /// Whether the ends differ.
    pub fn is_range(self) -> bool {
        self.low < self.high
    }
}
