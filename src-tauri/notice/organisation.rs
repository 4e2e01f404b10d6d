//! The council: controller, directorates, the people who lead them.

use crate::ids::DirectorateId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The council as the notices speak of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Organisation {
    /// The controller's name (Art 13(1)(a)).
    pub name: String,
    /// The postal address, on one line.
    pub address: String,
    /// The general e-mail address.
    pub email: String,
    /// The general telephone number.
    pub phone: String,
    /// The registration with the Information Commission.
    pub ico_registration: String,
    /// The data protection officer's post (Art 13(1)(b)): a post, not a person.
    pub dpo_post: String,
    /// The data protection officer's e-mail address.
    pub dpo_email: String,
    /// The data protection officer's telephone number.
    pub dpo_phone: String,
    /// Where complaints about the use of data go (s.164A DPA 2018).
    pub complaints_email: String,
    /// The page about rights.
    pub rights_page: String,
    /// The retention schedule.
    pub retention_schedule: String,
    /// What the council calls its parts: directorate, department, service area.
    pub directorate_label: String,
    /// The language notices are written in, unless they say otherwise.
    pub language: String,
    /// How many months a published version may stand before it is reviewed.
    pub review_months: u32,
    /// Whether public files name the approver.
    pub names_approver: bool,
    /// SHA-256 of the sign that public files carry, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// The colour of headings in public files, as `#12324a`, where the council has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// What an approver confirms beside the text: "The director has read this version".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<String>,
    /// Whether an approval given by e-mail or in a meeting does not suffice: a reviewer approves in Fair Notice.
    #[serde(skip_serializing_if = "is_false")]
    pub reviewer_must_approve: bool,
}

/// For settings that are not written while they are as they were before there was such a setting.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

impl Organisation {
    /// A council of that name, with the usual settings.
    pub fn named(name: impl Into<String>) -> Self {
        Organisation {
            name: name.into(),
            dpo_post: "Data Protection Officer".into(),
            directorate_label: "directorate".into(),
            language: "en-GB".into(),
            review_months: 12,
            ..Organisation::default()
        }
    }

    /// What a reader of a notice sees of the council, and so what the digest covers.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            controller: self.name.clone(),
            address: self.address.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            ico_registration: self.ico_registration.clone(),
            dpo_post: self.dpo_post.clone(),
            dpo_email: self.dpo_email.clone(),
            dpo_phone: self.dpo_phone.clone(),
            logo: self.logo.clone(),
            colour: self.colour.clone(),
        }
    }
}

/// What a reader of a notice sees of the council on the day the text is frozen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The controller's name.
    pub controller: String,
    /// The postal address.
    pub address: String,
    /// The general e-mail address.
    pub email: String,
    /// The general telephone number.
    pub phone: String,
    /// The registration with the Information Commission.
    pub ico_registration: String,
    /// The data protection officer's post.
    pub dpo_post: String,
    /// The data protection officer's e-mail address.
    pub dpo_email: String,
    /// The data protection officer's telephone number.
    pub dpo_phone: String,
    /// SHA-256 of the logo's bytes, where there is a logo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// The colour of headings, as `#12324a`, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
}

/// A part of the organisation that publishes notices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directorate {
    /// Identifies the directorate for ever.
    pub id: DirectorateId,
    /// Its name.
    pub name: String,
    /// Who has led it, oldest first.
    pub role_holders: Vec<RoleHolder>,
    /// The other organisation, when it is joint.
    pub partner: Option<Partner>,
}

impl Directorate {
    /// Who leads it on that day.
    pub fn led_by(&self, day: NaiveDate) -> Option<&RoleHolder> {
        self.role_holders
            .iter()
            .rev()
            .find(|h| h.from.is_none_or(|from| from <= day) && h.until.is_none_or(|until| day <= until))
    }
}

/// Who leads a directorate, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleHolder {
    /// The person's name.
    pub name: String,
    /// The post, which notices name instead of the person.
    pub post: String,
    /// The first day; `None` when not known.
    pub from: Option<NaiveDate>,
    /// The last day; `None` while in post.
    pub until: Option<NaiveDate>,
}

/// The organisation a directorate is shared with (Art 26).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Its name.
    pub organisation: String,
    /// In what way it is shared.
    pub arrangement: Arrangement,
}

/// In what way a directorate is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Arrangement {
    /// Both decide why and how the data is used (Art 26).
    Controllers,
    /// One management, two controllers, each for its own.
    SharedManagement,
    /// One acts for the other (Art 28).
    Processor,
}

impl Arrangement {
    /// The name in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Arrangement::Controllers => "controllers",
            Arrangement::SharedManagement => "shared-management",
            Arrangement::Processor => "processor",
        }
    }

    /// The arrangement of that name.
    pub fn from_name(name: &str) -> Option<Arrangement> {
        [Arrangement::Controllers, Arrangement::SharedManagement, Arrangement::Processor]
            .into_iter()
            .find(|a| a.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_post_holder_of_a_day() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let holder = |name: &str, from, until| RoleHolder { name: name.into(), post: "Director".into(), from, until };
        let directorate = Directorate {
            id: DirectorateId(uuid::Uuid::nil()),
            name: "Places".into(),
            role_holders: vec![holder("A", None, Some(day(2025, 3, 31))), holder("B", Some(day(2025, 4, 1)), None)],
            partner: None,
        };
        assert_eq!(directorate.led_by(day(2025, 3, 31)).unwrap().name, "A");
        assert_eq!(directorate.led_by(day(2025, 4, 1)).unwrap().name, "B");
    }
}
