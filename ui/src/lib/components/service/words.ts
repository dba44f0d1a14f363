import { m } from '$lib/i18n';

/** The lengths that are offered, in minutes. */
export const LENGTHS = [
  ...[15, 20, 30, 45, 60, 75, 90, 120, 150, 180, 210, 240, 300, 360, 420, 480, 540, 600, 720]
] as const;

/** A length in whole hours, or in hours and minutes: `2 jam 30 minit`. */
export function lengthName(minutes: number): string {
  const [count, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (count === 0) return m.meetings_length_minutes({ count: rest });
  if (rest > 0) return m.service_length_hours_minutes({ hours: count, minutes: rest });
  return count === 1 ? m.meetings_length_hour() : m.meetings_length_hours({ count });
}

/** Where the editor of something is. */
export function editHref(what: 'entry' | 'talk' | 'training' | 'amend', id: string): string {
  return `/service/${what}?id=${encodeURIComponent(id)}`;
}
