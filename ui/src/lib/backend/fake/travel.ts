// Files that travel, in a browser: there are none, and nothing can be signed. Consultations are kept in memory.
import { Refusal } from "../backend";
import type { Travel } from "../travel";
import type { ConsultationRow, OwnKey } from "../types";

const nowhere = () => Promise.reject(new Refusal("no-files", "There are no files of other computers here."));

export function fakeTravel(today: string): Travel {
  const asked = new Map<string, ConsultationRow[]>();
  const of = (notice: string) => asked.get(notice) ?? [];
  const find = (notice: string, id: string): ConsultationRow => {
    const row = of(notice).find((r) => r.id === id);
    if (!row) throw new Refusal("unknown-consultation", "Nobody who is waited for has that name or id.");
    return row;
  };
  const none: OwnKey = { officer: "", key: null, fingerprint: null, kept: "file", ready: false, enrolled: false };
  return {
    arrived: () => Promise.resolve(null),
    chooseTravelled: () => Promise.resolve(null),
    openTravelled: nowhere,
    keepAnswer: nowhere,
    packKey: nowhere,
    answerPack: nowhere,
    takeAnswer: nowhere,
    pack: () => Promise.resolve(null),
    readingCopy: () => Promise.resolve(null),
    mergeWord: () => Promise.resolve(null),
    evidence: () => Promise.resolve(null),
    chooseEvidence: () => Promise.resolve(null),
    recordApproval: nowhere,
    consultations: (notice) => Promise.resolve(of(notice)),
    consultationRecord: () => Promise.resolve(null),
    consult: (notice, { to, post, how, due }) => {
      const row: ConsultationRow = {
        id: `c${String(of(notice).length + 1)}`, version: 1, code: "", to, post, how, sent_at: `${today}T09:00:00Z`,
        sent_by: "Somebody", due, reminded: [], answer: null, answered_on: null, words: null, file: null, overdue: false,
        points: [],
      };
      asked.set(notice, [...of(notice), row]);
      return Promise.resolve({ value: row, changed: [] });
    },
    remind: (notice, id) => {
      const row = find(notice, id);
      row.reminded = [...row.reminded, today];
      return Promise.resolve({ value: row, changed: [] });
    },
    recordReply: (notice, id, { what, words, on }) => {
      const row = find(notice, id);
      Object.assign(row, { answer: what, words: words || null, answered_on: on });
      return Promise.resolve({ value: row, changed: [] });
    },
    waitingFor: () => Promise.resolve([]),
    keys: () => Promise.resolve([]),
    ownKey: () => Promise.resolve(none),
    unlockKeys: () => Promise.resolve(),
    enrolKey: nowhere,
    withdrawKey: nowhere,
  };
}
