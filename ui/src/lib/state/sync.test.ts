import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal, type SyncView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { LAPTOP, LAST, link, NOW, PHONE } from './sync-example';
import { newcomers, overdue, Sync } from './sync.svelte';

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

const HOUR_MS = 3_600_000;
const joined = (over: Partial<Ipc.SyncLinkView> = {}): SyncView => ({
  link: link(over),
  removed: false,
  choices: 0
});

beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers();
  vi.setSystemTime(NOW);
});
afterEach(() => void vi.useRealTimers());

test('without an organization there is no link, nor before the first answer', async () => {
  vi.mocked(core.syncView).mockResolvedValue({ link: null, removed: false, choices: 0 });
  const sync = new Sync();
  expect([sync.view, sync.link]).toEqual([null, null]);
  await sync.load();
  expect([sync.view, sync.link]).toEqual([{ link: null, removed: false, choices: 0 }, null]);
});

test('a view that cannot be read keeps what was shown and says why', async () => {
  vi.mocked(core.syncView).mockResolvedValueOnce(joined());
  const sync = new Sync();
  await sync.load();
  const refusal = new Refusal({ code: 'damaged', at: null });
  vi.mocked(core.syncView).mockRejectedValueOnce(refusal);
  await sync.load();
  expect(sync.refusal).toBe(refusal);
  expect(sync.link?.address).toBe('sync.example.org');
  vi.mocked(core.syncView).mockResolvedValueOnce(joined());
  await sync.load();
  expect(sync.refusal).toBeNull();
});

test('it asks again when the core says so and when the window is looked at again, until it is left', async () => {
  vi.mocked(core.syncView).mockResolvedValue(joined());
  const sync = new Sync();
  const stop = sync.watch();
  expect(core.syncView).toHaveBeenCalledTimes(1);
  heard.get('sync')?.();
  expect(core.syncView).toHaveBeenCalledTimes(2);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(core.syncView).toHaveBeenCalledTimes(3);
  stop();
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(core.syncView).toHaveBeenCalledTimes(3);
  expect(heard.has('sync')).toBe(false);
});

test('the answer to a change is newer than that to a question before it', async () => {
  let answer: (view: SyncView) => void = () => undefined;
  vi.mocked(core.syncView).mockReturnValue(new Promise((resolve) => (answer = resolve)));
  vi.mocked(core.syncLeave).mockResolvedValue({
    sync: { link: null, removed: false, choices: 0 },
    still_listed: true
  });
  const sync = new Sync();
  const loading = sync.load();
  expect(await sync.leave(true)).toEqual({ stillListed: true });
  expect(core.syncLeave).toHaveBeenCalledWith({ erase_server: true });
  answer(joined());
  await loading;
  expect(sync.view).toEqual({ link: null, removed: false, choices: 0 });
});

test('each change says to the core what it is about, and shows what was answered', async () => {
  const sync = new Sync();
  const answers = [core.syncJoin, core.syncRecover, core.syncNow, core.syncSave, core.syncHeld];
  for (const call of [...answers, core.syncOfferConfirm, core.syncDeviceRemove, core.syncSheetUse]) {
    vi.mocked(call).mockResolvedValue(joined());
  }
  await sync.join({ text: 'jemputan', device_name: 'Telefon' });
  expect(core.syncJoin).toHaveBeenCalledWith({ text: 'jemputan', device_name: 'Telefon' });
  expect(sync.link).not.toBeNull();
  await sync.now();
  expect(core.syncNow).toHaveBeenCalledTimes(1);
  await sync.onRequest(true);
  expect(core.syncSave).toHaveBeenCalledWith({ on_request: true });
  await sync.held(false);
  expect(core.syncHeld).toHaveBeenCalledWith({ keep: false });
  await sync.confirm('123456');
  expect(core.syncOfferConfirm).toHaveBeenCalledWith({ digits: '123456' });
  await sync.remove({ id: 'd2', lost: true, erase: false });
  expect(core.syncDeviceRemove).toHaveBeenCalledWith({ id: 'd2', lost: true, erase: false });
  await sync.useSheet();
  expect(core.syncSheetUse).toHaveBeenCalledTimes(1);
  const recovery = { card: 'kad', words: 'satu dua', device_name: 'Telefon', remove_others: true };
  await sync.recover(recovery);
  expect(core.syncRecover).toHaveBeenCalledWith(recovery);
});

test('only another device that is new is one to look at', () => {
  const [here, there] = [
    { ...PHONE, is_new: true },
    { ...LAPTOP, is_new: true }
  ];
  expect(newcomers(link({ devices: [here, LAPTOP] }))).toEqual([]);
  expect(newcomers(link({ devices: [here, there] }))).toEqual([there]);
});

test('what waits is overdue after a day, and never while it is being copied or nothing waits', () => {
  const day = 24 * HOUR_MS;
  expect(overdue(link({ pending: 1 }), LAST + day)).toBe(false);
  expect(overdue(link({ pending: 1 }), LAST + day + 1)).toBe(true);
  expect(overdue(link({ pending: 1, state: 'busy' }), LAST + day + 1)).toBe(false);
  expect(overdue(link(), LAST + 9 * day)).toBe(false);
});

test('what was never copied is overdue once its device is older than a day for sure', () => {
  const never = link({ pending: 5, last_ms: null, devices: [{ ...PHONE, added: '2026-11-03' }] });
  expect(overdue(never, Date.UTC(2026, 10, 4, 23))).toBe(false);
  expect(overdue(never, Date.UTC(2026, 10, 5, 1))).toBe(true);
});
