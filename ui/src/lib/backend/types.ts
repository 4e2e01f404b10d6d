// Made by `cargo xtask bindings` from src-tauri/desk; do not edit.
import type {
  Block,
  Content,
  FieldKind,
  Mend,
  Organisation,
  Readability,
  Redline,
  Role,
  Severity,
  State,
  Summary,
} from "./model";

/** A value and what changed. */
export type Outcome<T> = { value: T; changed: Changed[] };

/** Two texts and what changed between them. */
export type Comparison = Redline & { old: string; new: string; summary: Summary };

/**
 * What a change touched: the window refreshes by this and never guesses.
 */
export type Changed = { "what": "organisation" } | { "what": "officers" } | { "what": "directorates" } | { "what": "notices" } | { "what": "notice", "id": string } | { "what": "working-copy", "id": string } | { "what": "elsewhere" };

/**
 * An officer.
 */
export type OfficerView = { 
/**
 * The id.
 */
id: string, 
/**
 * First and last name.
 */
name: string, 
/**
 * The e-mail address.
 */
email: string | null, 
/**
 * The post.
 */
post: string | null, 
/**
 * Names of permissions.
 */
permissions: Array<string>, };

/**
 * Who leads a directorate, and when.
 */
export type PostHolder = { 
/**
 * The person's name; empty when only the post is known.
 */
name: string, 
/**
 * The post, which is what notices print.
 */
post: string, 
/**
 * The first day; nothing when it is not known.
 */
from: string | null, 
/**
 * The last day; nothing while it goes on.
 */
until: string | null, };

/**
 * A directorate.
 */
export type DirectorateView = { 
/**
 * The id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Who leads it today.
 */
led_by: string | null, 
/**
 * The post that leads it today.
 */
post: string | null, 
/**
 * The organisation it is shared with.
 */
partner: string | null, 
/**
 * controllers, shared-management or processor.
 */
arrangement: string | null, 
/**
 * Everybody who leads, led or will lead it, as they were entered.
 */
holders: Array<PostHolder>, };

/**
 * What was edited of a directorate.
 */
export type EditedDirectorate = { 
/**
 * Its name.
 */
name: string, 
/**
 * Everybody who leads, led or will lead it.
 */
holders: Array<PostHolder>, 
/**
 * The other organisation, when it is joint.
 */
partner: string | null, 
/**
 * controllers, shared-management or processor.
 */
joint: string | null, };

/**
 * The council, its directorates and its officers.
 */
export type OrganisationPage = { 
/**
 * The council's details.
 */
organisation: Organisation, 
/**
 * Its directorates.
 */
directorates: Array<DirectorateView>, 
/**
 * Its officers.
 */
officers: Array<OfficerView>, };

/**
 * A picture in the council file.
 */
export type KeptPicture = { 
/**
 * The name by which texts show it.
 */
asset: string, 
/**
 * Pixels.
 */
width: number, 
/**
 * Pixels.
 */
height: number, };

/**
 * The open version of a notice, in a list.
 */
export type OpenVersion = { 
/**
 * Its number.
 */
version: number, 
/**
 * Where it stands.
 */
state: State, 
/**
 * The day from which it shall be live, when it waits for one.
 */
effective: string | null, 
/**
 * Who it waits for, in words: "its author", "a reviewer", "a publisher".
 */
waits_for: string, };

/**
 * A notice in the list.
 */
export type NoticeRow = { 
/**
 * The short name.
 */
notice: string, 
/**
 * The id.
 */
id: string, 
/**
 * The title.
 */
title: string, 
/**
 * The directorate's name.
 */
directorate: string | null, 
/**
 * corporate, directorate, service or short-statement.
 */
kind: string, 
/**
 * The live version's number.
 */
live: number | null, 
/**
 * Since which day it is live.
 */
live_since: string | null, 
/**
 * The open version.
 */
open: OpenVersion | null, 
/**
 * The newest version's number and state, when there is neither an open nor a live one.
 */
last: OpenVersion | null, 
/**
 * Blocking findings in the open version; nothing where they are not counted yet.
 */
blocking: number | null, 
/**
 * The day by which the live version shall be reviewed.
 */
review_due: string | null, 
/**
 * Whether that day is past.
 */
overdue: boolean, 
/**
 * The post that leads the directorate.
 */
owner: string | null, 
/**
 * When something was last done to it.
 */
changed_at: string, };

/**
 * The list of notices.
 */
export type NoticeList = { 
/**
 * Every notice, by title.
 */
notices: Array<NoticeRow>, };

/**
 * What can be done, or why it can't.
 */
export type ActionView = { 
/**
 * The act: edit, submit, recall, request-changes, approve, publish, withdraw, discard, new-version.
 */
action: string, 
/**
 * What stands on the button.
 */
label: string, 
/**
 * Whether the officer can do it now.
 */
allowed: boolean, 
/**
 * Why not, in a sentence.
 */
why: string | null, };

/**
 * A version in a history.
 */
export type VersionRow = { 
/**
 * Its number.
 */
version: number, 
/**
 * Where it stands.
 */
state: State, 
/**
 * From which day it is, was or shall be live.
 */
effective: string | null, 
/**
 * The last day it was live.
 */
ended: string | null, 
/**
 * The day by which it shall be reviewed.
 */
review_due: string | null, 
/**
 * What is known of an edition from before Fair Notice; nothing for any other version.
 */
recorded: RecordedFacts | null, 
/**
 * The document code of its newest saved copy.
 */
code: string, 
/**
 * The digest of its newest saved copy.
 */
digest: string, 
/**
 * Its saved copies, oldest first.
 */
revisions: Array<RevisionRow>, 
/**
 * What was decided, oldest first.
 */
decisions: Array<DecisionRow>, 
/**
 * What was said of it, oldest first.
 */
comments: Array<CommentRow>, 
/**
 * When it was sent to the web team, and where it was seen, oldest first.
 */
online: Array<OnlineRow>, };

/**
 * A saved copy in a history.
 */
export type RevisionRow = { 
/**
 * The id.
 */
revision: string, 
/**
 * 1, 2, 3 … within the version.
 */
number: number, 
/**
 * Whose words were added.
 */
author: string, 
/**
 * When.
 */
at: string, 
/**
 * What the officer said of it.
 */
note: string | null, 
/**
 * Its document code.
 */
code: string, };

/**
 * A decision in a history.
 */
export type DecisionRow = { 
/**
 * submit, recall, request-changes, approve, publish, schedule, activate, supersede, withdraw, discard, edit.
 */
action: string, 
/**
 * Who; "Fair Notice" when nobody did.
 */
officer: string, 
/**
 * When.
 */
at: string, 
/**
 * The change note or the reason.
 */
words: string | null, 
/**
 * Reasons for open findings.
 */
reasons: Array<ReasonView>, 
/**
 * The document code it was made on.
 */
code: string, 
/**
 * The day from which it shall be live.
 */
effective: string | null, 
/**
 * The signature under it; null for a decision that nobody signed.
 */
signature: SignatureView | null, 
/**
 * Who approved elsewhere, when the officer only recorded it.
 */
recorded: RecordedApproval | null, };

/**
 * A reason for an open finding.
 */
export type ReasonView = { 
/**
 * The rule.
 */
rule: string, 
/**
 * The officer's words.
 */
reason: string, 
/**
 * Whether it was given for an earlier text and carried forward.
 */
carried: boolean, };

/**
 * A comment in a history.
 */
export type CommentRow = { 
/**
 * The id.
 */
id: string, 
/**
 * Whose it is.
 */
officer: string, 
/**
 * When.
 */
at: string, 
/**
 * The id of the section it is about.
 */
section: string | null, 
/**
 * The words it is about.
 */
quote: string | null, 
/**
 * Who wrote it, and on which day, in a file that the officer brought in.
 */
written_by: string | null, 
/**
 * What is said.
 */
words: string, 
/**
 * The words proposed in the place of the quoted ones; empty proposes to take them out.
 */
instead: string | null, 
/**
 * What became of it.
 */
answer: CommentAnswerRow | null, };

/**
 * What became of a comment.
 */
export type CommentAnswerRow = { 
/**
 * taken, left or done.
 */
how: string, 
/**
 * Who said so.
 */
officer: string, 
/**
 * The reason, or what else was said.
 */
words: string | null, 
/**
 * When.
 */
at: string, };

/**
 * What somebody wants to say of a version.
 */
export type NewComment = { 
/**
 * What is said. It may be empty when other words are proposed.
 */
words: string, 
/**
 * The id of the section it is about.
 */
section: string | null, 
/**
 * The words of the text it is about.
 */
quote: string | null, 
/**
 * The words proposed in the place of the quoted ones; empty proposes to take them out.
 */
instead: string | null, };

/**
 * A signature under a decision, as it is shown.
 */
export type SignatureView = { 
/**
 * The fingerprint of the key.
 */
fingerprint: string, 
/**
 * good, unknown-key, anothers-key, expired-key, withdrawn-key or broken.
 */
standing: string, 
/**
 * The same in a sentence.
 */
sentence: string, 
/**
 * Whether it came with an answer from another computer.
 */
by_answer: boolean, };

/**
 * A recorded approval as it is shown.
 */
export type RecordedApproval = { 
/**
 * Who approved it.
 */
who: string, 
/**
 * Their post.
 */
post: string, 
/**
 * The day on which they did.
 */
on: string, 
/**
 * How.
 */
how: string | null, 
/**
 * The SHA-256 of the message that is kept with it.
 */
file: string | null, 
/**
 * What that file is called.
 */
file_name: string | null, };

/**
 * An approval that somebody gave elsewhere.
 */
export type NewRecordedApproval = { 
/**
 * The digest, or the document code, of the text that was approved.
 */
digest: string, 
/**
 * Who approved it.
 */
who: string, 
/**
 * Their post.
 */
post: string, 
/**
 * The day on which they did.
 */
on: string, 
/**
 * How: "e-mail", "meeting of the board".
 */
how: string | null, };

/**
 * An officer's key as the council file knows it.
 */
export type KeyRow = { 
/**
 * The public half.
 */
key: string, 
/**
 * The short form that is compared.
 */
fingerprint: string, 
/**
 * The officer's id.
 */
officer_id: string, 
/**
 * The officer's name.
 */
officer: string, 
/**
 * Who enrolled it.
 */
enrolled_by: string, 
/**
 * When.
 */
enrolled_at: string, 
/**
 * The last day on which it may sign.
 */
expires: string | null, 
/**
 * When it was withdrawn.
 */
withdrawn_at: string | null, 
/**
 * Why.
 */
why: string | null, };

/**
 * An officer's own key on this machine.
 */
export type OwnKey = { 
/**
 * The officer's name.
 */
officer: string, 
/**
 * The public half; null when there is no key yet.
 */
key: string | null, 
/**
 * The short form, to be read out to an administrator.
 */
fingerprint: string | null, 
/**
 * "system" (the computer's credential store) or "file" (opened by a passphrase).
 */
kept: string, 
/**
 * Whether it can sign now; a file needs its passphrase first.
 */
ready: boolean, 
/**
 * Whether an administrator has enrolled it here.
 */
enrolled: boolean, };

/**
 * Somebody who may review.
 */
export type Reviewer = { 
/**
 * The officer's id in the council file.
 */
id: string, 
/**
 * The name.
 */
name: string, 
/**
 * The post.
 */
post: string | null, 
/**
 * Why this officer can't approve this version, if so.
 */
why_not: string | null, };

/**
 * A pack that was written.
 */
export type Packed = { 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * The version.
 */
version: number, 
/**
 * The document code of its text.
 */
code: string, 
/**
 * The SHA-256 of what the pack holds.
 */
sha256: string, 
/**
 * Where it was written.
 */
files: Array<string>, };

/**
 * A review pack as a reviewer sees it.
 */
export type PackPage = { 
/**
 * The council.
 */
council: string, 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * The title.
 */
title: string, 
/**
 * The directorate.
 */
directorate: string | null, 
/**
 * The version.
 */
version: number, 
/**
 * The document code.
 */
code: string, 
/**
 * The digest of the text: what an approval names.
 */
digest: string, 
/**
 * The live version that it would replace.
 */
live: number | null, 
/**
 * Who asked for review.
 */
submitted_by: string, 
/**
 * When.
 */
submitted_at: string, 
/**
 * What they say of the changes.
 */
note: string | null, 
/**
 * The author's reasons for what the checks found.
 */
reasons: Array<ReasonView>, 
/**
 * What the checks found when the pack was made.
 */
report: CheckReport, 
/**
 * The rules for which an approval needs the approver's own reason.
 */
needs: Array<string>, 
/**
 * What was said so far.
 */
comments: Array<CommentRow>, 
/**
 * What an approver confirms.
 */
statements: Array<string>, 
/**
 * Who may review it.
 */
reviewers: Array<Reviewer>, 
/**
 * What changed against the live version; null for a first version.
 */
changes: Comparison | null, 
/**
 * The headings of its sections by their ids.
 */
headings: { [key in string]: string }, 
/**
 * The page as readers would see it.
 */
html: string, 
/**
 * When the pack was made.
 */
made_at: string, 
/**
 * The SHA-256 of what it holds.
 */
sha256: string, };

/**
 * What a reviewer decides.
 */
export type Verdict = "approve" | "request-changes" | "comment";

/**
 * What a reviewer answers, before it is signed.
 */
export type NewAnswer = { 
/**
 * Who answers: the id or the name of one of the pack's reviewers.
 */
reviewer: string, 
/**
 * What is decided; null while it is not.
 */
verdict: Verdict | null, 
/**
 * Why it goes back; or what else is said.
 */
words: string, 
/**
 * The approver's reasons for what the checks found.
 */
reasons: Array<GivenReason>, 
/**
 * The statements that are confirmed, word for word.
 */
confirmed: Array<string>, 
/**
 * Comments and suggestions.
 */
comments: Array<NewComment>, };

/**
 * A reviewer's answer as it is shown before it is taken in.
 */
export type AnswerPage = { 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The version it answers.
 */
version: number, 
/**
 * The document code of the text that the reviewer read.
 */
code: string, 
/**
 * Who answers.
 */
reviewer: string, 
/**
 * When, by the reviewer's clock.
 */
at: string, 
/**
 * What is decided.
 */
verdict: Verdict, 
/**
 * Why it goes back; or what else is said.
 */
words: string | null, 
/**
 * The approver's reasons.
 */
reasons: Array<GivenReason>, 
/**
 * What was confirmed.
 */
confirmed: Array<string>, 
/**
 * How many comments and suggestions come with it.
 */
comments: number, 
/**
 * The fingerprint of the key that signed it.
 */
fingerprint: string, 
/**
 * Why its decision can't be taken in; null when it can.
 */
refused: string | null, 
/**
 * The same as a code: unknown-key, other-text and so on.
 */
refused_as: string | null, 
/**
 * What to do about that.
 */
hint: string | null, 
/**
 * Whether its comments can be taken in all the same.
 */
comments_only: boolean, 
/**
 * What changed since the text that the reviewer read.
 */
since: Comparison | null, 
/**
 * That the clocks differ, in a sentence.
 */
clock: string | null, };

/**
 * An answer that was taken in.
 */
export type TakenAnswer = { 
/**
 * Where the version stands now.
 */
version: Submitted, 
/**
 * Who answered.
 */
reviewer: string, 
/**
 * What was decided; null when only comments were taken in.
 */
verdict: Verdict | null, 
/**
 * How many comments were added.
 */
comments: number, };

/**
 * A text that is sent to somebody.
 */
export type NewConsultation = { 
/**
 * Who is asked.
 */
to: string, 
/**
 * Their post.
 */
post: string | null, 
/**
 * word, pack, pdf, e-mail or meeting.
 */
how: string, 
/**
 * The day by which an answer is wanted.
 */
due: string | null, };

/**
 * What came of asking somebody.
 */
export type ConsultationReply = { 
/**
 * comments, no-comment or late (no answer came and none is waited for any more).
 */
what: string, 
/**
 * What was said, or why none is waited for.
 */
words: string, 
/**
 * The day of the answer.
 */
on: string, };

/**
 * Somebody who was asked, and what came of it.
 */
export type ConsultationRow = { 
/**
 * The id.
 */
id: string, 
/**
 * The version.
 */
version: number, 
/**
 * The document code of the text that was sent.
 */
code: string, 
/**
 * Who was asked.
 */
to: string, 
/**
 * Their post.
 */
post: string | null, 
/**
 * How the text went.
 */
how: string, 
/**
 * When.
 */
sent_at: string, 
/**
 * Who sent it.
 */
sent_by: string, 
/**
 * The day by which an answer is wanted.
 */
due: string | null, 
/**
 * The days on which they were reminded.
 */
reminded: string[], 
/**
 * comments, no-comment or late; null while an answer is waited for.
 */
answer: string | null, 
/**
 * The day of the answer.
 */
answered_on: string | null, 
/**
 * What was said.
 */
words: string | null, 
/**
 * The SHA-256 of the answer's file, where one is kept.
 */
file: string | null, 
/**
 * Whether an answer is waited for past its day.
 */
overdue: boolean, 
/**
 * The points that came of it, each with what became of it.
 */
points: Array<CommentRow>, };

/**
 * Somebody who is waited for.
 */
export type WaitingFor = { 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The version.
 */
version: number, 
/**
 * review, publication or view.
 */
what: string, 
/**
 * Who: a name; null where any reviewer or publisher will do.
 */
who: string | null, 
/**
 * Since when.
 */
since: string, 
/**
 * The day by which an answer is wanted.
 */
due: string | null, 
/**
 * Whether that day is over.
 */
overdue: boolean, };

/**
 * What came of bringing a Word file back.
 */
export type WordMerge = { 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * The version the suggestions are on.
 */
version: number, 
/**
 * The document code of the text that was sent; null when the file names none that is known here.
 */
code: string | null, 
/**
 * Whose suggestions they are.
 */
by: string, 
/**
 * Suggestions that a button can take.
 */
suggestions: number, 
/**
 * Comments: those of the margin, and changes that no button can do.
 */
comments: number, 
/**
 * How many of them are about words that have changed here since.
 */
conflicts: number, 
/**
 * What should be known of it, in sentences.
 */
notes: Array<string>, };

/**
 * The evidence that was written.
 */
export type Evidence = { 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * The day.
 */
date: string, 
/**
 * The version that was live.
 */
version: number, 
/**
 * Its document code.
 */
code: string, 
/**
 * The files.
 */
files: Array<string>, };

/**
 * That a live version was sent to the web team, or seen online.
 */
export type OnlineRow = { 
/**
 * sent or seen.
 */
what: string, 
/**
 * Who recorded it.
 */
officer: string, 
/**
 * When it was recorded.
 */
at: string, 
/**
 * To whom it was sent, or where it was seen.
 */
words: string, 
/**
 * The day on which it was seen.
 */
on: string | null, };

/**
 * Where a finding stands.
 */
export type PlaceView = { 
/**
 * The number of the line of text; the title is 0.
 */
leaf: number | null, 
/**
 * The id of the section.
 */
section: string | null, 
/**
 * The id of the field.
 */
field: string | null, 
/**
 * The id of the block.
 */
block: string | null, };

/**
 * A finding on the screen.
 */
export type FindingView = { 
/**
 * The rule.
 */
rule: string, 
/**
 * How much it weighs.
 */
severity: Severity, 
/**
 * The 1-based line of an imported file.
 */
line: number | null, 
/**
 * The heading of its section.
 */
section: string | null, 
/**
 * The words it is about.
 */
quote: string, 
/**
 * What is wrong, why it matters and what to do.
 */
message: string, 
/**
 * The article, clause or standard.
 */
source: string, 
/**
 * Where it stands.
 */
place: PlaceView, 
/**
 * Stands for what was found and said; an answer is given to it.
 */
key: string, 
/**
 * The day from which the law asks for it, or the words are out of date.
 */
since: string | null, 
/**
 * A small safe edit that mends it, and what its button says.
 */
mend: MendView | null, 
/**
 * Whether the author's reason of an earlier version still holds, so that none is asked for.
 */
reasoned: boolean, };

/**
 * A mend on a button.
 */
export type MendView = { 
/**
 * What the button says.
 */
label: string, 
/**
 * The edit, to be handed back.
 */
edit: Mend, };

/**
 * The severities, for the window's filters.
 */
export type SeverityCounts = { 
/**
 * Fix or justify.
 */
block: number, 
/**
 * Approver must explain.
 */
explain: number, 
/**
 * Should fix.
 */
warn: number, 
/**
 * Suggestion.
 */
hint: number, };

/**
 * What the checks say of a text.
 */
export type CheckReport = { 
/**
 * What was checked: NOTICE@V or a file's name.
 */
checked: string, 
/**
 * The day on which the law was asked.
 */
as_of: string, 
/**
 * The findings, weightiest first, without those that were answered.
 */
findings: Array<FindingView>, 
/**
 * How many of each severity.
 */
counts: SeverityCounts, 
/**
 * The findings that an officer answered with "not here, because …".
 */
dismissed: Array<DismissedView>, 
/**
 * What the law asks and how the text answers it; empty for a text that is not English.
 */
matrix: Array<MatrixRow>, 
/**
 * How readable the text is.
 */
readability: Readability, };

/**
 * A finding that an officer answered.
 */
export type DismissedView = { 
/**
 * The finding.
 */
finding: FindingView, 
/**
 * The officer's words.
 */
reason: string, 
/**
 * Whose they are.
 */
officer: string, 
/**
 * When they were given.
 */
at: string, };

/**
 * A row of the completeness matrix.
 */
export type MatrixRow = { 
/**
 * The item's id: "retention".
 */
item: string, 
/**
 * What officers read.
 */
title: string, 
/**
 * The articles that ask for it.
 */
source: string, 
/**
 * answered, weak, above, missing or not-needed.
 */
state: string, 
/**
 * The state in officers' words: "answered above".
 */
label: string, 
/**
 * The sections that answer it, in the order of the text.
 */
sections: Array<MatrixCell>, 
/**
 * The notice or the page above that answers it, where the notice itself does not.
 */
above: string | null, 
/**
 * The rules that found something.
 */
rules: Array<string>, };

/**
 * A section that answers an item.
 */
export type MatrixCell = { 
/**
 * The heading; empty before the first.
 */
heading: string, 
/**
 * The first words that answer.
 */
quote: string, 
/**
 * Where they stand.
 */
place: PlaceView, };

/**
 * What became of findings that were answered or brought back.
 */
export type Dismissed = { 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * The rules, each with the words it found.
 */
findings: Array<[string, string]>, };

/**
 * What is found in a council's notices.
 */
export type Sweep = { 
/**
 * The day on which the law was asked.
 */
as_of: string, 
/**
 * The notices: the live version of each, and of those without one the open version.
 */
notices: Array<SweptNotice>, 
/**
 * What is found, by rule, weightiest and most frequent first.
 */
rules: Array<SweptRule>, };

/**
 * A notice of the council.
 */
export type SweptNotice = { 
/**
 * The short name.
 */
notice: string, 
/**
 * The title.
 */
title: string, 
/**
 * The version that was looked at.
 */
version: number, 
/**
 * Where it stands.
 */
state: State, 
/**
 * How many of each severity.
 */
counts: SeverityCounts, 
/**
 * What is found in its text and in its record, without what was answered.
 */
findings: Array<FindingView>, };

/**
 * A rule and where it finds something.
 */
export type SweptRule = { 
/**
 * The rule.
 */
rule: string, 
/**
 * What officers read.
 */
title: string, 
/**
 * The weightiest that was found.
 */
severity: Severity, 
/**
 * The day from which the law asks for it, where it is newer than UK GDPR itself.
 */
since: string | null, 
/**
 * The notices, by short name.
 */
notices: Array<string>, };

/**
 * A change of the law, and the live notices it touches.
 */
export type LawChange = { 
/**
 * The day from which it holds.
 */
since: string, 
/**
 * What changed, in a sentence.
 */
what: string, 
/**
 * Where it was read.
 */
source: string, 
/**
 * The day on which somebody last compared it with the source.
 */
checked: string, 
/**
 * Whether it is from memory and waits to be compared with the source.
 */
from_memory: boolean, 
/**
 * The live notices that it touches, by short name.
 */
notices: Array<string>, };

/**
 * A line of the record.
 */
export type Activity = { 
/**
 * What is done, and why.
 */
purpose: string, 
/**
 * The directorate or the service, by name; nothing for the whole council.
 */
part: string | null, 
/**
 * The lawful basis.
 */
basis: string | null, 
/**
 * The kinds of information.
 */
data: string | null, 
/**
 * Who receives it.
 */
recipients: string | null, 
/**
 * How long it is kept.
 */
retention: string | null, };

/**
 * The record of processing as it was taken in.
 */
export type ProcessingPage = { 
/**
 * The file's name; nothing while there is no record.
 */
file_name: string | null, 
/**
 * Who took it in.
 */
officer: string | null, 
/**
 * When.
 */
at: string | null, 
/**
 * Its lines.
 */
activities: Array<Activity>, 
/**
 * Parts of the council that the record names and the council file does not have.
 */
unknown_parts: Array<string>, };

/**
 * The columns of a CSV file.
 */
export type Columns = { 
/**
 * The file's name.
 */
file: string, 
/**
 * The headings, in their order.
 */
headings: Array<string>, 
/**
 * What a column says ("purpose", "part" …) to the heading that probably says it.
 */
likely: Record<string, string>, };

/**
 * What an officer should know who writes a part of a notice.
 */
export type GuidanceView = { 
/**
 * Of which part.
 */
role: Role, 
/**
 * What the law asks.
 */
asks: string, 
/**
 * Where it asks for it.
 */
source: string, 
/**
 * How to write it well.
 */
tips: Array<string>, 
/**
 * A good example.
 */
good: string, 
/**
 * Why it is good.
 */
good_because: string, 
/**
 * A poor example.
 */
poor: string, 
/**
 * What is wrong with it.
 */
poor_because: string, 
/**
 * Lines that many councils need in such a list.
 */
lines: Array<VocabularyTerm>, 
/**
 * Wordings to begin from.
 */
wordings: Array<PreparedWording>, };

/**
 * A line for a list, and the protection that the law gives what it names.
 */
export type VocabularyTerm = { 
/**
 * The line.
 */
words: string, 
/**
 * ordinary, special or criminal.
 */
kind: string, };

/**
 * A wording to begin from.
 */
export type PreparedWording = { 
/**
 * What the button says.
 */
name: string, 
/**
 * The blocks, the council's details filled in.
 */
blocks: Block[], };

/**
 * A standard wording on the screen.
 */
export type WordingView = { 
/**
 * What the council calls it.
 */
name: string, 
/**
 * The number of the version in use.
 */
version: number, 
/**
 * Its words.
 */
words: string, 
/**
 * Since when.
 */
at: string, };

/**
 * A template to start from.
 */
export type TemplateView = { 
/**
 * Its name on the command line.
 */
id: string, 
/**
 * What officers read.
 */
name: string, 
/**
 * When to choose it.
 */
description: string, };

/**
 * An officer to be added.
 */
export type NewOfficer = { 
/**
 * First and last name.
 */
name: string, 
/**
 * The e-mail address.
 */
email: string | null, 
/**
 * The post.
 */
post: string | null, 
/**
 * Names of permissions.
 */
permissions: Array<string>, };

/**
 * A directorate to be added.
 */
export type NewDirectorate = { 
/**
 * Its name.
 */
name: string, 
/**
 * Who leads it.
 */
led_by: string | null, 
/**
 * The post that leads it.
 */
post: string | null, 
/**
 * The other organisation, when it is joint.
 */
partner: string | null, 
/**
 * controllers, shared-management or processor.
 */
joint: string | null, };

/**
 * A notice to be started from a template.
 */
export type NewNotice = { 
/**
 * The title.
 */
title: string, 
/**
 * The template's name.
 */
template: string, 
/**
 * The directorate, by name or id.
 */
directorate: string | null, 
/**
 * The notice above it, by short name or id.
 */
parent: string | null, };

/**
 * A draft on the screen.
 */
export type DraftPage = { 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * The notice's id.
 */
id: string, 
/**
 * The directorate's name.
 */
directorate: string | null, 
/**
 * The version's number.
 */
version: number, 
/**
 * Where it stands.
 */
state: State, 
/**
 * The text as it stands, what is being typed included.
 */
content: Content, 
/**
 * Says what the text is based on; handed back with each autosave.
 */
token: string, 
/**
 * The digest of the newest saved copy.
 */
digest: string, 
/**
 * When the working copy was last saved.
 */
saved_at: string | null, 
/**
 * Who is typing, when it is somebody else.
 */
typing: string | null, 
/**
 * The live version's number.
 */
live: number | null, 
/**
 * The day from which it shall be live, when it waits for one.
 */
effective: string | null, 
/**
 * Whether the officer can type now; else why not.
 */
locked: string | null, 
/**
 * What the officer can do, or why not.
 */
actions: Array<ActionView>, 
/**
 * What an approver confirms beside the text, as the council asks it.
 */
statements: Array<string>, 
/**
 * What the council's details can fill in.
 */
variables: Array<VariableView>, };

/**
 * A detail of the council that a text can follow.
 */
export type VariableView = { 
/**
 * Its name, such as `dpo.email`.
 */
name: string, 
/**
 * What it is, in words.
 */
what: string, 
/**
 * What it stands for today.
 */
text: string, };

/**
 * Both texts as one.
 */
export type DraftMerge = { 
/**
 * The merged text; at a conflict it holds what the conflict says is kept.
 */
content: Content, 
/**
 * The draft as it stands now: what the merged text is held against when it is next saved or merged.
 */
theirs: Content, 
/**
 * What the merged text is based on; handed back with the next autosave.
 */
token: string, 
/**
 * Whose the other text is.
 */
by: string, 
/**
 * When it was saved.
 */
at: string | null, 
/**
 * What somebody must decide.
 */
conflicts: Array<ConflictView>, 
/**
 * Lines in which both changed words, and both changes were taken: worth a look.
 */
both: Array<string>, 
/**
 * What the other text changes in mine.
 */
changes: Comparison, };

/**
 * A place where the two texts can't both be had.
 */
export type ConflictView = { 
/**
 * words, deleted-here, deleted-there, joined, moved or setting.
 */
kind: string, 
/**
 * What somebody must decide, in a sentence.
 */
sentence: string, 
/**
 * The heading it stands under.
 */
section: string | null, 
/**
 * What stood there before both.
 */
base: string, 
/**
 * What I have there.
 */
mine: string, 
/**
 * What the other has there.
 */
theirs: string, 
/**
 * Which of the two the merged text has.
 */
kept: string, 
/**
 * The edit of the merged text that takes the other one; nothing when that has to be done by hand.
 */
other: Mend | null, };

/**
 * Words that are not in the council file.
 */
export type Rescued = { 
/**
 * Identifies the time the draft was open; one file for each.
 */
id: string, 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * The officer's id.
 */
officer: string, 
/**
 * When they were kept.
 */
at: string, 
/**
 * Why they could not be saved.
 */
why: string, 
/**
 * The text from which the typing began.
 */
base: Content, 
/**
 * The text as it was typed.
 */
mine: Content, };

/**
 * A notice's details on the screen.
 */
export type DetailsPage = { 
/**
 * The short name.
 */
notice: string, 
/**
 * The directorate's id.
 */
directorate: string | null, 
/**
 * corporate, directorate, service or short-statement.
 */
kind: string, 
/**
 * adults, children or easy-read.
 */
audience: string, 
/**
 * The short name of the notice above it.
 */
parent: string | null, 
/**
 * The page above it outside the register.
 */
external_parent: string | null, 
/**
 * Who confirmed that page, and when, in words.
 */
external_confirmed: string | null, 
/**
 * Where it is published.
 */
url: string | null, 
/**
 * The notices that can stand above it.
 */
parents: Array<ParentChoice>, };

/**
 * A notice that can stand above another.
 */
export type ParentChoice = { 
/**
 * The short name.
 */
notice: string, 
/**
 * The title.
 */
title: string, 
/**
 * Whether it is live: only then does it answer for those below it.
 */
live: boolean, };

/**
 * What to change of a notice; what is `None` stays as it is, and what is empty is taken away.
 */
export type NoticeDetails = { 
/**
 * The directorate, by name or id.
 */
directorate: string | null, 
/**
 * corporate, directorate, service or short-statement.
 */
kind: string | null, 
/**
 * adults, children or easy-read.
 */
audience: string | null, 
/**
 * The notice above it in the register.
 */
parent: string | null, 
/**
 * The page above it outside the register. Naming it confirms today that it answers what is left to it.
 */
external_parent: string | null, };

/**
 * What an autosave returns.
 */
export type Saved = { 
/**
 * When.
 */
at: string, 
/**
 * What the text is based on now.
 */
token: string, };

/**
 * Where a version stands after an act.
 */
export type Submitted = { 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * The version's number.
 */
version: number, 
/**
 * Where it stands now.
 */
state: State, 
/**
 * The revision's id.
 */
revision: string, 
/**
 * The digest of what a reader sees.
 */
digest: string, 
/**
 * The document code.
 */
code: string, 
/**
 * The day from which it is or shall be live.
 */
effective: string | null, 
/**
 * What the record lacks, told at publication.
 */
record: Array<FindingView>, };

/**
 * A reason an officer gives for a rule's findings.
 */
export type GivenReason = { 
/**
 * The rule.
 */
rule: string, 
/**
 * The officer's words.
 */
reason: string, };

/**
 * What became of a file.
 */
export type Imported = { 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * The version's number.
 */
version: number, 
/**
 * The revision's id.
 */
revision: string, 
/**
 * Whether the same bytes had been imported before.
 */
existing: boolean, 
/**
 * The title.
 */
title: string, 
/**
 * How the text was encoded.
 */
encoding: string, 
/**
 * What was recognised, section by section.
 */
sections: Array<SectionView>, 
/**
 * What was unclear.
 */
notes: Array<string>, 
/**
 * How sure the roles are, and what the text states; see [`crate::Reading`].
 */
readings: Array<Reading>, 
/**
 * Repairs that the officer may accept.
 */
proposals: Array<ProposalRow>, 
/**
 * The comments that came with the file.
 */
comments: number, 
/**
 * When the file is a changed one of a notice that was here: what changed, in a sentence.
 */
changes: string | null, 
/**
 * The version that it is compared with for that.
 */
before: number | null, };

/**
 * A field with how sure its role is.
 */
export type Reading = { 
/**
 * The section's heading; empty before the first.
 */
heading: string, 
/**
 * The field's id.
 */
field: string, 
/**
 * What the field means in law.
 */
role: Role, 
/**
 * How sure that is, in hundredths. Below 60 somebody should look.
 */
confidence: number, 
/**
 * What told it, in plain English.
 */
because: string, 
/**
 * What its words state.
 */
facts: Array<FactRow>, };

/**
 * A fact that the words of a text state.
 */
export type FactRow = { 
/**
 * lawful-basis, condition, enactment, period, contact or post.
 */
kind: string, 
/**
 * The fact in one spelling.
 */
value: string, 
/**
 * The words that state it.
 */
words: string, 
/**
 * The block whose words they are.
 */
block: string, 
/**
 * What is known of it beside: of an Act, whether it is still good law.
 */
about: string | null, };

/**
 * A repair that an officer may accept.
 */
export type ProposalRow = { 
/**
 * What to name it by when it is accepted.
 */
id: string, 
/**
 * The heading of the section it is about; empty before the first.
 */
heading: string, 
/**
 * What was seen and what is proposed.
 */
message: string, 
/**
 * The words as they stand.
 */
before: Array<string>, 
/**
 * The words as they would stand.
 */
after: Array<string>, };

/**
 * What became of the repairs that were accepted.
 */
export type Repaired = { 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * The version's number.
 */
version: number, 
/**
 * The saved copy that holds the repaired text.
 */
revision: string, 
/**
 * What was done.
 */
done: Array<string>, 
/**
 * The repairs that are still proposed.
 */
left: Array<ProposalRow>, };

/**
 * What is known of a recorded edition beside its days.
 */
export type RecordedFacts = { 
/**
 * Where it was published.
 */
url: string | null, 
/**
 * Who agreed it, as far as anybody knows.
 */
agreed_by: string | null, };

/**
 * What became of many files.
 */
export type ImportReport = { 
/**
 * A row for each file, in the order in which they were read.
 */
files: Array<FileReport>, 
/**
 * How many became notices of their own.
 */
new: number, 
/**
 * How many became the next draft of a notice that was here.
 */
changed: number, 
/**
 * How many had been imported before.
 */
existing: number, 
/**
 * How many could not be read.
 */
failed: number, 
/**
 * How many were left, because they are no kind of file that is read.
 */
skipped: number, 
/**
 * Whether it was stopped before the end.
 */
stopped: boolean, };

/**
 * What became of one file.
 */
export type FileReport = { 
/**
 * Its path.
 */
file: string, 
/**
 * new, changed, existing, failed or skipped.
 */
outcome: string, 
/**
 * The notice, where it became one.
 */
imported: Imported | null, 
/**
 * The directorate that was guessed or given.
 */
directorate: string | null, 
/**
 * Why it failed or was left.
 */
why: string | null, };

/**
 * A file as it was read, nothing stored.
 */
export type ImportPreview = { 
/**
 * The file's name.
 */
file: string, 
/**
 * The title that was found; empty when the file has none.
 */
title: string, 
/**
 * How it was read: an encoding, or the kind of file.
 */
encoding: string, 
/**
 * How many words were read.
 */
words: number, 
/**
 * How many words the file has, counted apart from the reading; known of plain text alone.
 */
words_in_file: number | null, 
/**
 * The sections in the order of the file.
 */
sections: Array<PreviewSection>, 
/**
 * What was unclear, with its place in the file.
 */
notes: Array<string>, 
/**
 * How many comments come with the file.
 */
comments: number, };

/**
 * A section of the file.
 */
export type PreviewSection = { 
/**
 * Its heading; empty before the first.
 */
heading: string, 
/**
 * 2 to 6.
 */
level: number, 
/**
 * Its parts.
 */
fields: Array<PreviewField>, };

/**
 * A part of a section.
 */
export type PreviewField = { 
/**
 * What it was taken for.
 */
role: Role, 
/**
 * How it will be edited.
 */
kind: FieldKind, 
/**
 * Its lines as they stand in the file; a list's items begin with a bullet.
 */
lines: Array<string>, 
/**
 * Whether what it was taken for is likely enough to need no look.
 */
sure: boolean, 
/**
 * What told it, in plain English.
 */
because: string, };

/**
 * A recognised section.
 */
export type SectionView = { 
/**
 * Its heading.
 */
heading: string, 
/**
 * Its fields.
 */
fields: Array<FieldView>, };

/**
 * A recognised field.
 */
export type FieldView = { 
/**
 * What it means in law.
 */
role: Role, 
/**
 * How it is edited.
 */
kind: FieldKind, 
/**
 * How many list items it holds.
 */
items: number, };

/**
 * What became of a notice.
 */
export type HistoryPage = { 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its versions, newest first.
 */
versions: Array<VersionRow>, };

/**
 * What was live on a day.
 */
export type LiveOn = { 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * The day.
 */
date: string, 
/**
 * The version that was live on it; null when none was.
 */
version: number | null, 
/**
 * Where that version stands today.
 */
state: State | null, 
/**
 * From which day it was live.
 */
from: string | null, 
/**
 * Until which day it was live.
 */
until: string | null, 
/**
 * Its document code.
 */
code: string | null, 
/**
 * What is known of it when it is an edition from before Fair Notice.
 */
recorded: RecordedFacts | null, };

/**
 * An event of the audit trail.
 */
export type JournalRow = { 
/**
 * When.
 */
at: string, 
/**
 * Who; "Fair Notice" when nobody did.
 */
officer: string, 
/**
 * What happened.
 */
kind: string, 
/**
 * The notice's title.
 */
notice: string | null, 
/**
 * The version's number.
 */
version: number | null, 
/**
 * The beginning of its hash.
 */
hash: string, };

/**
 * The audit trail.
 */
export type JournalPage = { 
/**
 * The head of the chain.
 */
head: string, 
/**
 * The events, newest first.
 */
events: Array<JournalRow>, };

/**
 * Where words were found.
 */
export type SearchHit = { 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The version's number.
 */
version: number, 
/**
 * Where it stands.
 */
state: State, 
/**
 * The words around; what was found stands between U+0002 and U+0003.
 */
snippet: string, };

/**
 * What was written.
 */
export type Exported = { 
/**
 * The notice's short name.
 */
notice: string, 
/**
 * The version's number.
 */
version: number, 
/**
 * Where it stands.
 */
state: State, 
/**
 * Whether it carries the DRAFT mark.
 */
draft: boolean, 
/**
 * The digest of what a reader sees.
 */
digest: string, 
/**
 * The document code.
 */
code: string, 
/**
 * The files that were written.
 */
files: Array<string>, };

/**
 * The forms in which a version is written into a folder.
 */
export type ExportForms = { 
/**
 * The public PDF.
 */
pdf: boolean, 
/**
 * The public HTML.
 */
html: boolean, 
/**
 * The piece to paste into a page of the council's own.
 */
fragment: boolean, 
/**
 * The text as a Word file.
 */
docx: boolean, 
/**
 * The internal sign-off record.
 */
record: boolean, };

/**
 * What an export of every live notice did.
 */
export type ExportAll = { 
/**
 * What stands in the folder now.
 */
exported: Array<Exported>, 
/**
 * What could not be written, in words. Its earlier files are as they were.
 */
refused: Array<string>, 
/**
 * The page that leads to all of them.
 */
index: string, 
/**
 * How many files were written.
 */
written: number, 
/**
 * How many files were already as they should be, and were left alone.
 */
unchanged: number, 
/**
 * Files of notices that are no longer live, which were taken away.
 */
removed: Array<string>, 
/**
 * Files of notices that are no longer live, but that somebody changed: they were left.
 */
left: Array<string>, };

/**
 * How far an export is.
 */
export type Progress = { 
/**
 * How many notices are done.
 */
done: number, 
/**
 * How many there are.
 */
of: number, 
/**
 * The notice that comes next; empty when all are done.
 */
notice: string, };

/**
 * A draft as readers would see it.
 */
export type Preview = { 
/**
 * The page.
 */
html: string, };

/**
 * What a backup is known by.
 */
export type BackedUp = { 
/**
 * The file.
 */
file: string, 
/**
 * The head of the chain at that moment: keep it with the copy.
 */
head: string, };

/**
 * The four answers.
 */
export type Answer = "exact" | "same-words" | "changed" | "unknown-here";

/**
 * What a file is.
 */
export type Verification = { 
/**
 * The file.
 */
file: string, 
/**
 * The answer.
 */
answer: Answer, 
/**
 * The answer in a sentence.
 */
sentence: string, 
/**
 * The notice it was compared with.
 */
notice: string | null, 
/**
 * That version's number.
 */
version: number | null, 
/**
 * Where that version stands today.
 */
state: State | null, 
/**
 * That version's document code.
 */
code: string | null, 
/**
 * What differs.
 */
differences: Array<string>, };

/**
 * Whether the register is unbroken.
 */
export type Inspection = { 
/**
 * Whether nothing is amiss.
 */
unbroken: boolean, 
/**
 * The head of the chain.
 */
head: string, 
/**
 * How many events were read.
 */
events: number, 
/**
 * How many saved copies were read.
 */
revisions: number, 
/**
 * What is amiss, in sentences.
 */
faults: Array<string>, 
/**
 * How many decisions carry a good signature.
 */
signed: number, 
/**
 * How many nobody signed.
 */
unsigned: number, 
/**
 * Decisions whose signature is of a key that is not to be relied on, in sentences.
 */
doubtful: Array<string>, };
