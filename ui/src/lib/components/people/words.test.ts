import { afterEach, expect, test } from 'vitest';
import { setLanguage } from '$lib/i18n';
import type { NumberView } from '$lib/ipc';
import { greetWords, personWords } from './words';

const numbers: NumberView[] = [
  { id: 'n1', seen: 'v1', display: '012-345 6789', label: 'mobile', whatsapp: true, sms: true }
];
const senior = {
  role: 'senior' as const,
  role_words: null,
  standing: 'on_duty' as const,
  standing_words: 'hingga 11 malam',
  hours_words: '6 pagi – 11 malam',
  numbers
};

afterEach(() => setLanguage('ms'));

test('whoever is on duty is said to be, and until when', () => {
  expect(personWords(senior)).toBe('Senior · bertugas hingga 11 malam');
});

test('the others are said with their hours, or that they answer at any time', () => {
  expect(personWords({ ...senior, standing: 'outside', standing_words: 'dari 6 pagi' })).toBe(
    'Senior · 6 pagi – 11 malam'
  );
  const sister = { ...senior, role: 'family' as const, standing: 'any_time' as const, hours_words: null };
  expect(personWords({ ...sister, standing_words: null })).toBe('Keluarga · bila-bila masa');
});

test("one's own words for a person come before the role's", () => {
  expect(personWords({ ...senior, role_words: 'abang besar' })).toMatch(/^abang besar · /);
});

test('someone who cannot be called is not promised', () => {
  expect(personWords({ ...senior, numbers: [] })).toBe('Senior · belum ada nombor');
});

test.each([
  [12, 7, '12 hari · selalunya setiap minggu'],
  [1, 10, 'semalam · selalunya setiap 10 hari'],
  [0, 1, 'hari ini · selalunya setiap hari'],
  [null, 30, 'belum pernah dicatat · selalunya setiap bulan']
])('%s days against a rhythm of %s are said "%s"', (days, rhythm, words) => {
  expect(greetWords(days, rhythm)).toBe(words);
});
