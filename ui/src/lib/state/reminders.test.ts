import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal, type RemindersView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { countdown, Reminders } from './reminders.svelte';

const heard = vi.hoisted(() => ({ reminders: undefined as (() => void) | undefined }));

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  const on = (_: string, listener: () => void): (() => void) => {
    heard.reminders = listener;
    return () => (heard.reminders = undefined);
  };
  return { ...ipc, on, core: Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()])) };
});

function view(over: Partial<RemindersView> = {}): RemindersView {
  return {
    settings: { full_text: false, quiet: null },
    service: true,
    trouble: null,
    upcoming: [],
    planned_until_words: '',
    log: [],
    test: null,
    muted_until_words: null,
    mute_words: '',
    own_sound: null,
    autostart: null,
    stays_in_tray: true,
    ...over
  };
}

const waiting = (seconds: number): RemindersView =>
  view({ test: { verdict: { kind: 'waiting', seconds }, words: '' } });
const delivered = view({
  test: { verdict: { kind: 'delivered', after: 1, sound: 'played' }, words: 'sampai' }
});

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetAllMocks();
});
afterEach(() => vi.useRealTimers());

test('the self-test counts down by itself and its verdict comes without a touch', async () => {
  const reminders = new Reminders();
  vi.mocked(core.remindersView).mockResolvedValue(view());
  const stop = reminders.watch();
  vi.mocked(core.reminderTest).mockResolvedValue(waiting(3));
  await reminders.test();
  expect(reminders.left).toBe(3);
  vi.mocked(core.remindersView).mockResolvedValue(delivered);
  await vi.advanceTimersByTimeAsync(2000);
  expect(reminders.left).toBeGreaterThan(0);
  await vi.advanceTimersByTimeAsync(4000);
  expect(reminders.left).toBeNull();
  expect(reminders.view?.test?.words).toBe('sampai');
  stop();
});

test('a reminder that came is asked about at once, and not after the screen is left', async () => {
  const reminders = new Reminders();
  vi.mocked(core.remindersView).mockResolvedValue(view());
  const stop = reminders.watch();
  heard.reminders?.();
  expect(core.remindersView).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(0);
  stop();
  expect(heard.reminders).toBeUndefined();
});

test('an old answer never replaces what the person just changed', async () => {
  const reminders = new Reminders();
  let answer: (old: RemindersView) => void = () => undefined;
  reminders.view = view();
  vi.mocked(core.remindersView).mockReturnValueOnce(new Promise((done) => (answer = done)));
  const asked = reminders.load();
  vi.mocked(core.remindersSave).mockResolvedValue(view({ settings: { full_text: true, quiet: null } }));
  await reminders.settings({ full_text: true });
  answer(view());
  await asked;
  expect(reminders.view.settings.full_text).toBe(true);
});

test('one choice leaves the others as they are', async () => {
  const reminders = new Reminders();
  reminders.view = view({ settings: { full_text: true, quiet: { start: 1380, end: 300 } } });
  vi.mocked(core.remindersSave).mockResolvedValue(view());
  await reminders.settings({ quiet: null });
  expect(core.remindersSave).toHaveBeenCalledWith({ full_text: true, quiet: null });
});

test('a refusal keeps what was shown and says why', async () => {
  const reminders = new Reminders();
  reminders.view = view();
  vi.mocked(core.remindersView).mockRejectedValueOnce(new Refusal({ code: 'locked', at: null }));
  await reminders.load();
  expect(reminders.view).not.toBeNull();
  expect(reminders.refusal).toBeInstanceOf(Refusal);
});

test('seconds are counted as on a clock', () => {
  expect([120, 67, 9, 0].map(countdown)).toEqual(['2:00', '1:07', '0:09', '0:00']);
});
