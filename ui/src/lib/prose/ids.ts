// Every block keeps an id from the moment it is there, so that things to fix and comments find it again.
import { Plugin, type EditorState } from "prosemirror-state";

/** Gives an id to each block that has none, or one that stood before it. */
export function keepIds(fresh: () => string): Plugin {
  return new Plugin({
    appendTransaction(transactions, _before, state: EditorState) {
      if (!transactions.some((t) => t.docChanged)) return null;
      const taken = new Set<string>();
      const tr = state.tr;
      state.doc.descendants((node, position) => {
        if (!node.type.isInGroup("block")) return;
        const id: unknown = node.attrs["id"];
        if (typeof id === "string" && !taken.has(id)) taken.add(id);
        else tr.setNodeAttribute(position, "id", fresh());
      });
      return tr.docChanged ? tr : null;
    },
  });
}
