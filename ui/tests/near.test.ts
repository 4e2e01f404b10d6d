import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Near } from "../src/lib/draft/near.svelte";

class Observer {
  observe = vi.fn();
  unobserve = vi.fn();
  disconnect = vi.fn();
}

const ids = (count: number) => Array.from({ length: count }, (_, i) => `s${String(i)}`);

describe("sections that become forms", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("IntersectionObserver", Observer);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("has all of a draft of common length, one after the other", () => {
    const near = new Near(() => undefined);
    const all = ids(30);
    near.warm(all);
    expect(all.filter((id, i) => near.has(id, i))).toHaveLength(3);
    vi.runAllTimers();
    expect(all.filter((id, i) => near.has(id, i))).toHaveLength(30);
  });

  it("has only the first of a longer one, until one is wanted", async () => {
    const near = new Near(() => undefined);
    const all = ids(31);
    near.warm(all);
    vi.runAllTimers();
    expect(all.filter((id, i) => near.has(id, i))).toEqual(["s0", "s1", "s2"]);
    await near.bring("s20");
    expect(near.has("s20", 20)).toBe(true);
    expect(near.has("s21", 21)).toBe(false);
  });
});
