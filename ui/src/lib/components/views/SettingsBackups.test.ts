import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';

const core = vi.hoisted(() => ({ backupsView: vi.fn(), autoBackupRestore: vi.fn(), appView: vi.fn() }));
const heard = vi.hoisted(() => new Map<string, (payload: unknown) => void>());
vi.mock('$lib/ipc', () => ({
  core,
  on: (name: string, hear: (payload: unknown) => void) => {
    heard.set(name, hear);
    return () => heard.delete(name);
  },
  Refusal: class extends Error {}
}));
vi.mock('$app/navigation', () => ({ beforeNavigate: vi.fn(), goto: vi.fn(), onNavigate: vi.fn() }));

const { default: SettingsBackups } = await import('./SettingsBackups.svelte');
const { app } = await import('$lib/state/app.svelte');

test('while an automatic backup is restored, how far it is can be seen', async () => {
  const user = userEvent.setup();
  const backup = { name: '20260305-040000-daily', made_words: 'Khamis 5 Mac', reason: 'daily', size: 1 };
  core.backupsView.mockResolvedValue({ backups: [backup] });
  let done: (view: unknown) => void = () => undefined;
  core.autoBackupRestore.mockReturnValue(new Promise((resolve) => (done = resolve)));
  render(SettingsBackups);

  await user.click(await screen.findByRole('button', { name: /Khamis 5 Mac/ }));
  const dialog = await screen.findByRole('alertdialog');
  const confirm = [...dialog.querySelectorAll('button')].at(-1);
  if (confirm === undefined) throw new Error('there is nothing to press');
  await user.click(confirm);
  app.progress = 0.4;
  const bar = await screen.findByRole('progressbar');
  await vi.waitFor(() => expect(bar.getAttribute('aria-valuenow')).toBe('40'));
  expect(screen.queryByRole('button', { name: /Khamis 5 Mac/ })).toBeNull();

  const appearance = { language: 'ms', theme: 'system', text_size: 100 };
  const view = { stage: { at: 'open', welcomed: true }, appearance, demo: false, dials: false };
  done({ ...view, keychain: true, religion: false });
  await screen.findByRole('button', { name: /Khamis 5 Mac/ });
  expect(screen.queryByRole('progressbar')).toBeNull();
});
