import { getContext, setContext } from "svelte";
import type { Session } from "./session.svelte";

const KEY = Symbol("session");

export function provideSession(session: Session): void {
  setContext(KEY, session);
}

/** What a component finds that is drawn by itself. */
export function contextOf(session: Session): Map<unknown, unknown> {
  return new Map([[KEY, session]]);
}

/** The window's session. */
export function useSession(): Session {
  return getContext<Session>(KEY);
}
