import { describe, expect, it } from "vitest";
import { MOST, suggestions } from "../src/lib/draft/suggest";

const terms = ["names and addresses", "date of birth", "dates you used the service", "health records", "ethnic origin", "email address", "address history"];

describe("suggestions while a line is typed", () => {
  it("hold what was typed at the beginning of their words", () => {
    expect(suggestions("da", terms, [])).toEqual(["date of birth", "dates you used the service"]);
    expect(suggestions("addr", terms, [])).toEqual(["address history", "names and addresses", "email address"]);
    expect(suggestions("birth date", terms, [])).toEqual(["date of birth"]);
  });

  it("leave out what stands there, and what is typed already", () => {
    expect(suggestions("da", terms, ["Date of birth"])).toEqual(["dates you used the service"]);
    expect(suggestions("date of birth", terms, [])).toEqual([]);
  });

  it("wait for two letters and are few", () => {
    expect(suggestions("d", terms, [])).toEqual([]);
    expect(suggestions("te", Array.from({ length: 20 }, (_, i) => `term ${String(i)}`), [])).toHaveLength(MOST);
  });
});
