import { beforeEach, expect, test, vi } from 'vitest';
import {
  core,
  Refusal,
  type ErrorCode,
  type PathEventView,
  type PathGoalView,
  type PathView
} from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { EventDraft, GoalDraft, LapseDraft } from './path-draft.svelte';
import { Paths } from './path.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return { ...ipc, core: Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()])) };
});

const TODAY = '2026-03-05';

function goal(name: string | null): PathGoalView {
  return {
    ...{ id: 'g1', seen: 'v1', label: 'Perjalanan', named: true, name, rows: [] },
    summary: { all: 3, longest: 3, present: { at: 'walking', days: 3 }, returns: null }
  };
}

function view(name: string | null): PathView {
  return { today: TODAY, goals: [goal(name)], trash: [], told: false };
}

const lapse: PathEventView = {
  ...{ id: 'e1', seen: 'v2', goal: 'g1', what: 'lapse', today: TODAY, date: '2026-03-01' },
  ...{ date_words: 'Ahad 1 Mac', until: null, words: null, before: 'Gaji masuk', helped: null },
  ...{ recent: true, open: true, card: false, sign: false, corrections: [] }
};

beforeEach(() => vi.resetAllMocks());

test('names are asked for only while they are shown, and hidden at once', async () => {
  const paths = new Paths();
  vi.mocked(core.pathView).mockImplementation(({ names }) => Promise.resolve(view(names ? 'Ais' : null)));
  await paths.load();
  expect(core.pathView).toHaveBeenLastCalledWith({ names: false });
  await paths.showNames(true);
  expect(paths.view?.goals[0]?.name).toBe('Ais');
  vi.mocked(core.pathReturn).mockResolvedValue(view(null));
  await paths.back('g1');
  expect(paths.view?.goals[0]?.name, 'a touch elsewhere hides nothing').toBe('Ais');
  vi.mocked(core.pathView).mockClear();
  await paths.showNames(false);
  expect(paths.view?.goals[0]?.name).toBeNull();
  expect(core.pathView, 'nothing is waited for').not.toHaveBeenCalled();
});

test('an older answer with names does not come after they were hidden', async () => {
  const paths = new Paths();
  let answer: (view: PathView) => void = () => undefined;
  vi.mocked(core.pathView).mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const shown = paths.showNames(true);
  await paths.showNames(false);
  answer(view('Ais'));
  await shown;
  expect(paths.view?.goals[0]?.name ?? null).toBeNull();
});

test('an entry of the decks stays one on the card that is made of what was learned', async () => {
  const none = {
    situations: [],
    responses: [],
    tips: [],
    reasons: [],
    signs: [],
    alone: [],
    surroundings: []
  };
  const situations = [{ code: 'payday', theme: null, text: 'Gaji masuk' }];
  vi.mocked(core.decksView).mockResolvedValue({ ...none, situations });
  await new Paths().toCard('Gaji masuk', 'Telefon kakak');
  expect(core.planCardSave).toHaveBeenCalledWith({
    ...{ id: null, seen: null, on_lock_screen: false },
    situation: { code: 'payday', text: 'Gaji masuk' },
    response: { code: null, text: 'Telefon kakak' }
  });
});

test('what is opened and saved again stays as it is stored', () => {
  const event = new EventDraft({ today: TODAY, goal: null, what: 'milestone' }, lapse);
  expect(event.changed).toBe(false);
  expect(event.request()).toEqual({
    ...{ id: 'e1', seen: 'v2', goal: 'g1', what: 'lapse', date: '2026-03-01', until: null },
    ...{ words: null, before: 'Gaji masuk', helped: null }
  });
  const path = new GoalDraft(TODAY, goal('Ais'));
  expect([path.changed, path.request()]).toEqual([false, { id: 'g1', seen: 'v1', name: 'Ais', began: null }]);
  expect(new GoalDraft(TODAY).request()).toEqual({ id: null, seen: null, name: null, began: TODAY });
});

test('a lapse can be kept with its date alone, and which path it was on is nothing to lose', () => {
  const draft = new LapseDraft(TODAY, 'g1');
  draft.chosen = 'g2';
  expect(draft.changed).toBe(false);
  draft.before = 'Sunyi';
  expect(draft.changed).toBe(true);
  expect(draft.dateOnly()).toMatchObject({
    goal: 'g2',
    date: TODAY,
    until: null,
    before: null,
    helped: null
  });
  expect(draft.request()).toMatchObject({ goal: 'g2', what: 'lapse', before: 'Sunyi' });
});

test('a refusal stands beside the field that it speaks of', () => {
  const refused = (code: ErrorCode, at: number | null = null): string[] => {
    const draft = new EventDraft({ today: TODAY, goal: null, what: 'lapse' });
    draft.refused(new Refusal({ code, at }));
    return Object.keys(draft.refusals);
  };
  expect(refused('date_ahead')).toEqual(['date']);
  expect(refused('date_too_early')).toEqual(['date']);
  expect(refused('before_beginning')).toEqual(['date']);
  expect(refused('return_first')).toEqual(['until']);
  expect(refused('text_too_long', 2)).toEqual(['helped']);
  expect(refused('disk_full')).toEqual(['form']);
});
