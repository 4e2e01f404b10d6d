// Text areas that are as high as their words, so that no word of a title or a line is cut.

/** An attachment that keeps a text area as high as its words, whatever width it has. */
export function asHighAsItsWords(words: string) {
  return (area: HTMLTextAreaElement): (() => void) => {
    void words;
    const fit = (): void => {
      area.style.height = "auto";
      area.style.height = `${String(area.scrollHeight + 2)}px`;
    };
    fit();
    const seen = new ResizeObserver(fit);
    if (area.parentElement) seen.observe(area.parentElement);
    return () => {
      seen.disconnect();
    };
  };
}
