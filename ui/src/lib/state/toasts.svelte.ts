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
  #passing = 0;

  show(text: string, action?: Toast['action']): void {
    const id = this.#add(text, action);
    if (action === undefined) this.#closeLater(id);
  }

  /**
   * Shows a message that goes by itself though something can be done about it: only for what the screen lets the
   * person do at any time. The next of its kind takes its place.
   */
  passing(text: string, action: Toast['action']): void {
    this.close(this.#passing);
    this.#passing = this.#add(text, action);
    this.#closeLater(this.#passing);
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  #add(text: string, action: Toast['action']): number {
    const toast: Toast = { id: this.#next++, text, action };
    // Two at a time are enough to read; the oldest goes.
    this.list = [...this.list.slice(-1), toast];
    return toast.id;
  }

  #closeLater(id: number): void {
    setTimeout(() => this.close(id), SHOWN_MS);
  }
}

export const toasts = new Toasts();
