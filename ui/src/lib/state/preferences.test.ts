import { afterEach, expect, test } from 'vitest';
import { m } from '$lib/i18n';
import { preferences } from './preferences.svelte';

const root = document.documentElement;

afterEach(() => preferences.apply({ theme: 'system', textSize: 100, language: 'ms' }));

test('a chosen theme marks the root, and "system" leaves no mark', () => {
  preferences.apply({ theme: 'dark' });
  expect(root.dataset.theme).toBe('dark');
  preferences.apply({ theme: 'system' });
  expect(root.dataset.theme).toBeUndefined();
});

test('the text size scales the root and stays between 100 and 200 percent', () => {
  preferences.apply({ textSize: 150 });
  expect(root.style.fontSize).toBe('150%');
  preferences.apply({ textSize: 900 });
  expect(preferences.textSize).toBe(200);
  preferences.apply({ textSize: 10 });
  expect(root.style.fontSize).toBe('100%');
});

test('the language changes the words and the lang attribute, and nothing else changes', () => {
  preferences.apply({ theme: 'light', language: 'en' });
  expect(m.help_title()).toBe('Help');
  expect(root.lang).toBe('en');
  preferences.apply({ language: 'ms' });
  expect(m.help_title()).toBe('Bantuan');
  expect(preferences.theme).toBe('light');
});
