import { beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal, type SheetPreview } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { SheetChoice } from './service-sheet.svelte';
import { service } from './service.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return { ...ipc, core: Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()])) };
});

function preview(words: string): SheetPreview {
  return {
    choices: [],
    title: words,
    name: null,
    period: null,
    headings: ['Tarikh'],
    rows: [['1 Mac 2026']],
    total: null,
    numbers: { phone: false, identity_card: false }
  };
}

beforeEach(() => {
  vi.resetAllMocks();
  service.view = null;
});

test('notes stay inside unless they are picked, and the days follow the choice', () => {
  const choice = new SheetChoice();
  expect(choice.request().columns).not.toContain('note');
  choice.pick('note', true);
  choice.pick('hours', false);
  expect([choice.has('note'), choice.has('hours')]).toEqual([true, false]);
  choice.span = 'own';
  choice.to = '2026-03-31';
  expect(choice.request()).toMatchObject({ from: null, to: '2026-03-31' });
  choice.span = 'all';
  expect(choice.request()).toMatchObject({ from: null, to: null });
});

test('a name goes on paper and into no table', () => {
  const choice = new SheetChoice();
  choice.name = 'Ahmad';
  expect(choice.request().name).toBe('Ahmad');
  choice.form = 'csv';
  expect(choice.request().name).toBeNull();
});

test('what leaves is what is shown, not what was picked after it', async () => {
  const choice = new SheetChoice();
  vi.mocked(core.servicePreview).mockResolvedValueOnce(preview('lama'));
  const shown = choice.request();
  await choice.look(shown);
  choice.sheet = 'talks';
  vi.mocked(core.serviceExport).mockResolvedValue({ file: 'jadual.csv', handed_over: true });
  await choice.leave('file');
  expect(core.serviceExport).toHaveBeenCalledWith({ sheet: shown, to: 'file' });
  expect(choice.saved?.view.file).toBe('jadual.csv');
});

test('nothing leaves before anything was shown', async () => {
  const choice = new SheetChoice();
  await choice.leave('file');
  expect(core.serviceExport).not.toHaveBeenCalled();
});

test('of two previews the one that was asked for last is shown', async () => {
  const choice = new SheetChoice();
  let first: (view: SheetPreview) => void = () => undefined;
  vi.mocked(core.servicePreview)
    .mockReturnValueOnce(new Promise((resolve) => (first = resolve)))
    .mockResolvedValueOnce(preview('baru'));
  const early = choice.look(choice.request());
  await choice.look({ ...choice.request(), sheet: 'months' });
  first(preview('lama'));
  await early;
  expect([choice.shown?.view.title, choice.shown?.request.sheet]).toEqual(['baru', 'months']);
});

test('a refused preview says why, and the next one forgets it', async () => {
  const choice = new SheetChoice();
  const refusal = new Refusal({ code: 'ends_before_start', at: null });
  vi.mocked(core.servicePreview).mockRejectedValueOnce(refusal).mockResolvedValueOnce(preview('ada'));
  await choice.look(choice.request());
  expect(choice.refusal).toBe(refusal);
  await choice.look(choice.request());
  expect(choice.refusal).toBeNull();
});
