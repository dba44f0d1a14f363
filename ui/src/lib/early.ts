// What stood on the page before the interface: Help, drawn by src/early.

import type { ContactTarget, ContactView, HelpView } from './ipc';

export type EarlyPart = 'ladder' | 'emergency';

/** What was done there. */
export interface EarlyHelp {
  /** What of Help was open. */
  part?: EarlyPart | undefined;
  /** When the interface may begin. */
  ready: Promise<void>;
  /** The ladder, if the core has answered. */
  view: HelpView | null;
  /** Who was called. */
  reached?:
    | {
        target: ContactTarget;
        known: { name: string; display: string; whatsapp: boolean };
        contact: Promise<ContactView>;
      }
    | undefined;
}

declare global {
  interface Window {
    /** Absent where the page was made without it, as in development. */
    ukhwahEarly?: EarlyHelp;
  }
}

/** Takes over from what stood there, which goes away. */
export function takeEarly(): EarlyHelp {
  document.querySelector('[data-early]')?.remove();
  return window.ukhwahEarly ?? { ready: Promise.resolve(), view: null };
}
