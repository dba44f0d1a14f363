import { core, type TodayView } from '$lib/ipc';

/** What Today shows, as the core last said. */
export class Today {
  /** `null` until the first answer. */
  view = $state<TodayView | null>(null);
  /** Why it could not be read. */
  refusal = $state<unknown>(null);

  #question = 0;

  /** Asks again; the newest question wins. What was shown stays until then. */
  async load(): Promise<void> {
    const question = ++this.#question;
    try {
      const view = await core.todayView();
      if (question !== this.#question) return;
      this.view = view;
      this.refusal = null;
    } catch (thrown) {
      if (question === this.#question) this.refusal = thrown;
    }
  }
}

export const today = new Today();
