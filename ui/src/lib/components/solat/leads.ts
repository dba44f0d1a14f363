import { m } from '$lib/i18n';
import { withPresent } from '$lib/minutes';
import type { Option } from '../shared/types';

/** Stands for no reminder at all. */
export const NO_REMINDER = 'none';

/** How long before a prayer a reminder may come, in minutes. */
const LEADS = [0, 5, 10, 15, 20, 30, 45, 60];

/** The choices of a reminder; minutes chosen elsewhere stay among them. */
export function leadOptions(present?: number): Option[] {
  const minutes = present === undefined ? LEADS : withPresent(LEADS, present);
  return [
    { value: NO_REMINDER, label: m.solat_remind_never() },
    ...minutes.map((count) => ({
      value: String(count),
      label: count === 0 ? m.solat_remind_now() : m.solat_remind_minutes({ count })
    }))
  ];
}
