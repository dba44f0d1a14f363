import { expect, test } from 'vitest';
import { nameInitial } from '.';

test.each([
  ['Zul', 'Z'],
  ['abang Rahim', 'R'],
  ['Pn. Siti', 'S'],
  ['Abang', 'A'],
  ['  (Kak) lina', 'K'],
  ['👨‍👩‍👧 keluarga', '👨‍👩‍👧'],
  ['Ñora', 'Ñ'],
  ['عمر', 'ع'],
  ['--', '-'],
  ['', ''],
  ['   ', '']
])('the initial of "%s" is "%s"', (name, initial) => {
  expect(nameInitial(name)).toBe(initial);
});
