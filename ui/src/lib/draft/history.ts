// What was typed, step by step, so that it can be taken back: one history for the whole draft, kept while the window
// is open, so that leaving the draft and coming back loses no step.
import type { Block, Content } from "../backend/model";

/** How long a pause may be within one step (milliseconds). */
export const PAUSE = 900;
/** How many steps are kept. */
export const MOST = 300;

export class DraftHistory {
  /** The text as it was when the draft was left. */
  last: Content | null = null;
  private past: Content[] = [];
  private future: Content[] = [];
  private key = "";
  private at = 0;

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /**
   * Notes that `before` is about to be replaced. Typing on in one place (the same `key`) within a pause is one step.
   */
  note(before: Content, key: string, now: number): void {
    const goesOn = key !== "" && key === this.key && now - this.at < PAUSE && this.past.length > 0;
    this.key = key;
    this.at = now;
    this.future = [];
    if (goesOn) return;
    this.past.push(before);
    if (this.past.length > MOST) this.past.shift();
  }

  /** The text one step back; null when there is none. */
  undo(now: Content): Content | null {
    const before = this.past.pop() ?? null;
    if (before) this.future.push(now);
    this.key = "";
    return before;
  }

  /** The text one step forward; null when there is none. */
  redo(now: Content): Content | null {
    const next = this.future.pop() ?? null;
    if (next) this.past.push(now);
    this.key = "";
    return next;
  }

  /** Forgets everything: the text has become another by somebody else's hand. */
  clear(): void {
    this.past = [];
    this.future = [];
    this.key = "";
  }
}

/** The fields whose text differs between two contents, in reading order, with what stood in each before. */
export function changedFields(before: Content, after: Content): { field: string; before: Block[] }[] {
  const old = new Map(before.sections.flatMap((s) => s.fields).map((f) => [f.id, f.blocks]));
  return after.sections
    .flatMap((s) => s.fields)
    .filter((f) => old.get(f.id) !== f.blocks)
    .map((f) => ({ field: f.id, before: old.get(f.id) ?? [] }));
}
