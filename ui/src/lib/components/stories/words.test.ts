import { expect, test } from 'vitest';
import { beginning } from './words';

test('a part begins in a list with whole words, and one that is short stands there whole', () => {
  expect(beginning(' Hujan.\n\nSaya duduk. ')).toBe('Hujan. Saya duduk.');
  const long = beginning('Satu malam '.repeat(30));
  expect(long).toMatch(/^(Satu malam )*(Satu|Satu malam)…$/);
  expect(long.length).toBeLessThanOrEqual(91);
  expect(Array.from(beginning('🌧'.repeat(200)))).toHaveLength(91);
});
