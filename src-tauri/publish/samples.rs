//! A made-up notice that holds every construct, for this crate's tests.

use crate::{Contents, Edition, Standing};
use chrono::NaiveDate;
use fairnotice_notice::content::{Field, FieldKind, Section};
use fairnotice_notice::organisation::Snapshot;
use fairnotice_notice::{Block, Content, Emphasis, Item, Rendering, Role, Run};

pub(crate) fn council() -> Snapshot {
    Snapshot {
        controller: "Averley Borough Council".into(),
        address: "Town Hall, Market Place, Averley AV1 1AA".into(),
        email: "enquiries@averley.example".into(),
        phone: "01632 960100".into(),
        ico_registration: "Z0000000".into(),
        dpo_post: "Data Protection Officer".into(),
        dpo_email: "dpo@averley.example".into(),
        dpo_phone: String::new(),
        logo: None,
        colour: None,
    }
}

pub(crate) fn edition(standing: Standing) -> Edition {
    Edition {
        version: 3,
        standing,
        effective: NaiveDate::from_ymd_opt(2026, 4, 1),
        review_due: NaiveDate::from_ymd_opt(2027, 4, 1),
        ended: None,
        directorate: Some("Parks and Leisure".into()),
        owner_post: Some("Director of Parks and Leisure".into()),
        approver: None,
        code: "BA78-16BF-8F01-CFEA".into(),
        published_at: Some("https://www.averley.example/privacy/parks".into()),
        contents: Contents::WhenLong,
    }
}

pub(crate) fn section(heading: &str, level: u8, blocks: Vec<Block>) -> Section {
    Section {
        id: String::new(),
        heading: heading.into(),
        level,
        fields: vec![Field { id: String::new(), role: Role::Other, kind: FieldKind::Prose, blocks }],
    }
}

pub(crate) fn runs(runs: Vec<Run>) -> Block {
    Block::Paragraph { id: None, runs }
}

pub(crate) fn stressed(text: &str, emphasis: Emphasis) -> Run {
    Run { emphasis: Some(emphasis), ..Run::plain(text) }
}

pub(crate) fn item(blocks: Vec<Block>) -> Item {
    Item { id: None, blocks }
}

pub(crate) fn list(ordered: bool, items: Vec<Item>) -> Block {
    Block::List { id: None, ordered, items }
}

/// Rendered by the made-up council.
pub(crate) fn rendering(title: &str, sections: Vec<Section>) -> Rendering {
    let mut content = Content::new(title, "en-GB");
    content.sections = sections;
    Rendering::of(&content, &council())
}

/// Headings, lists in lists, a table, a callout, links, stress.
pub(crate) fn notice() -> Rendering {
    let href = |h: &str| Some(h.to_owned());
    let cell = |text: &str| vec![Block::paragraph(text)];
    rendering(
        "Privacy notice: Parks",
        vec![
            section(
                "",
                2,
                vec![runs(vec![
                    Run::plain("This notice says "),
                    stressed("what we keep", Emphasis::Strong),
                    Run::plain(" and "),
                    stressed("why", Emphasis::Em),
                    Run::plain("; the "),
                    Run::linked("main notice", href("https://www.averley.example/privacy?a=1&b=2")),
                    Run::plain(" says more. An "),
                    Run::linked("old page", None),
                    Run::plain(" is gone."),
                ])],
            ),
            section(
                "What we collect",
                2,
                vec![
                    Block::paragraph("The information includes:"),
                    list(
                        false,
                        vec![
                            item(vec![Block::paragraph("your name")]),
                            item(vec![
                                Block::paragraph("what you book:"),
                                list(
                                    false,
                                    vec![item(vec![Block::paragraph("courts")]), item(vec![Block::paragraph("lanes")])],
                                ),
                            ]),
                        ],
                    ),
                ],
            ),
            section("Żółć, tŷ and ŵyr → ≥ 3", 4, vec![Block::paragraph("“Quoted”, £5, €6 – and so on…")]),
            section(
                "How long",
                2,
                vec![Block::Table {
                    id: None,
                    header: vec![cell("Record"), cell("How long")],
                    rows: vec![
                        vec![cell("Membership"), cell("2 years")],
                        vec![
                            cell("Accidents"),
                            vec![Block::paragraph("3 years;"), Block::bullets(["children: until 21"])],
                        ],
                        vec![cell("Pictures"), vec![]],
                    ],
                }],
            ),
            section(
                "Your rights",
                2,
                vec![
                    Block::Callout {
                        id: None,
                        blocks: vec![runs(vec![
                            Run::plain("Write to "),
                            Run::linked("dpo@averley.example", href("mailto:dpo@averley.example")),
                            Run::plain("."),
                        ])],
                    },
                    list(
                        true,
                        vec![item(vec![Block::paragraph("Tell us.")]), item(vec![Block::paragraph("Ask again.")])],
                    ),
                ],
            ),
        ],
    )
}
