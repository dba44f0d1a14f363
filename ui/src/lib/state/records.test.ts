import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const heard = vi.hoisted(() => new Map<string, () => void>());
vi.mock('$lib/ipc', () => ({
  on: (name: string, hear: () => void) => {
    heard.set(name, hear);
    return () => heard.delete(name);
  }
}));

const { onRecords, paced } = await import('./records');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('records that came are looked at without a wait', () => {
  const look = vi.fn();
  const stop = onRecords(look);
  expect(look).not.toHaveBeenCalled();
  heard.get('records')?.();
  expect(look).toHaveBeenCalledTimes(1);
  stop();
  expect(heard.has('records')).toBe(false);
});

test('a hundred events in a row are two looks: the first, and one for all that came after it', async () => {
  const look = vi.fn();
  const stop = paced('records', 1000, look);
  for (let count = 0; count < 100; count += 1) heard.get('records')?.();
  expect(look).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(look).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(look).toHaveBeenCalledTimes(2);
  stop();
});

test('a slow look is never overtaken by another one', async () => {
  let done: () => void = () => undefined;
  const look = vi.fn(() => new Promise<void>((resolve) => (done = resolve)));
  const stop = paced('records', 1000, look);
  heard.get('records')?.();
  heard.get('records')?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(look).toHaveBeenCalledTimes(1);
  done();
  await vi.advanceTimersByTimeAsync(1000);
  expect(look).toHaveBeenCalledTimes(2);
  stop();
});

test('nothing is looked at any more once the screen is left', async () => {
  const look = vi.fn();
  const stop = paced('records', 1000, look);
  const hear = heard.get('records');
  hear?.();
  hear?.();
  stop();
  hear?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(look).toHaveBeenCalledTimes(1);
});
