//! Variables: words that are kept once and shown in many notices.
//!
//! In a draft their text follows the source; submission makes one last revision with the text as it stands.

use crate::content::{Block, Content};
use crate::organisation::{Directorate, Organisation};
use chrono::NaiveDate;

/// Every variable: its name and what officers read for it.
pub const VARIABLES: &[(&str, &str)] = &[
    ("organisation.name", "The council's name"),
    ("organisation.address", "The council's address"),
    ("organisation.email", "The council's e-mail address"),
    ("organisation.phone", "The council's telephone number"),
    ("organisation.ico-registration", "The council's registration with the Information Commission"),
    ("organisation.complaints-email", "Where complaints about the use of data go"),
    ("organisation.rights-page", "The page about rights"),
    ("organisation.retention-schedule", "The retention schedule"),
    ("dpo.post", "The data protection officer's post"),
    ("dpo.email", "The data protection officer's e-mail address"),
    ("dpo.phone", "The data protection officer's telephone number"),
    ("directorate.name", "The directorate's name"),
    ("role-holder.post", "The post that leads the directorate"),
    ("role-holder.name", "Who leads the directorate"),
];

/// What a variable stands for on that day; `None` when the name is unknown or nothing is recorded for it.
pub fn value(
    name: &str,
    organisation: &Organisation,
    directorate: Option<&Directorate>,
    day: NaiveDate,
) -> Option<String> {
    let holder = directorate.and_then(|d| d.led_by(day));
    let text = match name {
        "organisation.name" => &organisation.name,
        "organisation.address" => &organisation.address,
        "organisation.email" => &organisation.email,
        "organisation.phone" => &organisation.phone,
        "organisation.ico-registration" => &organisation.ico_registration,
        "organisation.complaints-email" => &organisation.complaints_email,
        "organisation.rights-page" => &organisation.rights_page,
        "organisation.retention-schedule" => &organisation.retention_schedule,
        "dpo.post" => &organisation.dpo_post,
        "dpo.email" => &organisation.dpo_email,
        "dpo.phone" => &organisation.dpo_phone,
        "directorate.name" => &directorate?.name,
        "role-holder.post" => &holder?.post,
        "role-holder.name" => &holder?.name,
        _ => return None,
    };
    (!text.trim().is_empty()).then(|| text.clone())
}

/// What stands in the text for a variable that has no value yet: a placeholder, so that the check for
/// placeholders stops it from going out.
pub fn unfilled(name: &str) -> String {
    format!("[{name}]")
}

/// Brings the text of every variable up to its source. Returns the names that have no value yet.
pub fn resolve(
    content: &mut Content,
    organisation: &Organisation,
    directorate: Option<&Directorate>,
    day: NaiveDate,
) -> Vec<String> {
    let mut missing = Vec::new();
    content.walk_mut(&mut |block| {
        if let Block::Paragraph { runs, .. } = block {
            for run in runs {
                let Some(name) = &run.var else { continue };
                match value(name, organisation, directorate, day) {
                    Some(text) => run.text = text,
                    None => {
                        missing.push(name.clone());
                        run.text = unfilled(name);
                    }
                }
            }
        }
    });
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_variable_has_a_source() {
        let mut organisation = Organisation::named("Larkshire Council");
        for field in [
            &mut organisation.address,
            &mut organisation.email,
            &mut organisation.phone,
            &mut organisation.ico_registration,
            &mut organisation.complaints_email,
            &mut organisation.rights_page,
            &mut organisation.retention_schedule,
            &mut organisation.dpo_email,
            &mut organisation.dpo_phone,
        ] {
            *field = "x".into();
        }
        let directorate = Directorate {
            id: crate::ids::DirectorateId(uuid::Uuid::nil()),
            name: "Places".into(),
            role_holders: vec![crate::organisation::RoleHolder {
                name: "N".into(),
                post: "Director".into(),
                from: None,
                until: None,
            }],
            partner: None,
        };
        let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        for (name, _) in VARIABLES {
            assert!(value(name, &organisation, Some(&directorate), day).is_some(), "{name} has no source");
        }
        assert_eq!(value("nobody.knows", &organisation, Some(&directorate), day), None);
    }
}
