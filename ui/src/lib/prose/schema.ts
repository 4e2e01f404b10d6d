// The editor's documents: exactly the blocks of the model, nothing else.
import { Schema, type DOMOutputSpec, type MarkSpec, type Node, type NodeSpec } from "prosemirror-model";

const id = { id: { default: null, validate: "string|null" } } as const;

function blockAttributes(node: Node): Record<string, string> {
  const own: unknown = node.attrs["id"];
  return typeof own === "string" ? { "data-block": own } : {};
}

function words(value: unknown): string {
  return typeof value === "string" ? value : "";
}

const blocks = {
  paragraph: {
    group: "block",
    content: "inline*",
    attrs: id,
    // A pasted heading becomes a paragraph: headings are the form's business.
    parseDOM: ["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "dd"].map((tag) => ({ tag })),
    toDOM: (node): DOMOutputSpec => ["p", blockAttributes(node), 0],
  },
  bullet_list: {
    group: "block",
    content: "list_item+",
    attrs: id,
    parseDOM: [{ tag: "ul" }],
    toDOM: (node): DOMOutputSpec => ["ul", blockAttributes(node), 0],
  },
  ordered_list: {
    group: "block",
    content: "list_item+",
    attrs: id,
    parseDOM: [{ tag: "ol" }],
    toDOM: (node): DOMOutputSpec => ["ol", blockAttributes(node), 0],
  },
  list_item: {
    content: "block+",
    attrs: id,
    defining: true,
    parseDOM: [{ tag: "li" }],
    toDOM: (): DOMOutputSpec => ["li", 0],
  },
  table: {
    group: "block",
    content: "table_row*",
    attrs: id,
    isolating: true,
    parseDOM: [{ tag: "table" }],
    toDOM: (node): DOMOutputSpec => ["table", blockAttributes(node), ["tbody", 0]],
  },
  table_row: {
    content: "table_cell*",
    attrs: { header: { default: false, validate: "boolean" } },
    parseDOM: [{ tag: "tr", getAttrs: (row) => ({ header: row.querySelector("td") === null }) }],
    toDOM: (node): DOMOutputSpec => ["tr", node.attrs["header"] === true ? { class: "header" } : {}, 0],
  },
  table_cell: {
    content: "block+",
    isolating: true,
    parseDOM: [{ tag: "td" }, { tag: "th" }],
    toDOM: (): DOMOutputSpec => ["td", 0],
  },
  callout: {
    group: "block",
    content: "block+",
    attrs: id,
    defining: true,
    parseDOM: [{ tag: "aside" }, { tag: "blockquote" }],
    toDOM: (node): DOMOutputSpec => ["aside", blockAttributes(node), 0],
  },
  image: {
    group: "block",
    atom: true,
    attrs: { ...id, alt: { default: "", validate: "string" }, asset: { default: "", validate: "string" } },
    // Pictures are not pasted: only stored ones, which have an asset, are shown.
    toDOM: (node): DOMOutputSpec => [
      "figure",
      { ...blockAttributes(node), contenteditable: "false" },
      `Picture: ${words(node.attrs["alt"]) || "no alternative text"}`,
    ],
  },
} satisfies Record<string, NodeSpec>;

const inline = {
  text: { group: "inline" },
  variable: {
    group: "inline",
    inline: true,
    atom: true,
    attrs: { name: { validate: "string" }, text: { default: "", validate: "string" } },
    leafText: (node) => words(node.attrs["text"]),
    parseDOM: [
      {
        tag: "span[data-variable]",
        getAttrs: (span) => ({ name: span.getAttribute("data-variable") ?? "", text: span.textContent }),
      },
    ],
    toDOM: (node): DOMOutputSpec => [
      "span",
      {
        "data-variable": words(node.attrs["name"]),
        class: "variable",
        title: `Filled in from the council's details: ${words(node.attrs["name"])}`,
      },
      words(node.attrs["text"]),
    ],
  },
} satisfies Record<string, NodeSpec>;

const marks = {
  link: {
    attrs: { href: { default: null, validate: "string|null" } },
    inclusive: false,
    parseDOM: [
      {
        tag: "a",
        getAttrs: (anchor) => {
          const href = (anchor.getAttribute("href") ?? "").trim();
          return { href: href === "" || href.startsWith("#") ? null : href };
        },
      },
    ],
    toDOM: (mark): DOMOutputSpec => {
      const href: unknown = mark.attrs["href"];
      return typeof href === "string"
        ? ["a", { href, title: href }, 0]
        : ["a", { class: "lost", title: "This link has lost its address" }, 0];
    },
  },
  // The model stresses a run in one way at most.
  strong: {
    excludes: "strong em",
    parseDOM: [
      { tag: "strong" },
      { tag: "b", getAttrs: (node) => (node.style.fontWeight === "normal" ? false : null) },
      { style: "font-weight", getAttrs: (value) => (/^(bold(er)?|[5-9]\d{2,})$/.test(value) ? null : false) },
    ],
    toDOM: (): DOMOutputSpec => ["strong", 0],
  },
  em: {
    excludes: "strong em",
    parseDOM: [{ tag: "i" }, { tag: "em" }, { style: "font-style=italic" }],
    toDOM: (): DOMOutputSpec => ["em", 0],
  },
} satisfies Record<string, MarkSpec>;

/** Free text: blocks of every kind. */
export const proseSchema = new Schema({ nodes: { doc: { content: "block+" }, ...blocks, ...inline }, marks });

/** One line: the runs of one paragraph. */
export const lineSchema = new Schema({
  nodes: { doc: { content: "paragraph" }, paragraph: blocks.paragraph, ...inline },
  marks,
});
