// The editor's code runs once before somebody waits for it: the first draft that is opened then stands there as soon as any
// later one. Nothing of it is shown, asked or kept.
import { flushSync, mount, unmount } from "svelte";
import type { Block, Content, Field } from "../backend/model";
import type { DraftPage } from "../backend/types";
import { DraftController } from "../draft/draft.svelte";
import { contextOf } from "../shell/context";
import type { Session } from "../shell/session.svelte";
import TextTab from "./TextTab.svelte";

const paragraph = (text: string): Block => ({ type: "paragraph", runs: [{ text }] });

const field = (id: string, role: Field["role"], kind: Field["kind"], blocks: Block[]): Field => ({ id, role, kind, blocks });

const list: Block = {
  type: "list",
  ordered: false,
  items: ["A", "B"].map((text) => ({ blocks: [paragraph(text)] })),
};

const content: Content = {
  title: "A",
  language: "en-GB",
  sections: [
    {
      id: "s1",
      heading: "A",
      level: 2,
      fields: [field("f1", "other", "prose", [paragraph("A")]), field("f2", "data-categories", "items", [list])],
    },
  ],
};

/** Draws a draft that is nobody's where nobody sees it. */
export async function warmUp(session: Session): Promise<void> {
  const draft = new DraftController(session.backend, "");
  const page: DraftPage = {
    notice: "",
    id: "",
    directorate: null,
    version: 1,
    state: "drafting",
    content,
    token: "",
    saved_at: null,
    digest: "",
    locked: null,
    typing: null,
    live: null,
    effective: null,
    actions: [],
    statements: [],
    variables: [],
  };
  draft.page = page;
  draft.content = content;
  const shown = mount(TextTab, {
    target: document.createElement("div"),
    props: { draft, version: null, onact: () => undefined, onsaid: () => Promise.resolve() },
    context: contextOf(session),
  });
  flushSync();
  await unmount(shown);
}
