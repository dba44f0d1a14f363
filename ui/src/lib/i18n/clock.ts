import { m } from '$lib/paraglide/messages.js';
import { language } from './language.svelte';

const HOUR = 60;

/**
 * A time of day in words, 12-hour, in the language now shown: `4:18 petang`, `4:18 pm`.
 *
 * `minutes`: minutes since midnight on the wall clock, in [0, 1440). With `short`, full hours lose their `:00`.
 * Malay parts of the day: tengah malam to 12:59 am, pagi, tengah hari from 12:00 to 1:59 pm, petang to 6:59 pm, malam.
 */
export function clockWords(minutes: number, { short = false } = {}): string {
  const hour = Math.floor(minutes / HOUR);
  const minute = minutes % HOUR;
  const shownHour = hour % 12 === 0 ? 12 : hour % 12;
  const time = short && minute === 0 ? `${shownHour}` : `${shownHour}:${String(minute).padStart(2, '0')}`;
  if (hour < 1) return m.clock_midnight({ time });
  if (hour < 12) return m.clock_morning({ time });
  if (hour < 14) return m.clock_noon({ time });
  if (hour < 19) return m.clock_evening({ time });
  return m.clock_night({ time });
}

/** The digits of a time in words, and what follows them: `['4:18', 'petang']`. */
export function timeParts(words: string): [digits: string, part: string] {
  const digits = words.split(' ', 1)[0] ?? '';
  return [digits, words.slice(digits.length).trim()];
}

/**
 * A calendar date in words, in the language now shown: `Sabtu, 21 Nov`.
 *
 * `isoDate`: `YYYY-MM-DD`; it names a day, not a moment, so no time zone can shift it. With `year`, the year follows;
 * without `weekday` it is `21 Nov`.
 */
export function dateWords(isoDate: string, { year = false, weekday = true } = {}): string {
  const format = new Intl.DateTimeFormat(language.current === 'ms' ? 'ms-MY' : 'en-GB', {
    weekday: weekday ? 'long' : undefined,
    day: 'numeric',
    month: 'short',
    year: year ? 'numeric' : undefined,
    timeZone: 'UTC'
  });
  return format.format(new Date(`${isoDate}T00:00:00Z`));
}
