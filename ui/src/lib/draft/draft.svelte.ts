// A draft on the screen: what is typed, when it is saved, what the checks say of it.
import { asRefusal, type Backend, Refusal } from "../backend/backend";
import type { Block, Content, Field, FieldKind, Mend, Role } from "../backend/model";
import type { CheckReport, Comparison, DraftMerge, DraftPage, GuidanceView, PlaceView, Rescued, VariableView, VocabularyTerm } from "../backend/types";
import * as edit from "./edit";
import { changedFields, DraftHistory } from "./history";
import { addAfter, toBlocks, toLines } from "./items";

/** How long after the last keystroke a draft is saved, and its checks and preview are renewed (milliseconds). */
export const SAVE_AFTER = 600;
export const PREVIEW_AFTER = 120;
export const CHECK_AFTER = 120;
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
  /** Goes up when the whole text was loaded anew, so that every editor takes it. */
  epoch = $state(0);
  /** Goes up for a field whose text changed otherwise than by typing in it, so that its editor takes it. */
  epochs = $state<Record<string, number>>({});
  /** The field whose text was changed by undoing or the like, and what stood there: the cursor goes to the change. */
  caret: { field: string; before: Block[] } | null = null;
  /** Both texts, when somebody else has changed the draft meanwhile. */
  merge = $state.raw<DraftMerge | null>(null);
  /** Words that could not be saved when they were typed. */
  kept = $state.raw<Rescued | null>(null);
  /** Where words are kept that can't be saved now. */
  keptAt = $state<string | null>(null);
  /** How often something was typed or taken back: so that buttons know when there is something to undo. */
  steps = $state(0);
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
  private readonly history: DraftHistory;
  /** What is kept beside the council file of this time the draft is open. */
  private keeping: Content | null = null;
  private readonly keepingId = crypto.randomUUID();
  /** The kept words that the open merge is made of. */
  private merged: Rescued | null = null;

  constructor(backend: Backend, notice: string, history = new DraftHistory()) {
    this.backend = backend;
    this.notice = notice;
    this.history = history;
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
      const known = this.page?.token === page.token && this.page.state === page.state;
      this.token = page.token;
      this.savedAt = page.saved_at;
      this.saving = "saved";
      if (!this.content || drop || !edit.sameContent(page.content, this.content)) {
        // What was typed in another session of this window can be taken back; what somebody else wrote can't.
        if (this.content || (this.history.last && !edit.sameContent(this.history.last, page.content))) this.history.clear();
        this.content = page.content;
        this.freshId = edit.idSource(page.content);
        this.epoch++;
      }
      this.saved = this.content;
      const first = this.page === null;
      this.page = page;
      if (first) void this.findKept();
      // Nothing is new: what the checks said holds.
      if (known && this.report && !drop) return;
    } catch (thrown) {
      this.refusal = asRefusal(thrown);
      return;
    }
    void this.checks.now();
    void this.comparisons.now();
    if (this.previewing) void this.previews.now();
  }

  /**
   * Takes what the officer typed. It is saved within a second of the last keystroke. What is typed on at one place (the
   * same `key`) is taken back in one step.
   */
  change(next: Content, key = ""): void {
    if (!this.editable || !this.content) return;
    this.history.note(this.content, key, Date.now());
    this.take(next);
  }

  private take(next: Content): void {
    this.content = next;
    this.history.last = next;
    this.steps++;
    if (this.saving !== "moved") {
      // What is being saved is being saved; the rest follows it.
      if (this.saving !== "saving") this.saving = "waiting";
      clearTimeout(this.saver);
      this.saver = setTimeout(() => void this.flush(), SAVE_AFTER);
    }
    this.checks.soon();
    if (this.previewing) this.previews.soon();
  }

  get canUndo(): boolean {
    return this.steps >= 0 && this.editable && this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.steps >= 0 && this.editable && this.history.canRedo;
  }

  /** Takes the last step back; false when there is none. */
  undo(): boolean {
    return this.step((now) => this.history.undo(now));
  }

  /** Does again what was taken back last; false when there is nothing. */
  redo(): boolean {
    return this.step((now) => this.history.redo(now));
  }

  private step(find: (now: Content) => Content | null): boolean {
    if (!this.editable || !this.content) return false;
    const next = find(this.content);
    if (!next) return false;
    this.adopt(next);
    return true;
  }

  /** Takes a text that was not typed in the editors: they show it, and the cursor goes to the first change. */
  private adopt(next: Content): void {
    const before = this.content;
    this.take(next);
    if (!before) return;
    const changed = changedFields(before, next);
    this.caret = changed[0] ?? null;
    const epochs = { ...this.epochs };
    for (const { field } of changed) epochs[field] = (epochs[field] ?? 0) + 1;
    this.epochs = epochs;
  }

  private async findKept(): Promise<void> {
    try {
      for (const kept of await this.backend.keptWords(this.notice)) {
        if (!this.content || this.stopped || kept.id === this.keepingId) continue;
        if (edit.plainText(kept.mine) === edit.plainText(this.content)) await this.backend.forgetWords(this.notice, kept.id);
        else {
          this.kept = kept;
          return;
        }
      }
    } catch {
      // There is nothing to offer then.
    }
  }

  /** Puts the words beside the draft that could not be saved, or gives them up. */
  async useKept(use: boolean): Promise<void> {
    const kept = this.kept;
    if (!kept) return;
    if (use) {
      // What is on the screen is in the council file first, so that the merge has it too.
      await this.settle();
      this.merge = await this.backend.mergeDraft(this.notice, kept.base, kept.mine);
      this.merged = kept;
      this.kept = null;
      return;
    }
    await this.backend.forgetWords(this.notice, kept.id);
    this.kept = null;
    await this.findKept();
  }

  /** Puts both texts beside one another, when somebody else has changed the draft. */
  async lookAtBoth(): Promise<void> {
    if (!this.content || !this.saved) return;
    try {
      this.merged = null;
      this.merge = await this.backend.mergeDraft(this.notice, this.saved, this.content);
    } catch (thrown) {
      this.refusal = asRefusal(thrown);
    }
  }

  /** Goes on with the text that both became; it is saved as ever. False when somebody has changed the draft again. */
  async takeMerged(text: Content): Promise<boolean> {
    const { merge, merged } = this;
    if (!merge) return false;
    this.merge = null;
    this.merged = null;
    this.token = merge.token;
    this.refusal = null;
    this.saving = "waiting";
    // What the other wrote is not undone by undoing one's own steps.
    this.history.clear();
    this.history.last = text;
    // The text it is held against from now on, should it have to be merged again.
    this.saved = merge.theirs;
    this.content = text;
    this.freshId = edit.idSource(text);
    this.epoch++;
    await this.flush();
    if (this.dirty) {
      // Saved words are kept no longer only when they are saved.
      if (merged) this.kept = merged;
      return false;
    }
    if (merged) {
      await this.backend.forgetWords(this.notice, merged.id).catch(() => undefined);
      await this.findKept();
    }
    void this.checks.now();
    return true;
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
      await this.keepNow();
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
      if (this.page) this.page = { ...this.page, token: value.token };
      if (this.keeping) {
        this.keeping = null;
        this.keptAt = null;
        void this.backend.forgetWords(this.notice, this.keepingId).catch(() => undefined);
      }
      // Typed meanwhile: that is saved next.
      this.saving = this.content === content ? "saved" : "waiting";
      this.comparisons.soon();
    } catch (thrown) {
      const refusal = asRefusal(thrown);
      this.refusal = refusal;
      await this.keep(content, refusal);
      if (refusal.code === "draft-moved") {
        this.saving = "moved";
        void this.lookAtBoth();
      } else {
        this.saving = "failed";
        if (!this.stopped) this.saver = setTimeout(() => void this.flush(), RETRY_AFTER);
      }
    }
  }

  /** Keeps words beside the council file that can't be saved into it. */
  private async keep(content: Content, why: Refusal): Promise<void> {
    if (this.keeping === content || !this.saved) return;
    this.keeping = content;
    try {
      this.keptAt = await this.backend.keepWords(this.keepingId, this.notice, this.saved, content, why.message);
    } catch {
      this.keptAt = null;
      this.keeping = null;
    }
  }

  /** Keeps what is on the screen when it is not in the council file. */
  private async keepNow(): Promise<void> {
    if (this.content && this.dirty && this.content !== this.saved) {
      await this.keep(this.content, this.refusal ?? new Refusal("unsaved-words", "The draft was left before it could be saved."));
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
    this.history.note(before, "", Date.now());
    this.adopt(mended);
    return () => {
      // Saving may have brought the text back anew; what counts is that the words are the same.
      if (!this.content || edit.plainText(this.content) !== edit.plainText(mended)) return false;
      return this.undo();
    };
  }

  /** Puts a comment's proposed words into the text, and says so to whom proposed them. */
  async takeProposal(comment: string): Promise<void> {
    const before = this.content;
    if (!before || !this.editable) throw new Refusal("locked", "This version can't be typed in now.");
    const changed = await this.backend.withProposal(this.notice, comment, before);
    if (this.content !== before) throw new Refusal("text-moved", "You typed meanwhile, so nothing was changed.", "Try it again.");
    this.history.note(before, "", Date.now());
    this.adopt(changed);
    await this.settle();
    await this.backend.answerComment(this.notice, comment, "taken", "");
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
    await this.keepNow();
  }

  private apply(change: (content: Content) => Content, key = ""): void {
    if (this.content) this.change(change(this.content), key);
  }

  setTitle(title: string): void {
    this.apply((c) => edit.setTitle(c, title), "title");
  }
  setHeading(section: string, heading: string): void {
    this.apply((c) => edit.setHeading(c, section, heading), `heading ${section}`);
  }
  setLevel(section: string, level: number): void {
    this.apply((c) => edit.setLevel(c, section, level));
  }
  /** `place` says where in the field was typed: typing on there is one step to take back; empty for any other change. */
  setBlocks(field: string, blocks: Block[], place = "text"): void {
    this.apply((c) => edit.setBlocks(c, field, blocks), place === "" ? "" : `blocks ${field} ${place}`);
  }
  setRole(field: string, role: Role): void {
    this.apply((c) => edit.setRole(c, field, role));
  }
  /** Edits a part in another form; with `blocks`, its words in the shape that form needs. One step to undo. */
  setKind(field: string, kind: FieldKind, blocks?: Field["blocks"]): void {
    this.apply((c) => edit.setKind(c, field, kind, blocks));
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

  /** Puts lines at the end of a list. */
  addLines(field: string, lines: readonly string[]): void {
    const now = this.content;
    const own = now?.sections.flatMap((s) => s.fields).find((f) => f.id === field);
    const list = own && toLines(own);
    if (!now || !list || !this.editable) return;
    let next = list;
    for (const line of lines) next = addAfter(next, next.lines.length - 1, line);
    const blocks = toBlocks({
      ...next,
      lines: next.lines.map((l) => (l.paragraph === undefined ? { ...l, paragraph: this.freshId("b") } : l)),
    });
    this.history.note(now, "", Date.now());
    this.adopt(edit.setBlocks(now, field, blocks));
  }

  /** The bytes of the PDF of the text as it stands. */
  pdf(): Promise<Uint8Array> {
    if (!this.content) return Promise.reject(new Refusal("not-open", "The draft is not open yet."));
    return this.backend.previewPdf(this.notice, this.content);
  }

  /** The first place in the text where some words stand. */
  placeOf(words: string): PlaceView | null {
    if (!this.content || words === "") return null;
    for (const section of this.content.sections) {
      if (section.heading.includes(words)) return { leaf: null, section: section.id, field: null, block: null };
      for (const field of section.fields) {
        const block = edit.blockWith(field.blocks, words);
        if (block) return { leaf: null, section: section.id, field: field.id, block: block.id ?? null };
      }
    }
    return this.content.title.includes(words) ? { leaf: 0, section: null, field: null, block: null } : null;
  }

  /** What stood in a field before it was changed otherwise than by typing; asked once, when its editor is made anew. */
  caretIn(field: string): Block[] | null {
    const { caret } = this;
    if (caret?.field !== field) return null;
    this.caret = null;
    return caret.before;
  }

  private guidance: Promise<GuidanceView[]> | null = null;

  /** The vocabulary's words for a part of that meaning; read once, when somebody first types in a list. */
  async termsFor(role: Role): Promise<VocabularyTerm[]> {
    this.guidance ??= this.backend.guidance(this.notice);
    try {
      // A line may name any data, whichever of the two lists it stands in.
      const data: readonly Role[] = ["data-categories", "special-category"];
      const roles = data.includes(role) ? data : [role];
      return (await this.guidance).filter((g) => roles.includes(g.role)).flatMap((g) => g.lines);
    } catch {
      // Without suggestions a list is typed as well.
      this.guidance = null;
      return [];
    }
  }

  /** What the council's details can fill in. */
  get variables(): readonly VariableView[] {
    return this.page?.variables ?? [];
  }

  /** Choosing and showing pictures of the council file. */
  choosePicture(): { choose: () => Promise<string | null>; show: (asset: string) => Promise<string> } {
    return {
      choose: async () => {
        try {
          return (await this.backend.keepPicture())?.value.asset ?? null;
        } catch (thrown) {
          this.refusal = asRefusal(thrown);
          return null;
        }
      },
      show: (asset) => this.backend.picture(asset),
    };
  }

  /** The protection that the law gives what each line names. */
  async kindsOf(lines: string[]): Promise<string[]> {
    try {
      return await this.backend.dataKinds(lines);
    } catch {
      return [];
    }
  }

  /** Puts prepared blocks at the end of a field. */
  addBlocks(field: string, blocks: readonly Block[]): void {
    const now = this.content;
    const own = now?.sections.flatMap((s) => s.fields).find((f) => f.id === field);
    if (!now || !own || !this.editable) return;
    this.history.note(now, "", Date.now());
    this.adopt(edit.setBlocks(now, field, [...own.blocks, ...blocks.map((b) => edit.withIds(b, () => this.freshId("b")))]));
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
      this.history.note(this.content, "", Date.now());
      this.adopt(putBack(before, this.content, what));
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
