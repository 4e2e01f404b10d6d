//! The commands the window calls, a few lines each. Names and arguments are those of `ui/src/lib/backend`.

use crate::choose::{Choice, choose};
use crate::session::{Session, Status};
use fairnotice_desk::edge::Edge;
use fairnotice_desk::notice::{Content, Mend, Organisation};
use fairnotice_desk::*;
use std::path::PathBuf;
use tauri::{AppHandle, State};

type Here<'a> = State<'a, Session>;

fn day(text: &str) -> Result<chrono::NaiveDate> {
    text.parse().map_err(|_| DeskError::usage("bad-day", format!("\"{text}\" is not a day.")))
}

#[tauri::command]
pub async fn status(session: Here<'_>) -> Result<Status> {
    session.status().await
}

#[tauri::command]
pub async fn create_register(
    app: AppHandle,
    session: Here<'_>,
    organisation: String,
    officer: String,
    email: String,
) -> Result<Status> {
    let path = new_register_path()?;
    let new = NewOfficer { name: officer, email: Some(email), ..NewOfficer::default() };
    let account = place::account();
    let made = tauri::async_runtime::spawn_blocking(move || {
        let council = Organisation::named(organisation);
        Edge::around(Desk::init(&path, &council, &new, account.as_deref(), Clock::Machine)?.0)
    });
    session.take(&app, made.await.map_err(stopped)??).await;
    session.status().await
}

#[tauri::command]
pub async fn open_sample(app: AppHandle, session: Here<'_>) -> Result<Status> {
    let path = new_register_path()?;
    let made = tauri::async_runtime::spawn_blocking(move || Edge::around(Desk::init_sample(&path, Clock::Machine)?));
    session.take(&app, made.await.map_err(stopped)??).await;
    session.status().await
}

fn new_register_path() -> Result<PathBuf> {
    place::default_register()
        .ok_or_else(|| DeskError::failed("no-place", "This account has no local application-data folder."))
}

fn stopped(_: tauri::Error) -> DeskError {
    DeskError::failed("internal", "Something went wrong inside Fair Notice.").hint("Close and open it again.")
}

#[tauri::command]
pub async fn open_register(app: AppHandle, session: Here<'_>) -> Result<Option<Status>> {
    let Some(path) = choose(&app, Choice::Register).await? else { return Ok(None) };
    session.take(&app, Edge::open(path).await?).await;
    session.status().await.map(Some)
}

#[tauri::command]
pub async fn act_as(session: Here<'_>, officer: String) -> Result<Status> {
    session.act_as(officer).await?;
    session.status().await
}

#[tauri::command]
pub async fn list(session: Here<'_>) -> Result<NoticeList> {
    session.read(|desk| desk.list()).await
}

#[tauri::command]
pub async fn templates() -> Result<Vec<TemplateView>> {
    Ok(Desk::templates())
}

#[tauri::command]
pub async fn new_notice(app: AppHandle, session: Here<'_>, new: NewNotice) -> Result<Outcome<Submitted>> {
    session.change(&app, move |desk, by| desk.new_notice(by, &new)).await
}

#[tauri::command]
pub async fn import_file(
    app: AppHandle,
    session: Here<'_>,
    directorate: Option<String>,
) -> Result<Option<Outcome<Imported>>> {
    let Some(path) = choose(&app, Choice::Text).await? else { return Ok(None) };
    let options = ImportOptions { directorate, ..ImportOptions::default() };
    session.change(&app, move |desk, by| desk.import(by, &path, &options)).await.map(Some)
}

/// Accepts repairs of a draft that the officer ticked after an import.
#[tauri::command]
pub async fn accept_repairs(
    app: AppHandle,
    session: Here<'_>,
    notice: String,
    ids: Vec<String>,
) -> Result<Outcome<Repaired>> {
    session.change(&app, move |desk, by| desk.accept_repairs(by, &notice, &ids, false)).await
}

#[tauri::command]
pub async fn draft(session: Here<'_>, notice: String) -> Result<DraftPage> {
    let officer = session.officer().await?;
    session.read(move |desk| desk.draft(officer, &notice)).await
}

#[tauri::command]
pub async fn autosave(
    app: AppHandle,
    session: Here<'_>,
    notice: String,
    token: String,
    content: Content,
) -> Result<Outcome<Saved>> {
    session.change(&app, move |desk, by| desk.autosave(by, &notice, &token, &content)).await
}

/// Does a finding's mend in the text on the screen; the editor keeps it and can undo it.
#[tauri::command]
pub async fn mend_draft(content: Content, edit: Mend) -> Result<Content> {
    Desk::mend_draft(&content, &edit)
}

/// Answers a finding with "not here, because …".
#[tauri::command]
pub async fn dismiss(
    app: AppHandle,
    session: Here<'_>,
    notice: String,
    key: String,
    because: String,
) -> Result<Outcome<Dismissed>> {
    session.change(&app, move |desk, by| desk.dismiss(by, &notice, &[key], &[], &because)).await
}

/// Brings a finding back that was answered.
#[tauri::command]
pub async fn reinstate(app: AppHandle, session: Here<'_>, notice: String, key: String) -> Result<Outcome<Dismissed>> {
    session.change(&app, move |desk, by| desk.reinstate(by, &notice, &[key], &[])).await
}

#[tauri::command]
pub async fn check_draft(session: Here<'_>, notice: String, content: Content) -> Result<CheckReport> {
    session.read(move |desk| desk.check_draft(&notice, &content)).await
}

#[tauri::command]
pub async fn preview(session: Here<'_>, notice: String, content: Content) -> Result<Preview> {
    session.read(move |desk| desk.preview(&notice, &content)).await
}

#[tauri::command]
pub async fn save_copy(
    app: AppHandle,
    session: Here<'_>,
    notice: String,
    note: Option<String>,
) -> Result<Outcome<Submitted>> {
    session.change(&app, move |desk, by| desk.save_copy(by, &notice, note.as_deref())).await
}

#[tauri::command]
pub async fn reopen(app: AppHandle, session: Here<'_>, notice: String) -> Result<Outcome<Submitted>> {
    session.change(&app, move |desk, by| desk.reopen(by, &notice)).await
}

#[tauri::command]
pub async fn submit(
    app: AppHandle,
    session: Here<'_>,
    notice: String,
    note: String,
    because: Vec<GivenReason>,
) -> Result<Outcome<Submitted>> {
    session.change(&app, move |desk, by| desk.submit(by, &notice, &note, &because)).await
}

#[tauri::command]
pub async fn recall(app: AppHandle, session: Here<'_>, notice: String) -> Result<Outcome<Submitted>> {
    session.change(&app, move |desk, by| desk.recall(by, &notice)).await
}

#[tauri::command]
pub async fn request_changes(
    app: AppHandle,
    session: Here<'_>,
    notice: String,
    reason: String,
) -> Result<Outcome<Submitted>> {
    session.change(&app, move |desk, by| desk.request_changes(by, &notice, &reason)).await
}

#[tauri::command]
pub async fn approve(
    app: AppHandle,
    session: Here<'_>,
    notice: String,
    digest: String,
    because: Vec<GivenReason>,
    confirmed: Vec<String>,
) -> Result<Outcome<Submitted>> {
    session.change(&app, move |desk, by| desk.approve(by, &notice, Some(&digest), &because, &confirmed)).await
}

#[tauri::command]
pub async fn publish(
    app: AppHandle,
    session: Here<'_>,
    notice: String,
    effective: Option<String>,
) -> Result<Outcome<Submitted>> {
    let effective = effective.as_deref().map(day).transpose()?;
    session.change(&app, move |desk, by| desk.publish(by, &notice, effective)).await
}

#[tauri::command]
pub async fn withdraw(app: AppHandle, session: Here<'_>, notice: String, reason: String) -> Result<Outcome<Submitted>> {
    session.change(&app, move |desk, by| desk.withdraw(by, &notice, &reason)).await
}

#[tauri::command]
pub async fn discard(app: AppHandle, session: Here<'_>, notice: String) -> Result<Outcome<Submitted>> {
    session.change(&app, move |desk, by| desk.discard(by, &notice)).await
}

#[tauri::command]
pub async fn new_version(app: AppHandle, session: Here<'_>, notice: String) -> Result<Outcome<Submitted>> {
    session.change(&app, move |desk, by| desk.new_version(by, &notice)).await
}

#[tauri::command]
pub async fn check(session: Here<'_>, reference: String) -> Result<CheckReport> {
    session.read(move |desk| desk.check(&reference, None)).await
}

#[tauri::command]
pub async fn compare(session: Here<'_>, old: String, new: String) -> Result<Comparison> {
    session.read(move |desk| Ok(Comparison::of(&desk.side(&old)?, &desk.side(&new)?))).await
}

#[tauri::command]
pub async fn changes_since_live(session: Here<'_>, notice: String) -> Result<Option<Comparison>> {
    session.read(move |desk| desk.changes_since_live(&notice)).await
}

#[tauri::command]
pub async fn history(session: Here<'_>, notice: String) -> Result<HistoryPage> {
    session.read(move |desk| desk.history(&notice)).await
}

#[tauri::command]
pub async fn live_on(session: Here<'_>, notice: String, date: String) -> Result<LiveOn> {
    let date = day(&date)?;
    session.read(move |desk| desk.live_on(&notice, date)).await
}

#[tauri::command]
pub async fn comment(
    app: AppHandle,
    session: Here<'_>,
    reference: String,
    words: String,
    section: Option<String>,
    quote: Option<String>,
) -> Result<Outcome<CommentRow>> {
    session
        .change(&app, move |desk, by| desk.comment(by, &reference, &words, section.as_deref(), quote.as_deref()))
        .await
}

#[tauri::command]
pub async fn export(
    app: AppHandle,
    session: Here<'_>,
    reference: String,
    forms: ExportForms,
) -> Result<Option<Exported>> {
    let Some(folder) = choose(&app, Choice::Folder).await? else { return Ok(None) };
    session.read(move |desk| desk.export_to_folder(&reference, &folder, forms)).await.map(Some)
}

#[tauri::command]
pub async fn organisation(session: Here<'_>) -> Result<OrganisationPage> {
    session.read(|desk| desk.organisation_page()).await
}

#[tauri::command]
pub async fn keep_picture(app: AppHandle, session: Here<'_>) -> Result<Option<Outcome<KeptPicture>>> {
    let Some(path) = choose(&app, Choice::Picture).await? else { return Ok(None) };
    session.change(&app, move |desk, by| desk.keep_picture(by, &path)).await.map(Some)
}

#[tauri::command]
pub async fn change_organisation(app: AppHandle, session: Here<'_>, organisation: Organisation) -> Result<Outcome<()>> {
    session.change(&app, move |desk, by| desk.change_organisation(by, &organisation)).await
}

#[tauri::command]
pub async fn add_officer(app: AppHandle, session: Here<'_>, new: NewOfficer) -> Result<Outcome<OfficerView>> {
    session.change(&app, move |desk, by| desk.add_officer(by, &new)).await
}

#[tauri::command]
pub async fn add_directorate(
    app: AppHandle,
    session: Here<'_>,
    new: NewDirectorate,
) -> Result<Outcome<DirectorateView>> {
    session.change(&app, move |desk, by| desk.add_directorate(by, &new)).await
}

#[tauri::command]
pub async fn journal(session: Here<'_>) -> Result<JournalPage> {
    session.read(|desk| desk.journal(500)).await
}

#[tauri::command]
pub async fn verify_register(session: Here<'_>) -> Result<Inspection> {
    session.read(|desk| desk.verify_register()).await
}

#[tauri::command]
pub async fn verify_file(app: AppHandle, session: Here<'_>) -> Result<Option<Verification>> {
    let Some(path) = choose(&app, Choice::Published).await? else { return Ok(None) };
    session.read(move |desk| desk.verify_file(&path)).await.map(Some)
}

#[tauri::command]
pub async fn search(session: Here<'_>, words: String) -> Result<Vec<SearchHit>> {
    session.read(move |desk| desk.search(&words)).await
}

#[tauri::command]
pub async fn backup(app: AppHandle, session: Here<'_>) -> Result<Option<BackedUp>> {
    let Some(path) = choose(&app, Choice::Backup).await? else { return Ok(None) };
    session.read(move |desk| desk.backup(&path)).await.map(Some)
}
