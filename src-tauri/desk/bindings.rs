//! The window's types, made from the desk's: `ui/src/lib/backend/types.ts`.

use crate::*;
use std::fmt::Write;
use ts_rs::{Config, TS};

/// The text of `types.ts`. A test compares it with the file, so that window and desk can't drift apart.
pub fn typescript() -> String {
    let config = Config::default();
    let mut text = String::from(
        "// Made by `cargo xtask bindings` from src-tauri/desk; do not edit.\n\
         import type {\n  Block,\n  Content,\n  FieldKind,\n  Mend,\n  Organisation,\n  Readability,\n  Redline,\n  Role,\n  Severity,\n  \
         State,\n  Summary,\n} from \"./model\";\n\n\
         /** A value and what changed. */\nexport type Outcome<T> = { value: T; changed: Changed[] };\n\
         \n/** Two texts and what changed between them. */\n\
         export type Comparison = Redline & { old: string; new: string; summary: Summary };\n",
    );
    macro_rules! declare {
        ($($name:ty),+ $(,)?) => {$(
            let _ = write!(text, "\n{}export {}\n", docs::<$name>(&config), <$name>::decl(&config));
        )+};
    }
    declare!(
        Changed,
        OfficerView,
        PostHolder,
        DirectorateView,
        EditedDirectorate,
        OrganisationPage,
        KeptPicture,
        OpenVersion,
        NoticeRow,
        NoticeList,
        ActionView,
        VersionRow,
        RevisionRow,
        DecisionRow,
        ReasonView,
        CommentRow,
        CommentAnswerRow,
        NewComment,
        SignatureView,
        RecordedApproval,
        NewRecordedApproval,
        KeyRow,
        OwnKey,
        Reviewer,
        Packed,
        PackPage,
        Verdict,
        NewAnswer,
        AnswerPage,
        TakenAnswer,
        NewConsultation,
        ConsultationReply,
        ConsultationRow,
        WaitingFor,
        WordMerge,
        Evidence,
        OnlineRow,
        PlaceView,
        FindingView,
        MendView,
        SeverityCounts,
        CheckReport,
        DismissedView,
        MatrixRow,
        MatrixCell,
        Dismissed,
        Sweep,
        SweptNotice,
        SweptRule,
        LawChange,
        Activity,
        ProcessingPage,
        Columns,
        GuidanceView,
        VocabularyTerm,
        PreparedWording,
        WordingView,
        TemplateView,
        NewOfficer,
        NewDirectorate,
        NewNotice,
        DraftPage,
        VariableView,
        DraftMerge,
        ConflictView,
        rescue::Rescued,
        DetailsPage,
        ParentChoice,
        NoticeDetails,
        Saved,
        Submitted,
        GivenReason,
        Imported,
        Reading,
        FactRow,
        ProposalRow,
        Repaired,
        RecordedFacts,
        ImportReport,
        FileReport,
        ImportPreview,
        PreviewSection,
        PreviewField,
        import::SectionView,
        import::FieldView,
        HistoryPage,
        LiveOn,
        journal::JournalRow,
        JournalPage,
        SearchHit,
        Exported,
        ExportForms,
        ExportAll,
        Progress,
        Preview,
        BackedUp,
        Answer,
        Verification,
        Inspection,
    );
    text
}

fn docs<T: TS>(_config: &Config) -> String {
    T::docs().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_windows_types_are_the_desks() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/lib/backend/types.ts");
        let stored = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        assert!(stored == super::typescript(), "types.ts is not what the desk shows: run `cargo xtask bindings`");
    }
}
