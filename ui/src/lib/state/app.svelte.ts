import { core, on, type AppView, type Stage } from '$lib/ipc';
import { preferences } from './preferences.svelte';

/** Which screen the stage calls for. Help is above all of them. */
export type Screen = 'opening' | 'welcome' | 'lock' | 'trouble' | 'pages';

/** A touch is told to the core at most this often; the shortest time to lock is a minute. */
const TOUCH_EVERY_MS = 20_000;

/**
 * Where the app stands, as the core last said it.
 *
 * `start` listens and asks; calls that answer with an `AppView` hand it to `take`. The newest question wins, so that a
 * slow old answer cannot open what was locked since.
 */
class AppState {
  #view = $state<AppView | null>(null);
  /** The share of a long task, in [0, 1]; `null` when none is running. */
  progress = $state<number | null>(null);
  /** Seconds to wait before the next try to unlock end at this `performance.now()`. */
  waitUntil = $state(0);

  /** Whether a plain clock hides the app; what is beneath stays as it is. */
  #covered = $state(false);
  /** Whether Help was opened on top of the clock. */
  #helpOverCover = $state(false);

  #asked = 0;
  #touchedAt = -Infinity;

  get view(): AppView | null {
    return this.#view;
  }

  get stage(): Stage {
    return this.#view?.stage ?? { at: 'opening' };
  }

  get screen(): Screen {
    const stage = this.stage;
    switch (stage.at) {
      case 'opening':
        return 'opening';
      case 'fresh':
        return 'welcome';
      case 'locked':
        return 'lock';
      case 'open':
        return stage.welcomed ? 'pages' : 'welcome';
      case 'trouble':
        return 'trouble';
    }
  }

  get covered(): boolean {
    return this.#covered;
  }

  get helpOverCover(): boolean {
    return this.#helpOverCover;
  }

  /** Hides the app behind a clock at once. */
  cover(): void {
    this.#covered = true;
    this.#helpOverCover = false;
    core.cover({ on: true }).catch(() => undefined);
  }

  uncover(): void {
    this.#covered = false;
    core.cover({ on: false }).catch(() => undefined);
  }

  /** Help is above the clock too. */
  helpOpened(): void {
    this.#helpOverCover = true;
  }

  /** Whether this device dials by itself. Until the core has answered, numbers are shown: that is never wrong. */
  get dials(): boolean {
    return this.#view?.dials ?? false;
  }

  get religion(): boolean {
    return this.#view?.religion ?? false;
  }

  /** Listens to the core and asks where it stands; `help` is called when the tray asks for Help. Returns the end of it. */
  start(help: () => void): () => void {
    const stops = [
      on('stage', () => void this.refresh()),
      on('progress', (progress) => (this.progress = progress.share)),
      on('help', help)
    ];
    void this.refresh();
    return () => stops.forEach((stop) => stop());
  }

  /** Asks the core where it stands. */
  async refresh(): Promise<void> {
    const question = ++this.#asked;
    try {
      const view = await core.appView();
      if (question === this.#asked) this.#keep(view);
    } catch {
      // Nothing is known then: what was shown stays, and the next event asks again.
    }
  }

  /** Takes over what a call answered. */
  take(view: AppView): void {
    this.#asked++;
    this.#keep(view);
  }

  /** Tells the core that someone is here, so that it does not lock. */
  touched(now = performance.now()): void {
    if (this.stage.at !== 'open' || now - this.#touchedAt < TOUCH_EVERY_MS) return;
    this.#touchedAt = now;
    core.touched().catch(() => undefined);
  }

  #keep(view: AppView): void {
    this.#view = view;
    this.progress = null;
    if (view.stage.at === 'locked') {
      // The lock screen is a clock by itself, and it brings the app back.
      this.#covered = false;
      this.waitUntil = performance.now() + view.stage.wait * 1000;
    }
    const { language, theme, text_size } = view.appearance;
    preferences.apply({ language, theme, textSize: text_size });
  }
}

export const app = new AppState();
