// Which acts stand as buttons for a version, in which order; the others are under More.
import type { State } from "../backend/model";
import type { ActionView } from "../backend/types";

/** What the window can open or do for a version. */
export type Act =
  | "edit"
  | "submit"
  | "recall"
  | "request-changes"
  | "approve"
  | "publish"
  | "withdraw"
  | "discard"
  | "new-version";

const BUTTONS: Readonly<Record<State, readonly Act[]>> = {
  drafting: ["submit"],
  "in-review": ["approve", "request-changes", "recall"],
  approved: ["publish", "edit"],
  live: ["new-version", "withdraw"],
  recorded: ["new-version", "withdraw"],
  superseded: ["new-version"],
  withdrawn: ["new-version"],
  discarded: ["new-version"],
};

const ALL: readonly Act[] = [
  "submit",
  "recall",
  "request-changes",
  "approve",
  "publish",
  "edit",
  "new-version",
  "withdraw",
  "discard",
];

const LABELS: Readonly<Partial<Record<Act, string>>> = {
  edit: "Open for editing",
  "new-version": "Start a new version",
  discard: "Discard the draft",
};

export interface Choice {
  act: Act;
  label: string;
  /** Why it can't be done now; null when it can. */
  why: string | null;
}

function choice(act: Act, actions: readonly ActionView[]): Choice {
  const found = actions.find((a) => a.action === act);
  return {
    act,
    label: LABELS[act] ?? found?.label ?? act,
    why: found ? (found.allowed ? null : (found.why ?? "That is not possible now.")) : "That is not possible now.",
  };
}

/** The buttons of a version, the main one first, and what lies under More. */
export function choices(state: State, actions: readonly ActionView[]): { buttons: Choice[]; more: Choice[] } {
  const shown = BUTTONS[state];
  const rest = ALL.filter((act) => !shown.includes(act) && !(act === "edit" && state === "drafting"));
  return { buttons: shown.map((act) => choice(act, actions)), more: rest.map((act) => choice(act, actions)) };
}

/** Who an open version waits for, in words. */
export function waitsFor(state: State, effective: string | null): string {
  switch (state) {
    case "drafting":
      return "Waits for its author";
    case "in-review":
      return "Waits for a reviewer";
    case "approved":
      return effective === null ? "Waits for a publisher" : "Waits for its day";
    case "live":
    case "superseded":
    case "withdrawn":
    case "discarded":
    case "recorded":
      return "Waits for nobody";
  }
}
