import { beforeEach, expect, test, vi } from 'vitest';
import type { AgendaState } from '$lib/ipc';

const ipc = vi.hoisted(() => {
  class Refusal extends Error {
    at = null;
    constructor(readonly code: string) {
      super(code);
    }
  }
  return {
    Refusal,
    core: { todayView: vi.fn(), mark: vi.fn(), unmark: vi.fn(), meetingReply: vi.fn() },
    on: () => () => undefined
  };
});
vi.mock('$lib/ipc', () => ipc);

const { choices, say, touchSays } = await import('./marking');
const { toasts } = await import('./toasts.svelte');

const item = (state: AgendaState) =>
  ({ target: { kind: 'item', id: 'i' }, date: '2026-11-21', title: 'Ubat', state }) as const;
const meeting = (state: AgendaState) =>
  ({ target: { kind: 'meeting', id: 'm' }, date: '2026-11-21', title: 'Perjumpaan', state }) as const;

beforeEach(() => {
  vi.resetAllMocks();
  toasts.list = [];
});

test('a touch says done, and a second one takes it back', () => {
  expect(touchSays(item('open'))).toBe('done');
  expect(touchSays(item('later'))).toBe('done');
  expect(touchSays(item('done'))).toBe('open');
  expect(touchSays(meeting('open'))).toBe('coming');
  expect(touchSays(meeting('coming'))).toBe('open');
});

test('the menu offers what was not said, and a way back only where something was', () => {
  expect(choices(item('open'))).toEqual(['done', 'later', 'not_today']);
  expect(choices(item('begun'))).toEqual(['done', 'later', 'not_today']);
  expect(choices(item('later'))).toEqual(['done', 'not_today', 'open']);
  expect(choices(meeting('not_coming'))).toEqual(['coming', 'open']);
});

test('undo says again what was said before', async () => {
  await say(item('later'), 'not_today');
  expect(ipc.core.mark).toHaveBeenLastCalledWith({
    ...{ target: { kind: 'item', id: 'i' }, date: '2026-11-21', state: 'not_today' }
  });
  toasts.list[0]?.action?.run();
  expect(ipc.core.mark).toHaveBeenLastCalledWith({
    ...{ target: { kind: 'item', id: 'i' }, date: '2026-11-21', state: 'later' }
  });
});

test('undo of a first mark leaves nothing said', async () => {
  await say(item('begun'), 'done');
  toasts.list[0]?.action?.run();
  expect(ipc.core.unmark).toHaveBeenCalledWith({ target: { kind: 'item', id: 'i' }, date: '2026-11-21' });
});

test('a meeting is answered, never marked', async () => {
  await say(meeting('open'), 'not_coming');
  expect(ipc.core.meetingReply).toHaveBeenLastCalledWith({ id: 'm', date: '2026-11-21', coming: false });
  toasts.list[0]?.action?.run();
  expect(ipc.core.meetingReply).toHaveBeenLastCalledWith({ id: 'm', date: '2026-11-21', coming: null });
  expect(ipc.core.mark).not.toHaveBeenCalled();
});

test('a refused mark is told and offers nothing to undo', async () => {
  ipc.core.mark.mockRejectedValue(new ipc.Refusal('disk_full'));
  await say(item('open'), 'done');
  expect(toasts.list.map((toast) => toast.action)).toEqual([undefined]);
});

test('marking one thing after another leaves one message', async () => {
  await say(item('open'), 'done');
  await say(meeting('open'), 'coming');
  expect(toasts.list).toHaveLength(1);
});
