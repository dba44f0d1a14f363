import { Refusal, type ErrorCode, type ShiftId, type ShiftRequest, type ShiftView } from '$lib/ipc';
import { fieldTime, minuteOf } from '$lib/minutes';

/** The parts of the form beside which a refusal can be told. */
export type ShiftField = 'date' | 'length' | 'note' | 'form';

const FIELD_OF: Partial<Record<ErrorCode, ShiftField>> = {
  date_invalid: 'date',
  shift_ahead: 'length',
  shift_too_long: 'length',
  text_too_long: 'note'
};

/** A shift while it is being written; nothing is kept before the save. */
export class ShiftDraft {
  /** `null` for a new shift. */
  readonly id: ShiftId | null;
  readonly seen: string | null;
  date = $state('');
  /** As the time field holds it. */
  time = $state('');
  length = $state(480);
  heavy = $state(0);
  nightCalls = $state(0);
  supervised = $state(false);
  note = $state('');
  refusals = $state<Partial<Record<ShiftField, unknown>>>({});
  /** A save was tried: what is missing is pointed out now. */
  tried = $state(false);
  busy = $state(false);

  readonly timeInvalid = $derived(minuteOf(this.time) === null);
  readonly #before: string;

  constructor(today: string, shift?: ShiftView) {
    this.id = shift?.id ?? null;
    this.seen = shift?.seen ?? null;
    this.date = shift?.date ?? today;
    this.time = fieldTime(shift?.minute ?? 8 * 60);
    this.length = shift?.length_minutes ?? 480;
    this.heavy = shift?.heavy ?? 0;
    this.nightCalls = shift?.night_calls ?? 0;
    this.supervised = shift?.supervised ?? false;
    this.note = shift?.note ?? '';
    this.#before = this.#written();
  }

  /** Whether there is something to lose. */
  get changed(): boolean {
    return this.#written() !== this.#before;
  }

  /** Whether anything stands in the way of a save. */
  get wrong(): boolean {
    return this.timeInvalid || Object.keys(this.refusals).length > 0;
  }

  request(): ShiftRequest {
    return {
      id: this.id,
      seen: this.seen,
      date: this.date,
      minute: minuteOf(this.time) ?? 0,
      length_minutes: this.length,
      heavy: this.heavy,
      night_calls: this.nightCalls,
      supervised: this.supervised,
      note: this.note.trim() === '' ? null : this.note
    };
  }

  /** Whether the form can be sent. */
  ready(): boolean {
    this.tried = true;
    this.refusals = {};
    return !this.timeInvalid;
  }

  /** Puts a refusal beside the field it speaks of. */
  refused(thrown: unknown): void {
    const code = thrown instanceof Refusal ? thrown.code : 'failed';
    this.refusals = { [FIELD_OF[code] ?? 'form']: thrown };
  }

  #written(): string {
    return JSON.stringify([this.request(), this.time]);
  }
}

/** The form that was left open: it outlives Help, the lock and a look elsewhere, and ends with a save or a no. */
export const openShift = $state<{ draft: ShiftDraft | null }>({ draft: null });
