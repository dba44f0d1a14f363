import { m } from '$lib/i18n';

const TOWARDS = [
  () => m.solat_toward_n(),
  () => m.solat_toward_ne(),
  () => m.solat_toward_e(),
  () => m.solat_toward_se(),
  () => m.solat_toward_s(),
  () => m.solat_toward_sw(),
  () => m.solat_toward_w(),
  () => m.solat_toward_nw()
] as const;

/** The eighth of the compass that a bearing lies in, in words. `bearing`: degrees clockwise from north. */
export function towardsWords(bearing: number): string {
  const eighth = Math.round((((bearing % 360) + 360) % 360) / 45) % TOWARDS.length;
  return (TOWARDS[eighth] ?? TOWARDS[0])();
}
