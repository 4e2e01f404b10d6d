// Purposes as cards and periods as rows: forms over blocks that a reader sees as they are. Nothing is stored beside the
// words, so what a form says is what is published. Pure; the forms only draw it.
import type { Block, Field, Item, Paragraph, Run, Table } from "../backend/model";
import { isPlain, textOf } from "./items";

/** What a card says of a purpose, and the words before it in the text. */
export type FactName = "basis" | "law" | "condition" | "people" | "given" | "automated";

export const FACTS: readonly (readonly [FactName, string])[] = [
  ["basis", "Lawful basis"],
  ["law", "Law or power"],
  ["condition", "Condition for special category data"],
  ["people", "Who it is about"],
  ["given", "Must you give it"],
  ["automated", "Decided by computer"],
];

export const BASES: readonly string[] = [
  "public task (UK GDPR Article 6(1)(e))",
  "legal obligation (UK GDPR Article 6(1)(c))",
  "consent (UK GDPR Article 6(1)(a))",
  "contract (UK GDPR Article 6(1)(b))",
  "vital interests (UK GDPR Article 6(1)(d))",
  "recognised legitimate interests (UK GDPR Article 6(1)(ea))",
];

export const CONDITIONS: readonly string[] = [
  "substantial public interest (UK GDPR Article 9(2)(g)): statutory and government purposes (Data Protection Act 2018, Schedule 1, paragraph 6)",
  "substantial public interest (UK GDPR Article 9(2)(g)): equality of opportunity (Data Protection Act 2018, Schedule 1, paragraph 8)",
  "substantial public interest (UK GDPR Article 9(2)(g)): safeguarding of children and of individuals at risk (Data Protection Act 2018, Schedule 1, paragraph 18)",
  "health or social care (UK GDPR Article 9(2)(h) and Data Protection Act 2018, Schedule 1, paragraph 2)",
  "employment, social security and social protection (UK GDPR Article 9(2)(b) and Data Protection Act 2018, Schedule 1, paragraph 1)",
  "public health (UK GDPR Article 9(2)(i) and Data Protection Act 2018, Schedule 1, paragraph 3)",
  "legal claims (UK GDPR Article 9(2)(f))",
  "explicit consent (UK GDPR Article 9(2)(a))",
  "vital interests (UK GDPR Article 9(2)(c))",
  "archiving, research and statistics (UK GDPR Article 9(2)(j) and Data Protection Act 2018, Schedule 1, paragraph 4)",
];

export const GIVEN: readonly string[] = [
  "yes, the law asks for it",
  "yes, we need it for the contract",
  "no, you can choose",
];

export const AUTOMATED: readonly string[] = ["no, a person decides"];

/** A line of a card: what it says, with the ids that stay. */
export interface CardLine {
  /** Where it stood below its purpose; lines stay in that order. New ones have none. */
  at?: number | undefined;
  /** The words before what it says, as they were written. */
  before?: string | undefined;
  runs: Run[];
  item?: string | undefined;
  paragraph?: string | undefined;
}

/** A purpose. */
export interface Card {
  /** Stable while the form is open; never saved. */
  key: number;
  what: CardLine;
  facts: Partial<Record<FactName, CardLine>>;
  /** What else stands below the purpose. */
  more: CardLine[];
  /** The id of the list below the purpose. */
  list?: string | undefined;
}

/** A field as lead-in and cards. */
export interface Cards {
  lead: Paragraph | null;
  cards: Card[];
  list?: string | undefined;
}

let keys = 0;
const nextKey = (): number => ++keys;

const prefix = (name: FactName): string => `${FACTS.find(([n]) => n === name)?.[1] ?? ""}: `;

function lineOf(item: Item): CardLine | null {
  const [only, ...more] = item.blocks;
  if (only?.type !== "paragraph" || more.length > 0) return null;
  return { runs: only.runs, item: item.id, paragraph: only.id };
}

/** What a line says of the purpose, the words before it taken off. */
function factOf(line: CardLine): { name: FactName; line: CardLine } | null {
  const [first, ...rest] = line.runs;
  if (!first || first.var !== undefined || first.link || first.emphasis) return null;
  for (const [name] of FACTS) {
    const before = prefix(name);
    if (first.text.toLowerCase().startsWith(before.toLowerCase())) {
      const text = first.text.slice(before.length);
      const written = first.text.slice(0, before.length);
      return { name, line: { ...line, before: written, runs: text === "" ? rest : [{ text }, ...rest] } };
    }
  }
  return null;
}

/** The field as cards; null when it holds more than a lead-in and one list of purposes with lines below them. */
export function toCards(field: Field): Cards | null {
  const blocks = [...field.blocks];
  const lead = blocks[0]?.type === "paragraph" ? blocks.shift() : undefined;
  const [only, ...more] = blocks;
  if (more.length > 0 || (only && (only.type !== "list" || only.ordered))) return null;
  const cards: Card[] = [];
  for (const item of only?.type === "list" ? only.items : []) {
    const [what, below, ...rest] = item.blocks;
    if (what?.type !== "paragraph" || rest.length > 0) return null;
    if (below && (below.type !== "list" || below.ordered)) return null;
    const card: Card = {
      key: nextKey(),
      what: { runs: what.runs, item: item.id, paragraph: what.id },
      facts: {},
      more: [],
      list: below?.id,
    };
    for (const [place, each] of (below?.type === "list" ? below.items : []).entries()) {
      const read = lineOf(each);
      if (!read) return null;
      const line = { ...read, at: place };
      const fact = factOf(line);
      if (fact && !card.facts[fact.name]) card.facts[fact.name] = fact.line;
      else card.more.push(line);
    }
    cards.push(card);
  }
  return { lead: lead?.type === "paragraph" ? lead : null, cards, list: only?.id };
}

const withId = (id: string | undefined): { id?: string } => (id === undefined ? {} : { id });

function itemOf(line: CardLine, below: Block[] = []): Item {
  return { ...withId(line.item), blocks: [{ type: "paragraph", ...withId(line.paragraph), runs: line.runs }, ...below] };
}

const says = (line: CardLine): boolean => textOf(line.runs).trim() !== "" || line.runs.some((r) => r.var !== undefined);

/** The blocks of some cards. What is still empty is left out. */
export function cardBlocks({ lead, cards, list }: Cards): Block[] {
  const items = cards.filter((c) => says(c.what) || Object.values(c.facts).some(says) || c.more.some(says));
  const blocks: Block[] = [];
  if (lead && lead.runs.length > 0) blocks.push(lead);
  if (items.length > 0) {
    blocks.push({
      type: "list",
      ...withId(list),
      ordered: false,
      items: items.map((card) => {
        const facts = FACTS.flatMap(([name], order) => {
          const line = card.facts[name];
          if (!line || !says(line)) return [];
          const before = line.before ?? prefix(name);
          const [first, ...rest] = line.runs;
          const plain = first && isPlain([first]);
          const runs = plain ? [{ text: before + first.text }, ...rest] : [{ text: before }, ...line.runs];
          return [{ line: { ...line, runs }, order }];
        });
        const more = card.more.filter(says).map((line) => ({ line, order: FACTS.length }));
        // What stood there stays in its order; a new fact comes after the one before it, a new line at the end.
        const stood = [...facts, ...more].filter((l) => l.line.at !== undefined).sort((x, y) => (x.line.at ?? 0) - (y.line.at ?? 0));
        const placed = [...stood];
        for (const fresh of [...facts, ...more].filter((l) => l.line.at === undefined)) {
          const before = placed.findLastIndex((l) => l.order <= fresh.order);
          const place = fresh.order === FACTS.length ? placed.length : before < 0 ? 0 : before + 1;
          placed.splice(place, 0, fresh);
        }
        const all = placed.map(({ line }) => itemOf(line));
        return itemOf(
          card.what,
          all.length === 0 ? [] : [{ type: "list", ...withId(card.list), ordered: false, items: all }],
        );
      }),
    });
  }
  return blocks;
}

/** A card for a new purpose. */
export function newCard(): Card {
  return { key: nextKey(), what: { runs: [] }, facts: {}, more: [] };
}

/** Whether the law asks for something that the card does not say. */
export function lacking(card: Card): FactName[] {
  return (["basis", "law"] as const).filter((name) => {
    if (name === "law" && !/public task|legal obligation|substantial/i.test(textOf(card.facts.basis?.runs ?? []))) return false;
    return !says(card.facts[name] ?? { runs: [] });
  });
}

// ---------------------------------------------------------------- periods

/** The columns of a new table. One that came with the words keeps its own. */
export const COLUMNS: readonly string[] = ["Records", "How long we keep them", "Counted from", "Why"];

/** A row of the table: its cells in the order of the columns. */
export interface Period {
  key: number;
  cells: { runs: Run[]; id?: string | undefined }[];
}

/** A field as lead-in and rows. */
export interface Periods {
  lead: Paragraph | null;
  header: string[];
  rows: Period[];
  /** The table as it came, so that its ids stay. */
  table: Table | null;
}

function cellOf(cell: Block[]): { runs: Run[]; id?: string | undefined } | null {
  const [only, ...more] = cell;
  if (!only) return { runs: [] };
  return only.type === "paragraph" && more.length === 0 ? { runs: only.runs, id: only.id } : null;
}

/** As many columns as a row has room for in the form. */
const MOST_COLUMNS = 5;

/** The field as rows; null when it holds more than a lead-in and one table of two to five plain columns. */
export function toPeriods(field: Field): Periods | null {
  const blocks = [...field.blocks];
  const lead = blocks[0]?.type === "paragraph" ? blocks.shift() : undefined;
  const [only, ...more] = blocks;
  if (more.length > 0 || (only && only.type !== "table")) return null;
  const header: string[] = [];
  const rows: Period[] = [];
  if (only) {
    if (only.header.length < 2 || only.header.length > MOST_COLUMNS) return null;
    for (const cell of only.header) {
      const one = cellOf(cell);
      if (!one || !isPlain(one.runs)) return null;
      header.push(textOf(one.runs));
    }
    for (const row of only.rows) {
      const cells = row.map(cellOf);
      if (row.length !== only.header.length || cells.includes(null)) return null;
      rows.push({ key: nextKey(), cells: cells.map((c) => c ?? { runs: [] }) });
    }
  }
  return {
    lead: lead?.type === "paragraph" ? lead : null,
    header: only ? header : [...COLUMNS],
    rows,
    table: only ?? null,
  };
}

/** The blocks of some rows. Rows without a word are left out. */
export function periodBlocks({ lead, header, rows, table }: Periods): Block[] {
  const blocks: Block[] = [];
  if (lead && lead.runs.length > 0) blocks.push(lead);
  const full = rows.filter((row) => row.cells.some((cell) => says(cell)));
  if (full.length > 0) {
    const cell = (runs: Run[], id?: string): Block[] => [{ type: "paragraph", ...withId(id), runs }];
    blocks.push({
      type: "table",
      ...withId(table?.id),
      header: header.map((words, i) => table?.header[i] ?? cell([{ text: words }])),
      rows: full.map((row) => row.cells.map((c) => cell(c.runs, c.id))),
    });
  }
  return blocks;
}

/** An empty row of a table of so many columns. */
export function newPeriod(columns: number): Period {
  return { key: nextKey(), cells: Array.from({ length: columns }, () => ({ runs: [] })) };
}

/** What may part a record from its period: "Applications: 6 years", "Bonds \u2013 until paid", "letters, for 2 years". */
const BETWEEN = /\s*:\s+|\s+[-\u2013\u2014]\s+|,\s+/g;
/** How a period begins. */
const PERIOD = /^(?:for |until |up to |\[|\d+ |one |two |three |four |five |six |seven |eight |nine |ten |twelve |permanent|indefinite|as long )/i;

/** A record and its period; null unless there is one way to part them. */
function parted(line: string): [string, string] | null {
  const ways = [...line.matchAll(BETWEEN)]
    .map((m): [string, string] => [line.slice(0, m.index), line.slice(m.index + m[0].length)])
    .filter(([record, period]) => record.length > 1 && PERIOD.test(period));
  const [only, ...others] = ways;
  return only && others.length === 0 ? only : null;
}

/**
 * A list of records with their periods as the table that the rows edit: no word is lost or added but the names of the
 * columns. Null when a line can't be parted, so that nothing is guessed.
 */
export function periodsOfList(field: Field, freshId: () => string): Block[] | null {
  const blocks = [...field.blocks];
  const lead = blocks[0]?.type === "paragraph" ? blocks.shift() : undefined;
  const [only, ...more] = blocks;
  if (more.length > 0 || only?.type !== "list" || only.ordered || only.items.length === 0) return null;
  const cell = (text: string, id = freshId()): Block[] => [{ type: "paragraph", id, runs: [{ text }] }];
  const rows: Block[][][] = [];
  for (const item of only.items) {
    const line = lineOf(item);
    if (!line || !isPlain(line.runs)) return null;
    const parts = parted(textOf(line.runs).trim());
    if (!parts) return null;
    rows.push([cell(parts[0], line.paragraph), cell(parts[1])]);
  }
  const table: Table = { type: "table", id: freshId(), header: COLUMNS.slice(0, 2).map((words) => cell(words)), rows };
  return lead ? [lead, table] : [table];
}
