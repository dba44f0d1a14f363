import { beforeEach, expect, test, vi } from 'vitest';
import { Refusal, type HitView, type SearchGroup, type SearchView } from '$lib/ipc';

import type * as Ipc from '$lib/ipc';

const ask = vi.hoisted(() => vi.fn());
vi.mock('$lib/ipc', async (original) => ({
  ...(await original<typeof Ipc>()),
  core: { search: ask }
}));

const { Search } = await import('./search.svelte');

const hit = (title: string): HitView => ({
  target: { kind: 'journal', id: title },
  title,
  sub: null,
  excerpt: []
});
const found = (group: SearchGroup, titles: string[], has_more = false): SearchView => ({
  groups: [{ group, hits: titles.map(hit), has_more }],
  is_behind: false
});

beforeEach(() => ask.mockReset());

test('the newest question wins', async () => {
  const search = new Search();
  let answer: (view: SearchView) => void = () => undefined;
  ask.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  ask.mockResolvedValueOnce(found('journal', ['baharu']));
  search.text = 'huj';
  const slow = search.look();
  search.text = 'hujan';
  await search.look();
  answer(found('journal', ['lama']));
  await slow;
  expect(search.view?.groups[0]?.hits[0]?.title).toBe('baharu');
});

test('without words nothing is asked and nothing is shown', async () => {
  const search = new Search();
  search.text = '  ';
  await search.look();
  expect([ask.mock.calls.length, search.view]).toEqual([0, null]);
});

test('more of one part takes the place of its first hits', async () => {
  const search = new Search();
  const people = found('people', ['Rahim']).groups;
  ask.mockResolvedValueOnce({
    groups: [...people, ...found('journal', ['a'], true).groups],
    is_behind: false
  });
  ask.mockResolvedValueOnce(found('journal', ['a', 'b']));
  search.text = 'rahim';
  await search.look();
  await search.all('journal');
  expect(ask).toHaveBeenLastCalledWith({ text: 'rahim', group: 'journal' });
  expect(search.view?.groups.map(({ hits }) => hits.length)).toEqual([1, 2]);
});

test('what was looked for is forgotten, with an answer that is still on its way', async () => {
  const search = new Search();
  ask.mockResolvedValue(found('journal', ['a']));
  search.text = 'a';
  const asked = search.look();
  search.forget();
  await asked;
  expect([search.text, search.view]).toEqual(['', null]);
});

test('a refusal is told and takes the old answer away', async () => {
  const search = new Search();
  ask.mockResolvedValueOnce(found('journal', ['a']));
  ask.mockRejectedValueOnce(new Refusal({ code: 'text_too_long', at: null }));
  search.text = 'a';
  await search.look();
  await search.look();
  expect([search.view, search.refusal instanceof Refusal]).toEqual([null, true]);
});
