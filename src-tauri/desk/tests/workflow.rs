//! The workflow from end to end on a real file: every act, every refusal, and what is kept.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod council;

use council::{Council, TEXT, code, on};
use fairnotice_desk::notice::{Severity, State};
use fairnotice_desk::*;

#[test]
fn from_file_to_live_with_four_eyes() {
    let mut c = Council::new();
    let notice = c.import();
    let refused = code(c.desk.submit(c.author, &notice, "First", &[]));
    assert_eq!(refused, ("findings-block", Exit::Text), "this text misses much of what the law asks");
    assert_eq!(c.state(&notice, 1), State::Drafting, "a refusal changes nothing");
    assert_eq!(c.submit(c.author, &notice).state, State::InReview);

    let all = c.reasons(&notice, &[Severity::Block, Severity::Explain]);
    assert_eq!(
        code(c.desk.approve(c.author, &notice, None, &all, &[])).0,
        "own-words",
        "the author holds every permission"
    );
    assert_eq!(code(c.desk.approve(c.publisher, &notice, None, &all, &[])).0, "not-permitted");
    assert_eq!(code(c.desk.approve(c.reviewer, &notice, None, &[], &[])), ("findings-block", Exit::Text));
    assert_eq!(code(c.desk.approve(c.reviewer, &notice, Some("00"), &all, &[])).0, "other-text");
    assert_eq!(code(c.desk.publish(c.publisher, &notice, None)).0, "not-in-this-state");
    let digest = c.desk.draft(c.reviewer, &notice).unwrap().digest;
    assert_eq!(c.desk.approve(c.reviewer, &notice, Some(&digest), &all, &[]).unwrap().value.state, State::Approved);
    assert_eq!(code(c.desk.publish(c.reviewer, &notice, None)).0, "not-permitted");
    assert_eq!(c.desk.publish(c.publisher, &notice, None).unwrap().value.state, State::Live);

    let row = &c.desk.list().unwrap().notices[0];
    assert_eq!((row.live, row.open.is_none()), (Some(1), true));
    assert_eq!(row.review_due.unwrap().to_string(), "2027-11-02", "twelve months after it went live");
    let inspection = c.desk.verify_register().unwrap();
    assert!(inspection.unbroken, "{:?}", inspection.faults);
}

#[test]
fn the_next_version_supersedes_and_the_days_are_kept() {
    let mut c = Council::new();
    let notice = c.live();
    c.desk = reopened(c.desk, on("2026-11-20"));
    assert_eq!(c.desk.new_version(c.author, &notice).unwrap().value.version, 2);
    assert_eq!(code(c.desk.new_version(c.author, &notice)).0, "open-version");
    let text = c.changed(&notice, "the police", "the police and the coroner");
    c.desk.edit_content(c.author, &notice, &text, Some("The coroner")).unwrap();
    let diff =
        Comparison::of(&c.desk.side(&format!("{notice}@1")).unwrap(), &c.desk.side(&format!("{notice}@2")).unwrap());
    let touched: Vec<_> = diff.redline.blocks.iter().filter(|b| !b.runs.iter().all(|r| r.op == keep())).collect();
    assert_eq!(touched.len(), 1, "exactly that edit: {touched:?}");
    c.submit(c.author, &notice);
    c.approve(&notice);
    let day = "2026-12-01".parse().unwrap();
    let published = c.desk.publish(c.publisher, &notice, Some(day)).unwrap().value;
    assert_eq!(published.state, State::Approved, "it waits for its day");
    assert_eq!(c.state(&notice, 1), State::Live);

    c.desk = reopened(c.desk, on("2026-12-03"));
    assert_eq!(c.state(&notice, 2), State::Live, "its day has come");
    assert_eq!(c.state(&notice, 1), State::Superseded);
    let live = |day: &str| c.desk.live_on(&notice, day.parse().unwrap()).unwrap().version;
    assert_eq!(live("2026-11-01"), None);
    assert_eq!(live("2026-11-02"), Some(1));
    assert_eq!(live("2026-11-30"), Some(1));
    assert_eq!(live("2026-12-01"), Some(2), "live by its day, not by the day the file was opened");
    let row = &c.desk.list().unwrap().notices[0];
    assert_eq!(row.live_since.unwrap().to_string(), "2026-12-01");
    c.desk.withdraw(c.publisher, &notice, "Merged into another notice").unwrap();
    assert_eq!(c.state(&notice, 2), State::Withdrawn);
    assert_eq!(code(c.desk.withdraw(c.publisher, &notice, "Again")).0, "not-live");
    assert!(c.desk.verify_register().unwrap().unbroken);
}

fn keep() -> fairnotice_redline::Op {
    fairnotice_redline::Op::Keep
}

fn reopened(desk: Desk, clock: Clock) -> Desk {
    let path = desk.path().to_path_buf();
    drop(desk);
    Desk::open_for_change(&path, clock).unwrap()
}

#[test]
fn an_edit_drops_the_approval_and_says_so() {
    let mut c = Council::new();
    let notice = c.import();
    c.submit(c.author, &notice);
    assert_eq!(code(c.desk.edit_content(c.author, &notice, &c.content(&notice), None)).0, "not-in-this-state");
    c.approve(&notice);
    let same = c.content(&notice);
    c.desk.edit_content(c.author, &notice, &same, None).unwrap();
    assert_eq!(c.state(&notice, 1), State::Approved, "an edit that changes nothing drops nothing");
    let text = c.changed(&notice, "the police", "the fire service");
    c.desk.edit_content(c.author, &notice, &text, None).unwrap();
    assert_eq!(c.state(&notice, 1), State::Drafting);
    assert_eq!(code(c.desk.publish(c.publisher, &notice, None)).0, "not-in-this-state");
    let page = c.desk.history(&notice).unwrap();
    assert!(page.versions[0].decisions.iter().any(|d| d.action == "edit"), "the dropped approval is recorded");
}

#[test]
fn nobody_approves_a_version_that_holds_a_revision_of_theirs() {
    let mut c = Council::new();
    let notice = c.import();
    let text = c.changed(&notice, "the police", "the police service");
    c.desk.edit_content(c.second_author, &notice, &text, None).unwrap();
    c.submit(c.author, &notice);
    let all = c.reasons(&notice, &[Severity::Block, Severity::Explain]);
    assert_eq!(code(c.desk.approve(c.second_author, &notice, None, &all, &[])).0, "own-words");
    let comment =
        NewComment { words: "Which police?".into(), quote: Some("the police service".into()), ..NewComment::default() };
    c.desk.comment(c.reviewer, &notice, &comment).unwrap();
    c.desk.approve(c.reviewer, &notice, None, &all, &[]).unwrap();
}

#[test]
fn sent_back_taken_back_and_resubmitted() {
    let mut c = Council::new();
    let notice = c.import();
    c.submit(c.author, &notice);
    assert_eq!(code(c.desk.recall(c.second_author, &notice)).0, "not-yours");
    assert_eq!(code(c.desk.request_changes(c.reviewer, &notice, "  ")).0, "missing-words");
    c.desk.request_changes(c.reviewer, &notice, "Name the landlord").unwrap();
    assert_eq!(c.state(&notice, 1), State::Drafting);
    let again = c.desk.submit(c.author, &notice, "Named", &[]).unwrap().value;
    assert_eq!(again.state, State::InReview, "the reasons given before still hold: rule and words are unchanged");
    c.desk.recall(c.author, &notice).unwrap();
    c.desk.discard(c.author, &notice).unwrap();
    assert_eq!(c.state(&notice, 1), State::Discarded);
    assert_eq!(code(c.desk.submit(c.author, &notice, "x", &[])).0, "no-open-version");
    assert_eq!(c.desk.new_version(c.author, &notice).unwrap().value.version, 2, "a discarded draft is no dead end");
}

#[test]
fn a_save_that_changes_nothing_makes_no_revision() {
    let mut c = Council::new();
    let notice = c.import();
    let count = |c: &Council| c.desk.history(&notice).unwrap().versions[0].revisions.len();
    let before = count(&c);
    let same = c.content(&notice);
    c.desk.edit_content(c.author, &notice, &same, None).unwrap();
    c.desk.save_copy(c.author, &notice, None).unwrap();
    assert_eq!(count(&c), before);
}

#[test]
fn two_officers_typing_are_two_revisions_and_nothing_is_lost() {
    let mut c = Council::new();
    let notice = c.import();
    let page = c.desk.draft(c.author, &notice).unwrap();
    let mine = c.changed(&notice, "the police", "the police, as Ann typed");
    c.desk.autosave(c.author, &notice, &page.token, &mine).unwrap();
    let theirs = c.changed(&notice, "as Ann typed", "as Basil typed");
    assert_eq!(code(c.desk.autosave(c.second_author, &notice, &page.token, &theirs)).0, "draft-moved");

    let seen = c.desk.draft(c.second_author, &notice).unwrap();
    assert_eq!(seen.typing.as_deref(), Some("Ann Author"));
    c.desk.autosave(c.second_author, &notice, &seen.token, &theirs).unwrap();
    c.desk.save_copy(c.second_author, &notice, None).unwrap();
    let authors: Vec<String> =
        c.desk.history(&notice).unwrap().versions[0].revisions.iter().map(|r| r.author.clone()).collect();
    assert_eq!(authors, ["Ann Author", "Ann Author", "Basil Author"]);
    assert!(c.content(&notice).plain_text().contains("as Basil typed"));
}

#[test]
fn a_working_copy_survives_closing() {
    let mut c = Council::new();
    let notice = c.import();
    let page = c.desk.draft(c.author, &notice).unwrap();
    let typed = c.changed(&notice, "the police", "half a wor");
    c.desk.autosave(c.author, &notice, &page.token, &typed).unwrap();
    c.desk = reopened(c.desk, on("2026-11-03"));
    assert!(c.desk.draft(c.author, &notice).unwrap().content.plain_text().contains("half a wor"));
}

#[test]
fn the_same_bytes_are_imported_once() {
    let mut c = Council::new();
    let notice = c.import();
    let again = c.desk.import_bytes(c.author, "other name.txt", TEXT.as_bytes(), &ImportOptions::default()).unwrap();
    assert!(again.value.existing && again.value.notice == notice && again.changed.is_empty());
    assert_eq!(c.desk.list().unwrap().notices.len(), 1);
}

#[test]
fn variables_follow_their_source_until_the_text_is_frozen() {
    let mut c = Council::new();
    let new = NewNotice { title: "Privacy notice: Trees".into(), template: "modern".into(), ..NewNotice::default() };
    let notice = c.desk.new_notice(c.author, &new).unwrap().value.notice;
    let shown = |c: &Council| c.content(&notice).plain_text();
    assert!(shown(&c).contains("Averley Borough Council"));
    let mut organisation = c.desk.organisation_page().unwrap().organisation;
    organisation.name = "Averley City Council".into();
    c.desk.change_organisation(c.author, &organisation).unwrap();
    assert!(shown(&c).contains("Averley City Council"), "a draft follows");
    c.submit(c.author, &notice);
    organisation.name = "Averley Unitary Council".into();
    c.desk.change_organisation(c.author, &organisation).unwrap();
    assert!(shown(&c).contains("Averley City Council"), "what is under review does not");
    let because = c.reasons(&notice, &[Severity::Block]);
    assert!(because.iter().any(|r| r.rule == "placeholder"), "a template with unfilled parts is held up");
}

#[test]
fn exports_hold_exactly_the_approved_words_and_nothing_internal() {
    let mut c = Council::new();
    let notice = c.live();
    let request = ExportRequest {
        pdf: Some(c.path("a.pdf")),
        html: Some(c.path("a.html")),
        record: Some(c.path("record.pdf")),
        json: None,
        ..ExportRequest::default()
    };
    let exported = c.desk.export(&notice, &request).unwrap();
    assert!(!exported.draft && exported.files.len() == 3);
    let first = std::fs::read(c.path("a.pdf")).unwrap();
    c.desk.export(&notice, &request).unwrap();
    assert_eq!(std::fs::read(c.path("a.pdf")).unwrap(), first, "the same export twice is the same file");
    for name in ["a.pdf", "a.html"] {
        let found = c.desk.verify_file(&c.path(name)).unwrap();
        assert_eq!(found.answer, Answer::Exact, "{name}: {found:?}");
    }
    let html = std::fs::read_to_string(c.path("a.html")).unwrap();
    for internal in ["Ann", "Rita", "Known, and accepted", "What changed", "allotments.txt"] {
        assert!(!html.contains(internal), "{internal} is internal");
        assert!(!first.windows(internal.len()).any(|w| w == internal.as_bytes()), "{internal} is internal");
    }

    std::fs::write(c.path("b.html"), html.replace("the police", "the p0lice")).unwrap();
    let changed = c.desk.verify_file(&c.path("b.html")).unwrap();
    assert_eq!(changed.answer, Answer::Changed);
    assert!(changed.differences.iter().any(|d| d.contains("p0lice")), "{:?}", changed.differences);
    std::fs::write(c.path("c.html"), html.replace("2 November 2027", "2 November 2037")).unwrap();
    assert_eq!(c.desk.verify_file(&c.path("c.html")).unwrap().answer, Answer::Changed, "a date is not ours to change");
    let page = format!("<html><body><nav>Home</nav><main>{}</main></body></html>", TEXT.replace("- ", "<p>"));
    std::fs::write(c.path("site.html"), page).unwrap();
    assert_eq!(c.desk.verify_file(&c.path("site.html")).unwrap().answer, Answer::SameWords);
    let text = "Averley Borough Council\nPrivacy notice: Allotments\nVersion 1 Status Approved In force from 2 November 2026\n";
    let text =
        TEXT.replace("Privacy notice: Allotments\n", text).replace("We share it", "Page 1 of 2\n\u{c}We share it");
    std::fs::write(c.path("taken out of the pdf.txt"), text).unwrap();
    assert_eq!(c.desk.verify_file(&c.path("taken out of the pdf.txt")).unwrap().answer, Answer::SameWords);
    std::fs::write(c.path("d.txt"), "A recipe for leek soup with potatoes.").unwrap();
    assert_eq!(c.desk.verify_file(&c.path("d.txt")).unwrap().answer, Answer::UnknownHere);
}

#[test]
fn a_draft_exports_with_its_mark_only() {
    let mut c = Council::new();
    let notice = c.import();
    let request = ExportRequest { html: Some(c.path("a.html")), ..ExportRequest::default() };
    assert!(c.desk.export(&notice, &request).unwrap().draft);
    assert!(std::fs::read_to_string(c.path("a.html")).unwrap().contains("DRAFT"));
    assert_ne!(c.desk.verify_file(&c.path("a.html")).unwrap().answer, Answer::Exact);
}

#[test]
fn an_export_never_leaves_half_a_file() {
    let mut c = Council::new();
    let notice = c.live();
    std::fs::write(c.path("old.pdf"), "what was there").unwrap();
    let request = ExportRequest {
        pdf: Some(c.path("old.pdf")),
        html: Some(c.path("no such folder/a.html")),
        ..ExportRequest::default()
    };
    assert_eq!(code(c.desk.export(&notice, &request)).0, "cannot-write");
    let left: Vec<_> = std::fs::read_dir(c.folder.path()).unwrap().flatten().map(|e| e.file_name()).collect();
    assert!(!left.iter().any(|n| n.to_string_lossy().ends_with(".part")), "{left:?}");
}

#[test]
fn unknown_names_are_refused_with_a_way_on() {
    let mut c = Council::new();
    let notice = c.import();
    assert_eq!(code(c.desk.show("nothing", ShowFormat::Text)).0, "unknown-notice");
    assert_eq!(code(c.desk.show(&format!("{notice}@9"), ShowFormat::Text)).0, "unknown-version");
    assert_eq!(code(c.desk.show(&format!("{notice}@x"), ShowFormat::Text)), ("bad-version", Exit::Usage));
    assert_eq!(code(c.desk.officer_named("Nobody")).0, "unknown-officer");
    assert_eq!(code(c.desk.officer_by_default(None)).0, "which-officer");
    let error = c.desk.show("allot", ShowFormat::Text).unwrap_err();
    assert!(error.hint.unwrap().contains("allotments"), "what was probably meant is named");
}

#[test]
fn a_backup_is_whole_and_goes_where_nothing_is() {
    let mut c = Council::new();
    let notice = c.live();
    let made = c.desk.backup(&c.path("copy.fairnotice")).unwrap();
    assert_eq!(made.head, c.desk.verify_register().unwrap().head);
    assert_eq!(code(c.desk.backup(&c.path("copy.fairnotice"))).0, "file-exists");
    let to = c.path("again.fairnotice");
    let restored = Desk::restore(&c.path("copy.fairnotice"), &to, on("2026-11-03")).unwrap();
    assert_eq!(
        restored.show(&notice, ShowFormat::Text).unwrap().text,
        c.desk.show(&notice, ShowFormat::Text).unwrap().text
    );
    assert_eq!(code(Desk::restore(&c.path("copy.fairnotice"), &to, on("2026-11-03"))).0, "file-exists");
    assert!(restored.verify_register().unwrap().unbroken);
}

#[test]
fn a_notice_above_answers_for_those_below() {
    let mut c = Council::new();
    let above = c.import();
    let new =
        NewNotice { title: "Privacy notice: Plots".into(), template: "nature-of-work".into(), ..NewNotice::default() };
    let below = c.desk.new_notice(c.author, &new).unwrap().value.notice;
    let parent = |name: &str| NoticeDetails { parent: Some(name.into()), ..NoticeDetails::default() };
    c.desk.change_details(c.author, &below, &parent(&above)).unwrap();
    assert_eq!(code(c.desk.change_details(c.author, &above, &parent(&below))).0, "parent-circle");
    assert_eq!(code(c.desk.change_details(c.author, &above, &parent(&above))).0, "parent-circle");
    let page = NoticeDetails { external_parent: Some("averley.example".into()), ..NoticeDetails::default() };
    assert_eq!(code(c.desk.change_details(c.author, &above, &page)).0, "bad-address");
    assert!(c.desk.verify_register().unwrap().unbroken);
}

#[test]
fn words_nobody_approved_stay_their_writers_words_in_the_next_version() {
    let mut c = Council::new();
    let made = c.desk.import_bytes(c.second_author, "a.txt", TEXT.as_bytes(), &ImportOptions::default()).unwrap();
    let notice = made.value.notice;
    c.desk.discard(c.second_author, &notice).unwrap();
    c.desk.new_version(c.author, &notice).unwrap();
    c.submit(c.author, &notice);
    let all = c.reasons(&notice, &[Severity::Block, Severity::Explain]);
    assert_eq!(code(c.desk.approve(c.second_author, &notice, None, &all, &[])).0, "own-words");
    c.desk.approve(c.reviewer, &notice, None, &all, &[]).unwrap();
}

#[test]
fn a_discarded_import_can_be_imported_again() {
    let mut c = Council::new();
    let notice = c.import();
    c.desk.discard(c.author, &notice).unwrap();
    let again = c.desk.import_bytes(c.author, "a.txt", TEXT.as_bytes(), &ImportOptions::default()).unwrap().value;
    assert_eq!((again.existing, again.version, again.notice == notice), (false, 2, true));
    let options = ImportOptions { directorate: Some("nowhere".into()), ..ImportOptions::default() };
    let refused = c.desk.import_bytes(c.author, "a.txt", TEXT.as_bytes(), &options);
    assert_eq!(code(refused).0, "unknown-directorate");
}

#[test]
fn an_edit_without_a_change_keeps_the_approval_whatever_the_council_changed() {
    let mut c = Council::new();
    let notice = c.import();
    c.submit(c.author, &notice);
    let approved = c.approve(&notice).code;
    let mut organisation = c.desk.organisation_page().unwrap().organisation;
    organisation.dpo_email = "dpo@averley.example".into();
    c.desk.change_organisation(c.author, &organisation).unwrap();
    let same = c.content(&notice);
    let after = c.desk.edit_content(c.author, &notice, &same, None).unwrap().value;
    assert_eq!((after.state, after.code), (State::Approved, approved));
}

#[test]
fn characters_that_turn_the_reading_order_are_refused() {
    let mut c = Council::new();
    let notice = c.import();
    for character in ['\u{7}', '\u{202e}', '\u{2066}'] {
        let mut content = c.content(&notice);
        content.title = format!("A {character} title");
        assert_eq!(code(c.desk.edit_content(c.author, &notice, &content, None)).0, "bad-character");
    }
}

#[test]
fn an_older_page_is_known_for_the_version_it_is() {
    let mut c = Council::new();
    let notice = c.live();
    c.desk.new_version(c.author, &notice).unwrap();
    let mut shorter = c.content(&notice);
    let last = shorter.sections.last_mut().unwrap().fields.last_mut().unwrap();
    if let Some(fairnotice_desk::notice::Block::List { items, .. }) = last.blocks.last_mut() {
        items.pop();
    }
    c.desk.edit_content(c.author, &notice, &shorter, None).unwrap();
    c.submit(c.author, &notice);
    c.approve(&notice);
    c.desk.publish(c.publisher, &notice, None).unwrap();
    std::fs::write(c.path("old.txt"), TEXT).unwrap();
    let found = c.desk.verify_file(&c.path("old.txt")).unwrap();
    assert_eq!((found.answer, found.version), (Answer::SameWords, Some(1)), "{}", found.sentence);
    assert!(found.sentence.contains("superseded"));
}

#[test]
fn a_genuine_file_stays_genuine_whatever_the_council_changes() {
    let mut c = Council::new();
    let led =
        NewDirectorate { name: "Places".into(), post: Some("Director of Places".into()), ..NewDirectorate::default() };
    c.desk.add_directorate(c.author, &led).unwrap();
    let other = NewDirectorate { name: "Parks".into(), ..NewDirectorate::default() };
    c.desk.add_directorate(c.author, &other).unwrap();
    let options = ImportOptions { directorate: Some("Places".into()), ..ImportOptions::default() };
    let notice = c.desk.import_bytes(c.author, "a.txt", TEXT.as_bytes(), &options).unwrap().value.notice;
    c.submit(c.author, &notice);
    c.approve(&notice);
    let pdf = |c: &Council, name: &str| {
        let request = ExportRequest { pdf: Some(c.path(name)), ..ExportRequest::default() };
        c.desk.export(&notice, &request).unwrap();
    };
    pdf(&c, "approved.pdf");
    c.desk.publish(c.publisher, &notice, None).unwrap();
    pdf(&c, "live.pdf");
    let mut organisation = c.desk.organisation_page().unwrap().organisation;
    organisation.names_approver = true;
    organisation.phone = "01632 960999".into();
    c.desk.change_organisation(c.author, &organisation).unwrap();
    let moved = NoticeDetails { directorate: Some("Parks".into()), ..NoticeDetails::default() };
    c.desk.change_details(c.author, &notice, &moved).unwrap();
    for url in ["https://www.averley.example/a", "https://www.averley.example/b"] {
        c.desk.seen_online(c.publisher, &notice, url, "2026-11-02".parse().unwrap()).unwrap();
    }
    c.desk.withdraw(c.publisher, &notice, "Merged").unwrap();
    for name in ["approved.pdf", "live.pdf"] {
        let found = c.desk.verify_file(&c.path(name)).unwrap();
        assert_eq!(found.answer, Answer::Exact, "{name}: {} {:?}", found.sentence, found.differences);
    }
}

#[test]
fn an_approvers_reasons_are_their_own() {
    let mut c = Council::new();
    let notice = c.live();
    c.desk.new_version(c.author, &notice).unwrap();
    c.submit(c.author, &notice);
    let again = c.desk.approve(c.second_author, &notice, None, &[], &[]);
    assert_eq!(code(again).0, "findings-block", "another approver's reasons don't carry forward");
    assert_eq!(
        c.desk.approve(c.reviewer, &notice, None, &[], &[]).unwrap().value.state,
        State::Approved,
        "one's own do"
    );
}

#[test]
fn a_discarded_draft_leaves_no_trace_in_the_list() {
    let mut c = Council::new();
    let notice = c.live();
    c.desk.new_version(c.second_author, &notice).unwrap();
    let mut text = c.content(&notice);
    text.title = "Another title".into();
    c.desk.edit_content(c.second_author, &notice, &text, None).unwrap();
    c.desk.discard(c.second_author, &notice).unwrap();
    assert_eq!(c.desk.list().unwrap().notices[0].title, "Privacy notice: Allotments");
    // The next version starts from the live text: who touched the dropped draft may approve it.
    c.desk.new_version(c.author, &notice).unwrap();
    c.submit(c.author, &notice);
    let all = c.reasons(&notice, &[Severity::Block, Severity::Explain]);
    assert_eq!(c.desk.approve(c.second_author, &notice, None, &all, &[]).unwrap().value.state, State::Approved);
    assert!(c.desk.verify_register().unwrap().unbroken);
}

#[test]
fn a_log_left_behind_is_never_taken_up() {
    let c = Council::new();
    c.desk.backup(&c.path("copy.fairnotice")).unwrap();
    std::fs::write(c.path("again.fairnotice-wal"), "left behind").unwrap();
    let refused = Desk::restore(&c.path("copy.fairnotice"), &c.path("again.fairnotice"), on("2026-11-03"));
    assert_eq!(code(refused).0, "file-exists");
}
