//! The commands the window calls, a few lines each. Names and arguments are those of `ui/src/lib/backend`.

use crate::choose::{Choice, choose, choose_all};
use crate::session::{HeldFile, Session, Status};
use crate::windows;
use fairnotice_desk::edge::Edge;
use fairnotice_desk::notice::{Content, Mend, Organisation, Role};
use fairnotice_desk::rescue::{self, Rescued};
use fairnotice_desk::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use tauri::ipc::Response;
use tauri::{Emitter, Manager, State, WebviewWindow};

type Here<'a> = State<'a, Session>;

pub fn day(text: &str) -> Result<chrono::NaiveDate> {
    text.parse().map_err(|_| DeskError::usage("bad-day", format!("\"{text}\" is not a day.")))
}

#[tauri::command]
pub async fn status(window: WebviewWindow, session: Here<'_>) -> Result<Status> {
    session.status(&window).await
}

#[tauri::command]
pub async fn create_register(
    window: WebviewWindow,
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
        let (desk, first) = Desk::init(&path, &council, &new, account.as_deref(), Clock::Machine)?;
        let mut desk = desk.with_keys(keys_of_this_machine(None));
        if let Ok(id) = first.id.parse() {
            desk.enrol_first_key(id)?;
        }
        Edge::around(desk)
    });
    session.take(&window, made.await.map_err(stopped)??).await;
    session.status(&window).await
}

#[tauri::command]
pub async fn open_sample(window: WebviewWindow, session: Here<'_>) -> Result<Status> {
    let path = new_register_path()?;
    let made = tauri::async_runtime::spawn_blocking(move || Edge::around(Desk::init_sample(&path, Clock::Machine)?));
    session.take(&window, made.await.map_err(stopped)??).await;
    session.status(&window).await
}

fn new_register_path() -> Result<PathBuf> {
    place::default_register()
        .ok_or_else(|| DeskError::failed("no-place", "This account has no local application-data folder."))
}

pub fn stopped(_: tauri::Error) -> DeskError {
    DeskError::failed("internal", "Something went wrong inside Fair Notice.").hint("Close and open it again.")
}

#[tauri::command]
pub async fn open_register(window: WebviewWindow, session: Here<'_>) -> Result<Option<Status>> {
    let Some(path) = choose(&window, Choice::Register).await? else { return Ok(None) };
    session.take(&window, Edge::open(path).await?).await;
    session.status(&window).await.map(Some)
}

#[tauri::command]
pub async fn act_as(window: WebviewWindow, session: Here<'_>, officer: String) -> Result<Status> {
    session.act_as(&window, officer).await?;
    session.status(&window).await
}

#[tauri::command]
pub async fn list(window: WebviewWindow, session: Here<'_>) -> Result<NoticeList> {
    session.read(&window, |desk| desk.list_at_once()).await
}

/// How many findings hold up each of those notices.
#[tauri::command]
pub async fn blocking_counts(
    window: WebviewWindow,
    session: Here<'_>,
    notices: Vec<String>,
) -> Result<BTreeMap<String, u32>> {
    session.edge(&window).await?.check(move |desk| desk.blocking_counts(&notices)).await
}

#[tauri::command]
pub async fn templates() -> Result<Vec<TemplateView>> {
    Ok(Desk::templates())
}

#[tauri::command]
pub async fn new_notice(window: WebviewWindow, session: Here<'_>, new: NewNotice) -> Result<Outcome<Submitted>> {
    session.change(&window, move |desk, by| desk.new_notice(by, &new)).await
}

/// A chosen file as it was read, or why it can't be.
#[derive(Serialize)]
pub struct Previewed {
    place: usize,
    name: String,
    preview: Option<ImportPreview>,
    refusal: Option<DeskError>,
}

async fn previewed(session: &Session, files: Vec<HeldFile>) -> Result<Vec<Previewed>> {
    let mut all = Vec::new();
    for HeldFile { place, name } in files {
        let path = session.held(place)?;
        let read = tauri::async_runtime::spawn_blocking(move || Desk::preview_import(&path)).await.map_err(stopped)?;
        let (preview, refusal) = match read {
            Ok(preview) => (Some(preview), None),
            Err(error) => (None, Some(error)),
        };
        all.push(Previewed { place, name, preview, refusal });
    }
    Ok(all)
}

/// Lets the officer choose files to import, and shows what each would become.
#[tauri::command]
pub async fn choose_imports(window: WebviewWindow, session: Here<'_>) -> Result<Vec<Previewed>> {
    let files = session.hold(choose_all(&window, Choice::Texts).await?);
    previewed(&session, files).await
}

/// Shows what dropped files would become.
#[tauri::command]
pub async fn dropped_imports(session: Here<'_>, places: Vec<usize>) -> Result<Vec<Previewed>> {
    let named = |place: usize| session.held(place).map(|path| HeldFile::of(place, &path));
    let files = places.into_iter().map(named).collect::<Result<Vec<_>>>()?;
    previewed(&session, files).await
}

/// Takes a file in as the officer confirmed it.
#[tauri::command]
pub async fn take_in(window: WebviewWindow, session: Here<'_>, wanted: TakeIn) -> Result<Outcome<Imported>> {
    let path = session.held(wanted.place)?;
    let options = wanted.options(None);
    session.change(&window, move |desk, by| desk.import(by, &path, &options)).await
}

/// Records a file as an edition that was published before Fair Notice.
#[tauri::command]
pub async fn import_published(
    window: WebviewWindow,
    session: Here<'_>,
    wanted: TakeIn,
    from: String,
    until: Option<String>,
    url: Option<String>,
    agreed_by: Option<String>,
) -> Result<Outcome<Imported>> {
    let path = session.held(wanted.place)?;
    let until = until.as_deref().map(day).transpose()?;
    let options = wanted.options(Some(Published { from: day(&from)?, until, url, agreed_by }));
    session.change(&window, move |desk, by| desk.import(by, &path, &options)).await
}

/// What the officer confirmed of a file.
#[derive(Deserialize)]
pub struct TakeIn {
    place: usize,
    directorate: Option<String>,
    title: Option<String>,
    into: Option<String>,
    roles: Vec<Role>,
}

impl TakeIn {
    fn options(&self, published: Option<Published>) -> ImportOptions {
        ImportOptions {
            directorate: self.directorate.clone(),
            title: self.title.clone(),
            into: self.into.clone(),
            roles: self.roles.clone(),
            published,
            ..ImportOptions::default()
        }
    }
}

/// Accepts repairs of a draft that the officer ticked after an import.
#[tauri::command]
pub async fn accept_repairs(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    ids: Vec<String>,
) -> Result<Outcome<Repaired>> {
    session.change(&window, move |desk, by| desk.accept_repairs(by, &notice, &ids, false)).await
}

#[tauri::command]
pub async fn draft(window: WebviewWindow, session: Here<'_>, notice: String) -> Result<DraftPage> {
    let officer = session.officer(&window).await?;
    session.read(&window, move |desk| desk.draft(officer, &notice)).await
}

#[tauri::command]
pub async fn autosave(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    token: String,
    content: Content,
) -> Result<Outcome<Saved>> {
    session.change(&window, move |desk, by| desk.autosave(by, &notice, &token, &content)).await
}

/// Does a finding's mend in the text on the screen; the editor keeps it and can undo it.
#[tauri::command]
pub async fn mend_draft(content: Content, edit: Mend) -> Result<Content> {
    Desk::mend_draft(&content, &edit)
}

/// Answers a finding with "not here, because …".
#[tauri::command]
pub async fn dismiss(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    key: String,
    because: String,
) -> Result<Outcome<Dismissed>> {
    session.change(&window, move |desk, by| desk.dismiss(by, &notice, &[key], &[], &because)).await
}

/// Brings a finding back that was answered.
#[tauri::command]
pub async fn reinstate(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    key: String,
) -> Result<Outcome<Dismissed>> {
    session.change(&window, move |desk, by| desk.reinstate(by, &notice, &[key], &[])).await
}

#[tauri::command]
pub async fn check_draft(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    content: Content,
) -> Result<CheckReport> {
    session.edge(&window).await?.check(move |desk| desk.check_draft(&notice, &content)).await
}

#[tauri::command]
pub async fn preview(window: WebviewWindow, session: Here<'_>, notice: String, content: Content) -> Result<Preview> {
    session.read(&window, move |desk| desk.preview(&notice, &content)).await
}

#[tauri::command]
pub async fn save_copy(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    note: Option<String>,
) -> Result<Outcome<Submitted>> {
    session.change(&window, move |desk, by| desk.save_copy(by, &notice, note.as_deref())).await
}

#[tauri::command]
pub async fn reopen(window: WebviewWindow, session: Here<'_>, notice: String) -> Result<Outcome<Submitted>> {
    session.change(&window, move |desk, by| desk.reopen(by, &notice)).await
}

#[tauri::command]
pub async fn submit(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    note: String,
    because: Vec<GivenReason>,
) -> Result<Outcome<Submitted>> {
    session.change(&window, move |desk, by| desk.submit(by, &notice, &note, &because)).await
}

#[tauri::command]
pub async fn recall(window: WebviewWindow, session: Here<'_>, notice: String) -> Result<Outcome<Submitted>> {
    session.change(&window, move |desk, by| desk.recall(by, &notice)).await
}

#[tauri::command]
pub async fn request_changes(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    reason: String,
) -> Result<Outcome<Submitted>> {
    session.change(&window, move |desk, by| desk.request_changes(by, &notice, &reason)).await
}

#[tauri::command]
pub async fn approve(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    digest: String,
    because: Vec<GivenReason>,
    confirmed: Vec<String>,
) -> Result<Outcome<Submitted>> {
    session.change(&window, move |desk, by| desk.approve(by, &notice, Some(&digest), &because, &confirmed)).await
}

#[tauri::command]
pub async fn publish(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    effective: Option<String>,
) -> Result<Outcome<Submitted>> {
    let effective = effective.as_deref().map(day).transpose()?;
    session.change(&window, move |desk, by| desk.publish(by, &notice, effective)).await
}

#[tauri::command]
pub async fn withdraw(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    reason: String,
) -> Result<Outcome<Submitted>> {
    session.change(&window, move |desk, by| desk.withdraw(by, &notice, &reason)).await
}

#[tauri::command]
pub async fn discard(window: WebviewWindow, session: Here<'_>, notice: String) -> Result<Outcome<Submitted>> {
    session.change(&window, move |desk, by| desk.discard(by, &notice)).await
}

#[tauri::command]
pub async fn new_version(window: WebviewWindow, session: Here<'_>, notice: String) -> Result<Outcome<Submitted>> {
    session.change(&window, move |desk, by| desk.new_version(by, &notice)).await
}

#[tauri::command]
pub async fn check(window: WebviewWindow, session: Here<'_>, reference: String) -> Result<CheckReport> {
    session.edge(&window).await?.check(move |desk| desk.check(&reference, None)).await
}

#[tauri::command]
pub async fn compare(window: WebviewWindow, session: Here<'_>, old: String, new: String) -> Result<Comparison> {
    session.read(&window, move |desk| Ok(Comparison::of(&desk.side(&old)?, &desk.side(&new)?))).await
}

#[tauri::command]
pub async fn changes_since_live(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
) -> Result<Option<Comparison>> {
    session.read(&window, move |desk| desk.changes_since_live(&notice)).await
}

#[tauri::command]
pub async fn history(window: WebviewWindow, session: Here<'_>, notice: String) -> Result<HistoryPage> {
    session.read(&window, move |desk| desk.history(&notice)).await
}

#[tauri::command]
pub async fn live_on(window: WebviewWindow, session: Here<'_>, notice: String, date: String) -> Result<LiveOn> {
    let date = day(&date)?;
    session.read(&window, move |desk| desk.live_on(&notice, date)).await
}

#[tauri::command]
pub async fn comment(
    window: WebviewWindow,
    session: Here<'_>,
    reference: String,
    new: NewComment,
) -> Result<Outcome<CommentRow>> {
    session.change(&window, move |desk, by| desk.comment(by, &reference, &new)).await
}

/// The text on the screen with a comment's proposed words in it.
#[tauri::command]
pub async fn with_proposal(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    comment: String,
    content: Content,
) -> Result<Content> {
    session.read(&window, move |desk| desk.with_proposal(&notice, &comment, &content)).await
}

#[tauri::command]
pub async fn answer_comment(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    comment: String,
    how: String,
    words: String,
) -> Result<Outcome<()>> {
    session.change(&window, move |desk, by| desk.answer_comment(by, &notice, &comment, &how, &words)).await
}

#[tauri::command]
pub async fn export(
    window: WebviewWindow,
    session: Here<'_>,
    reference: String,
    forms: ExportForms,
) -> Result<Option<Exported>> {
    let Some(folder) = choose(&window, Choice::Folder).await? else { return Ok(None) };
    session.writes(&folder);
    session.read(&window, move |desk| desk.export_to_folder(&reference, &folder, forms)).await.map(Some)
}

#[tauri::command]
pub async fn organisation(window: WebviewWindow, session: Here<'_>) -> Result<OrganisationPage> {
    session.read(&window, |desk| desk.organisation_page()).await
}

#[tauri::command]
pub async fn keep_picture(window: WebviewWindow, session: Here<'_>) -> Result<Option<Outcome<KeptPicture>>> {
    let Some(path) = choose(&window, Choice::Picture).await? else { return Ok(None) };
    session.change(&window, move |desk, by| desk.keep_picture(by, &path)).await.map(Some)
}

#[tauri::command]
pub async fn change_organisation(
    window: WebviewWindow,
    session: Here<'_>,
    organisation: Organisation,
) -> Result<Outcome<()>> {
    session.change(&window, move |desk, by| desk.change_organisation(by, &organisation)).await
}

#[tauri::command]
pub async fn add_officer(window: WebviewWindow, session: Here<'_>, new: NewOfficer) -> Result<Outcome<OfficerView>> {
    session.change(&window, move |desk, by| desk.add_officer(by, &new)).await
}

#[tauri::command]
pub async fn add_directorate(
    window: WebviewWindow,
    session: Here<'_>,
    new: NewDirectorate,
) -> Result<Outcome<DirectorateView>> {
    session.change(&window, move |desk, by| desk.add_directorate(by, &new)).await
}

#[tauri::command]
pub async fn journal(window: WebviewWindow, session: Here<'_>) -> Result<JournalPage> {
    session.read(&window, |desk| desk.journal(500)).await
}

#[tauri::command]
pub async fn verify_register(window: WebviewWindow, session: Here<'_>) -> Result<Inspection> {
    session.edge(&window).await?.read_aside(|desk| desk.verify_register()).await
}

#[tauri::command]
pub async fn verify_file(window: WebviewWindow, session: Here<'_>) -> Result<Option<Verification>> {
    let Some(path) = choose(&window, Choice::Published).await? else { return Ok(None) };
    session.read(&window, move |desk| desk.verify_file(&path)).await.map(Some)
}

#[tauri::command]
pub async fn search(window: WebviewWindow, session: Here<'_>, words: String) -> Result<Vec<SearchHit>> {
    session.read(&window, move |desk| desk.search(&words)).await
}

#[tauri::command]
pub async fn backup(window: WebviewWindow, session: Here<'_>) -> Result<Option<BackedUp>> {
    let Some(path) = choose(&window, Choice::NewRegister("backup.fairnotice".into())).await? else { return Ok(None) };
    session.edge(&window).await?.read_aside(move |desk| desk.backup(&path)).await.map(Some)
}

/// Restores a backup into a new council file, which is then open. Nothing is written over.
#[tauri::command]
pub async fn restore(window: WebviewWindow, session: Here<'_>) -> Result<Option<Status>> {
    let Some(from) = choose(&window, Choice::Register).await? else { return Ok(None) };
    let Some(to) = choose(&window, Choice::NewRegister("restored.fairnotice".into())).await? else { return Ok(None) };
    let made = tauri::async_runtime::spawn_blocking(move || Edge::around(Desk::restore(&from, &to, Clock::Machine)?));
    session.take(&window, made.await.map_err(stopped)??).await;
    session.status(&window).await.map(Some)
}

/// Opens a council file that was open before.
#[tauri::command]
pub async fn open_recent(window: WebviewWindow, session: Here<'_>, path: PathBuf) -> Result<Status> {
    if !session.settings().recent.contains(&path) {
        return Err(DeskError::failed("cannot-read", "That council file was not open here before."));
    }
    session.take(&window, Edge::open(path).await?).await;
    session.status(&window).await
}

/// Opens a council file that was dropped on a window.
#[tauri::command]
pub async fn open_dropped(window: WebviewWindow, session: Here<'_>, place: usize) -> Result<Status> {
    session.take(&window, Edge::open(session.held(place)?).await?).await;
    session.status(&window).await
}

/// Compares a dropped file with what was approved.
#[tauri::command]
pub async fn verify_dropped(window: WebviewWindow, session: Here<'_>, place: usize) -> Result<Verification> {
    let path = session.held(place)?;
    session.read(&window, move |desk| desk.verify_file(&path)).await
}

#[tauri::command]
pub async fn new_window(window: WebviewWindow) -> Result<()> {
    windows::another(window.app_handle(), Some(&window))
        .await
        .map_err(|e| DeskError::failed("internal", format!("No window could be made ({e}).")))
}

/// Makes the text larger (1), smaller (-1), or as it was (0). Returns how large it is.
#[tauri::command]
pub async fn zoom(window: WebviewWindow, by: i8) -> Result<f64> {
    Ok(windows::zoom(window.app_handle(), by))
}

/// Shows the folder into which files were written last, in the system's own file manager.
#[tauri::command]
pub async fn show_folder(session: Here<'_>) -> Result<()> {
    let Some(folder) = session.written() else {
        return Err(DeskError::failed("cannot-read", "Nothing was written yet."));
    };
    open::that_detached(folder)
        .map_err(|e| DeskError::failed("cannot-open", format!("The folder could not be opened ({e}).")))
}

/// Both texts of a draft that two have typed in.
#[tauri::command]
pub async fn merge_draft(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    base: Content,
    mine: Content,
) -> Result<DraftMerge> {
    session.read(&window, move |desk| desk.merge_draft(&notice, &base, &mine)).await
}

pub fn own_folder() -> Result<PathBuf> {
    place::own_folder()
        .ok_or_else(|| DeskError::failed("no-place", "This account has no local application-data folder."))
}

/// Which council file and which officer the words of a window belong to.
async fn whose(window: &WebviewWindow, session: &Session) -> Result<(String, String)> {
    let council = session.read(window, |desk| desk.identity()).await?;
    Ok((council, session.officer(window).await?.to_string()))
}

/// Keeps words that could not be saved into the council file. Returns where.
#[tauri::command]
pub async fn keep_words(
    window: WebviewWindow,
    session: Here<'_>,
    id: String,
    notice: String,
    base: Content,
    mine: Content,
    why: String,
) -> Result<PathBuf> {
    let (council, officer) = whose(&window, &session).await?;
    let words = Rescued { id, notice, officer, at: Clock::Machine.now().at, why, base, mine };
    let kept = tauri::async_runtime::spawn_blocking(move || rescue::keep(&own_folder()?, &council, &words));
    kept.await.map_err(stopped)?
}

/// Words that could not be saved when they were typed, the oldest first.
#[tauri::command]
pub async fn kept_words(window: WebviewWindow, session: Here<'_>, notice: String) -> Result<Vec<Rescued>> {
    let (council, officer) = whose(&window, &session).await?;
    Ok(rescue::find(&own_folder()?, &council, &notice, &officer))
}

#[tauri::command]
pub async fn forget_words(window: WebviewWindow, session: Here<'_>, notice: String, id: String) -> Result<()> {
    let (council, officer) = whose(&window, &session).await?;
    rescue::forget(&own_folder()?, &council, &notice, &officer, &id);
    Ok(())
}

/// The bytes of the PDF that the text on the screen would make.
#[tauri::command]
pub async fn preview_pdf(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    content: Content,
) -> Result<Response> {
    session.read(&window, move |desk| desk.preview_pdf(&notice, &content)).await.map(Response::new)
}

/// A kept picture, for the editor to show.
#[tauri::command]
pub async fn picture(window: WebviewWindow, session: Here<'_>, asset: String) -> Result<String> {
    session.read(&window, move |desk| desk.picture(&asset)).await
}

/// Closes a window whose words are saved.
#[tauri::command]
pub async fn close_window(window: WebviewWindow) -> Result<()> {
    window.destroy().map_err(|e| DeskError::failed("internal", format!("The window could not be closed ({e}).")))
}

#[tauri::command]
pub async fn guidance(window: WebviewWindow, session: Here<'_>, notice: String) -> Result<Vec<GuidanceView>> {
    session.read(&window, move |desk| desk.guidance(&notice)).await
}

#[tauri::command]
pub async fn data_kinds(lines: Vec<String>) -> Result<Vec<String>> {
    Ok(Desk::data_kinds(&lines))
}

#[tauri::command]
pub async fn bring_back(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    version: u32,
    copy: u32,
) -> Result<Outcome<Submitted>> {
    session.change(&window, move |desk, by| desk.bring_back(by, &notice, version, copy)).await
}

#[tauri::command]
pub async fn sent_to_web_team(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    to: String,
) -> Result<Outcome<Submitted>> {
    session.change(&window, move |desk, by| desk.sent_to_web_team(by, &notice, &to)).await
}

#[tauri::command]
pub async fn seen_online(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    url: String,
    on: String,
) -> Result<Outcome<Submitted>> {
    let on = day(&on)?;
    session.change(&window, move |desk, by| desk.seen_online(by, &notice, &url, on)).await
}

#[tauri::command]
pub async fn details(window: WebviewWindow, session: Here<'_>, notice: String) -> Result<DetailsPage> {
    session.read(&window, move |desk| desk.details(&notice)).await
}

#[tauri::command]
pub async fn change_details(
    window: WebviewWindow,
    session: Here<'_>,
    notice: String,
    new: NoticeDetails,
) -> Result<Outcome<()>> {
    session
        .change(&window, move |desk, by| {
            let Outcome { changed, .. } = desk.change_details(by, &notice, &new)?;
            Ok(Outcome { value: (), changed })
        })
        .await
}

/// Writes what changed between two versions into a file that the officer names: pdf, html or docx.
#[tauri::command]
pub async fn export_comparison(
    window: WebviewWindow,
    session: Here<'_>,
    old: String,
    new: String,
    form: String,
) -> Result<Option<PathBuf>> {
    let format = match form.as_str() {
        "pdf" => CompareFormat::Pdf,
        "html" => CompareFormat::Html,
        "docx" => CompareFormat::Docx,
        _ => return Err(DeskError::usage("bad-value", "A comparison is written as PDF, HTML or Word.")),
    };
    let name = format!("changes {} to {}.{form}", old.replace('@', " v"), new.replace('@', " v"));
    let Some(path) = choose(&window, Choice::NewFile(name)).await? else { return Ok(None) };
    let written = path.clone();
    session
        .read(&window, move |desk| {
            let bytes = Comparison::of(&desk.side(&old)?, &desk.side(&new)?).shown(format)?;
            write_beside(&path, &bytes)
        })
        .await?;
    Ok(Some(written))
}

/// Writes every live notice into a folder for the web site, and tells the windows how far it is.
#[tauri::command]
pub async fn export_all(window: WebviewWindow, session: Here<'_>) -> Result<Option<ExportAll>> {
    let Some(folder) = choose(&window, Choice::Folder).await? else { return Ok(None) };
    session.writes(&folder);
    let stop = session.begin_job();
    let handle = window.app_handle().clone();
    session
        .read(&window, move |desk| {
            desk.export_all(&folder, &mut |progress| {
                let _ = handle.emit("progress", progress);
                if stop.load(std::sync::atomic::Ordering::Relaxed) {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            })
        })
        .await
        .map(Some)
}

/// Stops what runs in the background at the next notice.
#[tauri::command]
pub async fn stop_job(session: Here<'_>) -> Result<()> {
    session.stop_job();
    Ok(())
}

/// Writes the PDF and the page of several notices into one folder.
#[tauri::command]
pub async fn export_several(
    window: WebviewWindow,
    session: Here<'_>,
    notices: Vec<String>,
) -> Result<Option<Vec<Exported>>> {
    let Some(folder) = choose(&window, Choice::Folder).await? else { return Ok(None) };
    session.writes(&folder);
    let stop = session.begin_job();
    let mut written = Vec::new();
    let of = u32::try_from(notices.len()).unwrap_or(u32::MAX);
    for (done, notice) in (0u32..).zip(notices) {
        if stop.load(std::sync::atomic::Ordering::Relaxed) {
            break;
        }
        let _ = window.emit("progress", Progress { done, of, notice: notice.clone() });
        let folder = folder.clone();
        let forms = ExportForms { pdf: true, html: true, ..ExportForms::default() };
        written.push(session.read(&window, move |desk| desk.export_to_folder(&notice, &folder, forms)).await?);
    }
    Ok(Some(written))
}

#[tauri::command]
pub async fn sweep(window: WebviewWindow, session: Here<'_>) -> Result<Sweep> {
    session.edge(&window).await?.read_aside(|desk| desk.sweep(None)).await
}

#[tauri::command]
pub async fn law_changes(window: WebviewWindow, session: Here<'_>) -> Result<Vec<LawChange>> {
    session.edge(&window).await?.read_aside(|desk| desk.law_changes(None)).await
}

#[tauri::command]
pub async fn processing(window: WebviewWindow, session: Here<'_>) -> Result<ProcessingPage> {
    session.read(&window, |desk| desk.processing()).await
}

/// Lets the officer choose a record of processing, and says which columns it has.
#[tauri::command]
pub async fn processing_columns(window: WebviewWindow, session: Here<'_>) -> Result<Option<(usize, Columns)>> {
    let Some(path) = choose(&window, Choice::Record).await? else { return Ok(None) };
    let columns = Desk::processing_columns(&path)?;
    let held = session.hold(vec![path]);
    Ok(held.first().map(|file| (file.place, columns)))
}

#[tauri::command]
pub async fn import_processing(
    window: WebviewWindow,
    session: Here<'_>,
    place: usize,
    columns: BTreeMap<String, String>,
) -> Result<Outcome<ProcessingPage>> {
    let path = session.held(place)?;
    session.change(&window, move |desk, by| desk.import_processing(by, &path, &columns)).await
}

#[tauri::command]
pub async fn edit_directorate(
    window: WebviewWindow,
    session: Here<'_>,
    id: String,
    edited: EditedDirectorate,
) -> Result<Outcome<()>> {
    session.change(&window, move |desk, by| desk.edit_directorate(by, &id, &edited)).await
}

#[tauri::command]
pub async fn edit_officer(
    window: WebviewWindow,
    session: Here<'_>,
    id: String,
    edited: NewOfficer,
) -> Result<Outcome<()>> {
    session.change(&window, move |desk, by| desk.edit_officer(by, &id, &edited)).await
}
