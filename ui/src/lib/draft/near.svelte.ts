// Which sections of a draft are forms. A section far from what is seen stands there as plain words and becomes a form when
// it comes near: sixty pages of editors would make every keystroke wait.
import { tick } from "svelte";
import { SvelteSet } from "svelte/reactivity";

/** So many sections are forms from the start: what the first screen shows. */
const FIRST = 3;
/**
 * A draft of so many sections, as most are, becomes forms by itself, one after the other. A longer one does where it is read:
 * thirty sections that nobody looks at would take a tenth of the window's memory.
 */
const COMMON = 30;
/** How far outside the window a section becomes a form (CSS pixels). */
const MARGIN = 900;

export class Near {
  private readonly near = new SvelteSet<string>();
  private readonly seen: IntersectionObserver | null;
  private readonly watched = new WeakMap<Element, string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `scroller` is what scrolls. Without IntersectionObserver every section is a form. */
  constructor(scroller: () => HTMLElement | undefined) {
    this.seen =
      typeof IntersectionObserver === "undefined"
        ? null
        : new IntersectionObserver(
            (entries) => {
              for (const { target, isIntersecting } of entries) {
                const id = this.watched.get(target);
                if (isIntersecting && id !== undefined) void this.unfold(id, target, scroller());
              }
            },
            // Measured from the window, which clips what scrolls in it.
            { rootMargin: `${String(MARGIN)}px 0px`, scrollMargin: `${String(MARGIN)}px 0px` } as IntersectionObserverInit,
          );
  }

  /** Whether the section at that place of the text is a form. */
  has(id: string, place: number): boolean {
    return this.seen === null || place < FIRST || this.near.has(id);
  }

  /** Makes a section a form, now. Resolves when it stands there. */
  async bring(id: string | null): Promise<void> {
    if (id === null || this.near.has(id)) return;
    this.near.add(id);
    await tick();
  }

  /** Makes all sections of a draft of common length forms, a few at a time, when nothing else is to be done. */
  warm(ids: readonly string[]): void {
    clearTimeout(this.timer);
    if (this.seen === null) return;
    // What is a form because of its place stays one when it is moved.
    for (const id of ids.slice(0, FIRST)) this.near.add(id);
    if (ids.length > COMMON) return;
    const left = ids.slice(FIRST).filter((id) => !this.near.has(id));
    if (left.length === 0) return;
    this.timer = setTimeout(() => {
      for (const id of left.slice(0, 2)) this.near.add(id);
      this.warm(ids);
    }, 30);
  }

  /** An attachment for a section that stands there as plain words. */
  watch(id: string) {
    return (element: HTMLElement): (() => void) => {
      this.watched.set(element, id);
      this.seen?.observe(element);
      return () => this.seen?.unobserve(element);
    };
  }

  stop(): void {
    clearTimeout(this.timer);
    this.seen?.disconnect();
  }

  /** What grows above the words that are read must not push them away. */
  private async unfold(id: string, element: Element, scroller: HTMLElement | undefined): Promise<void> {
    const above = scroller !== undefined && element.getBoundingClientRect().bottom < scroller.getBoundingClientRect().top;
    const before = scroller?.scrollHeight ?? 0;
    await this.bring(id);
    if (above) scroller.scrollTop += scroller.scrollHeight - before;
  }
}
