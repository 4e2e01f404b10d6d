// A council file in memory: the window can be drawn and its logic tested without the desk. It follows the desk's
// rules roughly and is never part of the built window.
import { fakeTravel } from "./travel";
import { Refusal, type Backend, type Previewed, type Status, type TakeIn } from "../backend";
import type { Content, Mend, Organisation, State } from "../model";
import type {
  ActionView,
  Changed,
  CommentRow,
  DecisionRow,
  DirectorateView,
  DismissedView,
  DraftMerge,
  DraftPage,
  EditedDirectorate,
  ExportForms,
  GivenReason,
  JournalRow,
  NewComment,
  NewDirectorate,
  NewNotice,
  NewOfficer,
  NoticeDetails,
  NoticeRow,
  OfficerView,
  OnlineRow,
  Outcome,
  Rescued,
  RevisionRow,
  Submitted,
  TemplateView,
} from "../types";
import { check, mended, page } from "./checks";
import { compare, plainText } from "./leaves";
import * as sample from "./sample";

const TODAY = "2026-11-22";

interface Version {
  number: number;
  state: State;
  content: Content;
  authors: Set<string>;
  effective: string | null;
  ended: string | null;
  due: string | null;
  decisions: DecisionRow[];
  revisions: RevisionRow[];
  comments: CommentRow[];
  online: OnlineRow[];
  savedAt: string | null;
  token: number;
}

interface Notice {
  id: string;
  name: string;
  directorate: DirectorateView | null;
  versions: Version[];
}

const ACTIONS: readonly (readonly [string, string, string, readonly State[]])[] = [
  ["edit", "Edit", "author", ["drafting", "approved"]],
  ["submit", "Ask for review", "author", ["drafting"]],
  ["recall", "Take back", "author", ["in-review"]],
  ["request-changes", "Ask for changes", "reviewer", ["in-review"]],
  ["approve", "Approve", "reviewer", ["in-review"]],
  ["publish", "Publish", "publisher", ["approved"]],
  ["withdraw", "Take down", "publisher", ["live", "recorded"]],
  ["discard", "Discard the draft", "author", ["drafting"]],
];

const isOpen = (state: State) => ["drafting", "in-review", "approved"].includes(state);
const copy = <T>(value: T): T => structuredClone(value);

export class FakeBackend implements Backend {
  readonly travel = fakeTravel(TODAY);
  private readonly unsaved = new Map<string, Rescued>();
  private readonly answered = new Map<string, DismissedView[]>();
  organisationDetails: Organisation | null = null;
  officers: OfficerView[] = [];
  directorates: DirectorateView[] = [];
  notices: Notice[] = [];
  officer: OfficerView | null = null;
  events: JournalRow[] = [];
  /** How often each question was asked, for tests. */
  asked: Record<string, number> = {};
  /** What the next question of a name is refused with, for tests. */
  refuse: Partial<Record<string, Refusal>> = {};
  private told = 0;
  private listeners = new Set<(changed: Changed[]) => void>();
  private clock = Date.parse(`${TODAY}T09:00:00Z`);
  private counter = 0;

  private enter(name: string): void {
    this.asked[name] = (this.asked[name] ?? 0) + 1;
    const refusal = this.refuse[name];
    if (refusal) throw refusal;
  }

  private now(): string {
    this.clock += 61_000;
    return new Date(this.clock).toISOString();
  }

  private code(): string {
    this.counter++;
    const hex = (this.counter * 2654435761).toString(16).toUpperCase().padStart(12, "7B3");
    return `${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(-4)}-CFEA`;
  }

  private note(kind: string, notice: Notice | null, version: number | null): void {
    this.events.unshift({
      at: this.now(),
      officer: this.officer?.name ?? "Fair Notice",
      kind,
      notice: notice?.versions.at(-1)?.content.title ?? null,
      version,
      hash: this.code().replace(/-/g, "").toLowerCase().slice(0, 12),
    });
  }

  private tell(changed: Changed[]): void {
    this.told++;
    for (const listener of this.listeners) listener(changed);
  }

  /** Somebody else saves meanwhile, for tests. */
  moveDraft(name: string): void {
    this.open(this.find(name)).token++;
  }

  private find(name: string): Notice {
    const found = this.notices.find((n) => n.name === name.split("@")[0]);
    if (!found) throw new Refusal("unknown-notice", `There is no notice "${name}".`, "Choose one from the list.");
    return found;
  }

  private current(notice: Notice): Version {
    const found =
      notice.versions.find((v) => isOpen(v.state)) ??
      notice.versions.find((v) => v.state === "live") ??
      notice.versions.at(-1);
    if (!found) throw new Refusal("unknown-version", "It has no version.");
    return found;
  }

  private open(notice: Notice): Version {
    const found = notice.versions.find((v) => isOpen(v.state));
    if (!found) throw new Refusal("no-open-version", "No version is open.", "Start a new version first.");
    return found;
  }

  private at(reference: string): Version {
    const notice = this.find(reference);
    const number = reference.split("@")[1];
    const found = number ? notice.versions.find((v) => v.number === Number(number)) : this.current(notice);
    if (!found) throw new Refusal("unknown-version", `There is no version ${number ?? ""}.`);
    return found;
  }

  private may(permission: string): boolean {
    return this.officer?.permissions.includes(permission) ?? false;
  }

  private actions(notice: Notice, version: Version): ActionView[] {
    const all = ACTIONS.map(([action, label, permission, states]): ActionView => {
      let why: string | null = null;
      if (!states.includes(version.state)) {
        why = {
          drafting: "It is still being drafted; ask for review first",
          "in-review": "It is in review; take it back first, then change it",
          approved: "It is already approved; an edit opens it again",
          live: "It is live; start a new version to change it",
          recorded: "It is live; start a new version to change it",
          superseded: "Its time is over; start a new version to go on",
          withdrawn: "Its time is over; start a new version to go on",
          discarded: "Its time is over; start a new version to go on",
        }[version.state];
      } else if (!this.may(permission)) why = `That needs the permission of ${/^[aeiou]/.test(permission) ? "an" : "a"} ${permission}`;
      else if (action === "approve" && this.officer && version.authors.has(this.officer.name))
        why = "You wrote part of this version, so somebody else must approve it";
      else if (action === "recall" && this.officer && !version.authors.has(this.officer.name))
        why = "Only who wrote or submitted a version can take it back";
      return { action, label, allowed: why === null, why };
    });
    const open = notice.versions.find((v) => isOpen(v.state));
    const why = !this.may("author")
      ? "That needs the permission of an author"
      : open
        ? `Version ${String(open.number)} is still open`
        : null;
    return [...all, { action: "new-version", label: "Start a new version", allowed: why === null, why }];
  }

  private demand(notice: Notice, version: Version, action: string): void {
    const found = this.actions(notice, version).find((a) => a.action === action);
    if (!found?.allowed) throw new Refusal("not-possible", `${found?.why ?? "That is not possible now"}.`);
  }

  private decide(notice: Notice, version: Version, action: string, state: State, words: string | null, because: GivenReason[] = []): Outcome<Submitted> {
    version.state = state;
    version.decisions.push({
      action,
      officer: this.officer?.name ?? "Fair Notice",
      at: this.now(),
      words,
      reasons: because.map((r) => ({ ...r, carried: false })),
      signature: null,
      recorded: null,
      code: version.revisions.at(-1)?.code ?? "",
      effective: action === "publish" || action === "schedule" ? version.effective : null,
    });
    this.note(action, notice, version.number);
    return this.done(notice, version);
  }

  private done(notice: Notice, version: Version): Outcome<Submitted> {
    const changed: Changed[] = [{ what: "notices" }, { what: "notice", id: notice.id }];
    queueMicrotask(() => {
      this.tell(changed);
    });
    const last = version.revisions.at(-1);
    return {
      value: {
        notice: notice.name,
        version: version.number,
        state: version.state,
        revision: last?.revision ?? "",
        digest: `sha256-${last?.code ?? ""}`,
        code: last?.code ?? "",
        effective: version.effective,
        record: [],
      },
      changed,
    };
  }

  private checkpoint(version: Version, note: string | null): void {
    version.revisions.push({
      revision: `r${String(++this.counter)}`,
      number: version.revisions.length + 1,
      author: this.officer?.name ?? "",
      at: this.now(),
      note,
      code: this.code(),
    });
    if (this.officer) version.authors.add(this.officer.name);
  }

  private begin(notice: Notice, content: Content, note: string): Version {
    const version: Version = {
      number: notice.versions.length + 1,
      state: "drafting",
      content: copy(content),
      authors: new Set(),
      effective: null,
      ended: null,
      due: null,
      decisions: [],
      revisions: [],
      comments: [],
      online: [],
      savedAt: null,
      token: 1,
    };
    notice.versions.push(version);
    this.checkpoint(version, note);
    return version;
  }

  private add(content: Content, directorate: DirectorateView | null): Notice {
    const base = content.title
      .replace(/^privacy notice:?\s*/i, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    let name = base || "notice";
    for (let n = 2; this.notices.some((other) => other.name === name); n++) name = `${base}-${String(n)}`;
    const notice: Notice = { id: `n${String(++this.counter)}`, name, directorate, versions: [] };
    this.notices.push(notice);
    return notice;
  }

  /** Fills the file with the sample council. */
  fill(): void {
    this.organisationDetails = copy(sample.organisation);
    this.officers = copy(sample.officers);
    this.directorates = copy(sample.directorates);
    const [priya, tom, grace, helen] = this.officers as [OfficerView, OfficerView, OfficerView, OfficerView];
    const [housing, care, place] = this.directorates as [DirectorateView, DirectorateView, DirectorateView];
    const make = (title: string, service: string, home: DirectorateView | null, gaps = false) => {
      this.officer = tom;
      const content = sample.noticeText(title, service, { gaps });
      const notice = this.add(content, home);
      this.begin(notice, content, 'Started from the template "Directorate notice"');
      return notice;
    };
    const publish = (notice: Notice, from: string, due: string) => {
      const version = this.current(notice);
      this.officer = tom;
      this.decide(notice, version, "submit", "in-review", "First version under the new template");
      this.officer = grace;
      this.decide(notice, version, "approve", "approved", null);
      this.officer = helen;
      version.effective = from;
      version.due = due;
      for (const v of notice.versions) {
        if (v.state === "live") {
          v.ended = from;
          this.decide(notice, v, "supersede", "superseded", null);
        }
      }
      this.decide(notice, version, "publish", "live", null);
    };
    const homeless = make("Privacy notice: Homelessness", "our homelessness service", housing);
    publish(homeless, "2025-03-03", "2026-03-03");
    this.officer = tom;
    const next = this.begin(homeless, this.current(homeless).content, "Started from version 1");
    next.content = copy(next.content);
    const shared = next.content.sections.find((s) => s.heading === "Who we share it with")?.fields[0]?.blocks[1];
    if (shared?.type === "list") shared.items.push({ blocks: [sample.paragraph("the Police, where the law lets us")] });
    const kept = next.content.sections.find((s) => s.heading === "How long we keep it")?.fields[0]?.blocks[0];
    if (kept?.type === "paragraph" && kept.runs[0]) kept.runs[0].text = "We keep your file for seven years after we last worked with you. Our ";
    this.checkpoint(next, "Police added after the new protocol");
    next.comments.push({ id: "c1", instead: null, answer: null, written_by: null, officer: grace.name, at: this.now(), section: null, quote: null, words: "Is the protocol with the Police signed already?" });
    this.decide(homeless, next, "submit", "in-review", "The Police are added as a recipient after the new sharing protocol, and files are kept for seven years.", [{ rule: "empty-link", reason: "The rights page moves next week; the address comes with it." }]);

    const tenants = make("Privacy notice: Council tenants", "how we manage council homes", housing, true);
    tenants.versions[0]?.decisions.push();
    const care1 = make("Privacy notice: Adult social care", "care and support for adults", care);
    publish(care1, "2026-01-12", "2027-01-12");
    const parking = make("Privacy notice: Parking and permits", "parking permits and penalty charges", place);
    publish(parking, "2025-12-01", "2026-12-01");
    const bins = make("Privacy notice: Bulky waste collections", "collecting large items from your home", place);
    this.officer = tom;
    this.decide(bins, this.current(bins), "submit", "in-review", "First version");
    this.officer = grace;
    this.decide(bins, this.current(bins), "approve", "approved", null);
    const corporate = make("Privacy notice: how the council uses your information", "the whole council", null);
    publish(corporate, "2025-06-01", "2026-06-01");
    this.officer = priya;
  }

  // ------------------------------------------------------------------ the file

  async status(): Promise<Status> {
    this.enter("status");
    return {
      register: this.organisationDetails ? "C:\\Users\\priya\\AppData\\Local\\Fair Notice\\averley.fairnotice" : null,
      default_path: "C:\\Users\\priya\\AppData\\Local\\Fair Notice\\council.fairnotice",
      organisation: this.organisationDetails?.name ?? null,
      officer: this.officer,
      officers: this.officers,
      version: "0.1.0",
      today: TODAY,
      refused: null,
      recent: [],
      zoom: 1,
      told: this.told,
    };
  }

  async createRegister(organisation: string, officer: string, email: string): Promise<Status> {
    this.enter("create_register");
    this.organisationDetails = { ...copy(sample.organisation), name: organisation };
    const permissions = ["author", "reviewer", "publisher", "administrator"];
    this.officer = { id: "o1", name: officer, email, post: null, permissions };
    this.officers = [this.officer];
    this.note("register-made", null, null);
    return this.status();
  }

  async openSample(): Promise<Status> {
    this.fill();
    return this.status();
  }

  async openRegister(): Promise<Status | null> {
    return null;
  }

  async actAs(officer: string): Promise<Status> {
    this.enter("act_as");
    this.officer = this.officers.find((o) => o.id === officer) ?? this.officer;
    return this.status();
  }

  // ------------------------------------------------------------------ lists

  async list(): Promise<{ notices: NoticeRow[] }> {
    this.enter("list");
    const notices = this.notices.map((notice): NoticeRow => {
      const live = notice.versions.find((v) => v.state === "live");
      const open = notice.versions.find((v) => isOpen(v.state));
      const last = notice.versions.at(-1);
      const waits = { drafting: "its author", "in-review": "a reviewer", approved: "a publisher" } as Record<string, string>;
      const opened = (v: Version) => ({ version: v.number, state: v.state, effective: v.effective, waits_for: waits[v.state] ?? "nobody" });
      return {
        notice: notice.name,
        id: notice.id,
        title: this.current(notice).content.title,
        directorate: notice.directorate?.name ?? null,
        kind: notice.directorate ? "directorate" : "corporate",
        live: live?.number ?? null,
        live_since: live?.effective ?? null,
        open: open ? opened(open) : null,
        last: !live && !open && last ? opened(last) : null,
        blocking: open ? null : 0,
        review_due: live?.due ?? null,
        overdue: live?.due != null && live.due < TODAY,
        owner: notice.directorate?.post ?? null,
        changed_at: this.now(),
      };
    });
    return { notices: notices.toSorted((a, b) => a.title.localeCompare(b.title)) };
  }

  async blockingCounts(names: string[]) {
    this.enter("blocking_counts");
    const counts = names.map((name) => {
      const open = this.find(name).versions.find((v) => isOpen(v.state));
      return [name, open ? check("", open.content).counts.block : 0] as const;
    });
    return Object.fromEntries(counts);
  }

  async templates(): Promise<TemplateView[]> {
    return [
      { id: "modern", name: "Directorate notice", description: "Answers every item of Articles 13 and 14 in plain English. The one to choose unless you know better." },
      { id: "nature-of-work", name: "Short notice: nature of work", description: "One page for a team whose corporate notice answers rights, complaints and contacts." },
      { id: "corporate", name: "Corporate notice", description: "The council's own notice: who we are, rights, complaints, transfers, for the others to build on." },
    ];
  }

  async newNotice(made: NewNotice): Promise<Outcome<Submitted>> {
    this.enter("new_notice");
    const content = sample.noticeText(made.title, "[what the service does]", { gaps: true });
    const notice = this.add(content, this.directorates.find((d) => d.id === made.directorate) ?? null);
    const version = this.begin(notice, content, "Started from a template");
    this.note("notice-made", notice, 1);
    return this.done(notice, version);
  }

  async chooseImports(): Promise<Previewed[]> {
    const content = sample.noticeText("Privacy notice: Libraries", "our libraries", { gaps: true });
    const preview = {
      file: "libraries.txt",
      title: content.title,
      encoding: "Windows-1252",
      words: plainText(content).split(/\s+/).length,
      words_in_file: plainText(content).split(/\s+/).length,
      sections: content.sections.map((s) => ({
        heading: s.heading,
        level: s.level,
        fields: s.fields.map((f, i) => ({ role: f.role, kind: f.kind, lines: ["The words of the file."], sure: i === 0, because: "the heading says so" })),
      })),
      notes: ["3 links had lost their addresses in the file."],
      comments: 2,
    };
    return [{ place: 0, name: "libraries.txt", preview, refusal: null }];
  }

  droppedImports(): Promise<Previewed[]> {
    return this.chooseImports();
  }

  async takeIn(wanted: TakeIn) {
    const content = sample.noticeText(wanted.title ?? "Privacy notice: Libraries", "our libraries", { gaps: true });
    const notice = this.add(content, this.directorates.find((d) => d.id === wanted.directorate) ?? null);
    const version = this.begin(notice, content, "Imported from libraries.txt");
    this.note("imported", notice, 1);
    const { changed } = this.done(notice, version);
    return {
      value: {
        notice: notice.name,
        version: 1,
        revision: "r",
        existing: false,
        title: content.title,
        encoding: "Windows-1252",
        sections: [],
        notes: [],
        readings: [],
        proposals: [
          {
            id: "list:b4",
            heading: content.sections[1]?.heading ?? "",
            message: "This list is broken in two: its parts can be made one list.",
            before: ["names", "—", "addresses"],
            after: ["names", "addresses"],
          },
        ],
        comments: 2,
        changes: null,
        before: null,
      },
      changed,
    };
  }

  importPublished(wanted: TakeIn) {
    return this.takeIn(wanted);
  }

  async acceptRepairs(name: string, ids: string[]) {
    this.enter("accept_repairs");
    const notice = this.find(name);
    const { changed } = this.done(notice, this.current(notice));
    return { value: { notice: name, version: 1, revision: "r", done: ids, left: [] }, changed };
  }

  // ------------------------------------------------------------------ a draft

  async draft(name: string): Promise<DraftPage> {
    this.enter("draft");
    const notice = this.find(name);
    const version = this.current(notice);
    const actions = this.actions(notice, version);
    const edit = actions.find((a) => a.action === "edit");
    const last = version.revisions.at(-1);
    return copy({
      notice: notice.name,
      id: notice.id,
      directorate: notice.directorate?.name ?? null,
      version: version.number,
      state: version.state,
      content: version.content,
      token: String(version.token),
      digest: `sha256-${last?.code ?? ""}`,
      saved_at: version.savedAt,
      typing: null,
      live: notice.versions.find((v) => v.state === "live")?.number ?? null,
      effective: version.effective,
      locked:
        version.state === "drafting"
          ? (edit?.why ?? null)
          : (edit?.why ?? "It is approved. Opening it for editing drops the approval"),
      actions,
      statements: this.organisationDetails?.statements ?? [],
      variables: [{ name: "organisation.name", what: "The council's name", text: this.organisationDetails?.name ?? "" }],
    });
  }

  async autosave(name: string, token: string, content: Content) {
    this.enter("autosave");
    const notice = this.find(name);
    const version = this.open(notice);
    this.demand(notice, version, "edit");
    if (token !== String(version.token)) {
      throw new Refusal("draft-moved", "Somebody else has changed this draft since you opened it.", "Your words are still on the screen: copy them, open the draft again, and put them in.");
    }
    version.content = copy(content);
    version.token++;
    version.savedAt = this.now();
    if (this.officer) version.authors.add(this.officer.name);
    const changed: Changed[] = [{ what: "working-copy", id: notice.id }];
    this.tell(changed);
    return { value: { at: version.savedAt, token: String(version.token) }, changed };
  }

  async checkDraft(name: string, content: Content) {
    this.enter("check_draft");
    return check(name, content, this.answered.get(name) ?? []);
  }

  async mendDraft(content: Content, edit: Mend) {
    this.enter("mend_draft");
    return mended(content, edit);
  }

  async dismiss(name: string, key: string, because: string) {
    this.enter("dismiss");
    const notice = this.find(name);
    const version = this.current(notice);
    const finding = check(name, version.content).findings.find((f) => f.key === key);
    if (!finding) throw new Refusal("unknown-finding", "Nothing is found there any more.");
    const answer = { finding, reason: because, officer: this.officer?.name ?? "", at: this.now() };
    this.answered.set(name, [...(this.answered.get(name) ?? []), answer]);
    const { changed } = this.done(notice, version);
    return { value: { notice: name, findings: [[finding.rule, finding.quote] as [string, string]] }, changed };
  }

  async reinstate(name: string, key: string) {
    this.enter("reinstate");
    const notice = this.find(name);
    this.answered.set(name, (this.answered.get(name) ?? []).filter((a) => a.finding.key !== key));
    const { changed } = this.done(notice, this.current(notice));
    return { value: { notice: name, findings: [] as [string, string][] }, changed };
  }

  async preview(name: string, content: Content) {
    this.enter("preview");
    return { html: page(content, this.current(this.find(name)).state === "drafting") };
  }

  async saveCopy(name: string, note: string | null) {
    const notice = this.find(name);
    const version = this.open(notice);
    this.checkpoint(version, note);
    return this.done(notice, version);
  }

  // ------------------------------------------------------------------ the workflow

  async reopen(name: string) {
    const notice = this.find(name);
    const version = this.open(notice);
    this.demand(notice, version, "edit");
    return this.decide(notice, version, "edit", "drafting", "Opened for editing: the approval is dropped");
  }

  async submit(name: string, note: string, because: GivenReason[]) {
    this.enter("submit");
    const notice = this.find(name);
    const version = this.open(notice);
    this.demand(notice, version, "submit");
    const rules = new Set(check("", version.content).findings.filter((f) => f.severity === "block").map((f) => f.rule));
    const open = [...rules].filter((rule) => !because.some((r) => r.rule === rule));
    if (open.length > 0) throw new Refusal("findings-block", `Still to be mended or reasoned: ${open.join(", ")}.`);
    this.checkpoint(version, "Text frozen for review");
    return this.decide(notice, version, "submit", "in-review", note, because);
  }

  async recall(name: string) {
    const notice = this.find(name);
    const version = this.open(notice);
    this.demand(notice, version, "recall");
    return this.decide(notice, version, "recall", "drafting", null);
  }

  async requestChanges(name: string, reason: string) {
    const notice = this.find(name);
    const version = this.open(notice);
    this.demand(notice, version, "request-changes");
    return this.decide(notice, version, "request-changes", "drafting", reason);
  }

  async approve(name: string, _digest: string, because: GivenReason[]) {
    this.enter("approve");
    const notice = this.find(name);
    const version = this.open(notice);
    this.demand(notice, version, "approve");
    return this.decide(notice, version, "approve", "approved", null, because);
  }

  async publish(name: string, effective: string | null) {
    const notice = this.find(name);
    const version = this.open(notice);
    this.demand(notice, version, "publish");
    version.effective = effective ?? TODAY;
    version.due = `${String(Number(version.effective.slice(0, 4)) + 1)}${version.effective.slice(4)}`;
    if (version.effective > TODAY) return this.decide(notice, version, "schedule", "approved", null);
    for (const v of notice.versions) {
      if (v.state === "live") {
        v.ended = version.effective;
        this.decide(notice, v, "supersede", "superseded", null);
      }
    }
    return this.decide(notice, version, "publish", "live", null);
  }

  async withdraw(name: string, reason: string) {
    const notice = this.find(name);
    const version = this.current(notice);
    this.demand(notice, version, "withdraw");
    version.ended = TODAY;
    return this.decide(notice, version, "withdraw", "withdrawn", reason);
  }

  async discard(name: string) {
    const notice = this.find(name);
    const version = this.open(notice);
    this.demand(notice, version, "discard");
    return this.decide(notice, version, "discard", "discarded", null);
  }

  async newVersion(name: string) {
    const notice = this.find(name);
    const from = this.current(notice);
    this.demand(notice, from, "new-version");
    const version = this.begin(notice, from.content, `Started from version ${String(from.number)}`);
    this.note("version-begun", notice, version.number);
    return this.done(notice, version);
  }

  // ------------------------------------------------------------------ looking

  async check(reference: string) {
    return check(reference, this.at(reference).content);
  }

  async compare(older: string, newer: string) {
    return compare(older, this.at(older).content, newer, this.at(newer).content);
  }

  async changesSinceLive(name: string) {
    const notice = this.find(name);
    const now = this.current(notice);
    const before = notice.versions.findLast((v) => v.number < now.number && ["live", "superseded"].includes(v.state));
    return before
      ? compare(`${notice.name}@${String(before.number)}`, before.content, `${notice.name}@${String(now.number)}`, now.content)
      : null;
  }

  async history(name: string) {
    const notice = this.find(name);
    return copy({
      notice: notice.name,
      title: this.current(notice).content.title,
      versions: notice.versions
        .map((v) => ({
          version: v.number,
          state: v.state,
          effective: v.effective,
          ended: v.ended,
          review_due: v.due,
          recorded: null,
          code: v.revisions.at(-1)?.code ?? "",
          digest: `sha256-${v.revisions.at(-1)?.code ?? ""}`,
          revisions: v.revisions,
          decisions: v.decisions,
          comments: v.comments,
          online: v.online,
        }))
        .toReversed(),
    });
  }

  async liveOn(name: string, date: string) {
    const notice = this.find(name);
    const found = notice.versions.find((v) => v.effective !== null && v.effective <= date && (v.ended === null || date < v.ended) && v.state !== "approved");
    return {
      notice: notice.name,
      date,
      version: found?.number ?? null,
      state: found?.state ?? null,
      from: found?.effective ?? null,
      until: found?.ended ?? null,
      code: found?.revisions.at(-1)?.code ?? null,
      recorded: null,
    };
  }

  async comment(reference: string, made: NewComment) {
    const version = this.at(reference);
    const row: CommentRow = { id: `c${String(++this.counter)}`, officer: this.officer?.name ?? "", at: this.now(), answer: null, written_by: null, ...made };
    version.comments.push(row);
    return { value: row, changed: [] };
  }

  async withProposal(name: string, id: string, content: Content) {
    const comment = this.current(this.find(name)).comments.find((c) => c.id === id);
    const text = JSON.stringify(content);
    if (!comment?.quote || !text.includes(comment.quote)) throw new Refusal("words-gone", "Those words no longer stand in the text.");
    return JSON.parse(text.replace(comment.quote, comment.instead ?? "")) as Content;
  }

  async answerComment(name: string, id: string, how: string, words: string) {
    const notice = this.find(name);
    for (const comment of this.current(notice).comments) {
      if (comment.id === id) comment.answer = { how, officer: this.officer?.name ?? "", words: words || null, at: this.now() };
    }
    return { value: null, changed: [{ what: "notice" as const, id: notice.id }] };
  }

  async bringBack(name: string) {
    const notice = this.find(name);
    return this.done(notice, this.open(notice));
  }

  async sentToWebTeam(name: string, to: string) {
    return this.record(name, "sent", to, null);
  }

  async seenOnline(name: string, url: string, on: string) {
    return this.record(name, "seen", url, on);
  }

  private record(name: string, what: string, words: string, on: string | null) {
    const notice = this.find(name);
    const live = notice.versions.find((v) => v.state === "live");
    if (!live) throw new Refusal("not-live", "It has no live version.");
    live.online.push({ what, officer: this.officer?.name ?? "", at: this.now(), words, on });
    return this.done(notice, live);
  }

  async details(name: string) {
    const notice = this.find(name);
    return {
      notice: name,
      directorate: notice.directorate?.id ?? null,
      kind: "directorate",
      audience: "adults",
      parent: null,
      external_parent: null,
      external_confirmed: null,
      url: null,
      parents: this.notices.filter((n) => n !== notice).map((n) => ({ notice: n.name, title: this.current(n).content.title, live: true })),
    };
  }

  async changeDetails(name: string, details: NoticeDetails) {
    const notice = this.find(name);
    if (details.directorate !== null) notice.directorate = this.directorates.find((d) => d.id === details.directorate) ?? null;
    return { value: null, changed: [{ what: "notice" as const, id: notice.id }] };
  }

  async previewPdf(): Promise<Uint8Array> {
    throw new Refusal("not-here", "Pages are drawn in the real window alone.");
  }

  async guidance() {
    return [];
  }

  async dataKinds(lines: string[]) {
    return lines.map((line) => (/health|ethnic|religio/i.test(line) ? "special" : "ordinary"));
  }

  async picture() {
    return "data:image/png;base64,iVBORw0KGgo=";
  }

  async mergeDraft(name: string, _base: Content, mine: Content): Promise<DraftMerge> {
    this.enter("merge_draft");
    const version = this.open(this.find(name));
    return {
      content: copy(mine),
      theirs: copy(version.content),
      token: String(version.token),
      by: "Grace Lindqvist",
      at: version.savedAt,
      conflicts: [],
      both: [],
      changes: compare("What you typed", mine, "Both texts together", mine),
    };
  }

  async keepWords(id: string, notice: string, base: Content, mine: Content, why: string) {
    this.enter("keep_words");
    this.unsaved.set(id, { id, notice, officer: this.officer?.id ?? "", at: this.now(), why, base: copy(base), mine: copy(mine) });
    return "C:\\Users\\priya\\AppData\\Local\\Fair Notice\\unsaved-1.json";
  }

  async keptWords(notice: string) {
    return [...this.unsaved.values()].filter((words) => words.notice === notice);
  }

  async forgetWords(_notice: string, id: string) {
    this.unsaved.delete(id);
  }

  async exportComparison() {
    return "C:\\Users\\priya\\Documents\\changes.pdf";
  }

  async exportAll() {
    return null;
  }

  async exportSeveral(notices: string[]) {
    return Promise.all(notices.map((n) => this.export(n, { pdf: true, html: true, fragment: false, docx: false, record: false })));
  }

  async stopJob() {
    await Promise.resolve();
  }

  async showFolder() {
    await Promise.resolve();
  }

  async sweep() {
    return { as_of: TODAY, notices: [], rules: [] };
  }

  async lawChanges() {
    return [];
  }

  async processing() {
    return { file_name: null, officer: null, at: null, activities: [], unknown_parts: [] };
  }

  async processingColumns() {
    return null;
  }

  async importProcessing() {
    return { value: await this.processing(), changed: [] };
  }

  async editOfficer(id: string, made: NewOfficer) {
    this.officers = this.officers.map((o) => (o.id === id ? { id, ...made } : o));
    return { value: null, changed: [{ what: "officers" as const }] };
  }

  async editDirectorate(id: string, { joint, ...made }: EditedDirectorate) {
    const first = made.holders[0];
    this.directorates = this.directorates.map((d) =>
      d.id === id ? { ...d, ...made, arrangement: joint, led_by: first?.name ?? null, post: first?.post ?? null } : d,
    );
    return { value: null, changed: [{ what: "directorates" as const }] };
  }

  async export(reference: string, forms: ExportForms) {
    const version = this.at(reference);
    const folder = "C:\\Users\\priya\\Documents\\Web team";
    const name = reference.replace("@", "-v");
    const files = (["pdf", "html", "fragment", "docx", "record"] as const)
      .filter((form) => forms[form])
      .map((form) => `${folder}\\${name}${form === "record" ? "-sign-off.pdf" : form === "fragment" ? " to paste.html" : `.${form}`}`);
    const approved = ["approved", "live", "superseded", "withdrawn"].includes(version.state);
    return {
      notice: reference.split("@")[0] ?? "",
      version: version.number,
      state: version.state,
      draft: !approved,
      digest: "",
      code: version.revisions.at(-1)?.code ?? "",
      files,
    };
  }

  async organisation() {
    return copy({ organisation: this.organisationDetails ?? sample.organisation, directorates: this.directorates, officers: this.officers });
  }

  async keepPicture() {
    return { value: { asset: "5f".repeat(32), width: 400, height: 160 }, changed: [] };
  }

  async changeOrganisation(organisation: Organisation) {
    this.organisationDetails = copy(organisation);
    this.note("organisation-changed", null, null);
    const changed: Changed[] = [{ what: "organisation" }];
    this.tell(changed);
    return { value: null, changed };
  }

  async addOfficer(made: NewOfficer) {
    const value = { id: `o${String(this.officers.length + 1)}`, ...made };
    this.officers = [...this.officers, value];
    this.note("officer-added", null, null);
    const changed: Changed[] = [{ what: "officers" }];
    this.tell(changed);
    return { value, changed };
  }

  async addDirectorate({ joint, ...made }: NewDirectorate) {
    const holders = made.post === null ? [] : [{ name: made.led_by ?? "", post: made.post, from: null, until: null }];
    const value = { id: `d${String(this.directorates.length + 1)}`, ...made, arrangement: joint, holders };
    this.directorates = [...this.directorates, value];
    this.note("directorate-added", null, null);
    const changed: Changed[] = [{ what: "directorates" }];
    this.tell(changed);
    return { value, changed };
  }

  async journal() {
    return { head: "9f31c2aa7be04dd1", events: copy(this.events) };
  }

  async verifyRegister() {
    return { unbroken: true, head: "9f31c2aa7be04dd19f31c2aa7be04dd1", events: this.events.length, revisions: 14, faults: [], signed: 0, unsigned: 0, doubtful: [] };
  }

  async verifyFile() {
    return {
      file: "C:\\Users\\priya\\Downloads\\homelessness.pdf",
      answer: "changed" as const,
      sentence: "It resembles version 1 of Homelessness, and two words differ.",
      notice: "homelessness",
      version: 1,
      state: "live" as const,
      code: "7B3A-16BF-8F01-CFEA",
      differences: ['"six" has become "seven"'],
    };
  }

  async search(words: string) {
    this.enter("search");
    const wanted = words.toLowerCase().trim();
    return this.notices.flatMap((notice) => {
      const version = this.current(notice);
      const text = plainText(version.content).replace(/\n/g, " ");
      const at = text.toLowerCase().indexOf(wanted);
      if (at < 0) return [];
      const snippet = `…${text.slice(Math.max(0, at - 40), at)}\u0002${text.slice(at, at + wanted.length)}\u0003${text.slice(at + wanted.length, at + wanted.length + 60)}…`;
      return [{ notice: notice.name, title: version.content.title, version: version.number, state: version.state, snippet }];
    });
  }

  verifyDropped() {
    return this.verifyFile();
  }

  async restore() {
    return null;
  }

  openRecent(): Promise<Status> {
    return this.status();
  }

  openDropped(): Promise<Status> {
    return this.status();
  }

  async newWindow() {
    await Promise.resolve();
  }

  async closeWindow() {
    await Promise.resolve();
  }

  async zoom(by: -1 | 0 | 1) {
    return 1 + by / 10;
  }

  async backup() {
    return { file: "D:\\averley-2026-11-22.fairnotice", head: "9f31c2aa7be04dd19f31c2aa7be04dd1" };
  }

  async on() {
    return () => undefined;
  }

  async onChanged(listener: (changed: Changed[]) => void): Promise<() => void> {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }
}

/** A made-up backend: with "empty" as on the first run, otherwise with the sample council. */
export function fakeBackend(start: string): FakeBackend {
  const backend = new FakeBackend();
  if (start !== "empty") backend.fill();
  return backend;
}
