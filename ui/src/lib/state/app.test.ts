import { beforeEach, expect, test, vi } from 'vitest';
import type { AppView, Stage } from '$lib/ipc';

const ipc = vi.hoisted(() => ({
  heard: new Map<string, (payload: unknown) => void>(),
  core: { appView: vi.fn(), touched: vi.fn(), cover: vi.fn() }
}));
vi.mock('$lib/ipc', () => ({
  core: ipc.core,
  on: (name: string, heard: (payload: unknown) => void) => {
    ipc.heard.set(name, heard);
    return () => ipc.heard.delete(name);
  }
}));

const { app } = await import('./app.svelte');

const view = (stage: Stage): AppView => ({
  stage,
  appearance: { language: 'ms', theme: 'system', text_size: 100 },
  demo: false,
  dials: false,
  religion: true
});
const open: Stage = { at: 'open', welcomed: true };
const locked: Stage = { at: 'locked', kind: 'pin', wait: 30 };

beforeEach(() => {
  vi.clearAllMocks();
  ipc.core.touched.mockResolvedValue(null);
  ipc.core.cover.mockResolvedValue(null);
  app.uncover();
});

test.each<[Stage, string]>([
  [{ at: 'opening' }, 'opening'],
  [{ at: 'fresh' }, 'welcome'],
  [{ at: 'open', welcomed: false }, 'welcome'],
  [locked, 'lock'],
  [open, 'pages'],
  [{ at: 'trouble', what: 'damaged' }, 'trouble']
])('stage %o shows %s', (stage, screen) => {
  app.take(view(stage));
  expect(app.screen).toBe(screen);
});

test('the event "stage" asks again, and "help" reaches Help in every stage', async () => {
  const help = vi.fn();
  ipc.core.appView.mockResolvedValueOnce(view({ at: 'opening' })).mockResolvedValueOnce(view(locked));
  const stop = app.start(help);
  await vi.waitFor(() => expect(ipc.core.appView).toHaveBeenCalledTimes(1));
  ipc.heard.get('help')?.(null);
  expect(help).toHaveBeenCalledOnce();
  ipc.heard.get('stage')?.(null);
  await vi.waitFor(() => expect(app.screen).toBe('lock'));
  stop();
  expect(ipc.heard.size).toBe(0);
});

test('a slow old answer does not open what was locked since', async () => {
  let answer: (view: AppView) => void = () => undefined;
  ipc.core.appView.mockReturnValueOnce(new Promise<AppView>((resolve) => (answer = resolve)));
  const old = app.refresh();
  app.take(view(locked));
  answer(view(open));
  await old;
  expect(app.screen).toBe('lock');
});

test('what was known stays if the core does not answer', async () => {
  app.take(view(open));
  ipc.core.appView.mockRejectedValueOnce(new Error('no answer'));
  await app.refresh();
  expect(app.screen).toBe('pages');
});

test('a touch is told at most every twenty seconds, and only while the app is open', () => {
  app.take(view(locked));
  app.touched(1_000_000);
  expect(ipc.core.touched).not.toHaveBeenCalled();
  app.take(view(open));
  app.touched(1_000_000);
  app.touched(1_019_999);
  expect(ipc.core.touched).toHaveBeenCalledTimes(1);
  app.touched(1_020_000);
  expect(ipc.core.touched).toHaveBeenCalledTimes(2);
});

test('the lock takes the place of the clock, and Help is above it', () => {
  app.take(view(open));
  app.cover();
  expect([app.covered, app.helpOverCover]).toEqual([true, false]);
  app.helpOpened();
  expect(app.helpOverCover).toBe(true);
  app.take(view(locked));
  expect(app.covered).toBe(false);
});
