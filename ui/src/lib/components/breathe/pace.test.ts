import { expect, test } from 'vitest';
import { breathAt, IN_SECONDS, OUT_SECONDS } from './pace';

test('a minute holds six breaths, each longer out than in', () => {
  expect(60 / (IN_SECONDS + OUT_SECONDS)).toBe(6);
  expect(OUT_SECONDS).toBeGreaterThan(IN_SECONDS);
});

test('the count begins at one in each phase and never passes its length', () => {
  const breaths = Array.from({ length: 20 }, (_, second) => breathAt(second));
  expect(breaths.map(({ count }) => count).join('')).toBe('12341234561234123456');
  expect(breaths.map(({ phase }) => phase[0]).join('')).toBe('iiiiooooooiiiioooooo');
  expect(breaths.at(-1)?.round).toBe(1);
});
