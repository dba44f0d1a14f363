import { dayOfMonth, daysOf, fieldsOf, moreDays, type DaysFields } from '$lib/days';
import {
  Refusal,
  type Anchor,
  type ErrorCode,
  type RoutineItemId,
  type RoutineItemView,
  type RoutineRequest,
  type RoutineView,
  type Sound,
  type Timing,
  type What
} from '$lib/ipc';
import { fieldTime, minuteOf, wholeNumber } from '$lib/minutes';

/** The most that a counter can be set to. */
export const AIM_LIMIT = 1_000_000;

/** The parts of the form beside which a refusal can be told. */
export type RoutineField = 'title' | 'days' | 'starts' | 'ends' | 'rule' | 'aim' | 'form';

const FIELD_OF: Partial<Record<ErrorCode, RoutineField>> = {
  name_empty: 'title',
  name_too_long: 'title',
  no_weekday: 'days',
  never_occurs: 'days',
  date_invalid: 'starts',
  ends_before_start: 'ends',
  rule_invalid: 'rule',
  rule_within_day: 'rule',
  amount_invalid: 'aim'
};
const IN_MORE: readonly RoutineField[] = ['ends', 'rule', 'aim'];

/** An item of the routine while it is being written; nothing is kept before the save. */
export class RoutineDraft {
  /** `null` for a new item. */
  readonly id: RoutineItemId | null;
  readonly seen: string | null;
  readonly today: string;
  title = $state('');
  what = $state<What>('other');
  when = $state<Timing['kind']>('at');
  /** As the time field holds it. */
  time = $state('08:00');
  anchor = $state<Anchor>('fajr');
  /** Minutes after the anchor; before it is negative. `undefined` while what was typed is no such number. */
  shift = $state<number | undefined>(15);
  days = $state<DaysFields>(fieldsOf(undefined, '2000-01-01'));
  reminds = $state(true);
  /** `undefined` while what was typed is no such number. */
  remindBefore = $state<number | undefined>(0);
  sound = $state<Sound>('chime');
  discreet = $state(false);
  /** As typed; empty for none. */
  aim = $state('');
  refusals = $state<Partial<Record<RoutineField, unknown>>>({});
  /** A save was tried: what is missing is pointed out now. */
  tried = $state(false);
  busy = $state(false);

  readonly timeInvalid = $derived(this.when === 'at' && minuteOf(this.time) === null);
  readonly dayInvalid = $derived(this.days.kind === 'monthly' && dayOfMonth(this.days.monthDay) === null);
  readonly aimInvalid = $derived(this.#aimCounts() && this.#aimNumber() === null);
  readonly shiftInvalid = $derived(this.when === 'around' && this.shift === undefined);
  readonly leadInvalid = $derived(
    this.reminds && this.when !== 'any_time' && this.remindBefore === undefined
  );
  readonly #before: string;

  /** A new item begins with the name of the first kind. */
  constructor(
    view: Pick<RoutineView, 'today' | 'whats'>,
    nameOf: (what: What) => string,
    item?: RoutineItemView
  ) {
    this.today = view.today;
    this.id = item?.id ?? null;
    this.seen = item?.seen ?? null;
    this.days = fieldsOf(item?.days, view.today);
    this.what = item?.what ?? view.whats[0] ?? 'other';
    if (item === undefined) this.title = suggested(this.what, nameOf);
    else {
      this.title = item.title;
      this.#readTiming(item.timing);
      this.reminds = item.remind !== null;
      this.remindBefore = item.remind?.before ?? 0;
      this.sound = item.remind?.sound ?? 'chime';
      this.discreet = item.discreet;
      this.aim = item.aim?.toString() ?? '';
    }
    this.#before = this.#written();
  }

  /** Whether there is something to lose. */
  get changed(): boolean {
    return this.#written() !== this.#before;
  }

  /** Whether something stands behind "more" that is not as it is at first. */
  get hasMore(): boolean {
    return moreDays(this.days, this.today) || this.discreet || this.aim !== '' || this.id !== null;
  }

  /** Whether anything stands in the way of a save. */
  get wrong(): boolean {
    return this.#held() || Object.keys(this.refusals).length > 0;
  }

  get wrongInMore(): boolean {
    const refused = Object.keys(this.refusals) as RoutineField[];
    const starts = this.refusals.starts !== undefined && this.days.kind !== 'once';
    return this.aimInvalid || this.leadInvalid || starts || refused.some((field) => IN_MORE.includes(field));
  }

  /** Takes another kind. A new item takes its name along until the person writes one; a medicine is discreet. */
  choose(what: What, nameOf: (what: What) => string): void {
    const untouched = this.title.trim() === '' || this.title === nameOf(this.what);
    if (this.id === null && untouched) this.title = suggested(what, nameOf);
    if (this.id === null && what === 'medication') this.discreet = true;
    this.what = what;
  }

  request(): RoutineRequest {
    const { id, seen, title, what } = this;
    const timing = this.#timing();
    const reminds = this.reminds && timing.kind !== 'any_time';
    return {
      ...{ id, seen, title, what, timing },
      days: daysOf($state.snapshot(this.days)),
      remind: reminds ? { before: this.remindBefore ?? 0, sound: this.sound } : null,
      aim: this.#aimCounts() ? this.#aimNumber() : null,
      discreet: this.discreet
    };
  }

  /** Whether the form can be sent. */
  ready(): boolean {
    this.tried = true;
    this.refusals = {};
    return !this.#held();
  }

  /** Puts a refusal beside the field it speaks of. */
  refused(thrown: unknown): void {
    const code = thrown instanceof Refusal ? thrown.code : 'failed';
    this.refusals = { [FIELD_OF[code] ?? 'form']: thrown };
  }

  #held(): boolean {
    const typed = this.timeInvalid || this.dayInvalid || this.aimInvalid;
    return typed || this.shiftInvalid || this.leadInvalid;
  }

  #readTiming(timing: Timing): void {
    this.when = timing.kind;
    if (timing.kind === 'at') this.time = fieldTime(timing.minute);
    if (timing.kind === 'around') {
      this.anchor = timing.anchor;
      this.shift = timing.minutes;
    }
  }

  #timing(): Timing {
    switch (this.when) {
      case 'at':
        return { kind: 'at', minute: minuteOf(this.time) ?? 0 };
      case 'around':
        return { kind: 'around', anchor: this.anchor, minutes: this.shift ?? 0 };
      case 'any_time':
        return { kind: 'any_time' };
    }
  }

  #aimCounts(): boolean {
    return this.what === 'zikir' && this.aim.trim() !== '';
  }

  #aimNumber(): number | null {
    return wholeNumber(this.aim, AIM_LIMIT);
  }

  #written(): string {
    return JSON.stringify([this.request(), this.time, this.aim, this.days, this.shift, this.remindBefore]);
  }
}

function suggested(what: What, nameOf: (what: What) => string): string {
  return what === 'other' ? '' : nameOf(what);
}

/** The form that was left open: it outlives Help, the lock and a look elsewhere, and ends with a save or a no. */
export const openItem = $state<{ draft: RoutineDraft | null }>({ draft: null });
