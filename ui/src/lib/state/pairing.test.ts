import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal, type SyncPairView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { Offer, Pairing } from './pairing.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return { ...ipc, core: Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()])) };
});

const REQUEST = { card: 'kad', device_name: 'Laptop' };
const OFFERED: SyncPairView = {
  at: 'offered',
  text: 'kod',
  qr: { size: 21, path: 'M0 0h1v1z', content: 'kod' }
};
const CODE: SyncPairView = { at: 'code', digits: '123456' };

beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers();
  vi.mocked(core.syncPairBegin).mockResolvedValue(OFFERED);
  vi.mocked(core.syncPairStep).mockResolvedValue(OFFERED);
  vi.mocked(core.syncPairStop).mockResolvedValue(null);
  vi.mocked(core.syncOfferStop).mockResolvedValue(null);
  vi.mocked(core.syncOfferRead).mockResolvedValue({ at: 'answered', name: 'Laptop' });
  vi.mocked(core.syncOfferChoose).mockResolvedValue({ at: 'answered', name: 'Laptop' });
});
afterEach(() => void vi.useRealTimers());

async function seconds(count: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(count * 1000);
}

test('nothing is asked before it has begun, and then every second until it is done', async () => {
  const pairing = new Pairing();
  const stop = pairing.watch();
  await seconds(3);
  expect(core.syncPairStep).not.toHaveBeenCalled();
  await pairing.begin(REQUEST);
  expect(core.syncPairBegin).toHaveBeenCalledWith(REQUEST);
  expect(pairing.view).toEqual(OFFERED);
  await seconds(2);
  expect(core.syncPairStep).toHaveBeenCalledTimes(2);
  vi.mocked(core.syncPairStep).mockResolvedValueOnce(CODE).mockResolvedValueOnce({ at: 'done' });
  await seconds(1);
  expect(pairing.view).toEqual(CODE);
  await seconds(1);
  expect(pairing.view).toEqual({ at: 'done' });
  await seconds(5);
  expect(core.syncPairStep).toHaveBeenCalledTimes(4);
  stop();
});

test('a page that is shown again after a lock goes on where it was', async () => {
  const pairing = new Pairing();
  await pairing.begin(REQUEST);
  pairing.watch()();
  await seconds(5);
  expect(core.syncPairStep).not.toHaveBeenCalled();
  const stop = pairing.watch();
  await seconds(1);
  expect(core.syncPairStep).toHaveBeenCalledTimes(1);
  stop();
});

test('a connection that is away for a moment ends nothing, and all else does', async () => {
  const pairing = new Pairing();
  const stop = pairing.watch();
  await pairing.begin(REQUEST);
  vi.mocked(core.syncPairStep).mockRejectedValueOnce(new Refusal({ code: 'no_answer', at: null }));
  await seconds(1);
  expect(pairing.view).toEqual(OFFERED);
  vi.mocked(core.syncPairStep).mockRejectedValueOnce(new Refusal({ code: 'pairing_over', at: null }));
  await seconds(1);
  expect(pairing.view).toEqual({ at: 'failed', code: 'pairing_over' });
  await seconds(5);
  expect(core.syncPairStep).toHaveBeenCalledTimes(2);
  stop();
});

test('an ended pairing is told to the core once, and one that came to its end is not', async () => {
  const pairing = new Pairing();
  await pairing.begin(REQUEST);
  pairing.stop();
  pairing.stop();
  expect(pairing.view).toBeNull();
  expect(core.syncPairStop).toHaveBeenCalledTimes(1);
  pairing.view = { at: 'done' };
  pairing.stop();
  expect(core.syncPairStop).toHaveBeenCalledTimes(1);
});

test('a pairing that was ended before it began is ended in the core too', async () => {
  let answer: (view: SyncPairView) => void = () => undefined;
  vi.mocked(core.syncPairBegin).mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const pairing = new Pairing();
  const begun = pairing.begin(REQUEST);
  pairing.stop();
  answer(OFFERED);
  await begun;
  expect(pairing.view).toBeNull();
  expect(core.syncPairStop).toHaveBeenCalledTimes(1);
});

test('another device is read from a picture or from a text, and ended where it did not come to its end', async () => {
  const offer = new Offer();
  await offer.read({ text: 'kod' });
  expect(core.syncOfferRead).toHaveBeenCalledWith({ text: 'kod' });
  expect(offer.name).toBe('Laptop');
  offer.stop();
  expect(offer.name).toBeNull();
  expect(core.syncOfferStop).toHaveBeenCalledTimes(1);
  await offer.read('picture');
  expect(core.syncOfferChoose).toHaveBeenCalledTimes(1);
  offer.end();
  offer.stop();
  expect(core.syncOfferStop).toHaveBeenCalledTimes(1);
});

test('a code that is refused leaves nothing behind', async () => {
  const offer = new Offer();
  vi.mocked(core.syncOfferRead).mockRejectedValue(new Refusal({ code: 'invite_invalid', at: null }));
  await expect(offer.read({ text: 'x' })).rejects.toThrow('invite_invalid');
  expect(offer.name).toBeNull();
});
