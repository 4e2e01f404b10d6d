// A comparison as it is drawn: runs of unchanged lines folded, changes numbered.
import type { Change, ChangeKind } from "../backend/model";

export const CHANGE: Readonly<Record<ChangeKind, string>> = {
  same: "Unchanged",
  changed: "Changed",
  inserted: "Added",
  deleted: "Removed",
  moved: "Moved",
  "moved-changed": "Moved and changed",
  split: "Split in two",
  merged: "Joined together",
};

export type Drawn = { what: "block"; block: Change; number: number | null } | { what: "folded"; blocks: Change[] };

/** Whether something happened to the block. */
export function isChange(block: Change): boolean {
  return block.change !== "same" || block.note !== undefined;
}

/** What is drawn: with `only`, the changes, the headings they stand under, and how much lies between them. */
export function drawn(blocks: readonly Change[], only: boolean): Drawn[] {
  let number = 0;
  const all = blocks.map((block) => ({ block, number: isChange(block) ? ++number : null }));
  if (!only) return all.map(({ block, number: n }) => ({ what: "block", block, number: n }));
  const shown = new Set<number>();
  all.forEach(({ number: n }, i) => {
    if (n === null) return;
    shown.add(i);
    for (let above = i - 1; above >= 0; above--) {
      const kind = all[above]?.block.kind;
      if (kind === "heading" || kind === "title") {
        if (kind === "heading") shown.add(above);
        break;
      }
    }
  });
  const result: Drawn[] = [];
  let folded: Change[] = [];
  const unfold = () => {
    if (folded.length > 0) result.push({ what: "folded", blocks: folded });
    folded = [];
  };
  all.forEach(({ block, number: n }, i) => {
    if (shown.has(i)) {
      unfold();
      result.push({ what: "block", block, number: n });
    } else folded.push(block);
  });
  unfold();
  return result;
}
