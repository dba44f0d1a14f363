import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  core,
  Refusal,
  type ErrorCode,
  type SyncLinkView,
  type SyncNotice,
  type SyncTrouble
} from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { LAPTOP, link, NOW, PHONE } from '$lib/state/sync-example';
import { sync } from '$lib/state/sync.svelte';
import { toasts } from '$lib/state/toasts.svelte';
import SettingsSync from './SettingsSync.svelte';

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
const goto = vi.hoisted(() => vi.fn());
vi.mock('$app/navigation', () => ({ beforeNavigate: vi.fn(), goto, onNavigate: vi.fn() }));

const refused = (code: ErrorCode): Refusal => new Refusal({ code, at: null });
const told = (): string[] => toasts.list.map(({ text }) => text);
const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });

beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(NOW);
  vi.mocked(core.settingsView).mockRejectedValue(refused('locked'));
  vi.mocked(core.unfiledView).mockResolvedValue({ unfiled: [] });
  sync.view = null;
  sync.refusal = null;
  sync.offered = null;
  toasts.list = [];
});
afterEach(() => void vi.useRealTimers());

/** The page of a device that has joined. */
async function shown(over: Partial<SyncLinkView> = {}): Promise<ReturnType<typeof userEvent.setup>> {
  vi.mocked(core.syncView).mockResolvedValue({ link: link(over), removed: false, choices: 0 });
  render(SettingsSync);
  await screen.findByText('sync.example.org');
  return userEvent.setup();
}

test('without an organization it says what it is, and offers three ways to begin and nothing else', async () => {
  vi.mocked(core.syncView).mockResolvedValue({ link: null, removed: false, choices: 0 });
  render(SettingsSync);
  await screen.findByText(/Server itu tak boleh membaca apa-apa/);
  const ways = within(screen.getByRole('list', { name: 'Cara bermula' })).getAllByRole('link');
  expect(ways.map((way) => way.getAttribute('href'))).toEqual([
    '/settings/sync/join',
    '/settings/sync/pair',
    '/settings/sync/recover'
  ]);
  expect(screen.queryByRole('button', { name: 'Salin sekarang' })).toBeNull();
  expect(screen.queryByRole('switch')).toBeNull();
});

test('before the first answer nothing is claimed, and what cannot be read can be asked for again', async () => {
  vi.mocked(core.syncView)
    .mockRejectedValueOnce(refused('damaged'))
    .mockResolvedValue({ link: null, removed: false, choices: 0 });
  render(SettingsSync);
  await screen.findByRole('alert');
  expect(screen.queryByRole('list', { name: 'Cara bermula' })).toBeNull();
  await userEvent.setup().click(button('Cuba lagi'));
  await screen.findByRole('list', { name: 'Cara bermula' });
  expect(screen.queryByRole('alert')).toBeNull();
});

test('how things stand is one sentence, and what the core tells later is seen at once', async () => {
  await shown();
  const words = screen.getByText('Sama di semua peranti. Terakhir 3:05 petang.');
  expect(words.closest('[role=status]')).not.toBeNull();
  vi.mocked(core.syncView).mockResolvedValue({ link: link({ pending: 1 }), removed: false, choices: 0 });
  heard.get('sync')?.();
  await screen.findByText(/Satu catatan belum disalin/);
});

test('a first sync shows how far it is, and everything else stays to be used', async () => {
  await shown({ state: 'busy', share: 0.42, pending: 900, last_ms: null });
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('42');
  screen.getByText('Anda boleh terus guna macam biasa.');
  expect(button('Salin sekarang').getAttribute('aria-disabled')).toBe('true');
  screen.getByRole('link', { name: 'Tambah peranti' });
});

test('a short sync has no bar', async () => {
  await shown({ state: 'busy' });
  screen.getByText('Sedang menyalin.');
  expect(screen.queryByRole('progressbar')).toBeNull();
});

test('the person copies when he wants to, once at a time', async () => {
  const user = await shown({ pending: 2 });
  let answer: (view: Ipc.SyncView) => void = () => undefined;
  vi.mocked(core.syncNow).mockReturnValue(new Promise((resolve) => (answer = resolve)));
  await user.click(button('Salin sekarang'));
  await user.click(button('Salin sekarang'));
  expect(core.syncNow).toHaveBeenCalledTimes(1);
  answer({ link: link(), removed: false, choices: 0 });
  await screen.findByText('Sama di semua peranti. Terakhir 3:05 petang.');
  await vi.waitFor(() => expect(button('Salin sekarang').getAttribute('aria-disabled')).toBeNull());
});

test.each<[ErrorCode, RegExp]>([
  ['no_answer', /Tiada jawapan dari alamat itu/],
  ['not_a_server', /bukan server organisasi/],
  ['server_refused', /Server menolak/],
  ['disk_full', /Ruang simpanan penuh/]
])('a copy that was refused is told: %s', async (code, words) => {
  const user = await shown();
  vi.mocked(core.syncNow).mockRejectedValue(refused(code));
  await user.click(button('Salin sekarang'));
  await vi.waitFor(() => expect(told().join()).toMatch(words));
  screen.getByText('Sama di semua peranti. Terakhir 3:05 petang.');
});

test('nothing is sent by itself if the person says so, and a switch that was refused stays where it was', async () => {
  const user = await shown();
  const choice = screen.getByRole('switch', { name: 'Hanya bila saya minta' });
  vi.mocked(core.syncSave).mockRejectedValueOnce(refused('read_only'));
  await user.click(choice);
  await vi.waitFor(() => expect(told().join()).toMatch(/Tidak boleh menyimpan/));
  expect(choice.getAttribute('aria-checked')).toBe('false');
  vi.mocked(core.syncSave).mockResolvedValue({
    link: link({ on_request: true }),
    removed: false,
    choices: 0
  });
  await user.click(choice);
  expect(core.syncSave).toHaveBeenLastCalledWith({ on_request: true });
  await vi.waitFor(() => expect(choice.getAttribute('aria-checked')).toBe('true'));
});

test('this device comes first and cannot be removed from here', async () => {
  await shown();
  const rows = within(screen.getByRole('list', { name: 'Senarai peranti' })).getAllByRole('listitem');
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/Telefon.*Peranti ini/),
    expect.stringMatching(/Laptop.*Khabar terakhir 1 Nov.*Buang/)
  ]);
  expect(screen.queryByRole('button', { name: 'Buang Telefon' })).toBeNull();
  expect(screen.queryByText(/Kalau bukan anda/)).toBeNull();
});

test('a device that was added lately is marked, and what to do about a stranger is said', async () => {
  await shown({ devices: [PHONE, { ...LAPTOP, added: '2026-11-03', is_new: true }] });
  screen.getByText(/Baru ditambah 3 Nov/);
  screen.getByText('Kalau bukan anda yang menambahnya, buang sekarang.');
});

test('before a device is removed it is said what that protects, and nothing more happens than was ticked', async () => {
  const user = await shown();
  vi.mocked(core.syncDeviceRemove).mockResolvedValue({
    link: link({ devices: [PHONE] }),
    removed: false,
    choices: 0
  });
  await user.click(button('Buang Laptop'));
  const dialog = await screen.findByRole('dialog', { name: 'Buang Laptop?' });
  within(dialog).getByText(/hanya dilindungi kunci peranti itu sendiri/);
  await user.click(within(dialog).getByRole('button', { name: 'Buang' }));
  expect(core.syncDeviceRemove).toHaveBeenCalledWith({ id: 'd2', lost: false, erase: false });
  await vi.waitFor(() => expect(told()).toEqual(['Laptop dah dibuang.']));
  expect(screen.queryByRole('button', { name: 'Buang Laptop' })).toBeNull();
});

test('a device that was stolen is removed as such, and erased if the person wants it', async () => {
  const user = await shown({ sheet: 'elsewhere' });
  vi.mocked(core.syncDeviceRemove).mockResolvedValue({
    link: link({ devices: [PHONE] }),
    removed: false,
    choices: 0
  });
  await user.click(button('Buang Laptop'));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).queryByText(/buat kod pendua baharu/)).toBeNull();
  await user.click(within(dialog).getByRole('checkbox', { name: 'Ia hilang atau dicuri' }));
  within(dialog).getByText(/buat kod pendua baharu/);
  await user.click(within(dialog).getByRole('checkbox', { name: 'Padam apa yang ada di dalamnya' }));
  await user.click(within(dialog).getByRole('button', { name: 'Buang' }));
  expect(core.syncDeviceRemove).toHaveBeenCalledWith({ id: 'd2', lost: true, erase: true });
});

/** The question whether a new code is made, after a stolen device was removed. */
async function offered(user: ReturnType<typeof userEvent.setup>): Promise<HTMLElement> {
  vi.mocked(core.syncDeviceRemove).mockResolvedValue({
    link: link({ devices: [PHONE] }),
    removed: false,
    choices: 0
  });
  await user.click(button('Buang Laptop'));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('checkbox', { name: 'Ia hilang atau dicuri' }));
  await user.click(within(dialog).getByRole('button', { name: 'Buang' }));
  return screen.findByRole('alertdialog', { name: 'Buat kod pendua baharu?' });
}

test('after a stolen device is gone a new code is offered, and shown once it is made', async () => {
  const user = await shown();
  const question = await offered(user);
  within(question).getByText(/kertas lama tak lagi membukanya.*masih dibuka dengan kod lama/);
  vi.mocked(core.recoveryRenew).mockResolvedValue({ words: [], saved: false });
  await user.click(within(question).getByRole('button', { name: 'Buat kod baharu' }));
  await vi.waitFor(() => expect(goto).toHaveBeenCalledWith('/settings/recovery'));
  expect(told()).toEqual([
    'Laptop dah dibuang.',
    'Kod pendua baharu dah dibuat. Simpan pada kertas sekarang.'
  ]);
});

test('after everything was brought back a new code is offered too', async () => {
  sync.offered = 'recovered';
  const user = await shown({ sheet: 'elsewhere' });
  const question = await screen.findByRole('alertdialog', { name: 'Buat kod pendua baharu?' });
  within(question).getByText(/mungkin kenal kertas lama/);
  await user.click(within(question).getByRole('button', { name: 'Nanti' }));
  expect(sync.offered).toBeNull();
});

test('a device that is still to be removed is not removed once more', async () => {
  await shown({ devices: [PHONE, { ...LAPTOP, is_going: true }] });
  screen.getByText(/Belum dibuang/);
  expect(screen.queryByRole('button', { name: 'Buang Laptop' })).toBeNull();
});

test('whoever has the paper keeps the code', async () => {
  const user = await shown();
  await user.click(within(await offered(user)).getByRole('button', { name: 'Nanti' }));
  expect(core.recoveryRenew).not.toHaveBeenCalled();
});

test('a new code that has not reached the server says that the old paper still does', async () => {
  await shown({ sheet: 'coming' });
  screen.getByText(/kertas lama masih boleh ambil balik salinan di sana/);
  screen.getByRole('link', { name: 'Tunjuk atau cetak kod' });
});

test('whoever thinks again removes nothing, and a removal that was refused leaves the device there', async () => {
  const user = await shown();
  await user.click(button('Buang Laptop'));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Batal' }));
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(core.syncDeviceRemove).not.toHaveBeenCalled();
  vi.mocked(core.syncDeviceRemove).mockRejectedValue(refused('no_answer'));
  await user.click(button('Buang Laptop'));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Buang' }));
  await vi.waitFor(() => expect(told().join()).toMatch(/Tiada jawapan/));
  button('Buang Laptop');
});

test('a code that opens the copy is taken into use at once where there is none', async () => {
  const user = await shown({ sheet: 'none' });
  vi.mocked(core.syncSheetUse).mockResolvedValue({
    link: link({ sheet: 'here' }),
    removed: false,
    choices: 0
  });
  await user.click(button('Guna kod peranti ini'));
  expect(core.syncSheetUse).toHaveBeenCalledTimes(1);
  const show = await screen.findByRole('link', { name: 'Tunjuk atau cetak kod' });
  expect(show.getAttribute('href')).toBe('/settings/recovery');
  expect(screen.queryByRole('button', { name: 'Guna kod peranti ini' })).toBeNull();
});

test('before the paper of another device stops to do, the person is asked', async () => {
  const user = await shown({ sheet: 'elsewhere' });
  vi.mocked(core.syncSheetUse).mockResolvedValue({
    link: link({ sheet: 'here' }),
    removed: false,
    choices: 0
  });
  await user.click(button('Guna kod peranti ini'));
  expect(core.syncSheetUse).not.toHaveBeenCalled();
  const dialog = await screen.findByRole('alertdialog');
  within(dialog).getByText(/kertas yang lama tak lagi boleh/);
  await user.click(within(dialog).getByRole('button', { name: 'Guna kod peranti ini' }));
  expect(core.syncSheetUse).toHaveBeenCalledTimes(1);
});

test('what another device erased at once can be kept', async () => {
  const user = await shown({ held: 41 });
  vi.mocked(core.syncHeld).mockResolvedValue({ link: link(), removed: false, choices: 0 });
  screen.getByText('Laptop memadam 41 catatan');
  await user.click(button('Simpan di sini'));
  expect(core.syncHeld).toHaveBeenCalledWith({ keep: true });
  await vi.waitFor(() => expect(screen.queryByText('Laptop memadam 41 catatan')).toBeNull());
});

test('or erased here too, which is asked once more', async () => {
  const user = await shown({ held: 41 });
  vi.mocked(core.syncHeld).mockResolvedValue({ link: link(), removed: false, choices: 0 });
  await user.click(button('Padam juga'));
  expect(core.syncHeld).not.toHaveBeenCalled();
  const dialog = await screen.findByRole('alertdialog', { name: 'Padam 41 catatan di sini juga?' });
  await user.click(within(dialog).getByRole('button', { name: 'Padam juga' }));
  expect(core.syncHeld).toHaveBeenCalledWith({ keep: false });
});

test.each<[SyncTrouble, RegExp]>([
  ['server_full', /Hanya salinan di server yang penuh/],
  ['device_full', /Ruang peranti ini penuh/],
  ['app_too_old', /Pasang versi terkini/]
])('what only the person can change is said: %s', async (trouble, words) => {
  await shown({ trouble });
  screen.getByText(words);
  button('Salin sekarang');
});

test('what passes by itself is said in passing', async () => {
  await shown({ trouble: 'no_answer' });
  screen.getByText('Server tak menjawab tadi. Nanti dicuba lagi sendiri.');
  screen.getByText('Sama di semua peranti. Terakhir 3:05 petang.');
});

test('a device that was removed is told so, can take all along, and can only leave', async () => {
  const user = await shown({ trouble: 'removed' });
  screen.getByText('Peranti ini dah dibuang');
  for (const gone of ['Salin sekarang', 'Buang Laptop', 'Guna kod peranti ini'])
    expect(screen.queryByRole('button', { name: gone })).toBeNull();
  vi.mocked(core.exportEverything).mockResolvedValue({ file: 'x.zip', handed_over: true });
  await user.click(button('Ambil semua data saya'));
  expect(core.exportEverything).toHaveBeenCalledTimes(1);
  button(/Keluar daripada organisasi/);
});

test('a device that the person removed says so until that was seen, and all can be taken along', async () => {
  vi.mocked(core.syncView).mockResolvedValue({ link: null, removed: true, choices: 0 });
  vi.mocked(core.exportEverything).mockResolvedValue({ file: 'x.zip', handed_over: true });
  vi.mocked(core.syncRemovedSeen).mockResolvedValue({ link: null, removed: false, choices: 0 });
  render(SettingsSync);
  await screen.findByText('Peranti ini dah dibuang');
  const user = userEvent.setup();
  await user.click(button('Ambil semua data saya'));
  expect(core.exportEverything).toHaveBeenCalledTimes(1);
  await user.click(button('Baik'));
  await vi.waitFor(() => expect(screen.queryByText('Peranti ini dah dibuang')).toBeNull());
  screen.getByRole('list', { name: 'Cara bermula' });
});

test('a copied device is told how to go on', async () => {
  await shown({ trouble: 'copy_of_another' });
  screen.getByText(/salinan peranti lain/);
  expect(screen.queryByRole('button', { name: 'Salin sekarang' })).toBeNull();
});

test('everything else there is to say is said', async () => {
  const notices: SyncNotice[] = ['putting_back', 'not_repairable', 'new_identity', 'unreadable'];
  const keyrings: SyncNotice[] = ['old_keyring', 'strange_device', 'not_listed', 'newer_keyring'];
  await shown({ notices: [...notices, 'not_taken', 'too_long', ...keyrings, 'unproven_keyring'] });
  for (const words of [/diletak semula/, /tak dapat dibetulkan/, /peranti baharu/, /belum boleh dibaca/])
    screen.getByText(words);
  screen.getByText(/tak menerima beberapa catatan/);
  screen.getByText(/terlalu panjang untuk disalin/);
  for (const words of [/salinan lama/, /tiada dalam senarai anda/, /tanpa peranti ini/])
    screen.getByText(words);
  screen.getByText(/Pasang versi terkini/);
  screen.getByText(/tak terbukti milik anda/);
});

test.each([
  ['the copy on the server stays', false],
  ['or goes', true]
])('whoever leaves keeps everything here: %s', async (_, erase) => {
  const user = await shown();
  vi.mocked(core.syncLeave).mockResolvedValue({
    sync: { link: null, removed: false, choices: 0 },
    still_listed: false
  });
  await user.click(button(/Keluar daripada organisasi/));
  const dialog = await screen.findByRole('dialog', { name: 'Keluar daripada organisasi?' });
  within(dialog).getByText(/Semua catatan kekal pada peranti ini/);
  if (erase) await user.click(within(dialog).getByRole('checkbox'));
  await user.click(within(dialog).getByRole('button', { name: 'Keluar' }));
  expect(core.syncLeave).toHaveBeenCalledWith({ erase_server: erase });
  await screen.findByRole('list', { name: 'Cara bermula' });
  expect(told()).toEqual(['Dah keluar. Semua catatan masih ada di sini.']);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('whoever leaves without the server hears that the others still list this device', async () => {
  const user = await shown();
  vi.mocked(core.syncLeave).mockResolvedValue({
    sync: { link: null, removed: false, choices: 0 },
    still_listed: true
  });
  await user.click(button(/Keluar daripada organisasi/));
  const dialog = await screen.findByRole('dialog', { name: 'Keluar daripada organisasi?' });
  await user.click(within(dialog).getByRole('button', { name: 'Keluar' }));
  await screen.findByRole('list', { name: 'Cara bermula' });
  expect(told()[0]).toMatch(/Server tak dapat diberitahu.*buang ia di sana/);
});

test('what is left over of something that was erased elsewhere is told, and where to look', async () => {
  const item = { id: 'ab', area: 'people' as const, fields: [], at_words: '' };
  vi.mocked(core.unfiledView).mockResolvedValue({ unfiled: [item, { ...item, id: 'cd' }] });
  await shown();
  expect(await screen.findByText('2 tulisan tertinggal')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Tengok' }).getAttribute('href')).toBe('/settings/sync/unfiled');
});
