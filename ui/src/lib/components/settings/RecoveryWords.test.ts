import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { link } from '$lib/state/sync-example';
import { sync } from '$lib/state/sync.svelte';
import { toasts } from '$lib/state/toasts.svelte';
import RecoveryWords from './RecoveryWords.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  const core = Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()]));
  return { ...ipc, core, on: () => () => undefined };
});

beforeEach(() => {
  vi.resetAllMocks();
  vi.stubGlobal('scrollTo', vi.fn());
  vi.mocked(core.settingsView).mockRejectedValue(new Refusal({ code: 'failed', at: null }));
  vi.mocked(core.recoveryView).mockResolvedValue({ words: ['lama'], saved: true });
  vi.mocked(core.recoveryRenew).mockResolvedValue({ words: ['baharu'], saved: false });
  vi.mocked(core.syncView).mockResolvedValue({ link: null, removed: false, choices: 0 });
  sync.view = null;
  toasts.list = [];
});

async function asked(): Promise<{ user: ReturnType<typeof userEvent.setup>; question: HTMLElement }> {
  const user = userEvent.setup();
  render(RecoveryWords);
  await user.click(await screen.findByRole('button', { name: 'Buat kod baharu' }));
  return { user, question: await screen.findByRole('alertdialog', { name: 'Buat kod pendua baharu?' }) };
}

test('a new code is shown at once, and is not on paper yet', async () => {
  const { user, question } = await asked();
  expect(core.recoveryRenew).not.toHaveBeenCalled();
  expect(question.textContent).not.toContain('server');
  await user.click(within(question).getByRole('button', { name: 'Buat kod baharu' }));
  await screen.findByText('baharu');
  screen.getByRole('button', { name: 'Sudah simpan' });
  expect(toasts.list.map(({ text }) => text)).toEqual([
    'Kod pendua baharu dah dibuat. Simpan pada kertas sekarang.'
  ]);
});

test('with an organization it is said that the old paper opens the copy no longer, or still does', async () => {
  vi.mocked(core.syncView).mockResolvedValue({ link: link({ sheet: 'coming' }), removed: false, choices: 0 });
  const { question } = await asked();
  expect(question.textContent).toMatch(/atau salinan di server/);
  screen.getByText(/belum sampai ke server/);
});

test('where it cannot be made, the old code stays', async () => {
  vi.mocked(core.recoveryRenew).mockRejectedValue(new Refusal({ code: 'disk_full', at: null }));
  const { user, question } = await asked();
  await user.click(within(question).getByRole('button', { name: 'Buat kod baharu' }));
  await vi.waitFor(() => expect(toasts.list).toHaveLength(1));
  expect(screen.queryByText('baharu')).toBeNull();
});
