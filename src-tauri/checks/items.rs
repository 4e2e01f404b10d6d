//! What the law asks of a notice, item by item: the rows of the completeness matrix.

use fairnotice_notice::Role;
use serde::Serialize;

/// An item that Articles 13 and 14, or a rule they rest on, ask for. Each has its articles in the law file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Item {
    /// Who the controller is, and how to reach it.
    Controller,
    /// Who answers where two organisations work together.
    JointControllers,
    /// How to reach the data protection officer.
    DataProtectionOfficer,
    /// What the information is used for.
    Purposes,
    /// What makes each use lawful.
    LawfulBasis,
    /// The law behind a legal obligation or a public task.
    LawReliedOn,
    /// The interests behind legitimate interests.
    LegitimateInterests,
    /// That consent can be withdrawn, and how.
    ConsentWithdrawal,
    /// The condition for special category data.
    SpecialCategory,
    /// What allows the use of criminal offence data.
    CriminalOffences,
    /// What information is used.
    DataCategories,
    /// Where it comes from.
    Source,
    /// Who receives it.
    Recipients,
    /// Whether it leaves the country.
    Transfers,
    /// How long it is kept.
    Retention,
    /// People's rights.
    Rights,
    /// The right to object, apart from the others.
    Objection,
    /// The right to complain to the council.
    ComplaintController,
    /// The right to complain to the Information Commission.
    ComplaintCommission,
    /// Whether people must give the information.
    StatutoryRequirement,
    /// Whether decisions are made by automated means.
    AutomatedDecisions,
}

impl Item {
    /// Every item, in the order in which the matrix shows them.
    pub const ALL: [Item; 21] = [
        Item::Controller,
        Item::JointControllers,
        Item::DataProtectionOfficer,
        Item::Purposes,
        Item::LawfulBasis,
        Item::LawReliedOn,
        Item::LegitimateInterests,
        Item::ConsentWithdrawal,
        Item::SpecialCategory,
        Item::CriminalOffences,
        Item::DataCategories,
        Item::Source,
        Item::Recipients,
        Item::Transfers,
        Item::Retention,
        Item::Rights,
        Item::Objection,
        Item::ComplaintController,
        Item::ComplaintCommission,
        Item::StatutoryRequirement,
        Item::AutomatedDecisions,
    ];

    /// Asked only of a notice that gives cause for it, so that a notice above can't answer it for one that does not.
    pub(crate) const fn depends(self) -> bool {
        match self {
            Item::JointControllers
            | Item::LawReliedOn
            | Item::LegitimateInterests
            | Item::ConsentWithdrawal
            | Item::SpecialCategory
            | Item::CriminalOffences => true,
            Item::Controller
            | Item::DataProtectionOfficer
            | Item::Purposes
            | Item::LawfulBasis
            | Item::DataCategories
            | Item::Source
            | Item::Recipients
            | Item::Transfers
            | Item::Retention
            | Item::Rights
            | Item::Objection
            | Item::ComplaintController
            | Item::ComplaintCommission
            | Item::StatutoryRequirement
            | Item::AutomatedDecisions => false,
        }
    }

    /// What a field means that is about it, where there is one such meaning.
    pub(crate) const fn role(self) -> Option<Role> {
        match self {
            Item::Purposes => Some(Role::Purposes),
            Item::LawfulBasis | Item::LawReliedOn | Item::LegitimateInterests => Some(Role::LawfulBasis),
            Item::DataCategories => Some(Role::DataCategories),
            Item::Source => Some(Role::Source),
            Item::Recipients => Some(Role::Recipients),
            Item::Transfers => Some(Role::Transfers),
            Item::Retention => Some(Role::Retention),
            Item::Rights | Item::Objection => Some(Role::Rights),
            Item::ComplaintController | Item::ComplaintCommission => Some(Role::Complaints),
            Item::StatutoryRequirement => Some(Role::StatutoryRequirement),
            Item::AutomatedDecisions => Some(Role::AutomatedDecisions),
            Item::Controller
            | Item::JointControllers
            | Item::DataProtectionOfficer
            | Item::ConsentWithdrawal
            | Item::SpecialCategory
            | Item::CriminalOffences => None,
        }
    }

    /// Its id, which is that of its duty in the law file.
    pub const fn id(self) -> &'static str {
        match self {
            Item::Controller => "controller",
            Item::JointControllers => "joint-controllers",
            Item::DataProtectionOfficer => "data-protection-officer",
            Item::Purposes => "purposes",
            Item::LawfulBasis => "lawful-basis",
            Item::LawReliedOn => "law-relied-on",
            Item::LegitimateInterests => "legitimate-interests",
            Item::ConsentWithdrawal => "consent-withdrawal",
            Item::SpecialCategory => "special-category",
            Item::CriminalOffences => "criminal-offences",
            Item::DataCategories => "data-categories",
            Item::Source => "source",
            Item::Recipients => "recipients",
            Item::Transfers => "transfers",
            Item::Retention => "retention",
            Item::Rights => "rights",
            Item::Objection => "objection",
            Item::ComplaintController => "complaint-controller",
            Item::ComplaintCommission => "complaint-commission",
            Item::StatutoryRequirement => "statutory-requirement",
            Item::AutomatedDecisions => "automated-decisions",
        }
    }
}
