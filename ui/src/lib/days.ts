/** A day of the week by the name that the core uses. */
export type Weekday = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';

/** The days of the week from Monday on. */
export const WEEKDAYS: readonly Weekday[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** How something comes again. */
export type Repeat =
  | { kind: 'once' }
  | { kind: 'daily' }
  | { kind: 'weekly'; days: Weekday[] }
  | { kind: 'monthly'; day: number }
  | { kind: 'rule'; rule: string };

/** The days of something: dates as `YYYY-MM-DD`. */
export interface Days {
  repeat: Repeat;
  starts: string;
  ends: string | null;
}

/** What the fields for days hold while they are being filled in. */
export interface DaysFields {
  kind: Repeat['kind'];
  weekdays: Weekday[];
  /** As typed, 1 to 31. */
  monthDay: string;
  rule: string;
  starts: string;
  /** Empty for no end. */
  ends: string;
}

/** Fields for stored days; without any, every day from `today` on. */
export function fieldsOf(days: Days | undefined, today: string): DaysFields {
  const starts = days?.starts ?? today;
  const fields: DaysFields = {
    kind: days?.repeat.kind ?? 'daily',
    weekdays: [weekdayOf(starts)],
    monthDay: String(Number(starts.slice(8))),
    rule: '',
    starts,
    ends: days?.ends ?? ''
  };
  if (days?.repeat.kind === 'weekly') fields.weekdays = [...days.repeat.days];
  if (days?.repeat.kind === 'monthly') fields.monthDay = String(days.repeat.day);
  if (days?.repeat.kind === 'rule') fields.rule = days.repeat.rule;
  return fields;
}

/** The days that the fields name. What cannot be right is refused by the core, in words. */
export function daysOf(fields: DaysFields): Days {
  const ends = fields.kind === 'once' || fields.ends === '' ? null : fields.ends;
  return { repeat: repeatOf(fields), starts: fields.starts, ends };
}

function repeatOf({ kind, weekdays, monthDay, rule }: DaysFields): Repeat {
  switch (kind) {
    case 'weekly':
      return { kind, days: WEEKDAYS.filter((day) => weekdays.includes(day)) };
    case 'monthly':
      return { kind, day: dayOfMonth(monthDay) ?? 0 };
    case 'rule':
      return { kind, rule: rule.trim() };
    default:
      return { kind };
  }
}

/** The day of the month that was typed, or `null` where no month has such a day. */
export function dayOfMonth(typed: string): number | null {
  const day = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : 0;
  return day >= 1 && day <= 31 ? day : null;
}

/** The fields with a rule as it was typed: it takes the place of the chosen days, and an empty one gives it back. */
export function withRule(fields: DaysFields, rule: string): DaysFields {
  if (rule.trim() !== '') return { ...fields, rule, kind: 'rule' };
  return { ...fields, rule: '', kind: fields.kind === 'rule' ? 'daily' : fields.kind };
}

/** Whether a field that only shows behind "more" holds something. */
export function moreDays({ kind, starts, ends }: DaysFields, today: string): boolean {
  return kind === 'rule' || (kind !== 'once' && (ends !== '' || starts > today));
}

/** The day of the week of a date. */
export function weekdayOf(date: string): Weekday {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return WEEKDAYS[(day + 6) % 7] ?? 'Mon';
}
