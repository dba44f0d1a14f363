import type { SolatView } from '$lib/ipc';

/** Where the times of a day come from: some of a table's can have been refused, so a day can be of both. */
export function sourceOf(day: SolatView): 'computed' | 'official' | 'mixed' {
  if (day.source === 'computed') return 'computed';
  const ofTables = day.times.filter(({ time }) => time !== 'midnight' && time !== 'last_third');
  return ofTables.every(({ official }) => official) ? 'official' : 'mixed';
}
