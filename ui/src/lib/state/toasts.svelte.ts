/** A short message that needs no answer. */
export interface Toast {
  id: number;
  text: string;
  /** One thing the person may do about it, such as taking a removal back. */
  action?: { label: string; run: () => void };
}

/** Long enough to read a sentence twice at a slow pace. */
const SHOWN_MS = 8000;

/**
 * The short messages on screen, oldest first. One with an action stays until it is used or closed: no one is hurried.
 */
class Toasts {
  list = $state<Toast[]>([]);
  #next = 1;

  show(text: string, action?: Toast['action']): void {
    const toast: Toast = { id: this.#next++, text, action };
    // Two at a time are enough to read; the oldest goes.
    this.list = [...this.list.slice(-1), toast];
    if (action === undefined) setTimeout(() => this.close(toast.id), SHOWN_MS);
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
