import { m } from '$lib/i18n';
import type { Elsewhere } from '$lib/ipc';

/** Times that are read on another clock say which one they are by. */
export function placeWords(place: string, elsewhere: Elsewhere | null): string {
  return elsewhere === 'malaysia' ? m.solat_malaysian_time({ place }) : place;
}

/** What to say to somebody whose device is not where his prayer times are for. */
export function elsewhereWords(place: string, elsewhere: Elsewhere): { title: string; text: string } {
  return elsewhere === 'malaysia'
    ? { title: m.solat_other_zone(), text: m.solat_other_zone_text({ place }) }
    : { title: m.solat_other_place(), text: m.solat_other_place_text({ place }) };
}
