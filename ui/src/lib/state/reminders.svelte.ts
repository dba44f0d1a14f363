import { core, on, type Mute, type ReminderSettings, type RemindersView, type TestView } from '$lib/ipc';

/** How often the screen asks while a self-test is under way, in milliseconds. */
const LOOK_MS = 2000;
const SECOND_MS = 1000;

/** What the app knows of its reminders, as the core last said. Each change shows what the core answered. */
export class Reminders {
  /** `null` until the first answer. */
  view = $state.raw<RemindersView | null>(null);
  /** Why it could not be read. */
  refusal = $state<unknown>(null);
  /** Seconds until the self-test is due; `null` while none is under way. */
  left = $state<number | null>(null);

  #question = 0;
  #due = 0;

  /** Asks again; the newest question wins. What was shown stays until then. */
  async load(): Promise<void> {
    const question = ++this.#question;
    try {
      const view = await core.remindersView();
      if (question === this.#question) this.#take(view);
    } catch (thrown) {
      if (question === this.#question) this.refusal = thrown;
    }
  }

  /**
   * Keeps the view up to date until the returned function is called: when a reminder came, when the window is looked at
   * again, and by the second while a self-test is under way, so that its verdict comes by itself.
   */
  watch(): () => void {
    let asked = 0;
    const tick = (): void => {
      if (this.left === null) return;
      this.left = secondsUntil(this.#due, performance.now());
      if (this.left > 0 || performance.now() - asked < LOOK_MS) return;
      asked = performance.now();
      void this.load();
    };
    const look = (): void => void this.load();
    const timer = setInterval(tick, SECOND_MS);
    const stop = on('reminders', look);
    document.addEventListener('visibilitychange', look);
    look();
    return () => {
      clearInterval(timer);
      stop();
      document.removeEventListener('visibilitychange', look);
    };
  }

  async settings(change: Partial<ReminderSettings>): Promise<void> {
    if (this.view === null) return;
    await this.#change(core.remindersSave({ ...this.view.settings, ...change }));
  }

  async mute(mute: Mute): Promise<void> {
    await this.#change(core.remindersMute({ mute }));
  }

  /** Asks for a reminder in two minutes. */
  async test(): Promise<void> {
    await this.#change(core.reminderTest());
  }

  async chooseSound(): Promise<void> {
    await this.#change(core.soundChoose());
  }

  async forgetSound(): Promise<void> {
    await this.#change(core.soundForget());
  }

  async autostart(on: boolean): Promise<void> {
    await this.#change(core.autostartSave({ on }));
  }

  /** An answer to a change is newer than that to any question before it. */
  async #change(answer: Promise<RemindersView>): Promise<void> {
    const view = await answer;
    this.#question++;
    this.#take(view);
  }

  #take(view: RemindersView): void {
    this.view = view;
    this.refusal = null;
    const seconds = secondsLeft(view.test);
    this.left = seconds;
    if (seconds !== null) this.#due = performance.now() + seconds * SECOND_MS;
  }
}

function secondsLeft(test: TestView | null): number | null {
  return test?.verdict.kind === 'waiting' ? test.verdict.seconds : null;
}

/** Whole seconds from one moment to another, both in milliseconds; never less than none. */
export function secondsUntil(due: number, now: number): number {
  return Math.max(0, Math.ceil((due - now) / SECOND_MS));
}

/** Seconds as a clock counts them down: `1:07`. */
export function countdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export const reminders = new Reminders();
