import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refusal } from "../src/lib/backend/backend";
import { FakeBackend, fakeBackend } from "../src/lib/backend/fake";
import { DraftController, RETRY_AFTER, SAVE_AFTER, putBack } from "../src/lib/draft/draft.svelte";
import * as edit from "../src/lib/draft/edit";
import { DraftHistory } from "../src/lib/draft/history";

const NOTICE = "council-tenants";
let backend: FakeBackend;
let draft: DraftController;

beforeEach(async () => {
  vi.useFakeTimers();
  backend = fakeBackend("sample");
  draft = new DraftController(backend, NOTICE);
  await draft.load();
  await vi.advanceTimersByTimeAsync(0);
});
afterEach(() => {
  vi.useRealTimers();
});

const stored = async () => (await backend.draft(NOTICE)).content;

describe("autosave", () => {
  it("saves once after the last keystroke, within a second of it", async () => {
    for (const title of ["A", "AB", "ABC"]) {
      draft.setTitle(title);
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(backend.asked["autosave"]).toBeUndefined();
    expect(draft.saving).toBe("waiting");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(backend.asked["autosave"]).toBe(1);
    expect(SAVE_AFTER).toBeLessThan(1000);
    expect(draft.saving).toBe("saved");
    expect(draft.savedAt).not.toBeNull();
    expect((await stored()).title).toBe("ABC");
  });

  it("saves at once when the officer leaves, and nothing when nothing changed", async () => {
    await draft.flush();
    expect(backend.asked["autosave"]).toBeUndefined();
    draft.setTitle("Left");
    await draft.close();
    expect((await stored()).title).toBe("Left");
    await vi.advanceTimersByTimeAsync(5000);
    expect(backend.asked["autosave"]).toBe(1);
  });

  it("saves what is typed while a save is under way, with the new token", async () => {
    draft.setTitle("One");
    const first = draft.flush();
    draft.setTitle("Two");
    await first;
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(backend.asked["autosave"]).toBe(2);
    expect((await stored()).title).toBe("Two");
    expect(draft.saving).toBe("saved");
  });

  it("keeps the words when somebody else has saved, and saves no more", async () => {
    backend.moveDraft(NOTICE);
    draft.setTitle("Mine");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(draft.saving).toBe("moved");
    expect(draft.refusal?.code).toBe("draft-moved");
    draft.setTitle("Mine still");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(backend.asked["autosave"]).toBe(1);
    expect(draft.content?.title).toBe("Mine still");
    expect(draft.words).toContain("Mine still");
    await draft.load();
    expect(draft.content?.title).toBe("Mine still");
    await draft.load(true);
    expect(draft.content?.title).toBe("Privacy notice: Council tenants");
    expect(draft.saving).toBe("saved");
  });

  it("tries again after a failure until it is saved", async () => {
    backend.refuse["autosave"] = new Refusal("disk-full", "The disk is full.", "Make room.");
    draft.setTitle("Kept");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(draft.saving).toBe("failed");
    expect(draft.refusal?.hint).toBe("Make room.");
    delete backend.refuse["autosave"];
    await vi.advanceTimersByTimeAsync(RETRY_AFTER);
    expect(draft.saving).toBe("saved");
    expect(draft.refusal).toBeNull();
    expect((await stored()).title).toBe("Kept");
  });

  it("lets nobody else act while the words are not saved", async () => {
    backend.refuse["autosave"] = new Refusal("disk-full", "The disk is full.", "Make room.");
    draft.setTitle("Mine");
    await expect(draft.settle()).rejects.toMatchObject({ code: "unsaved-words" });
    delete backend.refuse["autosave"];
    await draft.settle();
    expect((await stored()).title).toBe("Mine");
  });

  it("types nothing into what is locked", async () => {
    const locked = new DraftController(backend, "homelessness");
    await locked.load();
    locked.setTitle("Changed");
    await vi.advanceTimersByTimeAsync(2000);
    expect(locked.content?.title).toBe("Privacy notice: Homelessness");
    expect(backend.asked["autosave"]).toBeUndefined();
  });
});

describe("checks and preview", () => {
  it("are renewed after a pause, the preview only while it is shown", async () => {
    const before = backend.asked["check_draft"] ?? 0;
    draft.setTitle("A");
    draft.setTitle("B");
    await vi.advanceTimersByTimeAsync(500);
    expect(backend.asked["check_draft"]).toBe(before + 1);
    expect(backend.asked["preview"]).toBeUndefined();
    draft.showPreview(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(draft.preview).toContain("<h1>B</h1>");
    draft.setTitle("C");
    await vi.advanceTimersByTimeAsync(400);
    expect(draft.preview).toContain("<h1>C</h1>");
  });
});

describe("sections and parts", () => {
  it("are added with ids that nothing has", () => {
    const ids = new Set(draft.content?.sections.map((s) => s.id));
    const id = draft.addSection(null);
    expect(ids.has(id)).toBe(false);
    const field = draft.addField(id, "items");
    expect(draft.content?.sections.at(-1)).toMatchObject({ id, fields: [{}, { id: field, kind: "items", blocks: [] }] });
  });

  it("move, and stay where they are at the ends", () => {
    const order = () => draft.content?.sections.map((s) => s.heading);
    const [first = "", second = ""] = draft.content?.sections.map((s) => s.id) ?? [];
    const before = order();
    draft.moveSection(first, -1);
    expect(order()).toEqual(before);
    draft.moveSection(second, -1);
    expect(order()?.[0]).toBe(before?.[1]);
  });

  it("come back where they were when the removal is undone, with what was typed since", () => {
    const before = draft.content;
    const id = before?.sections[2]?.id ?? "";
    const undo = draft.remove({ section: id });
    expect(draft.content?.sections.some((s) => s.id === id)).toBe(false);
    draft.setTitle("Typed since");
    undo();
    expect(draft.content?.sections.map((s) => s.id)).toEqual(before?.sections.map((s) => s.id));
    expect(draft.content?.title).toBe("Typed since");
  });

  it("a field comes back into its section, and once only", () => {
    const before = draft.content;
    if (!before) throw new Error("no draft");
    const field = before.sections[0]?.fields[0]?.id ?? "";
    const without = edit.removeField(before, field);
    expect(putBack(before, without, { field })).toEqual(before);
    expect(putBack(before, before, { field })).toEqual(before);
  });
});

describe("taking back", () => {
  it("takes back a stretch of typing in one step, and other steps one by one", async () => {
    const before = draft.content;
    for (const title of ["A", "AB", "ABC"]) draft.setTitle(title);
    await vi.advanceTimersByTimeAsync(2_000);
    draft.setTitle("ABCD");
    const section = before?.sections[0]?.id ?? "";
    draft.setHeading(section, "Another heading");
    expect(draft.undo()).toBe(true);
    expect(draft.content?.title).toBe("ABCD");
    expect(draft.content?.sections[0]?.heading).toBe(before?.sections[0]?.heading);
    draft.undo();
    expect(draft.content?.title).toBe("ABC");
    draft.undo();
    expect(draft.content).toBe(before);
    expect(draft.undo()).toBe(false);
    expect(draft.redo()).toBe(true);
    expect(draft.content?.title).toBe("ABC");
    draft.setTitle("New");
    expect(draft.canRedo).toBe(false);
  });

  it("outlives leaving the draft and coming back", async () => {
    const history = new DraftHistory();
    const first = new DraftController(backend, NOTICE, history);
    await first.load();
    const title = first.content?.title;
    first.setTitle("Typed before leaving");
    await first.close();
    const second = new DraftController(backend, NOTICE, history);
    await second.load();
    expect(second.content?.title).toBe("Typed before leaving");
    expect(second.undo()).toBe(true);
    expect(second.content?.title).toBe(title);
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect((await stored()).title).toBe(title);
  });

  it("takes back nothing of another's", async () => {
    const history = new DraftHistory();
    const first = new DraftController(backend, NOTICE, history);
    await first.load();
    first.setTitle("Mine");
    await first.close();
    draft = new DraftController(backend, NOTICE);
    await draft.load();
    draft.setTitle("Another's");
    await draft.close();
    const second = new DraftController(backend, NOTICE, history);
    await second.load();
    expect(second.undo()).toBe(false);
    expect(second.content?.title).toBe("Another's");
  });

  it("puts the cursor where the text changed", () => {
    const field = draft.content?.sections[0]?.fields[0];
    if (!field) throw new Error("no field");
    draft.setBlocks(field.id, [{ type: "paragraph", runs: [{ text: "Other words" }] }]);
    draft.undo();
    expect(draft.caretIn("nowhere")).toBeNull();
    expect(draft.caretIn(field.id)).toEqual([{ type: "paragraph", runs: [{ text: "Other words" }] }]);
    expect(draft.caretIn(field.id), "asked once").toBeNull();
  });
});

describe("words that can't be saved", () => {
  it("are kept beside the council file until they are saved", async () => {
    backend.refuse["autosave"] = new Refusal("disk-full", "The disk is full.");
    draft.setTitle("On the screen alone");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(draft.saving).toBe("failed");
    expect((await backend.keptWords(NOTICE))[0]?.mine.title).toBe("On the screen alone");
    expect(draft.keptAt).not.toBeNull();
    delete backend.refuse["autosave"];
    await vi.advanceTimersByTimeAsync(RETRY_AFTER + SAVE_AFTER);
    expect(draft.saving).toBe("saved");
    expect(await backend.keptWords(NOTICE)).toEqual([]);
    expect(draft.keptAt).toBeNull();
  });

  it("are offered when the draft is next opened, and can be given up", async () => {
    const now = await stored();
    await backend.keepWords("k1", NOTICE, now, { ...now, title: "Lost?" }, "The disk is full.");
    const again = new DraftController(backend, NOTICE);
    await again.load();
    await vi.advanceTimersByTimeAsync(0);
    expect(again.kept?.mine.title).toBe("Lost?");
    await again.useKept(true);
    expect(again.merge?.content.title).toBe("Lost?");
    await again.takeMerged(again.merge?.content ?? now);
    expect((await stored()).title).toBe("Lost?");
    expect(await backend.keptWords(NOTICE)).toEqual([]);
  });

  it("are put beside what somebody else has saved, and go on from there", async () => {
    backend.moveDraft(NOTICE);
    draft.setTitle("Mine");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(draft.saving).toBe("moved");
    await vi.advanceTimersByTimeAsync(0);
    const both = draft.merge?.content;
    expect(both?.title).toBe("Mine");
    if (!both) throw new Error("nothing to look at");
    await draft.takeMerged(both);
    expect(draft.saving).toBe("saved");
    expect(draft.merge).toBeNull();
    expect((await stored()).title).toBe("Mine");
    expect(draft.undo(), "what the other wrote is not undone").toBe(false);
  });

  it("are put together once more when the draft has been changed again meanwhile", async () => {
    backend.moveDraft(NOTICE);
    draft.setTitle("Mine");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    const both = draft.merge?.content;
    if (!both) throw new Error("nothing to look at");
    backend.moveDraft(NOTICE);
    expect(await draft.takeMerged(both)).toBe(false);
    expect(draft.saving).toBe("moved");
    await vi.advanceTimersByTimeAsync(0);
    expect(draft.merge?.content.title, "it can be looked at again").toBe("Mine");
    expect((await backend.keptWords(NOTICE))[0]?.mine.title).toBe("Mine");
    expect(await draft.takeMerged(draft.merge?.content ?? both)).toBe(true);
    expect((await stored()).title).toBe("Mine");
    expect(await backend.keptWords(NOTICE)).toEqual([]);
  });

  it("are kept when the draft is left while they wait for a decision", async () => {
    backend.moveDraft(NOTICE);
    draft.setTitle("Left");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    draft.merge = null;
    draft.setTitle("Left behind");
    await draft.close();
    expect((await backend.keptWords(NOTICE))[0]?.mine.title).toBe("Left behind");
  });
});

describe("findings", () => {
  const slips = () => draft.report?.findings.filter((f) => f.rule === "double-full-stop") ?? [];
  const slip = () => {
    const found = slips()[0];
    if (!found?.mend) throw new Error("no slip was found");
    return { key: found.key, edit: found.mend.edit };
  };
  const words = () => draft.words.match(/\.\./g)?.length ?? 0;

  it("are mended by one act, which can be taken back until something is typed", async () => {
    const before = draft.content;
    const had = words();
    const epoch = draft.epoch;
    const undo = await draft.mend(slip().edit);
    expect(words()).toBe(had - 1);
    expect(draft.epoch).toBe(epoch);
    expect(Object.keys(draft.epochs).length).toBeGreaterThan(0);
    expect(undo()).toBe(true);
    expect(draft.content).toBe(before);
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(draft.saving, "taken back before it was saved").toBe("saved");
    const again = await draft.mend(slip().edit);
    draft.setTitle("Typed since");
    expect(again()).toBe(false);
    expect(draft.content?.title).toBe("Typed since");
  });

  it("are answered for the words that are saved, and come back when asked for", async () => {
    const had = slips().length;
    const { key } = slip();
    draft.setTitle("Not saved yet");
    await draft.dismiss(key, "A quotation");
    expect((await stored()).title).toBe("Not saved yet");
    expect(slips().length).toBe(had - 1);
    expect(draft.report?.dismissed.map((d) => d.reason)).toEqual(["A quotation"]);
    await draft.reinstate(key);
    expect(slips().length).toBe(had);
    expect(draft.report?.dismissed).toEqual([]);
  });
});
