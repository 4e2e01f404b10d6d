// What officers read for the names of the desk.
import type { FieldKind, Role, Severity, State } from "../backend/model";

export const ROLES: readonly (readonly [Role, string])[] = [
  ["introduction", "Introduction"],
  ["services", "Services"],
  ["data-categories", "Information we collect"],
  ["special-category", "Special category and criminal offence data"],
  ["people", "People it is about"],
  ["purposes", "What we use it for"],
  ["lawful-basis", "Lawful basis"],
  ["recipients", "Who we share it with"],
  ["source", "Where it comes from"],
  ["retention", "How long we keep it"],
  ["transfers", "Transfers abroad"],
  ["automated-decisions", "Automated decisions"],
  ["security", "How we keep it safe"],
  ["rights", "Your rights"],
  ["complaints", "Complaints"],
  ["contact", "Contact details"],
  ["statutory-requirement", "Whether you must give it"],
  ["other", "Other"],
];

export const ROLE: Readonly<Record<Role, string>> = Object.fromEntries(ROLES) as Record<Role, string>;

export const KIND: Readonly<Record<FieldKind, string>> = {
  prose: "Text",
  items: "List, one line each",
  contacts: "Contact details, one line each",
  purposes: "Purposes, a card each",
  retention: "Periods, a row each",
};

export const STATE: Readonly<Record<State, string>> = {
  drafting: "Drafting",
  "in-review": "In review",
  approved: "Approved",
  live: "Live",
  superseded: "Superseded",
  withdrawn: "Taken down",
  discarded: "Discarded",
  recorded: "Recorded",
};

export const SEVERITY: Readonly<Record<Severity, string>> = {
  block: "Fix or justify",
  explain: "Approver must explain",
  warn: "Should fix",
  hint: "Suggestion",
};

export const SEVERITIES: readonly Severity[] = ["block", "explain", "warn", "hint"];

export const PERMISSIONS: readonly (readonly [string, string, string])[] = [
  ["author", "Author", "drafts, edits and asks for review"],
  ["reviewer", "Reviewer", "approves or asks for changes"],
  ["publisher", "Publisher", "publishes and takes down"],
  ["administrator", "Administrator", "keeps the council's details and its officers"],
];

const DECISIONS: Readonly<Record<string, string>> = {
  submit: "Asked for review",
  recall: "Took it back",
  "request-changes": "Asked for changes",
  approve: "Approved",
  publish: "Published",
  schedule: "Set the day it goes live",
  activate: "Went live",
  supersede: "Was superseded",
  withdraw: "Took it down",
  discard: "Discarded the draft",
  edit: "Opened it for editing",
};

const EVENTS: Readonly<Record<string, string>> = {
  ...DECISIONS,
  "register-made": "Made the council file",
  "officer-added": "Added an officer",
  "officer-changed": "Changed an officer",
  "directorate-added": "Added a directorate",
  "directorate-changed": "Changed a directorate",
  "organisation-changed": "Changed the council's details",
  "notice-made": "Started a notice",
  "notice-added": "Started a notice",
  "notice-changed": "Changed its details",
  "version-begun": "Started a version",
  "revision-saved": "Saved a copy",
  commented: "Commented",
  "comment-answered": "Answered a comment",
  "sent-to-web-team": "Sent it to the web team",
  "seen-online": "Saw it online",
  "finding-dismissed": "Answered a thing to fix",
  "finding-reinstated": "Brought a thing to fix back",
  "wording-set": "Set a standard wording",
  "processing-record-imported": "Took in the record of processing",
  imported: "Imported a file",
};

function spelt(name: string): string {
  const words = name.replace(/-/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a decision is called in a history. */
export function decisionWords(action: string): string {
  return DECISIONS[action] ?? spelt(action);
}

/** What an event is called in the audit trail. */
export function eventWords(kind: string): string {
  return EVENTS[kind] ?? spelt(kind);
}

export const KINDS: Readonly<Record<string, string>> = {
  corporate: "Corporate",
  directorate: "Directorate",
  service: "Service",
  "short-statement": "Short statement",
};

/** "1 notice", "2 notices". */
export function counted(n: number, one: string, several = `${one}s`): string {
  return `${n.toLocaleString("en-GB")} ${n === 1 ? one : several}`;
}

/** "author, reviewer and publisher". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
