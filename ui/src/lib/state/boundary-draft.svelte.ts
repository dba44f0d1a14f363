import type { BoundaryRequest, BoundaryView } from '$lib/ipc';
import { work } from './work.svelte';

/** A boundary while it is being written. It outlives Help, the lock and a look elsewhere, and ends with a save or a no. */
export class OpenBoundary {
  /** `null` while none is written. */
  draft = $state<BoundaryRequest | null>(null);
  /** Why it was not kept. */
  refusal = $state<unknown>(null);
  busy = $state(false);
  #before = '';

  /** Whether there is something to lose. */
  get changed(): boolean {
    return this.draft !== null && JSON.stringify(this.draft) !== this.#before;
  }

  /** A new one; `ready` is what it may begin with. */
  add(ready?: Pick<BoundaryRequest, 'text' | 'tell' | 'when'>): void {
    this.#begin({ id: null, seen: null, ...(ready ?? { text: '', tell: null, when: 'always' }) });
  }

  edit({ id, seen, text, tell, when }: BoundaryView): void {
    this.#begin({ id, seen, text, tell, when });
  }

  close(): void {
    this.draft = null;
    this.refusal = null;
  }

  async keep(): Promise<void> {
    const request = $state.snapshot(this.draft);
    if (request === null || this.busy) return;
    this.busy = true;
    this.refusal = null;
    try {
      await work.keepBoundary(request);
      this.close();
    } catch (thrown) {
      this.refusal = thrown;
    } finally {
      this.busy = false;
    }
  }

  #begin(request: BoundaryRequest): void {
    this.draft = request;
    this.refusal = null;
    this.#before = JSON.stringify(request);
  }
}

export const openBoundary = new OpenBoundary();
