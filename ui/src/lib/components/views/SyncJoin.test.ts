import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { goto } from '$app/navigation';
import { core, Refusal, type AppView, type ErrorCode } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { app } from '$lib/state/app.svelte';
import { link } from '$lib/state/sync-example';
import { sync } from '$lib/state/sync.svelte';
import { toasts } from '$lib/state/toasts.svelte';
import SyncJoin from './SyncJoin.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  const core = Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()]));
  return { ...ipc, core, on: () => () => undefined };
});
vi.mock('$app/navigation', () => ({ beforeNavigate: vi.fn(), goto: vi.fn(), onNavigate: vi.fn() }));

const INVITE = 'ukhwah-invite-1 https://sync.example.org 5f3e 7K3M9-QX20A-ZZ4TB-0C8DE';
const READ = { address: 'sync.example.org', fingerprint: '12345 67890' };
const refused = (code: ErrorCode): Refusal => new Refusal({ code, at: null });
const device = (dials: boolean): AppView => ({
  ...{ stage: { at: 'open', welcomed: true }, demo: false, dials, religion: false },
  appearance: { language: 'ms', theme: 'system', text_size: 100 }
});

beforeEach(() => {
  vi.resetAllMocks();
  vi.mocked(core.settingsView).mockRejectedValue(refused('locked'));
  vi.mocked(core.syncView).mockResolvedValue({ link: null, removed: false, choices: 0 });
  vi.mocked(core.syncInviteCheck).mockResolvedValue(READ);
  vi.mocked(core.syncJoin).mockResolvedValue({ link: link(), removed: false, choices: 0 });
  app.take(device(true));
  sync.view = null;
  toasts.list = [];
});

const field = (name: string | RegExp): HTMLInputElement => screen.getByRole('textbox', { name });
const button = (name: string): HTMLElement => screen.getByRole('button', { name });

/** The page with an invite that was read. */
async function compared(): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup();
  render(SyncJoin);
  await user.click(field('Jemputan'));
  await user.paste(INVITE);
  await user.click(button('Seterusnya'));
  await screen.findByText('12345 67890');
  return user;
}

test('nothing is sent before the invite was compared, and then only what the person agreed to', async () => {
  const user = await compared();
  expect(core.syncInviteCheck).toHaveBeenCalledWith({ text: INVITE });
  screen.getByText('sync.example.org');
  screen.getByText(/Bandingkan dengan apa yang penyelaras beri/);
  expect(core.syncJoin).not.toHaveBeenCalled();
  expect(field('Nama peranti ini').value).toBe('Telefon');
  await user.click(button('Sertai'));
  expect(core.syncJoin).toHaveBeenCalledWith({ text: INVITE, device_name: 'Telefon' });
  await vi.waitFor(() => expect(goto).toHaveBeenCalledWith('/settings/sync', { replaceState: true }));
  expect(toasts.list.map(({ text }) => text)).toEqual(['Dah sertai. Catatan anda sedang disalin.']);
});

test('a computer is called a laptop until the person says otherwise', async () => {
  app.take(device(false));
  const user = await compared();
  const name = field('Nama peranti ini');
  expect(name.value).toBe('Laptop');
  await user.clear(name);
  await user.type(name, 'Komputer pejabat');
  await user.click(button('Sertai'));
  expect(core.syncJoin).toHaveBeenCalledWith({ text: INVITE, device_name: 'Komputer pejabat' });
});

test('a picture of the code does as well as the text', async () => {
  const user = userEvent.setup();
  vi.mocked(core.syncCodesChoose).mockResolvedValue({ text: INVITE, words: null });
  render(SyncJoin);
  await user.click(button('Pilih gambar kod QR'));
  await screen.findByText('12345 67890');
  expect(core.syncInviteCheck).toHaveBeenCalledWith({ text: INVITE });
});

test('a closed file dialog is no refusal, and a picture without a code is told beside the field', async () => {
  const user = userEvent.setup();
  vi.mocked(core.syncCodesChoose).mockRejectedValueOnce(refused('cancelled'));
  render(SyncJoin);
  await user.click(button('Pilih gambar kod QR'));
  expect(field('Jemputan').getAttribute('aria-invalid')).toBeNull();
  vi.mocked(core.syncCodesChoose).mockRejectedValueOnce(refused('no_qr'));
  await user.click(button('Pilih gambar kod QR'));
  await screen.findByText(/Tiada kod QR/);
  expect(field('Jemputan').getAttribute('aria-invalid')).toBe('true');
});

test('a text that is no invite is told beside the field, and stays to be put right', async () => {
  const user = userEvent.setup();
  vi.mocked(core.syncInviteCheck).mockRejectedValue(refused('invite_invalid'));
  render(SyncJoin);
  expect(button('Seterusnya')).toHaveProperty('disabled', true);
  await user.type(field('Jemputan'), 'jemputan separuh');
  await user.click(button('Seterusnya'));
  await screen.findByText(/Tulisan ini tidak lengkap/);
  expect(field('Jemputan').value).toBe('jemputan separuh');
  expect(screen.queryByRole('button', { name: 'Sertai' })).toBeNull();
});

test.each<[ErrorCode, RegExp]>([
  ['invite_used', /dah digunakan/],
  ['invite_expired', /dah tamat tempoh/],
  ['no_answer', /Tiada jawapan/],
  ['not_a_server', /bukan server organisasi/],
  ['server_refused', /Server menolak/],
  ['other_server', /Jangan teruskan\. Tanya penyelaras dulu/],
  ['address_not_allowed', /tidak boleh digunakan/],
  ['certificate_invalid', /Fail sijil ini/],
  ['already_joined', /dah sertai organisasi/]
])('why it did not work is said, and nothing was joined: %s', async (code, words) => {
  const user = await compared();
  vi.mocked(core.syncJoin).mockRejectedValue(refused(code));
  await user.click(button('Sertai'));
  expect((await screen.findByRole('alert')).textContent).toMatch(words);
  expect(goto).not.toHaveBeenCalled();
  button('Sertai');
});

test('a name that cannot be kept is told beside its field', async () => {
  const user = await compared();
  vi.mocked(core.syncJoin).mockRejectedValue(refused('name_empty'));
  await user.clear(field('Nama peranti ini'));
  await user.click(button('Sertai'));
  await screen.findByText('Tulis nama dulu.');
  expect(field('Nama peranti ini').getAttribute('aria-invalid')).toBe('true');
});

test('another invite can be taken instead', async () => {
  const user = await compared();
  await user.click(button('Guna jemputan lain'));
  expect(field('Jemputan').value).toBe('');
});

test('a certificate of the organization can be chosen where it is needed', async () => {
  const user = await compared();
  vi.mocked(core.syncAuthorityChoose).mockResolvedValue({ name: 'pusat.pem' });
  const more = screen.getByRole('button', { name: /Ada fail sijil/ });
  expect(more.getAttribute('aria-expanded')).toBe('false');
  await user.click(more);
  await user.click(button('Pilih fail sijil'));
  await screen.findByText('Fail sijil: pusat.pem');
});

test('a device that has joined already is not asked again', async () => {
  vi.mocked(core.syncView).mockResolvedValue({ link: link(), removed: false, choices: 0 });
  render(SyncJoin);
  await screen.findByText('Peranti ini dah sertai organisasi');
  expect(screen.queryByRole('textbox')).toBeNull();
});
