import {
  Refusal,
  type Answers,
  type Burden,
  type CheckInId,
  type CheckInRequest,
  type CheckInView,
  type Question
} from '$lib/ipc';
import { fieldTime, minuteOf } from '$lib/minutes';

/** The four of "hungry, angry, lonely, tired". */
export type Body = 'hungry' | 'angry' | 'lonely' | 'tired';

/** A check-in while it is being answered; every answer may stay open. */
export class CheckInDraft {
  /** `null` for a new one, which is of the moment of its save. */
  readonly id: CheckInId | null;
  readonly seen: string | null;
  levels = $state<Record<Question, string | undefined>>({
    heaviness: undefined,
    craving: undefined,
    energy: undefined
  });
  burden = $state<Burden | undefined>(undefined);
  body = $state<Record<Body, boolean>>({ hungry: false, angry: false, lonely: false, tired: false });
  note = $state('');
  /** As the fields hold them; only an edited one has them. */
  date = $state('');
  time = $state('');
  refusal = $state<unknown>(null);
  busy = $state(false);

  readonly timeInvalid = $derived(minuteOf(this.time) === null);
  readonly #before: string;

  constructor(view?: CheckInView) {
    this.id = view?.id ?? null;
    this.seen = view?.seen ?? null;
    if (view !== undefined) {
      const { heaviness, craving, energy, burden, note, hungry, angry, lonely, tired } = view.answers;
      this.levels = { heaviness: step(heaviness), craving: step(craving), energy: step(energy) };
      this.burden = burden ?? undefined;
      this.body = { hungry, angry, lonely, tired };
      this.note = note ?? '';
      this.date = view.date;
      this.time = fieldTime(view.minute);
    }
    this.#before = this.#written();
  }

  /** Whether anything was answered or changed. */
  get changed(): boolean {
    return this.#written() !== this.#before;
  }

  /** Whether the refusal speaks of when it was. */
  get whenRefused(): boolean {
    const { refusal } = this;
    return (
      refusal instanceof Refusal && ['date_ahead', 'date_too_early', 'date_invalid'].includes(refusal.code)
    );
  }

  request(): CheckInRequest {
    const minute = minuteOf(this.time) ?? 0;
    return {
      id: this.id,
      seen: this.seen,
      moment: this.id === null ? null : { date: this.date, minute },
      answers: this.#answers()
    };
  }

  #answers(): Answers {
    const level = (question: Question): number | null => {
      const chosen = this.levels[question];
      return chosen === undefined ? null : Number(chosen);
    };
    return {
      heaviness: level('heaviness'),
      craving: level('craving'),
      energy: level('energy'),
      burden: this.burden ?? null,
      ...$state.snapshot(this.body),
      note: this.note.trim() === '' ? null : this.note
    };
  }

  #written(): string {
    return JSON.stringify([this.#answers(), this.date, this.time]);
  }
}

function step(level: number | null): string | undefined {
  return level === null ? undefined : String(level);
}

/** What was begun: it outlives Help, the lock and a look elsewhere, and ends with a save. */
export const openCheckIn = $state<{ fresh: CheckInDraft; edited: CheckInDraft | null }>({
  fresh: new CheckInDraft(),
  edited: null
});
