import { beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal, type PersonView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { NOTE_LIMIT, PersonDraft } from './person-draft.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return { ...ipc, core: { ...ipc.core, numberCheck: vi.fn() } };
});

const rahim: PersonView = {
  id: 'p1',
  seen: 'v1',
  name: 'Abang Rahim',
  role: 'senior',
  role_words: 'abang besar',
  sex: 'man',
  knows: 'yes',
  hours: [{ weekday: 5, start: 1320, end: 120 }],
  hours_words: 'Sabtu 10 malam – 2 pagi',
  rhythm_days: 7,
  last_contact: '2026-11-14',
  days_since: 7,
  overdue: true,
  note: 'Suka dengar dulu.',
  on_ladder: true,
  standing: 'outside',
  standing_words: null,
  numbers: [{ id: 'n1', seen: 'w1', display: '012-345 6789', label: 'work', whatsapp: false, sms: true }]
};

const refusal = (code: Refusal['code'], at: number | null = null): Refusal => new Refusal({ code, at });

beforeEach(() => vi.resetAllMocks());

test('a form that was only looked at sends back exactly what was stored', () => {
  const draft = new PersonDraft(rahim);
  expect(draft.changed).toBe(false);
  const { id, seen, name, role, role_words, sex, knows, hours, rhythm_days, last_contact, note, on_ladder } =
    rahim;
  expect(draft.request()).toEqual({
    ...{ id, seen, name, role, role_words, sex, knows, hours },
    ...{ rhythm_days, last_contact, note, on_ladder },
    numbers: [{ id: 'n1', seen: 'w1', text: '012-345 6789', label: 'work', whatsapp: false }],
    shown_numbers: ['n1']
  });
});

test('every keystroke counts as something to lose, and taking it back does not', () => {
  const draft = new PersonDraft();
  expect(draft.changed).toBe(false);
  draft.rhythm = 'x';
  expect(draft.changed).toBe(true);
  draft.rhythm = '';
  expect(draft.changed).toBe(false);
});

test('a refused number is told beside the row it was typed in, though empty rows are not sent', () => {
  const draft = new PersonDraft();
  const second = draft.addNumber();
  const third = draft.addNumber();
  second.text = '012';
  third.text = 'abc';
  expect(draft.request().numbers.map(({ text }) => text)).toEqual(['012', 'abc']);
  draft.refused(refusal('number_invalid', 1));
  expect([draft.numbers[0]?.refusal, second.refusal]).toEqual([null, null]);
  expect(third.refusal).toMatchObject({ code: 'number_invalid' });
});

test.each([
  ['name_empty', 'name'],
  ['hours_invalid', 'hours'],
  ['date_invalid', 'last_contact'],
  ['text_too_long', 'note'],
  ['disk_full', 'form']
] as const)('"%s" is told at %s', (code, field) => {
  const draft = new PersonDraft();
  draft.refused(refusal(code));
  expect(Object.keys(draft.refusals)).toEqual([field]);
});

test('a text that is too long is told at the field that is', () => {
  const draft = new PersonDraft();
  draft.roleWords = 'x'.repeat(41);
  draft.refused(refusal('text_too_long'));
  expect(Object.keys(draft.refusals)).toEqual(['role_words']);
});

test('hours without a day, a rhythm that is no number and a note over the limit are not sent', () => {
  const draft = new PersonDraft();
  expect(draft.ready()).toBe(true);
  draft.hours = { choice: 'own', rows: [{ days: [], start: 0, length: 60 }] };
  expect(draft.ready()).toBe(false);
  draft.hours = { choice: 'any', rows: [] };
  draft.rhythm = '400';
  expect(draft.ready()).toBe(false);
  draft.rhythm = '10';
  draft.note = '🙂'.repeat(NOTE_LIMIT);
  expect(draft.ready()).toBe(true);
  draft.note += 'x';
  expect(draft.ready()).toBe(false);
});

test('numbers keep their identity when they are put in another order, and the last row never goes', () => {
  const draft = new PersonDraft(rahim);
  const second = draft.addNumber();
  second.text = '019-261 5999';
  draft.raiseNumber(second.key);
  expect(draft.request().numbers.map(({ id }) => id)).toEqual([null, 'n1']);
  for (const { key } of draft.numbers) draft.removeNumber(key);
  expect(draft.numbers).toHaveLength(1);
  expect(draft.numbers[0]?.empty).toBe(true);
});

test('what the person said about WhatsApp is stronger than what the number looks like', async () => {
  vi.mocked(core.numberCheck).mockResolvedValue({ display: '03-7627 2929', whatsapp: false });
  const draft = new PersonDraft();
  const [number] = draft.numbers;
  if (number === undefined) throw new Error('a new form has one row');
  number.text = '0376272929';
  await number.check();
  expect([number.checked, number.whatsapp]).toEqual(['03-7627 2929', false]);
  number.sayWhatsapp(true);
  number.text = '037627 2929';
  await number.check();
  expect(number.whatsapp).toBe(true);
});

test('an answer to what was typed before is dropped', async () => {
  const draft = new PersonDraft();
  const [number] = draft.numbers;
  if (number === undefined) throw new Error('a new form has one row');
  vi.mocked(core.numberCheck).mockRejectedValueOnce(refusal('number_too_short'));
  number.text = '012';
  const asked = number.check();
  number.text = '0123456789';
  await asked;
  expect(number.refusal).toBeNull();
});
