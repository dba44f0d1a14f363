import { expect, test } from 'vitest';
import { fieldOf } from './refused';

test.each([
  ['item', 'text_empty', null, 'text'],
  ['place', 'name_empty', null, 'name'],
  ['place', 'text_too_long', null, 'note'],
  ['place', 'map_link_short', null, 'map'],
  ['goal', 'text_empty', 0, 'text'],
  ['goal', 'text_too_long', 1, 'next_step'],
  ['item', 'disk_full', null, null]
] as const)('%s: %s at %s is about %s', (of, code, at, field) => {
  expect(fieldOf(of, code, at)).toBe(field);
});
