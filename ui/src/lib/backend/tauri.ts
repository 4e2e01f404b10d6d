import { invoke, type InvokeArgs } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { asRefusal, type Backend, type Status } from "./backend";
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

async function ask<T>(command: string, args?: InvokeArgs): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (thrown) {
    throw asRefusal(thrown);
  }
}

/** The desk behind the window. */
export class TauriBackend implements Backend {
  status = () => ask<Status>("status");
  createRegister = (organisation: string, officer: string, email: string) =>
    ask<Status>("create_register", { organisation, officer, email });
  openSample = () => ask<Status>("open_sample");
  openRegister = () => ask<Status | null>("open_register");
  actAs = (officer: string) => ask<Status>("act_as", { officer });

  list = () => ask<NoticeList>("list");
  templates = () => ask<TemplateView[]>("templates");
  newNotice = (notice: NewNotice) => ask<Outcome<Submitted>>("new_notice", { new: notice });
  importFile = (directorate: string | null) => ask<Outcome<Imported> | null>("import_file", { directorate });
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
  comment = (reference: string, words: string, section: string | null, quote: string | null) =>
    ask<Outcome<CommentRow>>("comment", { reference, words, section, quote });

  export = (reference: string, forms: ExportForms) => ask<Exported | null>("export", { reference, forms });
  organisation = () => ask<OrganisationPage>("organisation");
  keepPicture = () => ask<Outcome<KeptPicture> | null>("keep_picture");
  changeOrganisation = (organisation: Organisation) => ask<Outcome<null>>("change_organisation", { organisation });
  addOfficer = (officer: NewOfficer) => ask<Outcome<OfficerView>>("add_officer", { new: officer });
  addDirectorate = (directorate: NewDirectorate) =>
    ask<Outcome<DirectorateView>>("add_directorate", { new: directorate });

  journal = () => ask<JournalPage>("journal");
  verifyRegister = () => ask<Inspection>("verify_register");
  verifyFile = () => ask<Verification | null>("verify_file");
  search = (words: string) => ask<SearchHit[]>("search", { words });
  backup = () => ask<BackedUp | null>("backup");

  onChanged = (listener: (changed: Changed[]) => void) =>
    listen<Changed[]>("changed", (event) => {
      listener(event.payload);
    });
}
