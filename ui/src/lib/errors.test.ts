import { afterEach, expect, test } from 'vitest';
import { setLanguage } from '$lib/i18n';
import { Refusal, type ErrorCode } from '$lib/ipc';
import bindings from '$lib/ipc/bindings.ts?raw';
import { toasts } from '$lib/state/toasts.svelte';
import { refusalCode, refusalWords, tellRefusal } from './errors';

const union = /export type ErrorCode = ([^;]+);/.exec(bindings)?.[1] ?? '';
const codes = Array.from(union.matchAll(/"(\w+)"/g), (found) => found[1] as ErrorCode);

afterEach(() => {
  setLanguage('ms');
  toasts.list = [];
});

test('the codes are read from the bindings at all', () => {
  expect(codes).toContain('wrong_secret');
  expect(codes.length).toBeGreaterThan(30);
});

test.each(['ms', 'en'] as const)('every code has a sentence of its own (%s)', (language) => {
  setLanguage(language);
  const sentences = codes.map((code) => refusalWords(new Refusal({ code, at: null })));
  expect(new Set(sentences).size).toBe(codes.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
});

test('an unknown word of the recovery code is named by its place, counted from one', () => {
  expect(refusalWords(new Refusal({ code: 'recovery_word_unknown', at: 3 }))).toContain('ke-4');
  expect(refusalWords(new Refusal({ code: 'recovery_word_unknown', at: null }))).not.toContain('ke-');
});

test('digits that differ say how many tries are left', () => {
  const words = (at: number | null): string => refusalWords(new Refusal({ code: 'code_wrong', at }));
  expect(words(2)).toContain('2 kali');
  expect(words(1)).toContain('sekali');
  expect(words(0)).toBe(refusalWords(new Refusal({ code: 'pairing_over', at: null })));
  expect(words(null)).not.toMatch(/\d/);
});

test('whatever is no refusal, and a code of a newer core, counts as "something went wrong"', () => {
  const failed = refusalWords(new Refusal({ code: 'failed', at: null }));
  expect(refusalCode(new Error('x'))).toBe('failed');
  expect(refusalWords('x')).toBe(failed);
  expect(refusalWords(new Refusal({ code: 'not_invented_yet' as ErrorCode, at: null }))).toBe(failed);
});

test('a refusal is told, and a closed file dialog is not', () => {
  tellRefusal(new Refusal({ code: 'cancelled', at: null }));
  expect(toasts.list).toEqual([]);
  tellRefusal(new Refusal({ code: 'disk_full', at: null }));
  expect(toasts.list.map((toast) => toast.text)).toEqual([
    refusalWords(new Refusal({ code: 'disk_full', at: null }))
  ]);
});
