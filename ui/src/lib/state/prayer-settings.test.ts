import { beforeEach, expect, test, vi } from 'vitest';
import { core, type PrayerSettingsRequest, type PrayerSettingsView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { PrayerSettings } from './prayer-settings.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return { ...ipc, core: Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()])) };
});

const off = { on: false, remind: null, jemaah: null };

function view(seen: string, settings: Partial<PrayerSettingsView['settings']> = {}): PrayerSettingsView {
  return {
    seen,
    settings: {
      ...{
        place: null,
        mosque: null,
        method: null,
        asr: 'once',
        high_latitude: null,
        hijri_shift: 0,
        uzur: null
      },
      hijri_starts: {},
      ...{ qada: false, imsak_reminder: false },
      prayers: { fajr: off, dhuhr: off, asr: off, maghrib: off, isha: off },
      ...settings
    },
    ...{
      place_words: null,
      zone: null,
      prayers: [],
      methods: [],
      usual_method: null,
      method_words: null,
      high_latitudes: [],
      hijri_words: null
    },
    hijri_months: [],
    ...{ follows_device: false, elsewhere: null, table: null, download: { on: false, address: null } }
  };
}

beforeEach(() => void vi.resetAllMocks());

test('changes made at once wait for each other and lose nothing', async () => {
  let round = 0;
  vi.mocked(core.prayerSettingsSave).mockImplementation(({ settings }: PrayerSettingsRequest) =>
    Promise.resolve(view(`v${++round}`, settings))
  );
  const settings = new PrayerSettings();
  settings.view = view('v0');
  await Promise.all([
    settings.prayer('fajr', { on: true }),
    settings.prayer('fajr', { jemaah: 15 }),
    settings.change({ qada: true })
  ]);
  expect(vi.mocked(core.prayerSettingsSave).mock.calls.map(([request]) => request.seen)).toEqual([
    ...['v0', 'v1', 'v2']
  ]);
  expect(settings.view.settings.prayers.fajr).toEqual({ on: true, remind: null, jemaah: 15 });
  expect(settings.view.settings.qada).toBe(true);
});

test('a refused change is told to whoever asked, and the next one is still made', async () => {
  vi.mocked(core.prayerSettingsSave)
    .mockRejectedValueOnce(new Error('disk'))
    .mockResolvedValue(view('v1', { qada: true }));
  const settings = new PrayerSettings();
  settings.view = view('v0');
  const refused = settings.change({ imsak_reminder: true });
  const kept = settings.change({ qada: true });
  await expect(refused).rejects.toThrow('disk');
  await kept;
  expect(settings.view.settings.qada).toBe(true);
});

test('the zones of the last words win over a slower answer to earlier ones', async () => {
  let slow: (zones: { zones: [] }) => void = () => undefined;
  vi.mocked(core.zonesSearch)
    .mockReturnValueOnce(new Promise((resolve) => (slow = resolve)))
    .mockResolvedValueOnce({ zones: [{ code: 'PHG02' }] } as never);
  const settings = new PrayerSettings();
  const first = settings.search('pek');
  await settings.search('pekan');
  slow({ zones: [] });
  await first;
  expect(settings.zones?.map(({ code }) => code)).toEqual(['PHG02']);
});

test('a table that was used no longer waits for an answer', async () => {
  vi.mocked(core.tableAccept).mockResolvedValue(view('v1'));
  const settings = new PrayerSettings();
  settings.check = {} as never;
  await settings.acceptTable([0]);
  expect(core.tableAccept).toHaveBeenCalledWith({ shifts: [0] });
  expect(settings.check).toBeNull();
});

test('a fetch that is stopped leaves nothing, and says that it is over', async () => {
  let refuse: (reason: Error) => void = () => undefined;
  vi.mocked(core.tableDownload).mockReturnValueOnce(new Promise((_, reject) => (refuse = reject)));
  const settings = new PrayerSettings();
  const fetched = settings.downloadTable();
  expect(settings.fetching).toBe(true);
  await settings.stopDownload();
  expect(core.tableDownloadStop).toHaveBeenCalledOnce();
  refuse(new Error('cancelled'));
  await expect(fetched).rejects.toThrow('cancelled');
  expect([settings.fetching, settings.check]).toEqual([false, null]);
});

test('only the month that was said changes, and it can be taken back', async () => {
  vi.mocked(core.prayerSettingsSave).mockImplementation(({ settings }: PrayerSettingsRequest) =>
    Promise.resolve(view('v1', settings))
  );
  const settings = new PrayerSettings();
  settings.view = view('v0', { hijri_starts: { '1447-09': '2026-02-18' } });
  await settings.beginMonth('1447-10', '2026-03-20');
  await settings.beginMonth('1447-09', null);
  expect(settings.view.settings.hijri_starts).toEqual({ '1447-09': null, '1447-10': '2026-03-20' });
});
