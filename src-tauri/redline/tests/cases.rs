//! Single edits and the marking a careful person would make.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shown;

use fairnotice_notice::{Block, Content, Field, FieldKind, Item, Role, Run, Section};
use fairnotice_redline::{Kind, MatterAct, Redline, compare};
use shown::shown;

fn section(heading: &str, role: Role, blocks: Vec<Block>) -> Section {
    let field = Field { id: String::new(), role, kind: FieldKind::Prose, blocks };
    Section { id: String::new(), heading: heading.to_owned(), level: 2, fields: vec![field] }
}

fn p(text: &str) -> Block {
    Block::paragraph(text)
}

/// A made-up council's notice.
fn notice() -> Content {
    let mut content = Content::new("Privacy notice: Housing", "en-GB");
    content.sections = vec![
        section(
            "Who we are",
            Role::Introduction,
            vec![
                p(
                    "Averley Borough Council runs the housing service. We decide how your information is used and we answer for it.",
                ),
                p("If you rent a home from us, this notice is about you and the people who live with you."),
            ],
        ),
        section(
            "What we collect",
            Role::DataCategories,
            vec![
                p("We collect:"),
                Block::bullets(["Name", "Address", "Rent account", "Bank details", "Repairs you asked for"]),
            ],
        ),
        section(
            "Who we share it with",
            Role::Recipients,
            vec![
                p("We share it with:"),
                Block::bullets(["Police", "Averley Care Trust", "Contractors who repair homes"]),
            ],
        ),
        section(
            "How long we keep it",
            Role::Retention,
            vec![p(
                "We keep tenancy files for 6 years after the tenancy ends. Complaints are kept for 3 years from the day they are closed.",
            )],
        ),
    ];
    content
}

fn edited(edit: impl FnOnce(&mut Content)) -> Redline {
    let old = notice();
    let mut new = old.clone();
    edit(&mut new);
    let redline = compare(&old, &new);
    assert_eq!(redline.accept(), new);
    assert_eq!(redline.reject(), old);
    redline
}

fn blocks(content: &mut Content, section: usize) -> &mut Vec<Block> {
    &mut content.sections[section].fields[0].blocks
}

fn items(content: &mut Content, section: usize) -> &mut Vec<Item> {
    let Block::List { items, .. } = &mut blocks(content, section)[1] else { panic!("a list stands there") };
    items
}

#[test]
fn a_moved_item() {
    let redline = edited(|c| {
        let item = items(c, 1).remove(3);
        items(c, 1).insert(0, item);
    });
    assert_eq!(shown(&redline), ["moved item: Bank details"]);
}

#[test]
fn an_item_moved_to_another_list() {
    let redline = edited(|c| {
        let item = items(c, 1).remove(4);
        items(c, 2).push(item);
    });
    assert_eq!(
        shown(&redline),
        ["moved item: Repairs you asked for (section type “Information we collect” → “Who we share it with”)"]
    );
    let moved = redline.blocks.iter().find(|b| b.change == Kind::Moved).unwrap();
    assert_eq!(moved.from.as_deref(), Some("What we collect"));
    assert_eq!(moved.section.as_deref(), Some("Who we share it with"));
}

#[test]
fn a_moved_and_changed_paragraph() {
    let redline = edited(|c| {
        blocks(c, 0).remove(1);
        blocks(c, 3)
            .push(p("If you rent a home from us, this notice is about you and the children who live with you."));
    });
    assert_eq!(
        shown(&redline),
        [
            "moved-changed paragraph: If you rent a home from us, this notice is about you and the [-people -]{+children +}who live with you. (section type “Introduction” → “How long we keep it”)"
        ]
    );
}

#[test]
fn a_split_paragraph() {
    let redline = edited(|c| {
        *blocks(c, 3) = vec![
            p("We keep tenancy files for 6 years after the tenancy ends."),
            p("Complaints are kept for 3 years from the day they are closed."),
        ];
    });
    assert_eq!(
        shown(&redline),
        [
            "split paragraph: We keep tenancy files for 6 years after the tenancy ends.[- -] (part 1 of 2 of what was one)",
            "split paragraph: Complaints are kept for 3 years from the day they are closed. (part 2 of 2 of what was one)",
        ]
    );
    assert_eq!((redline.stats.split, redline.stats.merged), (1, 0));
    let olds: Vec<_> = redline.blocks.iter().filter(|b| b.change == Kind::Split).map(|b| b.old).collect();
    assert_eq!(olds[0], olds[1], "the parts of a split block have the same old");
}

#[test]
fn a_short_end_split_off() {
    let redline = edited(|c| {
        *blocks(c, 0) = vec![
            p("Averley Borough Council runs the housing service. We decide how your information is used and we"),
            p("answer for it."),
            blocks(c, 0)[1].clone(),
        ];
    });
    assert_eq!((redline.stats.split, redline.stats.inserted, redline.stats.deleted), (1, 0, 0));
}

#[test]
fn a_new_neighbour_with_the_same_words_is_no_split() {
    let redline = edited(|c| {
        blocks(c, 0)[1] = p("If you rent a flat from us, this notice is about you and the people who live with you.");
        blocks(c, 0).insert(2, p("The people who live with you have the same rights."));
    });
    assert_eq!((redline.stats.split, redline.stats.changed, redline.stats.inserted), (0, 1, 1));
}

#[test]
fn merged_paragraphs_with_an_edit() {
    let redline = edited(|c| {
        *blocks(c, 0) = vec![p(
            "Averley Borough Council runs the housing service. We decide how your information is used and we answer for it. If you rent a flat from us, this notice is about you and the people who live with you.",
        )];
    });
    assert_eq!(
        shown(&redline),
        [
            "merged paragraph: Averley Borough Council runs the housing service. We decide how your information is used and we answer for it.{+ +} (1 of 2 that are now one)",
            "merged paragraph: If you rent a [-home -]{+flat +}from us, this notice is about you and the people who live with you. (2 of 2 that are now one)",
        ]
    );
    assert_eq!(redline.stats.merged, 1);
}

#[test]
fn a_paragraph_that_became_a_list() {
    let redline = edited(|c| {
        *blocks(c, 0) = vec![
            p("Averley Borough Council runs the housing service."),
            Block::bullets(["We decide how your information is used", "we answer for it"]),
            p("If you rent a home from us, this notice is about you and the people who live with you."),
        ];
    });
    let kinds: Vec<Kind> = redline.blocks.iter().filter(|b| b.change != Kind::Same).map(|b| b.change).collect();
    assert_eq!(kinds, [Kind::Split; 3]);
}

#[test]
fn a_number_stands_out_whole() {
    let redline = edited(|c| {
        *blocks(c, 3) = vec![p(
            "We keep tenancy files for 7 years after the tenancy ends. Complaints are kept for 3 years from the day they are closed.",
        )];
    });
    assert_eq!(
        shown(&redline),
        [
            "changed paragraph: We keep tenancy files for [-6 -]{+7 +}years after the tenancy ends. Complaints are kept for 3 years from the day they are closed."
        ]
    );
    assert_eq!(redline.summary().sentence, "Retention for tenancy files changed from 6 to 7 years.");
    assert_eq!(
        redline.summary().points,
        ["Paragraph changed: “tenancy files”: from 6 to 7 years (under “How long we keep it”)"]
    );
}

#[test]
fn a_link_target_alone() {
    let with = |href: &str| {
        let mut content = notice();
        let runs =
            vec![Run::plain("Read "), Run::linked("how we keep it safe", Some(href.to_owned())), Run::plain(".")];
        blocks(&mut content, 3).push(Block::Paragraph { id: None, runs });
        content
    };
    let redline = compare(&with("https://averley.example/safe"), &with("https://averley.example/security"));
    assert_eq!(
        shown(&redline),
        [
            "changed paragraph: Read how we keep it safe. (link target changed from https://averley.example/safe to https://averley.example/security)"
        ]
    );
    assert!(!redline.is_empty());
}

#[test]
fn another_post_holder() {
    let with = |post: &str| {
        let mut content = notice();
        let post = Run { var: Some("role-holder.post".into()), ..Run::plain(post) };
        let runs = vec![Run::plain("The "), post, Run::plain(" answers for it.")];
        blocks(&mut content, 0).push(Block::Paragraph { id: None, runs });
        content
    };
    let redline = compare(&with("Director of Homes"), &with("Director of Places"));
    assert_eq!(
        shown(&redline),
        [
            "changed paragraph: The [-Director of Homes -]{+Director of Places +}answers for it. (post-holder: now “Director of Places”)"
        ]
    );
}

#[test]
fn what_matters_in_law() {
    let redline = edited(|c| {
        items(c, 1)[0].blocks = vec![p("Names")];
        items(c, 2)[0].blocks = vec![p("the police and the fire service")];
        let moved = items(c, 1).remove(2);
        items(c, 2).push(moved);
        blocks(c, 1)[0] = p("We collect and keep:");
    });
    let said: Vec<_> =
        redline.matters().iter().map(|m| (m.role, m.act, redline.blocks[m.block].new == m.leaf)).collect();
    assert_eq!(
        said,
        [(Role::Recipients, MatterAct::Changed, true), (Role::Recipients, MatterAct::Added, true)],
        "a plural and a lead-in change nothing, a line that moved to the recipients adds one"
    );
}

#[test]
fn the_sentence_of_the_summary() {
    let redline = edited(|c| {
        c.sections.push(section("Your right to object", Role::Rights, vec![p("You can object at any time.")]));
        c.title = "Privacy notice: Homes".into();
        let retention = p(
            "We keep tenancy files for 6 years after the tenancy ends. Complaints are kept for 18 months from the day they are closed.",
        );
        *blocks(c, 3) = vec![retention];
        items(c, 2).remove(1);
    });
    assert_eq!(
        redline.summary().sentence,
        "1 recipient removed: Averley Care Trust; retention for complaints changed from 3 years to 18 months; section “Your right to object” added; title changed to “Privacy notice: Homes”."
    );
    let with = |basis: &str, day: &str| {
        let mut content = notice();
        let basis = p(&format!("We rely on Article {basis} of the UK GDPR."));
        content.sections.push(section("Our lawful basis", Role::LawfulBasis, vec![basis]));
        blocks(&mut content, 3).push(p(&format!("We looked at this on {day}.")));
        content
    };
    assert_eq!(
        compare(&with("6(1)(c)", "3 March 2025"), &with("6(1)(e)", "May 2026")).summary().sentence,
        "Lawful basis changed from Article 6(1)(c) to 6(1)(e); a date changed from 3 March 2025 to May 2026."
    );
    let redline = edited(|c| {
        blocks(c, 0).push(p("You have the right to object, at any time and to any of it."));
    });
    let (mut old, mut new) = (redline.accept(), redline.accept());
    new.sections.push(section("Your right to object", Role::Rights, vec![blocks(&mut old, 0)[2].clone()]));
    blocks(&mut new, 0).pop();
    assert_eq!(
        compare(&old, &new).summary().sentence,
        "The right to object is now stated apart; section “Your right to object” added; 1 paragraph moved."
    );
}

#[test]
fn emphasis_level_language_and_nesting() {
    let redline = edited(|c| {
        c.language = "cy".to_owned();
        c.sections[1].level = 3;
        let Block::Paragraph { runs, .. } = &mut blocks(c, 1)[0] else { panic!() };
        runs[0].emphasis = Some(fairnotice_notice::Emphasis::Strong);
        let nested = items(c, 1).remove(1);
        items(c, 1)[0].blocks.push(Block::List { id: None, ordered: false, items: vec![nested] });
    });
    assert_eq!(
        shown(&redline),
        [
            "changed title: Privacy notice: Housing (language changed from en-GB to cy)",
            "changed heading: What we collect (heading level 2 → 3)",
            "changed paragraph: We collect: (emphasis changed)",
            "changed item: Address (list nesting 1 → 2)",
        ]
    );
}

#[test]
fn a_moved_section_moves_as_a_whole() {
    let redline = edited(|c| c.sections.swap(1, 2));
    let moved: Vec<String> =
        redline.blocks.iter().filter(|b| b.change == Kind::Moved).map(|b| b.runs[0].text.clone()).collect();
    assert_eq!(
        moved,
        ["Who we share it with", "We share it with:", "Police", "Averley Care Trust", "Contractors who repair homes"]
    );
    assert_eq!(redline.stats.inserted + redline.stats.deleted, 0);
}

#[test]
fn a_renamed_section_is_the_same_section() {
    let redline = edited(|c| c.sections[2].heading = "Organisations that receive it".to_owned());
    assert_eq!(shown(&redline), ["changed heading: [-Who we share it with-]{+Organisations that receive it+}"]);
}

#[test]
fn recipients_added_come_first_in_the_summary() {
    let redline = edited(|c| {
        let added = ["Schools", "The county's fraud team"].map(|t| Item { id: None, blocks: vec![p(t)] });
        items(c, 2).splice(1..1, added);
        items(c, 1).remove(1);
        *blocks(c, 0) = vec![blocks(c, 0)[1].clone()];
    });
    let summary = redline.summary();
    assert_eq!(
        summary.sentence,
        "2 recipients added: Schools and The county's fraud team; 1 category of data removed: Address; 1 paragraph removed."
    );
    assert_eq!(
        summary.matters,
        [
            "Category of data removed: “Address” (under “What we collect”)",
            "Recipient added: “Schools” (under “Who we share it with”)",
            "Recipient added: “The county's fraud team” (under “Who we share it with”)",
        ]
    );
}

#[test]
fn ids_from_two_imports_mean_nothing() {
    let mut old = notice();
    let mut new = notice();
    new.sections.swap(0, 3);
    let paragraph = blocks(&mut new, 0).remove(0);
    blocks(&mut new, 0).extend([p("All of this is new and stands before everything else."), paragraph]);
    old.assign_ids();
    new.assign_ids();
    let redline = compare(&old, &new);
    assert_eq!(redline.stats.inserted, 1);
    assert_eq!(redline.stats.deleted, 0);
    assert_eq!(redline.accept(), new);
}

#[test]
fn a_kept_id_pairs_what_was_rewritten() {
    let mut old = notice();
    old.assign_ids();
    let mut new = old.clone();
    let Block::Paragraph { runs, .. } = &mut blocks(&mut new, 0)[1] else { panic!() };
    runs[0].text = "Tenants and lodgers should read what follows here.".to_owned();
    let redline = compare(&old, &new);
    assert_eq!(
        shown(&redline),
        [
            "changed paragraph: [-If you rent a home from us, this notice is about you and the people who live with you.-]{+Tenants and lodgers should read what follows here.+}"
        ]
    );
}

#[test]
fn a_table_row_changes_in_its_cell() {
    let table = |period: &str| {
        let mut content = notice();
        let row = |a: &str, b: &str| vec![vec![p(a)], vec![p(b)]];
        let rows = vec![row("Tenancy files", "6 years"), row("Complaints", period), row("Visits", "1 year")];
        blocks(&mut content, 3).push(Block::Table { id: None, header: row("Record", "Period"), rows });
        content
    };
    let redline = compare(&table("3 years"), &table("4 years"));
    assert_eq!(shown(&redline), ["changed row: Complaints\t[-3 -]{+4 +}years"]);
    assert_eq!(redline.summary().sentence, "Retention for complaints changed from 3 to 4 years.");
}

#[test]
fn a_column_is_told_once_from_either_side_though_rows_crossed() {
    let table = |header: &[&str], rows: [&[&str]; 3]| {
        let mut content = notice();
        let row = |cells: &[&str]| cells.iter().map(|cell| vec![p(cell)]).collect();
        let (header, rows) = (row(header), rows.map(row).to_vec());
        blocks(&mut content, 3).push(Block::Table { id: None, header, rows });
        content
    };
    // A row with fewer cells than its table says the same on both sides, and moved.
    let narrow = table(&[], [&["Longer where a court orders it"], &["Complaints", "3 years"], &["Visits", "1 year"]]);
    let wide = table(
        &["Record", "Period", "Why"],
        [&["Complaints", "3 years", "by law"], &["Visits", "1 year", "our rule"], &["Longer where a court orders it"]],
    );
    let (forth, back) = (compare(&narrow, &wide), compare(&wide, &narrow));
    let told = |redline: &Redline, words: &str| {
        redline.blocks.iter().filter(|b| b.note.as_ref().is_some_and(|n| n.contains(words))).count()
    };
    assert_eq!((told(&forth, "column 3 added"), told(&back, "column 3 removed")), (1, 1));
    assert_eq!((forth.stats.moved, forth.stats.moved_changed), (back.stats.moved, back.stats.moved_changed));
    assert_eq!(forth.stats.changed, back.stats.changed);
}

#[test]
fn a_variable_that_says_more_on_one_side_is_told_from_either() {
    let with = |more: bool| {
        let mut content = notice();
        let post = |text: &str| Run { var: Some("role-holder.post".into()), ..Run::plain(text) };
        let mut runs = vec![post("Director of Homes"), Run::plain(" answers for it.")];
        if more {
            runs.extend([Run::plain(" Ask the "), post("Director of Places")]);
        }
        blocks(&mut content, 0).push(Block::Paragraph { id: None, runs });
        content
    };
    let (forth, back) = (compare(&with(false), &with(true)), compare(&with(true), &with(false)));
    let told = |redline: &Redline| redline.blocks.iter().find_map(|b| b.note.clone());
    assert_eq!(told(&forth).as_deref(), Some("post-holder: now “Director of Places”"));
    assert_eq!(told(&back).as_deref(), Some("post-holder: now “Director of Homes”"));
}

#[test]
fn the_json_is_the_contracts() {
    let redline = edited(|c| items(c, 2)[0].blocks = vec![p("Police officers")]);
    let json = serde_json::to_value(&redline).unwrap();
    assert_eq!(json.as_object().unwrap().keys().collect::<Vec<_>>(), ["blocks", "stats"]);
    let changed = json["blocks"].as_array().unwrap().iter().find(|b| b["change"] == "changed").unwrap();
    assert_eq!(changed["old"], changed["new"]);
    assert_eq!(changed["role"], "recipients");
    assert_eq!(
        changed["runs"],
        serde_json::json!([{"op": "keep", "text": "Police"}, {"op": "insert", "text": " officers"}])
    );
    let first = &json["blocks"][0];
    assert_eq!((&first["old"], &first["new"], &first["change"]), (&0.into(), &0.into(), &"same".into()));
}
