import { listen } from "@tauri-apps/api/event";
import { getCurrentWebviewWindow } from "@tauri-apps/api/webviewWindow";
import { ask } from "./ask";
import { firstAnswer } from "./first";
import { TauriTravel } from "./tauri-travel";
import { type Backend, type Heard, type Previewed, type PublishedBefore, type Status, type TakeIn } from "./backend";
import type { Content, Mend, Organisation } from "./model";
import type {
  BackedUp,
  Columns,
  DetailsPage,
  DraftMerge,
  EditedDirectorate,
  ExportAll,
  GuidanceView,
  LawChange,
  NewComment,
  NoticeDetails,
  ProcessingPage,
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

/** The desk behind the window. */
export class TauriBackend implements Backend {
  readonly travel = new TauriTravel();
  status = () => firstAnswer("status") ?? ask<Status>("status");
  createRegister = (organisation: string, officer: string, email: string) =>
    ask<Status>("create_register", { organisation, officer, email });
  openSample = () => ask<Status>("open_sample");
  openRegister = () => ask<Status | null>("open_register");
  actAs = (officer: string) => ask<Status>("act_as", { officer });

  list = () => firstAnswer("list") ?? ask<NoticeList>("list");
  blockingCounts = (notices: string[]) => ask<Record<string, number>>("blocking_counts", { notices });
  templates = () => ask<TemplateView[]>("templates");
  newNotice = (notice: NewNotice) => ask<Outcome<Submitted>>("new_notice", { new: notice });
  chooseImports = () => ask<Previewed[]>("choose_imports");
  droppedImports = (places: number[]) => ask<Previewed[]>("dropped_imports", { places });
  takeIn = (wanted: TakeIn) => ask<Outcome<Imported>>("take_in", { wanted });
  importPublished = (wanted: TakeIn, published: PublishedBefore) =>
    ask<Outcome<Imported>>("import_published", { wanted, ...published });
  acceptRepairs = (notice: string, ids: string[]) => ask<Outcome<Repaired>>("accept_repairs", { notice, ids });

  draft = (notice: string) => ask<DraftPage>("draft", { notice });
  autosave = (notice: string, token: string, content: Content) =>
    ask<Outcome<Saved>>("autosave", { notice, token, content });
  checkDraft = (notice: string, content: Content) => ask<CheckReport>("check_draft", { notice, content });
  mendDraft = (content: Content, edit: Mend) => ask<Content>("mend_draft", { content, edit });
  dismiss = (notice: string, key: string, because: string) =>
    ask<Outcome<Dismissed>>("dismiss", { notice, key, because });
  reinstate = (notice: string, key: string) => ask<Outcome<Dismissed>>("reinstate", { notice, key });
  preview = (notice: string, content: Content) => ask<Preview>("preview", { notice, content });
  previewPdf = async (notice: string, content: Content) =>
    new Uint8Array(await ask<ArrayBuffer>("preview_pdf", { notice, content }));
  guidance = (notice: string) => ask<GuidanceView[]>("guidance", { notice });
  dataKinds = (lines: string[]) => ask<string[]>("data_kinds", { lines });
  picture = (asset: string) => ask<string>("picture", { asset });
  mergeDraft = (notice: string, base: Content, mine: Content) => ask<DraftMerge>("merge_draft", { notice, base, mine });
  keepWords = (id: string, notice: string, base: Content, mine: Content, why: string) =>
    ask<string>("keep_words", { id, notice, base, mine, why });
  keptWords = (notice: string) => ask<Rescued[]>("kept_words", { notice });
  forgetWords = (notice: string, id: string) => ask<undefined>("forget_words", { notice, id });
  saveCopy = (notice: string, note: string | null) => ask<Outcome<Submitted>>("save_copy", { notice, note });

  reopen = (notice: string) => ask<Outcome<Submitted>>("reopen", { notice });
  submit = (notice: string, note: string, because: GivenReason[]) =>
    ask<Outcome<Submitted>>("submit", { notice, note, because });
  recall = (notice: string) => ask<Outcome<Submitted>>("recall", { notice });
  requestChanges = (notice: string, reason: string) => ask<Outcome<Submitted>>("request_changes", { notice, reason });
  approve = (notice: string, digest: string, because: GivenReason[], confirmed: string[]) =>
    ask<Outcome<Submitted>>("approve", { notice, digest, because, confirmed });
  publish = (notice: string, effective: string | null) => ask<Outcome<Submitted>>("publish", { notice, effective });
  withdraw = (notice: string, reason: string) => ask<Outcome<Submitted>>("withdraw", { notice, reason });
  discard = (notice: string) => ask<Outcome<Submitted>>("discard", { notice });
  newVersion = (notice: string) => ask<Outcome<Submitted>>("new_version", { notice });

  check = (reference: string) => ask<CheckReport>("check", { reference });
  compare = (older: string, newer: string) => ask<Comparison>("compare", { old: older, new: newer });
  changesSinceLive = (notice: string) => ask<Comparison | null>("changes_since_live", { notice });
  history = (notice: string) => ask<HistoryPage>("history", { notice });
  liveOn = (notice: string, date: string) => ask<LiveOn>("live_on", { notice, date });
  comment = (reference: string, comment: NewComment) => ask<Outcome<CommentRow>>("comment", { reference, new: comment });
  withProposal = (notice: string, comment: string, content: Content) =>
    ask<Content>("with_proposal", { notice, comment, content });
  answerComment = (notice: string, comment: string, how: string, words: string) =>
    ask<Outcome<null>>("answer_comment", { notice, comment, how, words });
  bringBack = (notice: string, version: number, copy: number) =>
    ask<Outcome<Submitted>>("bring_back", { notice, version, copy });
  sentToWebTeam = (notice: string, to: string) => ask<Outcome<Submitted>>("sent_to_web_team", { notice, to });
  seenOnline = (notice: string, url: string, on: string) => ask<Outcome<Submitted>>("seen_online", { notice, url, on });
  details = (notice: string) => ask<DetailsPage>("details", { notice });
  changeDetails = (notice: string, details: NoticeDetails) =>
    ask<Outcome<null>>("change_details", { notice, new: details });

  export = (reference: string, forms: ExportForms) => ask<Exported | null>("export", { reference, forms });
  exportComparison = (older: string, newer: string, form: "pdf" | "html" | "docx") =>
    ask<string | null>("export_comparison", { old: older, new: newer, form });
  exportAll = () => ask<ExportAll | null>("export_all");
  exportSeveral = (notices: string[]) => ask<Exported[] | null>("export_several", { notices });
  stopJob = () => ask<undefined>("stop_job");
  showFolder = () => ask<undefined>("show_folder");
  organisation = () => ask<OrganisationPage>("organisation");
  keepPicture = () => ask<Outcome<KeptPicture> | null>("keep_picture");
  changeOrganisation = (organisation: Organisation) => ask<Outcome<null>>("change_organisation", { organisation });
  addOfficer = (officer: NewOfficer) => ask<Outcome<OfficerView>>("add_officer", { new: officer });
  addDirectorate = (directorate: NewDirectorate) =>
    ask<Outcome<DirectorateView>>("add_directorate", { new: directorate });
  editOfficer = (id: string, edited: NewOfficer) => ask<Outcome<null>>("edit_officer", { id, edited });
  editDirectorate = (id: string, edited: EditedDirectorate) => ask<Outcome<null>>("edit_directorate", { id, edited });

  sweep = () => ask<Sweep>("sweep");
  lawChanges = () => ask<LawChange[]>("law_changes");
  processing = () => ask<ProcessingPage>("processing");
  processingColumns = () => ask<[number, Columns] | null>("processing_columns");
  importProcessing = (place: number, columns: Record<string, string>) =>
    ask<Outcome<ProcessingPage>>("import_processing", { place, columns });

  journal = () => ask<JournalPage>("journal");
  verifyRegister = () => ask<Inspection>("verify_register");
  verifyFile = () => ask<Verification | null>("verify_file");
  search = (words: string) => ask<SearchHit[]>("search", { words });
  verifyDropped = (place: number) => ask<Verification>("verify_dropped", { place });
  backup = () => ask<BackedUp | null>("backup");
  restore = () => ask<Status | null>("restore");
  openRecent = (path: string) => ask<Status>("open_recent", { path });
  openDropped = (place: number) => ask<Status>("open_dropped", { place });
  newWindow = () => ask<undefined>("new_window");
  closeWindow = () => ask<undefined>("close_window");
  zoom = (by: -1 | 0 | 1) => ask<number>("zoom", { by });

  onChanged = (listener: (changed: Changed[]) => void) =>
    listen<Changed[]>("changed", (event) => {
      listener(event.payload);
    });

  on = <K extends keyof Heard>(what: K, listener: (said: Heard[K]) => void) =>
    getCurrentWebviewWindow().listen<Heard[K]>(what, (event) => {
      listener(event.payload);
    });
}
