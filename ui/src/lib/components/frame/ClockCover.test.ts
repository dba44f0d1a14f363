import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import type { AppView, SolatView } from '$lib/ipc';

const ipc = vi.hoisted(() => ({ core: { solatView: vi.fn() }, on: () => () => undefined }));
vi.mock('$lib/ipc', () => ipc);

const { default: ClockCover } = await import('./ClockCover.svelte');
const { app } = await import('$lib/state/app.svelte');
const { coverDay } = await import('$lib/state/solat.svelte');

const open = (religion: boolean): AppView => ({
  stage: { at: 'open', welcomed: true },
  appearance: { language: 'ms', theme: 'system', text_size: 100 },
  ...{ demo: false, dials: true, keychain: true, religion }
});

const day: SolatView = {
  ...{ date: '2026-11-21', date_words: 'Sabtu, 21 Nov', today: true, previous: null, next: null },
  ...{ hijri: null, place_words: 'Kuantan, Pahang', source: 'computed', forbidden: [], qibla: null },
  ...{ ramadan: null, no_times_words: null, elsewhere: null },
  times: [
    {
      ...{ time: 'asr', name: 'Asar', at_words: '4:18 petang', jemaah_words: null },
      ...{ official: false, is_next: true, is_prayer: true }
    }
  ]
};

beforeEach(() => {
  cleanup();
  vi.resetAllMocks();
  coverDay.forget();
});

test('with religious content it is a page of prayer times', async () => {
  app.take(open(true));
  ipc.core.solatView.mockResolvedValue(day);
  render(ClockCover, { onopen: () => undefined });
  expect(await screen.findByText('4:18 petang')).toBeTruthy();
  await waitFor(() => expect(document.title).toBe('Waktu solat'));
});

test('without religious content it is a clock, and nothing is asked', () => {
  app.take(open(false));
  render(ClockCover, { onopen: () => undefined });
  expect(ipc.core.solatView).not.toHaveBeenCalled();
  expect(document.body.textContent).not.toMatch(/solat|asar/i);
});

test('times that were shown before are gone once religious content is off', () => {
  coverDay.view = day;
  app.take(open(false));
  render(ClockCover, { onopen: () => undefined });
  expect(screen.queryByText('4:18 petang')).toBeNull();
});

test('before a place was chosen, or when the times cannot be read, the clock stays', async () => {
  app.take(open(true));
  ipc.core.solatView.mockRejectedValue(new Error('locked'));
  render(ClockCover, { onopen: () => undefined });
  await waitFor(() => expect(ipc.core.solatView).toHaveBeenCalled());
  await waitFor(() => expect(document.title).toBe('Jam'));
});
