// The words that are selected on the screen, for a comment to be about.

export interface Quote {
  words: string;
  /** The id of the section they stand in, where it is known. */
  section: string | null;
}

/** More words than these are no place in a text but half of it. */
const LONGEST = 400;

class Quoted {
  current = $state.raw<Quote | null>(null);
  /** While other words are proposed for them, the quoted words stay. */
  held = false;

  clear(): void {
    this.held = false;
    this.current = null;
  }

  /** Takes words otherwise than by selecting them. */
  take(words: string): void {
    const plain = words.trim();
    if (plain !== "" && !this.held) this.current = { words: plain.slice(0, LONGEST), section: null };
  }

  /**
   * Follows what is selected inside `home`. A selection that is let go stays quoted until another is made: the officer
   * goes on to the comment with it. Returns how to stop.
   */
  follow(home: HTMLElement): () => void {
    const read = (): void => {
      const selection = document.getSelection();
      if (this.held || !selection || selection.isCollapsed || selection.rangeCount === 0) return;
      const range = selection.getRangeAt(0);
      const within = range.commonAncestorContainer;
      const element = within instanceof Element ? within : within.parentElement;
      if (!element || !home.contains(element)) return;
      // A place is one line: words across two can't be found again.
      const line = element.closest("[data-quotable], [data-block], .text, p, li, td, h1, h2, h3");
      if (!line || !home.contains(line)) return;
      const words = withoutMarks(range).trim();
      if (words === "" || words.length > LONGEST) return;
      const section = element.closest('[id^="section-"]')?.id.replace("section-", "") ?? null;
      this.current = { words, section };
    };
    document.addEventListener("selectionchange", read);
    return () => {
      document.removeEventListener("selectionchange", read);
    };
  }
}

/** The selected words as the new text has them: removed words and what only a screen reader hears are left out. */
function withoutMarks(range: Range): string {
  const copy = range.cloneContents();
  for (const mark of Array.from(copy.querySelectorAll("del, .sr, button"))) mark.remove();
  return (copy.textContent ?? "").replace(/\s+/g, " ");
}

/** The window's quoted words. */
export const quoted = new Quoted();
