import { asRefusal, type Refusal } from "../backend/backend";

/** Something asked of the desk, kept with how the asking went. The newest answer wins. */
export class Loaded<T> {
  value = $state.raw<T | null>(null);
  refusal = $state.raw<Refusal | null>(null);
  loading = $state(false);
  private asked = 0;
  private readonly ask: () => Promise<T>;

  constructor(ask: () => Promise<T>) {
    this.ask = ask;
  }

  async load(): Promise<void> {
    const turn = ++this.asked;
    this.loading = true;
    try {
      const value = await this.ask();
      if (turn !== this.asked) return;
      this.value = value;
      this.refusal = null;
    } catch (thrown) {
      if (turn === this.asked) this.refusal = asRefusal(thrown);
    } finally {
      if (turn === this.asked) this.loading = false;
    }
  }
}
