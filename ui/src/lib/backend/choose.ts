import type { Backend } from "./backend";
import { TauriBackend } from "./tauri";

/** The real backend inside the window; the made-up one only while developing in a browser. */
export async function chooseBackend(): Promise<Backend> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { fakeBackend } = await import("./fake");
    return fakeBackend(new URLSearchParams(location.search).get("start") ?? "sample");
  }
  return new TauriBackend();
}
