import { dayOfMonth, daysOf, fieldsOf, moreDays, type DaysFields } from '$lib/days';
import {
  Refusal,
  type ErrorCode,
  type MeetingId,
  type MeetingRequest,
  type MeetingView,
  type PersonId,
  type Sound
} from '$lib/ipc';
import { fieldTime, minuteOf } from '$lib/minutes';

/** The parts of the form beside which a refusal can be told. */
export type MeetingField = 'title' | 'place' | 'map' | 'days' | 'starts' | 'ends' | 'rule' | 'form';

const FIELD_OF: Partial<Record<ErrorCode, MeetingField>> = {
  name_empty: 'title',
  name_too_long: 'title',
  text_too_long: 'place',
  map_link_short: 'map',
  map_link_invalid: 'map',
  no_weekday: 'days',
  never_occurs: 'days',
  date_invalid: 'starts',
  ends_before_start: 'ends',
  rule_invalid: 'rule',
  rule_within_day: 'rule'
};
const IN_MORE: readonly MeetingField[] = ['map', 'ends', 'rule'];

/** Who leads: someone on the list, someone in the person's own words, or nobody noted. */
export type Leader = { of: 'none' } | { of: 'list'; id: PersonId } | { of: 'words' };

/** A meeting while it is being written; nothing is kept before the save. */
export class MeetingDraft {
  /** `null` for a new meeting. */
  readonly id: MeetingId | null;
  readonly seen: string | null;
  readonly today: string;
  title = $state('');
  place = $state('');
  /** A link or coordinates, as pasted. */
  map = $state('');
  leader = $state<Leader>({ of: 'none' });
  leaderWords = $state('');
  days = $state<DaysFields>(fieldsOf(undefined, '2000-01-01'));
  /** As the time field holds it. */
  time = $state('10:00');
  length = $state<number | null>(60);
  remindDay = $state(true);
  remindHour = $state(true);
  sound = $state<Sound>('chime');
  refusals = $state<Partial<Record<MeetingField, unknown>>>({});
  /** A save was tried: what is missing is pointed out now. */
  tried = $state(false);
  busy = $state(false);

  readonly timeInvalid = $derived(minuteOf(this.time) === null);
  readonly dayInvalid = $derived(this.days.kind === 'monthly' && dayOfMonth(this.days.monthDay) === null);
  readonly #before: string;

  constructor(today: string, meeting?: MeetingView) {
    this.today = today;
    this.id = meeting?.id ?? null;
    this.seen = meeting?.seen ?? null;
    this.days = { ...fieldsOf(meeting?.days, today), ...(meeting === undefined ? { kind: 'weekly' } : {}) };
    if (meeting !== undefined) {
      this.title = meeting.title;
      this.place = meeting.place ?? '';
      this.map = meeting.point ?? '';
      this.leaderWords = meeting.leader_words ?? '';
      if (meeting.leader !== null) this.leader = { of: 'list', id: meeting.leader };
      else if (meeting.leader_words !== null) this.leader = { of: 'words' };
      this.time = fieldTime(meeting.minute);
      this.length = meeting.length_minutes;
      this.remindDay = meeting.remind_day_before;
      this.remindHour = meeting.remind_hour_before;
      this.sound = meeting.sound;
    }
    this.#before = this.#written();
  }

  /** Whether there is something to lose. */
  get changed(): boolean {
    return this.#written() !== this.#before;
  }

  /** Whether something stands behind "more" that is not as it is at first. */
  get hasMore(): boolean {
    return moreDays(this.days, this.today) || this.map !== '' || this.id !== null;
  }

  /** Whether anything stands in the way of a save. */
  get wrong(): boolean {
    return this.timeInvalid || this.dayInvalid || Object.keys(this.refusals).length > 0;
  }

  get wrongInMore(): boolean {
    const refused = Object.keys(this.refusals) as MeetingField[];
    const starts = this.refusals.starts !== undefined && this.days.kind !== 'once';
    return starts || refused.some((field) => IN_MORE.includes(field));
  }

  request(): MeetingRequest {
    const { id, seen, title, leader } = this;
    return {
      ...{ id, seen, title },
      place: filled(this.place),
      map: filled(this.map),
      leader: leader.of === 'list' ? leader.id : null,
      leader_words: leader.of === 'words' ? filled(this.leaderWords) : null,
      days: daysOf($state.snapshot(this.days)),
      minute: minuteOf(this.time) ?? 0,
      length_minutes: this.length,
      remind_day_before: this.remindDay,
      remind_hour_before: this.remindHour,
      sound: this.sound
    };
  }

  /** Whether the form can be sent. */
  ready(): boolean {
    this.tried = true;
    this.refusals = {};
    return !this.timeInvalid && !this.dayInvalid;
  }

  /** Puts a refusal beside the field it speaks of. */
  refused(thrown: unknown): void {
    const code = thrown instanceof Refusal ? thrown.code : 'failed';
    this.refusals = { [FIELD_OF[code] ?? 'form']: thrown };
  }

  #written(): string {
    return JSON.stringify([this.request(), this.time, this.days, this.leaderWords]);
  }
}

function filled(text: string): string | null {
  return text.trim() === '' ? null : text;
}

/** The form that was left open: it outlives Help, the lock and a look elsewhere, and ends with a save or a no. */
export const openMeeting = $state<{ draft: MeetingDraft | null }>({ draft: null });
