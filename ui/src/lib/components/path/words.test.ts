import { expect, test } from 'vitest';
import type { PathRowView, Summary } from '$lib/ipc';
import { builtOf, nowWords } from './words';

const NOTHING: Summary = { all: null, longest: null, present: null, returns: null };
const row = (kind: PathRowView['kind']): PathRowView => ({ event: kind, kind, text: '', date_words: '' });

test('all of it stands together, and what is not there yet is not there', () => {
  const all = builtOf({ all: 62, longest: 31, present: { at: 'walking', days: 31 }, returns: 2 });
  expect(all.map(({ words }) => words)).toEqual(['62 hari', '31 hari', '31 hari', '2 kali']);
  const first = builtOf({ all: 1, longest: 1, present: { at: 'walking', days: 1 }, returns: null });
  expect(first.map(({ words }) => words)).toEqual(['Hari pertama', 'Hari pertama', 'Hari pertama']);
  expect(builtOf(NOTHING)).toEqual([]);
});

test('on the day of a lapse it is said in words, and no number is beside them', () => {
  const lapsed: Summary = { all: 9, longest: 9, present: { at: 'lapsed' }, returns: null };
  expect(nowWords(lapsed, [row('lapse')])).toContain('tetap ada');
  expect(builtOf(lapsed).map(({ words }) => words)).toEqual(['9 hari', '9 hari']);
  const back = nowWords({ ...NOTHING, present: { at: 'back' } }, [row('lapse')]);
  expect(back).toContain('kembali');
  expect(back).not.toMatch(/\d/);
  expect(nowWords({ ...lapsed, present: { at: 'walking', days: 1 } }, [row('return')])).toBeUndefined();
});

test('a beginning that lies ahead of the clock is told, and a path without one asks for it', () => {
  expect(nowWords(NOTHING, [row('beginning')])).toContain('Semak');
  expect(nowWords(NOTHING, [row('milestone')])).toContain('Belum ada');
});
