import { describe, expect, it } from "vitest";
import type { Block, Run } from "../src/lib/backend/model";
import { noticeText } from "../src/lib/backend/fake/sample";
import { lineRuns, toBlocks, toDocument, toLine } from "../src/lib/prose/convert";

const p = (id: string, ...runs: Run[]): Block => ({ type: "paragraph", id, runs });

/** Each stands for a kind of text that must come back to the letter. */
const table: readonly (readonly [string, Block[]])[] = [
  ["nothing at all", []],
  ["plain words", [p("b1", { text: "We share it." })]],
  ["spaces at the ends and in a row", [p("b1", { text: "  two  spaces " })]],
  ["stressed words", [p("b1", { text: "a " }, { text: "b", emphasis: "strong" }, { text: " c ", emphasis: "em" })]],
  ["a link and a lost link", [p("b1", { text: "x", link: { href: "https://a.example/?q=1&r" } }, { text: "y", link: { href: null } })]],
  ["two links side by side", [p("b1", { text: "x", link: { href: "https://a.example" } }, { text: "y", link: { href: "https://b.example" } })]],
  ["a stressed link", [p("b1", { text: "x", link: { href: "mailto:a@b.example" }, emphasis: "strong" })]],
  ["a variable", [p("b1", { text: "The " }, { text: "Director", var: "role-holder.post" }, { text: " decides." })]],
  ["two variables side by side, one without text", [p("b1", { text: "", var: "dpo.phone" }, { text: "A", var: "dpo.post" })]],
  ["a variable in a stressed link", [p("b1", { text: "page", link: { href: "https://a.example" }, emphasis: "em", var: "organisation.rights-page" })]],
  [
    "lists in lists, numbered and not",
    [
      { type: "list", id: "l1", ordered: false, items: [
        { id: "i1", blocks: [p("b1", { text: "one" }), { type: "list", id: "l2", ordered: true, items: [{ blocks: [p("b2", { text: "deep" })] }] }] },
        { blocks: [p("b3", { text: "two" }), p("b4", { text: "a second paragraph" })] },
      ] },
    ],
  ],
  ["a list that begins an item", [{ type: "list", id: "l1", ordered: true, items: [{ blocks: [{ type: "list", id: "l2", ordered: false, items: [{ blocks: [p("b", { text: "x" })] }] }] }] }]],
  [
    "a table with a header",
    [{ type: "table", id: "t1", header: [[p("b1", { text: "Record" })], [p("b2", { text: "Period" })]], rows: [[[p("b3", { text: "File" })], [p("b4", { text: "6 years" }), p("b5", { text: "then destroyed" })]]] }],
  ],
  ["a table without a header, with an empty cell", [{ type: "table", id: "t1", header: [], rows: [[[p("b1")], [p("b2", { text: "x" })]]] }]],
  ["a callout of several blocks", [{ type: "callout", id: "c1", blocks: [p("b1", { text: "Note" }), { type: "list", id: "l1", ordered: false, items: [{ blocks: [p("b2", { text: "x" })] }] }] }]],
  ["a picture", [p("b0", { text: "see" }), { type: "image", id: "m1", alt: "A map of the borough", asset: "ab".repeat(32) }]],
  ["blocks without ids", [{ type: "paragraph", runs: [{ text: "new" }] }, { type: "list", ordered: false, items: [{ blocks: [{ type: "paragraph", runs: [{ text: "x" }] }] }] }]],
  ["an empty paragraph among others", [p("b1", { text: "a" }), p("b2"), p("b3", { text: "c" })]],
];

describe("blocks and the editor's documents", () => {
  it.each(table)("%s comes back", (_name, blocks) => {
    const document = toDocument(blocks);
    document.check();
    expect(toBlocks(document)).toEqual(blocks);
  });

  it("a whole notice comes back, and once more", () => {
    for (const field of noticeText("T", "a service", { gaps: true }).sections.flatMap((s) => s.fields)) {
      const once = toBlocks(toDocument(field.blocks));
      expect(once).toEqual(field.blocks);
      expect(toBlocks(toDocument(once))).toEqual(once);
    }
  });

  it("neighbouring runs of one make are joined, and no word is lost", () => {
    const blocks: Block[] = [p("b1", { text: "one " }, { text: "two" }, { text: "" }, { text: " three", emphasis: "em" })];
    expect(toBlocks(toDocument(blocks))).toEqual([p("b1", { text: "one two" }, { text: " three", emphasis: "em" })]);
  });

  it("an item without blocks becomes one with an empty paragraph, which an editor needs", () => {
    const [list] = toBlocks(toDocument([{ type: "list", id: "l1", ordered: false, items: [{ blocks: [] }] }]));
    expect(list).toEqual({ type: "list", id: "l1", ordered: false, items: [{ blocks: [{ type: "paragraph", runs: [] }] }] });
  });

  it("one line comes back", () => {
    const runs: Run[] = [{ text: "email: " }, { text: "a@b.example", var: "organisation.email" }, { text: " or ", emphasis: "em" }];
    expect(lineRuns(toLine(runs))).toEqual(runs);
    expect(lineRuns(toLine([]))).toEqual([]);
  });
});
