//! Made-up notices that between them hold every construct: for the tests and for `cargo xtask conformance`. Knows the
//! model alone, so that examples and tests can both include it.

use fairnotice_notice::content::{Field, FieldKind, Run, Section};
use fairnotice_notice::{Block, Content, Emphasis, Item, Role};
use std::io::Cursor;

fn section(heading: &str, level: u8, blocks: Vec<Block>) -> Section {
    let field = Field { id: String::new(), role: Role::Other, kind: FieldKind::Prose, blocks };
    Section { id: String::new(), heading: heading.into(), level, fields: vec![field] }
}

fn notice(title: &str, language: &str, sections: Vec<Section>) -> Content {
    let mut content = Content::new(title, language);
    content.sections = sections;
    content
}

fn text(words: &str) -> Block {
    Block::paragraph(words)
}

fn runs(runs: Vec<Run>) -> Block {
    Block::Paragraph { id: None, runs }
}

fn stressed(words: &str, emphasis: Emphasis) -> Run {
    Run { emphasis: Some(emphasis), ..Run::plain(words) }
}

fn link(words: &str, href: &str) -> Run {
    Run::linked(words, Some(href.to_owned()))
}

fn list(ordered: bool, items: Vec<Vec<Block>>) -> Block {
    Block::List { id: None, ordered, items: items.into_iter().map(|blocks| Item { id: None, blocks }).collect() }
}

fn table(header: &[&str], rows: Vec<Vec<Vec<Block>>>) -> Block {
    Block::Table { id: None, header: header.iter().map(|h| vec![text(h)]).collect(), rows }
}

/// Two pictures, a PNG that one can see through and a photograph-like JPEG.
pub fn pictures() -> Vec<Vec<u8>> {
    let crest = image::RgbaImage::from_fn(360, 200, |x, y| {
        let inside = (x as i32 - 180).abs() * 10 + (y as i32 - 100).abs() * 18 < 1500;
        image::Rgba(if inside { [18, 50, 74, 255] } else { [200, 210, 220, if x % 40 < 20 { 0 } else { 90 }] })
    });
    let park = image::RgbImage::from_fn(1200, 500, |x, y| {
        let (x, y) = (x as f32 / 1200.0, y as f32 / 500.0);
        let hill = 0.55 + 0.12 * (x * 9.0).sin();
        if y > hill {
            image::Rgb([40, (90.0 + 80.0 * y) as u8, 50])
        } else {
            image::Rgb([150, 190, (200.0 + 50.0 * y) as u8])
        }
    });
    [
        (image::DynamicImage::ImageRgba8(crest), image::ImageFormat::Png),
        (image::DynamicImage::ImageRgb8(park), image::ImageFormat::Jpeg),
    ]
    .into_iter()
    .filter_map(|(picture, format)| {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).ok()?;
        Some(bytes.into_inner())
    })
    .collect()
}

/// Every notice with its name; `assets` are the names of the two pictures once they are kept.
pub fn all(assets: &[String]) -> Vec<(&'static str, Content)> {
    vec![
        ("nested-lists", nested_lists()),
        ("tables", tables()),
        ("pictures", pictures_in_text(assets)),
        ("callouts-and-links", callouts_and_links()),
        ("headings", headings()),
        ("sixty-pages", sixty_pages()),
        ("welsh", welsh()),
        ("polish", polish()),
        ("hostile", hostile()),
        (
            "bare",
            notice(
                "Privacy notice: A form",
                "en-GB",
                vec![section("", 2, vec![text("We keep your name for a year.")])],
            ),
        ),
        ("long-words", long_words()),
    ]
}

fn nested_lists() -> Content {
    let deep = (1..6).fold(vec![text("the deepest of all")], |below, level| {
        vec![
            text(&format!(
                "level {level} from below, with words enough that the line has to be broken at the end of the column"
            )),
            list(level % 2 == 0, vec![below, vec![text("a neighbour")]]),
        ]
    });
    let many = (1..=60).map(|n| vec![text(&format!("item {n} of a list that runs over the end of a page"))]).collect();
    notice(
        "Privacy notice: Lists",
        "en-GB",
        vec![
            section("Lists in lists", 2, vec![text("We hold:"), list(false, vec![deep, vec![text("a short one")]])]),
            section("A list over two pages", 2, vec![text("The steps are:"), list(true, many)]),
            section(
                "An item of two paragraphs",
                2,
                vec![list(
                    false,
                    vec![vec![text("The first."), text("The second, of the same item.")], vec![text("Alone.")]],
                )],
            ),
        ],
    )
}

fn tables() -> Content {
    let cell = |words: &str| vec![text(words)];
    let rows = (1..=70)
        .map(|n| {
            vec![
                cell(&format!("Record {n}")),
                cell(&format!("{} years", n % 9 + 1)),
                if n % 5 == 0 {
                    vec![text("From the last of:"), Block::bullets(["the end of the case", "the last letter"])]
                } else {
                    cell("Retention schedule, as the service keeps it")
                },
            ]
        })
        .collect();
    let tall = vec![vec![
        cell("Everything"),
        (0..40)
            .map(|n| {
                text(&format!("Paragraph {n} of a cell that is taller than a page can be, so that it must be parted."))
            })
            .collect(),
    ]];
    let wide = vec![(0..9).map(|n| cell(&format!("c{n} words"))).collect::<Vec<_>>(); 3];
    notice(
        "Privacy notice: Tables",
        "en-GB",
        vec![
            section("How long we keep it", 2, vec![table(&["Record", "How long", "Why"], rows)]),
            section("A tall cell", 2, vec![table(&["What", "Where"], tall)]),
            section("A wide table", 2, vec![table(&["A", "B", "C", "D", "E", "F", "G", "H", "I"], wide)]),
            section(
                "Without a header",
                2,
                vec![table(&[], vec![vec![cell("Police"), vec![]], vec![vec![], cell("Courts")]])],
            ),
        ],
    )
}

fn pictures_in_text(assets: &[String]) -> Content {
    let picture = |alt: &str, at: usize| Block::Image {
        id: None,
        alt: alt.into(),
        asset: assets.get(at).cloned().unwrap_or_default(),
    };
    notice(
        "Privacy notice: Pictures",
        "en-GB",
        vec![
            section(
                "Where the cameras are",
                2,
                vec![
                    text("The map shows the car parks with cameras."),
                    picture("Averley Park with the hill behind it; cameras stand at both gates", 1),
                    text("Signs stand at each gate."),
                    picture("The sign: a camera over the council’s crest", 0),
                    picture("", 0),
                ],
            ),
            section(
                "Pictures in other places",
                2,
                vec![
                    list(
                        false,
                        vec![
                            vec![text("at the north gate"), picture("The north gate", 1)],
                            vec![text("at the south gate")],
                        ],
                    ),
                    Block::Callout { id: None, blocks: vec![text("Look for this sign."), picture("The same sign", 0)] },
                    table(
                        &["Place", "Sign"],
                        vec![vec![vec![text("Town Hall")], vec![picture("A sign at the door", 0)]]],
                    ),
                ],
            ),
        ],
    )
}

fn callouts_and_links() -> Content {
    let long = "https://www.averley.example/privacy/an/address/that/is/longer/than/any/line/of/the/page?with=parameters&and=more#fragment";
    notice(
        "Privacy notice: Links",
        "en-GB",
        vec![
            section(
                "Your rights",
                2,
                vec![
                    Block::Callout {
                        id: None,
                        blocks: vec![
                            runs(vec![Run::plain("Write to "), link("dpo@averley.example", "mailto:dpo@averley.example"), Run::plain(" or call "), link("01632 960101", "tel:01632960101"), Run::plain(".")]),
                            list(false, vec![vec![text("by letter")], vec![text("in person")]]),
                        ],
                    },
                    runs(vec![
                        stressed("Please note", Emphasis::Strong),
                        Run::plain(" that "),
                        stressed("nothing", Emphasis::Em),
                        Run::plain(" costs money. The "),
                        link("page about your rights, whose name is so long that the link has to run over the end of the line", "https://www.averley.example/rights"),
                        Run::plain(" says more; an "),
                        Run::linked("old page", None),
                        Run::plain(" is gone."),
                    ]),
                    runs(vec![link(long, long)]),
                ],
            ),
            section("Long callouts", 2, vec![Block::Callout { id: None, blocks: (0..30).map(|n| text(&format!("Paragraph {n} of a callout that runs over the end of a page, and so has its ground on both."))).collect() }]),
        ],
    )
}

fn headings() -> Content {
    let mut sections: Vec<Section> = [2, 3, 4, 5, 6, 2, 6, 3]
        .into_iter()
        .enumerate()
        .map(|(n, level)| section(&format!("Heading {n} of level {level}, long enough that it takes more than one line of the page it stands on"), level, vec![text("A paragraph under it.")]))
        .collect();
    sections.push(section("", 2, vec![text("Words without a heading.")]));
    sections.push(section("A heading with nothing under it", 2, vec![]));
    notice(
        "A title that is long enough to take two lines at the size in which titles are set on these pages",
        "en-GB",
        sections,
    )
}

fn sixty_pages() -> Content {
    let sentence =
        "The council uses this information to decide what it must do, and keeps it no longer than it needs to. ";
    let sections = (1..=68)
        .map(|n| {
            let mut blocks: Vec<Block> =
                (1..=5).map(|p| text(&format!("{n}.{p} {}", sentence.repeat(3 + (n + p) % 4)))).collect();
            blocks.push(text("It is shared with:"));
            blocks.push(Block::bullets((1..=(n % 7 + 3)).map(|i| format!("organisation {i} of part {n}"))));
            section(&format!("Part {n}"), if n % 4 == 1 { 2 } else { 3 }, blocks)
        })
        .collect();
    notice("Privacy notice: Everything the council does", "en-GB", sections)
}

fn welsh() -> Content {
    notice(
        "Hysbysiad preifatrwydd: Parciau",
        "cy",
        vec![
            section(
                "Pa wybodaeth rydym yn ei chasglu",
                2,
                vec![
                    text("Rydym yn casglu:"),
                    Block::bullets([
                        "eich enw a’ch cyfeiriad",
                        "gwybodaeth am eich tŷ, eich ŵyr a’ch dŵr",
                        "eich rhif ffôn",
                    ]),
                ],
            ),
            section(
                "Eich hawliau",
                2,
                vec![
                    text(
                        "Mae gennych hawl i ofyn am gopi o’ch gwybodaeth, i’w chywiro, ac i gwyno wrth y Comisiwn Gwybodaeth.",
                    ),
                    table(&["Cofnod", "Pa mor hir"], vec![vec![vec![text("Aelodaeth")], vec![text("2 flynedd")]]]),
                ],
            ),
        ],
    )
}

fn polish() -> Content {
    notice(
        "Informacja o prywatności: Mieszkalnictwo",
        "pl",
        vec![
            section(
                "Jakie dane gromadzimy",
                2,
                vec![
                    text("Zażółć gęślą jaźń: gromadzimy imię i nazwisko, adres oraz wysokość czynszu."),
                    Block::bullets(["dane członków rodziny", "świadczenia", "skargi i odwołania"]),
                ],
            ),
            section(
                "Twoje prawa",
                2,
                vec![runs(vec![
                    Run::plain("Możesz złożyć skargę: "),
                    link("skargi@averley.example", "mailto:skargi@averley.example"),
                    Run::plain("."),
                ])],
            ),
        ],
    )
}

fn hostile() -> Content {
    let words = r#"</title></style><script>alert("x")</script><!-- ' " & &amp; --> <img src=x onerror=alert(1)> ]]> \ ( ) %PDF"#;
    notice(
        words,
        "en-GB",
        vec![section(
            words,
            2,
            vec![
                text(words),
                runs(vec![
                    link("go", "javascript:alert(1)"),
                    Run::plain(" "),
                    link("there", "data:text/html,<script>alert(1)</script>"),
                    Run::plain(" or "),
                    link("here", "https://a.example/\"onmouseover=\"alert(1)"),
                    Run::plain(" or ("),
                    link("there (too)", "https://a.example/)/(\\"),
                    Run::plain(")"),
                ]),
                table(&[words], vec![vec![vec![text(words)]]]),
            ],
        )],
    )
}

fn long_words() -> Content {
    let word = "Rechtsschutzversicherungsgesellschaften".repeat(6);
    notice(
        "Privacy notice: Words",
        "en-GB",
        vec![section(
            &word,
            2,
            vec![
                text(&word),
                Block::bullets([word.as_str()]),
                table(&["A", "B"], vec![vec![vec![text(&word)], vec![text("b")]]]),
            ],
        )],
    )
}
