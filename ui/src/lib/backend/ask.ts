import { invoke, type InvokeArgs } from "@tauri-apps/api/core";
import { asRefusal } from "./backend";

/** Asks the desk; rejects with a refusal. */
export async function ask<T>(command: string, args?: InvokeArgs): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (thrown) {
    throw asRefusal(thrown);
  }
}
