import { beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal, type ZikirView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { toasts } from './toasts.svelte';
import { Counter, counterOf, feel } from './zikir.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return { ...ipc, core: { zikirView: vi.fn(), zikirAdd: vi.fn() } };
});

let kept = 0;
const view = (): ZikirView => ({
  id: 'z',
  date: '2026-11-21',
  day_words: null,
  title: 'Zikir',
  count: kept,
  aim: 3,
  state: 'begun'
});

async function counter(): Promise<Counter> {
  const made = new Counter();
  await made.load('z', '2026-11-21');
  return made;
}

beforeEach(() => {
  vi.resetAllMocks();
  kept = 0;
  vi.mocked(core.zikirView).mockImplementation(() => Promise.resolve(view()));
  vi.mocked(core.zikirAdd).mockImplementation(({ by }) => {
    kept += by;
    return Promise.resolve(view());
  });
});

test('each touch shows at once and none is lost, however quick they come', async () => {
  const zikir = await counter();
  const touches = Array.from({ length: 7 }, (_, at) => {
    const sent = zikir.add(1);
    expect(zikir.count).toBe(at + 1);
    return sent;
  });
  await Promise.all(touches);
  expect([zikir.count, kept]).toEqual([7, 7]);
  expect(vi.mocked(core.zikirAdd).mock.calls.map(([{ by }]) => by)).toEqual([1, 6]);
});

test('touches that could not be kept go along with the next one that is', async () => {
  const zikir = await counter();
  vi.mocked(core.zikirAdd).mockRejectedValueOnce(new Refusal({ code: 'disk_full', at: null }));
  await zikir.add(1);
  expect([zikir.count, kept]).toEqual([1, 0]);
  expect(zikir.unsaved).not.toBeNull();
  await zikir.add(1);
  expect([zikir.count, kept, zikir.unsaved]).toEqual([2, 2, null]);
});

test('touches that a page was left with wait in the same counter, and somebody says so', async () => {
  vi.mocked(core.zikirAdd).mockRejectedValueOnce(new Refusal({ code: 'disk_full', at: null }));
  const left = counterOf('z', '2026-11-21');
  await left.load('z', '2026-11-21');
  left.shown = true;
  const sent = left.add(1);
  left.shown = false;
  await sent;
  expect(toasts.list.at(-1)?.action).toBeDefined();
  expect(counterOf('other', '2026-11-21')).not.toBe(left);
  expect(counterOf('z', '2026-11-21')).toBe(left);
  expect([left.count, kept]).toEqual([1, 0]);
  toasts.list.at(-1)?.action?.run();
  await vi.waitUntil(() => !left.waits);
  expect(kept).toBe(1);
  expect(counterOf('z', '2026-11-21')).not.toBe(left);
});

test('only the person lets touches go', async () => {
  const zikir = await counter();
  zikir.shown = true;
  vi.mocked(core.zikirAdd).mockRejectedValueOnce(new Refusal({ code: 'disk_full', at: null }));
  await zikir.add(1);
  zikir.forget();
  expect([zikir.count, zikir.waits, zikir.unsaved]).toEqual([0, false, null]);
});

test('nothing counts below none', async () => {
  const zikir = await counter();
  await zikir.add(-1);
  expect(core.zikirAdd).not.toHaveBeenCalled();
});

test('counting again begins from none, and the target is reached at its number', async () => {
  kept = 2;
  const zikir = await counter();
  expect(zikir.reached).toBe(false);
  await zikir.add(1);
  expect(zikir.reached).toBe(true);
  await zikir.clear();
  expect([zikir.count, kept]).toEqual([0, 0]);
});

test('the hand feels a touch only where the device can do that', () => {
  const vibrate = vi.fn();
  vi.stubGlobal('navigator', { vibrate });
  feel(false);
  expect(vibrate).toHaveBeenCalledOnce();
  vi.stubGlobal('navigator', {});
  expect(() => feel(true)).not.toThrow();
  vi.unstubAllGlobals();
});
