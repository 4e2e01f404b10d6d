// What the whole window shares: the open council file, who acts, where we are, what is said aloud.
import { asRefusal, type Backend, type Refusal, type Status } from "../backend/backend";
import type { Changed } from "../backend/types";
import { parseRoute, showRoute, type NoticeTab, type Route } from "./route";

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

  private leaving = new Set<() => Promise<void>>();
  private listeners = new Set<(changed: Changed[]) => void>();
  private fading: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend) {
    this.backend = backend;
  }

  async start(): Promise<void> {
    try {
      await this.backend.onChanged((changed) => {
        for (const listener of this.listeners) listener(changed);
        if (changed.some((c) => c.what === "organisation" || c.what === "officers")) void this.refresh();
      });
      this.status = await this.backend.status();
    } catch (thrown) {
      this.broken = asRefusal(thrown);
    }
  }

  private async refresh(): Promise<void> {
    try {
      this.status = await this.backend.status();
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
    const status = await next();
    if (!status) return false;
    this.status = status;
    this.draft = null;
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
