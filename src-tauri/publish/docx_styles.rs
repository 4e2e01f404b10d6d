//! How a Word file looks: its styles, its lists and its settings.
//!
//! All looks are styles under the names that Word itself gives them, so that a reader's own style set, the outline and
//! a screen reader find what they know.

use crate::docx_package::{About, escape};
use std::fmt::Write as _;

/// The typeface: on every machine with Word, and metrically matched elsewhere (Liberation Sans).
const FACE: &str = "Arial";
/// How far each level of a list is set in, in twentieths of a point.
pub(crate) const STEP: usize = 425;
/// The levels that Word's lists have.
pub(crate) const LEVELS: usize = 9;
/// The list of all bullets.
pub(crate) const BULLETS: usize = 1;

/// The ground and the bar of what is set apart, where a paragraph of another style stands in it.
pub(crate) const CALLOUT: &str = "<w:pBdr><w:left w:val=\"single\" w:sz=\"36\" w:space=\"8\" w:color=\"5B6B7A\"/>\
     </w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F3F5F7\"/>";

/// The bar beside what a redline changed.
pub(crate) const CHANGED: &str =
    "<w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"B3420E\"/></w:pBdr>";

/// The part of the styles.
pub(crate) fn styles(names: &str, about: &About) -> String {
    let lang = escape(&about.language);
    let colour = &about.colour;
    let mut out = format!(
        "<w:styles {names}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{FACE}\" w:hAnsi=\"{FACE}\" w:eastAsia=\"{FACE}\" w:cs=\"{FACE}\"/>\
         <w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>\
         <w:lang w:val=\"{lang}\" w:eastAsia=\"{lang}\" w:bidi=\"{lang}\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after=\"140\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr>\
         </w:pPrDefault></w:docDefaults>"
    );
    let mut styles = Styles { out: &mut out };
    styles.paragraph("Normal", "Normal", None, "", "");
    styles.paragraph(
        "Title",
        "Title",
        Some("Normal"),
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"0\" w:after=\"200\" w:line=\"240\" w:lineRule=\"auto\"/>",
        &format!("<w:b/><w:bCs/><w:color w:val=\"{colour}\"/><w:sz w:val=\"44\"/><w:szCs w:val=\"44\"/>"),
    );
    for (i, size) in [32, 27, 24, 22, 22, 22].into_iter().enumerate() {
        let level = i + 1;
        let before = if level == 1 { 360 } else { 280 };
        let slope = if level > 4 { "<w:i/><w:iCs/>" } else { "" };
        styles.paragraph(
            &format!("Heading{level}"),
            &format!("heading {level}"),
            Some("Normal"),
            &format!(
                "<w:keepNext/><w:keepLines/><w:spacing w:before=\"{before}\" w:after=\"100\" w:line=\"240\" \
                 w:lineRule=\"auto\"/><w:outlineLvl w:val=\"{i}\"/>"
            ),
            &format!(
                "<w:b/><w:bCs/>{slope}<w:color w:val=\"{colour}\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"
            ),
        );
    }
    // Close to one another, and apart from what follows the list.
    let tight = "<w:spacing w:after=\"140\"/><w:contextualSpacing/>";
    let set_in = format!("<w:ind w:left=\"{STEP}\"/>");
    styles.paragraph("ListBullet", "List Bullet", Some("Normal"), tight, "");
    styles.paragraph("ListNumber", "List Number", Some("Normal"), tight, "");
    styles.paragraph(
        "ListContinue",
        "List Continue",
        Some("Normal"),
        &tight.replace("<w:contextualSpacing/>", &format!("{set_in}<w:contextualSpacing/>")),
        "",
    );
    let set_apart = "<w:spacing w:before=\"140\" w:after=\"140\"/><w:ind w:left=\"284\"/><w:contextualSpacing/>";
    styles.paragraph("Callout", "Callout", Some("Normal"), &format!("{CALLOUT}{set_apart}"), "");
    let mark = "<w:pBdr><w:top w:val=\"single\" w:sz=\"12\" w:space=\"4\" w:color=\"8A1538\"/>\
                <w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"4\" w:color=\"8A1538\"/></w:pBdr>\
                <w:spacing w:after=\"280\"/>";
    styles.paragraph("Mark", "Mark", Some("Normal"), mark, "<w:b/><w:bCs/><w:color w:val=\"8A1538\"/>");
    styles.paragraph("Entry", "Entry", Some("Normal"), "<w:keepLines/><w:spacing w:after=\"50\"/>", "");
    styles.paragraph("Picture", "Picture", Some("Normal"), "<w:spacing w:before=\"60\" w:after=\"200\"/>", "");
    let in_cell = "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"252\" w:lineRule=\"auto\"/>";
    styles.paragraph("TableText", "Table Text", Some("Normal"), in_cell, "");
    styles.paragraph("TableHeading", "Table Heading", Some("TableText"), "<w:keepNext/>", "<w:b/><w:bCs/>");
    let ends = "<w:tabs><w:tab w:val=\"right\" w:pos=\"9072\"/></w:tabs><w:spacing w:after=\"0\" w:line=\"240\" \
                w:lineRule=\"auto\"/>";
    let small = "<w:color w:val=\"4A5560\"/><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>";
    styles.paragraph("Header", "header", Some("Normal"), ends, small);
    styles.paragraph("Footer", "footer", Some("Normal"), ends, small);
    out.push_str(
        "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">\
         <w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/>\
         <w:basedOn w:val=\"DefaultParagraphFont\"/><w:rPr><w:color w:val=\"0B4F9E\"/><w:u w:val=\"single\"/></w:rPr>\
         </w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
         <w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>\
         <w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>\
         <w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/>\
         <w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>",
    );
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let _ = write!(out, "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7A8691\"/>");
    }
    out.push_str(
        "</w:tblBorders></w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>\
         <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E9EDF1\"/></w:tcPr></w:tblStylePr></w:style>\
         <w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/>\
         <w:semiHidden/></w:style></w:styles>",
    );
    out
}

struct Styles<'a> {
    out: &'a mut String,
}

impl Styles<'_> {
    fn paragraph(&mut self, id: &str, name: &str, based_on: Option<&str>, paragraph: &str, words: &str) {
        let default = if based_on.is_none() { " w:default=\"1\"" } else { "" };
        // Names that Word does not know itself.
        let custom = if matches!(id, "Callout" | "Mark" | "Entry" | "Picture" | "TableText" | "TableHeading") {
            " w:customStyle=\"1\""
        } else {
            ""
        };
        let _ = write!(
            self.out,
            "<w:style w:type=\"paragraph\"{default}{custom} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>"
        );
        if let Some(base) = based_on {
            let _ = write!(self.out, "<w:basedOn w:val=\"{base}\"/>");
        }
        if id == "Title" || id.starts_with("Heading") {
            self.out.push_str("<w:next w:val=\"Normal\"/>");
        }
        self.out.push_str("<w:qFormat/>");
        if !paragraph.is_empty() {
            let _ = write!(self.out, "<w:pPr>{paragraph}</w:pPr>");
        }
        if !words.is_empty() {
            let _ = write!(self.out, "<w:rPr>{words}</w:rPr>");
        }
        self.out.push_str("</w:style>");
    }
}

/// The part of the lists: one of bullets, and one for each numbered list, so that each starts with 1.
pub(crate) fn numbering(names: &str, numbered: usize) -> String {
    let mut out = format!("<w:numbering {names}>");
    for list in BULLETS..=numbered + BULLETS {
        // Word takes lists with one nsid for one list.
        let _ = write!(
            out,
            "<w:abstractNum w:abstractNumId=\"{list}\"><w:nsid w:val=\"{:08X}\"/>\
             <w:multiLevelType w:val=\"hybridMultilevel\"/>",
            0x0FA1_0000 + list
        );
        for level in 0..LEVELS {
            let (format, text) = if list == BULLETS {
                ("bullet", ["•", "–", "•"].get(level % 2).copied().unwrap_or("•").to_owned())
            } else {
                ("decimal", format!("%{}.", level + 1))
            };
            let left = STEP * (level + 1);
            let _ = write!(
                out,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
                 <w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr>\
                 <w:ind w:left=\"{left}\" w:hanging=\"{STEP}\"/></w:pPr></w:lvl>"
            );
        }
        out.push_str("</w:abstractNum>");
    }
    for list in BULLETS..=numbered + BULLETS {
        let _ = write!(out, "<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"{list}\"/></w:num>");
    }
    out.push_str("</w:numbering>");
    out
}

/// The part of the settings: no hyphens, and the layout of today's Word rather than of an old one.
pub(crate) fn settings(names: &str, about: &About) -> String {
    let tracked = if about.tracked { "<w:trackRevisions/>" } else { "" };
    format!(
        "<w:settings {names}>{tracked}<w:defaultTabStop w:val=\"720\"/><w:autoHyphenation w:val=\"false\"/><w:compat>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" \
         w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"{}\"/></w:settings>",
        escape(&about.language)
    )
}
