//! Several officers on one notice: comments and proposals, two edits of one draft, old texts brought back, and the way to
//! the site.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod council;

use council::{Council, code};
use fairnotice_desk::*;

fn proposal(quote: &str, instead: &str) -> NewComment {
    NewComment { quote: Some(quote.into()), instead: Some(instead.into()), ..NewComment::default() }
}

#[test]
fn proposed_words_are_taken_or_left_and_make_nobody_an_author() {
    let mut c = Council::new();
    let notice = c.import();
    c.submit(c.author, &notice);
    let taken = c.desk.comment(c.reviewer, &notice, &proposal("the police", "the fire service")).unwrap().value;
    let left = c.desk.comment(c.reviewer, &notice, &proposal("tenants' associations", "")).unwrap().value;
    assert_eq!(taken.words, "Proposed other words");
    assert_eq!(
        code(c.desk.comment(c.reviewer, &notice, &NewComment { instead: Some("x".into()), ..NewComment::default() })).0,
        "missing-quote"
    );
    c.desk.request_changes(c.reviewer, &notice, "See my proposals").unwrap();

    let now = c.content(&notice);
    let changed = c.desk.with_proposal(&notice, &taken.id, &now).unwrap();
    assert!(changed.plain_text().contains("the fire service") && !changed.plain_text().contains("the police"));
    assert_eq!(code(c.desk.with_proposal(&notice, &taken.id, &changed)).0, "words-gone");
    let page = c.desk.draft(c.author, &notice).unwrap();
    c.desk.autosave(c.author, &notice, &page.token, &changed).unwrap();
    c.desk.answer_comment(c.author, &notice, &taken.id, "taken", "").unwrap();
    assert_eq!(code(c.desk.answer_comment(c.reviewer, &notice, &left.id, "taken", "")).0, "not-permitted");
    let longer =
        c.desk.comment(c.reviewer, &notice, &proposal("fire service", "fire service and others")).unwrap().value;
    let once = c.desk.with_proposal(&notice, &longer.id, &changed).unwrap();
    assert_eq!(code(c.desk.with_proposal(&notice, &longer.id, &once)).0, "taken-already");
    c.desk.answer_comment(c.reviewer, &notice, &longer.id, "done", "").unwrap();
    let plain = NewComment { words: "Fine".into(), ..NewComment::default() };
    let plain = c.desk.comment(c.reviewer, &notice, &plain).unwrap().value;
    assert_eq!(code(c.desk.answer_comment(c.author, &notice, &plain.id, "taken", "")).0, "no-proposal");
    assert_eq!(code(c.desk.answer_comment(c.author, &notice, &left.id, "left", " ")).0, "missing-words");
    assert_eq!(code(c.desk.answer_comment(c.publisher, &notice, &left.id, "done", "")).0, "not-permitted");
    c.desk.answer_comment(c.author, &notice, &left.id, "left", "They do receive it").unwrap();

    let comments = c.desk.history(&notice).unwrap().versions.remove(0).comments;
    let mut how: Vec<_> = comments.iter().map(|c| c.answer.as_ref().map(|a| a.how.as_str())).collect();
    how.sort_unstable();
    assert_eq!(how, [None, Some("done"), Some("left"), Some("taken")]);
    c.submit(c.author, &notice);
    c.approve(&notice);
    assert!(c.desk.verify_register().unwrap().unbroken);
}

#[test]
fn words_that_stand_twice_are_replaced_in_the_section_that_was_meant_or_not_at_all() {
    let mut c = Council::new();
    let notice = c.import();
    let twice = c.changed(&notice, "looks after the allotments", "looks after the police");
    let comment = c.desk.comment(c.reviewer, &notice, &proposal("the police", "the parks")).unwrap().value;
    assert_eq!(code(c.desk.with_proposal(&notice, &comment.id, &twice)).0, "words-twice");
    let section = twice.sections[1].id.clone();
    let meant = NewComment { section: Some(section), ..proposal("the police", "the parks") };
    let comment = c.desk.comment(c.reviewer, &notice, &meant).unwrap().value;
    let changed = c.desk.with_proposal(&notice, &comment.id, &twice).unwrap();
    assert!(changed.plain_text().contains("after the police") && changed.plain_text().contains("the parks"));
}

#[test]
fn two_edits_of_one_draft_become_one_text_without_loss() {
    let mut c = Council::new();
    let notice = c.import();
    let page = c.desk.draft(c.author, &notice).unwrap();
    let theirs = c.changed(&notice, "the police", "the police force");
    let mine = c.changed(&notice, "looks after the allotments", "looks after every allotment");
    c.desk.autosave(c.second_author, &notice, &page.token, &theirs).unwrap();
    assert_eq!(code(c.desk.autosave(c.author, &notice, &page.token, &mine)).0, "draft-moved");

    let merge = c.desk.merge_draft(&notice, &page.content, &mine).unwrap();
    assert_eq!((merge.by.as_str(), merge.conflicts.len()), ("Basil Author", 0));
    let text = merge.content.plain_text();
    assert!(text.contains("the police force") && text.contains("every allotment"), "{text}");
    let saved = c.desk.autosave(c.author, &notice, &merge.token, &merge.content).unwrap().value;

    let both = c.changed(&notice, "the police force", "the constabulary");
    let other = c.changed(&notice, "the police force", "the county police");
    c.desk.autosave(c.second_author, &notice, &saved.token, &other).unwrap();
    let merge = c.desk.merge_draft(&notice, &merge.content, &both).unwrap();
    let [conflict] = merge.conflicts.as_slice() else { panic!("{:?}", merge.conflicts) };
    assert!(conflict.mine.contains("constabulary") && conflict.theirs.contains("county"), "{conflict:?}");
    let settled = Desk::mend_draft(&merge.content, conflict.other.as_ref().unwrap()).unwrap();
    assert!(settled.plain_text().contains("the county police"), "{}", settled.plain_text());
}

#[test]
fn an_old_text_comes_back_into_the_draft_and_what_stood_there_is_kept() {
    let mut c = Council::new();
    let notice = c.live();
    assert_eq!(code(c.desk.bring_back(c.author, &notice, 1, 1)).0, "no-open-version");
    c.desk.new_version(c.author, &notice).unwrap();
    let changed = c.changed(&notice, "the police", "the fire service");
    c.desk.edit_content(c.author, &notice, &changed, None).unwrap();
    let typed = c.changed(&notice, "the fire service", "nobody at all");
    let page = c.desk.draft(c.author, &notice).unwrap();
    c.desk.autosave(c.author, &notice, &page.token, &typed).unwrap();

    c.desk.bring_back(c.author, &notice, 1, 1).unwrap();
    assert!(c.content(&notice).plain_text().contains("the police"));
    let copies = c.desk.history(&notice).unwrap().versions.remove(0).revisions;
    assert!(copies.last().unwrap().note.as_deref().unwrap().contains("version 1, saved copy 1"));
    let before = copies.len() - 1;
    let kept = c.desk.side(&format!("{notice}@2.{before}")).unwrap();
    assert!(kept.content.plain_text().contains("nobody at all"), "what was being typed is a saved copy");
    assert_eq!(code(c.desk.bring_back(c.author, &notice, 1, 99)).0, "unknown-copy");
    assert_eq!(code(c.desk.side(&format!("{notice}@2.99"))).0, "unknown-copy");
}

#[test]
fn words_brought_back_stay_their_writers() {
    let mut c = Council::new();
    let notice = c.live();
    c.desk.new_version(c.author, &notice).unwrap();
    let words = c.changed(&notice, "the police", "words of Basil's");
    c.desk.edit_content(c.second_author, &notice, &words, None).unwrap();
    c.desk.discard(c.author, &notice).unwrap();
    c.desk.new_version(c.author, &notice).unwrap();
    let copies = c.desk.history(&notice).unwrap().versions[1].revisions.len();
    c.desk.bring_back(c.author, &notice, 2, u32::try_from(copies).unwrap()).unwrap();
    c.submit(c.author, &notice);
    let all = c.reasons(&notice, &[notice::Severity::Block, notice::Severity::Explain]);
    assert_eq!(code(c.desk.approve(c.second_author, &notice, None, &all, &[])).0, "own-words");
    c.approve(&notice);
}

#[test]
fn a_comment_moved_or_answered_at_another_time_is_told() {
    let mut c = Council::new();
    let notice = c.import();
    let comment = c.desk.comment(c.reviewer, &notice, &proposal("the police", "the fire service")).unwrap().value;
    c.desk.answer_comment(c.author, &notice, &comment.id, "left", "They do").unwrap();
    assert!(c.desk.verify_register().unwrap().unbroken);
    let sql = rusqlite::Connection::open(c.path("council.fairnotice")).unwrap();
    sql.execute_batch(
        "DROP TRIGGER comment_answer_no_update; UPDATE comment_answer SET at = '2020-01-01T00:00:00.000000Z';",
    )
    .unwrap();
    let faults = c.desk.verify_register().unwrap().faults;
    assert!(faults.iter().any(|f| f.contains("an answer to a comment is not what was written")), "{faults:?}");
}

#[test]
fn the_way_to_the_site_is_recorded() {
    let mut c = Council::new();
    let notice = c.live();
    assert_eq!(code(c.desk.sent_to_web_team(c.reviewer, &notice, "The web team")).0, "not-permitted");
    c.desk.sent_to_web_team(c.publisher, &notice, "The web team").unwrap();
    c.desk
        .seen_online(c.publisher, &notice, "https://averley.example/allotments", "2026-11-02".parse().unwrap())
        .unwrap();
    let online = c.desk.history(&notice).unwrap().versions.remove(0).online;
    let told: Vec<_> = online.iter().map(|o| (o.what.as_str(), o.words.as_str(), o.officer.as_str())).collect();
    assert_eq!(
        told,
        [("sent", "The web team", "Paul Publisher"), ("seen", "https://averley.example/allotments", "Paul Publisher")]
    );
}

#[test]
fn details_can_be_cleared_and_no_notice_stands_above_itself() {
    let mut c = Council::new();
    let below = c.import();
    let new =
        NewNotice { title: "Privacy notice: Council".into(), template: "corporate".into(), ..NewNotice::default() };
    let above = c.desk.new_notice(c.author, &new).unwrap().value.notice;
    let parent = |name: &str| NoticeDetails { parent: Some(name.into()), ..NoticeDetails::default() };
    c.desk.change_details(c.author, &below, &parent(&above)).unwrap();
    let page = c.desk.details(&below).unwrap();
    assert_eq!(page.parent.as_deref(), Some(above.as_str()));
    assert!(page.parents.iter().all(|p| p.notice != below), "not itself");
    assert!(c.desk.details(&above).unwrap().parents.is_empty(), "what stands below can't stand above");
    assert_eq!(code(c.desk.change_details(c.author, &above, &parent(&below))).0, "parent-circle");
    c.desk.change_details(c.author, &below, &parent("")).unwrap();
    assert_eq!(c.desk.details(&below).unwrap().parent, None);
}

#[test]
fn directorates_and_officers_are_changed_and_somebody_stays_administrator() {
    let mut c = Council::new();
    let new = NewDirectorate { name: "Places".into(), post: Some("Director".into()), ..NewDirectorate::default() };
    let made = c.desk.add_directorate(c.author, &new).unwrap().value;
    let holder = |post: &str, from: &str, until: Option<&str>| PostHolder {
        name: "Somebody".into(),
        post: post.into(),
        from: Some(from.parse().unwrap()),
        until: until.map(|d| d.parse().unwrap()),
    };
    let edited = EditedDirectorate {
        name: "Places and Parks".into(),
        holders: vec![
            holder("Director of Places", "2026-11-01", None),
            holder("Director", "2020-01-01", Some("2026-10-31")),
        ],
        ..EditedDirectorate::default()
    };
    c.desk.edit_directorate(c.author, &made.id, &edited).unwrap();
    let page = c.desk.organisation_page().unwrap();
    let places = page.directorates.iter().find(|d| d.id == made.id).unwrap();
    assert_eq!((places.name.as_str(), places.post.as_deref()), ("Places and Parks", Some("Director of Places")));
    assert_eq!(places.holders[0].post, "Director", "in the order of their days");
    let backwards =
        EditedDirectorate { holders: vec![holder("Director", "2026-01-01", Some("2025-01-01"))], ..edited.clone() };
    assert_eq!(code(c.desk.edit_directorate(c.author, &made.id, &backwards)).0, "bad-value");

    let ann = page.officers.iter().find(|o| o.name == "Ann Author").unwrap();
    let demoted = NewOfficer { name: "Ann Author".into(), permissions: vec!["author".into()], ..NewOfficer::default() };
    assert_eq!(code(c.desk.edit_officer(c.author, &ann.id, &demoted)).0, "last-administrator");
    let rita = page.officers.iter().find(|o| o.name == "Rita Reviewer").unwrap();
    let married = NewOfficer {
        name: "Rita Newname".into(),
        permissions: vec!["reviewer".into(), "publisher".into()],
        ..NewOfficer::default()
    };
    c.desk.edit_officer(c.author, &rita.id, &married).unwrap();
    assert!(
        c.desk
            .organisation_page()
            .unwrap()
            .officers
            .iter()
            .any(|o| o.name == "Rita Newname" && o.permissions.len() == 2)
    );
    let taken = NewOfficer { email: Some("basil.author@averley.example".into()), ..married };
    assert_eq!(code(c.desk.edit_officer(c.author, &rita.id, &taken)).0, "officer-exists");
    assert!(c.desk.verify_register().unwrap().unbroken);
}

#[test]
fn a_file_is_looked_at_before_it_is_taken_in_and_roles_can_be_corrected() {
    let mut c = Council::new();
    let path = c.path("ponds.txt");
    let text = "Privacy notice: Ponds\n\nWhat happens\n\nWe look after ponds.\n\nHow long we keep it\n\nTwo years.\n";
    std::fs::write(&path, text).unwrap();
    let preview = Desk::preview_import(&path).unwrap();
    assert_eq!((preview.title.as_str(), preview.sections.len()), ("Privacy notice: Ponds", 2));
    assert_eq!(Some(preview.words), preview.words_in_file, "every word of the file is there");
    assert!(c.desk.list().unwrap().notices.is_empty(), "nothing is stored");
    let roles = vec![notice::Role::Purposes, notice::Role::Retention];
    let options = ImportOptions { roles, ..ImportOptions::default() };
    let made = c.desk.import(c.author, &path, &options).unwrap().value.notice;
    let content = c.content(&made);
    assert_eq!(content.sections[0].fields[0].role, notice::Role::Purposes);
    assert_eq!(code(Desk::preview_import(&c.path("nothing.txt"))).0, "cannot-read");
}

#[test]
fn the_list_is_there_at_once_and_what_holds_up_a_draft_is_counted_after() {
    let mut c = Council::new();
    let notice = c.import();
    let whole = c.desk.list().unwrap().notices.remove(0).blocking;
    assert_eq!(c.desk.list_at_once().unwrap().notices.remove(0).blocking, None);
    let count = |c: &Council| c.desk.blocking_counts(std::slice::from_ref(&notice)).unwrap()[&notice];
    assert_eq!(Some(count(&c)), whole);
    // What is typed is counted anew, at once.
    let page = c.desk.draft(c.author, &notice).unwrap();
    let said = "looks after the allotments. Write to us at 1 High Street, Averley";
    let told = c.changed(&notice, "looks after the allotments", said);
    c.desk.autosave(c.author, &notice, &page.token, &told).unwrap();
    assert_eq!(Some(count(&c)), c.desk.list().unwrap().notices.remove(0).blocking);
    c.submit(c.author, &notice);
    assert_eq!(count(&c), 0, "every reason is given");
}

#[test]
fn a_list_that_was_read_before_is_read_again_when_somebody_changed_the_file() {
    let mut c = Council::new();
    let notice = c.import();
    let reading = Desk::open(c.desk.path(), fairnotice_register::Access::Read, Clock::Machine).unwrap();
    let (list, again) = (reading.list_at_once().unwrap(), reading.list_at_once().unwrap());
    assert_eq!((list.notices.len(), &list), (1, &again));
    // What another connection writes is in the next list: a decision, and a new notice.
    c.submit(c.author, &notice);
    let submitted = reading.list_at_once().unwrap();
    assert_ne!(submitted, list);
    assert_eq!(submitted, c.desk.list_at_once().unwrap());
    let path = c.path("ponds.txt");
    std::fs::write(&path, "Privacy notice: Ponds\n\nWhat happens\n\nWe look after ponds.\n").unwrap();
    c.desk.import(c.author, &path, &ImportOptions::default()).unwrap();
    assert_eq!(reading.list_at_once().unwrap().notices.len(), 2);
}
