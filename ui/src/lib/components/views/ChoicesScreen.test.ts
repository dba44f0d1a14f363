import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type * as Ipc from '$lib/ipc';
import type { ChoicesView, ChoiceVersionView } from '$lib/ipc';

vi.mock('$lib/ipc', async (original) => ({
  ...(await original<typeof Ipc>()),
  core: { choicesView: vi.fn(), choiceMake: vi.fn() },
  on: () => () => undefined
}));

const { core } = await import('$lib/ipc');
const { default: ChoicesScreen } = await import('./ChoicesScreen.svelte');

const HERE: ChoiceVersionView = {
  ...{ version: 'a:2', words: 'Malam sahaja', here: true, at_words: 'Isnin 2 Nov, 9 malam' }
};
const THERE: ChoiceVersionView = {
  ...{ version: 'b:7', words: 'Dah pindah', here: false, at_words: 'Isnin 2 Nov, 8 malam' }
};

const note = (there: ChoiceVersionView = THERE): ChoicesView => ({
  choices: [
    {
      ...{ id: 'ab', area: 'people', title: 'Abang Zul', seen: 'token' },
      fields: [{ field: 'note', all: true, versions: [HERE, there] }]
    }
  ]
});

beforeEach(() => {
  cleanup();
  vi.resetAllMocks();
});

test('both versions stand side by side, and one is kept after a question', async () => {
  vi.mocked(core.choicesView).mockResolvedValueOnce(note()).mockResolvedValue({ choices: [] });
  vi.mocked(core.choiceMake).mockResolvedValue({ choices: [] });
  render(ChoicesScreen);
  expect(await screen.findByRole('heading', { name: 'Ukhwah: Abang Zul' })).toBeTruthy();
  const items = screen.getAllByRole('listitem').map((item) => item.textContent);
  expect(items).toEqual([
    expect.stringMatching(/Malam sahaja.*Peranti ini, Isnin 2 Nov, 9 malam.*Yang ditunjuk sekarang/s),
    expect.stringMatching(/Dah pindah.*Peranti lain, Isnin 2 Nov, 8 malam/s)
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Simpan yang ini: Dah pindah' }));
  expect(core.choiceMake).not.toHaveBeenCalled();
  const dialog = await screen.findByRole('alertdialog');
  expect(within(dialog).getByText('Dah pindah')).toBeTruthy();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Simpan yang ini' }));
  expect(core.choiceMake).toHaveBeenCalledExactlyOnceWith({
    ...{ id: 'ab', seen: 'token', field: 'note', version: 'b:7' }
  });
  expect(await screen.findByText('Tiada yang perlu dipilih')).toBeTruthy();
});

test('all of a text is kept without a question: nothing goes', async () => {
  vi.mocked(core.choicesView).mockResolvedValueOnce(note()).mockResolvedValue({ choices: [] });
  vi.mocked(core.choiceMake).mockResolvedValue({ choices: [] });
  render(ChoicesScreen);
  await userEvent.click(await screen.findByRole('button', { name: 'Simpan semuanya' }));
  expect(core.choiceMake).toHaveBeenCalledExactlyOnceWith({
    ...{ id: 'ab', seen: 'token', field: 'note', version: null }
  });
});

test('what was cleared on one device says so, and cannot be put together', async () => {
  vi.mocked(core.choicesView).mockResolvedValue(note({ ...THERE, words: null }));
  render(ChoicesScreen);
  expect(await screen.findByText('Dikosongkan')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Simpan semuanya' })).toBeNull();
});
