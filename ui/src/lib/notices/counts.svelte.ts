// How many things hold up open versions, counted after the list is there: a long list is not kept waiting for it.
import type { Backend } from "../backend/backend";
import type { NoticeRow } from "../backend/types";

/** How many notices are asked for at once: few, since the checks of what is typed meanwhile wait for their answer. */
const STEP = 5;

export class Counts {
  private readonly backend: Backend;
  private found = $state.raw<Readonly<Record<string, number>>>({});
  private turn = 0;

  constructor(backend: Backend) {
    this.backend = backend;
  }

  /** A row with its count, where it is known. */
  of(row: NoticeRow): NoticeRow {
    return row.blocking === null && row.notice in this.found ? { ...row, blocking: this.found[row.notice] ?? 0 } : row;
  }

  /** Counts for some rows, in their order. A later call takes the place of this one; what is known stays shown. */
  async count(rows: readonly NoticeRow[]): Promise<void> {
    const turn = ++this.turn;
    const open = rows.filter((r) => r.blocking === null).map((r) => r.notice);
    for (let at = 0; at < open.length; at += STEP) {
      try {
        const counted = await this.backend.blockingCounts(open.slice(at, at + STEP));
        if (turn !== this.turn) return;
        this.found = { ...this.found, ...counted };
      } catch {
        // A notice that went meanwhile, or a file that can't be read: the list itself says so.
        if (turn !== this.turn) return;
      }
    }
  }
}
