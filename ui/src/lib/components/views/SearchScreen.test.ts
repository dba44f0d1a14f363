import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { core, type SearchView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { search } from '$lib/state/search.svelte';
import SearchScreen from './SearchScreen.svelte';

const heard = vi.hoisted(() => new Map<string, () => void>());
vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return {
    ...ipc,
    core: Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()])),
    on: (name: string, hear: () => void) => {
      heard.set(name, hear);
      return () => heard.delete(name);
    }
  };
});
vi.mock('$app/navigation', () => ({ afterNavigate: vi.fn(), goto: vi.fn(), onNavigate: vi.fn() }));

const BEHIND = /Sekejap lagi semuanya boleh dicari/;
const found = (is_behind: boolean): SearchView => ({ groups: [], is_behind });

beforeEach(() => {
  vi.resetAllMocks();
  search.forget();
});

test('what has just come is not said to be nowhere, and is looked for again once it can be found', async () => {
  vi.mocked(core.search).mockResolvedValueOnce(found(true)).mockResolvedValueOnce(found(false));
  render(SearchScreen);
  await userEvent.type(screen.getByRole('searchbox'), 'hujan{Enter}');
  await screen.findByText(BEHIND);
  expect(screen.queryByText('Tak jumpa apa-apa')).toBeNull();
  heard.get('records')?.();
  await screen.findAllByText('Tak jumpa apa-apa');
  expect(screen.queryByText(BEHIND)).toBeNull();
});
