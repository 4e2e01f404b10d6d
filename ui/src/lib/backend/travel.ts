// What the window asks of the desk about reviews that travel between computers: the part of the backend for packs,
// answers, keys, approvals given elsewhere and consultations.
import type { HeldFile } from "./backend";
import type {
  AnswerPage,
  ConsultationReply,
  ConsultationRow,
  Evidence,
  KeyRow,
  NewAnswer,
  NewConsultation,
  NewRecordedApproval,
  Outcome,
  OwnKey,
  Packed,
  PackPage,
  Submitted,
  TakenAnswer,
  WaitingFor,
  WordMerge,
} from "./types";

/** A file that came from another computer, opened. */
export type Travelled =
  | { kind: "review-pack"; place: number; page: PackPage; begun: NewAnswer | null }
  | { kind: "answer"; place: number; page: AnswerPage }
  | { kind: "other"; of: string };

/** Each rejects with a refusal; `null` where a native dialog was cancelled. */
export interface Travel {
  /** The file with which Fair Notice was started, told once. */
  arrived(): Promise<HeldFile | null>;
  chooseTravelled(): Promise<HeldFile | null>;
  openTravelled(place: number): Promise<Travelled>;
  /** Keeps what is written so far of the answer to a pack. */
  keepAnswer(place: number, answer: NewAnswer): Promise<void>;
  packKey(place: number, who: string, make: boolean): Promise<OwnKey>;
  /** Signs an answer and writes it where the reviewer says. */
  answerPack(place: number, answer: NewAnswer): Promise<string | null>;
  takeAnswer(place: number, commentsOnly: boolean): Promise<Outcome<TakenAnswer>>;
  pack(notice: string): Promise<Outcome<Packed> | null>;
  /** Writes a reading copy (PDF) of the version in review. */
  readingCopy(notice: string): Promise<Outcome<Packed> | null>;
  /** Lets the officer choose a Word file that a colleague has changed, and makes suggestions of it. */
  mergeWord(notice: string, who: string | null, post: string | null): Promise<Outcome<WordMerge> | null>;
  /** Writes what was live on a day, as a PDF and a zip, into a folder that the officer chooses. */
  evidence(notice: string, date: string, isPublic: boolean): Promise<Evidence | null>;
  chooseEvidence(): Promise<HeldFile | null>;
  recordApproval(notice: string, approval: NewRecordedApproval, attach: number | null): Promise<Outcome<Submitted>>;
  consultations(notice: string): Promise<ConsultationRow[]>;
  /** Writes who was asked and what came of it as a PDF; where. */
  consultationRecord(notice: string): Promise<string | null>;
  consult(notice: string, asked: NewConsultation): Promise<Outcome<ConsultationRow>>;
  remind(notice: string, id: string): Promise<Outcome<ConsultationRow>>;
  recordReply(notice: string, id: string, reply: ConsultationReply, attach: number | null): Promise<Outcome<ConsultationRow>>;
  waitingFor(): Promise<WaitingFor[]>;
  keys(): Promise<KeyRow[]>;
  ownKey(make: boolean): Promise<OwnKey>;
  /** Takes the passphrase that opens the keys of this computer, until Fair Notice is closed. */
  unlockKeys(passphrase: string, who: string | null): Promise<void>;
  enrolKey(officer: string, key: string, fingerprint: string): Promise<Outcome<KeyRow>>;
  withdrawKey(key: string, why: string): Promise<Outcome<KeyRow>>;
}
