// The lines of a text, and a plain comparison of two: enough to draw the screens without the desk.
import type { Block, Change, Content, MarkedRun, Role, Run, Summary } from "../model";
import type { Comparison } from "../types";

interface Leaf {
  kind: string;
  text: string;
  section?: string;
  role?: Role;
  level?: number;
  depth?: number;
}

const textOf = (runs: readonly Run[]) => runs.map((r) => r.text).join("");

export function leaves(content: Content): Leaf[] {
  const all: Leaf[] = [{ kind: "title", text: content.title }];
  for (const section of content.sections) {
    all.push({ kind: "heading", text: section.heading, level: section.level });
    for (const field of section.fields) {
      const visit = (block: Block, kind: string, depth: number): void => {
        const about = { section: section.heading, role: field.role };
        if (block.type === "paragraph") {
          all.push({ kind, text: textOf(block.runs), ...about, ...(kind === "item" ? { depth } : {}) });
        } else if (block.type === "list") {
          for (const item of block.items) {
            for (const b of item.blocks) visit(b, "item", b.type === "list" ? depth + 1 : depth);
          }
        } else if (block.type === "callout") block.blocks.forEach((b) => visit(b, "paragraph", 0));
        else if (block.type === "table") {
          for (const row of [block.header, ...block.rows]) {
            all.push({ kind: "row", text: row.map((c) => c.map(plain).join(" ")).join("\t"), ...about });
          }
        } else all.push({ kind: "image", text: block.alt, ...about });
      };
      for (const block of field.blocks) visit(block, "paragraph", 0);
    }
  }
  return all;
}

function plain(block: Block): string {
  return block.type === "paragraph" ? textOf(block.runs) : "";
}

export function plainText(content: Content): string {
  return leaves(content)
    .map((l) => l.text)
    .join("\n");
}

/** Pairs of equal elements of two lists, in order, as many as can be. */
function pairs<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): [number, number][] {
  const best = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = best[i];
      if (row) row[j] = same(a[i] as T, b[j] as T) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const found: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (same(a[i] as T, b[j] as T)) found.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return found;
}

function marked(older: string, newer: string): MarkedRun[] {
  const cut = (text: string) => text.match(/\s+|[^\s]+/g) ?? [];
  const [a, b] = [cut(older), cut(newer)];
  const runs: MarkedRun[] = [];
  const push = (op: MarkedRun["op"], words: readonly string[]) => {
    const text = words.join("");
    if (text === "") return;
    const last = runs.at(-1);
    if (last?.op === op) last.text += text;
    else runs.push({ op, text });
  };
  let [i, j] = [0, 0];
  for (const [x, y] of [...pairs(a, b, (p, q) => p === q), [a.length, b.length] as [number, number]]) {
    push("delete", a.slice(i, x));
    push("insert", b.slice(j, y));
    push("keep", a.slice(x, x + 1));
    [i, j] = [x + 1, y + 1];
  }
  return runs;
}

function likeness(a: string, b: string): number {
  const [x, y] = [new Set(a.split(/\s+/)), new Set(b.split(/\s+/))];
  return (2 * [...x].filter((w) => y.has(w)).length) / (x.size + y.size);
}

export function compare(oldName: string, older: Content, newName: string, newer: Content): Comparison {
  const [a, b] = [leaves(older), leaves(newer)];
  const equal = pairs(a, b, (x, y) => x.kind === y.kind && x.text === y.text);
  const blocks: Change[] = [];
  const about = (leaf: Leaf) => {
    const { text: _text, ...rest } = leaf;
    return rest;
  };
  let [i, j] = [0, 0];
  for (const [x, y] of [...equal, [a.length, b.length] as [number, number]]) {
    const gone = Array.from({ length: x - i }, (_, k) => i + k);
    const came = Array.from({ length: y - j }, (_, k) => j + k);
    for (const n of came) {
      const leaf = b[n] as Leaf;
      const partner = gone.findIndex((o) => a[o]?.kind === leaf.kind && likeness(a[o].text, leaf.text) > 0.4);
      if (partner >= 0) {
        const [o] = gone.splice(partner, 1);
        blocks.push({ old: o ?? null, new: n, change: "changed", runs: marked(a[o ?? 0]?.text ?? "", leaf.text), ...about(leaf) });
      } else {
        blocks.push({ old: null, new: n, change: "inserted", runs: [{ op: "insert", text: leaf.text }], ...about(leaf) });
      }
    }
    for (const o of gone) {
      const leaf = a[o] as Leaf;
      blocks.push({ old: o, new: null, change: "deleted", runs: [{ op: "delete", text: leaf.text }], ...about(leaf) });
    }
    const leaf = b[y];
    if (leaf) blocks.push({ old: x, new: y, change: "same", runs: [{ op: "keep", text: leaf.text }], ...about(leaf) });
    [i, j] = [x + 1, y + 1];
  }
  const count = (change: Change["change"]) => blocks.filter((c) => c.change === change).length;
  const parts = ([["inserted", "added"], ["changed", "changed"], ["deleted", "removed"]] as const)
    .map(([change, word]) => [count(change), word] as const)
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${String(n)} ${n === 1 ? "line" : "lines"} ${word}`);
  const words = (op: MarkedRun["op"]) =>
    blocks.flatMap((c) => c.runs).filter((r) => r.op === op).reduce((n, r) => n + r.text.split(/\s+/).filter(Boolean).length, 0);
  const points = blocks
    .filter((c) => c.change !== "same")
    .map((c) => `${c.section ?? "Heading"}: ${c.change === "inserted" ? "added" : c.change === "deleted" ? "removed" : "changed"} “${c.runs.map((r) => r.text).join("").slice(0, 60)}”`);
  const summary: Summary = {
    sentence: parts.length === 0 ? "Nothing changed." : `${parts.join("; ")}.`,
    points,
    matters: blocks
      .filter((c) => c.change === "inserted" && c.role === "recipients")
      .map((c) => `A recipient was added: ${c.runs.map((r) => r.text).join("")}`),
  };
  return {
    old: oldName,
    new: newName,
    summary,
    blocks,
    stats: {
      same: count("same"),
      changed: count("changed"),
      inserted: count("inserted"),
      deleted: count("deleted"),
      moved: 0,
      moved_changed: 0,
      split: 0,
      merged: 0,
      words_kept: words("keep"),
      words_inserted: words("insert"),
      words_deleted: words("delete"),
    },
  };
}
