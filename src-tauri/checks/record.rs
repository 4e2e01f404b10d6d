//! The record of a version, not its text: who answers for it, its days, and the file that was published (checks 40 to 42).

use crate::found::Found;
use crate::rules::{EXPORT_NOT_ACCESSIBLE, RECORD_INCOMPLETE, REVIEW_OVERDUE};
use chrono::NaiveDate;
use fairnotice_notice::Finding;

/// What the record says of a published version.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// The day on which it is looked at.
    pub day: NaiveDate,
    /// The post that answers for the notice.
    pub owner: Option<&'a str>,
    /// The day from which the version is live.
    pub effective: Option<NaiveDate>,
    /// The day by which it shall be reviewed.
    pub review_due: Option<NaiveDate>,
    /// What keeps people from reading the published PDF: "has no tags"; empty where it was not published outside Fair
    /// Notice or nothing does.
    pub file_faults: &'a [String],
}

/// What the record lacks, and what is overdue.
pub fn check_record(record: &Record<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut lacks = Vec::new();
    if record.owner.is_none_or(|o| o.trim().is_empty()) {
        lacks.push("the post that answers for it");
    }
    if record.effective.is_none() {
        lacks.push("the day from which it is live");
    }
    if record.review_due.is_none() {
        lacks.push("the day by which it shall be reviewed");
    }
    if !lacks.is_empty() {
        found.push(Found::absent(RECORD_INCOMPLETE).with(lacks.join(" and ")).of_no_text());
    }
    if let Some(due) = record.review_due.filter(|due| *due < record.day) {
        let due = due.format("%-d %B %Y").to_string();
        found.push(Found::absent(REVIEW_OVERDUE).with(due).of_no_text());
    }
    found.extend(check_file_faults(record.file_faults));
    found
}

/// What keeps people from reading a published file: "has no tags". Nothing where nothing does.
pub fn check_file_faults(faults: &[String]) -> Option<Finding> {
    (!faults.is_empty()).then(|| Found::absent(EXPORT_NOT_ACCESSIBLE).with(faults.join(", ")).of_no_text())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules_of(record: &Record<'_>) -> Vec<String> {
        check_record(record).into_iter().map(|f| f.rule).collect()
    }

    #[test]
    fn what_the_record_lacks_is_told() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        let whole = Record {
            day: day(2026, 11, 27).unwrap(),
            owner: Some("Director of Housing"),
            effective: day(2026, 1, 5),
            review_due: day(2027, 1, 5),
            file_faults: &[],
        };
        assert_eq!(rules_of(&whole), [""; 0]);
        assert_eq!(rules_of(&Record { owner: Some(" "), ..whole }), ["record-incomplete"]);
        assert_eq!(rules_of(&Record { owner: None, effective: None, ..whole }), ["record-incomplete"]);
        assert_eq!(rules_of(&Record { review_due: None, ..whole }), ["record-incomplete"]);
        assert_eq!(rules_of(&Record { review_due: day(2026, 11, 26), ..whole }), ["review-overdue"]);
        assert_eq!(rules_of(&Record { review_due: day(2026, 11, 27), ..whole }), [""; 0], "the day itself is in time");
        let faults = ["has no tags".to_owned(), "has no title".to_owned()];
        let found = check_record(&Record { file_faults: &faults, ..whole });
        assert_eq!(found[0].rule, "export-not-accessible");
        assert!(found[0].message.contains("has no tags, has no title"), "{}", found[0].message);
    }
}
