//! The small parts of a workbook: what is in it, how cells look, when it was made.

use std::fmt::Write;

use super::sheet::escape;
use crate::base::date::Date;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE_LINKS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// `_rels/.rels`: where to begin.
pub(super) const RELATIONS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" ",
    "Target=\"xl/workbook.xml\"/>",
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" ",
    "Target=\"docProps/core.xml\"/>",
    "</Relationships>",
);

/// The part of a sheet, counted from 0.
pub(super) fn sheet_path(at: usize) -> String {
    format!("xl/worksheets/sheet{}.xml", at + 1)
}

/// `[Content_Types].xml`: what each part is.
pub(super) fn content_types(sheets: usize) -> String {
    let mut text = format!(
        "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{SHEET_TYPE}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{SHEET_TYPE}.styles+xml\"/>"
    );
    for at in 0..sheets {
        let _ = write!(text, "<Override PartName=\"/{}\" ContentType=\"{SHEET_TYPE}.worksheet+xml\"/>", sheet_path(at));
    }
    text + "</Types>"
}

/// `docProps/core.xml`: title and date.
pub(super) fn properties(title: &str, day: Date) -> String {
    let mut text = format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"
    );
    escape(title, &mut text);
    text.push_str("</dc:title><dc:creator>Rationale</dc:creator>");
    for word in ["created", "modified"] {
        let _ = write!(text, "<dcterms:{word} xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:{word}>");
    }
    text + "</cp:coreProperties>"
}

/// `xl/workbook.xml`: the sheets by name. Programs that compute do so when they open it.
pub(super) fn workbook(names: &[&str]) -> String {
    let mut text = format!("{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{LINKS}\"><sheets>");
    for (name, id) in names.iter().zip(1..) {
        let _ = write!(text, "<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"rId{id}\"/>");
    }
    text + "</sheets><calcPr fullCalcOnLoad=\"1\"/></workbook>"
}

/// `xl/_rels/workbook.xml.rels`: where the sheets are.
pub(super) fn workbook_relations(sheets: usize) -> String {
    let mut text = format!("{XML}<Relationships xmlns=\"{PACKAGE_LINKS}\">");
    for id in 1..=sheets {
        let _ = write!(text, "<Relationship Id=\"rId{id}\" Type=\"{LINKS}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>");
    }
    let _ = write!(text, "<Relationship Id=\"rId{}\" Type=\"{LINKS}/styles\" Target=\"styles.xml\"/>", sheets + 1);
    text + "</Relationships>"
}

/// Number formats of our own.
const FORMATS: [(u32, &str); 4] = [(164, "#,##0"), (165, "0.00"), (166, "#,##0.######"), (167, "[>=1E+299]\"no limit\";General")];

/// Number format, font, fill and border of each style, in the order of the styles.
const LOOKS: [(u32, u32, u32, u32); 12] = [
    (0, 0, 0, 0),
    (0, 2, 0, 0),
    (0, 1, 2, 0),
    (0, 3, 0, 0),
    (0, 4, 3, 0),
    (167, 4, 3, 0),
    (164, 0, 0, 0),
    (164, 1, 0, 1),
    (0, 1, 0, 1),
    (166, 0, 0, 0),
    (165, 0, 0, 0),
    (10, 0, 0, 0),
];

/// `xl/styles.xml`: how cells look.
pub(super) fn styles() -> String {
    let mut text = format!("{XML}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"{}\">", FORMATS.len());
    for (id, code) in FORMATS {
        let _ = write!(text, "<numFmt numFmtId=\"{id}\" formatCode=\"");
        text.push_str(&code.replace('"', "&quot;").replace('>', "&gt;"));
        text.push_str("\"/>");
    }
    let font = |before: &str, size: u32, colour: &str| {
        format!("<font>{before}<sz val=\"{size}\"/><color rgb=\"{colour}\"/><name val=\"Calibri\"/></font>")
    };
    text.push_str("</numFmts><fonts count=\"5\">");
    text.push_str(&font("", 11, "FF000000"));
    text.push_str(&font("<b/>", 11, "FF000000"));
    text.push_str(&font("<b/>", 14, "FF000000"));
    text.push_str(&font("<i/>", 11, "FF5F6368"));
    text.push_str(&font("", 11, "FF0B3FB5"));
    let fill = |colour: &str| format!("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/></patternFill></fill>");
    text.push_str(
        "</fonts><fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>",
    );
    text.push_str(&fill("FFE8EAED"));
    text.push_str(&fill("FFFFF8E1"));
    text.push_str("</fills><borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>");
    text.push_str("<border><left/><right/><top style=\"thin\"><color rgb=\"FF5F6368\"/></top><bottom/><diagonal/></border></borders>");
    text.push_str("<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>");
    let _ = write!(text, "<cellXfs count=\"{}\">", LOOKS.len());
    for (format, font, fill, border) in LOOKS {
        let _ = write!(
            text,
            "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" applyNumberFormat=\"1\" \
             applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\"/>"
        );
    }
    text.push_str("</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>");
    text
}
