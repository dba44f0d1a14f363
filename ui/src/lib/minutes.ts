const DAY = 1440;

/** How long before its moment a reminder can come at most, in minutes. */
export const MOST_LEAD = DAY;

/** Minutes after midnight for a time of day as a time field holds it (`08:30`), or as it is typed by hand (`8.30`, `0830`). */
export function minuteOf(typed: string): number | null {
  const found = /^(\d{1,2})[:.]?(\d{2})(?::\d{2})?$/.exec(typed.trim());
  if (found === null) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** How a time field holds minutes after midnight. */
export function fieldTime(minute: number): string {
  const whole = ((minute % DAY) + DAY) % DAY;
  return [Math.floor(whole / 60), whole % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** A whole number from 1 to `last` as it was typed, or `null`. Spaces and commas between the digits do not count. */
export function wholeNumber(typed: string, last: number): number | null {
  const digits = typed.replace(/[\s,]/g, '');
  const number = /^\d{1,9}$/.test(digits) ? Number(digits) : 0;
  return number >= 1 && number <= last ? number : null;
}

/** Numbers to pick from, and the present one where it is not among them. */
export function withPresent(offered: readonly number[], present: number | null): number[] {
  if (present === null || offered.includes(present)) return [...offered];
  return [...offered, present].sort((a, b) => a - b);
}
