import { expect, test, vi } from 'vitest';
import { sendOnce } from './once';

/** A page whose calls break off. */
function page(): Window {
  const target = new EventTarget();
  return Object.assign(target, {
    fetch: () => Promise.reject(new TypeError('Load failed'))
  }) as unknown as Window;
}

test('what breaks off while the page stays is told', async () => {
  const staying = page();
  sendOnce(staying);
  await expect(staying.fetch('ipc://localhost/x')).rejects.toThrow('Load failed');
});

test('what breaks off because the page goes away is never told, so nobody sends it again', async () => {
  const leaving = page();
  sendOnce(leaving);
  const told = vi.fn();
  void leaving.fetch('ipc://localhost/x').then(told, told);
  leaving.dispatchEvent(new Event('beforeunload'));
  await new Promise((resolve) => setTimeout(resolve));
  expect(told).not.toHaveBeenCalled();
});
