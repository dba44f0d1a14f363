import { SvelteSet } from 'svelte/reactivity';
import { core, type FoundContactsView, type FoundContactView } from '$lib/ipc';
import { people } from './people.svelte';

/** A contact of the file with its index there. */
export interface Candidate extends FoundContactView {
  at: number;
}

/** The contacts of a file that was chosen, and which of them are to be kept. */
export class Contacts {
  /** `null` until a file was read. */
  found = $state<FoundContactsView | null>(null);
  /** The indices of those that are ticked. */
  readonly chosen = new SvelteSet<number>();
  busy = $state(false);

  readonly candidates: Candidate[] = $derived(
    this.found?.contacts.map((contact, at) => ({ ...contact, at })) ?? []
  );

  /** Asks for a file. Those who are on the list already are not ticked. */
  async choose(): Promise<void> {
    await this.#whileBusy(async () => {
      this.found = await core.contactsChoose();
      this.tick(this.candidates.filter((contact) => contact.duplicate_of === null));
    });
  }

  /** Ticks exactly these. */
  tick(contacts: readonly Candidate[]): void {
    this.chosen.clear();
    for (const { at } of contacts) this.chosen.add(at);
  }

  toggle(at: number, ticked: boolean): void {
    if (ticked) this.chosen.add(at);
    else this.chosen.delete(at);
  }

  /** Keeps those that are ticked and forgets the file. Returns how many there were. */
  async keep(): Promise<number> {
    const chosen = [...this.chosen].sort((a, b) => a - b);
    await this.#whileBusy(async () => {
      people.view = await core.contactsImport({ chosen });
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

export const contacts = new Contacts();

/** Those whose name or number holds the words; spaces and dashes in numbers do not count. */
export function matching(candidates: readonly Candidate[], words: string): Candidate[] {
  const wanted = words.trim().toLocaleLowerCase('ms');
  const digits = wanted.replace(/\D/g, '');
  if (wanted === '') return [...candidates];
  return candidates.filter(
    ({ name, numbers }) =>
      name.toLocaleLowerCase('ms').includes(wanted) ||
      (digits !== '' && numbers.some((number) => number.replace(/\D/g, '').includes(digits)))
  );
}
