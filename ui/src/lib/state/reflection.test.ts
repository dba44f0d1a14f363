import { beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal, type CheckInView, type ReflectionView, type TrendsView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { Reflection } from './reflection.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return { ...ipc, core: Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()])) };
});

const SETTINGS = { time: null, early_sign: true, sign_read_on: null };
const VIEW: ReflectionView = {
  ...{ date_words: 'Sabtu 21 Nov', today: [], check_ins: 3, sign: null, card: null, settings: SETTINGS },
  ...{ settings_seen: 's1', time_words: null, prayers: [], place_missing: false }
};

const trends = (span: TrendsView['span']): TrendsView => ({ span, points: [], check_ins: 1, ahead: 0 });
const made = (id: string): CheckInView => ({ id }) as CheckInView;

beforeEach(() => vi.resetAllMocks());

test('of two spans asked for, the last one is shown, whichever answer comes last', async () => {
  const reflection = new Reflection();
  let late: (view: TrendsView) => void = () => undefined;
  vi.mocked(core.trendsView)
    .mockReturnValueOnce(new Promise((resolve) => (late = resolve)))
    .mockResolvedValueOnce(trends('year'));
  const first = reflection.loadTrends('all');
  await reflection.loadTrends('year');
  late(trends('all'));
  await first;
  expect(reflection.trends?.span).toBe('year');
});

test('older check-ins come below those that are shown', async () => {
  const reflection = new Reflection();
  const page = { more: true, trash: [], today: '2026-11-21', ahead: 0 };
  vi.mocked(core.checkinsView)
    .mockResolvedValueOnce({ ...page, check_ins: [made('c2')] })
    .mockResolvedValueOnce({ ...page, more: false, check_ins: [made('c1')] });
  await reflection.loadList();
  await reflection.loadOlder();
  expect(core.checkinsView).toHaveBeenLastCalledWith({ skip: 1 });
  expect(reflection.list?.check_ins.map(({ id }) => id)).toEqual(['c2', 'c1']);
  expect(reflection.list?.more).toBe(false);
});

test('settings are kept against what their screen had seen', async () => {
  const reflection = new Reflection();
  vi.mocked(core.reflectionView).mockResolvedValue(VIEW);
  vi.mocked(core.reflectionSettingsSave).mockResolvedValue({ ...VIEW, settings_seen: 's2' });
  await reflection.load();
  await reflection.keepSettings({ ...SETTINGS, early_sign: false });
  const settings = { ...SETTINGS, early_sign: false };
  expect(core.reflectionSettingsSave).toHaveBeenCalledWith({ seen: 's1', settings });
  expect(reflection.view?.settings_seen).toBe('s2');
});

test('what could not be read is said, and goes with the next answer', async () => {
  const reflection = new Reflection();
  vi.mocked(core.reflectionView)
    .mockRejectedValueOnce(new Refusal({ code: 'damaged', at: null }))
    .mockResolvedValueOnce(VIEW);
  await reflection.load();
  expect(reflection.refusal).toBeInstanceOf(Refusal);
  await reflection.load();
  expect([reflection.refusal, reflection.view?.check_ins]).toEqual([null, 3]);
});
