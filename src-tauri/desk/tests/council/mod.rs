//! A made-up council in a folder of its own, for the tests of the desk.

#![allow(dead_code, reason = "not every test needs all of it")]

use fairnotice_desk::notice::ids::OfficerId;
use fairnotice_desk::notice::{Content, Organisation, Severity, State};
use fairnotice_desk::*;
use std::collections::BTreeSet;
use std::path::PathBuf;
use tempfile::TempDir;

pub struct Council {
    pub desk: Desk,
    pub author: OfficerId,
    pub second_author: OfficerId,
    pub reviewer: OfficerId,
    pub publisher: OfficerId,
    pub folder: TempDir,
}

pub fn on(day: &str) -> Clock {
    Clock::Fixed(Moment::utc(format!("{day}T09:30:00Z").parse().unwrap()))
}

pub const TEXT: &str = "Privacy notice: Allotments\n\nWho we are\n\nAverley Borough Council looks after the allotments.\n\n\
Who we share information with\n\nWe share it with:\n\n- the police\n- tenants' associations\n";

impl Council {
    pub fn new() -> Council {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("council.fairnotice");
        let first = NewOfficer { name: "Ann Author".into(), ..NewOfficer::default() };
        let organisation = Organisation::named("Averley Borough Council");
        let (mut desk, ann) = Desk::init(&path, &organisation, &first, None, on("2026-11-02")).unwrap();
        let author = ann.id.parse().unwrap();
        let mut add = |name: &str, permissions: &[&str]| -> OfficerId {
            let new = NewOfficer {
                name: name.into(),
                email: Some(format!("{}@averley.example", name.to_lowercase().replace(' ', "."))),
                post: None,
                permissions: permissions.iter().map(|p| p.to_string()).collect(),
            };
            desk.add_officer(author, &new).unwrap().value.id.parse().unwrap()
        };
        let second_author = add("Basil Author", &["author", "reviewer"]);
        let reviewer = add("Rita Reviewer", &["reviewer"]);
        let publisher = add("Paul Publisher", &["publisher"]);
        Council { desk, author, second_author, reviewer, publisher, folder }
    }

    pub fn import(&mut self) -> String {
        let made = self.desk.import_bytes(self.author, "allotments.txt", TEXT.as_bytes(), &ImportOptions::default());
        made.unwrap().value.notice
    }

    pub fn reasons(&self, notice: &str, severities: &[Severity]) -> Vec<GivenReason> {
        let report = self.desk.check(notice, None).unwrap();
        let rules: BTreeSet<String> =
            report.findings.iter().filter(|f| severities.contains(&f.severity)).map(|f| f.rule.clone()).collect();
        rules.into_iter().map(|rule| GivenReason { rule, reason: "Known, and accepted".into() }).collect()
    }

    pub fn submit(&mut self, by: OfficerId, notice: &str) -> Submitted {
        let because = self.reasons(notice, &[Severity::Block]);
        self.desk.submit(by, notice, "What changed", &because).unwrap().value
    }

    pub fn approve(&mut self, notice: &str) -> Submitted {
        let because = self.reasons(notice, &[Severity::Block, Severity::Explain]);
        self.desk.approve(self.reviewer, notice, None, &because, &[]).unwrap().value
    }

    pub fn live(&mut self) -> String {
        let notice = self.import();
        self.submit(self.author, &notice);
        self.approve(&notice);
        self.desk.publish(self.publisher, &notice, None).unwrap();
        notice
    }

    pub fn state(&self, notice: &str, version: u32) -> State {
        let page = self.desk.history(notice).unwrap();
        page.versions.iter().find(|v| v.version == version).unwrap().state
    }

    pub fn content(&self, notice: &str) -> Content {
        self.desk.show(notice, ShowFormat::Json).unwrap().content
    }

    pub fn changed(&self, notice: &str, from: &str, to: &str) -> Content {
        let json = serde_json::to_string(&self.content(notice)).unwrap();
        assert!(json.contains(from), "{from} is not in {json}");
        Content::from_json(&json.replace(from, to)).unwrap()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

pub fn code<T>(result: Result<T>) -> (&'static str, Exit) {
    match result {
        Ok(_) => panic!("this must be refused"),
        Err(error) => {
            assert!(!error.message.contains('\n'), "one line: {}", error.message);
            (error.code, error.exit)
        }
    }
}
