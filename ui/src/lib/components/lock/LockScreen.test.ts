import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { AppView, LockKind } from '$lib/ipc';

const ipc = vi.hoisted(() => {
  class Refusal extends Error {
    constructor(
      readonly code: string,
      readonly at: number | null = null
    ) {
      super(code);
    }
  }
  return { Refusal, core: { unlock: vi.fn(), unlockWithRecovery: vi.fn(), appView: vi.fn() } };
});
vi.mock('$lib/ipc', () => ({ ...ipc, on: () => () => undefined }));

const { default: LockScreen } = await import('./LockScreen.svelte');
const { app } = await import('$lib/state/app.svelte');

const view = (stage: AppView['stage']): AppView => ({
  stage,
  appearance: { language: 'ms', theme: 'system', text_size: 100 },
  demo: false,
  dials: true,
  religion: true
});
const locked = (kind: LockKind, wait = 0): AppView => view({ at: 'locked', kind, wait });

beforeEach(() => {
  vi.clearAllMocks();
  app.take(locked('pin'));
  ipc.core.appView.mockResolvedValue(locked('pin'));
});

async function press(keys: string): Promise<void> {
  const user = userEvent.setup();
  for (const key of keys) await user.click(screen.getByRole('button', { name: key }));
}

test('the keypad types, deletes and opens', async () => {
  const user = userEvent.setup();
  ipc.core.unlock.mockResolvedValue(view({ at: 'open', welcomed: true }));
  render(LockScreen, { kind: 'pin' });
  await press('1904');
  await user.click(screen.getByRole('button', { name: 'Padam satu angka' }));
  await press('487');
  await user.click(screen.getByRole('button', { name: 'Buka' }));
  expect(ipc.core.unlock).toHaveBeenCalledWith({ secret: '190487' });
  await waitFor(() => expect(app.screen).toBe('pages'));
});

test('a keyboard does the same, and what is typed is never shown', async () => {
  const user = userEvent.setup();
  ipc.core.unlock.mockResolvedValue(view({ at: 'open', welcomed: true }));
  render(LockScreen, { kind: 'pin' });
  const field = screen.getByLabelText<HTMLInputElement>('PIN');
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(field.type).toBe('password');
  await user.keyboard('190487{Enter}');
  expect(ipc.core.unlock).toHaveBeenCalledWith({ secret: '190487' });
});

test('nothing is sent before something is typed', async () => {
  const user = userEvent.setup();
  render(LockScreen, { kind: 'pin' });
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Buka' }).disabled).toBe(true);
  await user.keyboard('{Enter}');
  expect(ipc.core.unlock).not.toHaveBeenCalled();
});

test('a wrong PIN gets a calm sentence and an empty field', async () => {
  const user = userEvent.setup();
  ipc.core.unlock.mockRejectedValue(new ipc.Refusal('wrong_secret'));
  render(LockScreen, { kind: 'pin' });
  await press('111222');
  await user.click(screen.getByRole('button', { name: 'Buka' }));
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Cuba sekali lagi'));
  expect(screen.getByLabelText<HTMLInputElement>('PIN').value).toBe('');
});

test('while waiting, the keys rest and the time left is told', async () => {
  app.take(locked('pin', 30));
  render(LockScreen, { kind: 'pin' });
  expect((await screen.findByRole('timer')).textContent).toContain('30 saat');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '5' }).disabled).toBe(true);
});

test('a passphrase can be shown', async () => {
  const user = userEvent.setup();
  render(LockScreen, { kind: 'passphrase' });
  const field = screen.getByLabelText<HTMLInputElement>('Kata laluan');
  expect(field.type).toBe('password');
  await user.click(screen.getByRole('button', { name: 'Tunjuk apa yang ditaip' }));
  expect(field.type).toBe('text');
});

test('the recovery code names the word that is not on the list', async () => {
  const user = userEvent.setup();
  ipc.core.unlockWithRecovery.mockRejectedValue(new ipc.Refusal('recovery_word_unknown', 2));
  render(LockScreen, { kind: 'pin' });
  await user.click(screen.getByRole('button', { name: 'Lupa?' }));
  await user.type(screen.getByLabelText('15 perkataan'), 'satu dua tigaa');
  await user.click(screen.getByRole('button', { name: 'Buka dengan kod' }));
  await screen.findByText(/Perkataan ke-3/);
  expect(ipc.core.unlockWithRecovery).toHaveBeenCalledWith({ words: 'satu dua tigaa' });
});
