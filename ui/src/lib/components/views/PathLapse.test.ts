import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { HelpView, PathView } from '$lib/ipc';

const core = vi.hoisted(() => ({
  pathView: vi.fn(),
  pathTold: vi.fn(),
  pathEventSave: vi.fn(),
  decksView: vi.fn(),
  helpView: vi.fn(),
  helpContact: vi.fn(),
  settingsView: vi.fn()
}));
const goto = vi.hoisted(() => vi.fn());
const Refusal = vi.hoisted(
  () =>
    class extends Error {
      at = null;
      constructor(readonly code: string) {
        super(code);
      }
    }
);
vi.mock('$lib/ipc', () => ({ core, on: () => () => undefined, Refusal }));
vi.mock('$app/navigation', () => ({
  beforeNavigate: vi.fn(),
  goto,
  onNavigate: vi.fn(),
  pushState: vi.fn()
}));
vi.mock('$app/state', () => ({ page: { state: {}, url: new URL('http://localhost/path/lapse') } }));

const { default: PathLapse } = await import('./PathLapse.svelte');
const { openPath } = await import('$lib/state/path-draft.svelte');
const { paths } = await import('$lib/state/path.svelte');
const { ladder } = await import('../help/ladder.svelte');

const VIEW: PathView = { today: '2026-03-05', goals: [], trash: [], told: false };
const HELP: HelpView = {
  ...{ lines: [], items: [], numberless: [], asked: null, religion: false, builtin_only: false },
  rungs: [
    {
      ...{ id: 'p1', name: 'Abang Rahim', role: 'senior', role_words: null, standing: 'any_time' },
      ...{ hours_words: null, skipped: false },
      numbers: [{ display: '+1 202-555-0101', whatsapp: true, sms: true }]
    }
  ]
};

beforeEach(() => {
  vi.resetAllMocks();
  window.scrollTo = vi.fn();
  openPath.lapse = null;
  paths.view = null;
  ladder.view = HELP;
  core.pathView.mockResolvedValue(VIEW);
  core.pathTold.mockResolvedValue({ ...VIEW, told: true });
  core.pathEventSave.mockResolvedValue({ id: 'e1' });
  core.decksView.mockResolvedValue({
    situations: [{ code: 'a', theme: null, text: 'Gaji masuk' }],
    responses: []
  });
  core.helpView.mockResolvedValue(HELP);
  core.helpContact.mockResolvedValue({ handed_over: true });
  core.settingsView.mockResolvedValue({ lock: null });
  goto.mockResolvedValue(undefined);
});

const press = async (name: string): Promise<void> =>
  userEvent.setup().click(await screen.findByRole('button', { name }));

test('the first question has 999 and a person beside it before anything has answered', () => {
  core.pathView.mockReturnValue(new Promise(() => undefined));
  core.helpView.mockReturnValue(new Promise(() => undefined));
  render(PathLapse, { goal: null });
  expect(screen.getByRole('heading', { name: 'Anda selamat sekarang?' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Telefon 999' })).toBeTruthy();
  expect(screen.getAllByRole('button', { name: /Abang Rahim/ })[0]).toBeTruthy();
  expect(screen.getByText(/badan dah tak tahan/)).toBeTruthy();
});

test('every screen can be left out, and leaving keeps nothing', async () => {
  render(PathLapse, { goal: null });
  await press('Langkau');
  await screen.findByRole('heading', { name: 'Siapa boleh temankan sekarang?' });
  await press('Langkau');
  await press('Langkau');
  await screen.findByRole('heading', { name: 'Apa yang membantu?' });
  await press('Keluar tanpa simpan');
  expect(goto).toHaveBeenCalledWith('/path');
  expect(core.pathEventSave).not.toHaveBeenCalled();
  expect(core.pathTold).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(openPath.lapse).toBeNull());
});

test('it is said once that others can read it, and the date alone is offered', async () => {
  render(PathLapse, { goal: null });
  await press('Langkau');
  await press('Langkau');
  await screen.findByText(/boleh dibaca orang lain/);
  expect(screen.queryByRole('textbox', { name: /kata anda sendiri/ })).toBeNull();
  await press('Simpan tarikh sahaja');
  await vi.waitFor(() => expect(goto).toHaveBeenCalledWith('/path/event?id=e1', { replaceState: true }));
  expect(core.pathEventSave).toHaveBeenCalledWith(
    expect.objectContaining({ what: 'lapse', date: '2026-03-05', before: null, helped: null })
  );
  expect(core.pathTold).toHaveBeenCalledOnce();
});

test('whoever was told writes at once, or picks, and a refusal loses nothing', async () => {
  core.pathView.mockResolvedValue({ ...VIEW, told: true });
  core.pathEventSave.mockRejectedValue(new Refusal('date_ahead'));
  render(PathLapse, { goal: null });
  await press('Langkau');
  await press('Langkau');
  expect(screen.queryByText(/boleh dibaca orang lain/)).toBeNull();
  await userEvent.setup().click(await screen.findByText('Pilih daripada senarai'));
  await press('Gaji masuk');
  await press('Seterusnya');
  await userEvent.setup().type(await screen.findByRole('textbox', { name: /kata anda sendiri/ }), 'Tidur');
  await press('Simpan');
  await screen.findByText(/belum tiba/);
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: /kata anda sendiri/ }).value).toBe(
    'Gaji masuk'
  );
  expect(openPath.lapse?.helped).toBe('Tidur');
  expect(core.pathEventSave).toHaveBeenCalledWith(
    expect.objectContaining({ before: 'Gaji masuk', helped: 'Tidur' })
  );
});
