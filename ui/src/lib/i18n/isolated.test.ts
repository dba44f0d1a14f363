import { afterEach, expect, test } from 'vitest';
import { isolated, joined, m, setLanguage } from '.';

afterEach(() => setLanguage('ms'));

test.each([
  ['Kak Ani 🌺', 'Kak Ani 🌺'],
  ['عمر', '\u2068عمر\u2069'],
  ['\u202eZul', '\u2068\u202eZul\u202c\u2069'],
  ['\u2069\u202eZul', '\u2068\u202eZul\u202c\u2069'],
  ['\u2067a\u202eb\u2069c', '\u2068\u2067a\u202eb\u2069c\u2069'],
  ['\u202ea\nb', '\u2068\u202ea\u202c\nb\u2069']
])('%j stands among other words as %j', (text, wanted) => {
  expect(isolated(text)).toBe(wanted);
});

test('in a sentence a name that turns the text around turns nothing but itself', () => {
  expect(m.people_erased({ name: '\u202eZul' })).toBe('\u2068\u202eZul\u202c\u2069 sudah dipadam.');
  setLanguage('en');
  expect(m.people_erased({ name: '\u202eZul' })).toBe('\u2068\u202eZul\u202c\u2069 is erased.');
  expect(m.people_erased({ name: 'Zul' })).toBe('Zul is erased.');
});

test('texts side by side keep to themselves, and what is missing leaves no gap', () => {
  expect(joined(['\u202ekedai', null, '', undefined, '1 jam'])).toBe('\u2068\u202ekedai\u202c\u2069 · 1 jam');
});
