import { afterEach, expect, test, vi } from 'vitest';
import { core, Refusal, type CardView, type PlanView } from '$lib/ipc';
import { drafts } from './card-drafts.svelte';

vi.mock('$lib/ipc', async (original) => ({
  ...(await original<object>()),
  core: { planCardSave: vi.fn() }
}));

const SITUATION = { code: 'payday', text: 'gaji baru masuk' };
const RESPONSE = { code: null, text: 'saya telefon kakak' };
const CARD: CardView = {
  id: 'c',
  seen: 's1',
  situation: SITUATION,
  response: RESPONSE,
  on_lock_screen: false,
  rehearsed_words: null
};

afterEach(() => {
  drafts.drop(drafts.open());
  drafts.drop(drafts.open(CARD));
});

test('a new card goes from situation to response to the card, and back without losing either', () => {
  const draft = drafts.open();
  expect(draft.step).toBe('situation');
  expect(draft.earlier).toBeNull();
  draft.choose('situation', SITUATION);
  expect(draft.step).toBe('response');
  draft.choose('response', RESPONSE);
  expect(draft.step).toBe('card');
  expect(draft.earlier).toBe('response');
  draft.step = 'situation';
  draft.choose('situation', { code: null, text: 'sunyi' });
  expect(draft.step).toBe('card');
  expect(draft.response).toEqual(RESPONSE);
});

test('a card that is changed begins as it is, and each side leads back to it', () => {
  const draft = drafts.open(CARD);
  expect(draft.step).toBe('card');
  expect(draft.changed).toBe(false);
  expect(draft.words.response).toBe('saya telefon kakak');
  draft.step = 'response';
  expect(draft.earlier).toBe('card');
});

test('what was begun is found again, of a new card and of each other one; what was not begun is not', () => {
  const fresh = drafts.open();
  expect(drafts.begun(null)).toBeUndefined();
  fresh.choose('situation', SITUATION);
  const changed = drafts.open(CARD);
  changed.onLockScreen = true;
  expect(drafts.open()).toBe(fresh);
  expect(drafts.begun('c')).toBe(changed);
});

test('a kept card is no draft any more; a refused one stays as it was written', async () => {
  const draft = drafts.open(CARD);
  draft.choose('response', { code: null, text: 'saya balik' });
  vi.mocked(core.planCardSave).mockRejectedValueOnce(new Refusal({ code: 'text_too_long', at: 1 }));
  await expect(draft.keep()).rejects.toThrow('text_too_long');
  expect(drafts.begun('c')).toBe(draft);
  vi.mocked(core.planCardSave).mockResolvedValueOnce({} as PlanView);
  await draft.keep();
  expect(core.planCardSave).toHaveBeenLastCalledWith({
    id: 'c',
    seen: 's1',
    situation: SITUATION,
    response: { code: null, text: 'saya balik' },
    on_lock_screen: false
  });
  expect(drafts.begun('c')).toBeUndefined();
});
