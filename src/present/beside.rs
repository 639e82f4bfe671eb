//! What stands beside the page of a record: which files, their addresses and their names. `data_file` makes what is in them.

use crate::{analyze::RecordAnalysis, model::record::Record};

/// What stands beside the page of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The record and its analysis.
    Tree,
    /// Facts and text as Markdown.
    Text,
    /// The decision matrix as a table.
    Matrix,
    /// Costs as a table.
    Cost,
    /// Costs and scores as live formulas.
    Workbook,
}

impl Beside {
    const ALL: [Self; 5] = [Self::Text, Self::Tree, Self::Matrix, Self::Cost, Self::Workbook];

    /// Its address from the root of the site.
    pub fn address(self, record: &Record) -> String {
        let ending = match self {
            Self::Tree => "json",
            Self::Text => "md",
            Self::Matrix => "matrix.csv",
            Self::Cost => "cost.csv",
            Self::Workbook => "xlsx",
        };
        format!("{}.{ending}", record.stem)
    }

    /// What is in it, for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Tree => "All of it as data (JSON)",
            Self::Text => "Text (Markdown)",
            Self::Matrix => "Decision matrix (CSV)",
            Self::Cost => "Costs (CSV)",
            Self::Workbook => "Workbook with formulas (Excel)",
        }
    }

    /// What a record has.
    pub fn of<'a>(record: &'a Record, analysis: &'a RecordAnalysis) -> impl Iterator<Item = Self> + use<'a> {
        Self::ALL.into_iter().filter(move |each| match each {
            Self::Tree | Self::Text => true,
            Self::Matrix => analysis.matrix.is_some(),
            Self::Cost | Self::Workbook => analysis.cost.is_some() && record.tco.is_some(),
        })
    }
}
