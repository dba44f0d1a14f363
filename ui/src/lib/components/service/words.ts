import { m } from '$lib/i18n';

/** The lengths that are offered, in minutes. */
export const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240, 300, 360, 480, 600, 720] as const;

export function lengthName(minutes: number): string {
  if (minutes === 60) return m.meetings_length_hour();
  if (minutes === 90) return m.meetings_length_hour_half();
  if (minutes % 60 === 0) return m.meetings_length_hours({ count: minutes / 60 });
  return m.meetings_length_minutes({ count: minutes });
}

/** What stands below a title: the parts that are there, in one line. */
export function joined(...parts: (string | null)[]): string | undefined {
  const there = parts.filter((part) => part !== null && part !== '');
  return there.length === 0 ? undefined : there.join(' · ');
}

/** Where the editor of something is. */
export function editHref(what: 'entry' | 'talk' | 'training' | 'amend', id: string): string {
  return `/service/${what}?id=${encodeURIComponent(id)}`;
}
