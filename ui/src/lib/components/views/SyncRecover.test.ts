import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { goto } from '$app/navigation';
import { core, Refusal, type ErrorCode } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { link } from '$lib/state/sync-example';
import { sync } from '$lib/state/sync.svelte';
import { toasts } from '$lib/state/toasts.svelte';
import SyncRecover from './SyncRecover.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  const core = Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()]));
  return { ...ipc, core, on: () => () => undefined };
});
vi.mock('$app/navigation', () => ({ beforeNavigate: vi.fn(), goto: vi.fn(), onNavigate: vi.fn() }));

const refused = (code: ErrorCode, at: number | null = null): Refusal => new Refusal({ code, at });
const field = (name: string): HTMLInputElement => screen.getByRole('textbox', { name });
const button = (name: string): HTMLElement => screen.getByRole('button', { name });

beforeEach(() => {
  vi.resetAllMocks();
  vi.mocked(core.settingsView).mockRejectedValue(refused('locked'));
  vi.mocked(core.syncView).mockResolvedValue({ link: null, removed: false, choices: 0 });
  vi.mocked(core.syncRecover).mockResolvedValue({ link: link(), removed: false, choices: 0 });
  sync.view = null;
  sync.offered = null;
  toasts.list = [];
});

/** The page with all of it filled in. */
async function filled(): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup();
  render(SyncRecover);
  await user.type(field('Kad server'), 'kad');
  await user.type(field('15 perkataan'), 'satu dua tiga');
  return user;
}

test('the card and the words bring the copy back, and the other devices are removed unless the person says no', async () => {
  const user = await filled();
  screen.getByText('3 daripada 15');
  await user.click(button('Ambil balik'));
  expect(core.syncRecover).toHaveBeenCalledWith({
    ...{ card: 'kad', words: 'satu dua tiga', device_name: 'Laptop', remove_others: true }
  });
  await vi.waitFor(() => expect(goto).toHaveBeenCalledWith('/settings/sync', { replaceState: true }));
  expect(toasts.list.map(({ text }) => text).join()).toContain('Dah boleh');
  expect(sync.offered).toBe('recovered');
});

test('the other devices can stay', async () => {
  const user = await filled();
  await user.click(screen.getByRole('switch', { name: 'Buang semua peranti lain' }));
  await user.click(button('Ambil balik'));
  expect(vi.mocked(core.syncRecover).mock.calls[0]?.[0].remove_others).toBe(false);
  expect(sync.offered).toBeNull();
});

test('a picture of the card fills in its text', async () => {
  const user = userEvent.setup();
  vi.mocked(core.syncCodesChoose).mockResolvedValue({ text: 'kad dari gambar', words: null });
  render(SyncRecover);
  await user.click(button('Pilih gambar kod QR'));
  await vi.waitFor(() => expect(field('Kad server').value).toBe('kad dari gambar'));
  expect(field('15 perkataan').value).toBe('');
});

test('a picture of the whole paper fills in the card and the words, and what it lacks stays as it was', async () => {
  const user = await filled();
  vi.mocked(core.syncCodesChoose).mockResolvedValueOnce({ text: null, words: 'empat lima' });
  await user.click(button('Pilih gambar kod QR'));
  await vi.waitFor(() => expect(field('15 perkataan').value).toBe('empat lima'));
  expect(field('Kad server').value).toBe('kad');
  vi.mocked(core.syncCodesChoose).mockResolvedValueOnce({ text: 'kad kertas', words: 'enam tujuh' });
  await user.click(button('Pilih gambar kod QR'));
  await vi.waitFor(() => expect(field('15 perkataan').value).toBe('enam tujuh'));
  expect(field('Kad server').value).toBe('kad kertas');
});

test.each<[ErrorCode, string | null, RegExp]>([
  ['recovery_word_count', '15 perkataan', /ada 15 perkataan/],
  ['recovery_words_wrong', '15 perkataan', /tersilap/],
  ['recovery_code_other', '15 perkataan', /untuk data lain/],
  ['invite_invalid', 'Kad server', /tidak lengkap/],
  ['name_empty', 'Nama peranti ini', /Tulis nama dulu/],
  ['no_answer', null, /Tiada jawapan/],
  ['server_refused', null, /Server menolak/],
  ['device_limit', null, /lapan peranti/]
])(
  'why it did not work is said where it belongs, and everything typed stays: %s',
  async (code, beside, words) => {
    const user = await filled();
    vi.mocked(core.syncRecover).mockRejectedValue(refused(code));
    await user.click(button('Ambil balik'));
    await screen.findByText(words);
    if (beside !== null) expect(field(beside).getAttribute('aria-invalid')).toBe('true');
    else expect(screen.getByRole('alert').textContent).toMatch(words);
    expect([field('Kad server').value, field('15 perkataan').value]).toEqual(['kad', 'satu dua tiga']);
    expect(goto).not.toHaveBeenCalled();
  }
);

test('a word that is not on the list is named by its place', async () => {
  const user = await filled();
  vi.mocked(core.syncRecover).mockRejectedValue(refused('recovery_word_unknown', 2));
  await user.click(button('Ambil balik'));
  await screen.findByText(/ke-3/);
});

test('a device that has joined already is not asked again', async () => {
  vi.mocked(core.syncView).mockResolvedValue({ link: link(), removed: false, choices: 0 });
  render(SyncRecover);
  await screen.findByText('Peranti ini dah sertai organisasi');
  expect(screen.queryByRole('textbox')).toBeNull();
});
