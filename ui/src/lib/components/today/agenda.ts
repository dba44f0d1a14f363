import { joined, m } from '$lib/i18n';
import type { AgendaView } from '$lib/ipc';
import { stateWords } from '$lib/state/marking';

/** The quiet line of an entry: what was said of it, when it is, where it stands, and what goes with it. */
export function subWords(entry: AgendaView): string | undefined {
  const parts = [stateWords(entry.state), entry.when_words, countWords(entry), entry.detail_words];
  return joined(parts) || undefined;
}

/** Where a counter stands, once it was begun, or how often is wanted; without a zero. */
function countWords({ what, count, aim, state }: AgendaView): string | undefined {
  if (what !== 'zikir') return undefined;
  if (count === null || count === 0 || state === 'done') return aim === null ? undefined : String(aim);
  return aim === null ? m.today_count({ count }) : m.today_count_of({ count, aim });
}

/** Where an entry leads: to the counter of a zikir, to the meeting; others lead nowhere. */
export function entryHref({ target, date, what }: AgendaView): string | undefined {
  if (target.kind === 'meeting') return `/meetings/about?id=${encodeURIComponent(target.id)}`;
  if (what !== 'zikir' || target.kind !== 'item') return undefined;
  return `/routine/zikir?id=${encodeURIComponent(target.id)}&date=${date}`;
}
