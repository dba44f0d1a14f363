/** What the person typed for a place by its degrees. */
export interface TypedPoint {
  latitude: string;
  longitude: string;
}

const DEGREES = /^[+-]?\d{1,3}([.,]\d+)?$/;

/** Degrees as typed, with a dot or a comma; `undefined` if they are no angle within `most`. */
export function degrees(typed: string, most: number): number | undefined {
  const text = typed.trim();
  if (!DEGREES.test(text)) return undefined;
  const value = Number(text.replace(',', '.'));
  return Math.abs(value) <= most ? value : undefined;
}

export const latitude = (typed: string): number | undefined => degrees(typed, 90);
export const longitude = (typed: string): number | undefined => degrees(typed, 180);

/** The point as the core reads it: `latitude,longitude`; `undefined` if either is wrong. */
export function pointText(typed: TypedPoint): string | undefined {
  const lat = latitude(typed.latitude);
  const lon = longitude(typed.longitude);
  return lat === undefined || lon === undefined ? undefined : `${lat.toFixed(7)},${lon.toFixed(7)}`;
}

/** A point of the core as it would be typed, without the zeros at the end. */
export function typedPoint(point: string): TypedPoint {
  const [lat = '', lon = ''] = point.split(',').map((part) => String(Number(part)));
  return { latitude: lat, longitude: lon };
}

/** Minutes as typed, 0 to 120: `null` for nothing, `undefined` if they are no such number. */
export function jemaahMinutes(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const minutes = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  return minutes <= 120 ? minutes : undefined;
}
