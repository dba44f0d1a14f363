import { expect, test } from 'vitest';
import settings from '../../../project.inlang/settings.json';

// Every catalogue in the folder, by path: `en.json`, `en/help.json`.
const files = import.meta.glob<Record<string, unknown>>('../../../messages/**/*.json', {
  eager: true,
  import: 'default'
});
const catalogues = new Map(
  Object.entries(files).map(([path, words]) => [path.replace(/^.*\/messages\//, ''), words])
);

const namesOf = (language: string): string[] =>
  [...catalogues.keys()]
    .filter((path) => path.startsWith(`${language}.json`) || path.startsWith(`${language}/`))
    .map((path) => path.replace(language, '{locale}'))
    .sort();

const wordsOf = (name: string, language: string): [string, unknown][] =>
  Object.entries(catalogues.get(name.replace('{locale}', language)) ?? {}).filter(
    ([key]) => key !== '$schema'
  );

const keysOf = (name: string, language: string): string[] => wordsOf(name, language).map(([key]) => key);

const placeholders = (text: unknown): string[] => [
  ...new Set(Array.from(JSON.stringify(text).matchAll(/\{(\w+)\}/g), (found) => found[1] ?? ''))
];

test('the compiler reads every catalogue, and both languages have the same ones', () => {
  const listed = [settings['plugin.inlang.messageFormat'].pathPattern].flat();
  expect(listed.map((path) => path.replace('./messages/', '')).sort()).toEqual(namesOf('ms'));
  expect(namesOf('en')).toEqual(namesOf('ms'));
});

test.each(namesOf('ms'))('%s has the same words in the same order in both languages', (name) => {
  expect(keysOf(name, 'en')).toEqual(keysOf(name, 'ms'));
});

test('a key stands in one catalogue only and is snake_case, so that each is one function name', () => {
  const keys = namesOf('ms').flatMap((name) => keysOf(name, 'ms'));
  expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
  for (const key of keys) expect(key).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
});

test.each(namesOf('ms'))('%s has no empty word, and both languages fill in the same values', (name) => {
  const english = new Map(wordsOf(name, 'en'));
  for (const [key, text] of wordsOf(name, 'ms')) {
    expect(JSON.stringify(text).length, key).toBeGreaterThan(2);
    expect(placeholders(english.get(key)).sort(), key).toEqual(placeholders(text).sort());
  }
});
