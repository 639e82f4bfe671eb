//! The forms that teams write their records in. What they look like in a text is not known here.

/// How a record of another team is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Nygard's sections, as adr-tools writes them.
    Nygard,
    /// MADR, version 1 or 2: a list below the title, or nothing.
    Madr2,
    /// MADR, version 3 or 4: YAML front matter.
    Madr3,
    /// log4brains: MADR 2 in a file that is named by its day.
    Log4brains,
    /// YAML front matter with keys of a team's own.
    FrontMatter,
    /// A table below the title.
    Table,
    /// A quote or an admonition below the title.
    Admonition,
    /// Sentences and a change log: `Created on 2018-09-19`.
    DecisionLog,
    /// One sentence: in the context of …, facing …, we decided for ….
    YStatement,
    /// Tyree and Akerman's fields: issue, assumptions, constraints, positions, argument, implications.
    TyreeAkerman,
    /// The decision section of arc42.
    Arc42,
    /// A business case: candidates, criteria, costs.
    BusinessCase,
    /// Planguage: tag, gist, rationale, stakeholders.
    Planguage,
    /// Merson's: rationale beside decision, status and consequences.
    Merson,
    /// Headings of a team's own.
    Plain,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Nygard,
        Self::Madr2,
        Self::Madr3,
        Self::Log4brains,
        Self::FrontMatter,
        Self::Table,
        Self::Admonition,
        Self::DecisionLog,
        Self::YStatement,
        Self::TyreeAkerman,
        Self::Arc42,
        Self::BusinessCase,
        Self::Planguage,
        Self::Merson,
        Self::Plain,
    ];

    /// Its name for people, as in "read as …".
    pub fn label(self) -> &'static str {
        match self {
            Self::Nygard => "Nygard",
            Self::Madr2 => "MADR 2",
            Self::Madr3 => "MADR",
            Self::Log4brains => "log4brains",
            Self::FrontMatter => "YAML front matter",
            Self::Table => "a table",
            Self::Admonition => "an admonition",
            Self::DecisionLog => "a decision log",
            Self::YStatement => "a Y-statement",
            Self::TyreeAkerman => "Tyree and Akerman",
            Self::Arc42 => "arc42",
            Self::BusinessCase => "a business case",
            Self::Planguage => "Planguage",
            Self::Merson => "Merson",
            Self::Plain => "plain Markdown",
        }
    }

    /// Its name for programs: `madr`, `y-statement`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nygard => "nygard",
            Self::Madr2 => "madr-2",
            Self::Madr3 => "madr",
            Self::Log4brains => "log4brains",
            Self::FrontMatter => "yaml",
            Self::Table => "table",
            Self::Admonition => "admonition",
            Self::DecisionLog => "decision-log",
            Self::YStatement => "y-statement",
            Self::TyreeAkerman => "tyree-akerman",
            Self::Arc42 => "arc42",
            Self::BusinessCase => "business-case",
            Self::Planguage => "planguage",
            Self::Merson => "merson",
            Self::Plain => "plain",
        }
    }
}
