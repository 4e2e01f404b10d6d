import type { Content, Mend, Organisation } from "./model";
import type {
  BackedUp,
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
  refused: { code: string; message: string; hint: string | null } | null;
}

/**
 * All that the window asks of the desk. Each rejects with a {@link Refusal}. `null` where a native dialog was
 * cancelled.
 */
export interface Backend {
  status(): Promise<Status>;
  createRegister(organisation: string, officer: string, email: string): Promise<Status>;
  openSample(): Promise<Status>;
  openRegister(): Promise<Status | null>;
  actAs(officer: string): Promise<Status>;

  list(): Promise<NoticeList>;
  templates(): Promise<TemplateView[]>;
  newNotice(notice: NewNotice): Promise<Outcome<Submitted>>;
  importFile(directorate: string | null): Promise<Outcome<Imported> | null>;
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
  comment(reference: string, words: string, section: string | null, quote: string | null): Promise<Outcome<CommentRow>>;

  export(reference: string, forms: ExportForms): Promise<Exported | null>;
  organisation(): Promise<OrganisationPage>;
  /** Keeps a PNG or JPEG that the officer chooses. */
  keepPicture(): Promise<Outcome<KeptPicture> | null>;
  changeOrganisation(organisation: Organisation): Promise<Outcome<null>>;
  addOfficer(officer: NewOfficer): Promise<Outcome<OfficerView>>;
  addDirectorate(directorate: NewDirectorate): Promise<Outcome<DirectorateView>>;

  journal(): Promise<JournalPage>;
  verifyRegister(): Promise<Inspection>;
  verifyFile(): Promise<Verification | null>;
  search(words: string): Promise<SearchHit[]>;
  backup(): Promise<BackedUp | null>;

  /** Calls `listener` whenever something changed in this or another window; returns how to stop. */
  onChanged(listener: (changed: Changed[]) => void): Promise<() => void>;
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
