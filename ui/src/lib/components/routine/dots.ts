import { m } from '$lib/i18n';
import type { DotView, HistoryDayView } from '$lib/ipc';

/** How a dot looks: full, half, or a ring. None is a reproach, so none looks like one. */
export type DotLook = 'full' | 'half' | 'ring';

/** The most dots that a day has room for. */
export const ROOM = 15;

export function lookOf({ state }: Pick<DotView, 'state'>): DotLook {
  switch (state) {
    case 'done':
    case 'qada':
    case 'coming':
      return 'full';
    case 'begun':
      return 'half';
    default:
      return 'ring';
  }
}

/** What a screen reader says of a day: its date and each thing that was noted, in words. */
export function dayWords({ date_words: words, today, dots }: HistoryDayView): string {
  const date = today ? m.routine_month_day_today({ date: words }) : words;
  if (dots.length === 0) return date;
  const said = dots.map(({ title, words }) => m.routine_month_day_dot({ title, words })).join(', ');
  return m.routine_month_day_dots({ date, dots: said });
}
