import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { goto } from '$app/navigation';
import { core, Refusal, type AppView, type ErrorCode, type Stage } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { app } from '$lib/state/app.svelte';
import { offer } from '$lib/state/pairing.svelte';
import { link } from '$lib/state/sync-example';
import { sync } from '$lib/state/sync.svelte';
import { toasts } from '$lib/state/toasts.svelte';
import SyncAdd from './SyncAdd.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  const core = Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()]));
  return { ...ipc, core, on: () => () => undefined };
});
vi.mock('$app/navigation', () => ({ beforeNavigate: vi.fn(), goto: vi.fn(), onNavigate: vi.fn() }));

const refused = (code: ErrorCode, at: number | null = null): Refusal => new Refusal({ code, at });
const view = (stage: Stage): AppView => ({
  ...{ stage, demo: false, dials: true, religion: false },
  appearance: { language: 'ms', theme: 'system', text_size: 100 }
});

beforeEach(() => {
  vi.resetAllMocks();
  vi.mocked(core.settingsView).mockRejectedValue(refused('locked'));
  vi.mocked(core.syncView).mockResolvedValue({ link: link(), removed: false, choices: 0 });
  vi.mocked(core.syncCard).mockResolvedValue({
    text: 'kad-server',
    qr: { size: 21, path: 'M0 0h1v1z', content: 'kad-server' }
  });
  vi.mocked(core.syncOfferRead).mockResolvedValue({ at: 'answered', name: 'Laptop rumah' });
  vi.mocked(core.syncOfferChoose).mockResolvedValue({ at: 'answered', name: 'Laptop rumah' });
  vi.mocked(core.syncOfferConfirm).mockResolvedValue({ link: link(), removed: false, choices: 0 });
  vi.mocked(core.syncOfferStop).mockResolvedValue(null);
  app.take(view({ at: 'open', welcomed: true }));
  sync.view = null;
  sync.refusal = null;
  offer.name = null;
  toasts.list = [];
});

const field = (name: string): HTMLInputElement => screen.getByRole('textbox', { name });
const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const DIGITS = 'Enam angka pada peranti baharu';

/** The page that asks for the digits. */
async function answered(): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup();
  render(SyncAdd);
  await screen.findByRole('textbox', { name: 'Kod peranti baharu' });
  await user.type(field('Kod peranti baharu'), 'kod');
  await user.click(button('Seterusnya'));
  await screen.findByRole('textbox', { name: DIGITS });
  return user;
}

test('the card of the server is shown as a picture and as a text', async () => {
  render(SyncAdd);
  await screen.findByRole('img', { name: 'Kad server sebagai kod QR' });
  expect(field('Tulisan kad server').value).toBe('kad-server');
});

test('the code of the new device and the digits it shows let it in, under the name it was given there', async () => {
  const user = await answered();
  expect(core.syncOfferRead).toHaveBeenCalledWith({ text: 'kod' });
  expect(document.activeElement).toBe(field(DIGITS));
  screen.getByText('Nama peranti baharu: Laptop rumah');
  expect(screen.getAllByRole('textbox')).toHaveLength(1);
  await user.type(field(DIGITS), '012 345');
  await user.click(button('Tambah'));
  expect(core.syncOfferConfirm).toHaveBeenCalledWith({ digits: '012345' });
  await vi.waitFor(() => expect(goto).toHaveBeenCalledWith('/settings/sync', { replaceState: true }));
  expect(toasts.list.map(({ text }) => text)).toEqual(['Laptop rumah dah ditambah.']);
  expect(core.syncOfferStop).not.toHaveBeenCalled();
});

test('a picture of the code is read without another press', async () => {
  const user = userEvent.setup();
  render(SyncAdd);
  await screen.findByRole('img');
  await user.click(button('Pilih gambar kod QR'));
  await screen.findByRole('textbox', { name: DIGITS });
  expect(core.syncOfferChoose).toHaveBeenCalledTimes(1);
});

test.each<[ErrorCode, RegExp]>([
  ['invite_invalid', /tidak lengkap/],
  ['keys_differ', /tak padan/],
  ['pairing_over', /dah habis/],
  ['device_limit', /lapan peranti/],
  ['no_answer', /Tiada jawapan/]
])('a code that is not taken is told beside its field: %s', async (code, words) => {
  const user = userEvent.setup();
  vi.mocked(core.syncOfferRead).mockRejectedValue(refused(code));
  render(SyncAdd);
  await screen.findByRole('textbox', { name: 'Kod peranti baharu' });
  await user.type(field('Kod peranti baharu'), 'kod');
  await user.click(button('Seterusnya'));
  await screen.findByText(words);
  expect(field('Kod peranti baharu').getAttribute('aria-invalid')).toBe('true');
  expect(screen.queryByRole('textbox', { name: DIGITS })).toBeNull();
});

test('wrong digits say how many tries are left, and are typed anew', async () => {
  const user = await answered();
  vi.mocked(core.syncOfferConfirm).mockRejectedValueOnce(refused('code_wrong', 2));
  await user.type(field(DIGITS), '111111');
  await user.click(button('Tambah'));
  await screen.findByText('Angka tak sama. Boleh cuba 2 kali lagi.');
  expect(field(DIGITS).value).toBe('');
  expect(document.activeElement).toBe(field(DIGITS));
  await user.type(field(DIGITS), '222222');
  expect(screen.queryByText(/Angka tak sama/)).toBeNull();
  await user.click(button('Tambah'));
  await vi.waitFor(() => expect(goto).toHaveBeenCalled());
});

test('too few digits are not sent: they would cost a try', async () => {
  const user = await answered();
  await user.type(field(DIGITS), '12345');
  await user.click(button('Tambah'));
  await screen.findByText('Ada enam angka. Taip semuanya.');
  expect(core.syncOfferConfirm).not.toHaveBeenCalled();
});

test.each<[ErrorCode, number | null]>([
  ['pairing_over', null],
  ['code_wrong', 0]
])('once it is over, it begins again with the code of the new device: %s', async (code, at) => {
  const user = await answered();
  vi.mocked(core.syncOfferConfirm).mockRejectedValue(refused(code, at));
  await user.type(field(DIGITS), '111111');
  await user.click(button('Tambah'));
  expect((await screen.findByRole('alert')).textContent).toMatch(/dah habis/);
  expect(field('Kod peranti baharu').value).toBe('');
});

test('a connection that is away keeps the digits being asked for', async () => {
  const user = await answered();
  vi.mocked(core.syncOfferConfirm).mockRejectedValueOnce(refused('no_answer'));
  await user.type(field(DIGITS), '111111');
  await user.click(button('Tambah'));
  expect((await screen.findByRole('alert')).textContent).toMatch(/Tiada jawapan/);
  field(DIGITS);
});

test('it can be ended', async () => {
  const user = await answered();
  await user.click(button('Batal'));
  expect(core.syncOfferStop).toHaveBeenCalledTimes(1);
  await screen.findByRole('textbox', { name: 'Kod peranti baharu' });
});

test('leaving the page ends it, and a device that locks meanwhile goes on', async () => {
  offer.name = 'Laptop';
  const first = render(SyncAdd);
  app.take(view({ at: 'locked', kind: 'pin', wait: 0 }));
  first.unmount();
  await tick();
  await tick();
  expect(offer.name).toBe('Laptop');
  app.take(view({ at: 'open', welcomed: true }));
  const second = render(SyncAdd);
  await screen.findByRole('textbox', { name: DIGITS });
  second.unmount();
  await vi.waitFor(() => expect(core.syncOfferStop).toHaveBeenCalledTimes(1));
});

test('a card that cannot be made can be asked for again', async () => {
  const user = userEvent.setup();
  vi.mocked(core.syncCard).mockRejectedValueOnce(refused('failed'));
  render(SyncAdd);
  await screen.findByRole('alert');
  await user.click(button('Cuba lagi'));
  await screen.findByRole('img', { name: 'Kad server sebagai kod QR' });
});

test('without an organization there is nothing to add to', async () => {
  vi.mocked(core.syncView).mockResolvedValue({ link: null, removed: false, choices: 0 });
  render(SyncAdd);
  await screen.findByText('Peranti ini belum sertai organisasi');
  expect(core.syncCard).not.toHaveBeenCalled();
});
