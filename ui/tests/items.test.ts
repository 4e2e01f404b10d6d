import { describe, expect, it } from "vitest";
import type { Block, Field } from "../src/lib/backend/model";
import * as items from "../src/lib/draft/items";

const p = (id: string, text: string): Block => ({ type: "paragraph", id, runs: [{ text }] });
const field = (blocks: Block[]): Field => ({ id: "f1", role: "recipients", kind: "items", blocks });
const nested: Block[] = [
  p("b1", "We share with:"),
  { type: "list", id: "l1", ordered: false, items: [
    { id: "i1", blocks: [p("b2", "the NHS"), { type: "list", id: "l2", ordered: true, items: [{ blocks: [p("b3", "hospitals")] }, { blocks: [p("b4", "surgeries")] }] }] },
    { blocks: [p("b5", "the Police")] },
  ] },
];

function lines(blocks: Block[]): items.Lines {
  const found = items.toLines(field(blocks));
  if (!found) throw new Error("it does not fit");
  return found;
}
const shown = (all: items.Lines) => all.lines.map((l) => `${"-".repeat(l.depth)}${items.textOf(l.runs)}`);

describe("a list as lines", () => {
  it("comes back with its nesting and every id", () => {
    expect(items.toBlocks(lines(nested))).toEqual(nested);
    expect(shown(lines(nested))).toEqual(["the NHS", "-hospitals", "-surgeries", "the Police"]);
  });

  it.each<[string, Block[]]>([
    ["two lists", [{ type: "list", ordered: false, items: [] }, { type: "list", ordered: false, items: [] }]],
    ["words after the list", [{ type: "list", ordered: false, items: [] }, p("b", "x")]],
    ["two paragraphs in an item", [{ type: "list", ordered: false, items: [{ blocks: [p("a", "x"), p("b", "y")] }] }]],
    ["an item that begins with a list", [{ type: "list", ordered: false, items: [{ blocks: [{ type: "list", ordered: false, items: [] }] }] }]],
    ["a table", [{ type: "table", header: [], rows: [] }]],
  ])("does not take %s, which lines would lose", (_name, blocks) => {
    expect(items.toLines(field(blocks))).toBeNull();
  });

  it("takes nothing, and a lead-in alone", () => {
    expect(items.toBlocks(lines([]))).toEqual([]);
    expect(items.toBlocks(lines([p("b1", "Lead")]))).toEqual([p("b1", "Lead")]);
  });

  it("adds after a line at its depth, and leaves lines out that have no words yet", () => {
    const added = items.addAfter(lines(nested), 1);
    expect(added.lines[2]).toMatchObject({ depth: 1, ordered: true, runs: [] });
    expect(items.toBlocks(added)).toEqual(nested);
    expect(shown(items.setText(added, 2, "clinics"))).toEqual(["the NHS", "-hospitals", "-clinics", "-surgeries", "the Police"]);
  });

  it("removes a line; what was nested under it comes up and nothing else is lost", () => {
    expect(shown(items.remove(lines(nested), 0))).toEqual(["hospitals", "surgeries", "the Police"]);
  });

  it("moves a line with what is nested under it, and not past the end of its list", () => {
    const down = items.move(lines(nested), 0, 1);
    expect(shown(down.lines)).toEqual(["the Police", "the NHS", "-hospitals", "-surgeries"]);
    expect(down.index).toBe(1);
    expect(shown(items.move(down.lines, 1, -1).lines)).toEqual(shown(lines(nested)));
    const all = lines(nested);
    expect(items.move(all, 2, 1).lines).toBe(all);
    expect(items.move(all, 0, -1).lines).toBe(all);
    expect(items.move(all, 3, 1).lines).toBe(all);
  });

  it("nests a line by one step at most, and back", () => {
    const all = lines(nested);
    const deep = items.nest(all, 3, 1);
    expect(shown(deep)).toEqual(["the NHS", "-hospitals", "-surgeries", "-the Police"]);
    expect(items.toBlocks(deep)[1]).toMatchObject({ items: [{ blocks: [{}, { items: [{}, {}, {}] }] }] });
    expect(shown(items.nest(deep, 3, -1))).toEqual(shown(all));
    expect(items.nest(all, 0, 1)).toBe(all);
    expect(items.nest(all, 0, -1)).toBe(all);
  });

  it("takes pasted lines in the middle of a line", () => {
    const all = lines([{ type: "list", ordered: false, items: [{ blocks: [p("b1", "AZ")] }] }]);
    expect(shown(items.paste(all, 0, ["one", "two", "three"], "A", "Z"))).toEqual(["Aone", "two", "threeZ"]);
  });

  it("marks duplicates whatever their case, stops and spaces", () => {
    const all = lines([{ type: "list", ordered: false, items: ["The NHS", "police", "the  nhs.", "the NHS Trust", ""].map((t, i) => ({ blocks: [p(`b${String(i)}`, t)] })) }]);
    expect([...items.duplicates(all.lines)]).toEqual([2]);
  });
});
