import { describe, expect, it } from "vitest";
import type { Block, Field } from "../src/lib/backend/model";
import { cardBlocks, COLUMNS, lacking, newCard, newPeriod, periodBlocks, periodsOfList, toCards, toPeriods } from "../src/lib/draft/cards";
import { shifted } from "../src/lib/draft/edit";

const paragraph = (text: string, id?: string): Block => ({ type: "paragraph", ...(id === undefined ? {} : { id }), runs: text === "" ? [] : [{ text }] });
const field = (blocks: Block[], kind: Field["kind"]): Field => ({ id: "f1", role: "purposes", kind, blocks });
const list = (...items: Block[][]): Block => ({ type: "list", id: "b9", ordered: false, items: items.map((blocks, i) => ({ id: `i${String(i)}`, blocks })) });

describe("purposes as cards", () => {
  const blocks: Block[] = [
    paragraph("We use it to:", "b1"),
    list(
      [
        paragraph("pay housing benefit", "b2"),
        list(
          [paragraph("Lawful basis: public task (UK GDPR Article 6(1)(e))", "b3")],
          [{ type: "paragraph", id: "b4", runs: [{ text: "Law or power: " }, { text: "the 1992 Act", link: { href: "https://law.example" } }] }],
          [paragraph("We also ask the landlord", "b5")],
        ),
      ],
      [paragraph("prevent fraud", "b6")],
    ),
  ];

  it("read the words that stand there and give the same words back, to the letter", () => {
    const cards = toCards(field(blocks, "purposes"));
    expect(cards?.cards).toHaveLength(2);
    expect(cards?.cards[0]?.facts.basis?.runs).toEqual([{ text: "public task (UK GDPR Article 6(1)(e))" }]);
    expect(cards?.cards[0]?.more).toHaveLength(1);
    expect(cards && cardBlocks(cards)).toEqual(blocks);
  });

  it("leave lines in the order and the spelling in which they stand, and put new facts in their place", () => {
    const odd: Block[] = [list([paragraph("pay", "b1"), list([paragraph("We ask the landlord", "b2")], [paragraph("law or power: the 1992 Act", "b3")], [paragraph("Lawful basis: consent", "b4")])])];
    const cards = toCards(field(odd, "purposes"));
    if (!cards) throw new Error("no cards");
    expect(cardBlocks(cards)).toEqual(odd);
    const [card] = cards.cards;
    if (!card) throw new Error("no card");
    card.facts.people = { runs: [{ text: "tenants" }] };
    const texts = JSON.stringify(cardBlocks(cards)).match(/"text":"[^"]+"/g);
    expect(texts?.map((t) => t.slice(8, -1))).toEqual(["pay", "We ask the landlord", "law or power: the 1992 Act", "Lawful basis: consent", "Who it is about: tenants"]);
  });

  it("take a plain list, so that a list can become cards", () => {
    const plain = [list([paragraph("one")], [paragraph("two")])];
    const cards = toCards(field(plain, "purposes"));
    expect(cards && cardBlocks(cards)).toEqual(plain);
  });

  it("refuse what they would lose", () => {
    expect(toCards(field([paragraph("a"), paragraph("b")], "purposes"))).toBeNull();
    expect(toCards(field([list([paragraph("a"), paragraph("b")])], "purposes"))).toBeNull();
    expect(toCards(field([list([paragraph("a"), list([paragraph("b"), list([paragraph("c")])])])], "purposes"))).toBeNull();
  });

  it("leave out what is still empty, and say what a purpose lacks", () => {
    const empty = toCards(field([], "purposes"));
    expect(empty && cardBlocks({ ...empty, cards: [newCard()] })).toEqual([]);
    const card = newCard();
    expect(lacking(card)).toEqual(["basis"]);
    card.facts.basis = { runs: [{ text: "public task (UK GDPR Article 6(1)(e))" }] };
    expect(lacking(card)).toEqual(["law"]);
    card.facts.basis = { runs: [{ text: "consent (UK GDPR Article 6(1)(a))" }] };
    expect(lacking(card)).toEqual([]);
  });
});

describe("periods as rows", () => {
  const cells = (...words: string[]): Block[][] => words.map((w) => [paragraph(w)]);
  const table: Block = { type: "table", id: "b2", header: cells(...COLUMNS), rows: [cells("Claims", "6 years", "the end of the claim", "Limitation Act 1980")] };

  it("read the table that stands there and give it back", () => {
    const periods = toPeriods(field([paragraph("We keep it:"), table], "retention"));
    expect(periods?.rows).toHaveLength(1);
    expect(periods && periodBlocks(periods)).toEqual([paragraph("We keep it:"), table]);
  });

  it("make a table of the first row", () => {
    const periods = toPeriods(field([], "retention"));
    if (!periods) throw new Error("no rows");
    const row = newPeriod(4);
    expect(periodBlocks({ ...periods, rows: [row] })).toEqual([]);
    const filled = { ...row, cells: row.cells.map((c, i) => (i === 0 ? { ...c, runs: [{ text: "Letters" }] } : c)) };
    const [made] = periodBlocks({ ...periods, rows: [filled] });
    expect(made?.type === "table" && made.header).toEqual(cells(...COLUMNS));
  });

  it("refuse a table of one column, or with more than a line in a cell", () => {
    expect(toPeriods(field([{ type: "table", header: cells("A"), rows: [] }], "retention"))).toBeNull();
    const rich: Block = { type: "table", header: cells(...COLUMNS), rows: [[[paragraph("a"), paragraph("b")], [], [], []]] };
    expect(toPeriods(field([rich], "retention"))).toBeNull();
  });
});

it("what is at an end stays there", () => {
  expect(shifted([1, 2, 3], 0, -1)).toEqual([1, 2, 3]);
  expect(shifted([1, 2, 3], 0, 1)).toEqual([2, 1, 3]);
});

describe("a table that came with the words", () => {
  const cell = (text: string): Block[] => [paragraph(text)];
  const table = (header: string[], ...rows: string[][]): Block => ({
    type: "table",
    id: "b1",
    header: header.map(cell),
    rows: rows.map((row) => row.map(cell)),
  });

  it("keeps its own columns, two to five of them", () => {
    const two = [table(["What", "How long"], ["letters", "2 years"])];
    const periods = toPeriods(field(two, "retention"));
    expect(periods?.header).toEqual(["What", "How long"]);
    expect(periods && periodBlocks(periods)).toEqual(two);
    expect(newPeriod(2).cells).toHaveLength(2);
    expect(toPeriods(field([table(["a"], ["b"])], "retention"))).toBeNull();
    expect(toPeriods(field([table(["a", "b", "c", "d", "e", "f"])], "retention"))).toBeNull();
  });
});

describe("a list of records with their periods", () => {
  let n = 0;
  const fresh = (): string => `n${String(++n)}`;
  const words = (blocks: Block[] | null): string[] =>
    (JSON.stringify(blocks).match(/"text":"[^"]+"/g) ?? []).map((t) => t.slice(8, -1));

  it("becomes rows, every word of it", () => {
    const lines = list([paragraph("Applications: 6 years after the tenancy ends")], [paragraph("letters, for 2 years")], [paragraph("Bonds – until they are paid")]);
    const blocks = periodsOfList(field([paragraph("We keep:"), lines], "items"), fresh);
    expect(words(blocks)).toEqual(["We keep:", "Records", "How long we keep them", "Applications", "6 years after the tenancy ends", "letters", "for 2 years", "Bonds", "until they are paid"]);
    expect(toPeriods(field(blocks ?? [], "retention"))?.rows).toHaveLength(3);
  });

  it("stays a list where a line can't be parted, or in two ways, or holds more than words", () => {
    expect(periodsOfList(field([list([paragraph("Pupils aged 5 - 16 years: 25 years")])], "items"), fresh)).toBeNull();
    expect(words(periodsOfList(field([list([paragraph("CCTV: footage from car parks, for 31 days")])], "items"), fresh))).toEqual(["Records", "How long we keep them", "CCTV: footage from car parks", "for 31 days"]);
    expect(periodsOfList(field([list([paragraph("Applications: 6 years")], [paragraph("all the rest")])], "items"), fresh)).toBeNull();
    expect(periodsOfList(field([list([{ type: "paragraph", runs: [{ text: "Letters: " }, { text: "2 years", link: { href: "https://x.example" } }] }])], "items"), fresh)).toBeNull();
    expect(periodsOfList(field([paragraph("one"), paragraph("two")], "items"), fresh)).toBeNull();
  });
});
