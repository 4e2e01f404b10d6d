//! What officers do with findings: mend them, answer them, ask them of the whole council and of another day.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod council;

use council::{Council, code, on};
use fairnotice_desk::notice::{Severity, State};
use fairnotice_desk::*;
use std::collections::BTreeMap;

const TEXT: &str = "Privacy notice: Pools\n\nWho we are\n\nAverley Borough Council runs the the pools..\n\n\
Who we share information with\n\nWe share it with:\n\n- the police\n- the police\n- schools\n";

fn pools(c: &mut Council) -> String {
    let made = c.desk.import_bytes(c.author, "pools.txt", TEXT.as_bytes(), &ImportOptions::default());
    made.unwrap().value.notice
}

fn keys(c: &Council, notice: &str, rule: &str) -> Vec<String> {
    let report = c.desk.check(notice, None).unwrap();
    report.findings.into_iter().filter(|f| f.rule == rule).map(|f| f.key).collect()
}

#[test]
fn safe_mends_are_done_and_the_text_before_them_is_kept() {
    let mut c = Council::new();
    let notice = pools(&mut c);
    let before = c.content(&notice);
    let rules: Vec<String> = c.desk.mends(&notice).unwrap().into_iter().map(|f| f.rule).collect();
    for rule in ["duplicate-word", "double-full-stop", "duplicate-item"] {
        assert!(rules.iter().any(|r| r == rule), "{rule}: {rules:?}");
    }
    let unknown = c.desk.mend(c.author, &notice, &["123456789abc".into()], &[], false);
    assert_eq!(code(unknown).0, "unknown-finding");
    assert_eq!(c.content(&notice), before);
    let mended = c.desk.mend(c.author, &notice, &[], &[], true).unwrap().value;
    assert_eq!((mended.done.len(), mended.left), (3, 0), "{mended:?}");
    let text = c.content(&notice).plain_text();
    assert!(text.contains("Averley Borough Council runs the pools."), "{text}");
    assert!(!text.contains("pools..") && text.matches("the police").count() == 1, "{text}");
    let history = c.desk.history(&notice).unwrap();
    assert_eq!(history.versions[0].revisions.last().unwrap().note.as_deref(), Some("3 mends"));
    // In the window nothing is stored: the text comes back and its editor can undo it.
    let finding = c.desk.check(&notice, None).unwrap().findings.into_iter().find(|f| f.mend.is_some());
    assert!(finding.is_none(), "{finding:?}");
}

#[test]
fn an_answered_finding_stays_answered_until_words_or_rule_change() {
    let mut c = Council::new();
    let notice = pools(&mut c);
    let dpo = keys(&c, &notice, "missing-dpo-contact");
    assert_eq!(code(c.desk.dismiss(c.author, &notice, &dpo, &[], "  ")).0, "missing-words");
    assert_eq!(code(c.desk.dismiss(c.reviewer, &notice, &dpo, &[], "no")).0, "not-permitted");
    assert_eq!(code(c.desk.dismiss(c.author, &notice, &[], &["no-such-rule".into()], "no")).0, "unknown-rule");
    c.desk.dismiss(c.author, &notice, &dpo, &[], "The contact stands on the form itself").unwrap();
    let twice = keys(&c, &notice, "duplicate-item");
    c.desk.dismiss(c.author, &notice, &twice, &[], "Two forces").unwrap();

    let report = c.desk.check(&notice, None).unwrap();
    assert!(report.findings.iter().all(|f| f.rule != "missing-dpo-contact" && f.rule != "duplicate-item"));
    let told: Vec<(&str, &str)> =
        report.dismissed.iter().map(|d| (d.finding.rule.as_str(), d.officer.as_str())).collect();
    assert_eq!(told, [("missing-dpo-contact", "Ann Author"), ("duplicate-item", "Ann Author")]);

    // The author's answer is the reason at submission; the approver needs one of their own.
    let submitted = c.submit(c.author, &notice);
    let decision = c.desk.history(&notice).unwrap().versions[0].decisions.last().unwrap().clone();
    let reason = decision.reasons.iter().find(|r| r.rule == "missing-dpo-contact").unwrap();
    assert_eq!(reason.reason, "The contact stands on the form itself");
    let open_only = c.reasons(&notice, &[Severity::Block, Severity::Explain]);
    let refused = c.desk.approve(c.reviewer, &notice, None, &open_only, &[]).unwrap_err();
    assert!(refused.code == "findings-block" && refused.message.contains("missing-dpo-contact"), "{refused:?}");
    let mut all = open_only;
    all.extend(
        ["missing-dpo-contact", "duplicate-item"].map(|rule| GivenReason { rule: rule.into(), reason: "Seen".into() }),
    );
    c.desk.approve(c.reviewer, &notice, Some(&submitted.digest), &all, &[]).unwrap();
    c.desk.publish(c.publisher, &notice, None).unwrap();

    // Next year: still answered, and neither officer is asked again for what has not changed.
    c.desk.new_version(c.author, &notice).unwrap();
    let report = c.desk.check(&notice, None).unwrap();
    assert_eq!(report.dismissed.len(), 2, "{:?}", report.dismissed);
    // Other words in that line bring it back.
    let changed = c.changed(&notice, "the police", "the Police");
    c.desk.edit_content(c.author, &notice, &changed, None).unwrap();
    let report = c.desk.check(&notice, None).unwrap();
    assert!(report.findings.iter().any(|f| f.rule == "duplicate-item"), "{:?}", report.dismissed);
    // And so does the officer.
    c.desk.reinstate(c.author, &notice, &dpo, &[]).unwrap();
    assert_eq!(keys(&c, &notice, "missing-dpo-contact"), dpo);
    assert_eq!(code(c.desk.reinstate(c.author, &notice, &dpo, &[])).0, "unknown-finding");
    assert!(c.desk.verify_register().unwrap().unbroken);
}

#[test]
fn the_law_is_asked_of_another_day_and_tells_which_notices_it_touches() {
    let mut c = Council::new();
    let notice = c.live();
    let lacks = |day: &str| {
        let report = c.desk.check(&notice, Some(day.parse().unwrap())).unwrap();
        report.findings.iter().any(|f| f.rule == "missing-complaint-controller")
    };
    assert!(!lacks("2026-06-18"), "nobody asked for it then");
    assert!(lacks("2026-06-19"));
    let changes = c.desk.law_changes(Some("2026-01-01".parse().unwrap())).unwrap();
    let new = changes.iter().find(|change| change.what.contains("complain to the council")).unwrap();
    assert_eq!((new.since.to_string().as_str(), new.notices.as_slice()), ("2026-06-19", &[notice.clone()][..]));
    let moved = changes.iter().find(|change| change.what.starts_with("Article 22 ")).unwrap();
    assert_eq!(moved.notices, Vec::<String>::new(), "the notice says nothing of it");

    let sweep = c.desk.sweep(None).unwrap();
    let rule = sweep.rules.iter().find(|r| r.rule == "missing-complaint-controller").unwrap();
    assert_eq!(rule.notices, std::slice::from_ref(&notice));
    assert_eq!(rule.since.unwrap().to_string(), "2026-06-19");
    let record = sweep.rules.iter().find(|r| r.rule == "record-incomplete").unwrap();
    assert_eq!(record.notices, std::slice::from_ref(&notice), "no directorate, so nobody answers for it");
    assert!(!sweep.rules.iter().any(|r| r.rule == "review-overdue"));
    drop(c.desk);
    let later = Desk::open_to_read(&c.folder.path().join("council.fairnotice"), on("2028-01-10")).unwrap();
    let sweep = later.sweep(None).unwrap();
    assert!(sweep.rules.iter().any(|r| r.rule == "review-overdue" && r.notices == [notice.clone()]));
}

#[test]
fn what_a_parent_answers_is_told_with_its_name() {
    let mut c = Council::new();
    let parent = c.live();
    let notice = pools(&mut c);
    let details = NoticeDetails { parent: Some(parent), ..NoticeDetails::default() };
    c.desk.change_details(c.author, &notice, &details).unwrap();
    let matrix = c.desk.check(&notice, None).unwrap().matrix;
    let row = |item: &str| matrix.iter().find(|r| r.item == item).unwrap();
    assert_eq!(
        (row("recipients").state.as_str(), row("recipients").sections[0].heading.as_str()),
        ("answered", "Who we share information with")
    );
    assert_eq!(row("retention").state, "missing");
    assert!(row("retention").rules.contains(&"missing-retention".to_owned()));
    // The parent answers nothing of retention, so a bare reference would not pass; what it does answer is named.
    let above: Vec<(&str, Option<&str>)> =
        matrix.iter().filter(|r| r.state == "above").map(|r| (r.item.as_str(), r.above.as_deref())).collect();
    assert!(above.iter().all(|(_, by)| *by == Some("Privacy notice: Allotments")), "{above:?}");
}

#[test]
fn purposes_are_held_against_the_record_of_processing() {
    let mut c = Council::new();
    let text = "Privacy notice: Permits\n\nWhat we use your information for\n\nWe use your information to:\n\n- issue parking permits\n\
- plan firework displays\n\nWho we are\n\nAverley Borough Council is the controller.\n";
    let made = c.desk.import_bytes(c.author, "permits.txt", text.as_bytes(), &ImportOptions::default()).unwrap();
    let notice = made.value.notice;
    let file = c.path("ropa.csv");
    std::fs::write(
        &file,
        "Function;Part\nIssuing of parking permits;\nCollecting stray dogs;\nPaying salaries;Finance\n",
    )
    .unwrap();
    let columns = |purpose: &str| {
        BTreeMap::from([("purpose".to_owned(), purpose.to_owned()), ("part".to_owned(), "Part".to_owned())])
    };
    assert_eq!(code(c.desk.import_processing(c.author, &file, &columns("Purpose"))).0, "unknown-column");
    let page = c.desk.import_processing(c.author, &file, &columns("Function")).unwrap().value;
    assert_eq!((page.activities.len(), page.unknown_parts), (3, vec!["Finance".to_owned()]));
    let report = c.desk.check(&notice, None).unwrap();
    let found = |rule: &str| -> Vec<&str> {
        report
            .findings
            .iter()
            .filter(|f| f.rule == rule)
            .map(|f| if f.quote.is_empty() { f.message.as_str() } else { f.quote.as_str() })
            .collect()
    };
    assert_eq!(found("purpose-not-in-record"), ["plan firework displays"]);
    let more = found("record-not-in-notice");
    assert!(more.len() == 1 && more[0].contains("Collecting stray dogs"), "{more:?}");

    // A record that another window takes in counts here at once, though the one before it was read already.
    std::fs::write(&file, "Function;Part\nFirework displays;\n").unwrap();
    let mut other = Desk::open_for_change(&c.folder.path().join("council.fairnotice"), on("2026-11-03")).unwrap();
    other.import_processing(c.author, &file, &columns("Function")).unwrap();
    let report = c.desk.check(&notice, None).unwrap();
    let quotes = report.findings.iter().filter(|f| f.rule == "purpose-not-in-record").map(|f| f.quote.as_str());
    assert_eq!(quotes.collect::<Vec<_>>(), ["issue parking permits"]);
}

#[test]
fn the_same_fact_said_differently_is_told() {
    let mut c = Council::new();
    let words = |title: &str, years: &str| {
        format!(
            "Privacy notice: {title}\n\nHow long we keep it\n\n- Complaint files: {years} years\n\nWho we are\n\nAverley Borough Council is the controller.\n"
        )
    };
    for title in ["One", "Two"] {
        let made = c.desk.import_bytes(
            c.author,
            &format!("{title}.txt"),
            words(title, "six").as_bytes(),
            &ImportOptions::default(),
        );
        let notice = made.unwrap().value.notice;
        c.submit(c.author, &notice);
        c.approve(&notice);
        c.desk.publish(c.publisher, &notice, None).unwrap();
        assert_eq!(c.state(&notice, 1), State::Live);
    }
    let made =
        c.desk.import_bytes(c.author, "three.txt", words("Three", "seven").as_bytes(), &ImportOptions::default());
    let three = made.unwrap().value.notice;
    let report = c.desk.check(&three, None).unwrap();
    let found = report.findings.iter().find(|f| f.rule == "contradicts-other-notice").unwrap();
    assert!(found.message.contains("and 1 more") && found.message.contains("six year"), "{}", found.message);

    // A pack that travels says that there is one, and not which.
    c.submit(c.author, &three);
    let (pack, copy) = (c.path("pack.fairnotice"), c.path("copy.pdf"));
    c.desk.pack(c.author, &three, Some(&pack), Some(&copy)).unwrap();
    let packed = std::fs::read_to_string(&pack).unwrap();
    assert!(packed.contains("contradicts-other-notice") && !packed.contains("six year"), "{packed}");
    let shown = fairnotice_publish::read_back::pdf(&std::fs::read(&copy).unwrap()).unwrap();
    assert!(!shown.lines.join(" ").contains("six year"));
    let report = c.desk.check("one", None).unwrap();
    assert!(report.findings.iter().all(|f| f.rule != "contradicts-other-notice"), "most say so");
}

#[test]
fn what_was_answered_is_not_mended_and_each_key_mends_its_own_place() {
    let mut c = Council::new();
    let text =
        "Privacy notice: Poems\n\nWho we are\n\nWe see the the cat at noon. Our our dog sees it.. It is is late..\n";
    let made = c.desk.import_bytes(c.author, "poems.txt", text.as_bytes(), &ImportOptions::default());
    let notice = made.unwrap().value.notice;
    let key = |rule: &str, quote: &str| {
        let found = c.desk.check(&notice, None).unwrap().findings;
        found.into_iter().find(|f| f.rule == rule && f.quote.contains(quote) && f.mend.is_some()).unwrap().key
    };
    let (cat, dog) = (key("duplicate-word", "the the"), key("duplicate-word", "Our our"));
    let late = key("double-full-stop", "late..");
    c.desk.dismiss(c.author, &notice, std::slice::from_ref(&cat), &[], "A poem").unwrap();
    let unknown = c.desk.mend(c.author, &notice, &[], &["repealed-law".into()], false);
    assert_eq!(code(unknown).0, "unknown-rule");
    let mended = c.desk.mend(c.author, &notice, &[late, dog], &[], false).unwrap().value;
    assert_eq!(mended.done.len(), 2, "{mended:?}");
    let text = c.content(&notice).plain_text();
    assert!(text.contains("We see the the cat at noon. Our dog sees it.. It is is late."), "{text}");
    c.desk.mend(c.author, &notice, &[], &[], true).unwrap();
    let text = c.content(&notice).plain_text();
    assert!(text.contains("We see the the cat at noon. Our dog sees it."), "what was answered stays: {text}");
}

#[test]
fn a_reason_that_still_holds_holds_nothing_up() {
    let mut c = Council::new();
    let notice = c.live();
    c.desk.new_version(c.author, &notice).unwrap();
    let row = |c: &Council| c.desk.list().unwrap().notices.into_iter().find(|n| n.notice == notice).unwrap();
    assert_eq!(row(&c).blocking, Some(0), "every blocking finding had its reason, and nothing has changed");
    let report = c.desk.check(&notice, None).unwrap();
    let blocks: Vec<bool> =
        report.findings.iter().filter(|f| f.severity == Severity::Block).map(|f| f.reasoned).collect();
    assert!(!blocks.is_empty() && blocks.iter().all(|reasoned| *reasoned), "{blocks:?}");
    // While a reviewer has it, nobody answers.
    c.desk.submit(c.author, &notice, "The yearly look", &[]).unwrap();
    let refused = c.desk.dismiss(c.author, &notice, &[], &["missing-rights".into()], "no");
    assert_eq!(code(refused).0, "not-in-this-state");
}

#[test]
fn a_draft_behind_the_standard_wording_is_told_and_mended_and_what_is_live_keeps_its_words() {
    let mut c = Council::new();
    let old = "You can complain to us about how we use your information. Write to the Town Hall.";
    let text = format!("Privacy notice: Pools\n\nHow to complain\n\n{old}\n");
    let made = c.desk.import_bytes(c.author, "pools.txt", text.as_bytes(), &ImportOptions::default());
    let notice = made.unwrap().value.notice;
    let file = c.path("wording.txt");
    std::fs::write(&file, old).unwrap();
    assert_eq!(code(c.desk.set_wording(c.reviewer, "Complaints", &file)).0, "not-permitted");
    c.desk.set_wording(c.author, "Complaints", &file).unwrap();
    c.desk.set_wording(c.author, "Complaints", &file).unwrap();
    assert!(keys(&c, &notice, "standard-wording-behind").is_empty());
    let new = "You have the right to complain to us about how we use your information. Write to the Town Hall.";
    std::fs::write(&file, new).unwrap();
    let set = c.desk.set_wording(c.author, "Complaints", &file).unwrap().value;
    assert_eq!((set.len(), set[0].version), (1, 2), "the same words again were no version");
    assert_eq!(keys(&c, &notice, "standard-wording-behind").len(), 1);
    assert!(c.content(&notice).plain_text().contains(old), "nothing changes by itself");
    c.desk.mend(c.author, &notice, &[], &["standard-wording-behind".into()], false).unwrap();
    assert!(c.content(&notice).plain_text().contains(new));
    assert!(c.desk.verify_register().unwrap().unbroken);
}
