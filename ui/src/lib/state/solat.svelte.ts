import { core, type SolatView } from '$lib/ipc';

/** The prayer times of a day, as the core last said. */
export class SolatDay {
  /** `null` until the first answer. */
  view = $state<SolatView | null>(null);
  /** Why they could not be read. */
  refusal = $state<unknown>(null);

  /** The day that is shown; `null` for whichever is today. */
  #date: string | null = null;
  #question = 0;

  /** Shows a day, or today. */
  async show(date: string | null): Promise<void> {
    this.#date = date;
    await this.load();
  }

  /** Asks again for the day that is shown; the newest question wins. */
  async load(): Promise<void> {
    const question = ++this.#question;
    try {
      const view = await core.solatView({ date: this.#date });
      if (question !== this.#question) return;
      this.view = view;
      this.refusal = null;
    } catch (thrown) {
      if (question === this.#question) this.refusal = thrown;
    }
  }

  /** Leaves nothing of an earlier day. */
  forget(): void {
    this.#question++;
    this.#date = null;
    this.view = null;
    this.refusal = null;
  }
}

export const solatDay = new SolatDay();
/** What the page shows that hides the app. */
export const coverDay = new SolatDay();
