import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { normalizePath } from "vite";
import { defineConfig } from "vitest/config";

interface Graph {
  getModuleInfo: (id: string) => { importedIds: string[] } | null;
}
let reached: Set<string> | undefined;

/** Whether the first screen needs a module: `main.ts` reaches it without an import that waits. */
function atStart(id: string, graph: Graph): boolean {
  if (!reached) {
    reached = new Set();
    const main = normalizePath(fileURLToPath(new URL("src/main.ts", import.meta.url)));
    if (!graph.getModuleInfo(main)) throw new Error(`${main} is no module of this build`);
    const todo = [main];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      todo.push(...(graph.getModuleInfo(next)?.importedIds ?? []));
    }
  }
  return reached.has(id);
}

export default defineConfig({
  plugins: [svelte()],
  clearScreen: false,
  server: { host: "127.0.0.1", port: 5173, strictPort: true },
  build: {
    target: ["es2022", "chrome120", "safari17.5"],
    // Every asset is a file of its own: the window's content security policy allows nothing else.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // What the first screen needs is one script and one style sheet: each file costs a trip through the window's process.
        codeSplitting: { groups: [{ debugName: "first", name: (id, graph) => (atStart(id, graph) ? "first" : null) }] },
      },
    },
  },
  resolve: process.env["VITEST"] ? { conditions: ["browser"] } : {},
  test: { environment: "jsdom", include: ["tests/**/*.test.ts"] },
});
