// Changes to a text as a whole: pure, each returns a new text.
import type { Block, Content, Field, FieldKind, Role, Section } from "../backend/model";

function ids(content: Content): Set<string> {
  const taken = new Set<string>();
  const visit = (block: Block): void => {
    if (block.id) taken.add(block.id);
    if (block.type === "list") block.items.forEach((item) => item.blocks.forEach(visit));
    if (block.type === "callout") block.blocks.forEach(visit);
    if (block.type === "table") [block.header, ...block.rows].flat(2).forEach(visit);
  };
  for (const section of content.sections) {
    taken.add(section.id);
    for (const field of section.fields) {
      taken.add(field.id);
      field.blocks.forEach(visit);
    }
  }
  return taken;
}

/** Gives ids that nothing in the text has, nor has had since it was loaded. */
export function idSource(content: Content): (letter: "s" | "f" | "b") => string {
  const taken = ids(content);
  const counters = { s: 0, f: 0, b: 0 };
  return (letter) => {
    let id: string;
    do {
      counters[letter]++;
      id = `${letter}${String(counters[letter])}`;
    } while (taken.has(id));
    taken.add(id);
    return id;
  };
}

function withSection(content: Content, id: string, change: (section: Section) => Section): Content {
  return { ...content, sections: content.sections.map((s) => (s.id === id ? change(s) : s)) };
}

function withField(content: Content, id: string, change: (field: Field) => Field): Content {
  return {
    ...content,
    sections: content.sections.map((s) =>
      s.fields.some((f) => f.id === id) ? { ...s, fields: s.fields.map((f) => (f.id === id ? change(f) : f)) } : s,
    ),
  };
}

/** The list with one entry a place up (-1) or down (+1); the same when it is at that end. */
export function shifted<T>(all: readonly T[], at: number, by: -1 | 1): T[] {
  const one = all[at];
  const to = at + by;
  if (one === undefined || to < 0 || to >= all.length) return [...all];
  return all.toSpliced(at, 1).toSpliced(to, 0, one);
}

export function setTitle(content: Content, title: string): Content {
  return { ...content, title };
}

export function setHeading(content: Content, section: string, heading: string): Content {
  return withSection(content, section, (s) => ({ ...s, heading }));
}

export function setLevel(content: Content, section: string, level: number): Content {
  return withSection(content, section, (s) => ({ ...s, level: Math.min(6, Math.max(2, level)) }));
}

export function setBlocks(content: Content, field: string, blocks: Block[]): Content {
  return withField(content, field, (f) => ({ ...f, blocks }));
}

export function setRole(content: Content, field: string, role: Role): Content {
  return withField(content, field, (f) => ({ ...f, role }));
}

export function setKind(content: Content, field: string, kind: FieldKind, blocks?: Field["blocks"]): Content {
  return withField(content, field, (f) => ({ ...f, kind, blocks: blocks ?? f.blocks }));
}

/** A new section after the given one, or at the end. */
export function addSection(content: Content, after: string | null, section: Section): Content {
  const at = after === null ? -1 : content.sections.findIndex((s) => s.id === after);
  return { ...content, sections: content.sections.toSpliced(at < 0 ? content.sections.length : at + 1, 0, section) };
}

export function removeSection(content: Content, section: string): Content {
  return { ...content, sections: content.sections.filter((s) => s.id !== section) };
}

export function moveSection(content: Content, section: string, by: -1 | 1): Content {
  const at = content.sections.findIndex((s) => s.id === section);
  return { ...content, sections: shifted(content.sections, at, by) };
}

export function addField(content: Content, section: string, field: Field): Content {
  return withSection(content, section, (s) => ({ ...s, fields: [...s.fields, field] }));
}

export function removeField(content: Content, field: string): Content {
  return {
    ...content,
    sections: content.sections.map((s) => ({ ...s, fields: s.fields.filter((f) => f.id !== field) })),
  };
}

export function moveField(content: Content, field: string, by: -1 | 1): Content {
  return {
    ...content,
    sections: content.sections.map((s) => {
      const at = s.fields.findIndex((f) => f.id === field);
      return at < 0 ? s : { ...s, fields: shifted(s.fields, at, by) };
    }),
  };
}

/** The block with an id of its own on it and on every block in it. */
export function withIds(block: Block, fresh: () => string): Block {
  const own = { ...block, id: fresh() };
  switch (own.type) {
    case "list":
      return { ...own, items: own.items.map((i) => ({ ...i, blocks: i.blocks.map((b) => withIds(b, fresh)) })) };
    case "callout":
      return { ...own, blocks: own.blocks.map((b) => withIds(b, fresh)) };
    case "table": {
      const row = (cells: Block[][]) => cells.map((cell) => cell.map((b) => withIds(b, fresh)));
      return { ...own, header: row(own.header), rows: own.rows.map(row) };
    }
    case "paragraph":
    case "image":
      return own;
  }
}

function words(block: Block): string {
  switch (block.type) {
    case "paragraph":
      return block.runs.map((r) => r.text).join("");
    case "list":
      return block.items.flatMap((i) => i.blocks.map(words)).join("\n");
    case "table":
      return [block.header, ...block.rows].flat(2).map(words).join("\n");
    case "callout":
      return block.blocks.map(words).join("\n");
    case "image":
      return block.alt;
  }
}

/** The first block, at any depth, whose own words hold the given ones. */
export function blockWith(blocks: readonly Block[], wanted: string): Block | null {
  for (const block of blocks) {
    if (block.type === "paragraph" || block.type === "image") {
      if (words(block).includes(wanted)) return block;
      continue;
    }
    const inner =
      block.type === "list"
        ? block.items.flatMap((i) => i.blocks)
        : block.type === "table"
          ? [block.header, ...block.rows].flat(2)
          : block.blocks;
    const found = blockWith(inner, wanted);
    if (found) return found;
  }
  return null;
}

/** The id of the first paragraph that is not as it was; null when none is there to go to. */
export function firstChanged(before: readonly Block[], after: readonly Block[]): string | null {
  const lines = (blocks: readonly Block[]): [string, string][] =>
    blocks.flatMap((block) => {
      if (block.type === "paragraph") return [[block.id ?? "", words(block)]];
      if (block.type === "image") return [];
      const inner =
        block.type === "list"
          ? block.items.flatMap((i) => i.blocks)
          : block.type === "table"
            ? [block.header, ...block.rows].flat(2)
            : block.blocks;
      return lines(inner);
    });
  const [old, now] = [lines(before), lines(after)];
  const changed = now.find(([id, text], i) => id !== old[i]?.[0] || text !== old[i][1]) ?? now.at(-1);
  return changed && changed[0] !== "" ? changed[0] : null;
}

/** All words of a text: what an officer copies when a save was refused. */
export function plainText(content: Content): string {
  const lines = [content.title];
  for (const section of content.sections) {
    if (section.heading !== "") lines.push("", section.heading);
    for (const field of section.fields) lines.push(...field.blocks.map(words));
  }
  return lines.join("\n");
}

/** Whether two texts are the same to the letter. */
export function sameContent(a: Content, b: Content): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
