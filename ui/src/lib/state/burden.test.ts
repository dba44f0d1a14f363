import { beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal, type BurdenView, type ShiftRequest, type ShiftView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { Balance } from './balance.svelte';
import { Burden } from './burden.svelte';
import { ShiftDraft } from './shift-draft.svelte';
import { Work } from './work.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return { ...ipc, core: Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()])) };
});

const SHIFT: ShiftView = {
  ...{ id: 's1', seen: 'v0', date: '2026-03-05', minute: 840, length_minutes: 480 },
  ...{ heavy: 0, night_calls: 0, supervised: false, note: null },
  ...{ date_words: 'hari ini', time_words: '2 petang – 10 malam', summary: '8 jam', overlaps: false }
};
const view = (last: ShiftView | null): BurdenView => ({ last, fresh: true }) as BurdenView;

/** The core keeps what it is given and counts its versions. */
function keeping(): ShiftRequest[] {
  const sent: ShiftRequest[] = [];
  vi.mocked(core.shiftSave).mockImplementation((request) => {
    sent.push({ ...request });
    const { heavy, night_calls, supervised } = request;
    const seen = `v${String(sent.length)}`;
    return Promise.resolve(view({ ...SHIFT, seen, heavy, night_calls, supervised }));
  });
  return sent;
}

beforeEach(() => vi.resetAllMocks());

test('quick touches show at once, all count, and each save knows the version before it', async () => {
  const burden = new Burden();
  vi.mocked(core.burdenView).mockResolvedValue(view(SHIFT));
  const sent = keeping();
  await burden.load();
  const first = burden.adjust({ heavy: 1 });
  expect(burden.view?.last?.heavy).toBe(1);
  const later = [burden.adjust({ heavy: 2 }), burden.adjust({ night_calls: 1 })];
  await Promise.all([first, ...later]);
  expect(sent.map(({ seen, heavy, night_calls: calls }) => [seen, heavy, calls])).toEqual([
    ['v0', 1, 0],
    ['v1', 2, 1]
  ]);
  expect(burden.view?.last).toMatchObject({ seen: 'v2', heavy: 2, night_calls: 1 });
});

test('what was refused shows again as it is stored, and the refusal is told', async () => {
  const burden = new Burden();
  vi.mocked(core.burdenView)
    .mockResolvedValueOnce(view({ ...SHIFT }))
    .mockResolvedValueOnce(view({ ...SHIFT }));
  vi.mocked(core.shiftSave).mockRejectedValue(new Refusal({ code: 'disk_full', at: null }));
  await burden.load();
  await expect(burden.adjust({ supervised: true })).rejects.toBeInstanceOf(Refusal);
  expect(burden.view?.last?.supervised).toBe(false);
});

test('older shifts come below once, however often that was pressed', async () => {
  const burden = new Burden();
  const page = { more: true, trash: [], today: '2026-03-05' };
  vi.mocked(core.shiftsView)
    .mockResolvedValueOnce({ ...page, shifts: [SHIFT] })
    .mockResolvedValue({ ...page, more: false, shifts: [{ ...SHIFT, id: 's0' }] });
  await burden.loadShifts();
  await Promise.all([burden.loadMore(), burden.loadMore()]);
  expect(core.shiftsView).toHaveBeenLastCalledWith({ skip: 1 });
  expect(burden.shifts?.shifts.map(({ id }) => id)).toEqual(['s1', 's0']);
});

test('two answers to a week do not take each other back', async () => {
  const balance = new Balance();
  const stored = { gave: null as string | null, cost: null as string | null };
  vi.mocked(core.balanceView).mockImplementation(() =>
    Promise.resolve({ week: { week: '2026-03-02', ...stored, lines: [] }, weeks: [] } as never)
  );
  vi.mocked(core.balanceSave).mockImplementation(({ gave, cost }) => {
    Object.assign(stored, { gave, cost });
    return Promise.resolve({} as never);
  });
  await balance.load(null);
  await Promise.all([balance.answer('gave', 'much'), balance.answer('cost', 'little')]);
  expect(stored).toEqual({ gave: 'much', cost: 'little' });
});

test('two changes of the hours are kept one after the other, each against what the one before left', async () => {
  const work = new Work();
  const known = { seen: null as string | null, hours: [], quiet: [], supervision_days: 28 as number | null };
  vi.mocked(core.workView).mockResolvedValue({ ...known } as never);
  vi.mocked(core.workSave).mockImplementation((request) =>
    Promise.resolve({ ...request, seen: `after ${String(request.seen)}` } as never)
  );
  await work.load();
  const quiet = [{ weekday: 0, start: 1320, end: 360 }];
  await Promise.all([work.save({ quiet }), work.save({ supervision_days: null })]);
  expect(core.workSave).toHaveBeenLastCalledWith({
    ...{ seen: 'after null', hours: [], quiet, supervision_days: null }
  });
});

test('a shift asks for a time before it is sent, and a refusal stands beside its field', () => {
  const draft = new ShiftDraft('2026-03-05', SHIFT);
  expect(draft.changed).toBe(false);
  draft.time = '';
  expect([draft.changed, draft.ready(), draft.wrong]).toEqual([true, false, true]);
  draft.time = '22:30';
  expect([draft.ready(), draft.request().minute]).toEqual([true, 1350]);
  draft.refused(new Refusal({ code: 'shift_ahead', at: null }));
  expect(Object.keys(draft.refusals)).toEqual(['length']);
  draft.refused(new Refusal({ code: 'disk_full', at: null }));
  expect(Object.keys(draft.refusals)).toEqual(['form']);
});
