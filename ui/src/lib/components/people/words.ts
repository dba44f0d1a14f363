import { joined, m } from '$lib/i18n';
import type { PersonView } from '$lib/ipc';
import { roleName } from '$lib/roles';

type Known = Pick<
  PersonView,
  'role' | 'role_words' | 'standing' | 'standing_words' | 'hours_words' | 'numbers'
>;

/** What a person is and when they answer: `Senior · bertugas hingga 11 malam`, `Keluarga · bila-bila masa`. */
export function personWords(person: Known): string {
  return joined([person.role_words ?? roleName(person.role), answersWords(person)]);
}

function answersWords({ numbers, standing, standing_words: until, hours_words: hours }: Known): string {
  if (numbers.length === 0) return m.people_no_number();
  if (standing === 'on_duty' && until !== null) return m.people_on_duty_until({ until });
  return hours ?? m.people_any_time();
}

const RHYTHMS: Record<number, () => string> = {
  1: () => m.people_rhythm_1(),
  3: () => m.people_rhythm_3(),
  7: () => m.people_rhythm_7(),
  14: () => m.people_rhythm_14(),
  30: () => m.people_rhythm_30()
};

/** The rhythms that are offered, in days. */
export const RHYTHM_DAYS = Object.keys(RHYTHMS).map(Number);

/** How often, in words: `setiap minggu`, `setiap 10 hari`. */
export function rhythmWords(days: number): string {
  return RHYTHMS[days]?.() ?? m.people_rhythm_every({ days });
}

/** How long ago, in words; `null` for never. */
function sinceWords(days: number | null): string {
  if (days === null) return m.people_since_never();
  if (days === 0) return m.people_since_today();
  if (days === 1) return m.people_since_yesterday();
  return m.people_since_days({ days });
}

/** How long there was no word, against how often there should be: `12 hari · selalunya setiap minggu`. */
export function greetWords(daysSince: number | null, rhythmDays: number | null): string {
  const since = sinceWords(daysSince);
  return rhythmDays === null ? since : `${since} · ${m.people_usually({ rhythm: rhythmWords(rhythmDays) })}`;
}
