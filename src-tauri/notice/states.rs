//! The states of a version and the one table that says which act leads where.
//!
//! The desk asks this table and nothing else; the diagram in the documentation is made from it.

use crate::officer::Permission;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Where a version stands. The names are a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written.
    Drafting,
    /// Waiting for a second person.
    InReview,
    /// Approved, and not yet live; perhaps with a day from which it shall be.
    Approved,
    /// Published.
    Live,
    /// Was live until the next version.
    Superseded,
    /// Was live and was taken down.
    Withdrawn,
    /// Never published, dropped by its author, kept for the journal.
    Discarded,
    /// Published before Fair Notice: live or past, never approved here.
    Recorded,
}

impl State {
    /// Every state.
    pub const ALL: [State; 8] = [
        State::Drafting,
        State::InReview,
        State::Approved,
        State::Live,
        State::Superseded,
        State::Withdrawn,
        State::Discarded,
        State::Recorded,
    ];

    /// The name in JSON and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            State::Drafting => "drafting",
            State::InReview => "in-review",
            State::Approved => "approved",
            State::Live => "live",
            State::Superseded => "superseded",
            State::Withdrawn => "withdrawn",
            State::Discarded => "discarded",
            State::Recorded => "recorded",
        }
    }

    /// What officers read.
    pub const fn label(self) -> &'static str {
        match self {
            State::Drafting => "Drafting",
            State::InReview => "In review",
            State::Approved => "Approved",
            State::Live => "Live",
            State::Superseded => "Superseded",
            State::Withdrawn => "Taken down",
            State::Discarded => "Discarded",
            State::Recorded => "Recorded",
        }
    }

    /// The state of that name.
    pub fn from_name(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|s| s.name() == name)
    }

    /// Whether the version is on its way to publication. At most one version of a notice is.
    pub const fn is_open(self) -> bool {
        match self {
            State::Drafting | State::InReview | State::Approved => true,
            State::Live | State::Superseded | State::Withdrawn | State::Discarded | State::Recorded => false,
        }
    }

    /// Whether the text was approved here and has not been touched since.
    pub const fn was_approved(self) -> bool {
        match self {
            State::Approved | State::Live | State::Superseded | State::Withdrawn => true,
            State::Drafting | State::InReview | State::Discarded | State::Recorded => false,
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What can be done to a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Change the words.
    Edit,
    /// Ask for review.
    Submit,
    /// Take back what was submitted.
    Recall,
    /// Send back with a reason.
    RequestChanges,
    /// Approve exactly this text.
    Approve,
    /// Make it live now.
    Publish,
    /// Make it live on a later day.
    Schedule,
    /// The day has come.
    Activate,
    /// The next version has taken its place.
    Supersede,
    /// Take it down.
    Withdraw,
    /// Drop the draft.
    Discard,
}

impl Action {
    /// Every action.
    pub const ALL: [Action; 11] = [
        Action::Edit,
        Action::Submit,
        Action::Recall,
        Action::RequestChanges,
        Action::Approve,
        Action::Publish,
        Action::Schedule,
        Action::Activate,
        Action::Supersede,
        Action::Withdraw,
        Action::Discard,
    ];

    /// The name in JSON, in decisions and in events.
    pub const fn name(self) -> &'static str {
        match self {
            Action::Edit => "edit",
            Action::Submit => "submit",
            Action::Recall => "recall",
            Action::RequestChanges => "request-changes",
            Action::Approve => "approve",
            Action::Publish => "publish",
            Action::Schedule => "schedule",
            Action::Activate => "activate",
            Action::Supersede => "supersede",
            Action::Withdraw => "withdraw",
            Action::Discard => "discard",
        }
    }

    /// The action of that name.
    pub fn from_name(name: &str) -> Option<Action> {
        Action::ALL.into_iter().find(|a| a.name() == name)
    }

    /// What officers read on the button.
    pub const fn label(self) -> &'static str {
        match self {
            Action::Edit => "Edit",
            Action::Submit => "Ask for review",
            Action::Recall => "Take back",
            Action::RequestChanges => "Ask for changes",
            Action::Approve => "Approve",
            Action::Publish => "Publish",
            Action::Schedule => "Publish on a later day",
            Action::Activate => "Goes live",
            Action::Supersede => "Is superseded",
            Action::Withdraw => "Take down",
            Action::Discard => "Discard the draft",
        }
    }

    /// What stands in a history once it was done.
    pub const fn done(self) -> &'static str {
        match self {
            Action::Edit => "Opened for editing",
            Action::Submit => "Asked for review",
            Action::Recall => "Taken back",
            Action::RequestChanges => "Asked for changes",
            Action::Approve => "Approved",
            Action::Publish => "Published",
            Action::Schedule => "Set to go live on a day",
            Action::Activate => "Went live",
            Action::Supersede => "Superseded",
            Action::Withdraw => "Taken down",
            Action::Discard => "Discarded",
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What an act needs beside the state and the permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Every rule with a `block` finding is mended or has the author's reason.
    AuthorsReasons,
    /// Every rule with a `block` or `explain` finding has the approver's own reason.
    ApproversReasons,
    /// No revision of the version is the acting officer's.
    NoOwnRevision,
    /// A revision of the version, or its submission, is the acting officer's.
    OwnRevision,
    /// A reason in words.
    Reason,
    /// The text is, byte for byte, that of the approved digest.
    ApprovedText,
    /// The effective day has come.
    DayHasCome,
}

impl Need {
    /// The need in words, for the documentation.
    pub const fn label(self) -> &'static str {
        match self {
            Need::AuthorsReasons => "blocking findings mended or reasoned",
            Need::ApproversReasons => "approver's reasons",
            Need::NoOwnRevision => "no revision of one's own",
            Need::OwnRevision => "a revision of one's own",
            Need::Reason => "a reason",
            Need::ApprovedText => "the text is the approved one",
            Need::DayHasCome => "the day has come",
        }
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The state before.
    pub from: State,
    /// The act.
    pub action: Action,
    /// The state after.
    pub to: State,
    /// The permission the officer needs; `None` when Fair Notice itself acts.
    pub permission: Option<Permission>,
    /// What else it needs.
    pub needs: &'static [Need],
}

const fn row(
    from: State,
    action: Action,
    to: State,
    permission: Option<Permission>,
    needs: &'static [Need],
) -> Transition {
    Transition { from, action, to, permission, needs }
}

const AUTHOR: Option<Permission> = Some(Permission::Author);
const REVIEWER: Option<Permission> = Some(Permission::Reviewer);
const PUBLISHER: Option<Permission> = Some(Permission::Publisher);

/// The transition table: all that can happen to a version.
pub const TRANSITIONS: &[Transition] = &[
    row(State::Drafting, Action::Edit, State::Drafting, AUTHOR, &[]),
    row(State::Drafting, Action::Submit, State::InReview, AUTHOR, &[Need::AuthorsReasons]),
    row(State::Drafting, Action::Discard, State::Discarded, AUTHOR, &[]),
    row(State::InReview, Action::Recall, State::Drafting, AUTHOR, &[Need::OwnRevision]),
    row(State::InReview, Action::RequestChanges, State::Drafting, REVIEWER, &[Need::Reason]),
    row(State::InReview, Action::Approve, State::Approved, REVIEWER, &[Need::NoOwnRevision, Need::ApproversReasons]),
    row(State::Approved, Action::Edit, State::Drafting, AUTHOR, &[]),
    row(State::Approved, Action::Publish, State::Live, PUBLISHER, &[Need::ApprovedText]),
    row(State::Approved, Action::Schedule, State::Approved, PUBLISHER, &[Need::ApprovedText]),
    row(State::Approved, Action::Activate, State::Live, None, &[Need::ApprovedText, Need::DayHasCome]),
    row(State::Live, Action::Supersede, State::Superseded, None, &[]),
    row(State::Live, Action::Withdraw, State::Withdrawn, PUBLISHER, &[Need::Reason]),
    // A recorded edition stays one for ever: live while it has no end, past afterwards.
    row(State::Recorded, Action::Supersede, State::Recorded, None, &[]),
    row(State::Recorded, Action::Withdraw, State::Recorded, PUBLISHER, &[Need::Reason]),
];

/// The row for an act in a state; `None` when the act is not possible there.
pub fn transition(from: State, action: Action) -> Option<&'static Transition> {
    TRANSITIONS.iter().find(|t| t.from == from && t.action == action)
}

/// Why an act is not possible in a state, in an officer's words, and what to do instead.
pub fn why_not(from: State, action: Action) -> &'static str {
    match (from, action) {
        (State::InReview, Action::Edit | Action::Submit | Action::Discard) => {
            "it is in review; take it back first, then change it"
        }
        (State::Drafting, Action::Approve | Action::RequestChanges | Action::Recall) => {
            "it is still being drafted; ask for review first"
        }
        (State::Drafting | State::InReview, Action::Publish | Action::Schedule) => {
            "it is not approved; only an approved version can be published"
        }
        (State::Approved, Action::Submit | Action::Approve | Action::RequestChanges | Action::Recall) => {
            "it is already approved; an edit opens it again"
        }
        (State::Approved, Action::Discard) => "it is approved; an edit opens it again, then it can be discarded",
        (State::Drafting | State::InReview | State::Approved, Action::Withdraw | Action::Supersede) => {
            "this version is not live"
        }
        (State::Live | State::Recorded, _) => "it is live; start a new version to change it",
        (State::Superseded | State::Withdrawn | State::Discarded, _) => {
            "its time is over; start a new version to go on"
        }
        (State::Drafting | State::InReview | State::Approved, _) => "that is not possible now",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every state × action × permission has one answer: a row of the table, or a sentence that says why not.
    #[test]
    fn every_state_action_and_permission_has_an_answer() {
        let mut allowed = 0;
        for state in State::ALL {
            for action in Action::ALL {
                let rows = TRANSITIONS.iter().filter(|t| t.from == state && t.action == action).count();
                assert!(rows <= 1, "{state} {action} stands twice in the table");
                match transition(state, action) {
                    Some(found) => {
                        for permission in Permission::ALL {
                            allowed += usize::from(found.permission == Some(permission));
                        }
                    }
                    None => assert!(!why_not(state, action).is_empty()),
                }
            }
        }
        let by_officers = TRANSITIONS.iter().filter(|t| t.permission.is_some()).count();
        assert_eq!(allowed, by_officers, "each officer's act is one permission's");
    }

    /// From every open state publication and discarding can be reached; from every live state the end can.
    #[test]
    fn no_open_state_is_a_dead_end() {
        let reach = |from: State| {
            let mut seen = vec![from];
            let mut i = 0;
            while i < seen.len() {
                let here = seen[i];
                for t in TRANSITIONS.iter().filter(|t| t.from == here) {
                    if !seen.contains(&t.to) {
                        seen.push(t.to);
                    }
                }
                i += 1;
            }
            seen
        };
        for state in State::ALL.into_iter().filter(|s| s.is_open()) {
            let seen = reach(state);
            for goal in [State::Live, State::Discarded, State::Drafting] {
                assert!(seen.contains(&goal), "{goal} can't be reached from {state}");
            }
        }
        assert!(reach(State::Live).contains(&State::Superseded));
        // What was recorded stays recorded, live or past.
        assert_eq!(reach(State::Recorded), [State::Recorded]);
    }

    #[test]
    fn four_eyes_stand_in_the_table() {
        for t in TRANSITIONS.iter().filter(|t| t.to == State::Approved && t.from != State::Approved) {
            assert!(t.needs.contains(&Need::NoOwnRevision), "an approval without four eyes: {t:?}");
        }
        for t in TRANSITIONS.iter().filter(|t| t.to == State::Live) {
            assert!(t.needs.contains(&Need::ApprovedText), "publication of unapproved words: {t:?}");
        }
    }

    #[test]
    fn names_come_back() {
        for state in State::ALL {
            assert_eq!(State::from_name(state.name()), Some(state));
            assert_eq!(serde_json::to_string(&state).unwrap(), format!("\"{state}\""));
        }
        for action in Action::ALL {
            assert_eq!(Action::from_name(action.name()), Some(action));
        }
    }
}
