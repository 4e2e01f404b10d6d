import { describe, expect, it } from "vitest";
import { asRefusal, Refusal } from "../src/lib/backend/backend";
import type { Change } from "../src/lib/backend/model";
import type { DecisionRow, FindingView } from "../src/lib/backend/types";
import { firstAnswer } from "../src/lib/backend/first";
import { fakeBackend } from "../src/lib/backend/fake";
import { drawn } from "../src/lib/compare/changes";
import { choices } from "../src/lib/review/actions";
import { APPROVERS, AUTHORS, given, missing, needed } from "../src/lib/review/reasons";
import { parseRoute, showRoute } from "../src/lib/shell/route";
import { Session } from "../src/lib/shell/session.svelte";

const finding = (rule: string, severity: FindingView["severity"], quote = ""): FindingView => ({
  rule, severity, line: null, section: null, quote, message: "m", source: "s",
  place: { leaf: null, section: null, field: null, block: null },
  key: `${rule} ${quote}`, since: null, mend: null, reasoned: false,
});
const findings = [finding("vague", "explain"), finding("placeholder", "block", "TBC"), finding("placeholder", "block", "XXX"), finding("nbsp", "hint")];

describe("reasons", () => {
  it("are needed once a rule: the author's for what blocks, the approver's for what must be explained as well", () => {
    expect(needed(findings, AUTHORS).map((r) => [r.rule, r.findings.length])).toEqual([["placeholder", 2]]);
    expect(needed(findings, APPROVERS).map((r) => r.rule)).toEqual(["placeholder", "vague"]);
  });

  it("are the approver's own also for what the author answered with \"not here\"", () => {
    const answered = [{ finding: finding("missing-retention", "block"), reason: "On the form", officer: "Tom", at: "" }];
    const rules = needed(findings, APPROVERS, [], answered);
    expect(rules.find((r) => r.rule === "missing-retention")?.earlier).toEqual([{ officer: "Tom", reason: "On the form" }]);
    expect(needed(findings, AUTHORS).some((r) => r.rule === "missing-retention")).toBe(false);
  });

  it("show what was said before, by whom", () => {
    const decision: DecisionRow = { action: "submit", officer: "Tom", at: "", words: "n", reasons: [{ rule: "placeholder", reason: "agreed", carried: false }], code: "", effective: null, signature: null, recorded: null };
    expect(needed(findings, APPROVERS, [decision])[0]?.earlier).toEqual([{ officer: "Tom", reason: "agreed" }]);
  });

  it("are missing until they have words", () => {
    const rules = needed(findings, APPROVERS);
    expect(missing(rules, { placeholder: "  " })).toEqual(["placeholder", "vague"]);
    expect(missing(rules, { placeholder: "x", vague: " y " })).toEqual([]);
    expect(given({ placeholder: "x", vague: " y ", other: " " })).toEqual([{ rule: "placeholder", reason: "x" }, { rule: "vague", reason: "y" }]);
  });
});

describe("acts", () => {
  it("stay visible with the reason why they are not possible", async () => {
    const backend = fakeBackend("sample");
    await backend.actAs("o2");
    const page = await backend.draft("homelessness");
    const { buttons, more } = choices(page.state, page.actions);
    expect(buttons.map((b) => b.act)).toEqual(["approve", "request-changes", "recall"]);
    expect(buttons[0]?.why).toBe("That needs the permission of a reviewer");
    expect(buttons[2]?.why).toBeNull();
    expect([...buttons, ...more].map((c) => c.act).toSorted()).toEqual(["approve", "discard", "edit", "new-version", "publish", "recall", "request-changes", "submit", "withdraw"]);
  });
});

describe("a comparison", () => {
  const block = (kind: string, change: Change["change"], section?: string): Change => ({ old: 0, new: 0, change, kind, runs: [{ op: "keep", text: kind }], ...(section ? { section } : {}) });
  const blocks = [block("title", "same"), block("heading", "same"), block("paragraph", "same", "A"), block("heading", "same"), block("item", "same", "B"), block("item", "inserted", "B"), { ...block("item", "same", "B"), note: "emphasis changed" }];

  it("folds what is the same, keeps the heading above a change and numbers the changes", () => {
    expect(drawn(blocks, true).map((d) => (d.what === "folded" ? d.blocks.length : [d.block.kind, d.number]))).toEqual([3, ["heading", null], 1, ["item", 1], ["item", 2]]);
    expect(drawn(blocks, false)).toHaveLength(blocks.length);
  });
});

describe("the session", () => {
  it("saves what is typed before somebody else acts", async () => {
    const backend = fakeBackend("sample");
    const session = new Session(backend);
    await session.start();
    const order: string[] = [];
    session.beforeLeaving(async () => {
      order.push(`saved as ${session.status?.officer?.name ?? ""}`);
      return Promise.resolve();
    });
    await session.actAs("o3");
    expect(order).toEqual(["saved as Priya Nandakumar"]);
    expect(session.status?.officer?.name).toBe("Grace Elderfield");
    expect(session.generation).toBe(1);
    expect(session.may("author")).toBe(false);
  });

  /** The sample council tells of what it is filled with, a moment later. */
  async function quietBackend() {
    const backend = fakeBackend("sample");
    await Promise.resolve();
    return backend;
  }

  it("hears of what was told before it listened", async () => {
    const backend = await quietBackend();
    const listen = backend.onChanged.bind(backend);
    let ready: () => void = () => undefined;
    backend.onChanged = async (listener) => {
      await new Promise<void>((resolve) => (ready = resolve));
      return listen(listener);
    };
    const session = new Session(backend);
    const heard: string[] = [];
    session.listen((changed) => heard.push(...changed.map((c) => c.what)));
    const started = session.start();
    await expect.poll(() => session.status?.organisation).toBe("Averley Borough Council");
    await backend.addDirectorate({ name: "Parks" } as Parameters<typeof backend.addDirectorate>[0]);
    expect(heard).toEqual([]);
    ready();
    await started;
    await expect.poll(() => heard).toEqual(["elsewhere"]);
  });

  it("says nothing of what it heard anyway", async () => {
    const session = new Session(await quietBackend());
    const heard: string[] = [];
    session.listen((changed) => heard.push(...changed.map((c) => c.what)));
    await session.start();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard).toEqual([]);
  });

  it("takes an answer that was there before the code once", async () => {
    const there = window as { __FAIR_NOTICE_FIRST__?: object };
    there.__FAIR_NOTICE_FIRST__ = { status: Promise.resolve("status"), list: Promise.reject({ code: "no-register", message: "m", hint: null }) };
    expect(await firstAnswer("status")).toBe("status");
    expect(firstAnswer("status")).toBeNull();
    await expect(firstAnswer("list")).rejects.toBeInstanceOf(Refusal);
    delete there.__FAIR_NOTICE_FIRST__;
    expect(firstAnswer("list")).toBeNull();
  });

  it("says why it can't start", async () => {
    const backend = fakeBackend("sample");
    backend.refuse["status"] = new Refusal("register-newer", "The file is newer.", "Install the newer Fair Notice.");
    const session = new Session(backend);
    await session.start();
    expect(session.broken?.hint).toBe("Install the newer Fair Notice.");
  });

  it("reads refusals whatever was thrown", () => {
    expect(asRefusal({ code: "c", message: "m", hint: null })).toMatchObject({ code: "c", message: "m", hint: null });
    expect(asRefusal("words").message).toBe("words");
    expect(asRefusal(undefined).message).not.toBe("");
  });

  it("routes come back", () => {
    for (const address of ["#/work", "#/audit", "#/notice/adult-care", "#/notice/adult-care/history"]) {
      expect(showRoute(parseRoute(address))).toBe(address);
    }
    expect(parseRoute("#/nowhere")).toEqual({ screen: "work" });
    expect(parseRoute("#/notice/a%2Fb/nonsense")).toEqual({ screen: "notice", notice: "a/b", tab: null });
  });
});
