import { expect, test, vi } from 'vitest';
import { core, Refusal, type LineView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { LineDraft, lineKey, Lines } from './lines.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return { ...ipc, core: { ...ipc.core, lineMove: vi.fn() } };
});

const line = (target: LineView['target'], over: Partial<LineView> = {}): LineView => ({
  target,
  seen: null,
  name: 'Talian',
  display: '15999',
  whatsapp: null,
  hours: [],
  hours_words: '24 jam',
  cost_words: null,
  checked_words: null,
  hidden: false,
  can_hide: true,
  ...over
});
const kasih = line({ line: 'builtin', code: 'talian_kasih' });
const own = line({ line: 'own', id: 'l1' }, { seen: 'v1', name: 'Klinik' });
const emergency = line({ line: 'builtin', code: 'emergency' }, { can_hide: false });

test('999 is not among the lines that can be moved', () => {
  const lines = new Lines();
  lines.view = { lines: [kasih, own, emergency] };
  expect(lines.movable).toHaveLength(2);
  expect(lines.fixed.map(({ target }) => lineKey(target))).toEqual(['builtin:emergency']);
});

test('a move names both lines, and none for the first place', async () => {
  const lines = new Lines();
  lines.view = { lines: [kasih, own, emergency] };
  vi.mocked(core.lineMove).mockResolvedValue(lines.view);
  await lines.move(lineKey(kasih.target), lineKey(own.target));
  expect(core.lineMove).toHaveBeenLastCalledWith({ target: kasih.target, after: own.target });
  await lines.move(lineKey(own.target), null);
  expect(core.lineMove).toHaveBeenLastCalledWith({ target: own.target, after: null });
});

test.each([
  [{ code: 'number_too_short', at: 0 }, 'number'],
  [{ code: 'number_invalid', at: 1 }, 'whatsapp'],
  [{ code: 'name_empty', at: null }, 'name'],
  [{ code: 'text_too_long', at: null }, 'cost'],
  [{ code: 'read_only', at: null }, 'form']
] as const)('%o is told at %s', (refused, field) => {
  const draft = new LineDraft(own);
  draft.refused(new Refusal(refused));
  expect(Object.keys(draft.refusals)).toEqual([field]);
});

test('a form that was only looked at has nothing to lose', () => {
  const draft = new LineDraft(own);
  expect(draft.changed).toBe(false);
  expect(draft.request()).toMatchObject({ id: 'l1', seen: 'v1', number: '15999', whatsapp: null, hours: [] });
  draft.cost = 'percuma';
  expect(draft.changed).toBe(true);
});
