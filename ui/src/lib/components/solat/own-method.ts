/** What the person typed for a way of working out of his own. */
export interface OwnMethod {
  /** Degrees of the sun below the horizon at Subuh. */
  fajr: string;
  by: 'degrees' | 'minutes';
  /** Degrees at Isyak, or minutes after Maghrib. */
  isha: string;
}

/** What the core keeps of it: `own 18 17` by degrees, `own 18.5 +90` by minutes after Maghrib. */
const STORED = /^own ([\d.]+) (\+?)([\d.]+)$/;

/** Degrees as typed, with a dot or a comma, 5 to 25. */
export function duskDegrees(typed: string): number | undefined {
  const text = typed.trim().replace(',', '.');
  const value = /^\d{1,2}(\.\d{1,3})?$/.test(text) ? Number(text) : NaN;
  return value >= 5 && value <= 25 ? value : undefined;
}

/** Minutes after Maghrib as typed, 30 to 180. */
export function ishaMinutes(typed: string): number | undefined {
  const text = typed.trim();
  const value = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  return value >= 30 && value <= 180 ? value : undefined;
}

/** How the core keeps it; `undefined` while a number is wrong. */
export function ownCode({ fajr, by, isha }: OwnMethod): string | undefined {
  const dawn = duskDegrees(fajr);
  const dusk = by === 'degrees' ? duskDegrees(isha) : ishaMinutes(isha);
  if (dawn === undefined || dusk === undefined) return undefined;
  return `own ${dawn} ${by === 'degrees' ? '' : '+'}${dusk}`;
}

export function isOwn(method: string | null): boolean {
  return method !== null && STORED.test(method);
}

/** What is kept, as it would be typed; usual numbers where nothing is. */
export function typedOwn(method: string | null): OwnMethod {
  const [, fajr = '18', minutes = '', isha = '17'] = STORED.exec(method ?? '') ?? [];
  return { fajr, by: minutes === '+' ? 'minutes' : 'degrees', isha };
}
