// A draft on the screen: what is typed, when it is saved, what the checks say of it.
import { asRefusal, type Backend, Refusal } from "../backend/backend";
import type { Block, Content, Field, FieldKind, Mend, Role } from "../backend/model";
import type { CheckReport, Comparison, DraftPage, PlaceView } from "../backend/types";
import * as edit from "./edit";

/** How long after the last keystroke a draft is saved, and its checks and preview are renewed (milliseconds). */
export const SAVE_AFTER = 600;
export const PREVIEW_AFTER = 300;
export const CHECK_AFTER = 450;
/** How long after a save that failed it is tried again. */
export const RETRY_AFTER = 4_000;

export type Saving = "saved" | "waiting" | "saving" | "failed" | "moved";

/** Runs the newest of some questions; an answer that a later question has overtaken is dropped. */
class Newest {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;
  private readonly after: number;
  private readonly run: (isNewest: () => boolean) => Promise<void>;

  constructor(after: number, run: (isNewest: () => boolean) => Promise<void>) {
    this.after = after;
    this.run = run;
  }

  soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.now(), this.after);
  }

  async now(): Promise<void> {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    await this.run(() => turn === this.turn);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.turn++;
  }
}

export class DraftController {
  readonly notice: string;
  page = $state.raw<DraftPage | null>(null);
  content = $state.raw<Content | null>(null);
  /** Goes up when the text was loaded anew, so that the editors take it. */
  epoch = $state(0);
  saving = $state<Saving>("saved");
  savedAt = $state<string | null>(null);
  /** Why the draft could not be opened, or what was refused last. */
  refusal = $state.raw<Refusal | null>(null);
  report = $state.raw<CheckReport | null>(null);
  preview = $state<string | null>(null);
  previewRefusal = $state.raw<Refusal | null>(null);
  changes = $state.raw<Comparison | null>(null);
  /** Whether the preview is shown: nobody renders what nobody sees. */
  previewing = $state(false);
  /** Where the officer asked to go; the form goes there. */
  target = $state.raw<{ place: PlaceView; turn: number } | null>(null);
  freshId: (letter: "s" | "f" | "b") => string = () => "";

  private readonly backend: Backend;
  private token = "";
  private saved: Content | null = null;
  private flight: Promise<void> | null = null;
  private saver: ReturnType<typeof setTimeout> | undefined;
  private readonly checks: Newest;
  private readonly previews: Newest;
  private readonly comparisons: Newest;
  private stopped = false;

  constructor(backend: Backend, notice: string) {
    this.backend = backend;
    this.notice = notice;
    this.checks = new Newest(CHECK_AFTER, (isNewest) => this.check(isNewest));
    this.previews = new Newest(PREVIEW_AFTER, (isNewest) => this.renderPreview(isNewest));
    this.comparisons = new Newest(1_500, (isNewest) => this.compare(isNewest));
  }

  get dirty(): boolean {
    return this.saving !== "saved";
  }

  /** Whether the officer can type now. */
  get editable(): boolean {
    return this.page !== null && this.page.locked === null;
  }

  /** Reads the draft. What was typed and not saved stays, unless `drop` says otherwise. */
  async load(drop = false): Promise<void> {
    if (this.dirty && !drop) return;
    try {
      const page = await this.backend.draft(this.notice);
      if (this.stopped || (this.dirty && !drop)) return;
      clearTimeout(this.saver);
      this.refusal = null;
      this.token = page.token;
      this.savedAt = page.saved_at;
      this.saving = "saved";
      if (!this.content || drop || !edit.sameContent(page.content, this.content)) {
        this.content = page.content;
        this.freshId = edit.idSource(page.content);
        this.epoch++;
      }
      this.saved = this.content;
      this.page = page;
    } catch (thrown) {
      this.refusal = asRefusal(thrown);
      return;
    }
    void this.checks.now();
    void this.comparisons.now();
    if (this.previewing) void this.previews.now();
  }

  /** Takes what the officer typed. It is saved within a second of the last keystroke. */
  change(next: Content): void {
    if (!this.editable) return;
    this.content = next;
    if (this.saving !== "moved") {
      // What is being saved is being saved; the rest follows it.
      if (this.saving !== "saving") this.saving = "waiting";
      clearTimeout(this.saver);
      this.saver = setTimeout(() => void this.flush(), SAVE_AFTER);
    }
    this.checks.soon();
    if (this.previewing) this.previews.soon();
  }

  /** Saves now what is not saved yet. Comes back when it is saved, or when it could not be. */
  async flush(): Promise<void> {
    clearTimeout(this.saver);
    while (this.flight) await this.flight;
    if (this.saving === "moved" || !this.content) return;
    if (this.content === this.saved) {
      // What was typed was taken back before it was saved.
      if (this.saving === "waiting") this.saving = "saved";
      return;
    }
    this.flight = this.save(this.content);
    try {
      await this.flight;
    } finally {
      this.flight = null;
    }
    const after = this.saving as Saving;
    if (after === "waiting") await this.flush();
  }

  /** Saves before somebody else acts; refuses when the words can't be saved, for they would become another's. */
  async settle(): Promise<void> {
    await this.flush();
    if (this.saving === "failed" || this.saving === "moved") {
      throw new Refusal(
        "unsaved-words",
        "Your last words are not saved yet.",
        "Wait until they are, or copy them, before somebody else acts or another council file is opened.",
      );
    }
  }

  private async save(content: Content): Promise<void> {
    this.saving = "saving";
    try {
      const { value } = await this.backend.autosave(this.notice, this.token, content);
      this.token = value.token;
      this.savedAt = value.at;
      this.saved = content;
      this.refusal = null;
      // Typed meanwhile: that is saved next.
      this.saving = this.content === content ? "saved" : "waiting";
      this.comparisons.soon();
    } catch (thrown) {
      const refusal = asRefusal(thrown);
      this.refusal = refusal;
      if (refusal.code === "draft-moved") {
        this.saving = "moved";
      } else {
        this.saving = "failed";
        if (!this.stopped) this.saver = setTimeout(() => void this.flush(), RETRY_AFTER);
      }
    }
  }

  private async check(isNewest: () => boolean): Promise<void> {
    if (!this.content) return;
    try {
      const report = await this.backend.checkDraft(this.notice, this.content);
      if (isNewest()) this.report = report;
    } catch (thrown) {
      if (isNewest()) this.refusal ??= asRefusal(thrown);
    }
  }

  /**
   * Does a finding's mend. Returns how to take it back, which works until something else is typed.
   * @throws Refusal when the words have changed since they were checked.
   */
  async mend(wanted: Mend): Promise<() => boolean> {
    const before = this.content;
    if (!before || !this.editable) throw new Refusal("locked", "This version can't be typed in now.");
    const mended = await this.backend.mendDraft(before, wanted);
    if (this.content !== before) {
      throw new Refusal("text-moved", "You typed meanwhile, so nothing was mended.", "Try it again.");
    }
    this.change(mended);
    this.epoch++;
    return () => {
      // Saving may have brought the text back anew; what counts is that the words are the same.
      if (!this.content || edit.plainText(this.content) !== edit.plainText(mended)) return false;
      this.change(before);
      this.epoch++;
      return true;
    };
  }

  /** Answers a finding with "not here, because …", of the words as they stand now. */
  async dismiss(key: string, because: string): Promise<void> {
    await this.settle();
    await this.backend.dismiss(this.notice, key, because);
    await this.checks.now();
  }

  /** Brings an answered finding back. */
  async reinstate(key: string): Promise<void> {
    await this.settle();
    await this.backend.reinstate(this.notice, key);
    await this.checks.now();
  }

  private async renderPreview(isNewest: () => boolean): Promise<void> {
    if (!this.content) return;
    try {
      const { html } = await this.backend.preview(this.notice, this.content);
      if (!isNewest()) return;
      this.preview = html;
      this.previewRefusal = null;
    } catch (thrown) {
      if (isNewest()) this.previewRefusal = asRefusal(thrown);
    }
  }

  private async compare(isNewest: () => boolean): Promise<void> {
    try {
      const changes = await this.backend.changesSinceLive(this.notice);
      if (isNewest()) this.changes = changes;
    } catch {
      // The outline then shows no changes; the Changes screen says why.
    }
  }

  /** Shows the preview, or stops rendering it. */
  showPreview(shown: boolean): void {
    this.previewing = shown;
    if (shown) void this.previews.now();
  }

  /** Asks the form to go to a place. */
  goTo(place: PlaceView): void {
    this.target = { place, turn: (this.target?.turn ?? 0) + 1 };
  }

  /** The headings under which something differs from the live version. */
  get changedSections(): Set<string> {
    const headings = new Set<string>();
    for (const block of this.changes?.blocks ?? []) {
      if (block.change === "same" && block.note === undefined) continue;
      if (block.section !== undefined) headings.add(block.section);
      else if (block.kind === "heading") {
        headings.add(block.runs.filter((r) => r.op !== "delete").map((r) => r.text).join(""));
      }
    }
    return headings;
  }

  /** Everything typed, as plain words, for the clipboard. */
  get words(): string {
    return this.content ? edit.plainText(this.content) : "";
  }

  /** No more saving, checking and rendering; what is not saved is saved first. */
  async close(): Promise<void> {
    this.stopped = true;
    this.checks.stop();
    this.previews.stop();
    this.comparisons.stop();
    await this.flush();
    clearTimeout(this.saver);
  }

  private apply(change: (content: Content) => Content): void {
    if (this.content) this.change(change(this.content));
  }

  setTitle(title: string): void {
    this.apply((c) => edit.setTitle(c, title));
  }
  setHeading(section: string, heading: string): void {
    this.apply((c) => edit.setHeading(c, section, heading));
  }
  setLevel(section: string, level: number): void {
    this.apply((c) => edit.setLevel(c, section, level));
  }
  setBlocks(field: string, blocks: Block[]): void {
    this.apply((c) => edit.setBlocks(c, field, blocks));
  }
  setRole(field: string, role: Role): void {
    this.apply((c) => edit.setRole(c, field, role));
  }
  setKind(field: string, kind: FieldKind): void {
    this.apply((c) => edit.setKind(c, field, kind));
  }
  moveSection(section: string, by: -1 | 1): void {
    this.apply((c) => edit.moveSection(c, section, by));
  }
  moveField(field: string, by: -1 | 1): void {
    this.apply((c) => edit.moveField(c, field, by));
  }

  private newField(role: Role, kind: FieldKind): Field {
    return { id: this.freshId("f"), role, kind, blocks: [] };
  }

  /** Adds a section after another, or at the end; returns its id. */
  addSection(after: string | null): string {
    const id = this.freshId("s");
    const field = this.newField("other", "prose");
    this.apply((c) => edit.addSection(c, after, { id, heading: "", level: 2, fields: [field] }));
    return id;
  }

  /** Adds a field at the end of a section; returns its id. */
  addField(section: string, kind: FieldKind): string {
    const last = this.content?.sections.find((s) => s.id === section)?.fields.at(-1);
    const field = this.newField(last?.role ?? "other", kind);
    this.apply((c) => edit.addField(c, section, field));
    return field.id;
  }

  /** Removes a section or a field; returns how to put it back where it was. */
  remove(what: { section: string } | { field: string }): () => void {
    const before = this.content;
    this.apply((c) => ("section" in what ? edit.removeSection(c, what.section) : edit.removeField(c, what.field)));
    return () => {
      if (!before || !this.content) return;
      this.change(putBack(before, this.content, what));
      this.epoch++;
    };
  }
}

/** `now` with the removed section or field of `before` where it stood; what was typed since stays. */
export function putBack(before: Content, now: Content, what: { section: string } | { field: string }): Content {
  if ("section" in what) {
    const at = before.sections.findIndex((s) => s.id === what.section);
    const section = before.sections[at];
    if (!section || now.sections.some((s) => s.id === section.id)) return now;
    return { ...now, sections: now.sections.toSpliced(Math.min(at, now.sections.length), 0, section) };
  }
  const home = before.sections.find((s) => s.fields.some((f) => f.id === what.field));
  const at = home?.fields.findIndex((f) => f.id === what.field) ?? -1;
  const field = home?.fields[at];
  if (!home || !field) return now;
  return {
    ...now,
    sections: now.sections.map((s) =>
      s.id === home.id && !s.fields.some((f) => f.id === field.id)
        ? { ...s, fields: s.fields.toSpliced(Math.min(at, s.fields.length), 0, field) }
        : s,
    ),
  };
}
