import { history, undo } from "prosemirror-history";
import { DOMParser as DocumentParser } from "prosemirror-model";
import { EditorState, TextSelection, type Command } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import type { Block } from "../src/lib/backend/model";
import { callout, insertTable, linkAt, list, reshape, setLink, stress } from "../src/lib/prose/commands";
import { toBlocks, toDocument } from "../src/lib/prose/convert";
import { keepIds } from "../src/lib/prose/ids";
import { cleanPasted, pastedLines } from "../src/lib/prose/paste";
import { proseSchema } from "../src/lib/prose/schema";

function editing(blocks: Block[], from: number, to = from) {
  let n = 100;
  let state = EditorState.create({
    doc: toDocument(blocks),
    plugins: [history(), keepIds(() => `b${String(++n)}`)],
  });
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
  return {
    run(command: Command) {
      const done = command(state, (tr) => (state = state.apply(tr)));
      state.doc.check();
      return done;
    },
    get blocks() {
      return toBlocks(state.doc);
    },
    get state() {
      return state;
    },
    type(text: string) {
      state = state.apply(state.tr.insertText(text));
    },
  };
}

const words = (text: string): Block => ({ type: "paragraph", id: "b1", runs: [{ text }] });

function pasted(html: string): Block[] {
  const body = document.createElement("div");
  body.innerHTML = cleanPasted(html);
  return toBlocks(DocumentParser.fromSchema(proseSchema).parse(body));
}

describe("commands", () => {
  it("strong takes the place of emphasis, since a run is stressed in one way", () => {
    const editor = editing([words("one two")], 1, 4);
    editor.run(stress(proseSchema, "em"));
    editor.run(stress(proseSchema, "strong"));
    expect(editor.blocks).toEqual([{ type: "paragraph", id: "b1", runs: [{ text: "one", emphasis: "strong" }, { text: " two" }] }]);
  });

  it("a list is made, turned into the other kind and undone, with ids on every block", () => {
    const editor = editing([words("one")], 1);
    editor.run(list(proseSchema, false));
    expect(editor.blocks[0]).toMatchObject({ type: "list", ordered: false, items: [{ blocks: [words("one")] }] });
    expect(editor.blocks[0]?.id).toMatch(/^b\d+$/);
    editor.run(list(proseSchema, true));
    expect(editor.blocks[0]).toMatchObject({ ordered: true });
    editor.run(list(proseSchema, true));
    expect(editor.blocks).toEqual([words("one")]);
  });

  it("a link is set on words, changed where the cursor stands in it, and taken away", () => {
    const editor = editing([words("see here now")], 5, 9);
    editor.run(setLink(" https://a.example "));
    expect(editor.blocks[0]).toMatchObject({ runs: [{ text: "see " }, { text: "here", link: { href: "https://a.example" } }, { text: " now" }] });
    const inside = editing(editor.blocks, 7);
    expect(linkAt(inside.state)).toEqual({ href: "https://a.example", from: 5, to: 9 });
    inside.run(setLink("https://b.example"));
    expect(inside.blocks[0]).toMatchObject({ runs: [{}, { text: "here", link: { href: "https://b.example" } }, {}] });
    inside.run(setLink(""));
    expect(inside.blocks).toEqual([words("see here now")]);
    expect(editing([words("see")], 2).run(setLink("https://a.example"))).toBe(false);
  });

  it("a callout is made and taken back", () => {
    const editor = editing([words("one")], 1);
    editor.run(callout(proseSchema));
    expect(editor.blocks[0]).toMatchObject({ type: "callout", blocks: [words("one")] });
    editor.run(callout(proseSchema));
    expect(editor.blocks).toEqual([words("one")]);
  });

  it("a table grows and shrinks, and keeps a row and a column at least", () => {
    const editor = editing([{ type: "paragraph", id: "b1", runs: [] }], 1);
    editor.run(insertTable);
    const at = (s: EditorState) => {
      let found = 0;
      s.doc.descendants((node, position) => {
        if (node.type.name === "table_cell" && found === 0) found = position;
      });
      return found + 2;
    };
    const table = editing(editor.blocks, at(editor.state));
    const size = () => {
      const t = table.blocks.find((b) => b.type === "table");
      return t?.type === "table" ? [t.header.length, t.rows.length, t.rows[0]?.length] : null;
    };
    expect(size()).toEqual([2, 1, 2]);
    table.run(reshape("add-column"));
    expect(size()).toEqual([3, 1, 3]);
    table.run(reshape("remove-column"));
    table.run(reshape("remove-column"));
    expect(size()).toEqual([1, 1, 1]);
    expect(table.run(reshape("remove-column"))).toBe(false);
    table.run(reshape("add-row"));
    expect(size()).toEqual([1, 2, 1]);
    table.run(reshape("remove-row"));
    table.run(reshape("remove-row"));
    expect(table.run(reshape("remove-row"))).toBe(false);
  });

  it("undo brings back what was", () => {
    const editor = editing([words("one")], 4);
    editor.type(" two");
    editor.run(undo);
    expect(editor.blocks).toEqual([words("one")]);
  });
});

describe("what is pasted", () => {
  it("keeps words, lists, links and emphasis and drops the rest", () => {
    const blocks = pasted(
      '<style>p{color:red}</style><h2>Heading</h2><p style="color:red" onclick="x()">Some <b>bold</b> <span lang="en">and</span> <a href="https://a.example" target="_blank">linked</a><img src="x.png"></p><ul><li>one</li><li>two<ol><li>deep</li></ol></li></ul><script>evil()</script>',
    );
    expect(JSON.stringify(blocks)).not.toMatch(/evil|color|img|onclick/);
    expect(blocks).toMatchObject([
      { type: "paragraph", runs: [{ text: "Heading" }] },
      { type: "paragraph", runs: [{ text: "Some " }, { text: "bold", emphasis: "strong" }, { text: " and " }, { text: "linked", link: { href: "https://a.example" } }] },
      { type: "list", ordered: false, items: [{}, { blocks: [{ runs: [{ text: "two" }] }, { type: "list", ordered: true }] }] },
    ]);
  });

  it("makes lists of Word's paragraphs with drawn bullets", () => {
    const item = (level: number, drawn: string, text: string) =>
      `<p class="MsoListParagraph" style="mso-list:l0 level${String(level)} lfo1"><span style="mso-list:Ignore">${drawn}<span>&nbsp; </span></span>${text}<o:p></o:p></p>`;
    const blocks = pasted(`<p>Before</p>${item(1, "·", "one")}${item(2, "1.", "deep")}${item(1, "·", "two")}<p>After</p>`);
    expect(blocks).toMatchObject([
      { runs: [{ text: "Before" }] },
      { type: "list", ordered: false, items: [
        { blocks: [{ runs: [{ text: "one" }] }, { type: "list", ordered: true, items: [{ blocks: [{ runs: [{ text: "deep" }] }] }] }] },
        { blocks: [{ runs: [{ text: "two" }] }] },
      ] },
      { runs: [{ text: "After" }] },
    ]);
  });

  it("reads plain lines without their bullets", () => {
    expect(pastedLines("• one\r\n- two\n\n3. three\n 1999 was a year")).toEqual(["one", "two", "three", "1999 was a year"]);
  });
});
