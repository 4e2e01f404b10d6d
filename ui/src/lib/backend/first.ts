// What the window asked before this code was there (FIRST_QUESTIONS in the window's own crate): each answer is taken once.
import { asRefusal, type Status } from "./backend";
import type { NoticeList } from "./types";

interface First {
  status: Promise<Status> | null;
  list: Promise<NoticeList> | null;
}

/** The answer to a question that was asked already; null when it was taken, or never asked. */
export function firstAnswer<K extends keyof First>(what: K): NonNullable<First[K]> | null {
  const asked = (window as { __FAIR_NOTICE_FIRST__?: First }).__FAIR_NOTICE_FIRST__;
  const answer = asked?.[what];
  if (!asked || !answer) return null;
  asked[what] = null;
  return answer.catch((thrown: unknown) => {
    throw asRefusal(thrown);
  }) as NonNullable<First[K]>;
}
