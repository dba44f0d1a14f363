// What comes from the person's other devices, while a screen shows what was there before.

import { on, type Events } from '$lib/ipc';

/** From one look to the next at least this long: a first sync brings records by the hundred. */
const GAP_MS = 1000;

/**
 * Looks again when records came from another device, until the returned function is called. What a person is writing is
 * none of this: a form keeps what it began with.
 */
export function onRecords(look: () => unknown): () => void {
  return paced('records', GAP_MS, look);
}

/** Looks now, and again whenever records came from another device; for `onMount`. */
export function fresh(look: () => unknown): () => void {
  void look();
  return onRecords(look);
}

/**
 * Looks at once when an event is heard, and then no more often than every `gap` milliseconds and never twice at a time;
 * what is heard meanwhile is looked at once, afterwards. Ends when the returned function is called.
 */
export function paced(event: keyof Events, gap: number, look: () => unknown): () => void {
  let stopped = false;
  let looking = false;
  let again = false;

  async function turn(): Promise<void> {
    looking = true;
    do {
      again = false;
      await look();
      await new Promise((passed) => setTimeout(passed, gap));
    } while (again && !stopped);
    looking = false;
  }

  const stop = on(event, () => {
    again = true;
    if (!looking && !stopped) void turn();
  });
  return () => {
    stopped = true;
    stop();
  };
}
