import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal, type AppView, type ErrorCode, type Stage, type SyncPairView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { app } from '$lib/state/app.svelte';
import { pairing } from '$lib/state/pairing.svelte';
import { link } from '$lib/state/sync-example';
import { sync } from '$lib/state/sync.svelte';
import SyncPair from './SyncPair.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  const core = Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()]));
  return { ...ipc, core, on: () => () => undefined };
});
vi.mock('$app/navigation', () => ({ beforeNavigate: vi.fn(), goto: vi.fn(), onNavigate: vi.fn() }));

const CARD = 'ukhwah-card-1 https://sync.example.org 5f3e';
const OFFERED: SyncPairView = {
  at: 'offered',
  text: 'kod-peranti-baharu',
  qr: { size: 21, path: 'M0 0h1v1z', content: 'kod-peranti-baharu' }
};
const refused = (code: ErrorCode): Refusal => new Refusal({ code, at: null });
const at = (stage: Stage): AppView => ({
  ...{ stage, demo: false, dials: false, religion: false },
  appearance: { language: 'ms', theme: 'system', text_size: 100 }
});
const OPEN: Stage = { at: 'open', welcomed: true };

beforeEach(() => {
  vi.resetAllMocks();
  vi.mocked(core.settingsView).mockRejectedValue(refused('locked'));
  vi.mocked(core.syncView).mockResolvedValue({ link: null, removed: false, choices: 0 });
  vi.mocked(core.syncPairBegin).mockResolvedValue(OFFERED);
  vi.mocked(core.syncPairStep).mockResolvedValue(OFFERED);
  vi.mocked(core.syncPairStop).mockResolvedValue(null);
  app.take(at(OPEN));
  sync.view = null;
  pairing.view = null;
});
afterEach(() => {
  pairing.view = null;
});

const field = (name: string): HTMLInputElement => screen.getByRole('textbox', { name });
const button = (name: string): HTMLElement => screen.getByRole('button', { name });

/** The page whose code waits for the other device. */
async function offered(): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup();
  render(SyncPair);
  await user.click(field('Kad server'));
  await user.paste(CARD);
  await user.click(button('Seterusnya'));
  await screen.findByRole('img', { name: 'Kod QR untuk peranti lama' });
  return user;
}

test('the card leads to a code, as a picture and as a text that can be copied', async () => {
  const user = await offered();
  expect(core.syncPairBegin).toHaveBeenCalledWith({ card: CARD, device_name: 'Laptop' });
  screen.getByText('Jangan beri kod ini kepada orang lain.');
  expect(field('Tulisan kod ini').value).toBe('kod-peranti-baharu');
  await user.click(button('Salin tulisan'));
  await screen.findByText('Tulisan dah disalin.');
  expect(await navigator.clipboard.readText()).toBe('kod-peranti-baharu');
  screen.getByText('Menunggu peranti lama.');
});

test('the digits are large for the eyes and one by one for the ears, and then it is done', async () => {
  await offered();
  pairing.view = { at: 'code', digits: '012345' };
  const digits = await screen.findByTestId('digits');
  expect(digits.textContent.replace(/\s+/g, ' ').trim()).toBe('012 345');
  screen.getByRole('heading', { level: 1, name: 'Taip angka ini di peranti lama' });
  expect(screen.getByRole('status').textContent).toContain('0 1 2 3 4 5');
  vi.mocked(core.syncView).mockResolvedValue({ link: link(), removed: false, choices: 0 });
  pairing.view = { at: 'done' };
  const go = await screen.findByRole('link', { name: 'Tengok peranti saya' });
  expect(go.getAttribute('href')).toBe('/settings/sync');
  await vi.waitFor(() => expect(sync.link).not.toBeNull());
});

test('a picture of the card fills in its text', async () => {
  const user = userEvent.setup();
  vi.mocked(core.syncCodesChoose).mockResolvedValue({ text: CARD, words: null });
  render(SyncPair);
  await user.click(button('Pilih gambar kod QR'));
  await vi.waitFor(() => expect(field('Kad server').value).toBe(CARD));
  expect(core.syncPairBegin).not.toHaveBeenCalled();
});

test.each<[ErrorCode, string | null, RegExp]>([
  ['invite_invalid', 'Kad server', /Tulisan ini tidak lengkap/],
  ['name_too_long', 'Nama peranti ini', /terlalu panjang/],
  ['no_answer', null, /Tiada jawapan/],
  ['other_server', null, /Jangan teruskan/],
  ['not_a_server', null, /bukan server organisasi/]
])('why it cannot begin is said where it belongs: %s', async (code, beside, words) => {
  const user = userEvent.setup();
  vi.mocked(core.syncPairBegin).mockRejectedValue(refused(code));
  render(SyncPair);
  await user.type(field('Kad server'), 'kad');
  await user.click(button('Seterusnya'));
  await screen.findByText(words);
  if (beside !== null) expect(field(beside).getAttribute('aria-invalid')).toBe('true');
  else expect(screen.getByRole('alert').textContent).toMatch(words);
  expect(field('Kad server').value).toBe('kad');
});

test.each<[ErrorCode, RegExp]>([
  ['pairing_over', /dah habis/],
  ['keys_differ', /tak padan/],
  ['device_limit', /lapan peranti/]
])('what ended it is said, and it can begin again: %s', async (code, words) => {
  const user = await offered();
  pairing.view = { at: 'failed', code };
  expect((await screen.findByRole('alert')).textContent).toMatch(words);
  await user.click(button('Mula semula'));
  expect(field('Kad server').value).toBe(CARD);
});

test('it can be ended', async () => {
  const user = await offered();
  await user.click(button('Batal'));
  expect(core.syncPairStop).toHaveBeenCalledTimes(1);
  field('Kad server');
});

test('whoever leaves the page ends it, and a device that locks meanwhile goes on', async () => {
  pairing.view = OFFERED;
  const first = render(SyncPair);
  app.take(at({ at: 'locked', kind: 'pin', wait: 0 }));
  first.unmount();
  await tick();
  await tick();
  expect(pairing.view).toEqual(OFFERED);
  app.take(at(OPEN));
  const second = render(SyncPair);
  await screen.findByText('Menunggu peranti lama.');
  second.unmount();
  await vi.waitFor(() => expect(core.syncPairStop).toHaveBeenCalledTimes(1));
  expect(pairing.view).toBeNull();
});

test('a device that has joined already is not asked again', async () => {
  vi.mocked(core.syncView).mockResolvedValue({ link: link(), removed: false, choices: 0 });
  render(SyncPair);
  await screen.findByText('Peranti ini dah sertai organisasi');
});
