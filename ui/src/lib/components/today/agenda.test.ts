import { expect, test } from 'vitest';
import type { AgendaView } from '$lib/ipc';
import { entryHref, subWords } from './agenda';

const entry = (over: Partial<AgendaView>): AgendaView => ({
  target: { kind: 'item', id: 'a b' },
  date: '2026-11-21',
  title: 'Zikir pagi',
  what: 'zikir',
  when_words: 'selepas Subuh',
  ...{ at_words: null, detail_words: null, chip_words: null, state: 'open', count: null, aim: 100 },
  ...over
});

test('a counter that was not begun shows no zero', () => {
  expect(subWords(entry({}))).toBe('selepas Subuh · 100');
  expect(subWords(entry({ count: 0, aim: null }))).toBe('selepas Subuh');
});

test('a counter that was begun says where it stands', () => {
  expect(subWords(entry({ state: 'begun', count: 33 }))).toBe('selepas Subuh · 33 daripada 100');
  expect(subWords(entry({ state: 'begun', count: 7, aim: null }))).toBe('selepas Subuh · 7 kali');
});

test('what was said comes first, and a done thing needs no words', () => {
  expect(subWords(entry({ what: 'medication', state: 'later' }))).toBe('Sekejap lagi · selepas Subuh');
  expect(subWords(entry({ what: 'rest', state: 'done', when_words: null }))).toBeUndefined();
});

test('a zikir leads to the counter of its day, a meeting to its page, anything else nowhere', () => {
  expect(entryHref(entry({}))).toBe('/routine/zikir?id=a%20b&date=2026-11-21');
  expect(entryHref(entry({ what: null, target: { kind: 'meeting', id: 'm' } }))).toBe('/meetings/about?id=m');
  expect(entryHref(entry({ what: 'rest' }))).toBeUndefined();
});
