import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { SearchTarget } from '$lib/ipc';
import { hrefOf } from './targets';

const KINDS: SearchTarget['kind'][] = [
  'person',
  'plan_item',
  'card',
  'place',
  'goal',
  'meeting',
  'routine',
  'journal',
  'check_in',
  'service',
  'amend',
  'talk',
  'training',
  'story'
];

test.each(KINDS)('a %s that was found opens a page that exists, by its id', (kind) => {
  const address = new URL(hrefOf({ kind, id: 'a b' }), 'http://app');
  expect(existsSync(`src/routes${address.pathname}/+page.svelte`)).toBe(true);
  expect([...address.searchParams.values()]).toEqual(['a b']);
});
