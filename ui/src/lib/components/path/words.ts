import { m } from '$lib/i18n';
import type { Happening, PathRowView, Summary } from '$lib/ipc';

/** A part of what was built, in words. */
export interface Built {
  name: string;
  words: string;
}

/** What was built, all of it together. What cannot be said as a number of days is left to a sentence. */
export function builtOf({ all, longest, present, returns }: Summary): Built[] {
  const built: Built[] = [];
  if (all !== null) built.push({ name: m.path_all(), words: daysWords(all) });
  if (longest !== null) built.push({ name: m.path_longest(), words: daysWords(longest) });
  if (present?.at === 'walking') built.push({ name: m.path_present(), words: daysWords(present.days) });
  if (returns !== null) {
    built.push({
      name: m.path_returns(),
      words: returns === 1 ? m.path_once() : m.path_times({ count: returns })
    });
  }
  return built;
}

function daysWords(count: number): string {
  return count === 1 ? m.path_day() : m.path_days({ count });
}

/** What is said about now where no number is; `undefined` where the days say it. */
export function nowWords(summary: Summary, rows: PathRowView[]): string | undefined {
  switch (summary.present?.at) {
    case 'walking':
      return undefined;
    case 'lapsed':
      return m.path_now_lapsed();
    case 'back':
      return m.path_now_back();
    case undefined:
      // A clock that was set back, or one that was ahead once.
      return rows.some(({ kind }) => kind !== 'milestone') ? m.path_now_ahead() : m.path_now_unbegun();
  }
}

const TITLES: Record<Happening, () => string> = {
  beginning: m.path_event_beginning,
  lapse: m.path_event_lapse,
  milestone: m.path_event_milestone
};

export const titleOf = (what: Happening): string => TITLES[what]();
