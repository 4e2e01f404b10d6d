// Between the model's blocks and the editor's documents. No word, link, emphasis, variable or id is lost either way.
import { Fragment, type Mark, type Node, type Schema } from "prosemirror-model";
import type { Block, Item, Run } from "../backend/model";
import { lineSchema, proseSchema } from "./schema";

function named(schema: Schema, name: string) {
  const type = schema.nodes[name];
  if (!type) throw new Error(`The editor has no ${name}.`);
  return type;
}

function marked(schema: Schema, name: string, attrs: Record<string, unknown> | null = null): Mark {
  const type = schema.marks[name];
  if (!type) throw new Error(`The editor has no ${name}.`);
  return type.create(attrs);
}

function idOf(node: Node): { id?: string } {
  const id: unknown = node.attrs["id"];
  return typeof id === "string" && id !== "" ? { id } : {};
}

function inlineOf(schema: Schema, runs: readonly Run[]): Node[] {
  const nodes: Node[] = [];
  for (const run of runs) {
    let marks: readonly Mark[] = [];
    if (run.link) marks = marked(schema, "link", { href: run.link.href }).addToSet(marks);
    if (run.emphasis) marks = marked(schema, run.emphasis).addToSet(marks);
    if (run.var !== undefined) {
      nodes.push(named(schema, "variable").create({ name: run.var, text: run.text }, null, marks));
    } else if (run.text !== "") {
      nodes.push(schema.text(run.text, marks));
    }
  }
  return nodes;
}

function nodesOf(blocks: readonly Block[]): Node[] {
  return blocks.map(nodeOf);
}

/** An editor's container can't be empty; the model's can. */
function filled(nodes: Node[]): Node[] {
  return nodes.length > 0 ? nodes : [named(proseSchema, "paragraph").create()];
}

function nodeOf(block: Block): Node {
  const make = (name: string, attrs: Record<string, unknown>, content: Node[]) =>
    named(proseSchema, name).create({ id: block.id ?? null, ...attrs }, Fragment.from(content));
  switch (block.type) {
    case "paragraph":
      return make("paragraph", {}, inlineOf(proseSchema, block.runs));
    case "list":
      return make(
        block.ordered ? "ordered_list" : "bullet_list",
        {},
        (block.items.length > 0 ? block.items : [{ blocks: [] }]).map((item) =>
          named(proseSchema, "list_item").create({ id: item.id ?? null }, filled(nodesOf(item.blocks))),
        ),
      );
    case "table": {
      const cells = (row: readonly Block[][]) =>
        row.map((cell) => named(proseSchema, "table_cell").create(null, filled(nodesOf(cell))));
      const row = (header: boolean, of: readonly Block[][]) =>
        named(proseSchema, "table_row").create({ header }, cells(of));
      const head = block.header.length > 0 ? [row(true, block.header)] : [];
      return make("table", {}, [...head, ...block.rows.map((r) => row(false, r))]);
    }
    case "callout":
      return make("callout", {}, filled(nodesOf(block.blocks)));
    case "image":
      return make("image", { alt: block.alt, asset: block.asset }, []);
  }
}

function children(node: Node): Node[] {
  return Array.from({ length: node.childCount }, (_, i) => node.child(i));
}

function sameMake(a: Run, b: Run): boolean {
  return (
    a.var === undefined &&
    b.var === undefined &&
    a.emphasis === b.emphasis &&
    (a.link === undefined) === (b.link === undefined) &&
    a.link?.href === b.link?.href
  );
}

function runsOf(paragraph: Node): Run[] {
  const runs: Run[] = [];
  for (const node of children(paragraph)) {
    const run: Run = { text: node.isText ? (node.text ?? "") : String(node.attrs["text"] ?? "") };
    for (const mark of node.marks) {
      if (mark.type.name === "link") {
        const href: unknown = mark.attrs["href"];
        run.link = { href: typeof href === "string" ? href : null };
      } else if (mark.type.name === "strong" || mark.type.name === "em") {
        run.emphasis = mark.type.name;
      }
    }
    if (!node.isText) run.var = String(node.attrs["name"] ?? "");
    const last = runs.at(-1);
    if (last && sameMake(last, run)) last.text += run.text;
    else runs.push(run);
  }
  return runs;
}

function blockOf(node: Node): Block {
  const id = idOf(node);
  switch (node.type.name) {
    case "bullet_list":
    case "ordered_list":
      return {
        type: "list",
        ...id,
        ordered: node.type.name === "ordered_list",
        items: children(node).map((item): Item => ({ ...idOf(item), blocks: children(item).map(blockOf) })),
      };
    case "table": {
      const rows = children(node).map((row) => ({
        header: row.attrs["header"] === true,
        cells: children(row).map((cell) => children(cell).map(blockOf)),
      }));
      const header = rows[0]?.header === true ? rows[0].cells : [];
      return { type: "table", ...id, header, rows: rows.slice(header.length > 0 ? 1 : 0).map((r) => r.cells) };
    }
    case "callout":
      return { type: "callout", ...id, blocks: children(node).map(blockOf) };
    case "image":
      return { type: "image", ...id, alt: String(node.attrs["alt"]), asset: String(node.attrs["asset"]) };
    default:
      return { type: "paragraph", ...id, runs: runsOf(node) };
  }
}

/** A document of the model's blocks. */
export function toDocument(blocks: readonly Block[]): Node {
  return named(proseSchema, "doc").create(null, filled(nodesOf(blocks)));
}

/** The model's blocks in a document. A document of one empty paragraph is no text at all. */
export function toBlocks(document: Node): Block[] {
  const blocks = children(document).map(blockOf);
  const [only] = blocks;
  return blocks.length === 1 && only?.type === "paragraph" && only.runs.length === 0 ? [] : blocks;
}

/** A document of one line. */
export function toLine(runs: readonly Run[]): Node {
  return named(lineSchema, "doc").create(null, named(lineSchema, "paragraph").create(null, inlineOf(lineSchema, runs)));
}

/** The runs of a document of one line. */
export function lineRuns(document: Node): Run[] {
  return document.firstChild ? runsOf(document.firstChild) : [];
}
