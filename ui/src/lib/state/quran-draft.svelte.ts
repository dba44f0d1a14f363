import { Refusal, type QuranEntryView, type QuranRequest, type QuranUnit } from '$lib/ipc';
import { wholeNumber } from '$lib/minutes';

/** The last page, juz and surah. Whether a surah has an ayah is for the core to say. */
export const LAST: Record<QuranUnit, number> = { page: 604, juz: 30, surah: 114 };
const LAST_AYAH = 286;

/** A place in the Quran while it is being written. */
export class QuranDraft {
  readonly id: string | null;
  readonly seen: string | null;
  unit = $state<QuranUnit>('page');
  /** As typed. */
  number = $state('');
  ayah = $state('');
  date = $state('');
  refusal = $state<unknown>(null);
  tried = $state(false);
  busy = $state(false);

  readonly last = $derived(LAST[this.unit]);
  readonly numberInvalid = $derived(wholeNumber(this.number, this.last) === null);
  readonly ayahInvalid = $derived(
    this.unit === 'surah' && this.ayah.trim() !== '' && wholeNumber(this.ayah, LAST_AYAH) === null
  );
  readonly #before: string;

  /** A correction of an entry; without one a new entry that counts as the last one did. */
  constructor(today: string, entry?: QuranEntryView, last?: QuranEntryView) {
    this.id = entry?.id ?? null;
    this.seen = entry?.seen ?? null;
    this.date = entry?.date ?? today;
    this.unit = (entry ?? last)?.place.unit ?? 'page';
    this.number = entry?.place.number.toString() ?? '';
    this.ayah = entry?.place.ayah?.toString() ?? '';
    this.#before = this.#written();
  }

  get changed(): boolean {
    return this.#written() !== this.#before;
  }

  get dateRefused(): boolean {
    return this.refusal instanceof Refusal && this.refusal.code === 'date_invalid';
  }

  /** Whether the form can be sent. */
  ready(): boolean {
    this.tried = true;
    this.refusal = null;
    return !this.numberInvalid && !this.ayahInvalid;
  }

  request(): QuranRequest {
    const { id, seen, unit } = this;
    const ayah = unit === 'surah' ? wholeNumber(this.ayah, LAST_AYAH) : null;
    return {
      ...{ id, seen },
      date: this.date === '' ? null : this.date,
      place: { unit, number: wholeNumber(this.number, this.last) ?? 0, ayah }
    };
  }

  #written(): string {
    return JSON.stringify([this.request(), this.number, this.ayah]);
  }
}

/** The form that was left open; see `openItem`. */
export const openPlace = $state<{ draft: QuranDraft | null }>({ draft: null });
