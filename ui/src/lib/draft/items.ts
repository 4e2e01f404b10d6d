// A list as lines: what the form for items and contacts edits. Pure; the form only draws it.
import type { Block, Field, Item, List, Paragraph, Run } from "../backend/model";

/** One line of the list. */
export interface Line {
  /** Stable while the form is open; never saved. */
  key: number;
  /** How deep its list lies within others, from 0. */
  depth: number;
  /** Whether the list it stands in is numbered. */
  ordered: boolean;
  runs: Run[];
  /** The ids of the item, its paragraph and the list it stands in, so that they stay. */
  item?: string;
  paragraph?: string;
  list?: string;
}

/** A field as lead-in and lines. */
export interface Lines {
  /** Null when the field has no lead-in. */
  lead: Paragraph | null;
  lines: Line[];
}

let keys = 0;

function nextKey(): number {
  return ++keys;
}

/** The words of some runs. */
export function textOf(runs: readonly Run[]): string {
  return runs.map((r) => r.text).join("");
}

/** Whether a line is plain words, without links, emphasis and variables. */
export function isPlain(runs: readonly Run[]): boolean {
  return runs.every((r) => r.link === undefined && r.emphasis === undefined && r.var === undefined);
}

function plain(text: string): Run[] {
  return text === "" ? [] : [{ text }];
}

function flatten(list: List, depth: number, into: Line[]): boolean {
  for (const item of list.items) {
    const [first, second, ...more] = item.blocks;
    if (first?.type !== "paragraph" || more.length > 0) return false;
    into.push({
      key: nextKey(),
      depth,
      ordered: list.ordered,
      runs: first.runs,
      ...(item.id === undefined ? {} : { item: item.id }),
      ...(first.id === undefined ? {} : { paragraph: first.id }),
      ...(list.id === undefined ? {} : { list: list.id }),
    });
    if (second) {
      if (second.type !== "list" || depth > 5 || !flatten(second, depth + 1, into)) return false;
    }
  }
  return true;
}

/**
 * The field as lines; null when it holds more than an optional lead-in and one list, so that lines would lose
 * something.
 */
export function toLines(field: Field): Lines | null {
  const blocks = [...field.blocks];
  const lead = blocks[0]?.type === "paragraph" ? blocks.shift() : undefined;
  const [only, ...more] = blocks;
  if (more.length > 0 || (only && only.type !== "list")) return null;
  const lines: Line[] = [];
  if (only && !flatten(only, 0, lines)) return null;
  return { lead: lead?.type === "paragraph" ? lead : null, lines };
}

function build(lines: readonly Line[], from: number, depth: number): { list: List; next: number } {
  const first = lines[from];
  const list: List = {
    type: "list",
    ...(first?.list === undefined ? {} : { id: first.list }),
    ordered: first?.ordered ?? false,
    items: [],
  };
  let at = from;
  while (at < lines.length) {
    const line = lines[at];
    if (!line || line.depth < depth) break;
    if (line.depth > depth) {
      const nested = build(lines, at, line.depth);
      list.items.at(-1)?.blocks.push(nested.list);
      at = nested.next;
      continue;
    }
    const item: Item = {
      ...(line.item === undefined ? {} : { id: line.item }),
      blocks: [
        { type: "paragraph", ...(line.paragraph === undefined ? {} : { id: line.paragraph }), runs: line.runs },
      ],
    };
    list.items.push(item);
    at++;
  }
  return { list, next: at };
}

/** The blocks of some lines. Lines without words are left out: they are being written. */
export function toBlocks({ lead, lines }: Lines): Block[] {
  const blocks: Block[] = [];
  if (lead && lead.runs.length > 0) blocks.push(lead);
  const full = settle(lines.filter((l) => textOf(l.runs).trim() !== "" || l.runs.some((r) => r.var !== undefined)));
  if (full.length > 0) blocks.push(build(full, 0, 0).list);
  return blocks;
}

/** No line is more than one step deeper than the one before it; the first lies at the top. */
function settle(lines: readonly Line[]): Line[] {
  let above = -1;
  return lines.map((line) => {
    const depth = Math.min(line.depth, above + 1);
    above = depth;
    if (depth === line.depth) return line;
    const { list: _dropped, ...rest } = line;
    return { ...rest, depth };
  });
}

function replaced(all: Lines, lines: Line[]): Lines {
  return { ...all, lines: settle(lines) };
}

/** A new empty line after line `index` (-1 for the first), at its depth. */
export function addAfter(all: Lines, index: number, text = ""): Lines {
  const beside = all.lines[index] ?? all.lines[0];
  const line: Line = {
    key: nextKey(),
    depth: index < 0 ? 0 : (beside?.depth ?? 0),
    ordered: beside?.ordered ?? false,
    runs: plain(text),
    ...(beside?.list === undefined ? {} : { list: beside.list }),
  };
  return replaced(all, all.lines.toSpliced(index + 1, 0, line));
}

/** The list without line `index`; what was nested under it comes one step up. */
export function remove(all: Lines, index: number): Lines {
  const end = index + span(all.lines, index);
  const lines = all.lines.flatMap((line, i): Line[] => {
    if (i === index) return [];
    if (i < index || i >= end) return [line];
    const { list: _dropped, ...rest } = line;
    return [{ ...rest, depth: line.depth - 1 }];
  });
  return replaced(all, lines);
}

/** Line `index` with other words. */
export function setRuns(all: Lines, index: number, runs: Run[]): Lines {
  return { ...all, lines: all.lines.map((line, i) => (i === index ? { ...line, runs } : line)) };
}

/** Line `index` with other plain words. */
export function setText(all: Lines, index: number, text: string): Lines {
  return setRuns(all, index, plain(text));
}

/** How many lines line `index` takes with it: itself and what is nested under it. */
function span(lines: readonly Line[], index: number): number {
  const depth = lines[index]?.depth ?? 0;
  let end = index + 1;
  while (end < lines.length && (lines[end]?.depth ?? 0) > depth) end++;
  return end - index;
}

/** Line `index`, with what is nested under it, one place up (-1) or down (+1); the same when it is at the end. */
export function move(all: Lines, index: number, by: -1 | 1): { lines: Lines; index: number } {
  const { lines } = all;
  const own = span(lines, index);
  const depth = lines[index]?.depth ?? 0;
  const moved = lines.slice(index, index + own);
  let to: number;
  if (by === -1) {
    to = index - 1;
    while (to >= 0 && (lines[to]?.depth ?? 0) > depth) to--;
    if (to < 0 || (lines[to]?.depth ?? 0) < depth) return { lines: all, index };
  } else {
    const next = index + own;
    if (next >= lines.length || (lines[next]?.depth ?? 0) < depth) return { lines: all, index };
    to = index + span(lines, next);
  }
  const rest = lines.toSpliced(index, own);
  return { lines: { ...all, lines: rest.toSpliced(to, 0, ...moved) }, index: to };
}

/** Line `index`, with what is nested under it, one step deeper (+1) or less deep (-1). */
export function nest(all: Lines, index: number, by: -1 | 1): Lines {
  const line = all.lines[index];
  if (!line) return all;
  const above = all.lines[index - 1];
  if (by === 1 && (!above || line.depth > above.depth || line.depth >= 5)) return all;
  if (by === -1 && line.depth === 0) return all;
  const end = index + span(all.lines, index);
  const lines = all.lines.map((l, i): Line => {
    if (i < index || i >= end) return l;
    const { list: _dropped, ...rest } = l;
    return { ...rest, depth: l.depth + by };
  });
  return replaced(all, lines);
}

/** Several pasted lines: the first joins line `index`, the others follow it. */
export function paste(all: Lines, index: number, pasted: readonly string[], before: string, after: string): Lines {
  const [first = "", ...more] = pasted;
  let next = setText(all, index, before + first + (more.length === 0 ? after : ""));
  more.forEach((text, i) => {
    next = addAfter(next, index + i, i === more.length - 1 ? text + after : text);
  });
  return next;
}

/** The words of a line as duplicates are looked for: case, stops and spacing aside. */
function alike(line: Line): string {
  return textOf(line.runs)
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, " ")
    .replace(/[.,;:]+$/, "")
    .trim();
}

/** The indices of lines that say again what a line before them says. */
export function duplicates(lines: readonly Line[]): Set<number> {
  const seen = new Set<string>();
  const again = new Set<number>();
  lines.forEach((line, i) => {
    const words = alike(line);
    if (words === "") return;
    if (seen.has(words)) again.add(i);
    seen.add(words);
  });
  return again;
}
