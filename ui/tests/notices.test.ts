import { describe, expect, it } from "vitest";
import type { NoticeRow, OfficerView } from "../src/lib/backend/types";
import { fakeBackend } from "../src/lib/backend/fake";
import { matches, NoticesController, passes, sorted, workOf } from "../src/lib/notices/notices.svelte";

function row(title: string, more: Partial<NoticeRow> = {}): NoticeRow {
  return {
    notice: title.toLowerCase().replace(/ /g, "-"), id: title, title, directorate: null, kind: "directorate", live: null,
    live_since: null, open: null, last: null, blocking: 0, review_due: null, overdue: false, owner: null,
    changed_at: "2026-11-22T09:00:00Z", ...more,
  };
}
const open = (state: "drafting" | "in-review" | "approved", effective: string | null = null) => ({ version: 2, state, effective, waits_for: "" });
const officer = (...permissions: string[]): OfficerView => ({ id: "o", name: "O", email: null, post: null, permissions });

const rows = [
  row("Parking", { live: 1, live_since: "2025-12-01", review_due: "2026-12-01", directorate: "Environment", owner: "Director of Place" }),
  row("Housing", { open: open("drafting"), blocking: 2, directorate: "Housing" }),
  row("Bins", { open: open("in-review"), live: 1, live_since: "2024-01-01", review_due: "2025-01-01", overdue: true }),
  row("Care", { open: open("approved") }),
  row("Libraries", { open: open("approved", "2027-01-01") }),
  row("Corporate", { live: 3, live_since: "2025-06-01", review_due: "2026-06-01", overdue: true }),
];
const titles = (all: readonly NoticeRow[]) => all.map((r) => r.title);

describe("the list of notices", () => {
  it.each([
    ["all", 6], ["attention", 3], ["drafting", 1], ["in-review", 1], ["approved", 2], ["live", 3], ["overdue", 2],
  ] as const)("the filter %s lets %i through", (filter, count) => {
    expect(rows.filter((r) => passes(r, filter))).toHaveLength(count);
  });

  it("finds every word typed in title, directorate and owner, whatever the case", () => {
    expect(titles(rows.filter((r) => matches(r, "PLACE park")))).toEqual(["Parking"]);
    expect(rows.filter((r) => matches(r, "park nowhere"))).toEqual([]);
    expect(rows.filter((r) => matches(r, "  "))).toHaveLength(6);
  });

  it("sorts by any column, what has nothing there last either way", () => {
    expect(titles(sorted(rows, "title", true))[0]).toBe("Parking");
    expect(titles(sorted(rows, "review", false))).toEqual(["Bins", "Corporate", "Parking", "Care", "Housing", "Libraries"]);
    expect(titles(sorted(rows, "review", true)).slice(0, 3)).toEqual(["Parking", "Corporate", "Bins"]);
    expect(titles(sorted(rows, "review", true)).slice(3)).toEqual(["Care", "Housing", "Libraries"]);
    expect(titles(sorted(rows, "open", false)).slice(0, 2)).toEqual(["Housing", "Bins"]);
    expect(titles(sorted(rows, "blocking", true))[0]).toBe("Housing");
  });

  it("turns round when sorted by the same column again", async () => {
    const controller = new NoticesController(fakeBackend("sample"));
    await controller.list.load();
    const before = titles(controller.rows);
    controller.sortBy("title");
    expect(titles(controller.rows)).toEqual(before.toReversed());
    controller.sortBy("directorate");
    expect(controller.descending).toBe(false);
    controller.filter = "in-review";
    expect(titles(controller.rows)).toEqual(["Privacy notice: Homelessness"]);
    expect(controller.count("all")).toBe(6);
  });
});

describe("my work", () => {
  const today = "2026-11-22";
  const mine = (...permissions: string[]) => workOf(rows, officer(...permissions), today).mine.map((t) => `${t.row.title}: ${t.what}`);

  it("is what the officer may do", () => {
    expect(mine("author")).toEqual(["Housing: Finish the draft: 2 to fix or justify"]);
    expect(mine("reviewer")).toEqual(["Bins: Review it"]);
    expect(mine("publisher")).toEqual(["Care: Publish it"]);
    expect(mine()).toEqual([]);
  });

  it("leaves versions of one's own to other reviewers, and scheduled ones to their day", () => {
    const work = workOf(rows, officer("reviewer", "publisher"), today, new Set(["bins"]));
    expect(work.mine.map((t) => t.row.title)).toEqual(["Care"]);
    expect(work.others.map((t) => t.what)).toEqual(["Being drafted by its author", "Waits for another reviewer", "Goes live on its day"]);
  });

  it("shows what is due soonest first, and nothing that is open already", () => {
    expect(workOf(rows, null, today).due.map((t) => `${t.row.title}: ${t.what}`)).toEqual(["Corporate: Review overdue", "Parking: Review due"]);
  });
});
