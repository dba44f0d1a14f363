import { hoursOf, rowsToStartWith, spansOf, WEEK, type Hours, type HoursRow, type Span } from '$lib/hours';

/** The night in which clients get no answer: 10 pm to 6 am. */
export const QUIET_NIGHT: HoursRow = { days: [...WEEK], start: 22 * 60, length: 8 * 60 };

/** Hours of work as their editor holds them; only "office" and one's own have a choice of their own. */
export function workHoursOf(stored: readonly Span[]): Hours {
  return ownUnless('office', hoursOf(stored));
}

/** Hours of quiet as their editor holds them; "night" is the night of clients here, not of people to call. */
export function quietHoursOf(stored: readonly Span[]): Hours {
  const hours = hoursOf(stored);
  if (JSON.stringify(spansOf(hours)) === JSON.stringify(nightSpans())) return { choice: 'night', rows: [] };
  return ownUnless(null, hours);
}

export function quietSpansOf(hours: Hours): Span[] {
  return hours.choice === 'night' ? nightSpans() : spansOf(hours);
}

function nightSpans(): Span[] {
  return spansOf({ choice: 'own', rows: [QUIET_NIGHT] });
}

function ownUnless(offered: Hours['choice'] | null, hours: Hours): Hours {
  const { choice } = hours;
  if (choice === 'any' || choice === 'own' || choice === offered) return hours;
  return { choice: 'own', rows: rowsToStartWith(choice) };
}
