// A few checks, to have something on the screens.
import type { Block, Content, Mend, Role, Severity } from "../model";
import type { CheckReport, DismissedView, FindingView, MatrixRow, PlaceView } from "../types";
import { plainText } from "./leaves";

/** The first words a mend is about, mended: enough for the screens. */
export function mended(content: Content, edit: Mend): Content {
  if (edit.do !== "replace-words") return content;
  const json = JSON.stringify(content);
  return JSON.parse(json.replace(edit.words, edit.with)) as Content;
}

const ASKED: readonly (readonly [string, string, string, Role])[] = [
  ["purposes", "What the information is used for", "UK GDPR Article 13(1)(c)", "purposes"],
  ["recipients", "Who receives it", "UK GDPR Article 13(1)(e)", "recipients"],
  ["retention", "How long it is kept", "UK GDPR Article 13(2)(a)", "retention"],
  ["rights", "People's rights and how to use them", "UK GDPR Article 13(2)(b)", "rights"],
  ["complaint-commission", "The right to complain to the Information Commission", "UK GDPR Article 13(2)(d)", "complaints"],
];

function matrix(content: Content): MatrixRow[] {
  return ASKED.map(([item, title, source, role]) => {
    const sections = content.sections
      .filter((s) => s.fields.some((f) => f.role === role))
      .map((s) => ({ heading: s.heading, quote: "", place: { leaf: null, section: s.id, field: null, block: null } }));
    const state = sections.length > 0 ? "answered" : "missing";
    return { item, title, source, state, label: state, sections, above: null, rules: [] };
  });
}

export function check(checked: string, content: Content, answered: readonly DismissedView[] = []): CheckReport {
  const findings: FindingView[] = [];
  const add = (rule: string, severity: Severity, section: string | null, quote: string, message: string, source: string, place: Partial<PlaceView>) =>
    findings.push({
      rule,
      severity,
      line: null,
      section,
      quote,
      message,
      source,
      place: { leaf: null, section: null, field: null, block: null, ...place },
      key: `${rule}/${quote}/${place.block ?? place.section ?? ""}`,
      since: null,
      reasoned: false,
      mend: rule === "double-full-stop" ? { label: "Mend it", edit: { do: "replace-words", leaf: 0, at: 0, words: "..", with: "." } } : null,
    });
  for (const section of content.sections) {
    if (section.heading.trim() === "" && section !== content.sections[0]) {
      add("heading-empty", "explain", null, "", "A heading has no words, so nobody can find what stands below it.", "WCAG 2.2, 2.4.6", { section: section.id });
    }
    for (const field of section.fields) {
      const visit = (block: Block): void => {
        const place = { section: section.id, field: field.id, block: block.id ?? null };
        if (block.type === "list") {
          const seen = new Set<string>();
          for (const item of block.items) {
            item.blocks.forEach(visit);
            const first = item.blocks[0];
            const text = first?.type === "paragraph" ? first.runs.map((r) => r.text).join("").toLowerCase() : "";
            if (seen.has(text)) {
              add("duplicate-item", "warn", section.heading, text, "This line stands in the list twice. Remove one.", "WCAG 2.2, 1.3.1", { ...place, block: first?.id ?? null });
            }
            seen.add(text);
          }
        } else if (block.type === "callout") block.blocks.forEach(visit);
        else if (block.type === "paragraph") {
          const text = block.runs.map((r) => r.text).join("");
          const placeholder = /\[[^\]]+\]|\bTBC\b|XXX/.exec(text);
          if (placeholder) {
            add("placeholder", "block", section.heading, placeholder[0], "Something is still to be filled in here.", "Plain words that readers can act on: UK GDPR, article 12(1)", place);
          }
          if (text.includes("..") && !text.includes("...")) {
            add("double-full-stop", "warn", section.heading, "..", "Two full stops. One is enough.", "GOV.UK style", place);
          }
          if (/Data Protection Act 1998/.test(text)) {
            add("repealed-law", "block", section.heading, "Data Protection Act 1998", "This Act was repealed in 2018. Name the Data Protection Act 2018.", "DPA 2018, Schedule 19", place);
          }
          for (const run of block.runs) {
            if (run.link && run.link.href === null) {
              add("empty-link", "explain", section.heading, run.text, "This link has lost its address. Set it again, or take the link away.", "WCAG 2.2, 2.4.4", place);
            }
          }
          if (text.split(/\s+/).length > 32) {
            add("long-sentence", "hint", section.heading, text.slice(0, 60), "A long sentence. About 25 words are read easily.", "GOV.UK style", place);
          }
        }
      };
      field.blocks.forEach(visit);
    }
  }
  const roles = new Set(content.sections.flatMap((s) => s.fields.map((f) => f.role)));
  if (!roles.has("complaints")) {
    add("missing-complaint-commission", "block", null, "", "The notice does not say that people can complain to the Information Commission. Add how.", "UK GDPR, article 13(2)(d)", {});
  }
  if (!roles.has("retention")) {
    add("missing-retention", "block", null, "", "The notice does not say how long the information is kept. Say it for each kind.", "UK GDPR, article 13(2)(a)", {});
  }
  const order: Severity[] = ["block", "explain", "warn", "hint"];
  findings.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  const count = (severity: Severity) =>
    findings.filter((f) => f.severity === severity && !answered.some((a) => a.finding.key === f.key)).length;
  const text = plainText(content);
  const words = text.split(/\s+/).filter(Boolean).length;
  const sentences = Math.max(1, text.split(/[.!?\n]+/).filter((s) => s.trim()).length);
  const open = findings.filter((f) => !answered.some((a) => a.finding.key === f.key));
  return {
    checked,
    as_of: "2026-11-22",
    findings: open,
    dismissed: answered.filter((a) => findings.some((f) => f.key === a.finding.key)),
    matrix: matrix(content),
    counts: { block: count("block"), explain: count("explain"), warn: count("warn"), hint: count("hint") },
    readability: {
      words,
      sentences,
      average_sentence_words: Math.round((words / sentences) * 10) / 10,
      long_sentences: count("hint"),
      flesch_kincaid_grade: 8.2,
      automated_readability_index: 8.2,
      reading_age: 13.2,
    },
  };
}

const escape = (text: string) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

function htmlOf(block: Block): string {
  switch (block.type) {
    case "paragraph":
      return `<p>${block.runs
        .map((r) => {
          const text = r.emphasis ? `<${r.emphasis}>${escape(r.text)}</${r.emphasis}>` : escape(r.text);
          return r.link?.href ? `<a href="${escape(r.link.href)}">${text}</a>` : text;
        })
        .join("")}</p>`;
    case "list": {
      const tag = block.ordered ? "ol" : "ul";
      return `<${tag}>${block.items.map((i) => `<li>${i.blocks.map(htmlOf).join("")}</li>`).join("")}</${tag}>`;
    }
    case "callout":
      return `<aside>${block.blocks.map(htmlOf).join("")}</aside>`;
    case "table":
      return `<table>${[block.header, ...block.rows].map((r) => `<tr>${r.map((c) => `<td>${c.map(htmlOf).join("")}</td>`).join("")}</tr>`).join("")}</table>`;
    case "image":
      return `<p>${escape(block.alt)}</p>`;
  }
}

/** A page of the text, with a style of its own as the real one has. */
export function page(content: Content, draft: boolean): string {
  const body = content.sections
    .map((s) => `<h2>${escape(s.heading)}</h2>${s.fields.flatMap((f) => f.blocks.map(htmlOf)).join("")}`)
    .join("");
  return `<!doctype html><html lang="${content.language}"><meta charset="utf-8"><title>${escape(content.title)}</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui;max-width:65ch;margin:1rem auto;padding:0 1rem}.draft{border:2px solid;padding:.25rem .5rem}aside{border-left:4px solid;padding-left:1rem}li>p{margin:0}</style>
<main>${draft ? '<p class="draft"><strong>DRAFT</strong>: not approved</p>' : ""}<h1>${escape(content.title)}</h1>${body}</main></html>`;
}
