import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { m } from '$lib/i18n';

const core = vi.hoisted(() => ({
  balanceLineSave: vi.fn(),
  helpView: vi.fn(),
  serviceNumbers: vi.fn(),
  settingsView: vi.fn()
}));
const goto = vi.hoisted(() => vi.fn());
vi.mock('$lib/ipc', () => ({ core, on: () => () => undefined, Refusal: class extends Error {} }));
vi.mock('$app/navigation', () => ({ beforeNavigate: vi.fn(), goto, onNavigate: vi.fn() }));
vi.mock('$app/state', () => ({ page: { state: {}, url: new URL('https://app.test/') } }));

const { default: PutDownScreen } = await import('./PutDownScreen.svelte');

const next = (): Promise<void> => userEvent.click(screen.getByRole('button', { name: m.putdown_next() }));

beforeEach(() => {
  vi.resetAllMocks();
  vi.stubGlobal('scrollTo', vi.fn());
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener: vi.fn(),
    removeEventListener: vi.fn()
  }));
  core.helpView.mockResolvedValue({ religion: false, rungs: [], lines: [] });
});

test('the three steps are walked without a word, and nothing is kept', async () => {
  render(PutDownScreen);
  screen.getByRole('heading', { name: m.putdown_name_title() });
  await next();
  const second = screen.getByRole('heading', { name: m.putdown_pause_title() });
  expect(document.activeElement).toBe(second);
  await next();
  screen.getByText(m.putdown_down_any());
  expect(screen.queryByRole('button', { name: m.putdown_keep() })).toBeNull();
  expect(screen.queryByRole('button', { name: m.putdown_thing_pray() })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: m.putdown_finish() }));
  expect(goto).toHaveBeenCalledWith('/reflection/burden');
  expect(core.balanceLineSave).not.toHaveBeenCalled();
});

test('each step has a way out, and one for whom it does no good', async () => {
  render(PutDownScreen);
  for (let step = 1; step <= 3; step += 1) {
    const out = screen.getByRole('link', { name: m.putdown_stop() });
    expect(out.getAttribute('href')).toBe('/reflection/burden');
    if (step < 3) await next();
  }
  await userEvent.click(screen.getByRole('button', { name: m.putdown_worse() }));
  screen.getByText(m.putdown_worse_title());
  screen.getByRole('link', { name: m.putdown_worse_stop() });
});

test('a line is kept once, and only when that is asked for', async () => {
  core.balanceLineSave.mockResolvedValue({});
  render(PutDownScreen);
  await userEvent.type(screen.getByRole('textbox'), 'cerita malam tadi');
  await next();
  await next();
  expect(core.balanceLineSave).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: m.putdown_keep() }));
  expect(core.balanceLineSave).toHaveBeenCalledExactlyOnceWith({
    ...{ id: null, seen: null, week: null, side: 'cost', text: 'cerita malam tadi' }
  });
  screen.getByText(m.putdown_kept());
  expect(screen.queryByRole('button', { name: m.putdown_keep() })).toBeNull();
});
