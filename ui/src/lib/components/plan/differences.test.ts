import { expect, test } from 'vitest';
import type { VersionContentView } from '$lib/ipc';
import { differences } from './differences';

const BLANK: VersionContentView = { made_words: '', items: [], cards: [], places: [], goals: [] };
const words = ([situation, response]: [string, string]): string => `${situation} → ${response}`;

test('against nothing, everything is added', () => {
  const now: VersionContentView = {
    ...BLANK,
    items: [{ part: 'reason', text: 'Anak' }],
    cards: [['bosan', 'saya jalan']],
    goals: [['health', 'Tidur awal', 'Tutup skrin']]
  };
  expect(differences(null, now, words)).toEqual({
    added: ['Anak', 'bosan → saya jalan', 'Tidur awal (Tutup skrin)'],
    changed: [],
    removed: []
  });
});

test('a line that is gone and a new one in the same part count as changed, in another part they do not', () => {
  const before: VersionContentView = {
    ...BLANK,
    items: [
      { part: 'reason', text: 'Anak' },
      { part: 'alone', text: 'Jalan' }
    ]
  };
  const now: VersionContentView = {
    ...BLANK,
    items: [
      { part: 'reason', text: 'Anak saya percaya' },
      { part: 'ask', text: 'Zul' }
    ]
  };
  expect(differences(before, now, words)).toEqual({
    added: ['Zul'],
    changed: [['Anak', 'Anak saya percaya']],
    removed: ['Jalan']
  });
});

test('the same words twice are two lines, and another order is no difference', () => {
  const before: VersionContentView = { ...BLANK, places: ['Tasik', 'Tasik', 'Rumah'] };
  const now: VersionContentView = { ...BLANK, places: ['Rumah', 'Tasik'] };
  expect(differences(before, now, words)).toEqual({ added: [], changed: [], removed: ['Tasik'] });
});
