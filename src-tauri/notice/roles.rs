//! What a field means in law.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a field means in law. The names are a contract: scripts and stored texts use them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// What the notice is about and who issues it (Art 13(1)(a)).
    Introduction,
    /// The services of the directorate.
    Services,
    /// Categories of personal data (Art 14(1)(d)).
    DataCategories,
    /// Special category data (Art 9) and criminal offence data (Art 10).
    SpecialCategory,
    /// The people the data is about.
    People,
    /// What the data is used for (Art 13(1)(c)).
    Purposes,
    /// What makes the use lawful (Art 6, 9, 10).
    LawfulBasis,
    /// Who receives it (Art 13(1)(e)).
    Recipients,
    /// Where it comes from (Art 14(2)(f)).
    Source,
    /// How long it is kept (Art 13(2)(a)).
    Retention,
    /// Transfers to other countries (Art 13(1)(f), 44A to 49).
    Transfers,
    /// Automated decisions (Art 13(2)(f), 22A to 22D).
    AutomatedDecisions,
    /// How it is kept safe.
    Security,
    /// The reader's rights (Art 13(2)(b), (c)).
    Rights,
    /// Complaints to the council and to the Information Commission (Art 13(2)(ca), (d)).
    Complaints,
    /// How to reach the council and its data protection officer (Art 13(1)(a), (b)).
    Contact,
    /// Whether the reader must give the data (Art 13(2)(e)).
    StatutoryRequirement,
    /// Anything else.
    Other,
}

impl Role {
    /// Every role, in the order in which a notice usually has them.
    pub const ALL: [Role; 18] = [
        Role::Introduction,
        Role::Services,
        Role::DataCategories,
        Role::SpecialCategory,
        Role::People,
        Role::Purposes,
        Role::LawfulBasis,
        Role::Recipients,
        Role::Source,
        Role::Retention,
        Role::Transfers,
        Role::AutomatedDecisions,
        Role::Security,
        Role::Rights,
        Role::Complaints,
        Role::Contact,
        Role::StatutoryRequirement,
        Role::Other,
    ];

    /// The name in JSON, Markdown and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Introduction => "introduction",
            Role::Services => "services",
            Role::DataCategories => "data-categories",
            Role::SpecialCategory => "special-category",
            Role::People => "people",
            Role::Purposes => "purposes",
            Role::LawfulBasis => "lawful-basis",
            Role::Recipients => "recipients",
            Role::Source => "source",
            Role::Retention => "retention",
            Role::Transfers => "transfers",
            Role::AutomatedDecisions => "automated-decisions",
            Role::Security => "security",
            Role::Rights => "rights",
            Role::Complaints => "complaints",
            Role::Contact => "contact",
            Role::StatutoryRequirement => "statutory-requirement",
            Role::Other => "other",
        }
    }

    /// What officers read as the section type.
    pub const fn label(self) -> &'static str {
        match self {
            Role::Introduction => "Introduction",
            Role::Services => "Services",
            Role::DataCategories => "Information we collect",
            Role::SpecialCategory => "Special category and criminal offence data",
            Role::People => "People it is about",
            Role::Purposes => "What we use it for",
            Role::LawfulBasis => "Lawful basis",
            Role::Recipients => "Who we share it with",
            Role::Source => "Where it comes from",
            Role::Retention => "How long we keep it",
            Role::Transfers => "Transfers abroad",
            Role::AutomatedDecisions => "Automated decisions",
            Role::Security => "How we keep it safe",
            Role::Rights => "Your rights",
            Role::Complaints => "Complaints",
            Role::Contact => "Contact details",
            Role::StatutoryRequirement => "Whether you must give it",
            Role::Other => "Other",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|r| r.name() == name)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Role;

    #[test]
    fn names_match_serde_and_come_back() {
        for role in Role::ALL {
            assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{}\"", role.name()));
            assert_eq!(Role::from_name(role.name()), Some(role));
        }
    }
}
