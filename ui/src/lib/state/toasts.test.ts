import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toasts } from './toasts.svelte';

beforeEach(() => {
  vi.useFakeTimers();
  toasts.list = [];
});
afterEach(() => vi.useRealTimers());

test('a plain message goes by itself, one with an action waits for the person', () => {
  toasts.show('plain');
  toasts.show('with action', { label: 'undo', run: () => undefined });
  vi.runAllTimers();
  expect(toasts.list.map((toast) => toast.text)).toEqual(['with action']);
});

test('at most two messages are on screen, the newest last', () => {
  for (const text of ['a', 'b', 'c']) toasts.show(text);
  expect(toasts.list.map((toast) => toast.text)).toEqual(['b', 'c']);
});
