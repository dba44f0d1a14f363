import { core, type JournalEntryId, type JournalView } from '$lib/ipc';

/** How many more entries are shown at a time. */
const PAGE = 30;

/** The journal as the core last said it. */
export class Journal {
  /** `null` until the first answer. */
  view = $state<JournalView | null>(null);
  /** Why it could not be read. */
  refusal = $state<unknown>(null);
  /** Only entries with this tag. */
  tag = $state<string | null>(null);
  #count = PAGE;

  /** Nothing was ever written, or all of it is gone. */
  readonly blank = $derived(
    this.view !== null && this.tag === null && this.view.entries.length + this.view.drafts.length === 0
  );

  async load(): Promise<void> {
    try {
      this.view = await core.journalView({ tag: this.tag, count: this.#count });
      this.refusal = null;
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  async more(): Promise<void> {
    this.#count += PAGE;
    await this.load();
  }

  /** Shows only what has this tag; once more shows everything. */
  async choose(tag: string): Promise<void> {
    this.tag = this.tag === tag ? null : tag;
    this.#count = PAGE;
    await this.load();
  }

  async trash(id: JournalEntryId): Promise<void> {
    await core.journalTrash({ id });
    await this.load();
  }

  async restore(id: JournalEntryId): Promise<void> {
    await core.journalRestore({ id });
    await this.load();
  }

  async erase(id: JournalEntryId, purgeBackups: boolean): Promise<void> {
    await core.journalErase({ id, purge_backups: purgeBackups });
    await this.load();
  }

  /** Nothing of it stays in memory. */
  forget(): void {
    this.view = null;
    this.tag = null;
    this.#count = PAGE;
  }
}

export const journal = new Journal();
