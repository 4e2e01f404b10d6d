//! Cases for what the law demands, and for what stands around a text: parents, partner, live text, language.

use super::exemplary::EXEMPLARY;
use super::*;
use crate::{Answer, Answers, Item};
use fairnotice_notice::organisation::{Arrangement, Partner};
use proptest::prelude::*;
use std::collections::BTreeMap;

#[test]
fn parents_answer_for_their_children_but_a_bare_reference_does_not() {
    let parent = content(EXEMPLARY);
    let child =
        content("# Privacy notice: benches\nWe use your information to repair benches. See the corporate notice.");
    let inherited = [
        "missing-controller",
        "missing-dpo-contact",
        "missing-recipients",
        "missing-transfers-statement",
        "missing-retention",
        "missing-rights",
        "missing-complaint-controller",
        "missing-complaint-commission",
    ];
    let ids =
        |context: &Context<'_>| -> BTreeSet<String> { check(context).findings.into_iter().map(|f| f.rule).collect() };
    let bare = ids(&alone(&child));
    let parent = Answers::read(&parent, None);
    let parents = [&parent];
    let under = ids(&Context { parents: &parents, ..alone(&child) });
    let confirmed = ids(&Context { external_parent_confirmed: true, ..alone(&child) });
    let silent = content("We use your information to repair benches.");
    let unreferred = ids(&Context { external_parent_confirmed: true, ..alone(&silent) });
    for rule in inherited {
        assert!(bare.contains(rule), "a bare reference answers {rule}");
        assert!(!under.contains(rule), "{rule} is answered by the parent");
        assert!(!confirmed.contains(rule), "{rule} is answered by the confirmed page");
        assert!(unreferred.contains(rule), "{rule}: the text does not refer upward");
    }
    assert!(under.contains("missing-lawful-basis"), "no parent answers for a text's own basis");
}

#[test]
fn a_partner_must_be_explained() {
    let text = content(EXEMPLARY);
    for (arrangement, expected) in
        [(Arrangement::Controllers, true), (Arrangement::SharedManagement, false), (Arrangement::Processor, true)]
    {
        let partner = Partner { organisation: "Larkshire County Council".into(), arrangement };
        let found = check(&Context { partner: Some(&partner), ..alone(&text) });
        let unclear = found.findings.iter().any(|f| f.rule == "joint-controller-unclear");
        assert_eq!(unclear, expected, "{arrangement:?}");
    }
}

#[test]
fn a_new_purpose_is_asked_about_but_not_on_a_first_or_imported_version() {
    let old = content(EXEMPLARY);
    let new = content(&EXEMPLARY.replace("- decide if we", "- sell maps of empty homes\n- decide if we"));
    let asked =
        |context: &Context<'_>| check(context).findings.iter().filter(|f| f.rule == "change-adds-purpose").count();
    assert_eq!(asked(&Context { previous: Some(&old), ..alone(&new) }), 1);
    assert_eq!(asked(&Context { previous: Some(&new), ..alone(&old) }), 0, "taking one out adds none");
    assert_eq!(asked(&Context { previous: Some(&old), imported: true, ..alone(&new) }), 0);
    assert_eq!(asked(&alone(&new)), 0);
}

#[test]
fn law_is_asked_on_its_day() {
    let text = content(&format!("{EXEMPLARY}You can complain to the Information Commissioner at ico.org.uk.\n"));
    let on = |y, m, d| {
        let as_of = NaiveDate::from_ymd_opt(y, m, d).unwrap();
        check(&Context { as_of, ..alone(&text) }).findings.iter().any(|f| f.rule == "outdated-term")
    };
    assert!(!on(2026, 9, 29), "the Commissioner was still there");
    assert!(on(2026, 9, 30), "the Commission has taken over");
}

#[test]
fn a_text_in_another_language_is_judged_by_its_shape_only() {
    let mut text = content("# Hysbysiad\n## Pwy\n- Heddlu\n- Heddlu\nRydym yn.. [yma]()");
    text.language = "cy".into();
    let ids: BTreeSet<String> = check(&alone(&text)).findings.into_iter().map(|f| f.rule).collect();
    assert_eq!(ids.into_iter().collect::<Vec<_>>(), ["duplicate-item", "empty-link"]);
}

#[test]
fn a_finding_knows_its_place() {
    let text = content("## Who sees it | recipients\nWe share it with:\n- police\n- police");
    let lines = BTreeMap::from([("b4".to_owned(), 9u32), ("b3".to_owned(), 8)]);
    let ids: Vec<Option<String>> = text.leaves().iter().map(|l| l.id.map(str::to_owned)).collect();
    let findings = check(&Context { lines: Some(&lines), ..alone(&text) }).findings;
    let twice = findings.iter().find(|f| f.rule == "duplicate-item").unwrap();
    assert_eq!((twice.quote.as_str(), twice.section.as_deref()), ("police", Some("Who sees it")));
    let leaf = twice.place.leaf.unwrap();
    assert_eq!(twice.place.block, ids[leaf]);
    assert_eq!(twice.line, twice.place.block.as_deref().and_then(|b| lines.get(b)).copied());
    assert!(twice.place.section.is_some() && twice.place.field.is_some());
    let absent = findings.iter().find(|f| f.rule == "missing-controller").unwrap();
    assert_eq!((absent.line, absent.place.leaf, absent.quote.as_str()), (None, None, ""));
    let order: Vec<Severity> = findings.iter().map(|f| f.severity).collect();
    assert!(order.is_sorted(), "by severity");
}

#[test]
fn pictures_tables_and_language() {
    let mut text = content(EXEMPLARY);
    let cell = || vec![Block::paragraph("x")];
    text.sections[0].fields[0].blocks.push(Block::Table { id: None, header: vec![], rows: vec![vec![cell(), cell()]] });
    text.sections[0].fields[0].blocks.push(Block::Image { id: None, alt: " ".into(), asset: "0".into() });
    text.language = String::new();
    text.assign_ids();
    let ids: BTreeSet<String> = check(&alone(&text)).findings.into_iter().map(|f| f.rule).collect();
    for rule in ["image-without-alt", "table-without-headers", "language-untagged"] {
        assert!(ids.contains(rule), "{rule}");
    }
}

#[test]
fn readability_is_that_of_the_formula() {
    let r = report("# T\nThe cat sat on the mat. The dog ran to the man.").readability;
    assert_eq!((r.words, r.sentences, r.long_sentences), (13, 2, 0));
    assert!((r.average_sentence_words - 6.0).abs() < f64::EPSILON);
    assert!(r.flesch_kincaid_grade < 1.0 && (r.reading_age - r.flesch_kincaid_grade - 5.0).abs() < 0.01);
    assert_eq!(report("# \n").readability.sentences, 0, "an empty text has no reading age");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// No text makes the checks fail, and every quote is words of its line.
    #[test]
    fn no_text_makes_the_checks_fail(
        title in ".{0,30}",
        heading in ".{0,30}",
        level in 0u8..9,
        words in proptest::collection::vec("[\\PC\u{a0}\u{2019} .,:;\\[\\]()GDPRadt\u{130}\u{df}]{0,60}", 0..8),
        language in "(en-GB|cy|.{0,3})",
        imported: bool,
    ) {
        let mut text = Content::new(title, language);
        text.sections.push(Section {
            id: String::new(),
            heading,
            level,
            fields: vec![Field {
                id: String::new(),
                role: Role::ALL[words.len() % Role::ALL.len()],
                kind: FieldKind::Prose,
                blocks: vec![Block::bullets(words.clone()), Block::bullets(words.iter().rev().cloned())],
            }],
        });
        for word in &words {
            text.sections[0].fields[0].blocks.push(Block::paragraph(word.as_str()));
        }
        let leaves: Vec<String> = text.leaves().iter().map(|l| l.text()).collect();
        for finding in check(&Context { imported, ..alone(&text) }).findings {
            prop_assert!(rules().iter().any(|r| r.id == finding.rule));
            if let Some(leaf) = finding.place.leaf {
                prop_assert!(leaves[leaf].contains(&finding.quote), "{finding:?} in {:?}", leaves[leaf]);
            }
        }
    }
}

#[test]
fn items_of_the_same_words_that_lead_elsewhere_are_not_mended_away() {
    let mend_of = |text: &str| {
        let findings = report(text).findings;
        findings.into_iter().find(|f| f.rule == "duplicate-item").map(|f| f.mend.is_some())
    };
    assert_eq!(mend_of("See:\n- [apply](https://a.example/1)\n- [apply](https://a.example/2)"), Some(false));
    assert_eq!(mend_of("See:\n- [apply](https://a.example/1)\n- [apply](https://a.example/1)"), Some(true));
    let twice =
        |text: &str| report(text).findings.into_iter().find(|f| f.rule == "duplicate-word").map(|f| f.mend.is_some());
    assert_eq!(twice("Read the [the parking rules](https://a.example)."), Some(false), "the words cross a link");
    assert_eq!(twice("Read the the parking rules."), Some(true));
}

#[test]
fn a_welsh_text_is_not_judged_as_english_whatever_its_tag_says() {
    let welsh = "# Hysbysiad preifatrwydd: parciau\n## Pwy ydym ni\nMae Cyngor Bwrdeistref Averley yn gyfrifol am eich gwybodaeth.\n\
Rydym yn defnyddio eich gwybodaeth ac yn ei chadw gan fod y gyfraith yn gofyn.\nRydym yn gofalu am eich data gyda chi.\n\
Mae gan ein staff hyfforddiant ar ddiogelu data, ac mae eich hawliau yn bwysig i ni.\n";
    let found: BTreeSet<String> = rules_in(welsh);
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["language-untagged"]);
    let mut tagged = content(welsh);
    tagged.language = "cy".into();
    assert_eq!(check(&alone(&tagged)).findings, vec![]);
}

#[test]
fn a_matrix_is_not_filled_by_placeholders_or_by_what_nobody_asked() {
    let state = |text: &str, item: Item| {
        let rows = report(text).matrix;
        rows.into_iter().find(|r| r.item == item).map(|r| r.state)
    };
    assert_eq!(state("We keep your information for [how long].\n", Item::Retention), Some(Answer::Weak));
    assert_eq!(state("We keep your file for six years.\n", Item::Retention), Some(Answer::Answered));
    assert_eq!(state(EXEMPLARY, Item::JointControllers), Some(Answer::NotNeeded));
    assert_eq!(state("Our lawful basis is public task.\n", Item::Objection), Some(Answer::Missing));
    assert!(report(EXEMPLARY).matrix.iter().all(|r| matches!(r.state, Answer::Answered | Answer::NotNeeded)));
}

#[test]
fn paragraphs_are_held_against_the_standard_wording() {
    let old = "You can complain to us about how we use your information. Write to the Town Hall.";
    let new = "You have the right to complain to us about how we use your information. Write to the Town Hall.";
    let wordings = [crate::Wording { name: "Complaints".into(), versions: vec![old.into(), new.into()] }];
    let found = |paragraph: &str| {
        let content = content(paragraph);
        let findings = check(&Context { wordings: &wordings, ..alone(&content) }).findings;
        findings.into_iter().find(|f| f.rule.starts_with("standard-wording")).map(|f| (f.rule, f.mend))
    };
    assert_eq!(found(new), None);
    let (rule, mend) = found(old).unwrap();
    let mut mended = content(old);
    assert!(rule == "standard-wording-behind" && fairnotice_notice::mend::apply(&mut mended, &mend.unwrap()));
    assert_eq!(found(&mended.leaves().last().unwrap().text()), None, "the mend brings the newer words");
    let drifted = "You have the right to complain to us about how we used your information. Write to the Civic Centre.";
    assert_eq!(found(drifted).map(|f| f.0).as_deref(), Some("standard-wording-drifted"));
    assert_eq!(found("You can phone us about how we use your information on any working day."), None);
    assert_eq!(found("Write to the Town Hall."), None, "a few words are alike by chance");
}
