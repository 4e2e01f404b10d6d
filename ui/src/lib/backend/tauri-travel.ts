import { ask } from "./ask";
import type { HeldFile } from "./backend";
import type { Travel, Travelled } from "./travel";
import type {
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
  Submitted,
  TakenAnswer,
  WaitingFor,
  WordMerge,
} from "./types";

/** The desk behind the window, as far as files that travel are concerned. */
export class TauriTravel implements Travel {
  arrived = () => ask<HeldFile | null>("arrived");
  chooseTravelled = () => ask<HeldFile | null>("choose_travelled");
  openTravelled = (place: number) => ask<Travelled>("open_travelled", { place });
  keepAnswer = (place: number, answer: NewAnswer) => ask<undefined>("keep_answer", { place, answer });
  packKey = (place: number, who: string, make: boolean) => ask<OwnKey>("pack_key", { place, who, make });
  answerPack = (place: number, answer: NewAnswer) => ask<string | null>("answer_pack", { place, answer });
  takeAnswer = (place: number, commentsOnly: boolean) =>
    ask<Outcome<TakenAnswer>>("take_answer", { place, commentsOnly });
  pack = (notice: string) => ask<Outcome<Packed> | null>("pack", { notice });
  readingCopy = (notice: string) => ask<Outcome<Packed> | null>("reading_copy", { notice });
  mergeWord = (notice: string, who: string | null, post: string | null) =>
    ask<Outcome<WordMerge> | null>("merge_word", { notice, who, post });
  evidence = (notice: string, date: string, isPublic: boolean) =>
    ask<Evidence | null>("evidence", { notice, date, public: isPublic });
  chooseEvidence = () => ask<HeldFile | null>("choose_evidence");
  recordApproval = (notice: string, approval: NewRecordedApproval, attach: number | null) =>
    ask<Outcome<Submitted>>("record_approval", { notice, approval, attach });
  consultations = (notice: string) => ask<ConsultationRow[]>("consultations", { notice });
  consultationRecord = (notice: string) => ask<string | null>("consultation_record", { notice });
  consult = (notice: string, asked: NewConsultation) => ask<Outcome<ConsultationRow>>("consult", { notice, new: asked });
  remind = (notice: string, id: string) => ask<Outcome<ConsultationRow>>("remind", { notice, id });
  recordReply = (notice: string, id: string, reply: ConsultationReply, attach: number | null) =>
    ask<Outcome<ConsultationRow>>("record_reply", { notice, id, reply, attach });
  waitingFor = () => ask<WaitingFor[]>("waiting_for");
  keys = () => ask<KeyRow[]>("keys");
  ownKey = (make: boolean) => ask<OwnKey>("own_key", { make });
  unlockKeys = (passphrase: string, who: string | null) =>
    ask<undefined>("unlock_keys", { passphrase, who });
  enrolKey = (officer: string, key: string, fingerprint: string) =>
    ask<Outcome<KeyRow>>("enrol_key", { officer, key, fingerprint });
  withdrawKey = (key: string, why: string) => ask<Outcome<KeyRow>>("withdraw_key", { key, why });
}
