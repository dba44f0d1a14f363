/** A stretch of a day: `weekday` 0 for Monday to 6; `start` and `end` in minutes after midnight; `end` 1 to 1440, and on the next day if not after `start`. */
export interface Span {
  weekday: number;
  start: number;
  end: number;
}

/** The same hours on several days, as a person picks them. */
export interface HoursRow {
  /** 0 for Monday to 6 for Sunday. */
  days: number[];
  /** Minutes after midnight, 0 to 1439. */
  start: number;
  /** How many minutes they last, 1 to 1440. */
  length: number;
}

export type HoursChoice = 'any' | 'office' | 'night' | 'own';

/** What the hours editor holds. `rows` counts only for the choice `own`. */
export interface Hours {
  choice: HoursChoice;
  rows: HoursRow[];
}

export const WEEK = [0, 1, 2, 3, 4, 5, 6] as const;
const DAY = 1440;
const STEP = 30;

const OFFICE: HoursRow = { days: [0, 1, 2, 3, 4], start: 8 * 60, length: 9 * 60 };
const NIGHT: HoursRow = { days: [...WEEK], start: 20 * 60, length: 4 * 60 };
/** What "choose myself" begins with: waking hours. */
const WAKING: HoursRow = { days: [...WEEK], start: 8 * 60, length: 14 * 60 };

function spansOfRows(rows: readonly HoursRow[]): Span[] {
  const spans = rows.flatMap(({ days, start, length }) => {
    const end = start + length <= DAY ? start + length : start + length - DAY;
    return days.map((weekday) => ({ weekday, start, end }));
  });
  return spans.sort((a, b) => a.weekday - b.weekday || a.start - b.start || a.end - b.end);
}

function rowsOf(spans: readonly Span[]): HoursRow[] {
  const rows: HoursRow[] = [];
  for (const { weekday, start, end } of spans) {
    const length = end > start ? end - start : end - start + DAY;
    const same = rows.find((row) => row.start === start && row.length === length);
    if (same === undefined) rows.push({ days: [weekday], start, length });
    else if (!same.days.includes(weekday)) same.days.push(weekday);
  }
  return rows;
}

function sameSpans(a: readonly Span[], b: readonly Span[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The editor's hours for stored ones; no spans means any time. */
export function hoursOf(stored: readonly Span[]): Hours {
  const spans = stored.map(({ weekday, start, end }) => ({ weekday, start, end }));
  if (spans.length === 0) return { choice: 'any', rows: [] };
  if (sameSpans(spans, spansOfRows([OFFICE]))) return { choice: 'office', rows: [] };
  if (sameSpans(spans, spansOfRows([NIGHT]))) return { choice: 'night', rows: [] };
  return { choice: 'own', rows: rowsOf(spans) };
}

/** The hours to store, by day and start; empty means any time. */
export function spansOf(hours: Hours): Span[] {
  switch (hours.choice) {
    case 'any':
      return [];
    case 'office':
      return spansOfRows([OFFICE]);
    case 'night':
      return spansOfRows([NIGHT]);
    case 'own':
      return spansOfRows(hours.rows);
  }
}

/** Whether a row names no day: stored as it is, it would silently mean something else. */
export function dayMissing(hours: Hours): boolean {
  return hours.choice === 'own' && hours.rows.some((row) => row.days.length === 0);
}

/** The rows to begin with when the person wants to choose by hand: what the hours were, if they were any. */
export function rowsToStartWith(before: HoursChoice): HoursRow[] {
  const row = before === 'office' ? OFFICE : before === 'night' ? NIGHT : WAKING;
  return [{ ...row, days: [...row.days] }];
}

/** The same row beginning at another minute; it keeps its end on the clock, a whole day if both are the same. */
export function startingAt(row: HoursRow, start: number): HoursRow {
  const end = row.start + row.length;
  return { ...row, start, length: ((((end - start) % DAY) + DAY - 1) % DAY) + 1 };
}

/** The minutes to pick a beginning from: every half hour, and the present one. */
export function startChoices(present: number): number[] {
  return withPresent(
    Array.from({ length: DAY / STEP }, (_, at) => at * STEP),
    present
  );
}

/** The lengths to pick an end from: every half hour on the clock after `start`, up to a whole day, and the present one. */
export function lengthChoices({ start, length }: HoursRow): number[] {
  const first = STEP - (start % STEP);
  const lengths = Array.from({ length: DAY / STEP }, (_, at) => first + at * STEP);
  return withPresent(
    lengths.filter((minutes) => minutes <= DAY),
    length
  );
}

function withPresent(minutes: number[], present: number): number[] {
  return minutes.includes(present) ? minutes : [...minutes, present].sort((a, b) => a - b);
}
