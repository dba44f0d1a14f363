import { joined, m } from '$lib/i18n';
import type { MeetingView } from '$lib/ipc';

/** Where it is and how long it lasts: `Dewan kecil, pusat komuniti · 1 jam`. */
export function placeWords({ place, length_words: length }: MeetingView): string {
  return joined([place, length]);
}

/** The lengths that are offered, in minutes. */
export const LENGTHS = [30, 45, 60, 90, 120, 180, 240] as const;

export function lengthName(minutes: number): string {
  if (minutes === 60) return m.meetings_length_hour();
  if (minutes === 90) return m.meetings_length_hour_half();
  if (minutes % 60 === 0) return m.meetings_length_hours({ count: minutes / 60 });
  return m.meetings_length_minutes({ count: minutes });
}
