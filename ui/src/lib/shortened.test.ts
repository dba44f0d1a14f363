import { expect, test } from 'vitest';
import { shortened } from './shortened';

test('only what is too long is cut, at a character and not inside of one', () => {
  expect(shortened('sabar', 5)).toBe('sabar');
  expect(shortened('sabar ya', 6)).toBe('sabar…');
  expect(shortened('🌺🌺🌺', 2)).toBe('🌺🌺…');
});
