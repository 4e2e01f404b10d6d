//! Commands of a review that travels: packs and answers, keys, approvals given elsewhere, consultations.

use crate::choose::{Choice, choose};
use crate::commands::{day, own_folder, stopped};
use crate::session::{HeldFile, Session};
use fairnotice_desk::{
    AnswerPage, Clock, ConsultationReply, ConsultationRow, DeskError, Evidence, EvidenceRequest, FileKind, KeyRow,
    NewAnswer, NewConsultation, NewRecordedApproval, Outcome, OwnKey, PackPage, Packed, Result, ReviewPack, Submitted,
    TakenAnswer, WaitingFor, WordMerge, answer_draft, keys_of_this_machine, kind_of_file, read_sealed, same_place,
    write_beside,
};
use serde::Serialize;
use std::path::PathBuf;
use tauri::{State, WebviewWindow};

type Here<'a> = State<'a, Session>;

/// A file that came from another computer, opened.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Travelled {
    /// A version to be reviewed.
    ReviewPack {
        /// Where it is held.
        place: usize,
        /// What it holds.
        page: Box<PackPage>,
        /// What was written of the answer before.
        begun: Option<NewAnswer>,
    },
    /// A reviewer's answer.
    Answer {
        /// Where it is held.
        place: usize,
        /// What it says.
        page: Box<AnswerPage>,
    },
    /// Something else, by its kind.
    Other {
        /// What it is.
        of: FileKind,
    },
}

/// The review pack that is held there.
async fn pack_at(session: &Session, place: usize) -> Result<ReviewPack> {
    let path = session.held(place)?;
    blocking(move || ReviewPack::open(&read_sealed(&path)?)).await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tauri::async_runtime::spawn_blocking(work).await.map_err(stopped)?
}

/// The file with which the window was opened, when it came from another computer.
#[tauri::command]
pub async fn arrived(session: Here<'_>) -> Result<Option<HeldFile>> {
    Ok(session.arrived())
}

/// Lets the officer choose a review pack or an answer.
#[tauri::command]
pub async fn choose_travelled(window: WebviewWindow, session: Here<'_>) -> Result<Option<HeldFile>> {
    let Some(path) = choose(&window, Choice::Register).await? else { return Ok(None) };
    Ok(session.hold(vec![path]).into_iter().next())
}

/// Opens a held file that came from another computer.
#[tauri::command]
pub async fn open_travelled(window: WebviewWindow, session: Here<'_>, place: usize) -> Result<Travelled> {
    let path = session.held(place)?;
    match kind_of_file(&path)? {
        FileKind::ReviewPack => {
            let folder = own_folder()?;
            blocking(move || {
                let page = Box::new(ReviewPack::open(&read_sealed(&path)?)?.page()?);
                let begun = answer_draft::kept(&folder, &page.sha256)?;
                Ok(Travelled::ReviewPack { place, page, begun })
            })
            .await
        }
        FileKind::Answer => {
            let page = session.read(&window, move |desk| desk.look_at_answer(&read_sealed(&path)?)).await?;
            Ok(Travelled::Answer { place, page: Box::new(page) })
        }
        of @ (FileKind::Register | FileKind::Other) => Ok(Travelled::Other { of }),
    }
}

/// Keeps what is written so far of an answer.
#[tauri::command]
pub async fn keep_answer(session: Here<'_>, place: usize, answer: NewAnswer) -> Result<()> {
    let (path, folder) = (session.held(place)?, own_folder()?);
    blocking(move || {
        let page = ReviewPack::open(&read_sealed(&path)?)?;
        answer_draft::keep(&folder, page.sha256(), &answer)
    })
    .await
}

/// The key of one of a pack's reviewers on this computer.
#[tauri::command]
pub async fn pack_key(session: Here<'_>, place: usize, who: String, make: bool) -> Result<OwnKey> {
    let pack = pack_at(&session, place).await?;
    let passphrase = session.passphrase();
    blocking(move || pack.own_key(&who, keys_of_this_machine(passphrase.as_deref()).as_ref(), make)).await
}

/// Signs an answer and writes it where the reviewer says. Where, or null.
#[tauri::command]
pub async fn answer_pack(
    window: WebviewWindow,
    session: Here<'_>,
    place: usize,
    answer: NewAnswer,
) -> Result<Option<PathBuf>> {
    let pack = pack_at(&session, place).await?;
    let passphrase = session.passphrase();
    let name = pack.answer_name();
    let now = Clock::Machine.now().at;
    let bytes =
        blocking(move || pack.answer(&answer, keys_of_this_machine(passphrase.as_deref()).as_ref(), now)).await?;
    let Some(to) = choose(&window, Choice::NewRegister(name)).await? else { return Ok(None) };
    if same_place(&to, &session.held(place)?) {
        return Err(DeskError::failed("file-exists", "The answer would be written over the review pack.")
            .hint("Choose another name."));
    }
    let path = to.clone();
    blocking(move || write_beside(&path, &bytes)).await?;
    if let Some(folder) = to.parent() {
        session.writes(folder);
    }
    Ok(Some(to))
}

/// Takes a reviewer's answer in.
#[tauri::command]
pub async fn take_answer(
    window: WebviewWindow,
    session: Here<'_>,
    place: usize,
    comments_only: bool,
) -> Result<Outcome<TakenAnswer>> {
    let path = session.held(place)?;
    session.change(&window, move |desk, by| desk.take_answer(by, &read_sealed(&path)?, comments_only)).await
}

/// Writes a review pack where the officer says. What was written, or null.
#[tauri::command]
pub async fn pack(window: WebviewWindow, session: Here<'_>, notice: String) -> Result<Option<Outcome<Packed>>> {
    let name = format!("{notice}-review.fairnotice");
    let Some(to) = choose(&window, Choice::NewRegister(name)).await? else { return Ok(None) };
    if let Some(folder) = to.parent() {
        session.writes(folder);
    }
    session.change(&window, move |desk, by| desk.pack(by, &notice, Some(&to), None)).await.map(Some)
}

/// Writes a reading copy of the version in review, for somebody who has no Fair Notice. What was written, or null.
#[tauri::command]
pub async fn reading_copy(window: WebviewWindow, session: Here<'_>, notice: String) -> Result<Option<Outcome<Packed>>> {
    let Some(to) = choose(&window, Choice::NewFile(format!("{notice}-for-review.pdf"))).await? else { return Ok(None) };
    if let Some(folder) = to.parent() {
        session.writes(folder);
    }
    session.change(&window, move |desk, by| desk.pack(by, &notice, None, Some(&to))).await.map(Some)
}

/// Brings a Word file back that a colleague has changed. What came of it, or null.
#[tauri::command]
pub async fn merge_word(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    who: Option<String>,
    post: Option<String>,
) -> Result<Option<Outcome<WordMerge>>> {
    let Some(file) = choose(&window, Choice::Any).await? else { return Ok(None) };
    let merged =
        session.change(&window, move |desk, by| desk.merge_word(by, &notice, &file, who.as_deref(), post.as_deref()));
    merged.await.map(Some)
}

/// Writes the evidence of what was live on a day: a PDF and a zip, in the folder that the officer chooses.
#[tauri::command]
pub async fn evidence(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    date: String,
    public: bool,
) -> Result<Option<Evidence>> {
    let date = day(&date)?;
    let Some(folder) = choose(&window, Choice::Folder).await? else { return Ok(None) };
    session.writes(&folder);
    let name = format!("{notice}-{date}{}", if public { "-public" } else { "" });
    let request = EvidenceRequest {
        pdf: Some(folder.join(format!("{name}-evidence.pdf"))),
        zip: Some(folder.join(format!("{name}-evidence.zip"))),
        public,
    };
    let edge = session.edge(&window).await?;
    edge.read_aside(move |desk| desk.evidence(&notice, date, &request)).await.map(Some)
}

/// Lets the officer choose a file to be kept as evidence.
#[tauri::command]
pub async fn choose_evidence(window: WebviewWindow, session: Here<'_>) -> Result<Option<HeldFile>> {
    let Some(path) = choose(&window, Choice::Any).await? else { return Ok(None) };
    Ok(session.hold(vec![path]).into_iter().next())
}

/// Records an approval that was given elsewhere.
#[tauri::command]
pub async fn record_approval(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    approval: NewRecordedApproval,
    attach: Option<usize>,
) -> Result<Outcome<Submitted>> {
    let attach = attach.map(|place| session.held(place)).transpose()?;
    session.change(&window, move |desk, by| desk.record_approval(by, &notice, &approval, attach.as_deref())).await
}

/// Everybody who was asked about a notice.
#[tauri::command]
pub async fn consultations(window: WebviewWindow, session: Here<'_>, notice: String) -> Result<Vec<ConsultationRow>> {
    session.read(&window, move |desk| desk.consultations(&notice)).await
}

#[tauri::command]
pub async fn consult(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    new: NewConsultation,
) -> Result<Outcome<ConsultationRow>> {
    session.change(&window, move |desk, by| desk.consult(by, &notice, &new)).await
}

#[tauri::command]
pub async fn remind(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    id: String,
) -> Result<Outcome<ConsultationRow>> {
    session.change(&window, move |desk, by| desk.remind(by, &notice, &id)).await
}

#[tauri::command]
pub async fn record_reply(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    id: String,
    reply: ConsultationReply,
    attach: Option<usize>,
) -> Result<Outcome<ConsultationRow>> {
    let attach = attach.map(|place| session.held(place)).transpose()?;
    session.change(&window, move |desk, by| desk.record_reply(by, &notice, &id, &reply, attach.as_deref())).await
}

/// Writes who was asked and what came of it as a PDF. Where, or null.
#[tauri::command]
pub async fn consultation_record(window: WebviewWindow, session: Here<'_>, notice: String) -> Result<Option<PathBuf>> {
    let name = format!("{notice}-consultation.pdf");
    let Some(to) = choose(&window, Choice::NewFile(name)).await? else { return Ok(None) };
    let path = to.clone();
    session.read(&window, move |desk| desk.consultation_record(&notice, &path)).await?;
    if let Some(folder) = to.parent() {
        session.writes(folder);
    }
    Ok(Some(to))
}

/// What waits for whom.
#[tauri::command]
pub async fn waiting_for(window: WebviewWindow, session: Here<'_>) -> Result<Vec<WaitingFor>> {
    session.edge(&window).await?.read_aside(|desk| desk.waiting_for()).await
}

/// Every key that was enrolled.
#[tauri::command]
pub async fn keys(window: WebviewWindow, session: Here<'_>) -> Result<Vec<KeyRow>> {
    session.read(&window, |desk| desk.keys()).await
}

/// The acting officer's own key on this computer.
#[tauri::command]
pub async fn own_key(window: WebviewWindow, session: Here<'_>, make: bool) -> Result<OwnKey> {
    let officer = session.officer(&window).await?;
    session.edge(&window).await?.change(move |desk| desk.own_key(officer, make)).await
}

/// Takes the passphrase that opens the keys of this computer; kept in memory until Fair Notice is closed.
#[tauri::command]
pub async fn unlock_keys(
    window: WebviewWindow,
    session: Here<'_>,
    passphrase: String,
    who: Option<String>,
) -> Result<()> {
    // One that does not open the key is not kept in the place of one that does.
    let who = match who {
        Some(who) => Some(who),
        None => session.officer(&window).await.ok().map(|officer| officer.to_string()),
    };
    let tried = passphrase.clone();
    blocking(move || match (who, keys_of_this_machine(Some(&tried))) {
        (Some(who), Some(keys)) => keys.find(&who).map(|_| ()).map_err(DeskError::from),
        (_, _) => Ok(()),
    })
    .await?;
    session.unlock(passphrase);
    let passphrase = session.passphrase();
    if let Ok(edge) = session.edge(&window).await {
        edge.change(move |desk| {
            desk.set_keys(keys_of_this_machine(passphrase.as_deref()));
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tauri::command]
pub async fn enrol_key(
    window: WebviewWindow,
    session: Here<'_>,
    officer: String,
    key: String,
    fingerprint: String,
) -> Result<Outcome<KeyRow>> {
    session.change(&window, move |desk, by| desk.enrol_key(by, &officer, &key, &fingerprint, None)).await
}

#[tauri::command]
pub async fn withdraw_key(
    window: WebviewWindow,
    session: Here<'_>,
    key: String,
    why: String,
) -> Result<Outcome<KeyRow>> {
    session.change(&window, move |desk, by| desk.withdraw_key(by, &key, &why)).await
}
