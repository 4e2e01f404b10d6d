//! From a command to the desk and back to the terminal.

use crate::arguments::{
    Arguments, Command, DiffForm, DirectorateCommand, Form, OfficerCommand, OrganisationCommand, OrganisationDetails,
    ReadFormat,
};
use crate::review::Answering;
use crate::{cancel, place, print, review};
use fairnotice_desk::notice::Organisation;
use fairnotice_desk::notice::ids::OfficerId;
use fairnotice_desk::{
    Answer, Clock, Combined, CompareFormat, Comparison, Contents, Desk, DeskError, EvidenceRequest, ExportRequest,
    FragmentOptions, ImportOptions, NewComment, NewDirectorate, NewNotice, NewOfficer, NoticeDetails, Published,
    Result, ShowFormat, Side, Submitted, keys_of_this_machine, write_beside,
};
use serde::Serialize;
use serde_json::json;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

const CLOCK: Clock = Clock::Machine;

/// What a command works on.
pub(crate) struct Session<'a> {
    arguments: &'a Arguments,
}

impl Session<'_> {
    fn path(&self) -> Result<PathBuf> {
        place::register(self.arguments.register.as_ref())
    }

    pub(crate) fn reading(&self) -> Result<Desk> {
        Desk::open_to_read(&self.path()?, CLOCK)
    }

    /// Who was named with --as.
    pub(crate) fn who(&self) -> Option<&str> {
        self.arguments.officer.as_deref()
    }

    /// The register open for writing, and who acts.
    pub(crate) fn acting(&self) -> Result<(Desk, OfficerId)> {
        let desk = Desk::open_for_change(&self.path()?, CLOCK)?.with_keys(keys_of_this_machine(None));
        let officer = match &self.arguments.officer {
            Some(who) => desk.officer_named(who)?.id,
            None => desk.officer_by_default(place::account().as_deref())?,
        };
        Ok((desk, officer))
    }

    pub(crate) fn say<T: Serialize>(&self, value: &T, words: impl FnOnce(&T)) -> Result<u8> {
        if self.arguments.json {
            print::json(value)?;
        } else {
            words(value);
        }
        Ok(0)
    }

    pub(crate) fn stands(&self, value: &Submitted) -> Result<u8> {
        self.say(value, |v| {
            let day = v.effective.map(|d| format!(", from {d}")).unwrap_or_default();
            print::text(&format!("{} version {}: {}{day} [{}]", v.notice, v.version, v.state, v.code));
            for lacking in &v.record {
                print::text(&format!("  {}: {}", lacking.rule, lacking.message));
            }
        })
    }
}

/// Runs the command; what comes back is the exit code.
pub fn run(arguments: &Arguments) -> Result<u8> {
    let session = Session { arguments };
    match &arguments.command {
        Command::Init { organisation, officer, email, sample } => {
            init(&session, organisation.as_deref(), officer.as_deref(), email.clone(), *sample)
        }
        Command::Organisation { what } => organisation(&session, what),
        Command::Officer { what } => officers(&session, what),
        Command::Directorate { what } => directorates(&session, what),
        Command::Templates => session.say(&json!({ "templates": Desk::templates() }), |_| {
            for t in Desk::templates() {
                print::text(&format!("{}  {}: {}", t.id, t.name, t.description));
            }
        }),
        Command::New { title, template, directorate, parent } => {
            let (mut desk, officer) = session.acting()?;
            let new = NewNotice {
                title: title.clone(),
                template: template.clone(),
                directorate: directorate.clone(),
                parent: parent.clone(),
            };
            session.stands(&desk.new_notice(officer, &new)?.value)
        }
        Command::Import { files, directorate, title, into, reject_changes, published, until, url, agreed_by } => {
            let options = ImportOptions {
                directorate: directorate.clone(),
                title: title.clone(),
                into: into.clone(),
                reject_changes: *reject_changes,
                published: published.map(|from| Published {
                    from,
                    until: *until,
                    url: url.clone(),
                    agreed_by: agreed_by.clone(),
                }),
                ..ImportOptions::default()
            };
            import(&session, files, &options)
        }
        Command::Read { file, reject_changes, format } => {
            let read = Desk::read_file(file, *reject_changes)?;
            match format {
                ReadFormat::Outline => session.say(&read, print::read),
                ReadFormat::Text => session.say(&read, |r| print::text(&r.forms.0)),
                ReadFormat::Md => session.say(&read, |r| print::text(&r.forms.1)),
                ReadFormat::Json => print::json(&read.content).map(|()| 0),
            }
        }
        Command::Repairs { notice, accept, all } => {
            if accept.is_empty() && !all {
                let proposed = session.reading()?.repairs(notice)?;
                return session.say(&json!({ "repairs": proposed }), |_| print::repairs(&proposed));
            }
            let (mut desk, officer) = session.acting()?;
            session.say(&desk.accept_repairs(officer, notice, accept, *all)?.value, print::repaired)
        }
        Command::List => session.say(&session.reading()?.list()?, print::list),
        Command::Details { notice, directorate, kind, audience, parent, external_parent } => {
            let (mut desk, officer) = session.acting()?;
            let new = NoticeDetails {
                directorate: directorate.clone(),
                kind: kind.clone(),
                audience: audience.clone(),
                parent: parent.clone(),
                external_parent: external_parent.clone(),
            };
            let changed = desk.change_details(officer, notice, &new)?.value;
            session.say(&changed, |n| print::text(&format!("{}: {}", n.short_name, n.title)))
        }
        Command::Show { notice, format } => show(&session, notice, *format),
        Command::History { notice } => session.say(&session.reading()?.history(notice)?, print::history),
        Command::LiveOn { notice, date } => session.say(&session.reading()?.live_on(notice, *date)?, |l| {
            print::text(&match l.version {
                Some(version) => format!("{} version {version} was live on {date}.", l.notice),
                None => format!("No version of {} was live on {date}.", l.notice),
            });
        }),
        Command::Search { words } => {
            let hits = session.reading()?.search(&words.join(" "))?;
            session.say(&json!({ "hits": hits }), |_| print::hits(&hits))
        }
        Command::Edit { notice, from, note } => {
            let (mut desk, officer) = session.acting()?;
            session.stands(&desk.edit(officer, notice, from, note.as_deref())?.value)
        }
        Command::NewVersion { notice } => {
            let (mut desk, officer) = session.acting()?;
            session.stands(&desk.new_version(officer, notice)?.value)
        }
        Command::Submit { notice, note, because } => {
            let (mut desk, officer) = session.acting()?;
            session.stands(&desk.submit(officer, notice, note, &because.because)?.value)
        }
        Command::Recall { notice } => {
            let (mut desk, officer) = session.acting()?;
            session.stands(&desk.recall(officer, notice)?.value)
        }
        Command::RequestChanges { notice, reason } => {
            let (mut desk, officer) = session.acting()?;
            session.stands(&desk.request_changes(officer, notice, reason)?.value)
        }
        Command::Approve { notice, digest, because, confirm } => {
            let (mut desk, officer) = session.acting()?;
            let asked = if *confirm { desk.organisation_page()?.organisation.statements } else { Vec::new() };
            session.stands(&desk.approve(officer, notice, digest.as_deref(), &because.because, &asked)?.value)
        }
        Command::Key { what } => review::key(&session, what),
        Command::Pack { notice, out, pdf } => review::pack(&session, notice, out.as_deref(), pdf.as_deref()),
        Command::Evidence { notice, date, pdf, zip, public } => {
            let request = EvidenceRequest { pdf: pdf.clone(), zip: zip.clone(), public: *public };
            session.say(&session.reading()?.evidence(notice, *date, &request)?, |e| {
                print::text(&format!("{} version {} was live on {} [{}]", e.notice, e.version, e.date, e.code));
                e.files.iter().for_each(|file| print::text(&format!("  {file}")));
            })
        }
        Command::Open { file } => review::open(&session, file),
        Command::Answer { pack, verdict, because, confirm, comments, suggestions, out } => review::answer(
            &session,
            &Answering { pack, verdict, because, confirm: *confirm, comments, suggestions, out },
        ),
        Command::TakeAnswer { file, comments_only } => review::take(&session, file, *comments_only),
        Command::RecordApproval(given) => review::record(&session, given),
        Command::Consultation { what } => review::consultation(&session, what),
        Command::Publish { notice, effective } => {
            let (mut desk, officer) = session.acting()?;
            session.stands(&desk.publish(officer, notice, *effective)?.value)
        }
        Command::Withdraw { notice, reason } => {
            let (mut desk, officer) = session.acting()?;
            session.stands(&desk.withdraw(officer, notice, reason)?.value)
        }
        Command::Discard { notice } => {
            let (mut desk, officer) = session.acting()?;
            session.stands(&desk.discard(officer, notice)?.value)
        }
        Command::Comment { notice, words, section, quote, instead } => {
            let (mut desk, officer) = session.acting()?;
            let new = NewComment {
                words: words.clone(),
                section: section.clone(),
                quote: quote.clone(),
                instead: instead.clone(),
            };
            let comment = desk.comment(officer, notice, &new)?.value;
            session.say(&comment, |c| print::text(&format!("{} commented. [{}]", c.officer, c.id)))
        }
        Command::AnswerComment { notice, comment, how, words } => {
            let (mut desk, officer) = session.acting()?;
            desk.answer_comment(officer, notice, comment, how, words)?;
            session.say(&(), |()| print::text("Answered."))
        }
        Command::BringBack { notice, version, copy } => {
            let (mut desk, officer) = session.acting()?;
            session.stands(&desk.bring_back(officer, notice, *version, *copy)?.value)
        }
        Command::Sent { notice, to } => {
            let (mut desk, officer) = session.acting()?;
            session.stands(&desk.sent_to_web_team(officer, notice, to)?.value)
        }
        Command::SeenOnline { notice, url, on } => {
            let (mut desk, officer) = session.acting()?;
            session.stands(&desk.seen_online(officer, notice, url, *on)?.value)
        }
        Command::Check { all: true, as_of, keys, .. } => {
            session.say(&session.reading()?.sweep(*as_of)?, |sweep| print::sweep(sweep, *keys))
        }
        Command::Check { notice, file, matrix, keys, as_of, .. } => {
            let report = match (notice, file) {
                (_, Some(file)) => Desk::check_file(file, CLOCK, *as_of)?,
                (Some(notice), None) => session.reading()?.check(notice, *as_of)?,
                (None, None) => return Err(DeskError::usage("nothing-to-check", "Name a notice or a file.")),
            };
            session.say(&report, |r| if *matrix { print::matrix(r) } else { print::report(r, *keys) })
        }
        Command::Dismiss { notice, keys, rule, because } => {
            let (mut desk, officer) = session.acting()?;
            let done = desk.dismiss(officer, notice, keys, rule, because)?.value;
            session.say(&done, |d| print::dismissed(d, "answered"))
        }
        Command::Reinstate { notice, keys, rule } => {
            let (mut desk, officer) = session.acting()?;
            let done = desk.reinstate(officer, notice, keys, rule)?.value;
            session.say(&done, |d| print::dismissed(d, "brought back"))
        }
        Command::Mend { notice, keys, rule, all } => {
            if keys.is_empty() && rule.is_empty() && !all {
                return session.say(&session.reading()?.mends(notice)?, |found| print::mends(found));
            }
            let (mut desk, officer) = session.acting()?;
            session.say(&desk.mend(officer, notice, keys, rule, *all)?.value, print::mended)
        }
        Command::Law { from, touching } => {
            let mut changes = session.reading()?.law_changes(*from)?;
            changes.retain(|c| !touching || !c.notices.is_empty());
            session.say(&changes, |c| print::law(c))
        }
        Command::Wording { set: Some(name), from: Some(file) } => {
            let (mut desk, officer) = session.acting()?;
            session.say(&desk.set_wording(officer, name, file)?.value, |w| print::wordings(w))
        }
        Command::Wording { .. } => session.say(&session.reading()?.wordings()?, |w| print::wordings(w)),
        Command::Processing { import: None, .. } => session.say(&session.reading()?.processing()?, print::processing),
        Command::Processing { import: Some(file), column } => {
            let mut columns = std::collections::BTreeMap::new();
            for (what, heading) in column {
                if columns.insert(what.clone(), heading.clone()).is_some() {
                    return Err(DeskError::usage("column-twice", format!("Two columns are named for \"{what}\".")));
                }
            }
            let (mut desk, officer) = session.acting()?;
            session.say(&desk.import_processing(officer, file, &columns)?.value, print::processing)
        }
        Command::Diff { old, new, format, side_by_side, out } => {
            if *side_by_side && *format != DiffForm::Html {
                return Err(DeskError::usage("wrong-form", "Only a page has two sides: add --format html."));
            }
            diff(&session, old, new, *format, *side_by_side, out.as_deref())
        }
        Command::Merge { notice: Some(notice), from: Some(file), by, post, .. } => {
            review::merge_word(&session, notice, file, by.as_deref(), post.as_deref())
        }
        Command::Merge { base: Some(base), mine: Some(mine), theirs: Some(theirs), out, .. } => {
            merge(&session, [base, mine, theirs], out.as_deref())
        }
        Command::Merge { .. } => Err(DeskError::usage(
            "nothing-to-merge",
            "Name a notice and a Word file with --from, or three texts with --base, --mine and --theirs.",
        )),
        Command::Picture { file } => {
            let (mut desk, officer) = session.acting()?;
            let kept = desk.keep_picture(officer, file)?.value;
            session.say(&kept, |k| print::text(&format!("{}  {} × {} pixels", k.asset, k.width, k.height)))
        }
        Command::Export { all: true, to: Some(folder), .. } => export_all(&session, folder),
        Command::Export { notice: None, .. } => {
            Err(DeskError::usage("nothing-to-export", "Name a notice, or give --all --to DIR."))
        }
        Command::Export {
            notice: Some(notice),
            pdf,
            html,
            fragment,
            heading_level,
            no_title,
            docx,
            contents,
            no_contents,
            content,
            record,
            changes,
            ..
        } => {
            if let (true, Some(file)) = (*changes, docx) {
                return review::tracked(&session, notice, file);
            }
            let request = ExportRequest {
                pdf: pdf.clone(),
                html: html.clone(),
                fragment: fragment.clone(),
                fragment_options: FragmentOptions { level: *heading_level, title: !no_title },
                docx: docx.clone(),
                json: content.clone(),
                record: record.clone(),
                contents: match (contents, no_contents) {
                    (true, _) => Contents::Always,
                    (false, true) => Contents::Never,
                    (false, false) => Contents::WhenLong,
                },
            };
            session.say(&session.reading()?.export(notice, &request)?, print::exported)
        }
        Command::Verify { file } => verify(&session, file.as_deref()),
        Command::Journal { last } => session.say(&session.reading()?.journal(*last)?, print::journal),
        Command::Backup { file } => session.say(&session.reading()?.backup(file)?, |b| {
            print::text(&format!("{}\nhead of the chain: {}", b.file, b.head));
        }),
        Command::Restore { file } => {
            let to = session.path()?;
            Desk::restore(file, &to, CLOCK)?;
            session.say(&json!({ "register": to }), |_| print::text(&format!("Restored to {}.", to.display())))
        }
    }
}

fn init(
    session: &Session<'_>,
    organisation: Option<&str>,
    officer: Option<&str>,
    email: Option<String>,
    sample: bool,
) -> Result<u8> {
    let path = session.path()?;
    if sample {
        let desk = Desk::init_sample(&path, CLOCK)?;
        let page = desk.organisation_page()?;
        let value = json!({ "register": path, "organisation": page.organisation.name, "officers": page.officers,
                            "notices": desk.list()?.notices.len() });
        return session.say(&value, |_| {
            print::text(&format!("{}: the sample council, {}.", path.display(), page.organisation.name));
            for officer in &page.officers {
                let email = officer.email.as_deref().unwrap_or_default();
                print::text(&format!("  {} <{email}>  {}", officer.name, officer.permissions.join(", ")));
            }
        });
    }
    let (Some(organisation), Some(officer)) = (organisation, officer) else {
        return Err(DeskError::usage("missing-value", "Give --organisation and --officer, or --sample."));
    };
    let new = NewOfficer { name: officer.into(), email, ..NewOfficer::default() };
    let account = place::account();
    let (desk, officer) = Desk::init(&path, &Organisation::named(organisation), &new, account.as_deref(), CLOCK)?;
    // The first administrator's key: nobody else could enrol it.
    if let Ok(id) = officer.id.parse() {
        desk.with_keys(keys_of_this_machine(None)).enrol_first_key(id)?;
    }
    let value = json!({ "register": path, "organisation": organisation, "officer": officer });
    session.say(&value, |_| {
        print::text(&format!("{}: {organisation}. {} holds every permission.", path.display(), officer.name));
    })
}

fn organisation(session: &Session<'_>, what: &OrganisationCommand) -> Result<u8> {
    match what {
        OrganisationCommand::Show => {
            let page = session.reading()?.organisation_page()?;
            let words = serde_json::to_string_pretty(&page.organisation)?;
            session.say(&page, |_| print::text(&words))
        }
        OrganisationCommand::Set(details) => {
            let (mut desk, officer) = session.acting()?;
            let mut changed = with_details(desk.organisation_page()?.organisation, details);
            match details.logo.as_deref() {
                None => {}
                Some("none") => changed.logo = None,
                Some(file) => changed.logo = Some(desk.keep_picture(officer, Path::new(file))?.value.asset),
            }
            desk.change_organisation(officer, &changed)?;
            session.say(&desk.organisation_page()?, |_| print::text("The council's details are changed."))
        }
    }
}

fn with_details(mut o: Organisation, given: &OrganisationDetails) -> Organisation {
    for (place, value) in [
        (&mut o.name, &given.name),
        (&mut o.address, &given.address),
        (&mut o.email, &given.email),
        (&mut o.phone, &given.phone),
        (&mut o.ico_registration, &given.ico_registration),
        (&mut o.dpo_post, &given.dpo_post),
        (&mut o.dpo_email, &given.dpo_email),
        (&mut o.dpo_phone, &given.dpo_phone),
        (&mut o.complaints_email, &given.complaints_email),
        (&mut o.rights_page, &given.rights_page),
        (&mut o.retention_schedule, &given.retention_schedule),
    ] {
        if let Some(value) = value {
            value.trim().clone_into(place);
        }
    }
    o.review_months = given.review_months.unwrap_or(o.review_months);
    o.reviewer_must_approve = given.reviewer_must_approve.unwrap_or(o.reviewer_must_approve);
    o.names_approver = given.names_approver.unwrap_or(o.names_approver);
    match given.colour.as_deref() {
        None => {}
        Some("none") => o.colour = None,
        Some(colour) => o.colour = Some(colour.to_owned()),
    }
    match given.statements.as_slice() {
        [] => {}
        [none] if none == "none" => o.statements.clear(),
        statements => o.statements = statements.to_vec(),
    }
    o
}

fn officers(session: &Session<'_>, what: &OfficerCommand) -> Result<u8> {
    match what {
        OfficerCommand::Add { name, email, post, roles } => {
            let (mut desk, by) = session.acting()?;
            let new = NewOfficer {
                name: name.clone(),
                email: Some(email.clone()),
                post: post.clone(),
                permissions: roles.clone(),
            };
            session.say(&desk.add_officer(by, &new)?.value, |o| {
                print::text(&format!("{}: {}", o.name, o.permissions.join(", ")));
            })
        }
        OfficerCommand::List => {
            let officers = session.reading()?.organisation_page()?.officers;
            session.say(&json!({ "officers": officers }), |_| {
                for o in &officers {
                    let email = o.email.as_deref().map(|e| format!(" <{e}>")).unwrap_or_default();
                    print::text(&format!("{}{email}  {}", o.name, o.permissions.join(", ")));
                }
            })
        }
    }
}

fn directorates(session: &Session<'_>, what: &DirectorateCommand) -> Result<u8> {
    match what {
        DirectorateCommand::Add { name, led_by, post, with, joint } => {
            let (mut desk, by) = session.acting()?;
            let new = NewDirectorate {
                name: name.clone(),
                led_by: led_by.clone(),
                post: post.clone(),
                partner: with.clone(),
                joint: joint.clone(),
            };
            session.say(&desk.add_directorate(by, &new)?.value, |d| print::text(&d.name))
        }
        DirectorateCommand::List => {
            let directorates = session.reading()?.organisation_page()?.directorates;
            session.say(&json!({ "directorates": directorates }), |_| {
                for d in &directorates {
                    print::text(&format!("{}  {}", d.name, d.post.as_deref().unwrap_or("–")));
                }
            })
        }
    }
}

fn show(session: &Session<'_>, notice: &str, format: Form) -> Result<u8> {
    // `--json` alone means the content; a form that was asked for wins.
    let format = match format {
        Form::Text if session.arguments.json => ShowFormat::Json,
        Form::Text => ShowFormat::Text,
        Form::Md => ShowFormat::Markdown,
        Form::Html => ShowFormat::Html,
        Form::Json => ShowFormat::Json,
    };
    let shown = session.reading()?.show(notice, format)?;
    if session.arguments.json && format != ShowFormat::Json {
        return session.say(
            &json!({ "notice": shown.notice, "version": shown.version, "state": shown.state,
                                    "digest": shown.digest, "text": shown.text }),
            |_| {},
        );
    }
    print::text(&shown.text);
    Ok(0)
}

fn diff(session: &Session<'_>, old: &str, new: &str, form: DiffForm, sides: bool, out: Option<&Path>) -> Result<u8> {
    let binary = matches!(form, DiffForm::Pdf | DiffForm::Docx);
    if out.is_none() && binary && (session.arguments.json || print::to_terminal()) {
        return Err(DeskError::usage("missing-value", "A PDF or a Word file is written to a file: add --out FILE."));
    }
    let [old, new] = sides_of(session, [old, new])?;
    let comparison = Comparison::of(&old, &new);
    let format = match form {
        DiffForm::Text if session.arguments.json => CompareFormat::Json,
        DiffForm::Text => CompareFormat::Text { colour: out.is_none() && print::colour() },
        DiffForm::Json => CompareFormat::Json,
        DiffForm::Html if sides => CompareFormat::SideBySide,
        DiffForm::Html => CompareFormat::Html,
        DiffForm::Pdf => CompareFormat::Pdf,
        DiffForm::Docx => CompareFormat::Docx,
    };
    let shown = comparison.shown(format)?;
    match out {
        Some(path) => {
            write_beside(path, &shown)?;
            let value = json!({ "file": path, "summary": comparison.summary });
            session.say(&value, |_| print::text(&format!("{}\n  {}", comparison.summary.sentence, path.display())))
        }
        None if binary => {
            print::bytes(&shown)?;
            Ok(0)
        }
        None => {
            print::text(&String::from_utf8_lossy(&shown));
            Ok(0)
        }
    }
}

/// The texts of that name; files need no register.
fn sides_of<const N: usize>(session: &Session<'_>, names: [&str; N]) -> Result<[Side; N]> {
    let desk = if names.iter().all(|side| Path::new(side).is_file()) { None } else { Some(session.reading()?) };
    let mut sides = Vec::with_capacity(N);
    for name in names {
        sides.push(Side::find(desk.as_ref(), name)?);
    }
    sides.try_into().map_err(|_| DeskError::failed("internal", "The texts to compare were lost."))
}

fn merge(session: &Session<'_>, [base, mine, theirs]: [&str; 3], out: Option<&Path>) -> Result<u8> {
    let [base, mine, theirs] = sides_of(session, [base, mine, theirs])?;
    let combined = Combined::of(&base, &mine, &theirs);
    if let Some(path) = out {
        combined.write(path)?;
    }
    session.say(&combined, |c| {
        if out.is_none() {
            print::text(&c.markdown());
        }
        print::beside(&c.remarks());
    })?;
    // The text is the reason: somebody has to decide.
    Ok(if combined.merged.conflicts.is_empty() { 0 } else { 3 })
}

fn import(session: &Session<'_>, files: &[PathBuf], options: &ImportOptions) -> Result<u8> {
    let (mut desk, officer) = session.acting()?;
    if let [file] = files
        && !file.is_dir()
    {
        return session.say(&desk.import(officer, file, options)?.value, print::imported);
    }
    if options.published.is_some() || options.into.is_some() || options.title.is_some() {
        return Err(DeskError::usage("one-file", "--published, --into and --title are for one file.")
            .hint("Give one file at a time with them."));
    }
    let ended = cancel::on_interrupt();
    let shows = print::is_terminal() && !session.arguments.json;
    let report = desk.import_many(officer, files, options, &mut |progress| {
        if shows {
            print::progress(progress);
        }
        if ended() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    session.say(&report.value, print::import_report)?;
    Ok(u8::from(report.value.failed > 0 || report.value.stopped))
}

fn export_all(session: &Session<'_>, folder: &Path) -> Result<u8> {
    let desk = session.reading()?;
    let ended = cancel::on_interrupt();
    let shows = print::is_terminal() && !session.arguments.json;
    let all = desk.export_all(folder, &mut |progress| {
        if shows {
            print::progress(progress);
        }
        if ended() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    session.say(&all, print::exported_all)?;
    Ok(match (all.refused.is_empty(), all.text_refused) {
        (true, _) => 0,
        (false, true) => 3,
        (false, false) => 1,
    })
}

fn verify(session: &Session<'_>, file: Option<&Path>) -> Result<u8> {
    let desk = session.reading()?;
    match file {
        Some(file) => {
            let found = desk.verify_file(file)?;
            session.say(&found, print::verification)?;
            Ok(match found.answer {
                Answer::Exact | Answer::SameWords => 0,
                Answer::Changed | Answer::UnknownHere => 3,
            })
        }
        None => {
            let found = desk.verify_register()?;
            session.say(&found, |f| {
                if f.unbroken {
                    print::text(&format!(
                        "The council file is unbroken: {} events, {} saved copies.\nhead of the chain: {}",
                        f.events, f.revisions, f.head
                    ));
                } else {
                    f.faults.iter().for_each(|fault| print::text(fault));
                }
                print::text(&format!("{} decisions signed, {} not.", f.signed, f.unsigned));
                f.doubtful.iter().for_each(|words| print::text(words));
            })?;
            Ok(if found.unbroken { 0 } else { 3 })
        }
    }
}
