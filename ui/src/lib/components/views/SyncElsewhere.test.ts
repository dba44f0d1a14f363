import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal, type SettingsView, type TodayView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { LAPTOP, LAST, link, NOW, PHONE } from '$lib/state/sync-example';
import { settings } from '$lib/state/settings.svelte';
import { sync } from '$lib/state/sync.svelte';
import { today } from '$lib/state/today.svelte';
import Settings from './Settings.svelte';
import Today from './Today.svelte';

// What other screens show of sync: one row of the settings, and on Today only what needs the person.

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
vi.mock('$app/navigation', () => ({ beforeNavigate: vi.fn(), goto: vi.fn(), onNavigate: vi.fn() }));

const DAY_MS = 86_400_000;
const TODAY: TodayView = {
  ...{ date_words: 'Rabu, 4 Nov', time_words: '4:00 petang', hijri_words: null, next_change_ms: 60_000 },
  ...{ solat: null, solat_place_missing: false, agenda: [], missed: [], quiet: null },
  ...{ on_duty: null, on_duty_until: null, ladder: 0, people: 0, greet: [], rehearse: 0, cards: 1 },
  ...{ reason: null, check_in: false, shift_waits: false, sign: null, recovery_unsaved: false },
  ...{ only_read: false, key_on_disk: false, no_backup_since: null }
};
const SETTINGS: SettingsView = {
  device: { close_to_tray: false, lock_after_minutes: null, lock_on_suspend: false },
  profile: { religion: false, sex: null, prefer_same_sex: false },
  ...{ lock: null, keychain: true, key_on_disk: false, cards_key_on_disk: false },
  ...{ recovery_saved: true, backups: [], tray: false, version: '0.1.0' }
};

beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(NOW);
  vi.mocked(core.todayView).mockResolvedValue(TODAY);
  vi.mocked(core.settingsView).mockResolvedValue(SETTINGS);
  vi.mocked(core.helpView).mockRejectedValue(new Refusal({ code: 'failed', at: null }));
  vi.mocked(core.reminderService).mockResolvedValue({ missing: false });
  vi.mocked(core.syncView).mockResolvedValue({ link: null, removed: false, choices: 0 });
  sync.view = settings.view = today.view = null;
});
afterEach(() => void vi.useRealTimers());

const toSync = (): Element[] => [...document.querySelectorAll('a[href="/settings/sync"]')];

test('the settings have one quiet row, which says how things stand', async () => {
  render(Settings);
  const row = await screen.findByRole('link', { name: /Peranti saya/ });
  expect(row.getAttribute('href')).toBe('/settings/sync');
  await vi.waitFor(() => expect(row.textContent).toContain('Hanya peranti ini.'));
  vi.mocked(core.syncView).mockResolvedValue({ link: link({ held: 41 }), removed: false, choices: 0 });
  heard.get('sync')?.();
  await vi.waitFor(() => expect(row.textContent).toContain('Ada soalan untuk anda.'));
});

test('the row is there before its words are known, and says nothing that is not', async () => {
  vi.mocked(core.syncView).mockReturnValue(new Promise(() => undefined));
  render(Settings);
  const row = await screen.findByRole('link', { name: 'Peranti saya' });
  expect(row.textContent.trim()).toBe('Peranti saya');
});

test.each([
  ['without an organization', null],
  ['while all is well', link()],
  ['while a little waits', link({ pending: 3, trouble: 'no_answer', last_ms: LAST })]
])('Today says nothing %s', async (_, shown) => {
  vi.mocked(core.syncView).mockResolvedValue({ link: shown, removed: false, choices: 0 });
  render(Today);
  await vi.waitFor(() => expect(sync.view).not.toBeNull());
  await screen.findByText('Siapa boleh saya telefon?');
  expect(toSync()).toEqual([]);
});

test('Today says what needs the person, as soon as the core tells', async () => {
  render(Today);
  await vi.waitFor(() => expect(sync.view).not.toBeNull());
  const devices = [PHONE, { ...LAPTOP, added: '2026-11-03', is_new: true }];
  const late = { pending: 3, last_ms: LAST - 2 * DAY_MS };
  vi.mocked(core.syncView).mockResolvedValue({
    link: link({ ...late, devices, held: 41 }),
    removed: false,
    choices: 0
  });
  heard.get('sync')?.();
  await screen.findByText('Laptop memadam 41 catatan');
  screen.getByText('Laptop ditambah 3 Nov');
  screen.getByText('Belum disalin sejak 2 Nov');
  expect(toSync().map((line) => line.getAttribute('href'))).toEqual(Array(3).fill('/settings/sync'));
});

test('Today waits for none of this, and asks only once its own answer is there', async () => {
  let answer: (view: TodayView) => void = () => undefined;
  vi.mocked(core.todayView).mockReturnValue(new Promise((resolve) => (answer = resolve)));
  vi.mocked(core.syncView).mockReturnValue(new Promise(() => undefined));
  render(Today);
  await vi.waitFor(() => expect(core.todayView).toHaveBeenCalled());
  expect(core.syncView).not.toHaveBeenCalled();
  answer(TODAY);
  await screen.findByText('Siapa boleh saya telefon?');
  expect(core.syncView).toHaveBeenCalledTimes(1);
});
