import { core, Refusal, type JournalEntryId, type JournalEntryView } from '$lib/ipc';

/** What one entry holds: bytes of UTF-8, as the core counts them. */
export const MOST_BYTES = 100_000;

/** What is typed is on its way to the disk this long after the first letter, however fast somebody types on. */
const SAVE_AFTER_MS = 700;

/** `waiting`: there is something that is not on the disk yet. */
export type Keeping = 'nothing' | 'waiting' | 'kept' | 'refused';

/** An entry while it is being written: it saves itself. */
export class EntryDraft {
  /** With which entry the editor was opened; `null` for a new one. */
  readonly openedAs: JournalEntryId | null;
  id: JournalEntryId | null = null;
  readonly prompt: string | null;
  readonly atWords: string | null;
  readonly #before: { text: string; tags: string };
  /** Not said to be done yet. */
  readonly draft: boolean;
  text = $state('');
  /** As typed, with commas between. */
  tags = $state('');
  keeping = $state<Keeping>('nothing');
  refusal = $state<unknown>(null);

  #seen: string | null = null;
  #kept: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;

  /** How many bytes too many there are; what was pasted is never cut. */
  readonly over = $derived(Math.max(0, new TextEncoder().encode(this.text).length - MOST_BYTES));
  readonly blank = $derived(this.text.trim() === '');

  constructor(entry: JournalEntryView | null, prompt: string | null = null) {
    this.openedAs = entry?.id ?? null;
    this.id = entry?.id ?? null;
    this.#seen = entry?.seen ?? null;
    this.draft = entry?.draft ?? true;
    this.prompt = entry === null ? prompt : entry.prompt;
    this.atWords = entry?.at_words ?? null;
    this.text = entry?.text ?? '';
    this.tags = entry?.tags.join(', ') ?? '';
    this.#before = { text: this.text, tags: this.tags };
    this.#kept = this.#written();
  }

  get tagList(): string[] {
    return this.tags
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
  }

  /** Whether something differs from what was there when the editor opened. */
  get changed(): boolean {
    return this.text !== this.#before.text || this.tags !== this.#before.tags;
  }

  /** Whether something is written that is not on the disk. */
  get unkept(): boolean {
    return this.#written() !== this.#kept && !(this.blank && this.id === null);
  }

  /** Whether it cannot be kept as it is now: leaving it would lose it. */
  get stuck(): boolean {
    return this.over > 0 || (this.keeping === 'refused' && this.unkept);
  }

  /** Something was typed: it is kept soon, without being asked for. */
  touched(): void {
    if (!this.unkept) return;
    this.keeping = 'waiting';
    this.#timer ??= setTimeout(() => void this.keep(), SAVE_AFTER_MS);
  }

  /** Takes a tag from the list of those in use, or gives it back. */
  toggle(tag: string): void {
    const others = this.tagList.filter((one) => one.toLowerCase() !== tag.toLowerCase());
    const had = others.length < this.tagList.length;
    this.tags = (had ? others : [...others, tag]).join(', ');
    this.touched();
  }

  /** What was there when the editor opened. */
  putBack(): void {
    ({ text: this.text, tags: this.tags } = this.#before);
    this.touched();
  }

  /** Keeps what is written now; resolves when it is on the disk or was refused. */
  async keep(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#saving !== null) await this.#saving;
    if (!this.unkept) {
      // Typed and taken back again.
      if (this.keeping === 'waiting') this.keeping = this.id === null ? 'nothing' : 'kept';
      return;
    }
    // An empty entry is none; an entry that is too long is kept as it last fitted until it fits again.
    if (this.blank || this.over > 0) return;
    this.#saving = this.#send(this.draft);
    await this.#saving;
    if (this.keeping === 'kept' && this.unkept) this.touched();
  }

  /** Keeps it and says that it is done. Returns whether it is. */
  async done(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#saving !== null) await this.#saving;
    if (this.blank || this.over > 0) return false;
    this.#saving = this.#send(false);
    await this.#saving;
    return this.refusal === null && !this.unkept;
  }

  async #send(draft: boolean): Promise<void> {
    const written = this.#written();
    try {
      const { id, text, prompt } = this;
      const kept = await core.journalSave({ id, seen: this.#seen, text, draft, prompt, tags: this.tagList });
      this.id = kept.id;
      this.#seen = kept.seen;
      this.#kept = written;
      this.refusal = null;
      this.keeping = 'kept';
    } catch (thrown) {
      // Erased elsewhere meanwhile: what is written here is kept as a new entry at the next try.
      if (thrown instanceof Refusal && thrown.code === 'not_found') this.id = this.#seen = null;
      this.refusal = thrown;
      this.keeping = 'refused';
    } finally {
      this.#saving = null;
    }
  }

  #written(): string {
    return JSON.stringify([this.text, this.tagList]);
  }
}

/** The entry that was left open: it outlives Help and the lock. */
export const openEntry = $state<{ draft: EntryDraft | null }>({ draft: null });
