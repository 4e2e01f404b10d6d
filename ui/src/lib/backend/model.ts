// The text of a notice and what is said about it, as the desk's JSON spells them. Written by hand beside the
// generated `types.ts`, because these types come from crates that know nothing of TypeScript.

export type Role =
  | "introduction"
  | "services"
  | "data-categories"
  | "special-category"
  | "people"
  | "purposes"
  | "lawful-basis"
  | "recipients"
  | "source"
  | "retention"
  | "transfers"
  | "automated-decisions"
  | "security"
  | "rights"
  | "complaints"
  | "contact"
  | "statutory-requirement"
  | "other";

export type FieldKind = "prose" | "items" | "contacts" | "purposes" | "retention";
export type Severity = "block" | "explain" | "warn" | "hint";
export type State =
  | "drafting"
  | "in-review"
  | "approved"
  | "live"
  | "superseded"
  | "withdrawn"
  | "discarded"
  | "recorded";

/** The whole text of a notice in one language. */
export interface Content {
  title: string;
  language: string;
  sections: Section[];
}

/** A heading with the fields under it. */
export interface Section {
  id: string;
  heading: string;
  /** 2 (below the title) to 6. */
  level: number;
  fields: Field[];
}

/** A part of a section with one meaning in law. */
export interface Field {
  id: string;
  role: Role;
  kind: FieldKind;
  blocks: Block[];
}

export type Block = Paragraph | List | Table | Callout | Image;

export interface Paragraph {
  type: "paragraph";
  id?: string;
  runs: Run[];
}

export interface List {
  type: "list";
  id?: string;
  ordered: boolean;
  items: Item[];
}

export interface Table {
  type: "table";
  id?: string;
  /** Cells of blocks; empty when the table has no header row. */
  header: Block[][];
  rows: Block[][][];
}

export interface Callout {
  type: "callout";
  id?: string;
  blocks: Block[];
}

export interface Image {
  type: "image";
  id?: string;
  alt: string;
  asset: string;
}

export interface Item {
  id?: string;
  blocks: Block[];
}

/** A stretch of text of one make. */
export interface Run {
  text: string;
  link?: Link;
  emphasis?: Emphasis;
  /** The variable whose text this is. */
  var?: string;
}

export type Emphasis = "strong" | "em";

export interface Link {
  /** `null` when the target is lost. */
  href: string | null;
}

export interface Organisation {
  name: string;
  address: string;
  email: string;
  phone: string;
  ico_registration: string;
  dpo_post: string;
  dpo_email: string;
  dpo_phone: string;
  complaints_email: string;
  rights_page: string;
  retention_schedule: string;
  directorate_label: string;
  language: string;
  review_months: number;
  names_approver: boolean;
  /** Absent while an approval given elsewhere suffices. */
  reviewer_must_approve?: boolean | undefined;
  /** SHA-256 of the sign that public files carry. */
  logo?: string | undefined;
  /** The colour of headings in public files, as #12324a. */
  colour?: string | undefined;
  /** What an approver confirms beside the text. */
  statements?: string[] | undefined;
}

/** A small safe edit of one line; only the desk does it. */
export type Mend =
  | { do: "replace-words"; leaf: number; at: number; words: string; with: string }
  | { do: "remove-item"; leaf: number; words: string }
  | { do: "remove-line"; leaf: number; words: string }
  | { do: "add-after"; leaf: number; words: string; with: string[] }
  | { do: "join-lists"; leaf: number; words: string };

export interface Readability {
  words: number;
  sentences: number;
  average_sentence_words: number;
  long_sentences: number;
  flesch_kincaid_grade: number;
  automated_readability_index: number;
  reading_age: number;
}

/** The changes in words. */
export interface Summary {
  sentence: string;
  points: string[];
  /** Changes that people must be told of before they are made. */
  matters: string[];
}

export type ChangeKind =
  | "same"
  | "changed"
  | "inserted"
  | "deleted"
  | "moved"
  | "moved-changed"
  | "split"
  | "merged";

export interface MarkedRun {
  op: "keep" | "insert" | "delete";
  text: string;
  /** Whether only spaces, quotation marks or dashes changed. */
  small?: boolean;
}

/** What happened to one block. */
export interface Change {
  old: number | null;
  new: number | null;
  change: ChangeKind;
  runs: MarkedRun[];
  /** title, heading, paragraph, item, row or image. */
  kind: string;
  level?: number;
  depth?: number;
  /** The heading it stands under. */
  section?: string;
  from?: string;
  role?: Role;
  from_role?: Role;
  note?: string;
}

export interface RedlineStats {
  same: number;
  changed: number;
  inserted: number;
  deleted: number;
  moved: number;
  moved_changed: number;
  split: number;
  merged: number;
  words_kept: number;
  words_inserted: number;
  words_deleted: number;
}

export interface Redline {
  blocks: Change[];
  stats: RedlineStats;
}
