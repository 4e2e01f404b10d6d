//! Cases for what the law demands, and for what stands around a text: parents, partner, live text, language.

use super::exemplary::EXEMPLARY;
use super::*;
use fairnotice_notice::organisation::{Arrangement, Partner};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The exemplary notice without the lines that hold any of the words.
fn without(words: &[&str]) -> String {
    EXEMPLARY.lines().filter(|l| !words.iter().any(|w| l.contains(w))).map(|l| format!("{l}\n")).collect()
}

fn with(line: &str) -> String {
    format!("{EXEMPLARY}{line}\n")
}

#[test]
fn identity() {
    cases(
        "missing-controller",
        &["We hold your information. The Council keeps it.", "Other Council departments see your data."],
        &["Averley Borough Council holds your information.", EXEMPLARY, "London Borough of Averley is the controller."],
    );
    cases(
        "controller-no-contact",
        &["Averley Borough Council holds your information.", "Averley City Council is the controller of your data."],
        &["Averley Borough Council holds your information. Ring 01632 960 001.", EXEMPLARY, "We hold it."],
    );
    cases(
        "missing-dpo-contact",
        &["Our Data Protection Officer watches over us.", "Averley Borough Council, 01632 960 001, holds it."],
        &["Write to our Data Protection Officer at dpo@averley.example.", EXEMPLARY],
    );
    cases(
        "joint-controller-unclear",
        &[
            "Averley City Council and Larkshire County Council run a joint museums department.",
            "This service is shared between Averley Borough Council and Larkshire County Council teams.",
        ],
        &[
            "Averley City Council and Larkshire County Council run a joint service. They are joint controllers.",
            "Averley City Council shares data with Larkshire County Council.",
        ],
    );
    cases(
        "named-individual",
        &["The team is led by Jo Smith.", "Ask Ann Brown, the Service Director.", "Our Acting Director decides."],
        &[
            "The team is led by the Service Director.",
            "It is managed by Averley Borough Council.",
            "We are acting for you.",
        ],
    );
    cases(
        "named-contractor",
        &["It is run by Larkfield Ltd.", "We use suppliers such as Larkfield and Brightwork."],
        &["It is run by a contractor.", "We use suppliers such as caterers.", "Limited data is held."],
    );
}

#[test]
fn bases() {
    cases(
        "lawful-basis-vague",
        &["We use your data for our legal duties.", "Running libraries is a statutory function."],
        &["We use it under Article 6(1)(c) of UK GDPR.", EXEMPLARY, "Our legal basis for this is public task."],
    );
    cases(
        "missing-lawful-basis",
        &["We use your information to help you.", "We hold names."],
        &[EXEMPLARY, "We use your data for our legal duties."],
    );
    cases(
        "law-not-named",
        &["Our lawful basis is public task.", "We rely on Article 6(1)(c), a legal obligation."],
        &[
            EXEMPLARY,
            "Our lawful basis is consent.",
            "Our lawful basis is public task. The Localism Act 2011 allows it.",
        ],
    );
    cases(
        "basis-not-open-to-council",
        &["We rely on our legitimate interests.", "Our lawful basis is Article 6(1)(f)."],
        &["We do not rely on legitimate interests.", EXEMPLARY],
    );
    cases(
        "missing-withdraw-consent",
        &["We send news with your consent.", "These are letters that you consent to receive."],
        &[
            "We send news with your consent. You can withdraw it at any time.",
            "We hold planning consent files.",
            "We do not need your consent.",
            "We act without your consent.",
        ],
    );
    cases(
        "consent-not-specific",
        &["We ask for consent to the use of your data.", "We ask you to consent to us holding your information."],
        &["We ask for consent to send you news.", "We obtain consent to use your data to plan buses."],
    );
    cases(
        "special-category-no-condition",
        &["We hold information such as:\n- name\n- Ethnicity", "## Data | data-categories\n- address\n- mental health"],
        &["We hold information such as:\n- name\n- address", EXEMPLARY, "We share with:\n- health services"],
    );
    cases(
        "missing-art9-condition",
        &["Some of it is special category data.", "These special categories are held:\n- religion"],
        &[EXEMPLARY, "We hold special category data under Article 9(2)(h)."],
    );
    cases(
        "missing-art10-condition",
        &[
            "We hold information such as:\n- name\n- criminal convictions",
            "## Data | data-categories\n- offences\n- age",
        ],
        &[EXEMPLARY, "We hold information such as:\n- name\n- age"],
    );
    cases(
        "law-enforcement-regime",
        &["We process information for law enforcement purposes.", "Our team investigates and prosecutes fraud."],
        &[
            "We share it with law enforcement agencies.",
            "We use it to prevent crime.",
            "We prosecute under Part 3 rules.",
        ],
    );
}

#[test]
fn sharing_and_keeping() {
    cases(
        "missing-recipients",
        &["We hold your name.", "We use your information to help you."],
        &[EXEMPLARY, "We share it with the police.", "We do not share your information."],
    );
    cases(
        "recipient-is-data-subject",
        &["We share information with:\n- Customers\n- Police", "## Sharing | recipients\n- Survey respondents"],
        &["We share information with:\n- carers\n- landlords", "We hold information about:\n- customers"],
    );
    cases(
        "recipient-missing-from-list",
        &[
            "Claims are checked by our provider Brightwork.\nWe share information with:\n- the police",
            "Our contractor Larkfield prints letters.\nWe share information with:\n- schools",
        ],
        &[
            "Claims are checked by our provider Brightwork.\nWe share information with:\n- Brightwork",
            "Our contractor prints letters.\nWe share information with:\n- schools",
        ],
    );
    cases(
        "sources-mixed-with-recipients",
        &["The bodies we get and share information with are:\n- police", "We share and receive data from schools."],
        &["We receive information from schools.", "We share information with schools."],
    );
    cases(
        "transfer-no-safeguard",
        &["Your file may be sent overseas with other data.", "Your data is sometimes stored outside the UK."],
        &[
            "We do not transfer your information overseas.",
            "Your data is sometimes stored outside the UK, in Ireland. Adequacy regulations cover it.",
        ],
    );
    cases(
        "missing-transfers-statement",
        &["We hold your name.", &without(&["in the UK"])],
        &[EXEMPLARY, "Your information is not sent abroad."],
    );
    cases(
        "retention-no-period",
        &["Your records are kept for as long as we need them.", "We keep data no longer than necessary."],
        &[
            "We keep information for as long as it is needed, at most six years.",
            "We keep data no longer than necessary. See our [retention schedule](https://a.example).",
            EXEMPLARY,
        ],
    );
    cases(
        "missing-retention",
        &["We use it.", "We hold your name."],
        &[EXEMPLARY, "We keep it for as long as needed."],
    );
    cases(
        "reference-internal-document",
        &["This follows our internal retention guidance.", "See the internal records policy."],
        &["This follows our retention guidance.", "Internal audit reviews our records policy."],
    );
}

#[test]
fn rights_and_complaints() {
    cases("missing-rights", &["We use it.", "We hold your name."], &[EXEMPLARY, "You have rights, see below."]);
    cases(
        "rights-by-reference-only",
        &[
            "## Your rights | rights\nYou have several rights. Our main notice has them.",
            "Your rights are explained elsewhere.",
        ],
        &[EXEMPLARY, "We hold your name."],
    );
    cases(
        "missing-complaint-controller",
        &["You can complain to the Information Commission at ico.org.uk.", "We manage complaints about schools."],
        &[EXEMPLARY, "If you are unhappy with how we use your data, you can complain to us."],
    );
    cases(
        "missing-complaint-commission",
        &["You can complain to us about your data.", "We are registered with the Information Commission."],
        &[EXEMPLARY, "You can complain to the ICO at ico.org.uk."],
    );
    cases(
        "missing-statutory-requirement",
        &["We need to share your information.", &without(&["do not have to give"])],
        &[EXEMPLARY, "You must give us your name.", "If you do not provide it, we can't help."],
    );
    cases(
        "missing-source",
        &["We get and share information with schools.", "We hold your name."],
        &[EXEMPLARY, "We collect your information from you and from schools."],
    );
    cases(
        "article14-triggered",
        &["Your data is never collected directly from you.", "We do not collect your data directly from you."],
        &["We collect data directly from you.", "We do not collect your data directly. We tell you within one month."],
    );
    cases(
        "profiling-undisclosed",
        &["Applications are risk scored by our supplier.", "We use predictive analytics to plan visits."],
        &[
            "We carry out a risk assessment of each building.",
            "We publish the area's health profile.",
            "Restaurants have a hygiene score.",
            "We do not use algorithms.",
        ],
    );
    cases("missing-adm-statement", &["We use it.", "We hold it."], &[EXEMPLARY, "No decision is automated."]);
}

#[test]
fn purposes() {
    cases(
        "overbroad-purpose",
        &["We can use any information available to us as we see fit.", "We use it for any other lawful purpose."],
        &["We do not use it for any other purpose.", "We use all the information you give us to decide."],
    );
    cases(
        "vague-purpose",
        &[
            "## Why | purposes\nWe use it for:\n- administrative purposes\n- paying you",
            "## Why | purposes\n- other purposes\n- tax",
        ],
        &["## Why | purposes\n- paying benefits\n- tax", "## Data | data-categories\n- business\n- tax"],
    );
    cases(
        "circular-purpose",
        &["## Why | purposes\n- to process your information\n- tax", "## Why | purposes\n- data processing\n- tax"],
        &[
            "## Why | purposes\n- to process your claim\n- tax",
            "## Why | purposes\n- to use your data to plan buses\n- tax",
        ],
    );
    cases(
        "missing-purposes",
        &["We hold names.", "You have rights."],
        &[EXEMPLARY, "We use your information to help you."],
    );
    cases(
        "children-no-plain-layer",
        &[
            "## Who | people\n- children\n- parents",
            "We hold information about people such as:\n- young people\n- carers",
        ],
        &[
            "## Who | people\n- adults\n- parents",
            "## Who | people\n- staff of Children's Services",
            "## Who | people\n- children\n- parents\nThere is a version of this notice for children.",
        ],
    );
}

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
    let text = content(&with("You can complain to the Information Commissioner at ico.org.uk."));
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
