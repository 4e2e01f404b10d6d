//! The command line, as the contract has it.

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use fairnotice_desk::GivenReason;
use std::path::PathBuf;

/// Draft, check, version, approve and publish a council's privacy notices.
#[derive(Debug, Parser)]
#[command(name = "fairnotice", version, about, arg_required_else_help = true)]
pub struct Arguments {
    /// The council file; else FAIRNOTICE_REGISTER, else the one in the local application-data folder
    #[arg(long, global = true, value_name = "FILE")]
    pub register: Option<PathBuf>,
    /// Who acts: an id, an e-mail address or a name
    #[arg(long = "as", global = true, value_name = "OFFICER")]
    pub officer: Option<String>,
    /// Print one JSON document
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new council file
    Init {
        /// The council's name
        #[arg(long, required_unless_present = "sample", conflicts_with = "sample")]
        organisation: Option<String>,
        /// Your name
        #[arg(long, required_unless_present = "sample", conflicts_with = "sample")]
        officer: Option<String>,
        /// Your e-mail address
        #[arg(long, conflicts_with = "sample")]
        email: Option<String>,
        /// Make the sample council instead: made up, with notices in every state
        #[arg(long)]
        sample: bool,
    },
    /// The council's details
    Organisation {
        /// What to do with them
        #[command(subcommand)]
        what: OrganisationCommand,
    },
    /// The officers
    Officer {
        /// What to do with them
        #[command(subcommand)]
        what: OfficerCommand,
    },
    /// The directorates
    Directorate {
        /// What to do with them
        #[command(subcommand)]
        what: DirectorateCommand,
    },
    /// The templates a notice can start from
    Templates,
    /// Start a notice from a template
    New {
        /// The title
        title: String,
        /// The template; `fairnotice templates` lists them
        #[arg(long, default_value = "modern")]
        template: String,
        /// The directorate
        #[arg(long)]
        directorate: Option<String>,
        /// The notice above it
        #[arg(long, value_name = "NOTICE")]
        parent: Option<String>,
    },
    /// Take files in, each as version 1 of a notice, drafting; or, with --published, as an edition that was live before
    Import {
        /// Files (.docx, .html, .pdf, .txt, .md) or folders of them
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// It was published before Fair Notice, from this day on (YYYY-MM-DD)
        #[arg(long, value_name = "FROM")]
        published: Option<NaiveDate>,
        /// … until this day; without it: until the next edition, or still
        #[arg(long, value_name = "DATE", requires = "published")]
        until: Option<NaiveDate>,
        /// … at this address
        #[arg(long, requires = "published")]
        url: Option<String>,
        /// … agreed by whom, as far as it is known
        #[arg(long, value_name = "TEXT", requires = "published")]
        agreed_by: Option<String>,
        /// Refuse the tracked changes of a Word file instead of taking them
        #[arg(long)]
        reject_changes: bool,
        /// The directorate
        #[arg(long)]
        directorate: Option<String>,
        /// A title other than the file's own
        #[arg(long)]
        title: Option<String>,
        /// The notice whose next version it becomes
        #[arg(long, value_name = "NOTICE")]
        into: Option<String>,
    },
    /// Show what a file would be read as; needs no council file
    Read {
        /// The file
        file: PathBuf,
        /// Refuse the tracked changes of a Word file instead of taking them
        #[arg(long)]
        reject_changes: bool,
        /// outline, text, md or json
        #[arg(long, value_enum, default_value_t = ReadFormat::Outline)]
        format: ReadFormat,
    },
    /// List the repairs that a draft may need, or accept some
    Repairs {
        /// NOTICE
        notice: String,
        /// Accept the repair of that id (repeatable)
        #[arg(long, value_name = "ID")]
        accept: Vec<String>,
        /// Accept all of them
        #[arg(long)]
        all: bool,
    },
    /// List the notices
    List,
    /// Change a notice's details: whose it is, what it covers, what stands above it
    Details {
        /// NOTICE
        notice: String,
        /// The directorate
        #[arg(long)]
        directorate: Option<String>,
        /// corporate, directorate, service or short-statement
        #[arg(long)]
        kind: Option<String>,
        /// adults, children or easy-read
        #[arg(long)]
        audience: Option<String>,
        /// The notice above it
        #[arg(long, value_name = "NOTICE")]
        parent: Option<String>,
        /// The page above it outside the council file; naming it confirms that it answers what is left to it
        #[arg(long, value_name = "URL")]
        external_parent: Option<String>,
    },
    /// Print a notice's text
    Show {
        /// NOTICE or NOTICE@V
        notice: String,
        /// In which form
        #[arg(long, value_enum, default_value_t = Form::Text)]
        format: Form,
    },
    /// What became of a notice
    History {
        /// NOTICE
        notice: String,
    },
    /// Which version was live on a day
    LiveOn {
        /// NOTICE
        notice: String,
        /// The day, as 2026-11-22
        date: NaiveDate,
    },
    /// Search the words of every open and live version
    Search {
        /// What to look for
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Replace the open draft's text with a file: the JSON or Markdown that `show` prints
    Edit {
        /// NOTICE
        notice: String,
        /// The file
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
        /// A note on what changed
        #[arg(long)]
        note: Option<String>,
    },
    /// Start the next version from the live text
    NewVersion {
        /// NOTICE
        notice: String,
    },
    /// Ask for review
    Submit {
        /// NOTICE
        notice: String,
        /// What changed, for the reviewer
        #[arg(long)]
        note: String,
        /// Your reason for a rule's findings; give it for each rule that blocks
        #[command(flatten)]
        because: Because,
    },
    /// Take back what was submitted
    Recall {
        /// NOTICE
        notice: String,
    },
    /// Send back with a reason
    RequestChanges {
        /// NOTICE
        notice: String,
        /// The reason
        #[arg(long)]
        reason: String,
    },
    /// Approve exactly the text under review
    Approve {
        /// NOTICE
        notice: String,
        /// The digest you looked at; another text is refused
        #[arg(long)]
        digest: Option<String>,
        /// Your own reason for a rule's findings
        #[command(flatten)]
        because: Because,
        /// Confirm every statement that the council asks its approvers to confirm
        #[arg(long)]
        confirm: bool,
    },
    /// The keys with which officers sign
    Key {
        /// What to do with them
        #[command(subcommand)]
        what: KeyCommand,
    },
    /// Write a review pack of the version in review, for a reviewer on another computer
    Pack {
        /// NOTICE
        notice: String,
        /// Where it is written, ending in .fairnotice
        #[arg(long, value_name = "FILE", required_unless_present = "pdf")]
        out: Option<PathBuf>,
        /// Also, or only, a reading copy for somebody without Fair Notice: changes marked, things to fix, a form to answer
        #[arg(long, value_name = "FILE")]
        pdf: Option<PathBuf>,
    },
    /// Show what a review pack or an answer says
    Open {
        /// The file
        file: PathBuf,
    },
    /// Answer a review pack; needs no council file
    Answer {
        /// The review pack
        pack: PathBuf,
        /// What is decided; neither, and nothing is: comments only
        #[command(flatten)]
        verdict: Verdicts,
        /// Your own reason for a rule's findings
        #[command(flatten)]
        because: Because,
        /// Confirm every statement that the council asks its approvers to confirm
        #[arg(long)]
        confirm: bool,
        /// A comment; repeat for more
        #[arg(long = "comment", value_name = "WORDS")]
        comments: Vec<String>,
        /// Other words in the place of some; repeat for more
        #[arg(long = "suggest", value_name = "WORDS=OTHER WORDS", value_parser = parse_suggestion)]
        suggestions: Vec<(String, String)>,
        /// Where the answer is written, ending in .fairnotice
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Write the evidence of what was live on a day: text, approvals, changes, reasons, consultation, where it was seen
    Evidence {
        /// NOTICE
        notice: String,
        /// The day, as 2026-12-01
        date: NaiveDate,
        /// As one PDF
        #[arg(long, value_name = "FILE")]
        pdf: Option<PathBuf>,
        /// As a zip with the files it speaks of
        #[arg(long, value_name = "FILE")]
        zip: Option<PathBuf>,
        /// Without officers' names and internal reasons
        #[arg(long)]
        public: bool,
    },
    /// Take a reviewer's answer in: comments and decision, in the reviewer's name
    TakeAnswer {
        /// The answer
        file: PathBuf,
        /// Leave the decision, for an answer to a text that has changed since
        #[arg(long)]
        comments_only: bool,
    },
    /// Record an approval that was given by e-mail or in a meeting, against exactly the text in review
    RecordApproval(RecordApproval),
    /// Who was asked for their view of a text, and what came of it
    Consultation {
        /// What to do
        #[command(subcommand)]
        what: ConsultationCommand,
    },
    /// Publish the approved version, today or from a day
    Publish {
        /// NOTICE
        notice: String,
        /// From which day, as 2026-12-01
        #[arg(long, value_name = "DATE")]
        effective: Option<NaiveDate>,
    },
    /// Take the live version down
    Withdraw {
        /// NOTICE
        notice: String,
        /// The reason
        #[arg(long)]
        reason: String,
    },
    /// Drop the open draft; it is kept in the journal
    Discard {
        /// NOTICE
        notice: String,
    },
    /// Comment on a version
    Comment {
        /// NOTICE or NOTICE@V
        notice: String,
        /// What you want to say
        words: String,
        /// The id of the section it is about
        #[arg(long)]
        section: Option<String>,
        /// The words it is about
        #[arg(long)]
        quote: Option<String>,
        /// The words proposed in the place of the quoted ones; empty proposes to take them out
        #[arg(long, requires = "quote")]
        instead: Option<String>,
    },
    /// Answer a comment: its proposed words are taken, or left for a reason, or it is done with
    AnswerComment {
        /// NOTICE
        notice: String,
        /// The comment's id, as `comment` and `history --json` print it
        comment: String,
        /// taken, left or done
        #[arg(long)]
        how: String,
        /// The reason
        #[arg(long, default_value = "")]
        words: String,
    },
    /// Put the text of a saved copy back into the draft; what stands there becomes a saved copy first
    BringBack {
        /// NOTICE
        notice: String,
        /// The version
        #[arg(long)]
        version: u32,
        /// The number of the saved copy within it
        #[arg(long)]
        copy: u32,
    },
    /// Record that the live version was sent to those who put it on the site
    Sent {
        /// NOTICE
        notice: String,
        /// To whom
        #[arg(long)]
        to: String,
    },
    /// Record that the live version was seen on the site
    SeenOnline {
        /// NOTICE
        notice: String,
        /// The page's address
        #[arg(long)]
        url: String,
        /// On which day
        #[arg(long, value_name = "DATE")]
        on: NaiveDate,
    },
    /// Check a notice, a file or the whole council against what the law asks
    Check {
        /// NOTICE or NOTICE@V
        #[arg(required_unless_present_any = ["file", "all"], conflicts_with_all = ["file", "all"])]
        notice: Option<String>,
        /// A text file; no council file is needed
        #[arg(long, conflicts_with = "all")]
        file: Option<PathBuf>,
        /// Every live notice, and of those without a live version the open one: which lack what
        #[arg(long)]
        all: bool,
        /// Show what the law asks, item by item: where it is answered, and how
        #[arg(long, conflicts_with = "all")]
        matrix: bool,
        /// Show the key of each finding, by which it is mended or answered
        #[arg(long)]
        keys: bool,
        /// Ask the law of that day, not of today
        #[arg(long, value_name = "DATE")]
        as_of: Option<NaiveDate>,
    },
    /// Answer findings with "not here, because …": they stay answered while the rule and the words are the same
    Dismiss {
        /// NOTICE
        notice: String,
        /// The findings' keys, as `check --keys` shows them
        #[arg(value_name = "KEY", required_unless_present = "rule")]
        keys: Vec<String>,
        /// All findings of that rule (repeatable)
        #[arg(long, value_name = "RULE")]
        rule: Vec<String>,
        /// Why it is no fault here
        #[arg(long, value_name = "REASON")]
        because: String,
    },
    /// Bring findings back that were answered
    Reinstate {
        /// NOTICE
        notice: String,
        /// The findings' keys
        #[arg(value_name = "KEY", required_unless_present = "rule")]
        keys: Vec<String>,
        /// All findings of that rule (repeatable)
        #[arg(long, value_name = "RULE")]
        rule: Vec<String>,
    },
    /// List the findings of a draft that a small safe edit mends, or mend some
    Mend {
        /// NOTICE
        notice: String,
        /// Mend the findings with these keys
        #[arg(value_name = "KEY")]
        keys: Vec<String>,
        /// Mend all findings of that rule (repeatable)
        #[arg(long, value_name = "RULE")]
        rule: Vec<String>,
        /// Mend all of them
        #[arg(long)]
        all: bool,
    },
    /// The changes of the law that the checks know, each with the live notices it touches
    Law {
        /// Only changes from that day on
        #[arg(long, value_name = "DATE")]
        from: Option<NaiveDate>,
        /// Only changes that touch a live notice
        #[arg(long)]
        touching: bool,
    },
    /// The council's standard wording, or the next version of one
    Wording {
        /// The name of the wording to set
        #[arg(long, value_name = "NAME", requires = "from")]
        set: Option<String>,
        /// A text file with its words
        #[arg(long, value_name = "FILE", requires = "set")]
        from: Option<PathBuf>,
    },
    /// The record of processing, against which purposes are checked; or take one in
    Processing {
        /// A CSV file to take in
        #[arg(long, value_name = "FILE", requires = "column")]
        import: Option<PathBuf>,
        /// Which column says what: purpose=HEADING, part=HEADING; also basis, data, recipients, retention (repeatable)
        #[arg(long, value_name = "WHAT=HEADING", value_parser = column)]
        column: Vec<(String, String)>,
    },
    /// Compare two versions, or two files
    Diff {
        /// The old text: NOTICE@V or a file
        old: String,
        /// The new text: NOTICE@V or a file
        new: String,
        /// In which form
        #[arg(long, value_enum, default_value_t = DiffForm::Text)]
        format: DiffForm,
        /// In a page, both texts beside one another (with --format html)
        #[arg(long)]
        side_by_side: bool,
        /// Write it to a file
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Bring a Word file back that a colleague has changed: every change becomes a suggestion. Or, with --base, --mine and
    /// --theirs, make one text of two edits of it; what both changed differently is named, and the exit code is 3
    Merge {
        /// NOTICE, for a Word file
        #[arg(requires = "from")]
        notice: Option<String>,
        /// The Word file
        #[arg(long, value_name = "FILE", requires = "notice", conflicts_with_all = ["base", "mine", "theirs"])]
        from: Option<PathBuf>,
        /// Whose changes they are; else the one author whom the file names
        #[arg(long, value_name = "NAME", requires = "from")]
        by: Option<String>,
        /// Their post
        #[arg(long, requires = "from")]
        post: Option<String>,
        /// The text before both edits: NOTICE@V or a file
        #[arg(long, value_name = "TEXT", required_unless_present = "from")]
        base: Option<String>,
        /// My edit of it
        #[arg(long, value_name = "TEXT", required_unless_present = "from")]
        mine: Option<String>,
        /// Their edit of it
        #[arg(long, value_name = "TEXT", required_unless_present = "from")]
        theirs: Option<String>,
        /// Write the merged text to a file: JSON or Markdown, by its name; `edit --from` takes both
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Keep a picture in the council file, for a text or as the council's sign; prints its name
    Picture {
        /// A PNG or JPEG file
        file: PathBuf,
    },
    /// Write PDF, HTML, the piece to paste into the site, a Word file or the sign-off record
    Export {
        /// NOTICE or NOTICE@V; without a number the live version, else the open one
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        notice: Option<String>,
        /// The public PDF
        #[arg(long, value_name = "FILE")]
        pdf: Option<PathBuf>,
        /// The public HTML
        #[arg(long, value_name = "FILE")]
        html: Option<PathBuf>,
        /// The piece to paste into a page of the council's own site
        #[arg(long, value_name = "FILE")]
        fragment: Option<PathBuf>,
        /// The level of that piece's first heading
        #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=5))]
        heading_level: u8,
        /// Leave the title out of that piece, where the site has a field of its own for it
        #[arg(long)]
        no_title: bool,
        /// A Word file, for colleagues who comment there
        #[arg(long, value_name = "FILE")]
        docx: Option<PathBuf>,
        /// With --docx: the open version with its changes against the live one as tracked changes
        #[arg(long, requires = "docx", conflicts_with_all = ["pdf", "html", "fragment", "record"])]
        changes: bool,
        /// With a table of contents in PDF and HTML, however short the text is
        #[arg(long, conflicts_with = "no_contents")]
        contents: bool,
        /// Without a table of contents, however long the text is
        #[arg(long)]
        no_contents: bool,
        /// The content as JSON
        #[arg(long = "content", value_name = "FILE")]
        content: Option<PathBuf>,
        /// The internal sign-off record, as PDF
        #[arg(long, value_name = "FILE")]
        record: Option<PathBuf>,
        /// Every live notice
        #[arg(long, requires = "to", conflicts_with_all = ["pdf", "html", "fragment", "docx", "record", "content"])]
        all: bool,
        /// Into which folder
        #[arg(long, value_name = "DIR", requires = "all")]
        to: Option<PathBuf>,
    },
    /// Is this what was approved? Without a file: is the whole council file unbroken?
    Verify {
        /// A PDF, a page or a text
        file: Option<PathBuf>,
    },
    /// The audit trail
    Journal {
        /// How many of the newest events
        #[arg(long, default_value_t = 50)]
        last: usize,
    },
    /// Write a whole copy of the council file
    Backup {
        /// The new file
        file: PathBuf,
    },
    /// Put a backup where no council file is
    Restore {
        /// The backup
        file: PathBuf,
    },
}

/// What to do with the council's details.
#[derive(Debug, Subcommand)]
pub enum OrganisationCommand {
    /// Print them
    Show,
    /// Change some of them
    Set(Box<OrganisationDetails>),
}

/// The council's details; what is not given stays as it is.
#[derive(Debug, Args)]
pub struct OrganisationDetails {
    /// The council's name
    #[arg(long)]
    pub name: Option<String>,
    /// The postal address
    #[arg(long)]
    pub address: Option<String>,
    /// The general e-mail address
    #[arg(long)]
    pub email: Option<String>,
    /// The general telephone number
    #[arg(long)]
    pub phone: Option<String>,
    /// The registration with the Information Commission
    #[arg(long)]
    pub ico_registration: Option<String>,
    /// The data protection officer's post
    #[arg(long)]
    pub dpo_post: Option<String>,
    /// The data protection officer's e-mail address
    #[arg(long)]
    pub dpo_email: Option<String>,
    /// The data protection officer's telephone number
    #[arg(long)]
    pub dpo_phone: Option<String>,
    /// Where complaints about the use of data go
    #[arg(long)]
    pub complaints_email: Option<String>,
    /// The page about rights
    #[arg(long)]
    pub rights_page: Option<String>,
    /// The retention schedule
    #[arg(long)]
    pub retention_schedule: Option<String>,
    /// How many months a published version may stand before it is reviewed
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=120))]
    pub review_months: Option<u32>,
    /// Whether public files name the approver
    #[arg(long)]
    pub names_approver: Option<bool>,
    /// Whether an approval given by e-mail or in a meeting does not suffice
    #[arg(long)]
    pub reviewer_must_approve: Option<bool>,
    /// The sign that public files carry: a PNG or JPEG file, or "none"
    #[arg(long, value_name = "FILE")]
    pub logo: Option<String>,
    /// The colour of headings in public files, as #12324a, or "none"; one that can't be read on paper is refused
    #[arg(long)]
    pub colour: Option<String>,
    /// What an approver confirms beside the text; give it once for each statement, or "none"
    #[arg(long = "statement", value_name = "WORDS")]
    pub statements: Vec<String>,
}

/// What to do with officers.
#[derive(Debug, Subcommand)]
pub enum OfficerCommand {
    /// Add an officer
    Add {
        /// First and last name
        name: String,
        /// The e-mail address
        #[arg(long)]
        email: String,
        /// The post, printed in sign-off records
        #[arg(long)]
        post: Option<String>,
        /// What the officer may do: author, reviewer, publisher, administrator
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
    },
    /// List the officers
    List,
}

/// What to do with directorates.
#[derive(Debug, Subcommand)]
pub enum DirectorateCommand {
    /// Add a directorate
    Add {
        /// Its name
        name: String,
        /// Who leads it
        #[arg(long, value_name = "NAME")]
        led_by: Option<String>,
        /// The post that leads it
        #[arg(long, value_name = "TITLE")]
        post: Option<String>,
        /// The other organisation, when it is joint
        #[arg(long, value_name = "ORGANISATION")]
        with: Option<String>,
        /// In what way: controllers, shared-management, processor
        #[arg(long)]
        joint: Option<String>,
    },
    /// List the directorates
    List,
}

/// Reasons for findings.
#[derive(Debug, Args)]
pub struct Because {
    /// A reason for a rule's findings; repeat for each rule
    #[arg(long, value_name = "RULE=REASON", value_parser = parse_reason)]
    pub because: Vec<GivenReason>,
}

/// What a reviewer decides.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub struct Verdicts {
    /// Approve exactly this text
    #[arg(long)]
    pub approve: bool,
    /// Send it back with a reason
    #[arg(long, value_name = "REASON")]
    pub request_changes: Option<String>,
}

/// An approval given elsewhere.
#[derive(Debug, Args)]
pub struct RecordApproval {
    /// NOTICE
    pub notice: String,
    /// The digest, or the document code, of the text that was approved
    #[arg(long)]
    pub digest: String,
    /// Who approved it
    #[arg(long)]
    pub who: String,
    /// Their post
    #[arg(long)]
    pub post: String,
    /// The day, as 2026-12-01
    #[arg(long, value_name = "DATE")]
    pub on: NaiveDate,
    /// How it was given: "e-mail", "meeting of the board"
    #[arg(long)]
    pub how: Option<String>,
    /// The message, which is kept
    #[arg(long, value_name = "FILE")]
    pub attach: Option<PathBuf>,
}

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Show your own key on this computer, made at its first use
    Show {
        /// The review pack to be answered, where no council file is
        #[arg(long, value_name = "FILE")]
        pack: Option<PathBuf>,
    },
    /// List every key that was enrolled
    List,
    /// Enrol an officer's key, after its fingerprint was read out
    Enrol {
        /// Whose it is: an id, an e-mail address or a name
        whose: String,
        /// The key, as `key show` prints it
        #[arg(long)]
        key: String,
        /// The fingerprint, as the officer read it out
        #[arg(long)]
        fingerprint: String,
        /// The last day on which it may sign
        #[arg(long, value_name = "DATE")]
        expires: Option<NaiveDate>,
    },
    /// Withdraw a key; what it signed before stays signed
    Withdraw {
        /// The key or its fingerprint
        key: String,
        /// The reason
        #[arg(long)]
        why: String,
    },
}

/// What to do with consultations.
#[derive(Debug, Subcommand)]
pub enum ConsultationCommand {
    /// Record that a text was sent to somebody
    Send {
        /// NOTICE or NOTICE@V
        notice: String,
        /// Who is asked
        #[arg(long)]
        to: String,
        /// Their post
        #[arg(long)]
        post: Option<String>,
        /// word, pack, pdf, e-mail or meeting
        #[arg(long, default_value = "word")]
        how: String,
        /// The day by which an answer is wanted
        #[arg(long, value_name = "DATE")]
        due: Option<NaiveDate>,
    },
    /// Record that somebody was reminded
    Remind {
        /// NOTICE
        notice: String,
        /// The id, or the name of one who is waited for
        who: String,
    },
    /// Record what somebody answered
    Answer {
        /// NOTICE
        notice: String,
        /// The id, or the name of one who is waited for
        who: String,
        /// They have no comment
        #[arg(long, conflicts_with = "late")]
        no_comment: bool,
        /// No answer came, and none is waited for any more
        #[arg(long)]
        late: bool,
        /// What was said, or why none is waited for
        #[arg(long, default_value = "")]
        words: String,
        /// The day of the answer; else today
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
        /// The answer's file, which is kept
        #[arg(long, value_name = "FILE")]
        attach: Option<PathBuf>,
    },
    /// Write who was asked and what came of it as a PDF
    Print {
        /// NOTICE
        notice: String,
        /// The PDF
        #[arg(long, value_name = "FILE")]
        pdf: PathBuf,
    },
    /// List who was asked about a notice
    List {
        /// NOTICE
        notice: String,
    },
}

fn parse_suggestion(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((quote, instead)) if !quote.trim().is_empty() => Ok((quote.trim().to_owned(), instead.trim().to_owned())),
        _ => Err("write WORDS=OTHER WORDS".into()),
    }
}

fn parse_reason(text: &str) -> Result<GivenReason, String> {
    match text.split_once('=') {
        Some((rule, reason)) if !rule.trim().is_empty() && !reason.trim().is_empty() => {
            Ok(GivenReason { rule: rule.trim().to_string(), reason: reason.trim().to_string() })
        }
        _ => Err("write RULE=REASON, for example missing-source=\"said in the corporate notice\"".into()),
    }
}

/// In which form a file's text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// Sections with their roles, what was unclear
    Outline,
    /// The words alone
    Text,
    /// Markdown with roles
    Md,
    /// The content of the contract
    Json,
}

/// In which form a text is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// The words alone
    Text,
    /// Markdown with roles and ids
    Md,
    /// The page as it would be published
    Html,
    /// The content as JSON
    Json,
}

/// In which form a comparison is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffForm {
    /// Marked text
    Text,
    /// The redline as JSON
    Json,
    /// A page
    Html,
    /// A PDF; into --out or a pipe
    Pdf,
    /// A Word file with tracked changes; into --out or a pipe
    Docx,
}

fn column(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((what, heading)) if !what.trim().is_empty() && !heading.trim().is_empty() => {
            Ok((what.trim().to_owned(), heading.trim().to_owned()))
        }
        _ => Err("write it as WHAT=HEADING, for example purpose=\"Business function\"".into()),
    }
}
