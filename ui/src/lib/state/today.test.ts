import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TodayView } from '$lib/ipc';

const ipc = vi.hoisted(() => ({
  heard: new Map<string, () => void>(),
  core: {
    ...{ todayView: vi.fn(), mark: vi.fn(), unmark: vi.fn(), meetingReply: vi.fn() },
    ...{ remindersMute: vi.fn(), reminderService: vi.fn() }
  }
}));
vi.mock('$lib/ipc', () => ({
  core: ipc.core,
  on: (name: string, heard: () => void) => {
    ipc.heard.set(name, heard);
    return () => ipc.heard.delete(name);
  }
}));

const { Today } = await import('./today.svelte');

function view(date_words: string, next_change_ms = 60_000): TodayView {
  return {
    ...{ date_words, next_change_ms, time_words: '11:59 malam', hijri_words: null },
    ...{ solat: null, solat_place_missing: false, agenda: [], missed: [], quiet: null },
    ...{ on_duty: null, on_duty_until: null, ladder: 0, people: 0, greet: [], rehearse: 0, cards: 0 },
    ...{
      reason: null,
      check_in: false,
      shift_waits: false,
      sign: null,
      recovery_unsaved: false,
      only_read: false,
      key_on_disk: false,
      no_backup_since: null
    }
  };
}

let shown: DocumentVisibilityState;

beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers();
  ipc.core.reminderService.mockResolvedValue({ missing: false });
  shown = 'visible';
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => shown);
});
afterEach(() => void vi.useRealTimers());

test('the day changes at the moment that the core named', async () => {
  ipc.core.todayView.mockResolvedValueOnce(view('Sabtu', 12_000)).mockResolvedValue(view('Ahad'));
  const today = new Today();
  const stop = today.watch();
  await vi.advanceTimersByTimeAsync(11_000);
  expect(today.view?.date_words).toBe('Sabtu');
  await vi.advanceTimersByTimeAsync(1_100);
  expect(today.view?.date_words).toBe('Ahad');
  stop();
});

test('it never waits longer than a minute, whatever the core says', async () => {
  ipc.core.todayView.mockResolvedValue(view('Sabtu', 3_600_000));
  const stop = new Today().watch();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ipc.core.todayView).toHaveBeenCalledTimes(2);
  stop();
});

test('a hidden window asks nothing, and asks at once when it is seen again', async () => {
  ipc.core.todayView.mockResolvedValue(view('Sabtu', 1_000));
  const today = new Today();
  const stop = today.watch();
  await vi.advanceTimersByTimeAsync(0);
  shown = 'hidden';
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(86_400_000);
  expect(ipc.core.todayView).toHaveBeenCalledTimes(1);
  ipc.core.todayView.mockResolvedValue(view('Isnin'));
  shown = 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(0);
  expect(today.view?.date_words).toBe('Isnin');
  stop();
});

test('a reminder brings the view up to date', () => {
  ipc.core.todayView.mockResolvedValue(view('Sabtu'));
  const stop = new Today().watch();
  ipc.heard.get('reminders')?.();
  expect(ipc.core.todayView).toHaveBeenCalledTimes(2);
  stop();
});

test('records from another device bring the view up to date', async () => {
  ipc.core.todayView.mockResolvedValueOnce(view('Sabtu')).mockResolvedValue(view('Sabtu, dari laptop'));
  const today = new Today();
  const stop = today.watch();
  await vi.advanceTimersByTimeAsync(0);
  ipc.heard.get('records')?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(today.view?.date_words).toBe('Sabtu, dari laptop');
  stop();
});

test('what comes after the day waits for its answer, and is not asked once the screen is left', async () => {
  let answer: (view: TodayView) => void = () => undefined;
  ipc.core.todayView.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const then = vi.fn();
  const stop = new Today().watch(undefined, then);
  await vi.advanceTimersByTimeAsync(0);
  expect(then).not.toHaveBeenCalled();
  answer(view('Sabtu'));
  await vi.advanceTimersByTimeAsync(0);
  expect(then).toHaveBeenCalledTimes(1);
  document.dispatchEvent(new Event('visibilitychange'));
  stop();
  await vi.advanceTimersByTimeAsync(0);
  expect(then).toHaveBeenCalledTimes(1);
});

test('nothing is asked any more once the screen is left', async () => {
  ipc.core.todayView.mockResolvedValue(view('Sabtu', 1_000));
  const stop = new Today().watch();
  stop();
  await vi.advanceTimersByTimeAsync(600_000);
  window.dispatchEvent(new Event('focus'));
  expect(ipc.core.todayView).toHaveBeenCalledTimes(1);
  expect(ipc.heard.has('reminders')).toBe(false);
});

test('it goes on asking after it was refused', async () => {
  ipc.core.todayView.mockRejectedValueOnce(new Error('locked')).mockResolvedValue(view('Sabtu'));
  const today = new Today();
  const stop = today.watch();
  await vi.advanceTimersByTimeAsync(0);
  expect(today.refusal).not.toBeNull();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(today.refusal).toBeNull();
  expect(today.view?.date_words).toBe('Sabtu');
  stop();
});

test('a system that shows no reminders is told of, and one that never answers holds up nothing', async () => {
  ipc.core.todayView.mockResolvedValue(view('Sabtu'));
  ipc.core.reminderService.mockResolvedValueOnce({ missing: true });
  const today = new Today();
  const stop = today.watch();
  await vi.advanceTimersByTimeAsync(0);
  expect(today.unshown).toBe(true);
  ipc.core.reminderService.mockReturnValue(new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ipc.core.todayView).toHaveBeenCalledTimes(2);
  stop();
});

test('what was asked of quiet is shown at once', async () => {
  const quiet = { muted_until_words: 'hingga 4:31 petang', mute_words: 'hingga Asar, 4:31 petang' };
  ipc.core.remindersMute.mockResolvedValue(null);
  ipc.core.todayView.mockResolvedValue({ ...view('Sabtu'), quiet });
  const today = new Today();
  await today.quiet(true);
  expect(ipc.core.remindersMute).toHaveBeenCalledWith({ mute: 'until_next' });
  expect(today.view?.quiet).toEqual(quiet);
  await today.quiet(false);
  expect(ipc.core.remindersMute).toHaveBeenLastCalledWith({ mute: 'off' });
});

test('a slow old answer never undoes a mark', async () => {
  let answer: (view: TodayView) => void = () => undefined;
  ipc.core.todayView.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  ipc.core.mark.mockResolvedValue(view('marked'));
  const today = new Today();
  const loading = today.load();
  await today.mark({ kind: 'prayer', prayer: 'asr' }, '2026-11-21', 'done');
  answer(view('old'));
  await loading;
  expect(today.view?.date_words).toBe('marked');
});
