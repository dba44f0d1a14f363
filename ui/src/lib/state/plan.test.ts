import { beforeEach, describe, expect, test, vi } from 'vitest';
import { core, Refusal, type CardView, type PlanView } from '$lib/ipc';
import { newLine, Plan } from './plan.svelte';
import { toasts } from './toasts.svelte';

vi.mock('$lib/ipc', async (original) => ({
  ...(await original<object>()),
  core: {
    planView: vi.fn(),
    decksView: vi.fn(() => Promise.reject(new Error())),
    peopleView: vi.fn(() => Promise.reject(new Error())),
    planItemSave: vi.fn(),
    planRemove: vi.fn(),
    planPutBack: vi.fn(),
    planRehearse: vi.fn()
  }
}));

const card = (id: string): CardView => ({
  id,
  seen: 's',
  situation: { code: null, text: id },
  response: { code: null, text: id },
  on_lock_screen: false,
  rehearsed_words: null
});

function view(part: Partial<PlanView> = {}): PlanView {
  return {
    items: [],
    cards: [],
    places: [],
    goals: [],
    rehearsal: [],
    rehearsed_words: null,
    versions: 0,
    too_long: false,
    removed: [],
    ...part
  };
}

let plan: Plan;
async function loaded(part: Partial<PlanView> = {}): Promise<void> {
  vi.mocked(core.planView).mockResolvedValue(view(part));
  await plan.load();
}

beforeEach(() => {
  plan = new Plan();
  toasts.list = [];
});

describe('reading', () => {
  test('the plan is shown even if decks and people cannot be read', async () => {
    await loaded();
    expect(plan.view).toEqual(view());
    expect(plan.blank).toBe(true);
    expect(plan.decks.signs).toEqual([]);
  });

  test('a refusal is kept to be told, and goes with the next answer', async () => {
    const refusal = new Refusal({ code: 'damaged', at: null });
    vi.mocked(core.planView).mockRejectedValueOnce(refusal);
    await plan.load();
    expect(plan.refusal).toBe(refusal);
    await loaded();
    expect(plan.refusal).toBeNull();
  });

  test('an older answer never replaces a newer one', async () => {
    let late: (view: PlanView) => void = () => undefined;
    const slow = plan.adopt(new Promise((resolve) => (late = resolve)));
    await plan.adopt(Promise.resolve(view({ versions: 2 })));
    late(view({ versions: 1 }));
    await slow;
    expect(plan.view?.versions).toBe(2);
  });

  test('an answer that comes after everything was dropped brings nothing back', async () => {
    let late: (view: PlanView) => void = () => undefined;
    const slow = plan.adopt(new Promise((resolve) => (late = resolve)));
    plan.forget();
    late(view());
    await slow;
    expect(plan.view).toBeNull();
  });
});

describe('writing', () => {
  test('what is written outlives a lock, and a refusal', async () => {
    plan.edit({ of: 'item', request: newLine('reason') });
    expect(plan.changed).toBe(false);
    if (plan.editing?.of === 'item') plan.editing.request.text = 'Anak saya';
    expect(plan.changed).toBe(true);
    vi.mocked(core.planItemSave).mockRejectedValueOnce(new Refusal({ code: 'disk_full', at: null }));
    await expect(plan.keepEditing()).rejects.toThrow('disk_full');
    plan.forget();
    expect(plan.editing?.request).toMatchObject({ text: 'Anak saya' });
  });

  test('after keeping, another line of the same part can begin at once', async () => {
    vi.mocked(core.planItemSave).mockResolvedValue(view());
    plan.edit({ of: 'item', request: { ...newLine('warning_sign'), text: 'Susah tidur' } });
    await plan.keepEditing(true);
    expect(core.planItemSave).toHaveBeenCalledWith({ ...newLine('warning_sign'), text: 'Susah tidur' });
    expect(plan.editing?.request).toEqual(newLine('warning_sign'));
    await plan.keepEditing();
    expect(plan.editing).toBeNull();
  });
});

describe('removing', () => {
  const target = { kind: 'item' as const, id: 'i' };

  test('a removal can be taken back from its message', async () => {
    vi.mocked(core.planRemove).mockResolvedValue(view());
    vi.mocked(core.planPutBack).mockResolvedValue(view());
    expect(await plan.remove(target, 'Anak saya')).toBe(true);
    expect(toasts.list[0]?.text).toContain('Anak saya');
    toasts.list[0]?.action?.run();
    expect(core.planPutBack).toHaveBeenCalledWith(target);
  });

  test('a refused removal says so and offers nothing to take back', async () => {
    vi.mocked(core.planRemove).mockRejectedValue(new Refusal({ code: 'not_found', at: null }));
    expect(await plan.remove(target, 'Anak saya')).toBe(false);
    expect(toasts.list).toHaveLength(1);
    expect(toasts.list[0]?.action).toBeUndefined();
  });
});

describe('rehearsing', () => {
  const cards = [card('a'), card('b'), card('c')];

  beforeEach(() => {
    vi.mocked(core.planRehearse).mockResolvedValue(view({ cards }));
  });

  test('the due cards come in their order; without any, all of them', async () => {
    await loaded({ cards, rehearsal: ['c', 'a'] });
    plan.beginRound();
    expect(plan.roundCard?.id).toBe('c');
    expect(plan.round).toEqual({ place: 1, total: 2 });
    await loaded({ cards });
    plan.beginRound();
    expect(plan.round).toEqual({ place: 1, total: 3 });
  });

  test('an answer leads to the next card, and after the last one there is none', async () => {
    await loaded({ cards, rehearsal: ['c', 'a'] });
    plan.beginRound();
    await plan.rehearsed('still_works');
    expect(core.planRehearse).toHaveBeenLastCalledWith({ card: 'c', outcome: 'still_works' });
    expect(plan.roundCard?.id).toBe('a');
    await plan.rehearsed('changed');
    expect(plan.roundCard).toBeUndefined();
    expect(plan.round).not.toBeNull();
  });

  test('a card that is gone meanwhile is passed over', async () => {
    vi.mocked(core.planRehearse).mockResolvedValue(view({ cards: [card('a'), card('c')] }));
    await loaded({ cards });
    plan.beginRound();
    await plan.rehearsed('still_works');
    expect(plan.roundCard?.id).toBe('c');
  });

  test('what was refused is asked again', async () => {
    vi.mocked(core.planRehearse).mockRejectedValue(new Refusal({ code: 'disk_full', at: null }));
    await loaded({ cards });
    plan.beginRound();
    expect(await plan.rehearsed('still_works')).toBe(false);
    expect(plan.roundCard?.id).toBe('a');
  });

  test('a rehearsal goes on after a card was changed in between, and otherwise begins anew', async () => {
    await loaded({ cards });
    plan.beginRound();
    await plan.rehearsed('changed');
    plan.beginRound(true);
    expect(plan.round?.place).toBe(2);
    plan.beginRound();
    expect(plan.round?.place).toBe(1);
  });
});
