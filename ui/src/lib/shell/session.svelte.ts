// What the whole window shares: the open council file, who acts, where we are, what is said aloud.
import { asRefusal, type Backend, type HeldFile, type Refusal, type Status, type Trouble } from "../backend/backend";
import type { Travelled } from "../backend/travel";
import type { Changed, NoticeList, Progress } from "../backend/types";
import { DraftHistory } from "../draft/history";
import { isFirst, parseRoute, showRoute, type NoticeTab, type Route } from "./route";

/** Something to undo, or to know, for some seconds. */
export interface Notification {
  words: string;
  undo: (() => void) | null;
}

/** What the bottom bar says of the draft that is open. */
export interface DraftStanding {
  saved: string;
  waitsFor: string;
  trouble: boolean;
}

/** How long (ms) the frame of the window waits for its first list. */
const SOON = 150;

const after = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

export class Session {
  readonly backend: Backend;
  status = $state.raw<Status | null>(null);
  /** Why the window could not start at all. */
  broken = $state.raw<Refusal | null>(null);
  route = $state.raw<Route>({ screen: "work" });
  /** Goes up whenever another officer acts or another file is open: screens are made anew. */
  generation = $state(0);
  polite = $state("");
  urgent = $state("");
  notification = $state.raw<Notification | null>(null);
  draft = $state.raw<DraftStanding | null>(null);
  /** What runs in the background, in words. */
  job = $state<string | null>(null);
  /** How far it is, when that is known. */
  progress = $state.raw<Progress | null>(null);
  /** Why the council file can't be reached at the moment. */
  trouble = $state.raw<Trouble | null>(null);
  /** Files that were dropped on the window and wait for what shall become of them. */
  dropped = $state.raw<HeldFile[]>([]);
  /** Dropped files that shall be taken in: their places. */
  importing = $state.raw<number[]>([]);
  /** A review pack from another computer, which takes the whole window. */
  pack = $state.raw<Extract<Travelled, { kind: "review-pack" }> | null>(null);
  /** A reviewer's answer that came back. */
  answer = $state.raw<Extract<Travelled, { kind: "answer" }> | null>(null);
  /** The menu's item that was chosen last; a count makes the same one new. */
  menu = $state.raw<{ item: string; turn: number } | null>(null);

  /** What was typed in each draft, so that it can be taken back after leaving it and coming back. */
  private histories = new Map<string, DraftHistory>();

  /** How many questions are under way whose answer is another status, and how many were answered. */
  private entering = 0;
  private turn = 0;
  private leaving = new Set<() => Promise<void>>();
  private listeners = new Set<(changed: Changed[]) => void>();
  private fading: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend) {
    this.backend = backend;
  }

  /** The list of notices, asked for together with the status: most windows begin with it. */
  private early: Promise<NoticeList> | null = null;

  /** Settles when the first list has come, or won't: what can wait until the first screen stands waits for it. */
  first: Promise<void> = Promise.resolve();

  /** Every notice. */
  list(): Promise<NoticeList> {
    const { early } = this;
    this.early = null;
    return early ?? this.backend.list();
  }

  async start(): Promise<void> {
    try {
      const status = this.backend.status();
      this.early = this.backend.list();
      // Before the first run there is none, and nobody asks.
      this.first = this.early.then(
        () => undefined,
        () => void (this.early = null),
      );
      const listening = this.listenAll();
      // What goes wrong in it is told below; meanwhile the first screen stands.
      listening.catch(() => undefined);
      const found = await status;
      // The frame and the first list are drawn together when the list comes soon, as it does: once is sooner than twice.
      if (found.register !== null && isFirst(this.route.screen)) await Promise.race([this.first, after(SOON)]);
      this.status = found;
      await listening;
      void this.catchUp(found.told);
      const arrived = await this.backend.travel.arrived();
      if (arrived) await this.openTravelled(arrived).catch((thrown: unknown) => (this.stranded = asRefusal(thrown)));
    } catch (thrown) {
      this.broken = asRefusal(thrown);
    }
  }

  /** Why a file that came from another computer can't be shown. */
  stranded = $state.raw<Refusal | null>(null);

  /** Opens a review pack or an answer; false when the file is neither. */
  async openTravelled(file: HeldFile): Promise<boolean> {
    const found = await this.backend.travel.openTravelled(file.place);
    this.stranded = null;
    if (found.kind === "other") return false;
    for (const flush of this.leaving) await flush();
    if (found.kind === "review-pack") this.pack = found;
    else this.answer = found;
    return true;
  }

  leavePack(): void {
    this.pack = null;
    document.title = "Fair Notice";
  }

  /** Files were dropped: one from another computer is opened, what the others shall become is asked. */
  private async take(files: HeldFile[]): Promise<void> {
    const [only] = files.length === 1 ? files : [];
    try {
      if (only && /\.fairnotice$/i.test(only.name) && (await this.openTravelled(only))) return;
      this.dropped = files;
    } catch (thrown) {
      this.stranded = asRefusal(thrown);
    }
  }

  private async listenAll(): Promise<void> {
    await Promise.all([
      this.backend.onChanged((changed) => {
        this.tell(changed);
      }),
      this.backend.on("trouble", ({ register, trouble }) => {
        if (register !== this.status?.register) return;
        this.trouble = trouble;
        if (trouble) this.warn(trouble.message);
        else this.say("The council file is in its place again");
      }),
      this.backend.on("progress", (progress) => (this.progress = progress)),
      this.backend.on("dropped", (files) => void this.take(files)),
      this.backend.on("menu", (item) => (this.menu = { item, turn: (this.menu?.turn ?? 0) + 1 })),
      this.backend.on("closing", () => void this.close()),
    ]);
  }

  /** Saves what was typed last and closes the window. Words that can't be saved are kept beside the council file. */
  private async close(): Promise<void> {
    await Promise.allSettled([...this.leaving].map((flush) => flush()));
    await this.backend.closeWindow();
  }

  /** What was typed in a draft of the open council file. */
  historyOf(notice: string): DraftHistory {
    let found = this.histories.get(notice);
    if (!found) {
      found = new DraftHistory();
      this.histories.set(notice, found);
    }
    return found;
  }

  /** Runs a long job, told at the foot of the window. */
  async run<T>(job: string, work: () => Promise<T>): Promise<T> {
    this.job = job;
    this.progress = null;
    try {
      return await work();
    } finally {
      this.job = null;
      this.progress = null;
    }
  }

  /** What was told before this window listened is nowhere but in the number of times: then anything may be different. */
  private async catchUp(told: number): Promise<void> {
    const now = await this.backend.status().catch(() => null);
    if (now && now.told !== told) this.tell([{ what: "elsewhere" }]);
  }

  private tell(changed: Changed[]): void {
    this.early = null;
    for (const listener of this.listeners) listener(changed);
    if (changed.some((c) => ["organisation", "officers", "elsewhere"].includes(c.what))) void this.refresh();
  }

  private async refresh(): Promise<void> {
    const turn = this.turn;
    try {
      const status = await this.backend.status();
      // Somebody else acts meanwhile, or another file is open: what they say is newer.
      if (turn === this.turn && this.entering === 0) this.status = status;
    } catch {
      // The screen that asks next shows what is wrong.
    }
  }

  /** Follows the address after #. Returns how to stop. */
  followAddress(): () => void {
    const read = () => {
      this.route = parseRoute(location.hash);
    };
    read();
    addEventListener("hashchange", read);
    return () => {
      removeEventListener("hashchange", read);
    };
  }

  go(route: Route): void {
    const address = showRoute(route);
    if (location.hash === address) this.route = route;
    else location.hash = address;
  }

  open(notice: string, tab: NoticeTab | null = null): void {
    this.go({ screen: "notice", notice, tab });
  }

  /** Calls `flush` before somebody else acts or another file is opened. Returns how to stop. */
  beforeLeaving(flush: () => Promise<void>): () => void {
    this.leaving.add(flush);
    return () => {
      this.leaving.delete(flush);
    };
  }

  /** Calls `listener` when the desk says that something changed. Returns how to stop. */
  listen(listener: (changed: Changed[]) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** Takes another status: a file was opened, or somebody else acts. */
  async enter(next: () => Promise<Status | null>): Promise<boolean> {
    for (const flush of this.leaving) await flush();
    this.entering++;
    let status: Status | null;
    try {
      status = await next();
    } finally {
      this.entering--;
      this.turn++;
    }
    if (!status) return false;
    this.status = status;
    this.early = null;
    this.draft = null;
    this.trouble = null;
    this.histories.clear();
    this.generation++;
    return true;
  }

  async actAs(officer: string): Promise<void> {
    await this.enter(() => this.backend.actAs(officer));
    const name = this.status?.officer?.name;
    if (name) this.say(`Now acting as ${name}`);
  }

  /** Says something to a screen reader, politely. */
  say(words: string): void {
    // The same words twice are read twice only when the region changes.
    this.polite = words === this.polite ? `${words}\u200b` : words;
  }

  /** Says something to a screen reader at once. */
  warn(words: string): void {
    this.urgent = words === this.urgent ? `${words}\u200b` : words;
  }

  /** Shows and says something for some seconds. */
  notify(words: string, undo: (() => void) | null = null): void {
    this.notification = { words, undo };
    this.say(words);
    clearTimeout(this.fading);
    this.fading = setTimeout(() => (this.notification = null), undo ? 12_000 : 6_000);
  }

  dismiss(): void {
    clearTimeout(this.fading);
    this.notification = null;
  }

  may(permission: string): boolean {
    return this.status?.officer?.permissions.includes(permission) ?? false;
  }

  get today(): string {
    return this.status?.today ?? new Date().toISOString().slice(0, 10);
  }
}
