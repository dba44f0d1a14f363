import { beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal, type PersonView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { contacts, matching } from './contacts.svelte';
import { People, people, requestOf } from './people.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return { ...ipc, core: Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()])) };
});

function person(over: Partial<PersonView> = {}): PersonView {
  return {
    id: 'p1',
    seen: 'v1',
    name: 'Abang Rahim',
    role: 'senior',
    role_words: null,
    sex: null,
    knows: 'yes',
    hours: [],
    hours_words: null,
    rhythm_days: null,
    last_contact: null,
    days_since: null,
    overdue: false,
    note: null,
    on_ladder: false,
    standing: 'any_time',
    standing_words: null,
    numbers: [],
    ...over
  };
}

const answer = (...list: PersonView[]): { people: PersonView[]; trash: [] } => ({ people: list, trash: [] });

beforeEach(() => {
  people.view = null;
  contacts.forget();
  vi.resetAllMocks();
});

test('everybody is on the screen at least once, and those to greet are not repeated among the others', async () => {
  const list = new People();
  const rahim = person({ id: 'a', on_ladder: true, overdue: true });
  const kamal = person({ id: 'b', overdue: true });
  const salmah = person({ id: 'c' });
  vi.mocked(core.peopleView).mockResolvedValue(answer(rahim, kamal, salmah));
  await list.load();
  const ids = (people: PersonView[]): string[] => people.map(({ id }) => id);
  expect([ids(list.ladder), ids(list.overdue), ids(list.others)]).toEqual([['a'], ['a', 'b'], ['c']]);
});

test('a list that cannot be read keeps what was shown and says why', async () => {
  const list = new People();
  list.view = answer(person());
  const refusal = new Refusal({ code: 'damaged', at: null });
  vi.mocked(core.peopleView).mockRejectedValueOnce(refusal);
  await list.load();
  expect(list.refusal).toBe(refusal);
  expect(list.view.people).toHaveLength(1);
});

test('a greeting that is taken back brings the old day back and leaves everything else as it is now', async () => {
  const before = person({ seen: 'v1', last_contact: '2026-11-09' });
  const after = person({ seen: 'v2', last_contact: '2026-11-21', note: 'baharu' });
  people.view = answer(after);
  vi.mocked(core.personSave).mockResolvedValue(answer(after));
  await people.takeGreetingBack(before);
  expect(core.personSave).toHaveBeenCalledWith({ ...requestOf(after), last_contact: '2026-11-09' });
});

test('contacts with a number that is known already are found but not ticked', async () => {
  const found = (name: string, duplicate_of: string | null): object => ({
    name,
    numbers: ['012'],
    duplicate_of
  });
  const file = { contacts: [found('Ali', null), found('Zul', 'Zul')], without_number: 0, cut_off: false };
  vi.mocked(core.contactsChoose).mockResolvedValue(file as never);
  await contacts.choose();
  expect([...contacts.chosen]).toEqual([0]);
  contacts.toggle(1, true);
  contacts.toggle(0, false);
  vi.mocked(core.contactsImport).mockResolvedValue(answer());
  expect(await contacts.keep()).toBe(1);
  expect(core.contactsImport).toHaveBeenCalledWith({ chosen: [1] });
  expect(contacts.found).toBeNull();
});

test('contacts that could not be kept stay chosen, to be tried again', async () => {
  contacts.found = { contacts: [], without_number: 0, cut_off: false };
  contacts.toggle(3, true);
  vi.mocked(core.contactsImport).mockRejectedValueOnce(new Refusal({ code: 'disk_full', at: null }));
  await expect(contacts.keep()).rejects.toThrow('disk_full');
  expect([...contacts.chosen]).toEqual([3]);
  expect(contacts.busy).toBe(false);
});

test('a search finds names in any case and numbers with or without their spaces', () => {
  const all = [
    { at: 0, name: 'Kak Ti 🌺', numbers: ['012-345 6789'], duplicate_of: null },
    { at: 1, name: 'Zul', numbers: ['03-7627 2929'], duplicate_of: null }
  ];
  const names = (words: string): string[] => matching(all, words).map(({ name }) => name);
  expect(names('kak')).toEqual(['Kak Ti 🌺']);
  expect(names('762 729')).toEqual(['Zul']);
  expect(names('  ')).toHaveLength(2);
  expect(names('-')).toEqual([]);
});
