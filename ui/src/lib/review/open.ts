// Opening a review pack or an answer that the officer chooses.
import { asRefusal, type Refusal } from "../backend/backend";
import type { Session } from "../shell/session.svelte";

/** Lets the officer choose a file and opens it; why not, when it can't be. */
export async function chooseTravelled(session: Session): Promise<Refusal | null> {
  try {
    const file = await session.backend.travel.chooseTravelled();
    if (!file || (await session.openTravelled(file))) return null;
    return asRefusal("That file is neither a review pack nor an answer.");
  } catch (thrown) {
    return asRefusal(thrown);
  }
}
