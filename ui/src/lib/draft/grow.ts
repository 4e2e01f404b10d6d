// Text areas that are as high as their words, so that no word of a title or a line is cut.

/** The areas in each watched parent, with the width for which their height was measured last. */
const watched = new WeakMap<Element, Map<HTMLTextAreaElement, number>>();
let waiting = new Set<HTMLTextAreaElement>();

/** Measures many areas at once: one layout for all of them, not one for each. */
function fit(areas: readonly HTMLTextAreaElement[]): void {
  for (const area of areas) area.style.height = "auto";
  const heights = areas.map((area) => area.scrollHeight);
  areas.forEach((area, i) => {
    area.style.height = `${String((heights[i] ?? 0) + 2)}px`;
  });
}

function soon(area: HTMLTextAreaElement): void {
  if (waiting.size === 0) {
    queueMicrotask(() => {
      const areas = [...waiting].filter((a) => a.isConnected);
      waiting = new Set();
      fit(areas);
    });
  }
  waiting.add(area);
}

const widths = new ResizeObserver((entries) => {
  const changed: HTMLTextAreaElement[] = [];
  for (const { target, contentRect } of entries) {
    const areas = watched.get(target);
    for (const [area, width] of areas ?? []) {
      if (width === contentRect.width) continue;
      areas?.set(area, contentRect.width);
      changed.push(area);
    }
  }
  fit(changed);
});

/** An attachment that keeps a text area as high as its words, whatever width it has. */
export function asHighAsItsWords(words: string) {
  return (area: HTMLTextAreaElement): (() => void) => {
    void words;
    const parent = area.parentElement;
    const areas = parent ? (watched.get(parent) ?? new Map<HTMLTextAreaElement, number>()) : null;
    const known = areas?.get(area);
    areas?.set(area, known ?? -1);
    if (parent && areas) {
      watched.set(parent, areas);
      widths.observe(parent);
    }
    soon(area);
    return () => {
      areas?.delete(area);
      if (parent && areas?.size === 0) widths.unobserve(parent);
    };
  };
}
