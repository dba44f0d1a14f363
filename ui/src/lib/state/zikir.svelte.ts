import { m } from '$lib/i18n';
import { core, type RoutineItemId, type ZikirView } from '$lib/ipc';
import { toasts } from './toasts.svelte';

/** The counter of a zikir: a touch counts at once on screen, and is kept right after. */
export class Counter {
  /** What is kept; `null` until the first answer. */
  view = $state.raw<ZikirView | null>(null);
  /** Why it could not be read. */
  refusal = $state<unknown>(null);
  /** Why the last touches are not kept yet; they are, with the next one that goes through. */
  unsaved = $state<unknown>(null);

  /** Whether its page is open, and so says itself what is not kept yet. */
  shown = false;

  #waiting = $state(0);
  #sending: Promise<void> | null = null;

  readonly count = $derived(Math.max(0, (this.view?.count ?? 0) + this.#waiting));
  readonly aim = $derived(this.view?.aim ?? null);
  /** Whether there are touches that are not kept yet. */
  readonly waits = $derived(this.#waiting !== 0);
  readonly reached = $derived(this.aim !== null && this.count >= this.aim);

  async load(id: RoutineItemId, date: string): Promise<void> {
    try {
      this.view = await core.zikirView({ id, date });
      this.refusal = null;
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  /** Counts on, or back. Several touches while one is being kept go together. */
  async add(by: number): Promise<void> {
    if (this.view === null || this.count + by < 0) return;
    this.#waiting += by;
    this.#sending ??= this.#send().finally(() => (this.#sending = null));
    await this.#sending;
  }

  /** Counts from the beginning again. */
  async clear(): Promise<void> {
    await this.add(-this.count);
  }

  /** Lets go of the touches that could not be kept: the person said so. */
  forget(): void {
    this.#waiting = 0;
    this.unsaved = null;
  }

  async #send(): Promise<void> {
    while (this.#waiting !== 0 && this.view !== null) {
      const by = this.#waiting;
      try {
        const { id, date } = this.view;
        const view = await core.zikirAdd({ id, date, by });
        this.#waiting -= by;
        this.view = view;
        this.unsaved = null;
      } catch (thrown) {
        this.unsaved = thrown;
        if (!this.shown) this.#tell(this.view.title);
        return;
      }
    }
  }

  /** Says that touches are not kept yet after the page was left; they wait for the next try. */
  #tell(title: string): void {
    const retry = { label: m.action_retry(), run: () => void this.add(0) };
    toasts.show(m.routine_zikir_unsaved_of({ title }), retry);
  }
}

// No screen watches the list itself, only the counters in it.
// eslint-disable-next-line svelte/prefer-svelte-reactivity
const counters = new Map<string, Counter>();

/** The counter of a zikir on a day; the same one as long as touches wait in it, so that leaving its page loses none. */
export function counterOf(id: RoutineItemId, date: string): Counter {
  for (const [key, counter] of counters) if (!counter.waits && !counter.shown) counters.delete(key);
  const key = `${id} ${date}`;
  const counter = counters.get(key) ?? new Counter();
  counters.set(key, counter);
  return counter;
}

/** What the hand feels: a short touch, two at the aim. Phones only; nothing where there is no such thing. */
export function feel(reached: boolean): void {
  if (typeof navigator.vibrate === 'function') navigator.vibrate(reached ? [40, 60, 80] : 15);
}
