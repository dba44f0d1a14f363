import { beforeEach, expect, test, vi } from 'vitest';
import { core, type AgendaState, type AgendaView, type DayView, type HistoryView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { History, saidBefore } from './history.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return { ...ipc, core: Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()])) };
});

const DATE = '2028-02-29';
const target = { kind: 'item', id: 'i' } as const;

function entry(state: AgendaState): AgendaView {
  return {
    ...{ target, date: DATE, title: 'Ubat', what: 'medication', state, count: null, aim: null },
    ...{ when_words: null, at_words: null, detail_words: null, chip_words: null }
  };
}

beforeEach(() => {
  vi.resetAllMocks();
  const month: HistoryView = {
    ...{ month: '2028-02', month_words: 'Februari 2028', previous: null, next: null },
    ...{ weekdays: [], weeks: [] }
  };
  const day: DayView = { date: DATE, date_words: '', agenda: [], quran: [], qada: false };
  vi.mocked(core.historyView).mockResolvedValue(month);
  vi.mocked(core.routineDay).mockResolvedValue(day);
});

test('what was said before is said again, and where nothing was said it is taken back', async () => {
  const history = new History();
  await history.load(null);
  await history.say(entry('later'), 'done');
  await history.say(entry('later'), saidBefore(entry('later')));
  await history.say(entry('open'), saidBefore(entry('open')));
  expect(vi.mocked(core.mark).mock.calls).toEqual([
    [{ target, date: DATE, state: 'done' }],
    [{ target, date: DATE, state: 'later' }]
  ]);
  expect(vi.mocked(core.unmark).mock.calls).toEqual([[{ target, date: DATE }]]);
});

test('taking back opens no day that was not open', async () => {
  const history = new History();
  await history.load(null);
  await history.say(entry('done'), null);
  expect(core.routineDay).not.toHaveBeenCalled();
  await history.open(DATE);
  await history.say(entry('done'), null);
  expect(core.routineDay).toHaveBeenCalledTimes(2);
});
