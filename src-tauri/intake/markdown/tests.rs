use super::{read, write};
use crate::{DEPTH_LIMIT, IntakeError};
use fairnotice_notice::{Block, Content, Emphasis, Field, FieldKind, Item, Link, Role, Run, Section};
use proptest::prelude::*;

/// The content as reading gives it back: in its normal form, without the ids of blocks and items.
fn expected(content: &Content) -> Content {
    let mut whole = content.clone();
    whole.normalise();
    let mut bare = whole.without_ids();
    for (section, with_id) in bare.sections.iter_mut().zip(whole.sections) {
        section.id = with_id.id;
        for (field, with_id) in section.fields.iter_mut().zip(with_id.fields) {
            field.id = with_id.id;
        }
    }
    bare
}

fn comes_back(content: &Content) -> String {
    let markdown = write(content);
    match read(&markdown) {
        Ok(back) => assert_eq!(back, expected(content), "{markdown}"),
        Err(error) => panic!("{error}\n{markdown}"),
    }
    markdown
}

fn with_blocks(blocks: Vec<Block>) -> Content {
    let mut content = Content::new("Privacy notice: parking", "en-GB");
    content.sections.push(Section {
        id: "s1".into(),
        heading: "Who we share information with".into(),
        level: 2,
        fields: vec![Field { id: "f1".into(), role: Role::Recipients, kind: FieldKind::Items, blocks }],
    });
    content
}

fn body(blocks: Vec<Block>) -> String {
    let markdown = comes_back(&with_blocks(blocks));
    let (_, body) = markdown.split_once("kind=items}\n\n").unwrap_or_default();
    body.trim_end().to_owned()
}

fn paragraph(runs: Vec<Run>) -> Block {
    Block::Paragraph { id: None, runs }
}

fn stressed(text: &str, emphasis: Emphasis) -> Run {
    Run { emphasis: Some(emphasis), ..Run::plain(text) }
}

#[test]
fn what_markdown_can_say_reads_well() {
    let variable = Run { var: Some("role-holder.post".into()), ..Run::plain("Service Director") };
    let unfilled = Run { var: Some("dpo.email".into()), ..Run::plain("[dpo.email]") };
    let link = |text: &str, href: &str| Run::linked(text, Some(href.into()));
    let nested = Block::List {
        id: None,
        ordered: false,
        items: vec![
            Item { id: None, blocks: vec![Block::paragraph("Police"), Block::bullets(["Local force"])] },
            Item { id: None, blocks: vec![Block::paragraph("Courts")] },
        ],
    };
    let shown = body(vec![
        paragraph(vec![
            Run::plain("Ask the "),
            variable,
            Run::plain(" at "),
            unfilled,
            Run::plain(", see "),
            link("your rights", "https://averley.example/rights"),
            Run::plain(" and "),
            Run::linked("permits", None),
            Run::plain(". "),
            stressed("You have the right to object.", Emphasis::Strong),
            Run::plain(" Do it "),
            stressed("now", Emphasis::Em),
            Run::plain(" at "),
            link("https://averley.example/a", "https://averley.example/a"),
            Run::plain(" or "),
            link("dpo@averley.example", "mailto:dpo@averley.example"),
        ]),
        nested,
        Block::bullets(["a list of its own"]),
        Block::List { id: None, ordered: true, items: vec![Item { id: None, blocks: vec![Block::paragraph("One")] }] },
        Block::Callout { id: None, blocks: vec![Block::paragraph("Mind this."), Block::bullets(["and this"])] },
        Block::Table {
            id: None,
            header: vec![vec![Block::paragraph("Record")], vec![Block::paragraph("Kept for")]],
            rows: vec![vec![vec![Block::paragraph("Permits | fines")], vec![Block::paragraph("6 years")]]],
        },
        Block::Image { id: None, alt: "Map of the zones".into(), asset: "ab12".into() },
        Block::paragraph("[name of the team] holds 1.5 million <records> & more_or_less"),
    ]);
    insta::assert_snapshot!(shown, @r##"
    Ask the {{role-holder.post|Service Director}} at {{dpo.email}}, see [your rights](https://averley.example/rights) and [permits](). **You have the right to object.** Do it *now* at <https://averley.example/a> or <dpo@averley.example>

    - Police
      - Local force
    - Courts

    <!-- -->

    - a list of its own

    1. One

    > Mind this.
    >
    > - and this

    | Record | Kept for |
    |---|---|
    | Permits \| fines | 6 years |

    ![Map of the zones](asset:ab12)

    [name of the team] holds 1.5 million \<records> & more_or_less
    "##);
}

#[test]
fn what_markdown_cannot_say_stands_as_json() {
    let list_in_cell = Block::Table {
        id: None,
        header: vec![vec![Block::paragraph("A")]],
        rows: vec![vec![vec![Block::bullets(["x", "y"])]]],
    };
    insta::assert_snapshot!(body(vec![list_in_cell, paragraph(vec![])]), @r##"
    ```json block
    {"type":"table","header":[[{"type":"paragraph","runs":[{"text":"A"}]}]],"rows":[[[{"type":"list","ordered":false,"items":[{"blocks":[{"type":"paragraph","runs":[{"text":"x"}]}]},{"blocks":[{"type":"paragraph","runs":[{"text":"y"}]}]}]}]]]}
    ```

    ```json block
    {"type":"paragraph","runs":[]}
    ```
    "##);
}

#[test]
fn odd_words_come_back() {
    for words in [
        "1. not a list",
        "12) nor this",
        "# no heading",
        "- no item",
        "+ no item",
        "> no callout",
        "---",
        "===",
        "***",
        "| no | table |",
        "{{ not a variable }}",
        "{{name|text}} as words",
        "}} {{ } {",
        "a {#s9 role=people}",
        "<b>tag</b> & &amp; &copy; <!-- comment -->",
        "```json block",
        "[text](target)",
        "[text]: https://averley.example",
        "![alt](asset:ab)",
        "  spaces around  ",
        "two  spaces",
        "\u{a0}no-break\u{a0}",
        "tab\there",
        "back\\slash \\* \\",
        "*stars* _under_ snake_case ~~struck~~ `code`",
        "https://averley.example/a_b_c and dpo@averley.example",
        "£5 – “quoted” ’s",
        "C#",
        "ends with hash #",
        "\u{0}\u{1}",
        "\u{200b}",
        "::: note",
        "Setext?",
        "",
        " ",
    ] {
        let mut content = with_blocks(vec![
            Block::paragraph(words),
            paragraph(vec![Run::plain("x"), stressed(words, Emphasis::Strong), stressed(words, Emphasis::Em)]),
            paragraph(vec![Run::linked(words, None), Run::linked(words, Some(words.into())), Run::plain("x")]),
            paragraph(vec![Run { var: Some("dpo.post".into()), emphasis: Some(Emphasis::Em), ..Run::plain(words) }]),
            paragraph(vec![Run { var: Some(words.into()), ..Run::plain("x") }]),
            Block::bullets([words, "x", words]),
            Block::Callout { id: None, blocks: vec![Block::paragraph(words)] },
            Block::Table {
                id: None,
                header: vec![vec![Block::paragraph(words)], vec![]],
                rows: vec![vec![vec![Block::paragraph("x")], vec![Block::paragraph(words)]]],
            },
            Block::Image { id: None, alt: words.into(), asset: "ab".into() },
            Block::Image { id: None, alt: "x".into(), asset: words.into() },
        ]);
        content.title = words.to_owned();
        content.sections[0].heading = words.to_owned();
        comes_back(&content);
    }
}

#[test]
fn odd_shapes_come_back() {
    let empty = Item { id: None, blocks: vec![] };
    let blank = Item { id: None, blocks: vec![paragraph(vec![])] };
    let one = |text: &str| Item { id: None, blocks: vec![Block::paragraph(text)] };
    let list = |ordered, items| Block::List { id: None, ordered, items };
    for blocks in [
        vec![],
        vec![paragraph(vec![]), paragraph(vec![])],
        vec![list(false, vec![])],
        vec![list(false, vec![empty.clone()])],
        vec![list(false, vec![one("a"), empty.clone(), one("b"), blank.clone(), empty.clone()])],
        vec![list(true, vec![blank.clone()]), list(true, vec![one("x")]), list(false, vec![one("y")])],
        vec![list(false, vec![Item { id: None, blocks: vec![list(false, vec![one("deep")])] }])],
        vec![list(
            false,
            vec![
                Item { id: None, blocks: vec![Block::paragraph("a"), Block::paragraph("b"), Block::bullets(["c"])] },
                Item { id: None, blocks: vec![Block::bullets(["c"]), Block::bullets(["d"]), Block::paragraph("e")] },
            ],
        )],
        vec![Block::Callout { id: None, blocks: vec![] }, Block::Callout { id: None, blocks: vec![paragraph(vec![])] }],
        vec![
            Block::Callout { id: None, blocks: vec![Block::Callout { id: None, blocks: vec![Block::paragraph("x")] }] },
            Block::Callout { id: None, blocks: vec![Block::paragraph("y")] },
        ],
        vec![Block::Table { id: None, header: vec![], rows: vec![] }],
        vec![Block::Table { id: None, header: vec![vec![], vec![]], rows: vec![vec![vec![]]] }],
        vec![Block::Table { id: None, header: vec![], rows: vec![vec![vec![Block::paragraph("x")], vec![]]] }],
        vec![Block::Table {
            id: None,
            header: vec![vec![Block::paragraph("x")]],
            rows: vec![vec![vec![paragraph(vec![])]]],
        }],
        vec![Block::paragraph("x"), Block::Table { id: None, header: vec![vec![Block::paragraph("y")]], rows: vec![] }],
    ] {
        comes_back(&with_blocks(blocks));
    }
    let mut deep = Block::bullets(["bottom"]);
    for _ in 1..DEPTH_LIMIT {
        deep = list(false, vec![Item { id: None, blocks: vec![Block::paragraph("x"), deep] }]);
    }
    comes_back(&with_blocks(vec![deep]));
}

#[test]
fn sections_and_fields_keep_their_names() {
    let mut content = with_blocks(vec![Block::paragraph("x")]);
    let field = |id: &str, blocks| Field { id: id.into(), role: Role::People, kind: FieldKind::Contacts, blocks };
    content.language = "cy".into();
    content.sections[0].fields.extend([field("f 2--> {", vec![]), field("018f-9a", vec![Block::paragraph("y")])]);
    for (id, level) in [("s2", 6), ("_s_*3*", 3), ("s}4", 4)] {
        content.sections.push(Section { id: id.into(), heading: String::new(), level, fields: vec![] });
    }
    insta::assert_snapshot!(comes_back(&content), @r##"
    ---
    language: cy
    ---
    # Privacy notice: parking

    ## Who we share information with {#s1 field=f1 role=recipients kind=items}

    x

    <!-- field f%202-%2D%3E%20%7B role=people kind=contacts -->

    <!-- field 018f-9a role=people kind=contacts -->

    y

    ###### {#s2}

    ### {#%5Fs%5F%2A3%2A}

    #### {#s%7D4}
    "##);
    content.language = "x y: --- \n".into();
    comes_back(&content);
}

#[test]
fn markdown_written_by_a_person_reads_well() {
    let content = read(
        "# Privacy notice: parking\n\nWe run the car parks.\n\n## Who do we share your data with?\n\nWe share it with:\n\n\
         * Police\n* The courts\n\n## What we hold\n\nWe hold these kinds of information:\n\n* Name\n* Address\n\n\
         We hold information about:\n\n* Drivers\n* Visitors to the borough\n\nUnderlined\n---\n\n    indented text\n\n\
         A line  \nbroken, an ![icon](https://averley.example/i.png) and ![a map](asset:ab) here. {{dpo.post}}\n",
    )
    .unwrap();
    let shown: Vec<String> = content
        .fields()
        .map(|(s, f)| format!("{} {:?} | {} {} {:?} | {}", s.id, s.heading, f.id, f.role, f.kind, f.plain_text()))
        .collect();
    insta::assert_debug_snapshot!(shown, @r##"
    [
        "s1 \"\" | f1 introduction Prose | We run the car parks.",
        "s2 \"Who do we share your data with?\" | f2 recipients Items | We share it with:\nPolice\nThe courts",
        "s3 \"What we hold\" | f3 data-categories Items | We hold these kinds of information:\nName\nAddress",
        "s3 \"What we hold\" | f4 people Items | We hold information about:\nDrivers\nVisitors to the borough",
        "s4 \"Underlined\" | f5 other Prose | indented text\nA line broken, an icon and \na map\n here. [dpo.post]",
    ]
    "##);
}

#[test]
fn bad_markdown_is_refused_with_its_line() {
    let nested = format!("# T\n\n{}x", "> ".repeat(DEPTH_LIMIT + 1));
    for (markdown, line, words) in [
        ("---\nlanguage: en-GB\n---\n# T\n\n## H {#s1 role=peple}\n", 6, "no role 'peple'"),
        ("# T\n\n## H {role=people kind=odd}\n", 3, "no kind 'odd'"),
        ("# T\n\n## H {#s1 colour=red}\n", 3, "'colour=red' means nothing"),
        ("# T\n\n## H\n\n<!-- field f1 role=x -->\n", 5, "no role 'x'"),
        ("---\nauthor: A\n---\n# T\n", 2, "'author' means nothing"),
        ("# T\n\n```json block\n{}\n```\n", 3, "this is no block"),
        ("# T\n\n| a |\n|---|\n| b | c |\n", 5, "more cells"),
        (nested.as_str(), 3, "deep"),
    ] {
        match read(markdown) {
            Err(IntakeError::Markdown { line: found, message }) => {
                assert_eq!(found, line, "{markdown}: {message}");
                assert!(message.contains(words), "{message}");
            }
            other => panic!("{markdown} gave {other:?}"),
        }
    }
    assert_eq!(read(" \n"), Err(IntakeError::Empty));
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[A-Za-z]{1,6}( [a-z]{1,6}){0,4}[.,:]?",
        2 => r"[ -~]{0,12}",
        1 => r"[#*_\[\](){}<>|`~!&\\.\-+0-9a \t:'\x22/]{1,10}",
        1 => "\\PC{0,6}",
    ]
}

fn run() -> impl Strategy<Value = Run> {
    let href = prop_oneof![Just("https://averley.example/x_y?a=b&c".to_owned()), words()];
    let link = prop_oneof![
        4 => Just(None),
        1 => Just(Some(Link { href: None })),
        1 => href.prop_map(|h| Some(Link { href: Some(h) })),
    ];
    let emphasis = prop_oneof![3 => Just(None), 1 => Just(Some(Emphasis::Strong)), 1 => Just(Some(Emphasis::Em))];
    let var = prop_oneof![6 => Just(None), 1 => Just(Some("dpo.email".to_owned())), 1 => words().prop_map(Some)];
    (words(), link, emphasis, var).prop_map(|(text, link, emphasis, var)| Run { text, link, emphasis, var })
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        5 => prop::collection::vec(run(), 0..4).prop_map(|runs| Block::Paragraph { id: None, runs }),
        1 => (words(), "[0-9a-f]{4}").prop_map(|(alt, asset)| Block::Image { id: None, alt, asset }),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let inner = prop::collection::vec(inner, 0..4);
        let items = prop::collection::vec(inner.clone().prop_map(|blocks| Item { id: None, blocks }), 0..4);
        let row = prop::collection::vec(inner.clone(), 0..3);
        prop_oneof![
            (any::<bool>(), items).prop_map(|(ordered, items)| Block::List { id: None, ordered, items }),
            inner.prop_map(|blocks| Block::Callout { id: None, blocks }),
            (row.clone(), prop::collection::vec(row, 0..3)).prop_map(|(header, rows)| Block::Table {
                id: None,
                header,
                rows
            }),
        ]
    })
}

fn content() -> impl Strategy<Value = Content> {
    let kind = prop_oneof![Just(FieldKind::Prose), Just(FieldKind::Items), Just(FieldKind::Contacts)];
    let field = (prop::sample::select(Role::ALL.to_vec()), kind, prop::collection::vec(block(), 0..4))
        .prop_map(|(role, kind, blocks)| Field { id: String::new(), role, kind, blocks });
    let section = (words(), 0u8..9, prop::collection::vec(field, 0..3)).prop_map(|(heading, level, fields)| Section {
        id: String::new(),
        heading,
        level,
        fields,
    });
    (words(), prop_oneof![Just("cy".to_owned()), words()], prop::collection::vec(section, 0..4)).prop_map(
        |(title, language, sections)| {
            let language = if language.is_empty() { "en-GB".to_owned() } else { language };
            let mut content = Content { title, language, sections };
            content.normalise();
            content.assign_ids();
            content
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_comes_back(content in content()) {
        comes_back(&content);
    }

    #[test]
    fn no_markdown_makes_reading_fail_badly(text in r"([#>*_\-+|`~{}\[\]()<!a1. \n=:&;]{0,60}|\PC{0,60})") {
        if let Ok(content) = read(&text) {
            comes_back(&content);
        }
    }
}
