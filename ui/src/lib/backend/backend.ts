import type { Travel } from "./travel";
import type { Content, Mend, Organisation, Role } from "./model";
import type {
  BackedUp,
  Columns,
  DetailsPage,
  DraftMerge,
  EditedDirectorate,
  ExportAll,
  GuidanceView,
  ImportPreview,
  LawChange,
  NewComment,
  NoticeDetails,
  ProcessingPage,
  Progress,
  Rescued,
  Sweep,
  Changed,
  CheckReport,
  CommentRow,
  Comparison,
  DirectorateView,
  Dismissed,
  DraftPage,
  ExportForms,
  Exported,
  GivenReason,
  HistoryPage,
  Imported,
  Inspection,
  JournalPage,
  LiveOn,
  NewDirectorate,
  NewNotice,
  NewOfficer,
  NoticeList,
  OfficerView,
  OrganisationPage,
  KeptPicture,
  Outcome,
  Preview,
  Repaired,
  Saved,
  SearchHit,
  Submitted,
  TemplateView,
  Verification,
} from "./types";

/** Which council file is open, and who acts. */
export interface Status {
  /** The open council file; null on the first run. */
  register: string | null;
  default_path: string;
  organisation: string | null;
  officer: OfficerView | null;
  officers: OfficerView[];
  version: string;
  /** Today's date, as the desk's clock has it. */
  today: string;
  /** Why the council file that lies there could not be opened. */
  refused: Trouble | null;
  /** Council files that were open before, the last one first. */
  recent: string[];
  /** How large the text is; 1 is the size it has by itself. */
  zoom: number;
  /** How often the windows were told something: another number than before tells of something missed. */
  told: number;
}

/** What the desk says when it refuses something, as it crosses over to the window. */
export interface Trouble {
  code: string;
  message: string;
  hint: string | null;
}

/** A file that was chosen or dropped, by its place in the desk's keeping: the window never learns its path. */
export interface HeldFile {
  place: number;
  name: string;
}

/** A chosen file as it was read, or why it can't be. */
export interface Previewed extends HeldFile {
  preview: ImportPreview | null;
  refusal: Trouble | null;
}

/** What the officer confirmed of a file. */
export interface TakeIn {
  place: number;
  directorate: string | null;
  title: string | null;
  into: string | null;
  roles: Role[];
}

/** When an edition from before Fair Notice was live, and where. */
export interface PublishedBefore {
  from: string;
  until: string | null;
  url: string | null;
  agreedBy: string | null;
}

/** What the window hears beside changes. */
export interface Heard {
  /** A council file can't be reached (or can again: null). */
  trouble: { register: string; trouble: Trouble | null };
  /** How far a long job is. */
  progress: Progress;
  /** Files were dropped on this window. */
  dropped: HeldFile[];
  /** A menu's item was chosen: its name. */
  menu: string;
  /** The window is about to be closed. */
  closing: null;
}

/**
 * All that the window asks of the desk. Each rejects with a {@link Refusal}. `null` where a native dialog was
 * cancelled.
 */
export interface Backend {
  /** Reviews that travel between computers. */
  readonly travel: Travel;
  status(): Promise<Status>;
  createRegister(organisation: string, officer: string, email: string): Promise<Status>;
  openSample(): Promise<Status>;
  openRegister(): Promise<Status | null>;
  actAs(officer: string): Promise<Status>;

  /** Every notice; what holds up open versions is not counted yet (`blocking` is null). */
  list(): Promise<NoticeList>;
  /** How many findings hold up each of those notices, by short name. */
  blockingCounts(notices: string[]): Promise<Record<string, number>>;
  templates(): Promise<TemplateView[]>;
  newNotice(notice: NewNotice): Promise<Outcome<Submitted>>;
  /** Lets the officer choose files; what each would become. */
  chooseImports(): Promise<Previewed[]>;
  droppedImports(places: number[]): Promise<Previewed[]>;
  takeIn(wanted: TakeIn): Promise<Outcome<Imported>>;
  importPublished(wanted: TakeIn, published: PublishedBefore): Promise<Outcome<Imported>>;
  acceptRepairs(notice: string, ids: string[]): Promise<Outcome<Repaired>>;

  draft(notice: string): Promise<DraftPage>;
  autosave(notice: string, token: string, content: Content): Promise<Outcome<Saved>>;
  checkDraft(notice: string, content: Content): Promise<CheckReport>;
  /** Does a finding's mend in a text; nothing is stored. */
  mendDraft(content: Content, edit: Mend): Promise<Content>;
  /** Answers a finding with "not here, because …". */
  dismiss(notice: string, key: string, because: string): Promise<Outcome<Dismissed>>;
  reinstate(notice: string, key: string): Promise<Outcome<Dismissed>>;
  preview(notice: string, content: Content): Promise<Preview>;
  /** The bytes of the PDF that the text would make. */
  previewPdf(notice: string, content: Content): Promise<Uint8Array>;
  guidance(notice: string): Promise<GuidanceView[]>;
  /** ordinary, special or criminal, for each line. */
  dataKinds(lines: string[]): Promise<string[]>;
  /** A kept picture as an address that can be shown. */
  picture(asset: string): Promise<string>;
  /** Both texts of a draft that two have typed in. */
  mergeDraft(notice: string, base: Content, mine: Content): Promise<DraftMerge>;
  /** Keeps words beside the council file that can't be saved into it; where. */
  keepWords(id: string, notice: string, base: Content, mine: Content, why: string): Promise<string>;
  /** Words that could not be saved when they were typed, the oldest first. */
  keptWords(notice: string): Promise<Rescued[]>;
  forgetWords(notice: string, id: string): Promise<void>;
  saveCopy(notice: string, note: string | null): Promise<Outcome<Submitted>>;

  reopen(notice: string): Promise<Outcome<Submitted>>;
  submit(notice: string, note: string, because: GivenReason[]): Promise<Outcome<Submitted>>;
  recall(notice: string): Promise<Outcome<Submitted>>;
  requestChanges(notice: string, reason: string): Promise<Outcome<Submitted>>;
  approve(notice: string, digest: string, because: GivenReason[], confirmed: string[]): Promise<Outcome<Submitted>>;
  publish(notice: string, effective: string | null): Promise<Outcome<Submitted>>;
  withdraw(notice: string, reason: string): Promise<Outcome<Submitted>>;
  discard(notice: string): Promise<Outcome<Submitted>>;
  newVersion(notice: string): Promise<Outcome<Submitted>>;

  check(reference: string): Promise<CheckReport>;
  compare(older: string, newer: string): Promise<Comparison>;
  changesSinceLive(notice: string): Promise<Comparison | null>;
  history(notice: string): Promise<HistoryPage>;
  liveOn(notice: string, date: string): Promise<LiveOn>;
  comment(reference: string, comment: NewComment): Promise<Outcome<CommentRow>>;
  /** A text with a comment's proposed words in it; nothing is stored. */
  withProposal(notice: string, comment: string, content: Content): Promise<Content>;
  /** `how` is taken, left or done. */
  answerComment(notice: string, comment: string, how: string, words: string): Promise<Outcome<null>>;
  /** Puts the text of a saved copy back into the draft. */
  bringBack(notice: string, version: number, copy: number): Promise<Outcome<Submitted>>;
  sentToWebTeam(notice: string, to: string): Promise<Outcome<Submitted>>;
  seenOnline(notice: string, url: string, on: string): Promise<Outcome<Submitted>>;
  details(notice: string): Promise<DetailsPage>;
  changeDetails(notice: string, details: NoticeDetails): Promise<Outcome<null>>;

  export(reference: string, forms: ExportForms): Promise<Exported | null>;
  /** Writes what changed into a file that the officer names; where, or null. */
  exportComparison(older: string, newer: string, form: "pdf" | "html" | "docx"): Promise<string | null>;
  exportAll(): Promise<ExportAll | null>;
  exportSeveral(notices: string[]): Promise<Exported[] | null>;
  stopJob(): Promise<void>;
  /** Shows the folder into which files were written last. */
  showFolder(): Promise<void>;
  organisation(): Promise<OrganisationPage>;
  /** Keeps a PNG or JPEG that the officer chooses. */
  keepPicture(): Promise<Outcome<KeptPicture> | null>;
  changeOrganisation(organisation: Organisation): Promise<Outcome<null>>;
  addOfficer(officer: NewOfficer): Promise<Outcome<OfficerView>>;
  addDirectorate(directorate: NewDirectorate): Promise<Outcome<DirectorateView>>;
  editOfficer(id: string, officer: NewOfficer): Promise<Outcome<null>>;
  editDirectorate(id: string, directorate: EditedDirectorate): Promise<Outcome<null>>;

  /** What the whole council's notices lack. */
  sweep(): Promise<Sweep>;
  lawChanges(): Promise<LawChange[]>;
  processing(): Promise<ProcessingPage>;
  processingColumns(): Promise<[number, Columns] | null>;
  importProcessing(place: number, columns: Record<string, string>): Promise<Outcome<ProcessingPage>>;

  journal(): Promise<JournalPage>;
  verifyRegister(): Promise<Inspection>;
  verifyFile(): Promise<Verification | null>;
  search(words: string): Promise<SearchHit[]>;
  verifyDropped(place: number): Promise<Verification>;
  backup(): Promise<BackedUp | null>;
  restore(): Promise<Status | null>;
  openRecent(path: string): Promise<Status>;
  openDropped(place: number): Promise<Status>;
  newWindow(): Promise<void>;
  closeWindow(): Promise<void>;
  /** Makes the text larger (1), smaller (-1) or as it was (0); how large it is. */
  zoom(by: -1 | 0 | 1): Promise<number>;

  /** Calls `listener` whenever something changed in this or another window; returns how to stop. */
  onChanged(listener: (changed: Changed[]) => void): Promise<() => void>;
  /** Calls `listener` whenever the window hears that; returns how to stop. */
  on<K extends keyof Heard>(what: K, listener: (said: Heard[K]) => void): Promise<() => void>;
}

/** The desk said no: what happened, and what to do. */
export class Refusal extends Error {
  readonly code: string;
  readonly hint: string | null;

  constructor(code: string, message: string, hint: string | null = null) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.hint = hint;
  }
}

/** Whatever was thrown, as a refusal with words that can be shown. */
export function asRefusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  if (typeof thrown === "object" && thrown !== null && "message" in thrown && typeof thrown.message === "string") {
    const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : "internal";
    const hint = "hint" in thrown && typeof thrown.hint === "string" ? thrown.hint : null;
    return new Refusal(code, thrown.message, hint);
  }
  if (typeof thrown === "string") return new Refusal("internal", thrown);
  return new Refusal("internal", "Something went wrong inside Fair Notice.", "Nothing was changed. Try it again.");
}
