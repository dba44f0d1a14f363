import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ServiceSheetRequest, ServiceView, SheetPreview } from '$lib/ipc';

const core = vi.hoisted(() => ({
  serviceView: vi.fn(),
  servicePreview: vi.fn(),
  serviceExport: vi.fn(),
  settingsView: vi.fn()
}));
vi.mock('$lib/ipc', () => ({ core, on: () => () => undefined, Refusal: class extends Error {} }));
vi.mock('$app/navigation', () => ({ beforeNavigate: vi.fn(), goto: vi.fn(), onNavigate: vi.fn() }));

const { default: ServiceExport } = await import('./ServiceExport.svelte');

const VIEW: ServiceView = {
  ...{ today: '2026-03-05', entries: [], has_more: false, months: [], talks: [], trainings: [] },
  ...{ amends: [], kinds: [], venues: [], stories: [], trash: [] }
};

/** What a core would show: the columns that were asked for, two rows. */
function shown(request: ServiceSheetRequest): SheetPreview {
  const all = {
    date: ['Tarikh', '1 Mac 2026', '2 Mac 2026'],
    hours: ['Jam', '1.5', '2'],
    note: ['Nota', 'a', 'b']
  };
  const picked = (['date', 'hours', 'note'] as const).filter((column) => request.columns.includes(column));
  return {
    choices: (['date', 'hours', 'note'] as const).map((column) => ({
      column,
      name: all[column][0] as string
    })),
    title: request.form === 'pdf' ? 'Khidmat' : null,
    name: request.name,
    period: null,
    headings: picked.map((column) => all[column][0] as string),
    rows: [1, 2].map((row) => picked.map((column) => all[column][row] as string)),
    total: request.form === 'pdf' && request.columns.includes('hours') ? 'Jumlah: 3 jam 30 minit' : null,
    numbers: { phone: request.columns.includes('note'), identity_card: false }
  };
}

beforeEach(() => {
  vi.resetAllMocks();
  core.serviceView.mockResolvedValue(VIEW);
  core.settingsView.mockResolvedValue({ lock: null });
  core.servicePreview.mockImplementation((request: ServiceSheetRequest) => Promise.resolve(shown(request)));
  core.serviceExport.mockResolvedValue({ file: 'jadual-2026-03-05.csv', handed_over: true });
});

function cells(): (string | null)[][] {
  const rows = within(screen.getByRole('table')).getAllByRole('row');
  return rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent));
}

test('the table on the screen is the one that leaves, column for column', async () => {
  const user = userEvent.setup();
  render(ServiceExport);
  await screen.findByRole('table');
  expect(cells()).toEqual([
    ['Tarikh', 'Jam'],
    ['1 Mac 2026', '1.5'],
    ['2 Mac 2026', '2']
  ]);
  screen.getByText('Jumlah: 3 jam 30 minit');
  await user.click(screen.getByRole('button', { name: 'Jam' }));
  await vi.waitFor(() => expect(cells()).toEqual([['Tarikh'], ['1 Mac 2026'], ['2 Mac 2026']]));
  await user.click(screen.getByRole('radio', { name: 'Jadual (CSV)' }));
  await user.click(await screen.findByRole('button', { name: 'Simpan ke…' }));
  const [asked] = core.servicePreview.mock.lastCall as [ServiceSheetRequest];
  expect(core.serviceExport).toHaveBeenCalledWith({ sheet: asked, to: 'file' });
  expect(asked).toMatchObject({ form: 'csv', from: '2026-01-01', name: null });
  await screen.findByText(/jadual-2026-03-05\.csv/);
});

test('a number that would leave is pointed out before it does', async () => {
  const user = userEvent.setup();
  render(ServiceExport);
  await user.click(await screen.findByRole('button', { name: 'Nota' }));
  await screen.findByText(/nombor telefon atau kad pengenalan/);
});

test('where there is nothing, nothing can leave', async () => {
  const user = userEvent.setup();
  render(ServiceExport);
  await screen.findByRole('table');
  await user.click(screen.getByRole('button', { name: 'Jam' }));
  await user.click(screen.getByRole('button', { name: 'Tarikh' }));
  await screen.findByText(/Tiada apa-apa untuk pilihan ini/);
  expect(screen.queryByRole('button', { name: /Simpan sebagai fail|Buka untuk dicetak/ })).toBeNull();
});
