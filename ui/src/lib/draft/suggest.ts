// Suggestions while a line of a list is typed: the vocabulary's words that hold what was typed, and are not there yet.

/** So many are shown at most. */
export const MOST = 6;

/** The terms that hold every typed word at the beginning of one of theirs, the closest first. */
export function suggestions(typed: string, terms: readonly string[], there: readonly string[]): string[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted.length < 2) return [];
  const parts = wanted.split(/\s+/);
  const known = new Set(there.map((line) => line.trim().toLowerCase()));
  const begins = (term: string): boolean => {
    const words = term.toLowerCase().split(/[\s(/-]+/);
    return parts.every((part) => words.some((word) => word.startsWith(part)));
  };
  return terms
    .filter((term) => !known.has(term.toLowerCase()) && term.toLowerCase() !== wanted && begins(term))
    .toSorted((a, b) => Number(b.toLowerCase().startsWith(wanted)) - Number(a.toLowerCase().startsWith(wanted)))
    .slice(0, MOST);
}
