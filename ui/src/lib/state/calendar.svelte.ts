import { SvelteSet } from 'svelte/reactivity';
import { core, type FoundMeetingsView, type FoundMeetingView } from '$lib/ipc';
import { meetings } from './meetings.svelte';

/** A meeting of the file with its index there. */
export interface FoundMeeting extends FoundMeetingView {
  at: number;
}

/** The meetings of a calendar file that was chosen, and which of them are to be kept. */
export class Calendar {
  /** `null` until a file was read. */
  found = $state.raw<FoundMeetingsView | null>(null);
  /** The indices of those that are ticked. */
  readonly chosen = new SvelteSet<number>();
  busy = $state(false);

  readonly list: FoundMeeting[] = $derived(
    this.found?.meetings.map((meeting, at) => ({ ...meeting, at })) ?? []
  );

  /** Asks for a file. What is here already, what is over and what cannot be kept is not ticked. */
  async choose(): Promise<void> {
    await this.#whileBusy(async () => {
      this.found = await core.calendarChoose();
      this.chosen.clear();
      for (const { at, known, over, problem } of this.list) {
        if (known === null && !over && problem === null) this.chosen.add(at);
      }
    });
  }

  toggle(at: number, ticked: boolean): void {
    if (ticked) this.chosen.add(at);
    else this.chosen.delete(at);
  }

  /** Keeps those that are ticked and forgets the file. Returns how many there were. */
  async keep(): Promise<number> {
    const chosen = [...this.chosen].sort((a, b) => a - b);
    await this.#whileBusy(async () => {
      meetings.view = await core.calendarImport({ chosen });
      this.forget();
    });
    return chosen.length;
  }

  forget(): void {
    this.found = null;
    this.chosen.clear();
  }

  async #whileBusy(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await work();
    } finally {
      this.busy = false;
    }
  }
}

export const calendar = new Calendar();
