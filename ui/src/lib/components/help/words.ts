import { joined, m } from '$lib/i18n';
import type { HelpLineView, RungView } from '$lib/ipc';
import { roleName } from '$lib/roles';

/** What a person is, whether on duty, and until or from when: `Senior bertugas · hingga 11:00 malam`. */
export function rungWords(rung: RungView): string {
  const onDuty = rung.standing === 'on_duty';
  const role = rung.role_words ?? roleName(rung.role);
  const parts =
    onDuty && rung.role === 'senior' && rung.role_words === null
      ? [m.help_role_senior_on_duty()]
      : [role, onDuty ? m.help_standing_on_duty() : null];
  return joined([...parts, rung.hours_words]);
}

/** A line's number, hours and cost. */
export function lineWords(line: HelpLineView): string {
  return joined([line.reach.display, line.hours_words, line.cost_words]);
}

/** Names as they are said: `Ali`, `Ali dan Siti`, `Ali, Siti dan Mei`. */
export function namesTogether(names: string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : m.help_and({ names: names.slice(0, -1).join(', '), last });
}
