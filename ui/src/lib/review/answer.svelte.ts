// A reviewer's answer to a review pack while it is written: kept on this computer, signed when it is done.
import { asRefusal, type Refusal } from "../backend/backend";
import type { Travel } from "../backend/travel";
import type { CommentRow, DecisionRow, NewAnswer, NewComment, OwnKey, PackPage, Verdict } from "../backend/types";
import { APPROVERS, given, missing, needed, type NeededReason } from "./reasons";

/** What everybody confirms who approves; kept in the sign-off record with the council's own. */
export const READ = "I have read this version and the changes in it. What it says is right, and it may be published.";

/** How long after the last change an answer is kept (milliseconds). */
export const KEEP_AFTER = 500;

/** The author's submission as a decision, so that reasons show who gave them. */
export function submission(page: PackPage): DecisionRow {
  return {
    action: "submit",
    officer: page.submitted_by,
    at: page.submitted_at,
    words: page.note,
    reasons: page.reasons,
    code: page.code,
    effective: null,
    signature: null,
    recorded: null,
  };
}

export class AnswerController {
  readonly page: PackPage;
  private readonly travel: Travel;
  private readonly place: number;
  reviewer = $state("");
  /** Nothing is decided until the reviewer says what. */
  verdict = $state<Verdict | null>(null);
  words = $state("");
  reasons = $state<Record<string, string>>({});
  confirmed = $state<Record<string, boolean>>({});
  comments = $state.raw<NewComment[]>([]);
  key = $state.raw<OwnKey | null>(null);
  passphrase = $state("");
  busy = $state(false);
  refusal = $state.raw<Refusal | null>(null);
  /** Where the answer was written. */
  written = $state<string | null>(null);
  /** What was written there: a later change is not in it. */
  private signed = $state("");
  again = $state("");
  readonly rules: NeededReason[];
  readonly statements: readonly string[];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(travel: Travel, place: number, page: PackPage, begun: NewAnswer | null) {
    this.travel = travel;
    this.place = place;
    this.page = page;
    this.rules = needed(page.report.findings, APPROVERS, [submission(page)], page.report.dismissed);
    this.statements = [READ, ...page.statements];
    const able = page.reviewers.filter((r) => r.why_not === null);
    this.reviewer = begun?.reviewer ?? (able.length === 1 ? (able[0]?.id ?? "") : "");
    if (begun) {
      this.verdict = begun.verdict;
      this.words = begun.words;
      this.comments = begun.comments;
      this.reasons = Object.fromEntries(begun.reasons.map((r) => [r.rule, r.reason]));
      this.confirmed = Object.fromEntries(begun.confirmed.map((c) => [c, true]));
    }
  }

  /** What is written so far. */
  get answer(): NewAnswer {
    return {
      reviewer: this.reviewer,
      verdict: this.verdict,
      words: this.words,
      reasons: given(this.reasons),
      confirmed: this.statements.filter((s) => this.confirmed[s] === true),
      comments: this.comments,
    };
  }

  /** The reviewer's own comments as they are shown among the others. */
  get said(): CommentRow[] {
    const name = this.page.reviewers.find((r) => r.id === this.reviewer)?.name ?? "You";
    return this.comments.map((c, i) => ({
      id: `own-${String(i)}`,
      officer: name,
      at: this.page.made_at,
      section: c.section,
      quote: c.quote,
      written_by: null,
      words: c.words || (c.instead === "" ? "Proposed to take this out" : "Proposed other words"),
      instead: c.instead,
      answer: null,
    }));
  }

  /** Whether something was changed after the answer was signed. */
  get stale(): boolean {
    return this.written !== null && this.signed !== JSON.stringify(this.answer);
  }

  /** Why it can't be signed yet; null when it can. */
  get why(): string | null {
    const who = this.page.reviewers.find((r) => r.id === this.reviewer);
    if (!who) return "Choose your name.";
    if (this.verdict === null) return "Say what you decide.";
    if (this.verdict === "approve") {
      if (who.why_not) return `${who.why_not}.`;
      const open = missing(this.rules, this.reasons).length;
      if (open > 0) return `${String(open)} still without your reason.`;
      if (this.statements.some((s) => this.confirmed[s] !== true)) return "Tick each statement first.";
    } else if (this.verdict === "request-changes" && this.words.trim() === "") return "Say what must change, and why.";
    else if (this.verdict === "comment" && this.words.trim() === "" && this.comments.length === 0) return "Comment on something first.";
    if (this.key?.kept === "file" && !this.key.ready) {
      if (this.key.key !== null && this.passphrase === "") return "Give the passphrase of your signing key.";
      if (this.key.key === null && (this.passphrase.length < 12 || this.again !== this.passphrase)) {
        return "Choose a passphrase of at least 12 characters, and type it again.";
      }
    }
    return this.busy ? "One moment." : null;
  }

  /** Keeps what is written, soon. */
  keepSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.keep(), KEEP_AFTER);
  }

  /** Keeps what is written, now. */
  async keep(): Promise<void> {
    clearTimeout(this.timer);
    try {
      await this.travel.keepAnswer(this.place, this.answer);
    } catch (thrown) {
      this.refusal = asRefusal(thrown);
    }
  }

  async readKey(): Promise<void> {
    if (this.reviewer === "") return;
    try {
      this.key = await this.travel.packKey(this.place, this.reviewer, false);
    } catch (thrown) {
      this.refusal = asRefusal(thrown);
    }
  }

  say(comment: NewComment): void {
    this.comments = [...this.comments, comment];
  }

  unsay(at: number): void {
    this.comments = this.comments.filter((_, i) => i !== at);
  }

  /** Signs the answer and writes it where the reviewer says. */
  async sign(): Promise<void> {
    if (this.why !== null) return;
    this.busy = true;
    this.refusal = null;
    try {
      if (this.passphrase !== "") await this.travel.unlockKeys(this.passphrase, this.reviewer);
      const { answer } = this;
      const written = await this.travel.answerPack(this.place, {
        ...answer,
        // What was typed for another verdict is kept, and not said with this one.
        reasons: this.verdict === "approve" ? answer.reasons : [],
        words: this.verdict === "approve" ? "" : answer.words,
      });
      if (written !== null) {
        this.written = written;
        this.signed = JSON.stringify(this.answer);
      }
      this.key = await this.travel.packKey(this.place, this.reviewer, false);
      this.passphrase = this.again = "";
    } catch (thrown) {
      this.refusal = asRefusal(thrown);
    } finally {
      this.busy = false;
    }
  }
}
