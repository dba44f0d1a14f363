import { core, on, type AgendaTarget, type MarkState, type MarkTarget, type TodayView } from '$lib/ipc';
import { onRecords } from './records';

/** Never longer than this without asking: a timer stands still while the computer sleeps. */
const LONGEST_MS = 60_000;
/** The core's minute has surely begun then. */
const SLACK_MS = 50;

/** What Today shows, as the core last said. */
export class Today {
  /** `null` until the first answer. */
  view = $state<TodayView | null>(null);
  /** Why it could not be read. */
  refusal = $state<unknown>(null);
  /** Whether reminders are to come that nothing on this computer would show. */
  unshown = $state(false);

  /** The day that it is, in words: what shows a day looks again when they change. */
  readonly date = $derived(this.view?.date_words ?? null);

  #question = 0;

  /** Asks again; the newest question wins. What was shown stays until then. */
  async load(): Promise<void> {
    const question = ++this.#question;
    try {
      this.#keep(question, await core.todayView());
    } catch (thrown) {
      if (question === this.#question) this.refusal = thrown;
    }
  }

  /**
   * Keeps the view up to date until the returned function is called: at the time the core names (so at midnight too),
   * when the window comes to the front again, as after suspend, when a reminder came, and when records came from another
   * device. Each time `also` is called first and `then` once the answer is there.
   */
  watch(also?: () => void, then?: () => void): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let turn = 0;

    const look = async (): Promise<void> => {
      const mine = ++turn;
      clearTimeout(timer);
      if (document.visibilityState !== 'visible') return;
      also?.();
      void this.#askService();
      await this.load();
      if (mine === turn) then?.();
      if (mine === turn) timer = setTimeout(() => void look(), this.#wait());
    };
    const lookNow = (): void => void look();

    const stops = [on('reminders', lookNow), onRecords(look)];
    document.addEventListener('visibilitychange', lookNow);
    window.addEventListener('focus', lookNow);
    lookNow();
    return () => {
      turn++;
      clearTimeout(timer);
      stops.forEach((stop) => stop());
      document.removeEventListener('visibilitychange', lookNow);
      window.removeEventListener('focus', lookNow);
    };
  }

  /** Says something of an item or a prayer on the day it was shown for. */
  async mark(target: MarkTarget, date: string, state: MarkState): Promise<void> {
    this.#keep(++this.#question, await core.mark({ target, date, state }));
  }

  /** Takes back what was said of an item or a prayer. */
  async unmark(target: MarkTarget, date: string): Promise<void> {
    this.#keep(++this.#question, await core.unmark({ target, date }));
  }

  /** Whether the person comes to a meeting; `null` takes the answer back. */
  async reply(
    meeting: Extract<AgendaTarget, { kind: 'meeting' }>,
    date: string,
    coming: boolean | null
  ): Promise<void> {
    await core.meetingReply({ id: meeting.id, date, coming });
    await this.load();
  }

  /** Keeps quiet until the next prayer, or no longer. */
  async quiet(on: boolean): Promise<void> {
    await core.remindersMute({ mute: on ? 'until_next' : 'off' });
    await this.load();
  }

  /** Asked by itself: the system may take its time, and Today does not wait for it. */
  async #askService(): Promise<void> {
    try {
      this.unshown = (await core.reminderService()).missing;
    } catch {
      // Where nothing can be asked, the view of the day says why.
    }
  }

  #wait(): number {
    return Math.min(LONGEST_MS, (this.view?.next_change_ms ?? LONGEST_MS) + SLACK_MS);
  }

  #keep(question: number, view: TodayView): void {
    if (question !== this.#question) return;
    this.view = view;
    this.refusal = null;
  }
}

export const today = new Today();
