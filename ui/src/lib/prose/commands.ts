import {
  baseKeymap,
  chainCommands,
  createParagraphNear,
  liftEmptyBlock,
  newlineInCode,
  splitBlock,
  toggleMark,
  wrapIn,
  lift,
} from "prosemirror-commands";
import { InputRule, inputRules, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import type { Mark, MarkType, NodeType, Schema } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { TextSelection, type Command, type EditorState, type Plugin } from "prosemirror-state";

function node(schema: Schema, name: string): NodeType | null {
  return schema.nodes[name] ?? null;
}

function mark(schema: Schema, name: string): MarkType | null {
  return schema.marks[name] ?? null;
}

/** Stresses the selection, or stops stressing it. */
export function stress(schema: Schema, name: "strong" | "em"): Command {
  const type = mark(schema, name);
  return type ? toggleMark(type) : () => false;
}

/** Makes a list of the selection; inside one of that kind, text again; inside the other kind, that kind. */
export function list(schema: Schema, ordered: boolean): Command {
  const wanted = node(schema, ordered ? "ordered_list" : "bullet_list");
  const other = node(schema, ordered ? "bullet_list" : "ordered_list");
  const item = node(schema, "list_item");
  if (!wanted || !other || !item) return () => false;
  return (state, dispatch, view) => {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth--) {
      const type = $from.node(depth).type;
      if (type === wanted) return liftListItem(item)(state, dispatch, view);
      if (type === other) {
        dispatch?.(state.tr.setNodeMarkup($from.before(depth), wanted, $from.node(depth).attrs));
        return true;
      }
    }
    return wrapInList(wanted)(state, dispatch, view);
  };
}

/** Sets the selection apart, or takes it back among the rest. */
export function callout(schema: Schema): Command {
  const type = node(schema, "callout");
  if (!type) return () => false;
  return (state, dispatch, view) =>
    isInside(state, "callout") ? lift(state, dispatch, view) : wrapIn(type)(state, dispatch, view);
}

/** Whether the selection stands in a node of that name. */
export function isInside(state: EditorState, name: string): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === name) return true;
  return false;
}

/** Whether the selection carries a mark of that name. */
export function isMarked(state: EditorState, name: string): boolean {
  const type = mark(state.schema, name);
  if (!type) return false;
  const { from, to, empty, $from } = state.selection;
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
  return state.doc.rangeHasMark(from, to, type);
}

/** The link around the selection: its address and where it begins and ends. */
export function linkAt(state: EditorState): { href: string | null; from: number; to: number } | null {
  const type = mark(state.schema, "link");
  if (!type) return null;
  const { $from } = state.selection;
  const parent = $from.parent;
  const inside = $from.parentOffset;
  let found: { mark: Mark; from: number; to: number } | null = null;
  parent.forEach((child, offset) => {
    const own = type.isInSet(child.marks);
    if (!own) return;
    if (found && found.to === offset && found.mark.eq(own)) found.to = offset + child.nodeSize;
    else if (!found || found.to < inside) found = { mark: own, from: offset, to: offset + child.nodeSize };
  });
  const at = found as { mark: Mark; from: number; to: number } | null;
  if (!at || at.from > inside || at.to < inside) return null;
  const start = $from.start();
  const href: unknown = at.mark.attrs["href"];
  return { href: typeof href === "string" ? href : null, from: start + at.from, to: start + at.to };
}

/** Puts an address on the selection or on the link around it; an empty one takes the link away. */
export function setLink(href: string): Command {
  return (state, dispatch) => {
    const type = mark(state.schema, "link");
    if (!type) return false;
    const around = linkAt(state);
    const { from, to, empty } = state.selection;
    const range = empty ? around : { from, to };
    if (!range) return false;
    const tr = state.tr.removeMark(range.from, range.to, type);
    if (href.trim() !== "") tr.addMark(range.from, range.to, type.create({ href: href.trim() }));
    dispatch?.(tr);
    return true;
  };
}

/** Puts a table of two columns after the selection. */
export const insertTable: Command = (state, dispatch) => {
  const [table, row, cell, paragraph] = ["table", "table_row", "table_cell", "paragraph"].map((n) =>
    node(state.schema, n),
  );
  if (!table || !row || !cell || !paragraph || isInside(state, "table")) return false;
  const cells = () => [cell.create(null, paragraph.create()), cell.create(null, paragraph.create())];
  const made = table.create(null, [row.create({ header: true }, cells()), row.create(null, cells())]);
  if (dispatch) {
    const tr = state.tr.replaceSelectionWith(made);
    dispatch(tr.scrollIntoView());
  }
  return true;
};

/** Puts a variable, which follows the council's details, in the place of the selection. */
export function insertVariable(schema: Schema, name: string, text: string): Command {
  return (state, dispatch) => {
    const type = node(schema, "variable");
    if (!type) return false;
    dispatch?.(state.tr.replaceSelectionWith(type.create({ name, text })).scrollIntoView());
    return true;
  };
}

/** Puts a picture of the council file after the selection. */
export function insertPicture(schema: Schema, asset: string): Command {
  return (state, dispatch) => {
    const type = node(schema, "image");
    if (!type) return false;
    dispatch?.(state.tr.replaceSelectionWith(type.create({ asset, alt: "" })).scrollIntoView());
    return true;
  };
}

/** Changes the rows or columns of the table around the selection. */
export function reshape(change: "add-row" | "remove-row" | "add-column" | "remove-column"): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    let depth = $from.depth;
    while (depth > 0 && $from.node(depth).type.name !== "table_cell") depth--;
    if (depth < 2) return false;
    const table = $from.node(depth - 2);
    const tableStart = $from.start(depth - 2);
    const rowIndex = $from.index(depth - 2);
    const column = $from.index(depth - 1);
    const cell = node(state.schema, "table_cell");
    const paragraph = node(state.schema, "paragraph");
    const row = node(state.schema, "table_row");
    if (!cell || !paragraph || !row) return false;
    const empty = () => cell.create(null, paragraph.create());
    const current = table.child(rowIndex);
    if (change === "remove-row" && table.childCount < 2) return false;
    if (change === "remove-column" && current.childCount < 2) return false;
    if (!dispatch) return true;
    const tr = state.tr;
    if (change === "add-row") {
      const after = $from.after(depth - 1);
      tr.insert(after, row.create(null, Array.from({ length: current.childCount }, empty)));
      tr.setSelection(TextSelection.near(tr.doc.resolve(after + 2)));
    } else if (change === "remove-row") {
      tr.delete($from.before(depth - 1), $from.after(depth - 1));
    } else {
      table.forEach((each, offset) => {
        const rowStart = tableStart + offset + 1;
        let at = rowStart;
        for (let i = 0; i < Math.min(column, each.childCount); i++) at += each.child(i).nodeSize;
        const here = each.maybeChild(column);
        if (change === "add-column") tr.insert(tr.mapping.map(at + (here?.nodeSize ?? 0)), empty());
        else if (here && each.childCount > 1) tr.delete(tr.mapping.map(at), tr.mapping.map(at + here.nodeSize));
      });
    }
    dispatch(tr.scrollIntoView());
    return true;
  };
}

/** The keys of free text. Tab leaves the editor; lists are nested with Ctrl+] and Ctrl+[. */
export function proseKeys(schema: Schema): Plugin[] {
  const item = node(schema, "list_item");
  const bullets = node(schema, "bullet_list");
  const numbers = node(schema, "ordered_list");
  const own: Record<string, Command> = {
    "Mod-b": stress(schema, "strong"),
    "Mod-i": stress(schema, "em"),
  };
  if (item) {
    own["Enter"] = chainCommands(
      splitListItem(item),
      newlineInCode,
      createParagraphNear,
      liftEmptyBlock,
      splitBlock,
    );
    own["Mod-]"] = sinkListItem(item);
    own["Mod-["] = liftListItem(item);
    own["Mod-Shift-8"] = list(schema, false);
    own["Mod-Shift-7"] = list(schema, true);
  }
  const rules: InputRule[] = [];
  if (bullets) rules.push(wrappingInputRule(/^\s*([-*•])\s$/, bullets));
  if (numbers) rules.push(wrappingInputRule(/^1[.)]\s$/, numbers));
  return [inputRules({ rules }), keymap(own), keymap(baseKeymap)];
}

/** The keys of one line; what they do to the list around it is the caller's. */
export function lineKeys(schema: Schema, outer: Record<string, Command>): Plugin[] {
  const own: Record<string, Command> = {
    "Mod-b": stress(schema, "strong"),
    "Mod-i": stress(schema, "em"),
    ...outer,
  };
  // A line can't be broken: Enter does what the list around it says, or nothing.
  const quiet: Record<string, Command> = { Enter: () => true, "Shift-Enter": () => true, "Mod-Enter": () => true };
  return [keymap({ ...quiet, ...own }), keymap(baseKeymap)];
}
