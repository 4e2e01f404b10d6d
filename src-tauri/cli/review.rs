//! The commands of a review that travels: keys, packs, answers, approvals given elsewhere, consultations.

use crate::arguments::{Because, ConsultationCommand, KeyCommand, RecordApproval, Verdicts};
use crate::print;
use crate::run::Session;
use fairnotice_desk::{
    Clock, CompareFormat, ConsultationReply, ConsultationRow, DeskError, FileKind, NewAnswer, NewComment,
    NewConsultation, NewRecordedApproval, PackPage, Result, ReviewPack, Verdict, keys_of_this_machine, kind_of_file,
    read_sealed, same_place, write_beside,
};
use serde_json::json;
use std::path::Path;

fn own(key: &fairnotice_desk::OwnKey) {
    match (&key.key, &key.fingerprint) {
        (Some(public), Some(fingerprint)) => {
            print::text(&format!("{}: {public}\nfingerprint: {fingerprint}", key.officer));
            if !key.enrolled {
                print::text("Send the key to an administrator, and read the fingerprint out by telephone.");
            }
        }
        _ => print::text(&format!("{} has no key on this computer yet.", key.officer)),
    }
}

/// `fairnotice key …`
pub fn key(session: &Session<'_>, what: &KeyCommand) -> Result<u8> {
    match what {
        KeyCommand::Show { pack: Some(pack) } => {
            let who = session.who().ok_or_else(|| DeskError::usage("which-officer", "Say who you are with --as."))?;
            let pack = ReviewPack::open(&read_sealed(pack)?)?;
            session.say(&pack.own_key(who, keys_of_this_machine(None).as_ref(), true)?, own)
        }
        KeyCommand::Show { pack: None } => {
            let (desk, officer) = session.acting()?;
            session.say(&desk.own_key(officer, true)?, own)
        }
        KeyCommand::List => {
            let keys = session.reading()?.keys()?;
            session.say(&json!({ "keys": keys }), |_| {
                for row in &keys {
                    let state = match (&row.withdrawn_at, &row.expires) {
                        (Some(at), _) => format!("withdrawn {}", at.date_naive()),
                        (None, Some(last)) => format!("until {last}"),
                        (None, None) => "good".to_owned(),
                    };
                    print::text(&format!("{}  {}  {state}", row.fingerprint, row.officer));
                }
            })
        }
        KeyCommand::Enrol { whose, key, fingerprint, expires } => {
            let (mut desk, by) = session.acting()?;
            let row = desk.enrol_key(by, whose, key, fingerprint, *expires)?.value;
            session.say(&row, |r| print::text(&format!("{}  enrolled for {}", r.fingerprint, r.officer)))
        }
        KeyCommand::Withdraw { key, why } => {
            let (mut desk, by) = session.acting()?;
            let row = desk.withdraw_key(by, key, why)?.value;
            session.say(&row, |r| print::text(&format!("{}  withdrawn from {}", r.fingerprint, r.officer)))
        }
    }
}

/// `fairnotice pack NOTICE --out FILE`
pub fn pack(session: &Session<'_>, notice: &str, out: Option<&Path>, pdf: Option<&Path>) -> Result<u8> {
    let (mut desk, officer) = session.acting()?;
    session.say(&desk.pack(officer, notice, out, pdf)?.value, |p| {
        for file in &p.files {
            print::text(&format!("{} version {} [{}]: {file}", p.notice, p.version, p.code));
        }
    })
}

fn page(page: &PackPage) {
    print::text(&format!("{}\n{} version {} [{}]", page.council, page.title, page.version, page.code));
    let note = page.note.as_deref().unwrap_or_default();
    print::text(&format!(
        "{} asked for review on {}: {note}",
        page.submitted_by,
        page.submitted_at.format("%-d %B %Y")
    ));
    for reason in &page.reasons {
        print::text(&format!("  the author on {}: {}", reason.rule, reason.reason));
    }
    match &page.changes {
        Some(changes) => {
            print::text(&format!("Changes against version {}:", page.live.unwrap_or_default()));
            for line in &changes.summary.points {
                print::text(&format!("  {line}"));
            }
        }
        None => print::text("It is the first version."),
    }
    if !page.needs.is_empty() {
        print::text(&format!("An approval needs your own reason for: {}", page.needs.join(", ")));
    }
    for statement in &page.statements {
        print::text(&format!("An approval confirms: {statement}"));
    }
    for comment in &page.comments {
        print::text(&format!("  {}: {}", comment.written_by.as_ref().unwrap_or(&comment.officer), comment.words));
    }
    let names: Vec<&str> = page.reviewers.iter().filter(|r| r.why_not.is_none()).map(|r| r.name.as_str()).collect();
    print::text(&format!("It can be approved by: {}", names.join(", ")));
}

/// `fairnotice open FILE`
pub fn open(session: &Session<'_>, file: &Path) -> Result<u8> {
    match kind_of_file(file)? {
        FileKind::ReviewPack => session.say(&ReviewPack::open(&read_sealed(file)?)?.page()?, page),
        FileKind::Answer => session.say(&session.reading()?.look_at_answer(&read_sealed(file)?)?, |a| {
            let verdict = match a.verdict {
                Verdict::Approve => "approves it",
                Verdict::RequestChanges => "asks for changes",
                Verdict::Comment => "comments",
            };
            print::text(&format!("{} version {} [{}]: {} {verdict}.", a.notice, a.version, a.code, a.reviewer));
            if let Some(words) = &a.words {
                print::text(words);
            }
            print::text(&format!("{} comments; signed with the key {}", a.comments, a.fingerprint));
            for words in [&a.refused, &a.hint, &a.clock].into_iter().flatten() {
                print::text(words);
            }
            if let Some(since) = &a.since {
                print::text("Since then was changed:");
                since.summary.points.iter().for_each(|line| print::text(&format!("  {line}")));
            }
        }),
        FileKind::Register => Err(DeskError::usage("other-kind", "That is a council file.")
            .hint("Name it with --register and give another command.")),
        FileKind::Other => {
            Err(DeskError::failed("other-kind", format!("{} is no file of Fair Notice.", file.display())))
        }
    }
}

/// What `fairnotice answer` was given.
pub struct Answering<'a> {
    /// The pack.
    pub pack: &'a Path,
    /// What is decided.
    pub verdict: &'a Verdicts,
    /// Reasons.
    pub because: &'a Because,
    /// Whether every statement is confirmed.
    pub confirm: bool,
    /// Comments.
    pub comments: &'a [String],
    /// Proposals, as the quoted words and those in their place.
    pub suggestions: &'a [(String, String)],
    /// Where the answer is written.
    pub out: &'a Path,
}

/// `fairnotice answer PACK …`
pub fn answer(session: &Session<'_>, given: &Answering<'_>) -> Result<u8> {
    let who = session.who().ok_or_else(|| DeskError::usage("which-officer", "Say who you are with --as."))?;
    if same_place(given.pack, given.out) {
        return Err(DeskError::failed("file-exists", "The answer would be written over the review pack.")
            .hint("Choose another name."));
    }
    let pack = ReviewPack::open(&read_sealed(given.pack)?)?;
    let (verdict, words) = match (given.verdict.approve, &given.verdict.request_changes) {
        (true, _) => (Verdict::Approve, String::new()),
        (false, Some(reason)) => (Verdict::RequestChanges, reason.clone()),
        (false, None) => (Verdict::Comment, String::new()),
    };
    let comments = given
        .comments
        .iter()
        .map(|words| NewComment { words: words.clone(), ..NewComment::default() })
        .chain(given.suggestions.iter().map(|(quote, instead)| NewComment {
            quote: Some(quote.clone()),
            instead: Some(instead.clone()),
            ..NewComment::default()
        }))
        .collect();
    let new = NewAnswer {
        reviewer: who.to_owned(),
        verdict: Some(verdict),
        words,
        reasons: given.because.because.clone(),
        confirmed: if given.confirm { pack.page()?.statements } else { Vec::new() },
        comments,
    };
    let bytes = pack.answer(&new, keys_of_this_machine(None).as_ref(), Clock::Machine.now().at)?;
    write_beside(given.out, &bytes)?;
    let key = pack.own_key(who, keys_of_this_machine(None).as_ref(), false)?;
    session.say(
        &json!({ "file": given.out, "verdict": verdict, "fingerprint": key.fingerprint, "key": key.key }),
        |_| {
            print::text(&format!("{}: send it to who sent the review pack.", given.out.display()));
            print::text(&format!("Signed with the key {}", key.fingerprint.as_deref().unwrap_or_default()));
        },
    )
}

/// `fairnotice take-answer FILE`
pub fn take(session: &Session<'_>, file: &Path, comments_only: bool) -> Result<u8> {
    let (mut desk, officer) = session.acting()?;
    session.say(&desk.take_answer(officer, &read_sealed(file)?, comments_only)?.value, |t| {
        print::text(&format!(
            "{} version {}: {}. {} comments of {} added.",
            t.version.notice, t.version.version, t.version.state, t.comments, t.reviewer
        ));
    })
}

/// `fairnotice record-approval NOTICE …`
pub fn record(session: &Session<'_>, given: &RecordApproval) -> Result<u8> {
    let (mut desk, officer) = session.acting()?;
    let new = NewRecordedApproval {
        digest: given.digest.clone(),
        who: given.who.clone(),
        post: given.post.clone(),
        on: given.on,
        how: given.how.clone(),
    };
    session.stands(&desk.record_approval(officer, &given.notice, &new, given.attach.as_deref())?.value)
}

/// `fairnotice merge NOTICE --from FILE`
pub fn merge_word(
    session: &Session<'_>,
    notice: &str,
    file: &Path,
    by: Option<&str>,
    post: Option<&str>,
) -> Result<u8> {
    let (mut desk, officer) = session.acting()?;
    session.say(&desk.merge_word(officer, notice, file, by, post)?.value, |m| {
        print::text(&format!(
            "{} version {}: {} suggestions and {} comments of {}.",
            m.notice, m.version, m.suggestions, m.comments, m.by
        ));
        m.notes.iter().for_each(|note| print::text(note));
    })
}

/// `fairnotice export NOTICE --docx FILE --changes`
pub fn tracked(session: &Session<'_>, notice: &str, file: &Path) -> Result<u8> {
    let desk = session.reading()?;
    let changes = desk.changes_since_live(notice)?.ok_or_else(|| {
        DeskError::failed("no-live-version", "No version of it is live, so there is nothing to show changes against.")
            .hint("Leave --changes out for the plain Word file.")
    })?;
    write_beside(file, &changes.shown(CompareFormat::Docx)?)?;
    session.say(&json!({ "files": [file] }), |_| print::text(&file.display().to_string()))
}

fn asked(row: &ConsultationRow) {
    let stands = match (&row.answer, row.overdue) {
        (Some(answer), _) => format!("{answer} ({})", row.answered_on.map(|d| d.to_string()).unwrap_or_default()),
        (None, true) => "overdue".to_owned(),
        (None, false) => "waited for".to_owned(),
    };
    let due = row.due.map(|d| format!(", due {d}")).unwrap_or_default();
    print::text(&format!(
        "{}  {} ({}) v{} [{}] sent {}{due}: {stands}",
        row.id,
        row.to,
        row.how,
        row.version,
        row.code,
        row.sent_at.date_naive()
    ));
}

/// `fairnotice consultation …`
pub fn consultation(session: &Session<'_>, what: &ConsultationCommand) -> Result<u8> {
    match what {
        ConsultationCommand::List { notice } => {
            let rows = session.reading()?.consultations(notice)?;
            session.say(&json!({ "consultations": rows }), |_| rows.iter().for_each(asked))
        }
        ConsultationCommand::Print { notice, pdf } => {
            session.reading()?.consultation_record(notice, pdf)?;
            session.say(&json!({ "files": [pdf] }), |_| print::text(&pdf.display().to_string()))
        }
        ConsultationCommand::Send { notice, to, post, how, due } => {
            let (mut desk, officer) = session.acting()?;
            let new = NewConsultation { to: to.clone(), post: post.clone(), how: how.clone(), due: *due };
            session.say(&desk.consult(officer, notice, &new)?.value, asked)
        }
        ConsultationCommand::Remind { notice, who } => {
            let (mut desk, officer) = session.acting()?;
            session.say(&desk.remind(officer, notice, who)?.value, asked)
        }
        ConsultationCommand::Answer { notice, who, no_comment, late, words, on, attach } => {
            let (mut desk, officer) = session.acting()?;
            let what = match (no_comment, late) {
                (true, _) => "no-comment",
                (false, true) => "late",
                (false, false) => "comments",
            };
            let on = on.unwrap_or_else(|| Clock::Machine.now().day);
            let reply = ConsultationReply { what: what.to_owned(), words: words.clone(), on };
            session.say(&desk.record_reply(officer, notice, who, &reply, attach.as_deref())?.value, asked)
        }
    }
}
