import { core, Refusal, type JournalEntryId, type JournalEntryView } from '$lib/ipc';

/** What one entry holds: bytes of UTF-8, as the core counts them. */
export const MOST_BYTES = 100_000;
/** How many tags it has at most, and how long each may be. */
const MOST_TAGS = 20;
const LONGEST_TAG = 40;

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
  #text = $state('');
  /** What was typed or pasted last was not taken in: an entry has no room for it. */
  full = $state(false);
  /** As typed, with commas between. */
  tags = $state('');
  keeping = $state<Keeping>('nothing');
  refusal = $state<unknown>(null);

  #seen: string | null = null;
  #kept: string;
  /** The tags that were there at first, or were kept last. */
  #shown: string[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;

  readonly blank = $derived(this.text.trim() === '');

  constructor(
    entry: JournalEntryView | null,
    prompt: string | null = null,
    openedAs: JournalEntryId | null = entry?.id ?? null
  ) {
    this.openedAs = openedAs;
    this.id = entry?.id ?? null;
    this.#seen = entry?.seen ?? null;
    this.draft = entry?.draft ?? true;
    this.prompt = entry === null ? prompt : entry.prompt;
    this.atWords = entry?.at_words ?? null;
    this.#text = entry?.text ?? '';
    this.tags = entry?.tags.join(', ') ?? '';
    this.#before = { text: this.text, tags: this.tags };
    this.#kept = this.#written();
    this.#shown = entry?.tags ?? [];
  }

  get text(): string {
    return this.#text;
  }

  /**
   * What was typed or pasted. What does not fit is not taken in, and nothing is cut: so all that stands here can be
   * kept, and what was refused is where it was copied from.
   */
  set text(text: string) {
    this.full = !fits(text);
    if (this.full) return;
    this.#text = text;
    this.touched();
  }

  get tagList(): string[] {
    return this.tags
      .split(',')
      .map((tag) => tag.replace(/^[#\s]+/, '').trim())
      .filter((tag) => tag !== '');
  }

  /** Those that can be kept: a tag that is too long keeps nobody from keeping what he wrote. */
  get #fitting(): string[] {
    return this.tagList.filter((tag) => Array.from(tag).length <= LONGEST_TAG).slice(0, MOST_TAGS);
  }

  /** Whether a tag cannot be kept as it is. */
  get tagsOver(): boolean {
    return this.#fitting.length < this.tagList.length;
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
    return this.tagsOver || (this.keeping === 'refused' && this.unkept);
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
    ({ tags: this.tags, text: this.text } = this.#before);
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
    // An empty entry is none.
    if (this.blank) return;
    this.#saving = this.#send(this.draft);
    await this.#saving;
    if (this.keeping === 'kept' && this.unkept) this.touched();
  }

  /** Keeps it and says that it is done. Returns whether it is. */
  async done(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#saving !== null) await this.#saving;
    if (this.blank) return false;
    if (this.tagsOver) {
      await this.keep();
      return false;
    }
    this.#saving = this.#send(false);
    await this.#saving;
    return this.refusal === null && !this.unkept;
  }

  async #send(draft: boolean): Promise<void> {
    const written = this.#written();
    try {
      const { id, text, prompt } = this;
      const tags = this.#fitting;
      const shown_tags = this.#shown;
      const kept = await core.journalSave({ id, seen: this.#seen, text, draft, prompt, tags, shown_tags });
      this.id = kept.id;
      this.#seen = kept.seen;
      this.#kept = written;
      this.#shown = tags;
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
    return JSON.stringify([this.text, this.#fitting]);
  }
}

/** Whether one entry holds this much. */
function fits(text: string): boolean {
  // A unit of UTF-16 is three bytes at most.
  return text.length * 3 <= MOST_BYTES || new TextEncoder().encode(text).length <= MOST_BYTES;
}

/** What was left open: it outlives Help and the lock. */
interface OpenEntry {
  draft: EntryDraft | null;
  /** A new one that was on the disk when the app was locked: it goes on from there. */
  begun: { id: JournalEntryId; prompt: string | null } | null;
}

export const openEntry = $state<OpenEntry>({ draft: null, begun: null });
