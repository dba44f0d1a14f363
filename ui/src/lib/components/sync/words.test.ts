import { afterEach, describe, expect, test, vi } from 'vitest';
import { setLanguage } from '$lib/i18n';
import type { SyncLinkView, SyncNotice, SyncTrouble } from '$lib/ipc';
import bindings from '$lib/ipc/bindings.ts?raw';
import { LAPTOP, LAST, link, NOW, PHONE } from '$lib/state/sync-example';
import {
  choicesWords,
  deviceWords,
  isOut,
  isStopped,
  noticeWords,
  nudges,
  passingWords,
  rowWords,
  sinceWords,
  stateWords,
  troubleWords,
  whenWords
} from './words';

vi.mock('$lib/ipc', () => ({ core: {}, on: () => () => undefined, Refusal: class extends Error {} }));

const DAY_MS = 86_400_000;
const YESTERDAY = new Date(2026, 10, 3, 15, 5).getTime();
const LATE: Partial<SyncLinkView> = { pending: 3, last_ms: YESTERDAY };
const ALONE: Partial<SyncLinkView> = { devices: [PHONE] };
const NEW = { ...LAPTOP, added: '2026-11-03', is_new: true };

function union<T extends string>(name: string): T[] {
  const found = new RegExp(`export type ${name} = ([^;]+);`).exec(bindings)?.[1] ?? '';
  return Array.from(found.matchAll(/"(\w+)"/g), (match) => match[1] as T);
}

afterEach(() => setLanguage('ms'));

test('a moment is a time today, has a word of its own yesterday, and is a date before that', () => {
  expect(whenWords(LAST, NOW)).toBe('3:05 petang');
  expect(whenWords(YESTERDAY, NOW)).toBe('semalam, 3:05 petang');
  expect(whenWords(YESTERDAY - DAY_MS, NOW)).toBe('2 Nov');
  expect(sinceWords(YESTERDAY, NOW)).toBe('semalam');
  expect(sinceWords(YESTERDAY - DAY_MS, NOW)).toBe('2 Nov');
});

describe('how things stand', () => {
  test.each<[string, Partial<SyncLinkView>, string]>([
    ['all is well', {}, 'Sama di semua peranti. Terakhir 3:05 petang.'],
    ['there is one device only', ALONE, 'Semua dah disalin ke server. Terakhir 3:05 petang.'],
    ['it is being copied', { state: 'busy', pending: 4 }, 'Sedang menyalin.'],
    ['one waits', { pending: 1 }, 'Satu catatan belum disalin. Terakhir disalin 3:05 petang.'],
    ['some wait', { pending: 4 }, '4 catatan belum disalin. Terakhir disalin 3:05 petang.'],
    ['nothing was ever copied', { last_ms: null, pending: 9 }, 'Belum disalin lagi.'],
    ['some wait for long', LATE, 'Belum disalin ke peranti lain sejak semalam.'],
    ['some wait for long on one device', { ...LATE, ...ALONE }, 'Belum disalin ke server sejak semalam.']
  ])('%s', (_, over, words) => {
    expect(stateWords(link(over), NOW)).toBe(words);
  });
});

describe('the row of the settings', () => {
  test.each<[string, SyncLinkView | null, string]>([
    ['without an organization', null, 'Hanya peranti ini.'],
    ['all is well', link(), 'Sama di semua peranti.'],
    ['one device', link(ALONE), 'Semua dah disalin.'],
    ['a question first', link({ held: 41, trouble: 'removed' }), 'Ada soalan untuk anda.'],
    ['it stopped', link({ trouble: 'server_full' }), 'Dah berhenti menyalin.'],
    ['it is being copied', link({ state: 'busy' }), 'Sedang menyalin.'],
    ['some wait', link({ pending: 2 }), 'Ada yang belum disalin.'],
    ['no answer for less than a day', link({ trouble: 'no_answer' }), 'Sama di semua peranti.'],
    ['some wait for long', link(LATE), 'Belum disalin sejak semalam.']
  ])('%s', (_, shown, words) => {
    expect(rowWords({ link: shown, removed: false, choices: 0 }, NOW)).toBe(words);
  });

  test('versions that wait are a question too, also without an organization', () => {
    expect(rowWords({ link: null, removed: false, choices: 1 }, NOW)).toBe('Ada soalan untuk anda.');
    expect([1, 3].map(choicesWords)).toEqual(['Satu catatan ada dua versi', '3 catatan ada dua versi']);
  });
});

test.each(['ms', 'en'] as const)(
  'every trouble and every notice is a sentence of its own (%s)',
  (language) => {
    setLanguage(language);
    const troubles = union<SyncTrouble>('SyncTrouble').map(troubleWords);
    const notices = union<SyncNotice>('SyncNotice').map(noticeWords);
    expect([troubles.length, notices.length]).toEqual([8, 11]);
    expect(new Set([...troubles, ...notices]).size).toBe(19);
    for (const sentence of [...troubles, ...notices]) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
  }
);

test('what passes by itself is a quiet sentence, and what does not is none', () => {
  const quiet = (over: Partial<SyncLinkView>): string | undefined => passingWords(link(over));
  expect(quiet({})).toBeUndefined();
  expect(quiet({ trouble: 'no_answer' })).toBe('Server tak menjawab tadi. Nanti dicuba lagi sendiri.');
  expect(quiet({ trouble: 'no_answer', on_request: true })).toBe('Server tak menjawab tadi.');
  expect(quiet({ trouble: 'no_answer', state: 'busy' })).toBeUndefined();
  expect(quiet({ trouble: 'not_a_server' })).toContain('WiFi');
  expect(quiet({ trouble: 'failed' })).toContain('tak menjadi');
  for (const trouble of union<SyncTrouble>('SyncTrouble').filter(isStopped))
    expect(quiet({ trouble })).toBeUndefined();
});

test('a device that was removed, or copied, is out; a full server is not the end', () => {
  const out = union<SyncTrouble>('SyncTrouble').filter((trouble) => isOut(link({ trouble })));
  expect(out).toEqual(['removed', 'copy_of_another']);
});

test('a device says when it came and when it was last heard of', () => {
  expect(deviceWords(PHONE, NOW)).toBe('Ditambah 1 Sep');
  expect(deviceWords(LAPTOP, NOW)).toBe('Ditambah 2 Sep · Khabar terakhir 1 Nov');
  expect(deviceWords({ ...NEW, last_seen: '2026-11-04' }, NOW)).toBe(
    'Baru ditambah 3 Nov · Khabar terakhir hari ini'
  );
  expect(deviceWords({ ...PHONE, is_new: true }, NOW)).toBe('Ditambah 1 Sep');
  expect(deviceWords({ ...LAPTOP, is_going: true }, NOW)).toContain('Belum dibuang');
});

describe('what Today says', () => {
  const titles = (shown: SyncLinkView | null, removed = false): string[] =>
    nudges({ link: shown, removed, choices: 0 }, NOW).map(({ title }) => title);

  test('nothing without an organization, and nothing while all is well', () => {
    expect(nudges(null, NOW)).toEqual([]);
    expect(titles(null)).toEqual([]);
    expect(titles(link())).toEqual([]);
    expect(titles(link({ pending: 2, trouble: 'no_answer', sheet: 'none' }))).toEqual([]);
  });

  test('a question, a new device and what waits for long, in this order', () => {
    expect(titles(link({ ...LATE, held: 41, devices: [PHONE, NEW] }))).toEqual([
      'Laptop memadam 41 catatan',
      'Laptop ditambah 3 Nov',
      'Belum disalin sejak semalam'
    ]);
  });

  test('with more than one other device nobody is named as the one that erased', () => {
    const tablet = { ...LAPTOP, id: 'd3', name: 'Tablet' };
    expect(titles(link({ held: 41, devices: [PHONE, LAPTOP, tablet] }))).toEqual([
      'Peranti lain memadam 41 catatan'
    ]);
  });

  test('that this device was removed', () => {
    expect(titles(null, true)).toEqual(['Peranti ini dah dibuang']);
  });

  test('what was never copied has no date', () => {
    const devices = [{ ...PHONE, added: '2026-11-01' }];
    expect(titles(link({ pending: 4, last_ms: null, devices }))).toEqual(['Belum disalin lagi']);
  });
});
