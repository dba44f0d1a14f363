import { describe, expect, test } from 'vitest';
import type { DeckEntryView } from '$lib/ipc';
import { found, suggestions, themesOf } from './deck';

const entry = (text: string, theme: DeckEntryView['theme'] = null): DeckEntryView => ({
  code: text,
  theme,
  text
});
const DECK = [
  entry('kawan lama ajak lepak malam gaji', 'payday'),
  entry('terserempak kawan lama', 'old_friends'),
  entry('gaji baru masuk', 'payday')
];
const texts = (entries: DeckEntryView[]): string[] => entries.map((one) => one.text);

test('themes stand once each, in the order of the deck', () => {
  expect(themesOf([...DECK, entry('tiada tema')])).toEqual(['payday', 'old_friends']);
});

describe('found', () => {
  test('every word must be there, in any order and case', () => {
    expect(texts(found(DECK, null, '  LAMA kawan '))).toEqual([
      'kawan lama ajak lepak malam gaji',
      'terserempak kawan lama'
    ]);
    expect(found(DECK, null, 'kawan emas')).toEqual([]);
  });

  test('a theme and words are both kept to; no words find everything', () => {
    expect(texts(found(DECK, 'payday', 'kawan'))).toEqual(['kawan lama ajak lepak malam gaji']);
    expect(found(DECK, null, ' ')).toHaveLength(3);
  });
});

describe('suggestions', () => {
  test('what the plan has already is not offered again', () => {
    expect(texts(suggestions(DECK, ['gaji baru masuk'], ''))).not.toContain('gaji baru masuk');
  });

  test('own words are never replaced: nothing is offered once they are written', () => {
    expect(suggestions(DECK, [], 'anak saya')).toEqual([]);
    expect(suggestions(DECK, [], 'gaji baru masuk')).toHaveLength(3);
  });
});
