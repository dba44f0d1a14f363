import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type * as Ipc from '$lib/ipc';
import type { UnfiledItemView } from '$lib/ipc';
import { toasts } from '$lib/state/toasts.svelte';

vi.mock('$lib/ipc', async (original) => ({
  ...(await original<typeof Ipc>()),
  core: { unfiledView: vi.fn(), unfiledErase: vi.fn() },
  on: () => () => undefined
}));

const { core } = await import('$lib/ipc');
const { default: UnfiledScreen } = await import('./UnfiledScreen.svelte');

const PART: UnfiledItemView = {
  ...{ id: 'ab', area: 'stories', at_words: 'Isnin 2 Nov, 9 malam' },
  fields: [
    { field: 'title', words: 'Malam pertama' },
    { field: 'text', words: 'Saya telefon Abang Zul.' }
  ]
};

beforeEach(() => {
  cleanup();
  vi.resetAllMocks();
  toasts.list = [];
});

test('all words are there, can be copied together, and go after a question', async () => {
  vi.mocked(core.unfiledView).mockResolvedValue({ unfiled: [PART] });
  vi.mocked(core.unfiledErase).mockResolvedValue({ unfiled: [] });
  const user = userEvent.setup();
  render(UnfiledScreen);
  expect(await screen.findByText('Saya telefon Abang Zul.')).toBeTruthy();
  expect(screen.getByText('Ditulis Isnin 2 Nov, 9 malam')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /^Salin tulisan/ }));
  expect(await navigator.clipboard.readText()).toBe('Malam pertama\n\nSaya telefon Abang Zul.');
  expect(toasts.list.map(({ text }) => text)).toEqual(['Disalin. Tampal di mana-mana anda mahu.']);

  await user.click(screen.getByRole('button', { name: 'Padam terus: Kisah: Malam pertama' }));
  expect(core.unfiledErase).not.toHaveBeenCalled();
  const dialog = await screen.findByRole('dialog', { name: 'Padam Kisah: Malam pertama terus?' });
  await user.click(within(dialog).getByRole('button', { name: 'Padam terus' }));
  expect(core.unfiledErase).toHaveBeenCalledExactlyOnceWith({ id: 'ab', purge_backups: true });
  expect(await screen.findByText('Tiada yang tertinggal')).toBeTruthy();
});

test('one that could not be erased stays', async () => {
  vi.mocked(core.unfiledView).mockResolvedValue({ unfiled: [PART] });
  vi.mocked(core.unfiledErase).mockRejectedValue(new Error('full'));
  const user = userEvent.setup();
  render(UnfiledScreen);
  await user.click(await screen.findByRole('button', { name: /^Padam terus/ }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Padam terus' }));
  expect(screen.getByText('Saya telefon Abang Zul.')).toBeTruthy();
});
