import { dayMissing, hoursOf, spansOf, type Hours } from '$lib/hours';
import {
  core,
  Refusal,
  type ErrorCode,
  type Knows,
  type NumberId,
  type NumberLabel,
  type NumberView,
  type PersonId,
  type PersonRequest,
  type PersonView,
  type Role,
  type Sex
} from '$lib/ipc';

/** The most characters of a note. */
export const NOTE_LIMIT = 10_000;
/** The longest rhythm that can be picked, in days. */
export const RHYTHM_LIMIT = 365;

/** A number while it is being written. */
export class NumberDraft {
  static #keys = 0;
  /** Tells the rows apart on screen. */
  readonly key = ++NumberDraft.#keys;
  readonly id: NumberId | null;
  readonly seen: string | null;
  text = $state('');
  label = $state<NumberLabel>('mobile');
  whatsapp = $state(true);
  /** As it would be kept, once the core took it. */
  checked = $state<string | null>(null);
  /** Why the core does not take it. */
  refusal = $state<unknown>(null);

  #asked = '';
  #whatsappSaid = false;

  constructor(number?: NumberView) {
    this.id = number?.id ?? null;
    this.seen = number?.seen ?? null;
    if (number === undefined) return;
    this.text = this.#asked = number.display;
    this.label = number.label;
    this.whatsapp = number.whatsapp;
    this.#whatsappSaid = true;
  }

  get empty(): boolean {
    return this.text.trim() === '';
  }

  /** The person says whether WhatsApp is on it; from now on no guess changes that. */
  sayWhatsapp(on: boolean): void {
    this.whatsapp = on;
    this.#whatsappSaid = true;
  }

  /** Asks what becomes of the number. An answer to an older text is dropped. */
  async check(): Promise<void> {
    const text = this.text;
    if (text === this.#asked) return;
    this.#asked = text;
    this.checked = this.refusal = null;
    if (this.empty) return;
    try {
      const { display, whatsapp } = await core.numberCheck({ text });
      if (text !== this.text) return;
      this.checked = display === text.trim() ? null : display;
      if (!this.#whatsappSaid) this.whatsapp = whatsapp;
    } catch (thrown) {
      if (text === this.text) this.refusal = thrown;
    }
  }
}

/** The parts of the form beside which a refusal can be told. */
export type PersonField = 'name' | 'role_words' | 'hours' | 'rhythm' | 'last_contact' | 'note' | 'form';

const FIELD_OF: Partial<Record<ErrorCode, PersonField>> = {
  name_empty: 'name',
  name_too_long: 'name',
  hours_invalid: 'hours',
  date_invalid: 'last_contact'
};

/** A person while they are being written; nothing is kept before the save. */
export class PersonDraft {
  /** `null` for a new person. */
  readonly id: PersonId | null;
  readonly seen: string | null;
  name = $state('');
  role = $state<Role>('senior');
  roleWords = $state('');
  sex = $state<Sex | null>(null);
  knows = $state<Knows>('unsure');
  hours = $state<Hours>({ choice: 'any', rows: [] });
  /** As typed; empty for none. */
  rhythm = $state('');
  lastContact = $state('');
  note = $state('');
  onLadder = $state(true);
  numbers = $state<NumberDraft[]>([]);
  refusals = $state<Partial<Record<PersonField, unknown>>>({});
  /** A save was tried: what is missing is pointed out now. */
  tried = $state(false);
  busy = $state(false);

  readonly rhythmInvalid = $derived(this.rhythm.trim() !== '' && this.#rhythmDays() === null);
  readonly noteTooLong = $derived(Array.from(this.note).length > NOTE_LIMIT);
  readonly #before: string;
  /** The numbers that were there at first. */
  readonly #shown: NumberId[];

  constructor(person?: PersonView) {
    this.id = person?.id ?? null;
    this.seen = person?.seen ?? null;
    if (person !== undefined) {
      this.name = person.name;
      this.role = person.role;
      this.roleWords = person.role_words ?? '';
      this.sex = person.sex;
      this.knows = person.knows;
      this.hours = hoursOf(person.hours);
      this.rhythm = person.rhythm_days?.toString() ?? '';
      this.lastContact = person.last_contact ?? '';
      this.note = person.note ?? '';
      this.onLadder = person.on_ladder;
    }
    this.numbers = person?.numbers.map((number) => new NumberDraft(number)) ?? [];
    this.#shown = person?.numbers.map(({ id }) => id) ?? [];
    if (this.numbers.length === 0) this.addNumber();
    this.#before = this.#written();
  }

  /** Whether there is something to lose. */
  get changed(): boolean {
    return this.#written() !== this.#before;
  }

  /** Whether something stands behind "more". */
  get hasMore(): boolean {
    return (
      this.hours.choice !== 'any' ||
      this.sex !== null ||
      [this.rhythm, this.lastContact, this.note].some((text) => text !== '')
    );
  }

  get hasNumber(): boolean {
    return this.numbers.some((number) => !number.empty);
  }

  /** Whether anything stands in the way of a save. */
  get wrong(): boolean {
    return (
      this.wrongInMore ||
      Object.keys(this.refusals).length > 0 ||
      this.numbers.some((one) => one.refusal !== null)
    );
  }

  /** Whether something behind "more" does. */
  get wrongInMore(): boolean {
    const { hours, last_contact, note } = this.refusals;
    const refused = [hours, last_contact, note].some((thrown) => thrown !== undefined);
    return refused || dayMissing(this.hours) || this.rhythmInvalid || this.noteTooLong;
  }

  addNumber(): NumberDraft {
    const number = new NumberDraft();
    this.numbers.push(number);
    return number;
  }

  removeNumber(key: number): void {
    this.numbers = this.numbers.filter((number) => number.key !== key);
    if (this.numbers.length === 0) this.addNumber();
  }

  /** Puts a number before the one above it. */
  raiseNumber(key: number): void {
    const at = this.numbers.findIndex((number) => number.key === key);
    const [raised, above] = [this.numbers[at], this.numbers[at - 1]];
    if (raised !== undefined && above !== undefined) this.numbers.splice(at - 1, 2, raised, above);
  }

  request(): PersonRequest {
    const written = this.numbers.filter((number) => !number.empty);
    return {
      id: this.id,
      seen: this.seen,
      name: this.name,
      role: this.role,
      role_words: this.roleWords.trim() === '' ? null : this.roleWords,
      sex: this.sex,
      knows: this.knows,
      hours: spansOf(this.hours),
      rhythm_days: this.#rhythmDays(),
      last_contact: this.lastContact === '' ? null : this.lastContact,
      note: this.note.trim() === '' ? null : this.note,
      on_ladder: this.onLadder,
      numbers: written.map(({ id, seen, text, label, whatsapp }) => ({ id, seen, text, label, whatsapp })),
      shown_numbers: this.#shown
    };
  }

  /** Whether the form can be sent; what the core would not notice or would take for something else is held back here. */
  ready(): boolean {
    this.tried = true;
    this.refusals = {};
    return !dayMissing(this.hours) && !this.rhythmInvalid && !this.noteTooLong;
  }

  /** Puts a refusal beside the field it speaks of. */
  refused(thrown: unknown): void {
    const code = thrown instanceof Refusal ? thrown.code : 'failed';
    if (code.startsWith('number_') && thrown instanceof Refusal && thrown.at !== null) {
      const number = this.numbers.filter((one) => !one.empty)[thrown.at];
      if (number !== undefined) {
        number.refusal = thrown;
        return;
      }
    }
    this.refusals = { [this.#fieldOf(code)]: thrown };
  }

  #fieldOf(code: ErrorCode): PersonField {
    // The two free texts share a code: the longer one is the note.
    if (code === 'text_too_long') return Array.from(this.roleWords).length > 40 ? 'role_words' : 'note';
    return FIELD_OF[code] ?? 'form';
  }

  #rhythmDays(): number | null {
    const days = /^\d{1,3}$/.test(this.rhythm.trim()) ? Number(this.rhythm) : 0;
    return days >= 1 && days <= RHYTHM_LIMIT ? days : null;
  }

  #written(): string {
    return JSON.stringify([this.request(), this.rhythm]);
  }
}

/** The form that was left open: it outlives Help, the lock and a look elsewhere, and ends with a save or a no. */
export const open = $state<{ draft: PersonDraft | null }>({ draft: null });
