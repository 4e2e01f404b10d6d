// The list of notices: filtered, sorted, and sorted into what waits for whom.
import type { Backend } from "../backend/backend";
import type { NoticeList, NoticeRow, OfficerView } from "../backend/types";
import { Counts } from "./counts.svelte";
import { Loaded } from "../shared/loaded.svelte";
import { daysBetween } from "../shared/dates";

export type Filter = "all" | "attention" | "drafting" | "in-review" | "approved" | "live" | "overdue";

export const FILTERS: readonly (readonly [Filter, string])[] = [
  ["all", "All"],
  ["attention", "Needs attention"],
  ["drafting", "Drafting"],
  ["in-review", "In review"],
  ["approved", "Approved"],
  ["live", "Live"],
  ["overdue", "Review overdue"],
];

export type Column = "title" | "directorate" | "live" | "open" | "blocking" | "review" | "owner";

const OPEN_ORDER = ["drafting", "in-review", "approved"];

/** Whether a row is one that the filter lets through. */
export function passes(row: NoticeRow, filter: Filter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "attention":
      return row.overdue || (row.blocking ?? 0) > 0 || row.open?.state === "in-review";
    case "live":
      return row.live !== null;
    case "overdue":
      return row.overdue;
    case "drafting":
    case "in-review":
    case "approved":
      return row.open?.state === filter;
  }
}

/** Whether every word typed stands somewhere in the row. */
export function matches(row: NoticeRow, typed: string): boolean {
  const text = [row.title, row.notice, row.directorate ?? "", row.owner ?? ""].join(" ").toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function sortKey(row: NoticeRow, column: Column): string | number | null {
  switch (column) {
    case "title":
      return row.title;
    case "directorate":
      return row.directorate;
    case "live":
      return row.live_since ?? (row.live === null ? null : "");
    case "open":
      return row.open ? OPEN_ORDER.indexOf(row.open.state) : null;
    case "blocking":
      return row.blocking;
    case "review":
      return row.review_due;
    case "owner":
      return row.owner;
  }
}

const collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

/** The rows by a column. What has nothing there comes last either way; equals stay in order of title. */
export function sorted(rows: readonly NoticeRow[], column: Column, descending: boolean): NoticeRow[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [sortKey(a, column), sortKey(b, column)];
    if (x === null || y === null) {
      if (x !== y) return x === null ? 1 : -1;
    } else {
      const order = typeof x === "number" && typeof y === "number" ? x - y : collator.compare(String(x), String(y));
      if (order !== 0) return sign * order;
    }
    return collator.compare(a.title, b.title);
  });
}

export class NoticesController {
  readonly list: Loaded<NoticeRow[]>;
  private readonly counts: Counts;
  filter = $state<Filter>("all");
  typed = $state("");
  column = $state<Column>("title");
  descending = $state(false);

  constructor(backend: Backend, list: () => Promise<NoticeList> = () => backend.list()) {
    this.counts = new Counts(backend);
    this.list = new Loaded(async () => {
      const { notices } = await list();
      void this.counts.count(notices);
      return notices;
    });
  }

  private get all(): NoticeRow[] {
    return (this.list.value ?? []).map((row) => this.counts.of(row));
  }

  get rows(): NoticeRow[] {
    return sorted(
      this.all.filter((row) => passes(row, this.filter) && matches(row, this.typed)),
      this.column,
      this.descending,
    );
  }

  /** How many notices a filter would show. */
  count(filter: Filter): number {
    return this.all.filter((row) => passes(row, filter) && matches(row, this.typed)).length;
  }

  /** Sorts by a column; by the same one again, the other way round. */
  sortBy(column: Column): void {
    this.descending = this.column === column ? !this.descending : false;
    this.column = column;
  }
}

/** A row in My work, with what is to be done. */
export interface Task {
  row: NoticeRow;
  what: string;
}

export interface Work {
  mine: Task[];
  others: Task[];
  due: Task[];
}

/** How many days before its day a review is shown as due. */
export const DUE_WITHIN = 60;

/**
 * What waits for the officer, what waits for others, and what is due for review. `blocked` are the short names of
 * versions in review that the officer may not approve, because they wrote them.
 */
export function workOf(
  rows: readonly NoticeRow[],
  officer: OfficerView | null,
  today: string,
  blocked: ReadonlySet<string> = new Set(),
): Work {
  const may = (permission: string) => officer?.permissions.includes(permission) ?? false;
  const work: Work = { mine: [], others: [], due: [] };
  for (const row of rows) {
    const { open } = row;
    if (open?.state === "drafting") {
      const things = (row.blocking ?? 0) > 0 ? `Finish the draft: ${String(row.blocking)} to fix or justify` : "Finish the draft";
      if (may("author")) work.mine.push({ row, what: things });
      else work.others.push({ row, what: "Being drafted by its author" });
    } else if (open?.state === "in-review") {
      if (may("reviewer") && !blocked.has(row.notice)) work.mine.push({ row, what: "Review it" });
      else work.others.push({ row, what: may("reviewer") ? "Waits for another reviewer" : "Waits for a reviewer" });
    } else if (open?.state === "approved") {
      if (open.effective !== null) work.others.push({ row, what: "Goes live on its day" });
      else if (may("publisher")) work.mine.push({ row, what: "Publish it" });
      else work.others.push({ row, what: "Waits for a publisher" });
    }
    if (row.review_due !== null && !open) {
      const days = daysBetween(today, row.review_due);
      if (days < 0) work.due.push({ row, what: "Review overdue" });
      else if (days <= DUE_WITHIN) work.due.push({ row, what: "Review due" });
    }
  }
  work.due.sort((a, b) => (a.row.review_due ?? "").localeCompare(b.row.review_due ?? ""));
  return work;
}
