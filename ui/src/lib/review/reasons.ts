// Reasons for open findings: which rules need one, and whether all have it.
import type { Severity } from "../backend/model";
import type { DecisionRow, DismissedView, FindingView, GivenReason } from "../backend/types";

/** A rule that needs a reason, with what it found. */
export interface NeededReason {
  rule: string;
  severity: Severity;
  findings: FindingView[];
  /** What was said of it before, by whom. */
  earlier: { officer: string; reason: string }[];
}

/** The severities that need the author's reason when asking for review. */
export const AUTHORS: readonly Severity[] = ["block"];
/** The severities that need the approver's own reason. */
export const APPROVERS: readonly Severity[] = ["block", "explain"];

/** The rules that need a reason, weightiest first, each once. What the author answered with "not here" counts too. */
export function needed(
  findings: readonly FindingView[],
  severities: readonly Severity[],
  decisions: readonly DecisionRow[] = [],
  dismissed: readonly DismissedView[] = [],
): NeededReason[] {
  const rules = new Map<string, NeededReason>();
  for (const severity of severities) {
    for (const finding of [...findings, ...dismissed.map((d) => d.finding)].filter((f) => f.severity === severity)) {
      const rule = rules.get(finding.rule);
      if (rule) rule.findings.push(finding);
      else rules.set(finding.rule, { rule: finding.rule, severity, findings: [finding], earlier: [] });
    }
  }
  for (const reason of rules.values()) {
    const said = decisions.findLast((d) => d.reasons.some((r) => r.rule === reason.rule));
    for (const r of said?.reasons.filter((r) => r.rule === reason.rule) ?? []) {
      reason.earlier.push({ officer: said?.officer ?? "", reason: r.reason });
    }
    for (const answered of dismissed.filter((d) => d.finding.rule === reason.rule)) {
      if (reason.earlier.some((said) => said.reason === answered.reason)) continue;
      reason.earlier.push({ officer: answered.officer, reason: answered.reason });
    }
  }
  return [...rules.values()];
}

/** The reasons that were typed. */
export function given(typed: Readonly<Record<string, string>>): GivenReason[] {
  return Object.entries(typed)
    .map(([rule, reason]) => ({ rule, reason: reason.trim() }))
    .filter((r) => r.reason !== "");
}

/** The rules that still have no reason. */
export function missing(rules: readonly NeededReason[], typed: Readonly<Record<string, string>>): string[] {
  return rules.map((r) => r.rule).filter((rule) => (typed[rule] ?? "").trim() === "");
}
